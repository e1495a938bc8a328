/**
 * `deno task experiment`: the experiments of the literature on this machine.
 *
 * @module
 */
import { markdown, plain } from "../table.ts";
import { allocator } from "./allocator.ts";
import { cow } from "./cow.ts";
import { countdown } from "./countdown.ts";
import type { Experiment } from "./experiment.ts";
import { copyOnWrite } from "./fork_children.ts";
import { forkStart } from "./fork_start.ts";
import { forkVsPickle } from "./fork_vs_pickle.ts";
import { imports } from "./imports.ts";
import { ipc } from "./ipc.ts";
import { messaging } from "./messaging.ts";
import { objectsize } from "./objectsize.ts";
import { pool } from "./pool.ts";
import { queues } from "./queues.ts";
import { refcount } from "./refcount.ts";
import { responsiveness } from "./responsiveness.ts";
import { scaling } from "./scaling.ts";

const EXPERIMENTS: readonly Experiment[] = [
  messaging,
  countdown,
  responsiveness,
  scaling,
  queues,
  imports,
  refcount,
  cow,
  copyOnWrite,
  forkStart,
  forkVsPickle,
  ipc,
  pool,
  allocator,
  objectsize,
];

const USAGE = `usage: deno task experiment [options] NAME...

experiments:
${EXPERIMENTS.map(({ name, title }) => `  ${name.padEnd(16)} ${title}`).join("\n")}
  all              all of them

options:
  --repeat N   runs of each, of which the median counts (default 3)
  --write      put the tables into docs/experiments.md, too
  -h, --help   print this

Each experiment prints a table and writes a plot to tools/experiments/out/NAME.svg.`;

const OUT = new URL("./out/", import.meta.url);
const PAGE = new URL("../../docs/experiments.md", import.meta.url);

/** Puts a table between the marks of an experiment in the page. */
function writeSection(name: string, table: string): void {
  const page = Deno.readTextFileSync(PAGE);
  const begin = `<!-- ${name} -->`, end = `<!-- end of ${name} -->`;
  const first = page.indexOf(begin), last = page.indexOf(end);
  if (first < 0 || last < first) {
    throw new Error(`Cannot write ${name} as ${PAGE.pathname} has no ${begin} ... ${end}`);
  }
  const text = `${begin}\nMeasured on ${new Date().toISOString().slice(0, 10)}.\n\n${table}\n${end}`;
  Deno.writeTextFileSync(PAGE, page.slice(0, first) + text + page.slice(last + end.length));
}

async function main(args: string[]): Promise<number> {
  let repeat = 3, write = false;
  const names: string[] = [];
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "-h" || option === "--help") {
      console.log(USAGE);
      return 0;
    } else if (option === "--repeat") repeat = Number(args.shift());
    else if (option === "--write") write = true;
    else names.push(option);
  }
  const chosen = names.includes("all") ? EXPERIMENTS : EXPERIMENTS.filter(({ name }) => names.includes(name));
  const known = names.every((name) => name === "all" || EXPERIMENTS.some((one) => one.name === name));
  if (chosen.length === 0 || !known || !Number.isInteger(repeat) || repeat < 1) {
    console.error(USAGE);
    return names.length === 0 ? 0 : 2;
  }
  Deno.mkdirSync(OUT, { recursive: true });
  for (const experiment of chosen) {
    const { table, plot } = await experiment.run(repeat);
    const file = new URL(`${experiment.name}.svg`, OUT);
    Deno.writeTextFileSync(file, plot);
    if (write) writeSection(experiment.name, markdown(table));
    console.log(`${experiment.title}\n\n${plain(table)}\n\nplot: ${file.pathname}\n`);
  }
  return 0;
}

if (import.meta.main) Deno.exit(await main([...Deno.args]));
