import { assertEquals, assertStringIncludes } from "@std/assert";
import { barPlot, linePlot } from "./plot.ts";

Deno.test("a line goes through its points, the largest at the top and the smallest x at the left", () => {
  const svg = linePlot({
    title: "a < b",
    xLabel: "x",
    yLabel: "y",
    series: [{ name: "one", points: [[0, 0], [10, 5]] }, { name: "two", points: [[0, 10]], dashed: true }],
  });
  assertStringIncludes(svg, '<polyline points="72,356 670,200" fill="none"');
  assertStringIncludes(svg, 'stroke-dasharray="5 4"');
  assertStringIncludes(svg, "a &lt; b");
  assertStringIncludes(svg, 'cx="72" cy="44"');
});

Deno.test("a logarithmic scale has equal steps for equal factors", () => {
  const svg = linePlot({
    title: "",
    xLabel: "",
    yLabel: "",
    xLog: true,
    series: [{ name: "", points: [[1, 1], [10, 1], [100, 1]] }],
  });
  assertEquals([...svg.matchAll(/<circle cx="(\d+)"/g)].map(([, x]) => x), ["72", "371", "670"]);
});

Deno.test("bars stand on the axis, and missing ones are left out", () => {
  const svg = barPlot({ title: "", yLabel: "", bars: ["a", "b"], groups: [["g", [4, NaN]], ["h", [2, 1]]] });
  assertEquals([...svg.matchAll(/height="([\d.]+)" fill="#\w+"><title>/g)].map(([, h]) => h), [
    "312",
    "156",
    "78",
  ]);
});
