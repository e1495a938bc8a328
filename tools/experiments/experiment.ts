/**
 * What an experiment is.
 *
 * @module
 */

/** One experiment of `deno task experiment`. */
export interface Experiment {
  readonly name: string;
  /** What it shows, in one line. */
  readonly title: string;
  /** Runs it; returns what is to be printed. */
  readonly run: (repeat: number) => Promise<string>;
}
