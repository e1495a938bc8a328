/**
 * The parent's half of a fork: the heap as it is now and what else a child must know become files in memory, whose
 * descriptors the child inherits.
 *
 * @module
 */
import { SINGLE } from "@orochi/gil";
import { type HeapMemory, PAGES } from "@orochi/heap";
import { type ForkPlan, processFork } from "@orochi/stdlib";
import type { HostError, SystemCalls, Vm } from "@orochi/vm";
import { ForkError, memoryFile, prepareHeap, type Run, takePicture, writeRun } from "./fork_memory.ts";
import { CONTINUE, controlOffset, type ForkRecord } from "./fork_record.ts";
import type { Settings } from "./messages.ts";

function refusal(message: string): HostError {
  return { code: "ENOTSUP", message: `Cannot fork: ${message}` };
}

function attempt<T>(action: () => T): T | HostError {
  try {
    return action();
  } catch (error) {
    if (error instanceof ForkError) return refusal(error.message);
    throw error;
  }
}

function libcOf(vm: Vm): SystemCalls {
  const libc = vm.host.libc();
  if ("call" in libc) return libc;
  throw new ForkError(libc.message);
}

function writeImage(memory: HeapMemory, libc: SystemCalls, record: ForkRecord): number {
  const text = new TextEncoder().encode(JSON.stringify(record));
  const control = controlOffset(text.length);
  const overlay: Run[] = [[0, PAGES], ...record.picture.overlay];
  const fd = memoryFile(libc, control + overlay.reduce((sum, [, bytes]) => sum + bytes, 0));
  libc.call("pwrite", fd, new Uint8Array(Uint32Array.of(text.length).buffer), 4, 0);
  libc.call("pwrite", fd, text, text.length, 4);
  let at = control;
  for (const run of overlay) {
    writeRun(memory, libc, fd, run, at);
    at += run[1];
  }
  return fd;
}

/** The settings without what only the start of a program needs. */
function settingsOfChild(settings: Settings): Settings {
  const { trace: _trace, ...rest } = settings;
  return { ...rest, program: { source: "", filename: "" }, check: false, stats: false };
}

function plan(vm: Vm, settings: Settings, callable: number, descriptors: readonly number[]): ForkPlan {
  const executable = settings.python?.executable ?? "";
  if (executable === "") {
    throw new ForkError("a child needs all permissions and a folder for a launcher, as sys.executable does");
  }
  const libc = libcOf(vm), memory = vm.memory, single = vm.i32[SINGLE] === 1;
  const { headerBytes, table = false } = vm.rc.constraints;
  vm.lock.stopTheWorld();
  // What counting has put off is in the heap then.
  vm.rc.detach();
  try {
    const { passing, ...picture } = takePicture(memory, libc, single, descriptors);
    const inherited = [...new Set([...descriptors, picture.base])];
    const image = writeImage(memory, libc, {
      settings: settingsOfChild(settings),
      headerBytes,
      table,
      picture,
      slot: vm.slot,
      callable,
      descriptors: inherited,
    });
    return {
      command: [executable, `${CONTINUE}${image}`],
      descriptors: [...inherited, image],
      release: () => {
        libc.call("close", image);
        if (passing) libc.call("close", picture.base);
      },
    };
  } finally {
    vm.rc.attach();
    vm.lock.startTheWorld();
  }
}

/** Lets programs of the calling Worker fork. */
export function allowForks(settings: Settings): void {
  processFork.plan = (vm, callable, descriptors) => attempt(() => plan(vm, settings, callable, descriptors));
  processFork.prepare = (vm) =>
    attempt(() => {
      vm.lock.stopTheWorld();
      try {
        prepareHeap(vm.memory, libcOf(vm), vm.i32[SINGLE] === 1);
      } finally {
        vm.lock.startTheWorld();
      }
      return null;
    });
}
