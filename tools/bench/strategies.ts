/**
 * The set `strategies`: what counting for parallel threads and doing without an interpreter lock cost a program that
 * has one thread, which PEP 703 set itself bounds for.
 *
 * @module
 */
import type { Table } from "../table.ts";
import { geometricMean, GROUPS, judged, measure } from "./program_groups.ts";
import { orochi, progress, showSeconds } from "./runner.ts";

/** What is measured against the first of them; the bound is one of the geometric mean. */
const COMBINATIONS = [
  { lock: "timeout", refcount: "plain", atMost: 1 },
  { lock: "timeout", refcount: "biased", atMost: 1.15 },
  { lock: "object", refcount: "biased", atMost: 1.1 },
];

/**
 * Measures the set.
 *
 * @param names Groups or programs; empty for all.
 * @param repeat Runs of each program.
 * @returns A row for each program, and one for the geometric mean of all.
 */
export async function measureStrategies(names: readonly string[], repeat: number): Promise<Table> {
  const commands = COMBINATIONS.map(({ lock, refcount }) => orochi(["--lock", lock, "--refcount", refcount]));
  const ratios: number[][] = COMBINATIONS.map(() => []), rows: string[][] = [];
  for (const { name, programs } of GROUPS) {
    for (const program of programs) {
      if (names.length > 0 && !names.includes(name) && !names.includes(program)) continue;
      await progress(`${program} ...`);
      const times = await measure(commands, program, repeat);
      const own = times.map((time) => time / times[0]);
      own.forEach((ratio, i) => ratios[i].push(ratio));
      rows.push([program, showSeconds(times[0]), ...own.slice(1).flatMap((ratio) => [ratio.toFixed(2), ""])]);
    }
  }
  const means = ratios.slice(1).flatMap((values, i) => {
    const [ratio, wanted] = judged(geometricMean(values), COMBINATIONS[i + 1].atMost, 3);
    return [ratio, wanted];
  });
  rows.push(["**geometric mean**", "", ...means]);
  await progress("");
  const titles = COMBINATIONS.map(({ lock, refcount }) => `${lock} + ${refcount}`);
  return {
    head: ["program", titles[0], ...titles.slice(1).flatMap((title) => [title, "wanted"])],
    rows,
    right: [false, true, ...titles.slice(1).flatMap(() => [true, false])],
  };
}
