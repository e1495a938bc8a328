/**
 * `_ast`: the classes of syntax-tree nodes, made from Python 3.14's abstract grammar.
 *
 * @module
 */
import {
  type Address,
  NONE,
  part,
  T_AST,
  T_INT,
  T_LIST,
  T_OBJECT,
  T_STR,
  T_TYPE,
  type Value,
} from "@orochi/object";
import {
  makeClass,
  method,
  type NativeModule,
  newFromType,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { ATTRIBUTES, type Field, grammar } from "./ast_grammar.ts";
import { initialise, isName, listed, nodeName, replaceNode } from "./ast_construction.ts";
import { syntaxTrees } from "./ast_trees.ts";
import { dictCopy, dictGetSet, newGenericAlias, objectDict, reprText } from "@orochi/vm/kernel";

/** Operation of `|` in ORDER BINARY. */
const OR = 11;

/** A list, dict or tuple's worth of strs. */
function names(vm: Vm, texts: readonly string[]): Value {
  return vm.newTuple(texts.map((text) => vm.intern(text)));
}

/** Makes a class of nodes and puts it into the module. */
function addClass(
  vm: Vm,
  module: Value,
  name: string,
  base: string,
  fields: readonly Field[],
  attributes: readonly string[] | null,
  doc: string,
): boolean {
  const namespace = vm.newDict();
  if (namespace === 0) return false;
  const set = (key: string, value: Value) => vm.dictSetOwned(namespace, key, value);
  const fieldNames = fields.map((field) => field.name);
  let done = set("__module__", vm.intern("ast")) && set("__doc__", vm.newStr(doc)) &&
    set("_fields", names(vm, fieldNames)) && set("__match_args__", names(vm, fieldNames));
  if (attributes !== null) {
    done = done && set("_attributes", names(vm, attributes));
    for (const optional of ["end_lineno", "end_col_offset"]) {
      if (attributes === ATTRIBUTES) done = done && set(optional, NONE);
    }
  }
  for (const field of fields) if (field.optional && !field.many) done = done && set(field.name, NONE);
  const bases = vm.newTuple([vm.keep(vm.dictGetStr(module, base))]);
  const made = done && bases !== 0
    ? makeClass(vm, vm.typeObject(T_TYPE), vm.intern(name), bases, namespace)
    : 0;
  vm.decref(bases);
  vm.decref(namespace);
  return vm.dictSetOwned(module, name, made);
}

/** `_field_types` of a class: what each field holds. */
function addFieldTypes(vm: Vm, module: Value, name: string, fields: readonly Field[]): boolean {
  const types = vm.newDict();
  if (types === 0) return false;
  let done = true;
  for (const field of fields) {
    let type = vm.keep(fieldType(vm, module, field.type));
    if (field.many || field.optional) {
      const plain = type;
      type = field.many ? newGenericAlias(vm, vm.typeObject(T_LIST), plain) : vm.binary(OR, plain, NONE);
      vm.decref(plain);
    }
    done = done && vm.dictSetOwned(types, field.name, type);
  }
  const made = vm.dictGetStr(module, name);
  const set = done && vm.setAttr(made, vm.intern("_field_types"), types) &&
    vm.setAttr(made, vm.names.__annotations__, types);
  vm.decref(types);
  return set;
}

/** The class of a field's type (borrowed). */
function fieldType(vm: Vm, module: Value, name: string): Value {
  switch (name) {
    case "identifier":
    case "string":
      return vm.typeObject(T_STR);
    case "int":
      return vm.typeObject(T_INT);
    case "constant":
      return vm.typeObject(T_OBJECT);
    default:
      return vm.dictGetStr(module, name);
  }
}

/** Makes all classes. */
function addClasses(vm: Vm, module: Value): boolean {
  const { rules } = grammar();
  const done = rules.every(({ name, sum, doc, attributes, fields, constructors }) =>
    addClass(vm, module, name, "AST", fields, attributes, doc) &&
    (!sum ||
      constructors.every((constructor) =>
        addClass(vm, module, constructor.name, name, constructor.fields, null, constructor.doc)
      ))
  );
  return done &&
    rules.every(({ name, sum, fields, constructors }) =>
      addFieldTypes(vm, module, name, fields) &&
      (!sum ||
        constructors.every((constructor) => addFieldTypes(vm, module, constructor.name, constructor.fields)))
    );
}

/** `Name(id='x', ctx=Load())`, three levels deep at most. */
function repr(vm: Vm, self: Address, depth: number): string | null {
  const type = vm.typeOf(self);
  const fields = listed(vm, type, "_fields");
  if (fields === null) return null;
  if (depth <= 0) return `${nodeName(vm, type)}(...)`;
  const parts: string[] = [];
  for (const field of fields) {
    const value = isName(vm, field) ? vm.getAttr(self, field) : 0;
    const text = value === 0 ? null : describe(vm, value, depth - 1);
    vm.decref(value);
    if (text === null) return null;
    parts.push(`${vm.js(field)}=${text}`);
  }
  return `${nodeName(vm, type)}(${parts.join(", ")})`;
}

function describe(vm: Vm, value: Value, depth: number): string | null {
  if (vm.layout(value) === T_AST) return repr(vm, value, depth);
  if (!vm.isList(value)) return reprText(vm, value);
  const count = vm.listLength(value);
  const shown: string[] = [];
  for (const i of count > 2 ? [0, count - 1] : Array.from({ length: count }, (_, k) => k)) {
    const text = describe(vm, vm.listItem(value, i), depth);
    if (text === null) return null;
    shown.push(text);
  }
  if (count > 2) shown.splice(1, 0, "...");
  return `[${shown.join(", ")}]`;
}

/** `ast.AST`. */
export const astType: TypeDefinition = {
  index: T_AST,
  name: "AST",
  module: "ast",
  basicSize: part(1),
  subclassable: true,
  dictOffset: part(0),
  getset: [dictGetSet],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], part(1))),
    slot(
      "__init__",
      "($self, /, *args, **kwargs)",
      (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const text = repr(vm, vm.i32[a], 3);
      return text === null ? 0 : vm.newStr(text);
    }),
    method("__replace__", "($self, /, *args, **kwargs)", (vm, a) => {
      if (vm.tupleLength(vm.i32[a + 1]) === 0) return replaceNode(vm, vm.i32[a], vm.i32[a + 2]);
      return vm.raiseType("__replace__() takes no positional arguments");
    }, "Return a copy of the AST node with new values for the specified fields."),
    method("__reduce__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const dict = objectDict(vm, self);
      return dict === 0 ? 0 : vm.newTuple([vm.keep(vm.typeOf(self)), vm.newTuple([]), dictCopy(vm, dict)]);
    }),
  ],
};

const CONSTANTS: Readonly<Record<string, number>> = {
  PyCF_ONLY_AST: 0x400,
  PyCF_TYPE_COMMENTS: 0x1000,
  PyCF_ALLOW_TOP_LEVEL_AWAIT: 0x2000,
  PyCF_OPTIMIZED_AST: 0x8400,
};

/** The module. */
export const astModule: NativeModule = {
  name: "_ast",
  functions: [],
  trees: syntaxTrees,
  populate: (vm, _module, dict) => {
    const type = vm.typeObject(T_AST);
    const own = vm.typeDict(type);
    for (const name of ["_fields", "_attributes", "__match_args__"]) {
      if (!vm.dictSetOwned(own, name, vm.newTuple([]))) return false;
    }
    if (!vm.dictSetStr(dict, "AST", type)) return false;
    for (const [name, value] of Object.entries(CONSTANTS)) {
      if (!vm.dictSetOwned(dict, name, vm.newInt(value))) return false;
    }
    return addClasses(vm, dict);
  },
};
