import { assertEquals, assertThrows } from "@std/assert";
import { parseCommand, UsageError } from "./command_line.ts";

function settings(...args: string[]) {
  const command = parseCommand(args);
  if (command.kind !== "run") throw new Error(`unexpected ${command.kind}`);
  return command.settings;
}

Deno.test("options come before the program, arguments after it", () => {
  const found = settings(
    "--lock",
    "timeout",
    "--refcount=plain",
    "--jit",
    "off",
    "-c",
    "pass",
    "--lock",
    "x",
  );
  assertEquals([found.lock, found.refcount, found.jit], ["timeout", "plain", false]);
  assertEquals(found.argv, ["-c", "--lock", "x"]);
  assertEquals(found.program, { source: "pass", filename: "<string>", isCommand: true });
});

Deno.test("a module is found by a Worker", () => {
  const found = settings("-m", "json.tool", "a");
  assertEquals(found.program, { module: "json.tool" });
  assertEquals(found.argv, ["json.tool", "a"]);
});

Deno.test("a strategy that looks like a file is one of the current directory", () => {
  assertEquals(settings("--lock", "./mine.ts", "-c", "").lock, `file://${Deno.cwd()}/mine.ts`);
  assertEquals(settings("--lock", "mine", "-c", "").lock, "mine");
});

Deno.test("sizes have units and limits", () => {
  assertEquals(settings("--heap", "64M", "-c", "").reserveBytes, 64 << 20);
  assertEquals(settings("--heap", "4G", "-c", "").reserveBytes, 2 ** 32 - 65536);
  for (const size of ["1M", "5G", "many", "-1", ""]) {
    assertThrows(() => settings("--heap", size, "-c", ""), UsageError, "Cannot use --heap");
  }
});

for (
  const [args, message] of [
    [["compare"], "no program given"],
    [["-z"], "unknown option -z"],
    [["-X", "int_max_str_digits=5", "-c", ""], "-X int_max_str_digits: invalid limit"],
    [["--nonsense"], "unknown option --nonsense"],
    [["-c"], "argument expected for the -c option"],
    [["--lock"], "argument expected for the --lock option"],
    [["--jit", "maybe", "-c", ""], "Cannot use --jit maybe as it must be on or off"],
    [["--jit-threshold", "0", "-c", ""], "Cannot use --jit-threshold 0 as it must be a number of at least 1"],
    [["/nowhere/program.py"], "can't open file '/nowhere/program.py': [Errno 2] No such file or directory"],
    [["compare", "-c", "pass", "more"], "unexpected argument: more"],
    [["compare", "--repeat", "0", "-c", "pass"], "Cannot use --repeat 0"],
  ] as const
) {
  Deno.test(`orochi ${args.join(" ")}: ${message}`, () => {
    assertThrows(() => parseCommand(args), UsageError, message);
  });
}

Deno.test("compare tries every combination unless told which", () => {
  const command = parseCommand(["compare", "--repeat", "3", "-c", "pass", "--lock", "object"]);
  if (command.kind !== "compare") throw new Error(`unexpected ${command.kind}`);
  assertEquals(command.locks, ["object"]);
  assertEquals(command.refcounts, ["plain", "atomic", "biased"]);
  assertEquals(command.repeat, 3);
});

Deno.test("-X gil and PYTHON_GIL choose strategies that are not named", () => {
  const chosen = (...args: string[]) => {
    const { lock, refcount } = settings(...args, "-c", "");
    return `${lock} ${refcount}`;
  };
  assertEquals(chosen(), "object biased");
  assertEquals(chosen("-X", "gil=1"), "timeout plain");
  assertEquals(chosen("-Xgil=0"), "object biased");
  assertEquals(chosen("-Xgil=1", "--lock", "tick"), "tick biased");
  assertEquals(chosen("-Xgil=1", "--refcount", "biased"), "timeout biased");
  Deno.env.set("PYTHON_GIL", "1");
  try {
    assertEquals(chosen(), "timeout plain");
    assertEquals(chosen("-Xgil=0"), "object biased");
  } finally {
    Deno.env.delete("PYTHON_GIL");
  }
  assertThrows(() => settings("-Xgil=2", "-c", ""), UsageError, '"0" or "1"');
  assertThrows(() => settings("-Xgil", "-c", ""), UsageError, '"0" or "1"');
});

