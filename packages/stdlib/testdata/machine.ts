/**
 * A machine with all native modules of the standard library, for their unit tests: plain counting, one thread, no
 * files, no environment. Python's half of the library is only what a test brings along.
 *
 * @module
 */
import { HeapMemory, REFCOUNT_REGION, ThreadHeap } from "@orochi/heap";
import { Timeout } from "@orochi/gil";
import { MODULE_DICT, type Value } from "@orochi/object";
import { Plain } from "@orochi/refcount";
import {
  bootstrap,
  builtinFunctions,
  builtinTypes,
  type CompileMode,
  coreFunctions,
  errnoOf,
  type Host,
  NativeRegistry,
  newModule,
  runSource,
  startThread,
  Vm,
} from "@orochi/vm";
import { assertEquals } from "@std/assert";
import { nativeModules, nativeTypes } from "../mod.ts";

/** An expression, and how its value is shown: `repr`, or the exception's type and message; addresses left out. */
export type Case = readonly [expression: string, shown: string];

const missing = { code: "ENOENT", message: "No such file or directory", number: errnoOf("ENOENT") };

function hostWith(librarySource: (path: string) => string | null): Host {
  return {
    write: () => null,
    read: () => 0,
    open: () => missing,
    close: () => null,
    stat: () => missing,
    stampOf: () => null,
    isDirectory: () => false,
    listDirectory: () => missing,
    readFile: () => missing,
    writeFile: () => missing,
    system: () => missing,
    isTerminal: () => false,
    cwd: () => "/",
    environment: () => ({}),
    now: () => 1_700_000_000_000,
    monotonic: () => 1,
    cpuTime: () => 1,
    pid: () => 1,
    random: (bytes) => void bytes.fill(7),
    librarySource,
    libc: () => missing,
    codeCache: null,
    callEmbedder: () => 0,
  };
}

/** A machine that runs statements and shows values of expressions, in one namespace. */
export class TestMachine {
  /** What natives are called with. */
  readonly vm: Vm;
  readonly #globals: Value;

  /** @param librarySource Gives the sources of Python modules, by path inside the library; there are none by default. */
  constructor(librarySource: (path: string) => string | null = () => null) {
    const memory = HeapMemory.create({ reserveBytes: 64 << 20, headerBytes: 4 });
    const heap = new ThreadHeap(memory, 1);
    const rc = new Plain({
      words: memory.i32,
      atomics: Atomics,
      slot: 1,
      region: REFCOUNT_REGION,
      setBreaker: () => {},
    });
    const lock = new Timeout({ memory, atomics: Atomics, slot: 1, now: () => performance.now() });
    const registry = new NativeRegistry([...builtinTypes, ...nativeTypes], [
      { name: "builtins", functions: [...builtinFunctions, ...coreFunctions] },
      ...nativeModules({ argv: [], path: [] }),
    ]);
    const threads = { start: () => false, warm: () => {}, capacity: 1 };
    this.vm = new Vm({ memory, heap, rc, lock, slot: 1, host: hostWith(librarySource), threads, registry });
    if (!startThread(this.vm, 1)) throw new Error("Cannot start the machine: the heap is too small");
    bootstrap(this.vm);
    const main = newModule(this.vm, "__main__");
    this.#globals = this.vm.i32[(main + MODULE_DICT) >>> 2];
    this.vm.dictSetStr(this.#globals, "__builtins__", this.vm.builtins);
  }

  /** Runs statements, which raise nothing. */
  run(source: string): void {
    const result = this.#run(source, "exec");
    if (result === 0) throw new Error(this.#shownError());
    this.vm.decref(result);
  }

  /** The value of an expression: its `repr`, or the exception's type and message; addresses are left out. */
  show(expression: string): string {
    return this.#shown(expression).replace(/ at 0x[0-9a-f]+/g, "");
  }

  /** Asserts how values are shown. */
  check(...cases: readonly Case[]): void {
    for (const [expression, shown] of cases) assertEquals(this.show(expression), shown, expression);
  }

  #shown(expression: string): string {
    const result = this.#run(expression, "eval");
    if (result === 0) return this.#shownError();
    const text = this.vm.jsRepr(result);
    this.vm.decref(result);
    return text;
  }

  #run(source: string, mode: CompileMode): Value {
    return runSource(this.vm, source, "<test>", mode, this.#globals, this.#globals);
  }

  #shownError(): string {
    const error = this.vm.takeError();
    const text = `${this.vm.typeName(error)}: ${this.vm.jsStr(error)}`;
    this.vm.decref(error);
    return text;
  }
}
