/**
 * `FrameLocalsProxy`: the `f_locals` of a function's frame (PEP 667). Reading and writing it is reading and writing the
 * frame's variables; other keys are kept beside them.
 *
 * @module
 */
import {
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_EXTRA,
  FRAME_OBJECT_REPLACED,
  NONE,
  NOT_IMPLEMENTED,
  PARTS_BYTES,
  T_CELL,
  T_FRAME,
  T_FRAME_LOCALS_PROXY,
  type Value,
} from "@orochi/object";
import * as dicts from "../dicts.ts";
import { type FrameVariable, valueOfVariable, variablesOf, wordOfVariable } from "../frame_locals.ts";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, containerRepr, firstPart, newParts, reprText } from "./_container.ts";
import { listAppend } from "./list.ts";

/** `|`, among the operators. */
const OR = 11;

/** The dict of keys that are no variables (borrowed), or 0. */
function extraOf(vm: Vm, proxy: Value): Value {
  return vm.i32[(firstPart(vm, proxy) + FRAME_OBJECT_EXTRA) >>> 2];
}

/** A value that lies in a word of the frame's object (borrowed), made on first demand; 0 with an exception set. */
function madeOnce(vm: Vm, proxy: Value, offset: number, make: () => Value): Value {
  const object = firstPart(vm, proxy), word = (object + offset) >>> 2;
  vm.lock.begin(object);
  if (vm.i32[word] === 0) vm.i32[word] = make();
  vm.lock.end();
  return vm.i32[word];
}

/**
 * The variable that a key names: undefined if none does, null with an exception set. As in a dict a key is equal to a name
 * that has its hash.
 */
function variableOf(
  vm: Vm,
  variables: readonly FrameVariable[],
  key: Value,
): FrameVariable | undefined | null {
  const hash = vm.hash(key);
  if (hash === 0 && vm.failed()) return null;
  for (const variable of variables) {
    if (variable.name === key) return variable;
    if (vm.hash(variable.name) !== hash) continue;
    const same = vm.equals(variable.name, key);
    if (same !== 0) return same < 0 ? null : variable;
  }
  return undefined;
}

/** The value of a key (new reference); 0 if it has none, with an exception set if it can be no key. */
function lookUp(vm: Vm, proxy: Value, key: Value): Value {
  const variable = variableOf(vm, variablesOf(vm, firstPart(vm, proxy)), key);
  if (variable === null) return 0;
  const value = variable === undefined ? 0 : valueOfVariable(vm, variable);
  const extra = extraOf(vm, proxy);
  return value !== 0 || extra === 0 ? value : dicts.getOwned(vm, extra, key);
}

function assign(vm: Vm, proxy: Value, key: Value, value: Value): boolean {
  const variable = variableOf(vm, variablesOf(vm, firstPart(vm, proxy)), key);
  if (variable === null) return false;
  const word = variable === undefined ? 0 : wordOfVariable(vm, variable);
  // Neither a variable that compiled code holds nor one that a frame had left unbound has a word.
  if (word === 0) {
    const extra = madeOnce(vm, proxy, FRAME_OBJECT_EXTRA, () => vm.newDict());
    return extra !== 0 && dicts.set(vm, extra, key, value);
  }
  const old = vm.i32[word];
  if (old === value) return true;
  if (word === variable!.word && old !== 0 && vm.typeIndex(old) !== T_CELL) {
    // An instruction of the running frame may be using it: it lives as long as the frame, as in CPython.
    const replaced = madeOnce(vm, proxy, FRAME_OBJECT_REPLACED, () => vm.newList([]));
    if (replaced === 0 || !listAppend(vm, replaced, old)) return false;
  }
  vm.store(word, vm.keep(value));
  return true;
}

/** Takes an extra key out: its value (owned), or 0, with an exception set where the key is a variable's or none at all. */
function take(vm: Vm, proxy: Value, key: Value): Value {
  const variable = variableOf(vm, variablesOf(vm, firstPart(vm, proxy)), key);
  if (variable === null) return 0;
  if (variable !== undefined) {
    return vm.raise("ValueError", "cannot remove local variables from FrameLocalsProxy");
  }
  const extra = extraOf(vm, proxy);
  return extra === 0 ? 0 : dicts.take(vm, extra, key);
}

