/**
 * From source text to a running frame.
 *
 * @module
 */
import { ensureModule } from "./import_operations.ts";
import { type Address, NONE, type Value } from "@orochi/object";
import { check, type ModuleNode, parse, type ParseOptions, PythonSyntaxError } from "@orochi/syntax";
import type { CodeUnit } from "./bytecode/code_unit.ts";
import { loadCode } from "./code.ts";
import { compileModule } from "./compiler/compile.ts";
import { pushFrame } from "./frames.ts";
import { makeFunction } from "./functions.ts";
import { runNested } from "./interpreter.ts";
import { fileLine } from "./source_text.ts";
import { raiseNullBytes, raiseSyntaxError } from "./syntax_errors.ts";
import { FRAME_LOCALS } from "./thread_state.ts";
import type { Vm } from "./vm.ts";

/** How a source is compiled. */
export type CompileMode = "exec" | "eval" | "single";

/** What else `compile` can be told. */
export interface CompileSettings {
  /** As `-O`: 0, 1 or 2; -1, the default, is what the program was started with. */
  readonly optimize?: number;
  /** CO_FUTURE_ flags of the code that asks. */
  readonly futureFlags?: number;
  /** The source is known to mean something, as the library's is: what only finds SyntaxErrors is left out. */
  readonly trusted?: boolean;
  /** The source is what somebody types: errors that only its tree shows have its lines. Default false. */
  readonly typed?: boolean;
  /** `await` and the like may stand outside functions: the code makes a coroutine then. Default false. */
  readonly awaits?: boolean;
  /** How the source is parsed. */
  readonly parse?: Omit<ParseOptions, "mode">;
}

/**
 * Compiles a source to a code object; 0 with SyntaxError (or a subclass) set.
 *
 * @param localsAreGlobals The code will run with one dict for globals and locals, as a module's does.
 */
export function compileSource(
  vm: Vm,
  source: string,
  filename: string,
  mode: CompileMode,
  localsAreGlobals: boolean,
  settings: CompileSettings = {},
): Value {
  if (source.includes("\0")) return raiseNullBytes(vm);
  const tree = parseSource(vm, source, filename, mode, settings.parse, settings.trusted);
  return tree === null ? 0 : compileTree(vm, tree, source, filename, mode, localsAreGlobals, settings);
}

/** The tree of a source; null with SyntaxError set. */
export function parseSource(
  vm: Vm,
  source: string,
  filename: string,
  mode: CompileMode,
  options: Omit<ParseOptions, "mode"> = {},
  trusted = false,
): ModuleNode | null {
  const cautions: PythonSyntaxError[] = [];
  const warn = trusted ? undefined : (caution: PythonSyntaxError) => cautions.push(caution);
  const line: LineOf = (number, text) => ended(source, mode, number, text);
  const tree = guarded(vm, filename, line, () => parse(source, { ...options, mode, warn }));
  if (cautions.length === 0) return tree;
  // What comes before an error is warned of first.
  const refused = tree === null ? vm.takeError() : 0;
  const told = warnOfAll(vm, cautions, filename, line);
  if (refused === 0) return told ? tree : null;
  if (told) vm.setError(refused);
  else vm.decref(refused);
  return null;
}

/** Gives SyntaxWarnings; false where one is an error. */
function warnOfAll(
  vm: Vm,
  cautions: readonly PythonSyntaxError[],
  filename: string,
  line: LineOf,
): boolean {
  return cautions.every((caution) => warnOfSyntax(vm, caution, filename, line));
}

/** Checks the names of a tree that was parsed; false with SyntaxError set. */
export function checkTreeNames(
  vm: Vm,
  tree: ModuleNode,
  filename: string,
): boolean {
  return guarded(vm, filename, lineOfFile(vm, filename), () => (check(tree, true), true)) !== null;
}

/**
 * Compiles a tree to a code object; 0 with SyntaxError set.
 *
 * @param source What the tree was parsed from; null for a tree that a program made.
 */
export function compileTree(
  vm: Vm,
  tree: ModuleNode,
  source: string | null,
  filename: string,
  mode: CompileMode,
  localsAreGlobals: boolean,
  settings: CompileSettings,
): Value {
  const cautions: PythonSyntaxError[] = [];
  const lines = settings.typed === true ? source?.split("\n") : undefined;
  const line: LineOf = lines === undefined
    ? lineOfFile(vm, filename)
    : (number) => number <= lines.length ? `${lines[number - 1]}\n` : null;
  const unit = guarded(vm, filename, line, (): CodeUnit => {
    if (settings.trusted !== true) check(tree, false, (caution) => cautions.push(caution), settings.awaits);
    const optimize = settings.optimize ?? -1;
    return compileModule(tree, {
      filename,
      mode,
      localsAreGlobals,
      futureFlags: settings.futureFlags ?? 0,
      optimize: optimize < 0 ? vm.optimize : optimize,
    });
  });
  if (unit === null || !warnOfAll(vm, cautions, filename, line)) return 0;
  return loadCode(vm, unit);
}

