/**
 * Making memoryviews: of objects that export their bytes, of parts of other views, and with another shape.
 *
 * @module
 */
import {
  MEMORYVIEW_BYTES,
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
  NONE,
  T_MEMORYVIEW,
  type Value,
} from "@orochi/object";
import { type NativeDefinition, slot } from "../native.ts";
import type { Vm } from "../vm.ts";
import { dropAll, storedItems } from "./_container.ts";
import {
  type Buffer,
  endView,
  exportedBy,
  openBuffer,
  releaseBuffer,
  VIEW_READONLY,
  VIEW_RELEASED,
  viewShape,
  viewStrides,
} from "./bytes_buffer.ts";
import { itemSize, nativeFormat } from "./memoryview_items.ts";

/** What a view shows. */
export interface Shape {
  readonly address: number;
  readonly format: string;
  readonly itemBytes: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly readonly: boolean;
}

/** Strides of items that lie side by side. */
export function packedStrides(shape: readonly number[], itemBytes: number): number[] {
  const strides = new Array<number>(shape.length);
  let step = itemBytes;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
}

/** Number of items. */
export function product(shape: readonly number[]): number {
  return shape.reduce((all, count) => all * count, 1);
}

/** A view of an object's bytes; the export that `buffer` stands for goes over to it. */
function newView(vm: Vm, buffer: Buffer, what: Shape): Value {
  const view = vm.alloc(T_MEMORYVIEW, MEMORYVIEW_BYTES);
  const dimensions = what.shape.length;
  const shapes = view === 0 || dimensions < 2 ? 0 : vm.heap.allocRaw(dimensions * 8);
  if (view === 0 || (dimensions >= 2 && shapes === 0)) {
    vm.decref(view);
    releaseBuffer(vm, buffer);
    return vm.raiseMemory();
  }
  const set = (offset: number, value: number) => vm.i32[(view + offset) >>> 2] = value;
  const format = vm.intern(what.format);
  set(MEMORYVIEW_OWNER, buffer.owner);
  set(MEMORYVIEW_FORMAT, format);
  set(MEMORYVIEW_DATA, what.address);
  set(MEMORYVIEW_LENGTH, product(what.shape) * what.itemBytes);
  set(MEMORYVIEW_ITEM_BYTES, what.itemBytes);
  set(MEMORYVIEW_FLAGS, what.readonly ? VIEW_READONLY : 0);
  set(MEMORYVIEW_DIMENSIONS, dimensions);
  set(MEMORYVIEW_SHAPES, shapes);
  if (dimensions === 1) {
    set(MEMORYVIEW_COUNT, what.shape[0]);
    set(MEMORYVIEW_STRIDE, what.strides[0]);
  }
  for (let i = 0; i < dimensions && shapes !== 0; i++) {
    vm.i32[(shapes >>> 2) + i] = what.shape[i];
    vm.i32[(shapes >>> 2) + dimensions + i] = what.strides[i];
  }
  vm.decref(buffer.source);
  return view;
}

/** `memoryview(object)`. */
export function viewOf(vm: Vm, of: Value): Value {
  const object = exportedBy(vm, of);
  if (object === 0) return 0;
  if ((object & 1) === 0 && vm.layout(object) === T_MEMORYVIEW) {
    return isReleased(vm, object) ? 0 : subView(vm, object, shapeOf(vm, object));
  }
  const buffer = openBuffer(vm, object);
  if (buffer === null) {
    if (
      !vm.matches("TypeError") ||
      (object & 1) === 0 && vm.lookupSpecial(object, vm.intern("__buffer__")) !== 0
    ) return 0;
    vm.clearError();
    return vm.raiseType(`memoryview: a bytes-like object is required, not '${vm.typeName(object)}'`);
  }
  const shape = buffer.shape ?? [Math.floor(buffer.length / buffer.itemBytes)];
  const view = newView(vm, buffer, {
    address: buffer.address,
    format: buffer.format,
    itemBytes: buffer.itemBytes,
    shape,
    strides: buffer.strides ?? packedStrides(shape, buffer.itemBytes),
    readonly: buffer.readonly,
  });
  // What ctypes has resized is more than the one item.
  if (view !== 0 && shape.length === 0) vm.i32[(view + MEMORYVIEW_LENGTH) >>> 2] = buffer.length;
  return view;
}

/** What a view shows. */
export function shapeOf(vm: Vm, view: Value): Shape {
  const word = (offset: number) => vm.i32[(view + offset) >>> 2];
  return {
    address: word(MEMORYVIEW_DATA) >>> 0,
    format: vm.js(word(MEMORYVIEW_FORMAT)),
    itemBytes: word(MEMORYVIEW_ITEM_BYTES),
    shape: viewShape(vm, view),
    strides: viewStrides(vm, view),
    readonly: (word(MEMORYVIEW_FLAGS) & VIEW_READONLY) !== 0,
  };
}

/** A view of the same object as another, of other items or in another form. */
export function subView(vm: Vm, view: Value, what: Shape): Value {
  const buffer = openBuffer(vm, vm.i32[(view + MEMORYVIEW_OWNER) >>> 2]);
  return buffer === null ? 0 : newView(vm, buffer, what);
}

/** Whether a view was released; if so, ValueError is set. */
export function isReleased(vm: Vm, view: Value): boolean {
  if ((vm.i32[(view + MEMORYVIEW_FLAGS) >>> 2] & VIEW_RELEASED) === 0) return false;
  vm.raiseValue("operation forbidden on released memoryview object");
  return true;
}

