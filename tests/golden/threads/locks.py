# threads
"""Locks, conditions, events, semaphores and barriers of threading."""
import threading
import time

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
lock.release()
print(lock.locked())
for action in (lock.release, lambda: lock.acquire(False, 1)):
    try:
        action()
    except (RuntimeError, ValueError) as error:
        print(type(error).__name__, error)

recursive = threading.RLock()
with recursive:
    with recursive:
        print(recursive.acquire(False))
        recursive.release()
try:
    recursive.release()
except RuntimeError as error:
    print(error)

counter = 0


def count():
    global counter
    for _ in range(500):
        with lock:
            counter += 1


threads = [threading.Thread(target=count) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)

condition = threading.Condition()
items = []
taken = []


def take():
    with condition:
        while not items:
            condition.wait()
        taken.append(items.pop())


threads = [threading.Thread(target=take) for _ in range(3)]
for thread in threads:
    thread.start()
for item in range(3):
    with condition:
        items.append(item)
        condition.notify()
for thread in threads:
    thread.join()
print(sorted(taken), condition.acquire(False))
print(condition.wait_for(lambda: False, timeout=0.01), condition.wait(0.01))
condition.release()
try:
    condition.notify()
except RuntimeError as error:
    print(error)

event = threading.Event()
print(event.wait(0.01), event.is_set())
woken = []
threads = [threading.Thread(target=lambda: woken.append(event.wait())) for _ in range(3)]
for thread in threads:
    thread.start()
event.set()
for thread in threads:
    thread.join()
print(woken)

semaphore = threading.BoundedSemaphore(2)
print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False), semaphore.acquire(timeout=0.01))
semaphore.release(2)
try:
    semaphore.release()
except ValueError as error:
    print(error)

barrier = threading.Barrier(3, action=lambda: woken.append("action"))
places = []
threads = [threading.Thread(target=lambda: places.append(barrier.wait())) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(places), woken[-1], barrier.broken)


def impatient():
    try:
        barrier.wait(0.01)
    except threading.BrokenBarrierError:
        places.append("broken")


thread = threading.Thread(target=impatient)
thread.start()
thread.join()
print(places[-1], barrier.broken)

start = time.monotonic()
time.sleep(0.05)
print(time.monotonic() - start >= 0.05)
