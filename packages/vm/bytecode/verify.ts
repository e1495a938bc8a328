/**
 * A checker of compiled code: runs a unit's instructions abstractly over all paths, handlers included, and knows
 * of every register whether it is empty or holds a value.
 *
 * Checked: operands are in range; jumps go to instructions, backwards only by JUMP_BACK; a temporary is full when
 * it is read and empty when it is written, and all paths to a place agree on it; a local is never read unbound; what
 * is live when an instruction raises lies below its recorded depth; nothing is left behind by RETURN.
 *
 * @module
 */
import {
  CO_VARARGS,
  CO_VARKEYWORDS,
  type CodeUnit,
  EXCEPTION_ENTRY_WORDS,
  findHandler,
} from "./code_unit.ts";
import { registerText } from "./dis.ts";
import { INTRINSICS } from "./intrinsics.ts";
import { INSTRUCTIONS, Op } from "./opcodes.ts";
import { canRaise, isTerminator, LENGTHS, NAMES, OPERANDS, runLength, writesRun } from "./operands.ts";
import { PositionReader } from "./positions.ts";

const EMPTY = 0;
const FULL = 1;
const MAYBE = 2;

/** Thrown by {@linkcode verify}: a bug of the compiler. */
export class VerifyError extends Error {
  override name = "VerifyError";
}

/**
 * Checks a unit and all units among its constants.
 *
 * @throws {VerifyError} Naming the unit, the instruction and the rule that it breaks.
 */
export function verify(unit: CodeUnit): void {
  new Verifier(unit).run();
  for (const constant of unit.constants) if (constant.type === "code") verify(constant.unit);
}

class Verifier {
  readonly #unit: CodeUnit;
  readonly #depths: Int32Array;
  /** State before each instruction that several paths lead to. */
  readonly #states = new Map<number, Uint8Array>();
  readonly #leaders = new Set<number>();
  readonly #work: number[] = [];
  #pc = 0;

  constructor(unit: CodeUnit) {
    this.#unit = unit;
    this.#depths = new Int32Array(unit.stream.length).fill(-1);
  }

  run(): void {
    this.#readPositions();
    this.#checkOperands();
    this.#checkTables();
    const { argCount, kwOnlyCount, flags, registerCount } = this.#unit;
    const bound = argCount + kwOnlyCount + (flags & CO_VARARGS ? 1 : 0) + (flags & CO_VARKEYWORDS ? 1 : 0);
    this.#flow(0, new Uint8Array(registerCount).fill(FULL, 0, bound));
    while (this.#work.length > 0) this.#walk(this.#work.pop()!);
  }

  #fail(rule: string): never {
    const { qualname, filename, stream } = this.#unit;
    const name = NAMES[stream[this.#pc]] ?? "?";
    throw new VerifyError(`${filename}: ${qualname} at ${this.#pc} (${name}): ${rule}`);
  }

  #readPositions(): void {
    const { stream, positions } = this.#unit;
    const reader = new PositionReader(positions);
    let end = 0;
    while (reader.next()) {
      this.#pc = reader.pc;
      const op = stream[reader.pc];
      if (!(op >= 0 && op < INSTRUCTIONS.length)) this.#fail(`there is no instruction ${op}`);
      if (LENGTHS[op] !== reader.words) {
        this.#fail(`has ${LENGTHS[op]} words, its position says ${reader.words}`);
      }
      this.#depths[reader.pc] = reader.depth;
      end = reader.pc + reader.words;
    }
    if (end !== stream.length) this.#fail(`positions end at ${end}, the stream at ${stream.length}`);
  }

  /** Visits all instructions in order. */
  *#instructions(): Generator<number> {
    const { stream } = this.#unit;
    for (let pc = 0; pc < stream.length; pc += LENGTHS[stream[pc]]) {
      this.#pc = pc;
      yield stream[pc];
    }
  }

