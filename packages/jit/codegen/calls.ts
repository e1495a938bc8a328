/**
 * Calls: of functions that are known, or one of a few, and of classes; loops over `range` need no call at all.
 *
 * @module
 */
import {
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  NATIVE_ID,
  NONE,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_FUNCTION,
  T_INSTANCE,
  T_RANGE,
  T_TYPE,
  TUPLE_LENGTH,
  TYPE_BASIC_SIZE,
  TYPE_INDEX,
  TYPE_SHAPE,
  TYPE_SLOT_HINT,
  TYPE_VERSION,
  type Value,
} from "@orochi/object";
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import { I32, I64, type Label } from "@orochi/wasm";
import {
  CALL_CALLEE,
  CALL_CODE,
  CALL_DEFAULTS,
  CALL_KIND_CLASS,
  CALL_KIND_METHOD,
  CALL_KIND_PYTHON,
  LENGTHS,
  Op,
} from "@orochi/vm/bytecode";
import { type Callee, calleeOf, stillThere } from "../callees.ts";
import { BOXED, boxed, CONST, EMPTY } from "../states.ts";
import { emitCall, guardPlan, itemsOf, type Plan, planCall } from "./call_plans.ts";
import { type Arguments, argumentsOf, ownArguments } from "./arguments.ts";
import { nextPc } from "./control.ts";
import { executeGeneric, fastOrExecute } from "./generic.ts";
import { callConversion, callFormat, callNative, nativeIn } from "./natives.ts";
import { expectedSpread, guardSpread, spreadArguments, unbind } from "./spread.ts";
import { needSingle } from "./runtime_module.ts";
import type { Translator } from "./translator.ts";

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

/** The function that a call instruction has called, or null. */
function functionSeen(t: Translator, cache: number): Callee | null {
  const isSpread = t.code.words[t.pc] === Op.CALL_EX;
  return stillThere(t.host.i32, {
    func: t.feedback(cache, CALL_CALLEE),
    code: t.feedback(cache, CALL_CODE),
    defaults: isSpread ? -1 : t.feedback(cache, CALL_DEFAULTS),
  });
}

/** The function that a call instruction is expected to call, or null. */
function expectedCallee(t: Translator, a: number, cache: number): Callee | null {
  const state = t.state[a];
  if (state.kind === CONST) return state.type === T_FUNCTION ? calleeOf(t.host.i32, state.value) : null;
  if (state.kind !== BOXED || t.feedback(cache) !== CALL_KIND_PYTHON) return null;
  return functionSeen(t, cache);
}

/** Pops a call's result: leaves if it raised, else it is what the instruction writes. */
function takeResult(t: Translator, a: number, passed: Arguments): void {
  const f = t.f, result = f.newLocal(I32);
  f.localSet(result);
  endCall(t, a, passed, result);
  f.localGet(result);
  f.releaseLocal(result);
  t.setBoxed(t.operand(0));
}

/** Leaves if a call, whose result is in a local, raised; what was called is dropped. */
function endCall(t: Translator, a: number, passed: Arguments, result: number): void {
  t.f.localGet(result);
  t.f.i32Eqz();
  t.raisedIf();
  t.forget();
  t.drop(a);
  passed.release();
}

