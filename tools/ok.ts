/**
 * `deno task ok`: the quality gate. One line a step; the output of a step that fails follows it.
 *
 * @module
 */
import { checkFile } from "./layers.ts";

const root = new URL("../", import.meta.url);

async function sources(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of Deno.readDir(new URL(folder, root))) {
    if (entry.name === "node_modules" || entry.name.startsWith(".")) continue;
    if (entry.isDirectory) files.push(...await sources(`${folder}${entry.name}/`));
    else if (entry.name.endsWith(".ts")) files.push(folder + entry.name);
  }
  return files;
}

/** Names that strategy classes give themselves: `readonly name = "..."`. */
async function strategyNames(files: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const file of files) {
    if (!/^packages\/(refcount|gil)\//.test(file)) continue;
    const text = await Deno.readTextFile(new URL(file, root));
    for (const match of text.matchAll(/readonly name(?:: string)? = "([a-z]+)"/g)) names.push(match[1]);
  }
  return names;
}

async function layers(): Promise<string> {
  const files = await sources("packages/");
  const names = await strategyNames(files);
  const problems: string[] = [];
  for (const file of files) {
    problems.push(...checkFile(file, await Deno.readTextFile(new URL(file, root)), names));
  }
  return problems.join("\n");
}

/** Runs deno; returns what it said if it failed, else "". */
async function deno(...args: string[]): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), { args, cwd: root, env: { NO_COLOR: "1" } });
  const { code, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return code === 0 ? "" : decoder.decode(stdout) + decoder.decode(stderr) || `exit code ${code}`;
}

const packages = Array.from(Deno.readDirSync(new URL("packages/", root)), (entry) => entry.name).sort();
const modules = packages.map((name) => `packages/${name}/mod.ts`);

const readmes = packages.map((name) => `packages/${name}/README.md`);

/** A name, and what says what is wrong, or "". */
type Step = readonly [name: string, run: () => Promise<string>];

/** What is quick first, then the longest. */
const steps: readonly Step[] = [
  ["format", () => deno("fmt", "--check")],
  ["lint", () => deno("lint")],
  ["examples in documentation", () => deno("test", "--doc", "-A", "--quiet", ...modules, ...readmes)],
  ["types", () => deno("check", ...modules, "tools/", "packages/", "tests/", "examples/")],
  ["layers", layers],
  ["publish, dry run", () => deno("publish", "--dry-run", "--allow-dirty")],
];

/** Does a step and says how it went; whether it passed. */
async function done([name, run]: Step): Promise<boolean> {
  const start = performance.now();
  const problem = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${problem === "" ? "ok    " : "FAILED"} ${seconds} s  ${name}`);
  if (problem !== "") console.log(problem.replace(/^/gm, "       "));
  return problem === "";
}

/** Most steps keep one core busy. */
const LANES = 2;
const passed: boolean[] = [];
const waiting = [...steps];

async function lane(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) passed.push(await done(step));
}

await Promise.all(Array.from({ length: LANES }, lane));
if (!Deno.args.includes("--no-test")) {
  passed.push(await done(["tests", () => deno("task", "test")]));
}
const failures = passed.filter((good) => !good).length;
console.log(failures === 0 ? "all steps passed" : `${failures} of ${passed.length} steps failed`);
Deno.exit(failures === 0 ? 0 : 1);
