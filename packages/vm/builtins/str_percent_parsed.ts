/**
 * `str % values` where the format is a constant of the program: it is parsed once, and its parts are put together
 * as those of an f-string. Formats with keys or `*`, and wrong ones, are left to `str_percent.ts`.
 *
 * @module
 */
import { FLAG_IMMORTAL, T_STR, type Value } from "@orochi/object";
import type { PercentSpec } from "../format/percent.ts";
import { percentQuickly } from "../format/quick.ts";
import type { Vm } from "../vm.ts";
import { dropAll } from "./_container.ts";
import { convertText, Formatter, numberText, strPercent } from "./str_percent.ts";
import { joinItems } from "./str_split.ts";

/** One conversion: `%05d`. */
export interface Conversion {
  /** The character at its end. */
  readonly conversion: string;
  readonly code: number;
  readonly spec: PercentSpec;
  /** Whether it may go the quick way: no `+`, space or `#`. */
  readonly plain: boolean;
}

/** Formats that were parsed, by the immortal str: literal text as interned strs, and conversions. Null: not for here. */
export type PercentFormats = Map<Value, readonly (Value | Conversion)[] | null>;

const CONVERSION = /%(?:%|([-+ #0]*)(\d{0,3})(?:\.(\d{0,2}))?[hlL]?([diuoxXeEfFgGsra]))/y;

/** `str % args`: a new reference, or 0 with an exception set. */
export function percent(vm: Vm, str: Value, args: Value): Value {
  if ((vm.i32[str >>> 2] & (FLAG_IMMORTAL | 0xffff)) !== (FLAG_IMMORTAL | T_STR)) {
    return strPercent(vm, str, args);
  }
  let parts = vm.percentFormats.get(str);
  if (parts === undefined) vm.percentFormats.set(str, parts = parse(vm, vm.js(str)));
  return parts === null ? strPercent(vm, str, args) : run(vm, parts, args);
}

function parse(vm: Vm, text: string): (Value | Conversion)[] | null {
  const parts: (Value | Conversion)[] = [];
  let literal = "";
  for (let at = 0; at < text.length;) {
    const start = at;
    while (at < text.length && text[at] !== "%") at++;
    literal += text.slice(start, at);
    if (at === text.length) break;
    CONVERSION.lastIndex = at;
    const found = CONVERSION.exec(text);
    if (found === null) return null;
    at = CONVERSION.lastIndex;
    const [whole, flags, width, precision, conversion] = found;
    if (whole === "%%") {
      literal += "%";
      continue;
    }
    if (literal !== "") parts.push(vm.intern(literal));
    literal = "";
    const spec: PercentSpec = {
      left: flags.includes("-"),
      plus: flags.includes("+"),
      space: flags.includes(" "),
      alternate: flags.includes("#"),
      zero: flags.includes("0"),
      width: width === "" ? -1 : Number(width),
      precision: precision === undefined ? -1 : Number(precision),
    };
    const plain = !spec.plus && !spec.space && !spec.alternate;
    parts.push({ conversion, code: conversion.charCodeAt(0), spec, plain });
  }
  if (literal !== "") parts.push(vm.intern(literal));
  return parts;
}

function run(vm: Vm, parts: readonly (Value | Conversion)[], args: Value): Value {
  const formatter = new Formatter(vm, args, "str"), texts: Value[] = [];
  for (const part of parts) {
    let text: Value;
    if (typeof part === "number") text = part;
    else {
      const value = formatter.next(false);
      text = value === 0 ? 0 : convert(vm, part, value);
    }
    if (text === 0) {
      dropAll(vm, texts);
      return 0;
    }
    texts.push(text);
  }
  const done = formatter.isDone();
  const result = done
    ? joinItems(vm, vm.intern(""), texts)
    : vm.raiseType("not all arguments converted during string formatting");
  dropAll(vm, texts);
  return result;
}

/** The text of a value (new reference). */
function convert(vm: Vm, { conversion, code, spec, plain }: Conversion, value: Value): Value {
  if (conversion === "s" || conversion === "r" || conversion === "a") {
    if (conversion === "s" && spec.width < 0 && spec.precision < 0) return vm.toStr(value);
    return convertText(vm, conversion, value, spec);
  }
  if (plain) {
    const quick = percentQuickly(vm, value, code, spec.width, spec.precision, spec.left, spec.zero);
    if (quick !== 0) return quick;
  }
  const text = numberText(vm, conversion, value, spec, "str");
  return text === null ? 0 : vm.newStr(text);
}
