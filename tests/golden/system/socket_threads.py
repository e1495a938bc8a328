# threads
import os
import socket
import threading
import time


def serve(server):
    with server:
        for _ in range(4):
            connection, _ = server.accept()
            threads.append(threading.Thread(target=echo, args=(connection,)))
            threads[-1].start()


def echo(connection):
    with connection:
        while data := connection.recv(4096):
            connection.sendall(data[::-1])


threads = []
server = socket.create_server(("127.0.0.1", 0))
address = server.getsockname()
main = threading.Thread(target=serve, args=(server,))
main.start()
clients = [socket.create_connection(address) for _ in range(4)]
for number, client in enumerate(clients):
    client.sendall(b"client %d" % number)
print([client.recv(100) for client in clients])
for client in clients:
    client.close()
main.join()
for thread in threads:
    thread.join()

# A thread that waits in the kernel keeps nobody from running, and a pipe wakes it.
r, w = os.pipe()
got = []
reader = threading.Thread(target=lambda: got.append(os.read(r, 100)))
reader.start()
time.sleep(0.02)
print(got)
os.write(w, b"woken")
reader.join()
print(got)

# More than a pipe holds goes from thread to thread.
big = os.urandom(300000)


def write():
    with open(w, "wb") as file:
        file.write(big)


writer = threading.Thread(target=write)
writer.start()
with open(r, "rb") as file:
    print(file.read() == big)
writer.join()

# Descriptors are the same in every thread.
fd = os.memfd_create("shared")


def fill(first):
    for k in range(50):
        os.pwrite(fd, b"line\n", (first + k) * 5)


writers = [threading.Thread(target=fill, args=(50 * k,)) for k in range(3)]
for thread in writers:
    thread.start()
for thread in writers:
    thread.join()
print(os.fstat(fd).st_size, os.pread(fd, 10, 0))
os.close(fd)
