/**
 * What an experiment is.
 *
 * @module
 */
import type { Table } from "../table.ts";

/** What an experiment found. */
export interface Findings {
  readonly table: Table;
  /** An SVG document. */
  readonly plot: string;
}

/** One experiment of `deno task experiment`. */
export interface Experiment {
  readonly name: string;
  /** What it shows, in one line. */
  readonly title: string;
  /** Runs it. @param repeat Runs of each, of which the median counts. */
  readonly run: (repeat: number) => Promise<Findings>;
}

/** A table whose columns but the first `left` ones are numbers. */
export function rowsOf(head: readonly string[], left: number, rows: readonly (readonly string[])[]): Table {
  return { head, rows, right: head.map((_, i) => i >= left) };
}
