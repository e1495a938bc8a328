/**
 * Signals that a Python program handles. The main isolate listens for them, as a Worker that runs Python never gets to
 * its events; which ones, the Worker of the main thread tells it and waits until it does.
 *
 * @module
 */
import { acknowledge, sendSignal } from "./interrupts.ts";
import { VM_CONTROL } from "@orochi/heap";
import { signalWatch } from "./system_calls.ts";
import type { SignalRequest } from "./messages.ts";

/** Address of the word that counts the answers of the main isolate: see `interrupts.ts`. */
const ACKNOWLEDGED = VM_CONTROL + 2048 + 64 + 24;
/** The longest that a Worker waits for the main isolate, which never blocks, in milliseconds. */
const PATIENCE_MS = 1000;

/** What the main isolate listens for. It never stops: the system's default would not come back. */
const listened: Set<Deno.Signal> = new Set();

/** In the main isolate: does what a Worker asks. */
export function answer(memory: WebAssembly.Memory, { name, signal }: SignalRequest): void {
  if (!listened.has(name)) {
    listened.add(name);
    Deno.addSignalListener(name, () => sendSignal(memory, signal));
  }
  acknowledge(memory);
}

/** In the Worker of the main thread: has signals listened for. */
export function listenThrough(memory: WebAssembly.Memory, ask: (request: SignalRequest) => void): void {
  const words = new Int32Array(memory.buffer);
  const asked: Set<number> = new Set();
  signalWatch.listen = (name, signal) => {
    if (asked.has(signal)) return;
    asked.add(signal);
    const before = Atomics.load(words, ACKNOWLEDGED >>> 2);
    ask({ kind: "signal", name, signal });
    Atomics.wait(words, ACKNOWLEDGED >>> 2, before, PATIENCE_MS);
  };
}
