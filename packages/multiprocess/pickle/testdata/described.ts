/**
 * Builds the values that `generate_pickles.py` describes.
 *
 * @module
 */
import { PyDate, PyDateTime, PyTime, PyTimeDelta, PyTimeZone, UTC } from "../datetimes.ts";
import {
  ELLIPSIS,
  NOT_IMPLEMENTED,
  PyByteArray,
  PyComplex,
  PyException,
  PyFloat,
  PyFrozenSet,
  PyGlobal,
  PyObject,
  PyOrderedDict,
  PyReduce,
  PyTuple,
  tuple,
  tupleFromArray,
} from "../values.ts";

/** A description: a JSON value. */
export type Described = null | boolean | number | string | [string, ...unknown[]];

/** One recorded case. */
export interface Case {
  /** What it is. */
  name: string;
  /** The value. */
  value: Described;
  /** Per protocol: the stream in Base64, or SHA-256 and length, or null where Python refuses. */
  streams: (string | [string, number] | null)[];
  /** Per protocol: start of the SHA-256 of its disassembly. */
  dis: (string | null)[];
}

/** Reads the recorded cases. */
export async function readCases(): Promise<Case[]> {
  const text = await Deno.readTextFile(new URL("./pickles.jsonl", import.meta.url));
  return text.trim().split("\n").map((line) => JSON.parse(line));
}

const TYPED_ARRAYS = {
  b: Int8Array,
  B: Uint8ClampedArray,
  h: Int16Array,
  H: Uint16Array,
  i: Int32Array,
  I: Uint32Array,
  q: BigInt64Array,
  Q: BigUint64Array,
  f: Float32Array,
  d: Float64Array,
} as const;

/** A value as described. Numbers inside of typed arrays and complex numbers are plain. */
export function build(value: Described): unknown {
  const numbered: unknown[] = [];

  function keep<T>(number: unknown, made: T): T {
    numbered[number as number] = made;
    return made;
  }

  function all(values: unknown): unknown[] {
    return (values as Described[]).map(make);
  }

  function pairs(values: unknown, map: Map<unknown, unknown>): Map<unknown, unknown> {
    for (const [key, item] of values as [Described, Described][]) map.set(make(key), make(item));
    return map;
  }

  function fill<T extends { state: unknown; listItems: unknown; dictItems: unknown }>(
    made: T,
    items: unknown,
    dict: unknown,
    state: unknown,
  ): T {
    if (items !== null) made.listItems = all(items);
    if (dict !== null) made.dictItems = pairs(dict, new Map());
    if (state !== null) made.state = make(state as Described);
    return made;
  }

  function bytes(text: unknown): Uint8Array {
    return Uint8Array.fromBase64(text as string);
  }

  function make(value: Described): unknown {
    if (!Array.isArray(value)) return value;
    const [tag, number, ...rest] = value;
    switch (tag) {
      case "int":
        return BigInt(number as string);
      case "float": {
        const parsed = new DataView(Uint8Array.fromHex(number as string).buffer).getFloat64(0);
        return Number.isSafeInteger(parsed) ? new PyFloat(parsed) : parsed;
      }
      case "code units":
        return String.fromCodePoint(...number as number[]);
      case "long str":
        return (number as string).repeat(rest[0] as number);
      case "constant":
        return number === "Ellipsis" ? ELLIPSIS : NOT_IMPLEMENTED;
      case "global":
        return new PyGlobal(number as string, rest[0] as string);
      case "ref":
        return numbered[number as number];
      case "bytes":
        return keep(number, bytes(rest[0]));
      case "bytearray":
        return keep(number, new PyByteArray(bytes(rest[0])));
      case "long bytes":
        return keep(number, new Uint8Array(rest[1] as number).fill(rest[0] as number));
      case "long bytearray":
        return keep(number, new PyByteArray(rest[1] as number).fill(rest[0] as number));
      case "list":
      case "tuple": {
        const made: unknown[] = keep(number, tag === "list" ? [] : new PyTuple());
        made.push(...all(rest[0]));
        return made;
      }
      case "set":
      case "frozenset": {
        const made = keep(number, tag === "set" ? new Set() : new PyFrozenSet());
        for (const item of all(rest[0])) made.add(item);
        return made;
      }
      case "dict":
        return pairs(rest[0], keep(number, new Map()));
      case "OrderedDict":
        return pairs(rest[0], keep(number, new PyOrderedDict()));
      case "complex":
        return keep(
          number,
          new PyComplex(Number(make(rest[0] as Described)), Number(make(rest[1] as Described))),
        );
      case "array": {
        const items = all(rest[1]).map((item) =>
          "qQ".includes(rest[0] as string) ? BigInt(item as number) : Number(item)
        );
        return keep(number, new (TYPED_ARRAYS[rest[0] as "d"])(items as number[]));
      }
      case "utc":
        return UTC;
      case "timezone":
        return keep(
          number,
          new PyTimeZone(make(rest[0] as Described) as PyTimeDelta, rest[1] as string | undefined),
        );
      case "timedelta":
        return keep(number, new PyTimeDelta(...rest as [number, number, number]));
      case "date":
        return keep(number, new PyDate(...rest as [number, number, number]));
      case "time": {
        const [hour, minute, second, microsecond, zone, fold] = rest as [
          number,
          number,
          number,
          number,
          Described,
          0 | 1,
        ];
        return keep(number, new PyTime(hour, minute, second, microsecond, make(zone), fold));
      }
      case "datetime": {
        const [year, month, day, hour, minute, second, us, zone, fold] = rest as number[];
        const tzinfo = make(zone as unknown as Described);
        return keep(
          number,
          new PyDateTime(year, month, day, hour, minute, second, us, tzinfo, fold as 0 | 1),
        );
      }
      case "exception": {
        const made = keep(
          number,
          new PyException(make(rest[0] as Described) as PyGlobal, make(rest[1] as Described) as PyTuple),
        );
        made.state = make(rest[2] as Described);
        return made;
      }
      case "object": {
        const [cls, args, kwargs, base, items, dict, state] = rest;
        const made = new PyObject(make(cls as Described) as PyGlobal, tupleFromArray(all(args)));
        if (kwargs !== null) made.kwargs = make(kwargs as Described) as Map<string, unknown>;
        if (base !== null) made.base = new PyGlobal("builtins", base as string);
        return fill(keep(number, made), items, dict, state);
      }
      case "reduce": {
        const [callable, args, setter, items, dict, state] = rest;
        const made = new PyReduce(
          make(callable as Described),
          args === null ? tuple() : tupleFromArray(all(args)),
        );
        if (setter !== null) made.stateSetter = make(setter as Described);
        return fill(keep(number, made), items, dict, state);
      }
    }
    throw new Error(`unknown tag ${tag}`);
  }

  return make(value);
}