  #checkOperands(): void {
    const { stream, registerCount, constants, names, icWords } = this.#unit;
    for (const op of this.#instructions()) {
      const at = this.#pc + 1;
      if (op === Op.CALL_INTRINSIC && !(stream[at + 2] < INTRINSICS.length)) this.#fail("no such intrinsic");
      const kinds = OPERANDS[op];
      for (let k = 0; k < kinds.length; k++) {
        const value = stream[at + k];
        const limit = this.#limit(kinds[k], op, at, { registerCount, constants, names, icWords });
        if (value < 0 || value > limit) this.#fail(`operand ${k} is ${value}, the limit ${limit}`);
        if (kinds[k] === "J") this.#checkJump(op, value);
      }
    }
  }

  #limit(
    kind: string,
    op: number,
    at: number,
    sizes: Pick<CodeUnit, "registerCount" | "constants" | "names" | "icWords">,
  ): number {
    switch (kind) {
      case "K":
        return sizes.constants.length - 1;
      case "N":
        return sizes.names.length - 1;
      case "C":
        return sizes.icWords - INSTRUCTIONS[op][2];
      case "J":
      case "I":
        return Infinity;
      case "A":
        return sizes.registerCount - runLength(op, this.#unit.stream, at);
      default:
        return sizes.registerCount - 1;
    }
  }

  #checkJump(op: number, target: number): void {
    if (target >= this.#depths.length || this.#depths[target] < 0) {
      this.#fail(`jumps into an instruction: ${target}`);
    }
    if ((target <= this.#pc) !== (op === Op.JUMP_BACK)) this.#fail(`jumps from ${this.#pc} to ${target}`);
    this.#leaders.add(target);
  }

  #checkTables(): void {
    const { exceptionTable, loopHeaders } = this.#unit;
    let last = 0;
    for (let i = 0; i < exceptionTable.length; i += EXCEPTION_ENTRY_WORDS) {
      const [start, end, handler] = exceptionTable.subarray(i, i + 3);
      if (start < last || end <= start) this.#fail(`exception entry ${start}..${end} is out of order`);
      if (!(this.#depths[start] >= 0 && this.#depths[handler] >= 0)) {
        this.#fail(`bad exception entry at ${start}`);
      }
      this.#leaders.add(handler);
      last = end;
    }
    for (let i = 0; i < loopHeaders.length; i += 2) {
      if (!this.#leaders.has(loopHeaders[i])) this.#fail(`${loopHeaders[i]} is no loop header`);
    }
  }

  /** Joins a state into an instruction. */
  #flow(target: number, state: Uint8Array): void {
    const known = this.#states.get(target);
    if (known === undefined) {
      this.#states.set(target, state.slice());
      this.#work.push(target);
      return;
    }
    let changed = false;
    for (let register = 0; register < state.length; register++) {
      if (known[register] === state[register] || known[register] === MAYBE) continue;
      if (register >= this.#unit.localCount) {
        this.#fail(`paths to ${target} disagree on ${registerText(this.#unit, register)}`);
      }
      known[register] = MAYBE;
      changed = true;
    }
    if (changed) this.#work.push(target);
  }

  #walk(start: number): void {
    const { stream } = this.#unit;
    const state = this.#states.get(start)!.slice();
    let pc = start;
    for (;;) {
      this.#pc = pc;
      const op = stream[pc];
      this.#step(op, pc + 1, state);
      if (isTerminator(op)) return;
      pc += LENGTHS[op];
      if (pc >= stream.length) this.#fail("control runs off the end");
      if (this.#leaders.has(pc)) return this.#flow(pc, state);
    }
  }

  #read(state: Uint8Array, register: number): void {
    if (state[register] !== FULL) {
      this.#fail(
        `reads ${registerText(this.#unit, register)}, which ${
          state[register] === MAYBE ? "may be" : "is"
        } empty`,
      );
    }
  }

  #consume(state: Uint8Array, register: number): void {
    this.#read(state, register);
    if (register >= this.#unit.localCount) state[register] = EMPTY;
  }

  #write(state: Uint8Array, register: number, content = FULL): void {
    if (register >= this.#unit.localCount && state[register] !== EMPTY) {
      this.#fail(`writes ${registerText(this.#unit, register)}, which is not empty`);
    }
    state[register] = content;
  }

  /** Takes the operands, shows the state to the handler, writes the results, follows the jump. */
  #step(op: number, at: number, state: Uint8Array): void {
    const { stream } = this.#unit;
    // The second place of a method's two may be empty wherever it is.
    if (op === Op.MOVE && state[stream[at + 1]] === MAYBE && stream[at + 1] >= this.#unit.localCount) {
      state[stream[at + 1]] = EMPTY;
      return this.#write(state, stream[at], MAYBE);
    }
    const kinds = OPERANDS[op];
    let jump = -1;
    for (let k = 0; k < kinds.length; k++) {
      const value = stream[at + k];
      if (kinds[k] === "R") this.#consume(state, value);
      else if (kinds[k] === "r") this.#inPlace(op, value, state);
      else if (kinds[k] === "A" && !writesRun(op)) this.#consumeRun(op, value, at, state);
      else if (kinds[k] === "J") jump = value;
    }
    if (op === Op.PUSH_HANDLED) this.#read(state, stream[at] - 1);
    this.#raise(op, state);
    const register = stream[at];
    switch (op) {
      case Op.CLEAR:
        state[register] = EMPTY;
        return;
      case Op.JUMP_IF_TRUE_OR_POP:
      case Op.JUMP_IF_FALSE_OR_POP:
        this.#flow(jump, state);
        state[register] = EMPTY;
        return;
      case Op.FOR_ITER: {
        const exhausted = state.slice();
        exhausted[stream[at + 1]] = EMPTY;
        this.#flow(jump, exhausted);
        return this.#write(state, register);
      }
      case Op.YIELD_FROM_STEP: {
        this.#write(state, register);
        const finished = state.slice();
        finished[stream[at + 1]] = EMPTY;
        return this.#flow(jump, finished);
      }
      case Op.CLEANUP_THROW:
        state[stream[at + 1]] = EMPTY;
        return this.#write(state, register);
      case Op.END_ASYNC_FOR:
        state[register] = EMPTY;
        return;
      case Op.RETURN:
        return this.#checkReturn(state);
    }
    if (kinds[0] === "D") this.#write(state, register);
    else if (kinds[0] === "A" && writesRun(op)) this.#writeRun(op, register, at, state);
    if (jump >= 0) this.#flow(jump, state);
  }

  #inPlace(op: number, register: number, state: Uint8Array): void {
    if (op === Op.COPY_FREE_VARS) {
      const count = this.#unit.stream[this.#pc + 2];
      state.fill(FULL, register, register + count);
    } else if (op === Op.MAKE_CELL) state[register] = FULL;
    else if (op === Op.CHECK_BOUND) {
      this.#raise(op, state);
      state[register] = FULL;
    } else if (op !== Op.CLEAR) this.#read(state, register);
  }

  #consumeRun(op: number, first: number, at: number, state: Uint8Array): void {
    const length = runLength(op, this.#unit.stream, at);
    if (length > 0 && first < this.#unit.localCount) this.#fail("a run starts at a local");
    const isCall = op === Op.CALL || op === Op.CALL_KW || op === Op.CALL_EX;
    for (let i = 0; i < length; i++) {
      if (isCall && i === 1) state[first + 1] = EMPTY;
      else this.#consume(state, first + i);
    }
  }

  #writeRun(op: number, first: number, at: number, state: Uint8Array): void {
    const length = runLength(op, this.#unit.stream, at);
    for (let i = 0; i < length; i++) {
      const mayBeEmpty = i === 1 && (op === Op.LOAD_METHOD || op === Op.LOAD_SPECIAL);
      this.#write(state, first + i, mayBeEmpty ? MAYBE : FULL);
    }
  }

  /** What the handler, or the frame's end, finds when this instruction raises. */
  #raise(op: number, state: Uint8Array): void {
    if (!canRaise(op)) return;
    const { localCount, registerCount, exceptionTable } = this.#unit;
    const depth = this.#depths[this.#pc];
    for (let register = localCount + depth; register < registerCount; register++) {
      if (state[register] !== EMPTY) {
        this.#fail(`${registerText(this.#unit, register)} is live above the recorded depth ${depth}`);
      }
    }
    const entry = findHandler(exceptionTable, this.#pc);
    if (entry < 0) return;
    const kept = exceptionTable[entry + 3];
    const caught = state.slice();
    caught.fill(EMPTY, localCount + kept);
    caught[localCount + kept] = FULL;
    this.#flow(exceptionTable[entry + 2], caught);
  }

  #checkReturn(state: Uint8Array): void {
    for (let register = this.#unit.localCount; register < state.length; register++) {
      if (state[register] !== EMPTY) this.#fail(`leaves ${registerText(this.#unit, register)} behind`);
    }
  }
}
