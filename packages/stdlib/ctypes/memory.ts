/**
 * `_CData`: the object under every C value. It has memory, its own or a part of what another object has; what is in
 * it says its class, which keeps that as a tuple under the name `_ctype_info_`.
 *
 * @module
 */
import {
  CDATA_ADDRESS,
  CDATA_BLOCK,
  CDATA_BYTES,
  CDATA_CODE,
  CDATA_COUNT,
  CDATA_KEPT,
  CDATA_LENGTH,
  CDATA_OWNER,
  NONE,
  T_CDATA,
  type Value,
} from "@orochi/object";
import {
  Buffer,
  type GetSetDefinition,
  method,
  type NativeDefinition,
  newFromType,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { lookup } from "@orochi/vm/kernel";
import { bufferMethods, registerExporter } from "@orochi/vm/text";
import { bytesOfCode, loadValue, storeValue } from "./values.ts";

/** Items of `_ctype_info_`: bytes, code (as in CDATA_CODE), number of items, format of an item, their shape, bytes of an item. */
const INFO_BYTES = 0, INFO_CODE = 1, INFO_COUNT = 2, INFO_FORMAT = 3, INFO_SHAPE = 4, INFO_ITEM_BYTES = 5;
const MOST_BYTES = 0x3fff_ffff;

/** Whether a value is a C value. */
export function isCData(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_CDATA;
}

/** Index in `vm.u8` of the first byte. */
export function addressOf(vm: Vm, object: Value): number {
  return vm.i32[(object + CDATA_ADDRESS) >>> 2] >>> 0;
}

/** Number of bytes. */
export function lengthOf(vm: Vm, object: Value): number {
  return vm.i32[(object + CDATA_LENGTH) >>> 2];
}

function codeOf(vm: Vm, object: Value): number {
  return vm.i32[(object + CDATA_CODE) >>> 2];
}

/** What a class says of its objects (borrowed tuple); 0 with TypeError set if it is abstract. */
function infoOf(vm: Vm, type: Value): Value {
  const info = lookup(vm, type, vm.intern("_ctype_info_"));
  return info !== 0 && vm.isTuple(info) ? info : vm.raiseType("abstract class");
}

function infoNumber(vm: Vm, info: Value, index: number): number {
  const item = index < vm.tupleLength(info) ? vm.tupleItem(info, index) : NONE;
  return vm.isInt(item) ? vm.number(item) : 0;
}

function newObject(vm: Vm, type: Value): Value {
  const info = infoOf(vm, type), object = info === 0 ? 0 : vm.allocLike(type, CDATA_BYTES);
  if (object === 0) return 0;
  vm.i32[(object + CDATA_LENGTH) >>> 2] = infoNumber(vm, info, INFO_BYTES);
  vm.i32[(object + CDATA_CODE) >>> 2] = infoNumber(vm, info, INFO_CODE);
  vm.i32[(object + CDATA_COUNT) >>> 2] = infoNumber(vm, info, INFO_COUNT);
  return object;
}

/** Storage of zeros; 0 with MemoryError set. */
function newBlock(vm: Vm, bytes: number): number {
  const block = bytes > MOST_BYTES ? 0 : vm.heap.allocRaw(Math.max(bytes, 8));
  if (block === 0) return vm.raiseMemory();
  vm.u8.fill(0, block >>> 0, (block >>> 0) + bytes);
  return block;
}

/** An object of a class with memory of its own, all zero; 0 with an exception set. */
export function newCData(vm: Vm, type: Value): Value {
  const object = newObject(vm, type), block = object === 0 ? 0 : newBlock(vm, lengthOf(vm, object));
  if (block === 0) {
    vm.decref(object);
    return 0;
  }
  vm.i32[(object + CDATA_BLOCK) >>> 2] = block;
  vm.i32[(object + CDATA_ADDRESS) >>> 2] = block;
  return object;
}

/** An object of a class in the memory of another, which it keeps alive; `owner` is borrowed, or 0. */
export function newCDataAt(vm: Vm, type: Value, owner: Value, address: number): Value {
  const object = newObject(vm, type);
  if (object === 0) return 0;
  vm.i32[(object + CDATA_OWNER) >>> 2] = owner === 0 ? 0 : vm.keep(owner);
  vm.i32[(object + CDATA_ADDRESS) >>> 2] = address;
  return object;
}

/** Gives an object other memory of its own; views of what it had stay valid, for it keeps that too. */
export function resizeCData(vm: Vm, object: Value, bytes: number): boolean {
  const i32 = vm.i32, block = newBlock(vm, bytes);
  const holder = block === 0 ? 0 : vm.alloc(T_CDATA, CDATA_BYTES);
  if (holder === 0) {
    if (block !== 0) vm.heap.freeRaw(block);
    return false;
  }
  const old = addressOf(vm, object), length = Math.min(bytes, lengthOf(vm, object));
  vm.u8.copyWithin(block >>> 0, old, old + length);
  i32[(holder + CDATA_BLOCK) >>> 2] = i32[(object + CDATA_BLOCK) >>> 2];
  i32[(holder + CDATA_OWNER) >>> 2] = i32[(object + CDATA_OWNER) >>> 2];
  i32[(object + CDATA_OWNER) >>> 2] = holder;
  i32[(object + CDATA_BLOCK) >>> 2] = block;
  i32[(object + CDATA_ADDRESS) >>> 2] = block;
  i32[(object + CDATA_LENGTH) >>> 2] = bytes;
  return true;
}

registerExporter(T_CDATA, {
  open: (vm: Vm, object: Value, buffer: Buffer): boolean => {
    const info = infoOf(vm, vm.typeOf(object));
    if (info === 0) return false;
    buffer.address = addressOf(vm, object);
    buffer.length = lengthOf(vm, object);
    buffer.readonly = false;
    buffer.format = vm.js(vm.tupleItem(info, INFO_FORMAT));
    buffer.itemBytes = infoNumber(vm, info, INFO_ITEM_BYTES);
    buffer.shape = vm.tupleItems(vm.tupleItem(info, INFO_SHAPE)).map((count) => vm.number(count));
    return true;
  },
  close: () => {},
});

/** `_value()`: what a simple object holds. */
function value(vm: Vm, a: number): Value {
  return loadValue(vm, codeOf(vm, vm.i32[a]), addressOf(vm, vm.i32[a]));
}

function isPointing(code: number): boolean {
  return code === 0x7a || code === 0x5a || code === 0x50 || code === 0x4f || code === 0x58;
}

/** `_set_value(value)`: what points has something to keep alive, which the class sees to. */
function setTo(vm: Vm, self: Value, value: Value): Value {
  const code = codeOf(vm, self);
  if (isPointing(code)) return vm.callMethod(self, vm.intern("_point"), value);
  return storeValue(vm, code, addressOf(vm, self), value) ? NONE : 0;
}

/** `__init__(value)` of simple ones: as `_set_value`, but the value may be missing. */
function init(vm: Vm, a: number): Value {
  const self = vm.i32[a], given = vm.tupleLength(vm.i32[a + 1]);
  if (given > 1) return vm.raiseType(`__init__ expected at most 1 argument, got ${given}`);
  return given === 0 ? NONE : setTo(vm, self, vm.tupleItem(vm.i32[a + 1], 0));
}

/** Address of item `key` of an array of simple items; -1: another way has to be gone; -2 with IndexError set. */
function itemPlace(vm: Vm, self: Value, key: Value): number {
  const code = codeOf(vm, self);
  if (code === 0 || (key & 1) === 0) return -1;
  const count = vm.i32[(self + CDATA_COUNT) >>> 2], index = key >> 1;
  const at = index < 0 ? index + count : index;
  if (at >= 0 && at < count) return addressOf(vm, self) + at * bytesOfCode(code);
  vm.raiseIndex("invalid index");
  return -2;
}

function item(vm: Vm, a: number): Value {
  const self = vm.i32[a], place = itemPlace(vm, self, vm.i32[a + 1]);
  if (place >= 0) return loadValue(vm, codeOf(vm, self), place);
  return place === -2 ? 0 : vm.callMethod(self, vm.intern("_item_of"), vm.i32[a + 1]);
}

function setItem(vm: Vm, a: number): Value {
  const self = vm.i32[a], code = codeOf(vm, self);
  const place = isPointing(code) ? -1 : itemPlace(vm, self, vm.i32[a + 1]);
  // A C value of the items' class is copied, which the class sees to.
  if (place >= 0 && !isCData(vm, vm.i32[a + 2])) {
    return storeValue(vm, code, place, vm.i32[a + 2]) ? NONE : 0;
  }
  return place === -2 ? 0 : vm.callMethod(self, vm.intern("_set_item_of"), vm.i32[a + 1], vm.i32[a + 2]);
}

const methods: readonly NativeDefinition[] = [
  newFromType((vm, a) => newCData(vm, vm.i32[a])),
  slot("__hash__", "($self, /)", (vm) => vm.raiseType("unhashable type")),
  method("_value", "($self, /)", value),
  slot("__init__", "($self, /, *args)", init),
  method("_set_value", "($self, value, /)", (vm, a) => setTo(vm, vm.i32[a], vm.i32[a + 1])),
  method("_item", "($self, key, /)", item),
  method("_set_item", "($self, key, value, /)", setItem),
  method("_count", "($self, /)", (vm, a) => vm.newInt(vm.i32[(vm.i32[a] + CDATA_COUNT) >>> 2])),
  ...bufferMethods(),
];

function baseOf(vm: Vm, object: Value): Value {
  const owner = vm.i32[(object + CDATA_OWNER) >>> 2];
  const isShared = vm.i32[(object + CDATA_BLOCK) >>> 2] === 0 && owner !== 0 && isCData(vm, owner);
  return isShared ? vm.keep(owner) : NONE;
}

const getset: readonly GetSetDefinition[] = [
  { name: "_b_base_", get: baseOf, doc: "the base object" },
  {
    name: "_b_needsfree_",
    get: (vm, object) => vm.newInt(vm.i32[(object + CDATA_BLOCK) >>> 2] === 0 ? 0 : 1),
    doc: "whether the object owns the memory or not",
  },
  {
    name: "_objects",
    get: (vm, object) => vm.keep(vm.i32[(object + CDATA_KEPT) >>> 2] || NONE),
    doc: "internal objects tree (NEVER CHANGE THIS OBJECT!)",
  },
];

/** The type. */
export const cdataType: TypeDefinition = {
  index: T_CDATA,
  name: "_CData",
  module: "_ctypes",
  basicSize: CDATA_BYTES,
  subclassable: true,
  methods,
  getset,
};
