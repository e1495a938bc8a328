/**
 * The program that a build's Worker runs once, so that V8 compiles what most programs need: see `built_worker.ts`.
 *
 * @module
 */
import { readImage } from "@orochi/heap/image";
import { type Build, COMPILED_WANTED } from "./build.ts";
import { PARALLEL } from "./default_strategies.ts";
import type { Assignment, Report, Settings } from "./messages.ts";

/**
 * A little of what ordinary programs do. What it leaves out is compiled when it is called, so it need not be
 * complete; what it calls without need makes every start read more.
 */
const PROGRAM = `
import sys
import colorsys
import dataclasses
import json
import os
import re
import threading
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    @property
    def size(self):
        return (self.x * self.x + self.y * self.y) ** 0.5

    def move(self, dx, dy):
        self.x += dx
        self.y += dy


class Mark(Point):
    def __init__(self, x, y, name="mark"):
        super().__init__(x, y)
        self.name = name

    def __repr__(self):
        return f"{self.name!r}: {self.x:.2f}, {self.y:>6}"


@dataclasses.dataclass(order=True)
class Item:
    key: int
    words: list = dataclasses.field(default_factory=list)


def squares(n):
    for k in range(n):
        yield k * k


def count(words):
    found = {}
    for word in words:
        found[word] = found.get(word, 0) + 1
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def refuse(number):
    try:
        raise ValueError(f"no {number}")
    except ValueError as error:
        return str(error)
    finally:
        number = None


def floats(n):
    total, values = 0.0, [0.5] * 8
    for k in range(n):
        values[k % 8] += k * 0.25
        total += values[k % 8]
    return total


start = time.perf_counter()
print(fib(16), sum(squares(500)), floats(5000))
marks = [Mark(k, k + 0.5) for k in range(300)]
for mark in marks:
    mark.move(1, mark.size)
print(marks[3], {mark.name for mark in marks}, [k for k in range(400) if k % 3 == 0][-1])
print(count("the quick brown fox jumps over the lazy dog and the cat".split() * 20)[:3])
print([refuse(k) for k in range(60)][-1], "%5.1f|%s" % (1.5, "x"), "a,b".replace(",", ";").upper())
print(json.loads(json.dumps({"a": [1, 2.5, None, "text"]})), re.sub(r"(\\w+)-(\\d+)", r"\\2 \\1", "ab-12"))
print(sorted([Item(2, ["b"]), Item(1)]), 3 ** 200 % 1000007, divmod(-7, 2), b"bytes"[1:3])
number = 0
while number < 3000:
    number += 1
a, *rest = (1, 2, 3)
lock = threading.Lock()
with lock, open(os.devnull, "w") as file:
    file.write(f"{a} {rest} {time.perf_counter() - start}")
thread = threading.Thread(target=fib, args=(1,), daemon=True)
{}["missing"]
`;

/** Its exit status: it ends with a traceback. */
const STATUS = 1;
const RESERVE_BYTES = 256 << 20;

/** The program could not be run to its end. */
export class TrainingError extends Error {
  override name = "TrainingError";
}

/**
 * Runs the program of training.
 *
 * @param build One that has nothing compiled as yet.
 * @param image Of the heap that the program begins with, for the default strategies.
 * @param folder Where the program may print to.
 * @returns What V8 has compiled of the build's code.
 * @throws {TrainingError} If the program does not end as it should.
 */
export async function train(
  build: Build,
  image: Uint8Array,
  folder: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const { memory: heap } = readImage(image, { reserveBytes: RESERVE_BYTES });
  const settings: Settings = {
    refcount: PARALLEL[1],
    lock: PARALLEL[0],
    jit: true,
    reserveBytes: RESERVE_BYTES,
    argv: ["training.py"],
    path: ["/<library>"],
    program: { source: PROGRAM, filename: "training.py" },
    capture: { stdout: `${folder}/training.out`, stderr: `${folder}/training.err` },
  };
  const worker = new Worker(build.worker, { type: "module" });
  try {
    return await new Promise((resolve, reject) => {
      const refuse = (reason: string) => reject(new TrainingError(`Cannot train as ${reason}`));
      worker.onerror = (event) => {
        event.preventDefault();
        refuse(event.message);
      };
      worker.onmessage = ({ data }: MessageEvent<Report | Uint8Array<ArrayBuffer>>) => {
        if (data instanceof Uint8Array) resolve(data);
        else if (data.kind === "failed" || data.kind === "refused") refuse(data.message);
        else if (data.kind === "exit") {
          if (data.status === STATUS) worker.postMessage(COMPILED_WANTED);
          else refuse(`the program's status is ${data.status}`);
        }
      };
      const assignment: Assignment = { kind: "main", settings, build, life: "training", heap, ahead: null };
      worker.postMessage(assignment);
    });
  } finally {
    worker.terminate();
    for (const path of Object.values(settings.capture!)) await Deno.remove(path).catch(() => {});
  }
}
