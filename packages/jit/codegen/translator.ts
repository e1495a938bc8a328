/**
 * The state of translating one function: which register is where, how values change their form, how compiled code
 * is left. The instructions themselves are in the files beside this one.
 *
 * Locals of the WebAssembly function: `frame`, `func`, the arguments; then up to three per register (i32 for a
 * boxed value or truth value, i64, f64), made when first needed. A register's are its own, so that values on
 * different ways into a block need no shuffling.
 *
 * Every register that is BOXED owns its reference, as in the interpreter. Guards come first in each instruction, before
 * anything is consumed: a failed one leaves with the state as it was before the instruction.
 *
 * @module
 */
import {
  type Address,
  FLOAT_VALUE,
  FUNCTION_GLOBALS,
  isSmallInt,
  T_BOOL,
  T_FLOAT,
  T_INT,
  T_NONE_TYPE,
  T_STR,
  TRUE,
  type Value,
} from "@orochi/object";
import { RANGE_ITERATOR_LEFT, RANGE_ITERATOR_NEXT, RANGE_ITERATOR_STEP } from "@orochi/object";
import { F64, type FunctionBuilder, I32, I64, type Label } from "@orochi/wasm";
import { FRAME_HEADER_BYTES, THREAD_FRAME, THREAD_STACK_TOP } from "@orochi/vm/bytecode";
import type { Code } from "../decode.ts";
import type { Callee } from "../callees.ts";
import type { JitHost } from "../host.ts";
import {
  ANY_STATE,
  BOOL,
  BOOL_STATE,
  BOXED,
  boxed,
  CONST,
  constant,
  EMPTY,
  EMPTY_STATE,
  FLOAT,
  FLOAT_STATE,
  FULL_BITS,
  INT,
  int,
  MAYBE_STATE,
  RANGE,
  RANGE_STATE,
  type RegisterState,
  SMALL_BITS,
} from "../states.ts";
import { Frames } from "./frames.ts";
import { goToHandler } from "./handlers.ts";
import { Generators } from "./resumptions.ts";
import { Exits, type Reason } from "./exits.ts";
import { Receivers } from "./receivers.ts";
import type { TierUp } from "./tier_up.ts";
import { pushIsCounted } from "./type_tests.ts";
import { BLOCK_GLOBAL, type Support } from "./runtime_module.ts";

const NO_LITERAL = { pc: -1, register: -1, bits: -1 };

/** Where control goes at the end of a block, and what else is to be done on the way; the state is the translator's. */
export interface Edge {
  readonly pc: number;
  readonly before?: () => void;
}

/** A register's value on the move. */
export interface Taken {
  readonly state: RegisterState;
  /** Where it is; -1 for a constant. */
  readonly local: number;
}

/** Takes the ends of blocks. */
export interface EdgeSink {
  jump(edge: Edge): void;
  /** An i32 is on the stack. */
  branch(ifTrue: Edge, ifFalse: Edge): void;
}

/**
 * A temporary whose value was read without a reference of its own, as the next instruction but for constants looks into it
 * and consumes it before any other code can run: nobody can take the value away from where it was read until then.
 */
export interface Borrowed {
  readonly register: number;
  /** I32 local: whether the reference is this code's after all. */
  readonly owned: number;
}

