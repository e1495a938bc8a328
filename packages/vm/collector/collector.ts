/**
 * The collector of reference cycles: what counting alone never frees.
 *
 * A collection stops the world, finds garbage among all objects of the heap, and frees it. Where finalisers or callbacks
 * of weak references have to run first, the world goes on for them, and stands still once more for a second look: what
 * they brought back stays, the rest is freed. All else that garbage held is dropped when the world goes on, as that
 * may run Python.
 *
 * There is one generation, as in CPython without the GIL: it has been collected when there are more new objects than
 * `gc.get_threshold()[0]` and than a quarter of those that survived the last time; where that finds little, a half, then as
 * many. Who has not set thresholds gets no collection for less than {@linkcode LEAST_FRESH}. What is new is told from pages: a page of objects that is taken from the pool says that there may be, and then the
 * blocks in use are counted.
 *
 * @module
 */
import { SINGLE } from "@orochi/gil";
import { PAGE_BYTES, walkObjects } from "@orochi/heap";
import {
  type Address,
  FLAG_FROZEN,
  FLAG_IMMORTAL,
  T_TUPLE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import { restoreError, takeError } from "../errors.ts";
import { destroy } from "../lifetime.ts";
import { reportUnraisable } from "../traceback.ts";
import type { Vm } from "../vm.ts";
import { isTracked, Search } from "./find.ts";
import { blocksInUse, type HeapFill } from "./heap_fill.ts";
import { canTrace } from "./roots.ts";
import {
  CALLBACKS,
  COLLECTING,
  DEBUG,
  DEBUG_COLLECTABLE,
  DEBUG_SAVEALL,
  DEBUG_STATS,
  DISABLED,
  GARBAGE,
  PAGES_THEN,
  PAUSES,
  RARER,
  STATISTICS,
  SURVIVORS,
  threshold,
  THRESHOLDS_SET,
  TRACED_PAGES,
} from "./state.ts";
import {
  type Callback,
  callBack,
  clearWeakReferences,
  finalise,
  free,
  hasCallbacks,
  wantsFinaliser,
} from "./sweep.ts";

/** Part of the pages there were after the last collection that may be taken before blocks are counted. */
const PAGES_SHIFT = 3;
/** A collection waits for a quarter of the survivors in new objects, */
const QUARTER = 2;
/** and for twice as many as the last time where fewer than one in so many was garbage: the heap only grows. */
const WORTHWHILE = 8;
/**
 * New objects that are worth a look at all others: some 6 MiB. The first collection costs much more than those after it,
 * and a small heap that grows would have one after the other.
 */
export const LEAST_FRESH = 131_072;
/** Pages that a heap without counts may grow by, whatever its size. */
const TRACED_LEAST = 64;
/** How often a collection asks what is dead by the counts, where each answer may bring more of it. */
const SETTLING_ROUNDS = 8;
/** Flags of objects that came with the heap's image. */
const FROM_IMAGE = FLAG_FROZEN | FLAG_IMMORTAL;
/** Objects looked at, from which on a collection gives its tables back. */
const LARGE = 1 << 20;

/** One Worker's hand on the collector. */
export class Collector {
  #search: Search | null = null;
  /** Pages of objects that this Worker took since blocks were counted last. */
  #pages = 0;
  /** A page was taken: the next safepoint looks whether to collect. */
  pending = false;

  /** Of a Worker's machine. */
  constructor(private readonly vm: Vm) {}

  /** A page of objects was taken from the pool. Returns whether the next safepoint is to call {@linkcode poll}. */
  pageTaken(): boolean {
    this.#pages++;
    if (this.#pages <= this.vm.i32[PAGES_THEN] >>> PAGES_SHIFT) return false;
    return this.pending = true;
  }

  /** At a safepoint, when pages were taken: collects if there are enough new objects. */
  poll(): void {
    const { vm } = this;
    this.pending = false;
    this.#pages = 0;
    const limit = threshold(vm, 0);
    if (limit === 0 || vm.i32[DISABLED] === 1 || Atomics.load(vm.i32, COLLECTING) !== 0) return;
    if (vm.rc.constraints.traced === true && !canTrace(vm, vm.slot)) {
      // The next page that is taken asks again.
      this.#pages = vm.i32[PAGES_THEN];
      return;
    }
    if (vm.rc.constraints.traced === true && vm.i32[SURVIVORS] !== 0) return this.#pollTraced();
    const { blocks } = blocksInUse(vm);
    if (vm.i32[SURVIVORS] === 0) {
      // What there is at the start lasts.
      this.#settle();
      return;
    }
    const fresh = blocks - vm.i32[SURVIVORS];
    const rarer = vm.i32[RARER];
    const least = vm.i32[THRESHOLDS_SET] === 1 ? limit : LEAST_FRESH;
    if (fresh <= least || fresh <= vm.i32[SURVIVORS] >>> (QUARTER - rarer)) return;
    const found = this.collect(0);
    vm.i32[RARER] = found * WORTHWHILE > fresh ? 0 : Math.min(rarer + 1, QUARTER);
  }

  /** Where all garbage waits for the collector it is memory that counts: half as much again, and 4 MiB. */
  #pollTraced(): void {
    const { vm } = this, pages = vm.memory.bytesInUse / PAGE_BYTES;
    if (pages <= vm.i32[TRACED_PAGES] * 1.5 + TRACED_LEAST) return;
    this.collect(0);
    vm.i32[TRACED_PAGES] = vm.memory.bytesInUse / PAGE_BYTES;
  }

  /** Objects since the last collection, more or less: what `gc.get_count()` tells. */
  fresh(): number {
    return Math.max(0, blocksInUse(this.vm).blocks - this.vm.i32[SURVIVORS]);
  }

  /** Destroys what is dead by the counts, where the strategy puts that off. Returns whether there was anything. */
  settle(): boolean {
    let found = false;
    this.vm.rc.safepoint((object) => {
      found = true;
      destroy(this.vm, object);
    });
    return found;
  }

  /**
   * The same for what other threads put off, who may be blocked. What dies may hold more of that kind; but a thread that
   * runs puts off more and more, so there is an end to it.
   */
  #settleAll(): void {
    const { vm } = this;
    this.settle();
    if (vm.rc.settle === undefined || vm.i32[SINGLE] === 1) return;
    for (let round = 0, goesOn = true; goesOn && round < SETTLING_ROUNDS; round++) {
      vm.lock.stopTheWorld();
      vm.rc.settle();
      vm.lock.startTheWorld();
      goesOn = this.settle();
    }
  }

  /**
   * Collects everything.
   *
   * @param generation What statistics and callbacks are told.
   * @returns Unreachable objects found; 0 if another thread, or this one, is collecting already.
   */
  collect(generation: number): number {
    const { vm } = this;
    if (Atomics.compareExchange(vm.i32, COLLECTING, 0, vm.slot) !== 0) return 0;
    const error = takeError(vm);
    // What needs no collector dies before.
    vm.retired.dropAll();
    this.#settleAll();
    let found = 0;
    try {
      this.#tell("start", generation, 0);
      const start = performance.now();
      this.#say(DEBUG_STATS, () => `gc: collecting generation ${generation}...\n`);
      found = this.#run();
      const seconds = (performance.now() - start) / 1000;
      this.#say(
        DEBUG_STATS,
        () => `gc: done, ${found} unreachable, 0 uncollectable, ${seconds.toFixed(4)}s elapsed\n`,
      );
      Atomics.add(vm.i32, STATISTICS + generation * 3, 1);
      Atomics.add(vm.i32, STATISTICS + generation * 3 + 1, found);
      this.#settle();
      this.#tell("stop", generation, found);
    } finally {
      Atomics.store(vm.i32, COLLECTING, 0);
    }
    if (error !== 0) restoreError(vm, error);
    return found;
  }

  /**
   * The program is over: collects once more, if anything in the heap has a finaliser or a callback that its end might
   * call; even where the program has switched that off, as in CPython.
   *
   * @param alive What has a finaliser and is known to be reachable, so that every program need not pay for it.
   * @param letGo Called before it collects: lets go of what the program's modules hold.
   */
  collectAtExit(alive: ReadonlySet<Address>, letGo: () => void): void {
    const { vm } = this;
    let wanted = false;
    vm.lock.stopTheWorld();
    walkObjects(vm.memory, (object) => {
      // What an image has brought stays.
      if ((vm.i32[object >>> 2] & FROM_IMAGE) === FROM_IMAGE) return;
      if (!wanted && isTracked(vm, object) && vm.typeOf(object) !== 0) {
        wanted = wantsFinaliser(vm, object) && !alive.has(object) || hasCallbacks(vm, null, object);
      }
    });
    vm.lock.startTheWorld();
    if (!wanted) return;
    letGo();
    this.collect(2);
  }

  #settle(): void {
    const { blocks, pages }: HeapFill = blocksInUse(this.vm);
    this.vm.i32[SURVIVORS] = blocks;
    this.vm.i32[PAGES_THEN] = pages;
    this.#pages = 0;
  }

  #run(): number {
    const { vm } = this;
    const search = this.#search ??= new Search(vm);
    vm.lock.stopTheWorld();
    let stopped = performance.now();
    vm.rc.settle?.();
    search.findGarbage();
    this.#say(DEBUG_COLLECTABLE, () => this.#describe(search));
    const needsPython = this.#needsPython(search);
    if (needsPython) this.#notePause(stopped);
    const revived = needsPython ? this.#runFinalisers(search) : [];
    if (needsPython) stopped = performance.now();
    // Of a cycle that its finalisers took apart, nothing is left but what the collector holds.
    let found = this.#countGarbage(search, needsPython ? 1 : 0);
    if ((vm.i32[DEBUG] & DEBUG_SAVEALL) !== 0) found += revived.length;
    for (let i = 0; i < search.count; i++) clearWeakReferences(vm, search, search.garbage[i], null);
    const held = free(vm, search);
    this.#notePause(stopped);
    vm.lock.startTheWorld();
    for (const value of revived) vm.decref(value);
    for (const value of held) vm.decref(value);
    if (search.candidates > LARGE) search.release();
    return found;
  }

  #notePause(since: number): void {
    const { i32 } = this.vm, microseconds = Math.round((performance.now() - since) * 1000);
    i32[PAUSES]++;
    i32[PAUSES + 1] = Math.min(i32[PAUSES + 1] + microseconds, 0x7fff_ffff);
    if (microseconds > i32[PAUSES + 2]) i32[PAUSES + 2] = microseconds;
  }

  /** Whether Python code has to run before the garbage of a search may be freed. */
  #needsPython(search: Search): boolean {
    const { vm } = this;
    let needed = search.count > 0 && (vm.i32[DEBUG] & DEBUG_SAVEALL) !== 0;
    for (let i = 0; i < search.count && !needed; i++) {
      const object = search.garbage[i];
      needed = wantsFinaliser(vm, object) || hasCallbacks(vm, search, object);
    }
    return needed;
  }

  /** Garbage that more than `own` references are left to. */
  #countGarbage(search: Search, own: number): number {
    const traced = this.vm.rc.constraints.traced === true;
    let count = 0;
    for (let i = 0; i < search.count; i++) {
      const object = search.garbage[i];
      if ((traced || this.vm.rc.count(object) > own) && isCounted(this.vm, object)) count++;
    }
    return count;
  }

  /**
   * Calls callbacks of weak references and finalisers. Called and left while the world stands still, but it goes on in
   * between; the collector holds all garbage from then on.
   *
   * @returns What is no garbage any more.
   */
  #runFinalisers(search: Search): Value[] {
    const { vm } = this;
    const garbage = search.garbage.slice(0, search.count);
    const callbacks: Callback[] = [];
    for (const object of garbage) vm.rc.incref(object);
    for (const object of garbage) clearWeakReferences(vm, search, object, callbacks);
    vm.lock.startTheWorld();
    callBack(vm, callbacks);
    for (const object of garbage) finalise(vm, object);
    const list = vm.i32[GARBAGE];
    if ((vm.i32[DEBUG] & DEBUG_SAVEALL) !== 0 && list !== 0) {
      for (const object of garbage) if (!vm.listAppend(list, object)) vm.clearError();
    }
    vm.lock.stopTheWorld();
    vm.rc.settle?.();
    const revived: Value[] = [];
    search.findAgain((object) => revived.push(object));
    return revived;
  }

  /** Calls `gc.callbacks`. */
  #tell(phase: string, generation: number, collected: number): void {
    const { vm } = this, list = vm.i32[CALLBACKS];
    if (list === 0 || vm.listLength(list) === 0) return;
    const what = vm.newStr(phase), info = vm.newDict();
    const numbers = { generation, collected, uncollectable: 0 };
    const made = what !== 0 && info !== 0 &&
      Object.entries(numbers).every(([name, value]) => vm.dictSetOwned(info, name, vm.newInt(value)));
    if (!made) vm.clearError();
    for (let i = 0; made; i++) {
      const callback = vm.loadItem(list, i);
      if (callback === 0) break;
      const result = vm.call(callback, what, info);
      if (result === 0) reportUnraisable(vm, "Exception ignored while calling GC callback", callback);
      vm.decref(result);
      vm.decref(callback);
    }
    vm.decref(what);
    vm.decref(info);
  }

  #say(flag: number, text: () => string): void {
    if ((this.vm.i32[DEBUG] & flag) !== 0) this.vm.host.write(2, new TextEncoder().encode(text()));
  }

  #describe(search: Search): string {
    const name = (object: Address) =>
      `gc: collectable <${this.vm.typeName(object)} 0x${(object >>> 0).toString(16)}>\n`;
    return Array.from(search.garbage.subarray(0, search.count), name).join("");
  }
}

/** Whether the collector tells of an object: tuples of what can't be part of a cycle are not its business. */
export function isCounted(vm: Vm, object: Address): boolean {
  if ((vm.i32[object >>> 2] & 0xffff) !== T_TUPLE) return isTracked(vm, object);
  const first = (object + TUPLE_ITEMS) >>> 2;
  for (let word = first, end = first + vm.i32[(object + TUPLE_LENGTH) >>> 2]; word < end; word++) {
    const value = vm.i32[word];
    if (value !== 0 && (value & 1) === 0 && isTracked(vm, value)) return true;
  }
  return false;
}
