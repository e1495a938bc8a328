/**
 * `bool`.
 *
 * @module
 */
import { FALSE, NOT_IMPLEMENTED, T_BOOL, T_INT, tagInt, TRUE, type Value } from "@orochi/object";
import { type NativeDefinition, newMethod, slot, type TypeDefinition } from "../native.ts";
import { warn } from "../native_warnings.ts";
import type { Vm } from "../vm.ts";

/** `&`, `|` or `^` and its reflection: a bool of two bools, else an int. */
function logical(
  name: string,
  reflected: string,
  compute: (a: bigint, b: bigint) => bigint,
): readonly NativeDefinition[] {
  const run = (vm: Vm, a: number): Value => {
    const x = vm.i32[a], y = vm.i32[a + 1];
    if (!vm.isInt(y)) return NOT_IMPLEMENTED;
    const result = compute(vm.bigInt(x), vm.bigInt(y));
    return vm.isExact(y, T_BOOL) ? vm.bool(result === 1n) : vm.newBigInt(result);
  };
  return [slot(name, "($self, value, /)", run), slot(reflected, "($self, value, /)", run)];
}

/** What `~` of a bool warns of. */
const INVERTED = "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. " +
  "This returns the bitwise inversion of the underlying int object and is usually not what you expect from " +
  "negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise " +
  "inversion of the underlying int.";

/** `bool`. */
export const boolType: TypeDefinition = {
  index: T_BOOL,
  name: "bool",
  base: T_INT,
  basicSize: 8,
  doc:
    "Returns True when the argument is true, False otherwise.\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed.",
  methods: [
    newMethod("($type, object=False, /)", (vm, a) => {
      const truth = vm.i32[a + 1] === 0 ? 0 : vm.truthy(vm.i32[a + 1]);
      return truth < 0 ? 0 : truth === 1 ? TRUE : FALSE;
    }),
    slot("__repr__", "($self, /)", (vm, a) => vm.intern(vm.i32[a] === TRUE ? "True" : "False")),
    slot("__invert__", "($self, /)", (vm, a) => {
      if (!warn(vm, "DeprecationWarning", INVERTED)) return 0;
      return tagInt(vm.i32[a] === TRUE ? -2 : -1);
    }),
    ...logical("__and__", "__rand__", (x, y) => x & y),
    ...logical("__or__", "__ror__", (x, y) => x | y),
    ...logical("__xor__", "__rxor__", (x, y) => x ^ y),
  ],
};
