/**
 * Source position and live temporaries of every instruction, packed; decoded only where an exception is raised
 * or a person asks. One entry for each instruction, in stream order:
 *
 *     byte 0   bits 0-2  words of the instruction
 *              bit 3     the position is the previous instruction's
 *              bit 4     the depth is the previous instruction's
 *              bit 5     of a marker: jumps to the instruction behind it come by here too
 *              bit 6     the instruction belongs to whatever line ran before it; of a marker: only jumps come by here
 *     then, unless bit 3: line minus previous line (zigzag), end line minus line, column, end column (variable length)
 *     then, unless bit 4: depth (variable length)
 *
 * An entry of 0 words is a marker: a line that has no instruction of its own, such as that of `pass`. Trace functions are told
 * of it; who looks for the position of an instruction never finds it.
 *
 * Lines count from 1, columns are UTF-8 bytes from 0. The depth is how many temporaries are live after the
 * instruction has consumed its operands and before it writes its result: what the unwinder drops when it raises.
 *
 * @module
 */

const SAME_POSITION = 8;
const SAME_DEPTH = 16;
const ON_JUMPS = 32;
const QUIET = 64;

/** Writes the table; entries must come in stream order. */
export class PositionWriter {
  #bytes = new Uint8Array(64);
  #length = 0;
  #line = 0;
  #endLine = 0;
  #column = 0;
  #endColumn = 0;
  #depth = 0;

  /** Appends the entry of an instruction of `words` words; `quiet`: it begins no line. */
  add(
    words: number,
    line: number,
    endLine: number,
    column: number,
    endColumn: number,
    depth: number,
    quiet = false,
  ): void {
    this.#add(quiet ? words | QUIET : words, line, endLine, column, endColumn, depth);
  }

  /**
   * Appends a line without an instruction.
   *
   * @param falls Whether what runs before it comes by here.
   * @param onJumps Whether jumps to the next instruction do.
   */
  mark(line: number, falls: boolean, onJumps: boolean): void {
    this.#add((onJumps ? ON_JUMPS : 0) | (falls ? 0 : QUIET), line, line, 0, 0, this.#depth);
  }

  #add(head: number, line: number, endLine: number, column: number, endColumn: number, depth: number): void {
    if (this.#length + 32 > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    const samePosition = line === this.#line && endLine === this.#endLine && column === this.#column &&
      endColumn === this.#endColumn;
    const sameDepth = depth === this.#depth;
    this.#bytes[this.#length++] = head | (samePosition ? SAME_POSITION : 0) | (sameDepth ? SAME_DEPTH : 0);
    if (!samePosition) {
      const delta = line - this.#line;
      this.#put(delta < 0 ? -delta * 2 - 1 : delta * 2);
      this.#put(Math.max(0, endLine - line));
      this.#put(column);
      this.#put(endColumn);
      this.#line = line;
      this.#endLine = endLine;
      this.#column = column;
      this.#endColumn = endColumn;
    }
    if (!sameDepth) {
      this.#put(depth);
      this.#depth = depth;
    }
  }

  /** The finished table. */
  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #put(value: number): void {
    while (value > 127) {
      this.#bytes[this.#length++] = (value & 127) | 128;
      value >>>= 7;
    }
    this.#bytes[this.#length++] = value;
  }
}

/** Reads the table entry by entry: `while (reader.next()) ...`. */
export class PositionReader {
  /** Word index of the current instruction. */
  pc = 0;
  /** Words of the current instruction. */
  words = 0;
  line = 0;
  endLine = 0;
  column = 0;
  endColumn = 0;
  depth = 0;
  /** Whether the instruction belongs to whatever line ran before it; of a marker, that only jumps come by it. */
  quiet = false;
  /** Of a marker (0 words): whether jumps to the next instruction come by it. */
  onJumps = false;
  #at = 0;

  constructor(private readonly table: Uint8Array) {}

  /** Moves to the next instruction; false at the end. */
  next(): boolean {
    while (this.nextEntry()) if (this.words !== 0) return true;
    return false;
  }

  /** Moves to the next instruction or marker (0 words); false at the end. */
  nextEntry(): boolean {
    if (this.#at >= this.table.length) return false;
    const head = this.table[this.#at++];
    this.pc += this.words;
    this.words = head & 7;
    this.quiet = (head & QUIET) !== 0;
    this.onJumps = (head & ON_JUMPS) !== 0;
    if ((head & SAME_POSITION) === 0) {
      const delta = this.#get();
      this.line += (delta & 1) !== 0 ? -((delta + 1) >>> 1) : delta >>> 1;
      this.endLine = this.line + this.#get();
      this.column = this.#get();
      this.endColumn = this.#get();
    }
    if ((head & SAME_DEPTH) === 0) this.depth = this.#get();
    return true;
  }

  /** Moves to the instruction that contains word `pc`; false if there is none. Only forwards. */
  seek(pc: number): boolean {
    while (this.next()) if (pc < this.pc + this.words) return true;
    return false;
  }

  #get(): number {
    let value = 0;
    for (let shift = 0;; shift += 7) {
      const byte = this.table[this.#at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
}

/** Where an instruction comes from. */
export interface SourcePosition {
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly endColumn: number;
}

/** What {@linkcode find} found. */
let line = 0, depth = 0;

/** Where a number of the table ends. */
function behind(bytes: Uint8Array, at: number): number {
  while (bytes[at] > 127) at++;
  return at + 1;
}

function numberAt(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let shift = 0;; shift += 7) {
    const byte = bytes[at++];
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
}

/** As a {@linkcode PositionReader}, for line and depth alone: each exception asks for them in every frame that it passes. */
function find(bytes: Uint8Array, at: number, end: number, pc: number): boolean {
  let behindLast = 0;
  line = depth = 0;
  while (at < end) {
    const head = bytes[at++];
    if ((head & SAME_POSITION) === 0) {
      const delta = numberAt(bytes, at);
      line += (delta & 1) !== 0 ? -((delta + 1) >>> 1) : delta >>> 1;
      at = behind(bytes, behind(bytes, behind(bytes, behind(bytes, at))));
    }
    if ((head & SAME_DEPTH) === 0) {
      depth = numberAt(bytes, at);
      at = behind(bytes, at);
    }
    behindLast += head & 7;
    if (pc < behindLast) return true;
  }
  return false;
}

/**
 * Source line of the instruction at word index `pc`, 0 when there is none.
 *
 * @param first Where the table begins in `bytes`, and where it ends.
 */
export function lineAt(bytes: Uint8Array, pc: number, first = 0, end: number = bytes.length): number {
  return find(bytes, first, end, pc) ? line : 0;
}

/** Live temporaries of the instruction at word index `pc` once its operands are consumed, 0 when there is none. */
export function depthAt(bytes: Uint8Array, pc: number, first = 0, end: number = bytes.length): number {
  return find(bytes, first, end, pc) ? depth : 0;
}

/** Source position of the instruction at word index `pc`, or null. */
export function positionAt(table: Uint8Array, pc: number): SourcePosition | null {
  const reader = new PositionReader(table);
  if (!reader.seek(pc)) return null;
  const { line, endLine, column, endColumn } = reader;
  return { line, endLine, column, endColumn };
}
