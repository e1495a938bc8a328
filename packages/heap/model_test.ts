import { assert, assertEquals } from "@std/assert";
import {
  exhaust,
  type Model,
  randomWalk,
  replay,
  type Scenario,
  type ThreadHandle,
  verify,
} from "@orochi/interleave";
import { importMutant } from "@orochi/interleave/mutant";
import { CONTROL, type HeapMemory, type WordAtomics } from "./heap_memory.ts";
import { HEAP_CONTROL, MAX_SLOTS, PAGE_BYTES, PAGES, threadBlock } from "./memory_map.ts";
import { KIND_FREE, PAGE, TAG_KIND } from "./page.ts";
import { Qsbr, READ_NUMBER } from "./qsbr.ts";
import { NOTIFIED_PAGES, ThreadHeap } from "./thread_heap.ts";
import { checkHeap } from "./walk.ts";

/** Pages that there are; three blocks of the largest class fit on each. */
const PAGE_COUNT = 5;
const BLOCK_BYTES = 16384;
/** Shared words: all that come before the pages, and those. */
const WORDS = (PAGES + PAGE_COUNT * PAGE_BYTES) >>> 2;
/** A word that leads to a block, where nothing else is. */
const CELL = (HEAP_CONTROL + 2048) >>> 2;
/** Two words that are storage by themselves. */
const FIRST = CELL + 8, SECOND = CELL + 16;

/** What of a heap its allocators use. What is given back to the system is not as it was, wherever a block could begin. */
function heapOver(words: Int32Array, atomics: WordAtomics): HeapMemory {
  const release = (address: number, bytes: number) => {
    for (let at = address; at < address + bytes; at += BLOCK_BYTES) words[at >>> 2] = -1;
    return true;
  };
  return { i32: words, atomics, headerBytes: 0, checked: false, release } as unknown as HeapMemory;
}

function control(offset: number): number {
  return (HEAP_CONTROL + offset) >>> 2;
}

/** A heap as it is at the start of a program, with some slots in use. */
function freshHeap(words: Int32Array, slots: number): HeapMemory {
  words[control(CONTROL.nextPage)] = PAGES / PAGE_BYTES;
  words[control(CONTROL.limitPage)] = PAGES / PAGE_BYTES + PAGE_COUNT;
  words[control(CONTROL.writeNumber)] = 1;
  words[control(CONTROL.keptPages)] = 1;
  const memory = heapOver(words, Atomics);
  for (let slot = 1; slot <= slots; slot++) new ThreadHeap(memory, slot).enter();
  return memory;
}

/** Read numbers of slots that nobody uses are of no interest, but there are many. */
function quiet(slots: number): (index: number) => boolean {
  const used = Array.from({ length: slots }, (_, i) => (threadBlock(i + 1) + READ_NUMBER) >>> 2);
  const first = (threadBlock(1) + READ_NUMBER) >>> 2, last = (threadBlock(MAX_SLOTS - 1) + READ_NUMBER) >>> 2;
  const step = (threadBlock(2) - threadBlock(1)) >>> 2;
  return (index) => index >= first && index <= last && (index - first) % step === 0 && !used.includes(index);
}

/** That no page is twice on a slot's stack of pages with remote frees: who takes it down would go round for ever. */
function checkStacks(words: Int32Array, slots: number): void {
  for (let slot = 1; slot <= slots; slot++) {
    const seen = new Set<number>();
    for (let page = words[(threadBlock(slot) + NOTIFIED_PAGES) >>> 2]; page !== 0;) {
      if (seen.has(page)) throw new Error(`page ${page.toString(16)} is on a stack twice`);
      seen.add(page);
      page = words[(page + PAGE.notified) >>> 2];
    }
  }
}

type HeapMaker = new (memory: HeapMemory, slot: number) => ThreadHeap;
type QsbrMaker = new (memory: HeapMemory, slot: number) => Qsbr;

/** Which blocks are in use, kept outside of the words. */
class Ledger {
  readonly inUse = new Set<number>();

  take(block: number): void {
    if (block === 0) throw new Error("there is no memory");
    if (this.inUse.has(block)) throw new Error(`block ${block.toString(16)} is handed out twice`);
    this.inUse.add(block);
  }
}

