/**
 * Generated small programs, run by Orochi and by CPython (the machine's `python3`, or `--python PATH`): what both show,
 * the types and messages of exceptions included, must be the same, but for the differences of their versions that
 * `language/explained.ts` lists (next to none where it is 3.14).
 *
 *     deno task fuzz language [--cases N] [--seed S] [--area NAME] [--batch N] [--keep N] [--plain] [--rules] [--python PATH]
 *
 * Each difference is made small and printed with its area and seed; `--area A --seed S --cases 1` gives the case again.
 * `--keep` is how many of them to reduce (8; with `--plain` they are shown as they are), the others are counted by kind. `--rules` says how often each known
 * difference was met.
 *
 * @module
 */
import { AREAS } from "./language/areas.ts";
import { modernise, type Rule, RULES, SKIPS } from "./language/explained.ts";
import { isModern, LOST, runBoth } from "./language/harness.ts";
import { reduce, signature } from "./language/reduce.ts";
import { Writer } from "./language/writer.ts";

interface Difference {
  readonly area: string;
  readonly seed: number;
  readonly source: string;
  readonly orochi: string;
  readonly python: string;
  readonly fault: string | undefined;
}

function option(name: string, otherwise: string): string {
  const at = Deno.args.indexOf(name);
  return at < 0 ? otherwise : Deno.args[at + 1];
}

const oracle = option("--python", "python3"), modern = await isModern(oracle);
const used = new Map<Rule, number>();

async function differences(
  cases: readonly { area: string; seed: number; source: string }[],
): Promise<Difference[]> {
  const { orochi, python } = await runBoth(cases.map(({ source }) => source), oracle);
  const found: Difference[] = [];
  cases.forEach((one, k) => {
    if (python.shown[k] === LOST) return; // the oracle itself gave up
    const wanted = modernise(python.shown[k], false, used, modern);
    if (
      SKIPS.some(({ pattern, always }) =>
        (modern ? always : always !== "modern only") && pattern.test(one.source) ||
        pattern.test(python.shown[k])
      )
    ) return;
    const got = modernise(orochi.shown[k], true, undefined, modern);
    if (got === wanted) return;
    found.push({ ...one, orochi: got, python: wanted, fault: orochi.faults.get(k) });
  });
  return found;
}

async function reduced(difference: Difference): Promise<Difference> {
  const kind = signature(difference.orochi, difference.python);
  const source = await reduce(difference.source, async (sources) => {
    const found = await differences(sources.map((source, seed) => ({ area: "", seed, source })));
    const same = new Set(found.filter((d) => signature(d.orochi, d.python) === kind).map((d) => d.seed));
    return sources.map((_, k) => same.has(k));
  });
  const [small] = await differences([{ ...difference, source }]);
  return small ?? difference;
}

function print(difference: Difference): void {
  console.log(`--- ${difference.area} --seed ${difference.seed}`);
  console.log(difference.source.split("\n").map((line) => `    ${line}`).join("\n"));
  console.log(`  orochi: ${difference.orochi.slice(0, 600)}\n  python: ${difference.python.slice(0, 600)}`);
  if (difference.fault) console.log(`  ${difference.fault.trim().replaceAll("\n", "\n  ")}`);
}

const names = option("--area", Object.keys(AREAS).join(",")).split(",");
const first = Number(option("--seed", "1")), count = Number(option("--cases", "2000"));
const batch = Number(option("--batch", "500")), keep = Number(option("--keep", "8"));
const kinds = new Map<string, Difference[]>();
let different = 0;
for (let from = first; from < first + count; from += batch) {
  const cases = Array.from({ length: Math.min(batch, first + count - from) }, (_, k) => {
    const area = names[(from + k) % names.length];
    return { area, seed: from + k, source: AREAS[area](new Writer((from + k) * 2654435761 | 0)) };
  });
  if (from > first) console.error(`${from - first} cases, ${different} differences`);
  for (const found of await differences(cases)) {
    different++;
    const kind = `${found.area} ${signature(found.orochi, found.python)}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), found]);
  }
}
// One of each kind first, then the seconds of their kind, and so on.
const ranked = [...kinds.values()].flatMap((all) => all.map((found, rank) => ({ found, rank })))
  .sort((a, b) => a.rank - b.rank).slice(0, keep);
const plain = Deno.args.includes("--plain");
for (const { found } of ranked) print(plain ? found : await reduced(found));
for (const [kind, all] of kinds) {
  console.log(`${all.length} ${kind} (seeds ${all.slice(0, 4).map((d) => d.seed)})`);
}
if (Deno.args.includes("--rules")) {
  for (const rule of RULES) console.log(`${used.get(rule) ?? 0} ${rule.reason}`);
}
console.log(`${count} cases, ${different} unexplained differences`);
Deno.exit(different === 0 ? 0 : 1);
