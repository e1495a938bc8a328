/**
 * From a syntax tree to instances of `_ast`'s classes, as `ast.parse` gives them.
 *
 * @module
 */
import { ELLIPSIS, FALSE, NONE, part, T_FROZENSET, TRUE, type Value } from "@orochi/object";
import type { ConstantValue, ModuleNode } from "@orochi/syntax";
import type { Vm } from "@orochi/vm";
import { objectDict } from "@orochi/vm/kernel";
import { type Constructor, type Field, grammar } from "./ast_grammar.ts";

/** Nodes within one another before it is too much for the stack. */
export const MAX_NODES_DEEP = 1500;
/** Where the module keeps the one instance of each operator and context. */
const SINGLETONS = "_singletons";

/** A node of which nothing but its kind is known. */
export interface AnyNode {
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** The dict of `_ast` (borrowed), which is imported if need be; 0 with an exception set. */
export function astClasses(vm: Vm): Value {
  const name = vm.newStr("_ast");
  const module = name === 0 ? 0 : vm.call(vm.dictGetInterned(vm.builtins, vm.names.__import__), name);
  vm.decref(name);
  // sys.modules keeps it.
  vm.decref(module);
  return module === 0 ? 0 : objectDict(vm, module);
}

/** The Python value of a constant; 0 when memory is exhausted. */
export function constantObject(vm: Vm, constant: ConstantValue): Value {
  switch (constant.type) {
    case "None":
      return NONE;
    case "True":
      return TRUE;
    case "False":
      return FALSE;
    case "Ellipsis":
      return ELLIPSIS;
    case "int":
      return vm.newBigInt(constant.value);
    case "float":
      return vm.newFloat(constant.value);
    case "complex":
      return vm.newComplex(constant.real ?? 0, constant.imag);
    case "str":
      return vm.newStr(constant.value);
    case "surrogates":
      return vm.newStrOfPoints(constant.points);
    case "bytes":
      return vm.newBytes(constant.value);
    case "tuple":
      return vm.newTuple(constant.items.map((item) => constantObject(vm, item)));
    case "frozenset": {
      const set = vm.newSet(T_FROZENSET);
      for (const item of constant.items) {
        const value = set === 0 ? 0 : constantObject(vm, item);
        const added = value !== 0 && vm.setAdd(set, value);
        vm.decref(value);
        if (added) continue;
        vm.decref(set);
        return 0;
      }
      return set;
    }
  }
}

/** The objects of a tree; 0 with an exception set. */
export function treeToObject(vm: Vm, tree: ModuleNode): Value {
  const classes = astClasses(vm);
  return classes === 0 ? 0 : new Writer(vm, classes).node(tree as unknown as AnyNode);
}

class Writer {
  readonly #constructors = grammar().constructors;
  #depth = 0;

  constructor(private readonly vm: Vm, private readonly classes: Value) {}

  /** The object of a node. */
  node(node: AnyNode): Value {
    const { vm } = this;
    if (++this.#depth > MAX_NODES_DEEP) {
      return vm.raise("RecursionError", "maximum recursion depth exceeded during ast construction");
    }
    const constructor = this.#constructors.get(node.kind)!;
    const self = vm.allocLike(vm.dictGetStr(this.classes, node.kind), part(1));
    const dict = self === 0 ? 0 : objectDict(vm, self);
    let done = dict !== 0;
    for (const field of constructor.fields) {
      done = done && this.#set(dict, field.name, this.#field(field, this.#read(node, constructor, field)));
    }
    for (const name of constructor.rule.attributes) {
      done = done && this.#set(dict, name, vm.newInt(node[name] as number));
    }
    this.#depth--;
    if (done) return self;
    vm.decref(self);
    return 0;
  }

  /** `kind` of a Constant collides with what all nodes have. */
  #read(node: AnyNode, constructor: Constructor, field: Field): unknown {
    if (field.name === "kind") return node.prefix;
    return constructor.name === "ImportFrom" && field.name === "level" ? node.level ?? 0 : node[field.name];
  }

  #set(dict: Value, name: string, value: Value): boolean {
    return value !== 0 && this.vm.dictSetOwned(dict, name, value);
  }

  #field(field: Field, value: unknown): Value {
    if (!field.many) return this.#value(field.type, value);
    const items: Value[] = [];
    for (const item of value as readonly unknown[] ?? []) {
      const made = this.#value(field.type, item);
      if (made === 0) {
        for (const other of items) this.vm.decref(other);
        return 0;
      }
      items.push(made);
    }
    return this.vm.newList(items);
  }

  #value(type: string, value: unknown): Value {
    const { vm } = this;
    if (value === null || value === undefined) return NONE;
    switch (type) {
      case "identifier":
        return vm.intern(value as string);
      case "string":
        return vm.newStr(value as string);
      case "int":
        return vm.newInt(Number(value));
      case "constant":
        return constantObject(vm, value as ConstantValue);
      default:
        return typeof value === "string" ? this.#singleton(value) : this.node(value as AnyNode);
    }
  }

  /** The one instance of a class without fields. */
  #singleton(name: string): Value {
    const { vm, classes } = this;
    let singletons = vm.dictGetStr(classes, SINGLETONS);
    if (singletons === 0) {
      if (!vm.dictSetOwned(classes, SINGLETONS, vm.newDict())) return 0;
      singletons = vm.dictGetStr(classes, SINGLETONS);
    }
    const known = vm.dictGetStr(singletons, name);
    if (known !== 0) return vm.keep(known);
    const made = vm.call(vm.dictGetStr(classes, name));
    return made !== 0 && vm.dictSetStr(singletons, name, made) ? made : 0;
  }
}
