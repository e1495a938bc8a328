/**
 * The numbers and strs that programs format most, written straight into the str that is wanted: no text of
 * JavaScript's in between, and each specification of a program's text is parsed once. What is rare is left to
 * `spec.ts` and `numbers.ts`.
 *
 * @module
 */
import { allocStr, FLAG_IMMORTAL, FLOAT_VALUE, STR_DATA, T_FLOAT, T_STR, type Value } from "@orochi/object";

import type { FormatProblem, Piece } from "../builtins/str_fields.ts";
import { isNegative } from "../doubles.ts";
import type { Vm } from "../vm.ts";
import { type Conversion, percentParts } from "./percent_parts.ts";
import { type FormatSpec, parseFormatSpec } from "./spec.ts";
import { formatParsedStr, isForStrs } from "./text.ts";

/** What a number's specification says, as numbers. */
interface Layout {
  readonly fill: number;
  readonly align: number;
  readonly sign: number;
  readonly width: number;
  readonly grouping: number;
  readonly precision: number;
  readonly type: number;
}

/** Specifications that were parsed, by the immortal str; null: not for the quick way. One for each machine. */
export class FormatCache {
  /** Of small ints. */
  readonly ints: Map<Value, Layout | null> = new Map();
  /** Of floats. */
  readonly floats: Map<Value, Layout | null> = new Map();
  /** Of strs. */
  readonly strs: Map<Value, FormatSpec | null> = new Map();
  /** Formats of `str.format`, taken apart. */
  readonly pieces: Map<Value, readonly (Piece | FormatProblem)[]> = new Map();
}

/** Widest field of the quick way. */
const WIDEST = 400;
const MINUS = 45, SPACE = 32, COMMA = 44, POINT = 46, ZERO = 48, LESS = 60, EQUALS = 61, CARET = 94;
const TYPE_D = 100, TYPE_F = 102, TYPE_I = 105, TYPE_U = 117;
const TYPE_X = 120, TYPE_UPPER_X = 88, TYPE_S = 115;

/** Where digits are written, from the end on. */
const digits = new Uint8Array(512);
/** Powers of ten that doubles hold exactly. */
const TENS = Float64Array.from({ length: 16 }, (_, k) => 10 ** k);
/** Most decimals of the quick way. */
const MOST_DECIMALS = 9;
/** Numbers below it, times a power of ten, are off by less than {@linkcode TOO_CLOSE}. */
const SCALED_LIMIT = 2 ** 43;
/** What is so near to a tie may be on either side of it. */
const TOO_CLOSE = 2 ** -8;
/** Numbers that are whole after a multiplication with it are tried for ties. */
const BINARY_PLACES = 2 ** 20;
/** Decimals of at most 15 digits are as many doubles: each is the shortest text of its own. */
const SHORT_LIMIT = 1e15;

/**
 * `format(value, spec)` of a small int, a float or a str.
 *
 * @param spec A str that is not empty (borrowed).
 * @returns A new reference; 0 without an exception if the long way is to be gone.
 */
export function formatQuickly(vm: Vm, value: Value, spec: Value): Value {
  if ((vm.i32[spec >>> 2] & FLAG_IMMORTAL) === 0) return 0;
  if ((value & 1) === 1) {
    let layout = vm.formats.ints.get(spec);
    if (layout === undefined) {
      layout = layoutOf(vm, spec, "d");
      // `i` and `u` are types of the `%` operator only.
      if (
        layout !== null && (radixOf(layout.type) === 0 || layout.type === TYPE_I || layout.type === TYPE_U)
      ) {
        layout = null;
      }
      vm.formats.ints.set(spec, layout);
    }
    return layout === null ? 0 : layOutInt(vm, value >> 1, layout);
  }
  const type = vm.i32[value >>> 2] & 0xffff;
  if (type === T_FLOAT) {
    let layout = vm.formats.floats.get(spec);
    if (layout === undefined) {
      layout = layoutOf(vm, spec, "");
      const usable = layout !== null &&
        (layout.type === TYPE_F
          ? layout.precision <= MOST_DECIMALS
          : layout.type === 0 && layout.precision < 0);
      if (!usable) layout = null;
      vm.formats.floats.set(spec, layout);
    }
    return layout === null ? 0 : layOutFloat(vm, vm.f64[(value + FLOAT_VALUE) >>> 3], layout);
  }
  if (type !== T_STR) return 0;
  let parsed = vm.formats.strs.get(spec);
  if (parsed === undefined) {
    const found = parseFormatSpec(vm.js(spec), "str", "s", "<");
    parsed = typeof found === "string" || !isForStrs(found) ? null : found;
    vm.formats.strs.set(spec, parsed);
  }
  return parsed === null ? 0 : formatParsedStr(vm, value, parsed);
}

