import { assertEquals } from "@std/assert";

Deno.test("README's examples run and hold", async () => {
  const path = new URL("./README.md", import.meta.url).pathname;
  const command = new Deno.Command(Deno.execPath(), {
    args: ["test", "--doc", "-A", "--quiet", path],
    env: { NO_COLOR: "1" },
  });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  assertEquals(code, 0, decoder.decode(stdout) + decoder.decode(stderr));
});
