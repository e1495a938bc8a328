/**
 * `pickle.PickleBuffer`: bytes of another object that may leave a pickle's stream (PEP 574).
 *
 * @module
 */
import { NONE, PARTS_BYTES, PARTS_FIRST, T_MEMORYVIEW, T_PICKLE_BUFFER, type Value } from "@orochi/object";
import {
  isContiguous,
  method,
  newMethod,
  openBuffer,
  registerExporter,
  releaseBuffer,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";

/** The view of the object's bytes (borrowed); 0 with ValueError set after `release`. */
function viewOf(vm: Vm, self: Value): Value {
  const view = vm.i32[(self + PARTS_FIRST) >>> 2];
  return view !== 0 ? view : vm.raiseValue("operation forbidden on released PickleBuffer object");
}

/** Lets PickleBuffers export the bytes of what they stand for. */
export function registerPickleBuffers(): void {
  registerExporter(T_PICKLE_BUFFER, { standsFor: viewOf });
}

/** `_pickle.PickleBuffer`. */
export const pickleBufferType: TypeDefinition = {
  index: T_PICKLE_BUFFER,
  name: "PickleBuffer",
  module: "pickle",
  basicSize: PARTS_BYTES,
  subclassable: true,
  doc: "Wrapper for potentially out-of-band buffers",
  methods: [
    newMethod("($type, object, /)", (vm, a) => {
      const view = vm.call(vm.typeObject(T_MEMORYVIEW), vm.i32[a + 1]);
      const made = view === 0 ? 0 : vm.allocLike(vm.i32[a], PARTS_BYTES);
      if (made === 0) vm.decref(view);
      else vm.i32[(made + PARTS_FIRST) >>> 2] = view;
      return made;
    }),
    method("raw", "($self, /)", (vm, a) => {
      const view = viewOf(vm, vm.i32[a]);
      const buffer = view === 0 ? null : openBuffer(vm, view);
      if (buffer === null) return 0;
      const contiguous = isContiguous(buffer),
        flat = buffer.format === "B" && (buffer.shape?.length ?? 1) === 1;
      releaseBuffer(vm, buffer);
      if (!contiguous) {
        return vm.raise("BufferError", "cannot extract raw buffer from non-contiguous buffer");
      }
      const whole = vm.call(vm.typeObject(T_MEMORYVIEW), vm.i32[a]);
      if (whole === 0 || flat) return whole;
      const raw = vm.callMethod(whole, vm.intern("cast"), vm.intern("B"));
      vm.decref(whole);
      return raw;
    }, "Return a memoryview of the raw memory underlying this buffer."),
    method("release", "($self, /)", (vm, a) => {
      const at = (vm.i32[a] + PARTS_FIRST) >>> 2, view = vm.i32[at];
      if (view === 0) return NONE;
      const released = vm.callMethod(view, vm.intern("release"));
      if (released === 0) return 0;
      vm.i32[at] = 0;
      vm.decref(view);
      return NONE;
    }, "Release the underlying buffer controlled by the PickleBuffer object."),
  ],
};
