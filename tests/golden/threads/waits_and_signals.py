# threads
"""A time-out runs from the beginning of a wait, however often signals interrupt it."""
import signal
import threading
import time
import _thread

handled = []
old = signal.signal(signal.SIGUSR1, lambda number, frame: handled.append(number))
taken = threading.Lock()
taken.acquire()
again = threading.RLock()
condition = threading.Condition()
event = threading.Event()
over = threading.Event()


def pester():
    while not over.is_set():
        _thread.interrupt_main(signal.SIGUSR1)
        time.sleep(0.003)


def hold():
    with again:
        over.wait()


others = [threading.Thread(target=pester), threading.Thread(target=hold)]
for other in others:
    other.start()
while again.acquire(False):
    again.release()
    time.sleep(0.001)


def wait_for(condition):
    with condition:
        return condition.wait(0.03)


for name, wait in {
    "lock": lambda: taken.acquire(timeout=0.03),
    "rlock": lambda: again.acquire(timeout=0.03),
    "event": lambda: event.wait(0.03),
    "condition": lambda: wait_for(condition),
    "join": lambda: others[1].join(0.03),
    "sleep": lambda: time.sleep(0.03),
}.items():
    start = time.monotonic()
    result = wait()
    print(name, result, time.monotonic() - start >= 0.029)
over.set()
for other in others:
    other.join()
signal.signal(signal.SIGUSR1, old)
print(set(handled) == {signal.SIGUSR1}, taken.locked())
