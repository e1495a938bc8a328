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

/** Instructions whose exceptions are handled in the same function. */
export interface Cover {
  /** Word index of the first of them. */
  readonly start: number;
  /** Word index behind the last. */
  readonly end: number;
  /** Word index of the handler. */
  readonly target: number;
  /** Register that the handler finds the exception in; temporaries from there on are dropped. */
  readonly register: number;
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
  /** Its exception table, in order and without overlaps. */
  readonly covers: readonly Cover[];
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
  const covers: Cover[] = [];
  for (let at = table + 1; table !== 0 && covers.length < i32[table]; at += 4) {
    const register = field(CODE_LOCALS) + i32[at + 3];
    covers.push({ start: i32[at], end: i32[at + 1], target: i32[at + 2], register });
  }
  const { blocks, blockAt } = findBlocks(words, covers);
  return {
    address,
    words,
    blocks,
    blockAt,
    covers,
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

/** Which instructions an exception at `pc` goes to, or undefined where it leaves the function. */
export function coverAt({ covers }: Code, pc: number): Cover | undefined {
  return covers.find(({ start, end }) => start <= pc && pc < end);
}

function findBlocks(words: Int32Array, covers: readonly Cover[]) {
  const leaders = new Set<number>([0, ...covers.map(({ target }) => target)]);
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
  if (op === Op.PUSH_HANDLED) visit(words[pc + 1] - 1);
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
