/**
 * Passes over the instruction list between compilation and encoding: jumps to jumps are shortened, unreachable
 * instructions die, and so does every CHECK_BOUND whose local is assigned on all paths.
 *
 * @module
 */
import { Op } from "../bytecode/opcodes.ts";
import { canRaise, isTerminator, OPERANDS } from "../bytecode/operands.ts";
import { DEAD, type Handler, type Instruction, skipDead, TEMPORARY } from "./assembler.ts";

/** Runs all passes; `parameterCount` registers are bound at entry. */
export function optimise(code: Instruction[], parameterCount: number): void {
  threadJumps(code);
  removeUnreachable(code);
  removeJumpsToNext(code);
  removeProvenChecks(code, parameterCount);
}

function threadJumps(code: Instruction[]): void {
  // From the end, so that a forward jump finds its target already shortened.
  for (let i = code.length - 1; i >= 0; i--) {
    const instruction = code[i];
    const label = instruction.target;
    if (label === null || instruction.op === Op.JUMP_BACK || label.index >= code.length) continue;
    const next = code[label.index];
    if (next.op === Op.JUMP) instruction.target = next.target;
    else if (next.op === Op.JUMP_BACK && instruction.op === Op.JUMP) {
      instruction.op = Op.JUMP_BACK;
      instruction.operands = [0, 0];
      instruction.target = next.target;
    }
  }
}

function removeUnreachable(code: Instruction[]): void {
  const reached = new Uint8Array(code.length);
  const handlers = new Set<Handler>();
  const work = [0];
  while (work.length > 0) {
    let i = work.pop()!;
    while (i < code.length && reached[i] === 0) {
      reached[i] = 1;
      const { op, target, handler } = code[i];
      if (handler !== null && canRaise(op) && !handlers.has(handler)) {
        handlers.add(handler);
        work.push(handler.label.index);
      }
      if (target !== null) work.push(target.index);
      if (isTerminator(op)) break;
      i++;
    }
  }
  for (let i = 0; i < code.length; i++) {
    if (reached[i] !== 0) continue;
    code[i].op = DEAD;
    code[i].marker = false;
  }
}

function removeJumpsToNext(code: Instruction[]): void {
  let next = code.length;
  for (let i = code.length - 1; i >= 0; i--) {
    const instruction = code[i];
    if (instruction.op === DEAD) continue;
    if (instruction.op === Op.JUMP && skipDead(code, instruction.target!.index) === next) {
      instruction.op = DEAD;
      // What ran before does not come by what lies between.
      for (let k = i + 1; k < instruction.target!.index; k++) code[k].falls = false;
    } else next = i;
  }
}

/** A run of instructions with one handler that is entered only at its start and left only at its end. */
interface Block {
  readonly start: number;
  end: number;
}

/** The local register that an instruction assigns, or -1. Cells are assigned through other instructions. */
function assigned(instruction: Instruction): number {
  const { op, operands } = instruction;
  const kinds = OPERANDS[op];
  if (op === Op.CHECK_BOUND || (kinds.length > 0 && kinds.charCodeAt(0) === 68)) {
    return operands[0] < TEMPORARY ? operands[0] : -1;
  }
  return -1;
}

function removeProvenChecks(code: Instruction[], parameterCount: number): void {
  // Locals that are deleted somewhere, or never were parameters, need the analysis.
  const deleted = new Set<number>();
  for (const { op, operands } of code) {
    if (op === Op.CLEAR && operands[0] < TEMPORARY) deleted.add(operands[0]);
  }
  const bits = new Map<number, number>();
  for (const instruction of code) {
    if (instruction.op !== Op.CHECK_BOUND) continue;
    const register = instruction.operands[0];
    if (register < parameterCount && !deleted.has(register)) instruction.op = DEAD;
    else if (!bits.has(register)) bits.set(register, bits.size);
  }
  if (bits.size > 0) new DefiniteAssignment(code, bits, parameterCount).run();
}

/** Forward dataflow over bit sets: a bit is set where its local is assigned on every path. */
class DefiniteAssignment {
  readonly #blocks: Block[] = [];
  readonly #blockOf: Int32Array;
  readonly #words: number;
  /** State at each block's start; all ones until a path reaches it. */
  readonly #states: Int32Array;
  readonly #visited: Uint8Array;
  readonly #work: number[] = [];
  readonly #queued: Uint8Array;

