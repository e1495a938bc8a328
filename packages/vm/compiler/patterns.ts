/**
 * `match`. The subject waits in a register of its own. A pattern consumes what it looks at if that is a temporary;
 * where it fails, whatever temporaries are live then are dropped on the way to the next case. Names are bound once
 * the whole pattern has matched.
 *
 * @module
 */
import type { Constant } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { Label, TEMPORARY } from "./assembler.ts";
import { jumpIf, visit } from "./expressions.ts";
import { foldAll, literal } from "./fold.ts";
import { storeName } from "./names.ts";
import type { Located, Match, MatchCase, Pattern } from "./nodes.ts";
import { statements } from "./statements.ts";
import { ANYWHERE, FRESH, type Unit } from "./unit.ts";

/** Ways to the next case, by how many temporaries are live above `base`. */
class Failure {
  readonly #labels: (Label | undefined)[] = [];

  constructor(private readonly unit: Unit, private readonly base: number, private readonly node: Located) {}

  /** The label for a failure with the present number of temporaries. */
  get label(): Label {
    return this.#labels[this.unit.depth - this.base] ??= new Label();
  }

  /** Emits the ways; control goes on behind them with `base` temporaries. */
  place(): void {
    const { unit, base, node } = this;
    for (let count = this.#labels.length - 1; count >= 0; count--) {
      const label = this.#labels[count];
      if (label !== undefined) unit.place(label);
      unit.depth = base + count;
      if (count > 0) unit.emit(Op.CLEAR, [TEMPORARY + base + count - 1], node);
    }
    unit.depth = base;
  }
}

/** One case: where it fails to and what its names have caught. */
interface Matching {
  readonly unit: Unit;
  readonly failure: Failure;
  /** Register that holds each name's value until the pattern has matched. */
  readonly captures: Map<string, number>;
}

/** `match subject: case ...`. */
export function matchStatement(unit: Unit, node: Match): void {
  const subject = unit.scratch(".subject");
  visit(unit, node.subject, subject);
  const end = new Label();
  for (const matchCase of node.cases) oneCase(unit, matchCase, subject, end);
  unit.emit(Op.CLEAR, [subject], node);
  unit.place(end);
}

function oneCase(unit: Unit, node: MatchCase, subject: number, end: Label): void {
  const { pattern, guard, body } = node;
  const failure = new Failure(unit, unit.depth, pattern);
  const matching: Matching = { unit, failure, captures: new Map() };
  match(matching, pattern, subject);
  for (const [name, register] of matching.captures) {
    storeName(unit, name, register, pattern);
    unit.emit(Op.CLEAR, [register], pattern);
  }
  if (guard !== null) jumpIf(unit, guard, false, failure.label);
  unit.emit(Op.CLEAR, [subject], pattern);
  statements(unit, body);
  unit.jump(end, pattern);
  failure.place();
  // What a failed pattern caught must not live on.
  for (const register of matching.captures.values()) unit.emit(Op.CLEAR, [register], pattern);
}

function match(matching: Matching, node: Pattern, subject: number): void {
  const { unit } = matching;
  switch (node.kind) {
    case "MatchValue": {
      const value = visit(unit, node.value, ANYWHERE);
      unit.release(value);
      unit.release(subject);
      const equal = unit.emitTo(Op.EQUAL, FRESH, [subject, value, 0], node);
      return failUnless(matching, equal, node);
    }
    case "MatchSingleton": {
      const value = unit.loadConstant(literal(node.value), FRESH, node);
      unit.release(value);
      unit.release(subject);
      const same = unit.emitTo(Op.IS, FRESH, [subject, value], node);
      return failUnless(matching, same, node);
    }
    case "MatchAs":
      if (node.pattern !== null) match(matching, node.pattern, keep(unit, subject, node));
      return capture(matching, node.name, subject, node);
    case "MatchStar":
      return capture(matching, node.name, subject, node);
    case "MatchOr":
      return alternatives(matching, node.patterns, subject, node);
    case "MatchSequence":
      return matchSequence(matching, node.patterns, subject, node);
    case "MatchMapping":
      return matchMapping(matching, node, subject);
    case "MatchClass":
      return matchClass(matching, node, subject);
  }
}

