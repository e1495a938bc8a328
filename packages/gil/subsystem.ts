/**
 * One big lock over what the runtime does to objects, taken apart piece by piece, as operating systems did with
 * theirs: Python code runs in parallel, the critical sections of the runtime exclude each other by piece.
 *
 * | piece        | its objects                                                     | its lock            |
 * | ------------ | --------------------------------------------------------------- | ------------------- |
 * | `containers` | list, dict, set, bytearray, deque, and views and copies of them | one of 128 stripes  |
 * | `types`      | classes                                                         | one                 |
 * | `modules`    | modules                                                         | one                 |
 * | `iterators`  | iterators and generators                                        | one                 |
 * | `instances`  | instances of Python classes                                     | one                 |
 * | `library`    | objects of native modules: files, buffers, parsers; the rest    | one                 |
 *
 * Pieces that are named as options stay under the big lock (`subsystem:types,library`), `subsystem:all` keeps all there;
 * without options every piece is split off. Memory was never a piece: each thread allocates from pages of its own.
 *
 * 1. An object's lock depends on its address and on the builtin type whose layout it has, which never change while it
 *    lives. So two sections on one object have the same lock, whatever is split off.
 * 2. Sections that share a lock without sharing an object only exclude more. A section whose lock an active one of its
 *    thread has already takes none, so that they nest in any order.
 * 3. A thread waits only while it holds no lock, as in `object`, whose invariants are these, too.
 *
 * @module
 */
import { LAYOUT_TABLE } from "@orochi/heap";
import {
  T_ANEXT_AWAITABLE,
  T_ASYNC_GENERATOR_WRAPPED_VALUE,
  T_BYTEARRAY,
  T_DEQUE,
  T_DEQUE_ITERATOR,
  T_DICT,
  T_DICT_ITEMS,
  T_DICT_KEYS,
  T_FROZENSET,
  T_GENERATOR,
  T_INSTANCE,
  T_LIST,
  T_LIST_ITERATOR,
  T_MEMORY_ITERATOR,
  T_MODULE,
  T_SET,
  T_SLOTS_INSTANCE,
  T_TYPE,
} from "@orochi/object";
import { APART_EMITTER } from "./_emit.ts";
import { PerObject } from "./object.ts";
import { type Address, type LockContext, type LockEmitter, readOptions, STRATEGY_WORDS } from "./strategy.ts";

/** The pieces, in the order of their locks. */
export const PIECES: readonly string[] = [
  "types",
  "modules",
  "iterators",
  "instances",
  "library",
  "containers",
];
const TYPES = 0, MODULES = 1, ITERATORS = 2, INSTANCES = 3, LIBRARY = 4, CONTAINERS = 5;

/** Words between two locks: they should not share a cache line with too many others. */
const STRIDE = 4;
/** The big lock; those of the pieces follow, then the stripes. */
const BIG = STRATEGY_WORDS + 8;
const FIRST_PIECE = BIG + STRIDE;
const FIRST_STRIPE = FIRST_PIECE + STRIDE * CONTAINERS;
/** A power of two. */
const STRIPES = 128;
/** Bits of the type word that number the type. */
const TYPE_INDEX = 0xffff;

/** The piece of objects with the layout of a builtin type. */
function pieceOf(layout: number): number {
  switch (layout) {
    case T_TYPE:
      return TYPES;
    case T_MODULE:
      return MODULES;
    case T_INSTANCE:
    case T_SLOTS_INSTANCE:
      return INSTANCES;
    case T_LIST:
    case T_DICT:
    case T_SET:
    case T_FROZENSET:
    case T_BYTEARRAY:
    case T_DEQUE:
      return CONTAINERS;
    case T_DEQUE_ITERATOR:
    case T_ANEXT_AWAITABLE:
      return ITERATORS;
  }
  if (layout >= T_DICT_KEYS && layout <= T_DICT_ITEMS) return CONTAINERS;
  if (layout >= T_GENERATOR && layout <= T_ASYNC_GENERATOR_WRAPPED_VALUE) return ITERATORS;
  if (layout >= T_LIST_ITERATOR && layout <= T_MEMORY_ITERATOR) return ITERATORS;
  return LIBRARY;
}

/** See the module documentation. */
export class Subsystem extends PerObject {
  override readonly name: string = "subsystem";
  override readonly emitter: LockEmitter = APART_EMITTER;
  readonly #words: Int32Array;
  /** For each piece, whether it is split off. */
  readonly #apart: readonly boolean[];

  /**
   * @param context Where the strategy works; its options name what stays under the big lock.
   * @throws {LockError} For a piece that there is none of.
   */
  constructor(context: LockContext) {
    super(context);
    this.#words = context.memory.i32;
    const kept = readOptions(context.options ?? "", [...PIECES, "all"]);
    this.#apart = PIECES.map((piece) => !kept.has(piece) && !kept.has("all"));
  }

  protected override place(object: Address): Address {
    const piece = pieceOf(this.#layout(this.#words[object >>> 2] & TYPE_INDEX));
    if (!this.#apart[piece]) return BIG << 2;
    if (piece !== CONTAINERS) return (FIRST_PIECE + piece * STRIDE) << 2;
    // Objects begin at multiples of 8 and lie in rows of one size: the bits above count as much as those below.
    const hash = Math.imul(object >>> 3, 0x9e3779b1) >>> 25;
    return (FIRST_STRIPE + (hash & (STRIPES - 1)) * STRIDE) << 2;
  }

  override breakLocks(): void {
    for (let lock = 0; lock <= CONTAINERS + STRIPES; lock++) this.breakLock((BIG + lock * STRIDE) << 2);
  }

  /** The builtin type whose layout instances of a type have: the type itself, in a memory too small to have the table. */
  #layout(index: number): number {
    const word = (LAYOUT_TABLE + index * 2) >>> 2;
    if (word >= this.#words.length) return index;
    const pair = this.#words[word];
    return (index & 1) === 0 ? pair & TYPE_INDEX : pair >>> 16;
  }
}
