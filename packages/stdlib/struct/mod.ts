/**
 * `_struct`: values in packed bytes.
 *
 * @module
 */
import {
  type Address,
  MODULE_DICT,
  NONE,
  part,
  T_STRUCT,
  T_TYPE,
  T_UNPACK_ITERATOR,
  tagInt,
  type Value,
} from "@orochi/object";
import {
  CONTROL_MODULES,
  type GetSetDefinition,
  makeClass,
  method,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newFromType,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { openBytes, releaseBuffer, reprText } from "@orochi/vm/kernel";
import { iterSelf, makeObject, nextSlot, swapWord, word } from "../_data.ts";
import { clearFormats, type Layout, parseFormat } from "./format.ts";
import { pack, unpack } from "./values.ts";

/** Raises `struct.error`. */
function fail(vm: Vm, message: string): 0 {
  const module = vm.dictGetStr(vm.control(CONTROL_MODULES), "_struct");
  const type = module === 0 ? 0 : vm.dictGetStr(vm.i32[(module + MODULE_DICT) >>> 2], "error");
  const text = vm.newStr(message);
  const error = type === 0 || text === 0 ? 0 : vm.call(type, text);
  vm.decref(text);
  return error === 0 ? 0 : vm.raiseObject(error);
}

/** The layout of a format that is a str or bytes; null with an exception set. */
function layoutOf(vm: Vm, format: Value): Layout | null {
  let text: string;
  if (vm.isStr(format)) {
    text = vm.js(format);
    // deno-lint-ignore no-control-regex -- ASCII is what it asks for
    if (/[^\x00-\x7f]/.test(text)) {
      const ascii = vm.newStr("ascii");
      vm.decref(vm.callMethod(format, vm.intern("encode"), ascii));
      vm.decref(ascii);
      return null;
    }
  } else if (vm.isBytes(format)) text = String.fromCharCode(...vm.bytesOf(format));
  else {
    vm.raiseType(`Struct() argument 1 must be a str or bytes object, not ${vm.typeName(format)}`);
    return null;
  }
  const layout = parseFormat(text);
  if (typeof layout !== "string") return layout;
  fail(vm, layout);
  return null;
}

function packed(vm: Vm, layout: Layout, name: string, args: readonly Value[]): Uint8Array | null {
  const wanted = layout.items.length;
  if (args.length === wanted) return pack(vm, layout, args, fail);
  fail(vm, `${name} expected ${wanted} items for packing (got ${args.length})`);
  return null;
}

function packBytes(vm: Vm, layout: Layout, args: readonly Value[]): Value {
  const bytes = packed(vm, layout, "pack", args);
  return bytes === null ? 0 : vm.newBytes(bytes);
}

/** `pack_into(buffer, offset, *values)`. */
function packInto(vm: Vm, layout: Layout, args: readonly Value[]): Value {
  if (args.length < 2) {
    return fail(vm, `pack_into expected ${args.length === 0 ? "buffer" : "offset"} argument`);
  }
  if (args.length - 2 !== layout.items.length) {
    return fail(vm, `pack_into expected ${layout.items.length} items for packing (got ${args.length - 2})`);
  }
  const buffer = openBytes(vm, args[0]);
  if (buffer === null) return 0;
  let done = false;
  if (buffer.readonly) {
    vm.raiseType(`argument must be read-write bytes-like object, not ${vm.typeName(args[0])}`);
  } else {
    const given = vm.index(args[1]);
    const { size } = layout, { length } = buffer;
    const offset = given < 0 ? given + length : given;
    if (Number.isNaN(given)) done = false;
    else if (given < 0 && given + size > 0) fail(vm, `no space to pack ${size} bytes at offset ${given}`);
    else if (given < 0 && offset < 0) fail(vm, `offset ${given} out of range for ${length}-byte buffer`);
    else if (offset + size > length) {
      fail(
        vm,
        `pack_into requires a buffer of at least ${
          offset + size
        } bytes for packing ${size} bytes at offset ${offset} (actual buffer size is ${length})`,
      );
    } else {
      const bytes = packed(vm, layout, "pack_into", args.slice(2));
      if (bytes !== null) vm.u8.set(bytes, buffer.address + offset);
      done = bytes !== null;
    }
  }
  releaseBuffer(vm, buffer);
  return done ? NONE : 0;
}

function unpackWhole(vm: Vm, layout: Layout, value: Value): Value {
  const buffer = openBytes(vm, value);
  if (buffer === null) return 0;
  const result = buffer.length === layout.size
    ? unpack(vm, layout, buffer.address)
    : fail(vm, `unpack requires a buffer of ${layout.size} bytes`);
  releaseBuffer(vm, buffer);
  return result;
}

function unpackFrom(vm: Vm, layout: Layout, value: Value, offsetValue: Value): Value {
  const given = offsetValue === 0 ? 0 : vm.index(offsetValue);
  if (Number.isNaN(given)) return 0;
  const buffer = openBytes(vm, value);
  if (buffer === null) return 0;
  const { size } = layout, { length } = buffer;
  const offset = given < 0 ? given + length : given;
  let result: Value;
  if (given < 0 && given + size > 0) {
    result = fail(vm, `not enough data to unpack ${size} bytes at offset ${given}`);
  } else if (given < 0 && offset < 0) {
    result = fail(vm, `offset ${given} out of range for ${length}-byte buffer`);
  } else if (offset + size > length) {
    result = fail(
      vm,
      `unpack_from requires a buffer of at least ${
        offset + size
      } bytes for unpacking ${size} bytes at offset ${offset} (actual buffer size is ${length})`,
    );
  } else result = unpack(vm, layout, buffer.address + offset);
  releaseBuffer(vm, buffer);
  return result;
}

/** Words of an iterator: format, bytes-like object (0 when it is over), position. */
const FORMAT = 0, SOURCE = 1, POSITION = 2;

function iterUnpack(vm: Vm, layout: Layout, format: Value, value: Value): Value {
  if (layout.size === 0) return fail(vm, "cannot iteratively unpack with a struct of length 0");
  const buffer = openBytes(vm, value);
  if (buffer === null) return 0;
  const whole = buffer.length % layout.size === 0;
  releaseBuffer(vm, buffer);
  if (!whole) return fail(vm, `iterative unpacking requires a buffer of a multiple of ${layout.size} bytes`);
  return makeObject(vm, vm.typeObject(T_UNPACK_ITERATOR), 3, [vm.keep(format), vm.keep(value), tagInt(0)]);
}

function nextUnpacked(vm: Vm, self: Address): Value {
  const layout = layoutOf(vm, word(vm, self, FORMAT));
  const buffer = layout === null ? null : openBytes(vm, word(vm, self, SOURCE));
  if (layout === null || buffer === null) return 0;
  vm.lock.begin(self);
  const at = word(vm, self, POSITION) >> 1;
  const inside = at + layout.size <= buffer.length;
  if (inside) swapWord(vm, self, POSITION, tagInt(at + layout.size));
  vm.lock.end();
  const result = inside ? unpack(vm, layout, buffer.address + at) : 0;
  releaseBuffer(vm, buffer);
  return result;
}

const iteratorType: TypeDefinition = {
  index: T_UNPACK_ITERATOR,
  name: "unpack_iterator",
  module: "_struct",
  basicSize: part(3),
  methods: [
    iterSelf(),
    nextSlot(nextUnpacked),
    method("__length_hint__", "($self, /)", (vm, a) => {
      const layout = layoutOf(vm, word(vm, vm.i32[a], FORMAT));
      const buffer = layout === null ? null : openBytes(vm, word(vm, vm.i32[a], SOURCE));
      if (layout === null || buffer === null) return 0;
      const left = (buffer.length - (word(vm, vm.i32[a], POSITION) >> 1)) / layout.size;
      releaseBuffer(vm, buffer);
      return vm.newInt(left);
    }),
  ],
};

/** The layout of a Struct; null with an exception set where `__init__` has not run. */
function layoutOfStruct(vm: Vm, self: Address): Layout | null {
  const format = word(vm, self, FORMAT);
  if (format !== 0) return layoutOf(vm, format);
  vm.raise("RuntimeError", "Struct object is not initialized");
  return null;
}

/** A method of Struct that needs the layout. */
function ofStruct(
  name: string,
  signature: string,
  body: (vm: Vm, layout: Layout, a: number) => Value,
): NativeDefinition {
  return method(name, signature, (vm, a) => {
    const layout = layoutOfStruct(vm, vm.i32[a]);
    return layout === null ? 0 : body(vm, layout, a);
  });
}

const getset: readonly GetSetDefinition[] = [
  {
    name: "format",
    get: (vm, self) => layoutOfStruct(vm, self) === null ? 0 : vm.keep(word(vm, self, FORMAT)),
    doc: "struct format string",
  },
  {
    name: "size",
    get: (vm, self) => {
      const layout = layoutOfStruct(vm, self);
      return layout === null ? 0 : vm.newInt(layout.size);
    },
    doc: "struct size in bytes",
  },
];

const structType: TypeDefinition = {
  index: T_STRUCT,
  name: "Struct",
  module: "_struct",
  basicSize: part(3),
  subclassable: true,
  doc: "Struct(fmt) --> compiled struct object",
  getset,
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], part(3))),
    slot("__init__", "($self, format)", (vm, a) => {
      const format = vm.i32[a + 1];
      if (layoutOf(vm, format) === null) return 0;
      const text = vm.isStr(format) ? vm.keep(format) : vm.newStr(String.fromCharCode(...vm.bytesOf(format)));
      if (text === 0) return 0;
      vm.decref(swapWord(vm, vm.i32[a], FORMAT, text));
      return NONE;
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      if (layoutOfStruct(vm, vm.i32[a]) === null) return 0;
      const text = reprText(vm, word(vm, vm.i32[a], FORMAT));
      return text === null ? 0 : vm.newStr(`${vm.shortTypeName(vm.i32[a])}(${text})`);
    }),
    ofStruct(
      "pack",
      "($self, /, *values)",
      (vm, layout, a) => packBytes(vm, layout, vm.tupleItems(vm.i32[a + 1])),
    ),
    ofStruct(
      "pack_into",
      "($self, /, *args)",
      (vm, layout, a) => packInto(vm, layout, vm.tupleItems(vm.i32[a + 1])),
    ),
    ofStruct("unpack", "($self, buffer, /)", (vm, layout, a) => unpackWhole(vm, layout, vm.i32[a + 1])),
    ofStruct(
      "unpack_from",
      "($self, /, buffer, offset=0)",
      (vm, layout, a) => unpackFrom(vm, layout, vm.i32[a + 1], vm.i32[a + 2]),
    ),
    ofStruct(
      "iter_unpack",
      "($self, buffer, /)",
      (vm, layout, a) => iterUnpack(vm, layout, word(vm, vm.i32[a], FORMAT), vm.i32[a + 1]),
    ),
  ],
};

