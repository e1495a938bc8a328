/**
 * `set` and `frozenset`. The table is CPython's; here elements are counted and changes happen under the set's
 * critical section. Comparing elements may run any code: the storage functions start over when the table moved.
 *
 * @module
 */
import { GIL_CONTROL } from "@orochi/heap";
import {
  type Address,
  copiesToSubtract,
  DICT_USED,
  NONE,
  NOT_IMPLEMENTED,
  SET_DONE,
  SET_FILL,
  SET_HASH,
  SET_MASK,
  SET_NO_MEMORY,
  SET_TABLE,
  SET_USED,
  setFind,
  setFindPlain,
  setInsert,
  setKeyWord,
  setNext,
  setRemove,
  setResize,
  setSelect,
  setSubtract,
  setTakeKeys,
  setToggle,
  setUnite,
  T_DICT,
  T_FROZENSET,
  T_SET,
  type Value,
} from "@orochi/object";
import {
  method,
  type NativeDefinition,
  newFromType,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, containerRepr, genericClassMethod, keyHash, reprText } from "./_container.ts";
import { newSetIterator } from "./mapping_iterators.ts";

/** Bytes of a set object. */
export const SET_BYTES = 24;

/** Elements. */
export function setLength(vm: Vm, set: Value): number {
  return vm.i32[(set + SET_USED) >>> 2];
}

/** Whether a value is a set or frozenset, or of a subclass. */
export function isAnySet(vm: Vm, value: Value): boolean {
  const layout = vm.layout(value);
  return layout === T_SET || layout === T_FROZENSET;
}

function hashElement(vm: Vm, element: Value): number {
  return keyHash(vm, element, "a set element");
}

/** Adds an element (borrowed) whose hash is known. */
export function setAddHashed(vm: Vm, set: Value, element: Value, hash: number): boolean {
  vm.lock.begin(set);
  const pair = setFind(vm.objects, set, element, hash, vm.keyEquals);
  let full = false;
  if (pair === 0) {
    vm.incref(element);
    full = !setInsert(vm.objects, set, element, hash);
  }
  vm.lock.end();
  if (!full) return pair >= 0;
  vm.decref(element);
  vm.raiseMemory();
  return false;
}

/** `set.add(element)`, borrowed. */
export function setAdd(vm: Vm, set: Value, element: Value): boolean {
  const hash = hashElement(vm, element);
  return !(hash === 0 && vm.failed()) && setAddHashed(vm, set, element, hash);
}

function containsHashed(vm: Vm, set: Value, element: Value, hash: number): number {
  vm.lock.begin(set);
  const pair = setFind(vm.objects, set, element, hash, vm.keyEquals);
  vm.lock.end();
  return pair > 0 ? 1 : pair;
}

/** Whether an element is there: tri. */
export function setContains(vm: Vm, set: Value, element: Value): number {
  const hash = hashElement(vm, element);
  return hash === 0 && vm.failed() ? -1 : containsHashed(vm, set, element, hash);
}

/** Removes an element whose hash is known: 1 if it was there, 0 if not, -1 on failure. */
function discardHashed(vm: Vm, set: Value, element: Value, hash: number): number {
  vm.lock.begin(set);
  const pair = setFind(vm.objects, set, element, hash, vm.keyEquals);
  let stored = 0;
  if (pair > 0) {
    stored = vm.i32[pair + 1];
    setRemove(vm.objects, set, pair);
  }
  vm.lock.end();
  vm.decref(stored);
  return pair > 0 ? 1 : pair;
}

/**
 * Calls a question about an element; if the element is a set, which can't be hashed, asks again with an equal
 * frozenset, as CPython's `set_contains`, `remove` and `discard` do.
 */
