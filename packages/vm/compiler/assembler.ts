/**
 * The instruction list of one code unit while it is being compiled, and its encoding.
 *
 * Registers of temporaries are numbered from {@linkcode TEMPORARY} until the number of locals is known. Labels
 * are positions in the list. Passes never remove instructions from the list, they mark them dead.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import {
  CACHE_OPERAND,
  CACHE_WORDS,
  canRaise,
  CONSTANT_OPERAND,
  JUMP_OPERAND,
  LENGTHS,
  NAME_OPERAND,
  OPERANDS,
} from "../bytecode/operands.ts";
import { PositionWriter } from "../bytecode/positions.ts";
import type { Located } from "./nodes.ts";

/** Register number of the first temporary during compilation. */
export const TEMPORARY = 1 << 20;
/** Opcode of a dead instruction. */
export const DEAD = -1;

/** A place in the instruction list that jumps go to. */
export class Label {
  /** Index of the instruction that follows; -1 until the label is placed. */
  index = -1;
}

/** Where an exception goes: the unwinder keeps `depth` temporaries and puts the exception into the next one. */
export class Handler {
  readonly label: Label = new Label();
  constructor(readonly depth: number) {}
}

/** One instruction. */
export class Instruction {
  constructor(
    public op: number,
    public operands: number[],
    public target: Label | null,
    public readonly handler: Handler | null,
    public readonly node: Located,
    /** Temporaries live after the operands are consumed and before the result is written. */
    public readonly depth: number,
  ) {}

  /** Whether it belongs to whatever line ran before it: trace functions are not told of its own. */
  quiet = false;
  /** Of a dead instruction: whether it stands for a line that trace functions are told of, such as that of `pass`. */
  marker = false;
  /** Of a marker: whether what runs before it comes by it, and whether jumps to the instruction behind it do. */
  falls = true;
  onJumps = false;
}

/** Instructions that no statement stands for. */
const QUIET: ReadonlySet<number> = new Set([
  Op.NOP,
  Op.JUMP,
  Op.JUMP_BACK,
  Op.CLEAR,
  Op.PUSH_HANDLED,
  Op.POP_HANDLED,
  Op.RERAISE,
  Op.RETURN_GENERATOR,
  Op.MAKE_CELL,
  Op.COPY_FREE_VARS,
]);

/**
 * Finds out which jumps come by which markers. Where some jumps to an instruction come by a marker in front of it and others
 * do not, the marker becomes an instruction that does nothing.
 */
function settleMarkers(code: readonly Instruction[]): void {
  const targets = new Set<number>();
  for (const { op, target, handler } of code) {
    if (op === DEAD) continue;
    if (target !== null) targets.add(target.index);
    if (handler !== null) targets.add(handler.label.index);
  }
  let start = 0;
  for (let end = 0; end < code.length; end++) {
    if (code[end].op === DEAD) continue;
    // Markers lie between what is live before `start` and the live instruction at `end`.
    let come = false;
    for (let i = start; i < end; i++) {
      come ||= targets.has(i);
      if (!code[i].marker) continue;
      code[i].onJumps = come;
      let past = false;
      for (let k = i + 1; k <= end; k++) past ||= targets.has(k);
      if (come && past) code[i].op = Op.NOP;
    }
    start = end + 1;
  }
}

/** Index of the first live instruction at or after `index`; the list's length if there is none. */
export function skipDead(code: readonly Instruction[], index: number): number {
  let at = index;
  while (at < code.length && code[at].op === DEAD) at++;
  return at;
}

/** The encoded parts of a code unit. */
export interface Encoded {
  readonly stream: Int32Array;
  readonly constantRelocations: Int32Array;
  readonly nameRelocations: Int32Array;
  readonly icWords: number;
  readonly exceptionTable: Int32Array;
  readonly positions: Uint8Array;
  readonly loopHeaders: Int32Array;
}

