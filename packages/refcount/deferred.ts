/**
 * Deferred counting: a decrement is put off, and an increment of the same object by the same thread takes it back, so
 * that what most references do, come and go, touches no object. What is left is done at a scan (after the deferral of
 * Deutsch & Bobrow, CACM 1976; there it is references from the stack that are not counted).
 *
 *     -4  count      atomic
 *
 * Each slot has a table of 256 words in its part of the region, an object's place in it being bits 4 to 11 of its
 * address: 0, or the address of an object whose count is still to fall by one. Only the slot's thread writes it, and
 * while the world stands still whoever stopped it.
 *
 * 1. The count = references + entries in all tables. So it is 0 exactly once, and who brings it there destroys the object.
 * 2. An object with an entry is alive: nobody has to look whether it is still what it was.
 *
 * A count of 1, or of 2 with an entry of the thread's own, is the caller's last reference: such an object dies at once.
 * So with one thread everything dies when it would by plain counting. An entry of another thread keeps an object
 * until that thread scans its table: at a safepoint, having displaced as many entries as the table holds; before it
 * blocks; at its end; or when the collector settles all tables.
 *
 * @module
 */
import { type FunctionBuilder, I32 } from "@orochi/wasm";
import { branchUnlessImmortal, IMMORTAL, pushHeader, pushImmortal } from "./_emit.ts";
import type {
  Address,
  AtomicOperations,
  Destroy,
  RefcountConstraints,
  RefcountContext,
  RefcountEmitContext,
  RefcountEmitter,
  RefcountStrategy,
} from "./strategy.ts";

/** Entries of a slot's table: its words in the region. */
export const TABLE_ENTRIES = 256;
const TABLE_SHIFT = 10, PLACE_SHIFT = 4, SLOTS = 256;
/** Byte offset of an object's place, from its address shifted by two bits less. */
const PLACE_MASK = (TABLE_ENTRIES - 1) << 2;

/** The quick ways as WebAssembly: everything but displacing, and the loop of `tryIncref`. */
function deferredEmitter(region: Address): RefcountEmitter {
  /** A local with the address of an object's place, less the region's. */
  const placeLocal = (f: FunctionBuilder, object: number, context: RefcountEmitContext): number => {
    const place = f.newLocal(I32);
    f.globalGet(context.slotGlobal);
    f.i32Const(TABLE_SHIFT);
    f.i32Shl();
    f.localGet(object);
    f.i32Const(PLACE_SHIFT - 2);
    f.i32ShrU();
    f.i32Const(PLACE_MASK);
    f.i32And();
    f.i32Add();
    f.localSet(place);
    return place;
  };
  /** Pushes whether the object has an entry. */
  const pushDeferred = (f: FunctionBuilder, object: number, place: number): void => {
    f.localGet(place);
    f.i32Load(region);
    f.localGet(object);
    f.i32Eq();
  };
  const storePlace = (f: FunctionBuilder, place: number, value: () => void): void => {
    f.localGet(place);
    value();
    f.i32Store(region);
  };
  return {
    init(f, object) {
      pushHeader(f, object, 4);
      f.i32Const(1);
      f.i32Store();
    },

    incref(f, object, context) {
      const place = placeLocal(f, object, context);
      pushDeferred(f, object, place);
      f.if();
      storePlace(f, place, () => f.i32Const(0));
      f.else();
      pushImmortal(f, object, 0);
      f.i32Eqz();
      f.if();
      pushHeader(f, object, 4);
      f.i32Const(1);
      f.i32AtomicRmwAdd();
      f.drop();
      f.end();
      f.end();
      f.releaseLocal(place);
    },

    decref(f, object, context, onDeath) {
      const alive = f.block(), dead = f.block();
      pushImmortal(f, object, 0);
      f.brIf(alive);
      pushHeader(f, object, 4);
      f.i32Load();
      f.i32Const(1);
      f.i32Eq();
      f.if();
      pushHeader(f, object, 4);
      f.i32Const(1);
      f.i32Const(0);
      f.i32AtomicRmwCmpxchg();
      f.i32Const(1);
      f.i32Eq();
      f.brIf(dead);
      f.end();
      const place = placeLocal(f, object, context);
      f.localGet(place);
      f.i32Load(region);
      f.i32Eqz();
      f.if();
      storePlace(f, place, () => f.localGet(object));
      f.br(alive);
      f.end();
      f.releaseLocal(place);
      f.localGet(object);
      f.call(context.decref);
      f.i32Eqz();
      f.brIf(alive);
      f.end();
      onDeath();
      f.end();
    },

    tryIncref(f, object, context, onFailure) {
      const place = placeLocal(f, object, context);
      pushDeferred(f, object, place);
      f.if();
      storePlace(f, place, () => f.i32Const(0));
      f.else();
      pushImmortal(f, object, 0);
      f.i32Eqz();
      f.if();
      f.localGet(object);
      f.call(context.tryIncref);
      f.i32Eqz();
      f.brIf(onFailure);
      f.end();
      f.end();
      f.releaseLocal(place);
    },

    isUnique(f, object, context) {
      const place = placeLocal(f, object, context);
      pushHeader(f, object, 4);
      f.i32AtomicLoad();
      pushDeferred(f, object, place);
      f.i32Const(1);
      f.i32Add();
      f.i32Eq();
      pushImmortal(f, object, 0);
      f.i32Eqz();
      f.i32And();
      f.releaseLocal(place);
    },

    // A count says nothing about who else holds its references.
    borrow(f, object, _context, ifUnsafe) {
      branchUnlessImmortal(f, object, ifUnsafe);
    },
  };
}

