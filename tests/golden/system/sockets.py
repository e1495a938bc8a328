import os
import select
import socket

a, b = socket.socketpair()
a.sendall(b"hello")
print(b.recv(3), b.recv(10))
print(a.family, a.type, a.proto, a.gettimeout(), a.getblocking())
a.send(b"peeked")
print(b.recv(3, socket.MSG_PEEK), b.recv(100))
room = bytearray(8)
a.send(b"into")
print(b.recv_into(room), room, b.recv_into(memoryview(room), 0, socket.MSG_DONTWAIT) if False else "")
with a.makefile("rw") as file:
    b.sendall(b"one\ntwo\n")
    print(file.readline(), file.readline())
    file.write("reply")
    file.flush()
    print(b.recv(10))
a.shutdown(socket.SHUT_WR)
print(b.recv(1))
a.close()
try:
    b.sendall(b"x")
except BrokenPipeError as error:
    print(error)
b.close()
try:
    b.recv(1)
except OSError as error:
    print(error, b.fileno())

# A server and its client on one thread.
with socket.create_server(("127.0.0.1", 0)) as server:
    host, port = server.getsockname()
    print(host, port > 0)
    with socket.create_connection((host, port), timeout=5) as client:
        connection, address = server.accept()
        print(address == client.getsockname(), client.getpeername() == (host, port), client.gettimeout())
        with connection:
            connection.sendall(b"x" * 100000)
            got = 0
            while got < 100000:
                got += len(client.recv(65536))
            print(got)
            client.settimeout(0.01)
            try:
                client.recv(1)
            except TimeoutError as error:
                print("timed out:", error, error.errno)
            client.setblocking(False)
            try:
                client.recv(1)
            except BlockingIOError as error:
                print(error)
with socket.socket() as nobody:
    nobody.bind(("127.0.0.1", 0))
    with socket.socket() as client:
        try:
            client.connect(nobody.getsockname())
        except ConnectionRefusedError as error:
            print(error)
        print(client.connect_ex(nobody.getsockname()))

# Datagrams, UNIX sockets, IPv6.
with socket.socket(type=socket.SOCK_DGRAM) as one, socket.socket(type=socket.SOCK_DGRAM) as two:
    one.bind(("127.0.0.1", 0))
    two.bind(("127.0.0.1", 0))
    print(one.sendto(b"datagram", two.getsockname()))
    data, address = two.recvfrom(100)
    print(data, address == one.getsockname())
    two.sendmsg([b"in ", b"parts"], [], 0, address)
    print(one.recvmsg(3)[0], one.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_DGRAM)
name = f"/tmp/golden_{os.urandom(8).hex()}"
with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
    server.bind(name)
    server.listen()
    client.connect(name)
    connection, address = server.accept()
    print(repr(address), server.getsockname() == name, repr(client.getsockname()))
    r, w = os.pipe()
    socket.send_fds(client, [b"file"], [r])
    data, fds, flags, _ = socket.recv_fds(connection, 10, 4)
    os.write(w, b"through it")
    print(data, len(fds), os.read(fds[0], 100), fds[0] != r)
    for fd in (r, w, *fds):
        os.close(fd)
    connection.close()
os.unlink(name)
with socket.socket(socket.AF_INET6) as six:
    six.bind(("::1", 0))
    print(six.getsockname()[0], six.getsockname()[2:])

# Options.
with socket.socket() as one:
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, b"\1\0\0\0")
    print(one.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR))
    print(one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 4))
    for wrong in (lambda: one.bind("x"), lambda: one.bind(("127.0.0.1",)), lambda: one.bind(("127.0.0.1", 70000)),
                  lambda: one.settimeout(-1), lambda: one.recv(-1), lambda: one.send("text"),
                  lambda: one.getpeername(), lambda: one.setsockopt(1, 9999, 1)):
        try:
            wrong()
        except Exception as error:
            print(type(error).__name__, error)

# Names.
print(socket.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
print(socket.getaddrinfo("localhost", None, socket.AF_INET, socket.SOCK_STREAM))
print(socket.getaddrinfo("::1", "http", proto=socket.IPPROTO_TCP, flags=socket.AI_NUMERICHOST))
print(socket.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))
print(socket.gethostbyname("localhost"), socket.gethostbyname("127.1"))
for host in ("256.1.1.1", "not a host"):
    try:
        socket.getaddrinfo(host, 80, flags=socket.AI_NUMERICHOST)
    except socket.gaierror as error:
        print(error, error.args == (socket.EAI_NONAME, "Name or service not known"))
print(socket.inet_aton("1.2.3.4"), socket.inet_ntoa(b"\x7f\0\0\1"), socket.inet_pton(socket.AF_INET6, "::1"))
print(socket.inet_ntop(socket.AF_INET6, bytes(range(16))), socket.htons(258), socket.ntohl(1))
print(socket.getservbyname("http", "tcp"), socket.getprotobyname("udp"))

# select, poll, epoll.
r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []), select.select([r], [], [], 0.01))
os.write(w, b"1")
print(select.select([r], [], [r], 5) == ([r], [], []))
poll = select.poll()
poll.register(r, select.POLLIN)
poll.register(w)
print(sorted(events for _, events in poll.poll(100)))
poll.modify(w, 0)
poll.unregister(r)
print(poll.poll(1))
with select.epoll() as epoll:
    epoll.register(r, select.EPOLLIN | select.EPOLLET)
    print(epoll.poll(1) == [(r, select.EPOLLIN)], epoll.poll(0))
    epoll.unregister(r)
    try:
        epoll.modify(r, select.EPOLLIN)
    except FileNotFoundError as error:
        print(error)
print(epoll.closed)
os.close(w)
poll = select.poll()
poll.register(r, select.POLLIN)
print([events for _, events in poll.poll()] == [select.POLLIN | select.POLLHUP])
os.close(r)
for wrong in (lambda: select.select([-1], [], []),
              lambda: select.select([], [], [], -1), lambda: select.select(["x"], [], []), lambda: epoll.poll(),
              lambda: poll.unregister(77)):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
