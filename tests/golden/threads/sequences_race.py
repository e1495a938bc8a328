# threads
# What one call looks through, other threads change only before or after it: a deque, a zip_longest, a file in memory.
import copy
import io
import threading
from collections import deque
from itertools import zip_longest


def together(*functions):
    barrier = threading.Barrier(len(functions))
    errors = []

    def run(function):
        barrier.wait()
        try:
            function()
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


numbers = deque(range(60))


def search():
    for _ in range(50):
        copy.copy(numbers)
        5000 in numbers
        numbers.count(50)
        try:
            numbers.index(50)
        except ValueError:
            pass


def change():
    for i in range(50):
        numbers.append(i)
        numbers.clear()
        numbers.extend(range(60))


print(together(search, change, change))

for _ in range(4):
    pairs = zip_longest(range(3), range(9), fillvalue=None)
    seen = []

    def take():
        for pair in pairs:
            seen.append(pair)

    if errors := together(take, take, take):
        print(errors)
    if sorted(b for _, b in seen if b is not None) != list(range(9)):
        print(seen)

for kind, text in ((io.StringIO, "a line\n"), (io.BytesIO, b"a line\n")):
    file = kind(text * 300)
    lines = []

    def read():
        for line in file:
            lines.append(line)

    print(together(read, read, read), len(lines), set(lines))
