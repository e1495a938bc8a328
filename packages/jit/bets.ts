/**
 * What is learnt where compiled code is left: which bets fail, what calls meet, which handlers are needed.
 *
 * @module
 */
import { type Address, T_FUNCTION } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { CACHE_OPERAND, FRAME_HEADER_WORDS, Op } from "@orochi/vm/bytecode";
import { attributeCases, depthOf } from "@orochi/vm/engine";
import { calleeOf, stillThere } from "./callees.ts";
import type { Reason } from "./codegen/exits.ts";
import { entryBet } from "./compile.ts";
import { coverAt } from "./decode.ts";
import type { Entry, Known } from "./known.ts";
import type { JitStatistics } from "./statistics.ts";

/** A bet that failed this often is not made again. */
const PATIENCE = 4;
/** Instructions whose inline caches remember several kinds of receivers. */
const WITH_CASES: ReadonlySet<number> = new Set([
  Op.LOAD_ATTR,
  Op.LOAD_METHOD,
  Op.LOAD_SPECIAL,
  Op.STORE_ATTR,
]);
/**
 * Bets on what inline caches hold: they fill again, so the next compilation may bet on the new content. So are those on
 * the types where code is entered, on what all of these had in common.
 */
const RENEWABLE: ReadonlySet<Reason> = new Set([
  "global changed",
  "attribute changed",
  "other callee",
  "entry types",
]);
/** Reasons that say nothing about bets. */
const CHANGES_NOTHING: ReadonlySet<Reason> = new Set(["other threads", "frame kept", "engine's better code"]);
/** A handler is compiled when it was needed so often. */
const NEWS = 2;
/**
 * Code is compiled again when it was left so often: a leave costs some microseconds, compiling a thousand times as much, and
 * what is compiled later knows of more kinds of receivers and more branches.
 */
const LEAVES = 6;
/** Functions with so many different codes are remembered of a call. */
const MOST_CALLEES = 4;
/** In {@linkcode Known.failures}, the key of an instruction without code is this minus its place. */
const NEVER_RUN = -(1 << 20);

/** A bet failed. Returns whether the code is to be compiled again: without it, or for what caches hold by then. */
export function countFailure(
  vm: Vm,
  { reasons }: JitStatistics,
  known: Known,
  entry: Entry,
  site: number,
): boolean {
  const { pc, reason } = entry.compiled.sites[site];
  reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  if (CHANGES_NOTHING.has(reason)) return false;
  // An entry's types are bet on at the instruction that it begins with, which may have bets of its own. And that there
  // was no code for an instruction speaks against no bet.
  const bet = reason === "entry types" ? entryBet(pc) : reason === "never run" ? NEVER_RUN - pc : pc;
  const renewable = RENEWABLE.has(reason), due = ++entry.left >= LEAVES;
  let failures = known.failures.get(bet) ?? 0;
  // What may be bet on anew counts once for each version that it failed in.
  if (!renewable || !entry.failed.has(bet)) known.failures.set(bet, ++failures);
  if (renewable) entry.failed.add(bet);
  // Some instructions never note that they have run.
  if (reason === "never run") return due && (failures & 63) <= LEAVES;
  if (failures < PATIENCE + kinds(vm, known, pc, reason)) {
    return (renewable && due) || (failures === 1 && reason === "not an int");
  }
  // Other code of the same function may have been made while the bet was still good.
  if (known.avoid.has(bet)) return known.avoid.size > entry.avoided;
  known.avoid.add(bet);
  return true;
}

/** How many more kinds of receivers or functions an instruction has met than one: each makes a bet on it fail once. */
function kinds(vm: Vm, known: Known, pc: number, reason: Reason): number {
  const op = known.code.words[pc];
  if (reason === "other callee") return known.callees.get(pc)?.length ?? 0;
  if (reason !== "attribute changed" || !WITH_CASES.has(op)) return 0;
  const cache = known.code.cache + known.code.words[pc + 1 + CACHE_OPERAND[op]];
  return Math.max(0, attributeCases(vm, cache).length - 1);
}

/** An exception left compiled code. Returns whether the code is to be compiled again, with its handler. */
export function countRaised(known: Known, entry: Entry, pc: number): boolean {
  const cover = coverAt(known.code, pc);
  if (cover === undefined) return false;
  const { catches, caught } = known;
  // Other code of the same function may have been made before that was known.
  if (catches.has(cover.target)) return catches.size > entry.catches;
  const count = (caught.get(cover.target) ?? 0) + 1;
  caught.set(cover.target, count);
  if (count < NEWS) return false;
  catches.add(cover.target);
  return true;
}

/** A call has met another function than was expected: where there are only a few, compiled code calls each of them. */
export function noteCallee({ i32 }: Vm, known: Known, pc: number, frame: Address): void {
  const op = known.code.words[pc];
  if (op !== Op.CALL && op !== Op.CALL_KW && op !== Op.CALL_EX) return;
  const callee = i32[(frame >>> 2) + FRAME_HEADER_WORDS + known.code.words[pc + 2]];
  if ((callee & 1) === 1 || callee === 0 || (i32[callee >>> 2] & 0xffff) !== T_FUNCTION) return;
  let callees = known.callees.get(pc);
  if (callees === undefined) known.callees.set(pc, callees = []);
  const met = calleeOf(i32, callee);
  const same = callees.findIndex((known) => known.code === met.code || stillThere(i32, known) === null);
  if (same >= 0) callees[same] = met;
  else if (callees.length < MOST_CALLEES) callees.push(met);
}

/** Live temporaries at an instruction, which is looked for in the code's table once. */
export function depthAt(vm: Vm, { code, depths }: Known, pc: number): number {
  const known = depths.get(pc);
  if (known !== undefined) return known;
  const depth = depthOf(vm, code.address, pc);
  depths.set(pc, depth);
  return depth;
}
