/**
 * Attributes of instances: checks of types and shapes that inline caches saw, up to four of them, then plain loads and
 * stores.
 *
 * @module
 */
import { INSTANCE_SHAPE, T_FUNCTION, T_INT, TYPE_VERSION, type Value } from "@orochi/object";
import { PAGE, PAGE_BYTES, TYPE_TABLE } from "@orochi/heap";
import { I32 } from "@orochi/wasm";
import {
  ATTRIBUTE_KIND,
  ATTRIBUTE_KIND_ADD_SLOT,
  ATTRIBUTE_KIND_MEMBER,
  ATTRIBUTE_KIND_METHOD,
  ATTRIBUTE_KIND_SLOT,
  ATTRIBUTE_KIND_SPECIAL,
  ATTRIBUTE_KIND_TYPE_VALUE,
  ATTRIBUTE_NEW_SHAPE,
  ATTRIBUTE_SHAPE,
  ATTRIBUTE_SLOT,
  ATTRIBUTE_TYPE,
  ATTRIBUTE_VERSION,
  Op,
} from "@orochi/vm/bytecode";
import { ANY_STATE, BOXED, CONST, EMPTY_STATE, FLOAT, RANGE } from "../states.ts";
import { ensureStorable, loadInto, ownerLocal, storeFrom } from "./access.ts";
import { executeGeneric } from "./generic.ts";
import { loadFromModule, loadFunction } from "./modules.ts";
import type { Translator } from "./translator.ts";

/** One kind of receiver that an instruction has met. */
interface Case {
  readonly kind: number;
  readonly type: number;
  readonly shape: number;
  /** Byte offset, or the value found on the type. */
  readonly slot: number;
  readonly version: number;
  readonly newShape: number;
}

/** The receivers that the instruction's cache knows, or that are to be expected, as far as nothing has changed since. */
function casesOf(t: Translator): Case[] {
  const i32 = t.host.i32;
  const isSpecial = t.code.words[t.pc] === Op.LOAD_SPECIAL;
  const known = isSpecial ? t.host.cases(t.code.cache + t.operand(3)) : t.receivers.casesAt(t.pc);
  return known.map((words): Case => ({
    kind: words[ATTRIBUTE_KIND],
    type: words[ATTRIBUTE_TYPE],
    shape: words[ATTRIBUTE_SHAPE],
    slot: words[ATTRIBUTE_SLOT],
    version: words[ATTRIBUTE_VERSION],
    newShape: words[ATTRIBUTE_NEW_SHAPE],
  })).filter(({ type, version }) => i32[typeAddress(t, type) + TYPE_VERSION >>> 2] === version);
}

/** The type object with an index. */
export function typeAddress(t: Translator, type: number): number {
  return t.host.i32[(TYPE_TABLE >>> 2) + type];
}

function pushStale(t: Translator, type: number, version: number): void {
  t.f.i32Const(typeAddress(t, type) + TYPE_VERSION);
  t.f.i32Load();
  t.f.i32Const(version);
  t.f.i32Ne();
}

/** Whether a register can hold the receiver of a case, from what is known of it. */
function fits(t: Translator, register: number, known: Case): boolean {
  const state = t.state[register];
  if (state.kind === CONST) return state.type === known.type && (state.value & 1) === 0;
  return state.kind === BOXED && (state.type === 0 || state.type === known.type);
}

/** Leaves unless a register holds an instance of a type, which has not changed since `version`. */
export function guardType(t: Translator, register: number, type: number, version: number): void {
  guardObject(t, register, { kind: 0, type, shape: 0, slot: 0, version, newShape: 0 });
}

/** Leaves unless a register holds a receiver of one case, whose type has not changed since it was seen. */
function guardObject(t: Translator, register: number, known: Case): void {
  const f = t.f, state = t.state[register], { type, shape } = known;
  const key = shape !== 0 ? shape : -type;
  const mayBeOther = t.facts.get(register) !== key && state.kind === BOXED;
  const asksType = mayBeOther && state.type === 0, asksShape = mayBeOther && shape !== 0;
  const asksVersion = !t.checkedTypes.has(type);
  if (asksType || asksShape || asksVersion) {
    const object = t.boxedLocal(register);
    t.guard("attribute changed", (lost) => {
      if (asksType) {
        f.localGet(object);
        f.i32Const(1);
        f.i32And();
        f.brIf(lost);
        f.localGet(object);
        f.i32Load16U();
        f.i32Const(type);
        f.i32Ne();
        f.brIf(lost);
      }
      if (asksShape) {
        f.localGet(object);
        f.i32Load(INSTANCE_SHAPE);
        f.i32Const(shape);
        f.i32Ne();
        f.brIf(lost);
      }
      if (asksVersion) {
        pushStale(t, type, known.version);
        f.brIf(lost);
      }
    });
  }
  if (mayBeOther) t.facts.set(register, key);
  t.checkedTypes.add(type);
}

/**
 * Finds which of several cases a register's object is, and leaves if it is none.
 *
 * @param seen Local that gets the object's shape.
 * @param chosen Local that gets the case's `slot`.
 */
