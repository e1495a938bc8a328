/**
 * The functions of the `builtins` module, but for those that reach into frames, the compiler and the import system.
 *
 * @module
 */
import {
  charAt,
  FALSE,
  NATIVE_SELF,
  NONE,
  NOT_IMPLEMENTED,
  STR_LENGTH,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_BYTEARRAY,
  tagInt,
  TRUE,
  type Value,
} from "@orochi/object";
import * as dicts from "../dicts.ts";
import { callUnbound, callWithTuple } from "../call.ts";
import { hashInteger } from "../hashing.ts";
import { radixText } from "../format/quick.ts";
import { anext } from "./anext.ts";
import { type NativeDefinition, nativeFunction } from "../native.ts";
import { isDrained, nextAfterOthers } from "../protocol/drains.ts";
import { lengthValue } from "../protocol/container.ts";
import { binaryOrNotImplemented, indexValue, powerModulo } from "../protocol/number.ts";
import { CONTROL_SYS, type Vm } from "../vm.ts";
import { sortList } from "./list_sort.ts";
import { newCallableIterator } from "./iterators.ts";
import { newChar, nextItem } from "./sequence_iterators.ts";
import { sum } from "./sum.ts";

/** Whether some item makes `all` or `any` stop. */
function search(vm: Vm, iterable: Value, wanted: number): Value {
  const iterator = vm.iter(iterable);
  if (iterator === 0) return 0;
  let result: Value = wanted === 1 ? FALSE : TRUE;
  const drained = isDrained(vm, iterator);
  for (;;) {
    const item = drained ? nextAfterOthers(vm, iterator, wanted) : nextItem(vm, iterator);
    if (item === 0) {
      if (vm.failed()) result = 0;
      break;
    }
    const truth = vm.truthy(item);
    vm.decref(item);
    if (truth < 0) result = 0;
    else if (truth === wanted) result = wanted === 1 ? TRUE : FALSE;
    else continue;
    break;
  }
  vm.decref(iterator);
  return result;
}

/** `bin`, `oct` and `hex`. */
function inBase(vm: Vm, value: Value, base: number, prefix: string): Value {
  if ((value & 1) === 1) return radixText(vm, value >> 1, base, prefix.charCodeAt(1));
  const int = indexValue(vm, value);
  if (int === 0) return 0;
  const big = vm.bigInt(int);
  vm.decref(int);
  return vm.newStr(big < 0n ? `-${prefix}${(-big).toString(base)}` : `${prefix}${big.toString(base)}`);
}

function chr(vm: Vm, value: Value): Value {
  const code = vm.index(value);
  if (Number.isNaN(code)) return 0;
  if (code < 0 || code > 0x10ffff) return vm.raiseValue("chr() arg not in range(0x110000)");
  return newChar(vm, code);
}

function ord(vm: Vm, value: Value): Value {
  let length: number;
  if (vm.isStr(value)) {
    length = vm.i32[(value + STR_LENGTH) >>> 2];
    if (length === 1) return tagInt(charAt(vm.objects, value, 0));
  } else if (vm.isBytes(value) || vm.layout(value) === T_BYTEARRAY) {
    length = vm.length(value);
    if (length === 1) return vm.getItem(value, tagInt(0));
  } else return vm.raiseType(`ord() expected string of length 1, but ${vm.typeName(value)} found`);
  return length < 0 ? 0 : vm.raiseType(`ord() expected a character, but string of length ${length} found`);
}

function divmod(vm: Vm, a: Value, b: Value): Value {
  const result = binaryOrNotImplemented(vm, vm.names.__divmod__, vm.names.__rdivmod__, a, b);
  if (result !== NOT_IMPLEMENTED) return result;
  return vm.raiseType(
    `unsupported operand type(s) for divmod(): '${vm.typeName(a)}' and '${vm.typeName(b)}'`,
  );
}

