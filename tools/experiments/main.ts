/**
 * `deno task experiment`: the experiments of the literature on this machine.
 *
 * @module
 */
import { countdown } from "./countdown.ts";
import type { Experiment } from "./experiment.ts";

const EXPERIMENTS: readonly Experiment[] = [countdown];

const USAGE = `usage: deno task experiment [--repeat N] NAME

experiments:
${EXPERIMENTS.map(({ name, title }) => `  ${name.padEnd(12)} ${title}`).join("\n")}

options:
  --repeat N   runs of each, of which the median counts (default 3)
  -h, --help   print this`;

async function main(args: string[]): Promise<number> {
  let repeat = 3, name: string | undefined;
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "-h" || option === "--help") {
      console.log(USAGE);
      return 0;
    } else if (option === "--repeat") repeat = Number(args.shift());
    else name = option;
  }
  const experiment = EXPERIMENTS.find((known) => known.name === name);
  if (experiment === undefined || !Number.isInteger(repeat) || repeat < 1) {
    console.error(USAGE);
    return name === undefined ? 0 : 2;
  }
  console.log(`${experiment.title}\n\n${await experiment.run(repeat)}`);
  return 0;
}

if (import.meta.main) Deno.exit(await main([...Deno.args]));
