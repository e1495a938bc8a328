/**
 * `str % values`.
 *
 * @module
 */
import { STR_LENGTH, T_BYTEARRAY, T_BYTES, T_DICT, type Value } from "@orochi/object";
import { intText } from "../format/digits.ts";
import { percentDouble, percentInteger, type PercentSpec } from "../format/percent.ts";
import { qualifiedTypeName } from "../key_hash.ts";
import { lookup } from "../type_lookup.ts";
import { indexValue } from "../protocol/number.ts";
import type { Vm } from "../vm.ts";
import { intOf } from "./int.ts";
import { charStr, codeAt, lengthOf, slice } from "./str_core.ts";
import { CodeBuffer, padded } from "./str_translate.ts";

/** What a conversion is found with, character by character. */
export interface PercentText {
  readonly length: number;
  /** Code of a character or byte. */
  at(index: number): number;
  /** Part of the text as a key of the mapping (new reference). */
  key(start: number, end: number): Value;
}

/** Writes the text of conversions; str and bytes differ in what `%s`, `%c` and the like give. */
export interface PercentWriter {
  /** `bytes` formats have `%b`, and no `%` of str. */
  literal(start: number, end: number): void;
  /** ASCII text of a number. */
  ascii(text: string): void;
  /** Converts by `s`, `r`, `a`, `c` (`b` for bytes); false with an exception set on failure. */
  convert(conversion: string, value: Value, spec: PercentSpec): boolean;
  /** Whether the conversion character is one of `convert`'s. */
  has(conversion: string): boolean;
}

const MAX_NUMBER = 2 ** 63;

/** Whether `%` takes a value as a mapping: it can be subscripted and is no tuple or text. */
function isMapping(vm: Vm, value: Value, kind: "str" | "bytes"): boolean {
  if ((value & 1) === 1) return false;
  if (vm.layout(value) === T_DICT) return true;
  if (vm.isTuple(value) || vm.isStr(value)) return false;
  if (kind === "bytes" && (vm.layout(value) === T_BYTES || vm.layout(value) === T_BYTEARRAY)) return false;
  return lookup(vm, vm.typeOf(value), vm.names.__getitem__) !== 0;
}

/** One formatting operation: the arguments and how far they are used up. */
export class Formatter {
  readonly vm: Vm;
  readonly args: Value;
  readonly isTuple: boolean;
  readonly mapping: boolean;
  readonly kind: "str" | "bytes";
  used = 0;
  /** The mapping's value at hand (owned). */
  held: Value = 0;
  /** Whether it was used already, as by a `*`. */
  spent = false;

  constructor(vm: Vm, args: Value, kind: "str" | "bytes") {
    this.vm = vm;
    this.args = args;
    this.kind = kind;
    this.isTuple = vm.isTuple(args);
    this.mapping = isMapping(vm, args, kind);
  }

  /** The next argument (borrowed), 0 with TypeError set if there is none. A key's value is good for one. */
  next(keyed: boolean): Value {
    if (keyed && !this.spent) {
      this.spent = true;
      return this.held;
    }
    if (this.isTuple) {
      if (this.used < this.vm.tupleLength(this.args)) return this.vm.tupleItem(this.args, this.used++);
    } else if (this.used === 0 && this.held === 0) {
      this.used = 1;
      return this.args;
    }
    return this.vm.raiseType("not enough arguments for format string");
  }

  /** Whether all arguments were used. */
  isDone(): boolean {
    return this.isTuple ? this.used >= this.vm.tupleLength(this.args) : this.used > 0 || this.mapping;
  }
}

/** Longer texts of numbers find no room: characters of a string of JavaScript. */
const LONGEST = 0x1fff_ff00;

/** An int from `*` that fits a type of C of some bits; NaN with an exception set. */
function starred(vm: Vm, formatter: Formatter, keyed: boolean, bits: 32 | 64): number {
  const value = formatter.next(keyed);
  if (value === 0) return NaN;
  if (!vm.isInt(value)) {
    vm.raiseType("* wants int");
    return NaN;
  }
  const big = vm.bigInt(value);
  // The other end of it is no width.
  if (bits === 64 && big === -(2n ** 63n)) {
    vm.raise("OverflowError", "width too big");
    return NaN;
  }
  if (BigInt.asIntN(bits, big) === big) return Number(big);
  vm.raise("OverflowError", `Python int too large to convert to C ${bits === 32 ? "int" : "ssize_t"}`);
  return NaN;
}

/** What makes an object a number. */
const NUMBER_METHODS = ["__int__", "__index__", "__float__"] as const;