function failUnless(matching: Matching, condition: number, node: Located): void {
  matching.unit.release(condition);
  matching.unit.emit(Op.JUMP_IF_FALSE, [condition, 0], node, matching.failure.label);
}

/** A second reference to a subject in a temporary, for a pattern that consumes it; a local serves many times. */
function keep(unit: Unit, subject: number, node: Located): number {
  return subject < TEMPORARY ? subject : unit.emitTo(Op.COPY, FRESH, [subject], node);
}

function capture(matching: Matching, name: string | null, subject: number, node: Located): void {
  const { unit, captures } = matching;
  if (name === null) {
    if (subject >= TEMPORARY) unit.drop(node);
    return;
  }
  let register = captures.get(name);
  if (register === undefined) {
    register = unit.scratch(`.${name}`);
    captures.set(name, register);
  }
  unit.release(subject);
  unit.emit(Op.MOVE, [register, subject], node);
}

function alternatives(
  matching: Matching,
  patterns: readonly Pattern[],
  subject: number,
  node: Located,
): void {
  const { unit } = matching;
  const matched = new Label();
  const { depth } = unit;
  for (let i = 0; i < patterns.length - 1; i++) {
    unit.depth = depth;
    const failure = new Failure(unit, depth, node);
    match({ ...matching, failure }, patterns[i], keep(unit, subject, node));
    if (subject >= TEMPORARY) unit.drop(node);
    unit.jump(matched, node);
    failure.place();
  }
  match(matching, patterns[patterns.length - 1], subject);
  unit.place(matched);
}

/** Unpacks a subject into temporaries; the first item comes on top. */
function unpack(unit: Unit, subject: number, patterns: readonly Pattern[], node: Located): void {
  const starred = patterns.findIndex(({ kind }) => kind === "MatchStar");
  unit.release(subject);
  const first = TEMPORARY + unit.depth;
  if (starred < 0) unit.emit(Op.UNPACK_SEQUENCE, [first, subject, patterns.length], node);
  else unit.emit(Op.UNPACK_EX, [first, subject, starred, patterns.length - starred - 1], node);
  for (let i = 0; i < patterns.length; i++) unit.push();
}

function matchItems(matching: Matching, patterns: readonly Pattern[]): void {
  for (const pattern of patterns) match(matching, pattern, TEMPORARY + matching.unit.depth - 1);
}

function matchSequence(
  matching: Matching,
  patterns: readonly Pattern[],
  subject: number,
  node: Located,
): void {
  const { unit } = matching;
  failUnless(matching, unit.emitTo(Op.MATCH_SEQUENCE, FRESH, [subject], node), node);
  const starred = patterns.some(({ kind }) => kind === "MatchStar");
  const count = starred ? patterns.length - 1 : patterns.length;
  if (!starred || count > 0) {
    checkLength(matching, subject, starred ? Op.GREATER_EQUAL : Op.EQUAL, count, node);
  }
  if (patterns.every(isWildcard)) return capture(matching, null, subject, node);
  if (patterns.some((pattern) => pattern.kind === "MatchStar" && pattern.name === null)) {
    return matchByIndex(matching, patterns, subject, node);
  }
  unpack(unit, subject, patterns, node);
  matchItems(matching, patterns);
}

/** Whether a pattern is `_` or `*_`. */
function isWildcard(pattern: Pattern): boolean {
  return pattern.kind === "MatchStar"
    ? pattern.name === null
    : pattern.kind === "MatchAs" && pattern.pattern === null && pattern.name === null;
}

/** Around `*_` only the items that are looked at are fetched, by index. */
function matchByIndex(
  matching: Matching,
  patterns: readonly Pattern[],
  subject: number,
  node: Located,
): void {
  const { unit } = matching;
  const star = patterns.findIndex(({ kind }) => kind === "MatchStar");
  patterns.forEach((pattern, i) => {
    if (isWildcard(pattern)) return;
    const container = keep(unit, subject, node);
    let index: number;
    if (i < star) index = unit.loadConstant({ type: "int", value: BigInt(i) }, FRESH, node);
    else {
      const length = unit.emitTo(Op.GET_LEN, FRESH, [container], node);
      const back = unit.loadConstant({ type: "int", value: BigInt(patterns.length - i) }, FRESH, node);
      unit.release(back);
      unit.release(length);
      index = unit.emitTo(Op.SUBTRACT, FRESH, [length, back, 0], node);
    }
    unit.release(index);
    unit.release(container);
    match(matching, pattern, unit.emitTo(Op.BINARY_SUBSCR, FRESH, [container, index, 0], node));
  });
  capture(matching, null, subject, node);
}

