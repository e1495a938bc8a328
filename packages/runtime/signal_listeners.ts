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

/** In the main isolate: what one program has listened for. */
export class SignalListeners {
  readonly #memory: WebAssembly.Memory;
  readonly #listeners: Map<Deno.Signal, () => void> = new Map();

  constructor(memory: WebAssembly.Memory) {
    this.#memory = memory;
  }

  /** Does what a Worker asks. Nothing is unlistened for while the program runs: the system's default would not come back. */
  answer({ name, signal }: SignalRequest): void {
    if (!this.#listeners.has(name)) {
      const listener = () => sendSignal(this.#memory, signal);
      this.#listeners.set(name, listener);
      Deno.addSignalListener(name, listener);
    }
    acknowledge(this.#memory);
  }

  /** Stops listening, when the program is over. */
  close(): void {
    for (const [name, listener] of this.#listeners) Deno.removeSignalListener(name, listener);
    this.#listeners.clear();
  }
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
