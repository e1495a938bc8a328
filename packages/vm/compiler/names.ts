/**
 * Reading, writing and deleting names.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import type { Located } from "./nodes.ts";
import { Access, ANYWHERE, type Unit } from "./unit.ts";

/** Reads a name. With {@linkcode ANYWHERE} a local is returned as it is. */
export function loadName(unit: Unit, id: string, destination: number, node: Located): number {
  const name = unit.mangle(id);
  const { access, register } = unit.lookUp(name);
  switch (access) {
    case Access.Local:
      unit.emit(Op.CHECK_BOUND, [register, unit.localNameIndex(name)], node);
      return destination === ANYWHERE || destination === register
        ? register
        : unit.emitTo(Op.MOVE, destination, [register], node);
    case Access.Cell:
      return unit.emitTo(Op.LOAD_DEREF, destination, [register, unit.localNameIndex(name)], node);
    case Access.Global:
      return unit.emitTo(Op.LOAD_GLOBAL, destination, [unit.nameIndex(name), 0], node);
    case Access.Name:
      return unit.emitTo(Op.LOAD_NAME, destination, [unit.nameIndex(name)], node);
    case Access.ClassCell:
    case Access.DictOrCell: {
      const mapping = loadNamespace(unit, access, node);
      unit.release(mapping);
      const operands = [mapping, register, unit.localNameIndex(name)];
      return unit.emitTo(Op.LOAD_FROM_DICT_OR_DEREF, destination, operands, node);
    }
    case Access.DictOrGlobal: {
      const mapping = loadNamespace(unit, access, node);
      unit.release(mapping);
      return unit.emitTo(Op.LOAD_FROM_DICT_OR_GLOBAL, destination, [mapping, unit.nameIndex(name)], node);
    }
  }
}

/** The mapping that a class body, or an annotation scope in it, searches first. */
function loadNamespace(unit: Unit, access: Access, node: Located): number {
  if (access === Access.ClassCell) return unit.emitTo(Op.LOAD_LOCALS, -2, [], node);
  return loadName(unit, "__classdict__", -2, node);
}

/** The register that a value for this name is best computed into: the local itself, else {@linkcode ANYWHERE}. */
export function nameDestination(unit: Unit, id: string): number {
  const { access, register } = unit.lookUp(unit.mangle(id));
  return access === Access.Local ? register : ANYWHERE;
}

/** Assigns `value`, which is released already, to a name. */
export function storeName(unit: Unit, id: string, value: number, node: Located): void {
  const name = unit.mangle(id);
  const { access, register } = unit.lookUp(name);
  switch (access) {
    case Access.Local:
      if (value !== register) unit.emit(Op.MOVE, [register, value], node);
      return;
    case Access.Cell:
    case Access.ClassCell:
    case Access.DictOrCell:
      return unit.emit(Op.STORE_DEREF, [register, value], node);
    case Access.Name:
      return unit.emit(Op.STORE_NAME, [unit.nameIndex(name), value], node);
    case Access.Global:
    case Access.DictOrGlobal:
      return unit.emit(Op.STORE_GLOBAL, [unit.nameIndex(name), value], node);
  }
}

/** Assigns to a name a copy of a temporary, which stays live. */
export function storeCopy(unit: Unit, id: string, value: number, node: Located): void {
  const local = nameDestination(unit, id);
  const copy = unit.emitTo(Op.COPY, local, [value], node);
  if (local !== ANYWHERE) return;
  unit.release(copy);
  storeName(unit, id, copy, node);
}

/** Deletes a name; an unbound one is an error. */
export function deleteName(unit: Unit, id: string, node: Located): void {
  const name = unit.mangle(id);
  const { access, register } = unit.lookUp(name);
  switch (access) {
    case Access.Local:
      unit.emit(Op.CHECK_BOUND, [register, unit.localNameIndex(name)], node);
      return unit.emit(Op.CLEAR, [register], node);
    case Access.Cell:
    case Access.ClassCell:
    case Access.DictOrCell:
      return unit.emit(Op.DELETE_DEREF, [register, unit.localNameIndex(name)], node);
    case Access.Name:
      return unit.emit(Op.DELETE_NAME, [unit.nameIndex(name)], node);
    case Access.Global:
    case Access.DictOrGlobal:
      return unit.emit(Op.DELETE_GLOBAL, [unit.nameIndex(name)], node);
  }
}

/** Unbinds the name of `except ... as name`, which the block may have deleted itself. */
export function forgetName(unit: Unit, id: string, node: Located): void {
  const { access, register } = unit.lookUp(unit.mangle(id));
  if (access === Access.Local) return unit.emit(Op.CLEAR, [register], node);
  const none = unit.loadNone(-2, node);
  unit.release(none);
  storeName(unit, id, none, node);
  deleteName(unit, id, node);
}
