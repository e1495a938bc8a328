/**
 * The buffer protocol: how natives reach the bytes of any object that has some. An object that exports its
 * bytes promises that they stay where they are until they are given back.
 *
 * @module
 */
import {
  BYTEARRAY_EXPORTS,
  MEMORYVIEW_COUNT,
  MEMORYVIEW_DATA,
  MEMORYVIEW_DIMENSIONS,
  MEMORYVIEW_EXPORTS,
  MEMORYVIEW_FLAGS,
  MEMORYVIEW_FORMAT,
  MEMORYVIEW_ITEM_BYTES,
  MEMORYVIEW_LENGTH,
  MEMORYVIEW_OWNER,
  MEMORYVIEW_SHAPES,
  MEMORYVIEW_STRIDE,
  T_BYTEARRAY,
  T_BYTES,
  T_MEMORYVIEW,
  tagInt,
  type Value,
} from "@orochi/object";
import { lookup } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";
import { dataOf, sizeOf } from "./bytes_core.ts";

/** Bytes of an object, held until {@linkcode releaseBuffer}. */
export class Buffer {
  /** The exporting object (owned). */
  readonly owner: Value;
  /** Index of the first byte in `vm.u8`. */
  address = 0;
  /** Number of bytes. */
  length = 0;
  readonly = true;
  /** Format of an item, as the struct module writes it. */
  format = "B";
  itemBytes = 1;
  /** Items in each dimension; null for one dimension of `length / itemBytes`. */
  shape: readonly number[] | null = null;
  /** Bytes from an item to the next in each dimension; null where they lie side by side. */
  strides: readonly number[] | null = null;
  /** What gave the memoryview that stands in for an object with `__buffer__` (owned), or 0. */
  source: Value = 0;

  constructor(owner: Value) {
    this.owner = owner;
  }
}

/** How objects of a native type give away their bytes. */
export interface BufferExporter {
  /** Fills in what there is and counts the export; false with an exception set on failure. */
  open(vm: Vm, object: Value, buffer: Buffer): boolean;
  /** Takes the export back. */
  close(vm: Vm, object: Value): void;
}

/** How objects of a native type give away the bytes of another object. */
export interface BufferStandIn {
  /** The other object (borrowed); 0 with an exception set if there is none. */
  standsFor(vm: Vm, object: Value): Value;
}

const EXPORTERS: Map<number, BufferExporter | BufferStandIn> = new Map();

/** Lets objects of a type (and what derives from it) export their bytes, or those of another object. */
export function registerExporter(typeIndex: number, exporter: BufferExporter | BufferStandIn): void {
  EXPORTERS.set(typeIndex, exporter);
}

/** What gives the bytes of an object (borrowed): mostly the object itself; 0 with an exception set. */
export function exportedBy(vm: Vm, value: Value): Value {
  const exporter = exporterOf(vm, value);
  return exporter !== undefined && "standsFor" in exporter ? exporter.standsFor(vm, value) : value;
}

function exporterOf(vm: Vm, value: Value): BufferExporter | BufferStandIn | undefined {
  if ((value & 1) === 1) return undefined;
  const layout = vm.layout(value);
  const found = EXPORTERS.get(layout) ?? EXPORTERS.get(vm.typeIndex(value));
  if (found !== undefined) return found;
  for (const [typeIndex, exporter] of EXPORTERS) {
    const type = vm.typeObject(typeIndex);
    if (type !== 0 && vm.isSubtype(vm.typeOf(value), type)) return exporter;
  }
  return undefined;
}

/** Whether an object has bytes to give. */
export function hasBuffer(vm: Vm, value: Value): boolean {
  if ((value & 1) === 1) return false;
  return exporterOf(vm, value) !== undefined || lookup(vm, vm.typeOf(value), vm.intern("__buffer__")) !== 0;
}

/**
 * The bytes of an object with whatever shape they have; null with an exception set on failure.
 *
 * @param writable Whether they will be changed.
 */
