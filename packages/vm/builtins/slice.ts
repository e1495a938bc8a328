/**
 * `slice`.
 *
 * @module
 */
import {
  NONE,
  NOT_IMPLEMENTED,
  SLICE_START,
  SLICE_STEP,
  SLICE_STOP,
  T_SLICE,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import { indexValue } from "../protocol/number.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots, genericClassMethod, reprText } from "./_container.ts";
import { bigSliceIndices } from "./range.ts";
import { builtinFunction } from "./sequence_iterators.ts";
import { hashTuple } from "./tuple.ts";

/** Start, stop and step (new references in a new tuple). */
function parts(vm: Vm, slice: Value): Value {
  return vm.newTuple(
    [SLICE_START, SLICE_STOP, SLICE_STEP].map((offset) => vm.keep(vm.i32[(slice + offset) >>> 2])),
  );
}

function compareSlices(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!vm.isExact(b, T_SLICE)) return NOT_IMPLEMENTED;
  if (a === b) return vm.bool(operation === 1 || operation === 2 || operation === 5);
  const x = parts(vm, a);
  const y = x === 0 ? 0 : parts(vm, b);
  const result = y === 0 ? 0 : vm.compare(operation, x, y);
  vm.decref(x);
  vm.decref(y);
  return result;
}

function indices(vm: Vm, slice: Value, lengthValue: Value): Value {
  const int = indexValue(vm, lengthValue);
  if (int === 0) return 0;
  const length = vm.bigInt(int);
  vm.decref(int);
  if (length < 0n) return vm.raiseValue("length should not be negative");
  const found = bigSliceIndices(vm, slice, length);
  return found === null ? 0 : vm.newTuple(found.map((index) => vm.newBigInt(index)));
}

/** `slice`. */
export const sliceType: TypeDefinition = {
  index: T_SLICE,
  name: "slice",
  basicSize: 16,
  doc:
    "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object.  This is used for extended slicing (e.g. a[0:10:2]).",
  members: [
    { name: "start", offset: SLICE_START },
    { name: "stop", offset: SLICE_STOP },
    { name: "step", offset: SLICE_STEP },
  ],
  methods: [
    newMethod("($type, start, stop=None, step=None, /)", (vm, a) => {
      const first = vm.i32[a + 1], second = vm.i32[a + 2], step = vm.i32[a + 3];
      return second === 0
        ? vm.newSlice(NONE, first, NONE)
        : vm.newSlice(first, second, step === 0 ? NONE : step);
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const texts: string[] = [];
      for (const offset of [SLICE_START, SLICE_STOP, SLICE_STEP]) {
        const text = reprText(vm, vm.i32[(vm.i32[a] + offset) >>> 2]);
        if (text === null) return 0;
        texts.push(text);
      }
      return vm.newStr(`slice(${texts.join(", ")})`);
    }),
    slot("__hash__", "($self, /)", (vm, a) => {
      const tuple = parts(vm, vm.i32[a]);
      if (tuple === 0) return 0;
      const hash = hashTuple(vm, tuple);
      vm.decref(tuple);
      return hash === 0 ? 0 : vm.newInt(hash);
    }),
    ...comparisonSlots(compareSlices),
    method(
      "indices",
      "($self, object, /)",
      (vm, a) => indices(vm, vm.i32[a], vm.i32[a + 1]),
      "S.indices(len) -> (start, stop, stride)\n\nAssuming a sequence of length len, calculate the start and stop\nindices, and the stride length of the extended slice described by\nS. Out of bounds indices are clipped in a manner consistent with the\nhandling of normal slices.",
    ),
    method(
      "__reduce__",
      "($self, /)",
      (vm, a) => vm.newTuple([builtinFunction(vm, "slice"), parts(vm, vm.i32[a])]),
      "Return state information for pickling.",
    ),
    genericClassMethod(),
  ],
};
