"""asyncio: tasks, gather, timeouts, queues, locks, events, semaphores, cancellation, task groups and streams of results."""
import asyncio
from contextlib import asynccontextmanager, aclosing, AsyncExitStack

log = []


async def worker(name, delay, value=None, fail=None):
    try:
        await asyncio.sleep(delay)
        if fail:
            raise fail
        log.append(name)
        return value
    except asyncio.CancelledError:
        log.append(f"{name} cancelled")
        raise


async def gathering():
    print(await asyncio.gather(worker("slow", 0.2, 1), worker("fast", 0.001, 2)), log)
    print(await asyncio.gather(worker("a", 0, 1), worker("b", 0, fail=ValueError("bad")), return_exceptions=True))
    try:
        await asyncio.gather(worker("c", 0, fail=KeyError("k")), worker("d", 0.005))
    except KeyError as error:
        print("gather raised", error)
    done, pending = await asyncio.wait([asyncio.ensure_future(worker(n, d, n)) for n, d in (("x", 0.001), ("y", 5))], return_when=asyncio.FIRST_COMPLETED)
    print([t.result() for t in done], len(pending))
    for task in pending:
        task.cancel()
        print(await asyncio.gather(task, return_exceptions=True))
    for future in asyncio.as_completed([worker("late", 0.01, "late"), worker("early", 0, "early")]):
        print("completed", await future)


async def timeouts():
    try:
        await asyncio.wait_for(worker("w", 5), 0.005)
    except TimeoutError as error:
        print("timed out", repr(error))
    try:
        async with asyncio.timeout(0.005) as cm:
            await asyncio.sleep(5)
    except TimeoutError:
        print("timeout block", cm.expired())
    print(await asyncio.wait_for(asyncio.shield(worker("shielded", 0.001, "s")), 1))


async def groups():
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(worker(f"g{n}", 0.001 * n, n * n), name=f"task{n}") for n in range(3)]
    print([t.result() for t in tasks], [t.get_name() for t in tasks])
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("bad", 0, fail=ValueError("one")))
            group.create_task(worker("sibling", 5))
    except* ValueError as errors:
        print("group", errors.exceptions, log[-1])


async def coordination():
    queue, results = asyncio.Queue(2), []

    async def produce():
        for n in range(5):
            await queue.put(n)
        await queue.put(None)

    async def consume():
        while (item := await queue.get()) is not None:
            results.append(item * 10)
            queue.task_done()
    await asyncio.gather(produce(), consume())
    print(results, queue.empty(), queue.maxsize)
    event, lock, semaphore = asyncio.Event(), asyncio.Lock(), asyncio.Semaphore(2)
    active = most = 0

    async def limited(n):
        nonlocal active, most
        await event.wait()
        async with semaphore:
            active += 1
            most = max(most, active)
            await asyncio.sleep(0)
            async with lock:
                results.append(n)
            active -= 1
    tasks = [asyncio.create_task(limited(n)) for n in range(4)]
    await asyncio.sleep(0)
    event.set()
    await asyncio.gather(*tasks)
    print(most, sorted(results[5:]), lock.locked(), event.is_set())
    condition = asyncio.Condition()

    async def waiter():
        async with condition:
            await condition.wait_for(lambda: len(results) > 9)
            return "condition met"
    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    async with condition:
        results.append(99)
        condition.notify_all()
    print(await task)


@asynccontextmanager
async def resource(name):
    print("open", name)
    try:
        yield name.upper()
    finally:
        await asyncio.sleep(0)
        print("close", name)


async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            yield i
    finally:
        print("numbers closed")


async def iteration():
    async with AsyncExitStack() as stack:
        print([await stack.enter_async_context(resource(n)) for n in "ab"])
    async with aclosing(numbers(10)) as source:
        async for i in source:
            if i == 2:
                break
    print([i async for i in numbers(3) if i], {i: i * i async for i in numbers(2)})


async def main():
    for part in (gathering, timeouts, groups, coordination, iteration):
        print("==", part.__name__)
        await part()
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_soon(future.set_result, "soon")
    future.add_done_callback(lambda f: log.append(f.result()))
    print(await future, await asyncio.to_thread(lambda: "thread") if False else "", asyncio.current_task().get_name() != "", len(asyncio.all_tasks()))
    task = asyncio.create_task(asyncio.sleep(5))
    task.cancel("why")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args, task.cancelled(), task.done(), log[-1])


asyncio.run(main())
try:
    asyncio.run(worker("x", 0, fail=RuntimeError("out of run")))
except RuntimeError as error:
    print(error)
