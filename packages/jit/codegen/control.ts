/**
 * Jumps, iteration, calls and returns.
 *
 * @module
 */
import {
  CODE_ARGCOUNT,
  CODE_FLAGS,
  CODE_KWONLY,
  FALSE,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  isSmallInt,
  ITERATOR_INDEX,
  ITERATOR_TARGET,
  LIST_ITEMS,
  LIST_LENGTH,
  NONE,
  T_BOOL,
  T_FLOAT,
  T_FUNCTION,
  T_LIST_ITERATOR,
  T_NONE_TYPE,
  T_RANGE,
  T_RANGE_ITERATOR,
  TRUE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { TYPE_TABLE } from "@orochi/heap";
import { I32, I64 } from "@orochi/wasm";
import {
  CALL_CALLEE,
  CALL_KIND_PYTHON,
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_VARARGS,
  CO_VARKEYWORDS,
  FEEDBACK_LIST,
  FEEDBACK_RANGE,
  LENGTHS,
  Op,
  THREAD_FRAME,
} from "@orochi/vm/bytecode";
import { BOOL, BOXED, CONST, EMPTY, EMPTY_STATE, FLOAT, INT, RANGE, SMALL_BITS } from "../states.ts";
import { executeGeneric } from "./generic.ts";
import { BLOCK_GLOBAL } from "./runtime_module.ts";
import type { Translator } from "./translator.ts";

/** `*args`, `**kwargs`, generator, coroutine, async generator. */
const UNPLAIN_FLAGS = CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;

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
  f.localTee(value);
  f.i32Const(TRUE);
  f.i32Eq();
  f.if(I32);
  f.i32Const(1);
  f.else();
  f.localGet(value);
  f.i32Const(FALSE);
  f.i32Eq();
  f.localGet(value);
  f.i32Const(NONE);
  f.i32Eq();
  f.i32Or();
  f.if(I32);
  f.i32Const(0);
  f.else();
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.if(I32);
  f.localGet(value);
  f.i32Const(1);
  f.i32Ne();
  f.else();
  const before = t.materialised;
  t.materialise();
  t.storePc();
  f.localGet(value);
  f.call(t.support.helper.truthy);
  f.localTee(truth);
  f.i32Const(0);
  f.i32LtS();
  t.raisedIf();
  f.localGet(truth);
  t.materialised = before === 2 ? 2 : 1;
  t.forget();
  f.end();
  f.end();
  f.end();
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
  if (a === b && !t.isTemporary(a)) f.i32Const(1);
  else if (plain(a) && plain(b)) {
    t.pushBoxed(a);
    t.pushBoxed(b);
    f.i32Eq();
  } else return executeGeneric(t);
  if (negated) f.i32Eqz();
  t.consume(a);
  t.consume(b);
  t.setBool(t.operand(0));
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
  if (t.state[t.operand(1)].kind === RANGE) return t.move(t.operand(0), t.operand(1), false);
  executeGeneric(t);
  const d = t.operand(0), next = nextPc(t), words = t.code.words;
  if (words[next] !== Op.FOR_ITER || words[next + 2] !== d || t.avoid.has(next)) return;
  if (t.host.ic()[t.code.cache + words[next + 4]] !== FEEDBACK_RANGE) return;
  guardRange(t, d, next);
  t.packRange(d);
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

/**
 * Leaves the next item of a list in `value`, or the 0 that is there: at the end, where others change the list just now,
 * or where others have the iterator too. Without a lock: see `loadInto` in `access.ts`.
 */
function nextOfList(t: Translator, iterator: number, list: number, index: number, value: number): void {
  const f = t.f, { refcount } = t.host, { context } = t.support;
  const items = f.newLocal(I32), item = f.newLocal(I32);
  const pushItems = () => {
    f.localGet(list);
    f.i32AtomicLoad(LIST_ITEMS);
  };
  const slow = f.block();
  f.localGet(iterator);
  f.i32Load16U();
  f.i32Const(T_LIST_ITERATOR);
  f.i32Ne();
  f.brIf(slow);
  refcount.isUnique(f, iterator, context);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(iterator);
  f.i32Load(ITERATOR_TARGET);
  f.localTee(list);
  f.i32Eqz();
  f.brIf(slow);
  pushItems();
  f.localSet(items);
  f.localGet(iterator);
  f.i32Load(ITERATOR_INDEX);
  f.localTee(index);
  f.localGet(list);
  f.i32Load(LIST_LENGTH);
  f.i32GeU();
  pushItems();
  f.localGet(items);
  f.i32Ne();
  f.i32Or();
  f.brIf(slow);
  f.localGet(items);
  f.localGet(index);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localTee(items);
  f.i32Load();
  f.localTee(item);
  f.i32Const(1);
  f.i32And();
  f.i32Eqz();
  f.if();
  f.localGet(item);
  f.i32Eqz();
  f.brIf(slow);
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
  f.localGet(iterator);
  f.localGet(index);
  f.i32Const(1);
  f.i32Add();
  f.i32Store(ITERATOR_INDEX);
  f.end();
  f.releaseLocal(items);
  f.releaseLocal(item);
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
  const value = t.valueLocal(d);
  const iterator = f.newLocal(I32), list = f.newLocal(I32), index = f.newLocal(I32);
  t.pushBoxed(r);
  f.localSet(iterator);
  f.i32Const(0);
  f.localSet(value);
  if (t.feedback(3) === FEEDBACK_LIST) nextOfList(t, iterator, list, index, value);
  f.localGet(value);
  f.i32Eqz();
  t.cold(() => {
    t.materialise();
    t.storePc();
    f.localGet(iterator);
    f.call(t.support.helper.next);
    f.localTee(value);
    f.i32Const(2);
    f.i32Eq();
    t.raisedIf();
    t.forget();
  });
  for (const local of [iterator, list, index]) f.releaseLocal(local);
  f.localGet(value);
  const before = () => {
    f.localGet(value);
    t.setBoxed(d);
  };
  t.sink.branch({ pc: nextPc(t), before }, exhausted);
}

/** Whether a call is `range(...)` of ints for a loop that follows at once. */
function isLoopRange(t: Translator): boolean {
  const d = t.operand(0), a = t.operand(1), count = t.operand(2), words = t.code.words;
  const callee = t.state[a];
  if (callee.kind !== CONST || callee.value !== t.host.i32[(TYPE_TABLE >>> 2) + T_RANGE]) return false;
  if (t.state[a + 1].kind !== EMPTY || count < 1 || count > 3) return false;
  const iter = nextPc(t), loop = iter + LENGTHS[Op.GET_ITER];
  if (words[iter] !== Op.GET_ITER || words[iter + 2] !== d || !t.isTemporary(d)) return false;
  if (words[loop] !== Op.FOR_ITER || words[loop + 2] !== words[iter + 1]) return false;
  for (let k = 0; k < count; k++) {
    const state = t.state[a + 2 + k];
    if (!t.isInt(state) && !(state.kind === BOXED && state.type === 0)) return false;
  }
  const step = t.state[a + 4];
  return count < 3 || (step.kind === CONST && step.value >> 1 !== 0);
}

/** D = an iterator over `range(...)`, without range and iterator objects. */
function loopRange(t: Translator): void {
  const f = t.f, d = t.operand(0), a = t.operand(1), count = t.operand(2);
  const first = a + 2, stop = count === 1 ? first : first + 1;
  for (let k = 0; k < count; k++) t.ensureSmall(first + k);
  const step = count === 3 ? t.state[a + 4].value >> 1 : 1;
  const start = f.newLocal(I64), left = f.newLocal(I64);
  if (count === 1) f.i64Const(0);
  else t.pushInt(first);
  f.localSet(start);
  // Items left: (stop - start) / step rounded up, but not below 0.
  if (step > 0) {
    t.pushInt(stop);
    f.localGet(start);
  } else {
    f.localGet(start);
    t.pushInt(stop);
  }
  f.i64Sub();
  const size = Math.abs(step);
  if (size !== 1) {
    f.i64Const(size - 1);
    f.i64Add();
    f.i64Const(size);
    f.i64DivS();
  }
  f.localTee(left);
  f.i64Const(0);
  f.localGet(left);
  f.i64Const(0);
  f.i64GtS();
  f.select();
  f.localSet(left);
  for (let k = 0; k < count; k++) t.consume(first + k);
  t.consume(a);
  f.localGet(start);
  f.localSet(t.intLocal(d));
  f.i64Const(step);
  f.localSet(t.stepLocal(d));
  f.localGet(left);
  f.i32WrapI64();
  f.releaseLocal(start);
  f.releaseLocal(left);
  t.setRange(d);
}

/** The function that a call instruction is expected to call, or 0. */
function expectedCallee(t: Translator, a: number): Value {
  const state = t.state[a], i32 = t.host.i32;
  if (state.kind === CONST) return state.type === T_FUNCTION ? state.value : 0;
  if (state.kind !== BOXED || t.feedback(3) !== CALL_KIND_PYTHON) return 0;
  const seen = t.feedback(3, CALL_CALLEE);
  // Only a hint: the object may be gone. Its block still is some object's.
  return seen !== 0 && (i32[seen >>> 2] & 0xffff) === T_FUNCTION ? seen : 0;
}

/** The defaults of the last parameters of a function; null if it has not so many, or would get too many arguments. */
function defaultsFor(t: Translator, callee: Value, missing: number): Value[] | null {
  if (missing === 0) return [];
  const i32 = t.host.i32, tuple = i32[(callee + FUNCTION_DEFAULTS) >>> 2];
  const length = tuple === 0 ? 0 : i32[(tuple + TUPLE_LENGTH) >>> 2];
  if (missing < 0 || missing > length) return null;
  const end = ((tuple + TUPLE_ITEMS) >>> 2) + length;
  return Array.from(i32.subarray(end - missing, end));
}

/** Leaves if the function has other defaults now. The tuple stays as it is: its items may be mentioned. */
function guardDefaults(t: Translator, callee: Value): void {
  const f = t.f, tuple = t.host.i32[(callee + FUNCTION_DEFAULTS) >>> 2];
  t.host.immortalise(tuple);
  f.i32Const(callee + FUNCTION_DEFAULTS);
  f.i32Load();
  f.i32Const(tuple);
  f.i32Ne();
  t.deoptIf("other callee");
}

/** Pushes a known value with a reference of its own. */
function pushCounted(t: Translator, value: Value): void {
  const f = t.f;
  if (isSmallInt(value)) return f.i32Const(value);
  const object = f.newLocal(I32);
  f.i32Const(value);
  f.localSet(object);
  t.host.refcount.incref(f, object, t.support.context);
  f.localGet(object);
  f.releaseLocal(object);
}

/** D = A(A+1 if not empty, A+2, ... A+1+I) */
export function call(t: Translator): void {
  const f = t.f, i32 = t.host.i32;
  const d = t.operand(0), a = t.operand(1), count = t.operand(2);
  if (!t.avoid.has(t.pc) && isLoopRange(t)) return loopRange(t);
  const callee = t.avoid.has(t.pc) ? 0 : expectedCallee(t, a);
  const self = t.state[a + 1];
  const hasSelf = self.kind !== EMPTY;
  if (callee === 0 || (self.kind === BOXED && self.nullable)) return executeGeneric(t);
  const code = i32[(callee + FUNCTION_CODE) >>> 2];
  const plain = (i32[(code + CODE_FLAGS) >>> 2] & UNPLAIN_FLAGS) === 0 &&
    i32[(code + CODE_KWONLY) >>> 2] === 0;
  const given = count + (hasSelf ? 1 : 0), parameters = i32[(code + CODE_ARGCOUNT) >>> 2];
  const defaults = defaultsFor(t, callee, parameters - given);
  if (!plain || defaults === null) return executeGeneric(t);
  if (t.state[a].kind === BOXED) {
    f.localGet(t.boxedLocal(a));
    f.i32Const(callee);
    f.i32Ne();
    t.deoptIf("other callee");
    t.host.immortalise(callee);
  }
  if (defaults.length > 0) guardDefaults(t, callee);
  t.materialise();
  t.storePc();
  f.localGet(0);
  f.i32Const(t.frameBytes);
  f.i32Add();
  f.i32Const(callee);
  if (hasSelf) t.pushOwned(a + 1);
  for (let k = 0; k < count; k++) t.pushOwned(a + 2 + k);
  for (const value of defaults) pushCounted(t, value);
  if (code === t.code.address && t.self >= 0) f.call(t.self);
  else {
    f.i32Const(t.idOf(code));
    f.callIndirect(new Array(parameters + 2).fill(I32), [I32], t.support.table);
  }
  const result = f.newLocal(I32);
  f.localTee(result);
  f.i32Eqz();
  t.raisedIf();
  t.forget();
  t.drop(a);
  f.localGet(result);
  f.releaseLocal(result);
  t.setBoxed(d);
}

/** return R; `endFrame` writes how the frame is taken down. */
export function returnValue(t: Translator, ownsFrame: boolean): void {
  const f = t.f, r = t.operand(0);
  const result = f.newLocal(I32);
  t.pushBoxed(r);
  f.localSet(result);
  if (t.state[r].kind === BOXED || t.state[r].kind === RANGE) t.state[r] = EMPTY_STATE;
  for (let register = 0; register < t.code.registers; register++) t.drop(register);
  if (ownsFrame) endFrame(t);
  else {
    f.localGet(0);
    f.call(t.support.helper.endFrame);
  }
  f.localGet(result);
  f.return();
  f.releaseLocal(result);
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