/** Calls back with each key and value (borrowed) until it returns false; false with an exception set too. */
function iterate(vm: Vm, proxy: Value, each: (key: Value, value: Value) => boolean): boolean {
  for (const variable of variablesOf(vm, firstPart(vm, proxy))) {
    const value = valueOfVariable(vm, variable);
    if (value === 0) continue;
    const goesOn = each(variable.name, value);
    vm.decref(value);
    if (!goesOn) return false;
  }
  const extra = extraOf(vm, proxy);
  return extra === 0 || vm.dictIterate(extra, each);
}

/** What a callback makes of each key and value, as a list. */
function listOf(vm: Vm, proxy: Value, each: (key: Value, value: Value) => Value): Value {
  const items: Value[] = [];
  iterate(vm, proxy, (key, value) => items.push(each(key, value)) > 0);
  return vm.newList(items);
}

function keys(vm: Vm, proxy: Value): Value {
  return listOf(vm, proxy, (key) => vm.keep(key));
}

/** `iter(proxy)`: over the keys that there are now. */
function iterator(vm: Vm, proxy: Value): Value {
  const list = keys(vm, proxy);
  if (list === 0) return 0;
  const made = vm.iter(list);
  vm.decref(list);
  return made;
}

function reversed(vm: Vm, proxy: Value): Value {
  const list = keys(vm, proxy);
  if (list === 0) return 0;
  const done = vm.callMethod(list, vm.intern("reverse"));
  vm.decref(done);
  return done === 0 ? 0 : list;
}

function copy(vm: Vm, proxy: Value): Value {
  const dict = vm.newDict();
  if (dict === 0 || iterate(vm, proxy, (key, value) => vm.dictSet(dict, key, value))) return dict;
  vm.decref(dict);
  return 0;
}

function isProxy(vm: Vm, value: Value): boolean {
  return vm.isExact(value, T_FRAME_LOCALS_PROXY);
}

function update(vm: Vm, proxy: Value, other: Value): boolean {
  const each = (key: Value, value: Value): boolean => assign(vm, proxy, key, value);
  if (vm.isDict(other)) return vm.dictIterate(other, each);
  // A frame's own proxy changes as it is written to.
  const source = copy(vm, other);
  if (source === 0) return false;
  const done = vm.dictIterate(source, each);
  vm.decref(source);
  return done;
}

/** `|`: a dict. What is no proxy has to be one. */
function union(vm: Vm, left: Value, right: Value): Value {
  if (!isProxy(vm, left) && !vm.isDict(left) || !isProxy(vm, right) && !vm.isDict(right)) {
    return NOT_IMPLEMENTED;
  }
  const a = isProxy(vm, left) ? copy(vm, left) : vm.keep(left);
  const b = a === 0 ? 0 : isProxy(vm, right) ? copy(vm, right) : vm.keep(right);
  const result = b === 0 ? 0 : vm.binary(OR, a, b);
  vm.decref(a);
  vm.decref(b);
  return result;
}

function compare(vm: Vm, operation: number, proxy: Value, other: Value): Value {
  if (isProxy(vm, other)) {
    return vm.bool((firstPart(vm, proxy) === firstPart(vm, other)) === (operation === 2));
  }
  if (!vm.isDict(other)) return NOT_IMPLEMENTED;
  const dict = copy(vm, proxy);
  if (dict === 0) return 0;
  const result = vm.compare(operation, dict, other);
  vm.decref(dict);
  return result;
}

function repr(vm: Vm, proxy: Value): Value {
  // Each `f_locals` is an object of its own, so the frame's object says whether its locals are being shown already.
  const frame = firstPart(vm, proxy);
  return containerRepr(vm, frame, "{", "}", "{...}", (add) =>
    iterate(vm, proxy, (key, value) => {
      const keyText = reprText(vm, key);
      const valueText = keyText === null ? null : reprText(vm, value);
      if (valueText === null) return false;
      add(`${keyText}: ${valueText}`);
      return true;
    }));
}

function make(vm: Vm, frame: Value): Value {
  if (!vm.isExact(frame, T_FRAME)) return vm.raiseType(`expect frame, not ${vm.typeName(frame)}`);
  vm.jit?.localsRead(vm.i32[(frame + FRAME_OBJECT_CODE) >>> 2]);
  return newParts(vm, T_FRAME_LOCALS_PROXY, vm.keep(frame));
}