function withFrozen(vm: Vm, element: Value, ask: (element: Value, hash: number) => number): number {
  const hash = hashElement(vm, element);
  if (hash !== 0 || !vm.failed()) return ask(element, hash);
  if (vm.layout(element) !== T_SET || !vm.matches("TypeError")) return -1;
  vm.clearError();
  const frozen = setCopy(vm, element, T_FROZENSET);
  if (frozen === 0) return -1;
  const answer = ask(frozen, hashFrozenset(vm, frozen));
  vm.decref(frozen);
  return answer;
}

/** Calls back with each element (borrowed, kept alive) and its hash until it returns false. */
export function setIterate(vm: Vm, set: Value, each: (element: Value, hash: number) => boolean): boolean {
  const i32 = vm.i32;
  for (let position = 0;;) {
    vm.lock.begin(set);
    const at = setNext(vm.objects, set, position);
    const word = at < 0 ? 0 : setKeyWord(vm.objects, set, at);
    const hash = at < 0 ? 0 : i32[word - 1];
    const element = at < 0 ? 0 : vm.keep(i32[word]);
    vm.lock.end();
    if (element === 0) return true;
    position = at + 1;
    const more = each(element, hash);
    vm.decref(element);
    if (!more) return false;
  }
}

/** Calls back with each item of any iterable and its hash; sets and dicts know the hashes. */
export function eachHashed(vm: Vm, source: Value, each: (element: Value, hash: number) => boolean): boolean {
  const type = vm.typeIndex(source);
  if (isAnySet(vm, source)) return setIterate(vm, source, each);
  if (type === T_DICT) {
    return vm.dictIterate(source, (key, _value, hash) => each(key, hash));
  }
  return vm.iterate(source, (element) => {
    const hash = hashElement(vm, element);
    return !(hash === 0 && vm.failed()) && each(element, hash);
  });
}

/** `set.update(source)`. */
export function setUpdate(vm: Vm, set: Value, source: Value): boolean {
  if (set === source) return true;
  if (!isAnySet(vm, source) && !vm.isExact(source, T_DICT)) return addEach(vm, set, source);
  // Both are held throughout, so that others see all of it or nothing while no element runs code of its own.
  vm.lock.begin2(set, source);
  const done = makeRoom(vm, set, source) && addEach(vm, set, source);
  vm.lock.end();
  return done;
}

function addEach(vm: Vm, set: Value, source: Value): boolean {
  return eachHashed(vm, source, (element, hash) => setAddHashed(vm, set, element, hash));
}

/** Elements of a set or keys of a dict; -1 for anything else. */
function sizeOf(vm: Vm, source: Value): number {
  if (isAnySet(vm, source)) return setLength(vm, source);
  return vm.isExact(source, T_DICT) ? vm.i32[(source + DICT_USED) >>> 2] : -1;
}

/** Grows the table at once for what a set or dict brings, to the size that CPython takes: it decides the order. */
function makeRoom(vm: Vm, set: Value, source: Value): boolean {
  const count = sizeOf(vm, source);
  if (count <= 0) return true;
  const fill = vm.i32[(set + SET_FILL) >>> 2];
  const mask = vm.i32[(set + SET_TABLE) >>> 2] === 0 ? 7 : vm.i32[(set + SET_MASK) >>> 2];
  if ((fill + count) * 5 < mask * 3) return true;
  vm.lock.begin(set);
  const done = setResize(vm.objects, set, (setLength(vm, set) + count) * 2);
  vm.lock.end();
  if (!done) vm.raiseMemory();
  return done;
}

/** A new exact set or frozenset of an iterable's items. */
export function setFrom(vm: Vm, typeIndex: number, source: Value): Value {
  const set = vm.newSet(typeIndex);
  if (set === 0 || setUpdate(vm, set, source)) return set;
  vm.decref(set);
  return 0;
}

/** A new exact set or frozenset with a set's elements. */
export function setCopy(vm: Vm, source: Value, typeIndex: number): Value {
  const copy = vm.newSet(typeIndex);
  if (copy === 0) return 0;
  vm.lock.begin(source);
  const done = setTakeKeys(vm.objects, copy, source);
  if (done) keepKeys(vm, copy);
  vm.lock.end();
  if (done) return copy;
  vm.decref(copy);
  return vm.raiseMemory();
}

