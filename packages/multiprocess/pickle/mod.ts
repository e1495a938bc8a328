/**
 * Python's pickle format, protocols 0 to 5, for programs in JavaScript.
 *
 * {@linkcode dumps} writes byte for byte what CPython's C pickler writes for the same value. {@linkcode loads} never
 * runs code that a pickle asks for: it knows the standard library's classes that hold data, refuses all others, and
 * reads those that are allowed by name as data.
 *
 * | JavaScript | Python | and back |
 * | --- | --- | --- |
 * | `null`, `undefined` | `None` | `null` |
 * | boolean | `bool` | boolean |
 * | number that is a safe integer, but not -0 | `int` | number |
 * | other number | `float` | number, also for integral ones, unless `exact` is asked for |
 * | bigint | `int` | number if safe, else bigint |
 * | string | `str` | string |
 * | `Array` | `list` | `Array` |
 * | {@linkcode PyTuple} | `tuple` | {@linkcode PyTuple} |
 * | `Map`, plain object | `dict` | `Map` |
 * | `Set`, {@linkcode PyFrozenSet} | `set`, `frozenset` | the same |
 * | `Uint8Array` | `bytes` | `Uint8Array` |
 * | {@linkcode PyByteArray}, `ArrayBuffer` | `bytearray` | {@linkcode PyByteArray} |
 * | other typed arrays | `array.array` | typed array |
 * | `Date` | `datetime` in UTC | `Date` if in UTC and of whole milliseconds, else {@linkcode PyDateTime} |
 * | {@linkcode PyFloat}, {@linkcode PyComplex}, {@linkcode ELLIPSIS}, {@linkcode NOT_IMPLEMENTED} | `float`, `complex`, `...`, `NotImplemented` | the same |
 * | `Error` | the exception of that kind, by message | {@linkcode PyException} |
 * | {@linkcode PyGlobal}, {@linkcode PyObject}, {@linkcode PyReduce} | classes and functions, instances, calls | the same |
 *
 * @module
 */
export * from "./datetimes.ts";
export type { StringEncoding } from "./decode.ts";
export * from "./dis.ts";
export * from "./errors.ts";
export * from "./extensions.ts";
export type { Constructor, GlobalOptions } from "./globals.ts";
export {
  type ArgumentKind,
  DEFAULT_PROTOCOL,
  HIGHEST_PROTOCOL,
  type Opcode,
  OPCODES,
} from "@orochi/stdlib/pickle-opcodes";
export { dumps, type PickleOptions, Pickler, type Reducer } from "./pickler.ts";
export type { BuildContext } from "./standard_classes.ts";
export * from "./streams.ts";
export { loads, type UnpickleOptions, Unpickler } from "./unpickler.ts";
export * from "./values.ts";
