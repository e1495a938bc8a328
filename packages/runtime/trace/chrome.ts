/**
 * A trace in the Trace Event Format of Chrome, which Perfetto opens: a complete event ("X") for each stretch, times in
 * microseconds, a track for each Python thread.
 *
 * @module
 */
import { BLOCKS, COLLECTS, PARKED, RUNS, type Trace, WAITS } from "./buffer.ts";

/** What states are called. */
export const STATE_NAMES: { readonly [state: number]: string } = {
  [RUNS]: "runs",
  [WAITS]: "waits for the lock",
  [BLOCKS]: "blocks (I/O)",
  [PARKED]: "parked",
  [COLLECTS]: "collects",
};

/** Names of colours that the format knows. */
const COLOURS: { readonly [state: number]: string } = {
  [RUNS]: "good",
  [WAITS]: "terrible",
  [BLOCKS]: "thread_state_iowait",
  [PARKED]: "grey",
  [COLLECTS]: "thread_state_runnable",
};

/** What a thread's track is called. */
export function threadTitle(ident: number): string {
  return ident === 1 ? "MainThread" : `thread ${ident}`;
}

/** The trace as JSON. */
export function chromeTrace(trace: Trace): string {
  const start = trace.stretches.reduce((least, { from }) => Math.min(least, from), Infinity);
  const idents = [...new Set(trace.stretches.map(({ ident }) => ident))].sort((a, b) => a - b);
  const events: object[] = [{ name: "process_name", ph: "M", pid: 1, args: { name: "orochi" } }];
  for (const ident of idents) {
    events.push({ name: "thread_name", ph: "M", pid: 1, tid: ident, args: { name: threadTitle(ident) } });
    events.push({ name: "thread_sort_index", ph: "M", pid: 1, tid: ident, args: { sort_index: ident } });
  }
  for (const { ident, slot, state, from, to } of trace.stretches) {
    events.push({
      name: STATE_NAMES[state],
      cat: "thread",
      ph: "X",
      pid: 1,
      tid: ident,
      ts: Math.round((from - start) * 1e6) / 1e3,
      dur: Math.round((to - from) * 1e6) / 1e3,
      cname: COLOURS[state],
      args: { slot },
    });
  }
  const lines = events.map((event) => JSON.stringify(event)).join(",\n");
  return `{"displayTimeUnit":"ms","otherData":{"lostRecords":${trace.lost}},"traceEvents":[\n${lines}\n]}\n`;
}