/** Two slots free an owner's blocks while it frees one and takes others. */
function remoteFrees(maker: HeapMaker): Scenario {
  return (words): Model => {
    const memory = freshHeap(words, 3), ledger = new Ledger();
    const owner = new ThreadHeap(memory, 1);
    const blocks = Array.from({ length: 6 }, () => owner.allocRaw(BLOCK_BYTES));
    for (const block of blocks) ledger.take(block);
    const program = (slot: number, frees: readonly number[], takes: number) => (thread: ThreadHandle) => {
      const heap = new maker(heapOver(thread.words, thread.atomics), slot);
      for (const block of frees) {
        thread.effect("give up", () => void ledger.inUse.delete(block));
        heap.freeRaw(block);
      }
      for (let i = 0; i < takes; i++) {
        const block = heap.allocRaw(BLOCK_BYTES);
        thread.effect("take", () => ledger.take(block));
      }
    };
    return {
      threads: [
        { name: "owner", run: program(1, [blocks[2]], 3) },
        { name: "slot 2", run: program(2, [blocks[0], blocks[3]], 0) },
        { name: "slot 3", run: program(3, [blocks[1]], 1) },
      ],
      plainSwitch: () => false,
      quiet: quiet(3),
      check: () => {
        checkStacks(words, 3);
        checkHeap(memory);
        for (const block of ledger.inUse) owner.freeRaw(block);
        for (let slot = 1; slot <= 3; slot++) new ThreadHeap(memory, slot).leave();
        checkHeap(memory);
        for (let page = PAGES; page < WORDS * 4; page += PAGE_BYTES) {
          const free = (words[page >>> 2] & TAG_KIND) === KIND_FREE;
          if (!free && words[(page + PAGE.used) >>> 2] !== 0) throw new Error("a block was lost");
        }
      },
    };
  };
}

/** A slot retires what a word led to and uses it again as soon as it may; others read it without a lock. */
function gracePeriods(maker: QsbrMaker): Scenario {
  const GOOD = 1, USED_AGAIN = 99;
  return (words): Model => {
    freshHeap(words, 3);
    words[FIRST] = words[SECOND] = GOOD;
    words[CELL] = FIRST;
    const write = ({ words, atomics, effect }: ThreadHandle) => {
      const qsbr = new maker(heapOver(words, atomics), 1);
      atomics.store(words, CELL, SECOND);
      const goal = qsbr.goal();
      qsbr.advance();
      for (let i = 0; i < 3; i++) {
        qsbr.quiescent();
        if (((qsbr.reached() - goal) | 0) < 0) continue;
        words[FIRST] = USED_AGAIN;
        effect("used again", () => {});
        return;
      }
    };
    const read = (slot: number) => ({ words, atomics }: ThreadHandle) => {
      const qsbr = new maker(heapOver(words, atomics), slot);
      for (let i = 0; i < 2; i++) {
        if (words[atomics.load(words, CELL)] !== GOOD) throw new Error("read what was used again");
        if (i === 0 && slot === 3) {
          qsbr.detach();
          qsbr.quiescent();
        } else qsbr.quiescent();
      }
    };
    return {
      threads: [
        { name: "writer", run: write },
        { name: "slot 2", run: read(2) },
        { name: "slot 3", run: read(3) },
      ],
      plainSwitch: (index) => index === FIRST || index === SECOND,
      quiet: quiet(3),
    };
  };
}

