/**
 * The compiler as the interpreter meets it: what is hot is compiled, entered, left, and compiled again without the bets
 * that failed.
 *
 * Each Worker compiles for itself, from what its own inline caches saw; a code object's number in the table is the same
 * in all of them.
 *
 * @module
 */
import {
  type Address,
  CODE_CACHE,
  CODE_CACHE_WORDS,
  CODE_CALLS,
  CODE_FLAGS,
  CODE_JIT,
  CODE_MODULE,
  CODE_QUALNAME,
  CODE_REGISTERS,
  CODE_STREAM,
  DICT_VERSION,
  dictFindInterned,
  FUNCTION_CODE,
  FUNCTION_GLOBALS,
  GENERATOR_COMPILED,
  GENERATOR_DELEGATE,
  GENERATOR_FRAME,
  GENERATOR_RESULT,
  isSmallInt,
  LIST_LENGTH,
  listResize,
  MODULE_DICT,
  NATIVE_ID,
  NATIVE_SELF,
  RANGE_ITERATOR_BYTES,
  RANGE_ITERATOR_LEFT,
  RANGE_ITERATOR_NEXT,
  RANGE_ITERATOR_STEP,
  STR_HASH,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_DICT,
  T_FUNCTION,
  T_INT,
  T_OBJECT,
  T_RANGE_ITERATOR,
  T_STR,
  type Value,
} from "@orochi/object";
import { JIT_CONTROL } from "@orochi/heap";
import { I32, WasmModule } from "@orochi/wasm";
import type { JitHooks, Vm } from "@orochi/vm";
import {
  CACHE_OPERAND,
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  FRAME_CODE,
  FRAME_FLAG_COMPILED,
  FRAME_FLAG_ENTRY,
  FRAME_FLAGS,
  FRAME_FUNCTION,
  FRAME_GENERATOR,
  FRAME_HEADER_WORDS,
  FRAME_LOCALS,
  FRAME_OBJECT,
  FRAME_PC,
  FRAME_PREVIOUS,
  INSTRUCTIONS,
  LENGTHS,
  MAX_NESTING,
  NAME_OPERAND,
  Op,
  PYTHON_NESTING,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_NESTING,
  THREAD_STACK_LIMIT,
  THREAD_STACK_TOP,
} from "@orochi/vm/bytecode";
import {
  addTraceback,
  ASK_FURTHER,
  attributeCases,
  binary,
  callNative,
  classInit,
  compare,
  contains,
  depthOf,
  destroy,
  detachFrameObject,
  dictCopy,
  dropOperands,
  endCompiledFrame,
  exceptionInit,
  exceptionMatches,
  execute,
  finishGenerator,
  formatValue,
  getPlain,
  getSlice,
  inplace,
  JIT_REFUSED,
  joinStrings,
  lineAt,
  listFromWords,
  LOOP_ENDED,
  LOOP_LEFT,
  LOOP_RAISED,
  LOOP_STAYS,
  newException,
  newGenerator,
  popHandled,
  positionsOf,
  pushHandled,
  recursionError,
  restoreHandled,
  RESUME_STAYS,
  run,
  safepoint,
  setFromWords,
  setPlain,
  START_CALLED,
  START_RAISED,
  START_RESUMED,
  swapHandled,
  takeError,
  toStr,
  truthy,
  tupleFromWords,
  typeNameOf,
  unwind,
} from "@orochi/vm/engine";
import { publish, published } from "./published.ts";
import { AVOID_ENTRY, compile, type Compiled } from "./compile.ts";
import { type Code, coverAt, decode, parametersOf } from "./decode.ts";
import { type Reason, scatter } from "./codegen/exits.ts";
import { Generators, NUMBER_BITS } from "./codegen/resumptions.ts";
import { beginModule } from "./codegen/runtime_module.ts";
import { makeCore } from "./codegen/core_module.ts";
import { makeText } from "./codegen/text_module.ts";
import type { JitHelpers, JitHost } from "./host.ts";

/**
 * Functions are compiled for so many milliseconds at once, and beyond that for this share of the time that has passed.
 * Programs that call much but little often, as those that import a hundred modules, would otherwise compile what they
 * never get back.
 */
const FREE_MS = 100, COMPILING_SHARE = 0.25;

/** How eager the compiler is. */
export interface JitOptions {
  /** Calls of a function before it is compiled. */
  readonly functionThreshold?: number;
  /** Rounds of a loop before it is compiled. */
  readonly loopThreshold?: number;
  /** Name (or qualified name) of a function whose WebAssembly is written to standard error when it is compiled. */
  readonly dump?: string;
  /** Called with each module that was compiled, and its text. */
  readonly onCompile?: (name: string, text: () => string) => void;
}

/** What the compiler has done so far. */
export interface JitStatistics {
  /** Functions compiled, again ones included. */
  functions: number;
  /** Loops compiled, again ones included. */
  loops: number;
  /** Places compiled where generators go on, again ones included. */
  resumptions: number;
  /** Code objects that are beyond what is compiled. */
  refused: number;
  /** Milliseconds spent compiling. */
  milliseconds: number;
  /** Bytes of WebAssembly made. */
  bytes: number;
  /** How often compiled code was left, by function, line and reason. */
  readonly exits: Map<string, number>;
  /** How often it was left for each reason. */
  readonly reasons: Map<Reason, number>;
}

type Enter = (frame: Address, func: Address) => Value;

/** Compiled code for one entry of a code object, in this Worker. */
interface Entry {
  enter: Enter;
  /** Globals that it relies on. */
  readonly globals: Address;
  readonly compiled: Omit<Compiled, "text">;
  /** How many bets had failed for good when it was made. */
  readonly avoided: number;
  /** How many exception handlers were compiled then. */
  readonly catches: number;
}

/** What is known of a code object in this Worker. */
interface Known {
  readonly code: Code;
  /** Bets that failed. */
  readonly avoid: Set<number>;
  /** Exception handlers that were needed often enough to be compiled, by word index. */
  readonly catches: Set<number>;
  /** How often a handler was needed that was not compiled. */
  readonly caught: Map<number, number>;
  /** Entries by word index: 0 is the function's start, loop headers are stored as `-1 - index`. */
  readonly entries: Map<number, Entry>;
  /** Types of the arguments of the call that was compiled for. */
  types: readonly number[];
  /** Whether the function's code is to be compiled again. */
  stale: boolean;
  /** How often bets failed, by word index. */
  readonly failures: Map<number, number>;
  /** Times that it was compiled. */
  versions: number;
  /** How often it may be. */
  limit: number;
  /** Calls of functions with this code that have other globals than what was compiled, since the last one that it was compiled for. */
  strangers: number;
  /** How often it was compiled for the globals of such a call. */
  turns: number;
  /** Of a generator: numbers of the places where it goes on, by word index. */
  readonly resumptions: Map<number, number>;
  /** Of a generator: the globals that its code relies on; 0 before there is some. */
  globals: Address;
  /** Places where it goes on that are beyond what is compiled. */
  readonly refused: Set<number>;
  /** Functions that calls have met where others were expected, by word index: one of each code, hints only. */
  readonly callees: Map<number, Value[]>;
  /** Live temporaries at instructions that have raised. */
  readonly depths: Map<number, number>;
}

