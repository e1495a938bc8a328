/**
 * The classes and functions of Python's standard library that reading a pickle knows: all of them hold data, none
 * does anything. Those with a value in JavaScript are built; the others stay descriptions.
 *
 * @module
 */
import { PyDate, PyDateTime, PyTime, PyTimeDelta, PyTimeZone, UTC } from "./datetimes.ts";
import { PythonError, UnpicklingError } from "./errors.ts";
import { encodeUtf8 } from "./writer.ts";
import { ARRAY_CODES } from "./reducers.ts";
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
  PyTuple,
  tuple,
  tupleFromArray,
} from "./values.ts";

/** What building values may need of the reader. */
export interface BuildContext {
  /** Accounts for memory about to be taken. */
  charge(bytes: number): void;
  /** Asks the policy for a global, as an opcode would. */
  findGlobal(module: string, name: string): unknown;
  /** Makes an instance of a class as its `__new__` would: of the program's own class, if it gave one. */
  create(cls: PyGlobal, args: PyTuple): unknown;
}

/** Builds the value of a call; `undefined` leaves the call as a {@linkcode PyReduce}. */
export type Build = (args: PyTuple, context: BuildContext) => unknown;

function isNumber(value: unknown): value is number | PyFloat {
  return typeof value === "number" || value instanceof PyFloat;
}

/** Items of something that Python could iterate over, or `undefined`. */
function items(value: unknown, context: BuildContext): unknown[] | undefined {
  let found: unknown[];
  if (Array.isArray(value)) found = value;
  else if (value instanceof Set || value instanceof Uint8Array) found = Array.from<unknown>(value);
  else if (value instanceof Map) found = [...value.keys()];
  else return undefined;
  context.charge(32 * found.length);
  return found;
}

function onlyItems(args: PyTuple, context: BuildContext): unknown[] | undefined {
  return args.length === 0 ? [] : args.length === 1 ? items(args[0], context) : undefined;
}

function buildSet(args: PyTuple, context: BuildContext): unknown {
  const found = onlyItems(args, context);
  return found && new Set(found.map(hashable));
}

function buildFrozenSet(args: PyTuple, context: BuildContext): unknown {
  const found = onlyItems(args, context);
  return found && new PyFrozenSet(found.map(hashable));
}

/**
 * A value that may be a key.
 *
 * @throws {PythonError} TypeError for lists, dicts, sets and bytearrays. Items of tuples are not looked at.
 */
export function hashable(value: unknown): unknown {
  if (typeof value === "object" && value !== null && !isHashable(value)) {
    throw new PythonError("TypeError", `unhashable type: '${typeName(value)}'`);
  }
  return value;
}

function isHashable(value: object): boolean {
  if (Array.isArray(value)) return value instanceof PyTuple;
  if (value instanceof Set) return value instanceof PyFrozenSet;
  return !(value instanceof Map || value instanceof PyByteArray);
}

