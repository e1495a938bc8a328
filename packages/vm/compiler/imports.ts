/**
 * `import` and `from ... import`.
 *
 * @module
 */
import type { Constant } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { store } from "./assignments.ts";
import type { Expression, Import, ImportFrom, Located } from "./nodes.ts";
import { FRESH, type Unit } from "./unit.ts";

function importName(unit: Unit, module: string, level: number, names: Constant, node: Located): number {
  const levelRegister = unit.loadConstant({ type: "int", value: BigInt(level) }, FRESH, node);
  const fromList = unit.loadConstant(names, FRESH, node);
  unit.release(fromList);
  unit.release(levelRegister);
  return unit.emitTo(Op.IMPORT_NAME, FRESH, [levelRegister, fromList, unit.nameIndex(module)], node);
}

function nameNode(id: string, node: Located): Expression {
  const { lineno, end_lineno, col_offset, end_col_offset } = node;
  return { kind: "Name", id, ctx: "Store", lineno, end_lineno, col_offset, end_col_offset };
}

/** `import a.b, c as d`. */
export function importModules(unit: Unit, node: Import): void {
  for (const { name, asname } of node.names) {
    let module = importName(unit, name, 0, { type: "None" }, node);
    const parts = name.split(".");
    if (asname !== null) {
      // `import a.b.c as d` binds the innermost module.
      for (const part of parts.slice(1)) {
        const inner = unit.emitTo(Op.IMPORT_FROM, FRESH, [module, unit.nameIndex(part)], node);
        unit.release(inner);
        unit.release(module);
        unit.emit(Op.CLEAR, [module], node);
        module = unit.emitTo(Op.MOVE, FRESH, [inner], node);
      }
    }
    store(unit, nameNode(asname ?? parts[0], node), module);
  }
}

/** `from module import names`. */
export function importFrom(unit: Unit, node: ImportFrom): void {
  const items = node.names.map(({ name }) => ({ type: "str" as const, value: name }));
  const module = importName(unit, node.module ?? "", node.level ?? 0, { type: "tuple", items }, node);
  if (node.names.length > 0 && node.names[0].name === "*") {
    unit.release(module);
    return unit.emit(Op.IMPORT_STAR, [module], node);
  }
  for (const { name, asname } of node.names) {
    const value = unit.emitTo(Op.IMPORT_FROM, FRESH, [module, unit.nameIndex(name)], node);
    store(unit, nameNode(asname ?? name, node), value);
  }
  unit.drop(node);
}
