/**
 * `str`: construction, comparison, indexing; the methods come from the files beside this one.
 *
 * @module
 */
import {
  NOT_IMPLEMENTED,
  STR_ASCII,
  STR_DATA,
  STR_KIND,
  STR_KIND_MASK,
  strCompare,
  strEquals,
  strHash,
  strKind,
  T_STR,
  T_STR_ITERATOR,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import { exactStr } from "../values.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, orderHolds, repeatTimes } from "./_container.ts";
import { encodeArguments, strOfBytes } from "../codecs/registry.ts";
import { smallBytes } from "./bytes_core.ts";
import { newIterator } from "./sequence_iterators.ts";
import { caseMethods } from "./str_case.ts";
import { lengthOf, strConcat, strItem, strRepeat } from "./str_core.ts";
import { formatMethods } from "./str_format.ts";
import { percent } from "./str_percent_parsed.ts";
import { searchMethods } from "./str_search.ts";
import { splitMethods } from "./str_split.ts";
import { strRepr, translateMethods } from "./str_translate.ts";

function repeat(vm: Vm, str: Value, times: Value): Value {
  const count = repeatTimes(vm, times);
  return Number.isNaN(count) ? 0 : strRepeat(vm, str, count);
}

/** `str(object, encoding, errors)`. */
function newStr(vm: Vm, a: number): Value {
  const source = vm.i32[a + 1];
  if (vm.i32[a + 2] !== 0 || vm.i32[a + 3] !== 0) {
    const object = source === 0 ? smallBytes(vm, 256) : source;
    return strOfClass(vm, vm.i32[a], strOfBytes(vm, object, vm.i32[a + 2], vm.i32[a + 3]));
  }
  return strOfClass(vm, vm.i32[a], source === 0 ? vm.intern("") : vm.toStr(source));
}

/** A str (stolen) as an instance of a class that may derive from `str`. */
function strOfClass(vm: Vm, type: Value, text: Value): Value {
  if (text === 0 || type === vm.typeObject(T_STR)) return text;
  const bytes = STR_DATA + lengthOf(vm, text) * strKind(vm.objects, text);
  const made = vm.allocLike(type, bytes);
  if (made !== 0) {
    vm.u8.copyWithin((made + 4) >>> 0, (text + 4) >>> 0, (text + bytes) >>> 0);
    // The copy is in no table.
    vm.i32[(made + STR_KIND) >>> 2] |= vm.i32[(text + STR_KIND) >>> 2] & (STR_KIND_MASK | STR_ASCII);
  }
  vm.decref(text);
  return made;
}

/** `str`. */
export const strType: TypeDefinition = {
  index: T_STR,
  name: "str",
  basicSize: STR_DATA,
  subclassable: true,
  doc:
    "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object.",
  methods: [
    {
      ...newMethod("($type, object='', encoding='utf-8', errors='strict')", newStr),
      countsPlainly: true,
    },
    slot("__repr__", "($self, /)", (vm, a) => strRepr(vm, vm.i32[a])),
    slot("__str__", "($self, /)", (vm, a) => exactStr(vm, vm.i32[a])),
    slot("__hash__", "($self, /)", (vm, a) => vm.newInt(strHash(vm.objects, vm.i32[a]))),
    slot("__len__", "($self, /)", (vm, a) => vm.newInt(lengthOf(vm, vm.i32[a]))),
    slot("__iter__", "($self, /)", (vm, a) => newIterator(vm, T_STR_ITERATOR, vm.i32[a], 0)),
    ...comparisonSlots((vm, operation, a, b) => {
      if (!vm.isStr(b)) return NOT_IMPLEMENTED;
      if (operation === 2) return vm.bool(strEquals(vm.objects, a, b));
      if (operation === 3) return vm.bool(!strEquals(vm.objects, a, b));
      return vm.bool(orderHolds(operation, strCompare(vm.objects, a, b)));
    }),
    slot("__add__", "($self, value, /)", (vm, a) => {
      if (vm.isStr(vm.i32[a + 1])) return strConcat(vm, vm.i32[a], vm.i32[a + 1]);
      return vm.raiseType(`can only concatenate str (not "${vm.typeName(vm.i32[a + 1])}") to str`);
    }),
    slot("__mul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rmul__", "($self, value, /)", (vm, a) => repeat(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__mod__", "($self, value, /)", (vm, a) => percent(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__rmod__", "($self, value, /)", (vm, a) => {
      return vm.isStr(vm.i32[a + 1]) ? percent(vm, vm.i32[a + 1], vm.i32[a]) : NOT_IMPLEMENTED;
    }),
    slot("__getitem__", "($self, key, /)", (vm, a) => strItem(vm, vm.i32[a], vm.i32[a + 1])),
    method(
      "encode",
      "($self, /, encoding='utf-8', errors='strict')",
      encodeArguments,
      "Encode the string using the codec registered for encoding.",
    ),
    method("__getnewargs__", "($self, /)", (vm, a) => vm.newTuple([exactStr(vm, vm.i32[a])])),
    method("__sizeof__", "($self, /)", (vm, a) => {
      return vm.newInt(STR_DATA + lengthOf(vm, vm.i32[a]) * strKind(vm.objects, vm.i32[a]));
    }),
    ...searchMethods,
    ...splitMethods,
    ...caseMethods,
    ...translateMethods,
    ...formatMethods,
  ],
};
