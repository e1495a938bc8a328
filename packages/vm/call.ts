/**
 * Calling: any object with arguments that lie side by side in memory (a vectorcall), and the binding of
 * arguments to the parameters of Python functions and natives.
 *
 * @module
 */
import {
  type Address,
  CODE_ARGCOUNT,
  CODE_FLAGS,
  CODE_JIT,
  CODE_KWONLY,
  CODE_POSONLY,
  CODE_STREAM,
  CODE_VARNAMES,
  FUNCTION_CODE,
  FUNCTION_DEFAULTS,
  FUNCTION_KWDEFAULTS,
  FUNCTION_QUALNAME,
  METHOD_FUNCTION,
  METHOD_SELF,
  NATIVE_ID,
  NATIVE_SELF,
  NONE,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_FUNCTION,
  T_METHOD,
  T_METHOD_DESCRIPTOR,
  T_METHOD_WRAPPER,
  T_TYPE,
  T_WRAPPER_DESCRIPTOR,
  TUPLE_ITEMS,
  type Value,
} from "@orochi/object";
import { GIL_SECTION } from "@orochi/heap";
import { CO_GENERATOR, CO_VARARGS, CO_VARKEYWORDS } from "./bytecode/code_unit.ts";
import { Op } from "./bytecode/opcodes.ts";
import { newGenerator } from "./generators.ts";
import { callType } from "./classes.ts";
import { isInterned } from "./dicts.ts";
import { leavesKeywords, refuseCall } from "./native_complaints.ts";
import { popFrame, pushFrame, recursionError } from "./frames.ts";
import { lessNesting, moreNesting } from "./native_stack.ts";
import { runNested } from "./interpreter.ts";
import type { JitHooks } from "./jit_hooks.ts";
import {
  COMPILED_NESTING,
  COMPILED_STACK_BYTES,
  FRAME_HEADER_WORDS,
  PYTHON_NESTING,
  SURE_NESTING,
  THREAD_NESTING,
  THREAD_STACK_BASE,
  THREAD_STACK_LIMIT,
  THREAD_STACK_TOP,
} from "./thread_state.ts";
import { lookup, takesSelf } from "./type_lookup.ts";
import { tupleFromWords, typeNameOf } from "./values.ts";
import type { NativeRecord } from "./registry.ts";
import type { Vm } from "./vm.ts";

/**
 * Reserves words at the top of the thread's stack. Whoever reserves restores `THREAD_STACK_TOP` afterwards.
 *
 * @returns Word index of the first, or 0 with RecursionError set.
 */
export function reserve(vm: Vm, words: number): number {
  const top = vm.i32[(vm.block + THREAD_STACK_TOP) >>> 2];
  const end = top + words * 4;
  if (end > vm.i32[(vm.block + THREAD_STACK_LIMIT) >>> 2]) {
    return vm.raise("RecursionError", "maximum recursion depth exceeded");
  }
  vm.i32[(vm.block + THREAD_STACK_TOP) >>> 2] = end;
  return top >>> 2;
}

/**
 * Counts a step of native code that may call itself, where it does so other than through a native. Who enters
 * leaves again with `leaveNested`.
 *
 * @returns Whether there is stack left; else RecursionError is set, and nothing is to be left.
 */
export function enterNested(vm: Vm): boolean {
  const nesting = (vm.block + THREAD_NESTING) >>> 2;
  if (vm.i32[nesting] >= vm.maxNesting && !moreNesting(vm)) return recursionError(vm) !== 0;
  vm.i32[nesting]++;
  return true;
}

/** Ends what `enterNested` began. */
export function leaveNested(vm: Vm): void {
  vm.i32[(vm.block + THREAD_NESTING) >>> 2]--;
  if (vm.maxNesting > SURE_NESTING) lessNesting(vm);
}

/** Gives back what `reserve` took, from its word index on. */
export function release(vm: Vm, word: number): void {
  vm.i32[(vm.block + THREAD_STACK_TOP) >>> 2] = word << 2;
}

