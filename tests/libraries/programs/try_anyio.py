"""Task groups and streams of objects over asyncio."""
import anyio


async def main():
    send, receive = anyio.create_memory_object_stream(2)

    async def produce():
        async with send:
            for i in range(3):
                await send.send(i)

    async with anyio.create_task_group() as group:
        group.start_soon(produce)
        async with receive:
            async for item in receive:
                print(item)


anyio.run(main)
