/**
 * `_ctypes`: C data types over memory of the heap. The memory and the values in it are written here; classes and
 * metaclasses, where CPython's rules are, in Python. An address is one in the heap, so what a program can reach by
 * `from_address` is its own memory and nothing else; what is no memory of it gives OSError instead of a crash.
 *
 * @module
 */
import {
  BYTES_DATA,
  CDATA_BLOCK,
  CDATA_KEPT,
  MEMORYVIEW_DATA,
  NONE,
  T_CDATA,
  T_MEMORYVIEW,
  T_TYPE,
  type Value,
} from "@orochi/object";
import {
  compileSource,
  nativeFunction,
  type NativeModule,
  runCode,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { lookup, openBytes, releaseBuffer } from "@orochi/vm/kernel";
import { addressOf, cdataType, isCData, lengthOf, newCDataAt, resizeCData } from "./memory.ts";
import { ARRAYS_SOURCE } from "./source_arrays.ts";
import { FUNCTIONS_SOURCE } from "./source_functions.ts";
import { STRUCTURES_SOURCE } from "./source_structures.ts";
import { TYPES_SOURCE } from "./source_types.ts";
import { bytesOfCode, endOfText, isMemory, loadValue, storeValue, SWAPPED } from "./values.ts";

/** Items of `_ctype_info_`. */
const INFO_BYTES = 0, INFO_ALIGN = 6;

/** An item of what a type or an object's type says (a number); NaN with TypeError set. */
function infoItem(vm: Vm, value: Value, index: number, message: string): number {
  const isType = (value & 1) === 0 && vm.layout(value) === T_TYPE;
  const type = isType ? value : vm.typeOf(value);
  const isC = vm.isSubtype(type, vm.typeObject(T_CDATA));
  const info = isC ? lookup(vm, type, vm.intern("_ctype_info_")) : 0;
  if (info !== 0 && vm.isTuple(info) && index < vm.tupleLength(info) && vm.isInt(vm.tupleItem(info, index))) {
    return vm.number(vm.tupleItem(info, index));
  }
  vm.raiseType(message);
  return NaN;
}

function sizeOfAny(vm: Vm, value: Value): Value {
  if (isCData(vm, value)) return vm.newInt(lengthOf(vm, value));
  const bytes = infoItem(vm, value, INFO_BYTES, "this type has no size");
  return Number.isNaN(bytes) ? 0 : vm.newInt(bytes);
}

/**
 * Address of `bytes` bytes at an offset in an object; -1 with an exception set. What the module's own source passes is
 * right, but whoever finds these functions can call them with anything.
 */
function placeIn(vm: Vm, object: Value, offset: Value, bytes: number): number {
  const from = isCData(vm, object) ? vm.index(offset) : vm.raiseType("invalid type") - 1;
  if (from >= 0 && from + bytes <= lengthOf(vm, object)) return addressOf(vm, object) + from;
  if (!vm.failed()) {
    vm.raise("OSError", "exception: access violation: the object has less memory than its class");
  }
  return -1;
}

/** A code of a simple type, perhaps in the other order of bytes; 0 for what is none. */
function codeOf(vm: Vm, value: Value): number {
  const code = vm.isInt(value) ? vm.number(value) : 0;
  return code > 0 && code < 2 * SWAPPED ? code : 0;
}

/** An object of a class at an address; 0 with an exception set. */
function at(vm: Vm, type: Value, owner: Value, address: Value): Value {
  const isType = (type & 1) === 0 && vm.layout(type) === T_TYPE;
  if (!isType || Number.isNaN(infoItem(vm, type, INFO_BYTES, "abstract class"))) {
    return vm.failed() ? 0 : vm.raiseType("abstract class");
  }
  const place = vm.index(address);
  return Number.isNaN(place) ? 0 : newCDataAt(vm, type, owner === NONE ? 0 : owner, place);
}

function read(vm: Vm, a: number): Value {
  const code = codeOf(vm, vm.i32[a + 1]), at = placeIn(vm, vm.i32[a], vm.i32[a + 2], bytesOfCode(code));
  return at < 0 ? 0 : loadValue(vm, code, at);
}

function write(vm: Vm, a: number): Value {
  const code = codeOf(vm, vm.i32[a + 1]), at = placeIn(vm, vm.i32[a], vm.i32[a + 2], bytesOfCode(code));
  return at < 0 || !storeValue(vm, code, at, vm.i32[a + 3]) ? 0 : NONE;
}

/** Number of an address given as an int; NaN where no memory of `bytes` bytes lies, with OSError set. */
function memoryAt(vm: Vm, address: Value, bytes: number): number {
  const at = vm.isInt(address) ? Number(vm.bigInt(address)) : NaN;
  return isMemory(vm, at, bytes) ? at : NaN;
}

function putBytes(vm: Vm, a: number): Value {
  const buffer = openBytes(vm, vm.i32[a + 2]);
  if (buffer === null) return 0;
  const at = placeIn(vm, vm.i32[a], vm.i32[a + 1], buffer.length);
  if (at >= 0) vm.u8.copyWithin(at, buffer.address, buffer.address + buffer.length);
  releaseBuffer(vm, buffer);
  return at < 0 ? 0 : NONE;
}

function writeMemory(vm: Vm, a: number): Value {
  const buffer = openBytes(vm, vm.i32[a + 1]);
  if (buffer === null) return 0;
  const at = buffer.length === 0 ? 0 : memoryAt(vm, vm.i32[a], buffer.length), good = !Number.isNaN(at);
  if (good) vm.u8.copyWithin(at, buffer.address, buffer.address + buffer.length);
  releaseBuffer(vm, buffer);
  return good ? NONE : 0;
}

function resize(vm: Vm, a: number): Value {
  const object = vm.i32[a], bytes = vm.index(vm.i32[a + 1]);
  if (!isCData(vm, object)) return vm.raiseType("excepted ctypes instance");
  if (Number.isNaN(bytes)) return 0;
  const least = infoItem(vm, object, INFO_BYTES, "abstract class");
  if (bytes < least) return vm.raiseValue(`minimum size is ${least}`);
  if (vm.i32[(object + CDATA_BLOCK) >>> 2] === 0) {
    return vm.raiseValue("Memory cannot be resized because this object doesn't own it");
  }
  return resizeCData(vm, object, bytes) ? NONE : 0;
}

function keep(vm: Vm, a: number): Value {
  if (!isCData(vm, vm.i32[a])) return vm.raiseType("invalid type");
  const word = (vm.i32[a] + CDATA_KEPT) >>> 2, old = vm.i32[word];
  vm.i32[word] = vm.i32[a + 1] === NONE ? 0 : vm.keep(vm.i32[a + 1]);
  vm.decref(old);
  return NONE;
}

function populate(vm: Vm, _module: Value, dict: Value): boolean {
  const source = TYPES_SOURCE + ARRAYS_SOURCE + STRUCTURES_SOURCE + FUNCTIONS_SOURCE;
  const ready = vm.dictSetStr(dict, "_CData", vm.typeObject(T_CDATA)) &&
    (vm.dictGetStr(dict, "__builtins__") !== 0 || vm.dictSetStr(dict, "__builtins__", vm.builtins));
  const code = ready ? compileSource(vm, source, "<orochi>/_ctypes.py", "exec", true, { trusted: true }) : 0;
  const result = code === 0 ? 0 : runCode(vm, code, dict, dict);
  vm.decref(code);
  vm.decref(result);
  return result !== 0;
}

/** The types. */
export const ctypesTypes: readonly TypeDefinition[] = [cdataType];

/** The module. */
export const ctypesModule: NativeModule = {
  name: "_ctypes",
  functions: [
    nativeFunction("sizeof", "(obj_or_type, /)", (vm, a) => sizeOfAny(vm, vm.i32[a])),
    nativeFunction("alignment", "(obj_or_type, /)", (vm, a) => {
      const bytes = infoItem(vm, vm.i32[a], INFO_ALIGN, "no alignment info");
      return Number.isNaN(bytes) ? 0 : vm.newInt(bytes);
    }),
    nativeFunction("addressof", "(obj, /)", (vm, a) => {
      const object = vm.i32[a];
      return isCData(vm, object) ? vm.newInt(addressOf(vm, object)) : vm.raiseType("invalid type");
    }),
    nativeFunction("resize", "(obj, size, /)", resize),
    nativeFunction("_size_of_code", "(code, /)", (vm, a) => vm.newInt(bytesOfCode(codeOf(vm, vm.i32[a])))),
    nativeFunction(
      "_at",
      "(cls, owner, address, /)",
      (vm, a) => at(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    nativeFunction("_read", "(obj, code, offset, /)", read),
    nativeFunction("_write", "(obj, code, offset, value, /)", write),
    nativeFunction("_keep", "(obj, kept, /)", keep),
    nativeFunction("_get_bytes", "(obj, offset, length, /)", (vm, a) => {
      const length = vm.index(vm.i32[a + 2]), at = placeIn(vm, vm.i32[a], vm.i32[a + 1], length);
      return at < 0 ? 0 : vm.newBytes(vm.u8.subarray(at, at + length));
    }),
    nativeFunction("_put_bytes", "(obj, offset, data, /)", putBytes),
    nativeFunction("_check_memory", "(address, length, /)", (vm, a) => {
      return Number.isNaN(memoryAt(vm, vm.i32[a], vm.index(vm.i32[a + 1]))) ? 0 : NONE;
    }),
    nativeFunction("_memory_read", "(address, length, /)", (vm, a) => {
      const length = vm.index(vm.i32[a + 1]);
      if (length === 0) return vm.newBytes(new Uint8Array(0));
      if (length < 0) return vm.raise("SystemError", "Negative size passed to PyBytes_FromStringAndSize");
      const at = memoryAt(vm, vm.i32[a], length);
      return Number.isNaN(at) ? 0 : vm.newBytes(vm.u8.subarray(at, at + length));
    }),
    nativeFunction("_memory_write", "(address, data, /)", writeMemory),
    nativeFunction("_text_end", "(address, unit, /)", (vm, a) => {
      const unit = vm.index(vm.i32[a + 1]), at = memoryAt(vm, vm.i32[a], unit);
      return Number.isNaN(at) ? 0 : vm.newInt(endOfText(vm, at, unit));
    }),
    nativeFunction("_bytes_address", "(data, /)", (vm, a) => {
      if (!vm.isBytes(vm.i32[a])) return vm.raiseType("bytes expected");
      return vm.newInt((vm.i32[a] + BYTES_DATA) >>> 0);
    }),
    nativeFunction("_buffer_address", "(view, /)", (vm, a) => {
      if (!vm.isExact(vm.i32[a], T_MEMORYVIEW)) return vm.raiseType("memoryview expected");
      return vm.newInt(vm.i32[(vm.i32[a] + MEMORYVIEW_DATA) >>> 2] >>> 0);
    }),
    nativeFunction("_object_word", "(obj, /)", (vm, a) => vm.newInt(vm.i32[a] >>> 0)),
  ],
  populate,
};
