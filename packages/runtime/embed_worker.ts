/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * A Worker of a runtime's pool: it runs Python threads that the runtime's program starts, one after the other.
 *
 * @module
 */
import { HeapMemory } from "@orochi/heap";
import { threadEnds } from "@orochi/stdlib";
import { type HostError, runThread } from "@orochi/vm";
import { DenoHost } from "./deno_host.ts";
import { embeddingModule } from "./embed_functions.ts";
import type { PoolReport, SlotAssignment } from "./embed_messages.ts";
import { SharedOutput } from "./embed_output.ts";
import { makeVm } from "./program.ts";
import { assembleSlot, loadMakers } from "./strategies.ts";
import { wakeJoiners } from "./thread_end.ts";
import { WorkerThreads } from "./worker_threads.ts";

function tell(report: PoolReport): void {
  self.postMessage(report);
}

/** Standard output and error go to the embedding program; there is no standard input here. */
class PoolHost extends DenoHost {
  readonly #output: SharedOutput;

  constructor(output: SharedOutput) {
    super();
    this.#output = output;
  }

  override write(fd: number, bytes: Uint8Array, position?: number): HostError | null {
    if (fd !== 1 && fd !== 2) return super.write(fd, bytes, position);
    if (!this.#output.append(fd, bytes)) return { code: "ENOSPC", message: "No space left on device" };
    tell({ kind: "output" });
    return null;
  }

  override read(fd: number, buffer: Uint8Array, position?: number): number | HostError {
    return fd === 0 ? 0 : super.read(fd, buffer, position);
  }

  override isTerminal(fd: number): boolean {
    return fd > 2 && super.isTerminal(fd);
  }
}

async function serve({ settings, slot }: SlotAssignment): Promise<void> {
  const makers = await loadMakers(settings.refcount, settings.lock);
  const memory = HeapMemory.attach(settings.memory);
  const threads = new WorkerThreads(memory, (other) => tell({ kind: "spawn", slot: other }));
  const vm = makeVm(
    assembleSlot(makers, memory, slot),
    slot,
    new PoolHost(new SharedOutput(settings.output)),
    threads,
    { ...settings, modules: [embeddingModule] },
  );
  threads.slots.arrive(slot);
  for (let work = threads.slots.take(slot); work !== null; work = threads.slots.take(slot)) {
    runThread(vm, work, threadEnds);
    threads.slots.finish(slot);
    wakeJoiners(vm, threads.slots.generationWord(slot));
  }
  self.close();
}

self.onmessage = async (event: MessageEvent<SlotAssignment>) => {
  try {
    await serve(event.data);
  } catch (error) {
    tell({ kind: "failed", message: error instanceof Error ? error.stack ?? error.message : String(error) });
  }
};
