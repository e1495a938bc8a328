"""hashlib and hmac without OpenSSL."""
import hmac
import _md5, _sha1, _sha3

for make in (_md5.md5, _sha1.sha1, _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384, _sha3.sha3_512):
    value = make(b"abc")
    print(value.name, value.digest_size, value.block_size, value.hexdigest())
    copy = value.copy()
    value.update(bytearray(b"def") * 1000)
    print(value.hexdigest(), copy.digest() == make(b"abc").digest())
for make in (_sha3.shake_128, _sha3.shake_256):
    print(make(b"abc").hexdigest(20), make(b"abc").digest(0))
try:
    _md5.md5("text")
except TypeError as error:
    print(error)
import hashlib

for make in (hashlib.blake2b, hashlib.blake2s):
    print(make(b"abc").hexdigest(), make().block_size)
    print(make(b"abc" * 100, digest_size=20, key=b"secret", salt=b"salt", person=b"me").hexdigest())
    print(make(b"x" * 256, fanout=2, depth=3, leaf_size=4096, node_offset=7, inner_size=16, last_node=True).hexdigest())

for name in ("md5", "sha1", "sha256", "sha512", "sha3_256"):
    print(hashlib.new(name, b"x").hexdigest())
print(hashlib.sha256(b"x").hexdigest())
print(hmac.new(b"key", b"message", hashlib.sha256).hexdigest())
print(hmac.new(b"key", b"message", "md5").hexdigest())