/** Removes all elements. */
export function setClear(vm: Vm, set: Value): void {
  const i32 = vm.i32;
  vm.lock.begin(set);
  const table = i32[(set + SET_TABLE) >>> 2];
  const mask = i32[(set + SET_MASK) >>> 2];
  i32[(set + SET_TABLE) >>> 2] = 0;
  i32[(set + SET_MASK) >>> 2] = 0;
  i32[(set + SET_USED) >>> 2] = 0;
  i32[(set + SET_FILL) >>> 2] = 0;
  vm.lock.end();
  if (table === 0) return;
  for (let i = 0; i <= mask; i++) vm.decref(i32[(table >>> 2) + i * 2 + 1]);
  vm.heap.freeRawLater(table);
}

/** Gives `set` the elements of `other` and drops its own. `other` is left empty. */
function takeOver(vm: Vm, set: Value, other: Value): void {
  const i32 = vm.i32;
  vm.lock.begin2(set, other);
  for (const offset of [SET_TABLE, SET_MASK, SET_USED, SET_FILL]) {
    const own = i32[(set + offset) >>> 2];
    i32[(set + offset) >>> 2] = i32[(other + offset) >>> 2];
    i32[(other + offset) >>> 2] = own;
  }
  vm.lock.end();
  setClear(vm, other);
}

/** Removes some element: the first in the table from where the last `pop` was (CPython's finger). */
function pop(vm: Vm, set: Value): Value {
  const i32 = vm.i32;
  vm.lock.begin(set);
  let element = 0;
  if (setLength(vm, set) > 0) {
    // A set needs no cached hash: its word remembers where to look next.
    const finger = (set + SET_HASH) >>> 2;
    let at = setNext(vm.objects, set, i32[finger] & i32[(set + SET_MASK) >>> 2]);
    if (at < 0) at = setNext(vm.objects, set, 0);
    const word = setKeyWord(vm.objects, set, at);
    element = i32[word];
    setRemove(vm.objects, set, word - 1);
    i32[finger] = at + 1;
  }
  vm.lock.end();
  if (element !== 0) return element;
  const text = vm.newStr("pop from an empty set");
  if (text !== 0) vm.raiseKey(text);
  vm.decref(text);
  return 0;
}

/** The hash of a frozenset (CPython's `frozenset_hash` in 32 bits), cached; 0 only on failure. */
export function hashFrozenset(vm: Vm, set: Value): number {
  const word = (set + SET_HASH) >>> 2;
  if (vm.i32[word] !== 0) return vm.i32[word];
  let hash = 0;
  setIterate(vm, set, (_element, elementHash) => {
    hash ^= Math.imul(elementHash ^ 89869747 ^ (elementHash << 16), 3644798167);
    return true;
  });
  hash ^= Math.imul(setLength(vm, set) + 1, 1927868237);
  hash ^= (hash >>> 11) ^ (hash >>> 25);
  hash = (Math.imul(hash, 69069) + 907133923) | 0;
  return vm.i32[word] = hash || 590923713;
}

/** A set for reading: the value itself (new reference) if it is one, else a new set of its items. */
function asSet(vm: Vm, source: Value): Value {
  return isAnySet(vm, source) ? vm.keep(source) : setFrom(vm, T_SET, source);
}

/** Type index of results of operators: what the left operand is, without its subclass. */
function baseType(vm: Vm, set: Value): number {
  return vm.layout(set) === T_FROZENSET ? T_FROZENSET : T_SET;
}

/** Elements of `set` that are in `other` if `wanted`, or else that are not: a new set. */
function filtered(vm: Vm, set: Value, other: Value, wanted: boolean): Value {
  const result = vm.newSet(baseType(vm, set));
  if (result === 0) return 0;
  vm.lock.begin2(set, other);
  const done = setIterate(vm, set, (element, hash) => {
    const there = containsHashed(vm, other, element, hash);
    return there >= 0 && ((there === 1) !== wanted || setAddHashed(vm, result, element, hash));
  });
  vm.lock.end();
  if (done) return result;
  vm.decref(result);
  return 0;
}

