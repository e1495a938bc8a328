import { assertEquals, assertStringIncludes } from "@std/assert";
import { BLOCKS, PARKED, RUNS, type Stretch } from "./buffer.ts";
import { timeline } from "./timeline.ts";

/** Layer, left edge, width and height of each rectangle in the rows. */
function rectangles(stretches: readonly Stretch[]): (string | number)[][] {
  const svg = timeline({ stretches, lost: 0 });
  return [...svg.matchAll(/<rect x="(\d+)" y="[\d.]+" width="(\d+)" height="([\d.]+)" class="s(\d)"/g)]
    .map(([, x, width, height, layer]) => [`s${layer}`, Number(x) - 110, Number(width), Number(height)]);
}

Deno.test("a stretch is as wide as its share of the time", () => {
  const stretch = { slot: 1, ident: 1 };
  assertEquals(
    rectangles([
      { ...stretch, state: RUNS, from: 100, to: 125 },
      { ...stretch, state: PARKED, from: 125, to: 200 },
    ]),
    [["s0", 0, 250, 22], ["s4", 250, 750, 22]],
  );
});

Deno.test("a column that has several states is divided among them", () => {
  const stretch = { slot: 1, ident: 1 };
  const found = rectangles([
    { ...stretch, state: RUNS, from: 0, to: 0.5 },
    { ...stretch, state: BLOCKS, from: 0.5, to: 1000 },
  ]);
  assertEquals(found, [["s0", 0, 1, 11], ["s3", 0, 1, 11], ["s3", 1, 999, 22]]);
});

Deno.test("threads have rows in the order of their idents", () => {
  const svg = timeline({
    stretches: [
      { slot: 2, ident: 9, state: RUNS, from: 0, to: 1 },
      { slot: 1, ident: 1, state: RUNS, from: 0, to: 1 },
    ],
    lost: 0,
  });
  assertEquals(svg.indexOf("MainThread") < svg.indexOf("thread 9"), true);
});

Deno.test("a trace of nothing is a picture, too", () => {
  assertStringIncludes(timeline({ stretches: [], lost: 0 }), "<svg");
});
