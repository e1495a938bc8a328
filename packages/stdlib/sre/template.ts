/**
 * Templates of replacement: literals with numbers of groups between them, as `re._parser.parse_template` gives them.
 *
 * @module
 */
import { type Address, FALSE, part, T_BYTES, T_SRE_TEMPLATE, T_STR, type Value } from "@orochi/object";
import type { TypeDefinition, Vm } from "@orochi/vm";
import { hasBuffer } from "@orochi/vm/kernel";
import { makeObject, word } from "../_data.ts";

/** Words of a template: the first literal; a tuple of group, literal, group, literal... */
const LITERAL = 0, ITEMS = 1;

/** `_sre.SRE_Template`. */
export const templateType: TypeDefinition = {
  index: T_SRE_TEMPLATE,
  name: "SRE_Template",
  module: "_sre",
  basicSize: part(2),
};

/** `_sre.template(pattern, template)`. */
export function makeTemplate(vm: Vm, list: Value): Value {
  const count = vm.isList(list) ? vm.listLength(list) : 0;
  const items = Array.from({ length: count }, (_, i) => vm.listItem(list, i));
  const valid = count % 2 === 1 &&
    items.every((item, i) => i % 2 === 0 || (vm.isInt(item) && vm.number(item) >= 0));
  if (!valid) return vm.raiseType("invalid template");
  const rest = vm.newTuple(items.slice(1).map((item) => vm.keep(item)));
  return makeObject(vm, vm.typeObject(T_SRE_TEMPLATE), 2, [vm.keep(items[0]), rest]);
}

/** A str or bytes object of a template that may not have a hash; 0 with its exception set where it is not of another type. */
function hashableText(vm: Vm, template: Value): Value {
  if (vm.isStr(template)) {
    if (vm.isExact(template, T_STR)) return 0;
    vm.clearError();
    return vm.newStr(vm.js(template));
  }
  if (vm.isExact(template, T_BYTES) || !hasBuffer(vm, template)) return 0;
  vm.clearError();
  return vm.call(vm.typeObject(T_BYTES), template);
}

/** The compiled form of a template (borrowed): a new reference to what `re._compile_template` gives. */
export function compileTemplate(vm: Vm, pattern: Address, template: Value): Value {
  const importer = vm.dictGetInterned(vm.builtins, vm.names.__import__);
  const module = vm.call(importer, vm.intern("re"));
  const compile = module === 0 ? 0 : vm.getAttr(module, vm.intern("_compile_template"));
  let result = compile === 0 ? 0 : vm.call(compile, pattern, template);
  if (compile !== 0 && result === 0 && vm.matches("TypeError")) {
    const basic = hashableText(vm, template);
    if (basic !== 0) result = vm.call(compile, pattern, basic);
    vm.decref(basic);
  }
  vm.decref(module);
  vm.decref(compile);
  return result;
}

/** The literal of a template without groups (borrowed), or 0. */
export function onlyLiteral(vm: Vm, template: Value): Value {
  return vm.tupleLength(word(vm, template, ITEMS)) === 0 ? word(vm, template, LITERAL) : 0;
}

/**
 * Calls back with each literal (borrowed) and number of a group.
 *
 * @returns False if a call did.
 */
export function eachPiece(
  vm: Vm,
  template: Value,
  literal: (value: Value) => boolean,
  group: (number: number) => boolean,
): boolean {
  const items = word(vm, template, ITEMS);
  let whole = literal(word(vm, template, LITERAL));
  for (let i = 0; i < vm.tupleLength(items) && whole; i++) {
    const item = vm.tupleItem(items, i);
    whole = i % 2 === 0 ? group(vm.number(item)) : literal(item);
  }
  return whole;
}

/**
 * What a template gives.
 *
 * @param group Text of a group (new reference): False where it took no part, 0 on failure.
 */
export function expandTemplate(
  vm: Vm,
  template: Value,
  isStr: boolean,
  group: (number: number) => Value,
): Value {
  const list = vm.newList([]);
  if (list === 0) return 0;
  const done = eachPiece(vm, template, (value) => vm.listAppend(list, value), (number) => {
    const text = group(number);
    const added = text !== 0 && (text === FALSE || vm.listAppend(list, text));
    vm.decref(text);
    return added;
  });
  const separator = isStr ? vm.intern("") : vm.newBytes(new Uint8Array(0));
  const joined = done ? vm.callMethod(separator, vm.names.join, list) : 0;
  vm.decref(separator);
  vm.decref(list);
  return joined;
}
