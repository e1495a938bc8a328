/**
 * Whether every object's count is the number of references to it: exact when no thread runs any more.
 *
 * @module
 */
import { PAGES, THREAD_BLOCK_BYTES, threadBlock, VM_CONTROL, VM_SECTION, walkObjects } from "@orochi/heap";
import { VERSION_ADDRESS, visitReferences } from "@orochi/object";
import { STATE_CLOCK } from "@orochi/stdlib";
import { CONTROL_NEXT_CACHE, type Vm } from "@orochi/vm";
import { PAUSES } from "@orochi/vm/collector";

/** Bytes of the control words of the virtual machine. */
const CONTROL_BYTES = 4096;
/** Control words whose numbers grow with what a program does: they refer to no object, whatever its address is. */
const COUNTERS: ReadonlySet<number> = new Set([
  VERSION_ADDRESS >>> 2,
  (VM_CONTROL + CONTROL_NEXT_CACHE) >>> 2,
  PAUSES + 1,
  PAUSES + 2,
  STATE_CLOCK >>> 2,
  (STATE_CLOCK >>> 2) + 1,
]);
/** Differences that are told. */
const MOST = 12;

/** A description of an object, made without running Python. */
export function describe(vm: Vm, object: number): string {
  const type = vm.typeOf(object);
  const name = type === 0 ? "?" : vm.typeNameOf(type);
  return `${name} at 0x${(object >>> 0).toString(16)}${
    name === "str" ? ` ${JSON.stringify(vm.js(object).slice(0, 40))}` : ""
  }`;
}

/**
 * Compares counts and references.
 *
 * @param slots Slots whose thread goes on afterwards but runs no Python now: what it keeps for itself counts.
 * @returns What is wrong, or null.
 */
export function checkCounts(vm: Vm, slots: readonly number[] = []): string | null {
  const i32 = vm.i32;
  const alive = new Set<number>();
  const references = new Map<number, number>();
  walkObjects(vm.memory, (object) => alive.add(object | 0));
  const add = (value: number): void => {
    if (value !== 0 && (value & 1) === 0) references.set(value, (references.get(value) ?? 0) + 1);
  };
  for (const object of alive) visitReferences(vm.objects, object, (word) => add(i32[word]));
  // Control words that are addresses of objects hold references; other numbers there are too small to be addresses.
  const addWords = (from: number, bytes: number): void => {
    for (let word = from >>> 2; word < (from + bytes) >>> 2; word++) {
      if (alive.has(i32[word]) && !COUNTERS.has(word)) add(i32[word]);
    }
  };
  addWords(VM_CONTROL, CONTROL_BYTES);
  for (const slot of slots) addWords(threadBlock(slot) + VM_SECTION, THREAD_BLOCK_BYTES - VM_SECTION);
  const wrong: string[] = [];
  let count = 0;
  for (const [object, found] of references) {
    if (alive.has(object) || (object >>> 0) < PAGES) continue;
    count++;
    if (wrong.length < MOST) {
      wrong.push(`${found} references to 0x${(object >>> 0).toString(16)}, which is free`);
    }
  }
  for (const object of alive) {
    const counted = vm.rc.count(object), found = references.get(object) ?? 0;
    if (counted < 0 || counted === found) continue;
    count++;
    if (wrong.length < MOST) {
      wrong.push(`${describe(vm, object)} counts ${counted} references but has ${found}`);
    }
  }
  return count === 0 ? null : `${count} counts are wrong: ${wrong.join("; ")}`;
}