function pow(vm: Vm, base: Value, exponent: Value, modulus: Value): Value {
  if (modulus === 0 || modulus === NONE) return vm.binary(6, base, exponent);
  return powerModulo(vm, base, exponent, modulus);
}

function round(vm: Vm, value: Value, digits: Value): Value {
  const method = vm.lookupSpecial(value, vm.names.__round__);
  if (method === 0) return vm.raiseType(`type ${vm.typeName(value)} doesn't define __round__ method`);
  return callUnbound(vm, method, value, digits === 0 || digits === NONE ? [] : [digits]);
}

/** `hash(value)` as Python sees it. */
export function hash(vm: Vm, value: Value): Value {
  const method = vm.lookupSpecial(value, vm.names.__hash__);
  if (method === 0 || method === NONE) return vm.raiseType(`unhashable type: '${vm.typeName(value)}'`);
  const result = callUnbound(vm, method, value, []);
  if (result === 0 || (result & 1) === 1) return result === tagInt(-1) ? tagInt(-2) : result;
  if (!vm.isInt(result)) {
    vm.decref(result);
    return vm.raiseType("__hash__ method should return an integer");
  }
  const wide = vm.bigInt(result);
  vm.decref(result);
  // What does not fit CPython's 64 bits is hashed as an int.
  return vm.newBigInt(BigInt.asIntN(64, wide) === wide ? wide : hashInteger(wide));
}

function attributeName(vm: Vm, name: Value): boolean {
  if (vm.isStr(name)) return true;
  vm.raiseType(`attribute name must be string, not '${vm.typeName(name)}'`);
  return false;
}

function getattr(vm: Vm, object: Value, name: Value, fallback: Value): Value {
  if (!attributeName(vm, name)) return 0;
  if (fallback === 0) return vm.getAttr(object, name);
  const value = vm.getAttrOptional(object, name);
  if (value !== 0) return value;
  if (vm.failed()) {
    if (!vm.matches("AttributeError")) return 0;
    vm.clearError();
  }
  return vm.keep(fallback);
}

function hasattr(vm: Vm, object: Value, name: Value): Value {
  if (!attributeName(vm, name)) return 0;
  const value = vm.getAttrOptional(object, name);
  vm.decref(value);
  if (value !== 0) return TRUE;
  if (vm.failed()) {
    if (!vm.matches("AttributeError")) return 0;
    vm.clearError();
  }
  return FALSE;
}

function iter(vm: Vm, object: Value, sentinel: Value): Value {
  if (sentinel === 0) return vm.iter(object);
  if (!isCallable(vm, object)) return vm.raiseType("iter(v, w): v must be callable");
  return newCallableIterator(vm, object, sentinel);
}

/** Whether it can be called. */
export function isCallable(vm: Vm, value: Value): boolean {
  return vm.lookupSpecial(value, vm.names.__call__) !== 0;
}

function next(vm: Vm, iterator: Value, fallback: Value): Value {
  if (vm.lookupSpecial(iterator, vm.names.__next__) === 0) {
    return vm.raiseType(`'${vm.typeName(iterator)}' object is not an iterator`);
  }
  if (fallback === 0) {
    // The iterator's own StopIteration carries its value; a native one says nothing.
    const value = vm.callSpecial(iterator, vm.names.__next__);
    return value !== 0 || vm.failed() ? value : vm.raiseStopIteration(NONE);
  }
  const value = vm.next(iterator);
  return value !== 0 || vm.failed() ? value : vm.keep(fallback);
}