/** D = A(A+1 if not empty, A+2, ... A+1+I), the last ones perhaps by name */
export function call(t: Translator): void {
  const named = t.code.words[t.pc] === Op.CALL_KW, cache = named ? 4 : 3;
  const names = named ? itemsOf(t.host.i32, t.operand(3)) : [];
  const a = t.operand(1), count = t.operand(2), self = t.state[a + 1];
  if (t.avoid.has(t.pc) || (self.kind === BOXED && self.nullable)) return executeGeneric(t);
  if (!named && isLoopRange(t)) return loopRange(t);
  if (!named && callConversion(t)) return;
  const hasSelf = self.kind !== EMPTY, given = count + (hasSelf ? 1 : 0);
  const callees = t.callees.get(a);
  if (callees !== undefined) return named ? executeGeneric(t) : callOneOf(t, callees, given);
  const native = nativeIn(t, a);
  if (native !== 0 && named) {
    const isFormat = hasSelf && t.host.nativeName(t.host.i32[(native + NATIVE_ID) >>> 2]) === "str.format";
    if (!isFormat || !callFormat(t, native, t.operand(3))) executeGeneric(t);
    return;
  }
  // Of a method that was found otherwise than on its self, the type of the first argument is to be checked.
  if (native !== 0) {
    const checked = hasSelf || t.state[a].type === T_BUILTIN_FUNCTION_OR_METHOD;
    return checked ? callNative(t, native, hasSelf) : executeGeneric(t);
  }
  const passed = argumentsOf(t, hasSelf ? a + 1 : a + 2, given, names);
  const type = expectedClass(t, a, cache);
  if (type !== 0 && !hasSelf) {
    const version = versionOf(t, type), plan = planInit(t, type, given, names);
    if (plan !== null) return instantiate(t, { type, version }, plan, () => passed);
    const isPlain = names.length === 0 && t.host.isMadeOfArguments(type);
    return isPlain ? newPlainException(t, { type, version }, passed) : executeGeneric(t);
  }
  const callee = expectedCallee(t, a, cache);
  const pushCallee = t.state[a].kind === CONST ? undefined : () => t.pushBoxed(a);
  const plans = plansFor(t, callee, given, names);
  if (plans === null) return executeGeneric(t);
  if (isByCode(t, plans)) {
    // The frame comes first: to make it is a safepoint, behind which the defaults might be others.
    t.materialise();
    t.storePc();
    return callByCode(t, plans, () => passed, t.boxedLocal(a));
  }
  if (pushCallee !== undefined) guardFunction(t, t.boxedLocal(a));
  guardPlan(t, plans[0], pushCallee);
  t.materialise();
  t.storePc();
  emitCall(t, plans[0], passed, pushCallee);
  takeResult(t, a, passed);
}

/** D = A(*A+2, **A+3) */
export function callSpread(t: Translator): void {
  const f = t.f, a = t.operand(1), spread = t.avoid.has(t.pc) ? null : expectedSpread(t);
  if (spread === null) return executeGeneric(t);
  const { names } = spread, given = spread.count + names.length, kind = t.feedback(3);
  const type = expectedClass(t, a, 3);
  if (type !== 0) {
    const version = versionOf(t, type), plan = planInit(t, type, given, names);
    if (plan === null) return executeGeneric(t);
    t.materialise();
    t.storePc();
    guardSpread(t, spread);
    return instantiate(t, { type, version }, plan, () => spreadArguments(t, spread, null));
  }
  const isMethod = kind === CALL_KIND_METHOD && t.state[a].kind === BOXED;
  const callee = isMethod ? functionSeen(t, 3) : expectedCallee(t, a, 3);
  const plans = plansFor(t, callee, given + (isMethod ? 1 : 0), names);
  if (plans === null) return executeGeneric(t);
  t.materialise();
  t.storePc();
  guardSpread(t, spread);
  const bound = isMethod ? unbind(t, a) : null;
  const local = bound === null ? t.boxedLocal(a) : bound.func;
  const pushCallee = t.state[a].kind === CONST ? undefined : () => f.localGet(local);
  const take = () => spreadArguments(t, spread, bound);
  if (isByCode(t, plans)) callByCode(t, plans, take, local);
  else {
    if (pushCallee !== undefined) guardFunction(t, local);
    guardPlan(t, plans[0], pushCallee);
    const passed = take();
    emitCall(t, plans[0], passed, pushCallee);
    takeResult(t, a, passed);
  }
  if (bound === null) return;
  f.releaseLocal(bound.func);
  f.releaseLocal(bound.self);
}

