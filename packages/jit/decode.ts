/**
 * From the instruction stream of a code object to basic blocks.
 *
 * @module
 */
import {
  type Address,
  CODE_ARGCOUNT,
  CODE_CACHE,
  CODE_EXCEPTIONS,
  CODE_FLAGS,
  CODE_KWONLY,
  CODE_LOCALS,
  CODE_REGISTERS,
  CODE_STREAM,
  CODE_STREAM_WORDS,
  type Value,
} from "@orochi/object";
import {
  CO_VARARGS,
  CO_VARKEYWORDS,
  isTerminator,
  JUMP_OPERAND,
  LENGTHS,
  NAME_OPERAND,
  Op,
  OPERANDS,
  runLength,
  writesRun,
} from "@orochi/vm/bytecode";

/** A stretch of instructions that is entered at its start and left at its end. */
export interface Block {
  /** Position in {@linkcode Code.blocks}. */
  readonly index: number;
  /** Word index of the first instruction. */
  readonly start: number;
  /** Word index behind the last instruction. */
  readonly end: number;
  /** Word index of the last instruction. */
  readonly last: number;
  /** Blocks that control may go to. */
  readonly successors: readonly number[];
}

/** A jump back. */
export interface Loop {
  /** Word index of the loop's header. */
  readonly target: number;
  /** Word index behind the last instruction that jumps back there. */
  readonly end: number;
  /** Index of the jump's counter among the code's inline caches. */
  readonly counter: number;
}

/** A decoded code object. */
export interface Code {
  readonly address: Address;
  /** The instruction stream, copied. */
  readonly words: Int32Array;
  readonly blocks: readonly Block[];
  /** Block that starts at a word index. */
  readonly blockAt: ReadonlyMap<number, number>;
  readonly locals: number;
  readonly registers: number;
  /** Registers that hold arguments: all parameters, `*args` and `**kwargs` too. */
  readonly parameters: number;
  /** First word of its inline caches. */
  readonly cache: number;
  /** Names that its instructions mention: interned strs. */
  readonly names: readonly Value[];
  readonly loops: readonly Loop[];
  /** How many YIELD instructions it has. */
  readonly yields: number;
  /** Word indices of exception handlers. */
  readonly handlers: readonly number[];
}

/** Number of registers of a code object that hold arguments. */
export function parametersOf(i32: Int32Array, code: Address): number {
  const flags = i32[(code + CODE_FLAGS) >>> 2];
  return i32[(code + CODE_ARGCOUNT) >>> 2] + i32[(code + CODE_KWONLY) >>> 2] +
    ((flags & CO_VARARGS) !== 0 ? 1 : 0) + ((flags & CO_VARKEYWORDS) !== 0 ? 1 : 0);
}

/** Decodes the code object at an address. */
export function decode(i32: Int32Array, address: Address): Code {
  const field = (offset: number) => i32[(address + offset) >>> 2];
  const stream = field(CODE_STREAM) >>> 2;
  const words = i32.slice(stream, stream + field(CODE_STREAM_WORDS));
  const table = field(CODE_EXCEPTIONS) >>> 2;
  const handlers: number[] = [];
  for (let entry = 0; table !== 0 && entry < i32[table]; entry++) {
    handlers.push(i32[table + 1 + entry * 4 + 2]);
  }
  const { blocks, blockAt } = findBlocks(words, handlers);
  return {
    address,
    words,
    blocks,
    blockAt,
    handlers,
    loops: findLoops(words),
    yields: countYields(words),
    names: findNames(words),
    locals: field(CODE_LOCALS),
    registers: field(CODE_REGISTERS),
    parameters: parametersOf(i32, address),
    cache: field(CODE_CACHE),
  };
}

function countYields(words: Int32Array): number {
  let count = 0;
  for (let pc = 0; pc < words.length; pc += LENGTHS[words[pc]]) if (words[pc] === Op.YIELD) count++;
  return count;
}

function findNames(words: Int32Array): Value[] {
  const names = new Set<Value>();
  for (let pc = 0; pc < words.length; pc += LENGTHS[words[pc]]) {
    const at = NAME_OPERAND[words[pc]];
    if (at >= 0) names.add(words[pc + 1 + at]);
  }
  return [...names];
}

function findLoops(words: Int32Array): Loop[] {
  const jumps: { target: number; counter: number }[] = [];
  const ends = new Map<number, number>();
  for (let pc = 0; pc < words.length; pc += LENGTHS[words[pc]]) {
    if (words[pc] !== Op.JUMP_BACK) continue;
    jumps.push({ target: words[pc + 1], counter: words[pc + 2] });
    ends.set(words[pc + 1], pc + LENGTHS[Op.JUMP_BACK]);
  }
  return jumps.map(({ target, counter }) => ({ target, counter, end: ends.get(target) as number }));
}

/** Whether compiled code ends a block with an instruction: a generator is entered anew behind some. */
function ends(op: number): boolean {
  return isTerminator(op) || op === Op.YIELD || op === Op.RETURN_GENERATOR;
}

function findBlocks(words: Int32Array, handlers: readonly number[]) {
  const leaders = new Set<number>([0, ...handlers]);
  for (let pc = 0; pc < words.length; pc += LENGTHS[words[pc]]) {
    const op = words[pc], jump = JUMP_OPERAND[op];
    if (jump >= 0) leaders.add(words[pc + 1 + jump]);
    if (jump >= 0 || ends(op)) leaders.add(pc + LENGTHS[op]);
  }
  leaders.delete(words.length);
  const starts = [...leaders].sort((a, b) => a - b);
  const blockAt = new Map(starts.map((start, index) => [start, index]));
  const blocks = starts.map((start, index): Block => {
    const end = starts[index + 1] ?? words.length;
    let last = start;
    while (last + LENGTHS[words[last]] < end) last += LENGTHS[words[last]];
    const op = words[last], jump = JUMP_OPERAND[op];
    const successors: number[] = [];
    if (jump >= 0) successors.push(blockAt.get(words[last + 1 + jump]) as number);
    if (!ends(op) && end < words.length) successors.push(index + 1);
    return { index, start, end, last, successors };
  });
  return { blocks, blockAt };
}

/** Calls back with each register that an instruction reads: operand kinds R and r, and runs that are read. */
export function eachRead(words: Int32Array, pc: number, visit: (register: number) => void): void {
  const op = words[pc];
  const operands = OPERANDS[op];
  for (let k = 0; k < operands.length; k++) {
    const kind = operands[k], register = words[pc + 1 + k];
    if (kind === "R" || kind === "r") {
      visit(register);
      if (op === Op.COPY_FREE_VARS) return;
    } else if (kind === "A" && !writesRun(op)) {
      const count = operands.indexOf("A") === k ? runLength(op, words, pc + 1) : 1;
      for (let i = 0; i < count; i++) visit(register + i);
    }
  }
}

/** Calls back with each register that an instruction writes. */
export function eachWrite(words: Int32Array, pc: number, visit: (register: number) => void): void {
  const op = words[pc];
  const operands = OPERANDS[op];
  for (let k = 0; k < operands.length; k++) {
    const kind = operands[k], register = words[pc + 1 + k];
    if (kind === "D") visit(register);
    else if (kind === "A" && writesRun(op)) {
      const count = runLength(op, words, pc + 1);
      for (let i = 0; i < count; i++) visit(register + i);
    } else if (op === Op.COPY_FREE_VARS && kind === "r") {
      for (let i = 0; i < words[pc + 2]; i++) visit(register + i);
    }
  }
}
