/**
 * Runs one Python program on the calling isolate: assembles the machine, runs the source as `__main__`, reports
 * what nobody caught.
 *
 * @module
 */
import type { HeapMemory } from "@orochi/heap";
import { EXCEPTION_EXTRA, MODULE_DICT, NONE, type Value } from "@orochi/object";
import { flushStream, nativeModules, nativeTypes } from "@orochi/stdlib";
import {
  bootstrap,
  builtinFunctions,
  builtinTypes,
  CONTROL_MODULES,
  coreFunctions,
  endThread,
  formatException,
  type Host,
  NativeRegistry,
  newModule,
  runSource,
  startThread,
  Vm,
} from "@orochi/vm";
import { noThreads } from "./deno_host.ts";
import { assemble } from "./strategies.ts";

/** What to run, and how. */
export interface ProgramOptions {
  /** Counting strategy. */
  readonly refcount: string;
  /** Lock strategy. */
  readonly lock: string;
  /** Bytes of address space to reserve for the heap. */
  readonly reserveBytes: number;
  readonly source: string;
  /** Shown in tracebacks. */
  readonly filename: string;
  readonly argv: readonly string[];
  readonly path: readonly string[];
  readonly host: Host;
  /** Called with the heap when the program has ended, for checks. */
  readonly inspect?: (memory: HeapMemory) => void;
}

/** Runs a program to its end; returns its exit status. */
export function runProgram(options: ProgramOptions): number {
  const { memory, heap, rc, lock } = assemble(options.refcount, options.lock, options.reserveBytes);
  const registry = new NativeRegistry([...builtinTypes, ...nativeTypes], [
    { name: "builtins", functions: [...builtinFunctions, ...coreFunctions] },
    ...nativeModules({ argv: options.argv, path: options.path }),
  ]);
  const vm = new Vm({ memory, heap, rc, lock, slot: 1, host: options.host, threads: noThreads, registry });
  if (!startThread(vm, 1)) throw new Error("Cannot start as the heap is too small for a stack: give it more with --heap");
  bootstrap(vm);
  const status = runMain(vm, options);
  flushStream(vm, 1);
  flushStream(vm, 2);
  endThread(vm);
  options.inspect?.(memory);
  return status;
}

function runMain(vm: Vm, options: ProgramOptions): number {
  const main = newModule(vm, "__main__");
  const dict = main === 0 ? 0 : vm.i32[(main + MODULE_DICT) >>> 2];
  if (dict === 0) return report(vm);
  vm.dictSetStr(dict, "__builtins__", vm.builtins);
  vm.dictSetOwned(dict, "__file__", vm.newStr(options.filename));
  vm.dictSetStr(vm.control(CONTROL_MODULES), "__main__", main);
  vm.sources.set(options.filename, options.source);
  const result = runSource(vm, options.source, options.filename, "exec", dict, dict);
  if (result === 0) return report(vm);
  vm.decref(result);
  return 0;
}

/** The exit status that an uncaught exception means; what it is goes to standard error. */
function report(vm: Vm): number {
  const exception = vm.takeError();
  flushStream(vm, 1);
  if (vm.isSubtype(vm.typeOf(exception), vm.exceptionType("SystemExit"))) return exitStatus(vm, exception);
  vm.host.write(2, new TextEncoder().encode(formatException(vm, exception)));
  vm.decref(exception);
  return 1;
}

function exitStatus(vm: Vm, exception: Value): number {
  const code = vm.i32[(exception + EXCEPTION_EXTRA) >>> 2];
  if (code === 0 || code === NONE) return 0;
  if (vm.isInt(code)) return vm.number(code) & 255;
  vm.host.write(2, new TextEncoder().encode(`${vm.jsStr(code)}\n`));
  return 1;
}
