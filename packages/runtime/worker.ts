/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * A Worker of a program: the one of its main thread, or one of the pool that the other threads run on. What it is for
 * comes as its first message; a pool Worker reads no other, it waits on words of the heap.
 *
 * @module
 */
import { checkHeap, HeapMemory } from "@orochi/heap";
import { LockError } from "@orochi/gil";
import { threadEnds } from "@orochi/stdlib";
import { endThread, runThread } from "@orochi/vm";
import { AheadCache } from "./ahead/ahead_cache.ts";
import { CapturingHost } from "./capturing_host.ts";
import { DenoHost } from "./deno_host.ts";
import { checkCounts } from "./check_counts.ts";
import { checkLocks } from "./check_locks.ts";
import { census } from "./census.ts";
import type { AssignedMain, Assignment, Report, RunFigures, Settings, TypeFigures } from "./messages.ts";
import { setArchiveUrl } from "./library_place.ts";
import { setCompilerToken } from "./library_cache.ts";
import { allowForks } from "./fork.ts";
import { goOn, openHeap, settleThreads } from "./fork_child.ts";
import { readRecord } from "./fork_record.ts";
import type { Natives } from "./native_files.ts";
import { holdForLife } from "./process_locks.ts";
import { makeVm, runMainThread } from "./program.ts";
import { resolveProgram } from "./main_program.ts";
import { assembleSlot, createMemory, loadMakers, StrategyError, useMemory } from "./strategies.ts";
import { stopOthers, wakeJoiners } from "./thread_end.ts";
import { libraryNames } from "./library.ts";
import { closeSeal } from "./seal.ts";
import { listenThrough } from "./signal_listeners.ts";
import { processEnd } from "./system_calls.ts";
import { Totals } from "./totals.ts";
import { announceThread, traced, traceMachine } from "./trace/traced.ts";
import { MAIN_SLOT } from "./worker_watch.ts";
import { WorkerThreads } from "./worker_threads.ts";

/** Types that the figures name. */
const TYPES_SHOWN = 12;

function tell(report: Report): void {
  self.postMessage(report);
}

/** `os._exit`: the main isolate ends all Workers, and this one waits for it. */
processEnd.leave = (status) => {
  tell({ kind: "exit", status, figures: null, heapError: null });
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};

function hostOf(settings: Settings, ahead: SharedArrayBuffer | null = null): DenoHost {
  if (settings.seal) closeSeal(settings.seal, libraryNames);
  if (settings.capture !== undefined) return new CapturingHost(settings.capture);
  return new DenoHost(ahead === null ? undefined : new AheadCache(ahead));
}

/** The strategies, and the native modules of the user's own. */
async function loadParts(settings: Settings): Promise<Natives> {
  const makers = await loadMakers(settings.refcount, settings.lock);
  if (settings.natives === undefined) return { makers, modules: [] };
  const { loadNatives } = await import("./native_files.ts");
  return await loadNatives(makers, settings.natives);
}

async function runProgramHere({ settings, heap, ahead, life }: Assignment & AssignedMain): Promise<void> {
  const alive = holdForLife(life);
  const { makers, modules } = await loadParts(settings);
  const memory = heap === null
    ? createMemory(makers, settings.reserveBytes)
    : useMemory(makers, HeapMemory.attach(heap));
  tell({ kind: "memory", memory: memory.memory });
  const host = hostOf(settings, ahead);
  listenThrough(memory.memory, tell);
  await alive;
  tell({ kind: "alive", slot: MAIN_SLOT });
  const program = resolveProgram(settings, host);
  if (typeof program === "string") return tell({ kind: "refused", message: program });
  const assembly = traced(assembleSlot(makers, memory, MAIN_SLOT), MAIN_SLOT, settings.trace);
  const threads = new WorkerThreads(memory, (slot) => tell({ kind: "spawn", slot }));
  threads.slots.occupy(MAIN_SLOT);
  allowForks(settings);
  const argv = "module" in settings.program ? [program.filename, ...settings.argv.slice(1)] : settings.argv;
  const vm = makeVm(assembly, MAIN_SLOT, host, threads, { ...settings, argv, modules });
  if (settings.trace !== undefined) traceMachine(vm);
  const start = performance.now();
  const status = runMainThread(vm, program, heap !== null, settings.python?.ioEncoding);
  const milliseconds = performance.now() - start;
  let heapError: string | null = null;
  let types: readonly TypeFigures[] = [];
  const totals = new Totals(vm);
  totals.add();
  if (settings.check === true || settings.stats === true) {
    // A thread that is stopped leaves its frames, and what they refer to, behind.
    const orderly = threads.slots.busy().length === 1 && threads.slots.lost === 0;
    const alone = stopOthers(vm, threads.slots);
    if (alone && settings.stats === true) types = census(vm, TYPES_SHOWN);
    endThread(vm);
    if (settings.check === true) {
      heapError = alone
        ? check(memory) ?? checkLocks(vm) ?? (orderly ? checkCounts(vm) : null)
        : "threads still run";
    }
  }
  const figures: RunFigures | null = settings.stats === true
    ? { milliseconds, peakBytes: memory.peakBytes, types, ...totals.read() }
    : null;
  tell({ kind: "exit", status, figures, heapError });
}

