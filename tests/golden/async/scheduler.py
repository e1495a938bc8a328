# A round-robin scheduler in forty lines: tasks, sleeping, joining, queues.
from_yield = []


class Trap:
    def __init__(self, *request):
        self.request = request

    def __await__(self):
        return (yield self.request)


async def sleep(ticks):
    return await Trap("sleep", ticks)


async def spawn(coroutine):
    return await Trap("spawn", coroutine)


async def join(task):
    return await Trap("join", task)


class Task:
    count = 0

    def __init__(self, coroutine):
        Task.count += 1
        self.ident = Task.count
        self.coroutine = coroutine
        self.waiters = []
        self.result = None
        self.done = False


def loop(main):
    now = 0
    ready = [(Task(main), None)]
    asleep = []
    first = ready[0][0]
    while ready or asleep:
        if not ready:
            asleep.sort(key=lambda entry: (entry[0], entry[1].ident))
            now, task, _ = asleep.pop(0)
            ready.append((task, now))
        task, value = ready.pop(0)
        try:
            request, argument = task.coroutine.send(value)
        except StopIteration as stop:
            task.done, task.result = True, stop.value
            print(f"[{now}] task {task.ident} done: {stop.value!r}")
            ready.extend((waiter, stop.value) for waiter in task.waiters)
            continue
        if request == "sleep":
            asleep.append((now + argument, task, None))
        elif request == "spawn":
            fresh = Task(argument)
            ready.append((fresh, None))
            ready.append((task, fresh))
        elif argument.done:
            ready.append((task, argument.result))
        else:
            argument.waiters.append(task)
    return first.result


async def worker(name, ticks):
    for i in range(3):
        woke = await sleep(ticks)
        print(f"{name} woke at {woke}")
    return name.upper()


async def main():
    tasks = [await spawn(worker(name, ticks)) for name, ticks in (("fast", 1), ("slow", 4), ("mid", 2))]
    return [await join(task) for task in tasks]


print(loop(main()))
