/**
 * `BaseExceptionGroup`, `ExceptionGroup` and what `except*` does with them (PEP 654, `Objects/exceptions.c`).
 *
 * The extra word of a group holds a tuple of its message and the tuple of its exceptions, and the `repr` of what they
 * were given as if that is neither a list nor a tuple.
 *
 * @module
 */
import {
  type Address,
  EXCEPTION_ARGS,
  EXCEPTION_CAUSE,
  EXCEPTION_CONTEXT,
  EXCEPTION_DICT,
  EXCEPTION_EXTRA,
  EXCEPTION_TRACEBACK,
  NONE,
  T_TYPE,
  TYPE_FLAGS,
  type Value,
} from "@orochi/object";
import { getOwned } from "../dicts.ts";
import { objectDict } from "../attributes.ts";
import { setCause } from "../errors.ts";
import { enterNested, leaveNested } from "../call.ts";
import { exceptionMatches, isException, isExceptionClass } from "../exception_operations.ts";
import {
  classMethod,
  type GetSetDefinition,
  method,
  type NativeDefinition,
  newMethod,
  slot,
} from "../native.ts";
import { THREAD_HANDLED } from "../thread_state.ts";
import { TYPE_FLAG_HEAP } from "../type_lookup.ts";
import { CONTROL_EMPTY_TUPLE, type Vm } from "../vm.ts";
import { dropAll } from "./_container.ts";
import { newGenericAlias } from "./generic_alias.ts";

/** Whether a value is an exception group. */
export function isGroup(vm: Vm, value: Value): boolean {
  return isException(vm, value) && vm.isSubtype(vm.typeOf(value), vm.exceptionType("BaseExceptionGroup"));
}

/** The message of a group (borrowed). */
export function groupMessage(vm: Vm, group: Value): Value {
  const parts = vm.i32[(group + EXCEPTION_EXTRA) >>> 2];
  return parts === 0 ? NONE : vm.tupleItem(parts, 0);
}

/** The exceptions of a group: a tuple (borrowed). */
export function groupExceptions(vm: Vm, group: Value): Value {
  const parts = vm.i32[(group + EXCEPTION_EXTRA) >>> 2];
  return parts === 0 ? vm.control(CONTROL_EMPTY_TUPLE) : vm.tupleItem(parts, 1);
}

