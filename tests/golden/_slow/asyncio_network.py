# threads
import asyncio
import os
import sys


async def answer(reader, writer):
    while line := await reader.readline():
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def client(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"hello {number}\n".encode())
    line = await reader.readline()
    writer.close()
    await writer.wait_closed()
    return line


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, done):
        self.done = done

    def datagram_received(self, data, address):
        self.done.set_result(data)


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    print(await asyncio.gather(*(client(port, number) for number in range(5))))
    server.close()

    name = f"/tmp/golden_{os.urandom(8).hex()}"
    server = await asyncio.start_unix_server(answer, name)
    reader, writer = await asyncio.open_unix_connection(name)
    writer.write(b"over a path\n")
    print(await reader.readline())
    writer.close()
    server.close()
    if os.path.exists(name):
        os.unlink(name)

    loop = asyncio.get_running_loop()
    done = loop.create_future()
    receiver, _ = await loop.create_datagram_endpoint(lambda: Datagrams(done), local_addr=("127.0.0.1", 0))
    sender, _ = await loop.create_datagram_endpoint(
        asyncio.DatagramProtocol, remote_addr=receiver.get_extra_info("sockname")
    )
    sender.sendto(b"datagram")
    print(await asyncio.wait_for(done, 5))
    sender.close()
    receiver.close()

    process = await asyncio.create_subprocess_exec("cat", stdin=-1, stdout=-1)
    print(await process.communicate(b"through a program"), process.returncode)
    process = await asyncio.create_subprocess_shell("echo out; echo err >&2; exit 4", stdout=-1, stderr=-1)
    print(await process.communicate(), process.returncode)
    process = await asyncio.create_subprocess_exec("sleep", "10")
    process.kill()
    print(await process.wait())

    r, w = os.pipe()
    loop.add_reader(r, lambda: (print(os.read(r, 100)), loop.remove_reader(r)))
    os.write(w, b"a pipe")
    await asyncio.sleep(0.01)
    os.close(r)
    os.close(w)
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except TimeoutError:
        print("timed out")
    print(type(loop._selector).__name__)


asyncio.run(main())
