import { assertEquals } from "@std/assert";

// Each Worker would check the types of all it loads, which takes longer than the tests: in a process of their own
// they run without.
Deno.test("the cases of embed_threads_cases.ts pass", async () => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--quiet", "embed_threads_cases.ts"],
    cwd: new URL(".", import.meta.url),
    env: { NO_COLOR: "1" },
  }).output();
  const decoder = new TextDecoder();
  const said = decoder.decode(stdout) + decoder.decode(stderr);
  assertEquals(code, 0, said);
  assertEquals(/(\d+) passed/.exec(said)?.[1], "8", said);
});