  constructor(
    private readonly code: Instruction[],
    private readonly bits: Map<number, number>,
    private readonly parameterCount: number,
  ) {
    this.#blockOf = new Int32Array(code.length + 1).fill(-1);
    this.#findBlocks();
    this.#words = (bits.size + 31) >>> 5;
    this.#states = new Int32Array(this.#blocks.length * this.#words).fill(-1);
    this.#visited = new Uint8Array(this.#blocks.length);
    this.#queued = new Uint8Array(this.#blocks.length);
  }

  run(): void {
    const entry = new Int32Array(this.#words);
    for (const [register, bit] of this.bits) {
      if (register < this.parameterCount) entry[bit >>> 5] |= 1 << bit;
    }
    this.#flow(0, entry);
    while (this.#work.length > 0) {
      const block = this.#work.pop()!;
      this.#queued[block] = 0;
      this.#walk(block, false);
    }
    for (let block = 0; block < this.#blocks.length; block++) this.#walk(block, true);
  }

  #findBlocks(): void {
    const { code } = this;
    const leaders = new Uint8Array(code.length + 1);
    for (const { op, target, handler } of code) {
      if (op === DEAD) continue;
      if (target !== null) leaders[skipDead(code, target.index)] = 1;
      if (handler !== null && canRaise(op)) leaders[skipDead(code, handler.label.index)] = 1;
    }
    let current: Block | null = null;
    let handler: Handler | null = null;
    for (let i = 0; i < code.length; i++) {
      const instruction = code[i];
      if (instruction.op === DEAD) continue;
      if (current === null || leaders[i] !== 0 || instruction.handler !== handler) {
        current = { start: i, end: i };
        handler = instruction.handler;
        this.#blockOf[i] = this.#blocks.length;
        this.#blocks.push(current);
      }
      current.end = i + 1;
      if (instruction.target !== null || isTerminator(instruction.op)) current = null;
    }
  }

  /** Joins a state into the block that starts at (or after dead instructions behind) `index`. */
  #flow(index: number, state: Int32Array): void {
    const block = this.#blockOf[skipDead(this.code, index)];
    const base = block * this.#words;
    let changed = this.#visited[block] === 0;
    this.#visited[block] = 1;
    for (let w = 0; w < this.#words; w++) {
      const joined = this.#states[base + w] & state[w];
      if (joined !== this.#states[base + w]) {
        this.#states[base + w] = joined;
        changed = true;
      }
    }
    if (changed && this.#queued[block] === 0) {
      this.#queued[block] = 1;
      this.#work.push(block);
    }
  }

  #walk(block: number, remove: boolean): void {
    const { start, end } = this.#blocks[block];
    const state = this.#states.slice(block * this.#words, (block + 1) * this.#words);
    const handler = this.code[start].handler;
    // Assignments only add bits, so the handler need only see the state before the first instruction that
    // raises, and before the first one after each CLEAR.
    let handlerSees = handler === null || remove;
    for (let i = start; i < end; i++) {
      const instruction = this.code[i];
      const { op, target } = instruction;
      if (op === DEAD) continue;
      if (op === Op.CLEAR) {
        const bit = this.bits.get(instruction.operands[0]);
        if (bit !== undefined) {
          state[bit >>> 5] &= ~(1 << bit);
          handlerSees = handler === null || remove;
        }
        continue;
      }
      if (!handlerSees && canRaise(op)) {
        this.#flow(handler!.label.index, state);
        handlerSees = true;
      }
      // FOR_ITER and the like assign only where they do not jump.
      if (target !== null && !remove) this.#flow(target.index, state);
      const register = assigned(instruction);
      if (register < 0) continue;
      const bit = this.bits.get(register);
      if (bit === undefined) continue;
      if (remove && op === Op.CHECK_BOUND && (state[bit >>> 5] & (1 << bit)) !== 0) instruction.op = DEAD;
      state[bit >>> 5] |= 1 << bit;
    }
    const last = this.code[end - 1];
    if (!remove && !isTerminator(last.op) && end < this.code.length) this.#flow(end, state);
  }
}
