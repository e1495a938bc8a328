import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  buryThread,
  checkHeap,
  CONTROL,
  HEAP_CONTROL,
  HeapMemory,
  lockWord,
  PAGE,
  threadBlock,
  ThreadHeap,
} from "./mod.ts";
import { READ_NUMBER } from "./qsbr.ts";

/** Any type word. */
const TYPE = 7;
const POOL_LOCK = (HEAP_CONTROL + CONTROL.poolLock) >>> 2;

/** A heap in which slot 1 has objects and raw storage, and slot 2 has freed some of them. */
function used(): { memory: HeapMemory; own: ThreadHeap; other: ThreadHeap; objects: number[] } {
  const memory = HeapMemory.create({ reserveBytes: 16 << 20 });
  const own = new ThreadHeap(memory, 1), other = new ThreadHeap(memory, 2);
  own.enter();
  other.enter();
  const objects = Array.from({ length: 400 }, () => own.allocObject(24));
  for (const object of objects) memory.i32[object >>> 2] = TYPE;
  const raw = Array.from({ length: 400 }, () => own.allocRaw(40));
  for (let i = 0; i < 400; i += 3) other.freeObject(objects[i]);
  for (let i = 1; i < 400; i += 3) own.freeObject(objects[i]);
  for (let i = 0; i < 400; i += 2) other.freeRaw(raw[i]);
  return { memory, own, other, objects };
}

Deno.test("buryThread() makes whole what a thread left in the middle of taking and freeing blocks", () => {
  const { memory, other, objects } = used();
  const page = objects[0] & ~0xffff;
  // As if the thread were gone between two writes: a count that is off, a block on no list, a page on no list.
  memory.i32[(page + PAGE.used) >>> 2] += 5;
  memory.i32[(page + PAGE.free) >>> 2] = 0;
  assertThrows(() => checkHeap(memory));
  buryThread(memory, 1);
  checkHeap(memory);
  const next = new ThreadHeap(memory, 1);
  const fresh = Array.from({ length: 400 }, () => next.allocObject(24));
  assertEquals(new Set(fresh).size, 400, "no block is handed out twice");
  const alive = new Set(objects.filter((_, i) => i % 3 === 2));
  assert(fresh.every((object) => !alive.has(object)), "what lives is not handed out");
  assert(fresh.some((object) => (object & ~0xffff) === page), "the blocks on the page are used again");
  for (const object of fresh) memory.i32[object >>> 2] = TYPE;
  for (const object of fresh) other.freeObject(object);
  next.leave();
  checkHeap(memory);
});

Deno.test("buryThread() frees the pool's lock, and lets grace periods go on that waited for the thread", () => {
  const { memory, other } = used();
  lockWord(memory.i32, POOL_LOCK, 1);
  buryThread(memory, 1);
  assertEquals(memory.i32[POOL_LOCK], 0);
  assertEquals(memory.i32[(threadBlock(1) + READ_NUMBER) >>> 2], 0);
  assert(other.allocRaw(300_000) !== 0);
});
