/**
 * Tracebacks as text: what a person sees of an exception that nobody caught.
 *
 * @module
 */
import {
  CODE_FILENAME,
  CODE_NAME,
  EXCEPTION_CAUSE,
  EXCEPTION_CONTEXT,
  EXCEPTION_DICT,
  EXCEPTION_SUPPRESS,
  EXCEPTION_TRACEBACK,
  FRAME_OBJECT_GLOBALS,
  TRACEBACK_FRAME,
  TRACEBACK_NEXT,
  TRACEBACK_PC,
  TYPE_DICT,
  TYPE_QUALNAME,
  type Value,
} from "@orochi/object";
import { getOwned } from "./dicts.ts";
import { positionAt } from "./bytecode/positions.ts";
import { groupExceptions, isGroup } from "./builtins/exception_groups.ts";
import { positionsOf, tracebackCode, tracebackLine } from "./frames.ts";
import { readModuleSource } from "./source_text.ts";
import { suggestion } from "./suggestions.ts";
import { markedLines } from "./traceback_lines.ts";
import { CONTROL_SYS, type Vm } from "./vm.ts";

/** Same entries shown of a recursion before the rest is counted. */
const RECURSIVE_CUTOFF = 3;

/** `module.Name` of an exception's class, without `builtins.` and `__main__.`. */
export function qualifiedName(vm: Vm, exception: Value): string {
  const type = vm.typeOf(exception);
  const name = vm.i32[(type + TYPE_QUALNAME) >>> 2];
  const text = name === 0 ? vm.shortTypeName(exception) : vm.js(name);
  const module = vm.dictGetInterned(vm.i32[(type + TYPE_DICT) >>> 2], vm.names.__module__);
  if (module === 0 || !vm.isStr(module)) return text;
  const prefix = vm.js(module);
  return prefix === "builtins" || prefix === "__main__" ? text : `${prefix}.${text}`;
}

/** Source lines by file, read once per report. */
type Sources = Map<string, string[]>;

/**
 * What the loader of a traceback's module says its source is: of one in an archive, say. "" where it doesn't
 * (`linecache.lazycache`).
 */
function sourceOfLoader(vm: Vm, traceback: Value): string {
  const frame = vm.i32[(traceback + TRACEBACK_FRAME) >>> 2];
  const globals = vm.i32[(frame + FRAME_OBJECT_GLOBALS) >>> 2];
  const loader = vm.keep(vm.dictGetStr(globals, "__loader__")), spec = vm.dictGetStr(globals, "__spec__");
  const name = spec === 0 ? 0 : vm.getAttrOptional(spec, vm.intern("name"));
  const get = loader === 0 || name === 0 ? 0 : vm.getAttrOptional(loader, vm.intern("get_source"));
  const source = get === 0 ? 0 : vm.call(get, name);
  vm.clearError();
  const text = source !== 0 && vm.isStr(source) ? vm.js(source) : "";
  for (const value of [loader, name, get, source]) vm.decref(value);
  return text;
}

/** The lines of a traceback's file from one to another, as far as it has them. */
function sourceLines(vm: Vm, sources: Sources, traceback: Value, first: number, last: number): string[] {
  const filename = vm.js(vm.i32[(tracebackCode(vm, traceback) + CODE_FILENAME) >>> 2]);
  let lines = sources.get(filename);
  if (lines === undefined) {
    lines = (vm.keptSource(filename) ?? readModuleSource(vm, filename) ?? "").split("\n");
    // Of a file that isn't in the encoding it declares, no line is shown.
    vm.clearError();
    if (lines.length === 1 && lines[0] === "") lines = sourceOfLoader(vm, traceback).split("\n");
    sources.set(filename, lines);
  }
  return Array.from({ length: last - first + 1 }, (_, k) => lines[first + k - 1] ?? "");
}

