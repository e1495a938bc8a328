/**
 * `re.Pattern` and its scanners.
 *
 * @module
 */
import {
  type Address,
  NONE,
  NOT_IMPLEMENTED,
  part,
  T_PATTERN,
  T_SRE_SCANNER,
  type Value,
} from "@orochi/object";
import {
  type GetSetDefinition,
  type MemberDefinition,
  method,
  type NativeDefinition,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { comparisonSlots, genericClassMethod, newCallableIterator } from "@orochi/vm/kernel";
import { swapWord, word } from "../_data.ts";
import { newMatch } from "./match.ts";
import {
  emptyLike,
  type Engine,
  engineOf,
  flagsOf,
  GROUP_INDEX,
  groupsOf,
  matchesStr,
  PATTERN,
  PATTERN_BYTES,
  patternEquals,
  patternHash,
  patternRepr,
  programOf,
} from "./pattern.ts";
import { matchAt, search } from "./search.ts";
import { openSubject, type Subject } from "./subject.ts";
import { substitute } from "./substitute.ts";

/** A text and the part of it that is asked for. */
interface Range {
  readonly subject: Subject;
  readonly start: number;
  readonly end: number;
}

/** Opens `(string, pos, endpos)`, from a word index on; null with an exception set. */
function openRange(vm: Vm, pattern: Address, a: number): Range | null {
  const pos = vm.i32[a + 1] === 0 ? 0 : vm.index(vm.i32[a + 1]);
  const endpos = vm.i32[a + 2] === 0 ? Infinity : vm.index(vm.i32[a + 2]);
  if (Number.isNaN(pos) || Number.isNaN(endpos)) return null;
  const subject = openSubject(vm, vm.i32[a], matchesStr(vm, pattern));
  if (subject === null) return null;
  const clamp = (index: number) => Math.min(Math.max(0, index), subject.length);
  return { subject, start: clamp(pos), end: clamp(endpos) };
}

/** Looks for the next match of a range: whether there is one; false with MemoryError set on failure. */
export function findNext(
  vm: Vm,
  engine: Engine,
  pattern: Address,
  range: Range,
  from: number,
  mustAdvance: boolean,
): boolean {
  const { matcher } = engine;
  range.subject.attach(vm, matcher);
  matcher.end = range.end;
  const program = programOf(vm, engine, pattern);
  const found = search(matcher, program, groupsOf(vm, pattern), from, mustAdvance, engine.found);
  if (found === null) vm.raiseMemory();
  return found === true;
}

/** Matches at a position only. */
function matchHere(
  vm: Vm,
  engine: Engine,
  pattern: Address,
  range: Range,
  from: number,
  whole: boolean,
  advance = false,
): boolean {
  const { matcher } = engine;
  range.subject.attach(vm, matcher);
  matcher.end = range.end;
  matcher.matchAll = whole;
  matcher.mustAdvance = advance;
  const matched = from <= range.end &&
    matchAt(matcher, programOf(vm, engine, pattern), groupsOf(vm, pattern), from, engine.found);
  matcher.matchAll = false;
  matcher.mustAdvance = false;
  if (matched === null) vm.raiseMemory();
  return matched === true;
}

/** The match just found, or None; 0 where that failed. */
function resultOf(vm: Vm, engine: Engine, pattern: Address, range: Range, matched: boolean): Value {
  if (!matched) return vm.failed() ? 0 : NONE;
  return newMatch(vm, pattern, range.subject.value, range.start, range.end, engine.matcher, engine.found);
}

/** `match`, `fullmatch` or `search`. */
function one(
  name: string,
  doc: string,
  find: (vm: Vm, engine: Engine, pattern: Address, range: Range) => boolean,
) {
  return method(name, "($self, /, string, pos=0, endpos=sys.maxsize)", (vm, a) => {
    const pattern = vm.i32[a];
    const range = openRange(vm, pattern, a + 1);
    if (range === null) return 0;
    const engine = engineOf(vm);
    const result = resultOf(vm, engine, pattern, range, find(vm, engine, pattern, range));
    range.subject.close(vm);
    return result;
  }, doc);
}

/** A group of the match just found: its text, or an empty one (new reference). */
function groupOrEmpty(vm: Vm, engine: Engine, subject: Subject, group: number): Value {
  const { marks } = engine.matcher;
  const start = marks[group * 2 - 2], end = marks[group * 2 - 1];
  return start < 0 || end < start ? emptyLike(vm, subject.isStr) : subject.slice(vm, start, end);
}

/** What `findall` gives for the match just found. */
function itemOf(vm: Vm, engine: Engine, subject: Subject, groups: number): Value {
  if (groups === 0) return subject.slice(vm, engine.found.start, engine.found.end);
  if (groups === 1) return groupOrEmpty(vm, engine, subject, 1);
  const items: Value[] = [];
  for (let group = 1; group <= groups; group++) items.push(groupOrEmpty(vm, engine, subject, group));
  return vm.newTuple(items);
}

function findAll(vm: Vm, pattern: Address, range: Range): Value {
  const engine = engineOf(vm), { found } = engine;
  const groups = groupsOf(vm, pattern);
  const list = vm.newList([]);
  let from = range.start, advance = false;
  while (list !== 0 && findNext(vm, engine, pattern, range, from, advance)) {
    const end = found.end;
    advance = end === found.start;
    const item = itemOf(vm, engine, range.subject, groups);
    const added = item !== 0 && vm.listAppend(list, item);
    vm.decref(item);
    if (!added) break;
    from = end;
  }
  if (!vm.failed()) return list;
  vm.decref(list);
  return 0;
}

function split(vm: Vm, pattern: Address, range: Range, most: number): Value {
  const engine = engineOf(vm), { found } = engine;
  const { subject } = range;
  const groups = groupsOf(vm, pattern);
  const list = vm.newList([]);
  const add = (item: Value): boolean => {
    const added = item !== 0 && vm.listAppend(list, item);
    vm.decref(item);
    return added;
  };
  let last = 0, advance = false, count = 0;
  let done = list !== 0;
  while (done && (most === 0 || count < most) && findNext(vm, engine, pattern, range, last, advance)) {
    const { start, end } = found;
    done = add(subject.slice(vm, last, start));
    for (let group = 1; group <= groups && done; group++) {
      const { marks } = engine.matcher;
      const from = marks[group * 2 - 2], to = marks[group * 2 - 1];
      done = add(from < 0 || to < from ? NONE : subject.slice(vm, from, to));
    }
    advance = start === end;
    last = end;
    count++;
  }
  if (done && !vm.failed() && add(subject.slice(vm, last, subject.length))) return list;
  vm.decref(list);
  return 0;
}

/** Words of a scanner: pattern, text; then raw: where to go on (-1: nowhere), end, whether an empty match is refused. */
const SCANNER_PATTERN = 0, SCANNER_TEXT = 1, NEXT = 2, END = 3, ADVANCE = 4, START = 5;

function newScanner(vm: Vm, pattern: Address, a: number): Value {
  const range = openRange(vm, pattern, a);
  if (range === null) return 0;
  range.subject.close(vm);
  const scanner = vm.alloc(T_SRE_SCANNER, part(6));
  if (scanner === 0) return 0;
  swapWord(vm, scanner, SCANNER_PATTERN, vm.keep(pattern));
  swapWord(vm, scanner, SCANNER_TEXT, vm.keep(vm.i32[a]));
  swapWord(vm, scanner, NEXT, range.start);
  swapWord(vm, scanner, START, range.start);
  swapWord(vm, scanner, END, range.end);
  return scanner;
}

/** The next match of a scanner, or None. */
function scan(
  vm: Vm,
  scanner: Address,
  find: (engine: Engine, pattern: Address, range: Range, from: number, advance: boolean) => boolean,
): Value {
  const pattern = word(vm, scanner, SCANNER_PATTERN);
  const subject = openSubject(vm, word(vm, scanner, SCANNER_TEXT), matchesStr(vm, pattern));
  if (subject === null) return 0;
  const engine = engineOf(vm), { found } = engine;
  let result: Value = NONE;
  vm.lock.begin(scanner);
  const from = word(vm, scanner, NEXT);
  if (from >= 0) {
    const end = Math.min(word(vm, scanner, END), subject.length);
    const range = { subject, start: word(vm, scanner, START), end };
    const matched = find(engine, pattern, range, from, word(vm, scanner, ADVANCE) === 1);
    swapWord(vm, scanner, NEXT, matched ? found.end : -1);
    swapWord(vm, scanner, ADVANCE, matched && found.end === found.start ? 1 : 0);
    result = resultOf(vm, engine, pattern, range, matched);
  }
  vm.lock.end();
  subject.close(vm);
  return result;
}

function scanSearch(vm: Vm, scanner: Address): Value {
  return scan(
    vm,
    scanner,
    (engine, pattern, range, from, advance) => findNext(vm, engine, pattern, range, from, advance),
  );
}

/** `_sre.SRE_Scanner`. */
export const scannerType: TypeDefinition = {
  index: T_SRE_SCANNER,
  name: "SRE_Scanner",
  module: "_sre",
  basicSize: part(6),
  methods: [
    method("search", "($self, /)", (vm, a) => scanSearch(vm, vm.i32[a])),
    method("match", "($self, /)", (vm, a) =>
      scan(
        vm,
        vm.i32[a],
        (engine, pattern, range, from, advance) =>
          matchHere(vm, engine, pattern, range, from, false, advance),
      )),
  ],
  getset: [{ name: "pattern", get: (vm, self) => vm.keep(word(vm, self, SCANNER_PATTERN)) }],
};

const patternMember: MemberDefinition = { name: "pattern", offset: part(PATTERN) };

const getset: readonly GetSetDefinition[] = [
  {
    name: "groupindex",
    get: (vm, self) => vm.makeMappingProxy(word(vm, self, GROUP_INDEX)),
    doc: "A dictionary mapping group names to group numbers.",
  },
  { name: "flags", get: (vm, self) => vm.newInt(flagsOf(vm, self)), doc: "The regex matching flags." },
  {
    name: "groups",
    get: (vm, self) => vm.newInt(groupsOf(vm, self)),
    doc: "The number of capturing groups in the pattern.",
  },
];

function ranged(
  name: string,
  doc: string,
  body: (vm: Vm, pattern: Address, range: Range) => Value,
): NativeDefinition {
  return method(name, "($self, /, string, pos=0, endpos=sys.maxsize)", (vm, a) => {
    const range = openRange(vm, vm.i32[a], a + 1);
    if (range === null) return 0;
    const result = body(vm, vm.i32[a], range);
    range.subject.close(vm);
    return result;
  }, doc);
}

/** `re.Pattern`. */
export const patternType: TypeDefinition = {
  index: T_PATTERN,
  name: "Pattern",
  module: "re",
  basicSize: PATTERN_BYTES,
  doc: "Compiled regular expression object.",
  members: [patternMember],
  getset,
  methods: [
    one(
      "match",
      "Matches zero or more characters at the beginning of the string.",
      (vm, engine, pattern, range) => matchHere(vm, engine, pattern, range, range.start, false),
    ),
    one(
      "fullmatch",
      "Matches against all of the string.",
      (vm, engine, pattern, range) => matchHere(vm, engine, pattern, range, range.start, true),
    ),
    one(
      "search",
      "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches.",
      (vm, engine, pattern, range) => findNext(vm, engine, pattern, range, range.start, false),
    ),
    ranged("findall", "Return a list of all non-overlapping matches of pattern in string.", findAll),
    method(
      "finditer",
      "($self, /, string, pos=0, endpos=sys.maxsize)",
      (vm, a) => {
        const scanner = newScanner(vm, vm.i32[a], a + 1);
        const next = scanner === 0 ? 0 : vm.getAttr(scanner, vm.intern("search"));
        const iterator = next === 0 ? 0 : newCallableIterator(vm, next, NONE);
        vm.decref(scanner);
        vm.decref(next);
        return iterator;
      },
      "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object.",
    ),
    method(
      "scanner",
      "($self, /, string, pos=0, endpos=sys.maxsize)",
      (vm, a) => newScanner(vm, vm.i32[a], a + 1),
    ),
    method("split", "($self, /, string, maxsplit=0)", (vm, a) => {
      const most = vm.i32[a + 2] === 0 ? 0 : vm.index(vm.i32[a + 2]);
      if (Number.isNaN(most)) return 0;
      const subject = openSubject(vm, vm.i32[a + 1], matchesStr(vm, vm.i32[a]));
      if (subject === null) return 0;
      const result = split(vm, vm.i32[a], { subject, start: 0, end: subject.length }, most);
      subject.close(vm);
      return result;
    }, "Split string by the occurrences of pattern."),
    method(
      "sub",
      "($self, /, repl, string, count=0)",
      (vm, a) => substitute(vm, vm.i32[a], a + 1, false),
      "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl.",
    ),
    method(
      "subn",
      "($self, /, repl, string, count=0)",
      (vm, a) => substitute(vm, vm.i32[a], a + 1, true),
      "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl.",
    ),
    slot("__repr__", "($self, /)", (vm, a) => patternRepr(vm, vm.i32[a])),
    slot("__hash__", "($self, /)", (vm, a) => {
      const hash = patternHash(vm, vm.i32[a]);
      return vm.failed() ? 0 : vm.newInt(hash);
    }),
    ...comparisonSlots((vm, operation, a, b) => {
      if ((b & 1) === 1 || vm.typeIndex(b) !== T_PATTERN) return NOT_IMPLEMENTED;
      const same = patternEquals(vm, a, b);
      return same < 0 ? 0 : vm.bool((same === 1) === (operation === 2));
    }, [2, 3]),
    method("__copy__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    method("__deepcopy__", "($self, memo, /)", (vm, a) => vm.keep(vm.i32[a])),
    genericClassMethod(),
  ],
};
