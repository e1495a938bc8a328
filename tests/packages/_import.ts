/**
 * The unit tests of packages, by the folder: all of one entry are run in one isolate, which loads the modules that they
 * test once. Apart, each file would load them anew, which takes longer than what most of them test.
 *
 * @module
 */
import { join } from "node:path";

const PACKAGES = join(import.meta.dirname!, "../../packages");

/** Packages that have an entry of their own, beside this file. */
export const OWN_ENTRY: readonly string[] = ["gil", "stdlib", "vm"];

/** Packages whose files are run apart: their tests wait for Workers and processes, and so side by side. */
export const APART: readonly string[] = ["multiprocess", "runtime"];

/** Names of the other packages. */
export function otherPackages(): string[] {
  return [...Deno.readDirSync(PACKAGES)]
    .filter(({ name, isDirectory }) => isDirectory && !OWN_ENTRY.includes(name) && !APART.includes(name))
    .map(({ name }) => name)
    .sort();
}

function* testFiles(folder: string): Generator<string> {
  const entries = [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1);
  for (const { name, isDirectory } of entries) {
    const path = join(folder, name);
    if (isDirectory && name !== "node_modules") yield* testFiles(path);
    else if (name.endsWith("_test.ts")) yield path;
  }
}

/** Registers all tests of a package. */
export async function importTests(name: string): Promise<void> {
  for (const file of testFiles(join(PACKAGES, name))) await import(`file://${file}`);
}