/** Python's name of a value's type, for messages. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "bigint":
      return "int";
    case "number":
      return Number.isSafeInteger(value) ? "int" : "float";
  }
  if (value === null) return "NoneType";
  if (value instanceof PyTuple) return "tuple";
  if (Array.isArray(value)) return "list";
  if (value instanceof PyOrderedDict) return "OrderedDict";
  if (value instanceof Map) return "dict";
  if (value instanceof PyFrozenSet) return "frozenset";
  if (value instanceof Set) return "set";
  if (value instanceof PyByteArray) return "bytearray";
  if (value instanceof Uint8Array) return "bytes";
  if (value instanceof PyFloat) return "float";
  if (value instanceof PyComplex) return "complex";
  if (value instanceof PyGlobal) return "type";
  if (value instanceof PyObject) return value.cls.name;
  if (value instanceof PyException) return value.cls.name;
  if (value === ELLIPSIS) return "ellipsis";
  if (value === NOT_IMPLEMENTED) return "NotImplementedType";
  return "object";
}

function buildBytes(args: PyTuple): unknown {
  if (args.length === 0) return new Uint8Array(0);
  return args[0] instanceof Uint8Array && args.length === 1 ? args[0].slice() : undefined;
}

function buildByteArray(args: PyTuple, context: BuildContext): unknown {
  const [source, encoding] = args;
  if (args.length === 0) return new PyByteArray(0);
  if (source instanceof Uint8Array && args.length === 1) {
    context.charge(source.length);
    return new PyByteArray(source);
  }
  // Protocol 2 of Python 2 wrote text and its encoding.
  if (typeof source === "string" && args.length === 2) {
    return new PyByteArray(encode(source, encoding, context));
  }
  return undefined;
}

function encode(text: unknown, encoding: unknown, context: BuildContext): Uint8Array {
  if (typeof text !== "string") throw new PythonError("TypeError", "encode() argument 1 must be str");
  context.charge(text.length);
  if (encoding === "utf-8" || encoding === "utf8") return encodeUtf8(text);
  if (encoding !== "latin1" && encoding !== "latin-1") {
    throw new UnpicklingError(
      `encoding ${
        typeof encoding === "string" ? encoding : typeName(encoding)
      } is not one that pickles use: latin1 or utf-8`,
    );
  }
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 255) {
      throw new PythonError(
        "UnicodeEncodeError",
        `'latin-1' codec can't encode character '\\u${
          code.toString(16).padStart(4, "0")
        }' in position ${i}: ordinal not in range(256)`,
      );
    }
    bytes[i] = code;
  }
  return bytes;
}

function buildDateTime(args: PyTuple, context: BuildContext): unknown {
  const [bytes, tzinfo = null] = args;
  if (!(bytes instanceof Uint8Array) || bytes.length !== 10) return undefined;
  context.charge(256);
  return PyDateTime.fromBytes(bytes, tzinfo);
}

function buildTime(args: PyTuple): unknown {
  const [bytes, tzinfo = null] = args;
  return bytes instanceof Uint8Array && bytes.length === 6 ? PyTime.fromBytes(bytes, tzinfo) : undefined;
}

function buildDate(args: PyTuple): unknown {
  const [bytes] = args;
  return bytes instanceof Uint8Array && bytes.length === 4 ? PyDate.fromBytes(bytes) : undefined;
}

function buildTimeDelta(args: PyTuple): unknown {
  return args.length === 3 && args.every((part) => Number.isSafeInteger(part))
    ? new PyTimeDelta(...args as unknown as [number, number, number])
    : undefined;
}

function buildTimeZone(args: PyTuple): unknown {
  const [offset, name] = args;
  if (!(offset instanceof PyTimeDelta)) return undefined;
  if (name === undefined) return offset.milliseconds === 0 ? UTC : new PyTimeZone(offset);
  return typeof name === "string" ? new PyTimeZone(offset, name) : undefined;
}

/** Constructors of typed arrays by type code and by code of the machine's format without its byte order. */
const ARRAYS: readonly (readonly [string, number, ArrayConstructor])[] = Array.from(
  ARRAY_CODES,
  ([constructor, [code, format]]) => [code, format, constructor as ArrayConstructor],
);

type ArrayConstructor = typeof Float64Array;

function buildArray(args: PyTuple, context: BuildContext): unknown {
  const [code, values] = args;
  const found = ARRAYS.find(([known]) => known === code);
  if (found === undefined || !(Array.isArray(values) || values === undefined)) return undefined;
  context.charge(32 * (values ?? []).length);
  const numbers = (values ?? []).map((value: unknown) => value instanceof PyFloat ? value.value : value);
  if (code === "q" || code === "Q") {
    if (!numbers.every((value) => typeof value === "bigint" || Number.isSafeInteger(value))) return undefined;
    const bigints = numbers.map((value) => BigInt(value as number));
    return code === "q" ? new BigInt64Array(bigints) : new BigUint64Array(bigints);
  }
  return numbers.every(isNumber) ? new found[2](numbers as number[]) : undefined;
}

function buildArrayFromMachineFormat(args: PyTuple, context: BuildContext): unknown {
  const [, code, format, bytes] = args;
  if (!(bytes instanceof Uint8Array) || typeof format !== "number") return undefined;
  const bigEndian = format > 1 && (format & 1) === 1;
  // `l` and `L` have 8 bytes on most machines: the format tells, the code does not.
  const found = ARRAYS.find(([, known]) => known === (bigEndian ? format - 1 : format));
  if (found === undefined || bytes.length % found[2].BYTES_PER_ELEMENT !== 0) return undefined;
  if (found[0] !== code && code !== "l" && code !== "L") return undefined;
  context.charge(bytes.length);
  const copy = bytes.slice();
  if (bigEndian) {
    const size = found[2].BYTES_PER_ELEMENT;
    for (let i = 0; i < copy.length; i += size) copy.subarray(i, i + size).reverse();
  }
  return new found[2](copy.buffer);
}

function buildReconstructed(args: PyTuple, context: BuildContext): unknown {
  const [cls, base, state] = args;
  if (!(cls instanceof PyGlobal && base instanceof PyGlobal && args.length === 3)) return undefined;
  switch (base.toString()) {
    case "builtins.object":
      return context.create(cls, tuple());
    case "builtins.list":
      return Array.isArray(state) ? new PyObject(cls, tuple(), { listItems: state }) : undefined;
    case "builtins.dict":
      return state instanceof Map ? new PyObject(cls, tuple(), { dictItems: state }) : undefined;
  }
  const object = new PyObject(cls, tuple(state));
  object.base = base;
  return object;
}

