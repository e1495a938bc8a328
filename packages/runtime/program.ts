/**
 * Runs a Python program as its main thread: assembles the machine, runs the source as `__main__`, waits for the other
 * threads, reports what nobody caught.
 *
 * @module
 */
import { GIL_CONTROL, type HeapMemory, walkObjects, writeImage } from "@orochi/heap";
import { Jit, type JitOptions } from "@orochi/jit";
import {
  type Address,
  EXCEPTION_EXTRA,
  EXCEPTION_TRACEBACK,
  FLAG_FROZEN,
  NONE,
  type Value,
} from "@orochi/object";
import {
  beginFinalizing,
  encodeStreams,
  flushAll,
  flushStream,
  isCompiled,
  nativeModules,
  nativeTypes,
  preloadedModules,
  preloadModules,
  readCompiled,
  runExitFunctions,
  runInteractive,
  standardStreams,
} from "@orochi/stdlib";
import {
  bootstrapSystem,
  bootstrapTypes,
  builtinFunctions,
  builtinTypes,
  CONTROL_MAIN_IDENT,
  CONTROL_MODULES,
  CONTROL_NEXT_IDENT,
  CONTROL_SYS,
  coreFunctions,
  decodeSource,
  endThread,
  ensureModule,
  formatException,
  type Host,
  type NativeModule,
  NativeRegistry,
  resumeSystem,
  runCode,
  runSource,
  startThread,
  type ThreadHost,
  Vm,
} from "@orochi/vm";
import { DenoHost } from "./deno_host.ts";
import { endModules, endVariables } from "./end_modules.ts";
import { makeMainOf } from "./main_module.ts";
import type { PythonSettings } from "./python_options.ts";
import { returnMemory } from "./return_memory.ts";
import { assemble, type Assembly } from "./strategies.ts";
import { noThreads } from "./worker_threads.ts";

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
  /** Whether hot code is compiled, and how eagerly; not by default. */
  readonly jit?: boolean | JitOptions;
  /** An image of {@linkcode makeImage} that the heap begins as; empty by default. */
  readonly image?: Uint8Array;
  /** Called with the heap when the program has ended, for checks. */
  readonly inspect?: (memory: HeapMemory, vm: Vm) => void;
}

/** What is run as `__main__`. */
export interface MainProgram {
  readonly source: string;
  readonly filename: string;
  /** The package whose module is run, "" for none; missing for a program that was not found as a module. */
  readonly package?: string;
  /** It is not in a file, but was given as text. */
  readonly isCommand?: boolean;
  /** There is no program: whoever is at standard input is asked for statements. */
  readonly asks?: boolean;
  /** What is in its file, if that may not be UTF-8 or is compiled; `source` is empty then. */
  readonly bytes?: Uint8Array;
  /** `runpy` finds the program: the module of this name, or what has no name, where `sys.path` begins. */
  readonly found?: { readonly module: string } | "first of sys.path";
}

/** Address space of a heap that is made into an image: more than the library needs. */
const IMAGE_RESERVE = 128 << 20;
/** Bytes of each package's control words. */
const CONTROL_BYTES = 0x1000;
/** Status of a program that an uncaught KeyboardInterrupt ended: as if SIGINT had ended the process. */
const INTERRUPTED_STATUS = -2;

/**
 * The machine of a slot. All Workers of a program make theirs with the same options: the numbers of natives depend on
 * them.
 */
export function makeVm(
  assembly: Assembly,
  slot: number,
  host: Host,
  threads: ThreadHost,
  options: Pick<ProgramOptions, "argv" | "path" | "jit"> & {
    readonly modules?: readonly NativeModule[];
    readonly python?: PythonSettings;
  },
): Vm {
  const registry = new NativeRegistry([...builtinTypes, ...nativeTypes], [
    { name: "builtins", functions: [...builtinFunctions, ...coreFunctions] },
    ...nativeModules({ argv: options.argv, path: options.path, ...options.python }),
    ...options.modules ?? [],
  ]);
  const vm = new Vm({ ...assembly, slot, host, threads, registry });
  returnMemory(assembly.memory, host);
  vm.preloaded = preloadedModules;
  vm.optimize = Math.min(options.python?.flags.optimize ?? 0, 2);
  vm.tellsColumns = options.python?.noDebugRanges !== true;
  // A strategy of the user's own may have no WebAssembly.
  const emitters = vm.rc.emitter !== undefined && vm.lock.emitter !== undefined;
  // Registers in compiled code are where no collector sees them.
  const hidden = vm.rc.constraints.traced === true;
  if (emitters && !hidden && options.jit !== undefined && options.jit !== false) {
    vm.jit = new Jit(vm, options.jit === true ? {} : options.jit);
  }
  return vm;
}

/**
 * Runs a program to its end on the calling isolate, without other threads.
 *
 * @returns Its exit status; negative if it should end by a signal: the signal's number, as in `subprocess`.
 */
