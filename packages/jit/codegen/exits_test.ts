import { assertEquals } from "@std/assert";
import { FRAME_HEADER_BYTES } from "@orochi/vm/bytecode";
import { scatter, type Site } from "./exits.ts";

const FRAME = 64;

/** Registers of a frame after an exit, from what they and the words behind them held. */
function registersAfter(before: number[], behind: number[], site: Partial<Site>): number[] {
  const i32 = new Int32Array(64), first = (FRAME + FRAME_HEADER_BYTES) >>> 2;
  i32.set([...before, ...behind], first);
  scatter(i32, FRAME, before.length, {
    pc: 0,
    reason: "raised",
    stored: [],
    constants: [],
    kept: [],
    ...site,
  });
  return Array.from(i32.subarray(first, first + before.length));
}

Deno.test("scatter() puts stored values where they belong, constants too, and empties the rest", () => {
  const site = { stored: [3, 0], constants: [1, 77] };
  assertEquals(registersAfter([9, 9, 9, 9], [30, 40], site), [40, 77, 0, 30]);
});

Deno.test("scatter() leaves registers alone that are right in memory", () => {
  assertEquals(registersAfter([5, 6, 7], [8], { stored: [2], kept: [1] }), [0, 6, 8]);
});

Deno.test("scatter() reads values before it writes registers", () => {
  assertEquals(registersAfter([1, 2], [10, 20], { stored: [1, 0] }), [20, 10]);
});
