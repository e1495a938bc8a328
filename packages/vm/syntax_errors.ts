/**
 * SyntaxErrors as Python objects.
 *
 * @module
 */
import { EXCEPTION_ARGS, NONE } from "@orochi/object";
import type { PythonSyntaxError } from "@orochi/syntax";
import type { Vm } from "./vm.ts";

/** SyntaxError for a source with a character that ends C's strings. */
export function raiseNullBytes(vm: Vm): 0 {
  const message = vm.newStr("source code string cannot contain null bytes");
  const exception = message === 0 ? 0 : vm.call(vm.exceptionType("SyntaxError"), message);
  vm.decref(message);
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

/**
 * Raises a Python SyntaxError: `args` is (message, (filename, line, offset, text, end line, end offset)).
 *
 * @param text The source line with its end; null where there is none to show.
 */
export function raiseSyntaxError(
  vm: Vm,
  error: PythonSyntaxError,
  filename: string,
  text: string | null = `${error.text}\n`,
): 0 {
  const details = vm.newTuple([
    vm.newStr(filename),
    vm.newInt(error.lineno),
    vm.newInt(error.offset),
    text === null ? NONE : vm.newStr(text),
    error.endLineno < 0 ? NONE : vm.newInt(error.endLineno),
    error.endLineno < 0 ? NONE : vm.newInt(error.endOffset),
  ]);
  const message = vm.newStr(error.message);
  const exception = vm.call(vm.exceptionType(error.type), message, details);
  vm.decref(message);
  vm.decref(details);
  if (exception === 0) return 0;
  if (vm.i32[(exception + EXCEPTION_ARGS) >>> 2] === 0) throw new Error("SyntaxError lost its arguments");
  return vm.raiseObject(exception);
}
