/**
 * "Did you mean": the name most like one that was not found, as Lib/traceback.py looks for it.
 *
 * @module
 */
import {
  CODE_CELLVARS,
  CODE_FREEVARS,
  CODE_VARNAMES,
  EXCEPTION_EXTRA,
  EXCEPTION_TRACEBACK,
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_GLOBALS,
  NONE,
  TRACEBACK_FRAME,
  TRACEBACK_NEXT,
  type Value,
} from "@orochi/object";
import { CONTROL_MODULES, CONTROL_SYS, type Vm } from "./vm.ts";

/** More names than this are not looked through. */
const MAX_CANDIDATES = 750;
/** Longer names are not compared. */
const MAX_LENGTH = 40;
/** Cost of adding, removing or replacing a character. */
const MOVE_COST = 2;
/** Cost of the other case. */
const CASE_COST = 1;

/** What to add to the message of a NameError, AttributeError or ImportError; empty where nothing is alike. */
export function suggestion(vm: Vm, exception: Value): string {
  const is = (name: string): boolean => vm.isSubtype(vm.typeOf(exception), vm.exceptionType(name));
  const subject = vm.i32[(exception + EXCEPTION_EXTRA) >>> 2];
  const aboutName = is("NameError");
  if (subject !== 0 && is("ImportError")) return suggestionFrom(vm, vm.tupleItems(subject));
  if (subject === 0 || (!aboutName && !is("AttributeError"))) return "";
  const parts = vm.tupleItems(subject);
  if (!vm.isStr(parts[0])) return "";
  const wrong = vm.js(parts[0]);
  const candidates = aboutName ? namesAround(vm, exception) : attributesOf(vm, parts[1], wrong);
  const found = closest(wrong, candidates);
  const module = aboutName && isLibraryModule(vm, parts[0]);
  if (found === null) return module ? `. Did you forget to import '${wrong}'?` : "";
  return `. Did you mean: '${found}'?${module ? ` Or did you forget to import '${wrong}'?` : ""}`;
}

/** Of an ImportError about a name, given what that is about: see {@linkcode raiseImport}. */
function suggestionFrom(vm: Vm, [, module, , wanted]: readonly Value[]): string {
  if (module === undefined || wanted === undefined || !vm.isStr(module) || !vm.isStr(wanted)) return "";
  const wrong = vm.js(wanted);
  const loaded = vm.dictGetStr(vm.control(CONTROL_MODULES), vm.js(module).split(".")[0]);
  const found = loaded === 0 ? null : closest(wrong, attributesOf(vm, loaded, wrong));
  return found === null ? "" : `. Did you mean: '${found}'?`;
}

function isLibraryModule(vm: Vm, name: Value): boolean {
  const names = vm.dictGetStr(vm.control(CONTROL_SYS), "stdlib_module_names");
  if (names === 0) return false;
  const found = vm.contains(names, name);
  if (found < 0) vm.clearError();
  return found === 1;
}

/** The names of an object, those that begin with an underscore only for one that does. */
function attributesOf(vm: Vm, object: Value | undefined, wrong: string): string[] {
  if (object === undefined || object === NONE) return [];
  const names: string[] = [];
  const list = vm.callMethod(object, vm.intern("__dir__"));
  if (list !== 0) vm.iterate(list, (name) => (vm.isStr(name) && names.push(vm.js(name)), true));
  vm.decref(list);
  vm.clearError();
  return names.filter((name) => wrong.startsWith("_") || !name.startsWith("_")).sort();
}

/** The names that the frame which raised could see. */
function namesAround(vm: Vm, exception: Value): string[] {
  const i32 = vm.i32;
  let last = i32[(exception + EXCEPTION_TRACEBACK) >>> 2];
  if (last === 0) return [];
  for (let next = last; next !== 0; next = i32[(next + TRACEBACK_NEXT) >>> 2]) last = next;
  const frame = i32[(last + TRACEBACK_FRAME) >>> 2];
  const code = i32[(frame + FRAME_OBJECT_CODE) >>> 2];
  const names: string[] = [];
  for (const offset of [CODE_VARNAMES, CODE_CELLVARS, CODE_FREEVARS]) {
    for (const name of vm.tupleItems(i32[(code + offset) >>> 2])) names.push(vm.js(name));
  }
  for (const dict of [i32[(frame + FRAME_OBJECT_GLOBALS) >>> 2], vm.builtins]) {
    vm.dictIterate(dict, (name) => (vm.isStr(name) && names.push(vm.js(name)), true));
  }
  return names;
}

function closest(wrong: string, candidates: readonly string[]): string | null {
  if (candidates.length > MAX_CANDIDATES || wrong.length > MAX_LENGTH) return null;
  let best = wrong.length;
  let found: string | null = null;
  for (const name of candidates) {
    if (name === wrong) continue;
    const limit = Math.min(Math.floor((name.length + wrong.length + 3) * MOVE_COST / 6), best - 1);
    const distance = levenshtein(wrong, name, limit);
    if (distance > limit) continue;
    if (found === null || distance < best) {
      found = name;
      best = distance;
    }
  }
  return found;
}

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return a.toLowerCase() === b.toLowerCase() ? CASE_COST : MOVE_COST;
}

/** The cost of making `a` of `b`; more than `limit` where it is not worth knowing. */
function levenshtein(a: string, b: string, limit: number): number {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let endA = a.length, endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) (endA--, endB--);
  let shorter = a.slice(start, endA), longer = b.slice(start, endB);
  if (shorter === "" || longer === "") return MOVE_COST * (shorter.length + longer.length);
  if (shorter.length > MAX_LENGTH || longer.length > MAX_LENGTH) return limit + 1;
  if (longer.length < shorter.length) [shorter, longer] = [longer, shorter];
  if ((longer.length - shorter.length) * MOVE_COST > limit) return limit + 1;
  const row = Array.from(shorter, (_, i) => (i + 1) * MOVE_COST);
  let result = 0;
  for (let i = 0; i < longer.length; i++) {
    let distance = result = i * MOVE_COST;
    let minimum = Infinity;
    for (let k = 0; k < shorter.length; k++) {
      const replaced = distance + substitution(longer[i], shorter[k]);
      distance = row[k];
      result = Math.min(replaced, Math.min(result, distance) + MOVE_COST);
      row[k] = result;
      minimum = Math.min(minimum, result);
    }
    if (minimum > limit) return limit + 1;
  }
  return result;
}
