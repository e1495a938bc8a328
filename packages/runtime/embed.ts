/**
 * Python inside a JavaScript program: {@linkcode Runtime}.
 *
 * @module
 */
import { checkHeap } from "@orochi/heap";
import { NONE, type Value } from "@orochi/object";
import { flushStream } from "@orochi/stdlib";
import { attach, endThread, ensureModule, reportUnraisable, runSource, safepoint, type Vm } from "@orochi/vm";
import { checkCounts } from "./check_counts.ts";
import { Bridge } from "./embed_bridge.ts";
import { embeddingModule, FunctionTable } from "./embed_functions.ts";
import { PythonGlobals } from "./embed_globals.ts";
import { EmbedHost } from "./embed_host.ts";
import { EMBEDDER_SLOT } from "./embed_messages.ts";
import { PythonObject } from "./embed_objects.ts";
import { type CompleteOptions, completeOptions, type RuntimeOptions } from "./embed_options.ts";
import { SharedOutput } from "./embed_output.ts";
import { EmbedThreads } from "./embed_threads.ts";
import { fetchArchive } from "./library_place.ts";
import { Converter, type PythonValue } from "./embed_values.ts";
import { makeMain } from "./main_module.ts";
import { finishMain, makeVm, startMain } from "./program.ts";
import {
  assembleSlot,
  builtinMakers,
  createMemory,
  isModuleName,
  loadMakers,
  type Makers,
  StrategyError,
} from "./strategies.ts";
import { noThreads } from "./worker_threads.ts";

/** Sources of earlier `run` calls that tracebacks can show. */
const SOURCES_KEPT = 256;

/**
 * A Python of its own: heap, modules, globals. Its main thread is the isolate that made it: `run` and the other calls
 * return when Python is done. Threads that Python starts run on Workers, in parallel, between the calls, too.
 *
 * ```ts
 * import { Runtime } from "@orochi/runtime";
 *
 * using python = new Runtime();
 * python.globals.set("words", ["wer", "wen", "wer"]);
 * python.run("from collections import Counter\ncounts = Counter(words)");
 * const counts = python.globals.get("counts") as Map<string, number>;
 * if (counts.get("wer") !== 2) throw new Error("counted wrongly");
 * ```
 */
export class Runtime implements Disposable {
  /** The global names of `__main__`, in which `run` and `eval` work. */
  readonly globals: PythonGlobals;
  readonly #bridge: Bridge;
  readonly #converter: Converter;
  readonly #host: EmbedHost;
  readonly #vm: Vm;
  /** Null where Python may start no threads. */
  readonly #threads: EmbedThreads | null;
  /** Index of the dict of `__main__` among what JavaScript holds. */
  readonly #main: number;
  #sources = 0;
  #stopped = false;