const NOT_COMPILED: Omit<Compiled, "text"> = {
  bytes: new Uint8Array(0),
  sites: [],
  callees: [],
  parameters: 0,
};
/** A bet that failed this often is not made again. */
const PATIENCE = 4;
/** Instructions whose inline caches remember several kinds of receivers. */
const WITH_CASES: ReadonlySet<number> = new Set([
  Op.LOAD_ATTR,
  Op.LOAD_METHOD,
  Op.LOAD_SPECIAL,
  Op.STORE_ATTR,
]);
/** Bets on what inline caches hold: they fill again, so the next compilation may bet on the new content. */
const RENEWABLE: ReadonlySet<Reason> = new Set(["global changed", "attribute changed", "other callee"]);
/** Reasons that say nothing about bets. */
const CHANGES_NOTHING: ReadonlySet<Reason> = new Set(["other threads", "frame kept", "engine's better code"]);
/** What had never run before is compiled for when it has run so often. */
const NEWS = 2;
/** Rounds of a loop in the interpreter before it is compiled, where compiled code of the function was left. */
const ROUNDS_BETWEEN = 20;
/** The control words' second quarter is the table of one-character strs. */
const CHARACTERS: Address = JIT_CONTROL + 1024;
/**
 * Code that runs with other globals than those that it was compiled for, as what `exec` runs again and again, is compiled
 * for them when that has happened so often in turn, and so many times.
 */
const STRANGERS = 3, MOST_TURNS = 16;
/** A code object is compiled this many times at most: after that it keeps what it has. */
const MAX_VERSIONS = 12;
/** ... and so often for each place where a generator goes on. */
const VERSIONS_PER_YIELD = 4;
/** In {@linkcode Known.entries}, the key of the code that goes on with a generator at `pc` is this minus `pc`. */
const RESUMED = -(1 << 20);
/** Functions with so many different codes are remembered of a call. */
const MOST_CALLEES = 4;
/** In {@linkcode Known.failures}, the key of an instruction without code is this minus its place. */
const NEVER_RUN = -2;
const CO_NEWLOCALS = 2;
const GENERATORS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
const NUMBER_MASK = (1 << NUMBER_BITS) - 1;

/** The number in the word CODE_JIT, whose forms are told with `JIT_REFUSED`. */
function idIn(word: number): number {
  return word >= 0 ? word : word > JIT_REFUSED ? -1 - word : JIT_REFUSED - word;
}

/** See the module documentation. */
export class Jit implements JitHooks {
  readonly functionThreshold: number;
  readonly loopThreshold: number;
  readonly statistics: JitStatistics = {
    functions: 0,
    loops: 0,
    resumptions: 0,
    refused: 0,
    milliseconds: 0,
    bytes: 0,
    exits: new Map(),
    reasons: new Map(),
  };
  result: Value = 0;
  readonly #vm: Vm;
  readonly #host: JitHost;
  readonly #helpers: JitHelpers;
  readonly #table: WebAssembly.Table;
  /** Stands for this Worker in the words of generators; see `codegen/resumptions.ts`. */
  readonly #token: number;
  /** Code that goes on with generators, by number. */
  readonly #resumptions: WebAssembly.Table;
  readonly #resume: Enter[] = [];
  #send: Enter | null = null;
  #hasText = false;
  /** What is in the place of code that is not there. */
  readonly #resumeStub: WebAssembly.ExportValue;
  readonly #stubs: Map<number, WebAssembly.ExportValue> = new Map();
  readonly #known: Map<Address, Known> = new Map();
  /** `enter` by the code object's number. */
  readonly #enter: (Enter | undefined)[] = [];
  readonly #ids: Map<Address, number> = new Map();
  /** Words of {@linkcode JitHost.missingWord} by globals and name. */
  readonly #missing: Map<string, Address> = new Map();
  /** When the program began, in milliseconds. */
  readonly #start: number;
  readonly #onCompile: JitOptions["onCompile"];
  readonly #dump: string;

