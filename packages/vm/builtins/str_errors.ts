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

/** Text of a Unicode error; undefined for other exceptions and for those that lack their attributes. */
export function unicodeErrorText(vm: Vm, self: Value): string | undefined {
  const kind = kindOf(vm, self);
  if (kind === undefined) return undefined;
  const object = field(vm, self, "object"), first = field(vm, self, "start"), last = field(vm, self, "end");
  const decoding = kind === "decode";
  if (!(decoding ? isBytes(vm, object) : vm.isStr(object))) {
    return "";
  }
  if (!vm.isInt(first) || !vm.isInt(last)) return "";
  const length = decoding ? sizeOf(vm, object) : lengthOf(vm, object);
  const start = Math.max(0, Math.min(vm.number(first), length - 1));
  const end = Math.min(Math.max(vm.number(last), 1), length);
  const single = start < length && end === start + 1;
  let what = decoding ? "bytes" : "characters";
  if (single && decoding) what = `byte 0x${vm.u8[dataOf(vm, object) + start].toString(16).padStart(2, "0")}`;
  else if (single) what = `character '${escapeCode(charAt(vm.objects, object, start))}'`;
  const codec = kind === "translate"
    ? "can't translate"
    : `'${vm.jsStr(field(vm, self, "encoding"))}' codec can't ${kind}`;
  const place = single ? String(start) : `${start}-${end - 1}`;
  return `${codec} ${what} in position ${place}: ${vm.jsStr(field(vm, self, "reason"))}`;
}
