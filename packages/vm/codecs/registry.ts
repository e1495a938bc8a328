/**
 * Encoding and decoding by name: the encodings that every program uses directly, all others through the search
 * functions that Python code registers (the `encodings` package is imported when it is first needed).
 *
 * @module
 */
import { T_BYTES, type Value } from "@orochi/object";
import { type Buffer, openBytes, releaseBuffer } from "../builtins/bytes_buffer.ts";
import { argumentTypeName } from "../builtins/str_core.ts";
import { ensureModule } from "../import_operations.ts";
import type { Vm } from "../vm.ts";
import { decodeAscii, decodeLatin1, encodeNarrow } from "./narrow.ts";
import { knownCodecs, searchFunctions } from "./registry_state.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";
import { type ByteOrder, decodeWide, encodeWide } from "./wide.ts";

/** An encoding that needs no search. */
interface DirectCodec {
  encode(vm: Vm, str: Value, errors: string): Value;
  decode(vm: Vm, from: number, length: number, errors: string): Value;
}

function wide(width: 2 | 4, order: ByteOrder): DirectCodec {
  return {
    encode: (vm, str, errors) => encodeWide(vm, str, width, order, errors),
    decode: (vm, from, length, errors) =>
      decodeWide(vm, from, length, width, { consumed: 0, order }, errors, false),
  };
}

const UTF8: DirectCodec = {
  encode: encodeUtf8,
  decode: (vm, from, length, errors) => decodeUtf8(vm, from, length, errors),
};
const ASCII: DirectCodec = {
  encode: (vm, str, errors) => encodeNarrow(vm, str, 128, errors),
  decode: decodeAscii,
};
const LATIN1: DirectCodec = {
  encode: (vm, str, errors) => encodeNarrow(vm, str, 256, errors),
  decode: decodeLatin1,
};

/** By normalised name. */
const DIRECT: ReadonlyMap<string, DirectCodec> = new Map([
  ["utf_8", UTF8],
  ["utf8", UTF8],
  ["u8", UTF8],
  ["cp65001", UTF8],
  ["ascii", ASCII],
  ["us_ascii", ASCII],
  ["646", ASCII],
  ["latin_1", LATIN1],
  ["latin1", LATIN1],
  ["iso_8859_1", LATIN1],
  ["iso8859_1", LATIN1],
  ["8859", LATIN1],
  ["utf_16", wide(2, 0)],
  ["utf16", wide(2, 0)],
  ["utf_16_le", wide(2, -1)],
  ["utf_16_be", wide(2, 1)],
  ["utf_32", wide(4, 0)],
  ["utf32", wide(4, 0)],
  ["utf_32_le", wide(4, -1)],
  ["utf_32_be", wide(4, 1)],
]);

/** Name of an encoding for look-ups: lower case, runs of other characters as one underscore. */
export function normaliseEncoding(name: string): string {
  let result = "", pending = false;
  for (const char of name) {
    if (/^[A-Za-z0-9.]$/.test(char)) {
      if (pending && result !== "") result += "_";
      pending = false;
      result += char.toLowerCase();
    } else pending = true;
  }
  return result;
}

const direct: Map<string, DirectCodec | null> = new Map();

function directCodec(name: string): DirectCodec | null {
  let codec = direct.get(name);
  if (codec === undefined) {
    codec = DIRECT.get(normaliseEncoding(name)) ?? null;
    if (direct.size < 200) direct.set(name, codec);
  }
  return codec;
}

/** `codecs.lookup(name)`: a codec's tuple (new reference). */
export function lookupCodec(vm: Vm, name: string): Value {
  const known = knownCodecs(vm), search = searchFunctions(vm);
  if (known === 0 || search === 0) return 0;
  // As CPython's registry: spaces become hyphens, letters of ASCII lower case.
  const key = vm.newStr(name.replace(/[A-Z]/g, (char) => char.toLowerCase()).replaceAll(" ", "-"));
  if (key === 0) return 0;
  const found = vm.keep(vm.dictGet(known, key)) ||
    (vm.failed() ? 0 : searchCodec(vm, name, key, known, search));
  vm.decref(key);
  return found;
}

function searchCodec(vm: Vm, name: string, key: Value, known: Value, search: Value): Value {
  if (vm.listLength(search) === 0) {
    // Importing the package registers its search function.
    const encodings = ensureModule(vm, "encodings");
    if (encodings === 0) return 0;
    vm.decref(encodings);
  }
  for (let i = 0; i < vm.listLength(search); i++) {
    const searcher = vm.keep(vm.listItem(search, i));
    const found = vm.call(searcher, key);
    vm.decref(searcher);
    if (found === 0) return 0;
    if (found === vm.none) continue;
    if (vm.isTuple(found) && vm.tupleLength(found) === 4) {
      if (vm.dictSet(known, key, found)) return found;
    } else vm.raiseType("codec search functions must return 4-tuples");
    vm.decref(found);
    return 0;
  }
  return vm.raise("LookupError", `unknown encoding: ${name}`);
}

/** Calls a codec's encoder (0) or decoder (1) on an object; what it gives without the length (new reference). */
export function runCodec(vm: Vm, codec: Value, part: 0 | 1, object: Value, errors: Value): Value {
  const coder = vm.tupleItem(codec, part);
  const answer = errors === 0 ? vm.call(coder, object) : vm.call(coder, object, errors);
  if (answer === 0) return 0;
  if (!vm.isTuple(answer) || vm.tupleLength(answer) !== 2) {
    vm.decref(answer);
    return vm.raiseType(`${part === 0 ? "encoder" : "decoder"} must return a tuple (object, integer)`);
  }
  const result = vm.keep(vm.tupleItem(answer, 0));
  vm.decref(answer);
  return result;
}