/** Gives a SyntaxWarning; where a filter makes that an error it is a SyntaxError, and the answer false. */
function warnOfSyntax(
  vm: Vm,
  caution: PythonSyntaxError,
  filename: string,
  line: LineOf,
): boolean {
  const warnings = ensureModule(vm, "warnings");
  if (warnings === 0) return false;
  const args = [
    vm.newStr(caution.warning ?? caution.message),
    vm.exceptionType("SyntaxWarning"),
    vm.newStr(filename),
  ];
  const done = vm.callMethod(warnings, vm.intern("warn_explicit"), ...args, vm.newInt(caution.lineno));
  vm.decref(args[0]);
  vm.decref(args[2]);
  vm.decref(warnings);
  vm.decref(done);
  if (done !== 0) return true;
  if (!vm.matches("SyntaxWarning")) return false;
  vm.clearError();
  raiseSyntaxError(vm, caution, filename, line(caution.lineno, caution.text));
  return false;
}

/** The line that an error shows, with its end: from its number, and its text as the error has it. */
type LineOf = (number: number, text: string) => string | null;

/** Lines of the file that a source claims to be from: a tree has no text of its own. */
function lineOfFile(vm: Vm, filename: string): LineOf {
  return (number) => fileLine(vm, filename, number);
}

/** Runs parser or compiler; what they throw becomes a Python exception, and null the result. */
function guarded<T>(vm: Vm, filename: string, line: LineOf, action: () => T): T | null {
  try {
    return action();
  } catch (error) {
    if (error instanceof PythonSyntaxError) {
      raiseSyntaxError(vm, error, filename, error.bare ? error.text : line(error.lineno, error.text));
    } else if (isCompilerError(error)) {
      const { lineno, end_lineno } = error;
      const [start, end] = [error.col_offset + 1, error.end_col_offset + 1];
      const known = new PythonSyntaxError("SyntaxError", error.message, lineno, start, end_lineno, end, "");
      raiseSyntaxError(vm, known, filename, line(lineno, ""));
    } else if (isStackOverflow(error)) {
      // Neither parser nor compiler touches the heap, so an exhausted JavaScript stack leaves nothing behind.
      vm.raise("RecursionError", "maximum recursion depth exceeded during compilation");
    } else throw error;
    return null;
  }
}

/** A line of a source with the newline that ends it; a module's last line is given one if it has none. */
function ended(source: string, mode: CompileMode, line: number, text: string): string {
  if (mode === "exec" || source.endsWith("\n")) return line === 0 ? "" : `${text}\n`;
  return line < source.split("\n").length && line > 0 ? `${text}\n` : text;
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

interface CompilerError {
  readonly message: string;
  readonly lineno: number;
  readonly col_offset: number;
  readonly end_lineno: number;
  readonly end_col_offset: number;
}

/** Errors that the compiler itself reports carry a position. */
function isCompilerError(error: unknown): error is CompilerError {
  return error instanceof Error && "lineno" in error && "col_offset" in error;
}

/** Runs a code object with given namespaces (borrowed). */
export function runCode(vm: Vm, code: Value, globals: Value, namespace: Value): Value {
  const func = makeFunction(vm, code, globals);
  if (func === 0) return 0;
  const frame = pushFrame(vm, func);
  vm.decref(func);
  return frame === 0 ? 0 : runFrame(vm, frame, namespace);
}

/** Runs a fresh frame, with a namespace (borrowed) for its locals. */
export function runFrame(vm: Vm, frame: Address, namespace: Value): Value {
  vm.i32[(frame >>> 2) + FRAME_LOCALS] = vm.keep(namespace);
  return runNested(vm, frame);
}

/** Compiles and runs a source; None, or the value in mode "eval". */
export function runSource(
  vm: Vm,
  source: string,
  filename: string,
  mode: CompileMode,
  globals: Value,
  namespace: Value,
): Value {
  const code = compileSource(vm, source, filename, mode, globals === namespace);
  if (code === 0) return 0;
  const result = runCode(vm, code, globals, namespace);
  return mode === "eval" || result === 0 ? result : (vm.decref(result), NONE);
}