/** Calls with the values of an array (borrowed). */
export function callArray(vm: Vm, callable: Value, args: readonly Value[]): Value {
  if (callable === 0) return 0;
  const word = reserve(vm, args.length);
  if (word === 0) return 0;
  for (let i = 0; i < args.length; i++) vm.i32[word + i] = args[i];
  const result = callVector(vm, callable, word, args.length, 0);
  release(vm, word);
  return result;
}

/** Calls with one argument (borrowed). */
export function callOne(vm: Vm, callable: Value, argument: Value): Value {
  const word = reserve(vm, 1);
  if (word === 0) return 0;
  vm.i32[word] = argument;
  const result = callVector(vm, callable, word, 1, 0);
  release(vm, word);
  return result;
}

/** Calls with positional and keyword arguments (borrowed). */
export function callKeywords(
  vm: Vm,
  callable: Value,
  positional: readonly Value[],
  names: readonly string[],
  keywords: readonly Value[],
): Value {
  const kwnames = vm.newTuple(names.map((name) => vm.intern(name)));
  if (kwnames === 0) return 0;
  const word = reserve(vm, positional.length + keywords.length);
  if (word === 0) return 0;
  for (let i = 0; i < positional.length; i++) vm.i32[word + i] = positional[i];
  for (let i = 0; i < keywords.length; i++) vm.i32[word + positional.length + i] = keywords[i];
  const result = callVector(vm, callable, word, positional.length, kwnames);
  release(vm, word);
  vm.decref(kwnames);
  return result;
}

/** Calls `type(object).name(object, ...args)`; 0 without an exception if there is no such method. */
export function callSpecial(vm: Vm, object: Value, name: Value, args: readonly Value[]): Value {
  const method = lookup(vm, vm.typeOf(object), name);
  return method === 0 ? 0 : callUnbound(vm, method, object, args);
}

/** Calls what was found on a type of `self`: binds it as a descriptor would, without making a bound method. */
export function callUnbound(vm: Vm, method: Value, self: Value, args: readonly Value[]): Value {
  if (takesSelf(vm.typeIndex(method))) {
    const word = reserve(vm, args.length + 1);
    if (word === 0) return 0;
    vm.i32[word] = self;
    for (let i = 0; i < args.length; i++) vm.i32[word + 1 + i] = args[i];
    const result = callVector(vm, method, word, args.length + 1, 0);
    release(vm, word);
    return result;
  }
  const bound = vm.bindDescriptor(method, self, vm.typeOf(self));
  if (bound === 0) return 0;
  const result = callArray(vm, bound, args);
  vm.decref(bound);
  return result;
}

/** As `callUnbound` without arguments. */
export function callUnary(vm: Vm, method: Value, self: Value): Value {
  if (!takesSelf(vm.typeIndex(method))) return callUnbound(vm, method, self, []);
  return callOne(vm, method, self);
}

/** As `callUnbound` with one argument (borrowed). */
export function callBinary(vm: Vm, method: Value, self: Value, argument: Value): Value {
  if (!takesSelf(vm.typeIndex(method))) return callUnbound(vm, method, self, [argument]);
  const word = reserve(vm, 2);
  if (word === 0) return 0;
  vm.i32[word] = self;
  vm.i32[word + 1] = argument;
  const result = callVector(vm, method, word, 2, 0);
  release(vm, word);
  return result;
}

/** Calls `object.name(...args)`. */
export function callMethod(vm: Vm, object: Value, name: Value, args: readonly Value[]): Value {
  const method = vm.getAttr(object, name);
  if (method === 0) return 0;
  const result = callArray(vm, method, args);
  vm.decref(method);
  return result;
}

/**
 * Calls an object.
 *
 * @param args Word index of the arguments: positional ones, then the values of keywords. Borrowed.
 * @param count Number of positional arguments.
 * @param kwnames Tuple of the keywords' names (borrowed), or 0.
 */