/** `BaseExceptionGroup(message, exceptions)`: an ExceptionGroup where all are Exceptions. */
function makeGroup(vm: Vm, type: Address, message: Value, exceptions: Value, args: Value): Value {
  if (!vm.isStr(message)) {
    return vm.raiseType(`BaseExceptionGroup.__new__() argument 1 must be str, not ${vm.typeName(message)}`);
  }
  if (
    (exceptions & 1) === 1 || vm.lookupSpecial(exceptions, vm.names.__getitem__) === 0 ||
    vm.isDict(exceptions)
  ) {
    return vm.raiseType("second argument (exceptions) must be a sequence");
  }
  const items: Value[] = [];
  if (!vm.iterate(exceptions, (item) => (items.push(vm.keep(item)), true))) {
    dropAll(vm, items);
    return 0;
  }
  if (items.length === 0) {
    return vm.raiseValue("second argument (exceptions) must be a non-empty sequence");
  }
  const plain = vm.exceptionType("Exception");
  let nestable = true;
  for (let i = 0; i < items.length; i++) {
    if (!isException(vm, items[i])) {
      dropAll(vm, items);
      return vm.raiseValue(`Item ${i} of second argument (exceptions) is not an exception`);
    }
    nestable &&= vm.isSubtype(vm.typeOf(items[i]), plain);
  }
  const base = vm.exceptionType("BaseExceptionGroup");
  let actual = type;
  if (type === base && nestable) actual = vm.exceptionType("ExceptionGroup");
  else if (!nestable && vm.isSubtype(type, plain)) {
    dropAll(vm, items);
    const heap = (vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0;
    return vm.raiseType(
      `Cannot nest BaseExceptions in ${heap ? `'${vm.typeNameOf(type)}'` : "an ExceptionGroup"}`,
    );
  }
  const shown = vm.isList(exceptions) || vm.isTuple(exceptions) ? 0 : vm.repr(exceptions);
  if (shown === 0 && vm.failed()) {
    dropAll(vm, items);
    return 0;
  }
  const fields = [vm.keep(message), vm.newTuple(items)];
  if (shown !== 0) fields.push(shown);
  const parts = vm.newTuple(fields);
  const group = parts === 0 ? 0 : vm.allocInstance(actual);
  if (group === 0) {
    vm.decref(parts);
    return 0;
  }
  vm.i32[(group + EXCEPTION_EXTRA) >>> 2] = parts;
  vm.i32[(group + EXCEPTION_ARGS) >>> 2] = vm.keep(args);
  return group;
}

/** `repr`: the exceptions as they were given, though their list may have changed since. */
function groupRepr(vm: Vm, group: Value): Value {
  const parts = vm.i32[(group + EXCEPTION_EXTRA) >>> 2], args = vm.i32[(group + EXCEPTION_ARGS) >>> 2];
  const message = vm.jsRepr(groupMessage(vm, group));
  if (parts !== 0 && vm.tupleLength(parts) > 2) {
    return vm.newStr(`${vm.shortTypeName(group)}(${message}, ${vm.js(vm.tupleItem(parts, 2))})`);
  }
  const asList = args !== 0 && vm.tupleLength(args) === 2 && vm.isList(vm.tupleItem(args, 1));
  const given = asList ? vm.collect(groupExceptions(vm, group)) : vm.keep(groupExceptions(vm, group));
  const shown = given === 0 || vm.failed() ? "" : vm.jsRepr(given);
  vm.decref(given);
  return vm.failed() ? 0 : vm.newStr(`${vm.shortTypeName(group)}(${message}, ${shown})`);
}

// -- splitting

/** Decides of an exception whether it belongs to the match: tri. */
type Condition = (vm: Vm, exception: Value) => number;

/** Condition from what `split` and `subgroup` were given; null with TypeError set. */
function conditionOf(vm: Vm, given: Value): Condition | null {
  const classes = isExceptionClass(vm, given) || isClassTuple(vm, given);
  if (classes) return (vm, exception) => exceptionMatches(vm, exception, given);
  const isClass = (given & 1) === 0 && vm.layout(given) === T_TYPE;
  if (!isClass && vm.lookupSpecial(given, vm.names.__call__) !== 0) {
    return (vm, exception) => {
      const answer = vm.call(given, exception);
      if (answer === 0) return -1;
      const truth = vm.truthy(answer);
      vm.decref(answer);
      return truth;
    };
  }
  vm.raiseType("expected an exception type, a tuple of exception types, or a callable (other than a class)");
  return null;
}

function isClassTuple(vm: Vm, given: Value): boolean {
  return vm.isTuple(given) && vm.tupleItems(given).every((item) => isExceptionClass(vm, item));
}

/** The two parts of an exception (new references; 0 where empty). */
interface Split {
  readonly match: Value;
  readonly rest: Value;
}

/** Splits an exception or group (borrowed); null with an exception set. Without `wantRest` the rest is 0. */
function split(vm: Vm, exception: Value, condition: Condition, wantRest: boolean): Split | null {
  const whole = condition(vm, exception);
  if (whole < 0) return null;
  if (whole === 1) return { match: vm.keep(exception), rest: 0 };
  if (!isGroup(vm, exception)) return { match: 0, rest: wantRest ? vm.keep(exception) : 0 };
  if (!enterNested(vm)) return null;
  const matches: Value[] = [], rests: Value[] = [];
  let failed = false;
  for (const item of vm.tupleItems(groupExceptions(vm, exception))) {
    const parts = split(vm, item, condition, wantRest);
    if (parts === null) {
      failed = true;
      break;
    }
    if (parts.match !== 0) matches.push(parts.match);
    if (parts.rest !== 0) rests.push(parts.rest);
  }
  leaveNested(vm);
  const match = failed ? 0 : subset(vm, exception, matches);
  const rest = failed || vm.failed() ? 0 : subset(vm, exception, rests);
  dropAll(vm, matches);
  dropAll(vm, rests);
  if (!vm.failed()) return { match, rest };
  vm.decref(match);
  vm.decref(rest);
  return null;
}

/** A group like another with only some of its exceptions (borrowed): `derive`, and where it was raised. 0 if empty. */
function subset(vm: Vm, original: Value, exceptions: readonly Value[]): Value {
  if (exceptions.length === 0) return 0;
  const list = vm.newList(exceptions.map((item) => vm.keep(item)));
  const group = list === 0 ? 0 : vm.callMethod(original, vm.intern("derive"), list);
  vm.decref(list);
  if (group === 0) return 0;
  if (!isGroup(vm, group)) {
    vm.decref(group);
    return vm.raiseType("derive must return an instance of BaseExceptionGroup");
  }
  const word = (exception: Value, offset: number): number => (exception + offset) >>> 2;
  vm.store(word(group, EXCEPTION_TRACEBACK), vm.keep(vm.i32[word(original, EXCEPTION_TRACEBACK)]));
  vm.store(word(group, EXCEPTION_CONTEXT), vm.keep(vm.i32[word(original, EXCEPTION_CONTEXT)]));
  const cause = vm.i32[word(original, EXCEPTION_CAUSE)];
  if (cause !== 0) setCause(vm, group, vm.keep(cause));
  if (copyNotes(vm, original, group)) return group;
  vm.decref(group);
  return 0;
}

/** A new reference, or 0. */
function notesOf(vm: Vm, exception: Value): Value {
  const dict = vm.i32[(exception + EXCEPTION_DICT) >>> 2];
  return dict === 0 ? 0 : getOwned(vm, dict, vm.names.__notes__);
}

function copyNotes(vm: Vm, from: Value, to: Value): boolean {
  const notes = notesOf(vm, from);
  let done = true;
  if (notes !== 0 && (vm.isList(notes) || vm.isTuple(notes))) {
    const dict = objectDict(vm, to);
    done = dict !== 0 && vm.dictSetOwned(dict, "__notes__", vm.collect(notes));
  }
  vm.decref(notes);
  return done;
}

/**
 * MATCH_EXCEPTION_GROUP: writes what `except*` leaves, and what it matches, into two words; None where empty.
 *
 * @param exception Exception, group or None (borrowed).
 */
export function matchGroup(vm: Vm, exception: Value, classes: Value, word: number): boolean {
  const list = vm.isTuple(classes) ? vm.tupleItems(classes) : [classes];
  for (const cls of list) {
    if (!isExceptionClass(vm, cls)) {
      vm.raiseType("catching classes that do not inherit from BaseException is not allowed");
      return false;
    }
    if (vm.isSubtype(cls, vm.exceptionType("BaseExceptionGroup"))) {
      vm.raiseType("catching ExceptionGroup with except* is not allowed. Use except instead.");
      return false;
    }
  }
  let parts: Split | null = { match: 0, rest: 0 };
  if (exception !== NONE) {
    const whole = exceptionMatches(vm, exception, classes);
    if (whole < 0) return false;
    if (whole === 1) {
      parts = { match: isGroup(vm, exception) ? vm.keep(exception) : wrap(vm, exception), rest: 0 };
    } else if (isGroup(vm, exception)) parts = splitByMethod(vm, exception, classes);
    else parts = { match: 0, rest: vm.keep(exception) };
  }
  if (parts === null || vm.failed()) return false;
  vm.i32[word] = parts.rest || NONE;
  vm.i32[word + 1] = parts.match || NONE;
  // What a bare `raise` in the clause raises.
  if (parts.match !== 0) vm.storeInBlock(THREAD_HANDLED, vm.keep(parts.match));
  return true;
}

/** A naked exception that `except*` takes comes as a group. */
function wrap(vm: Vm, exception: Value): Value {
  const only = vm.newTuple([vm.keep(exception)]);
  const message = vm.intern("");
  const group = only === 0 ? 0 : vm.call(vm.exceptionType("BaseExceptionGroup"), message, only);
  vm.decref(only);
  if (group !== 0) {
    const traceback = vm.i32[(exception + EXCEPTION_TRACEBACK) >>> 2];
    vm.store((group + EXCEPTION_TRACEBACK) >>> 2, vm.keep(traceback));
  }
  return group;
}

/** Through `split`, which a class of groups may override. */
function splitByMethod(vm: Vm, group: Value, classes: Value): Split | null {
  const pair = vm.callMethod(group, vm.intern("split"), classes);
  if (pair === 0) return null;
  if (!vm.isTuple(pair) || vm.tupleLength(pair) < 2) {
    vm.raiseType(
      vm.isTuple(pair)
        ? `${vm.typeName(group)}.split must return a 2-tuple, got tuple of size ${vm.tupleLength(pair)}`
        : `${vm.typeName(group)}.split must return a tuple, not ${vm.typeName(pair)}`,
    );
    vm.decref(pair);
    return null;
  }
  const part = (index: number): Value => {
    const value = vm.tupleItem(pair, index);
    return value === NONE ? 0 : vm.keep(value);
  };
  const parts = { match: part(0), rest: part(1) };
  vm.decref(pair);
  return parts;
}

/** PREPARE_RERAISE_STAR: what goes on after all `except*` clauses, or None. Arguments are borrowed. */
export function prepareReraise(vm: Vm, original: Value, results: Value): Value {
  if (!isGroup(vm, original)) {
    // It was wrapped for the one clause that took it, which may have raised something.
    for (let i = 0; i < vm.listLength(results); i++) {
      if (vm.listItem(results, i) !== NONE) return vm.keep(vm.listItem(results, i));
    }
    return NONE;
  }
  const raised: Value[] = [];
  const kept: Value[] = [];
  for (let i = 0; i < vm.listLength(results); i++) {
    const result = vm.listItem(results, i);
    if (result === NONE) continue;
    (isPartOf(vm, result, original) ? kept : raised).push(vm.keep(result));
  }
  const again = kept.length === 0 ? 0 : projection(vm, original, kept);
  dropAll(vm, kept);
  if (again === 0 && vm.failed()) {
    dropAll(vm, raised);
    return 0;
  }
  if (raised.length === 0) return again || NONE;
  if (again !== 0) raised.push(again);
  if (raised.length === 1) return raised[0];
  const list = vm.newList(raised);
  const group = list === 0 ? 0 : vm.call(vm.exceptionType("BaseExceptionGroup"), vm.intern(""), list);
  vm.decref(list);
  return group;
}

/** Whether a result is a part of the original that nobody raised anew: all that tells exceptions apart is shared. */
function isPartOf(vm: Vm, result: Value, original: Value): boolean {
  if (!isException(vm, result)) return false;
  const same = (offset: number): boolean =>
    vm.i32[(result + offset) >>> 2] === vm.i32[(original + offset) >>> 2];
  return same(EXCEPTION_TRACEBACK) && same(EXCEPTION_CAUSE) && same(EXCEPTION_CONTEXT) &&
    sameNotes(vm, result, original);
}

function sameNotes(vm: Vm, a: Value, b: Value): boolean {
  const x = notesOf(vm, a), y = notesOf(vm, b);
  const same = x === y ? 1 : x === 0 || y === 0 ? 0 : vm.equals(x, y);
  vm.decref(x);
  vm.decref(y);
  if (same < 0) vm.clearError();
  return same === 1;
}

/** The part of a group whose leaves are in some of its parts. */
function projection(vm: Vm, group: Value, parts: readonly Value[]): Value {
  const leaves = new Set<Value>();
  const collect = (exception: Value): void => {
    if (isGroup(vm, exception)) vm.tupleItems(groupExceptions(vm, exception)).forEach(collect);
    else leaves.add(exception);
  };
  parts.forEach(collect);
  const found = split(vm, group, (_vm, exception) => leaves.has(exception) ? 1 : 0, false);
  return found === null ? 0 : found.match;
}

/** Methods of BaseExceptionGroup. */
export const groupMethods: readonly NativeDefinition[] = [
  newMethod("($type, /, *args, **kwargs)", (vm, a) => {
    const args = vm.i32[a + 1];
    if (vm.length(vm.i32[a + 2]) > 0) {
      return vm.raiseType("BaseExceptionGroup.__new__() takes no keyword arguments");
    }
    const count = vm.tupleLength(args);
    if (count !== 2) {
      return vm.raiseType(`BaseExceptionGroup.__new__() takes exactly 2 arguments (${count} given)`);
    }
    return makeGroup(vm, vm.i32[a], vm.tupleItem(args, 0), vm.tupleItem(args, 1), args);
  }),
  slot("__init__", "($self, /, *args, **kwargs)", (vm, a) => {
    if (vm.length(vm.i32[a + 2]) === 0) return NONE;
    return vm.raiseType(`${vm.typeName(vm.i32[a])}() takes no keyword arguments`);
  }),
  slot("__repr__", "($self, /)", (vm, a) => groupRepr(vm, vm.i32[a])),
  slot("__str__", "($self, /)", (vm, a) => {
    const count = vm.tupleLength(groupExceptions(vm, vm.i32[a]));
    return vm.newStr(`${vm.js(groupMessage(vm, vm.i32[a]))} (${count} sub-exception${count > 1 ? "s" : ""})`);
  }),
  method(
    "derive",
    "($self, excs, /)",
    (vm, a) => vm.call(vm.exceptionType("BaseExceptionGroup"), groupMessage(vm, vm.i32[a]), vm.i32[a + 1]),
  ),
  method("split", "($self, matcher_value, /)", (vm, a) => {
    const condition = conditionOf(vm, vm.i32[a + 1]);
    const parts = condition === null ? null : split(vm, vm.i32[a], condition, true);
    return parts === null ? 0 : vm.newTuple([parts.match || NONE, parts.rest || NONE]);
  }),
  method("subgroup", "($self, matcher_value, /)", (vm, a) => {
    const condition = conditionOf(vm, vm.i32[a + 1]);
    const parts = condition === null ? null : split(vm, vm.i32[a], condition, false);
    return parts === null ? 0 : parts.match || NONE;
  }),
  classMethod(
    "__class_getitem__",
    "($type, item, /)",
    (vm, a) => newGenericAlias(vm, vm.i32[a], vm.i32[a + 1]),
  ),
];

/** These are members for CPython, which has other words for those than for other attributes. */
function readonly(vm: Vm): boolean {
  return vm.raise("AttributeError", "readonly attribute") !== 0;
}

/** Attributes of BaseExceptionGroup. */
export const groupAttributes: readonly GetSetDefinition[] = [
  { name: "message", get: (vm, self) => vm.keep(groupMessage(vm, self)), set: readonly },
  { name: "exceptions", get: (vm, self) => vm.keep(groupExceptions(vm, self)), set: readonly },
];
