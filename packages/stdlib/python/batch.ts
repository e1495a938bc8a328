/**
 * `orochi.map_batch`: many inputs in, many results out, so that how they are worked on is the library's choice.
 *
 * @module
 */

/** The Python source. */
export const BATCH_SOURCE = `
"""Functions that take many inputs at once: see orochi.map_batch."""

import asyncio
import inspect
import os
import pickle
import threading
import time

import orochi

WAYS = ("auto", "inline", "async", "threads", "processes")
# What is asked of "auto": the share of the time that a function may compute and still be said to wait, and the seconds
# of work that are not worth a worker.
WAITING, SMALL = 0.5, 0.002
# Workers that only wait cost little; batches per worker, so that one that is slow holds up no more than one.
WAITERS, BATCHES = 32, 4


class Results(list):
    """The results, in the order of the inputs; \`how\` they were worked out, and by how many \`workers\`."""

    how = "inline"
    workers = 1


class _Failed:
    def __init__(self, error):
        self.error = error


def _call(function, arguments, tolerant):
    if not tolerant:
        return function(*arguments)
    try:
        return function(*arguments)
    except Exception as error:
        return _Failed(error)


def _call_many(function, batch, tolerant):
    return [_call(function, arguments, tolerant) for arguments in batch]


def _cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_travel(*values):
    try:
        pickle.dumps(values)
    except Exception:
        return False
    return True


def _choose(function, inputs, wall, cpu):
    """The way for the inputs that are left, from what the first one took."""
    if wall * len(inputs) < SMALL:
        return "inline"
    if cpu < wall * WAITING:
        return "threads", min(WAITERS, len(inputs))
    if orochi.strategies()["parallel"]:
        return "threads", _cores()
    # Under an interpreter lock only processes compute side by side.
    return ("processes", _cores()) if _can_travel(function, inputs[0]) else "inline"


def _batches(inputs, workers, size):
    size = size or max(1, -(-len(inputs) // (workers * BATCHES)))
    return [inputs[at:at + size] for at in range(0, len(inputs), size)]


async def _gather(function, inputs, workers, tolerant, done):
    gate = asyncio.Semaphore(workers)

    async def one(arguments):
        async with gate:
            try:
                result = await function(*arguments)
            except Exception as error:
                if not tolerant:
                    raise
                result = _Failed(error)
            done(1)
            return result

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(arguments)) for arguments in inputs]
    return [task.result() for task in tasks]


def _in_loop(function, inputs, workers, tolerant, done):
    try:
        return asyncio.run(_gather(function, inputs, workers, tolerant, done))
    except* Exception as group:
        raise group.exceptions[0] from None


def _in_pool(how, function, inputs, workers, size, tolerant, done):
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait, FIRST_COMPLETED

    pool = (ThreadPoolExecutor if how == "threads" else ProcessPoolExecutor)(workers)
    batches = _batches(inputs, workers, size)
    try:
        futures = [pool.submit(_call_many, function, batch, tolerant) for batch in batches]
        sizes = dict(zip(futures, map(len, batches)))
        waiting = set(futures)
        while waiting:
            finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                if future.exception() is None:
                    done(sizes[future])
                else:
                    waiting = set()
        # The first failure by the order of the inputs, of those that came to one.
        for future in futures:
            if future.done() and not future.cancelled():
                future.result()
        return [result for future in futures for result in future.result()]
    finally:
        pool.shutdown(cancel_futures=True)


def map_batch(function, *iterables, how="auto", workers=None, batch=None, progress=None, return_exceptions=False):
    """Call a function with each of many inputs, as map() does, and return the list of results.

    How is the library's choice where it is not given: functions that are coroutines run in one event loop; of others
    the first call is measured. What waits goes to many threads; what computes to a thread for each core where threads run
    in parallel, else to processes if function and inputs can be pickled; what is soon done is done here.

      how                "auto", "inline", "async", "threads" or "processes"
      workers            how many at once (coroutines: 64)
      batch              inputs that a worker takes at a time (default: a quarter of its share)
      progress           called with (done, total) now and then, in this thread
      return_exceptions  put exceptions in the place of results; else the first by the order of inputs is raised, and
                         what has not begun is dropped

    The list that is returned has attributes: \`how\` it was made and by how many \`workers\`.
    """
    if how not in WAYS:
        raise ValueError(f"how must be one of {', '.join(map(repr, WAYS))}, not {how!r}")
    for name, number in (("workers", workers), ("batch", batch)):
        if number is not None and number < 1:
            raise ValueError(f"{name} must be at least 1, not {number!r}")
    is_coroutine = inspect.iscoroutinefunction(function)
    if how == "auto" and is_coroutine:
        how = "async"
    if is_coroutine != (how == "async"):
        wanted = "a coroutine function" if how == "async" else "a function that is no coroutine"
        raise TypeError(f"{how!r} needs {wanted}, not {function!r}")
    inputs = list(zip(*iterables))
    results, made = Results(), 0

    def done(more):
        nonlocal made
        made += more
        if progress is not None:
            progress(made, len(inputs))

    if how == "auto" and inputs:
        wall, cpu = time.perf_counter(), time.thread_time()
        results.append(_call(function, inputs[0], return_exceptions))
        wall, cpu = time.perf_counter() - wall, time.thread_time() - cpu
        done(1)
        chosen = _choose(function, inputs[1:], wall, cpu) if len(inputs) > 1 else "inline"
        how, most = chosen if isinstance(chosen, tuple) else (chosen, 1)
    else:
        most = 64 if how == "async" else WAITERS if how == "threads" else _cores()
    rest = inputs[len(results):]
    results.how, results.workers = how if how != "auto" else "inline", 1
    if results.how == "inline":
        for arguments in rest:
            results.append(_call(function, arguments, return_exceptions))
            done(1)
    elif rest:
        results.workers = count = min(workers or most, len(rest))
        if how == "async":
            results += _in_loop(function, rest, count, return_exceptions, done)
        else:
            results += _in_pool(how, function, rest, count, batch, return_exceptions, done)
    if return_exceptions:
        results[:] = [result.error if isinstance(result, _Failed) else result for result in results]
    return results
`;