function choose(t: Translator, register: number, cases: readonly Case[], seen: number, chosen: number): void {
  const f = t.f, object = t.boxedLocal(register), type = f.newLocal(I32);
  f.localGet(object);
  f.i32Const(1);
  f.i32And();
  t.deoptIf("attribute changed");
  f.localGet(object);
  f.i32Load16U();
  f.localSet(type);
  f.localGet(object);
  f.i32Load(INSTANCE_SHAPE);
  f.localSet(seen);
  const found = f.block();
  for (const known of cases) {
    f.localGet(type);
    f.i32Const(known.type);
    f.i32Eq();
    if (known.shape !== 0) {
      f.localGet(seen);
      f.i32Const(known.shape);
      f.i32Eq();
      f.i32And();
    }
    f.if();
    f.i32Const(known.slot);
    f.localSet(chosen);
    pushStale(t, known.type, known.version);
    f.i32Eqz();
    f.brIf(found);
    f.end();
  }
  t.leave("attribute changed");
  f.end();
  f.releaseLocal(type);
}

/** Whether several cases can be told apart and done alike: all slots, or all members. */
function alike(t: Translator, register: number, cases: readonly Case[]): boolean {
  return t.state[register].kind === BOXED && t.state[register].type === 0 &&
    cases.every(({ kind }) => kind === cases[0].kind);
}

/** D = R.N */
export function loadAttribute(t: Translator): void {
  const f = t.f, d = t.operand(0), r = t.operand(1);
  if (loadFromModule(t, d, r, t.operand(2))) return;
  const cases = t.avoid.has(t.pc) ? [] : casesOf(t).filter((known) => fits(t, r, known));
  if (cases.length === 0) return executeGeneric(t);
  const { kind, shape, slot } = cases[0];
  const isSlot = kind === ATTRIBUTE_KIND_SLOT || kind === ATTRIBUTE_KIND_MEMBER;
  if (cases.length > 1) {
    if (!isSlot || !alike(t, r, cases)) return executeGeneric(t);
    const seen = f.newLocal(I32), chosen = f.newLocal(I32);
    choose(t, r, cases, seen, chosen);
    const moved = kind === ATTRIBUTE_KIND_MEMBER ? undefined : () => {
      t.pushBoxed(r);
      f.i32AtomicLoad(INSTANCE_SHAPE);
      f.localGet(seen);
      f.i32Ne();
    };
    const address = () => {
      t.pushBoxed(r);
      f.localGet(chosen);
      f.i32Add();
    };
    loadInto(t, d, { address, offset: 0, shared: true, moved, holder: r }, () => t.consume(r));
    f.releaseLocal(seen);
    return f.releaseLocal(chosen);
  }
  if (!isSlot && (kind !== ATTRIBUTE_KIND_TYPE_VALUE || slot === 0)) return executeGeneric(t);
  guardObject(t, r, cases[0]);
  if (kind === ATTRIBUTE_KIND_TYPE_VALUE) {
    if ((slot & 1) === 0) t.host.immortalise(slot);
    t.consume(r);
    return t.setConstant(d, slot);
  }
  const moved = shape === 0 ? undefined : () => {
    t.pushBoxed(r);
    f.i32AtomicLoad(INSTANCE_SHAPE);
    f.i32Const(shape);
    f.i32Ne();
  };
  const address = () => t.pushBoxed(r);
  loadInto(t, d, { address, offset: slot, shared: true, moved, holder: r }, () => t.consume(r));
}

/** A, A+1 = method N of R, R */
export function loadMethod(t: Translator): void {
  if (!loadFunction(t)) loadUnbound(t, ATTRIBUTE_KIND_METHOD);
}

/** A, A+1 = method I of R's type, R */
export function loadSpecial(t: Translator): void {
  loadUnbound(t, ATTRIBUTE_KIND_SPECIAL);
}

/** A, A+1 = what caches of a kind hold, R */
function loadUnbound(t: Translator, expected: number): void {
  const f = t.f, a = t.operand(0), r = t.operand(1);
  const cases = t.avoid.has(t.pc) ? [] : casesOf(t).filter((known) => fits(t, r, known));
  const usable = cases.every(({ kind, slot, type }) => kind === expected && slot !== 0 && type !== T_INT);
  if (cases.length === 0 || !usable) return executeGeneric(t);
  const methods = [...new Set(cases.map(({ slot }) => slot))];
  if (cases.length === 1) {
    guardObject(t, r, cases[0]);
    t.host.immortalise(methods[0]);
    // R may be A itself: it moves up first.
    t.move(a + 1, r, false);
    return t.setConstant(a, methods[0]);
  }
  if (!alike(t, r, cases) || !methods.every((method) => isFunction(t, method))) return executeGeneric(t);
  for (const method of methods) t.host.immortalise(method);
  const seen = f.newLocal(I32), chosen = f.newLocal(I32);
  choose(t, r, cases, seen, chosen);
  f.releaseLocal(seen);
  t.move(a + 1, r, false);
  if (methods.length === 1) t.setConstant(a, methods[0]);
  else {
    f.localGet(chosen);
    t.setBoxed(a);
    t.callees.set(a, methods);
  }
  f.releaseLocal(chosen);
}

