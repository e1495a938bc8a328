import { assertEquals } from "@std/assert";
import { BLOCKS, RUNS } from "./buffer.ts";
import { chromeTrace, threadTitle } from "./chrome.ts";

Deno.test("times are microseconds from the first stretch on", () => {
  const text = chromeTrace({
    stretches: [
      { slot: 2, ident: 2, state: BLOCKS, from: 1000.5, to: 1001 },
      { slot: 1, ident: 1, state: RUNS, from: 1000, to: 1000.25 },
    ],
    lost: 3,
  });
  const { otherData, traceEvents } = JSON.parse(text);
  assertEquals(otherData, { lostRecords: 3 });
  const shown = traceEvents.filter(({ ph }: { ph: string }) => ph === "X");
  assertEquals(shown.map((event: Record<string, unknown>) => [event.tid, event.name, event.ts, event.dur]), [
    [2, "blocks (I/O)", 500, 500],
    [1, "runs", 0, 250],
  ]);
});

Deno.test("every thread has a name and a place in the order", () => {
  const stretch = { slot: 1, state: RUNS, from: 0, to: 1 };
  const text = chromeTrace({ stretches: [{ ...stretch, ident: 4 }, { ...stretch, ident: 1 }], lost: 0 });
  const named = JSON.parse(text).traceEvents.filter(({ name }: { name: string }) => name === "thread_name");
  assertEquals(named.map((event: { tid: number; args: { name: string } }) => [event.tid, event.args.name]), [
    [1, "MainThread"],
    [4, "thread 4"],
  ]);
  assertEquals(threadTitle(2), "thread 2");
});

Deno.test("a trace of nothing is JSON, too", () => {
  assertEquals(JSON.parse(chromeTrace({ stretches: [], lost: 0 })).traceEvents.length, 1);
});
