/**
 * The mini-language of `format()`: parsing a specification, and what every number does with one.
 * As CPython 3.14's `Python/formatter_unicode.c`, with grouping of the fraction.
 *
 * @module
 */
import { digitValue } from "./digits.ts";

/** A parsed specification. */
export interface FormatSpec {
  /** One character. */
  readonly fill: string;
  /** `<`, `>`, `=` or `^`. */
  readonly align: string;
  /** `+`, `-`, space, or empty if none was given. */
  readonly sign: string;
  /** `z`: a zero that is negative after rounding loses its sign. */
  readonly noNegativeZero: boolean;
  /** `#`. */
  readonly alternate: boolean;
  /** -1 if none was given. */
  readonly width: number;
  /** `,`, `_` or empty. */
  readonly grouping: string;
  /** -1 if none was given. */
  readonly precision: number;
  /** `,`, `_` or empty: grouping of the digits after the point. */
  readonly fractionGrouping: string;
  /** Presentation type, or what the caller named as the default. */
  readonly type: string;
}

/** Most that a width or a precision may be: CPython's `PY_SSIZE_T_MAX`. */
const LARGEST = 9223372036854775807n;

/** Specifications met before, by their text and the kind of object. */
const PARSED: Map<string, FormatSpec> = new Map();
const MOST_PARSED = 1000;

/**
 * Parses a specification.
 *
 * @param text The whole specification.
 * @param typeName Name of the object's type, for messages.
 * @param defaultType Presentation type where none is given.
 * @param defaultAlign `<` or `>`.
 * @returns The specification, or the message of a ValueError.
 */
export function parseFormatSpec(
  text: string,
  typeName: string,
  defaultType: string,
  defaultAlign: string,
): FormatSpec | string {
  const key = defaultAlign + defaultType + text;
  const known = PARSED.get(key);
  if (known !== undefined) return known;
  const spec = parse(text, typeName, defaultType, defaultAlign);
  if (typeof spec !== "string") {
    if (PARSED.size >= MOST_PARSED) PARSED.clear();
    PARSED.set(key, spec);
  }
  return spec;
}

function isAlign(char: string | undefined): boolean {
  return char === "<" || char === ">" || char === "=" || char === "^";
}

function parse(
  text: string,
  typeName: string,
  defaultType: string,
  defaultAlign: string,
): FormatSpec | string {
  const chars = Array.from(text);
  const end = chars.length;
  let at = 0;
  let fill = " ", align = defaultAlign;
  let alignGiven = false, fillGiven = false;
  if (end >= 2 && isAlign(chars[1])) {
    [fill, align] = chars;
    fillGiven = alignGiven = true;
    at = 2;
  } else if (isAlign(chars[0])) {
    align = chars[0];
    alignGiven = true;
    at = 1;
  }
  const take = (wanted: string): boolean => chars[at] === wanted && (at++, true);
  const integer = (): number => {
    let value = 0n;
    const start = at;
    for (; at < end; at++) {
      const digit = digitValue(chars[at]);
      if (digit < 0) break;
      value = value * 10n + BigInt(digit);
      if (value > LARGEST) return NaN;
    }
    return at === start ? -1 : Number(value);
  };
  const sign = take("+") ? "+" : take("-") ? "-" : take(" ") ? " " : "";
  const noNegativeZero = take("z");
  const alternate = take("#");
  if (!fillGiven && take("0")) {
    fill = "0";
    if (!alignGiven && defaultAlign === ">") align = "=";
  }
  const width = integer();
  if (Number.isNaN(width)) return TOO_MANY;
  const grouping = takeGrouping(take);
  if (grouping === null) return BOTH;
  let precision = -1, fractionGrouping = "";
  if (take(".")) {
    precision = integer();
    if (Number.isNaN(precision)) return TOO_MANY;
    const group = takeGrouping(take);
    if (group === null) return BOTH;
    fractionGrouping = group;
    if (precision < 0 && group === "") return "Format specifier missing precision";
  }
  if (end - at > 1) return `Invalid format specifier '${text}' for object of type '${typeName}'`;
  const type = at < end ? chars[at] : defaultType;
  if (
    grouping !== "" && !"defgEG%F".includes(type) &&
    !(grouping === "_" && "boxX".includes(type) && type !== "")
  ) {
    return cannotGroup(grouping, type);
  }
  if (fractionGrouping !== "" && type === "n") return cannotGroup(fractionGrouping, type);
  return { fill, align, sign, noNegativeZero, alternate, width, grouping, precision, fractionGrouping, type };
}

