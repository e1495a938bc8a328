/**
 * The bytecode as other packages see it: instructions, their operands, the feedback that inline caches hold, and the
 * layout of frames.
 *
 * @module
 */
export { INSTRUCTIONS, Op, type OpName, PERCENT_CONVERSION } from "./opcodes.ts";
export {
  CACHE_OPERAND,
  canRaise,
  isTerminator,
  JUMP_OPERAND,
  LENGTHS,
  NAME_OPERAND,
  NAMES,
  OPERANDS,
  runLength,
  writesRun,
} from "./operands.ts";
export * from "./feedback.ts";
export {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CO_GENERATOR,
  CO_VARARGS,
  CO_VARKEYWORDS,
  type CodeUnit,
} from "./code_unit.ts";
export * from "../thread_state.ts";
