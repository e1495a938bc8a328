/**
 * Libraries that people install, run by Orochi and by CPython: each program of `programs/` uses one, and both must print the
 * same. (Were it named as the library is, it would import itself.)
 *
 *     deno task libraries --lib FOLDER [--python COMMAND] [NAME...]
 *
 * @module
 */
import { orochi, progress, verdict } from "../../tools/bench/runner.ts";
import { plain } from "../../tools/table.ts";

const USAGE = `usage: deno task libraries --lib FOLDER [--python COMMAND] [NAME...]

Runs programs that use libraries (all of tests/libraries/programs, or those named) under Orochi and CPython, and compares what
they print and how they end.

options:
  --lib FOLDER       where the libraries are installed, as with pip install --target FOLDER
  --python COMMAND   the CPython to compare with (default python3); of version 3.14, or libraries may do other things
  -h, --help         print this`;

/** What the programs' names begin with. */
const PREFIX = "try_";

/** Longest time of a program, in seconds. */
const LIMIT = 300;

interface Result {
  readonly code: number;
  readonly stdout: string;
  /** The last line of standard error. */
  readonly error: string;
}

async function run([name, ...args]: readonly string[], file: string, lib: string): Promise<Result> {
  const env = { PYTHONPATH: lib, PYTHONHASHSEED: "0" };
  const signal = AbortSignal.timeout(LIMIT * 1000);
  const { code, stdout, stderr } = await new Deno.Command(name, { args: [...args, file], env, signal })
    .output();
  const decoder = new TextDecoder();
  return {
    code,
    stdout: decoder.decode(stdout),
    error: decoder.decode(stderr).trimEnd().split("\n").at(-1) ?? "",
  };
}

/** What two runs say of a library. */
function compare(ours: Result, theirs: Result): string {
  if (theirs.stdout === "") return `not under CPython: ${theirs.error}`;
  if (ours.stdout === theirs.stdout && ours.code === theirs.code) return "same";
  return ours.error === "" ? "prints something else" : ours.error;
}

function fail(message: string): never {
  console.error(`${message}\nTry 'deno task libraries --help' for more information.`);
  Deno.exit(2);
}

if (import.meta.main) {
  const names: string[] = [];
  let lib = "", python = "python3";
  for (let args = Deno.args; args.length > 0; args = args.slice(1)) {
    const value = () => (args = args.slice(1))[0] ?? fail("the last option has no value");
    if (args[0] === "--lib") lib = value();
    else if (args[0] === "--python") python = value();
    else if (args[0] === "-h" || args[0] === "--help") {
      console.log(USAGE);
      Deno.exit(0);
    } else if (args[0].startsWith("-")) fail(`unknown option: ${args[0]}`);
    else names.push(args[0]);
  }
  if (lib === "") fail("--lib is needed: it says where the libraries are installed");
  const folder = new URL("programs/", import.meta.url).pathname;
  const all = [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(".py"))
    .map((name) => name.slice(PREFIX.length, -3)).sort();
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) fail(`no program is named ${unknown}`);
  const rows: string[][] = [];
  for (const name of all.filter((name) => names.length === 0 || names.includes(name))) {
    await progress(`${name} ...`);
    const file = `${folder}${PREFIX}${name}.py`;
    const theirs = await run([python], file, lib);
    const result = compare(await run(orochi(), file, lib), theirs);
    rows.push([name, verdict(result, result === "same")]);
  }
  await progress("");
  console.log(plain({ head: ["library", "beside CPython"], rows, right: [false, false] }));
  const same = rows.filter(([, result]) => result.includes("same")).length;
  const missing = rows.filter(([, result]) => result.includes("not under CPython")).length;
  console.log(`${same} the same, ${rows.length - same - missing} different, ${missing} not under CPython`);
  Deno.exit(same + missing === rows.length ? 0 : 1);
}
