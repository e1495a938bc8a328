# threads
"""Any thread can go on with a stream of bz2, and several can share one."""
import bz2
import threading

data = b"".join(b"%d squared is %d\n" % (i, i * i) for i in range(9000))
writer, reader = bz2.BZ2Compressor(1), bz2.BZ2Decompressor()


def run(what, argument):
    results = []
    thread = threading.Thread(target=lambda: results.append(what(argument)))
    thread.start()
    thread.join()
    return results[0]


parts = [run(writer.compress, data[i : i + 40000]) for i in range(0, len(data), 40000)]
stream = b"".join(parts) + writer.flush()
parts = [run(reader.decompress, stream[i : i + 10000]) for i in range(0, len(stream), 10000)]
print(b"".join(parts) == data, reader.eof)

writer, line = bz2.BZ2Compressor(9), b"a line that is written whole\n"
made = [[], [], []]


def write(into):
    for _ in range(2000):
        into.append(writer.compress(line))


threads = [threading.Thread(target=write, args=[into]) for into in made]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
# Of so little, which does not fill a block, all comes at the end.
stream = b"".join(sum(made, [])) + writer.flush()
print(bz2.decompress(stream) == line * 6000)