  /**
   * Makes a runtime.
   *
   * @param makers The classes of the strategies that the options name, where `create` loaded them.
   * @throws {TypeError} For unknown options and wrong values.
   * @throws {StrategyError} For strategies that do not exist, and heaps that can't be had.
   * @throws {LockError} For strategies that are not safe together.
   */
  constructor(options: RuntimeOptions = {}, makers?: Makers) {
    const complete = completeOptions(options);
    const chosen = makers ?? builtinMakersOf(complete);
    try {
      const output = new SharedOutput();
      const memory = createMemory(chosen, complete.heapBytes);
      this.#host = new EmbedHost(complete.stdout, complete.stderr, complete.stdin, output);
      const assembly = assembleSlot(chosen, memory, EMBEDDER_SLOT);
      const { refcount, lock, jit, path, argv } = complete;
      const settings = { refcount, lock, jit, path, argv, memory: memory.memory, output: output.buffer };
      this.#threads = complete.threads
        ? new EmbedThreads(memory, settings, {
          output: () => this.#passOutput(),
          failed: (message) => this.#fail(message),
        })
        : null;
      this.#vm = makeVm(assembly, EMBEDDER_SLOT, this.#host, this.#threads ?? noThreads, {
        ...complete,
        modules: [embeddingModule],
      });
      startMain(this.#vm);
    } catch (error) {
      throw inOurWords(error);
    }
    this.#bridge = new Bridge(this.#vm, this.#host, () => this.#afterwards());
    const functions = new FunctionTable(this.#bridge);
    this.#converter = new Converter(this.#bridge, functions);
    this.#host.embedder = (id, args) => this.#callFunction(functions, id, args);
    const dict = this.#bridge.own(makeMain(this.#vm));
    this.#main = this.#bridge.hold(this.#vm.keep(dict));
    this.globals = new PythonGlobals(this.#bridge, this.#converter, dict);
    this.#bridge.pause();
  }

  /** Makes a runtime whose strategies may be modules of the user's own: `{ lock: "./mine.ts" }`, relative to the current directory. */
  static async create(options: RuntimeOptions = {}): Promise<Runtime> {
    const given = completeOptions(options);
    const refcount = addressOf(given.refcount), lock = addressOf(given.lock);
    await fetchArchive();
    return new Runtime({ ...options, refcount, lock }, await loadMakers(refcount, lock));
  }

  /**
   * Runs a program in `__main__`.
   *
   * @param options `filename` is shown in tracebacks; each run has its own by default.
   * @throws {PythonError} For an exception that the program does not catch, `PythonExit` for `SystemExit`.
   */
  run(source: string, options: { readonly filename?: string } = {}): void {
    this.#bridge.within(() => this.#vm.decref(this.#evaluate(source, options.filename, "exec")));
  }

  /**
   * Runs a file as `python FILE` would: `__file__` is its path.
   *
   * @throws {Error} If the file can't be read.
   */
  runFile(path: string): void {
    const bytes = this.#host.readFile(path);
    if (!(bytes instanceof Uint8Array)) {
      throw new Error(`Cannot run ${path} as it can't be read: ${bytes.message}`);
    }
    this.globals.set("__file__", path);
    this.run(new TextDecoder().decode(bytes), { filename: path });
  }

  /** The value of an expression. */
  eval(expression: string): PythonValue {
    return this.#bridge.within(() => this.#converter.take(this.#evaluate(expression, undefined, "eval")));
  }

  /** As `eval`, but a handle whatever the value is: nothing is copied. */
  evalObject(expression: string): PythonObject {
    return this.#bridge.within(() =>
      new PythonObject(this.#bridge, this.#converter, this.#evaluate(expression, undefined, "eval"))
    );
  }

  /**
   * Calls a global or builtin function by name.
   *
   * @throws {PythonError} NameError if there is none, and what the function raises.
   */
  call(name: string, ...args: unknown[]): PythonValue {
    const { vm } = this.#bridge;
    return this.#bridge.within(() => {
      const dict = this.#bridge.held(this.#main);
      const callable = vm.keep(vm.dictGetStr(dict, name) || vm.dictGetStr(vm.builtins, name));
      if (callable === 0) {
        vm.raise("NameError", `name '${name}' is not defined`);
        this.#bridge.fail();
      }
      using handle = new PythonObject(this.#bridge, this.#converter, callable);
      return handle.call(...args);
    });
  }

