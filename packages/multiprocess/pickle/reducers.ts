/**
 * How values of JavaScript's and of this package's own classes are written, beyond those with opcodes of their own.
 *
 * @module
 */
import { PyDate, PyDateTime, PyTime, PyTimeDelta, PyTimeZone, stateArguments } from "./datetimes.ts";
import { PicklingError } from "./errors.ts";
import {
  PyByteArray,
  PyComplex,
  PyConstant,
  PyException,
  PyFloat,
  PyGlobal,
  PyOrderedDict,
  PyReduce,
  tuple,
} from "./values.ts";

/** Makes a value with a pickle of one without. */
export type ValueReducer = (value: unknown, protocol: number) => unknown;

function builtin(name: string): PyGlobal {
  return new PyGlobal("builtins", name);
}

const DATETIME = new PyGlobal("datetime", "datetime");
const DATE = new PyGlobal("datetime", "date");
const TIME = new PyGlobal("datetime", "time");
const TIME_DELTA = new PyGlobal("datetime", "timedelta");
const TIME_ZONE = new PyGlobal("datetime", "timezone");
const COMPLEX = builtin("complex");
const ORDERED_DICT = new PyGlobal("collections", "OrderedDict");
const ARRAY = new PyGlobal("array", "array");
const ARRAY_RECONSTRUCTOR = new PyGlobal("array", "_array_reconstructor");

/** Type code, and code of the machine's format when it is little-endian, of `array.array` by typed array. */
export const ARRAY_CODES: ReadonlyMap<unknown, readonly [string, number]> = new Map<
  unknown,
  readonly [string, number]
>([
  [Int8Array, ["b", 1]],
  [Uint8ClampedArray, ["B", 0]],
  [Uint16Array, ["H", 2]],
  [Int16Array, ["h", 4]],
  [Uint32Array, ["I", 6]],
  [Int32Array, ["i", 8]],
  [BigUint64Array, ["Q", 10]],
  [BigInt64Array, ["q", 12]],
  [Float32Array, ["f", 14]],
  [Float64Array, ["d", 16]],
]);

type AnyTypedArray = Int8Array | Uint8ClampedArray | Float32Array | Float64Array | BigInt64Array;

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function reduceArray(value: unknown, protocol: number): unknown {
  const array = value as AnyTypedArray;
  const [code, format] = ARRAY_CODES.get(array.constructor)!;
  if (protocol < 3) {
    const isFloat = code === "f" || code === "d";
    const items = Array.from(
      array as Iterable<number | bigint>,
      (item) => isFloat ? new PyFloat(item as number) : item,
    );
    return new PyReduce(ARRAY, tuple(code, items));
  }
  const bytes = new Uint8Array(array.byteLength);
  bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  // Formats of one byte have no order; of the others the odd code is big-endian.
  const machine = littleEndian || format < 2 ? format : format + 1;
  return new PyReduce(ARRAY_RECONSTRUCTOR, tuple(ARRAY, code, machine, bytes));
}

/** Names of Python's exceptions for those of JavaScript. */
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ["TypeError", "TypeError"],
  ["RangeError", "ValueError"],
  ["SyntaxError", "SyntaxError"],
  ["ReferenceError", "NameError"],
  ["EOFError", "EOFError"],
  ["TimeoutError", "TimeoutError"],
]);

function reduceError(value: unknown): unknown {
  if (value instanceof PyException) return new PyReduce(value.cls, value.args, { state: value.state });
  const error = value as Error;
  return new PyReduce(builtin(EXCEPTIONS.get(error.name) ?? "Exception"), tuple(error.message));
}

const UTC_STATE = new WeakMap<PyTimeZone, PyReduce>();

function reduceTimeZone(value: unknown): unknown {
  const zone = value as PyTimeZone;
  let reduced = UTC_STATE.get(zone);
  if (reduced === undefined) {
    const args = zone.zoneName === undefined ? tuple(zone.offset) : tuple(zone.offset, zone.zoneName);
    UTC_STATE.set(zone, reduced = new PyReduce(TIME_ZONE, args));
  }
  return reduced;
}

function reduceDate(value: unknown, protocol: number): unknown {
  const date = value as Date;
  const year = date.getUTCFullYear();
  if (!(year >= 1 && year <= 9999)) {
    throw new PicklingError(
      `Can't pickle Date: year ${year} is out of range for datetime.datetime, which has 1 to 9999`,
    );
  }
  const moment = PyDateTime.fromDate(date);
  return new PyReduce(DATETIME, stateArguments(moment.toBytes(protocol), moment.tzinfo));
}

const REDUCERS: ReadonlyMap<unknown, ValueReducer> = new Map<unknown, ValueReducer>([
  [Date, reduceDate],
  [PyDateTime, (value, protocol) => {
    const moment = value as PyDateTime;
    return new PyReduce(DATETIME, stateArguments(moment.toBytes(protocol), moment.tzinfo));
  }],
  [PyTime, (value, protocol) => {
    const time = value as PyTime;
    return new PyReduce(TIME, stateArguments(time.toBytes(protocol), time.tzinfo));
  }],
  [PyDate, (value) => new PyReduce(DATE, tuple((value as PyDate).toBytes()))],
  [PyTimeDelta, (value) => {
    const delta = value as PyTimeDelta;
    return new PyReduce(TIME_DELTA, tuple(delta.days, delta.seconds, delta.microseconds));
  }],
  [PyTimeZone, reduceTimeZone],
  [PyComplex, (value) => {
    const { re, im } = value as PyComplex;
    return new PyReduce(COMPLEX, tuple(new PyFloat(re), new PyFloat(im)));
  }],
  [PyOrderedDict, (value) => {
    return new PyReduce(ORDERED_DICT, tuple(), { dictItems: value as Map<unknown, unknown> });
  }],
  [PyConstant, (value) => builtin((value as PyConstant).name)],
  [ArrayBuffer, (value) => new PyByteArray(value as ArrayBuffer)],
]);

/**
 * How a value is written that has no opcode of its own, or `undefined` if it cannot be.
 *
 * @param value Any object.
 */
export function reducerOf(value: object): ValueReducer | undefined {
  const constructor = value.constructor;
  const found = REDUCERS.get(constructor);
  if (found !== undefined) return found;
  if (ARRAY_CODES.has(constructor)) return reduceArray;
  if (value instanceof Error) return reduceError;
  // A subclass, such as Node's Buffer, is the bytes that it holds.
  if (value instanceof Uint8Array) {
    return (bytes) => {
      const { buffer, byteOffset, byteLength } = bytes as Uint8Array;
      return new Uint8Array(buffer, byteOffset, byteLength);
    };
  }
  return undefined;
}
