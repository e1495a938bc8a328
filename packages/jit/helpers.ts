/**
 * The functions that compiled code imports, as far as they are TypeScript: {@linkcode JitHelpers}.
 *
 * @module
 */
import {
  CODE_REGISTERS,
  CODE_STREAM,
  GENERATOR_DELEGATE,
  LIST_LENGTH,
  listResize,
  NATIVE_ID,
  NATIVE_SELF,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_DICT,
  T_FLOAT,
  T_INT,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import {
  FRAME_CODE,
  FRAME_GENERATOR,
  FRAME_HEADER_WORDS,
  FRAME_PC,
  PERCENT_CONVERSION,
  THREAD_FRAME,
} from "@orochi/vm/bytecode";
import {
  addTraceback,
  ASK_FURTHER,
  binary,
  callNative,
  compare,
  contains,
  destroy,
  detachFrameObject,
  dictCopy,
  dictFromWords,
  endCompiledFrame,
  exceptionMatches,
  execute,
  finishGenerator,
  formatValue,
  getPlain,
  getSlice,
  inplace,
  joinStrings,
  LAYOUT,
  listFromWords,
  newException,
  newGenerator,
  popHandled,
  pushHandled,
  recursionError,
  reflectOperator,
  restoreHandled,
  safepoint,
  setFromWords,
  setPlain,
  swapHandled,
  takeError,
  toStr,
  truthy,
  tupleFromWords,
} from "@orochi/vm/engine";
import { makeCore } from "./codegen/core_module.ts";
import { type FormatPlans, notePlan } from "./format_plans.ts";
import { type JitHelpers, REPR_ALONE } from "./host.ts";
import { isMissing } from "./machine.ts";

/** The place of `+` among the operators. */
const ADD = 0;
/** What `next` returns for an exception: no Value is 2. */
const NEXT_RAISED = 2;

/** What the helpers need of the compiler itself. */
interface Compiler {
  /** See {@linkcode JitHelpers.interpret}. */
  readonly interpret: JitHelpers["interpret"];
  /** An iterator is made for a value, which nothing in WebAssembly could do. */
  readonly iterated: (value: Value) => void;
}

/** Makes the helpers of a Worker. Those of strs are replaced when something is compiled: see `codegen/text_module.ts`. */
export function makeHelpers(vm: Vm, { interpret, iterated }: Compiler): JitHelpers {
  const i32 = vm.i32, formatPlans: FormatPlans = new Map();
  const helpers: JitHelpers = {
    execute: (frame, pc) => {
      const word = frame >>> 2;
      i32[word + FRAME_PC] = pc;
      return execute(vm, word, (i32[(i32[word + FRAME_CODE] + CODE_STREAM) >>> 2] >>> 2) + pc) ? 1 : 0;
    },
    interpret,
    safepoint: () => safepoint(vm) ? 1 : 0,
    recursionError: () => {
      recursionError(vm);
    },
    incref: (object) => vm.rc.incref(object),
    decref: (object) => vm.rc.decref(object) ? 1 : 0,
    tryIncref: (object) => vm.rc.tryIncref(object) ? 1 : 0,
    begin: (object) => vm.lock.begin(object),
    end: () => vm.lock.end(),
    destroy: (object) => destroy(vm, object),
    newFloat: (value) => vm.newFloat(value),
    truthy: (value) => truthy(vm, value),
    next: (iterator) => {
      const value = vm.next(iterator);
      return value === 0 && vm.failed() ? NEXT_RAISED : value;
    },
    allocObject: (bytes) => vm.heap.allocObject(bytes),
    freeObject: (object) => vm.heap.freeObject(object),
    allocRaw: (bytes) => vm.heap.allocRaw(bytes),
    freeRaw: (storage) => vm.heap.freeRawLater(storage),
    detachFrame: (frame) => detachFrameObject(vm, frame),
    endFrame: (frame) => endCompiledFrame(vm, frame),
    refuseInit: (instance, result) => {
      if (result !== 0) {
        vm.raiseType(`__init__() should return None, not '${vm.typeName(result)}'`);
        vm.decref(result);
      }
      vm.decref(instance);
    },
    raiseMemory: () => vm.raiseMemory(),
    binary: (a, b, operator) => binary(vm, operator, a, b),
    inplace: (a, b, operator, replaced) => inplace(vm, operator, a, b, replaced === 1),
    reflectOperator: (a, b, operator, own) => reflectOperator(vm, operator, a, b, own === 1),
    compare: (a, b, operator) => compare(vm, operator, a, b),
    getItem: (container, key) => {
      const found = vm.isExact(container, T_DICT) ? getPlain(vm, container, key) : ASK_FURTHER;
      return found === ASK_FURTHER || found === 0 ? vm.getItem(container, key) : found;
    },
    setItem: (container, key, value) =>
      (vm.isExact(container, T_DICT) && setPlain(vm, container, key, value)) ||
        vm.setItem(container, key, value)
        ? 1
        : 0,
    contains: (container, item) => contains(vm, container, item),
    ...makeCore(vm.heap.memory.memory),
    callNative: (callable, args, count) => {
      const bound = (i32[callable >>> 2] & 0xffff) === T_BUILTIN_FUNCTION_OR_METHOD;
      const record = vm.registry.natives[i32[(callable + NATIVE_ID) >>> 2]];
      return callNative(vm, record, bound ? i32[(callable + NATIVE_SELF) >>> 2] : 0, args >>> 2, count, 0);
    },
    isInstance: (value, type) => vm.isInstance(value, type),
    newGenerator: (func, args, count) => newGenerator(vm, func, args >>> 2, count),
    stopIteration: (value) => {
      vm.raiseStopIteration(value);
      vm.decref(value);
    },
    endGenerator: (frame) => {
      const word = frame >>> 2, first = word + FRAME_HEADER_WORDS;
      i32.fill(0, first, first + i32[(i32[word + FRAME_CODE] + CODE_REGISTERS) >>> 2]);
      finishGenerator(vm, i32[word + FRAME_GENERATOR]);
    },
    swapHandled: (generator) => swapHandled(vm, generator),
    restoreHandled: (generator) => restoreHandled(vm, generator, true),
    setDelegate: (generator, target) =>
      vm.store((generator + GENERATOR_DELEGATE) >>> 2, target === 0 ? 0 : vm.keep(target)),
    newList: (items, count) => listFromWords(vm, items >>> 2, count),
    newDict: (items, count) => dictFromWords(vm, items >>> 2, count),
    getSlice: (container, bounds, count) => getSlice(vm, container, bounds >>> 2, count),
    newSet: (items, count) => setFromWords(vm, items >>> 2, count),
    growList: (list) => {
      vm.lock.begin(list);
      const length = i32[(list + LIST_LENGTH) >>> 2];
      // The storage is larger than the length afterwards.
      if (listResize(vm.objects, list, length + 1)) i32[(list + LIST_LENGTH) >>> 2] = length;
      vm.lock.end();
    },
    setAdd: (set, item) => vm.setAdd(set, item) ? 1 : 0,
    dictSet: (dict, key, value) => vm.dictSet(dict, key, value) ? 1 : 0,
    newException: (type, args, count) => {
      const first = args >>> 2;
      for (let k = 0; k < count; k++) vm.keep(i32[first + k]);
      const tuple = tupleFromWords(vm, first, count);
      return tuple === 0 ? 0 : newException(vm, type, tuple);
    },
    copyDict: (dict) => dictCopy(vm, dict),
    format: (value, spec, conversion) =>
      conversion === REPR_ALONE ? vm.repr(value) : formatValue(vm, value, conversion, spec),
    formatWith: (value, spec, layout) =>
      formatValue(vm, value, (layout >>> LAYOUT.percent.shift & 1) === 0 ? 0 : PERCENT_CONVERSION, spec),
    formatCall: (callable, args, count, names, site) => {
      notePlan(vm, formatPlans, site, i32[args >>> 2], count - 1, names);
      const record = vm.registry.natives[i32[(callable + NATIVE_ID) >>> 2]];
      return callNative(vm, record, 0, args >>> 2, count, names);
    },
    joinStrings: (items, count) => joinStrings(vm, items >>> 2, count),
    catchRaised: (frame, pc) => {
      if (vm.traced) return 0;
      i32[(vm.block + THREAD_FRAME) >>> 2] = frame;
      i32[(frame >>> 2) + FRAME_PC] = pc;
      addTraceback(vm, frame >>> 2);
      return takeError(vm);
    },
    pushHandled: (exception) => pushHandled(vm, exception),
    popHandled: (previous) => popHandled(vm, previous),
    matches: (exception, type) => exceptionMatches(vm, exception, type),
    concat: (a, b) => binary(vm, ADD, a, b),
    grow: (a, b, replaced) => inplace(vm, ADD, a, b, replaced === 1),
    strOf: (value) => toStr(vm, value),
    intOf: (value) => vm.call(vm.typeObject(T_INT), value),
    floatOf: (value) => vm.call(vm.typeObject(T_FLOAT), value),
    getIter: (value) => {
      iterated(value);
      return vm.iter(value);
    },
    textMethod: (callable, args, count) => helpers.callNative(callable, args, count),
    containerMethod: (callable, args, count) => helpers.callNative(callable, args, count),
    isMissing: (globals, name, word) => isMissing(vm, globals, name, word) ? 1 : 0,
  };
  return helpers;
}
