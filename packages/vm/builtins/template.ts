/**
 * `string.templatelib.Template` and `Interpolation`: what t-strings make (PEP 750).
 *
 * A template's parts are the tuple of its texts and that of its interpolations; an interpolation's are value,
 * expression, conversion and format specification.
 *
 * @module
 */
import {
  type Address,
  NONE,
  NOT_IMPLEMENTED,
  PARTS_BYTES,
  PARTS_FIRST,
  PARTS_FOURTH,
  PARTS_SECOND,
  PARTS_THIRD,
  T_INTERPOLATION,
  T_TEMPLATE,
  type Value,
} from "@orochi/object";
import { method, newMethod, slot, type TypeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import {
  dropAll,
  firstPart,
  genericClassMethod,
  newParts,
  reprText,
  secondPart,
  thirdPart,
} from "./_container.ts";

/** Conversions by BUILD_INTERPOLATION's immediate. */
const CONVERSIONS = ["", "s", "r", "a"] as const;

/**
 * BUILD_INTERPOLATION.
 *
 * @param word Word index of value and expression, which are borrowed, as is the specification.
 */
export function newInterpolation(vm: Vm, word: number, conversion: number, spec: Value): Value {
  return makeInterpolation(
    vm,
    vm.keep(vm.i32[word]),
    vm.keep(vm.i32[word + 1]),
    conversion === 0 ? NONE : vm.intern(CONVERSIONS[conversion]),
    vm.keep(spec),
  );
}

/** All four are stolen. */
function makeInterpolation(vm: Vm, value: Value, expression: Value, conversion: Value, spec: Value): Value {
  const made = newParts(vm, T_INTERPOLATION, value, expression, conversion);
  if (made === 0) vm.decref(spec);
  else vm.i32[(made + PARTS_FOURTH) >>> 2] = spec;
  return made;
}

/** BUILD_TEMPLATE: of the tuples of texts and interpolations (borrowed). */
export function newTemplate(vm: Vm, strings: Value, interpolations: Value): Value {
  return newParts(vm, T_TEMPLATE, vm.keep(strings), vm.keep(interpolations));
}

function fourthPart(vm: Vm, object: Value): Value {
  return vm.i32[(object + PARTS_FOURTH) >>> 2];
}

/** `Interpolation`. */
export const interpolationType: TypeDefinition = {
  index: T_INTERPOLATION,
  name: "Interpolation",
  module: "string.templatelib",
  matchArgs: ["value", "expression", "conversion", "format_spec"],
  basicSize: PARTS_BYTES,
  members: [
    { name: "value", offset: PARTS_FIRST },
    { name: "expression", offset: PARTS_SECOND },
    { name: "conversion", offset: PARTS_THIRD },
    { name: "format_spec", offset: PARTS_FOURTH },
  ],
  methods: [
    newMethod("($type, /, value, expression='', conversion=None, format_spec='')", (vm, a) => {
      const [value, expression, conversion, spec] = [1, 2, 3, 4].map((i) => vm.i32[a + i]);
      for (const [name, text] of [["expression", expression], ["format_spec", spec]] as const) {
        if (text !== 0 && !vm.isStr(text)) {
          return vm.raiseType(`Interpolation() argument '${name}' must be str, not ${vm.typeName(text)}`);
        }
      }
      if (conversion !== 0 && conversion !== NONE) {
        if (!vm.isStr(conversion)) {
          return vm.raiseType(
            `Interpolation() argument 'conversion' must be str, not ${vm.typeName(conversion)}`,
          );
        }
        if (!["s", "r", "a"].includes(vm.js(conversion))) {
          return vm.raiseValue("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'");
        }
      }
      const empty = vm.intern("");
      return makeInterpolation(
        vm,
        vm.keep(value),
        vm.keep(expression) || empty,
        vm.keep(conversion) || NONE,
        vm.keep(spec) || empty,
      );
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const texts = [firstPart, secondPart, thirdPart, fourthPart].map((part) =>
        reprText(vm, part(vm, vm.i32[a]))
      );
      return texts.includes(null) ? 0 : vm.newStr(`Interpolation(${texts.join(", ")})`);
    }),
    method("__reduce__", "($self, /)", (vm, a) => {
      const args = [firstPart, secondPart, thirdPart, fourthPart].map((part) => vm.keep(part(vm, vm.i32[a])));
      return vm.newTuple([vm.keep(vm.typeObject(T_INTERPOLATION)), vm.newTuple(args)]);
    }),
    genericClassMethod(),
  ],
};

/** Texts and interpolations in order, without empty texts (new references). */
function itemsInOrder(vm: Vm, template: Address): Value[] {
  const strings = firstPart(vm, template), interpolations = secondPart(vm, template);
  const items: Value[] = [];
  for (let i = 0; i < vm.tupleLength(strings); i++) {
    const text = vm.tupleItem(strings, i);
    if (vm.length(text) > 0) items.push(vm.keep(text));
    if (i < vm.tupleLength(interpolations)) items.push(vm.keep(vm.tupleItem(interpolations, i)));
  }
  return items;
}

/** A template of texts and interpolations in any order (borrowed): neighbouring texts are joined. */
function templateOf(vm: Vm, items: readonly Value[]): Value {
  const strings: string[] = [""];
  const interpolations: Value[] = [];
  for (const item of items) {
    if (vm.isStr(item)) strings[strings.length - 1] += vm.js(item);
    else {
      interpolations.push(vm.keep(item));
      strings.push("");
    }
  }
  const texts = vm.newTuple(strings.map((text) => vm.newStr(text)));
  const values = vm.newTuple(interpolations);
  const made = texts === 0 || values === 0 ? 0 : newTemplate(vm, texts, values);
  vm.decref(texts);
  vm.decref(values);
  return made;
}

function concatenate(vm: Vm, left: Value, right: Value): Value {
  for (const [side, other] of [[left, right], [right, left]]) {
    if (vm.isExact(side, T_TEMPLATE)) continue;
    if (!vm.isStr(side)) return NOT_IMPLEMENTED;
    if (vm.isExact(other, T_TEMPLATE)) {
      return vm.raiseType(
        side === right
          ? `can only concatenate string.templatelib.Template (not "${
            vm.typeName(side)
          }") to string.templatelib.Template`
          : NOT_A_TEMPLATE,
      );
    }
  }
  const items = [...itemsInOrder(vm, left), ...itemsInOrder(vm, right)];
  const made = templateOf(vm, items);
  dropAll(vm, items);
  return made;
}

const NOT_A_TEMPLATE = 'can only concatenate str (not "string.templatelib.Template") to str';

/** `Template`. */
export const templateType: TypeDefinition = {
  index: T_TEMPLATE,
  name: "Template",
  module: "string.templatelib",
  basicSize: PARTS_BYTES,
  members: [
    { name: "strings", offset: PARTS_FIRST },
    { name: "interpolations", offset: PARTS_SECOND },
  ],
  getset: [{
    name: "values",
    get: (vm, template) =>
      vm.newTuple(vm.tupleItems(secondPart(vm, template)).map((item) => vm.keep(firstPart(vm, item)))),
  }],
  methods: [
    newMethod("($type, /, *args)", (vm, a) => {
      const items = vm.tupleItems(vm.i32[a + 1]);
      for (const item of items) {
        if (!vm.isStr(item) && !vm.isExact(item, T_INTERPOLATION)) {
          return vm.raiseType(
            `Template.__new__ *args need to be of type 'str' or 'Interpolation', got ${vm.typeName(item)}`,
          );
        }
      }
      return templateOf(vm, items);
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const strings = reprText(vm, firstPart(vm, vm.i32[a]));
      const values = strings === null ? null : reprText(vm, secondPart(vm, vm.i32[a]));
      return values === null ? 0 : vm.newStr(`Template(strings=${strings}, interpolations=${values})`);
    }),
    slot("__iter__", "($self, /)", (vm, a) => {
      const items = vm.newTuple(itemsInOrder(vm, vm.i32[a]));
      const iterator = items === 0 ? 0 : vm.iter(items);
      vm.decref(items);
      return iterator;
    }),
    slot("__add__", "($self, value, /)", (vm, a) => concatenate(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__radd__", "($self, value, /)", (vm, a) => concatenate(vm, vm.i32[a + 1], vm.i32[a])),
    method("__reduce__", "($self, /)", (vm, a) => {
      const items = vm.newTuple(itemsInOrder(vm, vm.i32[a]));
      return vm.newTuple([vm.keep(vm.typeObject(T_TEMPLATE)), items]);
    }),
  ],
};
