import { assertEquals } from "@std/assert";

const CLI = new URL("./cli.ts", import.meta.url).pathname;

const PROGRAM = `
import asyncio, os, sys, threading, time
from orochi import map_batch

def square(n):
    return n * n

def waits(n):
    time.sleep(0.01)
    return n * n

def refuses(n):
    if n % 4 == 3:
        raise ValueError(n)
    return n

async def replies(n):
    await asyncio.sleep(0.001)
    if n == 50:
        raise KeyError(n)
    return -n

if __name__ == "__main__":
    results = map_batch(pow, [2, 3, 4], [5, 2, 3])
    print(results, map_batch(square, []))
    results = map_batch(waits, range(12))
    print(results == [n * n for n in range(12)])
    told = []
    for how in "inline", "threads", "processes":
        results = map_batch(square, range(10), how=how, workers=2, batch=3, progress=lambda *n: told.append(n))
        print(how, results == [n * n for n in range(10)], results.how, results.workers, told[-1], len(told))
        told.clear()
    for how in "inline", "threads":
        try:
            map_batch(refuses, range(20), how=how, workers=2)
        except ValueError as error:
            print(how, error)
    print(map_batch(refuses, range(5), how="threads", return_exceptions=True))
    results = map_batch(replies, range(5))
    print(results, results.how)
    try:
        map_batch(replies, range(40, 60))
    except KeyError as error:
        print("KeyError", error)
    print(map_batch(replies, [50, 51], return_exceptions=True))
    for wrong in {"how": "both"}, {"how": "async"}, {"workers": 0}, {"batch": -1}:
        try:
            map_batch(square, [1], **wrong)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, str(error).partition(" at 0x")[0])
`;

const OUTPUT = `[32, 9, 64] []
True
inline True inline 1 (10, 10) 10
threads True threads 2 (10, 10) 4
processes True processes 2 (10, 10) 4
inline 3
threads 3
[0, 1, 2, ValueError(3), 4]
[0, -1, -2, -3, -4] async
KeyError 50
[KeyError(50), -51]
ValueError how must be one of 'auto', 'inline', 'async', 'threads', 'processes', not 'both'
TypeError 'async' needs a coroutine function, not <function square
ValueError workers must be at least 1, not 0
ValueError batch must be at least 1, not -1
`;

for (const options of [[], ["--lock", "timeout", "--refcount", "plain"]]) {
  Deno.test(`map_batch gives results in the order of the inputs, however it goes about it: ${options.join(" ")}`, async () => {
    const folder = Deno.makeTempDirSync(), file = `${folder}/batches.py`;
    try {
      Deno.writeTextFileSync(file, PROGRAM);
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", "--quiet", CLI, ...options, file],
      }).output();
      assertEquals(new TextDecoder().decode(stderr), "");
      assertEquals(new TextDecoder().decode(stdout), OUTPUT);
    } finally {
      Deno.removeSync(folder, { recursive: true });
    }
  });
}
