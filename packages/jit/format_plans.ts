/**
 * Calls of `str.format` with a constant format: what it puts together is laid out in memory once, for WebAssembly to read.
 *
 *     site:  address of the plan of the format that was last there, or 0
 *     plan:  the format, how many parts, and of each part two words:
 *            PLAN_LITERAL and a str | a layout, PLAN_PLAIN if it has none, and the argument's offset in bytes behind self
 *
 * A format that is not for this has a plan without parts. Plans don't change and are never freed, as compiled code of
 * other Workers may come upon them; there is one for each constant, number of arguments and names.
 *
 * @module
 */
import { type Address, FLAG_IMMORTAL, T_STR, TYPE_INDEX_MASK, type Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { type FormatPart, formatParts, packedLayout } from "@orochi/vm/engine";

/** Where a plan's words are, in bytes; a part has eight of them. */
export const PLAN_FORMAT = 0, PLAN_COUNT = 4, PLAN_PARTS = 8;
/** In the place of a layout. */
export const PLAN_LITERAL = -1, PLAN_PLAIN = 0;

/** A new site. */
export function newFormatSite(vm: Vm): Address {
  const site = vm.heap.allocRaw(4);
  if (site !== 0) vm.i32[site >>> 2] = 0;
  return site;
}

/** Plans by format, number of positional arguments, and names. */
export type FormatPlans = Map<string, Address>;

/** Notes at a site what is known of a format; nothing if the format is no constant, or memory is exhausted. */
export function notePlan(
  vm: Vm,
  plans: FormatPlans,
  site: Address,
  format: Value,
  positional: number,
  names: Value,
): void {
  const i32 = vm.i32, seen = Atomics.load(i32, site >>> 2);
  if ((i32[format >>> 2] & (FLAG_IMMORTAL | TYPE_INDEX_MASK)) !== (FLAG_IMMORTAL | T_STR)) return;
  if (seen !== 0 && i32[(seen + PLAN_FORMAT) >>> 2] === format) return;
  const key = `${format} ${positional} ${names}`;
  let plan = plans.get(key);
  if (plan === undefined) {
    const keywords = names === 0 ? [] : Array.from(
      { length: vm.tupleLength(names) },
      (_, k) => vm.tupleItem(names, k),
    );
    plan = makePlan(vm, format, formatParts(vm, format, positional, keywords) ?? []);
    if (plan === 0) return;
    plans.set(key, plan);
  }
  Atomics.store(i32, site >>> 2, plan);
}

function makePlan(vm: Vm, format: Value, parts: readonly FormatPart[]): Address {
  const words: number[] = [];
  for (const part of parts) {
    if ("literal" in part) words.push(PLAN_LITERAL, part.literal);
    else {
      const layout = vm.js(part.spec) === "" ? PLAN_PLAIN : packedLayout(vm, part.spec);
      if (layout === 0 && vm.js(part.spec) !== "") return writePlan(vm, format, []);
      words.push(layout, 4 + part.argument * 4);
    }
  }
  return writePlan(vm, format, words);
}

function writePlan(vm: Vm, format: Value, words: readonly number[]): Address {
  const plan = vm.heap.allocRaw(PLAN_PARTS + words.length * 4);
  if (plan !== 0) vm.i32.set([format, words.length / 2, ...words], plan >>> 2);
  return plan;
}
