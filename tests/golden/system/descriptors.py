import fcntl
import os

# Pipes: what is written comes out, an end is an end, a missing reader an error.
r, w = os.pipe()
print(os.get_inheritable(r), os.get_blocking(r), os.isatty(r))
print(os.write(w, b"abc"), os.read(r, 10))
os.write(w, memoryview(b"more")[1:])
os.close(w)
print(os.read(r, 10), os.read(r, 10))
os.close(r)
r, w = os.pipe()
os.close(r)
try:
    os.write(w, b"x")
except BrokenPipeError as error:
    print(error)
os.close(w)

# What does not block says so.
r, w = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
try:
    os.read(r, 1)
except BlockingIOError as error:
    print(error)
total = 0
try:
    while True:
        total += os.write(w, b"x" * 65536)
except BlockingIOError:
    print("full", total > 0)
os.set_blocking(r, True)
print(os.get_blocking(r), os.get_blocking(w), len(os.read(r, 100)))
os.close(r)
os.close(w)

# File objects over descriptors.
r, w = os.pipe()
with open(r, "rb") as reader, open(w, "w") as writer:
    writer.write("a line\n")
    writer.flush()
    print(reader.readline(), reader.seekable(), writer.isatty())
try:
    os.fstat(r)
except OSError as error:
    print(error)

# Duplicates share a position; a number that is taken is closed first.
fd = os.memfd_create("name")
os.write(fd, b"0123456789")
copy = os.dup(fd)
os.lseek(fd, 2, os.SEEK_SET)
print(os.read(copy, 3), os.read(fd, 3), os.pread(fd, 2, 0), os.get_inheritable(copy))
print(os.dup2(fd, 200) == 200, os.get_inheritable(200), os.dup2(fd, copy, inheritable=False) == copy)
os.close(200)
os.ftruncate(fd, 4)
print(os.fstat(copy).st_size, os.lseek(copy, 0, os.SEEK_END))
print(os.pwrite(fd, b"XY", 1), os.pread(fd, 9, 0))
parts = [bytearray(1), bytearray(10)]
os.lseek(fd, 0, os.SEEK_SET)
print(os.readv(fd, parts), parts, os.writev(fd, [b"one", b"two"]), os.pread(fd, 20, 0))
os.close(fd)
os.close(copy)

# Counters and terminals.
counter = os.eventfd(3)
os.eventfd_write(counter, 4)
print(os.eventfd_read(counter))
os.close(counter)
master, slave = os.openpty()
print(os.isatty(slave), os.ttyname(slave).startswith("/dev/pts/"))
os.write(master, b"typed\n")
print(os.read(slave, 100))
os.close(master)
os.close(slave)

# fcntl.
r, w = os.pipe()
print(fcntl.fcntl(r, fcntl.F_GETFD), fcntl.fcntl(w, fcntl.F_GETFL) & 3)
copy = fcntl.fcntl(r, fcntl.F_DUPFD, 300)
print(copy, os.get_inheritable(copy))
os.close(copy)
os.write(w, b"hello")
room = bytearray(4)
FIONREAD = 0x541B
print(fcntl.ioctl(r, FIONREAD, room), room, fcntl.ioctl(r, FIONREAD, b"\0\0\0\0"))
os.close(r)
os.close(w)
name = f"/tmp/golden_{os.urandom(8).hex()}"
with open(name, "w") as file:
    print(fcntl.flock(file, fcntl.LOCK_EX), fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB))
    with open(name) as other:
        try:
            fcntl.flock(other, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError as error:
            print(error)
os.unlink(name)
for call in (lambda: os.read(900, 1), lambda: os.close(900), lambda: os.dup(900), lambda: os.pipe2(-1)):
    try:
        call()
    except OSError as error:
        print(type(error).__name__, error)
