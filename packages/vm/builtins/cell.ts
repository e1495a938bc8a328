/**
 * `types.CellType`: the variable that a function shares with functions inside it.
 *
 * @module
 */
import { CELL_BYTES, CELL_VALUE, NOT_IMPLEMENTED, T_CELL, type Value } from "@orochi/object";
import { newMethod, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { comparisonSlots } from "./_container.ts";

/** The content of a cell (new reference), 0 if it is empty. */
function content(vm: Vm, cell: Value): Value {
  return vm.load((cell + CELL_VALUE) >>> 2, cell);
}

/** An empty cell comes before every other one. */
function compareCells(vm: Vm, operation: number, a: Value, b: Value): Value {
  if (!vm.isExact(b, T_CELL)) return NOT_IMPLEMENTED;
  const x = content(vm, a), y = content(vm, b);
  const result = x !== 0 && y !== 0
    ? vm.compare(operation, x, y)
    : vm.compare(operation, vm.newInt(x === 0 ? 0 : 1), vm.newInt(y === 0 ? 0 : 1));
  vm.decref(x);
  vm.decref(y);
  return result;
}

/** `cell`. */
export const cellType: TypeDefinition = {
  index: T_CELL,
  name: "cell",
  basicSize: CELL_BYTES,
  doc:
    "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and \n further attempts to access its cell_contents attribute will\n    raise a ValueError.",
  none: ["__hash__"],
  getset: [{
    name: "cell_contents",
    get: (vm, cell) => {
      const value = content(vm, cell);
      return value !== 0 ? value : vm.raiseValue("cell is empty");
    },
    set: (vm, cell, value) => {
      vm.storeOwned((cell + CELL_VALUE) >>> 2, cell, vm.keep(value));
      return true;
    },
  }],
  methods: [
    newMethod("($type, contents=<unrepresentable>, /)", (vm, a) => {
      const cell = vm.alloc(T_CELL, CELL_BYTES);
      if (cell !== 0) vm.i32[(cell + CELL_VALUE) >>> 2] = vm.keep(vm.i32[a + 1]);
      return cell;
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const cell = vm.i32[a];
      const value = content(vm, cell);
      const at = (cell >>> 0).toString(16);
      const text = value === 0
        ? `<cell at 0x${at}: empty>`
        : `<cell at 0x${at}: ${vm.typeName(value)} object at 0x${(value >>> 0).toString(16)}>`;
      vm.decref(value);
      return vm.newStr(text);
    }),
    ...comparisonSlots(compareCells),
  ],
};