/** How the function that is expected is called, and those that were met instead; null where that can't be in line. */
function plansFor(
  t: Translator,
  callee: Callee | null,
  given: number,
  names: readonly Value[],
): readonly Plan[] | null {
  const plan = callee === null ? null : planCall(t, callee, given, names);
  return plan === null ? null : otherPlans(t, plan, given, names);
}

/** Leaves unless a local holds a Python function. */
function guardFunction(t: Translator, callee: number): void {
  t.pushIsOther(callee, T_FUNCTION);
  t.deoptIf("other callee");
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

/** A plan and those for what else the instruction has called, each with code of its own. */
function otherPlans(
  t: Translator,
  first: Plan,
  given: number,
  names: readonly Value[],
): readonly Plan[] {
  const plans = [first];
  if (t.state[t.operand(1)].kind !== BOXED || first.keywordDefaults.length > 0) return plans;
  for (const met of t.otherCallees(t.pc)) {
    const callee = stillThere(t.host.i32, met);
    if (callee === null || plans.some(({ code }) => code === callee.code)) continue;
    const plan = planCall(t, callee, given, names);
    if (plan !== null && plan.keywordDefaults.length === 0) plans.push(plan);
  }
  return plans;
}

/**
 * Whether a call takes its callee's defaults as they are: of several codes, and where each closure has had some of its own
 * or nobody knows those of the next one.
 */
function isByCode(t: Translator, plans: readonly Plan[]): boolean {
  const [{ func, code, positions, keywordDefaults }] = plans;
  if (plans.length > 1) return true;
  if (keywordDefaults.length > 0 || !positions.some((at) => at >= 0)) return false;
  return func === 0 || t.otherCallees(t.pc).some((met) => met.code === code);
}

/** A function with one of several codes, such as closures of more than one kind. */
function callByCode(t: Translator, plans: readonly Plan[], take: () => Arguments, callee: number): void {
  const f = t.f, result = f.newLocal(I32);
  const write = (slow: Label | null) => {
    if (slow !== null) needSingle(f, slow);
    const passed = callWhich(t, plans, take, callee, result);
    endCall(t, t.operand(1), passed, result);
  };
  // While other threads run they may replace the callee's defaults: the interpreter's code holds them.
  if (plans.some(({ defaults }) => defaults.length > 0)) fastOrExecute(t, result, write);
  else write(null);
  f.localGet(result);
  f.releaseLocal(result);
  t.setBoxed(t.operand(0));
}

/** Calls the function in a local by the plan for its code. Returns the arguments; the result is in a local. */
function callWhich(
  t: Translator,
  plans: readonly Plan[],
  take: () => Arguments,
  callee: number,
  result: number,
): Arguments {
  const f = t.f;
  guardFunction(t, callee);
  const code = f.newLocal(I32), defaults = f.newLocal(I32), which = f.newLocal(I32);
  f.localGet(callee);
  f.i32Load(FUNCTION_CODE);
  f.localSet(code);
  f.i32Const(-1);
  f.localSet(which);
  plans.forEach((plan, k) => {
    t.host.immortalise(plan.code);
    f.localGet(code);
    f.i32Const(plan.code);
    f.i32Eq();
    f.if();
    f.i32Const(k);
    f.localSet(which);
    if (plan.defaults.length > 0) loadDefaults(t, plan, callee, defaults);
    f.end();
  });
  f.localGet(which);
  f.i32Const(0);
  f.i32LtS();
  t.deoptIf("other callee");
  const owned = ownArguments(t, take()), done = f.block();
  plans.forEach((plan, k) => {
    f.localGet(which);
    f.i32Const(k);
    f.i32Eq();
    f.if();
    emitCall(t, plan, owned, () => f.localGet(callee), defaults);
    f.localSet(result);
    f.br(done);
    f.end();
  });
  f.end();
  for (const local of [code, defaults, which]) f.releaseLocal(local);
  return owned;
}

/** A function's own tuple of defaults, if it has as many as the plan needs. */
function loadDefaults(t: Translator, plan: Plan, callee: number, defaults: number): void {
  const f = t.f;
  f.localGet(callee);
  f.i32Load(FUNCTION_DEFAULTS);
  f.localTee(defaults);
  f.i32Eqz();
  t.deoptIf("other callee");
  f.localGet(defaults);
  f.i32Load(TUPLE_LENGTH);
  f.i32Const(plan.known);
  f.i32Ne();
  t.deoptIf("other callee");
}

/** A method of one of several classes. */
function callOneOf(t: Translator, callees: readonly Value[], given: number): void {
  const f = t.f, a = t.operand(1);
  const plans = callees.map((callee) => planCall(t, calleeOf(t.host.i32, callee), given, []));
  if (!plans.every((plan) => plan !== null && plan.defaults.length === 0)) return executeGeneric(t);
  for (const plan of plans) guardPlan(t, plan as Plan);
  t.materialise();
  t.storePc();
  const owned = ownArguments(t, argumentsOf(t, a + 1, given, []));
  const result = f.newLocal(I32), done = f.block();
  plans.forEach((plan, k) => {
    const last = k === plans.length - 1;
    if (!last) {
      f.localGet(t.boxedLocal(a));
      f.i32Const((plan as Plan).func);
      f.i32Eq();
      f.if();
    }
    emitCall(t, plan as Plan, owned);
    f.localSet(result);
    if (last) return;
    f.br(done);
    f.end();
  });
  f.end();
  f.localGet(result);
  f.releaseLocal(result);
  takeResult(t, a, owned);
}

/** The class that a call instruction is expected to call, or 0. */
function expectedClass(t: Translator, a: number, cache: number): Value {
  const state = t.state[a], i32 = t.host.i32;
  if (state.kind === CONST) return state.type === T_TYPE ? state.value : 0;
  if (state.kind !== BOXED || t.feedback(cache) !== CALL_KIND_CLASS) return 0;
  const seen = t.feedback(cache, CALL_CALLEE);
  return seen !== 0 && (i32[seen >>> 2] & 0xffff) === T_TYPE ? seen : 0;
}

/** How the `__init__` of a class is called whose `__new__` is object's or BaseException's; null where it is not in line. */
function planInit(t: Translator, type: Value, given: number, names: readonly Value[]): Plan | null {
  const init = t.host.classInit(type) || (names.length > 0 ? 0 : t.host.exceptionInit(type));
  return init === 0 ? null : planCall(t, calleeOf(t.host.i32, init), given + 1, names);
}

/** Makes an instance of a class whose `__new__` is object's; its local is 0 where memory is exhausted. */
function makeInstance(t: Translator, type: Value, instance: number): void {
  const f = t.f, { i32 } = t.host, index = i32[(type + TYPE_INDEX) >>> 2];
  const hint = i32[(type + TYPE_SLOT_HINT) >>> 2], shaped = isShaped(t, type);
  f.i32Const(index);
  f.i32Const(shaped ? INSTANCE_SLOTS + hint * 4 : i32[(type + TYPE_BASIC_SIZE) >>> 2]);
  f.call(t.support.newObject);
  f.localTee(instance);
  f.i32Eqz();
  t.raisedIf();
  if (!shaped) return;
  f.localGet(instance);
  f.i32Const(i32[(type + TYPE_SHAPE) >>> 2]);
  f.i32Store(INSTANCE_SHAPE);
}

/** D = A(...), of exceptions that are made of their arguments alone. */
function newPlainException(t: Translator, known: KnownClass, passed: Arguments): void {
  const f = t.f, a = t.operand(1), instance = f.newLocal(I32), { type } = known;
  guardCallee(t, a, type);
  guardVersion(t, known);
  t.materialise();
  t.storePc();
  const owned = ownArguments(t, passed);
  makeException(t, type, instance, owned);
  t.forget();
  owned.drop();
  owned.release();
  t.drop(a);
  f.localGet(instance);
  f.releaseLocal(instance);
  t.setBoxed(t.operand(0));
}

/** A class, and its version from before something of it was looked up. */
interface KnownClass {
  readonly type: Value;
  readonly version: number;
}

/** A class's version; what is looked up of it afterwards is no older. */
function versionOf(t: Translator, type: Value): number {
  return t.host.i32[(type + TYPE_VERSION) >>> 2];
}

/** Leaves if a class has changed. */
function guardVersion(t: Translator, { type, version }: KnownClass): void {
  const f = t.f;
  f.i32Const(type + TYPE_VERSION);
  f.i32Load();
  f.i32Const(version);
  f.i32Ne();
  t.deoptIf("other callee");
}

/** Makes an exception with arguments that are in locals of their own. */
function makeException(t: Translator, type: Value, instance: number, passed: Arguments): void {
  const f = t.f, at = f.newLocal(I32);
  t.pushRoom();
  f.localSet(at);
  for (let k = 0; k < passed.given; k++) {
    f.localGet(at);
    f.localGet(passed.locals[k]);
    f.i32Store(4 * k);
  }
  f.i32Const(type);
  f.localGet(at);
  f.i32Const(passed.given);
  f.call(t.support.helper.newException);
  f.localTee(instance);
  f.i32Eqz();
  f.if();
  passed.drop();
  t.raised();
  f.end();
  f.releaseLocal(at);
}

/** Whether instances of a class have a shape. */
function isShaped(t: Translator, type: Value): boolean {
  const { i32 } = t.host;
  return new Uint16Array(i32.buffer)[(LAYOUT_TABLE >>> 1) + i32[(type + TYPE_INDEX) >>> 2]] === T_INSTANCE;
}

/**
 * An instance of such a class, made here, and the call of its `__init__`.
 *
 * @param take Takes the arguments, behind the last guard.
 */
function instantiate(t: Translator, known: KnownClass, plan: Plan, take: () => Arguments): void {
  const f = t.f, i32 = t.host.i32, a = t.operand(1), { type } = known;
  guardCallee(t, a, type);
  guardVersion(t, known);
  const index = i32[(type + TYPE_INDEX) >>> 2], isException = t.host.classInit(type) === 0;
  if (!isException && isShaped(t, type)) {
    // Instances with more attributes than these have got more room since.
    const hint = i32[(type + TYPE_SLOT_HINT) >>> 2];
    f.i32Const(type + TYPE_SLOT_HINT);
    f.i32Load();
    f.i32Const(hint);
    f.i32Ne();
    t.deoptIf("other callee");
  }
  guardPlan(t, plan);
  t.host.immortalise(plan.func);
  t.materialise();
  t.storePc();
  const instance = f.newLocal(I32);
  // An exception keeps all arguments in a tuple before `__init__` is called with them.
  const passed = isException ? ownArguments(t, take()) : null;
  if (passed === null) makeInstance(t, type, instance);
  else makeException(t, type, instance, passed);
  initialise(t, index, plan, instance, passed ?? take());
}

/** Calls `__init__` for a new instance in a local, which is what the instruction gives. */
function initialise(t: Translator, index: number, plan: Plan, instance: number, passed: Arguments): void {
  const f = t.f, a = t.operand(1), result = f.newLocal(I32);
  emitCall(t, plan, {
    ...passed,
    push: (k) => {
      if (k > 0) return passed.push(k - 1);
      t.keepLocal(instance, boxed(index));
      f.localGet(instance);
    },
    drop: () => {
      t.dropLocal(instance, boxed(index), true);
      passed.drop();
    },
  });
  f.localTee(result);
  f.i32Const(NONE);
  f.i32Ne();
  f.if();
  f.localGet(instance);
  f.localGet(result);
  f.call(t.support.helper.refuseInit);
  t.raised();
  f.end();
  t.forget();
  t.drop(a);
  passed.release();
  f.localGet(instance);
  f.releaseLocal(instance);
  f.releaseLocal(result);
  t.setBoxed(t.operand(0));
}