/** See the module documentation. */
export class Translator {
  readonly host: JitHost;
  readonly code: Code;
  readonly support: Support;
  readonly exits: Exits;
  readonly frames: Frames;
  /** Whether what is written is thrown away: only the states matter. */
  dry = false;
  /** Index of the function under construction, for calls of itself; -1 where there is none. */
  readonly #self: number;
  /** Whether there are such calls: they come without the check of the function's globals. */
  callsItself = false;
  /** The function whose globals and identity the code relies on. */
  readonly func: Value;
  f!: FunctionBuilder;
  sink!: EdgeSink;
  exit!: Label;
  state: RegisterState[] = [];
  /** Block being translated. */
  blockIndex = 0;
  /** Word index of the instruction being translated. */
  pc = 0;
  /** The constant that the instruction before has put into an i64 local: the register, and the bits if it is not negative. */
  literal: { readonly pc: number; readonly register: number; readonly bits: number } = NO_LITERAL;
  /** What an instruction before has borrowed for this one. */
  borrowed: Borrowed | null = null;
  /** Word index of an instruction that the one before has done already. */
  done = -1;
  /** Whether the frame's header is in memory: 0 on no way to here, 1 on some, 2 on every one. */
  materialised = 0;
  /** Shape (or type) that a register's object was checked for, in this block and since anything could change it. */
  readonly facts: Map<number, number> = new Map();
  /** Types whose version was checked likewise. */
  readonly checkedTypes: Set<number> = new Set();
  /** Functions of which a register of this block holds one. */
  readonly callees: Map<number, readonly Value[]> = new Map();
  /** Instructions whose speculation failed before: they are translated without. */
  readonly avoid: ReadonlySet<number>;
  /** Word indices of the exception handlers that are compiled. */
  readonly catches: ReadonlySet<number>;
  /** Whether instructions that have never run are left to the interpreter. */
  readonly leavesUnseen: boolean;
  /** Number under which a code object's `call` entry lies in the table. */
  readonly idOf: (code: Address) => number;
  /** For a generator: the word that says where its compiled code goes on, at an instruction. Else null. */
  readonly resumeWord: ((pc: number) => number) | null;
  /** Functions that a call instruction has met besides the one in its cache: hints, as these may be gone. */
  readonly otherCallees: (pc: number) => readonly Callee[];
  readonly generators: Generators;
  readonly receivers: Receivers;
  /** Null where the code's loops are not entered anew. */
  tierUp: TierUp | null = null;
  #i32: number[] = [];
  #i64: number[] = [];
  #f64: number[] = [];
  #value: number[] = [];
  #left: number[] = [];
  #step: number[] = [];

  constructor(
    host: JitHost,
    code: Code,
    support: Support,
    func: Value,
    self: number,
    avoid: ReadonlySet<number>,
    catches: ReadonlySet<number>,
    leavesUnseen: boolean,
    idOf: (code: Address) => number,
    resumeWord: ((pc: number) => number) | null,
    otherCallees: (pc: number) => readonly Callee[],
  ) {
    this.resumeWord = resumeWord;
    this.otherCallees = otherCallees;
    this.generators = new Generators(host, support);
    this.receivers = new Receivers(host, code);
    this.leavesUnseen = leavesUnseen;
    this.avoid = avoid;
    this.catches = catches;
    this.idOf = idOf;
    this.host = host;
    this.code = code;
    this.support = support;
    this.func = func;
    this.#self = self;
    this.exits = new Exits(support, resumeWord === null ? this.frameBytes : -1);
    this.frames = new Frames(host, support, code);
  }

