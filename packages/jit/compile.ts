/**
 * From a code object to a WebAssembly module: what each block may rely on, by abstract interpretation until nothing
 * changes; then structured control flow over the dominator tree (Ramsey, "Beyond Relooper", 2022).
 *
 * A module exports `enter(frame, func) -> value`, which takes over a frame of the interpreter at its start or at a
 * loop header. One made for a function's start also exports `call(frame, func, argument...) -> value`, which other
 * compiled code calls: the caller gives room for a frame, which is written only when somebody may look at it.
 *
 * @module
 */
import { type Address, CODE_NAME, FUNCTION_GLOBALS, T_FLOAT, T_INT, T_RANGE_ITERATOR } from "@orochi/object";
import { DryBuilder, type FunctionBuilder, I32, type Label, type ValueType } from "@orochi/wasm";
import {
  COMPILED_STACK_BYTES,
  FRAME_FLAG_COMPILED,
  FRAME_HEADER_BYTES,
  LENGTHS,
  THREAD_STACK_BASE,
} from "@orochi/vm/bytecode";
import type { Callee } from "./callees.ts";
import type { Code } from "./decode.ts";
import { analyse, type Flow } from "./flow.ts";
import type { JitHost } from "./host.ts";
import {
  ANY_STATE,
  boxed,
  EMPTY_STATE,
  FULL_BITS,
  INT,
  int,
  join,
  MAYBE_STATE,
  type RegisterState,
  sameState,
  SMALL_BITS,
} from "./states.ts";
import { guardRange } from "./codegen/control.ts";
import { registerOffset } from "./codegen/generic.ts";
import { isSupported, translate } from "./codegen/instructions.ts";
import { beginModule, BLOCK_GLOBAL, type Support } from "./codegen/runtime_module.ts";
import type { Site } from "./codegen/exits.ts";
import { TEXT_HELPERS } from "./codegen/text_module.ts";
import { TierUp } from "./codegen/tier_up.ts";
import { type Borrowed, type EdgeSink, Translator } from "./codegen/translator.ts";

/** Code objects beyond this many words stay interpreted: they would compile for too long. */
const MAX_WORDS = 12_000;

/** So often compiling begins anew where other threads have changed meanwhile what it relies on. */
const MOST_TRIES = 8;

/** What to compile. */
export interface Request {
  readonly code: Code;
  /** Function whose globals the code relies on. */
  readonly func: Address;
  /** Word index to start at: 0 with `loop` false, or a loop's header. */
  readonly root: number;
  /** Whether it takes over a running frame at `root`. */
  readonly loop: boolean;
  /**
   * Type index of what a register held when this was asked for (T_INT: a small int; 0: nothing), or {@linkcode WIDE_INT}: it
   * is bet on.
   */
  readonly seen: (register: number) => number;
  /** How many temporaries are full at the root; the others are empty. */
  readonly liveTemporaries: number;
  /** Instructions to translate without bets, and places where code is entered without: {@linkcode entryBet}. */
  readonly avoid: ReadonlySet<number>;
  /** Word indices of the exception handlers that are compiled too; the interpreter sees to the others. */
  readonly catches: ReadonlySet<number>;
  /** Whether instructions that have never run are left to the interpreter; then their code is compiled once more. */
  readonly leavesUnseen: boolean;
  /** What a dump says of an instruction; absent if nobody will see one. */
  readonly note?: (pc: number) => string;
  /** Position of a code object's `call` in the table. */
  readonly idOf: (code: Address) => number;
  /** For a generator: the word that says where its compiled code goes on, at an instruction. Else null. */
  readonly resumeWord: ((pc: number) => number) | null;
  /** Functions that the call at an instruction has met where another one was expected. */
  readonly otherCallees: (pc: number) => readonly Callee[];
}

/** In {@linkcode Request.avoid}: no bets on the types of the values where code is entered at `pc`. */
export function entryBet(pc: number): number {
  return -1 - pc;
}

/** In place of a type index: an int of up to 63 bits, small or not. */
export const WIDE_INT = -1;

