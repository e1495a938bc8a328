import { assertEquals } from "@std/assert";
import { runTestProgram } from "./_run_test_program.ts";

const PROGRAM = new URL("./testdata/damaged_pickles.py", import.meta.url);
const RECORDED = new URL("../multiprocess/pickle/testdata/errors.jsonl", import.meta.url).pathname;

Deno.test("Unpickler refuses the damaged pickles that CPython refused, with its exceptions and messages", async () => {
  const { stdout, stderr, status, heapError } = await runTestProgram(await Deno.readTextFile(PROGRAM), {
    argv: ["damaged_pickles.py", RECORDED],
  });
  assertEquals([stdout, stderr, status, heapError], ["1735 damaged pickles\n", "", 0, null]);
});
