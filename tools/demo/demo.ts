/**
 * `deno task demo`: two programs of `examples/` with one and two threads, under the lock of CPython 3.2 and without one.
 *
 * @module
 */
import { plain } from "../table.ts";
import { type Combination, median, progress, runOnce } from "../runs.ts";
import { makeText } from "./text.ts";

const USAGE = `usage: deno task demo [--repeat N] [--output FILE]

Counts the words of a generated text and draws the Mandelbrot set, each with one and two threads, under the
global interpreter lock of CPython 3.2 and without a lock, and prints what that did to their time.

options:
  --repeat N     runs of each, of which the median counts (default 1)
  --output FILE  where the picture goes, in the PGM format (default mandelbrot.pgm)
  -h, --help     print this`;

const SEED = 1991;
const TEXT_MIB = 20;
const SIZE = ["2800", "2100"];

const COMBINATIONS: readonly Combination[] = [
  { title: "GIL of CPython 3.2", lock: "timeout", refcount: "plain" },
  { title: "no GIL", lock: "object", refcount: "biased" },
];

/** A program of the demo. */
interface Show {
  readonly title: string;
  readonly file: string;
  readonly args: (threads: number) => string[];
}

function example(name: string): string {
  return new URL(`../../examples/${name}`, import.meta.url).pathname;
}

async function demo(repeat: number, output: string, text: string): Promise<void> {
  const shows: readonly Show[] = [
    {
      title: `word count, ${TEXT_MIB} MiB`,
      file: example("word_count.py"),
      args: (threads) => [text, `${threads}`],
    },
    {
      title: `Mandelbrot set, ${SIZE.join(" x ")}`,
      file: example("mandelbrot.py"),
      args: (threads) => [output, ...SIZE, `${threads}`],
    },
  ];
  const rows: string[][] = [];
  const gains: number[] = [];
  for (const show of shows) {
    let printed: string | null = null;
    for (const combination of COMBINATIONS) {
      let alone = 0;
      for (const threads of [1, 2]) {
        const times: number[] = [];
        let waits = 0;
        for (let round = 0; round < repeat; round++) {
          progress(`${show.title}, ${combination.title}, ${threads} thread${threads === 1 ? "" : "s"} ...`);
          const { figures, stdout } = await runOnce(combination, show.file, show.args(threads));
          if (printed !== null && stdout !== printed) {
            throw new Error(`${show.title} printed two different things:\n${printed}${stdout}`);
          }
          printed = stdout;
          times.push(figures.milliseconds);
          waits = figures.lock.waits;
        }
        const time = median(times);
        if (threads === 1) alone = time;
        else gains.push(alone / time);
        rows.push([
          show.title,
          combination.title,
          `${threads}`,
          `${(time / 1000).toFixed(2)} s`,
          threads === 1 ? "" : (alone / time).toFixed(2),
          `${waits}`,
        ]);
      }
    }
    progress("");
    console.log(`${show.title}:\n${printed}`);
  }
  const head = ["program", "lock", "threads", "time", "speed-up", "waits for the lock"];
  console.log(plain({ head, rows, right: [false, false, true, true, true, true] }));
  const [withLock, without] = [Math.max(gains[0], gains[2]), Math.max(gains[1], gains[3])];
  console.log(`
What you see: under a global lock a second thread gains nothing (${
    withLock.toFixed(2)
  } times as fast at best), without one
the same programs run up to ${
    without.toFixed(2)
  } times as fast on two threads. The picture is in ${output}.`);
}

async function main(args: string[]): Promise<number> {
  let repeat = 1, output = "mandelbrot.pgm";
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "-h" || option === "--help") {
      console.log(USAGE);
      return 0;
    } else if (option === "--repeat") repeat = Number(args.shift());
    else if (option === "--output") output = args.shift() ?? "";
    else {
      console.error(`Cannot use ${option}: see deno task demo --help`);
      return 2;
    }
  }
  if (!Number.isInteger(repeat) || repeat < 1 || output === "") {
    console.error("Cannot start: --repeat needs a number of at least 1, --output a file");
    return 2;
  }
  const text = await Deno.makeTempFile({ suffix: ".txt" });
  try {
    progress(`a text of ${TEXT_MIB} MiB from seed ${SEED} ...`);
    await Deno.writeTextFile(text, makeText(TEXT_MIB << 20, SEED));
    await demo(repeat, output, text);
  } finally {
    await Deno.remove(text);
  }
  return 0;
}

if (import.meta.main) Deno.exit(await main([...Deno.args]));
