"""hashlib and hmac: attributes, copies, names, buffers, key derivation, what they refuse, blake2 parameters."""
import hashlib, hmac


def attempt(make):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)


for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name, b"seed", usedforsecurity=False)
    h.update(bytearray(b"ab")); c = h.copy(); c.update(memoryview(b"cdef")[::1])
    shown = (h.hexdigest(4), c.digest(2).hex()) if name.startswith("shake") else (h.hexdigest()[:12], c.digest()[:4].hex())
    print(h.name, h.digest_size, h.block_size, *shown, getattr(hashlib, name)(b"seedab", usedforsecurity=True).name)
print(hashlib.new("SHA256", b"x").name, hashlib.new("sha1").hexdigest(), hashlib.md5().digest().hex(), hashlib.sha512(b"a" * 1000).hexdigest()[-8:])
b = hashlib.blake2b(b"m", digest_size=20, key=b"k" * 10, salt=b"salt", person=b"who", fanout=2, depth=3, leaf_size=100, node_offset=5, node_depth=1, inner_size=7, last_node=True)
print(b.hexdigest(), b.digest_size, b.block_size, b.name, b.copy().hexdigest() == b.hexdigest())
print(*(getattr(t, n) for t in (hashlib.blake2b, hashlib.blake2s) for n in ("SALT_SIZE", "PERSON_SIZE", "MAX_KEY_SIZE", "MAX_DIGEST_SIZE")), hashlib.blake2s(b"", digest_size=1).hexdigest(), hashlib.blake2b(key=b"").hexdigest()[:6])
for make in (lambda: hashlib.new("nope"), lambda: hashlib.new(5), lambda: hashlib.md5("text"), lambda: hashlib.sha256().update("x"), lambda: hashlib.sha1(5), lambda: hashlib.shake_128().digest(), lambda: hashlib.shake_128(b"").hexdigest(0),
             lambda: hashlib.blake2b(digest_size=65), lambda: hashlib.blake2b(digest_size=0), lambda: hashlib.blake2s(key=b"x" * 33), lambda: hashlib.blake2b(salt=b"x" * 17), lambda: hashlib.blake2s(person=b"x" * 9), lambda: hashlib.blake2b(fanout=256), lambda: hashlib.blake2b(depth=0),
             lambda: hashlib.blake2s(node_offset=2**48), lambda: hashlib.blake2b(node_depth=256), lambda: hashlib.blake2b(inner_size=65), lambda: hashlib.blake2b("s"), lambda: hashlib.sha256(b"").update()):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__)
m = hmac.new(b"key", b"msg", "sha256")
m.update(b"more")
print(m.name, m.hexdigest()[:16], m.copy().digest() == m.digest(), m.digest_size, m.block_size, hmac.digest(b"key", b"msgmore", hashlib.sha256) == m.digest(), hmac.new(b"k" * 200, digestmod="md5").hexdigest())
print(hmac.compare_digest("abc", "abc"), hmac.compare_digest(b"abc", bytearray(b"abd")), hmac.new(b"k", b"d", hashlib.sha3_224).hexdigest()[:10], hmac.new(b"k", b"d", lambda d=b"": hashlib.blake2s(d)).hexdigest()[:10])
attempt(lambda: hmac.compare_digest("é", "é"))
attempt(lambda: hmac.compare_digest(1, 1))
attempt(lambda: hmac.new("key", b"", "md5"))
print(hashlib.pbkdf2_hmac("sha1", b"password", b"salt", 2).hex(), hashlib.pbkdf2_hmac("sha512", b"p", b"s", 1, 10).hex(), hashlib.scrypt(b"p", salt=b"s", n=2, r=1, p=1, dklen=8).hex())
for make in (lambda: hashlib.pbkdf2_hmac("sha1", b"", b"", 0), lambda: hashlib.pbkdf2_hmac("no", b"", b"", 1), lambda: hashlib.pbkdf2_hmac("sha1", b"", b"", 1, 0), lambda: hashlib.scrypt(b"", salt=b"", n=3, r=1, p=1), lambda: hashlib.scrypt(b"")):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__)
import io
print(hashlib.file_digest(io.BytesIO(b"content"), "sha256").hexdigest()[:12], hashlib.file_digest(io.BytesIO(b"content"), lambda: hashlib.sha1()).hexdigest()[:12])
