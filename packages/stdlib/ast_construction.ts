/**
 * How nodes of syntax trees are made: `Name('x')`, with fields that are not given, and `copy.replace()` (CPython's
 * `ast_type_init` and `ast_type_replace`).
 *
 * @module
 */
import { type Address, T_AST, T_LIST, T_TYPE, T_UNION, type Value } from "@orochi/object";
import { type Vm, warn } from "@orochi/vm";
import { dictMerge, objectDict, reprText } from "@orochi/vm/kernel";

const LATER = "This will become an error in Python 3.15.";

/** The name of a class of nodes in messages. */
export function nodeName(vm: Vm, type: Address): string {
  return type === vm.typeObject(T_AST) ? "ast.AST" : vm.typeNameOf(type);
}

/** The names that a class attribute lists, borrowed from it; null with an exception set. */
export function listed(vm: Vm, type: Address, attribute: string): Value[] | null {
  const value = vm.getAttrOptional(type, vm.intern(attribute));
  if (value === 0) return vm.failed() ? null : [];
  const names: Value[] = [];
  const done = vm.length(value) >= 0 && vm.iterate(value, (name) => {
    // The class keeps what it lists. A name that is no str is refused as soon as it is asked for.
    names.push(vm.isStr(name) ? vm.internValue(name) : name);
    return true;
  });
  vm.decref(value);
  return done ? names : null;
}

/** Whether the name of a field can be an attribute's; false with an exception set. */
export function isName(vm: Vm, field: Value): boolean {
  return vm.isStr(field) ||
    vm.raiseType(`attribute name must be string, not '${vm.typeName(field)}'`) !== 0;
}

/** `_field_types` of a class (new reference), or 0. */
function typesOf(vm: Vm, type: Address): Value {
  const types = vm.getAttrOptional(type, vm.intern("_field_types"));
  if (types === 0 || vm.isDict(types)) return types;
  vm.decref(types);
  return 0;
}

function isOptional(vm: Vm, types: Value, field: Value): boolean {
  const type = types === 0 ? 0 : vm.dictGet(types, field);
  return type !== 0 && vm.typeIndex(type) === T_UNION;
}

/** A field that was not given: an empty list, `Load()`, or what the class has; else there is a warning. */
function fillMissing(vm: Vm, self: Address, types: Value, field: Value): boolean {
  const type = vm.dictGet(types, field), name = nodeName(vm, vm.typeOf(self));
  const shown = () => reprText(vm, field);
  if (type === 0) {
    if (vm.failed()) return false;
    return warn(vm, "DeprecationWarning", `Field ${shown()} is missing from ${name}._field_types. ${LATER}`);
  }
  if (isOptional(vm, types, field)) return true;
  let value: Value = 0;
  if (vm.layout(type) === T_TYPE) {
    if (!vm.isSubtype(type, vm.typeObject(T_AST)) || vm.typeNameOf(type) !== "expr_context") {
      const words = `${name}.__init__ missing 1 required positional argument: ${shown()}. ${LATER}`;
      return warn(vm, "DeprecationWarning", words);
    }
    const load = vm.callMethod(type, vm.intern("__subclasses__"));
    value = load === 0 ? 0 : vm.call(vm.listItem(load, 0));
    vm.decref(load);
  } else {
    const origin = vm.getAttrOptional(type, vm.names.__origin__);
    if (origin === 0) return !vm.failed();
    vm.decref(origin);
    if (origin !== vm.typeObject(T_LIST)) return true;
    value = vm.newList([]);
  }
  const done = value !== 0 && isName(vm, field) && vm.setAttr(self, field, value);
  vm.decref(value);
  return done;
}

/** `AST.__init__`. */
export function initialise(vm: Vm, self: Address, args: Value, keywords: Value): boolean {
  const type = vm.typeOf(self), name = nodeName(vm, type);
  const fields = listed(vm, type, "_fields");
  if (fields === null) return false;
  const count = vm.tupleLength(args), { length } = fields;
  if (count > length) {
    const words = `${vm.typeNameOf(type)} constructor takes at most ${length} positional argument${
      length === 1 ? "" : "s"
    }`;
    return vm.raiseType(words) !== 0;
  }
  const given = new Set(fields.slice(0, count));
  for (let i = 0; i < count; i++) {
    if (!isName(vm, fields[i]) || !vm.setAttr(self, fields[i], vm.tupleItem(args, i))) return false;
  }
  let attributes: Value[] | null = null;
  const done = vm.dictIterate(keywords, (key, value) => {
    const keyword = vm.internValue(key);
    if (given.has(keyword)) {
      return vm.raiseType(`${name} got multiple values for argument ${reprText(vm, key)}`) !== 0;
    }
    if (fields.includes(keyword)) given.add(keyword);
    else if (!(attributes ??= listed(vm, type, "_attributes") ?? []).includes(keyword)) {
      const words = `${name}.__init__ got an unexpected keyword argument ${reprText(vm, key)}. ` +
        "Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.";
      if (vm.failed() || !warn(vm, "DeprecationWarning", words)) return false;
    }
    return vm.setAttr(self, keyword, value);
  });
  if (!done) return false;
  const types = fields.length === given.size ? 0 : typesOf(vm, type);
  if (types === 0) return !vm.failed();
  const filled = fields.every((field) => given.has(field) || fillMissing(vm, self, types, field));
  vm.decref(types);
  return filled;
}

/** `copy.replace(node, **changes)`. */
export function replaceNode(vm: Vm, self: Address, changes: Value): Value {
  const type = vm.typeOf(self), name = nodeName(vm, type);
  const fields = listed(vm, type, "_fields");
  const attributes = fields === null ? null : listed(vm, type, "_attributes");
  const own = attributes === null ? 0 : objectDict(vm, self);
  if (fields === null || attributes === null || own === 0) return 0;
  const known = new Set([...fields, ...attributes]), given = new Set<Value>();
  const accepted = vm.dictIterate(changes, (key) => {
    const keyword = vm.internValue(key);
    given.add(keyword);
    if (known.has(keyword)) return true;
    return vm.raiseType(`${name}.__replace__ got an unexpected keyword argument ${reprText(vm, key)}.`) !== 0;
  });
  if (!accepted) return 0;
  const types = typesOf(vm, type);
  if (vm.failed()) return 0;
  const missing = fields.filter((field) =>
    !given.has(field) && vm.dictGet(own, field) === 0 && !isOptional(vm, types, field)
  ).map((field) => reprText(vm, field)).sort();
  vm.decref(types);
  if (missing.length > 0) {
    const plural = missing.length === 1 ? "" : "s";
    return vm.raiseType(
      `${name}.__replace__ missing ${missing.length} keyword argument${plural}: ${missing.join(", ")}.`,
    );
  }
  const payload = vm.newDict();
  let done = payload !== 0;
  for (const part of known) {
    const value = vm.dictGet(own, part);
    if (value !== 0) done = done && vm.dictSet(payload, part, value);
  }
  const result = done && dictMerge(vm, payload, changes) ? vm.callWithDict(type, payload) : 0;
  vm.decref(payload);
  return result;
}
