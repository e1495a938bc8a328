/**
 * What inline caches and frames tell the compiler, in this Worker and from others.
 *
 * @module
 */
import {
  type Address,
  CODE_CACHE,
  CODE_CACHE_WORDS,
  INT_LIMBS,
  INT_SIZE,
  isSmallInt,
  T_INT,
  T_OBJECT,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { FRAME_HEADER_WORDS } from "@orochi/vm/bytecode";
import { type Compiled, WIDE_INT } from "./compile.ts";
import type { Code } from "./decode.ts";
import type { Known } from "./known.ts";
import { publish, published } from "./published.ts";

const NOT_COMPILED: Omit<Compiled, "text"> = {
  bytes: new Uint8Array(0),
  sites: [],
  callees: [],
  parameters: 0,
  usesText: false,
};

/** Whether anything is known here of what a code object does. */
export function mayBet(vm: Vm, code: Address): boolean {
  return vm.i32[(code + CODE_CACHE_WORDS) >>> 2] === 0 || hasFeedback(vm, code);
}

function hasFeedback({ i32, ic }: Vm, code: Address): boolean {
  const cache = i32[(code + CODE_CACHE) >>> 2];
  return ic.subarray(cache, cache + i32[(code + CODE_CACHE_WORDS) >>> 2]).some((word) => word !== 0);
}

/** Takes over what another Worker's inline caches held of a code object that this one has not run yet. */
export function learn(vm: Vm, code: Address): void {
  if (hasFeedback(vm, code)) return;
  const found = published(vm.i32, code);
  if (found === null) return;
  const cache = vm.i32[(code + CODE_CACHE) >>> 2];
  if (cache + found.caches.length > vm.ic.length) vm.growCaches(cache + found.caches.length);
  vm.ic.set(found.caches, cache);
}

/** Gives other Workers what this one knows of a code object, and its compiled code if there is some. */
export function publishKnown(vm: Vm, known: Known, compiled: Omit<Compiled, "text"> = NOT_COMPILED): void {
  const { address, cache } = known.code, i32 = vm.i32;
  const caches = vm.ic.slice(cache, cache + i32[(address + CODE_CACHE_WORDS) >>> 2]);
  publish(vm.heap, i32, address, { ...compiled, caches });
}

/** Empties a code object's inline caches. */
export function forgetFeedback(vm: Vm, { address, cache }: Code): void {
  const end = cache + vm.i32[(address + CODE_CACHE_WORDS) >>> 2];
  vm.ic.fill(0, cache, end);
  for (let at = cache; at < end; at++) vm.attributeCases.delete(at);
}

/**
 * Notes the types of what a frame's first registers hold where code is entered.
 *
 * @param key The entry's in {@linkcode Known.entries}.
 * @param full How many registers.
 */
export function look(vm: Vm, known: Known, key: number, frame: Address, full: number): void {
  const first = (frame >>> 2) + FRAME_HEADER_WORDS, before = known.types.get(key);
  const types = Array.from({ length: full }, (_, register) => {
    const value = vm.i32[first + register], earlier = before?.[register];
    // What was small in an earlier round is a sum, or a number on its way.
    if (key < 0 && (earlier === T_INT || earlier === WIDE_INT) && isGrown(vm, value)) return WIDE_INT;
    const type = typeOf(vm, value);
    if (earlier === undefined || earlier === type) return type;
    if (earlier === WIDE_INT && type === T_INT) return WIDE_INT;
    // Not always the same: all that is left to bet on is that there is something.
    return earlier === 0 || type === 0 ? 0 : T_OBJECT;
  });
  known.types.set(key, types);
}

/** Whether a value is an int that is an object, of up to 63 bits. */
function isGrown({ i32 }: Vm, value: Value): boolean {
  if (value === 0 || isSmallInt(value) || (i32[value >>> 2] & 0xffff) !== T_INT) return false;
  const limbs = Math.abs(i32[(value + INT_SIZE) >>> 2]);
  return limbs < 2 || (limbs === 2 && i32[(value + INT_LIMBS + 4) >>> 2] >= 0);
}

/** The type to bet on that a value will have again; 0 for none. */
function typeOf(vm: Vm, value: Value): number {
  if (isSmallInt(value)) return T_INT;
  const type = value === 0 ? 0 : vm.i32[value >>> 2] & 0xffff;
  // An int that is not small is bet to be something else.
  return type === T_INT ? T_OBJECT : type;
}
