/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * The Worker that keeps the pool of a runtime: it starts the Workers that Python threads run on. The isolate that made
 * the runtime can't, as it hears nothing while it waits for Python.
 *
 * It imports next to nothing: if it failed to start, nobody could tell.
 *
 * @module
 */
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

async function hear(report: PoolReport): Promise<void> {
  if (report.kind === "spawn") return spawn(report.slot);
  self.postMessage(report);
  if (report.kind !== "failed" || settings === null) return;
  new SharedOutput(settings.output).append(POOL_FAILURE, new TextEncoder().encode(report.message));
  // The embedder's thread may wait for what never comes: it leaves Python, and says why.
  const { leavePython }: { leavePython(memory: WebAssembly.Memory): void } = await import(
    settings.leaveModule
  );
  leavePython(settings.memory);
}

self.onmessage = (event: MessageEvent<PoolRequest>) => {
  if (event.data.kind === "settings") settings = event.data.settings;
  else spawn(event.data.slot);
};