export function callVector(vm: Vm, callable: Value, args: number, count: number, kwnames: Value): Value {
  const i32 = vm.i32;
  switch (vm.typeIndex(callable)) {
    case T_FUNCTION:
      return callFunction(vm, callable, args, count, kwnames);
    case T_BUILTIN_FUNCTION_OR_METHOD:
    case T_METHOD_WRAPPER:
      return callNative(
        vm,
        vm.registry.natives[i32[(callable + NATIVE_ID) >>> 2]],
        i32[(callable + NATIVE_SELF) >>> 2],
        args,
        count,
        kwnames,
      );
    case T_METHOD_DESCRIPTOR:
    case T_WRAPPER_DESCRIPTOR:
      return callDescriptor(vm, callable, args, count, kwnames);
    case T_METHOD:
      return callPrefixed(
        vm,
        i32[(callable + METHOD_FUNCTION) >>> 2],
        i32[(callable + METHOD_SELF) >>> 2],
        args,
        count,
        kwnames,
      );
    case T_TYPE:
      return callType(vm, callable, args, count, kwnames);
  }
  if (vm.layout(callable) === T_TYPE) {
    const metaCall = lookup(vm, vm.typeOf(callable), vm.names.__call__);
    if (metaCall === lookup(vm, vm.typeObject(T_TYPE), vm.names.__call__)) {
      return callType(vm, callable, args, count, kwnames);
    }
  }
  const method = lookup(vm, vm.typeOf(callable), vm.names.__call__);
  if (method === 0) return vm.raiseType(`'${vm.typeName(callable)}' object is not callable`);
  if (takesSelf(vm.typeIndex(method))) {
    return callPrefixed(vm, method, callable, args, count, kwnames);
  }
  // The `__call__` may be an instance of the very class.
  if (!enterNested(vm)) return 0;
  const bound = vm.bindDescriptor(method, callable, vm.typeOf(callable));
  const result = bound === 0 ? 0 : callVector(vm, bound, args, count, kwnames);
  leaveNested(vm);
  vm.decref(bound);
  return result;
}

/** Calls with one more argument in front. */
export function callPrefixed(
  vm: Vm,
  callable: Value,
  first: Value,
  args: number,
  count: number,
  kwnames: Value,
): Value {
  const total = count + (kwnames === 0 ? 0 : vm.tupleLength(kwnames));
  const word = reserve(vm, total + 1);
  if (word === 0) return 0;
  const i32 = vm.i32;
  i32[word] = first;
  for (let i = 0; i < total; i++) i32[word + 1 + i] = i32[args + i];
  const result = callVector(vm, callable, word, count + 1, kwnames);
  release(vm, word);
  return result;
}

// -- Python functions

/** Calls a Python function in a frame of its own and runs it to its end. */
export function callFunction(vm: Vm, func: Address, args: number, count: number, kwnames: Value): Value {
  const nesting = (vm.block + THREAD_NESTING) >>> 2;
  if (vm.i32[nesting] >= vm.maxNesting) return recursionError(vm);
  if (kwnames === 0 && vm.jit !== null && vm.i32[nesting] < COMPILED_NESTING) {
    const result = callCompiled(vm, vm.jit, func, args, count, nesting);
    if (result !== CALL_STAYS) return result;
  }
  if (kwnames === 0 && onlyMakesGenerator(vm, func, count)) {
    for (let k = 0; k < count; k++) vm.incref(vm.i32[args + k]);
    return newGenerator(vm, func, args, count);
  }
  const frame = pushFrame(vm, func);
  if (frame === 0) return 0;
  if (!bindArguments(vm, func, frame, args, count, kwnames)) {
    popFrame(vm, frame);
    return 0;
  }
  return runNested(vm, frame);
}

