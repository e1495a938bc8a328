/**
 * A format of `%` taken apart: for the compiler, which takes constant ones apart for good, and for those of a program's
 * constants that are met with values in a variable.
 *
 * @module
 */
import type { PercentSpec } from "./percent.ts";

/** One conversion: `%05d`. */
export interface Conversion {
  /** As it is written. */
  readonly text: string;
  /** The character at its end. */
  readonly conversion: string;
  readonly code: number;
  readonly spec: PercentSpec;
  /** Whether it may go the quick way: no `+`, space or `#`. */
  readonly plain: boolean;
}

const CONVERSION = /%(?:%|([-+ #0]*)(\d{0,3})(?:\.(\d{0,2}))?[hlL]?([diuoxXeEfFgGsra]))/y;

/** Literal text, none of it empty, and conversions. Null: there are keys, `*`, or what is wrong. */
export function percentParts(text: string): (string | Conversion)[] | null {
  const parts: (string | Conversion)[] = [];
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
    if (literal !== "") parts.push(literal);
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
    parts.push({ text: whole, conversion, code: conversion.charCodeAt(0), spec, plain });
  }
  if (literal !== "") parts.push(literal);
  return parts;
}