interface Entry {
  readonly filename: string;
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

function entryText(vm: Vm, traceback: Value, sources: Sources): Entry {
  const i32 = vm.i32;
  const code = tracebackCode(vm, traceback);
  const filename = vm.js(i32[(code + CODE_FILENAME) >>> 2]);
  const line = tracebackLine(vm, traceback);
  const name = vm.js(i32[(code + CODE_NAME) >>> 2]);
  let text = `  File "${filename}", line ${line}, in ${name}\n`;
  const position = positionAt(positionsOf(vm, code), i32[(traceback + TRACEBACK_PC) >>> 2]);
  const extent = vm.tellsColumns && position !== null && position.line === line ? position : null;
  text += markedLines(sourceLines(vm, sources, traceback, line, extent?.endLine ?? line), extent);
  return { filename, line, name, text };
}

function formatEntries(vm: Vm, traceback: Value, sources: Sources): string {
  let text = "";
  let last: Entry | null = null;
  let repeats = 0;
  const flush = (): void => {
    if (repeats > RECURSIVE_CUTOFF) {
      const more = repeats - RECURSIVE_CUTOFF;
      text += `  [Previous line repeated ${more} more time${more > 1 ? "s" : ""}]\n`;
    }
  };
  for (let at = traceback; at !== 0; at = vm.i32[(at + TRACEBACK_NEXT) >>> 2]) {
    const entry = entryText(vm, at, sources);
    if (
      last !== null && last.filename === entry.filename && last.line === entry.line &&
      last.name === entry.name
    ) repeats++;
    else {
      flush();
      repeats = 1;
    }
    last = entry;
    if (repeats <= RECURSIVE_CUTOFF) text += entry.text;
  }
  flush();
  return text;
}

/** Where what is shown of a traceback begins: at its last entries, as many as `sys.tracebacklimit` says; 0 for none. */
function firstShown(vm: Vm, traceback: Value): Value {
  const limit = vm.dictGetStr(vm.control(CONTROL_SYS), "tracebacklimit");
  if (limit === 0 || !vm.isInt(limit)) return traceback;
  const most = vm.number(limit);
  if (most <= 0) return 0;
  let count = 0;
  for (let at = traceback; at !== 0; at = vm.i32[(at + TRACEBACK_NEXT) >>> 2]) count++;
  let first = traceback;
  for (; count > most; count--) first = vm.i32[(first + TRACEBACK_NEXT) >>> 2];
  return first;
}

/** `Type: message` and the notes. */
export function formatExceptionOnly(vm: Vm, exception: Value): string {
  const special = vm.formatSyntaxError(exception);
  if (special !== null) return special;
  const name = qualifiedName(vm, exception);
  const message = vm.toStr(exception);
  let text: string;
  if (message === 0) {
    vm.clearError();
    text = `${name}: <exception str() failed>\n`;
  } else {
    const words = vm.js(message) + suggestion(vm, exception);
    text = words === "" ? `${name}\n` : `${name}: ${words}\n`;
    vm.decref(message);
  }
  const dict = vm.i32[(exception + EXCEPTION_DICT) >>> 2];
  const notes = dict === 0 ? 0 : getOwned(vm, dict, vm.names.__notes__);
  if (notes !== 0 && vm.isList(notes)) {
    for (let i = 0; i < vm.listLength(notes); i++) {
      const note = vm.listItem(notes, i);
      if (vm.isStr(note)) text += `${vm.js(note)}\n`;
    }
  }
  vm.decref(notes);
  return text;
}

/** The whole report of an exception, with its causes and contexts. */
export function formatException(vm: Vm, exception: Value): string {
  const report = new Report(vm);
  report.chain(exception);
  return report.text;
}

/** Exceptions of a group that are shown before the rest is counted. */
const GROUP_WIDTH = 15;
/** How deep groups are shown. */
const GROUP_DEPTH = 10;

/** Writes reports; within exception groups every line has a margin (as `traceback.TracebackException.format`). */
class Report {
  text = "";
  readonly #sources: Sources = new Map();
  readonly #seen: Set<Value> = new Set();
  /** Groups around what is being written. */
  #depth = 0;
  /** The line that ends the innermost group is still to come. */
  #open = false;

  constructor(private readonly vm: Vm) {}

  /** An exception with what it came from, that first. */
  chain(exception: Value): void {
    const i32 = this.vm.i32;
    const links: [exception: Value, words: string][] = [];
    let words = "";
    for (let at = exception; at !== 0;) {
      this.#seen.add(at);
      links.push([at, words]);
      const cause = i32[(at + EXCEPTION_CAUSE) >>> 2];
      const context = i32[(at + EXCEPTION_CONTEXT) >>> 2];
      const suppressed = i32[(at + EXCEPTION_SUPPRESS) >>> 2] === 1;
      words = cause !== 0 ? CAUSE_WORDS : CONTEXT_WORDS;
      at = cause !== 0 ? cause : suppressed ? 0 : context;
      if (this.#seen.has(at)) at = 0;
    }
    for (const [link, between] of links.reverse()) {
      this.#one(link);
      if (between !== "") this.#emit(between);
    }
  }

  #one(exception: Value): void {
    const traceback = firstShown(this.vm, this.vm.i32[(exception + EXCEPTION_TRACEBACK) >>> 2]);
    if (!isGroup(this.vm, exception)) {
      if (traceback !== 0) {
        this.#emit("Traceback (most recent call last):\n");
        this.#emit(formatEntries(this.vm, traceback, this.#sources));
      }
      this.#emit(formatExceptionOnly(this.vm, exception));
      return;
    }
    if (this.#depth > GROUP_DEPTH) return this.#emit(`... (max_group_depth is ${GROUP_DEPTH})\n`);
    const outermost = this.#depth === 0;
    if (outermost) this.#depth++;
    if (traceback !== 0) {
      this.#emit("Exception Group Traceback (most recent call last):\n", outermost ? "+" : "|");
      this.#emit(formatEntries(this.vm, traceback, this.#sources));
    }
    this.#emit(formatExceptionOnly(this.vm, exception));
    this.#members(this.vm.tupleItems(groupExceptions(this.vm, exception)));
    if (outermost) this.#depth = 0;
  }

  #members(exceptions: readonly Value[]): void {
    const shown = Math.min(exceptions.length, GROUP_WIDTH + 1);
    this.#open = false;
    for (let i = 0; i < shown; i++) {
      const last = i === shown - 1;
      if (last) this.#open = true;
      const title = i < GROUP_WIDTH ? `${i + 1}` : "...";
      this.text += `${this.#indent()}${i === 0 ? "+-" : "  "}+---------------- ${title} ----------------\n`;
      this.#depth++;
      if (i < GROUP_WIDTH) this.chain(exceptions[i]);
      else {
        const more = exceptions.length - GROUP_WIDTH;
        this.#emit(`and ${more} more exception${more > 1 ? "s" : ""}\n`);
      }
      if (last && this.#open) {
        this.text += `${this.#indent()}+------------------------------------\n`;
        this.#open = false;
      }
      this.#depth--;
    }
  }

  #indent(): string {
    return " ".repeat(2 * this.#depth);
  }

  #emit(text: string, margin = "|"): void {
    if (this.#depth === 0) {
      this.text += text;
      return;
    }
    const before = `${this.#indent()}${margin} `;
    for (const line of text.split(/(?<=\n)/)) this.text += before + line;
  }
}

const CAUSE_WORDS = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT_WORDS = "\nDuring handling of the above exception, another exception occurred:\n\n";

export { reportUnraisable } from "./unraisable.ts";