function buildType(args: PyTuple): unknown {
  if (args.length !== 1) return undefined;
  if (args[0] === null) return new PyGlobal("builtins", "NoneType");
  if (args[0] === ELLIPSIS) return new PyGlobal("builtins", "ellipsis");
  return args[0] === NOT_IMPLEMENTED ? new PyGlobal("builtins", "NotImplementedType") : undefined;
}

/** `getattr` of a class gives a nested class, which the policy is asked for as if it were named at once. */
function buildAttribute(args: PyTuple, context: BuildContext): unknown {
  const [owner, name] = args;
  if (!(owner instanceof PyGlobal) || typeof name !== "string" || args.length !== 2) {
    throw new UnpicklingError("getattr is only allowed to find nested names of a global");
  }
  return context.findGlobal(owner.module, `${owner.name}.${name}`);
}

function buildComplex(args: PyTuple): unknown {
  const [re, im = 0] = args;
  return isNumber(re) && isNumber(im) ? new PyComplex(Number(re), Number(im)) : undefined;
}

function buildOrderedDict(args: PyTuple, context: BuildContext): unknown {
  if (args.length === 0) return new PyOrderedDict();
  const pairs = items(args[0], context);
  if (pairs === undefined || !pairs.every((pair) => Array.isArray(pair) && pair.length === 2)) {
    return undefined;
  }
  return new PyOrderedDict(pairs.map((pair) => [hashable((pair as unknown[])[0]), (pair as unknown[])[1]]));
}

function buildNewObject(args: PyTuple, context: BuildContext): unknown {
  const [cls, ...rest] = args;
  return cls instanceof PyGlobal ? context.create(cls, tupleFromArray(rest)) : undefined;
}

/** Builders by dotted name. */
const BUILDERS: ReadonlyMap<string, Build> = new Map<string, Build>([
  ["builtins.set", buildSet],
  ["builtins.frozenset", buildFrozenSet],
  ["builtins.list", (args, context) => onlyItems(args, context)?.slice()],
  ["builtins.tuple", (args, context) => {
    const found = onlyItems(args, context);
    return found && tupleFromArray(found.slice());
  }],
  ["builtins.dict", (args) => args.length === 0 ? new Map() : undefined],
  ["builtins.bytes", buildBytes],
  ["builtins.bytearray", buildByteArray],
  ["builtins.complex", buildComplex],
  ["builtins.type", buildType],
  ["builtins.getattr", buildAttribute],
  ["_codecs.encode", ([text, encoding], context) => encode(text, encoding, context)],
  ["datetime.datetime", buildDateTime],
  ["datetime.date", buildDate],
  ["datetime.time", buildTime],
  ["datetime.timedelta", buildTimeDelta],
  ["datetime.timezone", buildTimeZone],
  ["collections.OrderedDict", buildOrderedDict],
  ["array.array", buildArray],
  ["array._array_reconstructor", buildArrayFromMachineFormat],
  ["copyreg._reconstructor", buildReconstructed],
  ["copyreg.__newobj__", buildNewObject],
]);

/** Names that are allowed beside those with builders, and stay descriptions. */
const DESCRIBED: ReadonlySet<string> = new Set([
  ..."int float str bool object range slice memoryview NoneType ellipsis NotImplementedType".split(" ")
    .map((name) => `builtins.${name}`),
  ..."deque Counter defaultdict ChainMap UserDict UserList UserString".split(" ").map((name) =>
    `collections.${name}`
  ),
  ..."PurePath PurePosixPath PureWindowsPath PosixPath WindowsPath Path".split(" ").map((name) =>
    `pathlib.${name}`
  ),
  "decimal.Decimal",
  "fractions.Fraction",
  "uuid.UUID",
  "uuid.SafeUUID",
  "functools.partial",
  "types.SimpleNamespace",
  "zoneinfo.ZoneInfo._unpickle",
]);

/** Builtin exceptions, by the end of their name; their constructors only keep their arguments. */
const EXCEPTION =
  /^(?:[A-Z][A-Za-z]*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Group)|Warning|Exception)$/;

const buildException = (cls: PyGlobal): Build => (args) => new PyException(cls, args);

/**
 * Whether the standard policy knows a global, and how its calls are built.
 *
 * @returns `undefined` for a name that is not allowed.
 */
export function standardClass(
  module: string,
  name: string,
): { readonly build: Build | undefined } | undefined {
  const dotted = `${module}.${name}`;
  const build = BUILDERS.get(dotted);
  if (build !== undefined) return { build };
  if (DESCRIBED.has(dotted)) return { build: undefined };
  if (module === "builtins" && EXCEPTION.test(name)) {
    return { build: buildException(new PyGlobal(module, name)) };
  }
  return undefined;
}