  /** Makes the compiler of one Worker. The strategies must have emitters. */
  constructor(vm: Vm, options: JitOptions = {}) {
    this.functionThreshold = options.functionThreshold ?? 40;
    // Who says how eager the compiler shall be, as tests do, wants it so at any price.
    this.#start = options.functionThreshold === undefined ? performance.now() : -Infinity;
    this.loopThreshold = options.loopThreshold ?? 200;
    this.#onCompile = options.onCompile;
    this.#dump = options.dump ?? "";
    this.#vm = vm;
    this.#table = new WebAssembly.Table({ element: "anyfunc", initial: 64 });
    this.#resumptions = new WebAssembly.Table({ element: "anyfunc", initial: 0 });
    const token = Atomics.add(vm.i32, (JIT_CONTROL >>> 2) + 1, 1) + 1;
    this.#token = token < MAX_TOKEN ? token : NO_TOKEN;
    this.#resumeStub = exported((frame, func) => this.#resumeFirst(frame, func));
    this.#host = {
      memory: vm.heap.memory.memory,
      i32: vm.i32,
      f64: vm.f64,
      block: vm.block,
      slot: vm.heap.slot,
      headerBytes: vm.rc.constraints.headerBytes,
      refcount: vm.rc.emitter,
      lock: vm.lock.emitter,
      builtins: (globals) => vm.builtinsOf(globals) === vm.builtins ? vm.builtins : 0,
      globalWord: (dict, name) => {
        const entry = dictFindInterned(vm.objects, dict, name, vm.i32[(name + STR_HASH) >>> 2]);
        return entry === 0 ? 0 : entry + 2;
      },
      missingWord: (globals, name) => this.#missingWord(globals, name),
      moduleWord: (module, name) => {
        const dict = vm.i32[(module + MODULE_DICT) >>> 2];
        // What modules have by their type has a name with underscores.
        if (dict === 0 || !vm.isExact(dict, T_DICT) || vm.js(name).startsWith("__")) return 0;
        return this.#host.globalWord(dict, name);
      },
      ic: () => vm.ic,
      characters: () => this.#characters(),
      name: (hint) => {
        if (isSmallInt(hint) || hint === 0 || (vm.i32[hint >>> 2] & 0xffff) !== T_STR) return 0;
        // Of a str that is gone, another one has the place among the interned.
        const name = vm.intern(vm.js(hint));
        if (name !== hint) return 0;
        vm.rc.immortalise(name);
        return name;
      },
      emptyTuple: () => vm.newTuple([]),
      nativeName: (id) => {
        const { owner, definition } = vm.registry.natives[id];
        return owner === 0 ? definition.name : `${typeNameOf(vm, vm.typeObject(owner))}.${definition.name}`;
      },
      mathName: (id) => {
        const { definition } = vm.registry.natives[id];
        return vm.registry.modules.get("math")?.functions.includes(definition) ? definition.name : "";
      },
      classInit: (type) => classInit(vm, type),
      exceptionInit: (type) => exceptionInit(vm, type),
      cases: (cache) => attributeCases(vm, cache),
      immortalise: (object) => vm.rc.immortalise(object),
    };
    this.#helpers = this.#makeHelpers();
  }

  /** Fills the table on first use; two Workers write the same. */
  #characters(): Address {
    const vm = this.#vm, first = CHARACTERS >>> 2;
    if (vm.i32[first + 255] === 0) {
      for (let code = 0; code < 256; code++) vm.i32[first + code] = vm.intern(String.fromCharCode(code));
    }
    return CHARACTERS;
  }

  #missingWord(globals: Address, name: Value): Address {
    const key = `${globals} ${name}`;
    // Never freed, as compiled code of other Workers may mention it.
    const word = this.#missing.get(key) ?? this.#vm.heap.allocRaw(4);
    if (word === 0) return 0;
    this.#missing.set(key, word);
    return this.#isMissing(globals, name, word) ? word : 0;
  }

  /** Whether globals lack a name, as of a version that is noted then: what is true of a version stays so. */
  #isMissing(globals: Address, name: Value, word: Address): boolean {
    const { i32, objects } = this.#vm, version = (globals + DICT_VERSION) >>> 2;
    for (;;) {
      const seen = Atomics.load(i32, version);
      if (dictFindInterned(objects, globals, name, i32[(name + STR_HASH) >>> 2]) !== 0) return false;
      if (Atomics.load(i32, version) !== seen) continue;
      i32[word >>> 2] = seen;
      return true;
    }
  }

  // -- the interpreter's side

  hotFunction(code: Address, func: Address, frame: Address): void {
    const vm = this.#vm;
    const flags = vm.i32[(code + CODE_FLAGS) >>> 2];
    // What only makes a generator is left to the interpreter.
    if ((flags & CO_NEWLOCALS) === 0 || (flags & GENERATORS) !== 0) return;
    const known = this.#knownOf(code);
    if (!this.#mayBet(code)) {
      // Called often, but by other Workers: nothing is known here of what it does.
      vm.i32[(code + CODE_CALLS) >>> 2] = Math.max(0, this.functionThreshold - 4);
      return;
    }
    if (this.#overBudget()) {
      vm.i32[(code + CODE_CALLS) >>> 2] = 0;
      return;
    }
    this.#look(known, frame);
    this.#compileFunction(code, func);
  }

  /** Whether compiling has had its share of the program's time: what is still called often then asks again. */
  #overBudget(): boolean {
    return this.statistics.milliseconds > FREE_MS + COMPILING_SHARE * (performance.now() - this.#start);
  }

  hotLoop(frame: Address, pc: number): number {
    const i32 = this.#vm.i32, word = frame >>> 2;
    const code = i32[word + FRAME_CODE];
    if (i32[(code + CODE_JIT) >>> 2] <= JIT_REFUSED) return LOOP_STAYS;
    const known = this.#knownOf(code);
    let entry = known.entries.get(-1 - pc);
    const func = i32[word + FRAME_FUNCTION];
    if (entry !== undefined && this.#isStranger(entry.globals, func)) {
      if (!this.#turnsTo(known)) return LOOP_STAYS;
      entry = undefined;
    }
    if (entry === undefined) {
      const made = this.#compileLoop(known, frame, pc);
      if (made === null) return LOOP_STAYS;
      entry = made;
    }
    this.result = entry.enter(frame, func);
    return this.result === LEFT || this.result === LEFT_RAISED ? this.result : LOOP_ENDED;
  }

  #isStranger(globals: Address, func: Address): boolean {
    return globals !== this.#vm.i32[(func + FUNCTION_GLOBALS) >>> 2];
  }

  /** Code was to run with other globals than those that it was compiled for. Returns whether to compile it for these. */
  #turnsTo(known: Known): boolean {
    if (known.turns === MOST_TURNS) return false;
    // What the caches hold is of the others' classes; they fill before it is compiled.
    if (++known.strangers === 1) this.#forgetFeedback(known.code);
    if (known.strangers < STRANGERS) return false;
    known.strangers = 0;
    known.turns++;
    // Bets failed for other classes and functions than those that it meets from now on.
    known.limit += MAX_VERSIONS;
    known.avoid.clear();
    known.failures.clear();
    known.callees.clear();
    return true;
  }

  enter(id: number, frame: Address): Value {
    const vm = this.#vm, i32 = vm.i32, word = frame >>> 2;
    const func = i32[word + FRAME_FUNCTION];
    i32[(vm.block + THREAD_FRAME) >>> 2] = i32[word + FRAME_PREVIOUS];
    i32[(vm.block + THREAD_STACK_TOP) >>> 2] = frame;
    i32[(vm.block + THREAD_DEPTH) >>> 2]++;
    const enter = this.#enter[id] ?? this.#adopt(id, i32[word + FRAME_CODE], func, frame);
    const result = enter(frame, func);
    vm.decref(func);
    return result;
  }

  call(id: number, top: Address, func: Address): Value {
    const enter = this.#enter[id] ?? this.#adopt(id, this.#vm.i32[(func + FUNCTION_CODE) >>> 2], func, top);
    return enter(top, func);
  }

  // -- generators

  resume(generator: Address): Value {
    const i32 = this.#vm.i32, at = (generator + GENERATOR_COMPILED) >>> 2;
    const frame = i32[(generator + GENERATOR_FRAME) >>> 2], func = i32[(frame >>> 2) + FRAME_FUNCTION];
    const word = i32[at];
    if (word >>> NUMBER_BITS === this.#token) return this.#resume[word & NUMBER_MASK](frame, func);
    const code = i32[(frame >>> 2) + FRAME_CODE], calls = (code + CODE_CALLS) >>> 2;
    if (i32[calls] < this.functionThreshold) {
      i32[calls]++;
      return RESUME_STAYS;
    }
    const entry = this.#resumption(frame, func);
    if (entry === null) return RESUME_STAYS;
    return entry.enter(frame, func);
  }

  /** Goes on with a generator where nothing is compiled as yet, from compiled code. */
  #resumeFirst(frame: Address, func: Address): Value {
    const vm = this.#vm, i32 = vm.i32;
    const entry = this.#resumption(frame, func);
    if (entry !== null) return entry.enter(frame, func);
    const nesting = (vm.block + THREAD_NESTING) >>> 2;
    i32[nesting] += PYTHON_NESTING;
    const result = run(vm, frame, START_RESUMED);
    i32[nesting] -= PYTHON_NESTING;
    return result;
  }

  /** The word of a generator that goes on in this Worker's compiled code at `pc`; 0 where the numbers have run out. */
  #resumeWord(known: Known, pc: number): number {
    if (this.#token === NO_TOKEN) return 0;
    let id = known.resumptions.get(pc);
    if (id === undefined) {
      id = this.#resume.length;
      if (id > NUMBER_MASK) return 0;
      known.resumptions.set(pc, id);
      this.#resume.push((frame, func) => this.#resumeFirst(frame, func));
      if (id >= this.#resumptions.length) this.#resumptions.grow(64);
      this.#resumptions.set(id, this.#resumeStub as unknown as null);
    }
    return (this.#token << NUMBER_BITS) | id;
  }

  send(generator: Address, sent: Value): Value {
    if (this.#send === null) return RESUME_STAYS;
    return this.#send(generator, sent);
  }

  /** Imports of all compiled modules. */
  #imports(): WebAssembly.ModuleImports {
    if (!this.#hasText) {
      this.#hasText = true;
      // From here on it is WebAssembly that is called for strs, and the functions that were there for all else.
      Object.assign(this.#helpers, makeText(this.#host, this.#imports()));
    }
    return {
      ...this.#helpers as unknown as WebAssembly.ModuleImports,
      memory: this.#host.memory,
      block: this.#host.block,
      slot: this.#host.slot,
      table: this.#table,
      token: this.#token,
      resumptions: this.#resumptions,
    };
  }

  /** The way from TypeScript to generators that compiled code goes on with, made when there is the first of them. */
  #makeSend(): Enter {
    const support = beginModule(this.#host);
    support.module.exportFunction("send", new Generators(this.#host, support).resume);
    const module = new WebAssembly.Module(support.module.toBytes());
    const instance = new WebAssembly.Instance(module, { o: { ...this.#imports(), leave: () => 0 } });
    return instance.exports.send as unknown as Enter;
  }

  /** The word of a fresh generator of a function. */
  #firstWord(func: Address): number {
    const i32 = this.#vm.i32, known = this.#known.get(i32[(func + FUNCTION_CODE) >>> 2]);
    if (known === undefined || this.#isStranger(known.globals, func)) return 0;
    const pc = LENGTHS[Op.RETURN_GENERATOR];
    return known.entries.has(RESUMED - pc) ? this.#resumeWord(known, pc) : 0;
  }

  /** The code that goes on with a generator where its frame is. Once entered, generators find the next by their words. */
  #resumption(frame: Address, func: Address): Entry | null {
    const i32 = this.#vm.i32, word = frame >>> 2, pc = i32[word + FRAME_PC];
    const known = this.#knownOf(i32[word + FRAME_CODE]);
    if (known.globals !== 0 && this.#isStranger(known.globals, func)) {
      if (!this.#turnsTo(known)) return null;
      this.#forgetGlobals(known);
    }
    return known.entries.get(RESUMED - pc) ?? this.#compileResumption(known, frame, pc);
  }

  /** Null, for good, if that part of the generator is beyond what is compiled. */
  #compileResumption(known: Known, frame: Address, pc: number): Entry | null {
    const vm = this.#vm, i32 = vm.i32, word = frame >>> 2, code = known.code.address;
    if (i32[(code + CODE_JIT) >>> 2] <= JIT_REFUSED || known.refused.has(pc)) return null;
    if (this.#overBudget() || !this.#mayBet(code)) return null;
    const func = i32[word + FRAME_FUNCTION];
    known.globals ||= i32[(func + FUNCTION_GLOBALS) >>> 2];
    const seen = (register: number) => this.#typeOf(i32[word + FRAME_HEADER_WORDS + register]);
    // Full may be what was so at the YIELD, and where the value sent has gone to.
    const result = i32[(i32[word + FRAME_GENERATOR] + GENERATOR_RESULT) >>> 2];
    const full = result < 0
      ? 0
      : Math.max(depthOf(vm, code, pc - LENGTHS[Op.YIELD]), result + 1 - known.code.locals);
    const compiled = this.#compile(known, func, pc, true, seen, full, true);
    if (compiled === null) {
      known.refused.add(pc);
      return null;
    }
    const key = RESUMED - pc;
    const enter = this.#instantiate(compiled, known, func, key).enter;
    this.statistics.resumptions++;
    this.#send ??= this.#makeSend();
    if (this.#resumeWord(known, pc) !== 0) {
      const id = known.resumptions.get(pc) as number;
      this.#resume[id] = enter as unknown as Enter;
      this.#resumptions.set(id, enter as unknown as null);
    }
    return known.entries.get(key) ?? null;
  }

  /** A part of a generator is to be compiled again. */
  #forgetResumption(known: Known, pc: number): void {
    known.entries.delete(RESUMED - pc);
    const id = known.resumptions.get(pc);
    if (id === undefined) return;
    this.#resume[id] = (frame, func) => this.#resumeFirst(frame, func);
    this.#resumptions.set(id, this.#resumeStub as unknown as null);
  }

  #forgetResumptions(known: Known): void {
    for (const pc of known.resumptions.keys()) this.#forgetResumption(known, pc);
  }

  /** Empties a code object's inline caches. */
  #forgetFeedback({ address, cache }: Code): void {
    const vm = this.#vm, end = cache + vm.i32[(address + CODE_CACHE_WORDS) >>> 2];
    vm.ic.fill(0, cache, end);
    for (let at = cache; at < end; at++) vm.attributeCases.delete(at);
  }

  /** What goes on with generators in other globals than those from now on is no longer compiled: it keeps its numbers. */
  #forgetGlobals(known: Known): void {
    this.#forgetResumptions(known);
    known.resumptions.clear();
    known.globals = 0;
  }

  // -- compiling

  /** Whether anything is known here of what a code object does. */
  #mayBet(code: Address): boolean {
    return this.#vm.i32[(code + CODE_CACHE_WORDS) >>> 2] === 0 || this.#hasFeedback(code);
  }

  #knownOf(code: Address): Known {
    let known = this.#known.get(code);
    if (known === undefined) {
      this.#learn(code);
      const decoded = decode(this.#vm.i32, code);
      known = {
        code: decoded,
        avoid: new Set(),
        catches: new Set(),
        caught: new Map(),
        entries: new Map(),
        types: [],
        stale: false,
        failures: new Map(),
        versions: 0,
        limit: MAX_VERSIONS + VERSIONS_PER_YIELD * decoded.yields,
        strangers: 0,
        turns: 0,
        resumptions: new Map(),
        refused: new Set(),
        callees: new Map(),
        depths: new Map(),
        globals: 0,
      };
      this.#known.set(code, known);
    }
    return known;
  }

  /** Notes the types of the arguments in a fresh frame. */
  #look(known: Known, frame: Address): void {
    const first = (frame >>> 2) + FRAME_HEADER_WORDS;
    known.types = Array.from(
      { length: known.code.parameters },
      (_, register) => this.#typeOf(this.#vm.i32[first + register]),
    );
  }

  #typeOf(value: Value): number {
    if (isSmallInt(value)) return T_INT;
    const type = value === 0 ? 0 : this.#vm.i32[value >>> 2] & 0xffff;
    // An int that is not small is bet to be something else.
    return type === T_INT ? T_OBJECT : type;
  }

  /** Takes over what another Worker's inline caches held of a code object that this one has not run yet. */
  #learn(code: Address): void {
    const vm = this.#vm;
    if (this.#hasFeedback(code)) return;
    const found = published(vm.i32, code);
    if (found === null) return;
    const cache = vm.i32[(code + CODE_CACHE) >>> 2];
    if (cache + found.caches.length > vm.ic.length) vm.growCaches(cache + found.caches.length);
    vm.ic.set(found.caches, cache);
  }

  #hasFeedback(code: Address): boolean {
    const { i32, ic } = this.#vm, cache = i32[(code + CODE_CACHE) >>> 2];
    return ic.subarray(cache, cache + i32[(code + CODE_CACHE_WORDS) >>> 2]).some((word) => word !== 0);
  }

  /** Gives other Workers what this one knows of a code object, and its compiled code if there is some. */
  #publish(known: Known, compiled: Omit<Compiled, "text"> = NOT_COMPILED): void {
    const { address, cache } = known.code, i32 = this.#vm.i32;
    const caches = this.#vm.ic.slice(cache, cache + i32[(address + CODE_CACHE_WORDS) >>> 2]);
    publish(this.#vm.heap, i32, address, { ...compiled, caches });
  }

  #compileFunction(code: Address, func: Address): boolean {
    const i32 = this.#vm.i32;
    const known = this.#knownOf(code);
    known.stale = false;
    const compiled = this.#compile(known, func, 0, false, (register) => known.types[register], 0);
    if (compiled === null) {
      if (!known.entries.has(0)) this.#refuse(code, false);
      return false;
    }
    this.#publish(known, compiled);
    i32[(code + CODE_JIT) >>> 2] = this.#install(compiled, known, func);
    this.statistics.functions++;
    return true;
  }

  /**
   * A code object is never to be compiled. It keeps its number, which other compiled code calls it by.
   *
   * @param compiledToo Also where a Worker has compiled it; otherwise that serves.
   */
  #refuse(code: Address, compiledToo: boolean): void {
    const i32 = this.#vm.i32, word = (code + CODE_JIT) >>> 2;
    let before = i32[word];
    while (before > JIT_REFUSED && (compiledToo || before <= 0)) {
      const seen = Atomics.compareExchange(i32, word, before, JIT_REFUSED - idIn(before));
      if (seen === before) return;
      before = seen;
    }
  }

  localsRead(code: Address): void {
    this.#refuse(code, true);
    const known = this.#known.get(code), id = this.#ids.get(code);
    if (known !== undefined) {
      this.#forgetResumptions(known);
      known.entries.clear();
      known.versions = known.limit;
    }
    if (id === undefined) return;
    const parameters = this.#leaveToInterpreter(id, code);
    this.#table.set(id, this.#stub(parameters) as unknown as null);
  }

  /** The interpreter runs what a number stands for. Returns how many parameters that has. */
  #leaveToInterpreter(id: number, code: Address): number {
    const parameters = parametersOf(this.#vm.i32, code);
    this.#enter[id] = (at, own) => this.#helpers.interpret(at, own, parameters);
    return parameters;
  }

  /** Makes compiled code what the code object's number stands for in this Worker. */
  #install(compiled: Omit<Compiled, "text">, known: Known, func: Address): number {
    const id = this.#idOf(known.code.address);
    const instance = this.#instantiate(compiled, known, func, 0);
    this.#enter[id] = instance.enter as unknown as Enter;
    this.#table.set(id, instance.call as unknown as null);
    return id;
  }

  #compileLoop(known: Known, frame: Address, pc: number): Entry | null {
    const vm = this.#vm, i32 = vm.i32, word = frame >>> 2;
    const code = i32[word + FRAME_CODE], func = i32[word + FRAME_FUNCTION];
    const live = depthOf(vm, code, pc);
    const seen = (register: number) => this.#typeOf(i32[word + FRAME_HEADER_WORDS + register]);
    const compiled = this.#compile(known, func, pc, true, seen, live);
    if (compiled === null) return null;
    this.#instantiate(compiled, known, func, -1 - pc);
    this.statistics.loops++;
    if (i32[(code + CODE_MODULE) >>> 2] === 0) this.#publish(known);
    // Who has such a loop is worth compiling as a whole: its next call begins in compiled code.
    const calls = (code + CODE_CALLS) >>> 2;
    if (i32[calls] < this.functionThreshold - 1) i32[calls] = this.functionThreshold - 1;
    return known.entries.get(-1 - pc) ?? null;
  }

  #compile(
    known: Known,
    func: Address,
    root: number,
    loop: boolean,
    seen: (register: number) => number,
    liveTemporaries: number,
    resumed = false,
  ): Compiled | null {
    if (known.versions >= known.limit) return null;
    known.versions++;
    const start = performance.now();
    const dumped = this.#isDumped(known.code.address);
    const compiled = readsFrames(this.#vm, known.code) ? null : compile(this.#host, {
      code: known.code,
      func,
      root,
      loop,
      seen,
      liveTemporaries,
      avoid: known.avoid,
      catches: known.catches,
      leavesUnseen: known.versions < known.limit,
      note: dumped || this.#onCompile !== undefined ? (pc) => this.#note(known.code, pc) : undefined,
      idOf: (code) => this.#idOf(code),
      resumeWord: resumed ? (pc) => this.#resumeWord(known, pc) : null,
      otherCallees: (pc) => known.callees.get(pc) ?? [],
    });
    this.statistics.milliseconds += performance.now() - start;
    if (compiled === null) {
      this.statistics.refused++;
      // Of a generator, other parts may still be compiled.
      if (!resumed) known.versions = known.limit;
      return null;
    }
    this.statistics.bytes += compiled.bytes.length;
    this.#onCompile?.(this.#name(known.code.address, root), compiled.text);
    if (dumped) this.#writeDump(known.code.address, root, compiled.text());
    return compiled;
  }

  #isDumped(code: Address): boolean {
    if (this.#dump === "") return false;
    const name = this.#name(code, 0);
    return name === this.#dump || name.endsWith(`.${this.#dump}`);
  }

  /** What a dump says before an instruction's code: its place, its name, its Python line. */
  #note({ address, words }: Code, pc: number): string {
    return `${pc} ${INSTRUCTIONS[words[pc]][0]}, line ${lineAt(positionsOf(this.#vm, address), pc)}`;
  }

  #writeDump(code: Address, root: number, text: string): void {
    const what = root === 0 ? "function" : `loop at instruction ${root} of`;
    this.#vm.host.write(2, new TextEncoder().encode(`;; ${what} ${this.#name(code, 0)}\n${text}\n`));
  }

  #name(code: Address, root: number): string {
    const name = this.#vm.js(this.#vm.i32[(code + CODE_QUALNAME) >>> 2]);
    return root === 0 ? name : `${name}@${root}`;
  }

  #instantiate(
    compiled: Omit<Compiled, "text">,
    known: Known,
    func: Address,
    key: number,
  ): WebAssembly.Exports {
    const start = performance.now();
    const globals = this.#vm.i32[(func + FUNCTION_GLOBALS) >>> 2];
    const entry: Entry = {
      enter: () => 0,
      globals,
      compiled,
      avoided: known.avoid.size,
      catches: known.catches.size,
    };
    const leave = (frame: Address, own: Address, site: number) =>
      this.#leave(known, key, entry, frame, own, site);
    const module = new WebAssembly.Module(compiled.bytes);
    const exports = new WebAssembly.Instance(module, {
      o: {
        ...this.#imports(),
        leave,
      },
    }).exports;
    entry.enter = exports.enter as unknown as Enter;
    known.entries.set(key, entry);
    this.statistics.milliseconds += performance.now() - start;
    return exports;
  }

  /** The number of a code object; its place in the table holds at least a stub. */
  #idOf(code: Address): number {
    const known = this.#ids.get(code);
    if (known !== undefined) return known;
    const i32 = this.#vm.i32;
    // Numbers are given out once for all Workers: compiled code of one is entered under the same number by another.
    const word = (code + CODE_JIT) >>> 2;
    let before = i32[word], id = idIn(before);
    const fresh = id === 0 ? Atomics.add(i32, JIT_CONTROL >>> 2, 1) + 1 : 0;
    while (id === 0) {
      const wanted = before <= JIT_REFUSED ? JIT_REFUSED - fresh : -1 - fresh;
      const seen = Atomics.compareExchange(i32, word, before, wanted);
      id = seen === before ? fresh : idIn(seen);
      before = seen;
    }
    this.#reserve(id, code);
    return id;
  }

  #reserve(id: number, code: Address): void {
    if (this.#ids.get(code) === id) return;
    this.#ids.set(code, id);
    if (id >= this.#table.length) this.#table.grow(Math.max(64, id + 1 - this.#table.length));
    this.#table.set(id, this.#stub(parametersOf(this.#vm.i32, code)) as unknown as null);
  }

  /** A function that calls whatever function it is given in the interpreter. */
  #stub(parameters: number): WebAssembly.ExportValue {
    const made = this.#stubs.get(parameters);
    if (made !== undefined) return made;
    const module = new WasmModule();
    module.importMemory("o", "memory", {
      initial: this.#host.memory.buffer.byteLength / 65536,
      maximum: 65536,
      shared: true,
    });
    const interpret = module.importFunction("o", "interpret", [I32, I32, I32], [I32]);
    const f = module.addFunction("stub", new Array(2 + parameters).fill(I32), [I32]);
    for (let k = 0; k < parameters; k++) {
      f.localGet(0);
      f.localGet(2 + k);
      f.i32Store((FRAME_HEADER_WORDS + k) * 4);
    }
    f.localGet(0);
    f.localGet(1);
    f.i32Const(parameters);
    f.call(interpret);
    f.end();
    module.exportFunction("stub", f.index);
    const imports = { o: { memory: this.#host.memory, interpret: this.#helpers.interpret } };
    const stub = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), imports).exports.stub;
    this.#stubs.set(parameters, stub);
    return stub;
  }

  /** No code of this Worker is current: it takes over what another one compiled, or compiles. */
  #adopt(id: number, code: Address, func: Address, frame: Address): Enter {
    const vm = this.#vm, i32 = vm.i32;
    this.#reserve(id, code);
    const known = this.#knownOf(code);
    this.#look(known, frame);
    const found = known.entries.has(0) ? null : published(i32, code);
    const usable = found !== null && found.bytes.length > 0;
    if (usable) {
      for (const callee of found.callees) this.#idOf(callee);
      this.#install(found, known, func);
    }
    if (!usable && !this.#compileFunction(code, func)) this.#leaveToInterpreter(id, code);
    return this.#enter[id] as Enter;
  }

  // -- leaving compiled code

  #leave(known: Known, key: number, entry: Entry, frame: Address, func: Address, site: number): Value {
    const vm = this.#vm, i32 = vm.i32, word = frame >>> 2;
    const { pc, reason } = entry.compiled.sites[site];
    const generator = i32[word + FRAME_GENERATOR] !== 0 && key <= RESUMED;
    if (generator) {
      const stored = i32[(vm.block + THREAD_STACK_TOP) >>> 2] >>> 2;
      scatter(i32, frame, known.code.registers, entry.compiled.sites[site], stored);
    } else scatter(i32, frame, known.code.registers, entry.compiled.sites[site]);
    const raised = reason === "raised";
    if (i32[(vm.block + THREAD_FRAME) >>> 2] !== frame) {
      this.#makeFrame(frame, func, known.code.address, known.code.registers);
    }
    i32[word + FRAME_PC] = pc;
    i32[word + FRAME_FLAGS] &= ~FRAME_FLAG_COMPILED;
    const depth = raised ? this.#depthAt(known, pc) : -1;
    if (raised) dropOperands(vm, frame, depth);
    else if (reason === "other callee") this.#noteCallee(known, pc, frame);
    const renew = known.versions < known.limit &&
      (raised ? this.#countRaised(known, entry, pc) : this.#count(known, entry, site) || known.stale);
    if (renew && known.entries.get(key) === entry) this.#renew(known, key, func);
    if (!generator) {
      this.#goOnSoon(known, pc);
      if (key < 0) return raised ? LEFT_RAISED : LEFT;
      // A frame that compiled code made does not own its function yet; one taken over from the interpreter does.
      vm.incref(func);
    }
    i32[word + FRAME_FLAGS] |= FRAME_FLAG_ENTRY;
    const nesting = (vm.block + THREAD_NESTING) >>> 2;
    let start: number = raised ? START_RAISED : START_RESUMED;
    if (i32[nesting] >= MAX_NESTING && !raised) {
      recursionError(vm);
      start = START_RAISED;
    }
    // Most exceptions only pass through: the interpreter is entered where there is a handler.
    if (start === START_RAISED) {
      if (unwind(vm, frame, depth) === 0) return 0;
      start = START_RESUMED;
    }
    i32[nesting] += PYTHON_NESTING;
    const result = run(vm, frame, start);
    i32[nesting] -= PYTHON_NESTING;
    return result;
  }

  /** Live temporaries at an instruction, which is looked for in the code's table once. */
  #depthAt({ code, depths }: Known, pc: number): number {
    const known = depths.get(pc);
    if (known !== undefined) return known;
    const depth = depthOf(this.#vm, code.address, pc);
    depths.set(pc, depth);
    return depth;
  }

  /** A call has met another function than was expected: where there are only a few, compiled code calls each of them. */
  #noteCallee(known: Known, pc: number, frame: Address): void {
    const i32 = this.#vm.i32, op = known.code.words[pc];
    if (op !== Op.CALL && op !== Op.CALL_KW && op !== Op.CALL_EX) return;
    const callee = i32[(frame >>> 2) + FRAME_HEADER_WORDS + known.code.words[pc + 2]];
    if ((callee & 1) === 1 || callee === 0 || (i32[callee >>> 2] & 0xffff) !== T_FUNCTION) return;
    let callees = known.callees.get(pc);
    if (callees === undefined) known.callees.set(pc, callees = []);
    const code = (func: Value) => i32[(func + FUNCTION_CODE) >>> 2];
    const same = callees.findIndex((func) =>
      (i32[func >>> 2] & 0xffff) !== T_FUNCTION || code(func) === code(callee)
    );
    if (same >= 0) callees[same] = callee;
    else if (callees.length < MOST_CALLEES) callees.push(callee);
  }

  /** The loops around an instruction that compiled code was left at: soon, compiled code takes over again. */
  #goOnSoon({ code: { loops, cache }, entries }: Known, pc: number): void {
    const { ic } = this.#vm;
    for (const { target, end, counter } of loops) {
      if (target > pc || end <= pc) continue;
      const rounds = entries.has(-1 - target) ? 1 : ROUNDS_BETWEEN;
      const soon = this.loopThreshold - rounds;
      if (ic[cache + counter] < soon) ic[cache + counter] = soon;
    }
  }

  #makeFrame(frame: Address, func: Address, code: Address, registers: number): void {
    const vm = this.#vm, i32 = vm.i32, word = frame >>> 2;
    i32[word + FRAME_CODE] = code;
    i32[word + FRAME_FUNCTION] = func;
    i32[word + FRAME_FLAGS] = 0;
    i32[word + FRAME_LOCALS] = 0;
    i32[word + FRAME_GENERATOR] = 0;
    i32[word + FRAME_OBJECT] = 0;
    i32[word + FRAME_PREVIOUS] = i32[(vm.block + THREAD_FRAME) >>> 2];
    i32[(vm.block + THREAD_FRAME) >>> 2] = frame;
    i32[(vm.block + THREAD_STACK_TOP) >>> 2] = frame + (FRAME_HEADER_WORDS + registers) * 4;
    i32[(vm.block + THREAD_DEPTH) >>> 2]--;
  }

  /**
   * Code is to be compiled again, but not before the interpreter has done the instruction that failed and filled its
   * cache: so at the next entry, or when the same code fails once more.
   */
  #renew(known: Known, key: number, func: Address): void {
    if (key <= RESUMED) this.#forgetResumption(known, RESUMED - key);
    else if (key < 0) known.entries.delete(key);
    else if (known.stale) this.#compileFunction(known.code.address, func);
    else {
      known.stale = true;
      this.#enter[this.#idOf(known.code.address)] = undefined;
    }
  }

  /** A bet failed. Returns whether the code is to be compiled again: without it, or for what caches hold by then. */
  #count(known: Known, entry: Entry, site: number): boolean {
    const { pc, reason } = entry.compiled.sites[site];
    const { exits, reasons } = this.statistics;
    const line = lineAt(positionsOf(this.#vm, known.code.address), pc);
    const where = `${this.#name(known.code.address, 0)}:${line} ${reason}`;
    exits.set(where, (exits.get(where) ?? 0) + 1);
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (CHANGES_NOTHING.has(reason)) return false;
    // An entry's types are bet on at the instruction that it begins with, which may have bets of its own. And that there
    // was no code for an instruction speaks against no bet.
    const bet = reason === "entry types" ? AVOID_ENTRY : reason === "never run" ? NEVER_RUN - pc : pc;
    const failures = (known.failures.get(bet) ?? 0) + 1;
    known.failures.set(bet, failures);
    if (reason === "never run") return (failures & 63) === NEWS;
    if (failures < PATIENCE + this.#kinds(known, pc, reason)) {
      return RENEWABLE.has(reason) || (failures === 1 && reason === "not an int");
    }
    // Other code of the same function may have been made while the bet was still good.
    if (known.avoid.has(bet)) return known.avoid.size > entry.avoided;
    known.avoid.add(bet);
    return true;
  }

  /** How many more kinds of receivers or functions an instruction has met than one: each makes a bet on it fail once. */
  #kinds(known: Known, pc: number, reason: Reason): number {
    const op = known.code.words[pc];
    if (reason === "other callee") return known.callees.get(pc)?.length ?? 0;
    if (reason !== "attribute changed" || !WITH_CASES.has(op)) return 0;
    const cache = known.code.cache + known.code.words[pc + 1 + CACHE_OPERAND[op]];
    return Math.max(0, attributeCases(this.#vm, cache).length - 1);
  }

  /** An exception left compiled code. Returns whether the code is to be compiled again, with its handler. */
  #countRaised(known: Known, entry: Entry, pc: number): boolean {
    const cover = coverAt(known.code, pc);
    if (cover === undefined) return false;
    const { catches, caught } = known;
    // Other code of the same function may have been made before that was known.
    if (catches.has(cover.target)) return catches.size > entry.catches;
    const count = (caught.get(cover.target) ?? 0) + 1;
    caught.set(cover.target, count);
    if (count < NEWS) return false;
    catches.add(cover.target);
    return true;
  }

  // -- what compiled code calls

  #makeHelpers(): JitHelpers {
    const vm = this.#vm, i32 = vm.i32;
    return {
      execute: (frame, pc) => {
        const word = frame >>> 2;
        i32[word + FRAME_PC] = pc;
        return execute(vm, word, (i32[(i32[word + FRAME_CODE] + CODE_STREAM) >>> 2] >>> 2) + pc) ? 1 : 0;
      },
      interpret: (frame, func, parameters) => this.#interpret(frame, func, parameters),
      safepoint: () => safepoint(vm) ? 1 : 0,
      recursionError: () => {
        recursionError(vm);
      },
      incref: (object) => vm.rc.incref(object),
      decref: (object) => vm.rc.decref(object) ? 1 : 0,
      tryIncref: (object) => vm.rc.tryIncref(object) ? 1 : 0,
      begin: (object) => vm.lock.begin(object),
      end: () => vm.lock.end(),
      destroy: (object) => destroy(vm, object),
      newFloat: (value) => vm.newFloat(value),
      newRangeIterator: (next, step, left) => {
        const iterator = vm.alloc(T_RANGE_ITERATOR, RANGE_ITERATOR_BYTES);
        if (iterator === 0) return 0;
        i32[(iterator + RANGE_ITERATOR_NEXT) >>> 2] = next;
        i32[(iterator + RANGE_ITERATOR_STEP) >>> 2] = step;
        i32[(iterator + RANGE_ITERATOR_LEFT) >>> 2] = left;
        return iterator;
      },
      truthy: (value) => truthy(vm, value),
      next: (iterator) => {
        const value = vm.next(iterator);
        return value === 0 && vm.failed() ? NEXT_RAISED : value;
      },
      allocObject: (bytes) => vm.heap.allocObject(bytes),
      freeObject: (object) => vm.heap.freeObject(object),
      detachFrame: (frame) => detachFrameObject(vm, frame),
      endFrame: (frame) => endCompiledFrame(vm, frame),
      refuseInit: (instance, result) => {
        if (result !== 0) {
          vm.raiseType(`__init__() should return None, not '${vm.typeName(result)}'`);
          vm.decref(result);
        }
        vm.decref(instance);
      },
      raiseMemory: () => vm.raiseMemory(),
      binary: (a, b, operator) => binary(vm, operator, a, b),
      inplace: (a, b, operator, replaced) => inplace(vm, operator, a, b, replaced === 1),
      compare: (a, b, operator) => compare(vm, operator, a, b),
      getItem: (container, key) => {
        const found = vm.isExact(container, T_DICT) ? getPlain(vm, container, key) : ASK_FURTHER;
        return found === ASK_FURTHER || found === 0 ? vm.getItem(container, key) : found;
      },
      setItem: (container, key, value) =>
        (vm.isExact(container, T_DICT) && setPlain(vm, container, key, value)) ||
          vm.setItem(container, key, value)
          ? 1
          : 0,
      contains: (container, item) => contains(vm, container, item),
      ...makeCore(vm.heap.memory.memory),
      callNative: (callable, args, count) => {
        const bound = (i32[callable >>> 2] & 0xffff) === T_BUILTIN_FUNCTION_OR_METHOD;
        const record = vm.registry.natives[i32[(callable + NATIVE_ID) >>> 2]];
        return callNative(vm, record, bound ? i32[(callable + NATIVE_SELF) >>> 2] : 0, args >>> 2, count, 0);
      },
      isInstance: (value, type) => vm.isInstance(value, type),
      newGenerator: (func, args, count) => {
        const generator = newGenerator(vm, func, args >>> 2, count);
        if (generator !== 0) i32[(generator + GENERATOR_COMPILED) >>> 2] = this.#firstWord(func);
        return generator;
      },
      endGenerator: (frame) => {
        const word = frame >>> 2, first = word + FRAME_HEADER_WORDS;
        i32.fill(0, first, first + i32[(i32[word + FRAME_CODE] + CODE_REGISTERS) >>> 2]);
        finishGenerator(vm, i32[word + FRAME_GENERATOR]);
      },
      swapHandled: (generator) => swapHandled(vm, generator),
      restoreHandled: (generator) => restoreHandled(vm, generator, true),
      setDelegate: (generator, target) =>
        vm.store((generator + GENERATOR_DELEGATE) >>> 2, target === 0 ? 0 : vm.keep(target)),
      newList: (items, count) => listFromWords(vm, items >>> 2, count),
      getSlice: (container, bounds, count) => getSlice(vm, container, bounds >>> 2, count),
      newSet: (items, count) => setFromWords(vm, items >>> 2, count),
      growList: (list) => {
        vm.lock.begin(list);
        const length = i32[(list + LIST_LENGTH) >>> 2];
        // The storage is larger than the length afterwards.
        if (listResize(vm.objects, list, length + 1)) i32[(list + LIST_LENGTH) >>> 2] = length;
        vm.lock.end();
      },
      setAdd: (set, item) => vm.setAdd(set, item) ? 1 : 0,
      dictSet: (dict, key, value) => vm.dictSet(dict, key, value) ? 1 : 0,
      newException: (type, args, count) => {
        const first = args >>> 2;
        for (let k = 0; k < count; k++) vm.keep(i32[first + k]);
        const tuple = tupleFromWords(vm, first, count);
        return tuple === 0 ? 0 : newException(vm, type, tuple);
      },
      copyDict: (dict) => dictCopy(vm, dict),
      format: (value, spec, conversion) => formatValue(vm, value, conversion, spec),
      joinStrings: (items, count) => joinStrings(vm, items >>> 2, count),
      catchRaised: (frame, pc) => {
        if (vm.traced) return 0;
        i32[(vm.block + THREAD_FRAME) >>> 2] = frame;
        i32[(frame >>> 2) + FRAME_PC] = pc;
        addTraceback(vm, frame >>> 2);
        return takeError(vm);
      },
      pushHandled: (exception) => pushHandled(vm, exception),
      popHandled: (previous) => popHandled(vm, previous),
      matches: (exception, type) => exceptionMatches(vm, exception, type),
      concat: (a, b) => binary(vm, ADD, a, b),
      grow: (a, b, replaced) => inplace(vm, ADD, a, b, replaced === 1),
      strOf: (value) => toStr(vm, value),
      getIter: (value) => vm.iter(value),
      textMethod: (callable, args, count) => this.#helpers.callNative(callable, args, count),
      isMissing: (globals, name, word) => this.#isMissing(globals, name, word) ? 1 : 0,
    };
  }

  #interpret(frame: Address, func: Address, parameters: number): Value {
    const vm = this.#vm, i32 = vm.i32;
    const code = i32[(func + FUNCTION_CODE) >>> 2];
    const registers = i32[(code + CODE_REGISTERS) >>> 2];
    const first = (frame >>> 2) + FRAME_HEADER_WORDS;
    const nesting = (vm.block + THREAD_NESTING) >>> 2;
    const end = frame + (FRAME_HEADER_WORDS + registers) * 4;
    if (
      i32[nesting] >= MAX_NESTING || i32[(vm.block + THREAD_DEPTH) >>> 2] <= 0 ||
      end > i32[(vm.block + THREAD_STACK_LIMIT) >>> 2]
    ) {
      for (let k = 0; k < parameters; k++) vm.decref(i32[first + k]);
      return recursionError(vm);
    }
    i32.fill(0, first + parameters, first + registers);
    this.#makeFrame(frame, vm.keep(func), code, registers);
    i32[(frame >>> 2) + FRAME_PC] = 0;
    i32[(frame >>> 2) + FRAME_FLAGS] = FRAME_FLAG_ENTRY;
    i32[nesting] += PYTHON_NESTING;
    // Who has other globals than the compiled code is not sent there again.
    const known = this.#known.get(code), entry = known?.entries.get(0);
    const isOther = entry !== undefined && this.#isStranger(entry.globals, func);
    if (isOther && known !== undefined && this.#turnsTo(known)) {
      this.#look(known, frame);
      this.#compileFunction(code, func);
    }
    const result = run(vm, frame, isOther ? START_RESUMED : START_CALLED);
    i32[nesting] -= PYTHON_NESTING;
    return result;
  }
}

