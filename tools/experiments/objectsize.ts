/**
 * Memory per element of what programs make many of, with no word, one and two words before each object; CPython beside it.
 *
 * @module
 */
import { memoryTable } from "../bench/memory.ts";
import { barPlot } from "../plot.ts";
import { progress } from "../runs.ts";
import type { Experiment } from "./experiment.ts";

/** See the module documentation. */
export const objectsize: Experiment = {
  name: "objectsize",
  title: "bytes of memory per element, by the words that counting puts before objects",
  async run() {
    progress("measuring ...");
    const table = await memoryTable();
    progress("");
    // The last column is what was wanted, not what was measured.
    const columns = table.head.slice(1, -1);
    return {
      table,
      plot: barPlot({
        title: "Memory per element",
        yLabel: "bytes",
        bars: columns,
        groups: table.rows.map(([title, ...cells]) => [title, columns.map((_, i) => Number(cells[i]))]),
      }),
    };
  },
};
