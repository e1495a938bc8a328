/**
 * What is said of a call of a native whose arguments don't fit its parameters. CPython's words, and which of several
 * complaints comes first, depend on the calling convention, which the signature tells: positional parameters alone
 * (`METH_O` and its like), or some that may be named (`_PyArg_UnpackKeywords`).
 *
 * @module
 */
import { T_SET, T_SUPER, type Value } from "@orochi/object";
import type { NativeRecord } from "./registry.ts";
import { lookup } from "./type_lookup.ts";
import { typeNameOf } from "./values.ts";
import type { Vm } from "./vm.ts";

/** Types of one object each, which have words of their own. */
const SINGLETONS: readonly string[] = ["NoneType", "ellipsis", "NotImplementedType"];

/**
 * Raises the TypeError that a call deserves.
 *
 * @param self What was given for the first parameter, where that is `self` or a class.
 * @param given How many arguments have no name, `self` included.
 * @param kwnames Names of the others (a tuple), or 0.
 */
export function refuseCall(vm: Vm, record: NativeRecord, self: Value, given: number, kwnames: Value): -1 {
  const { signature, definition } = record;
  const named = kwnames === 0 ? 0 : vm.tupleLength(kwnames);
  if (definition.kind === "new" && given > 0) {
    const name = typeNameOf(vm, vm.typeObject(record.owner));
    if (SINGLETONS.includes(name)) {
      return complain(vm, `${name === "ellipsis" ? "EllipsisType" : name} takes no arguments`);
    }
  }
  if (signature.positionalOnly === signature.names.length && !signature.varKeywords) {
    if (named > 0 && !leavesKeywords(vm, record, self)) return refuseKeywords(vm, record, self);
    return refuseCount(vm, record, given);
  }
  const first = signature.hasSelf ? 1 : 0;
  const got = given - first;
  const most = signature.positional - first, least = signature.required - first;
  if (
    got < 0 || (signature.varKeywords && got > most) ||
    (definition.keywordsOf !== undefined && (got < least || got > most))
  ) {
    return refuseCount(vm, record, given);
  }
  if (definition.wantsOne === true && got === 0) {
    return complain(vm, `${definition.name} expected at least 1 argument, got 0`);
  }
  if (definition.countsPlainly === true && named === 0) return refuseCount(vm, record, given);
  const total = signature.names.length - first;
  const name = callName(vm, record);
  if (!signature.varArgs && !signature.varKeywords && got + named > total) {
    return complain(
      vm,
      `${name}() takes at most ${total} ${got === 0 ? "keyword " : ""}${counted(total)} (${
        got + named
      } given)`,
    );
  }
  if (!signature.varArgs && got > most) {
    if (most === 0) return complain(vm, `${name}() takes no positional arguments`);
    const bound = least < most ? "at most" : "exactly";
    return complain(vm, `${name}() takes ${bound} ${most} positional ${counted(most)} (${got} given)`);
  }
  const fewest = Math.min(signature.positionalOnly - first, least);
  if (got < fewest) {
    const bound = fewest < most ? "at least" : "exactly";
    return complain(vm, `${name}() takes ${bound} ${fewest} positional ${counted(fewest)} (${got} given)`);
  }
  const names: string[] = [];
  for (let k = 0; k < named; k++) names.push(vm.js(vm.tupleItem(kwnames, k)));
  for (let i = given; i < signature.names.length; i++) {
    if (signature.optional[i] || names.includes(signature.names[i])) continue;
    return complain(vm, `${name}() missing required argument '${signature.names[i]}' (pos ${i + 1 - first})`);
  }
  for (const keyword of names) {
    const index = signature.names.indexOf(keyword);
    if (index >= signature.positionalOnly && index < given && index < signature.positional) {
      return complain(
        vm,
        `argument for ${name}() given by name ('${keyword}') and position (${index + 1 - first})`,
      );
    }
  }
  const unknown = names.find((keyword) => signature.names.indexOf(keyword) < signature.positionalOnly);
  return complain(
    vm,
    `${definition.keywordsOf ?? name}() got an unexpected keyword argument '${unknown}'`,
  );
}

