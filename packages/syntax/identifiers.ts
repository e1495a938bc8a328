/**
 * The characters of names (Unicode's XID_Start and XID_Continue, and the underscore). The patterns are made when a
 * character beyond ASCII first asks for them: a property of Unicode's costs a start some milliseconds.
 *
 * @module
 */

let start: RegExp | null = null;
let part: RegExp | null = null;

/** Whether a name may begin with a character. */
export function startsName(point: string): boolean {
  if (point <= "\x7f") return /[A-Za-z_]/.test(point);
  return (start ??= /\p{XID_Start}/u).test(point);
}

/** Whether a name may go on with a character. */
export function continuesName(point: string): boolean {
  if (point <= "\x7f") return /\w/.test(point);
  return (part ??= /\p{XID_Continue}/u).test(point);
}
