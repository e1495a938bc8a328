/**
 * From instances of `_ast`'s classes to the syntax tree that the compiler takes.
 *
 * @module
 */
import {
  charAt,
  COMPLEX_IMAGINARY,
  COMPLEX_REAL,
  ELLIPSIS,
  FALSE,
  NONE,
  T_AST,
  T_BYTES,
  T_COMPLEX,
  T_FLOAT,
  T_FROZENSET,
  T_INT,
  T_STR,
  T_TUPLE,
  TRUE,
  type Value,
} from "@orochi/object";
import { type ConstantValue, InvalidTree, type ModuleNode, validate } from "@orochi/syntax";
import type { SyntaxTrees, Vm } from "@orochi/vm";
import { type Constructor, type Field, grammar, type Rule } from "./ast_grammar.ts";
import { astClasses, MAX_NODES_DEEP, treeToObject } from "./ast_objects.ts";

/** Which class of module each mode compiles. */
const ROOTS = { exec: "Module", eval: "Expression", single: "Interactive" } as const;

/** What a field holds, read; {@linkcode FAILED} with an exception set. */
type Read = unknown;
const FAILED = Symbol("failed");

/** Whether a value is a node. */
function isNode(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_AST;
}

class Reader {
  readonly #grammar = grammar();
  #depth = 0;

  constructor(private readonly vm: Vm, private readonly classes: Value) {}

  /** The tree of an object that must belong to a rule. */
  node(value: Value, rule: Rule): Read {
    const { vm } = this;
    if (++this.#depth > MAX_NODES_DEEP) {
      vm.raise("RecursionError", `maximum recursion depth exceeded during  traversing '${rule.name}' node`);
      return FAILED;
    }
    const fields: Record<string, Read> = {};
    // Attributes of a sum are looked at before the constructor is, as CPython does.
    if (rule.sum && !this.#attributes(value, rule, fields)) return FAILED;
    const constructor = this.#constructorOf(value, rule);
    if (constructor === null) {
      if (!vm.failed()) vm.raiseType(`expected some sort of ${rule.name}, but got ${vm.jsRepr(value)}`);
      return FAILED;
    }
    if (constructor.fields.length === 0 && rule.sum && rule.attributes.length === 0) {
      this.#depth--;
      return constructor.name;
    }
    for (const field of constructor.fields) {
      const read = this.#field(value, constructor, field);
      if (read === FAILED) return FAILED;
      fields[field.name === "kind" ? "prefix" : field.name] = read;
    }
    if (!rule.sum && !this.#attributes(value, rule, fields)) return FAILED;
    this.#depth--;
    fields.kind = constructor.name;
    return fields;
  }

  #constructorOf(value: Value, rule: Rule): Constructor | null {
    const { vm } = this;
    if (!isNode(vm, value)) return null;
    const name = vm.shortTypeName(value);
    const exact = this.#grammar.constructors.get(name);
    if (
      exact !== undefined && exact.rule === rule && vm.dictGetStr(this.classes, name) === vm.typeOf(value)
    ) {
      return exact;
    }
    for (const constructor of rule.constructors) {
      const is = vm.isInstance(value, vm.dictGetStr(this.classes, constructor.name));
      if (is !== 0) return is > 0 ? constructor : null;
    }
    return null;
  }

  #attributes(value: Value, rule: Rule, into: Record<string, Read>): boolean {
    const { vm } = this;
    // A value of another kind has none, and is refused by its class.
    if (!isNode(vm, value)) return true;
    for (const name of rule.attributes) {
      const found = vm.getAttrOptional(value, vm.intern(name));
      if (found === 0 && vm.failed()) return false;
      const optional = name.startsWith("end_") && rule.name !== "pattern" && rule.name !== "type_param";
      if (found === 0 || (found === NONE && optional)) {
        if (!optional) {
          vm.raiseType(`required field "${name}" missing from ${rule.name}`);
          return false;
        }
        into[name] = into[name.slice(4)];
        continue;
      }
      const read = this.#integer(found);
      vm.decref(found);
      if (read === FAILED) return false;
      into[name] = read;
    }
    return true;
  }

