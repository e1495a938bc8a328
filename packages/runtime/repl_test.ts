import { assertEquals } from "@std/assert";

const cli = new URL("./cli.ts", import.meta.url).pathname;

/** What `orochi` writes when it is given options and standard input. */
async function talk(options: readonly string[], input: string) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", cli, ...options],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { HOME: "/nowhere", PYTHONSTARTUP: "", PYTHONINSPECT: "" },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(input));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const [out, err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out, err };
}

Deno.test("-i runs statements one by one, shows values and errors, and goes on", async () => {
  const input = [
    "1 + 1",
    "def f(x):",
    "  return x / 0",
    "",
    "f(1)",
    "for i in range(2): i",
    "",
    "# nothing",
    "x = (1,",
    "  2)",
    "x, _",
    "a b",
    "x = input()",
    "typed",
    "x",
    "raise SystemExit(5)",
    "print('never')",
  ].join("\n");
  const { code, out, err } = await talk(["-i", "-q"], `${input}\n`);
  assertEquals(code, 5);
  assertEquals(out, "2\n0\n1\n((1, 2), 1)\n'typed'\n");
  assertEquals(
    err,
    ">>> >>> ... ... >>> Traceback (most recent call last):\n" +
      '  File "<stdin>-2", line 1, in <module>\n    f(1)\n    ~^^^\n' +
      '  File "<stdin>-1", line 2, in f\n    return x / 0\n           ~~^~~\n' +
      "ZeroDivisionError: division by zero\n" +
      ">>> ... >>> >>> ... >>> >>> " +
      '  File "<stdin>-6", line 1\n    a b\n      ^\nSyntaxError: invalid syntax\n' +
      ">>> >>> >>> ",
  );
});

Deno.test("-i goes on after a program, in its namespace", async () => {
  const { code, out, err } = await talk(["-i", "-c", "x = 5; import sys; sys.ps1 = '? '; y = 1 / 0"], "x\ny");
  assertEquals([code, out], [0, "5\n"]);
  const lines = err.split("\n");
  assertEquals(lines.slice(lines.indexOf("ZeroDivisionError: division by zero")), [
    "ZeroDivisionError: division by zero",
    "? ? Traceback (most recent call last):",
    '  File "<stdin>-1", line 1, in <module>',
    "    y",
    "NameError: name 'y' is not defined",
    "? ",
    "",
  ]);
});

Deno.test("standard input that is no terminal is a program", async () => {
  const { code, out, err } = await talk(
    [],
    "import sys\nprint(__name__, sys.argv)\nif 1:\n  print(2)\nprint(3)\n",
  );
  assertEquals([code, out, err], [0, "__main__ ['']\n2\n3\n", ""]);
});

Deno.test("site's builtins are there where statements are asked for", async () => {
  const { code, out } = await talk(["-i", "-q"], "exit\ncopyright.__class__.__name__\nexit(3)\n");
  assertEquals([code, out], [3, "Use exit() or Ctrl-D (i.e. EOF) to exit\n'_Printer'\n"]);
});