/** `view.release()`. False with BufferError set while others hold buffers of it. */
export function release(vm: Vm, view: Value): boolean {
  vm.lock.begin(view);
  const exports = vm.i32[(view + MEMORYVIEW_EXPORTS) >>> 2];
  const owner = vm.i32[(view + MEMORYVIEW_OWNER) >>> 2];
  const due = exports === 0 && owner !== 0;
  if (due) {
    endView(vm, view);
    vm.i32[(view + MEMORYVIEW_OWNER) >>> 2] = 0;
  }
  vm.lock.end();
  if (due) vm.decref(owner);
  if (exports === 0) return true;
  vm.raise("BufferError", `memoryview has ${exports} exported buffer${exports === 1 ? "" : "s"}`);
  return false;
}

/** Whether the items lie side by side, the last (or, for Fortran's order, first) index varying fastest. */
export function isPacked(what: Shape, fortran: boolean): boolean {
  let step = what.itemBytes;
  // Of one dimension CPython looks at the stride even where there is nothing.
  if (what.shape.length === 1) return what.shape[0] === 1 || what.strides[0] === step;
  for (let i = 0; i < what.shape.length; i++) {
    const at = fortran ? i : what.shape.length - 1 - i;
    if (what.shape[at] === 0) return true;
    if (what.shape[at] > 1 && what.strides[at] !== step) return false;
    step *= what.shape[at];
  }
  return true;
}

/** The shape argument of `cast`; null with an exception set. */
function readShape(vm: Vm, value: Value): number[] | null {
  if (!vm.isList(value) && !vm.isTuple(value)) {
    vm.raiseType("shape must be a list or a tuple");
    return null;
  }
  const items = storedItems(vm, value);
  const shape: number[] = [];
  for (const item of items) {
    if (!vm.isInt(item)) {
      vm.raiseType("memoryview.cast(): elements of shape must be integers");
      break;
    }
    if (vm.number(item) <= 0) {
      vm.raiseValue("memoryview.cast(): elements of shape must be integers > 0");
      break;
    }
    shape.push(vm.number(item));
  }
  const done = shape.length === items.length;
  dropAll(vm, items);
  return done ? shape : null;
}

/** `view.cast(format, shape)`. */
export function cast(vm: Vm, view: Value, formatValue: Value, shapeValue: Value): Value {
  const old = shapeOf(vm, view);
  if (!vm.isStr(formatValue)) {
    return vm.raiseType(`cast() argument 'format' must be str, not ${vm.typeName(formatValue)}`);
  }
  if (!isPacked(old, false)) return vm.raiseType("memoryview: casts are restricted to C-contiguous views");
  const reshaped = shapeValue !== 0 && shapeValue !== NONE;
  const shape = reshaped ? readShape(vm, shapeValue) : null;
  if (reshaped && shape === null) return 0;
  if (
    (reshaped || old.shape.length !== 1) && old.shape.length !== 1 && shape !== null && shape.length !== 1
  ) {
    return vm.raiseType("memoryview: cast must be 1D -> ND or ND -> 1D");
  }
  const text = vm.js(formatValue), format = nativeFormat(text);
  if (format === "") {
    return vm.raiseValue(
      "memoryview: destination format must be a native single character format prefixed with an optional '@'",
    );
  }
  const oldFormat = nativeFormat(old.format);
  // Bytes may be seen in whatever the source is, ctypes' "<i" included.
  if (!"bBc".includes(format) && (oldFormat === "" || !"bBc".includes(oldFormat))) {
    return vm.raiseType("memoryview: cannot cast between two non-byte formats");
  }
  if ((shape !== null || old.shape.length !== 1) && product(old.shape) === 0) {
    return vm.raiseType("memoryview: cannot cast view with zeros in shape or strides");
  }
  const bytes = vm.i32[(view + MEMORYVIEW_LENGTH) >>> 2], itemBytes = itemSize(format);
  if (bytes % itemBytes !== 0) return vm.raiseType("memoryview: length is not a multiple of itemsize");
  const target = shape ?? [bytes / itemBytes];
  if (target.length > 64) return vm.raiseValue("memoryview: number of dimensions must not exceed 64");
  if (shape !== null && product(target) * itemBytes !== bytes) {
    return vm.raiseType("memoryview: product(shape) * itemsize != buffer size");
  }
  return subView(vm, view, {
    address: old.address,
    format: text,
    itemBytes,
    shape: target,
    strides: packedStrides(target, itemBytes),
    readonly: old.readonly,
  });
}

/** Fresh definitions of `__buffer__` and `__release_buffer__` (PEP 688), for one type. */
export function bufferMethods(): NativeDefinition[] {
  return [
    slot("__buffer__", "($self, flags, /)", (vm, a) => {
      return Number.isNaN(vm.index(vm.i32[a + 1])) ? 0 : viewOf(vm, vm.i32[a]);
    }, "Return a buffer object that exposes the underlying memory of the object."),
    slot("__release_buffer__", "($self, buffer, /)", (vm, a) => {
      const view = vm.i32[a + 1];
      if ((view & 1) === 1 || vm.layout(view) !== T_MEMORYVIEW) {
        return vm.raiseType("expected a memoryview object");
      }
      return release(vm, view) ? NONE : 0;
    }, "Release the buffer object that exposes the underlying memory of the object."),
  ];
}
