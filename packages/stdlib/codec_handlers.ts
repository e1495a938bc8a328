/**
 * The builtin error handlers of codecs as functions that Python code can look up and call.
 *
 * @module
 */
import { charAt, NONE, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type Vm } from "@orochi/vm";
import * as text from "@orochi/vm/text";

type Kind = "UnicodeEncodeError" | "UnicodeDecodeError" | "UnicodeTranslateError";

/** What a handler needs of an exception. */
interface Problem {
  readonly kind: Kind;
  /** The object (owned). */
  readonly object: Value;
  readonly start: number;
  readonly end: number;
  readonly encoding: string;
}

function attribute(vm: Vm, exception: Value, name: string): Value {
  return vm.getAttr(exception, vm.intern(name));
}

function numberOf(vm: Vm, exception: Value, name: string): number {
  const value = attribute(vm, exception, name);
  if (value === 0) return NaN;
  const number = vm.index(value);
  vm.decref(value);
  return number;
}

/** Reads an exception; null with an exception set where it is none that the handler takes. */
function read(vm: Vm, exception: Value, kinds: readonly Kind[]): Problem | null {
  const type = vm.typeOf(exception);
  const kind = kinds.find((name) => vm.isSubtype(type, vm.exceptionType(name)));
  if (kind === undefined) {
    vm.raiseType(`don't know how to handle ${vm.typeName(exception)} in error callback`);
    return null;
  }
  const start = numberOf(vm, exception, "start"), end = numberOf(vm, exception, "end");
  if (Number.isNaN(start) || Number.isNaN(end)) return null;
  const object = attribute(vm, exception, "object");
  if (object === 0) return null;
  const length = vm.isStr(object)
    ? text.lengthOf(vm, object)
    : text.isBytes(vm, object)
    ? text.sizeOf(vm, object)
    : -1;
  if (length < 0 || (kind === "UnicodeDecodeError") === vm.isStr(object)) {
    vm.raiseType(`object attribute must be ${kind === "UnicodeDecodeError" ? "bytes" : "unicode"}`);
    vm.decref(object);
    return null;
  }
  let encoding = "";
  if (kind !== "UnicodeTranslateError") {
    const name = attribute(vm, exception, "encoding");
    if (name !== 0 && vm.isStr(name)) encoding = vm.js(name);
    vm.decref(name);
  }
  const first = Math.max(0, Math.min(start, length - 1));
  return { kind, object, start: first, end: Math.min(Math.max(end, first + 1), length), encoding };
}

/** Raises the exception that the handler was called with. */
function reraise(vm: Vm, exception: Value): 0 {
  if ((exception & 1) === 0 && vm.isSubtype(vm.typeOf(exception), vm.exceptionType("Exception"))) {
    return vm.raiseObject(vm.keep(exception));
  }
  return vm.raiseType("codec must pass exception instance");
}

/** A handler that gives text for each character or byte; null: raise again. */
function handler(
  name: string,
  kinds: readonly Kind[],
  give: (vm: Vm, problem: Problem) => { value: Value; next: number } | null,
): NativeDefinition {
  return nativeFunction(`${name}_errors`, "(exception, /)", (vm, a) => {
    const problem = read(vm, vm.i32[a], kinds);
    if (problem === null) return 0;
    const given = give(vm, problem);
    vm.decref(problem.object);
    if (given === null) return reraise(vm, vm.i32[a]);
    return vm.newTuple([given.value, vm.newInt(given.next)]);
  }, `Implements the '${name}' error handling.`);
}

/** Text of the builtin handler of a name for every character of a range. */
function eachCharacter(vm: Vm, problem: Problem, name: string): { value: Value; next: number } {
  const buffer = new text.CodeBuffer();
  for (let i = problem.start; i < problem.end; i++) {
    buffer.pushText(text.replacementText(vm, name, charAt(vm.objects, problem.object, i)) ?? "");
  }
  return { value: buffer.toStr(vm), next: problem.end };
}