/** A compiled code object. */
export interface Compiled {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly sites: readonly Site[];
  /** Number of `call`'s arguments. */
  readonly parameters: number;
  /** Code objects that it calls by their numbers. */
  readonly callees: readonly Address[];
  /** Whether it calls what makes strs. */
  readonly usesText: boolean;
  /** The module as text, for `--dump-wasm`. */
  text(): string;
}

/** Compiles; null if the code is beyond what is compiled, or changes too fast. */
export function compile(host: JitHost, request: Request): Compiled | null {
  const { code, root } = request;
  const first = code.blockAt.get(root);
  if (first === undefined || code.words.length > MAX_WORDS) return null;
  const flow = analyse(code, first, request.catches);
  if (!flow.reducible) {
    return request.catches.size === 0 ? null : compile(host, { ...request, catches: new Set() });
  }
  for (const block of flow.order) {
    const { start, end } = code.blocks[block];
    for (let pc = start; pc < end; pc += LENGTHS[code.words[pc]]) {
      if (!isSupported(code.words[pc], request.resumeWord !== null)) return null;
    }
  }
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const compiled = new Compilation(host, request, flow).run();
    if (compiled !== null) return compiled;
  }
  return null;
}

class Compilation {
  readonly #host: JitHost;
  readonly #request: Request;
  readonly #code: Code;
  readonly #flow: Flow;
  readonly #support: Support;
  readonly #translator: Translator;
  readonly #parameters: number;
  readonly #self: number;
  /** What holds at each block's start; undefined until a way to it was found. */
  readonly #entry: (RegisterState[] | undefined)[];
  /** Whether the frame is in memory at each block's start, as {@linkcode Translator.materialised}. */
  readonly #frameAt: Uint8Array;
  readonly #labels: (Label | undefined)[];
  readonly #callees: Set<Address> = new Set();
  /** Whether there is one way to each block, so that what holds at its start is known when that way is written. */
  readonly #isTree: boolean;
  /** Whether the code that is written and the states that were settled for it know different things. */
  #differs = false;

