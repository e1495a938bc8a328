/**
 * `Pattern.sub` and `subn`.
 *
 * @module
 */
import { type Address, NONE, T_SRE_TEMPLATE, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { callOne } from "@orochi/vm/kernel";
import { newMatch } from "./match.ts";
import { type Engine, engineOf, groupsOf, matchesStr, programOf } from "./pattern.ts";
import { search } from "./search.ts";
import { openSubject, Pieces, type Subject } from "./subject.ts";
import { compileTemplate, eachPiece, onlyLiteral } from "./template.ts";

/** How matches are replaced: by a literal, by a template, or by what a function returns. */
interface Replacement {
  /** Owned. */
  readonly value: Value;
  readonly kind: "literal" | "template" | "function";
}

/** Whether a str or bytes object has no backslash, so that it stands for itself. */
function isLiteral(vm: Vm, value: Value): boolean {
  if (vm.isStr(value)) return !vm.js(value).includes("\\");
  return vm.isBytes(value) && !vm.bytesOf(value).includes(92);
}

/** How a replacement (borrowed) is meant; null with an exception set. */
function readReplacement(vm: Vm, pattern: Address, replacement: Value): Replacement | null {
  if ((replacement & 1) === 0 && vm.lookupSpecial(replacement, vm.names.__call__) !== 0) {
    return { value: vm.keep(replacement), kind: "function" };
  }
  if (isLiteral(vm, replacement)) return { value: vm.keep(replacement), kind: "literal" };
  const template = compileTemplate(vm, pattern, replacement);
  if (template === 0) return null;
  if (vm.typeIndex(template) !== T_SRE_TEMPLATE) return { value: template, kind: "literal" };
  const literal = vm.keep(onlyLiteral(vm, template));
  if (literal === 0) return { value: template, kind: "template" };
  vm.decref(template);
  return { value: literal, kind: "literal" };
}

/** Adds a str or bytes object (stolen) to the result; false with TypeError where it is neither as the text is. */
function addText(vm: Vm, pieces: Pieces, subject: Subject, value: Value): boolean {
  if (subject.isStr ? vm.isStr(value) : vm.isBytes(value)) {
    pieces.addValue(vm, value);
    return true;
  }
  const wanted = subject.isStr ? "str instance" : "a bytes-like object";
  vm.raiseType(`sequence item ${pieces.count}: expected ${wanted}, ${vm.typeName(value)} found`);
  vm.decref(value);
  return false;
}

/** Adds what stands for the match just found. */
function replace(
  vm: Vm,
  engine: Engine,
  pattern: Address,
  subject: Subject,
  replacement: Replacement,
  pieces: Pieces,
): boolean {
  const { value } = replacement;
  if (replacement.kind === "literal") return addText(vm, pieces, subject, vm.keep(value));
  if (replacement.kind === "template") {
    const { marks } = engine.matcher;
    return eachPiece(vm, value, (text) => addText(vm, pieces, subject, vm.keep(text)), (group) => {
      if (group === 0) pieces.addPart(engine.found.start, engine.found.end);
      else if (group > groupsOf(vm, pattern)) return vm.raiseIndex("no such group") !== 0;
      else if (marks[group * 2 - 2] >= 0) pieces.addPart(marks[group * 2 - 2], marks[group * 2 - 1]);
      return true;
    });
  }
  const match = newMatch(vm, pattern, subject.value, 0, subject.length, engine.matcher, engine.found);
  const result = match === 0 ? 0 : callOne(vm, value, match);
  vm.decref(match);
  return result === NONE || (result !== 0 && addText(vm, pieces, subject, result));
}

function run(
  vm: Vm,
  pattern: Address,
  subject: Subject,
  replacement: Replacement,
  most: number,
  counted: boolean,
): Value {
  const engine = engineOf(vm), { matcher, found } = engine;
  const program = programOf(vm, engine, pattern);
  const pieces = new Pieces(subject);
  let last = 0, from = 0, advance = false, count = 0;
  while (most === 0 || count < most) {
    // A function of the program's may have run patterns of its own.
    subject.attach(vm, matcher);
    const matched = search(matcher, program, groupsOf(vm, pattern), from, advance, found);
    if (matched === null) vm.raiseMemory();
    if (matched !== true) break;
    const { start, end } = found;
    pieces.addPart(last, start);
    if (!replace(vm, engine, pattern, subject, replacement, pieces)) break;
    last = from = end;
    advance = start === end;
    count++;
  }
  if (vm.failed()) {
    pieces.drop(vm);
    return 0;
  }
  pieces.addPart(last, subject.length);
  const text = pieces.join(vm);
  return counted ? vm.newTuple([text, vm.newInt(count)]) : text;
}

/** `sub(repl, string, count)`, arguments from a word index on; with `counted` as `subn`. */
export function substitute(vm: Vm, pattern: Address, a: number, counted: boolean): Value {
  const most = vm.i32[a + 2] === 0 ? 0 : vm.index(vm.i32[a + 2]);
  if (Number.isNaN(most)) return 0;
  const subject = openSubject(vm, vm.i32[a + 1], matchesStr(vm, pattern));
  if (subject === null) return 0;
  const replacement = readReplacement(vm, pattern, vm.i32[a]);
  let result: Value = 0;
  if (replacement !== null) {
    result = run(vm, pattern, subject, replacement, most, counted);
    vm.decref(replacement.value);
  }
  subject.close(vm);
  return result;
}
