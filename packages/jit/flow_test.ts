import { assertEquals } from "@std/assert";
import type { Code } from "./decode.ts";
import { analyse } from "./flow.ts";

/** A code object of empty blocks with the given successors. */
function graph(successors: readonly number[][]): Code {
  return {
    address: 0,
    words: new Int32Array(0),
    blocks: successors.map((next, index) => ({ index, start: 0, end: 0, last: 0, successors: next })),
    blockAt: new Map(),
    locals: 0,
    registers: 0,
    parameters: 0,
    cache: 0,
    names: [],
    handlers: [],
    loops: [],
    yields: 0,
  };
}

Deno.test("a diamond's ends: the fork dominates both arms and the merge", () => {
  const flow = analyse(graph([[1, 2], [3], [3], []]), 0);
  assertEquals([...flow.dominator], [0, 0, 0, 0]);
  assertEquals([...flow.isMerge], [0, 0, 0, 1]);
  assertEquals(flow.order[0], 0);
  assertEquals(flow.order[3], 3);
});

Deno.test("a loop's header is found, and dominates its body and exit", () => {
  const flow = analyse(graph([[1], [2, 3], [1], []]), 0);
  assertEquals([...flow.isLoop], [0, 1, 0, 0]);
  assertEquals([...flow.isMerge], [0, 0, 0, 0]);
  assertEquals([...flow.dominator], [0, 0, 1, 1]);
  assertEquals(flow.reducible, true);
});

Deno.test("from a loop's header on, what led to it is not there", () => {
  const flow = analyse(graph([[1], [2, 3], [1], []]), 1);
  assertEquals(flow.rank[0], -1);
  assertEquals(flow.order[0], 1);
});

Deno.test("a loop with two entries has no structured form", () => {
  assertEquals(analyse(graph([[1, 2], [2], [1]]), 0).reducible, false);
});

Deno.test("blocks that no way leads to are left out", () => {
  const flow = analyse(graph([[2], [2], []]), 0);
  assertEquals(flow.order, [0, 2]);
  assertEquals(flow.rank[1], -1);
});