/** `min` (operation <) and `max` (operation >). */
function extreme(vm: Vm, name: string, operation: number, args: Value, key: Value, fallback: Value): Value {
  const count = vm.tupleLength(args);
  if (count === 0) return vm.raiseType(`${name} expected at least 1 argument, got 0`);
  if (count > 1 && fallback !== 0) {
    return vm.raiseType(`Cannot specify a default for ${name}() with multiple positional arguments`);
  }
  let best: Value = 0, bestKey: Value = 0;
  const done = vm.iterate(count === 1 ? vm.tupleItem(args, 0) : args, (item) => {
    const itemKey = key === 0 || key === NONE ? vm.keep(item) : vm.call(key, item);
    if (itemKey === 0) return false;
    let better = 1;
    if (best !== 0) {
      const answer = vm.compare(operation, itemKey, bestKey);
      better = answer === 0 ? -1 : vm.truthy(answer);
      vm.decref(answer);
    }
    if (better === 1) {
      const oldBest = best, oldKey = bestKey;
      best = vm.keep(item);
      bestKey = itemKey;
      vm.decref(oldBest);
      vm.decref(oldKey);
    } else vm.decref(itemKey);
    return better >= 0;
  });
  vm.decref(bestKey);
  if (!done) {
    vm.decref(best);
    return 0;
  }
  if (best !== 0) return best;
  return fallback !== 0 ? vm.keep(fallback) : vm.raiseValue(`${name}() iterable argument is empty`);
}

function sorted(vm: Vm, iterable: Value, key: Value, reverse: Value): Value {
  const backwards = reverse === 0 ? 0 : vm.truthy(reverse);
  const list = backwards < 0 ? 0 : vm.collect(iterable);
  if (list === 0 || sortList(vm, list, key, backwards === 1)) return list;
  vm.decref(list);
  return 0;
}

/** Names of an object, or without one of the calling scope, in order. */
function dir(vm: Vm, object: Value): Value {
  const names = object === 0 ? localNames(vm) : vm.callSpecial(object, vm.names.__dir__);
  if (names === 0) return vm.failed() ? 0 : vm.raiseType("object does not provide __dir__");
  const list = sorted(vm, names, 0, 0);
  vm.decref(names);
  return list;
}

function locals(vm: Vm): Value {
  return vm.call(vm.dictGetStr(vm.builtins, "locals"));
}

function localNames(vm: Vm): Value {
  const namespace = locals(vm);
  if (namespace === 0) return 0;
  const keys = vm.callMethod(namespace, vm.names.keys);
  vm.decref(namespace);
  return keys;
}

function vars(vm: Vm, object: Value): Value {
  if (object === 0) return locals(vm);
  const dict = vm.getAttrOptional(object, vm.names.__dict__);
  if (dict !== 0 || (vm.failed() && !vm.matches("AttributeError"))) return dict;
  vm.clearError();
  return vm.raiseType("vars() argument must have __dict__ attribute");
}

/** A separator of `print`: text, the default for None, or null with TypeError. */
function separator(vm: Vm, value: Value, name: string): Value {
  if (value === 0 || value === NONE) return 0;
  if (vm.isStr(value)) return value;
  vm.raiseType(`${name} must be None or a string, not ${vm.typeName(value)}`);
  return -1;
}

/** `print`: each piece goes to the file's `write`, as CPython does it; a native one gets the line at once. */
function print(vm: Vm, args: Value, sep: Value, end: Value, file: Value, flush: Value): Value {
  const between = separator(vm, sep, "sep");
  const last = between === -1 ? -1 : separator(vm, end, "end");
  if (last === -1) return 0;
  let target: Value;
  if (file === 0 || file === NONE) {
    target = dicts.getOwned(vm, vm.control(CONTROL_SYS), vm.names.stdout);
    if (target === 0) return vm.raise("RuntimeError", "lost sys.stdout");
    if (target === NONE) return NONE;
  } else target = vm.keep(file);
  const done = printTo(vm, target, args, between || vm.intern(" "), last || vm.intern("\n")) &&
    flushIfAsked(vm, target, flush);
  vm.decref(target);
  return done ? NONE : 0;
}

function printTo(vm: Vm, target: Value, args: Value, between: Value, end: Value): boolean {
  const write = vm.getAttr(target, vm.names.write);
  if (write === 0) return false;
  const done = isOwnNative(vm, write, target)
    ? printJoined(vm, write, args, between, end)
    : printPieces(vm, write, args, between, end);
  vm.decref(write);
  return done;
}