/** A number (new reference) as an int for `d`, `x` and their like; 0 with TypeError set. */
function integerFor(vm: Vm, value: Value, conversion: string): Value {
  if (vm.isInt(value)) return vm.keep(value);
  const exact = "xXo".includes(conversion);
  // What has a float only is still a number, and text among those is read.
  const isNumber = exact
    ? vm.lookupSpecial(value, vm.names.__index__) !== 0
    : NUMBER_METHODS.some((name) => vm.lookupSpecial(value, vm.names[name]) !== 0);
  if (isNumber) {
    const result = exact ? indexValue(vm, value) : intOf(vm, value);
    if (result !== 0 && vm.isInt(result)) return result;
    if (result === 0 && !vm.matches("TypeError")) return 0;
    vm.decref(result);
    vm.clearError();
  }
  const wanted = exact ? "an integer" : "a real number";
  return vm.raiseType(`%${conversion} format: ${wanted} is required, not ${vm.typeName(value)}`);
}

/** ASCII text of a number's conversion; null with an exception set on failure. */
export function numberText(
  vm: Vm,
  conversion: string,
  value: Value,
  spec: PercentSpec,
  kind: "str" | "bytes",
): string | null {
  if ("eEfFgG".includes(conversion)) {
    const double = vm.asDouble(value);
    if (Number.isNaN(double) && vm.failed()) {
      if (kind === "bytes") vm.raiseType(`float argument required, not ${vm.typeName(value)}`);
      return null;
    }
    return percentDouble(double, conversion, spec);
  }
  const int = integerFor(vm, value, conversion);
  if (int === 0) return null;
  const big = vm.bigInt(int);
  vm.decref(int);
  const decimal = "diu".includes(conversion) ? intText(vm, big < 0n ? -big : big) : "";
  return decimal === null ? null : percentInteger(big, decimal, conversion, spec);
}

/**
 * Runs a `%` format.
 *
 * @param kind What the messages and rules are of.
 * @returns Whether it worked; if not, an exception is set.
 */
export function runPercent(
  vm: Vm,
  text: PercentText,
  args: Value,
  writer: PercentWriter,
  kind: "str" | "bytes",
): boolean {
  const formatter = new Formatter(vm, args, kind);
  const done = runConversions(vm, text, formatter, writer);
  vm.decref(formatter.held);
  if (!done) return false;
  if (!formatter.isDone()) {
    vm.raiseType(`not all arguments converted during ${kind === "str" ? "string" : "bytes"} formatting`);
    return false;
  }
  return true;
}

function runConversions(vm: Vm, text: PercentText, formatter: Formatter, writer: PercentWriter): boolean {
  const length = text.length;
  for (let at = 0; at < length;) {
    const start = at;
    while (at < length && text.at(at) !== 37) at++;
    if (at > start) writer.literal(start, at);
    if (at >= length) break;
    at = runConversion(vm, text, at + 1, formatter, writer);
    if (at < 0) return false;
  }
  return true;
}

/** Runs the conversion whose `%` stands before an index; the index behind it, or -1. */
function runConversion(
  vm: Vm,
  text: PercentText,
  at: number,
  formatter: Formatter,
  writer: PercentWriter,
): number {
  const length = text.length;
  if (at < length && text.at(at) === 37) {
    writer.ascii("%");
    return at + 1;
  }
  let keyed = false;
  if (at < length && text.at(at) === 40) {
    at = takeKey(vm, text, at + 1, formatter);
    if (at < 0) return -1;
    keyed = true;
  }
  let left = false, plus = false, space = false, alternate = false, zero = false;
  for (; at < length; at++) {
    const code = text.at(at);
    if (code === 45) left = true;
    else if (code === 43) plus = true;
    else if (code === 32) space = true;
    else if (code === 35) alternate = true;
    else if (code === 48) zero = true;
    else break;
  }
  let width = -1, precision = -1;
  if (at < length && text.at(at) === 42) {
    width = starred(vm, formatter, keyed, 64);
    if (Number.isNaN(width)) return -1;
    if (width < 0) {
      left = true;
      width = -width;
    }
    at++;
  } else {
    const start = at;
    let number = 0;
    for (; at < length && isDigit(text.at(at)); at++) number = number * 10 + text.at(at) - 48;
    if (number >= MAX_NUMBER) return fail(vm, "width too big");
    if (at > start) width = number;
  }
  if (at < length && text.at(at) === 46) {
    at++;
    precision = 0;
    if (at < length && text.at(at) === 42) {
      precision = starred(vm, formatter, keyed, 32);
      if (Number.isNaN(precision)) return -1;
      precision = Math.max(0, precision);
      at++;
    } else {
      for (; at < length && isDigit(text.at(at)); at++) precision = precision * 10 + text.at(at) - 48;
      if (precision > 0x7fff_ffff) return fail(vm, "precision too big");
    }
  }
  if (at < length && (text.at(at) === 104 || text.at(at) === 108 || text.at(at) === 76)) at++;
  if (at >= length) return fail(vm, "incomplete format");
  const code = text.at(at);
  const value = formatter.next(keyed);
  if (value === 0) return -1;
  const conversion = String.fromCodePoint(code);
  const spec: PercentSpec = { left, plus, space, alternate, zero, width, precision };
  if (writer.has(conversion)) return writer.convert(conversion, value, spec) ? at + 1 : -1;
  if (code < 128 && "diuoxXeEfFgG".includes(conversion)) {
    if (width > LONGEST || precision > LONGEST) {
      // What is no number is told first.
      const plain = { ...spec, width: -1, precision: -1 };
      if (numberText(vm, conversion, value, plain, formatter.kind) !== null) vm.raiseMemory();
      return -1;
    }
    const number = numberText(vm, conversion, value, spec, formatter.kind);
    if (number === null) return -1;
    writer.ascii(number);
    return at + 1;
  }
  const shown = code > 31 && code < 128 ? conversion : "?";
  return fail(vm, `unsupported format character '${shown}' (0x${code.toString(16)}) at index ${at}`);
}

