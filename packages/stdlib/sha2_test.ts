import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run(`
import _sha2
def digest_in_parts(make, data, size):
    h = make()
    for i in range(0, len(data), size):
        h.update(data[i:i + size])
    return h.hexdigest()
`);

Deno.test("SHA-224 and SHA-256 give the digests of FIPS 180-4's examples", () => {
  machine.check(
    ["_sha2.sha256(b'').hexdigest()", "'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'"],
    [
      "_sha2.sha256(b'abc').hexdigest()",
      "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'",
    ],
    [
      "_sha2.sha256(b'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq').hexdigest()",
      "'248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'",
    ],
    ["_sha2.sha224(b'abc').hexdigest()", "'23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7'"],
    ["_sha2.sha224(b'').hexdigest()", "'d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f'"],
  );
});

Deno.test("SHA-384 and SHA-512 give the digests of FIPS 180-4's examples", () => {
  machine.check(
    ["_sha2.sha384(b'abc').hexdigest()[:32]", "'cb00753f45a35e8bb5a03d699ac65007'"],
    ["_sha2.sha384(b'').hexdigest()[:32]", "'38b060a751ac96384cd9327eb1b1e36a'"],
    ["_sha2.sha512(b'abc').hexdigest()[:32]", "'ddaf35a193617abacc417349ae204131'"],
    ["_sha2.sha512(b'').hexdigest()[-32:]", "'63b931bd47417a81a538327af927da3e'"],
  );
});

Deno.test("a message may end at any place of a block", () => {
  machine.check(
    [
      "[_sha2.sha256(b'a' * n).hexdigest()[:8] for n in (55, 56, 63, 64, 65)]",
      "['9f4390f8', 'b35439a4', '7d3e74a0', 'ffe054fe', '635361c4']",
    ],
    [
      "[_sha2.sha512(b'a' * n).hexdigest()[:8] for n in (111, 112, 127, 128, 129)]",
      "['fa9121c7', 'c01d080e', '82861396', 'b73d1929', '4f681e0b']",
    ],
  );
});

Deno.test("the parts in which a message comes do not matter", () => {
  machine.check(
    [
      "[digest_in_parts(_sha2.sha256, bytes(range(200)), n) == _sha2.sha256(bytes(range(200))).hexdigest() for n in (1, 7, 63, 64, 65, 128)]",
      "[True, True, True, True, True, True]",
    ],
    [
      "[digest_in_parts(_sha2.sha384, bytes(range(256)), n) == _sha2.sha384(bytes(range(256))).hexdigest() for n in (1, 7, 127, 128, 129)]",
      "[True, True, True, True, True]",
    ],
  );
});

Deno.test("a copy goes its own way", () => {
  machine.check(
    [
      "[(a := _sha2.sha256(b'ab'), b := a.copy(), b.update(b'c'), a.hexdigest()[:8], b.hexdigest()[:8])[-2:] for _ in 'x']",
      "[('fb8e20fc', 'ba7816bf')]",
    ],
  );
});

Deno.test("a hash says its name, its sizes, and refuses text", () => {
  machine.check(
    [
      "[(h.name, h.digest_size, h.block_size) for h in (_sha2.sha224(), _sha2.sha256(), _sha2.sha384(), _sha2.sha512())]",
      "[('sha224', 28, 64), ('sha256', 32, 64), ('sha384', 48, 128), ('sha512', 64, 128)]",
    ],
    ["_sha2.sha256('abc')", "TypeError: Strings must be encoded before hashing"],
    ["_sha2.sha256(3)", "TypeError: object supporting the buffer API required"],
  );
});
