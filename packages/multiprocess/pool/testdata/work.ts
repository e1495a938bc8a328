/**
 * Functions that pool_test.ts has called in Workers.
 *
 * @module
 */

const id = crypto.randomUUID();
let calls = 0;
let greeting = "";

/** Sets what {@linkcode greet} starts with. */
export function setGreeting(text: string): void {
  greeting = text;
}

/** A greeting as the initializer wanted it. */
export function greet(name: string): string {
  return `${greeting} ${name}`;
}

/** The square of a number. */
export function square(value: number): number {
  return value * value;
}

/** The sum of its arguments, after a turn of the event loop. */
export async function add(...values: number[]): Promise<number> {
  await Promise.resolve();
  return values.reduce((sum, value) => sum + value, 0);
}

/** Which Worker this is, and how often it was called before. */
export function whoami(): [id: string, calls: number] {
  return [id, calls++];
}

/** Fails for odd numbers. */
export function even(value: number): number {
  if (value % 2 === 1) throw new RangeError(`${value} is odd`);
  return value;
}

/** Fails with an error of its own. */
export function custom(): never {
  const error = new Error("special");
  error.name = "CustomError";
  throw error;
}

/** Gives something that cannot travel, for 1. */
export function secret(value: number): unknown {
  return value === 1 ? () => value : value;
}

/** Ends the Worker for 13, in the way that is asked for. */
export function fragile(value: number, how: string): number | Promise<never> {
  if (value !== 13) return value;
  if (how === "exit") Deno.exit(1);
  if (how === "close") self.close();
  if (how === "kill") Deno.kill(Deno.pid, "SIGKILL");
  // An error that nobody awaits.
  if (how === "throw") {
    setTimeout(() => {
      throw new Error("out of turn");
    }, 0);
  }
  return new Promise(() => {});
}

/** Ends the Worker the first time that it is called with this memory, and works from then on. */
export function onceFragile(value: number, memory: SharedArrayBuffer): number | Promise<never> {
  if (Atomics.exchange(new Int32Array(memory), 0, 1) === 1) return value;
  self.close();
  return new Promise(() => {});
}

/** Counts up in shared memory, and waits until somebody counts to a number. */
export function waitFor(memory: SharedArrayBuffer, count: number): number {
  const words = new Int32Array(memory);
  const mine = Atomics.add(words, 0, 1);
  Atomics.notify(words, 0);
  for (let seen = mine + 1; seen < count; seen = Atomics.load(words, 0)) Atomics.wait(words, 0, seen);
  return mine;
}

/** Counts that an item is begun, and for one in twenty ends the Worker, by chance. */
export function unlucky(index: number, memory: SharedArrayBuffer): number | Promise<never> {
  Atomics.add(new Int32Array(memory), index, 1);
  if (Math.random() >= 0.05) return index;
  if (Math.random() < 0.5) self.close();
  else Deno.exit(1);
  return new Promise(() => {});
}

/** Writes into a file which process begins which item, and works for some milliseconds. */
export async function logged(index: number, log: string): Promise<number> {
  await Deno.writeTextFile(log, `${Deno.pid} ${index}\n`, { append: true });
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
  return index;
}