/** What compiled code of a loop returns when it is left: no Values. */
const LEFT: Value = LOOP_LEFT, LEFT_RAISED: Value = LOOP_RAISED;

/** Generators' words have so many bits for the Worker's token. Later Workers have none, and go the long way. */
const MAX_TOKEN = 1 << 16, NO_TOKEN = -1;

/** A JavaScript function of frame and function as one that a table takes. */
function exported(call: Enter): WebAssembly.ExportValue {
  const module = new WasmModule();
  const index = module.importFunction("o", "call", [I32, I32], [I32]);
  module.exportFunction("call", index);
  return new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { o: { call } }).exports.call;
}

/** The place of `+` among the operators. */
const ADD = 0;

/** What `next` returns for an exception: no Value is 2. */
const NEXT_RAISED = 2;

const FRAME_READERS: ReadonlySet<string> = new Set([
  "locals",
  "vars",
  "dir",
  "eval",
  "exec",
  "super",
  "_getframe",
]);

/** Whether a function may look at its own registers, which compiled code keeps elsewhere: by the names that it uses. */
function readsFrames(vm: Vm, code: Code): boolean {
  return code.names.some((name) => {
    const text = vm.js(name);
    return FRAME_READERS.has(text) && !(text === "super" && onlyLooksUp(code, name));
  });
}

/** Whether `super` is only ever the `super().name` of LOAD_SUPER_ATTR, which gets class and self from registers. */
function onlyLooksUp({ words }: Code, name: Value): boolean {
  let loads = 0, uses = 0;
  for (let pc = 0; pc < words.length; pc += LENGTHS[words[pc]]) {
    const at = NAME_OPERAND[words[pc]];
    if (words[pc] === Op.LOAD_SUPER_ATTR) uses++;
    if (at >= 0 && words[pc + 1 + at] === name) loads += words[pc] === Op.LOAD_GLOBAL ? 1 : Infinity;
  }
  return loads === uses;
}
