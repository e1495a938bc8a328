/**
 * Globals, cells, items, and the loads and stores that attributes share: checks against what the inline caches saw, then plain loads and stores.
 *
 * The short ways are taken while only one Python thread exists (`single`), since then nobody frees what is being
 * read; otherwise the interpreter's code does the instruction. A value that is only computed with is read without
 * counting it, and a float that replaces a float nobody else refers to is written into that object.
 *
 * @module
 */
import {
  CELL_VALUE,
  DICT_STORAGE,
  DICT_VERSION,
  FLOAT_VALUE,
  FUNCTION_GLOBALS,
  isSmallInt,
  LIST_ITEMS,
  LIST_LENGTH,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_DICT,
  T_FLOAT,
  T_FUNCTION,
  T_LIST,
  T_METHOD_DESCRIPTOR,
  T_MODULE,
  T_TUPLE,
  T_TYPE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { F64, I32, type Label } from "@orochi/wasm";
import {
  CACHE_OPERAND,
  FEEDBACK_INT,
  FEEDBACK_LIST,
  FEEDBACK_STR,
  FEEDBACK_TUPLE,
  LENGTHS,
  Op,
} from "@orochi/vm/bytecode";
import { eachRead, eachWrite } from "../decode.ts";
import {
  ANY_STATE,
  BOXED,
  boxed,
  CONST,
  EMPTY_STATE,
  FLOAT,
  INT,
  int,
  MAYBE_STATE,
  RANGE,
  SMALL_BITS,
} from "../states.ts";
import { wantedForm } from "./arithmetic.ts";
import { loadDictItem, storeDictItem } from "./dicts.ts";
import { loadItemDirect, storeItemDirect } from "./direct.ts";
import type { Reason } from "./exits.ts";
import { executeGeneric, fastOrExecute } from "./generic.ts";
import { SINGLE_ADDRESS } from "./runtime_module.ts";
import { loadCharacter } from "./strings.ts";
import type { Translator } from "./translator.ts";
import { pushIsCounted } from "./type_tests.ts";

/** In which unboxed form the next reader of a register wants its value, if it is in the same block. */
function wanted(t: Translator, register: number): "int" | "float" | null {
  const words = t.code.words;
  const block = t.code.blocks[t.blockIndex];
  for (let pc = t.pc + LENGTHS[words[t.pc]]; pc < block.end; pc += LENGTHS[words[pc]]) {
    let reads = false, writes = false;
    eachRead(words, pc, (read) => reads ||= read === register);
    if (reads) {
      const cache = CACHE_OPERAND[words[pc]];
      return cache < 0 || t.avoid.has(pc) || t.avoid.has(t.pc)
        ? null
        : wantedForm(words[pc], t.host.ic()[t.code.cache + words[pc + 1 + cache]]);
    }
    eachWrite(words, pc, (written) => writes ||= written === register);
    if (writes) return null;
  }
  return null;
}

/**
 * Whether what is now read into a temporary is only looked into by the next instruction, or compared by identity: then it may
 * need no reference of its own. A constant may be loaded in between.
 */
function isOnlyLookedInto(t: Translator, register: number): boolean {
  const { words, blocks } = t.code;
  let next = t.pc + LENGTHS[words[t.pc]], constant = -1;
  if (next < blocks[t.blockIndex].end && words[next] === Op.LOAD_CONST) {
    constant = words[next + 1];
    next += LENGTHS[Op.LOAD_CONST];
  }
  if (next >= blocks[t.blockIndex].end || t.avoid.has(next) || !t.isTemporary(register)) return false;
  if (constant === register) return false;
  const op = words[next], first = words[next + 2], second = words[next + 3];
  if (op === Op.IS || op === Op.IS_NOT) return (first === register) !== (second === register);
  if (first !== register) return false;
  if (op === Op.LOAD_ATTR) return true;
  if (op !== Op.BINARY_SUBSCR || second === register) return false;
  const index = t.state[second], seen = t.host.ic()[t.code.cache + words[next + 4]];
  return seenContainer(seen) !== 0 &&
    (second === constant || index.kind === INT || (index.kind === CONST && isSmallInt(index.value)));
}

/** Where a Value lies, and how a reader without a lock makes sure that it lay there. */
interface Place {
  /** Pushes the word's address, less `offset`. */
  readonly address: () => void;
  readonly offset: number;
  /** Whether other threads may change the word; if not, what follows is not needed. */
  readonly shared: boolean;
  /** Pushes whether the word has become something else since it was found; absent: it can't. */
  readonly moved?: () => void;
  /** Finds the place, or branches to where the instruction is executed in the long way. */
  readonly find?: (slow: Label) => void;
  /** Register of the object that holds the word, if that lives only as long as a register does. */
  readonly holder?: number;
}

/**
 * Pushes whether the word's value lives on without a reference of this code's until the next instruction has looked into it:
 * nobody else can change the word, and the object that holds it lives on.
 */
function pushLivesOn(t: Translator, { shared, holder }: Place): void {
  const f = t.f;
  if (shared) {
    f.i32Const(SINGLE_ADDRESS);
    f.i32Load();
    f.i32Const(1);
    f.i32Eq();
  } else f.i32Const(1);
  if (holder === undefined || t.borrowed?.register !== holder) return;
  f.localGet(t.borrowed.owned);
  f.i32Eqz();
  f.i32And();
}

/**
 * Reads a Value into register `d`, without a lock. Other threads may store to the word meanwhile, so what was read
 * counts only if the word still holds it afterwards: then it held it at a time when the reader already had its reference
 * (or its number). An object that was freed meanwhile has a type word and header of its kind all the same: object
 * blocks are never used for anything else.
 *
 * @param consume Consumes the operands, once the value is read and counted.
 */
export function loadInto(t: Translator, d: number, place: Place, consume: () => void): void {
  const f = t.f, form = place.find === undefined ? wanted(t, d) : null;
  const value = f.newLocal(I32);
  const read = () => {
    place.address();
    f.i32Load(place.offset);
    f.localSet(value);
  };
  /** Pushes whether the word has changed since `read`. */
  const changed = () => {
    place.address();
    f.i32AtomicLoad(place.offset);
    f.localGet(value);
    f.i32Ne();
    if (place.moved === undefined) return;
    place.moved();
    f.i32Or();
  };
  if (form === null) {
    const { holder } = place, lasts = holder === undefined || !t.isTemporary(holder);
    const borrows = place.find === undefined && (lasts || t.borrowed?.register === holder) &&
      isOnlyLookedInto(t, d);
    const owned = borrows ? f.newLocal(I32) : -1;
    /** Takes a reference to what was read, or branches to `slow`. */
    const keep = (slow: Label) => {
      if (!place.shared) {
        f.localGet(value);
        f.i32Eqz();
        f.brIf(slow);
        return t.keepLocal(value, ANY_STATE);
      }
      const settled = f.block();
      pushIsCounted(f, value);
      f.if();
      t.host.refcount.tryIncref(f, value, t.support.context, slow);
      changed();
      f.i32Eqz();
      f.brIf(settled);
      f.localGet(value);
      f.call(t.support.decref);
      f.br(slow);
      f.end();
      f.localGet(value);
      f.i32Eqz();
      f.brIf(slow);
      if (place.moved !== undefined) {
        place.moved();
        f.brIf(slow);
      }
      f.end();
    };
    if (borrows) {
      f.i32Const(1);
      f.localSet(owned);
    }
    fastOrExecute(t, value, (slow) => {
      place.find?.(slow);
      read();
      if (borrows) {
        pushLivesOn(t, place);
        f.if();
        f.localGet(value);
        f.i32Eqz();
        f.brIf(slow);
        f.i32Const(0);
        f.localSet(owned);
        f.else();
        keep(slow);
        f.end();
      } else keep(slow);
      consume();
    });
    f.localGet(value);
    f.releaseLocal(value);
    t.setBoxed(d);
    if (borrows) t.borrowed = { register: d, owned };
    return;
  }
  read();
  if (form === "int") {
    f.localGet(value);
    f.i32Const(1);
    f.i32And();
    f.i32Eqz();
    t.deoptIf("not an int");
    if (place.shared && place.moved !== undefined) {
      place.moved();
      t.deoptIf("other threads");
    }
    consume();
    f.localGet(value);
    f.i32Const(1);
    f.i32ShrS();
    f.i64ExtendI32S();
    f.releaseLocal(value);
    return t.setInt(d, SMALL_BITS);
  }
  t.pushIsOther(value, T_FLOAT);
  t.deoptIf("not a float");
  const number = f.newLocal(F64);
  f.localGet(value);
  f.f64Load(FLOAT_VALUE);
  f.localSet(number);
  if (place.shared) {
    changed();
    t.deoptIf("other threads");
  }
  consume();
  f.localGet(number);
  f.releaseLocal(number);
  f.releaseLocal(value);
  t.setFloat(d);
}

/** Values that compiled code may mention as constants: they are made immortal, and are few. */
function isLasting(t: Translator, value: Value): boolean {
  if ((value & 1) === 1 || value === 0) return false;
  const type = t.host.i32[value >>> 2] & 0xffff;
  return type === T_FUNCTION || type === T_TYPE || type === T_BUILTIN_FUNCTION_OR_METHOD ||
    type === T_METHOD_DESCRIPTOR ||
    type === T_MODULE;
}

/**
 * D = globals[N] or builtins[N]. The value lies where it lay while the dict's storage is the same: entries never move
 * within it, and a removed one holds 0. A builtin is found only while the globals lack the name: they are asked again when
 * their keys have changed, which is often while a module's own code runs.
 */
export function loadGlobal(t: Translator): void {
  const f = t.f, d = t.operand(0), name = t.operand(1), i32 = t.host.i32;
  const globals = i32[(t.func + FUNCTION_GLOBALS) >>> 2];
  const plain = (i32[globals >>> 2] & 0xffff) === T_DICT;
  if (!plain || t.avoid.has(t.pc)) return executeGeneric(t);
  let owner = globals, place = t.host.placeIn(globals, name);
  if (place === null) {
    owner = t.host.builtins(globals);
    place = owner === 0 ? null : t.host.placeIn(owner, name);
    const missing = place === null ? 0 : t.host.missingWord(globals, name);
    if (place === null || missing === 0) return executeGeneric(t);
    f.i32Const(globals + DICT_VERSION);
    f.i32Load();
    f.i32Const(missing);
    f.i32Load();
    f.i32Ne();
    t.cold(() => {
      f.i32Const(globals);
      f.i32Const(name);
      f.i32Const(missing);
      f.call(t.support.helper.isMissing);
      f.i32Eqz();
      t.deoptIf("global changed");
    });
  }
  f.i32Const(owner + DICT_STORAGE);
  f.i32Load();
  f.i32Const(place.storage);
  f.i32Ne();
  loadNamed(t, d, name, place.word, "global changed", () => {});
}

/** globals[N] = R, of a name that is there: see {@linkcode loadGlobal}. */
export function storeGlobal(t: Translator): void {
  const f = t.f, name = t.operand(0), source = t.operand(1), i32 = t.host.i32;
  const globals = i32[(t.func + FUNCTION_GLOBALS) >>> 2];
  const plain = (i32[globals >>> 2] & 0xffff) === T_DICT;
  const place = plain ? t.host.placeIn(globals, name) : null;
  if (place === null || t.avoid.has(t.pc) || t.state[source].kind === RANGE) return executeGeneric(t);
  ensureStorable(t, source);
  const owner = f.newLocal(I32), address = () => f.i32Const(place.word << 2);
  f.i32Const(globals);
  f.localSet(owner);
  const check = () => {
    f.localGet(owner);
    f.i32Load(DICT_STORAGE);
    f.i32Const(place.storage);
    f.i32Ne();
    address();
    f.i32Load();
    f.i32Eqz();
    f.i32Or();
  };
  storeFrom(t, source, owner, check, address, 0, () => {});
  f.releaseLocal(owner);
}

/**
 * D = what lies in a dict under a name, at a word index. Pops a condition: whether it may be elsewhere now, which loses the
 * bet; so does another value where the one that was found is mentioned by the code.
 *
 * @param consume Consumes the operands.
 */
export function loadNamed(
  t: Translator,
  d: number,
  name: Value,
  word: number,
  reason: Reason,
  consume: () => void,
): void {
  const f = t.f, seen = t.host.i32[word];
  if (isLasting(t, seen)) {
    t.host.immortalise(seen);
    f.i32Const(word << 2);
    f.i32Load();
    f.i32Const(seen);
    f.i32Ne();
    f.i32Or();
    t.deoptIf(reason);
    consume();
    return t.setConstant(d, seen);
  }
  // A dict that was emptied starts over in the same storage.
  f.i32Const((word - 1) << 2);
  f.i32Load();
  f.i32Const(name);
  f.i32Ne();
  f.i32Or();
  t.deoptIf(reason);
  loadInto(t, d, { address: () => f.i32Const(word << 2), offset: 0, shared: true }, consume);
}

/**
 * Stores register `source` into a word of `owner` and drops what was there, within a section on the owner. All checks of
 * types are done; nothing is consumed yet.
 *
 * @param owner Local with the object that guards the word.
 * @param check Pushes whether the word is no longer where it was found; it is asked inside the section.
 * @param address Pushes the word's address, less `offset`.
 * @param consume Consumes the operands but for the stored value.
 */
export function storeFrom(
  t: Translator,
  source: number,
  owner: number,
  check: () => void,
  address: () => void,
  offset: number,
  consume: () => void,
  otherwise?: () => void,
): void {
  const f = t.f, { lock, refcount } = t.host;
  const old = f.newLocal(I32), value = f.newLocal(I32), entered = f.newLocal(I32);
  const isFloat = t.state[source].kind === FLOAT;
  fastOrExecute(t, -1, (slow) => {
    if (!isFloat) {
      t.pushBoxed(source);
      f.localSet(value);
    }
    lock.beginLeaf(f, owner, entered, slow);
    check();
    f.if();
    lock.endLeaf(f, owner, entered);
    f.br(slow);
    f.end();
    address();
    f.i32Load(offset);
    f.localSet(old);
    if (isFloat) {
      const done = f.block(), boxed = f.block();
      // A float that nobody else refers to takes the new number, while there is no thread that could begin to.
      f.i32Const(SINGLE_ADDRESS);
      f.i32Load();
      f.i32Eqz();
      f.localGet(old);
      f.i32Const(1);
      f.i32And();
      f.i32Or();
      f.localGet(old);
      f.i32Eqz();
      f.i32Or();
      f.brIf(boxed);
      f.localGet(old);
      f.i32Load();
      f.i32Const(T_FLOAT);
      f.i32Ne();
      f.brIf(boxed);
      refcount.isUnique(f, old, t.support.context);
      f.i32Eqz();
      f.brIf(boxed);
      f.localGet(old);
      f.localGet(t.floatLocal(source));
      f.f64Store(FLOAT_VALUE);
      lock.endLeaf(f, owner, entered);
      f.br(done);
      f.end();
      // Allocation may call out, which a leaf must not: the section is given up and taken again.
      lock.endLeaf(f, owner, entered);
      f.localGet(t.floatLocal(source));
      f.call(t.support.newFloat);
      f.localSet(value);
      const swap = f.block(), busy = f.block();
      lock.beginLeaf(f, owner, entered, busy);
      check();
      f.i32Eqz();
      f.brIf(swap);
      lock.endLeaf(f, owner, entered);
      f.end();
      f.localGet(value);
      f.call(t.support.decref);
      f.br(slow);
      f.end();
      address();
      f.i32Load(offset);
      f.localSet(old);
      address();
      f.localGet(value);
      f.i32Store(offset);
      lock.endLeaf(f, owner, entered);
      t.dropLocal(old, MAYBE_STATE);
      f.end();
      if (t.isTemporary(source)) t.state[source] = EMPTY_STATE;
      return consume();
    }
    const state = t.state[source];
    if (!t.isTemporary(source)) t.keepLocal(value, state);
    address();
    f.localGet(value);
    f.i32Store(offset);
    lock.endLeaf(f, owner, entered);
    if (t.isTemporary(source)) t.state[source] = EMPTY_STATE;
    t.dropLocal(old, MAYBE_STATE);
    consume();
  }, otherwise);
  for (const local of [old, value, entered]) f.releaseLocal(local);
}

/** Leaves an object's address in a new local. */
export function ownerLocal(t: Translator, register: number): number {
  const owner = t.f.newLocal(I32);
  t.pushBoxed(register);
  t.f.localSet(owner);
  return owner;
}

/** Makes sure that a value can be stored without first making an object, which a failed store would leave over. */
export function ensureStorable(t: Translator, source: number): void {
  const state = t.state[source];
  if (state.kind !== INT) return;
  t.ensureSmall(source);
  t.state[source] = int(SMALL_BITS);
}

/** Checks that a register holds a list or tuple, exactly, and leaves its state saying so. */
function guardContainer(t: Translator, register: number, type: number): boolean {
  const state = t.state[register];
  if (state.type === type) return true;
  if (state.kind !== BOXED || state.type !== 0) return false;
  t.pushIsOther(t.boxedLocal(register), type);
  t.deoptIf("wrong container");
  t.state[register] = boxed(type);
  return true;
}

/** Leaves the checked index of an item, times four, in a new local. */
export function itemOffset(t: Translator, container: number, index: number, length: number): number {
  const f = t.f;
  const at = f.newLocal(I32);
  const state = t.state[index];
  if (state.kind === CONST && state.value >> 1 >= 0) f.i32Const(state.value >> 1);
  else {
    t.ensureInt(index);
    t.pushInt(index);
    if (t.bits(index) > SMALL_BITS) {
      f.i64Const(2 ** 30);
      f.i64Add();
      f.i64Const(2 ** 31);
      f.i64GeU();
      t.deoptIf("index out of range");
      t.pushInt(index);
    }
    f.i32WrapI64();
    f.localTee(at);
    f.localGet(at);
    f.i32Const(0);
    f.i32LtS();
    f.if(I32);
    t.pushBoxed(container);
    f.i32Load(length);
    f.else();
    f.i32Const(0);
    f.end();
    f.i32Add();
  }
  f.localTee(at);
  t.pushBoxed(container);
  f.i32Load(length);
  f.i32GeU();
  t.deoptIf("index out of range");
  f.localGet(at);
  f.i32Const(2);
  f.i32Shl();
  f.localSet(at);
  return at;
}

/** The container type that was seen, if the index was an int, else 0. */
function seenContainer(seen: number): number {
  if (seen === (FEEDBACK_LIST | FEEDBACK_INT)) return T_LIST;
  return seen === (FEEDBACK_TUPLE | FEEDBACK_INT) ? T_TUPLE : 0;
}

/** D = R[R] */
export function loadItem(t: Translator): void {
  const f = t.f, d = t.operand(0), container = t.operand(1), index = t.operand(2);
  const type = seenContainer(t.feedback(3));
  const canIndex = t.isInt(t.state[index]) || (t.state[index].kind === BOXED && t.state[index].type === 0);
  const seen = t.feedback(3);
  if (type === 0 || t.avoid.has(t.pc)) t.endBorrowing();
  if (!t.avoid.has(t.pc) && seen === (FEEDBACK_STR | FEEDBACK_INT) && loadCharacter(t)) return;
  if (!t.avoid.has(t.pc) && loadDictItem(t)) return;
  if (type === 0 || t.avoid.has(t.pc) || !canIndex || !guardContainer(t, container, type)) {
    t.endBorrowing();
    return loadItemDirect(t);
  }
  t.ensureInt(index);
  const items = f.newLocal(I32);
  if (type === T_LIST) {
    t.pushBoxed(container);
    f.i32AtomicLoad(LIST_ITEMS);
    f.localSet(items);
  }
  const at = itemOffset(t, container, index, type === T_LIST ? LIST_LENGTH : TUPLE_LENGTH);
  const consume = () => {
    t.consume(index);
    t.consume(container);
  };
  if (type === T_TUPLE) {
    const address = () => {
      t.pushBoxed(container);
      f.localGet(at);
      f.i32Add();
    };
    loadInto(t, d, { address, offset: TUPLE_ITEMS, shared: false, holder: container }, consume);
    return f.releaseLocal(at);
  }
  // The length was compared while `items` was the list's storage, which is not used again before this thread's next
  // safepoint: so the index lies in it, whatever becomes of the list meanwhile.
  const moved = () => {
    t.pushBoxed(container);
    f.i32AtomicLoad(LIST_ITEMS);
    f.localGet(items);
    f.i32Ne();
  };
  moved();
  t.deoptIf("other threads");
  const address = () => {
    f.localGet(items);
    f.localGet(at);
    f.i32Add();
  };
  loadInto(t, d, { address, offset: 0, shared: true, holder: container }, consume);
  f.releaseLocal(items);
  f.releaseLocal(at);
}

/** first R [second R] = third R */
export function storeItem(t: Translator): void {
  const f = t.f, container = t.operand(0), index = t.operand(1), source = t.operand(2);
  const canIndex = t.isInt(t.state[index]) || (t.state[index].kind === BOXED && t.state[index].type === 0);
  if (!t.avoid.has(t.pc) && storeDictItem(t)) return;
  if (
    seenContainer(t.feedback(3)) !== T_LIST || t.avoid.has(t.pc) || !canIndex ||
    t.state[source].kind === RANGE || !guardContainer(t, container, T_LIST)
  ) return storeItemDirect(t);
  t.ensureInt(index);
  const at = itemOffset(t, container, index, LIST_LENGTH);
  ensureStorable(t, source);
  const owner = ownerLocal(t, container);
  const check = () => {
    f.localGet(at);
    f.i32Const(2);
    f.i32ShrU();
    f.localGet(owner);
    f.i32Load(LIST_LENGTH);
    f.i32GeU();
  };
  const address = () => {
    f.localGet(owner);
    f.i32Load(LIST_ITEMS);
    f.localGet(at);
    f.i32Add();
  };
  storeFrom(t, source, owner, check, address, 0, () => {
    t.consume(index);
    t.consume(container);
  });
  f.releaseLocal(owner);
  f.releaseLocal(at);
}

/** A, ... A+I-1 = R; A+I-1 the first item. */
export function unpackSequence(t: Translator): void {
  const f = t.f, a = t.operand(0), r = t.operand(1), count = t.operand(2);
  if (t.state[r].kind !== BOXED || t.avoid.has(t.pc)) return executeGeneric(t);
  // A tuple of the right length is what nearly all of these get.
  if (!guardContainer(t, r, T_TUPLE)) return executeGeneric(t);
  t.pushBoxed(r);
  f.i32Load(TUPLE_LENGTH);
  f.i32Const(count);
  f.i32Ne();
  t.deoptIf("wrong container");
  const tuple = f.newLocal(I32);
  t.pushBoxed(r);
  f.localSet(tuple);
  const taken = t.isTemporary(r);
  if (taken) t.state[r] = EMPTY_STATE;
  for (let k = 0; k < count; k++) {
    const register = a + count - 1 - k;
    f.localGet(tuple);
    f.i32Load(TUPLE_ITEMS + 4 * k);
    f.localSet(t.boxedLocal(register));
    t.state[register] = ANY_STATE;
    t.facts.delete(register);
    t.keepLocal(t.boxedLocal(register), ANY_STATE);
  }
  if (taken) t.dropLocal(tuple, boxed(T_TUPLE));
  f.releaseLocal(tuple);
}

/** D = the content of the cell in r. */
export function loadCell(t: Translator): void {
  const r = t.operand(1);
  if (t.state[r].kind !== BOXED || t.avoid.has(t.pc)) return executeGeneric(t);
  loadInto(t, t.operand(0), { address: () => t.pushBoxed(r), offset: CELL_VALUE, shared: true }, () => {});
}
