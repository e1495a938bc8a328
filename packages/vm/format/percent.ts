/**
 * Numbers in `%` formatting of str and bytes: everything of `"%+08.3f" % x` but finding the conversion and its value.
 *
 * @module
 */
import { isNegative } from "../doubles.ts";
import { magnitudeText } from "./doubles.ts";

/** What stands between `%` and the conversion character. */
export interface PercentSpec {
  /** `-` */
  readonly left: boolean;
  /** `+` */
  readonly plus: boolean;
  /** A space. */
  readonly space: boolean;
  /** `#` */
  readonly alternate: boolean;
  /** `0` */
  readonly zero: boolean;
  /** Least width; -1 for none. */
  readonly width: number;
  /** -1 for none. */
  readonly precision: number;
}

/**
 * Lays out a converted number: sign, zeros or spaces, prefix.
 *
 * @param prefix `0x` and the like, which zeros follow.
 */
function layOut(negative: boolean, prefix: string, text: string, spec: PercentSpec): string {
  const sign = negative ? "-" : spec.plus ? "+" : spec.space ? " " : "";
  const missing = spec.width - sign.length - prefix.length - text.length;
  if (missing <= 0) return sign + prefix + text;
  if (spec.left) return sign + prefix + text + " ".repeat(missing);
  return spec.zero ? sign + prefix + "0".repeat(missing) + text : " ".repeat(missing) + sign + prefix + text;
}

/**
 * `%d`, `%i`, `%u`, `%o`, `%x`, `%X` of an int.
 *
 * @param digits Decimal text of the magnitude for `d`, `i`, `u` (from `intText`, which may refuse); unused for others.
 * @param conversion The conversion character.
 */
export function percentInteger(value: bigint, digits: string, conversion: string, spec: PercentSpec): string {
  const magnitude = value < 0n ? -value : value;
  let text = digits, prefix = "";
  if (conversion === "o" || conversion === "x" || conversion === "X") {
    text = magnitude.toString(conversion === "o" ? 8 : 16);
    if (conversion === "X") text = text.toUpperCase();
    if (spec.alternate) prefix = `0${conversion}`;
  }
  return layOut(value < 0n, prefix, text.padStart(spec.precision, "0"), spec);
}

/** `%e`, `%f`, `%g` and their upper-case forms of a double. */
export function percentDouble(value: number, conversion: string, spec: PercentSpec): string {
  const text = magnitudeText(
    value,
    conversion,
    spec.precision < 0 ? 6 : spec.precision,
    spec.alternate,
    false,
  );
  return layOut(isNegative(value) && !Number.isNaN(value), "", text, spec);
}