function intersection(vm: Vm, set: Value, source: Value): Value {
  if (set === source) return setCopy(vm, set, baseType(vm, set));
  if (isAnySet(vm, source)) {
    // The smaller one is walked, as CPython does: what is kept is the walked set's own element.
    if (setLength(vm, source) <= setLength(vm, set)) return filteredInto(vm, source, set, baseType(vm, set));
    return filtered(vm, set, source, true);
  }
  const result = vm.newSet(baseType(vm, set));
  if (result === 0) return 0;
  const done = eachHashed(vm, source, (element, hash) => {
    const there = containsHashed(vm, set, element, hash);
    return there === 0 || (there > 0 && setAddHashed(vm, result, element, hash));
  });
  if (done) return result;
  vm.decref(result);
  return 0;
}

function filteredInto(vm: Vm, walked: Value, other: Value, typeIndex: number): Value {
  const result = vm.newSet(typeIndex);
  if (result === 0) return 0;
  vm.lock.begin2(walked, other);
  const done = setIterate(vm, walked, (element, hash) => {
    const there = containsHashed(vm, other, element, hash);
    return there === 0 || (there > 0 && setAddHashed(vm, result, element, hash));
  });
  vm.lock.end();
  if (done) return result;
  vm.decref(result);
  return 0;
}

function difference(vm: Vm, set: Value, source: Value): Value {
  const others = sizeOf(vm, source);
  if (others < 0 || copiesToSubtract(setLength(vm, set), others)) {
    const copy = setCopy(vm, set, baseType(vm, set));
    if (copy === 0 || differenceUpdate(vm, copy, source)) return copy;
    vm.decref(copy);
    return 0;
  }
  const other = asSet(vm, source);
  if (other === 0) return 0;
  const result = filtered(vm, set, other, false);
  vm.decref(other);
  return result;
}

function union(vm: Vm, set: Value, source: Value): Value {
  const result = setCopy(vm, set, baseType(vm, set));
  if (result === 0 || setUpdate(vm, result, source)) return result;
  vm.decref(result);
  return 0;
}

/** Begins the section of a change: of the set, and of what the elements come from if that has a lock of its own to offer. */
function beginBoth(vm: Vm, set: Value, source: Value): void {
  if (isAnySet(vm, source) || vm.isExact(source, T_DICT)) vm.lock.begin2(set, source);
  else vm.lock.begin(set);
}

/** Removes from `set` every item of `source`. */
function differenceUpdate(vm: Vm, set: Value, source: Value): boolean {
  if (set === source) {
    setClear(vm, set);
    return true;
  }
  beginBoth(vm, set, source);
  const done = eachHashed(vm, source, (element, hash) => discardHashed(vm, set, element, hash) >= 0);
  vm.lock.end();
  return done;
}

/** Takes out of `set` what is also in `source`, and adds the rest of `source`. */
function symmetricUpdate(vm: Vm, set: Value, source: Value): boolean {
  if (set === source) {
    setClear(vm, set);
    return true;
  }
  const other = asSet(vm, source);
  if (other === 0) return false;
  // Both are held throughout: whoever flips an element too finds all of them flipped or none.
  vm.lock.begin2(set, other);
  const done = setIterate(vm, other, (element, hash) => {
    const gone = discardHashed(vm, set, element, hash);
    return gone === 1 || (gone === 0 && setAddHashed(vm, set, element, hash));
  });
  vm.lock.end();
  vm.decref(other);
  return done;
}

function symmetricDifference(vm: Vm, set: Value, source: Value): Value {
  // The second one's elements are flipped by the first one's, as in CPython: that decides the order.
  const result = setFrom(vm, baseType(vm, set), source);
  if (result === 0 || symmetricUpdate(vm, result, set)) return result;
  vm.decref(result);
  return 0;
}