function checkLength(matching: Matching, subject: number, op: number, count: number, node: Located): void {
  const { unit } = matching;
  const length = unit.emitTo(Op.GET_LEN, FRESH, [subject], node);
  const expected = unit.loadConstant({ type: "int", value: BigInt(count) }, FRESH, node);
  unit.release(expected);
  unit.release(length);
  failUnless(matching, unit.emitTo(op, FRESH, [length, expected, 0], node), node);
}

function matchMapping(matching: Matching, node: Pattern & { kind: "MatchMapping" }, subject: number): void {
  const { unit } = matching;
  const { keys, patterns, rest } = node;
  failUnless(matching, unit.emitTo(Op.MATCH_MAPPING, FRESH, [subject], node), node);
  if (keys.length === 0) {
    if (rest === null) return capture(matching, null, subject, node);
    const none = unit.loadConstant({ type: "tuple", items: [] }, FRESH, node);
    return captureRest(matching, rest, subject, none, node);
  }
  checkLength(matching, subject, Op.GREATER_EQUAL, keys.length, node);
  const keyTuple = loadKeys(unit, node);
  const used = rest === null ? keyTuple : keep(unit, keyTuple, node);
  unit.release(used);
  const values = unit.emitTo(Op.MATCH_KEYS, FRESH, [subject, used], node);
  failIfNone(matching, values, node);
  unpack(unit, values, patterns, node);
  matchItems(matching, patterns);
  if (rest !== null) captureRest(matching, rest, subject, keyTuple, node);
  else capture(matching, null, subject, node);
}

function loadKeys(unit: Unit, node: Pattern & { kind: "MatchMapping" }): number {
  const items: Constant[] | null = foldAll(unit.context, node.keys);
  if (items !== null) return unit.loadConstant({ type: "tuple", items }, FRESH, node);
  const first = TEMPORARY + unit.depth;
  for (const key of node.keys) visit(unit, key, FRESH);
  unit.depth -= node.keys.length;
  return unit.emitTo(Op.BUILD_TUPLE, FRESH, [first, node.keys.length], node);
}

/** `**rest`: the keys, on top, and the subject below them are consumed. */
function captureRest(matching: Matching, rest: string, subject: number, keys: number, node: Located): void {
  const { unit } = matching;
  unit.release(keys);
  const others = unit.emitTo(Op.COPY_DICT_WITHOUT_KEYS, FRESH, [subject, keys], node);
  capture(matching, rest, others, node);
  if (subject >= TEMPORARY) unit.drop(node);
}

function failIfNone(matching: Matching, value: number, node: Located): void {
  const { unit } = matching;
  const copy = unit.emitTo(Op.COPY, FRESH, [value], node);
  unit.release(copy);
  unit.emit(Op.JUMP_IF_NONE, [copy, 0], node, matching.failure.label);
}

function matchClass(matching: Matching, node: Pattern & { kind: "MatchClass" }, subject: number): void {
  const { unit } = matching;
  const cls = visit(unit, node.cls, ANYWHERE);
  const items = node.kwd_attrs.map((value) => ({ type: "str" as const, value }));
  const names = unit.loadConstant({ type: "tuple", items }, FRESH, node);
  unit.release(names);
  unit.release(cls);
  unit.release(subject);
  const positional = node.patterns.length;
  const attributes = unit.emitTo(Op.MATCH_CLASS, FRESH, [subject, cls, names, positional], node);
  failIfNone(matching, attributes, node);
  const patterns = [...node.patterns, ...node.kwd_patterns];
  unpack(unit, attributes, patterns, node);
  matchItems(matching, patterns);
}
