/**
 * From source text to a running frame.
 *
 * @module
 */
import { EXCEPTION_ARGS, NONE, type Value } from "@orochi/object";
import { check, parse, PythonSyntaxError } from "@orochi/syntax";
import type { CodeUnit } from "./bytecode/code_unit.ts";
import { loadCode } from "./code.ts";
import { compileModule } from "./compiler/compile.ts";
import { pushFrame } from "./frames.ts";
import { makeFunction } from "./functions.ts";
import { run } from "./interpreter.ts";
import { FRAME_LOCALS, PYTHON_NESTING, THREAD_NESTING } from "./thread_state.ts";
import type { Vm } from "./vm.ts";

/** How a source is compiled. */
export type CompileMode = "exec" | "eval" | "single";

/** Compiles a source to a code object; 0 with SyntaxError (or a subclass) set. */
export function compileSource(
  vm: Vm,
  source: string,
  filename: string,
  mode: CompileMode,
  localsAreGlobals: boolean,
): Value {
  if (source.includes("\0")) return vm.raise("SyntaxError", "source code string cannot contain null bytes");
  let unit: CodeUnit;
  try {
    const tree = parse(source, { mode });
    check(tree, source);
    unit = compileModule(tree, { filename, mode, localsAreGlobals });
  } catch (error) {
    if (error instanceof PythonSyntaxError) return raiseSyntaxError(vm, error, filename);
    if (isCompilerError(error)) {
      const line = source.split("\n")[error.lineno - 1] ?? "";
      return raiseSyntaxError(
        vm,
        new PythonSyntaxError(
          "SyntaxError",
          error.message,
          error.lineno,
          error.col_offset + 1,
          error.end_lineno,
          error.end_col_offset + 1,
          line,
        ),
        filename,
      );
    }
    // Neither parser nor compiler touches the heap, so an exhausted JavaScript stack leaves nothing behind.
    if (isStackOverflow(error)) {
      return vm.raise("RecursionError", "maximum recursion depth exceeded during compilation");
    }
    throw error;
  }
  return loadCode(vm, unit);
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

/** Raises a Python SyntaxError: `args` is (message, (filename, line, offset, text, end line, end offset)). */
export function raiseSyntaxError(vm: Vm, error: PythonSyntaxError, filename: string): 0 {
  const details = vm.newTuple([
    vm.newStr(filename),
    vm.newInt(error.lineno),
    vm.newInt(error.offset),
    vm.newStr(`${error.text}\n`),
    vm.newInt(error.endLineno),
    vm.newInt(error.endOffset),
  ]);
  const message = vm.newStr(error.message);
  const exception = vm.call(vm.exceptionType(error.type), message, details);
  vm.decref(message);
  vm.decref(details);
  if (exception === 0) return 0;
  if (vm.i32[(exception + EXCEPTION_ARGS) >>> 2] === 0) throw new Error("SyntaxError lost its arguments");
  return vm.raiseObject(exception);
}

/** Runs a code object with given namespaces (borrowed). */
export function runCode(vm: Vm, code: Value, globals: Value, namespace: Value): Value {
  const func = makeFunction(vm, code, globals);
  if (func === 0) return 0;
  const frame = pushFrame(vm, func);
  vm.decref(func);
  if (frame === 0) return 0;
  vm.i32[(frame >>> 2) + FRAME_LOCALS] = vm.keep(namespace);
  vm.i32[(vm.block + THREAD_NESTING) >>> 2] += PYTHON_NESTING;
  const result = run(vm, frame);
  vm.i32[(vm.block + THREAD_NESTING) >>> 2] -= PYTHON_NESTING;
  return result;
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
