import marshal
values = [None, True, False, 1, -5, 2**31, -2**70, 1.5, -0.0, 2j, "abc", "ünï\U0001F600", "\ud800", b"xy", (1, (2,)), {"a": [1], 2: None}, {1, 2}, frozenset([3]), ..., "x" * 300, tuple(range(300)), StopIteration, bytearray(b"q")]
for v in values:
    print(marshal.loads(marshal.dumps(v)) == v, end=" ")
print()
print(marshal.loads(b"i\x05\x00\x00\x00"), marshal.loads(b"(\x02\x00\x00\x00NT"), marshal.loads(b"[\x02\x00\x00\x00\xda\x01ar\x00\x00\x00\x00"))
for bad in (b"", b"i\x01", b"Q", b"[\x01\x00\x00\x00", b"r\x09\x00\x00\x00"):
    try: marshal.loads(bad)
    except (EOFError, ValueError, TypeError) as e: print(type(e).__name__)
try: marshal.dumps(object())
except ValueError as e: print(e)
deep = []
for _ in range(5000): deep = [deep]
try: marshal.dumps(deep)
except ValueError as e: print(e)
import io
f = io.BytesIO()
marshal.dump([1, 2], f); marshal.dump("next", f); f.seek(0)
print(marshal.load(f), marshal.load(f))