  /**
   * Calls the code that is being compiled, if that is what a call of a function with this code comes to: if the function
   * has the globals that the code is compiled for.
   */
  callItself(func: Value): boolean {
    const { i32 } = this.host, globals = i32[(this.func + FUNCTION_GLOBALS) >>> 2];
    if (this.#self < 0 || i32[(func + FUNCTION_GLOBALS) >>> 2] !== globals) return false;
    this.f.call(this.#self);
    return this.callsItself = true;
  }

  /** Starts over, with another builder. */
  begin(f: FunctionBuilder, sink: EdgeSink, dry: boolean): void {
    this.f = f;
    this.dry = dry;
    this.sink = sink;
    this.exit = f.block(I32);
    this.#i32 = [];
    this.#i64 = [];
    this.#f64 = [];
    this.#value = [];
    this.#left = [];
    this.#step = [];
  }

  /** Forgets what other code may have changed: after everything that can run some. */
  forget(): void {
    // Clearing an empty table makes a new one.
    if (this.facts.size > 0) this.facts.clear();
    if (this.checkedTypes.size > 0) this.checkedTypes.clear();
  }

  /** The register's boxed value is in this local already: a parameter. */
  bindParameter(register: number, local: number): void {
    this.#i32[register] = local;
  }

  /** Whether the code goes on with a generator. */
  get isGenerator(): boolean {
    return this.resumeWord !== null;
  }

  /** Bytes of the frame. */
  get frameBytes(): number {
    return FRAME_HEADER_BYTES + this.code.registers * 4;
  }

  /** Pushes the address where a callee's frame goes: behind this one, or on the stack that a generator does not lie on. */
  pushRoom(): void {
    const f = this.f;
    if (this.isGenerator) {
      f.globalGet(BLOCK_GLOBAL);
      f.i32Load(THREAD_STACK_TOP);
      return;
    }
    f.localGet(0);
    f.i32Const(this.frameBytes);
    f.i32Add();
  }

  /** An operand word of the instruction. */
  operand(index: number): number {
    return this.code.words[this.pc + 1 + index];
  }

  /** Type feedback word of the instruction whose cache operand has this index. */
  feedback(index: number, word = 0): number {
    return this.host.ic()[this.code.cache + this.operand(index) + word];
  }

  /** Whether a register is a temporary. */
  isTemporary(register: number): boolean {
    return register >= this.code.locals;
  }

  // -- where registers are

  boxedLocal(register: number): number {
    return this.#i32[register] ??= this.f.newLocal(I32);
  }
  intLocal(register: number): number {
    return this.#i64[register] ??= this.f.newLocal(I64);
  }
  floatLocal(register: number): number {
    return this.#f64[register] ??= this.f.newLocal(F64);
  }
  leftLocal(register: number): number {
    return this.#left[register] ??= this.f.newLocal(I32);
  }
  stepLocal(register: number): number {
    return this.#step[register] ??= this.f.newLocal(I64);
  }

  /** A second i32 local of a register: the value that is about to become its own. */
  valueLocal(register: number): number {
    return this.#value[register] ??= this.f.newLocal(I32);
  }

  /** Number in a constant's state. */
  constantNumber(state: RegisterState): number {
    if (isSmallInt(state.value)) return state.value >> 1;
    if (state.type === T_BOOL) return state.value === TRUE ? 1 : 0;
    return this.host.f64[(state.value + FLOAT_VALUE) >>> 3];
  }

  /** Whether a register is known to hold an int that is in, or may be untagged into, an i64. */
  isInt(state: RegisterState): boolean {
    return state.kind === INT || (state.kind === CONST && isSmallInt(state.value)) ||
      (state.kind === BOXED && state.type === T_INT);
  }

  /** Whether a register is known to hold a float. */
  isFloat(state: RegisterState): boolean {
    return state.kind === FLOAT || state.type === T_FLOAT;
  }

  // -- leaving

  /** Leaves with all registers but those in `kept`, which are right in memory. */
  leave(reason: Reason, pc = this.pc, kept: ReadonlySet<number> | null = null): void {
    if (this.dry) return this.f.unreachable();
    this.#ownBorrowed();
    this.exits.write(this, reason, pc, kept);
    this.f.br(this.exit);
  }

  /** Pops a condition: if it holds, the interpreter goes on from this instruction. */
  deoptIf(reason: Reason): void {
    this.f.if();
    this.leave(reason);
    this.f.end();
  }

  /**
   * Writes checks of one bet, which branch to the label where it is lost: they share a way out. Nothing that the
   * instruction needs may be changed on the way to the last of them.
   */
  guard(reason: Reason, write: (lost: Label) => void): void {
    const f = this.f;
    const won = f.block(), lost = f.block();
    write(lost);
    f.br(won);
    f.end();
    this.leave(reason);
    f.end();
  }

  /** Pushes whether the Value in an i32 local is no object of exactly this type. */
  pushIsOther(local: number, type: number): void {
    const f = this.f;
    f.localGet(local);
    f.i32Const(1);
    f.i32And();
    f.if(I32);
    f.i32Const(1);
    f.else();
    f.localGet(local);
    f.i32Load16U();
    f.i32Const(type);
    f.i32Ne();
    f.end();
  }

  /** Pops a condition: if it holds, an exception was raised by this instruction. */
  raisedIf(kept: ReadonlySet<number> | null = null): void {
    this.f.if();
    this.raised(kept);
    this.f.end();
  }

  /** An exception was raised by this instruction: on to its handler, if that is compiled, or out. */
  raised(kept: ReadonlySet<number> | null = null): void {
    if (!goToHandler(this, kept)) this.leave("raised", this.pc, kept);
  }

  /** Makes the frame the thread's current one, if it is not on every way to here. */
  materialise(): void {
    if (this.materialised === 2) return;
    const f = this.f, maybe = this.materialised === 1;
    if (maybe) {
      f.globalGet(BLOCK_GLOBAL);
      f.i32Load(THREAD_FRAME);
      f.localGet(0);
      f.i32Ne();
      f.if();
    }
    f.localGet(0);
    f.localGet(1);
    f.i32Const(this.pc);
    f.call(this.dry ? 0 : this.frames.begin);
    this.raisedIf();
    this.materialised = 2;
    if (maybe) f.end();
  }

  /** Asks whether anybody wants this thread's attention, and if so sees to it. */
  poll(): void {
    this.host.lock.poll(this.f, this.support.context, () => {
      const before = this.materialised;
      this.materialise();
      // On ways where the frame was there already, making it does nothing.
      if (before !== 0) this.#safepoint();
      this.materialised = before === 2 ? 2 : 1;
    });
    this.forget();
  }

  #safepoint(): void {
    this.storePc();
    this.f.call(this.support.helper.safepoint);
    this.f.i32Eqz();
    this.raisedIf();
  }

  /** Writes a rarely taken way, which may need the frame's header although the usual way does not. */
  cold(write: () => void): void {
    const before = this.materialised;
    this.f.if();
    write();
    this.f.end();
    this.materialised = before === 2 ? 2 : 1;
  }

  /** Notes in the frame which instruction runs. */
  storePc(): void {
    this.f.localGet(0);
    this.f.i32Const(this.pc);
    this.f.i32Store(28);
  }

  // -- counting

  /** Writes what is done with the value in an i32 local if it is an object that is counted. */
  #ifCounted(local: number, state: RegisterState, write: () => void): void {
    if (state.kind !== BOXED || state.type === T_INT || state.type === T_BOOL || state.type === T_NONE_TYPE) {
      return;
    }
    if (state.type !== 0) return write();
    pushIsCounted(this.f, local);
    this.f.if();
    write();
    this.f.end();
  }

