/**
 * UnicodeEncodeError, UnicodeDecodeError and UnicodeTranslateError: their arguments, which become attributes, and
 * their texts.
 *
 * @module
 */
import { charAt, NONE, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";
import { bytesOfBuffer } from "./bytes.ts";
import { dataOf, isBytes, sizeOf } from "./bytes_core.ts";
import { CODING, field, storeFields } from "./exception_fields.ts";
import { lengthOf } from "./str_core.ts";
import { escapeCode } from "./str_unicode.ts";

/** Attributes of a UnicodeTranslateError that are arguments. */
const TRANSLATING = CODING.slice(1);

/** Which of the three an exception is; undefined for other classes, `UnicodeError` itself among them. */
function kindOf(vm: Vm, exception: Value): "encode" | "decode" | "translate" | undefined {
  const type = vm.typeOf(exception);
  if (vm.isSubtype(type, vm.exceptionType("UnicodeEncodeError"))) return "encode";
  if (vm.isSubtype(type, vm.exceptionType("UnicodeDecodeError"))) return "decode";
  return vm.isSubtype(type, vm.exceptionType("UnicodeTranslateError")) ? "translate" : undefined;
}

/** The value of an attribute made of an argument (new reference), 0 with TypeError set if it is of a wrong type. */
function checked(vm: Vm, name: string, position: number, value: Value, decoding: boolean): Value {
  if (name === "start" || name === "end") {
    const number = vm.index(value);
    return Number.isNaN(number) ? 0 : vm.newInt(number);
  }
  if (name === "object" && decoding) return isBytes(vm, value) ? vm.keep(value) : bytesOfBuffer(vm, value);
  if (vm.isStr(value)) return vm.keep(value);
  const given = value === NONE ? "None" : vm.typeName(value);
  return vm.raiseType(`argument ${position} must be str, not ${given}`);
}

/** Sets the attributes of a Unicode error from its arguments; false with an exception set on failure. */
export function initialiseUnicodeError(vm: Vm, self: Value, args: Value): boolean {
  const kind = kindOf(vm, self);
  if (kind === undefined) return true;
  const names = kind === "translate" ? TRANSLATING : CODING;
  const given = vm.tupleLength(args);
  if (given !== names.length) {
    return vm.raiseType(`function takes exactly ${names.length} arguments (${given} given)`) !== 0;
  }
  const values = kind === "translate" ? [NONE] : [];
  for (const [i, name] of names.entries()) {
    const value = checked(vm, name, i + 1, vm.tupleItem(args, i), kind === "decode");
    if (value === 0) break;
    values.push(value);
  }
  const done = values.length === CODING.length && storeFields(vm, self, values);
  for (const value of values) vm.decref(value);
  return done;
}

/** Text of a Unicode error, "" for one that lacks its attributes or with an exception set; undefined for others. */
export function unicodeErrorText(vm: Vm, self: Value): string | undefined {
  const kind = kindOf(vm, self);
  if (kind === undefined) return undefined;
  const decoding = kind === "decode";
  if (field(vm, self, "object") === NONE) return "";
  const text = (name: string): string => {
    const value = vm.keep(field(vm, self, name)), result = vm.jsStr(value);
    vm.decref(value);
    return result;
  };
  const codec = kind === "translate" ? "can't translate" : `'${text("encoding")}' codec can't ${kind}`;
  const reason = vm.failed() ? "" : text("reason");
  if (vm.failed()) return "";
  // Making those strings may have run code that changed what comes now.
  const object = field(vm, self, "object");
  if (!(decoding ? isBytes(vm, object) : vm.isStr(object))) {
    const problem = object === NONE ? "is not set" : `must be a ${decoding ? "bytes" : "string"}`;
    vm.raiseType(`UnicodeError 'object' attribute ${problem}`);
    return "";
  }
  const length = decoding ? sizeOf(vm, object) : lengthOf(vm, object);
  const position = (name: string): number => {
    const value = field(vm, self, name);
    return vm.isInt(value) ? vm.number(value) : 0;
  };
  const start = position("start"), end = position("end");
  const single = start >= 0 && start < length && end === start + 1;
  let what = decoding ? "bytes" : "characters";
  if (single && decoding) what = `byte 0x${vm.u8[dataOf(vm, object) + start].toString(16).padStart(2, "0")}`;
  else if (single) what = `character '${escapeCode(charAt(vm.objects, object, start))}'`;
  const place = single ? String(start) : `${start}-${end - 1}`;
  return `${codec} ${what} in position ${place}: ${reason}`;
}
