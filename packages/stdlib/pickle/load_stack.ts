/**
 * What an unpickler has in hand: its stack with the marks on it, and its memo.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";

/** Values that there is room for at first. */
const LEAST_ROOM = 64;

/** Stack and memo of one unpickler. */
export class LoadStack {
  /** The values (owned). */
  values: Int32Array = new Int32Array(LEAST_ROOM);
  /** How many there are; the rest is room. */
  height = 0;
  /** Heights of the stack at its marks. */
  readonly marks: number[] = [];
  /** Values by number (owned). */
  readonly memo: Value[];
  /** How many numbers have a value. */
  memoCount = 0;

  /** With a memo, which stays the caller's. */
  constructor(memo: Value[]) {
    this.memo = memo;
    for (const _ in memo) this.memoCount++;
  }

  /** Adds a value (stolen); whether there is one. */
  push(value: Value): boolean {
    if (value === 0) return false;
    if (this.height === this.values.length) this.grow();
    this.values[this.height++] = value;
    return true;
  }

  /** Makes room for more values. */
  grow(): void {
    const grown = new Int32Array(this.values.length * 2);
    grown.set(this.values);
    this.values = grown;
  }

  /** The lowest height to which values may be taken. */
  fence(): number {
    return this.marks.length === 0 ? 0 : this.marks[this.marks.length - 1];
  }

  /** Takes the values above a height, and with them their references. */
  takeFrom(height: number): Value[] {
    const taken = Array.from(this.values.subarray(height, this.height));
    this.height = height;
    return taken;
  }

  /** Drops the values above a height. */
  dropFrom(vm: Vm, height: number): void {
    while (this.height > height) vm.decref(this.values[--this.height]);
  }
}
