/**
 * `str.__format__`.
 *
 * @module
 */
import {
  allocStr,
  copyChars,
  kindFor,
  maxChar,
  setCharAt,
  STR_LENGTH,
  subStr,
  T_STR,
  type Value,
} from "@orochi/object";
import { exactStr } from "../values.ts";
import type { Vm } from "../vm.ts";
import { fits, specText } from "./numbers.ts";
import { type FormatSpec, parseFormatSpec, unknownType } from "./spec.ts";

/** `str.__format__(self, spec)`: a new reference, or 0 with an exception set. */
export function formatStr(vm: Vm, self: Value, spec: Value): Value {
  const text = specText(vm, spec);
  if (text === null) return 0;
  if (text === "") return vm.isExact(self, T_STR) ? vm.keep(self) : vm.toStr(self);
  const parsed = parseFormatSpec(text, vm.typeName(self), "s", "<");
  if (typeof parsed === "string") return vm.raiseValue(parsed);
  const problem = refusal(parsed, vm.typeName(self));
  if (problem !== "") return vm.raiseValue(problem);
  return fits(vm, { ...parsed, precision: -1 }) ? formatParsedStr(vm, self, parsed) : 0;
}

/** Whether a specification is right for strs, and not very large. */
export function isForStrs(spec: FormatSpec): boolean {
  return refusal(spec, "str") === "" && spec.width < 0x10000;
}

/** What of a specification strs do not have, as a message; empty if nothing. */
function refusal(spec: FormatSpec, typeName: string): string {
  if (spec.type !== "s") return unknownType(spec.type, typeName);
  if (spec.sign === " ") return "Space not allowed in string format specifier";
  if (spec.sign !== "") return "Sign not allowed in string format specifier";
  if (spec.noNegativeZero) return "Negative zero coercion (z) not allowed in string format specifier";
  if (spec.alternate) return "Alternate form (#) not allowed in string format specifier";
  return spec.align === "=" ? "'=' alignment not allowed in string format specifier" : "";
}

/** A str cut to the precision and filled up to the width: a new reference, or 0 with an exception set. */
export function formatParsedStr(vm: Vm, self: Value, spec: FormatSpec): Value {
  const m = vm.objects;
  const whole = vm.i32[(self + STR_LENGTH) >>> 2];
  const length = spec.precision >= 0 && spec.precision < whole ? spec.precision : whole;
  const missing = spec.width - length;
  if (missing <= 0) {
    if (length === whole) return exactStr(vm, self);
    if (length === 0) return vm.intern("");
    const cut = subStr(m, self, 0, length);
    return cut === 0 ? vm.raiseMemory() : begin(vm, cut);
  }
  const left = spec.align === ">" ? missing : spec.align === "^" ? missing >>> 1 : 0;
  const fill = spec.fill.codePointAt(0)!;
  const largest = Math.max(fill, maxChar(m, self, 0, length));
  const kind = kindFor(largest);
  const result = allocStr(m, length + missing, kind, largest < 128);
  if (result === 0) return vm.raiseMemory();
  for (let i = 0; i < left; i++) setCharAt(m, result, kind, i, fill);
  copyChars(m, result, left, self, 0, length);
  for (let i = left + length; i < length + missing; i++) setCharAt(m, result, kind, i, fill);
  return begin(vm, result);
}

function begin(vm: Vm, str: Value): Value {
  vm.rc.init(str);
  return str;
}
