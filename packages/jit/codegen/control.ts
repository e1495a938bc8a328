/**
 * Jumps, iteration, calls and returns.
 *
 * @module
 */
import {
  FALSE,
  isSmallInt,
  ITERATOR_BYTES,
  ITERATOR_INDEX,
  ITERATOR_TARGET,
  LIST_ITEMS,
  LIST_LENGTH,
  NONE,
  RANGE_ITERATOR_LEFT,
  RANGE_ITERATOR_NEXT,
  RANGE_ITERATOR_STEP,
  STR_KIND,
  STR_KIND_MASK,
  STR_LENGTH,
  STR_NARROW,
  T_BOOL,
  T_COROUTINE,
  T_FLOAT,
  T_GENERATOR,
  T_LIST,
  T_LIST_ITERATOR,
  T_NONE_TYPE,
  T_RANGE_ITERATOR,
  T_STR_ITERATOR,
  T_TUPLE,
  T_TUPLE_ITERATOR,
  TRUE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
} from "@orochi/object";
import { I32, I64, type Label } from "@orochi/wasm";
import {
  FEEDBACK_LIST,
  FEEDBACK_OTHER,
  FEEDBACK_RANGE,
  FEEDBACK_STR,
  FEEDBACK_TUPLE,
  FRAME_OBJECT,
  LENGTHS,
  Op,
  THREAD_FRAME,
} from "@orochi/vm/bytecode";
import {
  ANY_STATE,
  BOOL,
  BOXED,
  CONST,
  EMPTY,
  EMPTY_STATE,
  FLOAT,
  INT,
  RANGE,
  SMALL_BITS,
} from "../states.ts";
import { iterateList } from "./building.ts";
import { callDirect } from "./direct.ts";
import { executeGeneric, fastOrExecute } from "./generic.ts";
import { takeResult } from "./natives.ts";
import { pushCharacterAt } from "./strings.ts";
import { ASK, BLOCK_GLOBAL } from "./runtime_module.ts";
import type { Translator } from "./translator.ts";
import { pushIsCounted } from "./type_tests.ts";

/** Pushes 1 or 0: whether a register's value is true. */
function pushTruth(t: Translator, register: number): void {
  const f = t.f, state = t.state[register];
  switch (state.kind) {
    case BOOL:
      return f.localGet(t.boxedLocal(register));
    case INT:
      f.localGet(t.intLocal(register));
      f.i64Const(0);
      return f.i64Ne();
    case FLOAT:
      f.localGet(t.floatLocal(register));
      f.f64Const(0);
      return f.f64Ne();
    case CONST:
      if (state.value === NONE) return f.i32Const(0);
      if (isSmallInt(state.value) || state.type === T_BOOL || state.type === T_FLOAT) {
        return f.i32Const(t.constantNumber(state) !== 0 ? 1 : 0);
      }
      break;
    case EMPTY:
      return f.i32Const(0);
  }
  const value = f.newLocal(I32), truth = f.newLocal(I32);
  t.pushBoxed(register);
  f.localSet(value);
  const mayBeBool = state.type === 0 || state.type === T_BOOL;
  if (mayBeBool) {
    // Most values that are asked are truth values.
    f.localGet(value);
    f.i32Const(TRUE);
    f.i32Eq();
    f.localTee(truth);
    f.localGet(value);
    f.i32Const(FALSE);
    f.i32Eq();
    f.i32Or();
    f.i32Eqz();
    f.if();
  }
  f.localGet(value);
  f.call(t.support.truth);
  f.localTee(truth);
  f.i32Const(ASK);
  f.i32Eq();
  t.cold(() => {
    t.materialise();
    t.storePc();
    f.localGet(value);
    f.call(t.support.helper.truthy);
    f.localTee(truth);
    f.i32Const(0);
    f.i32LtS();
    t.raisedIf();
    t.forget();
  });
  if (mayBeBool) f.end();
  f.localGet(truth);
  f.releaseLocal(value);
  f.releaseLocal(truth);
}