/** Whether all elements of `a` are in `b`: tri. */
export function isSubset(vm: Vm, a: Value, b: Value): number {
  if (setLength(vm, a) > setLength(vm, b)) return 0;
  vm.lock.begin2(a, b);
  let answer = 1;
  setIterate(vm, a, (element, hash) => (answer = containsHashed(vm, b, element, hash)) === 1);
  vm.lock.end();
  return answer;
}

function isDisjoint(vm: Vm, set: Value, source: Value): number {
  let answer = 1;
  const done = eachHashed(vm, source, (element, hash) => {
    const there = containsHashed(vm, set, element, hash);
    if (there !== 0) answer = there < 0 ? -1 : 0;
    return there === 0;
  });
  return !done && answer === 1 ? -1 : answer;
}

function compareSets(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!isAnySet(vm, b)) return NOT_IMPLEMENTED;
  const left = setLength(vm, a), right = setLength(vm, b);
  let answer: number;
  if (operation === 2 || operation === 3) {
    answer = left === right ? isSubset(vm, a, b) : 0;
    if (answer >= 0 && operation === 3) answer = 1 - answer;
  } else if (operation < 2) answer = operation === 0 && left >= right ? 0 : isSubset(vm, a, b);
  else answer = operation === 4 && right >= left ? 0 : isSubset(vm, b, a);
  return answer < 0 ? 0 : vm.bool(answer === 1);
}

function setRepr(vm: Vm, set: Value): Value {
  const name = vm.typeName(set);
  const plain = vm.isExact(set, T_SET);
  if (setLength(vm, set) === 0) return vm.newStr(`${name}()`);
  return containerRepr(
    vm,
    set,
    plain ? "{" : `${name}({`,
    plain ? "}" : "})",
    `${name}(...)`,
    (add) => {
      return setIterate(vm, set, (element) => {
        const text = reprText(vm, element);
        if (text !== null) add(text);
        return text !== null;
      });
    },
  );
}

/** Folds a method of two sets over the tuple of arguments; without any, gives a copy. */
function fold(vm: Vm, set: Value, others: Value, step: (vm: Vm, set: Value, other: Value) => Value): Value {
  let result = vm.tupleLength(others) === 0 ? setCopy(vm, set, baseType(vm, set)) : vm.keep(set);
  for (let i = 0; i < vm.tupleLength(others) && result !== 0; i++) {
    const next = step(vm, result, vm.tupleItem(others, i));
    vm.decref(result);
    result = next;
  }
  return result;
}

/** `copy()`: a frozenset is its own copy. */
function copyOf(vm: Vm, set: Value): Value {
  return vm.isExact(set, T_FROZENSET) ? vm.keep(set) : setCopy(vm, set, baseType(vm, set));
}

/**
 * `-`, `&`, `^` or `|` of two sets of exactly these types, which nobody can have given other methods; 0 without an exception for
 * every other operator.
 *
 * @param operation Place of the operator in ORDER BINARY.
 */
export function combineSets(vm: Vm, operation: number, a: Value, b: Value): Value {
  const quick = combinePlain(vm, operation, a, b);
  if (quick !== 0 || vm.failed()) return quick;
  switch (operation) {
    case 1:
      return difference(vm, a, b);
    case 9:
      return intersection(vm, a, b);
    case 10:
      return symmetricDifference(vm, a, b);
    case 11:
      return union(vm, a, b);
    default:
      return 0;
  }
}