/** Whether all that a function does is to make a generator of as many arguments as it has plain parameters. */
function onlyMakesGenerator(vm: Vm, func: Address, count: number): boolean {
  const i32 = vm.i32, code = i32[(func + FUNCTION_CODE) >>> 2], flags = i32[(code + CODE_FLAGS) >>> 2];
  return (flags & (CO_GENERATOR | CO_VARARGS | CO_VARKEYWORDS)) === CO_GENERATOR && !vm.traced &&
    count === i32[(code + CODE_ARGCOUNT) >>> 2] && i32[(code + CODE_KWONLY) >>> 2] === 0 &&
    i32[i32[(code + CODE_STREAM) >>> 2] >>> 2] === Op.RETURN_GENERATOR;
}

/** Says that a call was not made: no Value. */
const CALL_STAYS = 4;

/**
 * Calls a function whose code is compiled with as many arguments as it has plain parameters: then there is no frame to
 * make for it. Leaves what else there is to the interpreter: CALL_STAYS.
 */
function callCompiled(
  vm: Vm,
  jit: JitHooks,
  func: Address,
  args: number,
  count: number,
  nesting: number,
): Value {
  const i32 = vm.i32, block = vm.block, code = i32[(func + FUNCTION_CODE) >>> 2];
  const id = i32[(code + CODE_JIT) >>> 2], top = i32[(block + THREAD_STACK_TOP) >>> 2];
  if (
    id <= 0 || count !== i32[(code + CODE_ARGCOUNT) >>> 2] || i32[(code + CODE_KWONLY) >>> 2] !== 0 ||
    (i32[(code + CODE_FLAGS) >>> 2] & (CO_VARARGS | CO_VARKEYWORDS)) !== 0 || vm.traced ||
    i32[(block + GIL_SECTION) >>> 2] !== 0 ||
    top >= i32[(block + THREAD_STACK_BASE) >>> 2] + COMPILED_STACK_BYTES
  ) return CALL_STAYS;
  const registers = (top >>> 2) + FRAME_HEADER_WORDS;
  for (let k = 0; k < count; k++) {
    const value = i32[args + k];
    if ((value & 1) === 0) vm.rc.incref(value);
    i32[registers + k] = value;
  }
  i32[nesting] += PYTHON_NESTING;
  const result = jit.call(id, top, func);
  i32[nesting] -= PYTHON_NESTING;
  return result;
}

/**
 * Binds arguments (borrowed) to the parameters of a function, in the registers of a fresh frame.
 *
 * @returns Whether it worked; if not, TypeError is set and the caller drops the frame.
 */
export function bindArguments(
  vm: Vm,
  func: Address,
  frame: Address,
  args: number,
  count: number,
  kwnames: Value,
): boolean {
  const i32 = vm.i32;
  const code = i32[(func + FUNCTION_CODE) >>> 2];
  const argCount = i32[(code + CODE_ARGCOUNT) >>> 2];
  const kwOnly = i32[(code + CODE_KWONLY) >>> 2];
  const flags = i32[(code + CODE_FLAGS) >>> 2];
  const registers = (frame >>> 2) + FRAME_HEADER_WORDS;
  const taken = Math.min(count, argCount);
  for (let i = 0; i < taken; i++) i32[registers + i] = vm.keep(i32[args + i]);
  const total = argCount + kwOnly;
  if ((flags & CO_VARARGS) !== 0) {
    const extra = Math.max(0, count - argCount);
    for (let i = 0; i < extra; i++) vm.incref(i32[args + argCount + i]);
    const tuple = tupleFromWords(vm, args + argCount, extra);
    if (tuple === 0) return false;
    i32[registers + total] = tuple;
  }
  let keywordDict = 0;
  if ((flags & CO_VARKEYWORDS) !== 0) {
    keywordDict = vm.newDict();
    if (keywordDict === 0) return false;
    i32[registers + total + ((flags & CO_VARARGS) !== 0 ? 1 : 0)] = keywordDict;
  }
  if (kwnames !== 0 && !bindKeywords(vm, func, code, registers, args + count, kwnames, keywordDict)) {
    return false;
  }
  if (count > argCount && (flags & CO_VARARGS) === 0) {
    return tooManyPositional(vm, func, code, registers, count);
  }
  if (count < argCount && !fillDefaults(vm, func, code, registers, argCount)) return false;
  return kwOnly === 0 || fillKeywordDefaults(vm, func, code, registers, argCount, kwOnly);
}

