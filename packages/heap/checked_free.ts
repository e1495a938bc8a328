/**
 * What a checked heap does when memory is freed: refuses what is not in use, and paints the rest.
 *
 * @module
 */
import { HeapError, type HeapMemory } from "./heap_memory.ts";
import { PAGE_BYTES } from "./memory_map.ts";
import { KIND_LARGE_OBJECT, KIND_LARGE_RAW, KIND_OBJECT, KIND_RAW, PAGE, TAG_KIND } from "./page.ts";

/** What freed memory is filled with: an odd word, so that it reads as a small int and not as an object. */
const PAINT = 0xdb;
const PAINTED_WORD = 0xdbdbdbdb | 0;

/**
 * Checks that an address may be freed and paints its block, all but the type word and the link of an object.
 *
 * @param usable Bytes of the block from the address on.
 * @throws {HeapError} If nothing of that kind is in use at the address.
 */
export function checkedFree(memory: HeapMemory, address: number, isObject: boolean, usable: number): void {
  const words = memory.i32;
  const page = address & -PAGE_BYTES;
  const kind = words[page >>> 2] & TAG_KIND;
  const what = `${isObject ? "object" : "raw storage"} 0x${(address >>> 0).toString(16)}`;
  const right = isObject
    ? kind === KIND_OBJECT || kind === KIND_LARGE_OBJECT
    : kind === KIND_RAW || kind === KIND_LARGE_RAW;
  if (!right) throw new HeapError(`Cannot free ${what} as its page has kind ${kind}`);
  // Only what looks freed already is worth walking the lists for.
  const first = words[address >>> 2];
  if (kind <= KIND_RAW && (isObject ? first === 0 : first === PAINTED_WORD)) {
    for (const list of [PAGE.free, PAGE.remote]) {
      for (let block = words[(page + list) >>> 2]; block !== 0; block = words[(block + 4) >>> 2]) {
        if (block === address) throw new HeapError(`Cannot free ${what} as it is free already`);
      }
    }
  }
  const painted = isObject ? (address >>> 0) + 8 : address >>> 0;
  const end = (address >>> 0) + usable;
  if (painted < end) memory.u8.fill(PAINT, painted, end);
}