/** Whether a method is a native of the object's own type: then it can't tell one write from several. */
function isOwnNative(vm: Vm, callable: Value, object: Value): boolean {
  return vm.isExact(callable, T_BUILTIN_FUNCTION_OR_METHOD) &&
    vm.i32[(callable + NATIVE_SELF) >>> 2] === object;
}

function printJoined(vm: Vm, write: Value, args: Value, between: Value, end: Value): boolean {
  let line = "";
  const gap = vm.js(between);
  for (let i = 0; i < vm.tupleLength(args); i++) {
    const text = vm.toStr(vm.tupleItem(args, i));
    // What came before a failing `__str__` has been printed by then.
    if (text === 0) return printFailed(vm, write, line + (i > 0 ? gap : ""));
    line += i > 0 ? gap + vm.js(text) : vm.js(text);
    vm.decref(text);
  }
  return put(vm, write, vm.newStr(line + vm.js(end)));
}

/** Writes what was ready when an exception came, which stays the one being raised. */
function printFailed(vm: Vm, write: Value, line: string): false {
  if (line === "") return false;
  const error = vm.takeError();
  if (put(vm, write, vm.newStr(line))) vm.setError(error);
  else vm.decref(error);
  return false;
}

/** Calls a `write` method with a text (stolen). */
function put(vm: Vm, write: Value, text: Value): boolean {
  const result = text === 0 ? 0 : vm.call(write, text);
  vm.decref(text);
  vm.decref(result);
  return result !== 0;
}

function printPieces(vm: Vm, write: Value, args: Value, between: Value, end: Value): boolean {
  for (let i = 0; i < vm.tupleLength(args); i++) {
    if (i > 0 && !put(vm, write, vm.keep(between))) return false;
    if (!put(vm, write, vm.toStr(vm.tupleItem(args, i)))) return false;
  }
  return put(vm, write, vm.keep(end));
}

function flushIfAsked(vm: Vm, target: Value, flush: Value): boolean {
  const asked = flush === 0 ? 0 : vm.truthy(flush);
  if (asked < 1) return asked === 0;
  const result = vm.callMethod(target, vm.names.flush);
  vm.decref(result);
  return result !== 0;
}

function aiter(vm: Vm, object: Value): Value {
  const iterator = vm.callSpecial(object, vm.names.__aiter__);
  if (iterator === 0) {
    return vm.failed() ? 0 : vm.raiseType(`'${vm.typeName(object)}' object is not an async iterable`);
  }
  if (vm.lookupSpecial(iterator, vm.names.__anext__) !== 0) return iterator;
  vm.raiseType(`aiter() returned not an async iterator of type '${vm.typeName(iterator)}'`);
  vm.decref(iterator);
  return 0;
}