/** A function whose first argument is a format. */
function withFormat(
  name: string,
  signature: string,
  body: (vm: Vm, layout: Layout, a: number) => Value,
): NativeDefinition {
  return nativeFunction(name, signature, (vm, a) => {
    const layout = layoutOf(vm, vm.i32[a]);
    return layout === null ? 0 : body(vm, layout, a);
  });
}

/** The types of the module. */
export const structTypes: readonly TypeDefinition[] = [structType, iteratorType];

/** The module. */
export const structModule: NativeModule = {
  name: "_struct",
  doc:
    "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct\nand also as format strings (explained below) to describe the layout of data\nin the C struct.",
  functions: [
    nativeFunction("_clearcache", "()", () => {
      clearFormats();
      return NONE;
    }, "Clear the internal cache."),
    withFormat("calcsize", "(format, /)", (vm, layout) => vm.newInt(layout.size)),
    withFormat(
      "pack",
      "(format, /, *values)",
      (vm, layout, a) => packBytes(vm, layout, vm.tupleItems(vm.i32[a + 1])),
    ),
    withFormat(
      "pack_into",
      "(format, /, *args)",
      (vm, layout, a) => packInto(vm, layout, vm.tupleItems(vm.i32[a + 1])),
    ),
    withFormat("unpack", "(format, buffer, /)", (vm, layout, a) => unpackWhole(vm, layout, vm.i32[a + 1])),
    withFormat(
      "unpack_from",
      "(format, /, buffer, offset=0)",
      (vm, layout, a) => unpackFrom(vm, layout, vm.i32[a + 1], vm.i32[a + 2]),
    ),
    withFormat(
      "iter_unpack",
      "(format, buffer, /)",
      (vm, layout, a) => iterUnpack(vm, layout, vm.i32[a], vm.i32[a + 1]),
    ),
  ],
  populate: (vm, _module, dict) => {
    const namespace = vm.newDict();
    const bases = namespace === 0 ? 0 : vm.newTuple([vm.keep(vm.exceptionType("Exception"))]);
    const named = bases !== 0 && vm.dictSetOwned(namespace, "__module__", vm.intern("struct"));
    const error = named ? makeClass(vm, vm.typeObject(T_TYPE), vm.intern("error"), bases, namespace) : 0;
    vm.decref(bases);
    vm.decref(namespace);
    return vm.dictSetOwned(dict, "error", error) && vm.dictSetStr(dict, "Struct", vm.typeObject(T_STRUCT));
  },
};
