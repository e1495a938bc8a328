/**
 * Functions that process_test.ts runs in child processes.
 *
 * @module
 */
import { parentConnection } from "../mod.ts";

/** Sends its arguments back, in the order that was asked for. */
export async function echo(...args: unknown[]): Promise<void> {
  await parentConnection()!.send(args);
}

/** Answers what the parent sends until it sends null. */
export async function converse(): Promise<void> {
  const parent = parentConnection()!;
  for (;;) {
    const value = await parent.recv();
    if (value === null) return;
    await parent.send([value, "received"]);
  }
}

/** Ends with a code. */
export function exit(code: number): never {
  Deno.exit(code);
}

/** Does nothing, for ever. */
export async function sleep(): Promise<void> {
  await parentConnection()!.send("ready");
  await new Promise((resolve) => setTimeout(resolve, 1e9));
}