const ALL: readonly Kind[] = ["UnicodeEncodeError", "UnicodeDecodeError", "UnicodeTranslateError"];
const ENCODE: readonly Kind[] = ["UnicodeEncodeError"];
const CODING: readonly Kind[] = ["UnicodeEncodeError", "UnicodeDecodeError"];

function backslashes(vm: Vm, problem: Problem): { value: Value; next: number } {
  if (problem.kind !== "UnicodeDecodeError") return eachCharacter(vm, problem, "backslashreplace");
  const from = text.dataOf(vm, problem.object);
  let shown = "";
  for (let i = problem.start; i < problem.end; i++) shown += text.escapeCode(vm.u8[from + i]);
  return { value: vm.newStr(shown), next: problem.end };
}

function escapeSurrogates(vm: Vm, problem: Problem): { value: Value; next: number } | null {
  if (problem.kind === "UnicodeEncodeError") {
    const bytes = new text.ByteBuffer();
    for (let i = problem.start; i < problem.end; i++) {
      const code = charAt(vm.objects, problem.object, i);
      if (code < 0xdc80 || code > 0xdcff) return null;
      bytes.push(code - 0xdc00);
    }
    return { value: bytes.toBytes(vm), next: problem.end };
  }
  const from = text.dataOf(vm, problem.object), buffer = new text.CodeBuffer();
  let at = problem.start;
  for (; at < problem.end && at < problem.start + 4 && vm.u8[from + at] >= 128; at++) {
    buffer.push(0xdc00 + vm.u8[from + at]);
  }
  return at === problem.start ? null : { value: buffer.toStr(vm), next: at };
}

function passSurrogates(vm: Vm, problem: Problem): { value: Value; next: number } | null {
  if (problem.kind === "UnicodeEncodeError") {
    const bytes = new text.ByteBuffer();
    for (let i = problem.start; i < problem.end; i++) {
      const code = charAt(vm.objects, problem.object, i);
      const put = code >= 0xd800 && code <= 0xdfff ? text.surrogateBytes(problem.encoding, code) : null;
      if (put === null) return null;
      bytes.pushAll(put);
    }
    return { value: bytes.toBytes(vm), next: problem.end };
  }
  const from = text.dataOf(vm, problem.object),
    end = Math.min(text.sizeOf(vm, problem.object), problem.start + 4);
  const found = text.surrogateAt(problem.encoding, vm.u8.subarray(from + problem.start, from + end));
  if (found === null) return null;
  return { value: text.charStr(vm, found.code), next: problem.start + found.width };
}

/** The handlers. */
export const handlerFunctions: readonly NativeDefinition[] = [
  nativeFunction("strict_errors", "(exception, /)", (vm, a) => reraise(vm, vm.i32[a])),
  handler("ignore", ALL, (vm, problem) => ({ value: vm.intern(""), next: problem.end })),
  handler("replace", ALL, (vm, problem) => {
    if (problem.kind === "UnicodeEncodeError") return eachCharacter(vm, problem, "replace");
    const count = problem.kind === "UnicodeDecodeError" ? 1 : problem.end - problem.start;
    return { value: vm.newStr("\ufffd".repeat(count)), next: problem.end };
  }),
  handler("xmlcharrefreplace", ENCODE, (vm, problem) => eachCharacter(vm, problem, "xmlcharrefreplace")),
  handler("backslashreplace", ALL, backslashes),
  handler("namereplace", ENCODE, (vm, problem) => eachCharacter(vm, problem, "namereplace")),
  handler("surrogateescape", CODING, escapeSurrogates),
  handler("surrogatepass", CODING, passSurrogates),
];

/** Puts the handlers into the registry under their names. */
export function registerHandlers(vm: Vm, _module: Value, dict: Value): boolean {
  const handlers = text.errorHandlers(vm);
  if (handlers === 0) return false;
  return handlerFunctions.every(({ name }) => {
    const made = vm.dictGetStr(dict, name);
    return made !== 0 && made !== NONE && vm.dictSetStr(handlers, name.slice(0, -"_errors".length), made);
  });
}