/** D = not R */
export function not(t: Translator): void {
  const r = t.operand(1);
  pushTruth(t, r);
  t.f.i32Eqz();
  t.consume(r);
  t.setBool(t.operand(0));
}

/** D = R is R, or its contrary */
export function identity(t: Translator, negated: boolean): void {
  const f = t.f, a = t.operand(1), b = t.operand(2);
  const plain = (register: number) => {
    const { kind, bits } = t.state[register];
    return kind === BOXED || kind === CONST || kind === BOOL || (kind === INT && bits <= SMALL_BITS);
  };
  const isInt = (register: number) => t.state[register].kind === INT;
  const isWhole = (register: number) => isInt(register) || t.state[register].kind === BOXED;
  if (a === b && !t.isTemporary(a)) f.i32Const(1);
  else if (plain(a) && plain(b)) {
    t.pushBoxed(a);
    t.pushBoxed(b);
    f.i32Eq();
  } else if ((isInt(a) && isWhole(b)) || (isWhole(a) && isInt(b))) {
    // Of an object whose number is in a local, the number is all that is left.
    pushNumber(t, a);
    pushNumber(t, b);
    f.i64Eq();
    pushNumber(t, isInt(a) ? a : b);
    f.i64Const(-(2n ** 63n));
    f.i64Ne();
    f.i32And();
  } else if (t.state[a].kind === FLOAT && t.state[b].kind === FLOAT) {
    f.localGet(t.floatLocal(a));
    f.i64ReinterpretF64();
    f.localGet(t.floatLocal(b));
    f.i64ReinterpretF64();
    f.i64Eq();
  } else return executeGeneric(t);
  if (negated) f.i32Eqz();
  t.consume(a);
  t.consume(b);
  t.setBool(t.operand(0));
}

/** Pushes an int's number; -2^63 for what is no int of up to 63 bits. */
function pushNumber(t: Translator, register: number): void {
  if (t.state[register].kind === INT) return t.f.localGet(t.intLocal(register));
  t.pushBoxed(register);
  t.f.call(t.support.unboxInt);
}

/** JUMP_IF_TRUE, JUMP_IF_FALSE */
export function jumpIf(t: Translator, wanted: boolean): void {
  const r = t.operand(0);
  pushTruth(t, r);
  t.consume(r);
  const taken = { pc: t.operand(1) }, next = { pc: nextPc(t) };
  if (wanted) t.sink.branch(taken, next);
  else t.sink.branch(next, taken);
}

/** JUMP_IF_TRUE_OR_POP, JUMP_IF_FALSE_OR_POP */
export function jumpIfOrPop(t: Translator, wanted: boolean): void {
  const r = t.operand(0);
  pushTruth(t, r);
  const taken = { pc: t.operand(1) };
  const next = { pc: nextPc(t), before: () => t.drop(r) };
  if (wanted) t.sink.branch(taken, next);
  else t.sink.branch(next, taken);
}

/** JUMP_IF_NONE, JUMP_IF_NOT_NONE */
export function jumpIfNone(t: Translator, wanted: boolean): void {
  const f = t.f, r = t.operand(0), state = t.state[r];
  if (state.kind === BOXED && state.type === 0) {
    f.localGet(t.boxedLocal(r));
    f.i32Const(NONE);
    f.i32Eq();
  } else f.i32Const(state.type === T_NONE_TYPE ? 1 : 0);
  t.consume(r);
  const taken = { pc: t.operand(1) }, next = { pc: nextPc(t) };
  if (wanted) t.sink.branch(taken, next);
  else t.sink.branch(next, taken);
}

/** Word index behind the current instruction. */
export function nextPc(t: Translator): number {
  return t.pc + LENGTHS[t.code.words[t.pc]];
}

