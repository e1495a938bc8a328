/**
 * Arrays in pickles: bytes in a machine's format, which `_array_reconstructor` reads on any other.
 *
 * @module
 */
import { T_ARRAY, T_TYPE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { dropAll } from "@orochi/vm/kernel";
import { appendBytes, bytesOfArray, extend, listOf, makeArray } from "./content.ts";
import { isReal, isText, itemBytes, TYPE_CODES } from "./items.ts";
import { codeOf } from "./storage.ts";

/** A machine's format of items: what pickles number. */
interface MachineFormat {
  readonly kind: "int" | "float" | "text";
  readonly bytes: number;
  readonly signed: boolean;
  readonly bigEndian: boolean;
}

function pairs(kind: MachineFormat["kind"], bytes: number, signed: boolean): MachineFormat[] {
  return [{ kind, bytes, signed, bigEndian: false }, { kind, bytes, signed, bigEndian: true }];
}

/** The formats by their numbers. */
const FORMATS: readonly MachineFormat[] = [
  { kind: "int", bytes: 1, signed: false, bigEndian: false },
  { kind: "int", bytes: 1, signed: true, bigEndian: false },
  ...[2, 4, 8].flatMap((bytes) => [...pairs("int", bytes, false), ...pairs("int", bytes, true)]),
  ...pairs("float", 4, true),
  ...pairs("float", 8, true),
  ...pairs("text", 2, false),
  ...pairs("text", 4, false),
];

function isSigned(code: number): boolean {
  return code >= 0x61;
}

/** Number of the format that items of a code have here. */
function formatOf(code: number): number {
  const kind = isText(code) ? "text" : isReal(code) ? "float" : "int";
  return FORMATS.findIndex((format) =>
    format.kind === kind && format.bytes === itemBytes(code) && !format.bigEndian &&
    (kind !== "int" || format.signed === isSigned(code))
  );
}

/** `array.__reduce_ex__(protocol)`. */
export function reduce(vm: Vm, array: Value, protocol: number): Value {
  const code = codeOf(vm, array), letter = vm.intern(String.fromCharCode(code));
  let attributes = vm.getAttrOptional(array, vm.intern("__dict__"));
  if (attributes === 0) {
    if (vm.failed()) return 0;
    attributes = vm.none;
  }
  const type = vm.keep(vm.typeOf(array));
  if (protocol < 3) {
    return vm.newTuple([type, vm.newTuple([letter, listOf(vm, array)]), attributes]);
  }
  const reconstructor = reconstructorOf(vm);
  const parts = vm.newTuple([type, letter, vm.newInt(formatOf(code)), bytesOfArray(vm, array)]);
  return vm.newTuple([reconstructor, parts, attributes]);
}

function reconstructorOf(vm: Vm): Value {
  const name = vm.newStr("array");
  const module = name === 0 ? 0 : vm.call(vm.dictGetStr(vm.builtins, "__import__"), name);
  vm.decref(name);
  const found = module === 0 ? 0 : vm.getAttr(module, vm.intern("_array_reconstructor"));
  vm.decref(module);
  return found;
}

/** `_array_reconstructor(type, code, format, items)`; `a` is where the arguments are. */
export function reconstruct(vm: Vm, a: number): Value {
  const [type, letter, format, items] = [0, 1, 2, 3].map((k) => vm.i32[a + k]);
  const isType = (type & 1) === 0 && vm.isSubtype(vm.typeOf(type), vm.typeObject(T_TYPE));
  if (!isType) return vm.raiseType(`first argument must be a type object, not ${vm.typeName(type)}`);
  if (!vm.isSubtype(type, vm.typeObject(T_ARRAY))) {
    return vm.raiseType(`${vm.typeNameOf(type)} is not a subtype of array.array`);
  }
  const text = vm.isStr(letter) ? vm.js(letter) : "";
  if (text.length !== 1 || !TYPE_CODES.includes(text)) {
    return vm.raiseValue("second argument must be a valid type code");
  }
  const number = vm.index(format);
  if (Number.isNaN(number)) return 0;
  if (number < 0 || number >= FORMATS.length) {
    return vm.raiseValue("third argument must be a valid machine format code.");
  }
  if (!vm.isBytes(items)) {
    return vm.raiseType(`fourth argument should be bytes, not ${vm.typeName(items)}`);
  }
  const code = text.charCodeAt(0);
  if (number !== formatOf(code)) return convert(vm, type, code, FORMATS[number], vm.bytesOf(items).slice());
  const array = makeArray(vm, type, code, 0);
  if (array === 0 || appendBytes(vm, array, items)) return array;
  vm.decref(array);
  return 0;
}

/** An array of items in another machine's format: of a code that can hold them. */
function convert(vm: Vm, type: Value, code: number, format: MachineFormat, bytes: Uint8Array): Value {
  if (bytes.length % format.bytes !== 0) return vm.raiseValue("string length not a multiple of item size");
  const source = format.kind === "text" ? vm.newStr(decodeText(format, bytes)) : numbers(vm, format, bytes);
  if (source === 0) return 0;
  const array = makeArray(vm, type, format.kind === "int" ? codeFor(code, format) : code, 0);
  const done = array !== 0 &&
    (format.kind === "text" && !isText(code)
      ? vm.raiseType("array item must be integer") !== 0
      : extend(vm, array, source));
  vm.decref(source);
  if (done || array === 0) return array;
  vm.decref(array);
  return 0;
}

/** The code of ints as large as a format's; the last one where there are several. */
function codeFor(code: number, { bytes, signed }: MachineFormat): number {
  for (const letter of TYPE_CODES) {
    const candidate = letter.charCodeAt(0);
    if (isText(candidate) || isReal(candidate)) continue;
    if (itemBytes(candidate) === bytes && isSigned(candidate) === signed) code = candidate;
  }
  return code;
}

function numbers(vm: Vm, { kind, bytes, signed, bigEndian }: MachineFormat, data: Uint8Array): Value {
  const items: Value[] = [], view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 0; at < data.length; at += bytes) {
    if (kind === "float") {
      items.push(
        vm.newFloat(bytes === 4 ? view.getFloat32(at, !bigEndian) : view.getFloat64(at, !bigEndian)),
      );
      continue;
    }
    let value = 0n;
    for (let i = 0; i < bytes; i++) {
      value = value << 8n | BigInt(data[bigEndian ? at + i : at + bytes - 1 - i]);
    }
    items.push(vm.newBigInt(signed ? BigInt.asIntN(8 * bytes, value) : value));
  }
  if (items.every((item) => item !== 0)) return vm.newList(items);
  dropAll(vm, items);
  return 0;
}

function decodeText({ bytes, bigEndian }: MachineFormat, data: Uint8Array): string {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength), parts: string[] = [];
  for (let at = 0; at < data.length; at += bytes) {
    parts.push(
      bytes === 2
        ? String.fromCharCode(view.getUint16(at, !bigEndian))
        : String.fromCodePoint(Math.min(0x10ffff, view.getUint32(at, !bigEndian))),
    );
  }
  return parts.join("");
}