function bindKeywords(
  vm: Vm,
  func: Address,
  code: Address,
  registers: number,
  values: number,
  kwnames: Value,
  keywordDict: Value,
): boolean {
  const i32 = vm.i32;
  const varnames = i32[(code + CODE_VARNAMES) >>> 2];
  const posOnly = i32[(code + CODE_POSONLY) >>> 2];
  const total = i32[(code + CODE_ARGCOUNT) >>> 2] + i32[(code + CODE_KWONLY) >>> 2];
  const count = vm.tupleLength(kwnames);
  for (let k = 0; k < count; k++) {
    const name = vm.tupleItem(kwnames, k);
    if (!vm.isStr(name)) {
      vm.raiseType(`${qualname(vm, func)}() keywords must be strings`);
      return false;
    }
    const at = findName(vm, varnames, name, posOnly, total);
    if (at >= 0) {
      if (i32[registers + at] !== 0) {
        vm.raiseType(`${qualname(vm, func)}() got multiple values for argument '${vm.js(name)}'`);
        return false;
      }
      i32[registers + at] = vm.keep(i32[values + k]);
    } else if (keywordDict !== 0) {
      if (!vm.dictSet(keywordDict, name, i32[values + k])) return false;
    } else {
      return unexpectedKeyword(vm, func, varnames, posOnly, kwnames, name);
    }
  }
  return true;
}

function findName(vm: Vm, names: Value, name: Value, from: number, to: number): number {
  for (let i = from; i < to; i++) if (vm.tupleItem(names, i) === name) return i;
  if (isInterned(vm, name)) return -1;
  for (let i = from; i < to; i++) if (vm.equals(vm.tupleItem(names, i), name) === 1) return i;
  return -1;
}

function unexpectedKeyword(
  vm: Vm,
  func: Address,
  varnames: Value,
  posOnly: number,
  kwnames: Value,
  name: Value,
): false {
  const wrong: string[] = [];
  for (let k = 0; k < posOnly; k++) {
    const parameter = vm.tupleItem(varnames, k);
    if (findName(vm, kwnames, parameter, 0, vm.tupleLength(kwnames)) >= 0) wrong.push(vm.js(parameter));
  }
  if (wrong.length > 0) {
    vm.raiseType(
      `${qualname(vm, func)}() got some positional-only arguments passed as keyword arguments: '${
        wrong.join(", ")
      }'`,
    );
  } else {
    vm.raiseType(`${qualname(vm, func)}() got an unexpected keyword argument '${vm.js(name)}'`);
  }
  return false;
}

function fillDefaults(vm: Vm, func: Address, code: Address, registers: number, argCount: number): boolean {
  const i32 = vm.i32;
  const defaults = i32[(func + FUNCTION_DEFAULTS) >>> 2];
  const defaultCount = defaults === 0 ? 0 : vm.tupleLength(defaults);
  const missing: string[] = [];
  for (let i = 0; i < argCount; i++) {
    if (i32[registers + i] !== 0) continue;
    const k = i - (argCount - defaultCount);
    if (k >= 0) i32[registers + i] = vm.keep(vm.tupleItem(defaults, k));
    else missing.push(vm.js(vm.tupleItem(i32[(code + CODE_VARNAMES) >>> 2], i)));
  }
  return missing.length === 0 || missingArguments(vm, func, "positional", missing);
}