/** D = iter(R); a range's iterator that a loop is about to use is taken apart. */
export function getIterator(t: Translator): void {
  const f = t.f, d = t.operand(0), next = nextPc(t), words = t.code.words;
  if (t.state[t.operand(1)].kind === RANGE) {
    t.move(d, t.operand(1), false);
    if (!yieldsIn(t, next)) return;
    t.unpackToBoxed(d);
    const made = t.state[d];
    f.localGet(t.boxedLocal(d));
    f.i32Eqz();
    // Where there was no memory for it, there is nothing to drop.
    t.state[d] = EMPTY_STATE;
    t.raisedIf();
    t.state[d] = made;
    return;
  }
  const loops = words[next] === Op.FOR_ITER && words[next + 2] === d && !t.avoid.has(next);
  const seen = loops ? t.host.ic()[t.code.cache + words[next + 4]] : 0;
  if (iterateList(t, seen === FEEDBACK_LIST)) return;
  if (seen === FEEDBACK_OTHER && t.state[t.operand(1)].kind === BOXED) return iterateOther(t);
  if ((seen & (FEEDBACK_TUPLE | FEEDBACK_OTHER)) !== 0 && t.state[t.operand(1)].kind === BOXED) {
    return iterateSeen(t, seen);
  }
  takeResult(t, callDirect(t, t.support.helper.getIter, [t.operand(1)]));
  if (seen !== FEEDBACK_RANGE || yieldsIn(t, next)) return;
  guardRange(t, d, next);
  t.packRange(d);
}

/** D = R if that is a generator, else iter(R); a coroutine, of which there may be one here, is left to the interpreter. */
export function getYieldFromIterator(t: Translator): void {
  const f = t.f, r = t.operand(1);
  if (t.avoid.has(t.pc) || t.state[r].kind !== BOXED) return executeGeneric(t);
  t.pushIsOther(t.boxedLocal(r), T_COROUTINE);
  f.i32Eqz();
  t.deoptIf("wrong container");
  iterateOther(t);
}

/** D = iter(R), of what is a generator more often than not. */
function iterateOther(t: Translator): void {
  const f = t.f, r = t.operand(1), state = t.state[r], source = t.boxedLocal(r);
  const other = f.newLocal(I32), result = f.newLocal(I32), taken = t.isTemporary(r);
  t.pushIsOther(source, T_GENERATOR);
  f.localTee(other);
  t.cold(() => {
    t.materialise();
    t.storePc();
    f.localGet(source);
    f.call(t.support.helper.getIter);
    f.localTee(result);
    f.i32Eqz();
    t.raisedIf();
    if (taken) t.dropLocal(source, state);
  });
  f.localGet(other);
  f.i32Eqz();
  f.if();
  f.localGet(source);
  f.localSet(result);
  if (!taken) t.keepLocal(result, state);
  f.end();
  t.forget();
  if (taken) t.vacate(r);
  f.localGet(result);
  t.setBoxed(t.operand(0));
  f.releaseLocal(other);
  f.releaseLocal(result);
}

/** D = iter(R), which is made here for the kinds that the loop has seen: of lists and tuples, and generators themselves. */
function iterateSeen(t: Translator, seen: number): void {
  const f = t.f, r = t.operand(1), state = t.state[r];
  const type = f.newLocal(I32), result = f.newLocal(I32);
  fastOrExecute(t, result, (slow) => {
    const source = t.boxedLocal(r), itself = f.block();
    f.localGet(source);
    f.i32Const(1);
    f.i32And();
    f.brIf(slow);
    f.localGet(source);
    f.localTee(result);
    f.i32Load16U();
    f.localTee(type);
    f.i32Const(T_GENERATOR);
    f.i32Eq();
    f.brIf(itself);
    for (const [kind, sequence, iterator] of SEQUENCES) {
      if ((seen & kind) === 0) continue;
      f.localGet(type);
      f.i32Const(sequence);
      f.i32Eq();
      f.if();
      f.i32Const(iterator);
      f.i32Const(ITERATOR_BYTES);
      f.call(t.support.newObject);
      f.localTee(result);
      f.i32Eqz();
      f.brIf(slow);
      f.localGet(result);
      f.localGet(source);
      f.i32Store(ITERATOR_TARGET);
      f.br(itself);
      f.end();
    }
    f.br(slow);
    f.end();
    // The reference goes over to the iterator, or is the generator's own.
    if (t.isTemporary(r)) t.state[r] = EMPTY_STATE;
    else t.keepLocal(source, state);
  });
  f.localGet(result);
  t.setBoxed(t.operand(0));
  f.releaseLocal(type);
  f.releaseLocal(result);
}

