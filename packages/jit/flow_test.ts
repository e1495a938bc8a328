import { Random } from "@orochi/interleave";
import { assert, assertEquals } from "@std/assert";
import { Op } from "@orochi/vm/bytecode";
import type { Code } from "./decode.ts";
import { analyse } from "./flow.ts";
import { decodeFunction } from "./test_code.ts";

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
    covers: [],
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

Deno.test("a handler is reached where it is asked for, from each block that it covers, and may be entered from many places", () => {
  const code = decodeFunction(
    "def f(a):\n  for b in a:\n    try:\n      b()\n    except KeyError:\n      a = b\n  return a\n",
  );
  const handler = code.blockAt.get(code.covers[0].target) as number;
  assertEquals(analyse(code, 0).rank[handler], -1);
  const flow = analyse(code, 0, new Set([code.covers[0].target]));
  assert(flow.rank[handler] > 0 && flow.reducible);
  assertEquals(flow.isMerge[handler], 1);
  const covered = code.blocks.find(({ start, end }) =>
    start <= code.covers[0].start && code.covers[0].start < end
  );
  assertEquals(flow.dominator[handler], covered?.index);
});

/** Which blocks a root leads to, not by way of one of them. */
function reachable(successors: readonly number[][], root: number, without: number): boolean[] {
  const seen = successors.map(() => false), work = root === without ? [] : [root];
  while (work.length > 0) {
    const block = work.pop()!;
    if (seen[block]) continue;
    seen[block] = true;
    work.push(...successors[block].filter((next) => next !== without));
  }
  return seen;
}

Deno.test("a block dominates those that can't be reached without it, in any graph", () => {
  const random = new Random(31);
  for (let run = 0; run < 150; run++) {
    const count = 2 + random.below(9);
    const successors = Array.from(
      { length: count },
      () => Array.from({ length: random.below(3) }, () => random.below(count)),
    );
    const { dominator, rank, order, children } = analyse(graph(successors), 0);
    const all = reachable(successors, 0, -1);
    assertEquals(Array.from(rank, (at) => at >= 0), all);
    assertEquals(order.map((block) => rank[block]), order.map((_, i) => i));
    const dominates = (a: number, b: number): boolean => a === b || (b !== 0 && dominates(a, dominator[b]));
    for (let a = 0; a < count; a++) {
      if (!all[a]) continue;
      const left = reachable(successors, 0, a);
      for (let b = 0; b < count; b++) {
        if (all[b]) assertEquals(dominates(a, b), !left[b], `${successors.join("|")}: ${a}, ${b}`);
      }
      assertEquals(children[a].toSorted(), order.filter((b) => b !== 0 && dominator[b] === a).toSorted());
    }
  }
});

Deno.test("a graph has a structured form exactly if each backward edge leads to a dominator of its start", () => {
  const random = new Random(32);
  let irreducible = 0;
  for (let run = 0; run < 200; run++) {
    const count = 3 + random.below(5);
    const successors = Array.from({ length: count }, () => [random.below(count), random.below(count)]);
    const flow = analyse(graph(successors), 0);
    let expected = true;
    for (const from of flow.order) {
      for (const to of successors[from]) {
        if (flow.rank[to] <= flow.rank[from] && reachable(successors, 0, to)[from]) expected = false;
      }
    }
    assertEquals(flow.reducible, expected);
    if (!expected) irreducible++;
  }
  assert(irreducible > 10);
});

/** Names of the variables that are live where a function's code begins. */
function liveAtStart(source: string, ...names: string[]): string[] {
  const code = decodeFunction(source), { live } = analyse(code, 0);
  return names.filter((_, register) => live[0][register] === 1);
}

Deno.test("a variable is live where it may be read before it is written", () => {
  assertEquals(liveAtStart("def f(a, b):\n  b = a\n  return b\n", "a", "b"), ["a"]);
  assertEquals(liveAtStart("def f(a, b):\n  if a: b = 1\n  return b\n", "a", "b"), ["a", "b"]);
  assertEquals(liveAtStart("def f(a, b, c):\n  for c in a: pass\n  return b\n", "a", "b", "c"), ["a", "b"]);
  assertEquals(liveAtStart("def f(a, b):\n  for b in a: pass\n  return b\n", "a", "b"), ["a", "b"]);
});

Deno.test("what a handler reads is live wherever something may raise", () => {
  const source = "def f(a, b):\n  try:\n    b = 1\n    g()\n  except E: return b\n";
  assertEquals(liveAtStart(source, "a", "b"), ["b"]);
});

Deno.test("a generator keeps all that it has where it rests", () => {
  const code = decodeFunction("def f(a, b):\n  yield\n  a = b = 1\n  return a\n");
  const resting = code.blocks.find(({ last }) => code.words[last] === Op.YIELD)!.index;
  const { live } = analyse(code, resting);
  assertEquals([live[resting][0], live[resting][1]], [1, 1]);
});