/** A small int in base 2, 8 or 16 behind `0` and a letter: what `bin`, `oct` and `hex` give. */
export function radixText(vm: Vm, number: number, radix: number, letter: number): Value {
  let start = writeInRadix(number < 0 ? -number : number, radix, 87, 0);
  digits[--start] = letter;
  digits[--start] = ZERO;
  return assemble(vm, number < 0 ? MINUS : 0, start, PLAIN);
}

/** Digits of a small int as `%d`, `%x`, `%X` or `%o` wants them: 0 without an exception for the long way. */
export function percentQuickly(
  vm: Vm,
  value: Value,
  type: number,
  width: number,
  precision: number,
  left: boolean,
  zero: boolean,
): Value {
  if (width > WIDEST) return 0;
  const align = left ? LESS : zero ? EQUALS : 62;
  const fill = zero && !left ? ZERO : SPACE;
  const layout = { fill, align, sign: 0, width, grouping: 0, precision, type };
  if ((value & 1) === 1) return precision >= 0 || radixOf(type) === 0 ? 0 : layOutInt(vm, value >> 1, layout);
  if (type !== TYPE_F || (vm.i32[value >>> 2] & 0xffff) !== T_FLOAT || precision > MOST_DECIMALS) return 0;
  return layOutFloat(vm, vm.f64[(value + FLOAT_VALUE) >>> 3], layout);
}

/** `repr` of a float that has few digits; 0 without an exception for others. */
export function reprFloatQuickly(vm: Vm, number: number): Value {
  const start = writeShortest(number < 0 ? -number : number);
  if (start < 0) return 0;
  return assemble(vm, isNegative(number) ? MINUS : 0, start, PLAIN);
}

const PLAIN: Layout = { fill: SPACE, align: LESS, sign: 0, width: -1, grouping: 0, precision: -1, type: 0 };

/** A specification as numbers; null where it has something rare, or is wrong. */
function layoutOf(vm: Vm, spec: Value, defaultType: string): Layout | null {
  const parsed = parseFormatSpec(vm.js(spec), "", defaultType, ">");
  if (typeof parsed === "string" || parsed.alternate || parsed.noNegativeZero) return null;
  const { fill, align, sign, width, grouping, precision, fractionGrouping, type } = parsed;
  if (fractionGrouping !== "" || width > WIDEST || fill.charCodeAt(0) > 127) return null;
  if (defaultType === "d" && precision >= 0) return null;
  // Zeros in front are grouped as well.
  if (grouping !== "" && fill === "0" && align === "=") return null;
  const code = (text: string): number => text === "" ? 0 : text.charCodeAt(0);
  return {
    fill: code(fill),
    align: code(align),
    sign: sign === "-" ? 0 : code(sign),
    width,
    grouping: code(grouping),
    precision,
    type: code(type),
  };
}

/** Where a specification as one number has its parts, and what these say: see {@linkcode packedLayout}. */
export const LAYOUT = {
  fill: { shift: 0, bits: 7 },
  width: { shift: 7, bits: 8 },
  /** One of the following. */
  alignNumber: { shift: 15, bits: 2 },
  /** Likewise; not `behindSign`. */
  alignStr: { shift: 17, bits: 2 },
  decimals: { shift: 19, bits: 4 },
  /** The sum of the next three, for which the specification is right. */
  kinds: { shift: 23, bits: 3 },
  /** 0 decimal; else one of the bases below. */
  base: { shift: 26, bits: 2 },
  /** Whether the specification is a conversion of `%`. */
  percent: { shift: 28, bits: 1 },
  /** What separates thousands: 0 nothing, or one of those below. */
  grouping: { shift: 29, bits: 2 },
  int: 1,
  float: 2,
  str: 4,
  left: 0,
  right: 1,
  middle: 2,
  behindSign: 3,
  hexadecimal: 1,
  upperHexadecimal: 2,
  comma: 1,
  underscore: 2,
} as const;

/** The base of an int's presentation type; -1 for those that LAYOUT has no room for. */
function baseOf(type: number): number {
  if (type === TYPE_D || type === TYPE_I || type === TYPE_U) return 0;
  return type === TYPE_X ? LAYOUT.hexadecimal : type === TYPE_UPPER_X ? LAYOUT.upperHexadecimal : -1;
}

/**
 * A specification as one number, for code that writes decimal ints, floats with decimals, and strs by itself: 0 if it says
 * more than LAYOUT has room for.
 */
