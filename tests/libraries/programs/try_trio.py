"""Nurseries and cancellation."""
import trio


async def child(n):
    await trio.sleep(0.02 * n)
    print("child", n)


async def main():
    async with trio.open_nursery() as nursery:
        for i in range(3):
            nursery.start_soon(child, i)
    with trio.move_on_after(0.02) as scope:
        await trio.sleep(5)
    print(scope.cancelled_caught)


trio.run(main)
