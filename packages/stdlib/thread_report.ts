/**
 * Who waits for what: a report on all threads for people who look for a deadlock.
 *
 * @module
 */
import { parkedState } from "@orochi/gil";
import { PAGES, threadBlock, walkObjects } from "@orochi/heap";
import {
  HANDLE_GENERATION,
  HANDLE_IDENT,
  HANDLE_STATE,
  HANDLE_WORD,
  LOCK_OWNER,
  LOCK_STATE,
  T_LOCK,
  T_RLOCK,
  T_THREAD_HANDLE,
} from "@orochi/object";
import { CONTROL_MAIN_IDENT, interruptedWait, type Vm } from "@orochi/vm";
import { copyThreads, dropThreads, frameTexts, type ThreadCopy } from "./thread_frames.ts";

/** `_ThreadHandle`'s state of a thread that runs. */
const STARTED = 2;
/** Bits of the type word that number the type. */
const TYPE_INDEX = 0xffff;

/** What a thread waits for. */
interface Wait {
  readonly what: string;
  /** Ident of the thread that must do something first; 0 if nobody is known to. */
  readonly by: number;
}

/** The ident of the running thread whose end a key stands for, or 0; found among all handles. */
function joinedThread(vm: Vm, key: number): number {
  let ident = 0;
  walkObjects(vm.memory, (object) => {
    if ((vm.i32[object >>> 2] & TYPE_INDEX) !== T_THREAD_HANDLE) return;
    if (vm.i32[(object + HANDLE_STATE) >>> 2] !== STARTED) return;
    const word = vm.i32[(object + HANDLE_WORD) >>> 2];
    if (word === 0 ? object !== key : word << 2 !== key) return;
    if (word !== 0 && vm.i32[word] !== vm.i32[(object + HANDLE_GENERATION) >>> 2]) return;
    ident = vm.i32[(object + HANDLE_IDENT) >>> 2];
  });
  return ident;
}

/** What a key stands for that a slot is parked for. */
function waitFor(vm: Vm, slot: number, key: number): Wait {
  if (key === threadBlock(slot)) return { what: "a time or a signal", by: 0 };
  const object = key - LOCK_STATE;
  const type = (object >>> 0) >= PAGES ? vm.i32[object >>> 2] & TYPE_INDEX : 0;
  if (type === T_LOCK || type === T_RLOCK) {
    const by = vm.i32[(object + LOCK_OWNER) >>> 2];
    return { what: `${type === T_RLOCK ? "RLock" : "lock"} 0x${(object >>> 0).toString(16)}`, by };
  }
  const joined = joinedThread(vm, key);
  return joined === 0 ? { what: "something else", by: 0 } : { what: "its end", by: joined };
}

/** `thread 3 "name"`. */
function title(vm: Vm, ident: number, threads: readonly ThreadCopy[]): string {
  const thread = threads.find((other) => other.ident === ident);
  const name = thread?.name || (ident === vm.control(CONTROL_MAIN_IDENT) ? "MainThread" : "");
  const over = thread === undefined ? " (which is over)" : "";
  return `thread ${ident}${name === "" ? "" : ` "${name}"`}${over}`;
}

/** Threads in a circle, each of which waits for the next one; each circle once. */
function circles(waits: ReadonlyMap<number, Wait>): number[][] {
  const found: number[][] = [], seen = new Set<number>();
  for (const start of waits.keys()) {
    const path: number[] = [];
    let at = start;
    while (waits.has(at) && !seen.has(at)) {
      seen.add(at);
      path.push(at);
      at = waits.get(at)!.by;
    }
    const first = path.indexOf(at);
    if (first >= 0) found.push(path.slice(first));
  }
  return found;
}

/** The report: for each thread what it waits for, how long, held by whom, and its stack; then the circles. */
export function threadReport(vm: Vm): string {
  const threads = copyThreads(vm).sort((a, b) => a.ident - b.ident);
  const waits = new Map<number, Wait>();
  let text = `\n== ${threads.length} thread${threads.length === 1 ? "" : "s"} ==\n`;
  vm.lock.stopTheWorld();
  for (const thread of threads) {
    // Who writes this was woken for it, if it waited; it will wait on.
    const parked = thread.slot === vm.slot ? interruptedWait(vm) : parkedState(vm.i32, Atomics, thread.slot);
    let state = "runs, or does something that the interpreter does not see";
    if (parked !== null) {
      const wait = waitFor(vm, thread.slot, parked.key);
      const seconds = (Math.max(0, (vm.parkingTime() - parked.since) | 0) / 1000).toFixed(1);
      const by = wait.by === 0
        ? ""
        : wait.what === "its end"
        ? ` of ${title(vm, wait.by, threads)}`
        : `, held by ${wait.by === thread.ident ? "itself" : title(vm, wait.by, threads)}`;
      state = `waits for ${wait.what === "its end" ? "the end" : wait.what}${by}, for ${seconds} s`;
      if (parked.forEver) waits.set(thread.ident, wait);
    }
    text += `\n${title(vm, thread.ident, threads)}: ${state}\n`;
    for (const { file, line, name } of frameTexts(vm, thread)) {
      text += `  File "${file}", line ${line} in ${name}\n`;
    }
  }
  vm.lock.startTheWorld();
  for (const circle of circles(waits)) {
    const names = [...circle, circle[0]].map((ident) => title(vm, ident, threads));
    text += `\nDeadlock: ${names.join(" waits for ")}\n`;
  }
  dropThreads(vm, threads);
  return text;
}
