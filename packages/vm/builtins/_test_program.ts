/**
 * Runs Python programs in a machine of their own, for tests of builtin types: plain counting, the timed lock,
 * no files, and a `sys.stdout` that collects what is written.
 *
 * @module
 */
import { HeapMemory, REFCOUNT_REGION, ThreadHeap } from "@orochi/heap";
import { MODULE_DICT, NONE, type Value } from "@orochi/object";
import { Plain } from "@orochi/refcount";
import { Timeout } from "@orochi/gil";
import { bootstrap } from "../bootstrap.ts";
import type { Host } from "../host.ts";
import { newModule } from "../import_operations.ts";
import { nativeFunction } from "../native.ts";
import { NativeRegistry } from "../registry.ts";
import { runSource } from "../run_source.ts";
import { startThread } from "../threads.ts";
import { formatException } from "../traceback.ts";
import { CONTROL_SYS, Vm } from "../vm.ts";
import { builtinTypes } from "./all_types.ts";
import { coreFunctions } from "./core_functions.ts";
import { builtinFunctions } from "./functions.ts";

/** A machine that has run a program. */
export interface Ran {
  readonly vm: Vm;
  /** What it printed; an uncaught exception's traceback at the end. */
  readonly output: string;
  /** Its globals (borrowed). */
  readonly globals: Value;
}

/** A host without files: only what the machine asks for unasked. */
const emptyHost: Pick<Host, "readFile" | "librarySource" | "write"> = {
  readFile: () => ({ code: "ENOENT", message: "No such file or directory" }),
  librarySource: () => null,
  write: () => null,
};

/** Runs a program as `__main__`. */
export function runProgram(source: string, filename: string): Ran {
  const memory = HeapMemory.create({ reserveBytes: 128 << 20, headerBytes: 4 });
  const heap = new ThreadHeap(memory, 1);
  const rc = new Plain({
    words: memory.i32,
    atomics: Atomics,
    slot: 1,
    region: REFCOUNT_REGION,
    setBreaker: () => {},
  });
  const lock = new Timeout({ memory, atomics: Atomics, slot: 1, now: () => performance.now() });
  const written: string[] = [];
  const write = nativeFunction("write", "(text, /)", (vm, a) => {
    written.push(vm.js(vm.i32[a]));
    return NONE;
  });
  const registry = new NativeRegistry(builtinTypes, [
    { name: "builtins", functions: [...builtinFunctions, ...coreFunctions] },
    { name: "sys", functions: [] },
    { name: "output", functions: [write] },
  ]);
  const host = emptyHost as Host;
  const threads = { start: () => false, warm: () => {}, capacity: 1 };
  const vm = new Vm({ memory, heap, rc, lock, slot: 1, host, threads, registry });
  if (!startThread(vm, 1)) throw new Error("Cannot start the machine: the heap is too small for a stack");
  bootstrap(vm);
  const main = newModule(vm, "__main__");
  const globals = vm.i32[(main + MODULE_DICT) >>> 2];
  vm.dictSetStr(globals, "__builtins__", vm.builtins);
  runSource(vm, "import output", "<test>", "exec", globals, globals);
  vm.dictSetStr(vm.control(CONTROL_SYS), "stdout", vm.dictGetStr(globals, "output"));
  const result = runSource(vm, source, filename, "exec", globals, globals);
  if (result === 0) written.push(formatException(vm, vm.takeError()));
  return { vm, output: written.join(""), globals };
}

let machine: Vm | null = null;

/** A machine that has run nothing yet: one for all tests of a file, as making one takes a while. */
export function testMachine(): Vm {
  return machine ??= runProgram("", "<test>").vm;
}

/** Takes the exception that is being raised: its type and text. Empty if there is none. */
export function raised(vm: Vm): string {
  if (!vm.failed()) return "";
  const error = vm.takeError(), text = vm.toStr(error);
  const shown = `${vm.typeName(error)}: ${vm.js(text)}`;
  vm.decref(text);
  vm.decref(error);
  return shown;
}
