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
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  isSmallInt,
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
import { ANY_STATE } from "../states.ts";
import type { Translator } from "./translator.ts";

/** Functions that make generators and the like. */
const MAKERS = CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR;
/** Whose parameters are not one for each argument. */
const UNPLAIN_FLAGS = CO_VARARGS | CO_VARKEYWORDS;

/** Leaves if the function has other defaults now. The tuple stays as it is: its items may be mentioned. */
export function guardDefaults(t: Translator, callee: Value, pushCallee = () => t.f.i32Const(callee)): void {
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
export interface Plan {
  readonly func: Value;
  readonly code: number;
  /** For each parameter the number of its argument, or -1 - n: the default n of `defaults`. */
  readonly order: readonly number[];
  readonly defaults: readonly Value[];
  /** Where in the function's tuple of defaults each of these is, and how many that one has. */
  readonly positions: readonly number[];
  readonly known: number;
  /** Whether all that the function does is to make a generator. */
  readonly makesGenerator: boolean;
}

/**
 * Null where a call needs more than to pass its arguments.
 *
 * @param given How many arguments there are, self and those with names included.
 * @param names Tuple of the names of the last ones, or 0.
 */
export function planCall(t: Translator, func: Value, given: number, names: Value): Plan | null {
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
  const defaults: Value[] = [],
    positions: number[] = [],
    known = items(i32[(func + FUNCTION_DEFAULTS) >>> 2]);
  for (let k = 0; k < order.length; k++) {
    if (order[k] !== undefined) continue;
    const at = k - count + known.length, value = k < count ? known[at] : undefined;
    if (value === undefined) return null;
    order[k] = -1 - defaults.length;
    defaults.push(value);
    positions.push(at);
  }
  return { func, code, order: order as number[], defaults, positions, known: known.length, makesGenerator };
}

/** Pushes what the parameters get; `pushArgument` pushes an argument, owned; `defaults` as for {@linkcode emitCall}. */
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
 * Writes the call; an argument is pushed by `pushArgument`, owned. Leaves the result on the stack.
 *
 * @param pushCallee Where the function that is called is not the plan's, but another one with its code.
 * @param defaults Local with that one's tuple of defaults; -1 where they are those of the plan.
 */
export function emitCall(
  t: Translator,
  plan: Plan,
  pushArgument: (k: number) => void,
  pushCallee?: () => void,
  defaults = -1,
): void {
  const f = t.f, isKnown = pushCallee === undefined;
  pushCallee ??= () => f.i32Const(plan.func);
  if (plan.makesGenerator) return makeGenerator(t, plan, pushArgument, pushCallee, defaults);
  t.pushRoom();
  pushCallee();
  pushParameters(t, plan, pushArgument, defaults);
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
  defaults: number,
): void {
  const f = t.f, values = plan.order.map(() => f.newLocal(I32)), at = f.newLocal(I32);
  pushParameters(t, plan, pushArgument, defaults);
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
