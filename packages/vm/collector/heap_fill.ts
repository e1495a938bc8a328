/**
 * How many objects there are, without looking at any: pages count their blocks.
 *
 * @module
 */
import { CONTROL, HEAP_CONTROL, KIND_OBJECT, PAGE, PAGE_BYTES, PAGES } from "@orochi/heap";
import type { Vm } from "../vm.ts";

const TAG_KIND = 0xff;
/** Small raw storage: one page, as of small objects. */
const KIND_RAW = 2;
/** One large object. */
const KIND_LARGE_OBJECT = 3;

/** What a heap holds. */
export interface HeapFill {
  /** Blocks of objects in use. */
  readonly blocks: number;
  /** Pages of small objects, and large objects. */
  readonly pages: number;
}

/** Counts. Other threads may allocate meanwhile: then it is an estimate. */
export function blocksInUse(vm: Vm): HeapFill {
  const { i32 } = vm;
  const end = i32[(HEAP_CONTROL + CONTROL.nextPage) >>> 2];
  let blocks = 0, pages = 0;
  for (let index = PAGES / PAGE_BYTES; index < end;) {
    const at = (index * PAGE_BYTES) >>> 2;
    const kind = i32[at + PAGE.tag / 4] & TAG_KIND;
    if (kind === KIND_OBJECT || kind === KIND_LARGE_OBJECT) {
      blocks += i32[at + PAGE.used / 4];
      pages++;
    }
    // A run that changes hands meanwhile may say 0.
    index += kind === KIND_OBJECT || kind === KIND_RAW ? 1 : Math.max(1, i32[at + PAGE.pages / 4]);
  }
  return { blocks, pages };
}
