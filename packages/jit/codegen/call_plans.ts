/**
 * How functions are called whose code is known: which parameter gets what, and the call itself.
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
  DICT_STORAGE,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  FUNCTION_KWDEFAULTS,
  isSmallInt,
  NONE,
  T_DICT,
  T_TUPLE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { I32 } from "@orochi/wasm";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_VARARGS,
  CO_VARKEYWORDS,
  Op,
} from "@orochi/vm/bytecode";
import type { Callee } from "../callees.ts";
import type { Place } from "../host.ts";
import { ANY_STATE, boxed } from "../states.ts";
import type { Arguments } from "./arguments.ts";
import type { Translator } from "./translator.ts";

/** Functions that make generators and the like. */
const MAKERS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
/** Bytes of a dict; without storage it is empty. */
const DICT_BYTES = 16;
/** Calls that pass more arguments by `*args` are left to the interpreter. */
const MOST_REST = 16;

/** Leaves if the function has other defaults now. The tuple stays as it is: its items may be mentioned. */
function guardDefaults(t: Translator, tuple: Value, pushCallee: () => void): void {
  const f = t.f;
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
export interface Plan {
  /** 0 where only its code is still there: its defaults, which then are unknown, are those of what is called. */
  readonly func: Value;
  readonly code: number;
  /** For each named parameter the number of its argument, or -1 - n: the default n of `defaults`. */
  readonly order: readonly number[];
  readonly defaults: readonly Value[];
  /** Where in the function's tuple of defaults each of these is, and how many that one has; -1 for a keyword's. */
  readonly positions: readonly number[];
  readonly known: number;
  /** The function's tuple of defaults, or 0. */
  readonly tuple: Value;
  /** The function's dict of the defaults that are keywords', or 0, and where in it those of `defaults` are. */
  readonly dict: Value;
  readonly keywordDefaults: readonly KeywordDefault[];
  /** Numbers of the arguments that `*args` gets; null where there is no such parameter. */
  readonly rest: readonly number[] | null;
  /** Names and numbers of the arguments that `**kwargs` gets; null where there is no such parameter. */
  readonly named: readonly (readonly [name: Value, argument: number])[] | null;
  /** Whether all that the function does is to make a generator. */
  readonly makesGenerator: boolean;
}

/** A default of a parameter that has to be named, and where in the dict it was. */
interface KeywordDefault {
  readonly value: Value;
  readonly place: Place;
}

/** Items of a tuple, or of none. */
export function itemsOf(i32: Int32Array, tuple: Value): Value[] {
  const first = (tuple + TUPLE_ITEMS) >>> 2;
  return tuple === 0 ? [] : Array.from(i32.subarray(first, first + i32[(tuple + TUPLE_LENGTH) >>> 2]));
}

/**
 * Null where a call needs more than to pass its arguments.
 *
 * @param given How many arguments there are, self and those with names included.
 * @param names Names of the last ones.
 */
export function planCall(t: Translator, callee: Callee, given: number, names: readonly Value[]): Plan | null {
  const i32 = t.host.i32, { func, code } = callee;
  const field = (offset: number) => i32[(code + offset) >>> 2];
  const flags = field(CODE_FLAGS), makesGenerator = (flags & MAKERS) !== 0;
  if (makesGenerator && i32[field(CODE_STREAM) >>> 2] !== Op.RETURN_GENERATOR) return null;
  const plain = given - names.length, count = field(CODE_ARGCOUNT);
  const rest: number[] | null = (flags & CO_VARARGS) !== 0 ? [] : null;
  const named: [Value, number][] | null = (flags & CO_VARKEYWORDS) !== 0 ? [] : null;
  const order: (number | undefined)[] = new Array(count + field(CODE_KWONLY)).fill(undefined);
  for (let k = 0; k < plain; k++) {
    if (k < count) order[k] = k;
    else if (rest === null || rest.length >= MOST_REST) return null;
    else rest.push(k);
  }
  const parameters = itemsOf(i32, field(CODE_VARNAMES)).slice(0, order.length);
  for (const [k, name] of names.entries()) {
    const at = parameters.indexOf(name, field(CODE_POSONLY));
    if (at >= 0 && order[at] === undefined) order[at] = plain + k;
    else if (at >= 0 || named === null) return null;
    else named.push([name, plain + k]);
  }
  const defaults: Value[] = [], positions: number[] = [], keywordDefaults: KeywordDefault[] = [];
  // Each is read once: another thread may set another one before the guard is written.
  const tuple = func === 0 ? 0 : i32[(func + FUNCTION_DEFAULTS) >>> 2];
  const dict = func === 0 ? 0 : i32[(func + FUNCTION_KWDEFAULTS) >>> 2];
  const known = func === 0 ? new Array<Value>(Math.max(0, callee.defaults)).fill(NONE) : itemsOf(i32, tuple);
  for (let k = 0; k < order.length; k++) {
    if (order[k] !== undefined) continue;
    const at = k - count + known.length;
    const keyword = k < count ? null : keywordDefault(t, dict, parameters[k]);
    const value = k < count ? known[at] ?? 0 : keyword?.value ?? 0;
    if (value === 0) return null;
    order[k] = -1 - defaults.length;
    defaults.push(value);
    positions.push(k < count ? at : -1);
    if (keyword !== null) keywordDefaults.push(keyword);
  }
  // Places in the dict are good for one storage.
  if (keywordDefaults.some(({ place }) => place.storage !== keywordDefaults[0].place.storage)) return null;
  return {
    func,
    code,
    order: order as number[],
    defaults,
    positions,
    known: known.length,
    tuple,
    dict,
    keywordDefaults,
    rest,
    named,
    makesGenerator,
  };
}

/** Default of a parameter that has to be named, or null. */
function keywordDefault(t: Translator, dict: Value, name: Value): KeywordDefault | null {
  const { i32 } = t.host;
  if (dict === 0 || dict === NONE || (i32[dict >>> 2] & 0xffff) !== T_DICT) return null;
  const place = t.host.placeIn(dict, name);
  return place === null ? null : { value: i32[place.word], place };
}

/** Leaves if a function has not the code and the defaults of the plan: closures are made again and again, both can be set. */
export function guardPlan(t: Translator, plan: Plan, pushCallee = () => t.f.i32Const(plan.func)): void {
  const f = t.f, { dict } = plan;
  pushCallee();
  f.i32Load(FUNCTION_CODE);
  f.i32Const(plan.code);
  f.i32Ne();
  t.deoptIf("other callee");
  t.host.immortalise(plan.code);
  if (plan.positions.some((at) => at >= 0)) guardDefaults(t, plan.tuple, pushCallee);
  if (plan.keywordDefaults.length === 0) return;
  t.host.immortalise(dict);
  t.guard("other callee", (lost) => {
    pushCallee();
    f.i32Load(FUNCTION_KWDEFAULTS);
    f.i32Const(dict);
    f.i32Ne();
    f.brIf(lost);
    f.i32Const(dict);
    f.i32Load(DICT_STORAGE);
    f.i32Const(plan.keywordDefaults[0].place.storage);
    f.i32Ne();
    f.brIf(lost);
    for (const { value, place } of plan.keywordDefaults) {
      // Mentioned by code, it must never be the address of another object.
      if (!isSmallInt(value)) t.host.immortalise(value);
      f.i32Const(0);
      f.i32Load(place.word * 4);
      f.i32Const(value);
      f.i32Ne();
      f.brIf(lost);
    }
  });
}

/** Pushes what the named parameters get; `pushArgument` pushes an argument, owned; `defaults` as for {@linkcode emitCall}. */
function pushParameters(
  t: Translator,
  plan: Plan,
  pushArgument: (k: number) => void,
  defaults: number,
): void {
  for (const at of plan.order) {
    if (at >= 0) pushArgument(at);
    else if (defaults < 0) pushCounted(t, plan.defaults[-1 - at]);
    else pushItem(t, defaults, plan.positions[-1 - at]);
  }
}

/** Locals with what `*args` and `**kwargs` get, for the parameters they are for. */
interface Extras {
  readonly rest: number;
  readonly named: number;
}

/**
 * Makes the tuple and the dict of a call that needs them, and takes their arguments. Where memory is exhausted the code
 * is left.
 */
function makeExtras(t: Translator, plan: Plan, { push: pushArgument, drop: onFailure }: Arguments): Extras {
  const f = t.f, rest = plan.rest === null ? -1 : f.newLocal(I32);
  const named = plan.named === null ? -1 : f.newLocal(I32);
  if (plan.named !== null) {
    f.i32Const(T_DICT);
    f.i32Const(DICT_BYTES);
    f.call(t.support.newObject);
    f.localTee(named);
    f.i32Eqz();
    failIf(t, onFailure);
    for (const [name, argument] of plan.named) {
      addKeyword(t, named, name, () => pushArgument(argument), onFailure);
    }
  }
  if (plan.rest === null) return { rest, named };
  if (plan.rest.length === 0) {
    f.i32Const(t.host.emptyTuple());
    f.localSet(rest);
    return { rest, named };
  }
  f.i32Const(T_TUPLE);
  f.i32Const(TUPLE_ITEMS + 4 * plan.rest.length);
  f.call(t.support.newObject);
  f.localTee(rest);
  f.i32Eqz();
  failIf(t, () => {
    if (named >= 0) t.dropLocal(named, boxed(T_DICT), true);
    onFailure();
  });
  f.localGet(rest);
  f.i32Const(plan.rest.length);
  f.i32Store(TUPLE_LENGTH);
  plan.rest.forEach((argument, k) => {
    f.localGet(rest);
    pushArgument(argument);
    f.i32Store(TUPLE_ITEMS + 4 * k);
  });
  return { rest, named };
}

/** Pops a condition: if it holds, an exception was raised, and what is in the hands of the code is dropped. */
function failIf(t: Translator, onFailure: () => void): void {
  t.f.if();
  onFailure();
  t.raised();
  t.f.end();
}

/** Adds an item to the dict that `**kwargs` gets. */
function addKeyword(
  t: Translator,
  dict: number,
  name: Value,
  pushValue: () => void,
  onFailure: () => void,
): void {
  const f = t.f, value = f.newLocal(I32), done = f.newLocal(I32);
  pushValue();
  f.localSet(value);
  f.localGet(dict);
  f.i32Const(name);
  f.localGet(value);
  f.call(t.support.helper.dictSet);
  f.localSet(done);
  t.dropLocal(value, ANY_STATE);
  f.localGet(done);
  f.i32Eqz();
  failIf(t, () => {
    t.dropLocal(dict, boxed(T_DICT), true);
    onFailure();
  });
  f.releaseLocal(value);
  f.releaseLocal(done);
}

function pushExtras(t: Translator, { rest, named }: Extras): void {
  for (const local of [rest, named]) {
    if (local < 0) continue;
    t.f.localGet(local);
    t.f.releaseLocal(local);
  }
}

/** How many parameters a plan's function has, `*args` and `**kwargs` included. */
function parameterCount(plan: Plan): number {
  return plan.order.length + (plan.rest === null ? 0 : 1) + (plan.named === null ? 0 : 1);
}

/** Pushes an item of a tuple in a local, with a reference of its own. */
function pushItem(t: Translator, tuple: number, index: number): void {
  const f = t.f, item = f.newLocal(I32);
  f.localGet(tuple);
  f.i32Load(TUPLE_ITEMS + 4 * index);
  f.localSet(item);
  t.keepLocal(item, ANY_STATE);
  f.localGet(item);
  f.releaseLocal(item);
}

/**
 * Writes the call. Leaves the result on the stack.
 *
 * @param pushCallee Where the function that is called is not the plan's, but another one with its code.
 * @param defaults Local with that one's tuple of defaults; -1 where they are those of the plan.
 */
export function emitCall(
  t: Translator,
  plan: Plan,
  passed: Arguments,
  pushCallee?: () => void,
  defaults = -1,
): void {
  const f = t.f, isKnown = pushCallee === undefined;
  pushCallee ??= () => f.i32Const(plan.func);
  const extras = makeExtras(t, plan, passed);
  if (plan.makesGenerator) return makeGenerator(t, plan, passed.push, pushCallee, defaults, extras);
  t.pushRoom();
  pushCallee();
  pushParameters(t, plan, passed.push, defaults);
  pushExtras(t, extras);
  if (isKnown && plan.code === t.code.address && t.callItself(plan.func)) return;
  f.i32Const(t.idOf(plan.code));
  f.callIndirect(new Array(parameterCount(plan) + 2).fill(I32), [I32], t.support.table);
}

/** The arguments go to where a frame's registers would be, and from there into the generator. */
function makeGenerator(
  t: Translator,
  plan: Plan,
  pushArgument: (k: number) => void,
  pushCallee: () => void,
  defaults: number,
  extras: Extras,
): void {
  const f = t.f, count = parameterCount(plan), at = f.newLocal(I32);
  const values = Array.from({ length: count }, () => f.newLocal(I32));
  pushParameters(t, plan, pushArgument, defaults);
  pushExtras(t, extras);
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
  f.i32Const(count);
  f.call(t.support.helper.newGenerator);
}
