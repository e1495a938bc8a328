/**
 * `binascii`: bytes as text and back.
 *
 * @module
 */
import { MODULE_DICT, STR_ASCII, STR_KIND, T_TYPE, type Value } from "@orochi/object";
import {
  CONTROL_MODULES,
  makeClass,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  type Vm,
} from "@orochi/vm";
import { type Buffer, hasBuffer, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import * as codings from "./codings.ts";

/** Raises `binascii.Error`. */
function fail(vm: Vm, message: string): 0 {
  const module = vm.dictGetStr(vm.control(CONTROL_MODULES), "binascii");
  const type = module === 0 ? 0 : vm.dictGetStr(vm.i32[(module + MODULE_DICT) >>> 2], "Error");
  const text = vm.newStr(message);
  const error = type === 0 || text === 0 ? 0 : vm.call(type, text);
  vm.decref(text);
  return error === 0 ? 0 : vm.raiseObject(error);
}

/** A result that may be the text of an error. */
function bytesOrError(vm: Vm, result: Uint8Array | string): Value {
  return typeof result === "string" ? fail(vm, result) : vm.newBytes(result);
}

/** Calls with the bytes of a bytes-like object. */
function withBytes(vm: Vm, value: Value, body: (data: Uint8Array) => Value): Value {
  const buffer: Buffer | null = openBytes(vm, value);
  if (buffer === null) return 0;
  const result = body(vm.u8.slice(buffer.address, buffer.address + buffer.length));
  releaseBuffer(vm, buffer);
  return result;
}

/** As `withBytes`, of an ASCII str as well. */
function withText(vm: Vm, value: Value, body: (data: Uint8Array) => Value): Value {
  if (vm.isStr(value)) {
    if ((vm.i32[(value + STR_KIND) >>> 2] & STR_ASCII) === 0) {
      return vm.raiseValue("string argument should contain only ASCII characters");
    }
    return body(new TextEncoder().encode(vm.js(value)));
  }
  if (hasBuffer(vm, value)) return withBytes(vm, value, body);
  return vm.raiseType(`argument should be bytes, buffer or ASCII string, not '${vm.typeName(value)}'`);
}

/** The truth of an optional argument: tri. */
function flag(vm: Vm, value: Value, missing: boolean): number {
  return value === 0 ? (missing ? 1 : 0) : vm.truthy(value);
}

/** A separator: one character of a byte as its code, -1 for none, -2 with an exception set. */
function separatorOf(vm: Vm, value: Value): number {
  if (value === 0) return -1;
  const length = vm.length(value);
  if (length < 0) return -2;
  const text = vm.isStr(value)
    ? vm.js(value)
    : vm.isBytes(value)
    ? String.fromCharCode(...vm.bytesOf(value))
    : null;
  if (length !== 1) vm.raiseValue("sep must be length 1.");
  else if (text === null) vm.raiseType("sep must be str or bytes.");
  else if (text.charCodeAt(0) > 255) vm.raiseValue("sep must be ASCII.");
  else return text.charCodeAt(0);
  return -2;
}

function hexlify(name: string): NativeDefinition {
  return nativeFunction(name, "(data, sep=None, bytes_per_sep=1)", (vm, a) => {
    const separator = separatorOf(vm, vm.i32[a + 1]);
    const every = vm.i32[a + 2] === 0 ? 1 : vm.index(vm.i32[a + 2]);
    if (separator === -2 || Number.isNaN(every)) return 0;
    return withBytes(vm, vm.i32[a], (data) => vm.newBytes(codings.toHex(data, separator, every)));
  }, "Hexadecimal representation of binary data.");
}

function unhexlify(name: string): NativeDefinition {
  return nativeFunction(
    name,
    "(hexstr, /)",
    (vm, a) => withText(vm, vm.i32[a], (data) => bytesOrError(vm, codings.fromHex(data))),
    "Binary data of hexadecimal representation.",
  );
}

/** A checksum: data, and the checksum to go on from. */
function checksum(
  name: string,
  signature: string,
  apply: (data: Uint8Array, crc: number) => number,
  doc: string,
): NativeDefinition {
  return nativeFunction(name, signature, (vm, a) => {
    const start = vm.i32[a + 1];
    if (start !== 0 && !vm.isInt(start) && vm.lookupSpecial(start, vm.names.__index__) === 0) {
      return vm.raiseType(`'${vm.typeName(start)}' object cannot be interpreted as an integer`);
    }
    const crc = start === 0
      ? 0
      : Number(BigInt.asUintN(32, vm.isInt(start) ? vm.bigInt(start) : BigInt(vm.index(start))));
    return vm.failed() ? 0 : withBytes(vm, vm.i32[a], (data) => vm.newInt(apply(data, crc)));
  }, doc);
}

function addError(vm: Vm, dict: Value, name: string, base: string): boolean {
  const namespace = vm.newDict();
  const bases = namespace === 0 ? 0 : vm.newTuple([vm.keep(vm.exceptionType(base))]);
  const named = bases !== 0 && vm.dictSetOwned(namespace, "__module__", vm.intern("binascii"));
  const type = named ? makeClass(vm, vm.typeObject(T_TYPE), vm.intern(name), bases, namespace) : 0;
  vm.decref(bases);
  vm.decref(namespace);
  return vm.dictSetOwned(dict, name, type);
}

/** The module. */
export const binasciiModule: NativeModule = {
  name: "binascii",
  doc: "Conversion between binary data and ASCII",
  functions: [
    nativeFunction("a2b_base64", "(data, /, *, strict_mode=False)", (vm, a) => {
      const strict = flag(vm, vm.i32[a + 1], false);
      if (strict < 0) return 0;
      return withText(vm, vm.i32[a], (data) => bytesOrError(vm, codings.fromBase64(data, strict === 1)));
    }, "Decode a line of base64 data."),
    nativeFunction("b2a_base64", "(data, /, *, newline=True)", (vm, a) => {
      const newline = flag(vm, vm.i32[a + 1], true);
      if (newline < 0) return 0;
      return withBytes(vm, vm.i32[a], (data) => vm.newBytes(codings.toBase64(data, newline === 1)));
    }, "Base64-code line of data."),
    hexlify("hexlify"),
    hexlify("b2a_hex"),
    unhexlify("unhexlify"),
    unhexlify("a2b_hex"),
    nativeFunction(
      "a2b_uu",
      "(data, /)",
      (vm, a) => withText(vm, vm.i32[a], (data) => bytesOrError(vm, codings.fromUu(data))),
      "Decode a line of uuencoded data.",
    ),
    nativeFunction("b2a_uu", "(data, /, *, backtick=False)", (vm, a) => {
      const backtick = flag(vm, vm.i32[a + 1], false);
      if (backtick < 0) return 0;
      return withBytes(vm, vm.i32[a], (data) => bytesOrError(vm, codings.toUu(data, backtick === 1)));
    }, "Uuencode line of data."),
    nativeFunction("a2b_qp", "(data, header=False)", (vm, a) => {
      const header = flag(vm, vm.i32[a + 1], false);
      if (header < 0) return 0;
      return withText(vm, vm.i32[a], (data) => vm.newBytes(codings.fromQuoted(data, header === 1)));
    }, "Decode a string of qp-encoded data."),
    nativeFunction("b2a_qp", "(data, quotetabs=False, istext=True, header=False)", (vm, a) => {
      const quoteTabs = flag(vm, vm.i32[a + 1], false), isText = flag(vm, vm.i32[a + 2], true);
      const header = flag(vm, vm.i32[a + 3], false);
      if (quoteTabs < 0 || isText < 0 || header < 0) return 0;
      return withBytes(
        vm,
        vm.i32[a],
        (data) => vm.newBytes(codings.toQuoted(data, quoteTabs === 1, isText === 1, header === 1)),
      );
    }, "Encode a string using quoted-printable encoding."),
    checksum("crc32", "(data, crc=0, /)", codings.crc32, "Compute CRC-32 incrementally."),
    checksum("crc_hqx", "(data, crc, /)", codings.crcHqx, "Compute CRC-CCITT incrementally."),
  ],
  populate: (vm, _module, dict) =>
    addError(vm, dict, "Error", "ValueError") && addError(vm, dict, "Incomplete", "Exception"),
};
