/**
 * Compares `dumps` with CPython on random values:
 * `deno run -A packages/multiprocess/pickle/testdata/differential.ts [PYTHON [COUNT [SEED]]]`.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { dumps } from "../pickler.ts";
import { build, type Case } from "./described.ts";

const [python = "python3", count = "1000", seed = "1"] = Deno.args;
const script = new URL("./random_pickles.py", import.meta.url).pathname;
const { stdout } = await new Deno.Command(python, { args: [script, count, seed], stderr: "inherit" })
  .output();
let streams = 0;
let different = 0;
for (const line of new TextDecoder().decode(stdout).trim().split("\n")) {
  const { name, value, streams: expected }: Case = JSON.parse(line);
  expected.forEach((stream, protocol) => {
    if (stream === null) return;
    streams++;
    const written = dumps(build(value), { protocol });
    const same = typeof stream === "string"
      ? written.toBase64() === stream
      : createHash("sha256").update(written).digest("hex") === stream[0];
    if (same) return;
    different++;
    console.log(`${name}, protocol ${protocol}: ${JSON.stringify(value).slice(0, 200)}`);
  });
}
console.log(`${streams} streams compared, ${different} differ`);
if (different > 0 || streams === 0) Deno.exit(1);
