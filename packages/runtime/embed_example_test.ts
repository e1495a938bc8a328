import { assertEquals } from "@std/assert";

Deno.test("examples/embedding.ts runs and prints what it is meant to", async () => {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "embedding.ts"],
    cwd: new URL("../../examples/", import.meta.url),
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(new TextDecoder().decode(stderr), "");
  assertEquals(
    new TextDecoder().decode(stdout),
    `total: 9.5, dearest: jam
2 ** 100 = 1267650600228229401496703205376
converted: [ 4.1, 2.34, 4.68 ]
Hello, Ada! Good morning, Ada!
Point(x=1, y=2) moved is Point(x=11, y=12); its x is 11
[ "Python's own library", "is there, too." ]
KeyError: 'gold'
thread 3 499500
thread 4 49995000
`,
  );
  assertEquals(code, 0);
});
