/**
 * The IDLE experiment: how late an event loop of 60 ticks a second is beside a CPU-bound thread.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { progress, runOnce } from "../runs.ts";
import { eachLock } from "../combinations.ts";
import { type Experiment, rowsOf } from "./experiment.ts";

const TICKS = "180";
const FILE = new URL("./responsiveness.py", import.meta.url).pathname;

/** See the module documentation. */
export const responsiveness: Experiment = {
  name: "responsiveness",
  title: "lateness of an event loop's ticks beside a CPU-bound thread, in milliseconds",
  async run() {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (const combination of eachLock()) {
      for (const how of ["alone", "beside", "lowered"]) {
        // Only a lock with priorities lets a thread lower its own.
        if (how === "lowered" && combination.lock !== "priority") continue;
        progress(`${combination.title}, ${how} ...`);
        const { stdout } = await runOnce(combination, FILE, [TICKS, how]);
        const late = stdout.trim().split(" ").map(Number);
        rows.push([combination.title, how, ...late.map((ms) => ms.toFixed(2))]);
        if (how !== "alone") {
          const name = `${combination.lock}${how === "lowered" ? ", lowered" : ""}`;
          bars.push([name, late]);
        }
      }
    }
    progress("");
    return {
      table: rowsOf(["strategies", "event loop", "half", "90%", "99%", "worst"], 2, rows),
      plot: barPlot({
        title: "Lateness of ticks beside a CPU-bound thread",
        yLabel: "milliseconds",
        bars: ["half", "90%", "99%", "worst"],
        groups: bars,
        yLog: true,
      }),
    };
  },
};
