/**
 * What a pickler has written so far: the numbers of objects by address, in a table of words.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";

/** Places of a new table: a power of two. */
const LEAST = 256;

/** Numbers of objects, in the order in which they were added. */
export class Memo {
  /** The objects by number; NONE stands for one that nothing else can refer to. */
  readonly objects: Value[] = [];
  /** Pairs of address and number; an address of 0 is a free place. At most half of them are taken. */
  #table: Int32Array = new Int32Array(LEAST * 2);
  /** How far a hash is shifted to give a place. */
  #shift = 32 - Math.log2(LEAST);

  /** The number of an object, -1 if it has none. */
  find(object: Value): number {
    const table = this.#table, mask = table.length - 1;
    for (let at = (Math.imul(object, 0x9e3779b1) >>> this.#shift) << 1;; at = (at + 2) & mask) {
      const found = table[at];
      if (found === object) return table[at + 1];
      if (found === 0) return -1;
    }
  }

  /** Gives an object (not known yet) the next number, which is returned. The caller keeps it alive. */
  add(object: Value): number {
    const number = this.objects.length;
    this.objects.push(object);
    if (number * 4 >= this.#table.length) this.#grow();
    this.#insert(object, number);
    return number;
  }

  /** Uses up a number for an object that nothing else refers to. */
  addUnnamed(): number {
    return this.objects.push(NONE) - 1;
  }

  #insert(object: Value, number: number): void {
    const table = this.#table, mask = table.length - 1;
    let at = (Math.imul(object, 0x9e3779b1) >>> this.#shift) << 1;
    while (table[at] !== 0) at = (at + 2) & mask;
    table[at] = object;
    table[at + 1] = number;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(old.length * 4);
    this.#shift -= 2;
    for (let at = 0; at < old.length; at += 2) if (old[at] !== 0) this.#insert(old[at], old[at + 1]);
  }
}
