/**
 * The child's half of a fork: the parent's heap in a new process, with one thread of it, which goes on.
 *
 * @module
 */
import { INTERVAL } from "@orochi/gil";
import {
  GIL_CONTROL,
  GIL_SECTION,
  HEAP_SECTION,
  HeapMemory,
  MAX_SLOTS,
  PARKING_LOT,
  THREAD_BLOCK_BYTES,
  threadBlock,
  ThreadHeap,
  VM_CONTROL,
  VM_SECTION,
} from "@orochi/heap";
import { enterForkedChild } from "@orochi/stdlib";
import {
  CONTROL_MAIN_IDENT,
  destroy,
  formatException,
  type SystemCalls,
  THREAD_IDENT,
  THREAD_NESTING,
  THREAD_SIGNAL,
  type Vm,
} from "@orochi/vm";
import { ForkError, takeOver } from "./fork_memory.ts";
import type { ForkRecord } from "./fork_record.ts";
import { openLibrary } from "./libc/library.ts";
import { assembleSlot, type Assembly, type Makers } from "./strategies.ts";
import type { ThreadSlots } from "./thread_slots.ts";

/** Slot of a program's main thread. */
const MAIN_SLOT = 1;
/** Bytes of the lock strategy's section of a thread block, and of the virtual machine's. */
const GIL_BYTES = VM_SECTION - GIL_SECTION, VM_BYTES = THREAD_BLOCK_BYTES - VM_SECTION;
/** Bytes of the lock strategy's control words, and of the parking lot. */
const CONTROL_BYTES = 0x1000, PARKING_BYTES = 0x10000;
/** Bytes from a thread block: 1 while a thread uses the slot; see `ThreadHeap`. */
const SLOT_STATE = HEAP_SECTION + 500;
/** Address of the set of signals that have arrived; see `interrupts.ts`. */
const ARRIVED = VM_CONTROL + 2048 + 64;
const F_SETFD = 2, FD_CLOEXEC = 1;

/** The parent's heap. */
export function openHeap(fd: number, record: ForkRecord, offset: number): HeapMemory {
  const libc = openLibrary() as SystemCalls;
  const { headerBytes, table, settings, picture } = record;
  const memory = HeapMemory.create({ reserveBytes: settings.reserveBytes, headerBytes, table });
  try {
    takeOver(memory, libc, picture, fd, offset);
  } catch (error) {
    if (!(error instanceof ForkError)) throw error;
    // The system maps no file there.
    takeOver(memory, libc, picture, fd, offset, true);
  }
  libc.call("close", fd);
  for (const each of record.descriptors) libc.call("fcntl", each, F_SETFD, FD_CLOEXEC);
  return HeapMemory.attach(memory.memory);
}

/** Moves the thread that forked into the first slot, and forgets what threads that don't go on waited for. */
export function settleThreads({ u8, i32 }: HeapMemory, slots: ThreadSlots, slot: number): void {
  const interval = i32[INTERVAL];
  u8.fill(0, GIL_CONTROL, GIL_CONTROL + CONTROL_BYTES);
  i32[INTERVAL] = interval;
  u8.fill(0, PARKING_LOT, PARKING_LOT + PARKING_BYTES);
  if (slot !== MAIN_SLOT) {
    const from = threadBlock(slot) + VM_SECTION, to = threadBlock(MAIN_SLOT) + VM_SECTION;
    u8.copyWithin(to, from, from + VM_BYTES);
    u8.fill(0, from, from + VM_BYTES);
  }
  for (let each = 1; each < MAX_SLOTS; each++) {
    const block = threadBlock(each);
    u8.fill(0, block + GIL_SECTION, block + GIL_SECTION + GIL_BYTES);
    i32[(block + THREAD_NESTING) >>> 2] = 0;
    i32[(block + THREAD_SIGNAL) >>> 2] = 0;
    if (each !== MAIN_SLOT) i32[(block + THREAD_IDENT) >>> 2] = 0;
  }
  i32.fill(0, ARRIVED >>> 2, (ARRIVED >>> 2) + 2);
  slots.beginAgain(MAIN_SLOT, slot);
}

/** Attaches the thread; the others end where they are. */
function attachAlone(vm: Vm, makers: Makers): void {
  vm.lock.threadStart();
  vm.heap.attach();
  vm.rc.attach();
  vm.attachNames();
  vm.setControl(CONTROL_MAIN_IDENT, vm.i32[(vm.block + THREAD_IDENT) >>> 2]);
  for (let slot = 1; slot < MAX_SLOTS; slot++) {
    const used = vm.i32[(threadBlock(slot) + SLOT_STATE) >>> 2] === 1;
    if (slot === MAIN_SLOT || !used) continue;
    // As each would at its end: what was to be counted by it is counted now.
    const gone: Assembly = assembleSlot(makers, vm.memory, slot);
    gone.rc.threadExit((object) => destroy(vm, object));
    new ThreadHeap(vm.memory, slot).leave();
  }
}

/** Runs what the child is for; it ends the process itself, unless it fails to. */
export function goOn(vm: Vm, makers: Makers, callable: number): number {
  attachAlone(vm, makers);
  if (enterForkedChild(vm, callable)) return 0;
  vm.host.write(2, new TextEncoder().encode(formatException(vm, vm.takeError())));
  return 1;
}