const TOO_MANY = "Too many decimal digits in format string";
const BOTH = "Cannot specify both ',' and '_'.";

/** Takes `,` or `_`; null if both are there. */
function takeGrouping(take: (char: string) => boolean): string | null {
  if (take(",")) return take("_") ? null : ",";
  if (take("_")) return take(",") ? null : "_";
  return "";
}

function cannotGroup(separator: string, type: string): string {
  return `Cannot specify '${separator}' with '${shown(type)}'.`;
}

/** A presentation type as CPython's messages show it. */
function shown(type: string): string {
  const code = type.codePointAt(0) ?? 0;
  return code > 32 && code < 128 ? type : `\\x${code.toString(16)}`;
}

/** The ValueError's message for a presentation type that objects of a type do not have. */
export function unknownType(type: string, typeName: string): string {
  return `Unknown format code '${shown(type)}' for object of type '${typeName}'`;
}

/** Puts a text between fill characters. `=` is as `>`: nothing comes before the padding. */
export function pad(text: string, length: number, spec: FormatSpec): string {
  const missing = spec.width - length;
  if (missing <= 0) return text;
  const left = spec.align === "^" ? missing >>> 1 : spec.align === "<" ? 0 : missing;
  return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
}

/** Puts separators between groups of digits, counted from the right, with zeros in front up to a width. */
function groupDigits(digits: string, size: number, separator: string, width: number): string {
  let result = "";
  let left = digits.length;
  for (let missing = width;; missing--) {
    const take = Math.min(size, Math.max(left, missing, 1));
    const part = digits.slice(Math.max(0, left - take), left).padStart(take, "0");
    result = result === "" ? part : part + separator + result;
    left = Math.max(0, left - take);
    missing -= take;
    if (left <= 0 && missing <= 0) return result;
  }
}

/** Puts separators between groups of three digits, counted from the left. */
function groupFraction(digits: string, separator: string): string {
  return digits.replace(/\d{3}(?=\d)/g, `$&${separator}`);
}

/**
 * Lays out a number.
 *
 * @param negative Whether it has a minus sign.
 * @param prefix `0x` and the like.
 * @param text Digits, maybe followed by a point, more digits, an exponent, `%`; or `inf`, `nan`.
 * @param signMode `+` or space as in a specification.
 */
export function layOutNumber(
  negative: boolean,
  prefix: string,
  text: string,
  spec: FormatSpec,
  signMode: string = spec.sign,
): string {
  const sign = negative ? "-" : signMode === "+" || signMode === " " ? signMode : "";
  const binary = spec.type !== "" && "boxX".includes(spec.type);
  let whole = binary ? text.length : 0;
  while (whole < text.length && isDigit(text, whole)) whole++;
  let rest = text.slice(whole);
  if (spec.fractionGrouping !== "" && rest[0] === ".") {
    const [, fraction, tail] = /^\.(\d*)(.*)$/.exec(rest)!;
    rest = `.${groupFraction(fraction, spec.fractionGrouping)}${tail}`;
  }
  const around = sign.length + prefix.length + rest.length;
  let digits = text.slice(0, whole);
  if (whole > 0) {
    const least = spec.fill === "0" && spec.align === "=" ? spec.width - around : 0;
    if (spec.grouping !== "") {
      digits = groupDigits(digits, binary ? 4 : 3, spec.grouping, least);
    } else if (digits.length < least) digits = digits.padStart(least, "0");
  }
  const length = around + digits.length;
  if (spec.align === "=" && length < spec.width) {
    return sign + prefix + spec.fill.repeat(spec.width - length) + digits + rest;
  }
  return pad(sign + prefix + digits + rest, length, spec);
}

function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
}