/** Whether a codec turns text into bytes; if not, LookupError points to the functions for all codecs. */
function isTextCodec(vm: Vm, codec: Value, name: string, functionName: string): boolean {
  const flag = vm.getAttrOptional(codec, vm.intern("_is_text_encoding"));
  if (flag === 0) {
    if (vm.failed()) vm.clearError();
    return true;
  }
  const text = vm.truthy(flag);
  vm.decref(flag);
  if (text === 0) {
    vm.raise(
      "LookupError",
      `'${name}' is not a text encoding; use ${functionName} to handle arbitrary codecs`,
    );
  }
  return text === 1;
}

/** Encodings that CPython reads and writes without asking its registry, which is who adds notes. */
const UNNOTED = /^(?:utf_?(?:8|16|32)|(?:us_)?ascii|latin_?1|iso_?8859_1)$/;

function noteCodec(vm: Vm, encoding: string, action: "encoding" | "decoding"): 0 {
  if (!UNNOTED.test(normaliseEncoding(encoding))) vm.addNote(`${action} with '${encoding}' codec failed`);
  return 0;
}

/** `str.encode(encoding, errors)`: a new bytes object. */
export function encodeStr(vm: Vm, str: Value, encoding: string, errors: string): Value {
  const codec = directCodec(encoding);
  if (codec !== null) return codec.encode(vm, str, errors) || noteCodec(vm, encoding, "encoding");
  const found = lookupCodec(vm, encoding);
  if (found === 0) return 0;
  const handler = vm.newStr(errors);
  const result = handler !== 0 && isTextCodec(vm, found, encoding, "codecs.encode()")
    ? runCodec(vm, found, 0, str, handler) || noteCodec(vm, encoding, "encoding")
    : 0;
  vm.decref(handler);
  vm.decref(found);
  if (result === 0 || ((result & 1) === 0 && vm.layout(result) === T_BYTES)) return result;
  vm.raiseType(
    `'${encoding}' encoder returned '${vm.typeName(result)}' instead of 'bytes'; ` +
      "use codecs.encode() to encode to arbitrary types",
  );
  vm.decref(result);
  return 0;
}

/** The text of an object with bytes in an encoding: a new str. */
export function decodeObject(vm: Vm, object: Value, encoding: string, errors: string, buffer: Buffer): Value {
  const codec = directCodec(encoding);
  if (codec !== null) {
    return codec.decode(vm, buffer.address, buffer.length, errors) || noteCodec(vm, encoding, "decoding");
  }
  const found = lookupCodec(vm, encoding);
  if (found === 0) return 0;
  const handler = vm.newStr(errors);
  const result = handler !== 0 && isTextCodec(vm, found, encoding, "codecs.decode()")
    ? runCodec(vm, found, 1, object, handler) || noteCodec(vm, encoding, "decoding")
    : 0;
  vm.decref(handler);
  vm.decref(found);
  if (result === 0 || vm.isStr(result)) return result;
  vm.raiseType(
    `'${encoding}' decoder returned '${vm.typeName(result)}' instead of 'str'; ` +
      "use codecs.decode() to decode to arbitrary types",
  );
  vm.decref(result);
  return 0;
}

/** A str argument as text; null with TypeError set if it is none. `missing` where it wasn't given. */
export function textArgument(vm: Vm, value: Value, what: string, missing: string): string | null {
  if (value === 0) return missing;
  if (vm.isStr(value)) return vm.js(value);
  vm.raiseType(`${what} must be str, not ${argumentTypeName(vm, value)}`);
  return null;
}

/** `bytes.decode(encoding, errors)` of a native's arguments from `a + 1` on. */
export function decodeArguments(vm: Vm, a: number): Value {
  const encoding = textArgument(vm, vm.i32[a + 1], "decode() argument 'encoding'", "utf-8");
  const errors = encoding === null
    ? null
    : textArgument(vm, vm.i32[a + 2], "decode() argument 'errors'", "strict");
  if (encoding === null || errors === null) return 0;
  const buffer = openBytes(vm, vm.i32[a]);
  if (buffer === null) return 0;
  const result = decodeObject(vm, vm.i32[a], encoding, errors, buffer);
  releaseBuffer(vm, buffer);
  return result;
}

/** `str.encode(encoding, errors)` of a native's arguments from `a + 1` on. */
export function encodeArguments(vm: Vm, a: number): Value {
  const encoding = textArgument(vm, vm.i32[a + 1], "encode() argument 'encoding'", "utf-8");
  const errors = encoding === null
    ? null
    : textArgument(vm, vm.i32[a + 2], "encode() argument 'errors'", "strict");
  return encoding === null || errors === null ? 0 : encodeStr(vm, vm.i32[a], encoding, errors);
}

/** `str(object, encoding, errors)` for an object with bytes. */
export function strOfBytes(vm: Vm, object: Value, encodingValue: Value, errorsValue: Value): Value {
  const encoding = textArgument(vm, encodingValue, "str() argument 'encoding'", "utf-8");
  const errors = encoding === null
    ? null
    : textArgument(vm, errorsValue, "str() argument 'errors'", "strict");
  if (encoding === null || errors === null) return 0;
  if (vm.isStr(object)) return vm.raiseType("decoding str is not supported");
  const buffer = openBytes(
    vm,
    object,
    `decoding to str: need a bytes-like object, ${vm.typeName(object)} found`,
  );
  if (buffer === null) return 0;
  const result = decodeObject(vm, object, encoding, errors, buffer);
  releaseBuffer(vm, buffer);
  return result;
}
