/**
 * Compiled code that other Workers take over: a record in raw storage, found from the code object.
 *
 *     +0 bytes of WebAssembly   +4 sites   +8 callees   +12 words of inline caches   +16 parameters
 *     +20 whether it calls what makes strs
 *     then the sites (instruction, reason, lengths of three lists and these), one word a callee (its code object),
 *     the caches, the bytes
 *
 * What compiled code relies on holds in every Worker: addresses in the shared memory, versions, numbers of code objects.
 * Memory, thread block and helpers are imports. The inline caches go along, so that a Worker that must compile again
 * knows as much as the one that did so first.
 *
 * Invariant: a record is complete before its address is stored, with sequential consistency, in the code object, and
 * does not change; one that was replaced is freed after a grace period, and readers hold no safepoint.
 *
 * @module
 */
import { type Address, CODE_MODULE } from "@orochi/object";
import type { ThreadHeap } from "@orochi/heap";
import type { Compiled } from "./compile.ts";
import { REASONS, type Site } from "./codegen/exits.ts";

const HEADER_WORDS = 6;

/** A code object's compiled code, as another Worker made it. */
export interface Published extends Omit<Compiled, "text"> {
  /** What the compiling Worker's inline caches held. */
  readonly caches: Int32Array;
}

function wordsOf({ stored, constants, kept }: Site): number {
  return 5 + stored.length + constants.length + kept.length;
}

/** Publishes; without memory nothing happens, and other Workers compile for themselves. */
export function publish(heap: ThreadHeap, i32: Int32Array, code: Address, published: Published): void {
  const { bytes, sites, callees, caches, parameters, usesText } = published;
  const siteWords = sites.reduce((sum, site) => sum + wordsOf(site), 0);
  const words = HEADER_WORDS + siteWords + callees.length + caches.length;
  const record = heap.allocRaw(words * 4 + bytes.length);
  if (record === 0) return;
  let at = record >>> 2;
  for (
    const word of [bytes.length, sites.length, callees.length, caches.length, parameters, Number(usesText)]
  ) {
    i32[at++] = word;
  }
  for (const { pc, reason, stored, constants, kept } of sites) {
    i32[at++] = pc;
    i32[at++] = REASONS.indexOf(reason);
    for (const list of [stored, constants, kept]) {
      i32[at++] = list.length;
      i32.set(list, at);
      at += list.length;
    }
  }
  i32.set(callees, at);
  at += callees.length;
  i32.set(caches, at);
  at += caches.length;
  new Uint8Array(i32.buffer).set(bytes, at * 4);
  const old = Atomics.exchange(i32, (code + CODE_MODULE) >>> 2, record);
  if (old !== 0) heap.freeRawLater(old);
}

/** What was published for a code object, copied; null if nothing was. */
export function published(i32: Int32Array, code: Address): Published | null {
  const record = Atomics.load(i32, (code + CODE_MODULE) >>> 2) >>> 2;
  if (record === 0) return null;
  const [byteCount, siteCount, calleeCount, cacheWords, parameters, text] = i32.subarray(
    record,
    record + HEADER_WORDS,
  );
  let at = record + HEADER_WORDS;
  const list = () => {
    const length = i32[at++];
    at += length;
    return Array.from(i32.subarray(at - length, at));
  };
  const sites = Array.from({ length: siteCount }, (): Site => {
    const pc = i32[at++], reason = REASONS[i32[at++]];
    return { pc, reason, stored: list(), constants: list(), kept: list() };
  });
  const callees = Array.from(i32.subarray(at, at + calleeCount));
  at += calleeCount;
  const caches = i32.slice(at, at + cacheWords);
  at += cacheWords;
  const bytes = new Uint8Array(byteCount);
  bytes.set(new Uint8Array(i32.buffer, at * 4, byteCount));
  return { bytes, sites, callees, caches, parameters, usesText: text !== 0 };
}