/** `FrameLocalsProxy`. */
export const frameLocalsProxyType: TypeDefinition = {
  index: T_FRAME_LOCALS_PROXY,
  name: "FrameLocalsProxy",
  basicSize: PARTS_BYTES,
  collection: "mapping",
  none: ["__hash__"],
  methods: [
    newMethod("($type, frame, /)", (vm, a) => make(vm, vm.i32[a + 1])),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    slot("__iter__", "($self, /)", (vm, a) => iterator(vm, vm.i32[a])),
    slot("__or__", "($self, value, /)", (vm, a) => union(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__ror__", "($self, value, /)", (vm, a) => union(vm, vm.i32[a + 1], vm.i32[a])),
    slot("__ior__", "($self, value, /)", (vm, a) => {
      const other = vm.i32[a + 1];
      if (!isProxy(vm, other) && !vm.isDict(other)) return NOT_IMPLEMENTED;
      return update(vm, vm.i32[a], other) ? vm.keep(vm.i32[a]) : 0;
    }),
    slot("__len__", "($self, /)", (vm, a) => {
      let length = 0;
      iterate(vm, vm.i32[a], () => ++length > 0);
      return vm.newInt(length);
    }),
    method("__getitem__", "($self, object, /)", (vm, a) => {
      const value = lookUp(vm, vm.i32[a], vm.i32[a + 1]);
      if (value !== 0 || vm.failed()) return value;
      const shown = reprText(vm, vm.i32[a + 1]);
      return shown === null ? 0 : vm.raise("KeyError", `local variable '${shown}' is not defined`);
    }),
    slot(
      "__setitem__",
      "($self, key, value, /)",
      (vm, a) => assign(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot("__delitem__", "($self, key, /)", (vm, a) => {
      const value = take(vm, vm.i32[a], vm.i32[a + 1]);
      if (value === 0) return vm.failed() ? 0 : vm.raiseKey(vm.i32[a + 1]);
      vm.decref(value);
      return NONE;
    }),
    method("__contains__", "($self, object, /)", (vm, a) => {
      const variable = variableOf(vm, variablesOf(vm, firstPart(vm, vm.i32[a])), vm.i32[a + 1]);
      if (variable === null) return 0;
      const word = variable === undefined ? 0 : wordOfVariable(vm, variable);
      if (word !== 0 && vm.i32[word] !== 0) return vm.bool(true);
      const extra = extraOf(vm, vm.i32[a]);
      const found = extra === 0 ? 0 : dicts.contains(vm, extra, vm.i32[a + 1]);
      return found < 0 ? 0 : vm.bool(found === 1);
    }),
    ...comparisonSlots(compare, [2, 3]),
    method("update", "($self, object, /)", (vm, a) => {
      const other = vm.i32[a + 1];
      if (!isProxy(vm, other) && !vm.isDict(other)) {
        return vm.raiseType("update() argument must be dict or another FrameLocalsProxy");
      }
      return update(vm, vm.i32[a], other) ? NONE : 0;
    }),
    method("__reversed__", "($self, /)", (vm, a) => reversed(vm, vm.i32[a])),
    method("copy", "($self, /)", (vm, a) => copy(vm, vm.i32[a])),
    method("keys", "($self, /)", (vm, a) => keys(vm, vm.i32[a])),
    method("values", "($self, /)", (vm, a) => listOf(vm, vm.i32[a], (_, value) => vm.keep(value))),
    method(
      "items",
      "($self, /)",
      (vm, a) => listOf(vm, vm.i32[a], (key, value) => vm.newTuple([vm.keep(key), vm.keep(value)])),
    ),
    method("get", "($self, key, default=None, /)", (vm, a) => {
      const value = lookUp(vm, vm.i32[a], vm.i32[a + 1]);
      if (value !== 0 || vm.failed()) return value;
      return vm.i32[a + 2] === 0 ? NONE : vm.keep(vm.i32[a + 2]);
    }),
    method("pop", "($self, key, default=<unrepresentable>, /)", (vm, a) => {
      const value = take(vm, vm.i32[a], vm.i32[a + 1]);
      if (value !== 0 || vm.failed()) return value;
      return vm.i32[a + 2] === 0 ? vm.raiseKey(vm.i32[a + 1]) : vm.keep(vm.i32[a + 2]);
    }),
    method("setdefault", "($self, key, default=None, /)", (vm, a) => {
      const value = lookUp(vm, vm.i32[a], vm.i32[a + 1]);
      if (value !== 0 || vm.failed()) return value;
      const fallback = vm.i32[a + 2] === 0 ? NONE : vm.i32[a + 2];
      return assign(vm, vm.i32[a], vm.i32[a + 1], fallback) ? vm.keep(fallback) : 0;
    }),
  ],
};
