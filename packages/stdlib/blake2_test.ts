import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _blake2");

Deno.test("digests are those of the reference, with key, salt and person", () => {
  machine.check(
    [
      "_blake2.blake2b(b'abc').hexdigest()[:16], _blake2.blake2s(b'abc').hexdigest()[:16], _blake2.blake2b(b'a', digest_size=5).hexdigest(), _blake2.blake2s(b'', key=b'k', salt=b's', person=b'p').hexdigest()[:16], _blake2.blake2b(b'x', fanout=2, depth=3, leaf_size=100, node_offset=5, node_depth=1, inner_size=32, last_node=True).hexdigest()[:16]",
      "('ba80a53f981c4d0d', '508c5e8c327c14e2', 'f4e169f8ee', '378c4cdd38b0201a', '58ea1017bfdf9638')",
    ],
  );
});

Deno.test("parts make the digest of the whole, and a copy goes its own way", () => {
  machine.check(
    [
      "(lambda h: (h.update(b'bc'), (c := h.copy()), c.update(b'd'), h.hexdigest()[:8], c.hexdigest()[:8]))(_blake2.blake2s(b'a'))[-2:]",
      "('508c5e8c', '716748cc')",
    ],
  );
});

Deno.test("parameters have bounds", () => {
  machine.check(
    [
      "_blake2.blake2b(digest_size=65)",
      "ValueError: digest_size for blake2b must be between 1 and 64 bytes, here it is 65",
    ],
    [
      "_blake2.blake2s(digest_size=0)",
      "ValueError: digest_size for blake2s must be between 1 and 32 bytes, here it is 0",
    ],
    ["_blake2.blake2b(key=b'k' * 65)", "ValueError: maximum key length is 64 bytes"],
    ["_blake2.blake2s(salt=b's' * 9)", "ValueError: maximum salt length is 8 bytes"],
    ["_blake2.blake2b(person=b'p' * 17)", "ValueError: maximum person length is 16 bytes"],
    ["_blake2.blake2b(fanout=256)", "ValueError: fanout must be between 0 and 255"],
    ["_blake2.blake2b(depth=0)", "ValueError: depth must be between 1 and 255"],
    ["_blake2.blake2s(inner_size=33)", "ValueError: inner_size must be between 0 and is 32"],
    ["_blake2.blake2b('abc')", "TypeError: Strings must be encoded before hashing"],
  );
});

Deno.test("names and sizes", () => {
  machine.check(
    [
      "[(h.name, h.digest_size, h.block_size) for h in (_blake2.blake2b(), _blake2.blake2s(digest_size=7))], _blake2.blake2b.MAX_KEY_SIZE, _blake2.blake2s.SALT_SIZE",
      "([('blake2b', 64, 128), ('blake2s', 7, 64)], 64, 8)",
    ],
  );
});
