/**
 * Instructions as Python's `dis` can read them: `co_code` in CPython's form, two bytes a code unit, opcode and
 * argument. An instruction of ours becomes
 *
 *     [EXTENDED_ARG...] opcode, its position among the instructions   [CACHE...]
 *
 * where a code object tells the operands of the instruction at a position (`_varname_from_oparg`), and one that jumps
 * under a condition is followed by JUMP_TARGET, which has the distance. RESUME stands, as in CPython, between what prepares
 * a frame and its body: a call is at it, and the first line of the code is its line. A line without an instruction of its own has a NOP. CACHE
 * stands where `opcode` says that an
 * instruction of that name has some. Offsets (`tb_lasti`, `co_lines`, ...) count the bytes of this form.
 *
 * @module
 */
import { EXCEPTION_ENTRY_WORDS } from "./code_unit.ts";
import { Op } from "./opcodes.ts";
import { JUMP_OPERAND, LENGTHS, NAMES, OPERANDS } from "./operands.ts";

/** Number that opcode 0 of ours has in `co_code`: CACHE is 0, as in CPython. */
const FIRST = 1;
/** Names that are in `co_code` but are no instructions of ours; those after the first five only in `dis` itself. */
const OTHERS =
  ("EXTENDED_ARG JUMP_FORWARD JUMP_BACKWARD JUMP_TARGET RESUME CONVERT_VALUE SET_FUNCTION_ATTRIBUTE " +
    "ENTER_EXECUTOR LOAD_SMALL_INT BINARY_OP SEND CALL_INTRINSIC_1 CALL_INTRINSIC_2 LOAD_COMMON_CONSTANT " +
    "LOAD_SPECIAL LOAD_FAST_LOAD_FAST LOAD_FAST_BORROW_LOAD_FAST_BORROW STORE_FAST_LOAD_FAST " +
    "STORE_FAST_STORE_FAST IS_OP CONTAINS_OP COMPARE_OP").split(" ");
/** Number of the first of them. */
const FIRST_OTHER = 200;

/** Opcodes of `co_code` by name: `opcode.opmap`. */
export const WORDCODE: ReadonlyMap<string, number> = new Map([
  ["CACHE", 0],
  ...NAMES.map((name, op) => [name, FIRST + op] as const),
  ...OTHERS.filter((name) => !NAMES.includes(name)).map((name, i) => [name, FIRST_OTHER + i] as const),
]);

const number = (name: string): number => WORDCODE.get(name)!;
const EXTENDED_ARG = number("EXTENDED_ARG"), JUMP_TARGET = number("JUMP_TARGET");
const RESUME = number("RESUME"), NOP = number("NOP");
const JUMP_FORWARD = number("JUMP_FORWARD"), JUMP_BACKWARD = number("JUMP_BACKWARD");

/** Whether an opcode of `co_code` has an argument. */
export function hasArgument(opcode: number): boolean {
  return opcode >= FIRST_OTHER || hasOperands(opcode);
}

/** Whether an opcode of `co_code` is an instruction of ours with operands to show. */
export function hasOperands(opcode: number): boolean {
  const operands = OPERANDS[opcode - FIRST];
  return operands !== undefined && /[^CJ]/.test(operands);
}

/** Whether an opcode of `co_code` has the distance of a jump. */
export function isJump(opcode: number): boolean {
  return opcode === JUMP_FORWARD || opcode === JUMP_BACKWARD || opcode === JUMP_TARGET;
}

/** Code units of CACHE that CPython's `opcode` says follow an instruction of this name. */
const CACHES: Readonly<Record<string, number>> = {
  LOAD_GLOBAL: 4,
  LOAD_ATTR: 9,
  STORE_ATTR: 4,
  CALL: 3,
  CALL_KW: 3,
  FOR_ITER: 1,
  STORE_SUBSCR: 1,
  UNPACK_SEQUENCE: 1,
  LOAD_SUPER_ATTR: 1,
  JUMP_BACKWARD: 1,
};

/** Markers before no instruction. */
const NO_MARKERS: ReadonlyMap<number, number> = new Map();

/** Instructions of ours that prepare a frame, before its body begins. */
const PREPARING: ReadonlySet<number> = new Set([Op.RETURN_GENERATOR, Op.MAKE_CELL, Op.COPY_FREE_VARS]);

/** One code unit with an argument that may need more than a byte, and what follows it. */
interface Part {
  readonly opcode: number;
  /** The argument; of a jump, the word index where it goes. */
  readonly argument: number;
  readonly caches: number;
  /** Code units, the prefixes included. */
  units: number;
}

function prefixes(argument: number): number {
  return argument < 1 << 8 ? 0 : argument < 1 << 16 ? 1 : argument < 1 << 24 ? 2 : 3;
}

/** The instructions of a stream in this form. */
export class Wordcode {
  readonly #stream: Int32Array;
  readonly #parts: Part[] = [];
  /** First part of each instruction, by its position. */
  readonly #first: number[] = [];
  /** Position of the instruction at a word index. */
  readonly #positions: Map<number, number> = new Map();
  /** Code units before each part. */
  #before: number[] = [];

  /** Word index of the instruction that RESUME comes before. */
  readonly bodyWord: number;

  readonly #markers: ReadonlyMap<number, number>;