export function openBuffer(vm: Vm, value: Value, writable = false): Buffer | null {
  const exporter = exporterOf(vm, value);
  if (exporter === undefined) return openThroughMethod(vm, value, writable);
  if ("standsFor" in exporter) {
    const other = exporter.standsFor(vm, value);
    return other === 0 ? null : openBuffer(vm, other, writable);
  }
  const buffer = new Buffer(vm.keep(value));
  if (!exporter.open(vm, value, buffer)) {
    vm.decref(value);
    return null;
  }
  if (writable && buffer.readonly) {
    releaseBuffer(vm, buffer);
    vm.raise("BufferError", "Object is not writable.");
    return null;
  }
  return buffer;
}

/** `object.__buffer__(flags)` of a Python class (PEP 688). */
function openThroughMethod(vm: Vm, value: Value, writable: boolean): Buffer | null {
  const method = (value & 1) === 1 ? 0 : lookup(vm, vm.typeOf(value), vm.intern("__buffer__"));
  if (method === 0) {
    vm.raiseType(`a bytes-like object is required, not '${vm.typeName(value)}'`);
    return null;
  }
  const view = vm.callSpecial(
    value,
    vm.intern("__buffer__"),
    tagInt(writable ? FULL_WRITABLE : FULL_READABLE),
  );
  if (view === 0) return null;
  if ((view & 1) === 1 || vm.layout(view) !== T_MEMORYVIEW) {
    vm.raiseType("__buffer__ returned non-memoryview object");
    vm.decref(view);
    return null;
  }
  const buffer = openBuffer(vm, view, writable);
  vm.decref(view);
  if (buffer !== null) buffer.source = vm.keep(value);
  return buffer;
}

/** `inspect.BufferFlags.FULL_RO`. */
const FULL_READABLE = 0x11c;
/** `inspect.BufferFlags.FULL`. */
const FULL_WRITABLE = 0x11d;

/** Takes an export back from its owner, which is never a stand-in. */
function closeExport(vm: Vm, owner: Value): void {
  const exporter = exporterOf(vm, owner);
  if (exporter !== undefined && "close" in exporter) exporter.close(vm, owner);
}

/** Gives bytes back. */
export function releaseBuffer(vm: Vm, buffer: Buffer): void {
  closeExport(vm, buffer.owner);
  if (buffer.source !== 0) {
    const released = vm.callSpecial(buffer.source, vm.intern("__release_buffer__"), buffer.owner);
    if (released === 0 && vm.failed()) vm.clearError();
    vm.decref(released);
    vm.decref(buffer.source);
  }
  vm.decref(buffer.owner);
}

/**
 * The bytes of an object in one run; null with an exception set on failure.
 *
 * @param message TypeError's message where the object has none.
 */
export function openBytes(vm: Vm, value: Value, message?: string, writable = false): Buffer | null {
  if (message !== undefined && !hasBuffer(vm, value)) {
    vm.raiseType(message);
    return null;
  }
  const buffer = openBuffer(vm, value, writable);
  if (buffer === null && writable && message !== undefined && vm.matches("BufferError")) {
    vm.clearError();
    vm.raiseType(message);
  }
  if (buffer === null || isContiguous(buffer)) return buffer;
  releaseBuffer(vm, buffer);
  vm.raise("BufferError", "memoryview: underlying buffer is not C-contiguous");
  return null;
}

/** Whether the items lie side by side in the order of their indices. */
export function isContiguous(buffer: Buffer): boolean {
  if (buffer.strides === null) return true;
  let step = buffer.itemBytes;
  for (let i = buffer.strides.length - 1; i >= 0; i--) {
    const count = buffer.shape![i];
    if (count === 0) return true;
    if (count > 1 && buffer.strides[i] !== step) return false;
    step *= count;
  }
  return true;
}

/** Copies what a buffer shows, item by item in the order of the indices, to a run of bytes. */
export function flatten(vm: Vm, buffer: Buffer, to: number): void {
  const u8 = vm.u8;
  if (isContiguous(buffer)) {
    u8.copyWithin(to, buffer.address, buffer.address + buffer.length);
    return;
  }
  const shape = buffer.shape!, strides = buffer.strides!;
  let at = to;
  const walk = (dimension: number, from: number): void => {
    if (dimension === shape.length) {
      for (let i = 0; i < buffer.itemBytes; i++) u8[at++] = u8[from + i];
      return;
    }
    for (let i = 0; i < shape[dimension]; i++) walk(dimension + 1, from + i * strides[dimension]);
  };
  walk(0, buffer.address);
}