/**
 * Whether keywords are none of a constructor's business: a subclass that overrides `__init__` or `__new__` takes them
 * there, and the other one of the two is the builtin's.
 */
export function leavesKeywords(vm: Vm, record: NativeRecord, self: Value): boolean {
  // `set.__init__` takes none in any case.
  if (self === 0 || record.owner === 0 || record.owner === T_SET || !isConstructor(record)) return false;
  const makes = record.definition.kind === "new";
  const cls = makes ? self : vm.typeOf(self);
  const other = makes ? vm.names.__init__ : vm.names.__new__;
  return lookup(vm, cls, other) !== lookup(vm, vm.typeObject(record.owner), other);
}

function complain(vm: Vm, message: string): -1 {
  vm.raiseType(message);
  return -1;
}

function counted(arguments_: number): string {
  return arguments_ === 1 ? "argument" : "arguments";
}

/** What stands before a function's name where CPython tells its module: `"time."`, nothing for builtins. */
function moduleOf(vm: Vm, { definition, owner }: NativeRecord): string {
  if (owner !== 0) return "";
  for (const [name, module] of vm.registry.modules) {
    if (name !== "builtins" && module.functions.includes(definition)) return `${name}.`;
  }
  return "";
}

function refuseKeywords(vm: Vm, record: NativeRecord, self: Value): -1 {
  const { definition, owner } = record;
  const name = callName(vm, record);
  if (owner === 0 || isConstructor(record)) {
    return complain(vm, `${moduleOf(vm, record)}${name}() takes no keyword arguments`);
  }
  if (definition.kind === "slot") return complain(vm, `wrapper ${name}() takes no keyword arguments`);
  // A class method goes by the class that it was called on.
  const type = definition.kind === "classmethod" ? self : vm.typeObject(owner);
  return complain(vm, `${typeNameOf(vm, type)}.${name}() takes no keyword arguments`);
}

/** Too many arguments, or too few, where none has a name. */
function refuseCount(vm: Vm, record: NativeRecord, given: number): -1 {
  const { signature, definition } = record;
  const self = signature.hasSelf ? 1 : 0;
  const got = given - self;
  const most = signature.positional - self, least = signature.required - self;
  const bound = got < least ? least : most;
  const owner = record.owner === 0 || definition.kind === "new"
    ? moduleOf(vm, record)
    : `${typeNameOf(vm, vm.typeObject(record.owner))}.`;
  const slot = definition.kind === "slot", constructs = isConstructor(record);
  if (got < 0) {
    return complain(
      vm,
      definition.kind === "new"
        ? `${typeNameOf(vm, vm.typeObject(record.owner))}.__new__(): not enough arguments`
        : `unbound method ${owner}${definition.name}() needs an argument`,
    );
  }
  if (!slot && !constructs) {
    if (most === 0) return complain(vm, `${owner}${definition.name}() takes no arguments (${got} given)`);
    if (most === 1 && least === 1 && definition.keywordsOf === undefined) {
      return complain(vm, `${owner}${definition.name}() takes exactly one argument (${got} given)`);
    }
  }
  const words = least === most ? "expected" : got < least ? "expected at least" : "expected at most";
  if (slot && most === 2 && definition.name.endsWith("pow__")) {
    return complain(vm, `expected 1 or 2 arguments, got ${got}`);
  }
  // What instances are called with goes by the name of their type.
  const called = slot && definition.name === "__call__" ? owner.slice(0, -1) : callName(vm, record);
  const name = slot && !constructs && most < 2 && called === definition.name
    ? ""
    : `${called}${record.owner === T_SUPER ? "()" : ""} `;
  return complain(vm, `${name}${words} ${bound} ${counted(bound)}, got ${got}`);
}

/** How messages name a native: constructors by their type. */
function callName(vm: Vm, record: NativeRecord): string {
  const { definition, owner } = record;
  return owner !== 0 && isConstructor(record) ? typeNameOf(vm, vm.typeObject(owner)) : definition.name;
}

function isConstructor({ definition }: NativeRecord): boolean {
  return definition.kind === "new" || definition.name === "__init__";
}