function fillKeywordDefaults(
  vm: Vm,
  func: Address,
  code: Address,
  registers: number,
  argCount: number,
  kwOnly: number,
): boolean {
  const i32 = vm.i32;
  const defaults = i32[(func + FUNCTION_KWDEFAULTS) >>> 2];
  const missing: string[] = [];
  for (let i = argCount; i < argCount + kwOnly; i++) {
    if (i32[registers + i] !== 0) continue;
    const name = vm.tupleItem(i32[(code + CODE_VARNAMES) >>> 2], i);
    const value = defaults === 0 || defaults === NONE ? 0 : vm.dictGet(defaults, name);
    if (value !== 0) i32[registers + i] = vm.keep(value);
    else missing.push(vm.js(name));
  }
  return missing.length === 0 || missingArguments(vm, func, "keyword-only", missing);
}

function missingArguments(vm: Vm, func: Address, kind: string, names: string[]): false {
  const quoted = names.map((name) => `'${name}'`);
  const last = quoted.pop()!;
  const list = quoted.length === 0
    ? last
    : quoted.length === 1
    ? `${quoted[0]} and ${last}`
    : `${quoted.join(", ")}, and ${last}`;
  vm.raiseType(
    `${qualname(vm, func)}() missing ${names.length} required ${kind} argument${
      names.length === 1 ? "" : "s"
    }: ${list}`,
  );
  return false;
}

function tooManyPositional(vm: Vm, func: Address, code: Address, registers: number, given: number): false {
  const i32 = vm.i32;
  const argCount = i32[(code + CODE_ARGCOUNT) >>> 2];
  const kwOnly = i32[(code + CODE_KWONLY) >>> 2];
  const defaults = i32[(func + FUNCTION_DEFAULTS) >>> 2];
  const defaultCount = defaults === 0 ? 0 : vm.tupleLength(defaults);
  let keywordsGiven = 0;
  for (let i = argCount; i < argCount + kwOnly; i++) if (i32[registers + i] !== 0) keywordsGiven++;
  const plural = defaultCount > 0 || argCount !== 1 ? "s" : "";
  const takes = defaultCount > 0 ? `from ${argCount - defaultCount} to ${argCount}` : `${argCount}`;
  const extra = keywordsGiven === 0
    ? ""
    : ` positional argument${given !== 1 ? "s" : ""} (and ${keywordsGiven} keyword-only argument${
      keywordsGiven !== 1 ? "s" : ""
    })`;
  vm.raiseType(
    `${qualname(vm, func)}() takes ${takes} positional argument${plural} but ${given}${extra} ${
      given === 1 && keywordsGiven === 0 ? "was" : "were"
    } given`,
  );
  return false;
}

function qualname(vm: Vm, func: Address): string {
  return vm.js(vm.i32[(func + FUNCTION_QUALNAME) >>> 2]);
}

// -- natives

/** Calls a native, bound to `self` unless that is 0. */
export function callNative(
  vm: Vm,
  record: NativeRecord,
  self: Value,
  args: number,
  count: number,
  kwnames: Value,
): Value {
  if (!enterNested(vm)) return 0;
  const bound = self !== 0 && record.signature.hasSelf ? 1 : 0;
  let result = 0;
  if (kwnames === 0 && bound === 0 && count === record.simpleWords) {
    // The arguments lie there as the native wants them.
    result = record.call(vm, args);
    if (result === 0 && record.endsQuietly && !vm.failed()) vm.raiseStopIteration(NONE);
  } else if (record.definition.readsFirstOnly === true && bound === 0 && count > 0) {
    result = record.call(vm, args);
  } else {
    result = callCopied(vm, record, bound === 1 ? self : 0, args, count, kwnames);
  }
  leaveNested(vm);
  return result;
}