/** As `combineSets`; 0 without an exception also where keys have to be compared by code. */
function combinePlain(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (operation !== 1 && (operation < 9 || operation > 11)) return 0;
  const result = vm.newSet(baseType(vm, a));
  if (result === 0) return 0;
  const m = vm.objects, i32 = vm.i32, alone = i32[GIL_CONTROL >>> 2] === 1;
  if (!alone) vm.lock.begin2(a, b);
  let done: number;
  if (operation === 11 || (operation === 9 && a === b)) done = setUnite(m, result, a, b);
  else if (operation === 1) done = setSubtract(m, result, a, b);
  else if (operation === 10) done = setToggle(m, result, a, b);
  else if (setLength(vm, b) <= setLength(vm, a)) done = setSelect(m, result, b, a, true);
  else done = setSelect(m, result, a, b, true);
  if (done === SET_DONE) keepKeys(vm, result);
  if (!alone) vm.lock.end();
  if (done === SET_DONE) return result;
  dropTable(vm, result);
  vm.decref(result);
  return done === SET_NO_MEMORY ? vm.raiseMemory() : 0;
}

/** Counts the keys of a set that has just got them. */
function keepKeys(vm: Vm, set: Value): void {
  const i32 = vm.i32;
  let left = setLength(vm, set);
  for (let word = (i32[(set + SET_TABLE) >>> 2] >>> 2) + 1; left > 0; word += 2) {
    const key = i32[word];
    if (key === 0) continue;
    left--;
    if ((key & 1) === 0) vm.rc.incref(key);
  }
}

/** Takes its table from a set that does not count its keys and that nobody else knows. */
function dropTable(vm: Vm, set: Value): void {
  const i32 = vm.i32, table = i32[(set + SET_TABLE) >>> 2];
  i32[(set + SET_TABLE) >>> 2] = 0;
  i32[(set + SET_USED) >>> 2] = 0;
  i32[(set + SET_FILL) >>> 2] = 0;
  vm.heap.freeRaw(table);
}

/** A new set of values that lie side by side (borrowed). */
export function setFromWords(vm: Vm, word: number, count: number): Value {
  const set = vm.newSet(T_SET);
  if (set === 0) return 0;
  for (let i = 0; i < count; i++) {
    const item = vm.i32[word + i];
    const done = (item & 1) === 1 ? addSmall(vm, set, item) : setAdd(vm, set, item);
    if (!done) {
      vm.decref(set);
      return 0;
    }
  }
  return set;
}

/** Adds a small int to a set that nobody else knows. */
function addSmall(vm: Vm, set: Value, item: Value): boolean {
  const value = item >> 1, hash = value === -1 ? -2 : value;
  const found = setFindPlain(vm.objects, set, item, hash);
  if (found < 0) return setAdd(vm, set, item);
  if (found > 0 || setInsert(vm.objects, set, item, hash)) return true;
  vm.raiseMemory();
  return false;
}

/** An operator slot, which takes only sets. */
function operator(
  name: string,
  apply: (vm: Vm, set: Value, other: Value) => Value,
  reflected = false,
): NativeDefinition {
  return slot(name, "($self, value, /)", (vm, a) => {
    const self = vm.i32[a], other = vm.i32[a + 1];
    if (!isAnySet(vm, self) || !isAnySet(vm, other)) return NOT_IMPLEMENTED;
    return reflected ? apply(vm, other, self) : apply(vm, self, other);
  });
}

/** An in-place operator slot. */
function inplaceOperator(
  name: string,
  apply: (vm: Vm, set: Value, other: Value) => boolean,
): NativeDefinition {
  return slot(name, "($self, value, /)", (vm, a) => {
    if (!isAnySet(vm, vm.i32[a + 1])) return NOT_IMPLEMENTED;
    return apply(vm, vm.i32[a], vm.i32[a + 1]) ? vm.keep(vm.i32[a]) : 0;
  });
}

function intersectionUpdate(vm: Vm, set: Value, source: Value): boolean {
  beginBoth(vm, set, source);
  const result = intersection(vm, set, source);
  if (result !== 0) takeOver(vm, set, result);
  vm.lock.end();
  vm.decref(result);
  return result !== 0;
}

