/**
 * `_typing._ConstEvaluator`: what stands for the function that evaluates a bound, constraints, a default or the value of an
 * alias, where these were given as values (PEP 749; `Objects/typevarobject.c`).
 *
 * @module
 */
import { PARTS_BYTES, T_CONST_EVALUATOR, T_TUPLE, type Value } from "@orochi/object";
import { slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { firstPart, newParts, reprText } from "./_container.ts";
import { typeRepr } from "./generic_alias.ts";

/** `annotationlib.Format.STRING`. */
const STRING = 4;

/** An evaluator of a value (borrowed). */
export function newConstEvaluator(vm: Vm, value: Value): Value {
  return newParts(vm, T_CONST_EVALUATOR, vm.keep(value));
}

/** The text of a value: of the tuple of constraints those of its items. */
function textOf(vm: Vm, value: Value): Value {
  if (!vm.isExact(value, T_TUPLE)) {
    const text = typeRepr(vm, value);
    return text === null ? 0 : vm.newStr(text);
  }
  const texts: string[] = [];
  for (const item of vm.tupleItems(value)) {
    const text = typeRepr(vm, item);
    if (text === null) return 0;
    texts.push(text);
  }
  return vm.newStr(texts.length === 1 ? `(${texts[0]},)` : `(${texts.join(", ")})`);
}

/** `_typing._ConstEvaluator`. */
export const constEvaluatorType: TypeDefinition = {
  index: T_CONST_EVALUATOR,
  name: "_ConstEvaluator",
  module: "_typing",
  basicSize: PARTS_BYTES,
  methods: [
    slot("__call__", "($self, format, /)", (vm, a) => {
      const format = vm.cInt(vm.i32[a + 1]), value = firstPart(vm, vm.i32[a]);
      if (Number.isNaN(format)) return 0;
      return format === STRING ? textOf(vm, value) : vm.keep(value);
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const text = reprText(vm, firstPart(vm, vm.i32[a]));
      return text === null ? 0 : vm.newStr(`<constevaluator ${text}>`);
    }),
  ],
};
