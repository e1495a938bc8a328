/**
 * What a compiler of hot code needs of the interpreter: to have one instruction done, to have a frame finished, and
 * the slow halves of what it does in line.
 *
 * @module
 */
export { attributeCases, expectedCase } from "./attribute_cache.ts";
export { callNative } from "./call.ts";
export { classInit, exceptionInit, isMadeOfArguments } from "./classes.ts";
export { detachFrameObject, endCompiledFrame, popFrame, recursionError } from "./frames.ts";
export {
  finishGenerator,
  GENERATOR_CREATED,
  GENERATOR_FINISHED,
  GENERATOR_RUNNING,
  GENERATOR_SUSPENDED,
  newGenerator,
  restoreHandled,
  swapHandled,
} from "./generators.ts";
export { lineAt } from "./bytecode/positions.ts";
export { depthOf, positionsOf } from "./frames.ts";
export { runNested, START_CALLED, START_RAISED, START_RESUMED } from "./interpreter.ts";
export { JIT_REFUSED, LOOP_ENDED, LOOP_LEFT, LOOP_RAISED, LOOP_STAYS, RESUME_STAYS } from "./jit_hooks.ts";
export { ASK_FURTHER, dictFromWords, getPlain, setPlain } from "./dicts.ts";
export { contains } from "./protocol/container.ts";
export { iteratorFunction } from "./protocol/iteration.ts";
export { binary, inplace, operatorFunction, reflectOperator } from "./protocol/number.ts";
export { destroy } from "./lifetime.ts";
export { takeError } from "./errors.ts";
export { exceptionMatches, popHandled, pushHandled } from "./exception_operations.ts";
export { addTraceback, dropOperands, unwind } from "./unwind.ts";
export { execute } from "./operations.ts";
export { compare, truthy } from "./protocol/compare.ts";
export { safepoint } from "./safepoint.ts";
export { listFromWords, typeNameOf } from "./values.ts";
export { getSlice } from "./slicing.ts";
export { setFromWords } from "./builtins/set.ts";
export { type FormatPart, formatParts } from "./builtins/str_format.ts";
export { LAYOUT, packedLayout, percentLayout } from "./format/quick.ts";
export { formatValue, joinStrings, toStr } from "./protocol/text.ts";
export { dictCopy } from "./builtins/dict.ts";
export { newException } from "./errors.ts";
export { tupleFromWords } from "./values.ts";
export { TYPE_FLAG_DEL } from "./type_lookup.ts";
