/**
 * Calls. The callable, its self (or an empty temporary) and the arguments are computed straight into the run of
 * temporaries that the instruction consumes.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { TEMPORARY } from "./assembler.ts";
import { gather } from "./displays.ts";
import { visit } from "./expressions.ts";
import type { Attribute, Call, Expression, Keyword, Located } from "./nodes.ts";
import { loadSuperAttribute } from "./super.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** The result of a call. */
export function call(unit: Unit, node: Call, destination: number): number {
  const { func, args, keywords } = node;
  const run = TEMPORARY + unit.depth;
  let place: Located = node;
  if (func.kind === "Attribute" && loadSuperAttribute(unit, func, FRESH) === null) {
    place = attributeLocation(func, node);
    if (isSpread(args, keywords)) {
      visit(unit, func, FRESH);
      unit.push();
    } else {
      const object = visit(unit, func.value, ANYWHERE);
      unit.release(object);
      const name = unit.nameIndex(unit.mangle(func.attr));
      unit.emit(Op.LOAD_METHOD, [run, object, name, 0], attributeLocation(func, func));
      unit.push();
      unit.push();
    }
  } else {
    if (func.kind !== "Attribute") visit(unit, func, FRESH);
    unit.push();
  }
  return callWith(unit, run, 0, args, keywords, destination, place);
}

/** The traceback of `a\n.b\n.c()` shows the line of the attribute's name. */
export function attributeLocation(func: Attribute, node: Located): Located {
  if (func.lineno === func.end_lineno) return node;
  const length = func.attr.length;
  const col_offset = length <= func.end_col_offset ? func.end_col_offset - length : node.col_offset;
  return {
    lineno: func.end_lineno,
    end_lineno: node.end_lineno,
    col_offset,
    end_col_offset: node.end_col_offset,
  };
}

function isSpread(args: readonly Expression[], keywords: readonly Keyword[]): boolean {
  return args.some(({ kind }) => kind === "Starred") || keywords.some(({ arg }) => arg === null);
}

/**
 * Computes the arguments of a run whose callable and self are in place, and `before` arguments after them, and
 * calls.
 */
export function callWith(
  unit: Unit,
  run: number,
  before: number,
  args: readonly Expression[],
  keywords: readonly Keyword[],
  destination: number,
  place: Located,
): number {
  if (isSpread(args, keywords)) return callSpread(unit, run, before, args, keywords, destination, place);
  for (const argument of args) visit(unit, argument, FRESH);
  for (const { value } of keywords) visit(unit, value, FRESH);
  const count = before + args.length + keywords.length;
  unit.depth = run - TEMPORARY;
  if (keywords.length === 0) return unit.emitTo(Op.CALL, destination, [run, count, 0], place);
  const items = keywords.map(({ arg }) => ({ type: "str" as const, value: arg! }));
  const names = unit.constant({ type: "tuple", items });
  return unit.emitTo(Op.CALL_KW, destination, [run, count, names, 0], place);
}

/** A call with `*` or `**`. Arguments computed before are gathered into the tuple too. */
function callSpread(
  unit: Unit,
  run: number,
  before: number,
  args: readonly Expression[],
  keywords: readonly Keyword[],
  destination: number,
  place: Located,
): number {
  const positional = run + 2;
  const [only] = args;
  if (before === 0 && args.length === 1 && only.kind === "Starred") {
    visit(unit, only.value, FRESH);
  } else if (args.some(({ kind }) => kind === "Starred")) {
    spreadArguments(unit, positional, before, args, place);
  } else {
    for (const argument of args) visit(unit, argument, FRESH);
    unit.depth = positional - TEMPORARY;
    unit.emitTo(Op.BUILD_TUPLE, FRESH, [positional, before + args.length], place);
  }
  const [mapping] = keywords, one = keywords.length === 1 && mapping.arg === null;
  // One mapping alone is taken apart by the call itself: no dict is made of it.
  if (one) visit(unit, mapping.value, FRESH);
  else if (keywords.length > 0) spreadKeywords(unit, run, keywords, place);
  unit.depth = run - TEMPORARY;
  return unit.emitTo(Op.CALL_EX, destination, [run, one ? 3 : keywords.length > 0 ? 1 : 0, 0], place);
}

function spreadArguments(
  unit: Unit,
  positional: number,
  before: number,
  args: readonly Expression[],
  place: Located,
): void {
  if (before === 0) gather(unit, false, args, place);
  else {
    unit.depth = positional - TEMPORARY;
    unit.emitTo(Op.BUILD_LIST, FRESH, [positional, before], place);
    for (const argument of args) {
      const starred = argument.kind === "Starred";
      const value = visit(unit, starred ? argument.value : argument, ANYWHERE);
      unit.release(value);
      unit.emit(starred ? Op.LIST_EXTEND : Op.LIST_APPEND, [positional, value], place);
    }
  }
  unit.depth = positional - TEMPORARY;
  unit.emitTo(Op.LIST_TO_TUPLE, FRESH, [positional], place);
}

function spreadKeywords(unit: Unit, run: number, keywords: readonly Keyword[], place: Located): void {
  const map = run + 3;
  let from = 0;
  while (from < keywords.length && keywords[from].arg !== null) from++;
  namedPairs(unit, keywords.slice(0, from), map);
  while (from < keywords.length) {
    const mapping = keywords[from];
    if (mapping.arg === null) {
      const value = visit(unit, mapping.value, ANYWHERE);
      unit.release(value);
      unit.emit(Op.DICT_MERGE, [map, value, run], place);
      from++;
      continue;
    }
    let to = from;
    while (to < keywords.length && keywords[to].arg !== null) to++;
    const more = namedPairs(unit, keywords.slice(from, to), map + 1);
    unit.release(more);
    unit.emit(Op.DICT_MERGE, [map, more, run], place);
    from = to;
  }

  function namedPairs(unit: Unit, pairs: readonly Keyword[], target: number): number {
    for (const { arg, value } of pairs) {
      unit.loadConstant({ type: "str", value: arg! }, FRESH, value);
      visit(unit, value, FRESH);
    }
    unit.depth -= 2 * pairs.length;
    return unit.emitTo(Op.BUILD_MAP, FRESH, [target, pairs.length], place);
  }
}
