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

const steps: [string, () => Promise<string>][] = [
  ["format", () => deno("fmt", "--check")],
  ["lint", () => deno("lint")],
  ["types", () => deno("check", ...modules, "tools/", "packages/", "tests/", "examples/")],
  ["layers", layers],
  ["examples in documentation", () => deno("test", "--doc", "-A", "--quiet", ...modules, ...readmes)],
  ["publish, dry run", () => deno("publish", "--dry-run", "--allow-dirty")],
];
if (!Deno.args.includes("--no-test")) {
  steps.push(["tests", () => deno("test", "-A", "--quiet", "--parallel")]);
}

let failures = 0;
for (const [name, run] of steps) {
  const start = performance.now();
  const problem = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6);
  console.log(`${problem === "" ? "ok    " : "FAILED"} ${seconds} s  ${name}`);
  if (problem !== "") {
    failures++;
    console.log(problem.replace(/^/gm, "       "));
  }
}
console.log(failures === 0 ? "all steps passed" : `${failures} of ${steps.length} steps failed`);
Deno.exit(failures === 0 ? 0 : 1);