/** What loops over sequences have seen, the sequences, their iterators. */
const SEQUENCES = [
  [FEEDBACK_LIST, T_LIST, T_LIST_ITERATOR],
  [FEEDBACK_TUPLE, T_TUPLE, T_TUPLE_ITERATOR],
] as const;

/**
 * Whether a generator yields in a loop, given by its FOR_ITER. Its iterator has to be an object then whenever it does, so
 * it is left one.
 */
export function yieldsIn(t: Translator, loop: number): boolean {
  const { words } = t.code;
  if (!t.isGenerator) return false;
  for (let pc = loop; pc < words[loop + 3]; pc += LENGTHS[words[pc]]) if (words[pc] === Op.YIELD) return true;
  return false;
}

/** Loads the next number of a range iterator that is an object, and pushes whether there is one. */
function nextOfRange(t: Translator, register: number, number: number): void {
  const f = t.f, object = t.boxedLocal(register);
  f.localGet(object);
  f.i32Load16U();
  f.i32Const(T_RANGE_ITERATOR);
  f.i32Ne();
  t.deoptIf("not a range");
  f.localGet(object);
  f.i64Load32S(RANGE_ITERATOR_NEXT);
  f.localSet(number);
  f.localGet(object);
  f.i32Load(RANGE_ITERATOR_LEFT);
  f.i32Const(0);
  f.i32GtS();
}

/** Leaves, to go on at `pc`, unless a boxed register holds a range iterator that nobody else refers to. */
export function guardRange(t: Translator, register: number, pc: number): void {
  const f = t.f, object = t.boxedLocal(register);
  f.localGet(object);
  f.i32Load16U();
  f.i32Const(T_RANGE_ITERATOR);
  f.i32Ne();
  f.if();
  t.leave("not a range", pc);
  f.end();
  t.host.refcount.isUnique(f, object, t.support.context);
  f.i32Eqz();
  f.if();
  t.leave("not a range", pc);
  f.end();
}

/** Leaves what an iterator goes over in `target`; branches where it is of another type, ended, or others have it too. */
function findTarget(t: Translator, iterator: number, type: number, target: number, slow: Label): void {
  const f = t.f;
  f.localGet(iterator);
  f.i32Load16U();
  f.i32Const(type);
  f.i32Ne();
  f.brIf(slow);
  t.host.refcount.isUnique(f, iterator, t.support.context);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(iterator);
  f.i32Load(ITERATOR_TARGET);
  f.localTee(target);
  f.i32Eqz();
  f.brIf(slow);
}

/** An iterator is past the item at an index. */
function advance(t: Translator, iterator: number, index: number): void {
  const f = t.f;
  f.localGet(iterator);
  f.localGet(index);
  f.i32Const(1);
  f.i32Add();
  f.i32Store(ITERATOR_INDEX);
}

/** One round of a loop over a sequence, as locals. */
interface Iteration {
  readonly iterator: number;
  /** Gets the sequence. */
  readonly list: number;
  /** Gets the item's index. */
  readonly index: number;
  /** Is 0, and gets the item. */
  readonly value: number;
  /** Where there is none. The iterator, which nobody else has, is dropped then as it is. */
  readonly ended: Label;
}

/**
 * Leaves the next item of a list in `value`, or the 0 that is there: where others change the list just now, or where others
 * have the iterator too. Without a lock: see `loadInto` in `access.ts`.
 */
