/**
 * Calls: of functions that are known, or one of a few, and of classes; loops over `range` need no call at all.
 *
 * @module
 */
import {
  CODE_ARGCOUNT,
  CODE_FLAGS,
  CODE_KWONLY,
  CODE_POSONLY,
  CODE_STREAM,
  CODE_VARNAMES,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  isSmallInt,
  NONE,
  T_FUNCTION,
  T_INSTANCE,
  T_RANGE,
  T_TYPE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_BASIC_SIZE,
  TYPE_INDEX,
  TYPE_SHAPE,
  TYPE_SLOT_HINT,
  TYPE_VERSION,
  type Value,
} from "@orochi/object";
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import { I32, I64 } from "@orochi/wasm";
import {
  CALL_CALLEE,
  CALL_KIND_CLASS,
  CALL_KIND_PYTHON,
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_VARARGS,
  CO_VARKEYWORDS,
  LENGTHS,
  Op,
} from "@orochi/vm/bytecode";
import { BOXED, boxed, CONST, EMPTY } from "../states.ts";
import { nextPc, yieldsIn } from "./control.ts";
import { executeGeneric } from "./generic.ts";
import { callNative, nativeIn } from "./natives.ts";
import type { Translator } from "./translator.ts";

/** Functions that make generators and the like. */
const MAKERS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
/** Whose parameters are not one for each argument. */
const UNPLAIN_FLAGS = CO_VARARGS | CO_VARKEYWORDS;