const bytesExporter: BufferExporter = {
  open: (vm, object, buffer) => {
    buffer.address = dataOf(vm, object);
    buffer.length = sizeOf(vm, object);
    return true;
  },
  close: () => {},
};

/** Adds to the exports of a bytearray. */
function countExports(vm: Vm, array: Value, change: number): void {
  vm.lock.begin(array);
  vm.i32[(array + BYTEARRAY_EXPORTS) >>> 2] += change;
  vm.lock.end();
}

const byteArrayExporter: BufferExporter = {
  open: (vm, object, buffer) => {
    countExports(vm, object, 1);
    buffer.address = dataOf(vm, object);
    buffer.length = sizeOf(vm, object);
    buffer.readonly = false;
    return true;
  },
  close: (vm, object) => countExports(vm, object, -1),
};

/** Bit of MEMORYVIEW_FLAGS. */
export const VIEW_READONLY = 1;
/** Bit of MEMORYVIEW_FLAGS. */
export const VIEW_RELEASED = 2;

/** Items of each dimension of a view. */
export function viewShape(vm: Vm, view: Value): number[] {
  return viewWords(vm, view, MEMORYVIEW_COUNT, 0);
}

/** Bytes from an item to the next in each dimension of a view. */
export function viewStrides(vm: Vm, view: Value): number[] {
  return viewWords(vm, view, MEMORYVIEW_STRIDE, 1);
}

function viewWords(vm: Vm, view: Value, single: number, part: number): number[] {
  const dimensions = vm.i32[(view + MEMORYVIEW_DIMENSIONS) >>> 2];
  if (dimensions === 1) return [vm.i32[(view + single) >>> 2]];
  const first = (vm.i32[(view + MEMORYVIEW_SHAPES) >>> 2] >>> 2) + part * dimensions;
  return Array.from({ length: dimensions }, (_, i) => vm.i32[first + i]);
}

const viewExporter: BufferExporter = {
  open: (vm, object, buffer) => {
    const word = (offset: number) => vm.i32[(object + offset) >>> 2];
    vm.lock.begin(object);
    const released = (word(MEMORYVIEW_FLAGS) & VIEW_RELEASED) !== 0;
    if (!released) vm.i32[(object + MEMORYVIEW_EXPORTS) >>> 2]++;
    vm.lock.end();
    if (released) return vm.raiseValue("operation forbidden on released memoryview object") !== 0;
    buffer.address = word(MEMORYVIEW_DATA) >>> 0;
    buffer.length = word(MEMORYVIEW_LENGTH);
    buffer.readonly = (word(MEMORYVIEW_FLAGS) & VIEW_READONLY) !== 0;
    buffer.format = vm.js(word(MEMORYVIEW_FORMAT));
    buffer.itemBytes = word(MEMORYVIEW_ITEM_BYTES);
    buffer.shape = viewShape(vm, object);
    buffer.strides = viewStrides(vm, object);
    return true;
  },
  close: (vm, object) => {
    vm.lock.begin(object);
    vm.i32[(object + MEMORYVIEW_EXPORTS) >>> 2]--;
    vm.lock.end();
  },
};

registerExporter(T_BYTES, bytesExporter);
registerExporter(T_BYTEARRAY, byteArrayExporter);
registerExporter(T_MEMORYVIEW, viewExporter);

/** Takes back what a memoryview that is dead or released has of its object. Drops no reference. */
export function endView(vm: Vm, view: Value): void {
  const owner = vm.i32[(view + MEMORYVIEW_OWNER) >>> 2];
  vm.i32[(view + MEMORYVIEW_FLAGS) >>> 2] |= VIEW_RELEASED;
  if (owner !== 0) closeExport(vm, owner);
}