  /**
   * @param stream That of a code object, or a copy.
   * @param markers How many lines without an instruction lie before the one at a word index.
   */
  constructor(stream: Int32Array, markers: ReadonlyMap<number, number> = NO_MARKERS) {
    this.#stream = stream;
    this.#markers = markers;
    let body = 0;
    while (PREPARING.has(stream[body])) body += LENGTHS[stream[body]];
    this.bodyWord = body;
    for (let pc = 0, position = 0; pc < stream.length; pc += LENGTHS[stream[pc]], position++) {
      if (pc === body) this.#parts.push({ opcode: RESUME, argument: 0, caches: 0, units: 1 });
      for (let k = markers.get(pc) ?? 0; k > 0; k--) {
        this.#parts.push({ opcode: NOP, argument: 0, caches: 0, units: 1 });
      }
      this.#positions.set(pc, position);
      this.#first.push(this.#parts.length);
      this.#add(stream[pc], pc, position);
    }
    while (this.#layOut());
  }

  /** Word index of the instruction at a position; the stream's length after the last. */
  wordOf(position: number): number {
    for (const [pc, at] of this.#positions) if (at === position) return pc;
    return this.#stream.length;
  }

  /** Word index of the instruction that holds a code unit, or of the last. */
  wordAt(unit: number): number {
    let found = 0;
    for (const pc of this.#positions.keys()) if (this.unitOf(pc) <= unit) found = pc;
    return found;
  }

  /** Code units before the instruction that holds a word. */
  unitOf(word: number): number {
    let pc = Math.min(word, this.#stream.length);
    while (pc > 0 && !this.#positions.has(pc) && pc < this.#stream.length) pc--;
    const position = this.#positions.get(pc);
    return position === undefined ? this.#before[this.#parts.length] : this.#before[this.#first[position]];
  }

  /** Code units before the first of the markers in front of an instruction, which are units on end. */
  markersOf(word: number): number {
    return this.unitOf(word) - (this.#markers.get(word) ?? 0);
  }

  /** Code units before what follows an instruction: markers, RESUME or the next one. */
  endOf(word: number): number {
    const next = word + LENGTHS[this.#stream[word]];
    return this.markersOf(next) - (next === this.bodyWord ? 1 : 0);
  }

  /** Code units before RESUME. */
  get resumeUnit(): number {
    return this.markersOf(this.bodyWord) - 1;
  }

  /** `co_code`. */
  bytes(): Uint8Array {
    const bytes: number[] = [];
    this.#parts.forEach((part, i) => {
      const argument = this.#argument(part, i);
      for (let shift = (part.units - part.caches - 1) * 8; shift > 0; shift -= 8) {
        bytes.push(EXTENDED_ARG, argument >>> shift & 255);
      }
      bytes.push(part.opcode, argument & 255);
      for (let k = 0; k < part.caches; k++) bytes.push(0, 0);
    });
    return Uint8Array.from(bytes);
  }

  /** `co_exceptiontable`: a table of ours in CPython's encoding. */
  exceptions(table: Int32Array): Uint8Array {
    const bytes: number[] = [];
    for (let i = 0; i < table.length; i += EXCEPTION_ENTRY_WORDS) {
      const [start, end, handler] = [0, 1, 2].map((k) => this.unitOf(table[i + k]));
      bytes.push(
        ...[start, end - start, handler, table[i + 3] << 1].flatMap((value, k) => varint(value, k === 0)),
      );
    }
    return Uint8Array.from(bytes);
  }

  #add(op: number, pc: number, position: number): void {
    const opcode = op + FIRST;
    const jump = JUMP_OPERAND[op];
    const target = jump < 0 ? 0 : this.#stream[pc + 1 + jump];
    const push = (code: number, argument: number, caches: number) =>
      this.#parts.push({ opcode: code, argument, caches, units: 1 + caches });
    if (op === Op.JUMP) return void push(JUMP_FORWARD, target, 0);
    if (op === Op.JUMP_BACK) return void push(JUMP_BACKWARD, target, CACHES.JUMP_BACKWARD);
    push(opcode, hasOperands(opcode) ? position : 0, CACHES[NAMES[op]] ?? 0);
    if (jump >= 0) push(JUMP_TARGET, target, 0);
  }

  /** The argument as it is in the code: of a jump, the distance in code units. */
  #argument(part: Part, i: number): number {
    if (!isJump(part.opcode)) return part.argument;
    return Math.abs(this.unitOf(part.argument) - this.#before[i] - part.units);
  }

  /** Places the parts; whether one has become longer, so that all is to be placed anew. */
  #layOut(): boolean {
    this.#before = [0];
    for (const part of this.#parts) this.#before.push(this.#before[this.#before.length - 1] + part.units);
    let changed = false;
    this.#parts.forEach((part, i) => {
      const units = 1 + part.caches + prefixes(this.#argument(part, i));
      if (units <= part.units) return;
      part.units = units;
      changed = true;
    });
    return changed;
  }
}

/** Six bits a byte, the highest first; bit 6 says that more come, bit 7 that an entry begins. */
function varint(value: number, begins: boolean): number[] {
  const bytes = [value & 63];
  for (let rest = value >>> 6; rest > 0; rest >>>= 6) bytes.unshift(rest & 63 | 64);
  if (begins) bytes[0] |= 128;
  return bytes;
}