  /** The module of a name, imported if need be: for `"os.path"` that submodule itself. */
  import(name: string): PythonObject {
    return this.#bridge.within(() => {
      const module = this.#bridge.value(() => ensureModule(this.#vm, name));
      return new PythonObject(this.#bridge, this.#converter, module);
    });
  }

  /** What was written to standard output and collected. */
  get output(): string {
    return this.#host.stdout.text;
  }

  /** What was written to standard error and collected. */
  get errorOutput(): string {
    return this.#host.stderr.text;
  }

  /** Forgets what was collected of both. */
  clearOutput(): void {
    this.#host.stdout.text = "";
    this.#host.stderr.text = "";
  }

  /** The heap, for `interruptMainThread` of another isolate: Python gets KeyboardInterrupt. */
  get memory(): WebAssembly.Memory {
    return this.#vm.memory.memory;
  }

  /** Whether the runtime can be used. */
  get running(): boolean {
    return this.#bridge.refusal === null;
  }

  /**
   * Checks every object of the heap: storage that is whole, counts that agree with references.
   *
   * @returns What is wrong, or null.
   * @throws {Error} While Python runs, on other threads, too.
   */
  heapCheck(): string | null {
    this.#bridge.outside("check the heap");
    if (this.#threads?.busy) throw new Error("Cannot check the heap while other Python threads run");
    return this.#bridge.within(() => {
      this.#vm.retired.drain();
      safepoint(this.#vm);
      try {
        checkHeap(this.#vm.memory);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
      return checkCounts(this.#vm, [EMBEDDER_SLOT]);
    });
  }

  /**
   * Ends the runtime as a Python program ends: waits for threads that are no daemons, runs what `atexit` was given,
   * flushes files. Handles can't be used any more. Once more does nothing.
   *
   * @throws {Error} While Python runs.
   */
  stop(): void {
    if (this.#stopped) return;
    this.#bridge.outside("stop");
    try {
      if (this.running) this.#bridge.within(() => this.#bridge.attempt(() => finishMain(this.#vm)));
    } finally {
      this.#stopped = true;
      if (this.running) this.#bridge.attempt(() => this.#end());
      this.#bridge.refusal ??= "it is stopped";
      this.#threads?.terminate();
    }
  }

  #end(): void {
    attach(this.#vm);
    this.#threads?.stop(this.#vm);
    this.#host.drain();
    this.#bridge.dropAll();
    endThread(this.#vm);
    this.#bridge.refusal = "it is stopped";
  }

  /** As `stop`. */
  [Symbol.dispose](): void {
    this.stop();
  }

  #evaluate(source: string, filename: string | undefined, mode: "exec" | "eval"): Value {
    const vm = this.#vm;
    if (filename === undefined) {
      filename = `<embedded ${++this.#sources}>`;
      vm.forgetSource(`<embedded ${this.#sources - SOURCES_KEPT}>`);
    }
    vm.setSource(filename, source);
    const dict = this.#bridge.held(this.#main);
    return this.#bridge.value(() => runSource(vm, source, filename, mode, dict, dict));
  }

  /** A JavaScript function is called by Python with a tuple (borrowed). */
  #callFunction(functions: FunctionTable, id: number, args: Value): Value {
    const target = functions.get(id);
    if (target === undefined) return this.#vm.raise("RuntimeError", "there is no such JavaScript function");
    try {
      const values = this.#vm.tupleItems(args).map((value) => this.#converter.toJs(value));
      return this.#converter.toPython(target(...values));
    } catch (error) {
      return this.#bridge.raise(error);
    } finally {
      this.#bridge.returned();
    }
  }

  /** The outermost call is over: what Python wrote goes where it belongs. */
  #afterwards(): void {
    const vm = this.#vm;
    this.#bridge.attempt(() => {
      for (const fd of [1, 2]) {
        if (!flushStream(vm, fd)) reportUnraisable(vm, "Exception ignored while flushing a stream", NONE);
      }
    });
    this.#passOutput();
  }

  /** Passes on what other threads have written; throws what a function of the embedding program did. */
  #passOutput(): void {
    this.#host.drain();
    const { failure } = this.#host;
    this.#host.failure = null;
    if (failure !== null) throw failure.error;
  }

  /** A Worker of the pool failed for a bug of ours. */
  #fail(message: string): void {
    this.#bridge.broken(new Error(message));
    this.#threads?.terminate();
  }
}

function builtinMakersOf({ refcount, lock }: CompleteOptions): Makers {
  const module = [refcount, lock].find(isModuleName);
  if (module !== undefined) {
    throw new StrategyError(
      `Cannot load the strategy ${module} in a constructor as modules load asynchronously: use await Runtime.create`,
    );
  }
  return builtinMakers(refcount, lock);
}

/** The address of a strategy's module; names stay as they are. */
function addressOf(name: string): string {
  return isModuleName(name) ? new URL(name, `file://${Deno.cwd()}/`).href : name;
}

/** Errors that name the option of the command line name the one of the runtime. */
function inOurWords(error: unknown): unknown {
  if (error instanceof Error) error.message = error.message.replace("--heap", "heapBytes");
  return error;
}
