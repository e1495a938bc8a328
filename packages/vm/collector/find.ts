/**
 * Finds the objects that nothing outside of themselves refers to, by trial deletion (Bacon & Rajan 2001; CPython's
 * `gc.c`): from each object's count goes what other objects of the heap hold of it. Where something is left, someone
 * else holds it: a register, a control word, a native in the middle of its work, compiled code. Those objects are
 * roots, and what they reach is alive.
 *
 * 1. A reference that is not counted may only be borrowed from an object that something counted keeps alive.
 * 2. An object whose count is 0 is being taken apart by some thread: a root, as that thread deals with what it holds.
 * 3. Instances don't count their class: the class of every object that is alive is alive.
 * 4. Registers of a generator that runs may be stale, as compiled code keeps them elsewhere: they are no references
 *    of the generator's, so what they count is left over, and makes roots.
 *
 * @module
 */
import { LAYOUT_TABLE, TYPE_TABLE, walkObjects } from "@orochi/heap";
import {
  type Address,
  FIRST_DYNAMIC_TYPE,
  FLAG_FROZEN,
  GENERATOR_CODE,
  GENERATOR_DELEGATE,
  GENERATOR_FINALIZER,
  GENERATOR_NAME,
  GENERATOR_STATE,
  LAYOUTS,
  type ReferenceVisitor,
  T_ASYNC_GENERATOR,
  T_BYTEARRAY,
  T_COROUTINE,
  T_GENERATOR,
  T_RANGE,
  visitReferences,
} from "@orochi/object";
import { GENERATOR_RUNNING } from "../generator_states.ts";
import type { Vm } from "../vm.ts";
import { canTrace, visitRoots } from "./roots.ts";
import { doubled, NO_OBJECT, ObjectTable } from "./object_table.ts";

/** Note: not looked at. Subtracting from it changes nothing that matters. */
const OUTSIDE = -0x4000_0000;
/** Note: reached from a root. */
const ALIVE = -0x2000_0000;
/** Notes below are of objects that marking passes by. */
const CANDIDATES = -0x1000_0000;
/** Note: a root, whatever is subtracted. */
const ROOT = 0x4000_0000;

/** Notes of a search from the roots: not reached (yet), and likewise but found by the search before. */
const UNREACHED = 0, KNOWN = 1;

/** By layout: 1 where objects refer to nothing, or to ints only. */
const ATOMS = new Uint8Array(FIRST_DYNAMIC_TYPE);
for (let layout = 0; layout < FIRST_DYNAMIC_TYPE; layout++) {
  const row = LAYOUTS[layout];
  const holds = row !== undefined &&
    ((row.first ?? 0) !== 0 || !["limbs", "characters", "bytes", undefined].includes(row.items));
  ATOMS[layout] = holds && layout !== T_RANGE && layout !== T_BYTEARRAY ? 0 : 1;
}

/** Whether an object may be part of a cycle. */
export function isTracked(vm: Vm, object: Address): boolean {
  const type = vm.i32[object >>> 2] & 0xffff;
  // A type of ours may have the layout of another: defaultdict that of dict.
  return type >= FIRST_DYNAMIC_TYPE || ATOMS[vm.u16[(LAYOUT_TABLE >>> 1) + type]] === 0;
}

/** One Worker's searches. Only while the world stands still. */
export class Search {
  readonly table: ObjectTable = new ObjectTable();
  /** Garbage found last, in address order; `count` of them. */
  garbage: Int32Array = new Int32Array(256);
  /** Number of objects in `garbage`. */
  count = 0;
  /** Objects that were looked at. */
  candidates = 0;
  #stack: Int32Array = new Int32Array(1024);
  #height = 0;
  readonly #i32: Int32Array;

  /** Of a Worker's machine. */
  constructor(private readonly vm: Vm) {
    this.#i32 = vm.i32;
  }

  /** Fills `garbage` with the objects that can't be reached. */
  findGarbage(): void {
    const { vm, table } = this;
    if (vm.rc.constraints.traced === true) {
      this.#trace();
      return this.#list(table.objects, table.found);
    }
    // What was set aside is a root, and so is what it refers to: that has a count left.
    const i32 = this.#i32;
    table.fill(
      vm.memory,
      OUTSIDE,
      (object) => (i32[object >>> 2] & FLAG_FROZEN) === 0 && isTracked(vm, object),
    );
    this.candidates = table.found;
    for (let i = 0; i < table.found; i++) {
      table.notes[table.of(table.objects[i])] = this.#held(table.objects[i], 0);
    }
    this.#split();
    this.#list(table.objects, table.found);
  }

  /**
   * Leaves in `garbage` what still can't be reached, after finalisers ran. The collector holds a reference to each.
   *
   * @param revived Called with those that can be reached again.
   */
  findAgain(revived: (object: Address) => void): void {
    const { table } = this;
    const before = this.garbage.slice(0, this.count);
    if (this.vm.rc.constraints.traced === true) {
      this.#trace();
      this.#keepFresh(before);
      this.#list(before, before.length);
      for (const object of before) if (!this.isGarbage(object)) revived(object);
      return;
    }
    table.fill(this.vm.memory, OUTSIDE, () => false);
    for (const object of before) table.notes[table.of(object)] = this.#held(object, 1);
    table.objects = before;
    table.found = before.length;
    this.#keepClassesInUse();
    this.#split();
    this.#list(before, before.length);
    for (const object of before) if (table.notes[table.of(object)] === ALIVE) revived(object);
  }

