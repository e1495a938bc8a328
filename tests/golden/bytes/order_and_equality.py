# bytes: order by byte, equality with what else holds bytes, and none with text.
import warnings
warnings.simplefilter("ignore")
words = [b"b", b"a", b"\xff", b"", b"A", b"aa", b"\x00"]
print(sorted(words), max(words), b"a" < b"b" <= b"b", b"a" == bytearray(b"a"), b"a" == memoryview(b"a"), b"a" == "a", b"a" != [97], b"" == b"".join([]))
for op in lambda: b"a" < "a", lambda: b"a" + "a", lambda: b"a" * b"a", lambda: "a" in b"a", lambda: b"a" < [1]:
    try: print(op())
    except TypeError as e: print(e)
print(97 in b"a", b"" in b"", b"bc" in b"abcd", {b"a": 1}.get("a"), hash(b"x") == hash(b"x"), min(b"cab"), sorted(b"ba"), list(b"\x01\xff"))