/** Functions of `builtins`. */
export const builtinFunctions: readonly NativeDefinition[] = [
  nativeFunction("abs", "(number, /)", (vm, a) => {
    const result = vm.callSpecial(vm.i32[a], vm.names.__abs__);
    if (result !== 0 || vm.failed()) return result;
    return vm.raiseType(`bad operand type for abs(): '${vm.typeName(vm.i32[a])}'`);
  }, "Return the absolute value of the argument."),
  nativeFunction(
    "aiter",
    "(async_iterable, /)",
    (vm, a) => aiter(vm, vm.i32[a]),
    "Return an AsyncIterator for an AsyncIterable object.",
  ),
  nativeFunction(
    "all",
    "(iterable, /)",
    (vm, a) => search(vm, vm.i32[a], 0),
    "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True.",
  ),
  nativeFunction(
    "anext",
    "(async_iterator, default=<unrepresentable>, /)",
    (vm, a) => anext(vm, vm.i32[a], vm.i32[a + 1]),
    "Return the next item from the async iterator.\n\nIf default is given and the async iterator is exhausted,\nit is returned instead of raising StopAsyncIteration.",
  ),
  nativeFunction(
    "any",
    "(iterable, /)",
    (vm, a) => search(vm, vm.i32[a], 1),
    "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False.",
  ),
  nativeFunction(
    "ascii",
    "(obj, /)",
    (vm, a) => vm.ascii(vm.i32[a]),
    "Return an ASCII-only representation of an object.",
  ),
  nativeFunction(
    "bin",
    "(number, /)",
    (vm, a) => inBase(vm, vm.i32[a], 2, "0b"),
    "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'",
  ),
  nativeFunction("breakpoint", "(*args, **kws)", (vm, a) => {
    const hook = vm.dictGetStr(vm.control(CONTROL_SYS), "breakpointhook");
    if (hook === 0) return vm.raise("RuntimeError", "lost sys.breakpointhook");
    return callWithTuple(vm, hook, vm.i32[a], vm.length(vm.i32[a + 1]) > 0 ? vm.i32[a + 1] : 0);
  }, "Call sys.breakpointhook(*args, **kws)."),
  nativeFunction(
    "callable",
    "(obj, /)",
    (vm, a) => vm.bool(isCallable(vm, vm.i32[a])),
    "Return whether the object is callable (i.e., some kind of function).",
  ),
  nativeFunction(
    "chr",
    "(i, /)",
    (vm, a) => chr(vm, vm.i32[a]),
    "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
  ),
  nativeFunction(
    "delattr",
    "(obj, name, /)",
    (vm, a) => attributeName(vm, vm.i32[a + 1]) && vm.setAttr(vm.i32[a], vm.i32[a + 1], 0) ? NONE : 0,
    "Deletes the named attribute from the given object.\n\ndelattr(x, 'y') is equivalent to ``del x.y``",
  ),
  nativeFunction(
    "dir",
    "(object=<unrepresentable>, /)",
    (vm, a) => dir(vm, vm.i32[a]),
    "If called without an argument, return the names in the current scope.\nElse, return an alphabetized list of names comprising (some of) the attributes\nof the given object, and of attributes reachable from it.",
  ),
  nativeFunction(
    "divmod",
    "(x, y, /)",
    (vm, a) => divmod(vm, vm.i32[a], vm.i32[a + 1]),
    "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x.",
  ),
  nativeFunction("format", "(value, format_spec='', /)", (vm, a) => {
    const spec = vm.i32[a + 1];
    if (spec !== 0 && !vm.isStr(spec)) {
      return vm.raiseType(`format() argument 2 must be str, not ${vm.typeName(spec)}`);
    }
    return vm.format(vm.i32[a], spec === 0 ? vm.intern("") : spec);
  }, "Return type(value).__format__(value, format_spec)"),
  nativeFunction(
    "getattr",
    "(object, name, default=<unrepresentable>, /)",
    (vm, a) => getattr(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    "Get a named attribute from an object.\n\ngetattr(x, 'y') is equivalent to ``x.y``",
  ),
  nativeFunction(
    "hasattr",
    "(obj, name, /)",
    (vm, a) => hasattr(vm, vm.i32[a], vm.i32[a + 1]),
    "Return whether the object has an attribute with the given name.",
  ),
  nativeFunction(
    "hash",
    "(obj, /)",
    (vm, a) => hash(vm, vm.i32[a]),
    "Return the hash value for the given object.",
  ),
  nativeFunction(
    "hex",
    "(number, /)",
    (vm, a) => inBase(vm, vm.i32[a], 16, "0x"),
    "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'",
  ),
  nativeFunction(
    "id",
    "(obj, /)",
    (vm, a) => vm.newInt(vm.i32[a] >>> 0),
    "Return the identity of an object.\n\nThis is guaranteed to be unique among simultaneously existing objects.",
  ),
  nativeFunction("isinstance", "(obj, class_or_tuple, /)", (vm, a) => {
    const answer = vm.isInstance(vm.i32[a], vm.i32[a + 1]);
    return answer < 0 ? 0 : vm.bool(answer === 1);
  }, "Return whether an object is an instance of a class or of a subclass thereof."),
  nativeFunction("issubclass", "(cls, class_or_tuple, /)", (vm, a) => {
    const answer = vm.isSubclass(vm.i32[a], vm.i32[a + 1]);
    return answer < 0 ? 0 : vm.bool(answer === 1);
  }, "Return whether 'cls' is derived from another class or is the same class."),
  nativeFunction(
    "iter",
    "(object, sentinel=<unrepresentable>, /)",
    (vm, a) => iter(vm, vm.i32[a], vm.i32[a + 1]),
    "Get an iterator from an object.",
  ),
  nativeFunction(
    "len",
    "(obj, /)",
    (vm, a) => lengthValue(vm, vm.i32[a]),
    "Return the number of items in a container.",
  ),
  {
    ...nativeFunction(
      "max",
      "(*args, key=None, default=<unrepresentable>)",
      (vm, a) => extreme(vm, "max", 4, vm.i32[a + 2], vm.i32[a], vm.i32[a + 1]),
      "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value",
    ),
    wantsOne: true,
  },
  {
    ...nativeFunction(
      "min",
      "(*args, key=None, default=<unrepresentable>)",
      (vm, a) => extreme(vm, "min", 0, vm.i32[a + 2], vm.i32[a], vm.i32[a + 1]),
      "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value",
    ),
    wantsOne: true,
  },
  nativeFunction(
    "next",
    "(iterator, default=<unrepresentable>, /)",
    (vm, a) => next(vm, vm.i32[a], vm.i32[a + 1]),
    "Return the next item from the iterator.",
  ),
  nativeFunction(
    "oct",
    "(number, /)",
    (vm, a) => inBase(vm, vm.i32[a], 8, "0o"),
    "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'",
  ),
  nativeFunction("ord", "(c, /)", (vm, a) => ord(vm, vm.i32[a]), "Return the ordinal value of a character."),
  nativeFunction(
    "pow",
    "(base, exp, mod=None)",
    (vm, a) => pow(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.",
  ),
  nativeFunction(
    "print",
    "(*args, sep=' ', end='\\n', file=None, flush=False)",
    (vm, a) => print(vm, vm.i32[a + 4], vm.i32[a], vm.i32[a + 1], vm.i32[a + 2], vm.i32[a + 3]),
    "Prints the values to a stream, or to sys.stdout by default.",
  ),
  nativeFunction(
    "repr",
    "(obj, /)",
    (vm, a) => vm.repr(vm.i32[a]),
    "Return the canonical string representation of the object.",
  ),
  nativeFunction(
    "round",
    "(number, ndigits=None)",
    (vm, a) => round(vm, vm.i32[a], vm.i32[a + 1]),
    "Round a number to a given precision in decimal digits.",
  ),
  nativeFunction(
    "setattr",
    "(obj, name, value, /)",
    (vm, a) =>
      attributeName(vm, vm.i32[a + 1]) && vm.setAttr(vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    "Sets the named attribute on the given object to the specified value.",
  ),
  {
    ...nativeFunction(
      "sorted",
      "(iterable, /, *, key=None, reverse=False)",
      (vm, a) => sorted(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "Return a new list containing all items from the iterable in ascending order.",
    ),
    keywordsOf: "sort",
  },
  nativeFunction(
    "sum",
    "(iterable, /, start=0)",
    (vm, a) => sum(vm, vm.i32[a], vm.i32[a + 1] === 0 ? tagInt(0) : vm.i32[a + 1]),
    "Return the sum of a 'start' value (default: 0) plus an iterable of numbers",
  ),
  nativeFunction(
    "vars",
    "(object=<unrepresentable>, /)",
    (vm, a) => vars(vm, vm.i32[a]),
    "vars([object]) -> dictionary\n\nWithout arguments, equivalent to locals().\nWith an argument, equivalent to object.__dict__.",
  ),
];