export function runProgram(options: ProgramOptions): number {
  const assembly = assemble(options.refcount, options.lock, options.reserveBytes, options.image);
  const vm = makeVm(assembly, 1, options.host, noThreads, options);
  const status = runMainThread(vm, options, options.image !== undefined);
  endThread(vm);
  options.inspect?.(assembly.memory, vm);
  return status;
}

/**
 * Runs a program as the first thread of a heap. The thread is still attached afterwards.
 *
 * @param fromImage Whether the heap is one of {@linkcode makeImage}, not an empty one.
 * @param ioEncoding What PYTHONIOENCODING says of the standard streams; empty for nothing.
 * @throws {Error} If nothing can be run: there is no room, or no such encoding.
 */
export function runMainThread(
  vm: Vm,
  program: MainProgram,
  fromImage: boolean = false,
  ioEncoding: string = "",
): number {
  startMain(vm, fromImage);
  if (ioEncoding !== "" && !encodeStreams(vm, ioEncoding)) {
    throw new Error(`Cannot start with PYTHONIOENCODING: ${vm.js(vm.toStr(vm.takeError()))}`);
  }
  const status = runMain(vm, program);
  const ended = finishMain(vm);
  return status !== 0 ? status : ended ? 0 : 120;
}

/** Who makes an image knows nothing of its own environment: programs find theirs. */
class ImageHost extends DenoHost {
  override environment(): Record<string, string> {
    return {};
  }
}

/**
 * A heap in which everything is that all programs find, and that no thread is on: a program can begin from it.
 *
 * @param modules Names of modules of the library that are to be there already.
 * @throws {Error} If one of them can't be imported.
 */
export function makeImage(refcount: string, lock: string, modules: readonly string[] = []): Uint8Array {
  const assembly = assemble(refcount, lock, IMAGE_RESERVE);
  const vm = makeVm(assembly, 1, new ImageHost(), noThreads, { argv: [], path: [] });
  beginMainThread(vm);
  bootstrapTypes(vm);
  if (modules.length > 0) {
    bootstrapSystem(vm);
    preloadModules(vm, modules);
    setAside(vm);
  }
  endThread(vm);
  // Any lock can take it from here: nobody is attached, and each makes its words from nothing.
  assembly.memory.u8.fill(0, GIL_CONTROL, GIL_CONTROL + CONTROL_BYTES);
  return writeImage(assembly.memory);
}

/** Starts the first thread of a heap and makes what every program finds there, if an image has not brought it. */
export function startMain(vm: Vm, fromImage: boolean = false): void {
  beginMainThread(vm);
  if (fromImage) vm.attachNames();
  else bootstrapTypes(vm);
  if (vm.control(CONTROL_SYS) === 0) bootstrapSystem(vm);
  else resumeSystem(vm);
}

/** Starts the first thread of a heap, of whatever is there. */
function beginMainThread(vm: Vm): void {
  if (!startThread(vm, 1)) {
    throw new Error("Cannot start as the heap is too small for a stack: give it more with --heap");
  }
  vm.setControl(CONTROL_NEXT_IDENT, 1);
  vm.setControl(CONTROL_MAIN_IDENT, 1);
}

/** Everything in the heap lasts for as long as the heap does: it need not be counted, nor looked at by the collector. */
function setAside(vm: Vm): void {
  walkObjects(vm.memory, (object) => {
    vm.rc.immortalise(object);
    vm.i32[object >>> 2] |= FLAG_FROZEN;
  });
}

/** What a program does when its source is through: whether streams were flushed without error. */
export function finishMain(vm: Vm): boolean {
  waitForThreads(vm);
  runExitFunctions(vm);
  beginFinalizing(vm);
  let dicts: Set<Address> | undefined;
  vm.collector.collectAtExit(standardStreams(vm), () => {
    // Of a file that is let go of, the lowest layer may be the first to be closed.
    flushAll(vm);
    dicts = endModules(vm);
  });
  if (dicts !== undefined) endVariables(vm, dicts);
  flushAll(vm);
  const flushed = flushStream(vm, 1) && flushStream(vm, 2);
  vm.clearError();
  return flushed;
}

/** Runs what is in the program's file, compiled or not. Anything, or 0 with an exception set. */
function runText(vm: Vm, { bytes, filename, source: given }: MainProgram, dict: Value): Value {
  if (bytes !== undefined && isCompiled(vm, filename, bytes)) {
    const code = readCompiled(vm, bytes), result = code === 0 ? 0 : runCode(vm, code, dict, dict);
    vm.decref(code);
    return result;
  }
  const source = bytes === undefined ? given : decodeSource(vm, bytes, filename, true);
  if (source === null) return 0;
  vm.setSource(filename, source);
  return runSource(vm, source, filename, "exec", dict, dict);
}