/** See the module documentation. */
export class Deferred implements RefcountStrategy {
  readonly name: string = "deferred";
  readonly constraints: RefcountConstraints = { headerBytes: 4, needs: "parallel", exactDeath: true };
  readonly emitter: RefcountEmitter;
  readonly #words: Int32Array;
  readonly #atomics: AtomicOperations;
  readonly #slot: number;
  readonly #tables: number;
  /** Word of this slot's table. */
  readonly #table: number;
  readonly #setBreaker: (slot: number) => void;
  /** What died where nobody could take it apart. */
  #dead: Address[] = [];
  #displaced = 0;

  /** @param context Where the strategy works. */
  constructor(context: RefcountContext) {
    this.emitter = deferredEmitter(context.region);
    this.#words = context.words;
    this.#atomics = context.atomics;
    this.#slot = context.slot;
    this.#tables = context.region >>> 2;
    this.#table = this.#tables + context.slot * TABLE_ENTRIES;
    this.#setBreaker = context.setBreaker;
  }

  #place(object: Address): number {
    return this.#table + ((object >>> PLACE_SHIFT) & (TABLE_ENTRIES - 1));
  }

  init(object: Address): void {
    this.#words[(object >>> 2) - 1] = 1;
  }

  incref(object: Address): void {
    const words = this.#words, place = this.#place(object), word = object >>> 2;
    if (words[place] === object) words[place] = 0;
    else if ((words[word] & IMMORTAL) === 0) this.#atomics.add(words, word - 1, 1);
  }

  decref(object: Address): boolean {
    const words = this.#words, word = object >>> 2;
    if ((words[word] & IMMORTAL) !== 0) return false;
    // A plain read: 1 can only be the caller's reference, and what else it says is only a hint.
    if (words[word - 1] === 1 && this.#atomics.compareExchange(words, word - 1, 1, 0) === 1) return true;
    const place = this.#place(object), entry = words[place];
    if (entry === object) return this.#dropBoth(place, word);
    words[place] = object;
    if (entry !== 0) this.#displace(entry);
    return false;
  }

  /** Drops a reference to an object that has an entry, and the entry with it if there is nothing else. */
  #dropBoth(place: number, word: number): boolean {
    const words = this.#words;
    for (let seen = this.#atomics.load(words, word - 1);;) {
      const next = seen === 2 ? 0 : seen - 1;
      const found = this.#atomics.compareExchange(words, word - 1, seen, next);
      if (found === seen) {
        if (next === 0) words[place] = 0;
        return next === 0;
      }
      seen = found;
    }
  }

  /** Does a decrement whose place another one has taken. */
  #displace(object: Address): void {
    if (this.#drop(object)) this.#bury(object);
    if (++this.#displaced % TABLE_ENTRIES === 0) this.#setBreaker(this.#slot);
  }

  /** Drops an entry that is out of the table. Returns whether the object is dead. */
  #drop(object: Address): boolean {
    const words = this.#words, word = object >>> 2;
    if ((words[word] & IMMORTAL) !== 0) return false;
    return this.#atomics.add(words, word - 1, -1) === 1;
  }

  #bury(object: Address): void {
    if (this.#dead.push(object) === 1) this.#setBreaker(this.#slot);
  }

  tryIncref(object: Address): boolean {
    const words = this.#words, place = this.#place(object), word = object >>> 2;
    if (words[place] === object) {
      words[place] = 0;
      return true;
    }
    if ((words[word] & IMMORTAL) !== 0) return true;
    for (let seen = this.#atomics.load(words, word - 1); seen !== 0;) {
      const found = this.#atomics.compareExchange(words, word - 1, seen, seen + 1);
      if (found === seen) return true;
      seen = found;
    }
    return false;
  }

  makeTryable(_object: Address): void {}

  isUnique(object: Address): boolean {
    const words = this.#words, word = object >>> 2;
    const own = words[this.#place(object)] === object ? 2 : 1;
    return this.#atomics.load(words, word - 1) === own && (words[word] & IMMORTAL) === 0;
  }

  immortalise(object: Address): void {
    this.#words[object >>> 2] |= IMMORTAL;
  }

  count(object: Address): number {
    const words = this.#words, word = object >>> 2;
    if ((words[word] & IMMORTAL) !== 0) return -1;
    return words[word - 1] - (words[this.#place(object)] === object ? 1 : 0);
  }

  /** Does the decrements of a table. What dies goes to `#dead`. */
  #scan(table: number): void {
    const words = this.#words;
    for (let place = table; place < table + TABLE_ENTRIES; place++) {
      const object = words[place];
      if (object === 0) continue;
      words[place] = 0;
      if (this.#drop(object)) this.#bury(object);
    }
  }

  settle(): void {
    for (let slot = 1; slot < SLOTS; slot++) this.#scan(this.#tables + slot * TABLE_ENTRIES);
  }

  safepoint(destroy: Destroy): void {
    this.#scan(this.#table);
    while (this.#dead.length > 0) {
      const dead = this.#dead;
      this.#dead = [];
      for (const object of dead) destroy(object);
    }
  }

  detach(): void {
    this.#scan(this.#table);
  }

  attach(): void {}
  threadStart(): void {}

  threadExit(destroy: Destroy): void {
    // Destroying an object may put off more.
    do this.safepoint(destroy); while (this.#isWaiting());
  }

  #isWaiting(): boolean {
    const words = this.#words, table = this.#table;
    for (let place = table; place < table + TABLE_ENTRIES; place++) if (words[place] !== 0) return true;
    return false;
  }
}
