import { assertEquals } from "@std/assert";
import { RUNTIME_CONTROL } from "@orochi/heap";
import { type ThreadHandle, verify } from "@orochi/interleave";
import { ThreadSlots } from "./thread_slots.ts";

/** Words up to the end of the runtime's control words. */
const WORDS = (RUNTIME_CONTROL + 4096) / 4;
/** Words behind those of the protocol: requests made, and where a Worker is called to. */
const MADE = 16, CALLS = 17;
const RUNS = 2500;

const slotsOf = ({ words, atomics }: ThreadHandle): ThreadSlots => new ThreadSlots(words, atomics);

/** Starts a thread as a Python thread does; calls the main isolate where a Worker is missing. */
function start(thread: ThreadHandle, ident: number): number {
  const { words, atomics } = thread;
  const slots = slotsOf(thread);
  const slot = slots.claim();
  if (slots.post(slot, { ident, callable: ident, args: 0, kwargs: 0 })) call(thread, slot);
  const spare = slots.spare();
  if (spare !== 0) call(thread, spare);
  atomics.add(words, MADE, 1);
  return slot;
}

/** Tells the main isolate, here by a bit of a word, that a slot wants a Worker. */
function call({ words, atomics }: ThreadHandle, slot: number): void {
  if ((atomics.or(words, CALLS, 1 << slot) & (1 << slot)) !== 0) throw new Error(`slot ${slot} called twice`);
  atomics.notify(words, CALLS);
}

/** A Worker that comes when its slot is called, and runs at most so many threads. */
function worker(slot: number, most: number, ran: number[]) {
  return {
    name: `Worker ${slot}`,
    run: (thread: ThreadHandle) => {
      const { words, atomics } = thread;
      for (
        let calls = atomics.load(words, CALLS);
        (calls & (1 << slot)) === 0;
        calls = atomics.load(words, CALLS)
      ) {
        if ((calls & 1) !== 0) return;
        atomics.wait(words, CALLS, calls);
      }
      const slots = slotsOf(thread);
      slots.arrive(slot);
      for (let i = 0; i < most; i++) {
        const work = slots.take(slot);
        if (work === null) return;
        thread.effect(`run ${work.ident}`, () => ran.push(work.ident));
        slots.finish(slot);
      }
    },
  };
}

/** Says that nothing more will be called, and sends idle Workers home. */
function over(thread: ThreadHandle, slots: number): void {
  const { words, atomics } = thread;
  atomics.or(words, CALLS, 1);
  atomics.notify(words, CALLS);
  const all = slotsOf(thread);
  for (let slot = 1; slot <= slots; slot++) while (!all.dismiss(slot)) atomics.wait(words, CALLS, -1, 1);
}

Deno.test("every thread that is started runs once, on a slot of its own, in every interleaving", () => {
  verify((words) => {
    const ran: number[] = [];
    return {
      threads: [
        ...[1, 2].map((ident) => ({
          name: `starter ${ident}`,
          run: (thread: ThreadHandle) => {
            start(thread, ident);
            while (ident === 1 && thread.atomics.load(thread.words, MADE) < 2) {
              thread.atomics.wait(thread.words, MADE, 1, 1);
            }
            if (ident === 1) over(thread, 3);
          },
        })),
        ...[1, 2, 3].map((slot) => worker(slot, 2, ran)),
      ],
      check: () => {
        assertEquals(ran.sort(), [1, 2]);
        assertEquals(words[CALLS] & 1, 1);
      },
    };
  }, { words: WORDS, runs: RUNS, maxRuns: RUNS });
});

Deno.test("a slot's next thread is another generation, and is not started before the last one is over", () => {
  verify((words) => {
    const ran: number[] = [];
    let slots: number[] = [];
    return {
      threads: [
        {
          name: "starter",
          run: (thread: ThreadHandle) => {
            const { atomics } = thread;
            const all = slotsOf(thread);
            const used: number[] = [];
            for (const ident of [1, 2]) {
              const slot = all.claim();
              const word = all.generationWord(slot);
              const generation = atomics.load(thread.words, word);
              if (all.post(slot, { ident, callable: ident, args: 0, kwargs: 0 })) call(thread, slot);
              while (atomics.load(thread.words, word) === generation) {
                atomics.wait(thread.words, word, generation, 1);
              }
              used.push(slot);
            }
            thread.effect("used", () => slots = used);
            over(thread, 2);
          },
        },
        ...[1, 2].map((slot) => worker(slot, 3, ran)),
      ],
      check: () => {
        assertEquals(ran, [1, 2]);
        const all = new ThreadSlots(words, Atomics);
        const generations = [1, 2].map((slot) => words[all.generationWord(slot)]);
        assertEquals(generations, [1, 2].map((slot) => slots.filter((used) => used === slot).length));
      },
    };
  }, { words: WORDS, runs: RUNS, maxRuns: RUNS });
});

Deno.test("no more threads are started than there are slots", () => {
  const slots = new ThreadSlots(new Int32Array(new SharedArrayBuffer(WORDS * 4)), Atomics);
  const claimed = new Set<number>();
  for (let slot = slots.claim(); slot !== 0; slot = slots.claim()) claimed.add(slot);
  assertEquals(claimed.size, 128);
  slots.unclaim(5);
  assertEquals([slots.claim(), slots.claim()], [5, 0]);
});