/** Has `runpy` find the program and run it, as CPython's command does. Anything, or 0 with an exception set. */
function runFound(vm: Vm, found: NonNullable<MainProgram["found"]>): Value {
  const runpy = ensureModule(vm, "runpy");
  const isNamed = found !== "first of sys.path",
    name = runpy === 0 ? 0 : vm.newStr(isNamed ? found.module : "__main__");
  const result = name === 0
    ? 0
    : vm.callMethod(runpy, vm.intern("_run_module_as_main"), name, vm.bool(isNamed));
  vm.decref(name);
  vm.decref(runpy);
  return result;
}

function runMain(vm: Vm, program: MainProgram): number {
  const dict = makeMainOf(vm, program);
  if (dict === 0) return report(vm);
  if (program.asks === true) return runInteractive(vm, false) ? 0 : report(vm);
  const result = program.found === undefined ? runText(vm, program, dict) : runFound(vm, program.found);
  const status = result === 0 ? report(vm) : 0;
  vm.decref(result);
  if (!isInspected(vm)) return status;
  return runInteractive(vm, true) ? 0 : report(vm);
}

/** Whether statements are asked for after the program: `-i`, or PYTHONINSPECT, which it may have set itself. */
function isInspected(vm: Vm): boolean {
  const flags = vm.dictGetStr(vm.control(CONTROL_SYS), "flags");
  const inspect = flags === 0 ? 0 : vm.getAttrOptional(flags, vm.intern("inspect"));
  if (inspect === 0) vm.clearError();
  const asked = inspect !== 0 && vm.truthy(inspect) === 1;
  vm.decref(inspect);
  return asked || (vm.host.environment().PYTHONINSPECT ?? "") !== "";
}

/** `threading._shutdown()`, if the program has threads: it joins those that are no daemons. */
function waitForThreads(vm: Vm): void {
  const threading = vm.dictGetStr(vm.control(CONTROL_MODULES), "threading");
  if (threading === 0) return;
  const result = vm.callMethod(threading, vm.intern("_shutdown"));
  if (result === 0) report(vm);
  vm.decref(result);
}

/** The exit status that an uncaught exception means, after `sys.excepthook` has seen it. */
function report(vm: Vm): number {
  const exception = vm.takeError();
  const is = (name: string) => vm.isSubtype(vm.typeOf(exception), vm.exceptionType(name));
  flushStream(vm, 1);
  let status: number;
  if (is("SystemExit")) status = exitStatus(vm, exception);
  else {
    status = is("KeyboardInterrupt") ? INTERRUPTED_STATUS : 1;
    status = show(vm, exception) ?? status;
  }
  vm.decref(exception);
  return status;
}

function writeError(vm: Vm, text: string): void {
  vm.host.write(2, new TextEncoder().encode(text));
}

/** Shows an uncaught exception as the program wants; returns an exit status if the program's hook asked for one. */
function show(vm: Vm, exception: Value): number | null {
  const sys = vm.control(CONTROL_SYS);
  const hook = vm.keep(vm.dictGetStr(sys, "excepthook"));
  const untouched = hook === vm.dictGetStr(sys, "__excepthook__") &&
    vm.dictGetStr(sys, "stderr") === vm.dictGetStr(sys, "__stderr__");
  if (hook === 0 || untouched) {
    // Written without Python: there may be no memory for it.
    writeError(vm, `${hook === 0 ? "sys.excepthook is missing\n" : ""}${formatException(vm, exception)}`);
    vm.decref(hook);
    return null;
  }
  const traceback = vm.i32[(exception + EXCEPTION_TRACEBACK) >>> 2] || NONE;
  const result = vm.call(hook, vm.typeOf(exception), exception, traceback);
  vm.decref(hook);
  vm.decref(result);
  flushStream(vm, 2);
  if (result !== 0) return null;
  const second = vm.takeError();
  let status: number | null = null;
  if (vm.isSubtype(vm.typeOf(second), vm.exceptionType("SystemExit"))) status = exitStatus(vm, second);
  else {
    const [inner, outer] = [second, exception].map((error) => formatException(vm, error));
    writeError(vm, `Error in sys.excepthook:\n${inner}\nOriginal exception was:\n${outer}`);
  }
  vm.decref(second);
  return status;
}

/** The exit status of SystemExit; what is no number goes to `sys.stderr`, where there is one. */
function exitStatus(vm: Vm, exception: Value): number {
  const code = vm.i32[(exception + EXCEPTION_EXTRA) >>> 2];
  if (code === 0 || code === NONE) return 0;
  if (vm.isInt(code)) {
    const number = vm.bigInt(code);
    // What is no C long means -1.
    return BigInt.asIntN(64, number) === number ? Number(BigInt.asUintN(8, number)) : 255;
  }
  const stream = vm.dictGetStr(vm.control(CONTROL_SYS), "stderr"), text = vm.newStr(`${vm.jsStr(code)}\n`);
  const written = stream === 0 || stream === NONE ? 0 : vm.callMethod(stream, vm.intern("write"), text);
  if (written === 0) writeError(vm, vm.js(text));
  vm.decref(written);
  vm.decref(text);
  vm.clearError();
  flushStream(vm, 2);
  return 1;
}