export function packedLayout(vm: Vm, spec: Value): number {
  if ((vm.i32[spec >>> 2] & FLAG_IMMORTAL) === 0) return 0;
  const int = layoutOf(vm, spec, "d"), float = layoutOf(vm, spec, "");
  const str = parseFormatSpec(vm.js(spec), "str", "s", "<");
  const plain = (layout: Layout | null): layout is Layout =>
    layout !== null && layout.sign === 0 && (layout.grouping === 0 || baseOf(layout.type) <= 0);
  let kinds = 0, fill = SPACE, width = 0, alignNumber = 0, alignStr = 0, decimals = 0, base = 0;
  let grouping = 0;
  const take = (kind: number, layout: Pick<Layout, "fill" | "width" | "grouping">) => {
    kinds |= kind;
    grouping = layout.grouping === 0 ? 0 : layout.grouping === COMMA ? LAYOUT.comma : LAYOUT.underscore;
    fill = layout.fill;
    width = Math.max(layout.width, 0);
  };
  if (plain(int) && int.type !== TYPE_I && int.type !== TYPE_U && baseOf(int.type) >= 0) {
    take(LAYOUT.int, int);
    base = baseOf(int.type);
    alignNumber = "<>^=".indexOf(String.fromCharCode(int.align));
  }
  if (plain(float) && float.type === TYPE_F && float.precision <= MOST_DECIMALS) {
    take(LAYOUT.float, float);
    alignNumber = "<>^=".indexOf(String.fromCharCode(float.align));
    decimals = float.precision < 0 ? 6 : float.precision;
  }
  if (typeof str !== "string" && isForStrs(str) && str.precision < 0 && str.fill.charCodeAt(0) < 128) {
    take(LAYOUT.str, { fill: str.fill.charCodeAt(0), width: str.width, grouping: 0 });
    alignStr = "<>^".indexOf(str.align);
  }
  if (kinds === 0 || width >= 1 << LAYOUT.width.bits) return 0;
  return fill << LAYOUT.fill.shift | width << LAYOUT.width.shift | alignNumber << LAYOUT.alignNumber.shift |
    alignStr << LAYOUT.alignStr.shift | decimals << LAYOUT.decimals.shift | kinds << LAYOUT.kinds.shift |
    base << LAYOUT.base.shift | grouping << LAYOUT.grouping.shift;
}

/** Likewise a conversion of `%`, a constant of the program. */
export function percentLayout(vm: Vm, format: Value): number {
  const [{ code, plain, spec: { left, zero, width, precision } }] = percentParts(
    vm.js(format),
  ) as Conversion[];
  const kind = code === TYPE_S ? LAYOUT.str : code === TYPE_F ? LAYOUT.float : LAYOUT.int;
  const base = kind === LAYOUT.int ? baseOf(code) : 0;
  if (!plain || base < 0 || width >= 1 << LAYOUT.width.bits) return 0;
  if (kind === LAYOUT.float ? precision > MOST_DECIMALS : precision >= 0) return 0;
  const zeros = zero && !left && kind !== LAYOUT.str;
  const decimals = kind !== LAYOUT.float ? 0 : precision < 0 ? 6 : precision;
  return (zeros ? ZERO : SPACE) << LAYOUT.fill.shift | Math.max(width, 0) << LAYOUT.width.shift |
    (left ? LAYOUT.left : zeros ? LAYOUT.behindSign : LAYOUT.right) << LAYOUT.alignNumber.shift |
    (left ? LAYOUT.left : LAYOUT.right) << LAYOUT.alignStr.shift | decimals << LAYOUT.decimals.shift |
    kind << LAYOUT.kinds.shift | base << LAYOUT.base.shift | 1 << LAYOUT.percent.shift;
}

/** The base of an int's presentation type; 0 if it has none here. */
function radixOf(type: number): number {
  if (type === TYPE_D || type === TYPE_I || type === TYPE_U) return 10;
  if (type === TYPE_X || type === TYPE_UPPER_X) return 16;
  return type === 111 ? 8 : type === 98 ? 2 : 0;
}

function layOutInt(vm: Vm, number: number, layout: Layout): Value {
  const magnitude = number < 0 ? -number : number, radix = radixOf(layout.type);
  const start = radix === 10
    ? writeDecimal(magnitude, 0, layout.grouping)
    : writeInRadix(magnitude, radix, layout.type === TYPE_UPPER_X ? 55 : 87, layout.grouping);
  return assemble(vm, number < 0 ? MINUS : layout.sign, start, layout);
}