  /** Drops the reference in an i32 local; `leaving` where compiled code is left next, so that nothing is forgotten. */
  dropLocal(local: number, state: RegisterState, leaving = false): void {
    this.#ifCounted(local, state, () => {
      this.f.localGet(local);
      this.f.call(this.support.decref);
      // A destructor may run.
      if (state.type !== T_FLOAT && state.type !== T_STR && !leaving) this.forget();
    });
  }

  /** Adds a reference to the value in an i32 local. */
  keepLocal(local: number, state: RegisterState): void {
    this.#ifCounted(local, state, () => this.host.refcount.incref(this.f, local, this.support.context));
  }

  /** Writes that what is borrowed is this code's from here on. */
  #ownBorrowed(): void {
    if (this.borrowed === null) return;
    const f = this.f, { register, owned } = this.borrowed;
    f.localGet(owned);
    f.i32Eqz();
    f.if();
    this.keepLocal(this.boxedLocal(register), this.state[register]);
    f.end();
  }

  /** Makes what is borrowed this code's: other code may run now. */
  endBorrowing(): void {
    this.#ownBorrowed();
    this.borrowed = null;
  }

  /** Drops a register's value; it is EMPTY afterwards. */
  drop(register: number): void {
    const state = this.state[register];
    if (this.borrowed?.register === register) {
      const { owned } = this.borrowed;
      this.borrowed = null;
      this.f.localGet(owned);
      this.f.if();
      this.dropLocal(this.boxedLocal(register), state);
      this.f.end();
    } else if (state.kind === BOXED) this.dropLocal(this.boxedLocal(register), state);
    this.state[register] = EMPTY_STATE;
    this.facts.delete(register);
    this.callees.delete(register);
  }

  /** A register is EMPTY from now on; what it held is somebody else's. */
  vacate(register: number): void {
    this.state[register] = EMPTY_STATE;
    this.facts.delete(register);
    this.callees.delete(register);
  }

  /** Takes a temporary's value out of its register, into a local of its own. */
  take(register: number): Taken {
    this.unpackToBoxed(register);
    const f = this.f, state = this.state[register];
    this.vacate(register);
    if (state.kind === CONST) return { state, local: -1 };
    const type = state.kind === INT ? I64 : state.kind === FLOAT ? F64 : I32, local = f.newLocal(type);
    if (type === I64) f.localGet(this.intLocal(register));
    else if (type === F64) f.localGet(this.floatLocal(register));
    else f.localGet(this.boxedLocal(register));
    f.localSet(local);
    return { state, local };
  }

  /** Puts a value that was taken into an empty temporary. */
  put(register: number, { state, local }: Taken): void {
    const f = this.f;
    this.vacate(register);
    this.state[register] = state;
    if (state.kind === CONST) return;
    f.localGet(local);
    if (state.kind === INT) f.localSet(this.intLocal(register));
    else if (state.kind === FLOAT) f.localSet(this.floatLocal(register));
    else f.localSet(this.boxedLocal(register));
    f.releaseLocal(local);
  }

  /** What an R operand means after it was used: a temporary is consumed. */
  consume(register: number): void {
    if (this.isTemporary(register)) this.drop(register);
  }

  // -- pushing values

  /** Pushes a register's value as a tagged one; an unboxed float becomes a new object. Ownership does not move. */
  pushBoxed(register: number): void {
    const f = this.f, state = this.state[register];
    switch (state.kind) {
      case EMPTY:
        return f.i32Const(0);
      case CONST:
        return f.i32Const(state.value);
      case BOXED:
        return f.localGet(this.boxedLocal(register));
      case BOOL:
        f.localGet(this.boxedLocal(register));
        return f.call(this.support.boxBool);
      case FLOAT:
        f.localGet(this.floatLocal(register));
        return f.call(this.support.newFloat);
      case INT:
        f.localGet(this.intLocal(register));
        if (state.bits > SMALL_BITS) return f.call(this.support.boxInt);
        f.i32WrapI64();
        f.i32Const(1);
        f.i32Shl();
        f.i32Const(1);
        return f.i32Or();
      case RANGE:
        this.pushRange(register);
        return f.call(this.support.newRangeIterator);
    }
  }

  /** Pushes what a range iterator in locals is made of: its next number, step, and how many are left. */
  pushRange(register: number): void {
    const f = this.f;
    f.localGet(this.intLocal(register));
    f.i32WrapI64();
    f.localGet(this.stepLocal(register));
    f.i32WrapI64();
    f.localGet(this.leftLocal(register));
  }

  /** Pushes a value that the receiver then owns; a temporary is EMPTY afterwards. */
  pushOwned(register: number): void {
    const state = this.state[register];
    if (!this.isTemporary(register) && state.kind === BOXED) this.keepLocal(this.boxedLocal(register), state);
    this.pushBoxed(register);
    if (this.isTemporary(register)) this.state[register] = EMPTY_STATE;
  }

  /**
   * Makes sure that a register holds an int that {@linkcode pushInt} can push.
   *
   * @param wide Whether ints of up to 63 bits were seen, which are objects.
   */
  ensureInt(register: number, wide = false): void {
    const f = this.f, state = this.state[register];
    if (state.kind === INT || (state.kind === CONST && isSmallInt(state.value))) return;
    if (state.kind === BOOL) {
      f.localGet(this.boxedLocal(register));
      f.i64ExtendI32U();
      f.localSet(this.intLocal(register));
      return; // stays a bool: only the number is used
    }
    if (state.kind !== BOXED) return this.wrongType("not an int");
    const local = this.boxedLocal(register);
    // That it might be empty is no matter: whoever reads a register has seen that it is not.
    if (wide && state.type === 0) return this.unboxWide(register, "not an int");
    if (state.type !== T_INT) {
      f.localGet(local);
      f.i32Const(1);
      f.i32And();
      f.i32Eqz();
      this.deoptIf("not an int");
    }
    f.localGet(local);
    f.i32Const(1);
    f.i32ShrS();
    f.i64ExtendI32S();
    f.localSet(this.intLocal(register));
    this.state[register] = int(SMALL_BITS);
  }

  /** A boxed value that has to be an int of up to 63 bits becomes a number. */
  unboxWide(register: number, reason: Reason): void {
    const f = this.f, local = this.boxedLocal(register), state = this.state[register];
    f.localGet(local);
    f.call(this.support.unboxInt);
    f.localTee(this.intLocal(register));
    f.i64Const(-(2n ** 63n));
    f.i64Eq();
    this.deoptIf(reason);
    this.#ifCounted(local, state, () => {
      f.localGet(local);
      f.call(this.support.decref);
    });
    this.state[register] = int(FULL_BITS);
  }

  /** As {@linkcode ensureInt}, for an int within the bounds of a small one. */
  ensureSmall(register: number): void {
    const f = this.f;
    this.ensureInt(register);
    if (this.bits(register) <= SMALL_BITS) return;
    this.pushInt(register);
    f.i64Const(2 ** 30);
    f.i64Add();
    f.i64Const(2 ** 31);
    f.i64GeU();
    this.deoptIf("int overflow");
  }

  /** Bits of an int that {@linkcode ensureInt} made sure of. */
  bits(register: number): number {
    const state = this.state[register];
    if (state.kind === BOOL) return 1;
    if (state.kind === INT) return state.bits;
    const magnitude = Math.abs(state.value >> 1);
    return Math.max(1, 32 - Math.clz32(magnitude));
  }

  /** Pushes an i64. */
  pushInt(register: number): void {
    const state = this.state[register];
    if (state.kind === CONST) this.f.i64Const(state.value >> 1);
    else this.f.localGet(this.intLocal(register));
  }

  /** The state can't be what the code needs: always leaves. The rest of the block is never reached. */
  wrongType(reason: Reason): void {
    this.f.i32Const(1);
    this.deoptIf(reason);
  }

  /** Makes sure that a register holds a float, or an int where `mixed`, that {@linkcode pushFloat} can push. */
  ensureFloat(register: number, mixed: boolean): void {
    const f = this.f, state = this.state[register];
    if (this.isFloat(state) || (mixed && (this.isInt(state) || state.kind === BOOL))) return;
    if (state.kind !== BOXED) return this.wrongType("not a float");
    const local = this.boxedLocal(register);
    if (mixed) {
      // Either: the number goes to the f64 local, the box stays as it is.
      f.localGet(local);
      f.i32Const(1);
      f.i32And();
      f.if();
      f.localGet(local);
      f.i32Const(1);
      f.i32ShrS();
      f.f64ConvertI32S();
      f.localSet(this.floatLocal(register));
      f.else();
      this.#guardFloat(local);
      f.localGet(local);
      f.f64Load(FLOAT_VALUE);
      f.localSet(this.floatLocal(register));
      f.end();
      return;
    }
    this.pushIsOther(local, T_FLOAT);
    this.deoptIf("not a float");
    this.state[register] = boxed(T_FLOAT);
  }

  #guardFloat(local: number): void {
    const f = this.f;
    f.localGet(local);
    f.i32Load16U();
    f.i32Const(T_FLOAT);
    f.i32Ne();
    this.deoptIf("not a float");
  }

  /** Pushes an f64, after {@linkcode ensureFloat}. */
  pushFloat(register: number): void {
    const f = this.f, state = this.state[register];
    if (state.kind === CONST) f.f64Const(this.constantNumber(state));
    else if (state.kind === BOXED && state.type === T_FLOAT) {
      f.localGet(this.boxedLocal(register));
      f.f64Load(FLOAT_VALUE);
    } else if (state.kind === INT) {
      f.localGet(this.intLocal(register));
      f.f64ConvertI64S();
    } else if (state.kind === BOOL) {
      f.localGet(this.boxedLocal(register));
      f.f64ConvertI32U();
    } else if (state.kind === BOXED && state.type === T_INT) {
      f.localGet(this.boxedLocal(register));
      f.i32Const(1);
      f.i32ShrS();
      f.f64ConvertI32S();
    } else f.localGet(this.floatLocal(register));
  }

  // -- writing registers; the value is on the stack

  #dropOld(register: number): void {
    this.facts.delete(register);
    this.callees.delete(register);
    if (!this.isTemporary(register)) this.drop(register);
  }

  /** Pops an i64 into a register. */
  setInt(register: number, bits: number): void {
    this.f.localSet(this.intLocal(register));
    this.#dropOld(register);
    this.state[register] = int(bits);
  }

  /** Pops an f64 into a register. */
  setFloat(register: number): void {
    this.f.localSet(this.floatLocal(register));
    this.#dropOld(register);
    this.state[register] = FLOAT_STATE;
  }

  /** Pops a truth value into a register. */
  setBool(register: number): void {
    this.#setBoxedLocal(register, BOOL_STATE);
  }

  /** Pops an owned Value into a register. */
  setBoxed(register: number, type = 0, nullable = false): void {
    this.#setBoxedLocal(register, nullable ? MAYBE_STATE : boxed(type));
  }

  #setBoxedLocal(register: number, state: RegisterState): void {
    const f = this.f;
    const old = this.state[register];
    this.facts.delete(register);
    this.callees.delete(register);
    if (!this.isTemporary(register) && old.kind === BOXED) {
      const value = f.newLocal(I32);
      f.localSet(value);
      this.drop(register);
      f.localGet(value);
      f.releaseLocal(value);
    }
    f.localSet(this.boxedLocal(register));
    this.state[register] = state;
  }

  /** A register becomes a constant. */
  setConstant(register: number, value: Value): void {
    this.#dropOld(register);
    const type = isSmallInt(value) ? T_INT : this.host.i32[value >>> 2] & 0xffff;
    // T_INT says "small": of a big one nothing is known.
    this.state[register] = constant(value, type === T_INT && !isSmallInt(value) ? 0 : type);
  }

  /** Copies the value of one register to another, which gets its own reference or, from a temporary, takes over. */
  move(to: number, from: number, copy: boolean): void {
    const f = this.f, state = this.state[from];
    if (to === from) return;
    const takes = !copy && this.isTemporary(from);
    switch (state.kind) {
      case CONST:
        this.#dropOld(to);
        this.state[to] = state;
        break;
      case INT:
        f.localGet(this.intLocal(from));
        this.setInt(to, state.bits);
        break;
      case FLOAT:
        f.localGet(this.floatLocal(from));
        this.setFloat(to);
        break;
      case BOOL:
        f.localGet(this.boxedLocal(from));
        this.setBool(to);
        break;
      case EMPTY:
        this.#dropOld(to);
        this.state[to] = EMPTY_STATE;
        break;
      default: {
        if (state.kind === RANGE && takes) {
          this.#moveRange(to, from);
          break;
        }
        if (state.kind === RANGE) this.unpackToBoxed(from);
        const known = this.state[from];
        if (!takes) this.keepLocal(this.boxedLocal(from), known);
        f.localGet(this.boxedLocal(from));
        this.#setBoxedLocal(to, known);
      }
    }
    if (takes) this.state[from] = EMPTY_STATE;
  }

  #moveRange(to: number, from: number): void {
    const f = this.f;
    f.localGet(this.intLocal(from));
    f.localSet(this.intLocal(to));
    f.localGet(this.stepLocal(from));
    f.localSet(this.stepLocal(to));
    f.localGet(this.leftLocal(from));
    f.localSet(this.leftLocal(to));
    this.#dropOld(to);
    this.state[to] = RANGE_STATE;
  }

  /** Pops an i32, the number of items left: a register becomes a range iterator of which the other locals are set. */
  setRange(register: number): void {
    this.f.localSet(this.leftLocal(register));
    this.#dropOld(register);
    this.state[register] = RANGE_STATE;
  }

  /** A register that is a range iterator in locals becomes BOXED. */
  unpackToBoxed(register: number): void {
    const kind = this.state[register].kind;
    if (kind !== RANGE) return;
    this.pushBoxed(register);
    this.f.localSet(this.boxedLocal(register));
    this.state[register] = ANY_STATE;
  }

  /** A boxed range iterator that nobody else refers to becomes counters in locals. */
  packRange(register: number): void {
    const f = this.f, object = this.boxedLocal(register);
    f.localGet(object);
    f.i64Load32S(RANGE_ITERATOR_NEXT);
    f.localSet(this.intLocal(register));
    f.localGet(object);
    f.i64Load32S(RANGE_ITERATOR_STEP);
    f.localSet(this.stepLocal(register));
    f.localGet(object);
    f.i32Load(RANGE_ITERATOR_LEFT);
    f.localSet(this.leftLocal(register));
    f.localGet(object);
    f.call(this.support.decref);
    this.state[register] = RANGE_STATE;
  }

  /** Brings a register from the current state to one that {@linkcode join} gave. */
  convert(register: number, to: RegisterState): void {
    const f = this.f, from = this.state[register];
    if (from.kind === to.kind && from.kind !== CONST) {
      this.state[register] = to;
      return;
    }
    switch (to.kind) {
      case INT:
        if (from.kind === CONST) {
          f.i64Const(from.value >> 1);
          f.localSet(this.intLocal(register));
        } else if (from.kind === BOXED && from.type === T_INT) {
          f.localGet(this.boxedLocal(register));
          f.i32Const(1);
          f.i32ShrS();
          f.i64ExtendI32S();
          f.localSet(this.intLocal(register));
        } else this.drop(register);
        break;
      case FLOAT:
        if (from.kind === CONST && isSmallInt(from.value) === false) {
          f.f64Const(this.constantNumber(from));
          f.localSet(this.floatLocal(register));
        } else if (from.kind === BOXED && from.type === T_FLOAT && !from.nullable) {
          f.localGet(this.boxedLocal(register));
          f.f64Load(FLOAT_VALUE);
          f.localSet(this.floatLocal(register));
          this.drop(register);
        } else this.drop(register);
        break;
      case BOOL:
        // A dead register takes any truth value, but it must be one: whoever leaves writes it to the frame.
        if (from.kind === CONST) f.i32Const(from.value === TRUE ? 1 : 0);
        else {
          this.drop(register);
          f.i32Const(0);
        }
        f.localSet(this.boxedLocal(register));
        break;
      case BOXED:
        this.pushBoxed(register);
        f.localSet(this.boxedLocal(register));
        break;
      case EMPTY:
        this.drop(register);
        break;
    }
    this.state[register] = to;
  }
}
