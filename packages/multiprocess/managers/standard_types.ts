/**
 * The types that Python's `SyncManager` registers, for managers that are served from here.
 *
 * @module
 */
import { PyReduce, PyTuple, tuple } from "../pickle/mod.ts";
import type { Shared, SharedType } from "./server.ts";
import { SET_METHODS, SharedIterator, SharedSet } from "./shared_set.ts";
import { equal, exception } from "./values.ts";

/** A list of Python's, by its methods. */
export class SharedList {
  /** @param items What it holds at first. */
  constructor(readonly items: unknown[] = []) {}

  #index(index: unknown): number {
    if (typeof index !== "number") throw exception("TypeError", "list indices must be integers or slices");
    const at = index < 0 ? index + this.items.length : index;
    if (at < 0 || at >= this.items.length) throw exception("IndexError", "list index out of range");
    return at;
  }

  /** Indexes that a slice stands for, or `undefined` if it is none. */
  #slice(key: unknown): number[] | undefined {
    if (!(key instanceof PyReduce) || String(key.callable) !== "builtins.slice") return undefined;
    const [start, stop, step] = key.args as PyTuple<number | null>;
    const by = step ?? 1;
    const length = this.items.length;
    const clamp = (value: number, low: number, high: number) => {
      return Math.min(Math.max(value < 0 ? value + length : value, low), high);
    };
    const indexes: number[] = [];
    if (by > 0) {
      const end = stop === null ? length : clamp(stop, 0, length);
      for (let i = start === null ? 0 : clamp(start, 0, length); i < end; i += by) indexes.push(i);
    } else if (by < 0) {
      const end = stop === null ? -1 : clamp(stop, -1, length - 1);
      for (let i = start === null ? length - 1 : clamp(start, -1, length - 1); i > end; i += by) {
        indexes.push(i);
      }
    } else throw exception("ValueError", "slice step cannot be zero");
    return indexes;
  }

  append(value: unknown): null {
    this.items.push(value);
    return null;
  }

  extend(values: Iterable<unknown>): null {
    this.items.push(...values);
    return null;
  }

  insert(index: number, value: unknown): null {
    this.items.splice(index, 0, value);
    return null;
  }

  pop(index = -1): unknown {
    if (this.items.length === 0) throw exception("IndexError", "pop from empty list");
    return this.items.splice(this.#index(index), 1)[0];
  }

  remove(value: unknown): null {
    const index = this.items.findIndex((item) => equal(item, value));
    if (index < 0) throw exception("ValueError", "list.remove(x): x not in list");
    this.items.splice(index, 1);
    return null;
  }

  index(value: unknown): number {
    const index = this.items.findIndex((item) => equal(item, value));
    if (index < 0) throw exception("ValueError", "value is not in list");
    return index;
  }

  count(value: unknown): number {
    return this.items.filter((item) => equal(item, value)).length;
  }

  reverse(): null {
    this.items.reverse();
    return null;
  }

  sort(options: { reverse?: boolean } = {}): null {
    this.items.sort((a, b) => (a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0);
    if (options.reverse) this.items.reverse();
    return null;
  }

  copy(): unknown[] {
    return [...this.items];
  }

  clear(): null {
    this.items.length = 0;
    return null;
  }

  __len__(): number {
    return this.items.length;
  }

  __contains__(value: unknown): boolean {
    return this.items.some((item) => equal(item, value));
  }

  __getitem__(key: unknown): unknown {
    const indexes = this.#slice(key);
    return indexes === undefined ? this.items[this.#index(key)] : indexes.map((index) => this.items[index]);
  }

  __setitem__(key: unknown, value: unknown): null {
    const indexes = this.#slice(key);
    if (indexes === undefined) this.items[this.#index(key)] = value;
    else if (indexes.every((index, position) => index === indexes[0] + position)) {
      this.items.splice(indexes[0] ?? this.items.length, indexes.length, ...value as Iterable<unknown>);
    } else throw exception("ValueError", "cannot assign to an extended slice of a shared list");
    return null;
  }

  __delitem__(key: unknown): null {
    const indexes = this.#slice(key) ?? [this.#index(key)];
    for (const index of indexes.sort((a, b) => b - a)) this.items.splice(index, 1);
    return null;
  }

  __add__(values: unknown[]): unknown[] {
    return [...this.items, ...values];
  }

  __mul__(times: number): unknown[] {
    return Array.from({ length: Math.max(0, times) }, () => this.items).flat(1);
  }

  __rmul__(times: number): unknown[] {
    return this.__mul__(times);
  }

  __imul__(times: number): null {
    this.items.splice(0, this.items.length, ...this.__mul__(times));
    return null;
  }

  toString(): string {
    return `list of ${this.items.length}`;
  }
}

/** A dict of Python's, by its methods. */
export class SharedDict {
  /** @param map What it holds at first. */
  constructor(readonly map: Map<unknown, unknown> = new Map()) {}

  /** The key under which a value is kept: tuples are the same key when their items are. */
  #key(key: unknown): unknown {
    if (!Array.isArray(key) || this.map.has(key)) return key;
    for (const known of this.map.keys()) if (equal(known, key)) return known;
    return key;
  }

  __len__(): number {
    return this.map.size;
  }

  __contains__(key: unknown): boolean {
    return this.map.has(this.#key(key));
  }

  __getitem__(key: unknown): unknown {
    const found = this.#key(key);
    if (!this.map.has(found)) throw exception("KeyError", key);
    return this.map.get(found);
  }

  __setitem__(key: unknown, value: unknown): null {
    this.map.set(this.#key(key), value);
    return null;
  }

  __delitem__(key: unknown): null {
    if (!this.map.delete(this.#key(key))) throw exception("KeyError", key);
    return null;
  }

  get(key: unknown, fallback: unknown = null): unknown {
    const found = this.#key(key);
    return this.map.has(found) ? this.map.get(found) : fallback;
  }

  has_key(key: unknown): boolean {
    return this.__contains__(key);
  }

  setdefault(key: unknown, value: unknown = null): unknown {
    if (!this.__contains__(key)) this.map.set(key, value);
    return this.__getitem__(key);
  }

  pop(key: unknown, ...fallback: unknown[]): unknown {
    const found = this.#key(key);
    if (!this.map.has(found)) {
      if (fallback.length > 0) return fallback[0];
      throw exception("KeyError", key);
    }
    const value = this.map.get(found);
    this.map.delete(found);
    return value;
  }

  popitem(): PyTuple {
    const last = [...this.map].at(-1);
    if (last === undefined) throw exception("KeyError", "popitem(): dictionary is empty");
    this.map.delete(last[0]);
    return tuple(...last);
  }

  update(...sources: unknown[]): null {
    for (const source of sources) {
      const pairs = source instanceof Map || Array.isArray(source)
        ? source
        : Object.entries(source as object);
      for (const [key, value] of pairs) this.map.set(this.#key(key), value);
    }
    return null;
  }

  keys(): unknown[] {
    return [...this.map.keys()];
  }

  values(): unknown[] {
    return [...this.map.values()];
  }

  items(): PyTuple[] {
    return Array.from(this.map, (pair) => tuple(...pair));
  }

  __iter__(): SharedIterator {
    return new SharedIterator(this.keys());
  }

  __reversed__(): unknown[] {
    return this.keys().reverse();
  }

  __or__(other: Map<unknown, unknown>): Map<unknown, unknown> {
    return new Map([...this.map, ...other]);
  }

  __ror__(other: Map<unknown, unknown>): Map<unknown, unknown> {
    return new Map([...other, ...this.map]);
  }

  __ior__(other: unknown): null {
    return this.update(other);
  }

  copy(): Map<unknown, unknown> {
    return new Map(this.map);
  }

  clear(): null {
    this.map.clear();
    return null;
  }

  toString(): string {
    return `dict of ${this.map.size}`;
  }
}

/** What has to wait, and how it is woken: in the order in which they came. */
class Waiters {
  readonly #waiting: (() => boolean)[] = [];

  /**
   * Waits until `attempt` succeeds; it is made again whenever {@linkcode wake} is called.
   *
   * @param attempt Gives `undefined` for as long as it must wait.
   * @param timeoutS Seconds to wait, or null for no end.
   * @returns What it gave, or `undefined` if the time is over.
   */
  until<T>(attempt: () => T | undefined, timeoutS: number | null): Promise<T | undefined> {
    const now = this.#waiting.length === 0 ? attempt() : undefined;
    if (now !== undefined || timeoutS === 0) return Promise.resolve(now);
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const turn = () => {
        const result = attempt();
        if (result === undefined) return false;
        clearTimeout(timer);
        resolve(result);
        return true;
      };
      if (timeoutS !== null) {
        timer = setTimeout(() => {
          this.#waiting.splice(this.#waiting.indexOf(turn), 1);
          resolve(undefined);
        }, timeoutS * 1000);
      }
      this.#waiting.push(turn);
    });
  }

  /** Lets those go on who can. */
  wake(): void {
    while (this.#waiting.length > 0 && this.#waiting[0]()) this.#waiting.shift();
  }
}

/** A queue of Python's, by its methods; joinable. */
export class ManagedQueue {
  readonly #items: unknown[] = [];
  readonly #getters: Waiters = new Waiters();
  readonly #putters: Waiters = new Waiters();
  readonly #joiners: Waiters = new Waiters();
  #unfinished = 0;

  /** @param maxSize Items that it holds; any number for 0. */
  constructor(readonly maxSize: number = 0) {}

  async put(item: unknown, block: unknown = true, timeout: number | null = null): Promise<null> {
    const attempt = () => {
      if (this.full()) return undefined;
      this.#items.push(item);
      this.#unfinished++;
      return true;
    };
    if (await this.#putters.until(attempt, block ? timeout : 0) === undefined) throw exception("queue.Full");
    this.#getters.wake();
    return null;
  }

  put_nowait(item: unknown): Promise<null> {
    return this.put(item, false);
  }

  async get(block: unknown = true, timeout: number | null = null): Promise<unknown> {
    const attempt = () => this.#items.length === 0 ? undefined : { item: this.#items.shift() };
    const got = await this.#getters.until(attempt, block ? timeout : 0);
    if (got === undefined) throw exception("_queue.Empty");
    this.#putters.wake();
    return got.item;
  }

  get_nowait(): Promise<unknown> {
    return this.get(false);
  }

  task_done(): null {
    if (this.#unfinished === 0) throw exception("ValueError", "task_done() called too many times");
    this.#unfinished--;
    this.#joiners.wake();
    return null;
  }

  async join(): Promise<null> {
    await this.#joiners.until(() => this.#unfinished === 0 ? true : undefined, null);
    return null;
  }

  qsize(): number {
    return this.#items.length;
  }

  empty(): boolean {
    return this.#items.length === 0;
  }

  full(): boolean {
    return this.maxSize > 0 && this.#items.length >= this.maxSize;
  }

  toString(): string {
    return `queue of ${this.#items.length}`;
  }
}

/** A semaphore of Python's, by its methods; with one permit and a bound of one it is a lock. */
export class ManagedSemaphore {
  readonly #waiters: Waiters = new Waiters();
  #permits: number;

  /**
   * @param permits Permits at first.
   * @param bound Most permits there may be.
   * @param excess What a release beyond is.
   */
  constructor(permits = 1, readonly bound = Infinity, readonly excess = "ValueError") {
    this.#permits = permits;
  }

  async acquire(block: unknown = true, timeout: number | null = null): Promise<boolean> {
    const attempt = () => this.#permits > 0 ? this.#permits-- : undefined;
    // Python's locks take -1 for no end.
    const limit = timeout === null || timeout < 0 ? null : timeout;
    return await this.#waiters.until(attempt, block ? limit : 0) !== undefined;
  }

  release(): null {
    if (this.#permits >= this.bound) {
      throw exception(
        this.excess,
        this.excess === "RuntimeError" ? "release unlocked lock" : "Semaphore released too many times",
      );
    }
    this.#permits++;
    this.#waiters.wake();
    return null;
  }

  locked(): boolean {
    return this.#permits === 0;
  }
}

/** An event of Python's, by its methods. */
export class ManagedEvent {
  readonly #waiters: Waiters = new Waiters();
  #set = false;

  is_set(): boolean {
    return this.#set;
  }

  set(): null {
    this.#set = true;
    this.#waiters.wake();
    return null;
  }

  clear(): null {
    this.#set = false;
    return null;
  }

  async wait(timeout: number | null = null): Promise<boolean> {
    return await this.#waiters.until(() => this.#set ? true : undefined, timeout) ?? false;
  }
}

/** A namespace of Python's: attributes that anybody may set. */
export class ManagedNamespace {
  readonly #attributes: Map<string, unknown>;

  /** @param attributes Attributes at first. */
  constructor(attributes: Record<string, unknown> = {}) {
    this.#attributes = new Map(Object.entries(attributes));
  }

  #name(name: unknown): string {
    if (!this.#attributes.has(String(name))) {
      throw exception("AttributeError", `'Namespace' object has no attribute '${String(name)}'`);
    }
    return String(name);
  }

  __getattribute__(name: unknown): unknown {
    return this.#attributes.get(this.#name(name));
  }

  __setattr__(name: unknown, value: unknown): null {
    this.#attributes.set(String(name), value);
    return null;
  }

  __delattr__(name: unknown): null {
    this.#attributes.delete(this.#name(name));
    return null;
  }

  toString(): string {
    return `Namespace(${[...this.#attributes.keys()].join(", ")})`;
  }
}

/** One value that anybody may set. */
export class ManagedValue {
  /** @param value What it is at first. */
  constructor(public value: unknown) {}

  get(): unknown {
    return this.value;
  }

  set(value: unknown): null {
    this.value = value;
    return null;
  }
}

const LIST_METHODS =
  "__add__ __contains__ __delitem__ __getitem__ __imul__ __len__ __mul__ __rmul__ __setitem__ append clear copy count extend index insert pop " +
  "remove reverse sort";
const DICT_METHODS =
  "__contains__ __delitem__ __getitem__ __ior__ __len__ __or__ __reversed__ __ror__ __setitem__ clear copy get has_key items keys pop popitem setdefault update values";

function queueType(): SharedType {
  return { create: (maxSize) => new ManagedQueue(Number(maxSize ?? 0)) };
}

function lockType(): SharedType {
  return { create: () => new ManagedSemaphore(1, 1, "RuntimeError") };
}

/** Types of `SyncManager`, for {@linkcode ManagerServer.listen}; proxies of Python's own `SyncManager` work with them. */
export const standardTypes: Readonly<Record<string, SharedType>> = {
  list: {
    create: (items) => new SharedList(items === undefined ? [] : [...items as Iterable<unknown>]),
    exposed: LIST_METHODS.split(" "),
    valueOf: (object: Shared) => (object as SharedList).items,
  },
  dict: {
    create(...sources) {
      const dict = new SharedDict();
      dict.update(...sources);
      return dict;
    },
    exposed: DICT_METHODS.split(" "),
    methodTypes: { __iter__: "Iterator" },
    valueOf: (object: Shared) => (object as SharedDict).map,
  },
  set: {
    create: (items) => new SharedSet(items as Iterable<unknown> | undefined),
    exposed: SET_METHODS,
    valueOf: (object: Shared) => (object as SharedSet).copy(),
    methodTypes: { __iter__: "Iterator" },
  },
  Iterator: { create: (iterator) => iterator as Shared, exposed: ["__next__", "close"] },
  Queue: queueType(),
  JoinableQueue: queueType(),
  Lock: lockType(),
  Semaphore: { create: (permits) => new ManagedSemaphore(Number(permits ?? 1)) },
  BoundedSemaphore: { create: (permits) => new ManagedSemaphore(Number(permits ?? 1), Number(permits ?? 1)) },
  Event: { create: () => new ManagedEvent() },
  Namespace: {
    create: (attributes) => new ManagedNamespace(attributes as Record<string, unknown>),
    exposed: ["__getattribute__", "__setattr__", "__delattr__"],
  },
  Value: { create: (_type, value) => new ManagedValue(value), exposed: ["get", "set"] },
  Array: {
    create: (_type, items) => new SharedList([...items as Iterable<unknown>]),
    exposed: ["__len__", "__getitem__", "__setitem__"],
    valueOf: (object: Shared) => (object as SharedList).items,
  },
};
