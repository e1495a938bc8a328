/**
 * The kinds of accesses that threads make to the shared world, and how they read in a printed interleaving.
 *
 * @module
 */

/** Kinds of accesses. The first two are plain, those from {@linkcode NOW} on touch no word. */
export const READ = 0,
  WRITE = 1,
  LOAD = 2,
  STORE = 3,
  ADD = 4,
  SUB = 5,
  AND = 6,
  OR = 7,
  XOR = 8;
/** See {@linkcode READ}. */
export const EXCHANGE = 9,
  COMPARE_EXCHANGE = 10,
  WAIT = 11,
  NOTIFY = 12,
  NOW = 13,
  EFFECT = 14;
/** More than the number of kinds. */
export const KINDS = 16;

const NAMES = [
  "read",
  "write",
  "load",
  "store",
  "add",
  "sub",
  "and",
  "or",
  "xor",
  "exchange",
  "compareExchange",
  "wait",
  "notify",
  "now",
  "effect",
];

/** A number as a protocol's reader wants it: decimal while it is small. */
function show(value: unknown): string {
  if (typeof value !== "number" || (value > -65536 && value < 65536)) {
    return String(value);
  }
  return `0x${(value >>> 0).toString(16)}`;
}

/**
 * One access as text.
 *
 * @param place Name of the word.
 * @param a First operand: the value, or what compareExchange and wait expect, or how many to notify.
 * @param b Second operand: the replacement, or the time-out.
 * @param result What came back.
 */
export function describe(
  kind: number,
  place: string,
  a: unknown,
  b: unknown,
  result: unknown,
): string {
  const name = NAMES[kind];
  switch (kind) {
    case READ:
    case LOAD:
      return `${name} ${place} is ${show(result)}`;
    case WRITE:
    case STORE:
      return `${name} ${place} = ${show(a)}`;
    case COMPARE_EXCHANGE:
      return `${name} ${place} ${show(a)} -> ${show(b)}${
        result === a ? "" : ` fails: it is ${show(result)}`
      }`;
    case WAIT:
      return `${name} ${place} while ${show(a)}${b === Infinity ? "" : `, ${show(b)} ms`}: ${result}`;
    case NOTIFY:
      return `${name} ${place}${a === Infinity ? "" : `, at most ${show(a)}`}: ${show(result)} woken`;
    case NOW:
      return `now is ${(result as number).toFixed(3)}`;
    case EFFECT:
      return `${place}${result === undefined ? "" : `: ${show(result)}`}`;
    default:
      return `${name} ${place} ${show(a)}, was ${show(result)}`;
  }
}

/** Whether an access that got `result` left the world as it was. */
export function changesNothing(
  kind: number,
  a: unknown,
  result: unknown,
): boolean {
  return kind === READ || kind === LOAD || kind === NOW || kind === WAIT ||
    (kind === COMPARE_EXCHANGE && result !== a) ||
    (kind === NOTIFY && result === 0);
}
