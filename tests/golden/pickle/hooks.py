# Hooks of picklers and unpicklers, memos, buffers out of band, and what is said of streams that are wrong.
import io, pickle


def attempt(function, *args, **kwargs):
    try:
        print(repr(function(*args, **kwargs))[:200])
    except Exception as error:
        # One message has a line break where a later Python has none.
        print(type(error).__name__, " ".join(str(error).split()))


class Local:
    pass


class Hooked(pickle.Pickler):
    def persistent_id(self, obj):
        return "id" if isinstance(obj, float) else None

    def reducer_override(self, obj):
        return (int, ("7",)) if obj is Local else NotImplemented


class Loading(pickle.Unpickler):
    def persistent_load(self, pid):
        return ("loaded", pid)

    def find_class(self, module, name):
        print("find", module, name)
        return super().find_class(module, name)


for protocol in range(6):
    out = io.BytesIO()
    Hooked(out, protocol).dump([1.5, Local, {"a": 2.5}])
    print(out.getvalue())
    out.seek(0)
    attempt(Loading(out).load)

out = io.BytesIO()
pickler = pickle.Pickler(out, 4)
value = [1]
pickler.dump(value)
pickler.dump(value)
print(out.getvalue(), len(pickler.memo.copy()))
pickler.clear_memo()
pickler.dump(value)
print(out.getvalue())
out.seek(0)
unpickler = pickle.Unpickler(out)
a, b, c = unpickler.load(), unpickler.load(), unpickler.load()
print(a is b, b is c, len(unpickler.memo.copy()))

buffers = []
data = pickle.dumps([pickle.PickleBuffer(b"abc"), pickle.PickleBuffer(bytearray(b"xyz"))], 5, buffer_callback=buffers.append)
print(data, len(buffers), [bytes(buffer) for buffer in buffers])
print([bytes(buffer) for buffer in pickle.loads(data, buffers=buffers)])
attempt(pickle.loads, data)
attempt(pickle.loads, data, buffers=[])
print(pickle.dumps([pickle.PickleBuffer(b"abc"), pickle.PickleBuffer(bytearray(b"xyz"))], 5))
buffer = pickle.PickleBuffer(bytearray(b"hello"))
with buffer.raw() as view:
    print(bytes(buffer), view.format)
buffer.release()
attempt(bytes, buffer)

attempt(pickle.dumps, 1, 6)
attempt(pickle.dump, 1, 5)
attempt(pickle.load, 5)
attempt(pickle.loads, "x")
for stream in [
    b"", b".", b"\x80", b"\x80\x06.", b"N", b"(.", b"0", b"1", b"2.", b"K", b"X\x05\x00\x00\x00ab", b"g0\n", b"h\x00", b"p0\n", b"\xff", b"i", b"cos\n",
    b"cnomodule\nx\n.", b"Iabc\n.", b"Labc\n.", b"S1\n.", b"S'a'\n.", b"R", b"(K\x01R.", b"K\x01K\x02R.", b"]K\x01b.", b"\x93", b"K\x01K\x02\x93.",
    b"}(K\x01u.", b"(K\x01d.", b"\x8b\xff\xff\xff\xff", b"\x97.", b"\x82\x00.", b"\x82\x01.", b"Pab\n.", b"NQ.", b"(\x85.",
    b"\x95\x10\x00\x00\x00\x00\x00\x00\x00N.", b"K\x01K\x01\x81.", b"a", b"]a.", b"](a.", b"e", b"N(K\x01e.", b"V\\u12\n.", b"\x8c\x01\xff.", b"\x88",
    b"(t.", b"((t.", b"o", b"(o.", b"(K\x01o.", b"(icollections\nOrderedDict\n.", b"I01\n.", b"L12L\n.", b"F1.5\n.", b"U\x01\xe9.", b"Vab\\u20ac\n.",
    b"\x8a\x02\x00\x01.", b"\x8a\x00.", b"N.extra", b"j\x00\x00\x00\x00.", b"Nr\x05\x00\x00\x00j\x05\x00\x00\x00.", b"Np-1\n.", b"q\x00", b"\x94",
]:
    attempt(pickle.loads, stream)
    attempt(pickle.load, io.BytesIO(stream))
deep = []
for _ in range(100000):
    deep = [deep]
try:
    pickle.dumps(deep)
except RecursionError:
    print("too deep")
while deep:
    deep = deep[0]
attempt(pickle.loads, pickle.dumps("é", 2), encoding="bytes")
attempt(pickle.loads, b"S'\\xe9'\n.", encoding="latin-1")
attempt(pickle.loads, b"U\x01\xe9.", encoding="bytes")
attempt(pickle.loads, b"c__builtin__\nxrange\n(K\x01tR.")