/** Goes on with a parent's heap; the program ends the process itself, unless it can't. */
async function goOnHere(image: number, life: string): Promise<void> {
  const alive = holdForLife(life);
  const { record, offset } = readRecord(image), { settings } = record;
  const { makers, modules } = await loadParts(settings);
  const memory = openHeap(image, record, offset);
  tell({ kind: "memory", memory: memory.memory });
  const host = hostOf(settings);
  listenThrough(memory.memory, tell);
  await alive;
  tell({ kind: "alive", slot: MAIN_SLOT });
  const threads = new WorkerThreads(memory, (slot) => tell({ kind: "spawn", slot }));
  settleThreads(memory, threads.slots, record.slot);
  allowForks(settings);
  const vm = makeVm(assembleSlot(makers, memory, MAIN_SLOT), MAIN_SLOT, host, threads, {
    ...settings,
    modules,
  });
  processEnd.leave(goOn(vm, makers, record.callable));
}

function check(memory: HeapMemory): string | null {
  try {
    checkHeap(memory);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function runThreads(assignment: Assignment & { kind: "thread" }): Promise<void> {
  const { settings, memory: shared, slot, lost } = assignment;
  const alive = holdForLife(assignment.life);
  const { makers, modules } = await loadParts(settings);
  const memory = HeapMemory.attach(shared);
  const assembly = traced(assembleSlot(makers, memory, slot), slot, settings.trace);
  const threads = new WorkerThreads(memory, (other) => tell({ kind: "spawn", slot: other }));
  const vm = makeVm(assembly, slot, hostOf(settings), threads, { ...settings, modules });
  if (settings.trace !== undefined) traceMachine(vm);
  const totals = new Totals(vm);
  allowForks(settings);
  await alive;
  tell({ kind: "alive", slot });
  threads.slots.arrive(slot);
  if (lost !== null) {
    // By a literal name, so that a build has it.
    const { endLostThread } = await import("./lost_worker.ts");
    endLostThread(vm, threads.slots.leftBy(slot), lost);
    threads.slots.countLost();
    threads.slots.finish(slot);
    wakeJoiners(vm, threads.slots.generationWord(slot));
  }
  for (let work = threads.slots.take(slot); work !== null; work = threads.slots.take(slot)) {
    announceThread(vm.lock, work.ident);
    runThread(vm, work, threadEnds);
    totals.add();
    threads.slots.finish(slot);
    wakeJoiners(vm, threads.slots.generationWord(slot));
  }
  self.close();
}

self.onmessage = async (event: MessageEvent<Assignment>) => {
  const assignment = event.data;
  try {
    if (assignment.build !== null) {
      setArchiveUrl(assignment.build.archive);
      setCompilerToken(assignment.build.token);
    }
    if (assignment.kind === "main") await runProgramHere(assignment);
    else if (assignment.kind === "fork") await goOnHere(assignment.image, assignment.life);
    else await runThreads(assignment);
  } catch (error) {
    const known = error instanceof StrategyError || error instanceof LockError;
    const text = error instanceof Error ? error.message : String(error);
    if (known || text.startsWith("Cannot ")) tell({ kind: "refused", message: text });
    else tell({ kind: "failed", message: error instanceof Error ? error.stack ?? text : text });
  }
};
