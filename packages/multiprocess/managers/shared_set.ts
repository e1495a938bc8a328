/**
 * A set of Python's that a manager shares, and iterators over what is shared.
 *
 * @module
 */
import { equal, exception } from "./values.ts";

/** An iterator of Python's, by its methods: over the items that there were when it was made. */
export class SharedIterator {
  readonly #items: readonly unknown[];
  #next = 0;

  /** @param items What it gives. */
  constructor(items: readonly unknown[]) {
    this.#items = items;
  }

  __next__(): unknown {
    if (this.#next >= this.#items.length) throw exception("StopIteration");
    return this.#items[this.#next++];
  }

  close(): null {
    this.#next = this.#items.length;
    return null;
  }
}

/** A set of Python's, by its methods. Tuples are the same item when their items are. */
export class SharedSet {
  readonly #items: Set<unknown> = new Set();

  /** @param items What it holds at first. */
  constructor(items: Iterable<unknown> = []) {
    this.update(items);
  }

  /** The item that is equal to one, or the one itself. */
  #known(item: unknown): unknown {
    if (!Array.isArray(item) || this.#items.has(item)) return item;
    for (const known of this.#items) if (equal(known, item)) return known;
    return item;
  }

  #replace(items: Set<unknown>): null {
    this.#items.clear();
    for (const item of items) this.#items.add(item);
    return null;
  }

  add(item: unknown): null {
    this.#items.add(this.#known(item));
    return null;
  }

  discard(item: unknown): null {
    this.#items.delete(this.#known(item));
    return null;
  }

  remove(item: unknown): null {
    if (!this.#items.delete(this.#known(item))) throw exception("KeyError", item);
    return null;
  }

  pop(): unknown {
    for (const item of this.#items) {
      this.#items.delete(item);
      return item;
    }
    throw exception("KeyError", "pop from an empty set");
  }

  clear(): null {
    this.#items.clear();
    return null;
  }

  copy(): Set<unknown> {
    return new Set(this.#items);
  }

  update(...others: Iterable<unknown>[]): null {
    for (const other of others) for (const item of other) this.add(item);
    return null;
  }

  union(...others: Iterable<unknown>[]): Set<unknown> {
    const result = new SharedSet(this.#items);
    result.update(...others);
    return result.copy();
  }

  intersection(...others: Iterable<unknown>[]): Set<unknown> {
    const sets = others.map((other) => new SharedSet(other));
    return new Set([...this.#items].filter((item) => sets.every((set) => set.__contains__(item))));
  }

  difference(...others: Iterable<unknown>[]): Set<unknown> {
    const sets = others.map((other) => new SharedSet(other));
    return new Set([...this.#items].filter((item) => !sets.some((set) => set.__contains__(item))));
  }

  symmetric_difference(other: Iterable<unknown>): Set<unknown> {
    return new Set([...this.difference(other), ...new SharedSet(other).difference(this.#items)]);
  }

  intersection_update(...others: Iterable<unknown>[]): null {
    return this.#replace(this.intersection(...others));
  }

  difference_update(...others: Iterable<unknown>[]): null {
    return this.#replace(this.difference(...others));
  }

  symmetric_difference_update(other: Iterable<unknown>): null {
    return this.#replace(this.symmetric_difference(other));
  }

  isdisjoint(other: Iterable<unknown>): boolean {
    return this.intersection(other).size === 0;
  }

  issubset(other: Iterable<unknown>): boolean {
    return this.difference(other).size === 0;
  }

  issuperset(other: Iterable<unknown>): boolean {
    return new SharedSet(other).issubset(this.#items);
  }

  __contains__(item: unknown): boolean {
    return this.#items.has(this.#known(item));
  }

  __len__(): number {
    return this.#items.size;
  }

  __iter__(): SharedIterator {
    return new SharedIterator([...this.#items]);
  }

  __or__(other: Set<unknown>): Set<unknown> {
    return this.union(other);
  }

  __and__(other: Set<unknown>): Set<unknown> {
    return this.intersection(other);
  }

  __sub__(other: Set<unknown>): Set<unknown> {
    return this.difference(other);
  }

  __xor__(other: Set<unknown>): Set<unknown> {
    return this.symmetric_difference(other);
  }

  __ior__(other: Set<unknown>): null {
    return this.update(other);
  }

  __iand__(other: Set<unknown>): null {
    return this.intersection_update(other);
  }

  __isub__(other: Set<unknown>): null {
    return this.difference_update(other);
  }

  __ixor__(other: Set<unknown>): null {
    return this.symmetric_difference_update(other);
  }

  __le__(other: Set<unknown>): boolean {
    return this.issubset(other);
  }

  __lt__(other: Set<unknown>): boolean {
    return this.issubset(other) && this.#items.size < other.size;
  }

  __ge__(other: Set<unknown>): boolean {
    return this.issuperset(other);
  }

  __gt__(other: Set<unknown>): boolean {
    return this.issuperset(other) && this.#items.size > other.size;
  }

  toString(): string {
    return `set of ${this.#items.size}`;
  }
}

/** Names of the methods that Python's proxy of a set calls. */
export const SET_METHODS: readonly string[] = Object.getOwnPropertyNames(SharedSet.prototype)
  .filter((name) => name !== "constructor" && name !== "toString" && name !== "__iter__");
