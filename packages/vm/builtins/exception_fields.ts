/**
 * What some classes of exceptions add to the attributes that all have: `value` and `code` are a word, and those of the
 * others are items of one tuple in that word.
 *
 * @module
 */
import { EXCEPTION_ARGS, EXCEPTION_EXTRA, NONE, type Value } from "@orochi/object";
import type { GetSetDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";

/** Attributes of what codecs raise, in the order of the arguments. */
export const CODING: readonly string[] = ["encoding", "object", "start", "end", "reason"];

/** Names of the tuple's items, a class before what derives from it. */
const FIELDS: { readonly [name: string]: readonly string[] } = {
  NameError: ["name", "obj"],
  AttributeError: ["name", "obj"],
  ImportError: ["msg", "name", "path", "name_from"],
  OSError: ["errno", "strerror", "filename", "filename2", "characters_written"],
  SyntaxError: [
    "msg",
    "filename",
    "lineno",
    "offset",
    "text",
    "end_lineno",
    "end_offset",
    "print_file_and_line",
    "_metadata",
  ],
  UnicodeEncodeError: CODING,
  UnicodeDecodeError: CODING,
  UnicodeTranslateError: CODING,
};

/** `args` of an exception (borrowed). */
export function argsOf(vm: Vm, exception: Value): Value {
  return vm.i32[(exception + EXCEPTION_ARGS) >>> 2] || vm.newTuple([]);
}

/** Makes the first fields of an exception from values (borrowed); false without memory. */
export function storeFields(vm: Vm, exception: Value, values: readonly Value[]): boolean {
  const tuple = vm.newTuple(values.map((value) => vm.keep(value)));
  if (tuple !== 0) vm.store((exception + EXCEPTION_EXTRA) >>> 2, tuple);
  return tuple !== 0;
}

/** A field (borrowed), None where the exception was not given it. */
function fieldAt(vm: Vm, exception: Value, index: number): Value {
  const tuple = vm.i32[(exception + EXCEPTION_EXTRA) >>> 2];
  return tuple === 0 || index >= vm.tupleLength(tuple) ? NONE : vm.tupleItem(tuple, index);
}

/** A field (borrowed) of an OSError, SyntaxError or Unicode error; None where it was not given. */
export function field(vm: Vm, exception: Value, name: string): Value {
  const names = Object.entries(FIELDS).find(([type, names]) =>
    names.includes(name) && vm.isSubtype(vm.typeOf(exception), vm.exceptionType(type))
  );
  return names === undefined ? NONE : fieldAt(vm, exception, names[1].indexOf(name));
}

/** The arguments that make the exception again (new reference): those of an OSError include what became fields. */
export function reducedArgs(vm: Vm, exception: Value): Value {
  const args = argsOf(vm, exception);
  const named = vm.isSubtype(vm.typeOf(exception), vm.exceptionType("OSError")) &&
    vm.tupleLength(args) === 2 &&
    field(vm, exception, "filename") !== NONE;
  if (!named) return vm.keep(args);
  const second = field(vm, exception, "filename2");
  const items = [vm.tupleItem(args, 0), vm.tupleItem(args, 1), field(vm, exception, "filename")];
  if (second !== NONE) items.push(NONE, second);
  return vm.newTuple(items.map((item) => vm.keep(item)));
}

/** Fields that `__reduce__` hands on beside an instance's dict, where they are set. */
const IN_STATE: { readonly [name: string]: readonly string[] } = {
  ImportError: ["name", "path", "name_from"],
  AttributeError: ["name"],
};

/** The state that `__reduce__` gives: the instance's dict, with what some classes add; 0 for none or without memory. */
export function reducedState(vm: Vm, exception: Value, dict: Value): Value {
  const is = (type: string) => vm.isSubtype(vm.typeOf(exception), vm.exceptionType(type));
  const type = Object.keys(IN_STATE).find(is);
  const names = type === undefined
    ? []
    : IN_STATE[type].filter((name) => field(vm, exception, name) !== NONE);
  const withArgs = type === "AttributeError";
  if (names.length === 0 && !withArgs) return vm.keep(dict);
  const state = dict === 0 ? vm.newDict() : vm.callMethod(dict, vm.intern("copy"));
  for (const name of names) if (state !== 0) vm.dictSetStr(state, name, field(vm, exception, name));
  if (withArgs && state !== 0) vm.dictSetStr(state, "args", argsOf(vm, exception));
  return state;
}

/** `value` of StopIteration and `code` of SystemExit live in the same word. */
function extra(name: string): GetSetDefinition {
  return {
    name,
    get: (vm, self) => vm.keep(vm.i32[(self + EXCEPTION_EXTRA) >>> 2]) || NONE,
    set: (vm, self, value) => {
      vm.store((self + EXCEPTION_EXTRA) >>> 2, value === 0 ? 0 : vm.keep(value));
      return true;
    },
  };
}

/** Whether what a member that is a number of C is set to, or deleted, will do; an exception is set otherwise. */
function isNumberGiven(vm: Vm, self: Value, name: string, index: number, value: Value): boolean {
  const counts = name === "characters_written";
  if (value === 0) {
    if (!counts) return vm.raiseType("can't delete numeric/char attribute") !== 0;
    return fieldAt(vm, self, index) !== NONE || vm.raise("AttributeError", name) !== 0;
  }
  if (!counts && !vm.isInt(value)) return vm.raiseType("an integer is required") !== 0;
  return !Number.isNaN(vm.index(value));
}

/** The attribute that is an item of the tuple. */
function item(name: string, index: number, count: number, type: string): GetSetDefinition {
  const isNumber = ["start", "end", "characters_written"].includes(name);
  return {
    name,
    get: (vm, self) => {
      // An ImportError raised by a native that says no more is only a message.
      if (type === "ImportError" && vm.i32[(self + EXCEPTION_EXTRA) >>> 2] === 0) {
        const args = argsOf(vm, self);
        return vm.keep(index < vm.tupleLength(args) ? vm.tupleItem(args, index) : NONE);
      }
      const value = fieldAt(vm, self, index);
      // Only what would have blocked has a count.
      if (name === "characters_written" && value === NONE) return vm.raise("AttributeError", name);
      return vm.keep(value);
    },
    set: (vm, self, value) => {
      if (isNumber && !isNumberGiven(vm, self, name, index, value)) return false;
      const fields = Array.from({ length: count }, (_, i) => fieldAt(vm, self, i));
      fields[index] = value === 0 ? NONE : value;
      return storeFields(vm, self, fields);
    },
  };
}

/** Attributes that only some classes have. */
export const EXTRA_ATTRIBUTES: { readonly [name: string]: readonly GetSetDefinition[] } = {
  ...Object.fromEntries(
    Object.entries(FIELDS).map(([type, names]) => [
      type,
      names.map((name, index) => item(name, index, names.length, type)).slice(
        0,
        type === "NameError" ? 1 : names.length,
      ),
    ]),
  ),
  StopIteration: [extra("value")],
  SystemExit: [extra("code")],
};

/** Whether a builtin class of exceptions keeps more in its instances than its base does. */
export function hasFields(name: string): boolean {
  return name in EXTRA_ATTRIBUTES || name === "BaseExceptionGroup";
}
