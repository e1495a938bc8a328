/**
 * Loaded before the tests of `deno task explore`: has each exploration go on for longer, and tells how far all went.
 *
 * @module
 */
import { exploreLonger } from "@orochi/interleave";

let scenarios = 0, interleavings = 0;
const seed = Deno.env.get("EXPLORE_SEED") ?? "";
exploreLonger({
  interleavings: Number(Deno.env.get("EXPLORE_INTERLEAVINGS")),
  seed: seed === "" ? undefined : Number(seed),
  explored: (report) => {
    scenarios++;
    interleavings += report.interleavings;
  },
});
globalThis.addEventListener("unload", () => {
  if (scenarios > 0) console.log(`${interleavings} interleavings of ${scenarios} scenarios`);
});