  /** What finalisers made and left unreachable waits for the next collection, with all that it holds. */
  #keepFresh(before: Int32Array): void {
    const { table } = this, i32 = this.#i32, { notes } = table;
    for (const object of before) if (notes[table.of(object)] === UNREACHED) notes[table.of(object)] = KNOWN;
    const mark: ReferenceVisitor = (word) => {
      const value = i32[word];
      if ((value & 1) === 0 && value !== 0) this.#reach(value);
    };
    for (let i = 0; i < table.found; i++) {
      if (notes[table.of(table.objects[i])] !== UNREACHED) continue;
      this.#reach(table.objects[i]);
      this.#markReached(mark);
    }
  }

  /** Whether an object is in `garbage`, after one of the searches. */
  isGarbage(object: Address): boolean {
    const number = this.table.of(object);
    return number !== NO_OBJECT && this.table.notes[number] > CANDIDATES;
  }

  /** References to an object that have to be explained; ROOT if there is nothing to explain. */
  #held(object: Address, own: number): number {
    const count = this.vm.rc.count(object);
    if (count <= 0 || (this.#i32[object >>> 2] & FLAG_FROZEN) !== 0) return ROOT;
    return count - own;
  }

  /** Classes of objects outside of the search are in use: a finaliser may have made an instance. */
  #keepClassesInUse(): void {
    const { table } = this, i32 = this.#i32, types = TYPE_TABLE >>> 2;
    const used = new Uint8Array(65536);
    walkObjects(this.vm.memory, (object) => {
      const type = i32[object >>> 2] & 0xffff;
      if (type >= FIRST_DYNAMIC_TYPE && table.notes[table.of(object)] < CANDIDATES) used[type] = 1;
    });
    for (let type = FIRST_DYNAMIC_TYPE; type < used.length; type++) {
      const number = used[type] === 0 ? NO_OBJECT : table.of(i32[types + type]);
      if (number !== NO_OBJECT && table.notes[number] > CANDIDATES) table.notes[number] = ROOT;
    }
  }

  /** Subtracts what the listed objects hold of one another, then marks what is reached from those with something left. */
  #split(): void {
    const { table } = this, { objects, found } = table, notes = table.notes, i32 = this.#i32;
    const subtract: ReferenceVisitor = (word) => {
      const value = i32[word];
      if ((value & 1) === 1 || value === 0) return;
      const number = table.of(value);
      if (number !== NO_OBJECT) notes[number]--;
    };
    for (let i = 0; i < found; i++) this.visit(objects[i], subtract);
    const mark: ReferenceVisitor = (word) => {
      const value = i32[word];
      if ((value & 1) === 0 && value !== 0) this.#reach(value);
    };
    for (let i = 0; i < found; i++) {
      // Less than nothing left would be a count that is wrong: such an object is better kept.
      const left = notes[table.of(objects[i])];
      if (left === 0 || left < CANDIDATES) continue;
      this.#reach(objects[i]);
      this.#markReached(mark);
    }
  }

  /** Marks what is reached from what was reached. */
  #markReached(mark: ReferenceVisitor): void {
    const i32 = this.#i32;
    while (this.#height > 0) {
      const object = this.#stack[--this.#height];
      const type = i32[object >>> 2] & 0xffff;
      if (type >= FIRST_DYNAMIC_TYPE) this.#reach(i32[(TYPE_TABLE >>> 2) + type]);
      this.visit(object, mark);
    }
  }

  /** Lists all objects and marks those that roots reach; all of them if it can't be told what roots there are. */
  #trace(): void {
    const { vm, table } = this, i32 = this.#i32;
    table.fill(vm.memory, OUTSIDE, () => true);
    this.candidates = table.found;
    const traceable = canTrace(vm);
    for (let i = 0; i < table.found; i++) {
      table.notes[table.of(table.objects[i])] = traceable ? UNREACHED : ALIVE;
    }
    if (!traceable) return;
    const mark: ReferenceVisitor = (word) => {
      const value = i32[word];
      if ((value & 1) === 0 && value !== 0) this.#reach(value);
    };
    visitRoots(vm, table, (object) => {
      this.#reach(object);
      this.#markReached(mark);
    });
  }

  #reach(object: Address): void {
    const { table } = this, number = table.of(object);
    if (number === NO_OBJECT || table.notes[number] < CANDIDATES) return;
    table.notes[number] = ALIVE;
    if (this.#height === this.#stack.length) this.#stack = doubled(this.#stack);
    this.#stack[this.#height++] = object;
  }

  #list(objects: Int32Array, found: number): void {
    const { table } = this, { notes } = table;
    let count = 0;
    for (let i = 0; i < found; i++) {
      if (notes[table.of(objects[i])] < CANDIDATES) continue;
      if (count === this.garbage.length) this.garbage = doubled(this.garbage);
      this.garbage[count++] = objects[i];
    }
    this.count = count;
  }

  /** Calls back with the words that an object holds references in, those of a running generator's frame left out. */
  visit(object: Address, visitor: ReferenceVisitor): void {
    const i32 = this.#i32;
    const layout = this.vm.u16[(LAYOUT_TABLE >>> 1) + (i32[object >>> 2] & 0xffff)];
    const generator = layout === T_GENERATOR || layout === T_COROUTINE || layout === T_ASYNC_GENERATOR;
    if (
      !generator || this.vm.rc.constraints.traced === true ||
      i32[(object + GENERATOR_STATE) >>> 2] !== GENERATOR_RUNNING
    ) {
      visitReferences(this.vm.objects, object, visitor);
      return;
    }
    for (let at = object + GENERATOR_NAME; at <= object + GENERATOR_CODE; at += 4) visitor(at >>> 2);
    visitor((object + GENERATOR_DELEGATE) >>> 2);
    visitor((object + GENERATOR_FINALIZER) >>> 2);
  }

  /** Lets the memory go that a large heap needed. */
  release(): void {
    this.table.release();
    this.garbage = new Int32Array(256);
    this.count = 0;
    this.#stack = new Int32Array(1024);
  }
}