  constructor(host: JitHost, request: Request, flow: Flow) {
    const { code, loop } = request;
    this.#host = host;
    this.#request = request;
    this.#code = code;
    this.#flow = flow;
    this.#support = beginModule(host);
    this.#parameters = loop ? 0 : code.parameters;
    this.#self = this.#support.module.declareFunction(loop ? "loop" : "call", this.#types(), [I32]);
    this.#translator = new Translator(
      host,
      code,
      this.#support,
      request.func,
      loop ? -1 : this.#self,
      request.avoid,
      request.catches,
      request.leavesUnseen,
      (callee) => {
        this.#callees.add(callee);
        return request.idOf(callee);
      },
      request.resumeWord,
      request.otherCallees,
    );
    if (code.loops.length > 0 && request.resumeWord === null) {
      this.#translator.tierUp = new TierUp(this.#support.module, this.#translator, loop ? request.root : -1);
    }
    this.#entry = new Array(code.blocks.length).fill(undefined);
    this.#frameAt = new Uint8Array(code.blocks.length);
    this.#labels = new Array(code.blocks.length).fill(undefined);
    // Who calls itself is written when that is known: see `#spillWhereDeep`.
    this.#isTree = flow.order.every((block) => flow.isLoop[block] === 0 && flow.isMerge[block] === 0) &&
      !code.names.includes(host.i32[(code.address + CODE_NAME) >>> 2]);
  }

  /** Of the function's parameters: frame, function, arguments. */
  #types(): ValueType[] {
    return new Array(2 + this.#parameters).fill(I32);
  }

  /** Null if another thread has changed something meanwhile: classes, globals, functions. */
  run(): Compiled | null {
    if (!this.#isTree) this.#settle();
    const module = this.#support.module;
    const f = module.defineFunction(this.#self);
    this.#emit(f);
    if (this.#differs) return null;
    if (this.#request.loop) module.exportFunction("enter", this.#self);
    else {
      const call = this.#translator.callsItself ? this.#addChecked() : this.#self;
      module.exportFunction("call", call);
      this.#emitEnter(call);
    }
    return {
      bytes: module.toBytes(),
      sites: this.#translator.exits.sites,
      parameters: this.#parameters,
      callees: [...this.#callees],
      usesText: TEXT_HELPERS.some((name) => module.calls(this.#support.helper[name])),
      text: () => module.toText(),
    };
  }

  /** `enter(frame, func)`: arguments from the interpreter's frame. */
  #emitEnter(call: number): void {
    const f = this.#support.module.addFunction("enter", [I32, I32], [I32]);
    f.localGet(0);
    f.localGet(1);
    for (let k = 0; k < this.#parameters; k++) {
      f.localGet(0);
      f.i32Load(registerOffset(k));
    }
    f.call(call);
    f.end();
    this.#support.module.exportFunction("enter", f.index);
  }

  // -- what holds where

  /** Translates into nowhere until the states at all block starts are settled. */
  #settle(): void {
    const t = this.#translator, { order } = this.#flow;
    const scratch = new DryBuilder({ params: this.#types(), results: [I32] });
    const dirty = new Set<number>();
    const flowTo = (pc: number) => {
      const target = this.#code.blockAt.get(pc) as number;
      const live = this.#flow.live[target], known = this.#entry[target];
      if (known === undefined) {
        this.#entry[target] = t.state.slice();
        this.#frameAt[target] = t.materialised;
        dirty.add(target);
        return;
      }
      for (let r = 0; r < known.length; r++) {
        const joined = join(known[r], t.state[r], live[r] === 1);
        if (sameState(joined, known[r])) continue;
        known[r] = joined;
        dirty.add(target);
      }
      if (this.#frameAt[target] !== t.materialised && this.#frameAt[target] !== 1) {
        this.#frameAt[target] = 1;
        dirty.add(target);
      }
    };
    const along = (pc: number, before?: () => void) => {
      const state = t.state, frame = t.materialised;
      t.state = state.slice();
      before?.();
      flowTo(pc);
      t.state = state;
      t.materialised = frame;
    };
    const sink: EdgeSink = {
      jump: (edge) => along(edge.pc, edge.before),
      branch: (yes, no) => {
        along(yes.pc, yes.before);
        along(no.pc, no.before);
      },
    };
    t.begin(scratch, sink, true);
    this.#prologue(scratch);
    flowTo(this.#request.root);
    while (dirty.size > 0) {
      for (const block of order) {
        if (!dirty.delete(block)) continue;
        this.#translateBlock(block);
      }
    }
  }

  /** Parameters or the frame's registers become states; bets on their types are checked. */
  #prologue(f: FunctionBuilder): void {
    const t = this.#translator, { code, loop, seen, liveTemporaries, avoid, root } = this.#request;
    const bets = !avoid.has(entryBet(root));
    t.state = new Array(code.registers).fill(EMPTY_STATE);
    t.pc = this.#request.root;
    t.materialised = loop ? 2 : 0;
    t.forget();
    t.tierUp?.begin(f);
    if (loop) {
      f.localGet(0);
      f.localGet(0);
      f.i32Load(8);
      f.i32Const(FRAME_FLAG_COMPILED);
      f.i32Or();
      f.i32Store(8);
      const full = code.locals + liveTemporaries;
      for (let r = 0; r < full; r++) {
        f.localGet(0);
        f.i32Load(registerOffset(r));
        f.localSet(t.boxedLocal(r));
        // Of temporaries, a manager's place behind its `__exit__` may be empty, and that for self in a call which waits
        // for a generator's next value.
        t.state[r] = MAYBE_STATE;
      }
      for (let r = 0; r < full; r++) {
        const type = seen(r);
        // What a loop goes over is the same at each of its rounds, whatever else becomes of the types.
        if (bets || type === T_RANGE_ITERATOR) this.#bet(f, r, type);
      }
      return;
    }
    for (let r = 0; r < this.#parameters; r++) {
      t.bindParameter(r, 2 + r);
      t.state[r] = ANY_STATE;
    }
    this.#spillWhereDeep(f);
    for (let r = 0; bets && r < this.#parameters; r++) this.#bet(f, r, seen(r));
  }

  /** A register is bet to hold what it holds now: a number, the iterator of a range, or simply something. */
  #bet(f: FunctionBuilder, register: number, type: number): void {
    const t = this.#translator;
    if (type === 0) return;
    const state = t.state[register], local = t.boxedLocal(register);
    f.localGet(local);
    if (type === WIDE_INT || (type === T_INT && this.#isWide(register))) {
      f.i32Eqz();
      t.deoptIf("entry types");
      t.unboxWide(register, "entry types");
    } else if (type === T_INT) {
      f.i32Const(1);
      f.i32And();
      f.i32Eqz();
      t.deoptIf("entry types");
      t.state[register] = boxed(T_INT);
      if (!this.#request.loop) return;
      f.localGet(local);
      f.i32Const(1);
      f.i32ShrS();
      f.i64ExtendI32S();
      f.localSet(t.intLocal(register));
      t.state[register] = int(SMALL_BITS);
    } else if (type === T_FLOAT) {
      f.i32Const(1);
      f.i32And();
      if (state.nullable) {
        f.localGet(local);
        f.i32Eqz();
        f.i32Or();
      }
      t.deoptIf("entry types");
      f.localGet(local);
      f.i32Load16U();
      f.i32Const(T_FLOAT);
      f.i32Ne();
      t.deoptIf("entry types");
      t.state[register] = boxed(T_FLOAT);
    } else if (type === T_RANGE_ITERATOR && t.isTemporary(register) && !t.isGenerator) {
      f.drop();
      if (this.#request.avoid.has(t.pc)) return;
      // The iterators of the loops around.
      guardRange(t, register, t.pc);
      t.packRange(register);
    } else if (state.nullable) {
      f.i32Eqz();
      t.deoptIf("entry types");
      t.state[register] = ANY_STATE;
    } else f.drop();
  }

  /**
   * Whether the loop that is entered makes a register's int anything up to 63 bits. A long loop leaves and is entered anew,
   * by when its sums have grown.
   */
  #isWide(register: number): boolean {
    if (!this.#request.loop || this.#translator.dry || this.#isTree) return false;
    const state = this.#entry[this.#flow.order[0]]?.[register];
    return state !== undefined && state.kind === INT && state.bits === FULL_BITS;
  }

  /** The way in from elsewhere where a function's calls of itself leave out the check of its globals. */
  #addChecked(): number {
    const f = this.#support.module.addFunction("checked", this.#types(), [I32]);
    this.#pushHasOtherGlobals(f);
    this.#interpretIf(f);
    f.localGet(0);
    f.localGet(1);
    for (let r = 0; r < this.#parameters; r++) f.localGet(2 + r);
    f.call(this.#self);
    f.end();
    return f.index;
  }

  /**
   * Deep in the stack a call goes to the interpreter, which needs no native stack for calls of Python functions. So does
   * one of a function with the same code that has other globals.
   */
  #spillWhereDeep(f: FunctionBuilder): void {
    f.localGet(0);
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_STACK_BASE);
    f.i32Sub();
    f.i32Const(COMPILED_STACK_BYTES);
    f.i32GtU();
    if (!this.#translator.callsItself) {
      this.#pushHasOtherGlobals(f);
      f.i32Or();
    }
    this.#interpretIf(f);
  }

  #pushHasOtherGlobals(f: FunctionBuilder): void {
    f.localGet(1);
    f.i32Load(FUNCTION_GLOBALS);
    f.i32Const(this.#host.i32[(this.#request.func + FUNCTION_GLOBALS) >>> 2]);
    f.i32Ne();
  }

  /** Pops a condition: where it holds, the interpreter makes the call. */
  #interpretIf(f: FunctionBuilder): void {
    f.if();
    for (let r = 0; r < this.#parameters; r++) {
      f.localGet(0);
      f.localGet(2 + r);
      f.i32Store(FRAME_HEADER_BYTES + 4 * r);
    }
    f.localGet(0);
    f.localGet(1);
    f.i32Const(this.#parameters);
    f.call(this.#support.helper.interpret);
    f.return();
    f.end();
  }

  #translateBlock(block: number): void {
    const t = this.#translator, { start, end } = this.#code.blocks[block];
    // No way that was compiled leads here.
    if (this.#entry[block] === undefined) return t.f.unreachable();
    t.state = (this.#entry[block] as RegisterState[]).slice();
    t.materialised = this.#frameAt[block];
    t.blockIndex = block;
    t.forget();
    t.borrowed = null;
    t.callees.clear();
    for (let pc = start; pc < end; pc += LENGTHS[this.#code.words[pc]]) {
      t.pc = pc;
      if (this.#request.note !== undefined && !t.dry) t.f.note(this.#request.note(pc));
      const borrowed = t.borrowed as Borrowed | null;
      if (!translate(t, !this.#request.loop)) {
        // Ways out have made it this code's own.
        t.borrowed = null;
        return;
      }
      if (borrowed !== null && t.borrowed !== borrowed) t.f.releaseLocal(borrowed.owned);
    }
    if (t.borrowed !== null) throw new Error(`Block ${start} ends with a borrowed reference`);
    t.sink.jump({ pc: end });
  }

  // -- structured control flow

  #emit(f: FunctionBuilder): void {
    const t = this.#translator;
    const along = (pc: number, before?: () => void) => {
      const state = t.state, frame = t.materialised, block = t.blockIndex;
      t.state = state.slice();
      before?.();
      this.#goTo(f, block, this.#code.blockAt.get(pc) as number);
      t.state = state;
      t.materialised = frame;
      t.blockIndex = block;
    };
    t.begin(f, {
      jump: (edge) => along(edge.pc, edge.before),
      branch: (yes, no) => {
        f.if();
        along(yes.pc, yes.before);
        f.else();
        along(no.pc, no.before);
        f.end();
      },
    }, false);
    this.#prologue(f);
    const root = this.#flow.order[0];
    if (this.#isTree) this.#enterAs(root);
    else this.#convert(root);
    this.#tree(f, root);
    f.unreachable();
    f.end(); // of the exit block: the site's number is on the stack
    const site = f.newLocal(I32);
    f.localSet(site);
    f.localGet(0);
    f.localGet(1);
    f.localGet(site);
    f.call(this.#support.leave);
    f.end();
  }

  /** A block and all that it dominates. */
  #tree(f: FunctionBuilder, block: number): void {
    const { children, isLoop, isMerge, rank } = this.#flow;
    if (isLoop[block] === 1) this.#labels[block] = f.loop();
    const merges = children[block].filter((child) => isMerge[child] === 1).sort((a, b) => rank[b] - rank[a]);
    for (const merge of merges) this.#labels[merge] = f.block();
    this.#translateBlock(block);
    for (const merge of merges.reverse()) {
      f.end();
      this.#tree(f, merge);
    }
    if (isLoop[block] === 1) {
      f.end();
      this.#labels[block] = undefined;
    }
  }

  #convert(target: number): void {
    const t = this.#translator, wanted = this.#entry[target] as RegisterState[];
    for (let r = 0; r < wanted.length; r++) if (!sameState(t.state[r], wanted[r])) t.convert(r, wanted[r]);
  }

  /** Whether what holds here is what a block was settled for, or more. */
  #isSettled(target: number): boolean {
    const t = this.#translator, live = this.#flow.live[target], wanted = this.#entry[target];
    const frame = this.#frameAt[target];
    return wanted !== undefined && (frame === 1 || frame === t.materialised) &&
      wanted.every((known, r) =>
        known === t.state[r] || sameState(join(known, t.state[r], live[r] === 1), known)
      );
  }

  /** What holds here holds at the start of a block that there is no other way to. */
  #enterAs(target: number): void {
    this.#entry[target] = this.#translator.state.slice();
    this.#frameAt[target] = this.#translator.materialised;
  }

  #goTo(f: FunctionBuilder, from: number, target: number): void {
    const { rank, isMerge } = this.#flow;
    if (this.#isTree) this.#enterAs(target);
    else if (!this.#isSettled(target)) {
      this.#differs = true;
      return f.unreachable();
    } else this.#convert(target);
    if (rank[target] <= rank[from] || isMerge[target] === 1) f.br(this.#labels[target] as Label);
    else this.#tree(f, target);
  }
}