/** Looks a key up that begins at an index; the index behind the closing parenthesis, or -1. */
function takeKey(vm: Vm, text: PercentText, at: number, formatter: Formatter): number {
  if (!formatter.mapping) {
    vm.raiseType("format requires a mapping");
    return -1;
  }
  const start = at;
  for (let depth = 1; at < text.length; at++) {
    const code = text.at(at);
    if (code === 40) depth++;
    else if (code === 41 && --depth === 0) break;
  }
  if (at >= text.length) return fail(vm, "incomplete format key");
  const key = text.key(start, at);
  const value = key === 0 ? 0 : vm.getItem(formatter.args, key);
  vm.decref(key);
  if (value === 0) return -1;
  vm.decref(formatter.held);
  formatter.held = value;
  formatter.spent = false;
  return at + 1;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function fail(vm: Vm, message: string): -1 {
  vm.raiseValue(message);
  return -1;
}

/** The character of `%c` (new reference). */
function charFor(vm: Vm, value: Value): Value {
  if (vm.isStr(value)) {
    const length = lengthOf(vm, value);
    if (length === 1) return charStr(vm, codeAt(vm, value, 0));
    return vm.raiseType(`%c requires an int or a unicode character, not a string of length ${length}`);
  }
  if (!vm.isInt(value) && vm.lookupSpecial(value, vm.names.__index__) === 0) {
    return vm.raiseType(
      `%c requires an int or a unicode character, not ${qualifiedTypeName(vm, vm.typeOf(value))}`,
    );
  }
  const code = vm.index(value);
  if (Number.isNaN(code)) return 0;
  if (code < 0 || code > 0x10ffff) return vm.raise("OverflowError", "%c arg not in range(0x110000)");
  return charStr(vm, code);
}

/** Text of `%s`, `%r`, `%a`, `%c` with width and precision (new reference). */
export function convertText(vm: Vm, conversion: string, value: Value, spec: PercentSpec): Value {
  const text = conversion === "c"
    ? charFor(vm, value)
    : conversion === "s"
    ? vm.toStr(value)
    : conversion === "r"
    ? vm.repr(value)
    : vm.ascii(value);
  if (text === 0) return 0;
  let result = text;
  if (conversion !== "c" && spec.precision >= 0 && spec.precision < lengthOf(vm, text)) {
    result = slice(vm, text, 0, spec.precision);
    vm.decref(text);
  }
  const room = result === 0 ? 0 : spec.width - vm.i32[(result + STR_LENGTH) >>> 2];
  if (room <= 0) return result;
  const wide = padded(vm, result, spec.left ? 0 : room, spec.left ? room : 0, 32);
  vm.decref(result);
  return wide;
}

/** `str % args`. */
export function strPercent(vm: Vm, str: Value, args: Value): Value {
  const buffer = new CodeBuffer();
  const done = runPercent(
    vm,
    {
      length: lengthOf(vm, str),
      at: (index) => codeAt(vm, str, index),
      key: (start, end) => slice(vm, str, start, end),
    },
    args,
    {
      literal: (start, end) => buffer.pushStr(vm, str, start, end),
      ascii: (text) => buffer.pushText(text),
      has: (conversion) => "srac".includes(conversion),
      convert: (conversion, value, spec) => {
        const text = convertText(vm, conversion, value, spec);
        if (text === 0) return false;
        buffer.pushStr(vm, text);
        vm.decref(text);
        return true;
      },
    },
    "str",
  );
  return done ? buffer.toStr(vm) : 0;
}