/** Calls a native with its arguments copied to where each parameter has its word. */
function callCopied(
  vm: Vm,
  record: NativeRecord,
  self: Value,
  args: number,
  count: number,
  kwnames: Value,
): Value {
  const i32 = vm.i32;
  const { signature } = record;
  const words = signature.words;
  const bound = self === 0 ? 0 : 1;
  const given = count + bound;
  const word = reserve(vm, words);
  if (word === 0) return 0;
  let result = 0;
  if (bound === 1) i32[word] = self;
  if (signature.simple && kwnames === 0) {
    if (given >= signature.required && given <= words) {
      // A loop: these are few, and a call of a typed array's method costs more.
      for (let i = 0; i < count; i++) i32[word + bound + i] = i32[args + i];
      for (let i = given; i < words; i++) i32[word + i] = 0;
      result = finishNative(vm, record, record.call(vm, word));
    } else {
      refuseCall(vm, record, self === 0 ? i32[args] : self, given, 0);
    }
  } else {
    for (let i = bound; i < words; i++) i32[word + i] = 0;
    const owned = bindNative(vm, record, word, bound, args, count, kwnames);
    if (owned >= 0) {
      const call = kwnames === 0 ? record.call : record.callNamed;
      result = finishNative(vm, record, call(vm, word));
      for (let i = 0; i < owned; i++) vm.decref(i32[word + words - 1 - i]);
    }
  }
  release(vm, word);
  return result;
}

/** A native `__next__` says "exhausted" by 0 without an exception; Python sees StopIteration. */
function finishNative(vm: Vm, record: NativeRecord, result: Value): Value {
  if (result === 0 && record.endsQuietly && !vm.failed()) return vm.raiseStopIteration(NONE);
  return result;
}

/** Returns how many words at the end (tuple of `*args`, dict of `**kwargs`) the caller drops, or -1 on failure. */
function bindNative(
  vm: Vm,
  record: NativeRecord,
  word: number,
  bound: number,
  args: number,
  count: number,
  kwnames: Value,
): number {
  const i32 = vm.i32;
  const { signature } = record;
  const given = count + bound;
  const taken = Math.min(given, signature.positional) - bound;
  for (let i = 0; i < taken; i++) i32[word + bound + i] = i32[args + i];
  if (given > signature.positional && !signature.varArgs) {
    return refuseCall(vm, record, i32[word], given, kwnames);
  }
  let owned = 0;
  let at = word + signature.names.length;
  if (signature.varArgs) {
    const extra = Math.max(0, count - Math.max(0, taken));
    for (let i = 0; i < extra; i++) vm.incref(i32[args + count - extra + i]);
    const tuple = tupleFromWords(vm, args + count - extra, extra);
    if (tuple === 0) return -1;
    i32[at++] = tuple;
    owned++;
  }
  if (signature.varKeywords) {
    const dict = vm.newDict();
    if (dict === 0) {
      if (owned === 1) vm.decref(i32[at - 1]);
      return -1;
    }
    i32[at] = dict;
    owned++;
  }
  const fail = (): number => {
    for (let i = 0; i < owned; i++) vm.decref(i32[word + signature.words - 1 - i]);
    return -1;
  };
  if (kwnames !== 0) {
    // Where no parameter can be given by name, all names go into the dict.
    const named = !signature.varKeywords || signature.names.length > signature.positionalOnly;
    for (let k = 0; k < vm.tupleLength(kwnames); k++) {
      if (!named) {
        if (!vm.dictSet(i32[at], vm.tupleItem(kwnames, k), i32[args + count + k])) return fail();
        continue;
      }
      const name = vm.js(vm.tupleItem(kwnames, k));
      const index = signature.names.indexOf(name);
      if (index >= signature.positionalOnly && i32[word + index] === 0) {
        i32[word + index] = i32[args + count + k];
      } else if (index < signature.positionalOnly && signature.varKeywords) {
        if (!vm.dictSet(i32[at], vm.tupleItem(kwnames, k), i32[args + count + k])) return fail();
      } else if (
        signature.names.length > signature.positionalOnly || !leavesKeywords(vm, record, i32[word])
      ) {
        refuseCall(vm, record, i32[word], given, kwnames);
        return fail();
      }
    }
  }
  for (let i = 0; i < signature.names.length; i++) {
    if (i32[word + i] !== 0 || signature.optional[i]) continue;
    refuseCall(vm, record, i32[word], given, kwnames);
    return fail();
  }
  return owned;
}