  #field(value: Value, constructor: Constructor, field: Field): Read {
    const { vm } = this;
    const found = vm.getAttrOptional(value, vm.intern(field.name));
    if (found === 0 && vm.failed()) return FAILED;
    let read: Read;
    if (field.many) read = found === 0 ? [] : this.#list(found, constructor, field);
    else if (found === 0 || found === NONE) {
      if (field.optional) read = null;
      else if (found === NONE && field.type === "constant") read = { type: "None" };
      else {
        read = FAILED;
        if (found === 0) vm.raiseType(`required field "${field.name}" missing from ${constructor.name}`);
        else if (field.type === "int") vm.raiseValue("invalid integer value: None");
        else vm.raiseValue(`field '${field.name}' is required for ${constructor.name}`);
      }
    } else read = this.#value(found, field.type);
    vm.decref(found);
    return read;
  }

  #list(list: Value, constructor: Constructor, field: Field): Read {
    const { vm } = this;
    if ((list & 1) !== 0 || !vm.isList(list)) {
      const where = `${constructor.name} field "${field.name}"`;
      vm.raiseType(`${where} must be a list, not a ${vm.typeName(list)}`);
      return FAILED;
    }
    const items: Read[] = [];
    const count = vm.listLength(list);
    for (let i = 0; i < count; i++) {
      const item = vm.keep(vm.listItem(list, i));
      const read = item === NONE ? null : this.#value(item, field.type);
      vm.decref(item);
      if (read === FAILED) return FAILED;
      items.push(read);
      if (vm.listLength(list) !== count) {
        const where = `${constructor.name} field "${field.name}"`;
        vm.raise("RuntimeError", `${where} changed size during iteration`);
        return FAILED;
      }
    }
    return items;
  }

  #value(value: Value, type: string): Read {
    const { vm } = this;
    switch (type) {
      case "identifier":
        if (vm.isExact(value, T_STR)) return vm.js(value);
        vm.raiseType("AST identifier must be of type str");
        return FAILED;
      case "string":
        if (vm.isExact(value, T_STR)) return vm.js(value);
        vm.raiseType("AST string must be of type str");
        return FAILED;
      case "int":
        return this.#integer(value);
      case "constant":
        return this.#constant(value);
      default:
        return this.node(value, this.#grammar.rule.get(type)!);
    }
  }

  #integer(value: Value): Read {
    const { vm } = this;
    if (!vm.isInt(value)) {
      vm.raiseValue(`invalid integer value: ${vm.jsRepr(value)}`);
      return FAILED;
    }
    const number = vm.number(value);
    if (number >= -(2 ** 31) && number < 2 ** 31) return number;
    vm.raise("OverflowError", "Python int too large to convert to C int");
    return FAILED;
  }

  #constant(value: Value): Read {
    const constant = this.#constantOrNull(value);
    if (constant !== null) return constant;
    if (!this.vm.failed()) this.vm.raiseType(`got an invalid type in Constant: ${this.#strange(value)}`);
    return FAILED;
  }

  /** Name of the type that makes a constant invalid: of a collection's item, where it has one. */
  #strange(value: Value): string {
    const { vm } = this;
    let name = vm.typeName(value);
    if (!vm.isExact(value, T_TUPLE) && !vm.isExact(value, T_FROZENSET)) return name;
    vm.iterate(value, (item) => {
      if (this.#constantOrNull(item) === null) name = this.#strange(item);
      return true;
    });
    return name;
  }

  #constantOrNull(value: Value): ConstantValue | null {
    const { vm } = this;
    if (value === NONE) return { type: "None" };
    if (value === TRUE) return { type: "True" };
    if (value === FALSE) return { type: "False" };
    if (value === ELLIPSIS) return { type: "Ellipsis" };
    if ((value & 1) !== 0 || vm.isExact(value, T_INT)) return { type: "int", value: vm.bigInt(value) };
    if (vm.isExact(value, T_STR)) return textConstant(vm, value);
    if (vm.isExact(value, T_FLOAT)) return { type: "float", value: vm.float(value) };
    if (vm.isExact(value, T_BYTES)) return { type: "bytes", value: vm.bytesOf(value).slice() };
    if (vm.isExact(value, T_COMPLEX)) {
      const real = vm.f64[(value + COMPLEX_REAL) >>> 3], imag = vm.f64[(value + COMPLEX_IMAGINARY) >>> 3];
      return { type: "complex", real, imag };
    }
    const tuple = vm.isExact(value, T_TUPLE);
    if (!tuple && !vm.isExact(value, T_FROZENSET)) return null;
    const items: ConstantValue[] = [];
    let valid = true;
    const done = vm.iterate(value, (item) => {
      const constant = this.#constantOrNull(item);
      if (constant === null) valid = false;
      else items.push(constant);
      return true;
    });
    return done && valid ? { type: tuple ? "tuple" : "frozenset", items } : null;
  }
}

/** A str as a constant. */
function textConstant(vm: Vm, value: Value): ConstantValue {
  const text = vm.js(value), points: number[] = [];
  const pairs = text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0;
  // As many characters as JavaScript takes them for, or more: surrogates that stand apart.
  if (pairs === 0 || text.length - pairs === vm.length(value)) return { type: "str", value: text };
  for (let i = 0; i < vm.length(value); i++) points.push(charAt(vm.objects, value, i));
  return { type: "surrogates", points };
}

/** Whether a value is of the class that the root of a tree has; false with an exception set. */
function isRoot(vm: Vm, value: Value, mode: keyof typeof ROOTS): boolean {
  const classes = astClasses(vm);
  if (classes === 0) return false;
  const root = ROOTS[mode];
  const is = vm.isInstance(value, vm.dictGetStr(classes, root));
  if (is === 0) vm.raiseType(`expected ${root} node, got ${vm.typeName(value)}`);
  return is > 0;
}

function objectToTree(vm: Vm, value: Value, mode: keyof typeof ROOTS): ModuleNode | null {
  const classes = astClasses(vm);
  if (classes === 0 || !isRoot(vm, value, mode)) return null;
  const read = new Reader(vm, classes).node(value, grammar().rule.get("mod")!);
  if (read === FAILED) return null;
  const tree = read as ModuleNode;
  try {
    validate(tree);
  } catch (error) {
    if (!(error instanceof InvalidTree)) throw error;
    vm.raise(error.type, error.message);
    return null;
  }
  return tree;
}

/** What `compile` needs of `_ast`. */
export const syntaxTrees: SyntaxTrees = { isNode, isRoot, toObject: treeToObject, fromObject: objectToTree };