/** What set and frozenset have in common; each type needs definitions of its own. */
function sharedMethods(): NativeDefinition[] {
  return [
    slot("__repr__", "($self, /)", (vm, a) => setRepr(vm, vm.i32[a])),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(setLength(vm, vm.i32[a]))),
    slot("__iter__", "($self, /)", (vm, a) => newSetIterator(vm, vm.i32[a])),
    method("__contains__", "($self, object, /)", (vm, a) => {
      const set = vm.i32[a];
      const found = withFrozen(vm, vm.i32[a + 1], (element, hash) => containsHashed(vm, set, element, hash));
      return found < 0 ? 0 : vm.bool(found === 1);
    }),
    ...comparisonSlots(compareSets),
    operator("__and__", intersection),
    operator("__rand__", intersection, true),
    operator("__or__", union),
    operator("__ror__", union, true),
    operator("__sub__", difference),
    operator("__rsub__", difference, true),
    operator("__xor__", symmetricDifference),
    operator("__rxor__", symmetricDifference, true),
    method("copy", "($self, /)", (vm, a) => copyOf(vm, vm.i32[a]), "Return a shallow copy of a set."),
    method(
      "difference",
      "($self, /, *others)",
      (vm, a) => fold(vm, vm.i32[a], vm.i32[a + 1], difference),
      "Return a new set with elements in the set that are not in the others.",
    ),
    method(
      "intersection",
      "($self, /, *others)",
      (vm, a) => fold(vm, vm.i32[a], vm.i32[a + 1], intersection),
      "Return a new set with elements common to the set and all others.",
    ),
    method(
      "union",
      "($self, /, *others)",
      (vm, a) => fold(vm, vm.i32[a], vm.i32[a + 1], union),
      "Return a new set with elements from the set and all others.",
    ),
    method(
      "symmetric_difference",
      "($self, other, /)",
      (vm, a) => symmetricDifference(vm, vm.i32[a], vm.i32[a + 1]),
      "Return a new set with elements in either the set or other but not both.",
    ),
    method("isdisjoint", "($self, other, /)", (vm, a) => {
      const answer = isDisjoint(vm, vm.i32[a], vm.i32[a + 1]);
      return answer < 0 ? 0 : vm.bool(answer === 1);
    }, "Return True if two sets have a null intersection."),
    method("issubset", "($self, other, /)", (vm, a) => {
      const other = asSet(vm, vm.i32[a + 1]);
      const answer = other === 0 ? -1 : isSubset(vm, vm.i32[a], other);
      vm.decref(other);
      return answer < 0 ? 0 : vm.bool(answer === 1);
    }, "Report whether another set contains this set."),
    method("issuperset", "($self, other, /)", (vm, a) => {
      const other = asSet(vm, vm.i32[a + 1]);
      const answer = other === 0 ? -1 : isSubset(vm, other, vm.i32[a]);
      vm.decref(other);
      return answer < 0 ? 0 : vm.bool(answer === 1);
    }, "Report whether this set contains another set."),
    method("__reduce__", "($self, /)", (vm, a) => {
      const state = vm.callMethod(vm.i32[a], vm.names.__getstate__);
      if (state === 0) return 0;
      return vm.newTuple([
        vm.keep(vm.typeOf(vm.i32[a])),
        vm.newTuple([vm.collect(vm.i32[a])]),
        state,
      ]);
    }, "Return state information for pickling."),
    method("__sizeof__", "($self, /)", (vm, a) => {
      const table = vm.i32[(vm.i32[a] + SET_TABLE) >>> 2];
      return vm.newInt(SET_BYTES + (table === 0 ? 0 : vm.heap.usableBytes(table)));
    }, "S.__sizeof__() -> size of S in memory, in bytes."),
    genericClassMethod(),
  ];
}

function removeOrRaise(vm: Vm, set: Value, element: Value): Value {
  const gone = withFrozen(vm, element, (key, hash) => discardHashed(vm, set, key, hash));
  if (gone < 0) return 0;
  return gone === 1 ? NONE : vm.raiseKey(element);
}

