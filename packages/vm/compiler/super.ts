/**
 * `super().name` without making a super object.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { TEMPORARY } from "./assembler.ts";
import { loadName } from "./names.ts";
import type { Attribute, Located } from "./nodes.ts";
import { PARAMETER } from "./scopes.ts";
import { Access, ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** The first parameter of the unit's function, or null. */
function firstParameter(unit: Unit): string | null {
  if (unit.own.kind !== "function" || unit.argCount === 0) return null;
  for (const [name, bits] of unit.own.names) if (bits & PARAMETER) return name;
  return null;
}

/** Computes `super().name` where `super` is the builtin as far as can be seen and a class is around; else null. */
export function loadSuperAttribute(unit: Unit, node: Attribute, destination: number): number | null {
  const { value } = node;
  if (value.kind !== "Call" || value.func.kind !== "Name" || value.func.id !== "super") return null;
  if (value.args.length > 0 || value.keywords.length > 0 || node.ctx !== "Load") return null;
  const self = firstParameter(unit);
  if (self === null || unit.scope !== unit.own || node.attr === "__class__") return null;
  if (unit.own.resolve("super") !== "global-implicit" || unit.own.resolve("__class__") !== "free") {
    return null;
  }
  if (moduleBindsSuper(unit)) return null;
  const run = TEMPORARY + unit.depth;
  loadName(unit, "super", FRESH, value.func);
  loadName(unit, "__class__", FRESH, value);
  const instance = loadSelf(unit, self, value);
  unit.release(instance);
  unit.depth -= 2;
  const name = unit.nameIndex(unit.mangle(node.attr));
  return unit.emitTo(Op.LOAD_SUPER_ATTR, destination, [run, instance, name, 0], node);
}

function loadSelf(unit: Unit, self: string, node: Located): number {
  const { access, register } = unit.lookUp(self);
  if (access === Access.Local) {
    unit.emit(Op.CHECK_BOUND, [register, unit.localNameIndex(self)], node);
    return register;
  }
  return loadName(unit, self, ANYWHERE, node);
}

/** A module that has a `super` of its own gets no shortcut. */
function moduleBindsSuper(unit: Unit): boolean {
  let scope = unit.own;
  while (scope.parent !== null) scope = scope.parent;
  return scope.binds("super");
}