/** A method descriptor called through its type: the first argument must be an instance. */
function callDescriptor(vm: Vm, callable: Value, args: number, count: number, kwnames: Value): Value {
  const i32 = vm.i32;
  const record = vm.registry.natives[i32[(callable + NATIVE_ID) >>> 2]];
  const owner = i32[(callable + NATIVE_SELF) >>> 2];
  if (count === 0 || !vm.isSubtype(vm.typeOf(i32[args]), owner)) {
    return wrongSelf(vm, record, owner, args, count);
  }
  return callNative(vm, record, 0, args, count, kwnames);
}

/** Raises the TypeError of a method descriptor that was called with no instance in front. */
function wrongSelf(vm: Vm, record: NativeRecord, owner: Address, args: number, count: number): 0 {
  const { name, kind } = record.definition;
  const typeName = typeNameOf(vm, owner);
  if (count === 0) {
    return vm.raiseType(
      kind === "slot"
        ? `descriptor '${name}' of '${typeName}' object needs an argument`
        : `unbound method ${typeName}.${name}() needs an argument`,
    );
  }
  const given = vm.typeName(vm.i32[args]);
  return vm.raiseType(
    kind === "slot"
      ? `descriptor '${name}' requires a '${typeName}' object but received a '${given}'`
      : `descriptor '${name}' for '${typeName}' objects doesn't apply to a '${given}' object`,
  );
}

/**
 * Items of a tuple as the arguments of a call, with the items of a dict as keywords (both borrowed).
 *
 * @param call How it is called: `callType` for what `type.__call__` does, past a metaclass's own.
 */
export function callWithTuple(
  vm: Vm,
  callable: Value,
  tuple: Value,
  dict: Value,
  call: typeof callVector = callVector,
): Value {
  const count = vm.tupleLength(tuple);
  if (dict === 0) {
    // The tuple keeps the arguments alive and where they are: no copy.
    return call(vm, callable, (tuple + TUPLE_ITEMS) >>> 2, count, 0);
  }
  const names: Value[] = [];
  const values: Value[] = [];
  let strings = true;
  vm.dictIterate(dict, (key, value) => {
    if (!vm.isStr(key)) strings = false;
    names.push(vm.keep(key));
    values.push(vm.keep(value));
    return true;
  });
  let result = 0;
  const kwnames = names.length === 0 ? 0 : vm.newTuple(names);
  const word = reserve(vm, count + values.length);
  if (!strings && !takesAnyKeys(vm, callable)) vm.raiseType("keywords must be strings");
  else if (word !== 0 && (names.length === 0 || kwnames !== 0)) {
    vm.i32.copyWithin(word, (tuple + TUPLE_ITEMS) >>> 2, ((tuple + TUPLE_ITEMS) >>> 2) + count);
    for (let i = 0; i < values.length; i++) vm.i32[word + count + i] = values[i];
    result = call(vm, callable, word, count, kwnames);
  }
  if (word !== 0) release(vm, word);
  for (const value of values) vm.decref(value);
  vm.decref(kwnames);
  return result;
}

/** Whether a callable is a native that gets the dict of a `**` as it is; one called through its type does not. */
function takesAnyKeys(vm: Vm, callable: Value): boolean {
  if (vm.typeIndex(callable) !== T_BUILTIN_FUNCTION_OR_METHOD) return false;
  return vm.registry.natives[vm.i32[(callable + NATIVE_ID) >>> 2]].definition.takesAnyKeys === true;
}
