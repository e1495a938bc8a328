import { assert, assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { CONTROL, HeapMemory } from "./heap_memory.ts";
import { HEAP_CONTROL, PAGE_BYTES, PAGES } from "./memory_map.ts";
import { KIND_LARGE_RAW, PAGE } from "./page.ts";
import { holdsMuch, releasePages, returnPages, takePages } from "./page_pool.ts";
import { walkPages } from "./walk.ts";

/** Whose Worker takes and returns. */
const SLOT = 1;

const MOST = 60;

/** A heap with room for so many pages. */
function newMemory(): HeapMemory {
  return HeapMemory.create({ reserveBytes: PAGES + MOST * PAGE_BYTES });
}

function control(memory: HeapMemory, offset: number): number {
  return memory.i32[(HEAP_CONTROL + offset) >>> 2];
}

/** Takes pages and says of them what an allocator would. */
function take(memory: HeapMemory, count: number): number {
  const run = takePages(memory, SLOT, count);
  if (run === 0) return 0;
  memory.i32[(run + PAGE.tag) >>> 2] = KIND_LARGE_RAW;
  memory.i32[(run + PAGE.pages) >>> 2] = count;
  return run;
}

/** Free runs, as pairs of page and number of pages. */
function freeRuns(memory: HeapMemory): [number, number][] {
  const runs: [number, number][] = [];
  for (let run = control(memory, CONTROL.freeRuns); run !== 0; run = memory.i32[(run + PAGE.next) >>> 2]) {
    runs.push([(run >>> 0) / PAGE_BYTES, memory.i32[(run + PAGE.pages) >>> 2]]);
  }
  return runs;
}

Deno.test("pages are aligned to their size, and the last one there is can be taken", () => {
  const memory = newMemory();
  const runs = [take(memory, 1), take(memory, MOST - 2), take(memory, 1)];
  for (const run of runs) assertEquals(run % PAGE_BYTES, 0);
  assertEquals([runs[0], runs[2] - runs[1]], [PAGES, (MOST - 2) * PAGE_BYTES]);
  assertEquals(take(memory, 1), 0);
  assertEquals(control(memory, CONTROL.pagesInUse), MOST);
});

Deno.test("runs that are given back grow together with both neighbours", () => {
  const memory = newMemory();
  const [a, b, c, d] = [1, 2, 3, 4].map((count) => take(memory, count));
  returnPages(memory, SLOT, a, 1);
  returnPages(memory, SLOT, c, 3);
  assertEquals(freeRuns(memory).map(([, count]) => count), [1, 3]);
  returnPages(memory, SLOT, b, 2);
  assertEquals(freeRuns(memory), [[a / PAGE_BYTES, 6]]);
  returnPages(memory, SLOT, d, 4);
  assertEquals(freeRuns(memory), [[a / PAGE_BYTES, 10]]);
});

Deno.test("the first run that is long enough is taken from, and what is left of it stays free", () => {
  const memory = newMemory();
  const [a, , c, ,] = [1, 1, 5, 1].map((count) => take(memory, count));
  returnPages(memory, SLOT, a, 1);
  returnPages(memory, SLOT, c, 5);
  assertEquals(take(memory, 2), c);
  assertEquals(freeRuns(memory), [[a / PAGE_BYTES, 1], [c / PAGE_BYTES + 2, 3]]);
  assertEquals(take(memory, 1), a);
});

Deno.test("whatever is taken and given back, runs don't overlap, are counted, and none lies beside another", () => {
  const memory = newMemory(), random = new Random(64), taken = new Map<number, number>();
  memory.release = (address, bytes) => {
    for (const [run, count] of taken) {
      assert(address >= run + count * PAGE_BYTES || address + bytes <= run, "memory in use was given back");
    }
    memory.u8.fill(0xee, address, address + bytes);
    return true;
  };
  let peak = 0;
  for (let step = 0; step < 2000; step++) {
    if (random.below(2) === 0) {
      const count = 1 + random.below(8), run = take(memory, count);
      if (run !== 0) taken.set(run, count);
    } else if (random.below(20) === 0) {
      releasePages(memory, SLOT);
      assertEquals(memory.heldBytes, 0);
    } else if (taken.size > 0) {
      const run = [...taken.keys()][random.below(taken.size)];
      returnPages(memory, SLOT, run, taken.get(run)!);
      taken.delete(run);
    }
    const inUse = [...taken.values()].reduce((sum, count) => sum + count, 0);
    peak = Math.max(peak, inUse);
    assertEquals(control(memory, CONTROL.pagesInUse), inUse);
    const free = freeRuns(memory);
    const held = free.map(([page, count]) => {
      const each = memory.i32[(page * PAGE_BYTES + PAGE.held) >>> 2];
      assert(each >= 0 && each <= count);
      return each;
    });
    assertEquals(memory.heldBytes, held.reduce((sum, each) => sum + each, 0) * PAGE_BYTES);
    for (let i = 1; i < free.length; i++) assert(free[i][0] > free[i - 1][0] + free[i - 1][1]);
    const seen = new Set<number>();
    walkPages(memory, (page, kind) => kind === KIND_LARGE_RAW && seen.add(page));
    assertEquals(seen.size, taken.size);
    for (const page of seen) assert(taken.has(page));
  }
  assertEquals(control(memory, CONTROL.peakPages), peak);
});

Deno.test("memory behind free pages is given back once, but for where a run says what it is", () => {
  const memory = newMemory(), released: [number, number][] = [];
  const [a, , c] = [2, 1, 3].map((count) => take(memory, count));
  returnPages(memory, SLOT, a, 2);
  returnPages(memory, SLOT, c, 3);
  assertEquals([releasePages(memory, SLOT), memory.heldBytes], [0, 5 * PAGE_BYTES]);
  memory.release = (address, bytes) => released.push([address, bytes]) > 0;
  assertEquals(releasePages(memory, SLOT), 5 * PAGE_BYTES);
  assertEquals(released, [[a + 4096, 2 * PAGE_BYTES - 4096], [c + 4096, 3 * PAGE_BYTES - 4096]]);
  assertEquals(releasePages(memory, SLOT), 0);
  // Of a run without memory nothing is to be given back, until somebody has had it.
  assertEquals(take(memory, 1), a);
  assertEquals(memory.heldBytes, 0);
  returnPages(memory, SLOT, a, 1);
  assertEquals(memory.heldBytes, PAGE_BYTES);
});

Deno.test("a system that takes nothing back is not asked again, and the pages stay counted", () => {
  const memory = newMemory(), run = take(memory, 4);
  returnPages(memory, SLOT, run, 4);
  memory.release = () => false;
  assertEquals([releasePages(memory, SLOT), memory.release, memory.heldBytes], [0, null, 4 * PAGE_BYTES]);
  assertEquals(take(memory, 4), run);
});

Deno.test("what may be kept is 32 MiB, or a quarter of what is in use", () => {
  const memory = HeapMemory.create({ reserveBytes: PAGES + 4096 * PAGE_BYTES });
  const small = take(memory, 512), one = take(memory, 1), large = take(memory, 3000);
  returnPages(memory, SLOT, small, 512);
  assert(!holdsMuch(memory));
  returnPages(memory, SLOT, one, 1);
  assert(!holdsMuch(memory), "less than a quarter of 3000");
  returnPages(memory, SLOT, large, 3000);
  assert(holdsMuch(memory));
});

Deno.test("who takes again what was given back may keep twice as much", () => {
  const memory = HeapMemory.create({ reserveBytes: PAGES + 4096 * PAGE_BYTES }), released: number[] = [];
  memory.release = (_, bytes) => released.push(bytes) > 0;
  for (let round = 0; round < 10; round++) {
    const run = take(memory, 1600);
    returnPages(memory, SLOT, run, 1600);
    if (holdsMuch(memory)) releasePages(memory, SLOT);
  }
  // 32, then 64, then 128 MiB may be kept.
  assertEquals(released.length, 2);
});