/** Applies an update for each of the arguments. */
function updateAll(
  vm: Vm,
  set: Value,
  others: Value,
  step: (vm: Vm, set: Value, other: Value) => boolean,
): Value {
  for (let i = 0; i < vm.tupleLength(others); i++) if (!step(vm, set, vm.tupleItem(others, i))) return 0;
  return NONE;
}

/** `set`. */
export const setType: TypeDefinition = {
  index: T_SET,
  name: "set",
  basicSize: SET_BYTES,
  subclassable: true,
  none: ["__hash__"],
  doc: "Build an unordered collection of unique elements.",
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], SET_BYTES)),
    slot("__init__", "($self, iterable=(), /)", (vm, a) => {
      const set = vm.i32[a], source = vm.i32[a + 1];
      if (setLength(vm, set) > 0) setClear(vm, set);
      return source === 0 || setUpdate(vm, set, source) ? NONE : 0;
    }),
    ...sharedMethods(),
    inplaceOperator("__iand__", intersectionUpdate),
    inplaceOperator("__ior__", setUpdate),
    inplaceOperator("__isub__", differenceUpdate),
    inplaceOperator("__ixor__", symmetricUpdate),
    method(
      "add",
      "($self, object, /)",
      (vm, a) => setAdd(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0,
      "Add an element to a set.\n\nThis has no effect if the element is already present.",
    ),
    method("clear", "($self, /)", (vm, a) => {
      setClear(vm, vm.i32[a]);
      return NONE;
    }, "Remove all elements from this set."),
    method(
      "discard",
      "($self, object, /)",
      (vm, a) => {
        const set = vm.i32[a];
        return withFrozen(vm, vm.i32[a + 1], (key, hash) => discardHashed(vm, set, key, hash)) < 0 ? 0 : NONE;
      },
      "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set.",
    ),
    method(
      "remove",
      "($self, object, /)",
      (vm, a) => removeOrRaise(vm, vm.i32[a], vm.i32[a + 1]),
      "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError.",
    ),
    method(
      "pop",
      "($self, /)",
      (vm, a) => pop(vm, vm.i32[a]),
      "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty.",
    ),
    method(
      "update",
      "($self, /, *others)",
      (vm, a) => updateAll(vm, vm.i32[a], vm.i32[a + 1], setUpdate),
      "Update the set, adding elements from all others.",
    ),
    method(
      "difference_update",
      "($self, /, *others)",
      (vm, a) => updateAll(vm, vm.i32[a], vm.i32[a + 1], differenceUpdate),
      "Update the set, removing elements found in others.",
    ),
    method(
      "intersection_update",
      "($self, /, *others)",
      (vm, a) => updateAll(vm, vm.i32[a], vm.i32[a + 1], intersectionUpdate),
      "Update the set, keeping only elements found in it and all others.",
    ),
    method(
      "symmetric_difference_update",
      "($self, other, /)",
      (vm, a) => symmetricUpdate(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0,
      "Update the set, keeping only elements found in either set, but not in both.",
    ),
  ],
};

/** `frozenset.__new__`. */
function makeFrozen(vm: Vm, type: Address, source: Value): Value {
  if (type === vm.typeObject(T_FROZENSET)) {
    if (source === 0) return vm.newSet(T_FROZENSET);
    return vm.isExact(source, T_FROZENSET) ? vm.keep(source) : setFrom(vm, T_FROZENSET, source);
  }
  const set = vm.allocLike(type, SET_BYTES);
  if (set === 0 || source === 0 || setUpdate(vm, set, source)) return set;
  vm.decref(set);
  return 0;
}

/** `frozenset`. */
export const frozensetType: TypeDefinition = {
  index: T_FROZENSET,
  name: "frozenset",
  basicSize: SET_BYTES,
  subclassable: true,
  doc: "Build an immutable unordered collection of unique elements.",
  methods: [
    newMethod("($type, iterable=(), /)", (vm, a) => makeFrozen(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__hash__", "($self, /)", (vm, a) => vm.newInt(hashFrozenset(vm, vm.i32[a]))),
    ...sharedMethods(),
  ],
};
