# threads
"""Threads: their lives, their names, their own data, their errors."""
import sys
import threading

print(threading.current_thread().name, threading.current_thread() is threading.main_thread())
print(threading.active_count(), threading.get_ident() == threading.main_thread().ident)

results = []


def work(a, b=0, *rest, key=None):
    results.append((a, b, rest, key, threading.current_thread().name))


thread = threading.Thread(target=work, args=(1, 2, 3), kwargs={"key": "value"}, name="Worker")
print(thread.is_alive(), thread.ident, thread.daemon)
thread.start()
thread.join()
print(results, thread.is_alive(), thread.ident is not None)
for action in (thread.start, threading.Thread().join, threading.current_thread().join):
    try:
        action()
    except RuntimeError as error:
        print(error)


class Summing(threading.Thread):
    def __init__(self, numbers):
        super().__init__()
        self.numbers = numbers
        self.total = None

    def run(self):
        self.total = sum(self.numbers)


threads = [Summing(range(n)) for n in (10, 100, 1000)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([thread.total for thread in threads])

local = threading.local()
local.value = "main"


class Counted(threading.local):
    made = 0

    def __init__(self, start):
        Counted.made += 1
        self.n = start


counted = Counted(5)
seen = []


def look():
    seen.append(hasattr(local, "value"))
    local.value = "other"
    counted.n += 1
    seen.append((local.value, counted.n))


thread = threading.Thread(target=look)
thread.start()
thread.join()
print(seen, local.value, counted.n, Counted.made, sorted(local.__dict__))


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.thread.name)


threading.excepthook = hook


def fail():
    raise ValueError("no")


thread = threading.Thread(target=fail, name="Failing")
thread.start()
thread.join()
thread = threading.Thread(target=sys.exit, args=(3,))
thread.start()
thread.join()
print("sys.exit ends its thread only")

gate = threading.Event()
waiting = threading.Thread(target=gate.wait)
waiting.start()
waiting.join(0.01)
print(waiting.is_alive(), waiting in threading.enumerate())
gate.set()
waiting.join()
print(waiting.is_alive(), len(threading.enumerate()))

timer = threading.Timer(0.01, results.append, ["timer"])
timer.start()
timer.join()
cancelled = threading.Timer(60, results.append, ["never"])
cancelled.start()
cancelled.cancel()
cancelled.join()
print(results[-1])

daemon = threading.Thread(target=threading.Event().wait, daemon=True)
daemon.start()
print(daemon.daemon, daemon.is_alive())


last = threading.Event()


def late():
    last.wait()
    print("threads that are no daemons end first")


threading.Thread(target=late).start()
print("end of the main thread")
last.set()