/** A slot that leaves hands on what it could not free yet; another takes it over, while a third may read it. */
function handedOn(maker: HeapMaker): Scenario {
  const GOOD = 1;
  return (words): Model => {
    const memory = freshHeap(words, 3), ledger = new Ledger();
    const block = new ThreadHeap(memory, 1).allocRaw(BLOCK_BYTES);
    ledger.take(block);
    const payload = (block >>> 2) + 8;
    words[payload] = GOOD;
    words[CELL] = block;
    const leave = (thread: ThreadHandle) => {
      const heap = new maker(heapOver(thread.words, thread.atomics), 1);
      thread.atomics.store(thread.words, CELL, 0);
      heap.freeRawLater(block);
      heap.leave();
    };
    const adopt = (thread: ThreadHandle) => {
      const heap = new maker(heapOver(thread.words, thread.atomics), 2);
      for (let i = 0; i < 3; i++) heap.quiescent();
      heap.leave();
    };
    const read = ({ words, atomics }: ThreadHandle) => {
      const heap = new maker(heapOver(words, atomics), 3);
      const found = atomics.load(words, CELL);
      // A free block's link is its second word.
      if (found !== 0 && words[(found >>> 2) + 1] !== 0) throw new Error("read a block that is free");
      heap.quiescent();
    };
    return {
      threads: [{ name: "leaves", run: leave }, { name: "adopts", run: adopt }, { name: "reads", run: read }],
      plainSwitch: (index) => index === payload || index === (block >>> 2) + 1,
      quiet: quiet(3),
      check: () => {
        const last = new ThreadHeap(memory, 3);
        for (let i = 0; i < 3; i++) last.quiescent();
        checkHeap(memory);
        last.leave();
        checkHeap(memory);
      },
    };
  };
}

const OPTIONS = { words: WORDS, preemptions: 2, maxRuns: 300, runs: 400, seed: 5 };
/** Interleavings of each, at the least. */
const ENOUGH = 300;

const PROTOCOLS: readonly (readonly [name: string, scenario: Scenario])[] = [
  ["remote frees: no block is lost, none is handed out twice", remoteFrees(ThreadHeap)],
  ["grace periods: nothing is used again while somebody may read it", gracePeriods(Qsbr)],
  ["what a slot that leaves could not free is freed once, by others", handedOn(ThreadHeap)],
];

for (const [name, scenario] of PROTOCOLS) {
  Deno.test(name, () => {
    const { interleavings } = verify(scenario, OPTIONS);
    assert(interleavings >= ENOUGH, `${interleavings}`);
  });
}

/** A fault in a file, and the protocol that shows it. */
interface Mutation {
  readonly file: string;
  readonly fault: string;
  readonly changes: readonly (readonly [string, string])[];
  readonly scenario: (made: Record<string, unknown>) => Scenario;
}

const MUTATIONS: readonly Mutation[] = [
  {
    file: "thread_heap.ts",
    fault: "a block is put on the list of remote frees in two steps",
    changes: [[
      "if (atomics.compareExchange(words, remote, head, address) !== head) continue;",
      "atomics.store(words, remote, address);",
    ]],
    scenario: (made) => remoteFrees(made.ThreadHeap as HeapMaker),
  },
  {
    file: "thread_heap.ts",
    fault: "nobody tells the owner of a page that blocks were freed on it",
    changes: [["      if (head !== 0) return;\n      break;", "      return;"]],
    scenario: (made) => remoteFrees(made.ThreadHeap as HeapMaker),
  },
  {
    file: "qsbr.ts",
    fault: "a slot that reads is not waited for",
    changes: [[
      "if (seen !== 0 && ((seen - smallest) | 0) < 0) smallest = seen;",
      "if (seen > 1e9) smallest = seen;",
    ]],
    scenario: (made) => gracePeriods(made.Qsbr as QsbrMaker),
  },
  {
    file: "qsbr.ts",
    fault: "the goal is the number of now, not the next",
    changes: [[
      "return (this.#atomics.load(this.#words, WRITE_NUMBER) + 2) | 0;",
      "return this.#atomics.load(this.#words, WRITE_NUMBER);",
    ]],
    scenario: (made) => gracePeriods(made.Qsbr as QsbrMaker),
  },
];

for (const { file, fault, changes, scenario } of MUTATIONS) {
  Deno.test(`${file}: the explorer finds it when ${fault}`, async () => {
    const broken = scenario(await importMutant(new URL(file, import.meta.url), changes));
    const failure = exhaust(broken, OPTIONS).failure ??
      randomWalk(broken, { ...OPTIONS, runs: 5000 }).failure;
    assert(failure !== null);
    assertEquals(replay(broken, failure.schedule, OPTIONS)?.error.message, failure.error.message);
  });
}
