"""A round of the soak of processes: tasks for pools whose workers are killed at random. Runs on CPython, too.

usage: soak_processes.py KIND METHOD TASKS LOG SEED

KIND is "executor" (ProcessPoolExecutor: workers are killed from outside, at any moment) or "pool" (Pool: workers are killed
by their own tasks, for a worker of CPython's Pool that dies while it has the lock of a queue takes the queue with it).
Each task writes its number into LOG before it works. Prints what happened in one line; says what is wrong and fails.
"""

import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

WORKERS = 3
# Seconds after which a result is lost.
PATIENCE = 300


def work(number, log, milliseconds, fatal=False):
    with open(log, "ab", buffering=0) as file:
        file.write(b"%d\n" % number)
    if fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    end = time.monotonic() + milliseconds / 1000
    while time.monotonic() < end:
        pass
    return number * number


def times_begun(log):
    with open(log, "rb") as file:
        return Counter(map(int, file.read().split()))


def executor(method, tasks, log, numbers):
    """Every result comes once; what a broken executor lost was begun once at most, and is given to the next one."""
    context = multiprocessing.get_context(method)
    results, waiting, begun, kills, executors = {}, set(range(tasks)), Counter(), 0, 0
    while waiting:
        executors += 1
        open(log, "wb").close()
        # The last one is left in peace, so that the round ends.
        spared = executors > 4
        with ProcessPoolExecutor(WORKERS, mp_context=context) as running:
            delay = numbers.random() * 0.4
            futures = {}
            try:
                for number in sorted(waiting):
                    futures[running.submit(work, number, log, numbers.random() * 4)] = number
            except BrokenProcessPool:
                raise AssertionError("broken before anything was killed")
            workers = list(running._processes.values())
            killed = threading.Event()

            def kill(victim=numbers.choice(workers), delay=delay):
                if not killed.wait(delay):
                    victim.kill()

            killer = threading.Thread(target=kill)
            if not spared:
                killer.start()
            lost = 0
            for future in as_completed(futures, timeout=PATIENCE):
                number = futures[future]
                try:
                    result = future.result()
                except BrokenProcessPool:
                    assert not spared, "broken though nothing was killed"
                    lost += 1
                    continue
                assert result == number * number, (number, result)
                assert number not in results, f"{number} has two results"
                results[number] = result
            killed.set()
            if not spared:
                killer.join()
            kills += lost > 0
        count = times_begun(log)
        for number in futures.values():
            assert count[number] <= 1, f"{number} was begun {count[number]} times"
            assert number in waiting, f"{number} was begun again"
            assert (number in results) <= (count[number] == 1), f"{number} has a result and was not begun"
        waiting -= results.keys()
        assert len(waiting) == lost, (len(waiting), lost)
    assert results == {number: number * number for number in range(tasks)}
    return kills


def pool(method, tasks, log, numbers):
    """A task that kills its worker has no result; all others have one, of one call."""
    context = multiprocessing.get_context(method)
    fatal = {number for number in range(tasks) if numbers.random() < 0.04}
    with context.Pool(WORKERS, maxtasksperchild=numbers.choice([None, 20])) as running:
        answers = {
            number: running.apply_async(work, (number, log, numbers.random() * 4, number in fatal))
            for number in range(tasks)
        }
        for number in sorted(answers.keys() - fatal):
            result = answers[number].get(PATIENCE)
            assert result == number * number, (number, result)
        for number in fatal:
            assert not answers[number].ready(), f"{number} has a result though it killed its worker"
    count = times_begun(log)
    for number in range(tasks):
        # A fatal task at the end of the queue may have been stopped with the pool.
        assert count[number] == 1 or count[number] == 0 and number in fatal, f"{number} was begun {count[number]} times"
    return sum(count[number] for number in fatal)


def main(kind, method, tasks, log, seed):
    open(log, "wb").close()
    kills = {"executor": executor, "pool": pool}[kind](method, int(tasks), log, random.Random(int(seed)))
    left = multiprocessing.active_children()
    assert not left, left
    print(tasks, kills)


if __name__ == "__main__":
    main(*sys.argv[1:])