function nextOfList(
  t: Translator,
  { iterator, list, index, value, ended }: Iteration,
): void {
  const f = t.f, { refcount } = t.host, { context } = t.support;
  const items = f.newLocal(I32), item = f.newLocal(I32);
  const pushItems = () => {
    f.localGet(list);
    f.i32AtomicLoad(LIST_ITEMS);
  };
  const slow = f.block();
  findTarget(t, iterator, T_LIST_ITERATOR, list, slow);
  pushItems();
  f.localSet(items);
  f.localGet(iterator);
  f.i32Load(ITERATOR_INDEX);
  f.localTee(index);
  f.localGet(list);
  f.i32Load(LIST_LENGTH);
  f.i32GeU();
  f.brIf(ended);
  pushItems();
  f.localGet(items);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(items);
  f.localGet(index);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localTee(items);
  f.i32Load();
  f.localTee(item);
  f.i32Eqz();
  f.brIf(slow);
  pushIsCounted(f, item);
  f.if();
  refcount.tryIncref(f, item, context, slow);
  f.localGet(items);
  f.i32AtomicLoad();
  f.localGet(item);
  f.i32Ne();
  f.if();
  f.localGet(item);
  f.call(t.support.decref);
  f.br(slow);
  f.end();
  f.end();
  f.localGet(item);
  f.localSet(value);
  advance(t, iterator, index);
  f.end();
  f.releaseLocal(items);
  f.releaseLocal(item);
}

/** As {@linkcode nextOfList}, of a tuple, whose items nobody changes. */
function nextOfTuple(t: Translator, { iterator, list: tuple, index, value, ended }: Iteration): void {
  const f = t.f;
  const slow = f.block();
  findTarget(t, iterator, T_TUPLE_ITERATOR, tuple, slow);
  f.localGet(iterator);
  f.i32Load(ITERATOR_INDEX);
  f.localTee(index);
  f.localGet(tuple);
  f.i32Load(TUPLE_LENGTH);
  f.i32GeU();
  f.brIf(ended);
  f.localGet(tuple);
  f.localGet(index);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.i32Load(TUPLE_ITEMS);
  f.localSet(value);
  t.keepLocal(value, ANY_STATE);
  advance(t, iterator, index);
  f.end();
}

/** As {@linkcode nextOfList}, of a str of one-byte characters: the next of these as a str. */
function nextOfStr(t: Translator, { iterator, list: str, index, value, ended }: Iteration): void {
  const f = t.f;
  const slow = f.block();
  findTarget(t, iterator, T_STR_ITERATOR, str, slow);
  f.localGet(iterator);
  f.i32Load(ITERATOR_INDEX);
  f.localTee(index);
  f.localGet(str);
  f.i32Load(STR_LENGTH);
  f.i32GeU();
  f.brIf(ended);
  f.localGet(str);
  f.i32Load(STR_KIND);
  f.i32Const(STR_KIND_MASK);
  f.i32And();
  f.i32Const(STR_NARROW);
  f.i32Ne();
  f.brIf(slow);
  pushCharacterAt(t, str, index);
  f.localSet(value);
  advance(t, iterator, index);
  f.end();
}

