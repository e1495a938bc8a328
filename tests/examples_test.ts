/**
 * The programs of `examples/` print under Orochi what they print under CPython; the data were written by CPython.
 */
import { assertEquals } from "@std/assert";

const CLI = new URL("../packages/runtime/cli.ts", import.meta.url).pathname;

/** Programs and their arguments. */
const RUNS: readonly (readonly string[])[] = [
  ["chat", "check"],
  ["crawler", "--check"],
  ["feeds/manager"],
  ["feeds/processes"],
  ["feeds/shared_counters"],
  ["feeds/threads"],
  ["get_urls", "--check"],
  ["log_analyser", "--sample", "3000"],
  ["shared_numbers", "2", "600"],
  ["similar_images", "--images", "120", "--check"],
  ["solver"],
  ["web_server", "--check"],
];

for (const [name, ...args] of RUNS) {
  Deno.test(`examples/${name}.py prints what it prints under CPython`, async () => {
    const program = new URL(`../examples/${name}.py`, import.meta.url).pathname;
    const output = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", CLI, program, ...args],
    }).output();
    assertEquals(
      [new TextDecoder().decode(output.stdout), output.code],
      [Deno.readTextFileSync(new URL(`examples/${name}.out`, import.meta.url)), 0],
      new TextDecoder().decode(output.stderr),
    );
  });
}
