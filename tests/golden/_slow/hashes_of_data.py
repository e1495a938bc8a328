import hashlib
import hmac
import io


def attempt(make):
    try:
        return repr(make())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


for name in sorted(hashlib.algorithms_guaranteed):
    h = hashlib.new(name)
    for part in b"", b"abc", b"x" * 200, bytearray(b"y" * 77), memoryview(b"z" * 333):
        h.update(part)
    size = (10,) if name.startswith("shake") else ()
    other = h.copy()
    other.update(b"!")
    print(name, h.name, h.digest_size, h.block_size, h.hexdigest(*size), other.hexdigest(*size)[:16], len(h.digest(*size)))
print(hashlib.blake2b(b"a", digest_size=8, key=b"k", salt=b"s", person=b"p").hexdigest(), hashlib.blake2s(b"a", digest_size=4, fanout=2, depth=3, leaf_size=9, node_offset=7, node_depth=1, inner_size=8, last_node=True).hexdigest())
print(hashlib.file_digest(io.BytesIO(b"abc" * 1000), "sha256").hexdigest())
print(hmac.new(b"key", b"message", "sha256").hexdigest(), hmac.digest(b"key", b"message", "md5").hex(), hmac.new(b"k" * 200, digestmod=hashlib.sha3_256).hexdigest(), hmac.compare_digest("a", "a"))
for digest in "md5", "sha1", "sha256", "sha512":
    print(hashlib.pbkdf2_hmac(digest, b"password", b"salt", 7).hex(), hashlib.pbkdf2_hmac(digest, b"", b"", 1, dklen=5).hex())
print(hashlib.scrypt(b"p", salt=b"s", n=16, r=1, p=1).hex(), hashlib.scrypt(b"p", salt=b"s", n=4, r=2, p=3, dklen=10).hex())
print(attempt(lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", 0)), attempt(lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", 1, 0)))
print(attempt(lambda: hashlib.pbkdf2_hmac("xx", b"p", b"s", 1)), attempt(lambda: hashlib.pbkdf2_hmac(3, b"p", b"s", 1)))
print(attempt(lambda: hashlib.scrypt(b"p")), attempt(lambda: hashlib.scrypt(b"p", salt=b"s", n=15, r=1, p=1)), attempt(lambda: hashlib.scrypt(b"p", salt=b"s", n=2**20, r=8, p=1)))
print(attempt(lambda: hashlib.new("nothing")), attempt(lambda: hashlib.sha256("text")))