/** Whether a call is `range(...)` of ints for a loop that follows at once. */
function isLoopRange(t: Translator): boolean {
  const d = t.operand(0), a = t.operand(1), count = t.operand(2), words = t.code.words;
  const callee = t.state[a];
  if (callee.kind !== CONST || callee.value !== t.host.i32[(TYPE_TABLE >>> 2) + T_RANGE]) return false;
  if (t.state[a + 1].kind !== EMPTY || count < 1 || count > 3) return false;
  const iter = nextPc(t), loop = iter + LENGTHS[Op.GET_ITER];
  if (words[iter] !== Op.GET_ITER || words[iter + 2] !== d || !t.isTemporary(d)) return false;
  if (words[loop] !== Op.FOR_ITER || words[loop + 2] !== words[iter + 1] || yieldsIn(t, loop)) return false;
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
function expectedCallee(t: Translator, a: number, cache: number): Value {
  const state = t.state[a], i32 = t.host.i32;
  if (state.kind === CONST) return state.type === T_FUNCTION ? state.value : 0;
  if (state.kind !== BOXED || t.feedback(cache) !== CALL_KIND_PYTHON) return 0;
  const seen = t.feedback(cache, CALL_CALLEE);
  // Only a hint: the object may be gone. Its block still is some object's.
  return seen !== 0 && (i32[seen >>> 2] & 0xffff) === T_FUNCTION ? seen : 0;
}

/** Leaves if the function has other defaults now. The tuple stays as it is: its items may be mentioned. */
function guardDefaults(t: Translator, callee: Value, pushCallee = () => t.f.i32Const(callee)): void {
  const f = t.f, tuple = t.host.i32[(callee + FUNCTION_DEFAULTS) >>> 2];
  t.host.immortalise(tuple);
  pushCallee();
  f.i32Load(FUNCTION_DEFAULTS);
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

/** How a function is called with so many arguments: what its other parameters get. */
interface Plan {
  readonly func: Value;
  readonly code: number;
  /** For each parameter the number of its argument, or -1 - n: the default n of `defaults`. */
  readonly order: readonly number[];
  readonly defaults: readonly Value[];
  /** Whether all that the function does is to make a generator. */
  readonly makesGenerator: boolean;
}

/**
 * Null where a call needs more than to pass its arguments.
 *
 * @param given How many arguments there are, self and those with names included.
 * @param names Tuple of the names of the last ones, or 0.
 */
function planCall(t: Translator, func: Value, given: number, names: Value): Plan | null {
  const i32 = t.host.i32, code = i32[(func + FUNCTION_CODE) >>> 2];
  const field = (offset: number) => i32[(code + offset) >>> 2];
  const items = (tuple: Value) => {
    const first = (tuple + TUPLE_ITEMS) >>> 2;
    return tuple === 0 ? [] : Array.from(i32.subarray(first, first + i32[(tuple + TUPLE_LENGTH) >>> 2]));
  };
  const flags = field(CODE_FLAGS), makesGenerator = (flags & MAKERS) !== 0;
  if (makesGenerator && i32[field(CODE_STREAM) >>> 2] !== Op.RETURN_GENERATOR) return null;
  const named = items(names), plain = given - named.length, count = field(CODE_ARGCOUNT);
  if ((flags & UNPLAIN_FLAGS) !== 0 || plain > count) return null;
  const order: (number | undefined)[] = new Array(count + field(CODE_KWONLY)).fill(undefined);
  for (let k = 0; k < plain; k++) order[k] = k;
  const parameters = items(field(CODE_VARNAMES)).slice(0, order.length);
  for (const [k, name] of named.entries()) {
    const at = parameters.indexOf(name, field(CODE_POSONLY));
    if (at < 0 || order[at] !== undefined) return null;
    order[at] = plain + k;
  }
  const defaults: Value[] = [], known = items(i32[(func + FUNCTION_DEFAULTS) >>> 2]);
  for (let k = 0; k < order.length; k++) {
    if (order[k] !== undefined) continue;
    const value = k < count ? known[k - count + known.length] : undefined;
    if (value === undefined) return null;
    order[k] = -1 - defaults.length;
    defaults.push(value);
  }
  return { func, code, order: order as number[], defaults, makesGenerator };
}

/** Pushes what the parameters get; `pushArgument` pushes an argument, owned. */
function pushParameters(t: Translator, plan: Plan, pushArgument: (k: number) => void): void {
  for (const at of plan.order) {
    if (at < 0) pushCounted(t, plan.defaults[-1 - at]);
    else pushArgument(at);
  }
}

/**
 * Writes the call; an argument is pushed by `pushArgument`, owned. Leaves the result on the stack.
 *
 * @param pushCallee Where the function that is called is not the plan's, but another one with its code.
 */
function emitCall(
  t: Translator,
  plan: Plan,
  pushArgument: (k: number) => void,
  pushCallee?: () => void,
): void {
  const f = t.f, isKnown = pushCallee === undefined;
  pushCallee ??= () => f.i32Const(plan.func);
  if (plan.makesGenerator) return makeGenerator(t, plan, pushArgument, pushCallee);
  t.pushRoom();
  pushCallee();
  pushParameters(t, plan, pushArgument);
  if (isKnown && plan.code === t.code.address && t.callItself(plan.func)) return;
  f.i32Const(t.idOf(plan.code));
  f.callIndirect(new Array(plan.order.length + 2).fill(I32), [I32], t.support.table);
}

/** The arguments go to where a frame's registers would be, and from there into the generator. */
function makeGenerator(
  t: Translator,
  plan: Plan,
  pushArgument: (k: number) => void,
  pushCallee: () => void,
): void {
  const f = t.f, values = plan.order.map(() => f.newLocal(I32)), at = f.newLocal(I32);
  pushParameters(t, plan, pushArgument);
  for (const local of values.toReversed()) f.localSet(local);
  t.pushRoom();
  f.localSet(at);
  values.forEach((local, k) => {
    f.localGet(at);
    f.localGet(local);
    f.i32Store(4 * k);
    f.releaseLocal(local);
  });
  pushCallee();
  f.localGet(at);
  f.releaseLocal(at);
  f.i32Const(plan.order.length);
  f.call(t.support.helper.newGenerator);
}

/** Pops a call's result: leaves if it raised, else it is what the instruction writes. */
function takeResult(t: Translator, a: number): void {
  const f = t.f, result = f.newLocal(I32);
  f.localTee(result);
  f.i32Eqz();
  t.raisedIf();
  t.forget();
  t.drop(a);
  f.localGet(result);
  f.releaseLocal(result);
  t.setBoxed(t.operand(0));
}

/** D = A(A+1 if not empty, A+2, ... A+1+I), the last ones perhaps by name */
export function call(t: Translator): void {
  const named = t.code.words[t.pc] === Op.CALL_KW, names = named ? t.operand(3) : 0, cache = named ? 4 : 3;
  const a = t.operand(1), count = t.operand(2), self = t.state[a + 1];
  if (t.avoid.has(t.pc) || (self.kind === BOXED && self.nullable)) return executeGeneric(t);
  if (!named && isLoopRange(t)) return loopRange(t);
  const hasSelf = self.kind !== EMPTY, given = count + (hasSelf ? 1 : 0);
  const callees = t.callees.get(a);
  if (callees !== undefined) return named ? executeGeneric(t) : callOneOf(t, callees, given);
  const native = named ? 0 : nativeIn(t, a);
  if (native !== 0) return callNative(t, native, hasSelf);
  const type = expectedClass(t, a, cache);
  if (type !== 0 && !hasSelf) return instantiate(t, type, count, names);
  const callee = expectedCallee(t, a, cache);
  const plan = callee === 0 ? null : planCall(t, callee, given, names);
  if (plan === null) return executeGeneric(t);
  const pushCallee = t.state[a].kind === CONST ? undefined : () => t.pushBoxed(a);
  guardCode(t, a, plan);
  if (plan.defaults.length > 0) guardDefaults(t, callee, pushCallee);
  t.materialise();
  t.storePc();
  const first = hasSelf ? a + 1 : a + 2;
  emitCall(t, plan, (k) => t.pushOwned(first + k), pushCallee);
  takeResult(t, a);
}

/** Leaves unless a register holds a function of the expected code: closures are made again and again. */
function guardCode(t: Translator, register: number, { code }: Plan): void {
  const f = t.f;
  if (t.state[register].kind !== BOXED) return;
  const callee = t.boxedLocal(register);
  f.localGet(callee);
  f.i32Const(1);
  f.i32And();
  t.deoptIf("other callee");
  f.localGet(callee);
  f.i32Load16U();
  f.i32Const(T_FUNCTION);
  f.i32Ne();
  t.deoptIf("other callee");
  f.localGet(callee);
  f.i32Load(FUNCTION_CODE);
  f.i32Const(code);
  f.i32Ne();
  t.deoptIf("other callee");
  t.host.immortalise(code);
}

/** Leaves unless a register holds a certain object, which code then may mention. */
function guardCallee(t: Translator, register: number, callee: Value): void {
  if (t.state[register].kind !== BOXED) return;
  t.f.localGet(t.boxedLocal(register));
  t.f.i32Const(callee);
  t.f.i32Ne();
  t.deoptIf("other callee");
  t.host.immortalise(callee);
}

/** A method of one of several classes. */
function callOneOf(t: Translator, callees: readonly Value[], given: number): void {
  const f = t.f, a = t.operand(1);
  const plans = callees.map((callee) => planCall(t, callee, given, 0));
  if (!plans.every((plan) => plan !== null && plan.defaults.length === 0)) return executeGeneric(t);
  t.materialise();
  t.storePc();
  const owned: number[] = [];
  for (let k = 0; k < given; k++) {
    t.pushOwned(a + 1 + k);
    owned.push(f.newLocal(I32));
    f.localSet(owned[k]);
  }
  const result = f.newLocal(I32), done = f.block();
  plans.forEach((plan, k) => {
    const last = k === plans.length - 1;
    if (!last) {
      f.localGet(t.boxedLocal(a));
      f.i32Const((plan as Plan).func);
      f.i32Eq();
      f.if();
    }
    emitCall(t, plan as Plan, (k) => f.localGet(owned[k]));
    f.localSet(result);
    if (last) return;
    f.br(done);
    f.end();
  });
  f.end();
  for (const local of owned) f.releaseLocal(local);
  f.localGet(result);
  f.releaseLocal(result);
  takeResult(t, a);
}

/** The class that a call instruction is expected to call, or 0. */
function expectedClass(t: Translator, a: number, cache: number): Value {
  const state = t.state[a], i32 = t.host.i32;
  if (state.kind === CONST) return state.type === T_TYPE ? state.value : 0;
  if (state.kind !== BOXED || t.feedback(cache) !== CALL_KIND_CLASS) return 0;
  const seen = t.feedback(cache, CALL_CALLEE);
  return seen !== 0 && (i32[seen >>> 2] & 0xffff) === T_TYPE ? seen : 0;
}

/** An instance of a class whose `__new__` is object's, made here, and the call of its `__init__`. */
function instantiate(t: Translator, type: Value, given: number, names: Value): void {
  const f = t.f, i32 = t.host.i32, a = t.operand(1);
  const init = t.host.classInit(type);
  const plan = init === 0 ? null : planCall(t, init, given + 1, names);
  if (plan === null) return executeGeneric(t);
  guardCallee(t, a, type);
  f.i32Const(type + TYPE_VERSION);
  f.i32Load();
  f.i32Const(i32[(type + TYPE_VERSION) >>> 2]);
  f.i32Ne();
  t.deoptIf("other callee");
  const index = i32[(type + TYPE_INDEX) >>> 2];
  const shaped = new Uint16Array(i32.buffer)[(LAYOUT_TABLE >>> 1) + index] === T_INSTANCE;
  const hint = i32[(type + TYPE_SLOT_HINT) >>> 2];
  if (shaped) {
    // Instances with more attributes than these have got more room since.
    f.i32Const(type + TYPE_SLOT_HINT);
    f.i32Load();
    f.i32Const(hint);
    f.i32Ne();
    t.deoptIf("other callee");
  }
  if (plan.defaults.length > 0) guardDefaults(t, init);
  t.host.immortalise(init);
  t.materialise();
  t.storePc();
  const instance = f.newLocal(I32), result = f.newLocal(I32);
  f.i32Const(index);
  f.i32Const(shaped ? INSTANCE_SLOTS + hint * 4 : i32[(type + TYPE_BASIC_SIZE) >>> 2]);
  f.call(t.support.newObject);
  f.localTee(instance);
  f.i32Eqz();
  t.raisedIf();
  if (shaped) {
    f.localGet(instance);
    f.i32Const(i32[(type + TYPE_SHAPE) >>> 2]);
    f.i32Store(INSTANCE_SHAPE);
  }
  emitCall(t, plan, (k) => {
    if (k > 0) return t.pushOwned(a + 1 + k);
    t.keepLocal(instance, boxed(index));
    f.localGet(instance);
  });
  f.localTee(result);
  f.i32Const(NONE);
  f.i32Ne();
  f.if();
  f.localGet(instance);
  f.localGet(result);
  f.call(t.support.helper.refuseInit);
  t.leave("raised");
  f.end();
  t.forget();
  t.drop(a);
  f.localGet(instance);
  f.releaseLocal(instance);
  f.releaseLocal(result);
  t.setBoxed(t.operand(0));
}
