/**
 * Uncaught SyntaxErrors: their lines, with marks under what is wrong.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import type { Vm } from "../vm.ts";
import { field } from "./exception_fields.ts";

/** How an uncaught SyntaxError shows its place; null for other exceptions. */
export function formatSyntaxError(vm: Vm, exception: Value): string | null {
  if (!vm.isSubtype(vm.typeOf(exception), vm.exceptionType("SyntaxError"))) return null;
  const filename = field(vm, exception, "filename"), line = field(vm, exception, "lineno");
  const name = vm.shortTypeName(exception), message = vm.jsStr(field(vm, exception, "msg"));
  if (line === NONE) return `${name}: ${message}\n`;
  const head = `  File "${filename === NONE ? "<string>" : vm.jsStr(filename)}", line ${vm.jsStr(line)}\n`;
  const source = field(vm, exception, "text");
  const shown = source !== NONE && vm.isStr(source) ? markedLine(vm, exception, vm.js(source)) : "";
  return `${head}${shown}${name}: ${message}\n`;
}

/** The source line and the marks under it, as `traceback.TracebackException` has them. */
function markedLine(vm: Vm, exception: Value, source: string): string {
  const text = source.replace(/\n+$/, "").replace(/^[ \n\f]+/, "");
  const spaces = source.replace(/\n+$/, "").length - text.length;
  const [begin, end] = markedColumns(vm, exception, source) ?? [0, 0];
  const first = begin - 1 - spaces;
  if (first < 0) return `    ${text}\n`;
  // A tab before the marks is as wide as that of the line.
  const margin = text.slice(0, first).replace(/\S/g, " ").padEnd(first);
  return `    ${text}\n    ${margin}${"^".repeat(end - begin)}\n`;
}

/** Columns from 1, the second behind the last one; null where there are none. */
function markedColumns(vm: Vm, exception: Value, source: string): [begin: number, end: number] | null {
  const number = (name: string): number | null => {
    const value = field(vm, exception, name);
    return vm.isInt(value) ? vm.number(value) : null;
  };
  const offset = number("offset");
  if (offset === null) return null;
  const beyond = source.replace(/\n+$/, "").length + 1;
  const sameLine = number("lineno") === number("end_lineno");
  let end = sameLine ? number("end_offset") || offset : beyond;
  const begin = offset > source.length ? beyond : offset;
  if (end > source.length) end = beyond;
  return [begin, begin >= end ? begin + 1 : end];
}
