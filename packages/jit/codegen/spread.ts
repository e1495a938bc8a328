/**
 * Calls with `*` and `**`: the arguments come out of the tuple and the dict in line where these look as they did.
 *
 * @module
 */
import {
  DICT_STORAGE,
  DICT_USED,
  METHOD_FUNCTION,
  METHOD_SELF,
  T_DICT,
  T_METHOD,
  T_TUPLE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { SPREAD_COUNT, SPREAD_NAMED, SPREAD_NAMES } from "@orochi/vm/bytecode";
import { ANY_STATE, BOXED, boxed, CONST, MAYBE_STATE } from "../states.ts";
import { type Arguments, give } from "./arguments.ts";
import { ENTRY, ENTRY_KEY, ENTRY_VALUE, TABLE } from "./core_module.ts";
import { SINGLE_ADDRESS } from "./runtime_module.ts";
import type { Translator } from "./translator.ts";

/** Where the cache is among CALL_EX's operands, and what bit of its `I` says that the mapping may be anybody's. */
const CACHE = 3, MAPPING = 2;
/** Where a dict's storage says how many entries were written. */
const STORAGE_WRITTEN = 4;

/** What a call with `*` and `**` is bet to pass. */
export interface Spread {
  /** Arguments of the tuple, which is in the register behind the callee's two. */
  readonly count: number;
  /** Names of those of the dict, which is in the next register if there is one. */
  readonly names: readonly Value[];
}

/** What the cache says that the call passes; null where that has varied, or can't be looked at in line. */
export function expectedSpread(t: Translator): Spread | null {
  const count = t.feedback(CACHE, SPREAD_COUNT) - 1, named = t.feedback(CACHE, SPREAD_NAMED);
  const tuple = t.state[t.operand(1) + 2], mapping = t.state[t.operand(1) + 3], how = t.operand(2);
  if (count < 0 || named < 0 || (tuple.kind !== BOXED && tuple.kind !== CONST)) return null;
  if (tuple.type !== 0 && tuple.type !== T_TUPLE) return null;
  if (how !== 0 && (mapping.kind !== BOXED || (mapping.type !== 0 && mapping.type !== T_DICT))) return null;
  const names = Array.from({ length: named }, (_, k) => t.host.name(t.feedback(CACHE, SPREAD_NAMES + k)));
  return names.includes(0) ? null : { count, names };
}

/** Leaves unless a register holds an object of exactly a type. */
function guardType(t: Translator, register: number, type: number): void {
  const state = t.state[register];
  if (state.type === type) return;
  t.pushIsOther(t.boxedLocal(register), type);
  t.deoptIf("other callee");
  t.state[register] = { ...state, type };
}

/** Leaves unless tuple and dict look as expected; the frame must be there. From here on nothing may run Python code. */
export function guardSpread(t: Translator, { count, names }: Spread): void {
  const f = t.f, tuple = t.operand(1) + 2, mapping = tuple + 1, how = t.operand(2);
  guardType(t, tuple, T_TUPLE);
  t.pushBoxed(tuple);
  f.i32Load(TUPLE_LENGTH);
  f.i32Const(count);
  f.i32Ne();
  t.deoptIf("other callee");
  if (how === 0) return;
  guardType(t, mapping, T_DICT);
  if ((how & MAPPING) !== 0 && names.length > 0) makePrivate(t, mapping);
  const dict = t.boxedLocal(mapping), entries = f.newLocal(I32);
  t.guard("other callee", (lost) => {
    f.localGet(dict);
    f.i32Load(DICT_USED);
    f.i32Const(names.length);
    f.i32Ne();
    f.brIf(lost);
    if (names.length === 0) return;
    pushEntries(t, dict, entries);
    // None was deleted among them.
    f.localGet(dict);
    f.i32Load(DICT_STORAGE);
    f.i32Load(STORAGE_WRITTEN);
    f.i32Const(names.length);
    f.i32Ne();
    f.brIf(lost);
    for (const [k, name] of names.entries()) {
      f.localGet(entries);
      f.i32Load(k * ENTRY + ENTRY_KEY);
      f.i32Const(name);
      f.i32Ne();
      f.brIf(lost);
    }
  });
  f.releaseLocal(entries);
}

/** Puts the address of a dict's first entry into a local. */
function pushEntries(t: Translator, dict: number, entries: number): void {
  const f = t.f;
  f.localGet(dict);
  f.i32Load(DICT_STORAGE);
  f.localTee(entries);
  f.localGet(entries);
  f.i32Load();
  f.i32Const(1);
  f.i32Add();
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.i32Const(TABLE);
  f.i32Add();
  f.localSet(entries);
}

/** While other threads run, they might change the dict: the call goes on with a copy. */
function makePrivate(t: Translator, register: number): void {
  const f = t.f, copy = f.newLocal(I32);
  f.i32Const(SINGLE_ADDRESS);
  f.i32Load();
  f.i32Const(1);
  f.i32Ne();
  f.if();
  f.localGet(t.boxedLocal(register));
  f.call(t.support.helper.copyDict);
  f.localTee(copy);
  f.i32Eqz();
  t.raisedIf();
  t.dropLocal(t.boxedLocal(register), boxed(T_DICT));
  f.localGet(copy);
  f.localSet(t.boxedLocal(register));
  f.end();
  f.releaseLocal(copy);
}

/** A bound method's function and self, in locals: borrowed, as the register keeps it. Leaves unless it is one. */
export interface Bound {
  readonly func: number;
  readonly self: number;
}

/** Takes a bound method apart. */
export function unbind(t: Translator, register: number): Bound {
  const f = t.f, func = f.newLocal(I32), self = f.newLocal(I32);
  guardType(t, register, T_METHOD);
  f.localGet(t.boxedLocal(register));
  f.i32Load(METHOD_FUNCTION);
  f.localSet(func);
  f.localGet(t.boxedLocal(register));
  f.i32Load(METHOD_SELF);
  f.localSet(self);
  return { func, self };
}

/** The arguments, after {@linkcode guardSpread}: those of the dict are taken at once. */
export function spreadArguments(t: Translator, { count, names }: Spread, bound: Bound | null): Arguments {
  const f = t.f, tuple = t.operand(1) + 2, offset = bound === null ? 0 : 1;
  const values: number[] = [];
  if (names.length > 0) {
    const entries = f.newLocal(I32);
    pushEntries(t, t.boxedLocal(tuple + 1), entries);
    for (let k = 0; k < names.length; k++) {
      values.push(f.newLocal(I32));
      f.localGet(entries);
      f.i32Load(k * ENTRY + ENTRY_VALUE);
      f.localSet(values[k]);
      t.keepLocal(values[k], ANY_STATE);
    }
    f.releaseLocal(entries);
  }
  const push = (k: number) => {
    if (bound !== null && k === 0) {
      t.keepLocal(bound.self, ANY_STATE);
      return f.localGet(bound.self);
    }
    if (k - offset >= count) return give(t, values[k - offset - count]);
    const item = f.newLocal(I32);
    t.pushBoxed(tuple);
    f.i32Load(TUPLE_ITEMS + 4 * (k - offset));
    f.localSet(item);
    t.keepLocal(item, ANY_STATE);
    f.localGet(item);
    f.releaseLocal(item);
  };
  return {
    given: offset + count + names.length,
    names,
    push,
    locals: [],
    drop: () => {
      for (const value of values) t.dropLocal(value, MAYBE_STATE, true);
    },
    release: () => {
      t.drop(tuple);
      if (t.operand(2) !== 0) t.drop(tuple + 1);
      for (const value of values) f.releaseLocal(value);
    },
  };
}
