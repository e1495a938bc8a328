/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * The Worker that keeps the pool of a runtime: it starts the Workers that Python threads run on. The isolate that made
 * the runtime can't, as it hears nothing while it waits for Python.
 *
 * @module
 */
import { BREAK_EXIT, BREAKER, interruptParked } from "@orochi/gil";
import { threadBlock } from "@orochi/heap";
import { EMBEDDER_SLOT } from "./embed_functions.ts";
import type { PoolReport, PoolRequest, PoolSettings } from "./embed_messages.ts";
import { POOL_FAILURE, SharedOutput } from "./embed_output.ts";

let settings: PoolSettings | null = null;

function spawn(slot: number): void {
  const worker = new Worker(new URL("./embed_worker.ts", import.meta.url), { type: "module" });
  worker.onmessage = (event: MessageEvent<PoolReport>) => hear(event.data);
  worker.onerror = (event) => {
    event.preventDefault();
    hear({ kind: "failed", message: event.message });
  };
  worker.postMessage({ settings, slot });
}

function hear(report: PoolReport): void {
  if (report.kind === "spawn") return spawn(report.slot);
  self.postMessage(report);
  if (report.kind !== "failed" || settings === null) return;
  new SharedOutput(settings.output).append(POOL_FAILURE, new TextEncoder().encode(report.message));
  // The embedder's thread may wait for what never comes: it leaves Python, and says why.
  const words = new Int32Array(settings.memory.buffer);
  Atomics.or(words, (threadBlock(EMBEDDER_SLOT) + BREAKER) >>> 2, BREAK_EXIT);
  interruptParked(words, Atomics, EMBEDDER_SLOT);
}

self.onmessage = (event: MessageEvent<PoolRequest>) => {
  if (event.data.kind === "settings") settings = event.data.settings;
  else spawn(event.data.slot);
};
