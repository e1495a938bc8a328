/**
 * Reading numbers: white space and digits of all scripts, and the limit on conversions between ints and text.
 *
 * @module
 */
import { bitLength } from "../doubles.ts";
import type { Vm } from "../vm.ts";

/** What Python strips around a number: C's space and that of Unicode beyond ASCII. */
const SPACES =
  /^[\t-\r\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/** A decimal digit's value, of any script; -1 if the character is none. */
export function digitValue(char: string): number {
  if (char >= "0" && char <= "9") return char.charCodeAt(0) - 48;
  if (char.charCodeAt(0) < 128 || !/^\p{Nd}$/u.test(char)) return -1;
  // Unicode has decimal digits in runs of whole decades, each from its zero on.
  let zero = char.codePointAt(0)!;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (char.codePointAt(0)! - zero) % 10;
}

/** A number's text without space around it and with its digits in ASCII. */
export function plainNumber(text: string): string {
  return text.replace(SPACES, "").replace(/[^\0-\x7f]/gu, (char) => {
    const digit = digitValue(char);
    return digit < 0 ? char : String(digit);
  });
}

/** Word of the VM's control page: the limit of digits; 0 is the default, 1 none. Bytes from VM_CONTROL. */
const CONTROL_INT_DIGITS = 0x100;
/** The limit that a program starts with. */
export const DEFAULT_INT_DIGITS = 4300;
/** Least limit that may be set. */
export const LEAST_INT_DIGITS = 640;

/** `sys.get_int_max_str_digits()`; 0 is no limit. */
export function intDigitsLimit(vm: Vm): number {
  const word = vm.control(CONTROL_INT_DIGITS);
  return word === 0 ? DEFAULT_INT_DIGITS : word === 1 ? 0 : word;
}

/** `sys.set_int_max_str_digits(limit)`; the caller has checked that it is 0 or at least {@linkcode LEAST_INT_DIGITS}. */
export function setIntDigitsLimit(vm: Vm, limit: number): void {
  vm.setControl(CONTROL_INT_DIGITS, limit === 0 ? 1 : limit);
}

/** Decimal text of an int; null with ValueError set where it is longer than the program allows. */
export function intText(vm: Vm, value: bigint): string | null {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < SHORT) return value.toString();
  const limit = intDigitsLimit(vm);
  // The shortest number of so many bits is 10 ** (0.30103 * (bits - 1)).
  if (limit > 0 && (bitLength(magnitude) - 1) * 0.30102999566398114 < limit) {
    const text = value.toString();
    if (text.length - (value < 0n ? 1 : 0) <= limit) return text;
  } else if (limit === 0) return value.toString();
  vm.raiseValue(
    `Exceeds the limit (${limit} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
  );
  return null;
}

/** Below it no limit applies. */
const SHORT = 1n << 2000n;

/** Whether so many digits may be read as an int; if not, ValueError is set. */
export function digitsAllowed(vm: Vm, count: number): boolean {
  const limit = intDigitsLimit(vm);
  if (count <= LEAST_INT_DIGITS || limit === 0 || count <= limit) return true;
  vm.raiseValue(
    `Exceeds the limit (${limit} digits) for integer string conversion: value has ${count} digits; ` +
      "use sys.set_int_max_str_digits() to increase the limit",
  );
  return false;
}
