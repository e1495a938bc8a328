/**
 * `repr`, `str`, `ascii`, `format`.
 *
 * @module
 */
import {
  allocStr,
  copyChars,
  STR_ASCII,
  STR_DATA,
  STR_KIND,
  STR_KIND_SHIFT,
  STR_LENGTH,
  T_FLOAT,
  T_STR,
  type Value,
} from "@orochi/object";
import { charStr } from "../builtins/str_core.ts";
import { percentOne } from "../builtins/str_percent_parsed.ts";
import { asciiOnly } from "../builtins/str_translate.ts";
import { PERCENT_CONVERSION } from "../bytecode/opcodes.ts";
import { callBinary, callUnary } from "../call.ts";
import { formatQuickly, reprFloatQuickly } from "../format/quick.ts";
import { lookup } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";

function checked(vm: Vm, result: Value, method: string): Value {
  if (result === 0 || vm.isStr(result)) return result;
  vm.raiseType(`${method} returned non-string (type ${vm.typeName(result)})`);
  vm.decref(result);
  return 0;
}

/** The digits of a small int. */
function smallIntText(vm: Vm, value: number): Value {
  if (value >= 0 && value < 10) return charStr(vm, 48 + value);
  let rest = value < 0 ? -value : value;
  let length = value < 0 ? 1 : 0;
  for (let left = rest; left !== 0; left = (left / 10) | 0) length++;
  const text = allocStr(vm.objects, length, 1, true);
  if (text === 0) return vm.raiseMemory();
  const first = (text + STR_DATA) >>> 0;
  if (value < 0) vm.u8[first] = 45;
  for (let at = first + length - 1; rest !== 0; at--) {
    const tens = (rest / 10) | 0;
    vm.u8[at] = 48 + rest - tens * 10;
    rest = tens;
  }
  vm.rc.init(text);
  return text;
}

/** The text of an exact float with few digits; 0 without an exception for other values. */
function floatText(vm: Vm, value: Value): Value {
  return (vm.i32[value >>> 2] & 0xffff) === T_FLOAT ? reprFloatQuickly(vm, vm.float(value)) : 0;
}

/** `repr(value)`. */
export function repr(vm: Vm, value: Value): Value {
  if ((value & 1) === 1) return smallIntText(vm, value >> 1);
  const quick = floatText(vm, value);
  if (quick !== 0) return quick;
  const method = lookup(vm, vm.typeOf(value), vm.names.__repr__);
  return checked(vm, callUnary(vm, method, value), "__repr__");
}

/** `str(value)`. */
export function toStr(vm: Vm, value: Value): Value {
  if (vm.isExact(value, T_STR)) return vm.keep(value);
  if ((value & 1) === 1) return smallIntText(vm, value >> 1);
  const quick = floatText(vm, value);
  if (quick !== 0) return quick;
  const method = lookup(vm, vm.typeOf(value), vm.names.__str__);
  return checked(vm, callUnary(vm, method, value), "__str__");
}

/** `ascii(value)`. */
export function ascii(vm: Vm, value: Value): Value {
  const text = repr(vm, value);
  if (text === 0 || (vm.i32[(text + STR_KIND) >>> 2] & STR_ASCII) !== 0) return text;
  const escaped = asciiOnly(vm, text);
  vm.decref(text);
  return escaped;
}

/** `format(value, spec)`; 0 is an empty specification. */
export function format(vm: Vm, value: Value, spec: Value): Value {
  if (spec === 0 || vm.i32[(spec + STR_LENGTH) >>> 2] === 0) {
    if ((value & 1) === 1) return smallIntText(vm, value >> 1);
    if (vm.isExact(value, T_STR)) return vm.keep(value);
    const quick = floatText(vm, value);
    if (quick !== 0) return quick;
  } else {
    const quick = formatQuickly(vm, value, spec);
    if (quick !== 0) return quick;
  }
  const method = lookup(vm, vm.typeOf(value), vm.names.__format__);
  const result = callBinary(vm, method, value, spec === 0 ? vm.intern("") : spec);
  if (result === 0 || vm.isStr(result)) return result;
  vm.raiseType(`__format__ must return a str, not ${vm.typeName(result)}`);
  vm.decref(result);
  return 0;
}

/** The value of a replacement field: conversion 0 none, 1 str, 2 repr, 3 ascii, 4 of `%`; spec 0 for an empty one. */
export function formatValue(vm: Vm, value: Value, conversion: number, spec: Value): Value {
  if (conversion === 0) return format(vm, value, spec);
  if (conversion === PERCENT_CONVERSION) return percentOne(vm, spec, value);
  const converted = conversion === 1
    ? toStr(vm, value)
    : conversion === 2
    ? repr(vm, value)
    : ascii(vm, value);
  if (converted === 0) return 0;
  const result = format(vm, converted, spec);
  vm.decref(converted);
  return result;
}

/** One str of several that lie side by side (borrowed). */
export function joinStrings(vm: Vm, word: number, count: number): Value {
  let total = 0;
  let kind = 1;
  let ascii = true;
  for (let i = 0; i < count; i++) {
    const flags = vm.i32[(vm.i32[word + i] + STR_KIND) >>> 2], own = flags >>> STR_KIND_SHIFT & 7;
    total += vm.i32[(vm.i32[word + i] + STR_LENGTH) >>> 2];
    if (own > kind) kind = own;
    ascii = ascii && (flags & STR_ASCII) !== 0;
  }
  const result = allocStr(vm.objects, total, kind, ascii);
  if (result === 0) return vm.raiseMemory();
  vm.rc.init(result);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const part = vm.i32[word + i];
    const length = vm.i32[(part + STR_LENGTH) >>> 2];
    copyChars(vm.objects, result, at, part, 0, length);
    at += length;
  }
  return result;
}
