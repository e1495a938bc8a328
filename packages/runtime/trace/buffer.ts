/**
 * Where a trace is written while a program runs: for each slot a ring of records in memory that all Workers share, so that
 * it can be read when the program has ended, however that was.
 *
 * | what             | words                                                                    |
 * | ---------------- | ------------------------------------------------------------------------ |
 * | of each slot     | 4: how many records were ever written, the rest unused                   |
 * | then, of each    | RECORDS records of 4: time as f64 in milliseconds, state, thread's ident |
 *
 * A record says from when on the slot's thread is in a state. Only the slot's own Worker writes its ring, and the oldest
 * records are written over. A reader that comes while the program runs may find the one that is being written torn.
 *
 * @module
 */

/** The thread runs Python code. */
export const RUNS = 1;
/** It waits for the interpreter lock, for an object's lock, or for the world to go on. */
export const WAITS = 2;
/** It does I/O, or anything else that may block. */
export const BLOCKS = 3;
/** It is parked: waits for a lock of the program, a thread's end, a time. */
export const PARKED = 4;
/** It collects garbage. */
export const COLLECTS = 5;
/** It is over. */
export const OVER = 6;

/** Slots that are traced: 1 to this. */
export const TRACED_SLOTS = 128;
/** Records of a slot; a power of two. */
export const RECORDS: number = 1 << 15;
const HEADER_WORDS = 4, RECORD_WORDS = 4;
const FIRST_RING = (TRACED_SLOTS + 1) * HEADER_WORDS;

/** Memory for a trace. It is committed as it is used. */
export function newTraceMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer((FIRST_RING + (TRACED_SLOTS + 1) * RECORDS * RECORD_WORDS) * 4);
}

function ringOf(slot: number): number {
  return FIRST_RING + slot * RECORDS * RECORD_WORDS;
}

/** Writes one slot's records. */
export class TraceWriter {
  readonly #words: Int32Array;
  readonly #times: Float64Array;
  readonly #header: number;
  readonly #ring: number;

  /** @param slot 1 to TRACED_SLOTS. */
  constructor(memory: SharedArrayBuffer, slot: number) {
    this.#words = new Int32Array(memory);
    this.#times = new Float64Array(memory);
    this.#header = slot * HEADER_WORDS;
    this.#ring = ringOf(slot);
  }

  /** From a time on the slot's thread is in a state. */
  write(time: number, state: number, ident: number): void {
    const words = this.#words, count = words[this.#header];
    const record = this.#ring + (count & (RECORDS - 1)) * RECORD_WORDS;
    this.#times[record >>> 1] = time;
    words[record + 2] = state;
    words[record + 3] = ident;
    words[this.#header] = count + 1;
  }
}

/** A stretch of time in which a thread was in one state. */
export interface Stretch {
  readonly slot: number;
  readonly ident: number;
  readonly state: number;
  /** Milliseconds, on the clock that all slots share. */
  readonly from: number;
  readonly to: number;
}

/** What a trace holds. */
export interface Trace {
  /** In the order of their beginnings, slot by slot. */
  readonly stretches: readonly Stretch[];
  /** Records that were written over. */
  readonly lost: number;
}

/** Reads what was written so far. @param end When the last states end. */
export function readTrace(memory: SharedArrayBuffer, end: number): Trace {
  const words = new Int32Array(memory), times = new Float64Array(memory);
  const stretches: Stretch[] = [];
  let lost = 0;
  for (let slot = 1; slot <= TRACED_SLOTS; slot++) {
    const count = words[slot * HEADER_WORDS], first = Math.max(0, count - RECORDS);
    lost += first;
    const at = (i: number) => ringOf(slot) + (i & (RECORDS - 1)) * RECORD_WORDS;
    // A thread has its ident only some records after its beginning, and until shortly before its end.
    const identAt = (i: number): number => {
      let found = 0;
      for (let k = i; k < count && found === 0 && words[at(k) + 2] !== OVER; k++) found = words[at(k) + 3];
      for (let k = i; k >= first && found === 0 && words[at(k) + 2] !== OVER; k--) found = words[at(k) + 3];
      return found;
    };
    for (let i = first; i < count; i++) {
      const record = at(i), state = words[record + 2], from = times[record >>> 1];
      const to = i + 1 < count ? times[at(i + 1) >>> 1] : Math.max(end, from);
      if (state === OVER || !(to > from)) continue;
      stretches.push({ slot, ident: identAt(i), state, from, to });
    }
  }
  return { stretches, lost };
}
