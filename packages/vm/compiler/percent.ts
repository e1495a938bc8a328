/**
 * `"%d of %s" % (a, b)`: a constant format with as many values as it has conversions is a str put together of the texts
 * of its values, as an f-string is.
 *
 * @module
 */
import type { Constant } from "../bytecode/code_unit.ts";
import { Op, PERCENT_CONVERSION } from "../bytecode/opcodes.ts";
import { type Conversion, percentParts } from "../format/percent_parts.ts";
import { TEMPORARY } from "./assembler.ts";
import { visit } from "./expressions.ts";
import { fold } from "./fold.ts";
import type { Expression } from "./nodes.ts";
import { conversionCode } from "./strings.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** Most values, all of which have registers at the same time. */
const MOST_VALUES = 32;

/** Compiles it, and returns the register; -1 where the operator itself is needed. */
export function percentFormat(
  unit: Unit,
  node: Expression & { kind: "BinOp" },
  destination: number,
): number {
  const { left, right } = node;
  if (node.op !== "Mod" || right.kind !== "Tuple" || right.elts.length > MOST_VALUES) return -1;
  if (right.elts.some(({ kind }) => kind === "Starred")) return -1;
  const format = fold(unit.context, left);
  if (format === null || format.type !== "str") return -1;
  const parts = percentParts(format.value);
  if (parts === null) return -1;
  const conversions = parts.filter((part) => typeof part !== "string");
  if (conversions.length === 0 || conversions.length !== right.elts.length) return -1;
  // As CPython does: where all are texts, each is made when its value is there, else once all values are.
  const texts = conversions.every(isText), inTurn = texts || conversions.length === 1;
  const first = TEMPORARY + unit.depth;
  if (!inTurn) { for (const value of right.elts) visit(unit, value, FRESH); }
  const pieces = TEMPORARY + unit.depth;
  let used = 0;
  for (const part of parts) {
    const into = parts.length === 1 ? destination : FRESH;
    if (typeof part === "string") {
      unit.loadConstant({ type: "str", value: part }, into, node);
      continue;
    }
    const value = inTurn ? visit(unit, right.elts[used], ANYWHERE) : first + used;
    used++;
    const [conversion, spec] = texts
      ? [conversionCode(part.code), specOf(part)]
      : [PERCENT_CONVERSION, part.text === "%s" ? "" : part.text];
    if (spec !== "") {
      const constant: Constant = { type: "str", value: spec };
      const text = unit.loadConstant(constant, FRESH, node);
      unit.release(text);
      if (inTurn) unit.release(value);
      unit.emitTo(Op.FORMAT_WITH_SPEC, into, [value, text, conversion], node);
    } else {
      if (inTurn) unit.release(value);
      unit.emitTo(Op.FORMAT_VALUE, into, [value, conversion], node);
    }
  }
  if (parts.length === 1) return destination >= 0 ? destination : pieces;
  unit.depth = first - TEMPORARY;
  return unit.emitTo(Op.BUILD_STRING, destination, [pieces, parts.length], node);
}

/** Whether CPython's compiler makes a field of an f-string of it. */
export function isText({ text, conversion, spec }: Conversion): boolean {
  return "sra".includes(conversion) && !/[hlL]/.test(text) && spec.width < 100;
}

/** The specification of that field. */
export function specOf({ spec: { left, width, precision } }: Conversion): string {
  return (!left && width > 0 ? ">" : "") + (width < 0 ? "" : width) + (precision < 0 ? "" : `.${precision}`);
}
