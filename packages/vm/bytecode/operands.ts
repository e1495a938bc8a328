/**
 * Operand kinds and runs of every instruction as small tables and functions, derived from the list in
 * `opcodes.ts`. Whoever walks a stream (disassembler, verifier, loader, JIT) uses these.
 *
 * @module
 */
import { INSTRUCTIONS, Op } from "./opcodes.ts";
import { INTRINSICS } from "./intrinsics.ts";

/** Operand kind letters of each opcode. */
export const OPERANDS: readonly string[] = INSTRUCTIONS.map(([, operands]) => operands);
/** Name of each opcode. */
export const NAMES: readonly string[] = INSTRUCTIONS.map(([name]) => name);
/** Words of each instruction, its opcode included. */
export const LENGTHS: Uint8Array = Uint8Array.from(OPERANDS, (operands) => operands.length + 1);
/** Inline-cache words of each instruction. */
export const CACHE_WORDS: Uint8Array = Uint8Array.from(INSTRUCTIONS, ([, , words]) => words);

function operandIndex(kind: string): Int8Array {
  return Int8Array.from(OPERANDS, (operands) => operands.indexOf(kind));
}

/** Index among the operands of each opcode's J, or -1. */
export const JUMP_OPERAND: Int8Array = operandIndex("J");
/** Index among the operands of each opcode's C, or -1. */
export const CACHE_OPERAND: Int8Array = operandIndex("C");
/** Index among the operands of each opcode's N, or -1. */
export const NAME_OPERAND: Int8Array = operandIndex("N");
/** Index among the operands of each opcode's K, or -1. */
export const CONSTANT_OPERAND: Int8Array = operandIndex("K");

/** Whether control never goes on to the next instruction. */
export function isTerminator(op: number): boolean {
  return op === Op.JUMP || op === Op.JUMP_BACK || op === Op.RETURN || op === Op.RAISE || op === Op.RERAISE;
}

/** Whether the A operand of an opcode is written (a run of results) instead of consumed. */
export function writesRun(op: number): boolean {
  return op === Op.LOAD_METHOD || op === Op.UNPACK_SEQUENCE || op === Op.UNPACK_EX ||
    op === Op.MATCH_EXCEPTION_GROUP || op === Op.LOAD_SPECIAL || op === Op.WITH_EXCEPT_START;
}

const QUIET = new Uint8Array(256);
for (
  const op of [
    Op.NOP,
    Op.LOAD_CONST,
    Op.MOVE,
    Op.COPY,
    Op.CLEAR,
    Op.JUMP,
    Op.JUMP_IF_NONE,
    Op.JUMP_IF_NOT_NONE,
    Op.IS,
    Op.IS_NOT,
    Op.RETURN,
    Op.PUSH_HANDLED,
    Op.POP_HANDLED,
    Op.WITH_EXCEPT_START,
    Op.MATCH_MAPPING,
    Op.MATCH_SEQUENCE,
  ]
) QUIET[op] = 1;

/** Whether an instruction may raise, so that its handler matters. */
export function canRaise(op: number): boolean {
  return QUIET[op] === 0;
}

/** How many bits of MAKE_FUNCTION's immediate are set: the length of its run. */
function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/**
 * Length of the run of temporaries that starts at the A operand.
 *
 * @param op The opcode; one with an A operand.
 * @param words Where the instruction lies.
 * @param at Index in `words` of its first operand.
 */
export function runLength(op: number, words: ArrayLike<number>, at: number): number {
  switch (op) {
    case Op.LOAD_METHOD:
    case Op.LOAD_SUPER_ATTR:
    case Op.MATCH_EXCEPTION_GROUP:
    case Op.LOAD_SPECIAL:
    case Op.BUILD_INTERPOLATION:
      return 2;
    case Op.WITH_EXCEPT_START:
      return 3;
    case Op.BUILD_SLICE:
    case Op.BUILD_TUPLE:
    case Op.BUILD_LIST:
    case Op.BUILD_SET:
    case Op.BUILD_STRING:
      return words[at + 2];
    case Op.BUILD_MAP:
      return words[at + 2] * 2;
    case Op.UNPACK_SEQUENCE:
      return words[at + 2];
    case Op.UNPACK_EX:
      return words[at + 2] + 1 + words[at + 3];
    case Op.CALL:
    case Op.CALL_KW:
      return words[at + 2] + 2;
    case Op.CALL_EX:
      return words[at + 2] === 0 ? 3 : 4;
    case Op.MAKE_FUNCTION:
      return bitCount(words[at + 3]);
    case Op.RAISE:
      return words[at + 1];
    case Op.CALL_INTRINSIC:
      return INTRINSICS[words[at + 2]][1];
    default:
      return 1;
  }
}