/** D = next(r), or on to J */
export function forIter(t: Translator): void {
  const f = t.f, d = t.operand(0), r = t.operand(1);
  const exhausted = { pc: t.operand(2), before: () => t.drop(r) };
  if (t.state[r].kind === RANGE) {
    f.localGet(t.leftLocal(r));
    const before = () => {
      f.localGet(t.leftLocal(r));
      f.i32Const(1);
      f.i32Sub();
      f.localSet(t.leftLocal(r));
      f.localGet(t.intLocal(r));
      t.setInt(d, SMALL_BITS);
      f.localGet(t.intLocal(r));
      f.localGet(t.stepLocal(r));
      f.i64Add();
      f.localSet(t.intLocal(r));
    };
    return t.sink.branch({ pc: nextPc(t), before }, exhausted);
  }
  t.unpackToBoxed(r);
  if (t.feedback(3) === FEEDBACK_RANGE && yieldsIn(t, t.pc) && !t.avoid.has(t.pc)) {
    const number = f.newLocal(I64);
    nextOfRange(t, r, number);
    const before = () => {
      const object = t.boxedLocal(r);
      f.localGet(object);
      f.localGet(object);
      f.i32Load(RANGE_ITERATOR_LEFT);
      f.i32Const(1);
      f.i32Sub();
      f.i32Store(RANGE_ITERATOR_LEFT);
      f.localGet(object);
      f.localGet(object);
      f.i32Load(RANGE_ITERATOR_NEXT);
      f.localGet(object);
      f.i32Load(RANGE_ITERATOR_STEP);
      f.i32Add();
      f.i32Store(RANGE_ITERATOR_NEXT);
      f.localGet(number);
      f.releaseLocal(number);
      t.setInt(d, SMALL_BITS);
    };
    return t.sink.branch({ pc: nextPc(t), before }, exhausted);
  }
  const value = t.valueLocal(d);
  const iterator = f.newLocal(I32), list = f.newLocal(I32), index = f.newLocal(I32);
  t.pushBoxed(r);
  f.localSet(iterator);
  f.i32Const(0);
  f.localSet(value);
  const round = { iterator, list, index, value, ended: f.block() };
  const seen = t.feedback(3), sequences = (seen & ~(FEEDBACK_LIST | FEEDBACK_TUPLE | FEEDBACK_STR)) === 0;
  if (sequences && (seen & FEEDBACK_LIST) !== 0) nextOfList(t, round);
  if (sequences && (seen & FEEDBACK_TUPLE) !== 0) {
    f.localGet(value);
    f.i32Eqz();
    f.if();
    nextOfTuple(t, round);
    f.end();
  }
  if (sequences && (seen & FEEDBACK_STR) !== 0) {
    f.localGet(value);
    f.i32Eqz();
    f.if();
    nextOfStr(t, round);
    f.end();
  }
  f.localGet(value);
  f.i32Eqz();
  t.cold(() => {
    t.materialise();
    t.storePc();
    f.localGet(iterator);
    f.call(seen === FEEDBACK_OTHER && !t.dry ? t.generators.next : t.support.helper.next);
    f.localTee(value);
    f.i32Const(2);
    f.i32Eq();
    t.raisedIf();
    t.forget();
  });
  f.end();
  for (const local of [iterator, list, index]) f.releaseLocal(local);
  f.localGet(value);
  const before = () => {
    f.localGet(value);
    t.setBoxed(d);
  };
  t.sink.branch({ pc: nextPc(t), before }, exhausted);
}

/** return R; `endFrame` writes how the frame is taken down. */
export function returnValue(t: Translator, ownsFrame: boolean): void {
  const f = t.f, r = t.operand(0);
  leaveIfKept(t);
  const result = f.newLocal(I32);
  t.pushBoxed(r);
  f.localSet(result);
  if (t.state[r].kind === BOXED || t.state[r].kind === RANGE) t.state[r] = EMPTY_STATE;
  for (let register = 0; register < t.code.registers; register++) t.drop(register);
  if (t.isGenerator) {
    t.storePc();
    f.localGet(0);
    f.call(t.support.helper.endGenerator);
  } else if (ownsFrame) endFrame(t);
  else {
    f.localGet(0);
    f.call(t.support.helper.endFrame);
  }
  f.localGet(result);
  f.return();
  f.releaseLocal(result);
}

/**
 * A frame that an exception has come through may be looked at after its end, by who keeps the exception: then the
 * interpreter ends it, which leaves its locals to the frame's object.
 */
function leaveIfKept(t: Translator): void {
  if (t.catches.size === 0 || t.materialised === 0 || t.isGenerator) return;
  const f = t.f, object = f.newLocal(I32), goesOn = f.block();
  if (t.materialised === 1) {
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_FRAME);
    f.localGet(0);
    f.i32Ne();
    f.brIf(goesOn);
  }
  f.localGet(0);
  f.i32Load(4 * FRAME_OBJECT);
  f.localTee(object);
  f.i32Eqz();
  f.brIf(goesOn);
  t.host.refcount.isUnique(f, object, t.support.context);
  f.brIf(goesOn);
  t.leave("frame kept");
  f.end();
  f.releaseLocal(object);
}

function endFrame(t: Translator): void {
  const f = t.f;
  if (t.materialised === 0) return;
  if (t.materialised === 1) {
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_FRAME);
    f.localGet(0);
    f.i32Eq();
    f.if();
  }
  f.localGet(0);
  f.call(t.dry ? 0 : t.frames.end);
  if (t.materialised === 1) f.end();
}
