/**
 * `format(decimal, specification)`: the specification is that of floats, with the digits that are there as default.
 *
 * @module
 */
import { finish, HALF_EVEN, widest } from "./context.ts";
import { rescale } from "./functions.ts";
import { Decimal, FINITE } from "./number.ts";
import { specialText, toText } from "./text.ts";

/** How numbers of a locale are written. */
export interface Conventions {
  readonly point: string;
  readonly separator: string;
  /** Sizes of groups from the right as `localeconv()` says. */
  readonly grouping: readonly number[];
}

const SPECIFICATION = /^(?:([\s\S])?([<>=^]))?([-+ ])?(z)?(0)?(0|[1-9]\d*)?(,)?(?:\.(\d+))?([eEfFgGn%])?$/u;

/** What was asked for. */
interface Specification {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  readonly noNegativeZero: boolean;
  readonly width: number;
  readonly grouped: boolean;
  readonly precision: number | null;
  readonly type: string;
}

const PLAIN: Conventions = { point: ".", separator: ",", grouping: [3] };

function parseSpecification(text: string): Specification | null {
  const found = SPECIFICATION.exec(text);
  if (found === null) return null;
  const [, fill, align, sign, z, zero, width, comma, precision, type] = found;
  if (zero !== undefined && align !== undefined) return null;
  if (comma !== undefined && type === "n") return null;
  return {
    fill: zero !== undefined ? "0" : fill ?? " ",
    align: zero !== undefined ? "z" : align ?? ">",
    sign: sign ?? "-",
    noNegativeZero: z !== undefined,
    width: Number(width ?? 0),
    grouped: comma !== undefined,
    precision: precision === undefined ? null : Number(precision),
    type: type ?? "",
  };
}

/** Digits with separators; with at least `least` characters, zeros in front. */
function group(digits: string, { separator, grouping }: Conventions, least: number): string {
  const sizes = grouping.filter((size) => size > 0 && size < 127);
  if (sizes.length === 0 || separator === "") return digits.padStart(least, "0");
  const groups: string[] = [];
  let rest = digits, room = least;
  for (let i = 0;; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)];
    const ends = grouping[grouping.length - 1] !== 0 && i >= sizes.length && grouping.length > 0 &&
      grouping[grouping.length - 1] >= 127;
    const wanted = ends ? Math.max(rest.length, room) : Math.min(Math.max(rest.length, room, 1), size);
    groups.unshift(rest.slice(-wanted).padStart(wanted, "0"));
    rest = wanted >= rest.length ? "" : rest.slice(0, -wanted);
    room -= wanted;
    if (rest === "" && room <= 0) break;
    room -= separator.length;
  }
  return groups.join(separator);
}

/** The number with the digits that the specification leaves. */
function rounded(number: Decimal, type: string, precision: number | null, rounding: number): Decimal {
  let result = number;
  if (precision !== null) {
    if ("eE".includes(type)) result = cut(result, precision + 1, rounding);
    else if ("fF%".includes(type)) result = rescale(result, -precision, rounding);
    else if (result.digits > Math.max(precision, 1)) result = cut(result, Math.max(precision, 1), rounding);
  }
  if (result.coefficient === 0n && result.exponent > 0 && "fF%".includes(type)) {
    return rescale(result, 0, rounding);
  }
  return result;
}

/** A number with exactly so many digits, or for `g` with no more. */
function cut(number: Decimal, digits: number, rounding: number): Decimal {
  if (number.coefficient === 0n) return number;
  const exponent = number.adjusted + 1 - digits;
  const result = rescale(number, exponent, rounding);
  return result.digits > digits ? finish(result, widest(digits, HALF_EVEN)) : result;
}

/** Padding of a text whose sign is apart. */
function pad(sign: string, body: string, { fill, align, width }: Specification): string {
  const missing = width - Array.from(sign + body).length;
  if (missing <= 0) return sign + body;
  if (align === "<") return sign + body + fill.repeat(missing);
  if (align === "=" || align === "z") return sign + fill.repeat(missing) + body;
  if (align === ">") return fill.repeat(missing) + sign + body;
  const left = missing >> 1;
  return fill.repeat(left) + sign + body + fill.repeat(missing - left);
}

/**
 * Formats a number.
 *
 * @param capital Whether an exponent has a capital letter where the specification has no type.
 * @param locale Asked where the type is `n`.
 * @returns Null where the specification is none.
 */
export function formatDecimal(
  number: Decimal,
  text: string,
  rounding: number,
  capital: boolean,
  locale: () => Conventions,
): string | null {
  const wanted = parseSpecification(text);
  if (wanted === null) return null;
  const signOf = (negative: boolean) => negative ? "-" : wanted.sign === "-" ? "" : wanted.sign;
  if (number.kind !== FINITE) {
    const body = specialText(number) + (wanted.type === "%" ? "%" : "");
    const unfilled = wanted.align === "z" ? { ...wanted, align: ">", fill: " " } : wanted;
    return pad(signOf(number.sign === 1), body, unfilled);
  }
  const conventions = wanted.type === "n" ? locale() : wanted.grouped ? PLAIN : { ...PLAIN, separator: "" };
  const type = wanted.type === "n" ? "g" : wanted.type === "" ? (capital ? "G" : "g") : wanted.type;
  const scaled = type === "%" ? number.withExponent(number.exponent + 2) : number;
  const value = rounded(scaled, type, wanted.precision, rounding);
  const negative = value.sign === 1 && !(wanted.noNegativeZero && value.coefficient === 0n);
  const digits = value.coefficient.toString(), left = value.exponent + digits.length;
  let point: number;
  if ("eE".includes(type)) {
    point = value.coefficient === 0n && wanted.precision !== null ? 1 - wanted.precision : 1;
  } else if ("fF%".includes(type)) point = left;
  else point = value.exponent <= 0 && left > -6 ? left : 1;
  const whole = point < 0
    ? "0"
    : point > digits.length
    ? digits + "0".repeat(point - digits.length)
    : digits.slice(0, point) || "0";
  const fraction = point < 0 ? "0".repeat(-point) + digits : point > digits.length ? "" : digits.slice(point);
  const exponent = left - point;
  let tail = fraction === "" ? "" : conventions.point + fraction;
  if (exponent !== 0 || "eE".includes(type)) {
    const letter = "EG".includes(type) || type === "F" ? "E" : "e";
    tail += `${letter}${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
  }
  if (type === "%") tail += "%";
  const sign = signOf(negative);
  const least = wanted.align === "z" ? wanted.width - sign.length - tail.length : 0;
  return pad(sign, group(whole, conventions, least) + tail, wanted);
}

/** Text of a number as `str` gives it. */
export function plainText(number: Decimal, capital: boolean): string {
  return toText(number, false, capital ? "E" : "e");
}
