/**
 * Dicts with strs and small ints as keys: looked up by the core module, values read and replaced in line.
 *
 * @module
 */
import { DICT_VERSION, NONE, T_DICT } from "@orochi/object";
import { I32, type Label } from "@orochi/wasm";
import { FEEDBACK_DICT, FEEDBACK_INT, FEEDBACK_STR } from "@orochi/vm/bytecode";
import { BOXED, CONST, INT, RANGE, SMALL_BITS } from "../states.ts";
import { fastOrExecute } from "./generic.ts";
import { storeItemDirect } from "./direct.ts";
import { ensureStorable, loadInto, ownerLocal, storeFrom } from "./access.ts";
import type { Translator } from "./translator.ts";

/** Bytes of a dict's entry before its value. */
const ENTRY_VALUE = 8;

/** Whether an instruction has met dicts with such keys only, and its operands may be such. */
function isPlain(t: Translator, container: number, key: number): boolean {
  const seen = t.feedback(3), state = t.state[key];
  if ((seen & FEEDBACK_DICT) === 0 || (seen & ~(FEEDBACK_DICT | FEEDBACK_STR | FEEDBACK_INT)) !== 0) {
    return false;
  }
  const usable = state.kind === BOXED || state.kind === CONST ||
    (state.kind === INT && state.bits <= SMALL_BITS);
  return usable && mayBeDict(t, container);
}

function mayBeDict(t: Translator, container: number): boolean {
  const { kind, type, nullable } = t.state[container];
  return kind === BOXED && !nullable && (type === 0 || type === T_DICT);
}

/** Leaves unless a register holds exactly a dict. */
function guardDict(t: Translator, register: number): void {
  if (t.state[register].type === T_DICT) return;
  t.pushIsOther(t.boxedLocal(register), T_DICT);
  t.deoptIf("wrong container");
  t.state[register] = { ...t.state[register], type: T_DICT };
}

/** Leaves the entry of a key, or a number that is not positive, and the version of the keys from before, in locals. */
function find(t: Translator, container: number, key: number, entry: number, version: number): void {
  const f = t.f;
  t.pushBoxed(container);
  f.i32AtomicLoad(DICT_VERSION);
  f.localSet(version);
  t.pushBoxed(container);
  t.pushBoxed(key);
  f.call(t.support.helper.dictFind);
  f.localSet(entry);
}

function pushMissing(t: Translator, entry: number): void {
  t.f.localGet(entry);
  t.f.i32Const(0);
  t.f.i32LeS();
}

/** D = R[R] of a dict. */
export function loadDictItem(t: Translator): boolean {
  const f = t.f, container = t.operand(1), key = t.operand(2);
  if (!isPlain(t, container, key)) return false;
  guardDict(t, container);
  const entry = f.newLocal(I32), version = f.newLocal(I32);
  const moved = () => {
    t.pushBoxed(container);
    f.i32AtomicLoad(DICT_VERSION);
    f.localGet(version);
    f.i32Ne();
  };
  const findEntry = (slow: Label) => {
    find(t, container, key, entry, version);
    pushMissing(t, entry);
    f.brIf(slow);
  };
  const address = () => f.localGet(entry);
  loadInto(t, t.operand(0), { address, offset: ENTRY_VALUE, shared: true, moved, find: findEntry }, () => {
    t.consume(key);
    t.consume(container);
  });
  f.releaseLocal(entry);
  f.releaseLocal(version);
  return true;
}

/** first R [second R] = third R of a dict: in line where that has the key. */
export function storeDictItem(t: Translator): boolean {
  const f = t.f, container = t.operand(0), key = t.operand(1), source = t.operand(2);
  if (!isPlain(t, container, key) || t.state[source].kind === RANGE) return false;
  guardDict(t, container);
  ensureStorable(t, source);
  const entry = f.newLocal(I32), version = f.newLocal(I32);
  find(t, container, key, entry, version);
  const owner = ownerLocal(t, container);
  const check = () => {
    pushMissing(t, entry);
    f.localGet(owner);
    f.i32Load(DICT_VERSION);
    f.localGet(version);
    f.i32Ne();
    f.i32Or();
  };
  storeFrom(t, source, owner, check, () => f.localGet(entry), ENTRY_VALUE, () => {
    t.consume(key);
    t.consume(container);
  }, () => storeItemDirect(t));
  for (const local of [entry, version, owner]) f.releaseLocal(local);
  return true;
}

