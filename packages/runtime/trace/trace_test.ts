import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { runTestProgram } from "../_run_test_program.ts";
import { newTraceMemory, OVER, PARKED, readTrace, RECORDS, RUNS, TraceWriter, WAITS } from "./buffer.ts";
import { chromeTrace } from "./chrome.ts";
import { timeline } from "./timeline.ts";

Deno.test("a trace is what the slots wrote, in stretches", () => {
  const memory = newTraceMemory(), writer = new TraceWriter(memory, 3);
  writer.write(10, RUNS, 0);
  writer.write(12, WAITS, 7);
  writer.write(15, OVER, 0);
  writer.write(20, RUNS, 8);
  new TraceWriter(memory, 1).write(5, PARKED, 1);
  assertEquals(readTrace(memory, 30), {
    lost: 0,
    stretches: [
      { slot: 1, ident: 1, state: PARKED, from: 5, to: 30 },
      { slot: 3, ident: 7, state: RUNS, from: 10, to: 12 },
      { slot: 3, ident: 7, state: WAITS, from: 12, to: 15 },
      { slot: 3, ident: 8, state: RUNS, from: 20, to: 30 },
    ],
  });
});

Deno.test("a ring keeps the latest records and tells how many it lost", () => {
  const memory = newTraceMemory(), writer = new TraceWriter(memory, 1);
  for (let i = 0; i < RECORDS + 10; i++) writer.write(i, 1 + i % 2, 1);
  const { lost, stretches } = readTrace(memory, RECORDS + 10);
  assertEquals([lost, stretches.length, stretches[0].from], [10, RECORDS, 10]);
});

Deno.test("the file for Chrome is a list of complete events in microseconds", () => {
  const stretches = [
    { slot: 1, ident: 1, state: RUNS, from: 100, to: 101.5 },
    { slot: 2, ident: 2, state: WAITS, from: 100.25, to: 101 },
  ];
  const { traceEvents, otherData } = JSON.parse(chromeTrace({ stretches, lost: 4 }));
  const complete = traceEvents.filter((event: { ph: string }) => event.ph === "X");
  assertEquals(
    complete.map((event: { tid: number; ts: number; dur: number }) => [event.tid, event.ts, event.dur]),
    [
      [1, 0, 1500],
      [2, 250, 750],
    ],
  );
  assertEquals(otherData.lostRecords, 4);
});

Deno.test("the picture has a row for each thread, of columns in proportion", () => {
  const stretches = [
    { slot: 1, ident: 1, state: RUNS, from: 0, to: 50 },
    { slot: 1, ident: 1, state: WAITS, from: 50, to: 100 },
    { slot: 2, ident: 2, state: PARKED, from: 0, to: 100 },
  ];
  const text = timeline({ stretches, lost: 0 });
  assertStringIncludes(text, 'x="110" y="46" width="500" height="22" class="s0"/>');
  assertStringIncludes(text, 'x="610" y="46" width="500" height="22" class="s2"/>');
  assertStringIncludes(text, "MainThread: runs 50.0 ms, waits 50.0 ms");
  assertMatch(timeline({ stretches: [], lost: 3 }), /3 records lost/);
});

Deno.test("a traced program notes running, waiting, parking and collecting of all its threads", async () => {
  const source = `
import gc, threading, time
def work():
    end = time.monotonic() + 0.1
    while time.monotonic() < end: pass
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
gc.collect()
`;
  const trace = newTraceMemory();
  const { status, stderr, heapError } = await runTestProgram(source, { lock: "timeout", trace });
  assertEquals([status, stderr, heapError], [0, "", null]);
  const { stretches } = readTrace(trace, performance.timeOrigin + performance.now());
  assertEquals([...new Set(stretches.map(({ ident }) => ident))].sort(), [1, 2, 3]);
  for (const state of [RUNS, WAITS, PARKED, 5]) {
    assertEquals(stretches.some((stretch) => stretch.state === state), true, `state ${state}`);
  }
});

Deno.test("a thread that nothing disturbs from its beginning to its end is known by its ident", async () => {
  const source = `
import threading
for _ in range(2):
    thread = threading.Thread(target=lambda: sum(range(100000)))
    thread.start()
    thread.join()
`;
  const trace = newTraceMemory();
  const { status, stderr } = await runTestProgram(source, { lock: "object", trace });
  assertEquals([status, stderr], [0, ""]);
  const { stretches } = readTrace(trace, performance.timeOrigin + performance.now());
  assertEquals([...new Set(stretches.map(({ ident }) => ident))].sort(), [1, 2, 3]);
});
