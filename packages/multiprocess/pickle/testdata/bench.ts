/**
 * Times writing and reading of a graph of 10 000 records beside CPython's C pickler, on this machine, in one run:
 * `deno run -A packages/multiprocess/pickle/testdata/bench.ts [PYTHON]`.
 *
 * @module
 */
import { dumps, loads, tuple } from "../mod.ts";

const COUNT = 10_000;

function graph(count: number): unknown[] {
  return Array.from({ length: count }, (_, i) =>
    new Map<string, unknown>([
      ["id", i],
      ["name", `user ${i}`],
      ["score", i / 7],
      ["tags", ["red", "green", `t${i % 50}`]],
      ["active", i % 2 === 0],
      ["position", tuple(i, -i)],
      [
        "address",
        new Map<string, unknown>([["street", `${i} Long Street`], ["zip", 10000 + i], ["notes", null]]),
      ],
    ]));
}

function best(run: () => void, rounds = 15): number {
  let least = Infinity;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

const value = graph(COUNT);
const data = dumps(value);
const ours = [best(() => dumps(value)), best(() => loads(data))];
const script = new URL("./bench.py", import.meta.url).pathname;
const { stdout } = await new Deno.Command(Deno.args[0] ?? "python3", { args: [script, String(COUNT)] })
  .output();
const [, ...theirs] = new TextDecoder().decode(stdout).trim().split(" ").map(Number);
console.log("| | CPython ms | ours ms | ratio |\n| --- | --- | --- | --- |");
["dumps", "loads"].forEach((name, i) => {
  console.log(
    `| ${name} | ${theirs[i].toFixed(1)} | ${ours[i].toFixed(1)} | ${(ours[i] / theirs[i]).toFixed(2)} |`,
  );
});
