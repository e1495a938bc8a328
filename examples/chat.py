"""A chat over TCP with asyncio: a server that passes lines on, and a client.

    chat.py serve [--port N]                a server
    chat.py join NAME [--port N]            says what standard input says, prints what others say
    chat.py check                           a server and three guests in one program
"""
import argparse
import asyncio
import contextlib
import sys


class Room:
    """Who is there; what one says all others hear."""

    def __init__(self):
        self.guests = {}

    async def enter(self, reader, writer):
        name = (await reader.readline()).decode().strip()
        if not name or name in self.guests:
            writer.write(b"! that name is taken\n" if name else b"! say your name first\n")
            await writer.drain()
            writer.close()
            return
        self.guests[name] = writer
        await self.tell(f"* {name} is here", but=name)
        writer.write(f"* welcome, {name}: {len(self.guests)} here\n".encode())
        try:
            async for line in reader:
                await self.tell(f"{name}: {line.decode().rstrip()}", but=name)
        finally:
            del self.guests[name]
            await self.tell(f"* {name} has left")
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def tell(self, text, but=None):
        others = [writer for name, writer in self.guests.items() if name != but]
        for writer in others:
            writer.write(f"{text}\n".encode())
        await asyncio.gather(*(writer.drain() for writer in others), return_exceptions=True)


async def serve(port):
    server = await asyncio.start_server(Room().enter, "127.0.0.1", port)
    print(f"listening on {server.sockets[0].getsockname()[1]}", file=sys.stderr)
    async with server:
        await server.serve_forever()


async def join(name, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{name}\n".encode())

    async def listen():
        async for line in reader:
            print(line.decode(), end="", flush=True)

    listening = asyncio.create_task(listen())
    while line := await asyncio.to_thread(sys.stdin.readline):
        writer.write(line.encode())
        await writer.drain()
    writer.write_eof()
    await listening
    writer.close()


async def guest(name, port, lines, barrier):
    """Waits for all to be there, says its lines in turn with the others, and gives what it heard."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{name}\n".encode())
    heard = []

    async def hear(count):
        while len(heard) < count:
            heard.append((await asyncio.wait_for(reader.readline(), 10)).decode().strip())

    await hear(1)
    await barrier.wait()
    for line in lines:
        writer.write(f"{line}\n".encode())
    await writer.drain()
    said_by_others = 2 * len(lines)
    while sum(": " in text and not text.startswith("*") for text in heard) < said_by_others:
        await hear(len(heard) + 1)
    await barrier.wait()
    writer.close()
    await writer.wait_closed()
    return name, [text for text in heard if not text.startswith("*")]


async def check():
    server = await asyncio.start_server(Room().enter, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    barrier = asyncio.Barrier(3)
    async with server:
        guests = [guest(name, port, [f"{name} says {k}" for k in range(3)], barrier) for name in ("ann", "bob", "cy")]
        for name, heard in await asyncio.gather(*guests):
            print(name, "heard", len(heard), "lines")
            for other in ("ann", "bob", "cy"):
                print("  from", other, [text.partition(": ")[2] for text in heard if text.startswith(f"{other}: ")])
        print("a name twice:", await twice(port))


async def twice(port):
    first = await asyncio.open_connection("127.0.0.1", port)
    first[1].write(b"dan\n")
    await first[0].readline()
    second = await asyncio.open_connection("127.0.0.1", port)
    second[1].write(b"dan\n")
    answer = (await second[0].readline()).decode().strip()
    for _, writer in first, second:
        writer.close()
        await writer.wait_closed()
    return answer


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8123, help="TCP port (default 8123)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="run a server")
    commands.add_parser("join", help="be a guest").add_argument("name")
    commands.add_parser("check", help="a server and three guests in one program")
    options = parser.parse_args()
    with contextlib.suppress(KeyboardInterrupt):
        match options.command:
            case "serve":
                asyncio.run(serve(options.port))
            case "join":
                asyncio.run(join(options.name, options.port))
            case "check":
                asyncio.run(check())


if __name__ == "__main__":
    main()
