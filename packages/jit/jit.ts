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
  CODE_CALLS,
  CODE_FLAGS,
  CODE_JIT,
  CODE_MODULE,
  FUNCTION_CODE,
  FUNCTION_GLOBALS,
  GENERATOR_COMPILED,
  GENERATOR_FRAME,
  GENERATOR_RESULT,
  type Value,
} from "@orochi/object";
import type { JitHooks, Vm } from "@orochi/vm";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  FRAME_CODE,
  FRAME_FLAG_COMPILED,
  FRAME_FLAGS,
  FRAME_FUNCTION,
  FRAME_GENERATOR,
  FRAME_PC,
  FRAME_PREVIOUS,
  LENGTHS,
  Op,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_STACK_TOP,
} from "@orochi/vm/bytecode";
import {
  depthOf,
  dropOperands,
  JIT_REFUSED,
  LOOP_ENDED,
  LOOP_LEFT,
  LOOP_RAISED,
  LOOP_STAYS,
  RESUME_STAYS,
  runNested,
  START_CALLED,
  START_RESUMED,
} from "@orochi/vm/engine";
import { countFailure, countRaised, depthAt, noteCallee } from "./bets.ts";
import { scatter } from "./codegen/exits.ts";
import { type GoOn, makeGoOn } from "./codegen/draining.ts";
import { FirstWords, makeGenerators } from "./codegen/generator_module.ts";
import { IteratorFunctions } from "./codegen/instance_iterators.ts";
import { NUMBER_BITS } from "./codegen/resumptions.ts";
import { makeDeaths } from "./codegen/runtime_module.ts";
import { makeExceptions } from "./codegen/exception_module.ts";
import { makeContainers } from "./codegen/container_module.ts";
import { makeText } from "./codegen/text_module.ts";
import { compile, type Compiled } from "./compile.ts";
import { decode, parametersOf } from "./decode.ts";
import { isNamed, nameOf, noteOf, writeDump } from "./dump.ts";
import { learn, look, mayBet, publishKnown } from "./feedback.ts";
import { readsFrames } from "./frame_readers.ts";
import { goOn, makeCallFrame, makeFrame, passOn } from "./frames.ts";
import { GeneratorWords, NUMBER_MASK } from "./generator_words.ts";
import { makeHelpers } from "./helpers.ts";
import type { JitHelpers, JitHost } from "./host.ts";
import { type Enter, type Entry, type Known, newKnown, RESUMED } from "./known.ts";
import { makeMachine } from "./machine.ts";
import { CodeNumbers } from "./numbers.ts";
import { published } from "./published.ts";
import { type JitStatistics, newStatistics } from "./statistics.ts";
import { isStranger, turnsTo } from "./strangers.ts";

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

/**
 * Calls of a function and rounds of a loop before they are compiled. With twice as many, the benchmarks of one thread take
 * 5 to 10% longer, in processor time. With half as many calls, bets are made on what has hardly been seen: on the whole
 * nothing is gained, and `objects/richards.py` takes 40% longer.
 */
const FUNCTION_THRESHOLD = 20, LOOP_THRESHOLD = 100;
/**
 * Functions are compiled for so many milliseconds at once, and beyond that for this share of the time that has passed.
 * Programs that call much but little often, as those that import a hundred modules, would otherwise compile what they
 * never get back.
 */
const FREE_MS = 100, COMPILING_SHARE = 0.25;
/**
 * While modules are imported, code is compiled when it was hot so often: most of what runs then is soon done for good, and
 * would be so before its compilation has paid.
 */
const IMPORT_PATIENCE = 50;

/** Rounds of a loop in the interpreter before it is compiled, where compiled code of the function was left. */
const ROUNDS_BETWEEN = 20;
/** What compiled code of a loop returns when it is left: no Values. */
const LEFT: Value = LOOP_LEFT, LEFT_RAISED: Value = LOOP_RAISED;
const CO_NEWLOCALS = 2;
const GENERATORS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

