import { TestMachine } from "./testdata/machine.ts";

const machine = new TestMachine();
machine.run("import _md5, _sha1, _sha3");

Deno.test("MD5 gives the digests of RFC 1321", () => {
  machine.check(
    ["_md5.md5(b'').hexdigest()", "'d41d8cd98f00b204e9800998ecf8427e'"],
    ["_md5.md5(b'abc').hexdigest()", "'900150983cd24fb0d6963f7d28e17f72'"],
    ["_md5.md5(b'1234567890' * 8).hexdigest()", "'57edf4a22be3c955ac49da2e2107b67a'"],
  );
});

Deno.test("SHA-1 gives the digests of FIPS 180-4's examples", () => {
  machine.check(
    ["_sha1.sha1(b'abc').hexdigest()", "'a9993e364706816aba3e25717850c26c9cd0d89d'"],
    ["_sha1.sha1(b'').hexdigest()", "'da39a3ee5e6b4b0d3255bfef95601890afd80709'"],
  );
});

Deno.test("SHA-3 gives the digests of FIPS 202's examples", () => {
  machine.check(
    ["_sha3.sha3_224(b'').hexdigest()", "'6b4e03423667dbb73b6e15454f0eb1abd4597f9a1b078e3f5b5a6bc7'"],
    ["_sha3.sha3_256(b'').hexdigest()", "'a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a'"],
    [
      "_sha3.sha3_256(b'abc').hexdigest()",
      "'3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532'",
    ],
    ["_sha3.sha3_512(b'').hexdigest()[:32]", "'a69f73cca23a9ac5c8b567dc185a756e'"],
  );
});

Deno.test("SHAKE gives as many bytes as it is asked for, a longer digest beginning with a shorter one", () => {
  machine.check(
    ["_sha3.shake_128(b'').hexdigest(16)", "'7f9c2ba4e88f827d616045507605853e'"],
    ["_sha3.shake_256(b'').hexdigest(16)", "'46b9dd2b0ba88d13233b3feb743eeb24'"],
    ["_sha3.shake_128(b'x').digest(0)", "b''"],
    ["_sha3.shake_128(b'x').digest(300).startswith(_sha3.shake_128(b'x').digest(299))", "True"],
    ["_sha3.shake_128(b'x').digest(-1)", "ValueError: value must be positive"],
  );
});

Deno.test("what a hash has gathered can be asked for at any time", () => {
  machine.check(
    [
      "[(h := _md5.md5(b'a'), h.hexdigest()[:8], h.update(b'bc'), h.hexdigest()[:8], h.hexdigest()[:8]) and h.hexdigest()[:8] for _ in 'x']",
      "['90015098']",
    ],
    [
      "[(h := _sha1.sha1(b'ab'), c := h.copy(), c.update(b'c'), h.hexdigest()[:8], c.hexdigest()[:8])[-2:] for _ in 'x']",
      "[('da23614e', 'a9993e36')]",
    ],
  );
});

Deno.test("a hash takes any buffer, but no text", () => {
  machine.check(
    ["_md5.md5(bytearray(b'abc')).hexdigest() == _md5.md5(memoryview(b'xabcx')[1:4]).hexdigest()", "True"],
    ["_md5.md5('abc')", "TypeError: Strings must be encoded before hashing"],
    ["_sha3.sha3_256(None)", "TypeError: object supporting the buffer API required"],
  );
});

Deno.test("a sponge says what it is made of, and parameters of BLAKE2 and scrypt are refused as CPython refuses them", () => {
  machine.run(
    "import _blake2, _hashlib\ndef scrypt(**given): return _hashlib.scrypt(b'pw', **dict(salt=b's', n=2, r=8, p=1) | given)",
  );
  machine.check(
    ["(lambda h: (h._capacity_bits, h._rate_bits, h._suffix))(_sha3.sha3_224())", "(448, 1152, b'\\x06')"],
    ["(lambda h: (h._capacity_bits, h._rate_bits, h._suffix))(_sha3.shake_128())", "(256, 1344, b'\\x1f')"],
    ["_blake2.blake2b(leaf_size=-1)", "ValueError: Cannot convert negative int"],
    ["_blake2.blake2b(leaf_size=1 << 32)", "OverflowError: leaf_size is too large"],
    ["_blake2.blake2b(node_offset=2**64 - 1).hexdigest()[:8]", "'5471689f'"],
    ["_blake2.blake2s(node_offset=2**48 - 1).hexdigest()[:8]", "'ddcb74ee'"],
    ["_blake2.blake2s(node_offset=1 << 48)", "OverflowError: node_offset is too large"],
    ["_blake2.blake2b(fanout=1 << 32)", "OverflowError: Python int too large to convert to C int"],
    ["scrypt(n=None)", "TypeError: 'NoneType' object cannot be interpreted as an integer"],
    ["scrypt(r=-1)", "ValueError: Cannot convert negative int"],
  );
});
