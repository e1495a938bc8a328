/**
 * Instructions that the interpreter's own code performs: operands go to the frame, results come back.
 *
 * @module
 */
import { NONE } from "@orochi/object";
import { I32, type Label } from "@orochi/wasm";
import { FRAME_HEADER_BYTES, Op, OPERANDS } from "@orochi/vm/bytecode";
import { eachRead, eachWrite } from "../decode.ts";
import { ANY_STATE, BOXED, EMPTY_STATE, FLOAT, INT, MAYBE_STATE, SMALL_BITS } from "../states.ts";
import type { Translator } from "./translator.ts";

/** Address of a register in the frame is local 0 plus this. */
export function registerOffset(register: number): number {
  return FRAME_HEADER_BYTES + register * 4;
}

/** Instructions that put a new value into a register that they also read. */
function replaces(op: number): boolean {
  return op === Op.MAKE_CELL || op === Op.COPY_FREE_VARS;
}

/** Registers that the current instruction reads and writes. */
function registersOf(t: Translator): { reads: Set<number>; writes: Set<number> } {
  const reads = new Set<number>(), writes = new Set<number>();
  eachRead(t.code.words, t.pc, (register) => reads.add(register));
  eachWrite(t.code.words, t.pc, (register) => writes.add(register));
  return { reads, writes };
}

/** Operands to memory, the call, the way out if it raised. Temporaries that were read are consumed then. */
function callExecute(t: Translator, reads: Set<number>, writes: Set<number>): void {
  const f = t.f;
  t.endBorrowing();
  /** Objects made for locals whose values are unboxed: dropped afterwards. */
  const made: number[] = [];
  for (const register of reads) {
    const state = t.state[register];
    f.localGet(0);
    t.pushBoxed(register);
    f.i32Store(registerOffset(register));
    const makes = state.kind === FLOAT || (state.kind === INT && state.bits > SMALL_BITS);
    if (makes && !t.isTemporary(register) && !writes.has(register)) made.push(register);
  }
  for (const register of writes) {
    if (reads.has(register) || t.isTemporary(register)) continue;
    f.localGet(0);
    f.i32Const(0);
    f.i32Store(registerOffset(register));
  }
  t.materialise();
  f.localGet(0);
  f.i32Const(t.pc);
  f.call(t.support.helper.execute);
  f.i32Eqz();
  // What the operands' registers hold in memory is right also after a failure.
  t.raisedIf(reads);
  t.forget();
  for (const register of made) {
    const object = f.newLocal(I32);
    f.localGet(0);
    f.i32Load(registerOffset(register));
    f.localSet(object);
    t.dropLocal(object, ANY_STATE);
    f.releaseLocal(object);
  }
}

/** Instructions some of whose results may be empty. */
const MAY_BE_EMPTY: ReadonlySet<number> = new Set([Op.LOAD_METHOD, Op.LOAD_SPECIAL, Op.COPY_FREE_VARS]);

/** Performs the current instruction by the `execute` helper. */
export function executeGeneric(t: Translator): void {
  const f = t.f, op = t.code.words[t.pc];
  const { reads, writes } = registersOf(t);
  const inPlace = inPlaceRegisters(t);
  callExecute(t, reads, writes);
  for (const register of reads) {
    if (t.isTemporary(register) && !inPlace.has(register)) t.state[register] = EMPTY_STATE;
  }
  for (const register of inPlace) {
    // What was boxed for the call stays so.
    if (!replaces(op) && (t.state[register].kind === BOXED || !t.isTemporary(register))) continue;
    f.localGet(0);
    f.i32Load(registerOffset(register));
    f.localSet(t.boxedLocal(register));
    t.state[register] = ANY_STATE;
  }
  for (const register of writes) {
    // The helper dropped the old value of a local that it read too: they were one register.
    if (!reads.has(register) && !t.isTemporary(register)) t.drop(register);
    f.localGet(0);
    f.i32Load(registerOffset(register));
    f.localSet(t.boxedLocal(register));
    t.state[register] = MAY_BE_EMPTY.has(op) ? MAYBE_STATE : ANY_STATE;
  }
}

/**
 * Performs the current instruction by `fast`, which may give up before it has changed anything by branching to the
 * label: then the interpreter's code does it, or `otherwise`. Both leave an owned Value in the local `result`, if the instruction has
 * one, and have consumed the temporaries that it reads.
 *
 * @param result An i32 local, or -1.
 * @param fast Written with the state before the instruction, and consumes what the instruction consumes.
 * @param otherwise Likewise, for an instruction without a result.
 */
export function fastOrExecute(
  t: Translator,
  result: number,
  fast: (slow: Label) => void,
  otherwise?: () => void,
): void {
  const f = t.f;
  const before = t.state.slice(), frame = t.materialised, { borrowed } = t;
  const done = f.block(), slow = f.block();
  fast(slow);
  f.br(done);
  f.end();
  const after = t.state, afterFrame = t.materialised;
  t.state = before;
  t.borrowed = borrowed;
  t.endBorrowing();
  t.materialised = frame;
  const { reads, writes } = registersOf(t);
  if (otherwise === undefined) callExecute(t, reads, writes);
  else otherwise();
  if (result >= 0) {
    const [written] = writes;
    f.localGet(0);
    f.i32Load(registerOffset(written));
    f.localSet(result);
    // An operand that is also the result: the helper has dropped what it held, and None may be dropped again.
    if (reads.has(written) && !t.isTemporary(written) && before[written].kind === BOXED) {
      f.i32Const(NONE);
      f.localSet(t.boxedLocal(written));
    }
  }
  f.end();
  t.materialised = afterFrame === t.materialised ? afterFrame : 1;
  t.state = after;
  t.forget();
}

/** Registers that an instruction reads but does not consume though they may be temporaries. */
function inPlaceRegisters(t: Translator): Set<number> {
  const found = new Set<number>();
  const op = t.code.words[t.pc];
  const kinds = OPERANDS[op];
  for (let k = 0; k < kinds.length; k++) if (kinds[k] === "r") found.add(t.operand(k));
  return found;
}