Deno.test("letters of Python's options may be put together, and the last may have an argument", () => {
  const found = settings("-OOBiW", "error", "-Xdev", "-X", "a=b", "-ucpass", "rest");
  assertEquals(found.program, { source: "pass", filename: "<string>", isCommand: true });
  assertEquals(found.argv, ["-c", "rest"]);
  const { flags, warnOptions, xOptions, unbuffered } = found.python!;
  assertEquals(flags, { optimize: 2, dont_write_bytecode: 1, inspect: 1, interactive: 1, dev_mode: 1 });
  assertEquals(warnOptions, ["default", "error"]);
  assertEquals(xOptions, [["dev", null], ["a", "b"]]);
  assertEquals(unbuffered, true);
});

Deno.test("PYTHON variables count unless -E or -I say otherwise", () => {
  const variables = {
    PYTHONOPTIMIZE: "2",
    PYTHONWARNINGS: "ignore,error::OSError",
    PYTHONPATH: "/one:two::/one",
  };
  for (const [name, value] of Object.entries(variables)) Deno.env.set(name, value);
  try {
    const found = settings("-Wonce", "-c", "");
    assertEquals(found.python?.flags.optimize, 2);
    assertEquals(found.python?.warnOptions, ["ignore", "error::OSError", "once"]);
    assertEquals(found.path, ["", "/one", `${Deno.cwd()}/two`, Deno.cwd()]);
    assertEquals(settings("-I", "-c", "").path, []);
    assertEquals(settings("-E", "-c", "").python?.flags, { ignore_environment: 1 });
  } finally {
    for (const name of Object.keys(variables)) Deno.env.delete(name);
  }
});

Deno.test("without a program standard input is read, by a Worker", () => {
  assertEquals(settings().program, { standardInput: true });
  assertEquals(settings("-q", "-", "a").argv, ["-", "a"]);
});

Deno.test("a program is named by its path from the root, may be a folder or an archive, and brings its folder", () => {
  const folder = Deno.realPathSync(Deno.makeTempDirSync());
  try {
    const file = `${folder}/program.py`, link = `${folder}/inner/link.py`;
    Deno.writeTextFileSync(file, "pass");
    Deno.mkdirSync(`${folder}/inner`);
    Deno.symlinkSync(file, link);
    const found = settings(link, "x");
    assertEquals(found.program, { source: "pass", filename: link });
    assertEquals([found.path[0], found.argv], [folder, [link, "x"]]);
    const usage = assertThrows(() => parseCommand([`${folder}/inner`]), UsageError);
    assertEquals(usage.message, `can't find '__main__' module in '${folder}/inner'`);
    Deno.writeTextFileSync(`${folder}/inner/__main__.py`, "1");
    const main = settings(`${folder}/inner/`);
    assertEquals(main.program, { source: "1", filename: `${folder}/inner/__main__.py`, package: "" });
    assertEquals(main.path[0], `${folder}/inner/`);
    Deno.writeFileSync(`${folder}/archive.pyz`, Uint8Array.of(0x50, 0x4b, 5, 6, ...new Uint8Array(18)));
    assertEquals(settings(`${folder}/archive.pyz`).path[0], `${folder}/archive.pyz`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("commands say what they are for", () => {
  for (const name of ["strategies", "explain", "build", "compare"]) {
    for (const option of ["--help", "-h"]) {
      const command = parseCommand([name, option]);
      if (command.kind !== "say") throw new Error(`unexpected ${command.kind}`);
      assertEquals(command.text.split("\n")[0].startsWith(`usage: orochi ${name}`), true);
    }
  }
  assertThrows(() => parseCommand(["strategies", "more"]), UsageError, "unexpected argument: more");
});

Deno.test("a program's own --help is the program's", () => {
  assertEquals(settings("-c", "pass", "--help").argv, ["-c", "--help"]);
});
