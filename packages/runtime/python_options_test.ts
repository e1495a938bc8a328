import { assertEquals, assertThrows } from "@std/assert";
import { OptionError, PythonOptions, type PythonSettings, type Word } from "./python_options.ts";

/** Reads words of a command line. */
function read(...words: string[]): { options: PythonOptions; last: Word } {
  const options = new PythonOptions(), rest = [...words];
  let last: Word = { kind: "options" };
  const next = (option: string): string => {
    const text = rest.shift();
    if (text === undefined) throw new OptionError(`missing after ${option}`);
    return text;
  };
  while (rest.length > 0) last = options.read(rest.shift()!, next);
  return { options, last };
}

/** What words and variables mean for `sys`. */
function settings(words: string[], variables: Record<string, string> = {}): PythonSettings {
  return read(...words).options.settings((name) => variables[name], []);
}

Deno.test("letters may stand together, and count as often as they are there", () => {
  const { flags } = settings(["-bb", "-OBq", "-O"]);
  assertEquals(flags, { bytes_warning: 2, optimize: 2, dont_write_bytecode: 1, quiet: 1 });
});

Deno.test("-I is isolated, and sets what that means", () => {
  assertEquals(settings(["-I"]).flags, { isolated: 1, ignore_environment: 1, no_user_site: 1, safe_path: 1 });
});

Deno.test("a program may follow its letter at once or as the next word, and ends the options", () => {
  for (const words of [["-Bcprint()"], ["-Bc", "print()"]]) {
    assertEquals(read(...words).last, { kind: "command", text: "print()" });
  }
  assertEquals(read("-mjson.tool").last, { kind: "module", text: "json.tool" });
  assertThrows(() => read("-c"), OptionError, "missing after -c");
});

Deno.test("help, version and letters that are none", () => {
  assertEquals([read("-?").last.kind, read("-V").last.kind], ["help", "version"]);
  assertEquals(read("-Bz").last, { kind: "unknown", letter: "z" });
});

Deno.test("warnings come from the environment first, then from options, then from -b", () => {
  const { warnOptions } = settings(["-Wignore", "-W", "error::X", "-b"], { PYTHONWARNINGS: "once,,default" });
  assertEquals(warnOptions, ["once", "default", "ignore", "error::X", "default::BytesWarning"]);
  assertEquals(settings(["-bb"]).warnOptions, ["error::BytesWarning"]);
});

Deno.test("variables count as their letters do, unless -E ignores them", () => {
  const variables = { PYTHONOPTIMIZE: "2", PYTHONVERBOSE: "yes", PYTHONSAFEPATH: "1", PYTHONDEBUG: "" };
  assertEquals(settings([], variables).flags, { optimize: 2, verbose: 1, safe_path: 1 });
  assertEquals(settings(["-E"], variables).flags, { ignore_environment: 1 });
  assertEquals(settings(["-OOO"], variables).flags.optimize, 3);
});

Deno.test("options after -X have a name, and a value if they want", () => {
  const { xOptions, flags } = settings(["-Xdev", "-X", "utf8=0", "-Xa=b=c"], { PYTHONUTF8: "1" });
  assertEquals(xOptions, [["dev", null], ["utf8", "0"], ["a", "b=c"]]);
  assertEquals([flags.dev_mode, flags.utf8_mode], [1, 0]);
});

Deno.test("-X no_debug_ranges and its variable count whatever they are set to", () => {
  const tells = (words: string[], variables = {}) => settings(words, variables).noDebugRanges === false;
  assertEquals([tells([]), tells([], { PYTHONNODEBUGRANGES: "" })], [true, true]);
  assertEquals([tells(["-Xno_debug_ranges"]), tells(["-X", "no_debug_ranges=0"])], [false, false]);
  const variables = { PYTHONNODEBUGRANGES: "0" };
  assertEquals([tells([], variables), tells(["-E"], variables)], [false, true]);
});

Deno.test("the number of digits of integers is 0 or at least 640", () => {
  assertEquals(settings(["-Xint_max_str_digits=0"]).maxDigits, 0);
  assertEquals(settings([], { PYTHONINTMAXSTRDIGITS: "640" }).maxDigits, 640);
  for (const text of ["639", "x", "-1"]) {
    assertThrows(() => settings([`-Xint_max_str_digits=${text}`]), OptionError);
  }
});
