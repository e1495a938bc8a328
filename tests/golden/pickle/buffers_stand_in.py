import pickle
import time


class Bytes(bytes):
    def __reduce_ex__(self, protocol):
        return type(self).again, (pickle.PickleBuffer(self),)

    @classmethod
    def again(cls, buffer):
        with memoryview(buffer) as view:
            whole = view.obj
        return whole if type(whole) is cls else cls(whole)


# A view of a PickleBuffer is one of what the buffer stands for, so that nothing is copied.
original = Bytes(b"bytes that stay where they are")
stream_buffers = []
stream = pickle.dumps(original, protocol=5, buffer_callback=stream_buffers.append)
print(pickle.loads(stream, buffers=stream_buffers) is original)
inside = pickle.loads(pickle.dumps(original, protocol=5))
print(inside == original, inside is original, type(inside).__name__)

for owner in (bytearray(b"abcdef"), original):
    buffer = pickle.PickleBuffer(owner)
    with memoryview(buffer) as view, buffer.raw() as raw:
        print(view.obj is owner, raw.obj is owner, view.readonly, raw.tobytes() == bytes(owner))

# The views outlive it.
array = bytearray(b"still there")
buffer = pickle.PickleBuffer(array)
view = memoryview(buffer)
buffer.release()
print(view.tobytes())
for use in (memoryview, bytes, pickle.PickleBuffer.raw, lambda it: pickle.dumps(it, 5)):
    try:
        use(buffer)
    except ValueError as error:
        print(error)
try:
    array.append(0)
except BufferError as error:
    print(error)
view.release()
array.append(33)
print(array)

part = pickle.PickleBuffer(memoryview(array)[2:5])
print(bytes(part), memoryview(part).shape)
columns = pickle.PickleBuffer(memoryview(array)[::2])
print(memoryview(columns).tobytes(), memoryview(columns).strides)

# A struct sequence has no __slots__ that a copy would be looked through for.
moment = time.gmtime(0)
print(hasattr(moment, "__slots__"), hasattr(moment, "__dict__"), pickle.loads(pickle.dumps(moment)) == moment)
