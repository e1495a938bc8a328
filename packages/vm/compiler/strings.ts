/**
 * f-strings and t-strings.
 *
 * @module
 */
import { joinConstants, type TextConstant } from "@orochi/syntax";
import type { Constant } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { TEMPORARY } from "./assembler.ts";
import { operandBefore, visit } from "./expressions.ts";
import { literal } from "./fold.ts";
import type { FormattedValue, Interpolation, JoinedStr, TemplateStr } from "./nodes.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

const EMPTY: TextConstant = { type: "str", value: "" };

/** The instructions' number of a conversion, which the tree gives as a character's code or -1. */
export function conversionCode(conversion: number): number {
  switch (conversion) {
    case 115:
      return 1;
    case 114:
      return 2;
    case 97:
      return 3;
    default:
      return 0;
  }
}

/** `f"..."`. */
export function joinedString(unit: Unit, node: JoinedStr, destination: number): number {
  const { values } = node;
  if (values.length === 0) return unit.loadConstant(EMPTY, destination, node);
  if (values.length === 1) return visit(unit, values[0], destination);
  const first = TEMPORARY + unit.depth;
  for (const value of values) visit(unit, value, FRESH);
  unit.depth -= values.length;
  return unit.emitTo(Op.BUILD_STRING, destination, [first, values.length], node);
}

/** `{value!conversion:spec}`. */
export function formattedValue(
  unit: Unit,
  node: FormattedValue | Interpolation,
  destination: number,
): number {
  const conversion = conversionCode(node.conversion);
  if (node.format_spec === null) {
    const value = visit(unit, node.value, ANYWHERE);
    unit.release(value);
    return unit.emitTo(Op.FORMAT_VALUE, destination, [value, conversion], node);
  }
  const value = operandBefore(unit, node.value, node.format_spec);
  const spec = visit(unit, node.format_spec, ANYWHERE);
  unit.release(spec);
  unit.release(value);
  return unit.emitTo(Op.FORMAT_WITH_SPEC, destination, [value, spec, conversion], node);
}

/** `t"..."`: the literal parts, one more than there are interpolations, and the interpolations. */
export function templateString(unit: Unit, node: TemplateStr, destination: number): number {
  const strings: Constant[] = [];
  const interpolations: Interpolation[] = [];
  let text: TextConstant = EMPTY;
  for (const part of node.values) {
    if (part.kind === "Interpolation") {
      strings.push(text);
      text = EMPTY;
      interpolations.push(part);
    } else if (part.kind === "Constant") {
      const { value } = part;
      if (value.type === "str" || value.type === "surrogates") text = joinConstants(text, value);
    }
  }
  strings.push(text);
  const literals = unit.loadConstant({ type: "tuple", items: strings }, FRESH, node);
  const first = TEMPORARY + unit.depth;
  for (const part of interpolations) interpolation(unit, part);
  unit.depth -= interpolations.length;
  const values = unit.emitTo(Op.BUILD_TUPLE, FRESH, [first, interpolations.length], node);
  unit.release(values);
  unit.release(literals);
  return unit.emitTo(Op.BUILD_TEMPLATE, destination, [literals, values], node);
}

function interpolation(unit: Unit, node: Interpolation): number {
  const value = visit(unit, node.value, FRESH);
  unit.loadConstant(literal(node.str), FRESH, node);
  const spec = node.format_spec === null
    ? unit.loadConstant(EMPTY, FRESH, node)
    : visit(unit, node.format_spec, FRESH);
  unit.depth -= 3;
  return unit.emitTo(Op.BUILD_INTERPOLATION, FRESH, [value, spec, conversionCode(node.conversion)], node);
}
