/**
 * The build that the command makes of itself, as CPython writes bytecode: when a program has ended that found none, a
 * process of its own makes one for the programs after it.
 *
 * @module
 */
import { buildFolder } from "./build.ts";
import { granted, variable } from "./cache_folder.ts";

/**
 * Milliseconds from one attempt to the next. A build takes seconds; whoever is at work on Orochi's sources makes it stale
 * with each change, and should not wait for a build after each.
 */
const PAUSE_MS = 10 * 60_000;
/** Its time of change is that of the last attempt. */
const ATTEMPT = "attempt";
/** With `manual` in it, only `orochi build` builds. */
const VARIABLE = "OROCHI_BUILD";

/** Whether an attempt is due, and notes that it is made. */
export function takeTurn(folder: string): boolean {
  const file = `${folder}/${ATTEMPT}`;
  try {
    const { mtime } = Deno.statSync(file);
    if (Date.now() - (mtime?.getTime() ?? 0) < PAUSE_MS) return false;
  } catch {
    // The first one.
  }
  try {
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeTextFileSync(file, "");
    return true;
  } catch {
    return false;
  }
}

/** Starts to make a build, if that is wanted here and now and permitted; nobody waits for it, and nobody is asked. */
export function buildInBackground(): void {
  const folder = buildFolder();
  if (folder === null || variable(VARIABLE) === "manual" || !granted({ name: "run" })) return;
  if (!takeTurn(folder)) return;
  const cli = new URL("./cli.ts", import.meta.url).href;
  new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "--no-check", cli, "build", "--background"],
    stdin: "null",
    stdout: "null",
    stderr: "null",
    detached: true,
  }).spawn().unref();
}