/** Pushes whether a key is in a container: at once in a dict, by the helper elsewhere. False: nothing was written. */
export function findInDict(t: Translator, container: number, key: number, result: number): boolean {
  const f = t.f, state = t.state[key];
  const usable = state.kind === BOXED || state.kind === CONST ||
    (state.kind === INT && state.bits <= SMALL_BITS);
  if (!usable || !mayBeDict(t, container)) return false;
  const entry = f.newLocal(I32), version = f.newLocal(I32), done = f.block();
  f.i32Const(-1);
  f.localSet(result);
  const other = f.block();
  t.pushBoxed(container);
  f.i32Const(1);
  f.i32And();
  f.brIf(other);
  t.pushBoxed(container);
  f.i32Load16U();
  f.i32Const(T_DICT);
  f.i32Ne();
  f.brIf(other);
  find(t, container, key, entry, version);
  f.localGet(entry);
  f.i32Const(0);
  f.i32LtS();
  f.brIf(other);
  t.pushBoxed(container);
  f.i32AtomicLoad(DICT_VERSION);
  f.localGet(version);
  f.i32Ne();
  f.brIf(other);
  f.localGet(entry);
  f.i32Const(0);
  f.i32Ne();
  f.localSet(result);
  f.br(done);
  f.end();
  f.end();
  f.releaseLocal(entry);
  f.releaseLocal(version);
  return true;
}

/**
 * `dict.get(key)`, `dict.get(key, default)`: the value in line, like `dict[key]`.
 *
 * @param first Register of the dict; key and default lie behind it.
 * @param given 2 or 3.
 */
export function getFromDict(t: Translator, first: number, given: number): boolean {
  const f = t.f, dict = first, key = first + 1, wanted = first + 2, state = t.state[key];
  const usable = (register: number): boolean => {
    const { kind, bits } = t.state[register];
    return kind === BOXED || kind === CONST || (kind === INT && bits <= SMALL_BITS);
  };
  if (!mayBeDict(t, dict) || !usable(key) || state.nullable || (given === 3 && !usable(wanted))) return false;
  const result = f.newLocal(I32), entry = f.newLocal(I32), version = f.newLocal(I32);
  const moved = () => {
    t.pushBoxed(dict);
    f.i32AtomicLoad(DICT_VERSION);
    f.localGet(version);
    f.i32Ne();
  };
  fastOrExecute(t, result, (slow) => {
    t.pushBoxed(dict);
    f.i32Const(1);
    f.i32And();
    f.brIf(slow);
    t.pushBoxed(dict);
    f.i32Load16U();
    f.i32Const(T_DICT);
    f.i32Ne();
    f.brIf(slow);
    find(t, dict, key, entry, version);
    f.localGet(entry);
    f.i32Const(0);
    f.i32LtS();
    f.brIf(slow);
    f.localGet(entry);
    f.if();
    f.localGet(entry);
    f.i32Load(ENTRY_VALUE);
    f.localTee(result);
    f.i32Eqz();
    f.brIf(slow);
    f.localGet(result);
    f.i32Const(1);
    f.i32And();
    f.if();
    moved();
    f.brIf(slow);
    f.else();
    t.host.refcount.tryIncref(f, result, t.support.context, slow);
    f.localGet(entry);
    f.i32AtomicLoad(ENTRY_VALUE);
    f.localGet(result);
    f.i32Ne();
    moved();
    f.i32Or();
    f.if();
    f.localGet(result);
    f.call(t.support.decref);
    f.br(slow);
    f.end();
    f.end();
    f.else();
    moved();
    f.brIf(slow);
    if (given === 3) t.pushBoxed(wanted);
    else f.i32Const(NONE);
    f.localSet(result);
    if (given === 3) t.keepLocal(result, t.state[wanted]);
    f.end();
    if (given === 3) t.consume(wanted);
    t.consume(key);
    t.consume(dict);
    t.vacate(t.operand(1));
  });
  f.localGet(result);
  for (const local of [result, entry, version]) f.releaseLocal(local);
  t.setBoxed(t.operand(0));
  return true;
}
