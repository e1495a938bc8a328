/**
 * `_string`: the grammar of replacement fields, for `string.Formatter`.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import { FormatProblem, parsePieces, splitFieldName } from "@orochi/vm/text";

/** An iterator over values (stolen). */
function iteratorOf(vm: Vm, items: readonly Value[]): Value {
  const list = vm.newList(items);
  if (list === 0) return 0;
  const iterator = vm.iter(list);
  vm.decref(list);
  return iterator;
}

function textOf(vm: Vm, value: Value): string | null {
  if (vm.isStr(value)) return vm.js(value);
  vm.raiseType(`expected str, got ${vm.typeName(value)}`);
  return null;
}

/** The module. */
export const stringModule: NativeModule = {
  name: "_string",
  doc: "string helper module",
  functions: [
    nativeFunction("formatter_parser", "(text, /)", (vm, a) => {
      const text = textOf(vm, vm.i32[a]);
      if (text === null) return 0;
      const items: Value[] = [];
      for (const piece of parsePieces(text)) {
        if (piece instanceof FormatProblem) {
          for (const item of items) vm.decref(item);
          return vm.raiseValue(piece.message);
        }
        const field = piece.name === undefined ? [NONE, NONE, NONE] : [
          vm.newStr(piece.name),
          vm.newStr(piece.spec),
          piece.conversion === "" ? NONE : vm.newStr(piece.conversion),
        ];
        items.push(vm.newTuple([vm.newStr(piece.literal), ...field]));
      }
      return iteratorOf(vm, items);
    }, "parse the argument as a format string"),
    nativeFunction("formatter_field_name_split", "(text, /)", (vm, a) => {
      const text = textOf(vm, vm.i32[a]);
      if (text === null) return 0;
      const name = splitFieldName(text);
      if (name instanceof FormatProblem) return vm.raiseValue(name.message);
      if (name.problem !== null) return vm.raiseValue(name.problem.message);
      const steps = name.rest.map((step) =>
        vm.newTuple([vm.bool(step.attribute), step.index < 0 ? vm.newStr(step.name) : vm.newInt(step.index)])
      );
      const first = name.index < 0 ? vm.newStr(name.first) : vm.newInt(name.index);
      return vm.newTuple([first, iteratorOf(vm, steps)]);
    }, "split the argument as a field name"),
  ],
};
