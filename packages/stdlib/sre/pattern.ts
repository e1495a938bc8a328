/**
 * Pattern objects: their words, the program of each as this Worker runs it, and the engine that runs it.
 *
 * @module
 */
import { type Address, NONE, part, T_PATTERN, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { reprText } from "@orochi/vm/kernel";
import { swapWord, word } from "../_data.ts";
import { Matcher } from "./matcher.ts";
import { makeProgram, type Program } from "./program.ts";
import type { Found } from "./search.ts";

/**
 * Words of a pattern: the pattern, dict from name to group, tuple of names by group; then raw: address of the code,
 * its words, flags, groups, a number that no other pattern has, and what it matches.
 */
export const PATTERN = 0, GROUP_INDEX = 1, INDEX_GROUP = 2;
const CODE = 3, CODE_WORDS = 4, FLAGS = 5, GROUPS = 6, SERIAL = 7, KIND = 8;
/** Bytes of a pattern. */
export const PATTERN_BYTES: number = part(9);

/** What a pattern matches: strs, bytes, or both. */
const OF_STR = 0, OF_BYTES = 1, OF_BOTH = 2;

/** Most programs that a Worker keeps. */
const MAX_PROGRAMS = 1000;

/** What a Worker needs to run patterns. */
export interface Engine {
  readonly matcher: Matcher;
  readonly programs: Map<number, Program>;
  readonly found: Found;
}

const ENGINES: WeakMap<Vm, Engine> = new WeakMap();

/** The engine of a machine. */
export function engineOf(vm: Vm): Engine {
  let engine = ENGINES.get(vm);
  if (engine === undefined) {
    engine = { matcher: new Matcher(), programs: new Map(), found: { start: 0, end: 0 } };
    ENGINES.set(vm, engine);
  }
  return engine;
}

/** Number of groups, the whole match not counted. */
export function groupsOf(vm: Vm, pattern: Address): number {
  return word(vm, pattern, GROUPS);
}

/** The flags. */
export function flagsOf(vm: Vm, pattern: Address): number {
  return word(vm, pattern, FLAGS);
}

/** Whether it matches strs; undefined where it matches strs and bytes. */
export function matchesStr(vm: Vm, pattern: Address): boolean | undefined {
  const kind = word(vm, pattern, KIND);
  return kind === OF_BOTH ? undefined : kind === OF_STR;
}

/** The program of a pattern. */
export function programOf(vm: Vm, engine: Engine, pattern: Address): Program {
  const serial = word(vm, pattern, SERIAL);
  const known = engine.programs.get(serial);
  if (known !== undefined) return known;
  const first = word(vm, pattern, CODE) >>> 2;
  const program = makeProgram(Int32Array.from(vm.i32.subarray(first, first + word(vm, pattern, CODE_WORDS))));
  if (engine.programs.size >= MAX_PROGRAMS) engine.programs.clear();
  engine.programs.set(serial, program);
  return program;
}

/** `_sre.compile`: arguments pattern, flags, code, groups, groupindex, indexgroup from a word index on. */
export function compile(vm: Vm, a: number): Value {
  const [pattern, flags, code, groups, groupIndex, indexGroup] = [0, 1, 2, 3, 4, 5].map((i) => vm.i32[a + i]);
  if (!vm.isList(code)) {
    return vm.raiseType(`compile() argument 'code' must be list, not ${vm.typeName(code)}`);
  }
  if (!vm.isDict(groupIndex)) {
    return vm.raiseType(`compile() argument 'groupindex' must be dict, not ${vm.typeName(groupIndex)}`);
  }
  if (!vm.isTuple(indexGroup)) {
    return vm.raiseType(`compile() argument 'indexgroup' must be tuple, not ${vm.typeName(indexGroup)}`);
  }
  const flagBits = vm.index(flags), groupCount = vm.index(groups);
  if (vm.failed()) return 0;
  const count = vm.listLength(code);
  const storage = vm.heap.allocRaw(count * 4);
  if (storage === 0) return vm.raiseMemory();
  for (let i = 0; i < count; i++) {
    const item = vm.listItem(code, i);
    vm.i32[(storage >>> 2) + i] = vm.isInt(item) ? Number(BigInt.asIntN(32, vm.bigInt(item))) : 0;
  }
  const self = vm.alloc(T_PATTERN, PATTERN_BYTES);
  if (self === 0) {
    vm.heap.freeRawLater(storage);
    return 0;
  }
  swapWord(vm, self, PATTERN, vm.keep(pattern));
  swapWord(vm, self, GROUP_INDEX, vm.keep(groupIndex));
  swapWord(vm, self, INDEX_GROUP, vm.keep(indexGroup));
  swapWord(vm, self, CODE, storage);
  swapWord(vm, self, CODE_WORDS, count);
  swapWord(vm, self, FLAGS, flagBits);
  swapWord(vm, self, GROUPS, groupCount);
  swapWord(vm, self, SERIAL, vm.newVersion());
  swapWord(vm, self, KIND, pattern === NONE ? OF_BOTH : vm.isStr(pattern) ? OF_STR : OF_BYTES);
  return self;
}

/** Names of the flags by bit, from 2 on. */
const FLAG_NAMES: readonly (readonly [number, string])[] = [
  [2, "IGNORECASE"],
  [4, "LOCALE"],
  [8, "MULTILINE"],
  [16, "DOTALL"],
  [32, "UNICODE"],
  [64, "VERBOSE"],
  [128, "DEBUG"],
  [256, "ASCII"],
];
const LOCALE_UNICODE_ASCII = 4 | 32 | 256, UNICODE = 32;
/** Characters of the pattern's repr that the repr of the object shows. */
const SHOWN = 200;

/** `re.compile('...', re.IGNORECASE)`. */
export function patternRepr(vm: Vm, self: Address): Value {
  let flags = flagsOf(vm, self);
  // Unicode goes without saying for strs.
  if (matchesStr(vm, self) === true && (flags & LOCALE_UNICODE_ASCII) === UNICODE) flags &= ~UNICODE;
  const text = reprText(vm, word(vm, self, PATTERN));
  if (text === null) return 0;
  const names = FLAG_NAMES.filter(([bit]) => (flags & bit) !== 0).map(([, name]) => `re.${name}`);
  const rest = FLAG_NAMES.reduce((left, [bit]) => left & ~bit, flags);
  if (rest !== 0) names.push(`0x${(rest >>> 0).toString(16)}`);
  const shown = Array.from(text).slice(0, SHOWN).join("");
  return vm.newStr(`re.compile(${shown}${names.length > 0 ? `, ${names.join("|")}` : ""})`);
}

/** Whether two patterns are equal: tri. */
export function patternEquals(vm: Vm, a: Address, b: Address): number {
  if (a === b) return 1;
  for (const n of [FLAGS, KIND, GROUPS, CODE_WORDS]) if (word(vm, a, n) !== word(vm, b, n)) return 0;
  const x = word(vm, a, CODE) >>> 2, y = word(vm, b, CODE) >>> 2;
  for (let i = 0; i < word(vm, a, CODE_WORDS); i++) if (vm.i32[x + i] !== vm.i32[y + i]) return 0;
  return vm.equals(word(vm, a, PATTERN), word(vm, b, PATTERN));
}

/** The hash of a pattern; 0 may be a failure. */
export function patternHash(vm: Vm, self: Address): number {
  const hash = vm.hash(word(vm, self, PATTERN));
  if (hash === 0 && vm.failed()) return 0;
  let mixed = Math.imul(hash ^ flagsOf(vm, self), 0x85ebca6b);
  const first = word(vm, self, CODE) >>> 2;
  for (let i = 0; i < word(vm, self, CODE_WORDS); i++) {
    mixed = Math.imul(mixed ^ vm.i32[first + i], 0x01000193);
  }
  return mixed ^ groupsOf(vm, self);
}

/** An empty str or bytes object, as a text's parts are (new reference). */
export function emptyLike(vm: Vm, isStr: boolean): Value {
  return isStr ? vm.intern("") : vm.newBytes(new Uint8Array(0));
}