/** See the module documentation. */
export class Jit implements JitHooks {
  readonly functionThreshold: number;
  readonly loopThreshold: number;
  readonly statistics: JitStatistics = newStatistics();
  result: Value = 0;
  readonly #vm: Vm;
  readonly #host: JitHost;
  readonly #helpers: JitHelpers;
  readonly #numbers: CodeNumbers;
  readonly #words: GeneratorWords;
  #firstWords: FirstWords | null = null;
  #iterators: IteratorFunctions | null = null;
  /** The words' own, at hand. */
  readonly #token: number;
  readonly #resume: readonly Enter[];
  #goOn: GoOn | null = null;
  #hasModules = false;
  #hasText = false;
  readonly #known: Map<Address, Known> = new Map();
  /** `enter` by the code object's number. */
  readonly #enter: (Enter | undefined)[] = [];
  /** How often code was hot while modules were imported. */
  readonly #asked: Map<Address, number> = new Map();
  /** When the program began, in milliseconds. */
  readonly #start: number;
  readonly #onCompile: JitOptions["onCompile"];
  readonly #dump: string;

  /** Makes the compiler of one Worker. The strategies must have emitters. */
  constructor(vm: Vm, options: JitOptions = {}) {
    this.functionThreshold = options.functionThreshold ?? FUNCTION_THRESHOLD;
    // Who says how eager the compiler shall be, as tests do, wants it so at any price.
    this.#start = options.functionThreshold === undefined ? performance.now() : -Infinity;
    this.loopThreshold = options.loopThreshold ?? LOOP_THRESHOLD;
    this.#onCompile = options.onCompile;
    this.#dump = options.dump ?? "";
    this.#vm = vm;
    this.#words = new GeneratorWords(vm, (frame, func) => this.#resumeFirst(frame, func));
    this.#token = this.#words.token;
    this.#resume = this.#words.enters;
    this.#host = makeMachine(vm);
    this.#helpers = makeHelpers(vm, {
      interpret: (frame, func, parameters) => this.#interpret(frame, func, parameters),
      iterated: (value) => this.#iterators?.note(value),
    });
    this.#numbers = new CodeNumbers(vm, this.#helpers.interpret);
  }

  // -- the interpreter's side

  hotFunction(code: Address, func: Address, frame: Address): void {
    const vm = this.#vm;
    const flags = vm.i32[(code + CODE_FLAGS) >>> 2];
    // What only makes a generator is left to the interpreter.
    if ((flags & CO_NEWLOCALS) === 0 || (flags & GENERATORS) !== 0) return;
    if (this.#isTooEarly(code)) {
      vm.i32[(code + CODE_CALLS) >>> 2] = 0;
      return;
    }
    const known = this.#knownOf(code);
    if (!mayBet(vm, code)) {
      // Called often, but by other Workers: nothing is known here of what it does.
      vm.i32[(code + CODE_CALLS) >>> 2] = Math.max(0, this.functionThreshold - 4);
      return;
    }
    if (this.#overBudget()) {
      vm.i32[(code + CODE_CALLS) >>> 2] = 0;
      return;
    }
    look(vm, known, 0, frame, known.code.parameters);
    this.#compileFunction(code, func);
  }

  /** Whether compiling has had its share of the program's time: what is still called often then asks again. */
  #overBudget(): boolean {
    return this.statistics.milliseconds > FREE_MS + COMPILING_SHARE * (performance.now() - this.#start);
  }

  /** Whether a module is being imported, and code is not yet hot enough for that. */
  #isTooEarly(code: Address): boolean {
    if (this.#vm.importing === 0 || this.#start === -Infinity) return false;
    const asked = (this.#asked.get(code) ?? 0) + 1;
    this.#asked.set(code, asked);
    return asked < IMPORT_PATIENCE;
  }

  hotLoop(frame: Address, pc: number): number {
    const i32 = this.#vm.i32, word = frame >>> 2;
    const code = i32[word + FRAME_CODE];
    if (i32[(code + CODE_JIT) >>> 2] <= JIT_REFUSED) return LOOP_STAYS;
    let entry = this.#known.get(code)?.entries.get(-1 - pc);
    if (entry === undefined && this.#isTooEarly(code)) return LOOP_STAYS;
    const known = this.#knownOf(code);
    const func = i32[word + FRAME_FUNCTION];
    if (entry !== undefined && isStranger(this.#vm, entry.globals, func)) {
      if (!turnsTo(this.#vm, known)) return LOOP_STAYS;
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
    if (this.#isTooEarly(code)) {
      i32[calls] = 0;
      return RESUME_STAYS;
    }
    const entry = this.#resumption(frame, func);
    if (entry === null) return RESUME_STAYS;
    return entry.enter(frame, func);
  }

  /** Goes on with a generator where nothing is compiled as yet, from compiled code. */
  #resumeFirst(frame: Address, func: Address): Value {
    const entry = this.#resumption(frame, func);
    return entry === null ? runNested(this.#vm, frame, START_RESUMED) : entry.enter(frame, func);
  }

  send(generator: Address, sent: Value): Value {
    return this.#goOn === null ? RESUME_STAYS : this.#goOn.send(generator, sent);
  }

  addYielded(generator: Address): Value {
    return this.#goOn === null ? RESUME_STAYS : this.#goOn.addYielded(generator);
  }

  get added(): number {
    return this.#goOn === null ? 0 : this.#goOn.added.value;
  }

  skipYielded(generator: Address, wanted: number): Value {
    return this.#goOn === null ? RESUME_STAYS : this.#goOn.skipYielded(generator, wanted);
  }

  /** Imports of all compiled modules. */
  #imports(): WebAssembly.ModuleImports {
    if (!this.#hasModules) {
      this.#hasModules = true;
      // From here on it is WebAssembly that is called for containers, generators and handlers of exceptions, and the
      // functions that were there for all else.
      this.#firstWords = new FirstWords(this.#vm.i32, this.#vm.heap.allocRaw(FirstWords.BYTES));
      this.#iterators = new IteratorFunctions(this.#host, this.#vm.heap.allocRaw(IteratorFunctions.BYTES));
      const generators = makeGenerators(this.#host, this.#imports(), this.#firstWords, this.#iterators);
      Object.assign(this.#helpers, generators);
      Object.assign(this.#helpers, makeExceptions(this.#host, this.#imports()));
      Object.assign(this.#helpers, makeContainers(this.#host, this.#imports()));
      Object.assign(this.#helpers, makeDeaths(this.#host, this.#imports()));
    }
    return {
      ...this.#helpers as unknown as WebAssembly.ModuleImports,
      memory: this.#host.memory,
      block: this.#host.block,
      slot: this.#host.slot,
      table: this.#numbers.table,
      token: this.#token,
      resumptions: this.#words.table,
    };
  }

  /** From here on strs are made by WebAssembly. Programs that only compute need none, and start so much sooner. */
  #makeText(): void {
    if (this.#hasText) return;
    this.#hasText = true;
    // Parts of what is no str are those of lists, which are there.
    Object.assign(this.#helpers, makeText(this.#host, this.#imports()));
  }

  firstWord(func: Address, pc: number): number {
    const i32 = this.#vm.i32, known = this.#known.get(i32[(func + FUNCTION_CODE) >>> 2]);
    if (known === undefined || isStranger(this.#vm, known.globals, func)) return 0;
    const word = known.entries.has(RESUMED - pc) ? this.#words.of(known, pc) : 0;
    if (word !== 0) this.#firstWords?.note(func, pc, word);
    return word;
  }

  /** The code that goes on with a generator where its frame is. Once entered, generators find the next by their words. */
  #resumption(frame: Address, func: Address): Entry | null {
    const i32 = this.#vm.i32, word = frame >>> 2, pc = i32[word + FRAME_PC];
    const known = this.#knownOf(i32[word + FRAME_CODE]);
    if (known.globals !== 0 && isStranger(this.#vm, known.globals, func)) {
      if (!turnsTo(this.#vm, known)) return null;
      this.#words.forgetGlobals(known);
    }
    return known.entries.get(RESUMED - pc) ?? this.#compileResumption(known, frame, pc);
  }

  /** Null, for good, if that part of the generator is beyond what is compiled. */
  #compileResumption(known: Known, frame: Address, pc: number): Entry | null {
    const vm = this.#vm, i32 = vm.i32, word = frame >>> 2, code = known.code.address;
    if (i32[(code + CODE_JIT) >>> 2] <= JIT_REFUSED || known.refused.has(pc)) return null;
    if (this.#overBudget() || !mayBet(vm, code)) return null;
    const func = i32[word + FRAME_FUNCTION];
    known.globals ||= i32[(func + FUNCTION_GLOBALS) >>> 2];
    // Full may be what was so at the YIELD, and where the value sent has gone to.
    const result = i32[(i32[word + FRAME_GENERATOR] + GENERATOR_RESULT) >>> 2];
    const full = result < 0
      ? 0
      : Math.max(depthOf(vm, code, pc - LENGTHS[Op.YIELD]), result + 1 - known.code.locals);
    const key = RESUMED - pc;
    look(vm, known, key, frame, known.code.locals + full);
    const compiled = this.#compile(known, func, pc, key, full);
    if (compiled === null) {
      known.refused.add(pc);
      return null;
    }
    const enter = this.#instantiate(compiled, known, func, key).enter;
    this.statistics.resumptions++;
    this.#goOn ??= makeGoOn(this.#host, this.#imports());
    this.#words.put(known, pc, enter as unknown as Enter);
    return known.entries.get(key) ?? null;
  }

  // -- compiling

  #knownOf(code: Address): Known {
    let known = this.#known.get(code);
    if (known === undefined) {
      learn(this.#vm, code);
      known = newKnown(decode(this.#vm.i32, code));
      this.#known.set(code, known);
    }
    return known;
  }

  #compileFunction(code: Address, func: Address): boolean {
    const i32 = this.#vm.i32;
    const known = this.#knownOf(code);
    known.stale = false;
    const compiled = this.#compile(known, func, 0, 0, 0);
    if (compiled === null) {
      if (!known.entries.has(0)) this.#numbers.refuse(code, false);
      return false;
    }
    publishKnown(this.#vm, known, compiled);
    i32[(code + CODE_JIT) >>> 2] = this.#install(compiled, known, func);
    this.statistics.functions++;
    return true;
  }

  localsRead(code: Address): void {
    this.#numbers.refuse(code, true);
    const known = this.#known.get(code), id = this.#numbers.known(code);
    if (known !== undefined) {
      this.#words.forgetAll(known);
      known.entries.clear();
      known.versions = known.limit;
    }
    if (id === undefined) return;
    const parameters = this.#leaveToInterpreter(id, code);
    this.#numbers.leave(id, parameters);
  }

  /** The interpreter runs what a number stands for. Returns how many parameters that has. */
  #leaveToInterpreter(id: number, code: Address): number {
    const parameters = parametersOf(this.#vm.i32, code);
    this.#enter[id] = (at, own) => this.#helpers.interpret(at, own, parameters);
    return parameters;
  }

  /** Makes compiled code what the code object's number stands for in this Worker. */
  #install(compiled: Omit<Compiled, "text">, known: Known, func: Address): number {
    const id = this.#numbers.of(known.code.address);
    const instance = this.#instantiate(compiled, known, func, 0);
    this.#enter[id] = instance.enter as unknown as Enter;
    this.#numbers.table.set(id, instance.call as unknown as null);
    return id;
  }

  #compileLoop(known: Known, frame: Address, pc: number): Entry | null {
    const vm = this.#vm, i32 = vm.i32, word = frame >>> 2;
    const code = i32[word + FRAME_CODE], func = i32[word + FRAME_FUNCTION];
    const live = depthOf(vm, code, pc), key = -1 - pc;
    look(vm, known, key, frame, known.code.locals + live);
    const compiled = this.#compile(known, func, pc, key, live);
    if (compiled === null) return null;
    this.#instantiate(compiled, known, func, key);
    this.statistics.loops++;
    if (i32[(code + CODE_MODULE) >>> 2] === 0) publishKnown(vm, known);
    // Who has such a loop is worth compiling as a whole: its next call begins in compiled code.
    const calls = (code + CODE_CALLS) >>> 2;
    if (i32[calls] < this.functionThreshold - 1) i32[calls] = this.functionThreshold - 1;
    return known.entries.get(key) ?? null;
  }

  #compile(
    known: Known,
    func: Address,
    root: number,
    key: number,
    liveTemporaries: number,
  ): Compiled | null {
    if (known.versions >= known.limit) return null;
    const resumed = key <= RESUMED, types = known.types.get(key) ?? [];
    known.versions++;
    const start = performance.now();
    const dumped = isNamed(this.#vm, known.code.address, this.#dump);
    const compiled = readsFrames(this.#vm, known.code) ? null : compile(this.#host, {
      code: known.code,
      func,
      root,
      loop: key !== 0,
      seen: (register) => types[register] ?? 0,
      liveTemporaries,
      avoid: known.avoid,
      catches: known.catches,
      leavesUnseen: known.versions < known.limit,
      note: dumped || this.#onCompile !== undefined ? (pc) => noteOf(this.#vm, known.code, pc) : undefined,
      idOf: (code) => this.#numbers.of(code),
      resumeWord: resumed ? (pc) => this.#words.of(known, pc) : null,
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
    this.#onCompile?.(nameOf(this.#vm, known.code.address, root), compiled.text);
    if (dumped) writeDump(this.#vm, known.code.address, root, compiled.text());
    return compiled;
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
      left: 0,
      failed: new Set(),
    };
    const leave = (frame: Address, own: Address, site: number) =>
      this.#leave(known, key, entry, frame, own, site);
    if (compiled.usesText) this.#makeText();
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

  /** No code of this Worker is current: it takes over what another one compiled, or compiles. */
  #adopt(id: number, code: Address, func: Address, frame: Address): Enter {
    const vm = this.#vm, i32 = vm.i32;
    this.#numbers.reserve(id, code);
    const known = this.#knownOf(code);
    look(vm, known, 0, frame, known.code.parameters);
    const found = known.entries.has(0) ? null : published(i32, code);
    const usable = found !== null && found.bytes.length > 0;
    if (usable) {
      for (const callee of found.callees) this.#numbers.of(callee);
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
    // On the way out there may have been no memory for the object of a number or a range.
    const raised = reason === "raised" || vm.failed();
    if (i32[(vm.block + THREAD_FRAME) >>> 2] !== frame) {
      makeFrame(vm, frame, func, known.code.address, known.code.registers);
    }
    i32[word + FRAME_PC] = pc;
    i32[word + FRAME_FLAGS] &= ~FRAME_FLAG_COMPILED;
    if (raised && key === 0 && known.code.covers.length === 0 && !vm.traced) {
      vm.incref(func);
      passOn(vm, frame);
      return 0;
    }
    const depth = raised ? depthAt(vm, known, pc) : -1;
    if (raised) dropOperands(vm, frame, depth);
    else if (reason === "other callee") noteCallee(vm, known, pc, frame);
    const renew = known.versions < known.limit &&
      (raised
        ? countRaised(known, entry, pc)
        : countFailure(vm, this.statistics, known, entry, site) || known.stale);
    if (renew && known.entries.get(key) === entry) this.#renew(known, key, func);
    if (!generator) {
      this.#goOnSoon(known, pc);
      if (key < 0) return raised ? LEFT_RAISED : LEFT;
      // A frame that compiled code made does not own its function yet; one taken over from the interpreter does.
      vm.incref(func);
    }
    return goOn(vm, frame, raised, depth);
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

  /**
   * Code is to be compiled again, but not before the interpreter has done the instruction that failed and filled its
   * cache: so at the next entry, or when the same code fails once more.
   */
  #renew(known: Known, key: number, func: Address): void {
    if (key <= RESUMED) this.#words.forget(known, RESUMED - key);
    else if (key < 0) known.entries.delete(key);
    else if (known.stale) this.#compileFunction(known.code.address, func);
    else {
      known.stale = true;
      this.#enter[this.#numbers.of(known.code.address)] = undefined;
    }
  }

  #interpret(frame: Address, func: Address, parameters: number): Value {
    const vm = this.#vm, code = vm.i32[(func + FUNCTION_CODE) >>> 2];
    if (!makeCallFrame(vm, frame, func, parameters)) return 0;
    // Who has other globals than the compiled code is not sent there again.
    const known = this.#known.get(code), entry = known?.entries.get(0);
    const isOther = entry !== undefined && isStranger(vm, entry.globals, func);
    if (isOther && known !== undefined && turnsTo(vm, known)) {
      look(vm, known, 0, frame, known.code.parameters);
      this.#compileFunction(code, func);
    }
    return runNested(vm, frame, isOther ? START_RESUMED : START_CALLED);
  }
}
