import mmap
import os
import re
import struct

name = f"/tmp/golden_{os.urandom(8).hex()}"
with open(name, "wb") as file:
    file.write(b"hello world\nsecond line\n" + bytes(5000))
with open(name, "r+b") as file:
    with mmap.mmap(file.fileno(), 0) as m:
        print(m, len(m), m.size(), m[0], m[:5], m[-1], m[0:11:2])
        print(m.find(b"world"), m.rfind(b"line"), m.find(b"zzz"), m.find(b"l", 5), m.rfind(b"l", 0, 5))
        print(m.readline(), m.tell(), m.read(6), m.read_byte())
        m.seek(-2, os.SEEK_END)
        print(m.read(), m.read(), m.tell())
        m[0] = 72
        m[6:11] = b"WORLD"
        m.seek(12)
        print(m.write(b"SECOND"))
        m.write_byte(33)
        m.move(20, 0, 5)
        print(m.flush())
        with open(name, "rb") as other:
            print(other.read(30))
        view = memoryview(m)
        view[1] = 69
        print(bytes(view[:5]), re.search(rb"W\w+", m).group(), struct.unpack_from("<H", m, 0))
        try:
            m.close()
        except BufferError as error:
            print(error)
        view.release()
        with open(name, "r+b") as other:
            other.seek(2)
            other.write(b"XX")
        print(m[:5])
    print(m.closed, m)
    with mmap.mmap(file.fileno(), 10, access=mmap.ACCESS_READ) as m:
        try:
            m[0] = 1
        except TypeError as error:
            print(error)
        with memoryview(m) as view:
            print(view.readonly, m[:3])
    with mmap.mmap(file.fileno(), 10, access=mmap.ACCESS_COPY) as m, open(name, "rb") as other:
        m[0] = 0
        print(m[:3], other.read(3))
    with mmap.mmap(file.fileno(), 100, offset=4096) as m:
        print(len(m), m[:4])

# What is mapped by two is shared; what a child writes is seen.
fd = os.memfd_create("shared")
os.ftruncate(fd, 100)
one, two = mmap.mmap(fd, 100), mmap.mmap(fd, 100)
one[10] = 7
print(two[10])
os.set_inheritable(fd, True)
pid = os.posix_spawn("/bin/sh", ["sh", "-c", f"printf child >&{fd}"], os.environ)
os.waitpid(pid, 0)
print(one[:11])
one.close()
two.close()
os.close(fd)

anonymous = mmap.mmap(-1, 100)
anonymous.write(b"anon")
print(anonymous[:6])
read_only = os.open(name, os.O_RDONLY)
for wrong in (
    lambda: mmap.mmap(-1, -1),
    lambda: mmap.mmap(-1, 0),
    lambda: anonymous.seek(200),
    lambda: anonymous.__setitem__(slice(0, 2), b"x"),
    lambda: anonymous[100],
    lambda: anonymous.write(b"x" * 200),
    lambda: mmap.mmap(-1, 10, access=9),
    lambda: anonymous.__setitem__(0, 300),
    lambda: anonymous.__setitem__(0, "x"),
    lambda: mmap.mmap(read_only, 10**6),
    lambda: mmap.mmap(read_only, 10),
    lambda: mmap.mmap(read_only, 10, access=mmap.ACCESS_READ, offset=1),
    lambda: m[0],
):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
os.close(read_only)
os.unlink(name)

# The heap has its own pages again where a file was.
del anonymous
for _ in range(20):
    m = mmap.mmap(-1, 100000)
    m[:] = b"x" * 100000
    del m
print(bytes(200000) == b"\0" * 200000)
