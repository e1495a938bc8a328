# threads
"""asyncio: sleeping, gathering, queues, locks, time-outs, wake-ups from another thread."""
import asyncio
import threading


async def work(name, delay):
    await asyncio.sleep(delay)
    return name


async def consume(queue, seen):
    while (item := await queue.get()) is not None:
        seen.append(item)
        queue.task_done()


async def main():
    print(await asyncio.gather(work("a", 0.02), work("b", 0.0), work("c", 0.01)))
    queue, seen = asyncio.Queue(2), []
    task = asyncio.create_task(consume(queue, seen))
    for i in range(5):
        await queue.put(i)
    await queue.put(None)
    await task
    print(seen)
    lock, order = asyncio.Lock(), []

    async def locked(k):
        async with lock:
            order.append(k)
            await asyncio.sleep(0)
            order.append(k)

    await asyncio.gather(*(locked(k) for k in range(3)))
    print(order)
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError:
        print("timed out")
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(future.set_result, "from a thread"))
    thread.start()
    print(await future)
    thread.join()
    print(await asyncio.to_thread(sum, [1, 2, 3]))
    victim = asyncio.create_task(asyncio.sleep(10))
    await asyncio.sleep(0)
    victim.cancel()
    try:
        await victim
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