function layOutFloat(vm: Vm, number: number, layout: Layout): Value {
  const magnitude = number < 0 ? -number : number;
  const start = layout.type === TYPE_F
    ? writeFixed(magnitude, layout.precision < 0 ? 6 : layout.precision, layout.grouping)
    : layout.grouping === 0
    ? writeShortest(magnitude)
    : -1;
  return start < 0 ? 0 : assemble(vm, isNegative(number) ? MINUS : layout.sign, start, layout);
}

/** Whether a number times a power of ten is exact: it has at most 20 binary places, and few enough digits in front. */
function scalesExactly(magnitude: number, decimals: number): boolean {
  const whole = magnitude * BINARY_PLACES;
  return Math.floor(whole) === whole && whole * TENS[decimals] < 2 ** 53;
}

/** Writes a number with decimals, correctly rounded; -1 if it is too large or too near to a tie. */
function writeFixed(magnitude: number, decimals: number, grouping: number): number {
  const scaled = magnitude * TENS[decimals];
  // NaN is not less than anything.
  if (!(scaled < SCALED_LIMIT)) return -1;
  const whole = Math.floor(scaled), fraction = scaled - whole;
  if (fraction > 0.5 - TOO_CLOSE && fraction < 0.5 + TOO_CLOSE) {
    if (!scalesExactly(magnitude, decimals)) return -1;
    // A tie goes to the even neighbour.
    if (fraction === 0.5) return writeDecimal(whole % 2 === 0 ? whole : whole + 1, decimals, grouping);
  }
  return writeDecimal(fraction < 0.5 ? whole : whole + 1, decimals, grouping);
}

/** Writes the fewest digits that read back as a number: those with up to six decimals, without an exponent. */
function writeShortest(magnitude: number): number {
  if (!(magnitude < 1e14)) return -1;
  if (Math.floor(magnitude) === magnitude) return writeDecimal(magnitude * 10, 1, 0);
  if (magnitude < 1e-4) return -1;
  for (let decimals = 1; decimals <= 6; decimals++) {
    const scaled = Math.round(magnitude * TENS[decimals]);
    if (scaled >= SHORT_LIMIT) return -1;
    if (scaled / TENS[decimals] === magnitude) return writeDecimal(scaled, decimals, 0);
  }
  return -1;
}

/**
 * Writes a whole number below 2 ** 50.
 *
 * @param decimals How many of the digits stand behind a point.
 * @param grouping Code of what separates groups of three digits, or 0.
 * @returns Where it starts in `digits`.
 */
function writeDecimal(number: number, decimals: number, grouping: number): number {
  let at = digits.length, rest = number;
  if (decimals > 0) {
    for (let k = 0; k < decimals; k++) {
      const tenth = Math.floor(rest / 10);
      digits[--at] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    digits[--at] = POINT;
  }
  let written = 0;
  do {
    if (grouping !== 0 && written !== 0 && written % 3 === 0) digits[--at] = grouping;
    const tenth = Math.floor(rest / 10);
    digits[--at] = ZERO + rest - tenth * 10;
    rest = tenth;
    written++;
  } while (rest !== 0);
  return at;
}

/** Writes a small int in another base; `letters` plus ten is the code of the digit of ten. */
function writeInRadix(number: number, radix: number, letters: number, grouping: number): number {
  let at = digits.length, rest = number, written = 0;
  do {
    if (grouping !== 0 && written !== 0 && (written & 3) === 0) digits[--at] = grouping;
    const digit = rest % radix;
    digits[--at] = digit < 10 ? ZERO + digit : letters + digit;
    rest = (rest - digit) / radix;
    written++;
  } while (rest !== 0);
  return at;
}

/** The str of a sign (0 for none) and what was written, filled up to the width. */
function assemble(vm: Vm, sign: number, start: number, { fill, align, width }: Layout): Value {
  const count = digits.length - start, signs = sign === 0 ? 0 : 1;
  const missing = width > count + signs ? width - count - signs : 0;
  const left = align === CARET ? missing >>> 1 : align === LESS ? 0 : missing;
  const str = allocStr(vm.objects, count + signs + missing, 1, true);
  if (str === 0) return vm.raiseMemory();
  const u8 = vm.u8;
  let at = (str + STR_DATA) >>> 0;
  if (signs === 1 && align === EQUALS) u8[at++] = sign;
  for (let k = 0; k < left; k++) u8[at++] = fill;
  if (signs === 1 && align !== EQUALS) u8[at++] = sign;
  for (let k = start; k < digits.length; k++) u8[at++] = digits[k];
  for (let k = left; k < missing; k++) u8[at++] = fill;
  vm.rc.init(str);
  return str;
}