function isFunction(t: Translator, value: Value): boolean {
  return (value & 1) === 0 && (t.host.i32[value >>> 2] & 0xffff) === T_FUNCTION;
}

/** first R.N = second R */
export function storeAttribute(t: Translator): void {
  const f = t.f, r = t.operand(0), source = t.operand(2);
  const cases = t.avoid.has(t.pc) || t.state[source].kind === RANGE
    ? []
    : casesOf(t).filter((known) => fits(t, r, known));
  if (cases.length === 0) return executeGeneric(t);
  const { kind, shape, slot } = cases[0];
  if (kind === ATTRIBUTE_KIND_ADD_SLOT && cases.every(({ newShape }) => newShape !== 0)) {
    if (cases.length === 1 || alike(t, r, cases)) return addAttribute(t, cases);
  }
  if (kind !== ATTRIBUTE_KIND_SLOT && kind !== ATTRIBUTE_KIND_MEMBER) return executeGeneric(t);
  if (cases.length > 1 && !alike(t, r, cases)) return executeGeneric(t);
  if (cases.length === 1) {
    guardObject(t, r, cases[0]);
    ensureStorable(t, source);
    const owner = ownerLocal(t, r);
    const check = () => {
      if (shape === 0) return f.i32Const(0);
      f.localGet(owner);
      f.i32Load(INSTANCE_SHAPE);
      f.i32Const(shape);
      f.i32Ne();
    };
    storeFrom(t, source, owner, check, () => f.localGet(owner), slot, () => t.consume(r));
    return f.releaseLocal(owner);
  }
  const seen = f.newLocal(I32), chosen = f.newLocal(I32);
  choose(t, r, cases, seen, chosen);
  ensureStorable(t, source);
  const owner = ownerLocal(t, r);
  const check = () => {
    if (kind === ATTRIBUTE_KIND_MEMBER) return f.i32Const(0);
    f.localGet(owner);
    f.i32Load(INSTANCE_SHAPE);
    f.localGet(seen);
    f.i32Ne();
  };
  const address = () => {
    f.localGet(owner);
    f.localGet(chosen);
    f.i32Add();
  };
  storeFrom(t, source, owner, check, address, 0, () => t.consume(r));
  for (const local of [seen, chosen, owner]) f.releaseLocal(local);
}

/** A store that gives an instance of one of several kinds one more attribute: the value, then the new shape. */
function addAttribute(t: Translator, cases: readonly Case[]): void {
  const f = t.f, r = t.operand(0), source = t.operand(2), { lock } = t.host;
  const [known] = cases, one = cases.length === 1;
  const seen = f.newLocal(I32), slot = f.newLocal(I32), newShape = f.newLocal(I32);
  if (one) guardObject(t, r, known);
  else {
    choose(t, r, cases, seen, slot);
    for (const { shape, newShape: next } of cases) {
      f.localGet(seen);
      f.i32Const(shape);
      f.i32Eq();
      f.if();
      f.i32Const(next);
      f.localSet(newShape);
      f.end();
    }
  }
  const pushSlot = (offset: number) => {
    if (one) return f.i32Const(known.slot + offset);
    f.localGet(slot);
    f.i32Const(offset);
    f.i32Add();
  };
  ensureStorable(t, source);
  // Instances made before it was known how many attributes their class's have may lack the room.
  t.pushBoxed(r);
  f.i32Const(-PAGE_BYTES);
  f.i32And();
  f.i32Load(PAGE.blockBytes);
  pushSlot(4 + t.host.headerBytes);
  f.i32LtU();
  t.deoptIf("attribute changed");
  const owner = ownerLocal(t, r), value = f.newLocal(I32), entered = f.newLocal(I32);
  const made = t.state[source].kind === FLOAT;
  t.pushBoxed(source);
  f.localSet(value);
  if (!t.isTemporary(source) && !made) t.keepLocal(value, t.state[source]);
  const done = f.block(), busy = f.block();
  lock.beginLeaf(f, owner, entered, busy);
  f.localGet(owner);
  f.i32Load(INSTANCE_SHAPE);
  if (one) f.i32Const(known.shape);
  else f.localGet(seen);
  f.i32Eq();
  f.if();
  f.localGet(owner);
  pushSlot(0);
  f.i32Add();
  f.localGet(value);
  f.i32Store();
  f.localGet(owner);
  if (one) f.i32Const(known.newShape);
  else f.localGet(newShape);
  f.i32Store(INSTANCE_SHAPE);
  lock.endLeaf(f, owner, entered);
  f.br(done);
  f.end();
  lock.endLeaf(f, owner, entered);
  f.end();
  // Another thread is at it: back to before.
  if (!t.isTemporary(source) || made) t.dropLocal(value, ANY_STATE, true);
  t.leave("other threads");
  f.end();
  if (t.isTemporary(source)) t.state[source] = EMPTY_STATE;
  if (one) t.facts.set(r, known.newShape);
  else t.facts.delete(r);
  if (t.isTemporary(r)) t.consume(r);
  for (const local of [owner, value, entered, seen, slot, newShape]) f.releaseLocal(local);
}