/** Word index of every instruction (for a dead one, of what follows it), and of the end. */
function layOut(code: readonly Instruction[]): Int32Array {
  const addresses = new Int32Array(code.length + 1);
  let pc = 0;
  for (let i = 0; i < code.length; i++) {
    addresses[i] = pc;
    if (code[i].op !== DEAD) pc += LENGTHS[code[i].op];
  }
  addresses[code.length] = pc;
  return addresses;
}

/** Instructions that do not raise, but are in the table as if they did: what is around a handler is found by its first. */
const HANDLING: ReadonlySet<number> = new Set([Op.PUSH_HANDLED, Op.POP_HANDLED]);

function exceptionTable(code: readonly Instruction[], addresses: Int32Array): Int32Array {
  const table: number[] = [];
  let current: Handler | null = null;
  let start = 0;
  let end = 0;
  const flush = () => {
    if (current !== null) table.push(start, end, addresses[current.label.index], current.depth);
  };
  for (let i = 0; i < code.length; i++) {
    const { op, handler } = code[i];
    if (op === DEAD || !(canRaise(op) || HANDLING.has(op))) continue;
    if (handler !== current) {
      flush();
      current = handler;
      start = addresses[i];
    }
    end = addresses[i] + LENGTHS[op];
  }
  flush();
  return Int32Array.from(table);
}

/**
 * Encodes the live instructions.
 *
 * @param code The instruction list after all passes.
 * @param localCount Registers before the temporaries.
 * @param nameCount Names before those of locals, which operands give as -1 - index.
 */
export function encode(code: readonly Instruction[], localCount: number, nameCount: number): Encoded {
  settleMarkers(code);
  const addresses = layOut(code);
  const stream = new Int32Array(addresses[code.length]);
  const positions = new PositionWriter();
  const constants: number[] = [];
  const names: number[] = [];
  const headers = new Map<number, number>();
  let icWords = 0;
  let pc = 0;
  for (const instruction of code) {
    const { op, operands, node } = instruction;
    if (op === DEAD) {
      if (instruction.marker) positions.mark(node.lineno, instruction.falls, instruction.onJumps);
      continue;
    }
    const kinds = OPERANDS[op];
    stream[pc] = op;
    for (let k = 0; k < operands.length; k++) {
      const operand = operands[k];
      stream[pc + 1 + k] = operand >= TEMPORARY && isRegister(kinds.charCodeAt(k))
        ? operand - TEMPORARY + localCount
        : operand;
    }
    const jump = JUMP_OPERAND[op];
    if (jump >= 0) {
      const target = addresses[instruction.target!.index];
      stream[pc + 1 + jump] = target;
      if (op === Op.JUMP_BACK) headers.set(target, instruction.depth);
    }
    const cache = CACHE_OPERAND[op];
    if (cache >= 0) {
      stream[pc + 1 + cache] = icWords;
      icWords += CACHE_WORDS[op];
    }
    const name = NAME_OPERAND[op];
    if (name >= 0) {
      names.push(pc + 1 + name);
      if (operands[name] < 0) stream[pc + 1 + name] = nameCount - 1 - operands[name];
    }
    const constant = CONSTANT_OPERAND[op];
    if (constant >= 0) constants.push(pc + 1 + constant);
    const words = LENGTHS[op];
    const { lineno, end_lineno, col_offset, end_col_offset } = node;
    const quiet = !instruction.marker && (instruction.quiet || QUIET.has(op));
    positions.add(words, lineno, end_lineno, col_offset, end_col_offset, instruction.depth, quiet);
    pc += words;
  }
  return {
    stream,
    constantRelocations: Int32Array.from(constants),
    nameRelocations: Int32Array.from(names),
    icWords,
    exceptionTable: exceptionTable(code, addresses),
    positions: positions.finish(),
    loopHeaders: Int32Array.from([...headers].sort((a, b) => a[0] - b[0]).flat()),
  };
}

/** Whether a letter is one of A, D, R, r: I, J, K, N and C are not. */
function isRegister(letter: number): boolean {
  return letter === 65 || letter === 68 || letter === 82 || letter === 114;
}
