/**
 * The end of a thread that is gone in the middle of what it did, with its Worker, as Python sees it: its locks are free, it
 * is reported on standard error, and `threading` knows that it is over.
 *
 * What it was doing to an object stays half done, and what its frames refer to stays alive: nobody knows which of it
 * they had given away already.
 *
 * @module
 */
import { walkObjects } from "@orochi/heap";
import { LOCK_COUNT, LOCK_OWNER, LOCK_STATE, T_LOCK, T_RLOCK } from "@orochi/object";
import { abandonLoading, runSource, type Vm } from "@orochi/vm";
import { MOST_FRAMES } from "./thread_dump.ts";
import { copyThreads, dropThreads, frameTexts } from "./thread_frames.ts";

/** Run on the lost thread's slot, under its ident: `stack` and `reason` are text. */
const REPORT = `
import sys
threading = sys.modules.get("threading")
thread = None
if threading is not None:
    thread = threading._active.pop(ident, None)
    for starting in list(threading._limbo):
        if starting.ident == ident or starting._handle.ident == ident:
            thread = threading._limbo.pop(starting)
    if thread is not None:
        thread._started.set()
if sys.stderr is not None:
    print(f"Exception in thread {thread.name if thread else ident}:\\n{stack}SystemError: {reason}", file=sys.stderr, flush=True)
`;

/** Frees the locks of Python that the calling slot's last thread holds, and what it was importing. */
export function freeLocks(vm: Vm, ident: number): void {
  const held: number[] = [];
  vm.lock.stopTheWorld();
  walkObjects(vm.memory, (object) => {
    const type = vm.typeIndex(object);
    if (type !== T_LOCK && type !== T_RLOCK || vm.i32[(object + LOCK_OWNER) >>> 2] !== ident) return;
    if (vm.locks.isLocked(object + LOCK_STATE)) held.push(object);
  });
  for (const lock of held) {
    vm.i32[(lock + LOCK_OWNER) >>> 2] = 0;
    if (vm.typeIndex(lock) === T_RLOCK) vm.i32[(lock + LOCK_COUNT) >>> 2] = 0;
    vm.locks.release(lock + LOCK_STATE);
  }
  vm.lock.startTheWorld();
  abandonLoading(vm);
}

/** What the calling slot's last thread was doing, in the form of a traceback. */
export function lastStack(vm: Vm): string {
  const threads = copyThreads(vm, MOST_FRAMES);
  const own = threads.find(({ slot }) => slot === vm.slot);
  const lines = own === undefined
    ? []
    : frameTexts(vm, own).map(({ file, line, name }) => `  File "${file}", line ${line}, in ${name}\n`);
  dropThreads(vm, threads);
  return lines.length === 0 ? "" : `Traceback (most recent call last):\n${lines.reverse().join("")}`;
}

/** Tells Python that the thread is over whose ident the calling one has, and people why. */
export function reportLost(vm: Vm, ident: number, stack: string, reason: string): void {
  const globals = vm.newDict();
  if (globals !== 0) {
    const values = { ident: vm.newInt(ident), stack: vm.newStr(stack), reason: vm.newStr(reason) };
    for (const [name, value] of Object.entries(values)) {
      if (value !== 0) vm.dictSetStr(globals, name, value);
      vm.decref(value);
    }
    vm.decref(vm.failed() ? 0 : runSource(vm, REPORT, "<lost thread>", "exec", globals, globals));
    vm.decref(globals);
  }
  // Nobody is left to whom an error could be told.
  vm.clearError();
}
