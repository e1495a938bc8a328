/**
 * How long a forked child of a large program takes to its first line, beyond a child of a small one. Both programs run
 * beside each other and fork in turn, so that what else the machine does befalls both.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { median, progress } from "../runs.ts";
import { type Experiment, rowsOf } from "./experiment.ts";
import { SYSTEMS } from "./_systems.ts";

/** MiB that the large program's heap has, at least. */
const MEBIBYTES = 500;
/** Forks of each program for one of `--repeat`. */
const FORKS = 5;
/** What a fork of the large one may take beyond one of the small one, in milliseconds. */
const WANTED_MS = 150;
const FILE = new URL("./fork_children.py", import.meta.url).pathname;

/** A program that forks when it is told to. */
class Forker implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array>;
  readonly #output: ReadableStreamDefaultReader<string>;
  #unread = "";

  constructor(command: string, args: readonly string[], mebibytes: number) {
    this.#process = new Deno.Command(command, {
      args: [...args, FILE, "start", `${mebibytes}`],
      stdin: "piped",
      stdout: "piped",
      stderr: "inherit",
    }).spawn();
    this.#input = this.#process.stdin.getWriter();
    this.#output = this.#process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  }

  /** The next figure that it prints. */
  async figure(): Promise<number> {
    while (!this.#unread.includes("\n")) {
      const { value, done } = await this.#output.read();
      if (done) throw new Error("Cannot measure forks as the program ended");
      this.#unread += value;
    }
    const end = this.#unread.indexOf("\n"), line = this.#unread.slice(0, end);
    this.#unread = this.#unread.slice(end + 1);
    return Number(line);
  }

  /** Has it fork once; milliseconds until the child's first line. */
  async fork(): Promise<number> {
    await this.#input.write(new TextEncoder().encode("\n"));
    return await this.figure();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#input.close().catch(() => {});
    await this.#output.cancel();
    await this.#process.status;
  }
}

/** See the module documentation. */
export const forkStart: Experiment = {
  name: "fork-start",
  title:
    `a forked child's first line, of a heap of ${MEBIBYTES} MiB and of an empty one (wanted: ${WANTED_MS} ms beyond)`,
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (const { title, command, args } of SYSTEMS) {
      progress(`${title}: building ...`);
      let small: Forker;
      try {
        small = new Forker(command, args, 0);
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) continue;
        throw error;
      }
      await using bare = small;
      await using full = new Forker(command, args, MEBIBYTES);
      const sizes = [await bare.figure(), await full.figure()];
      const times: [bare: number, full: number][] = [];
      for (let round = 0; round < repeat * FORKS; round++) {
        progress(`${title}: fork ${round + 1} ...`);
        times.push([await bare.fork(), await full.fork()]);
      }
      const [control, large] = [median(times.map(([time]) => time)), median(times.map(([, time]) => time))];
      rows.push([
        title,
        `${((sizes[1] - sizes[0]) / 1024).toFixed(0)} MiB`,
        `${control.toFixed(0)} ms`,
        `${large.toFixed(0)} ms`,
        `${times[0][1].toFixed(0)} ms`,
        `${median(times.map(([before, after]) => after - before)).toFixed(0)} ms`,
      ]);
      bars.push([title, [control, large]]);
    }
    progress("");
    return {
      table: rowsOf(["counts", "heap", "bare child", "child", "the first one", "beyond"], 1, rows),
      plot: barPlot({
        title: `A forked child's first line, of an empty heap and of ${MEBIBYTES} MiB`,
        yLabel: "milliseconds",
        bars: ["bare", `${MEBIBYTES} MiB`],
        groups: bars,
      }),
    };
  },
};
