/**
 * Trees of the programs beside this file, for tests of the compiler without a parser: `name.py` is the source,
 * `name.json` its tree with line numbers only.
 *
 * @module
 */
import type { ModuleNode } from "../nodes.ts";

/** Programs there are. */
export const PROGRAMS: readonly string[] = ["functions", "loops", "exceptions"];

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if ("$int" in value) return { type: "int", value: BigInt(value.$int as string) };
  if (!("lineno" in value)) return value;
  return { ...value, end_lineno: value.lineno, col_offset: 0, end_col_offset: 0 };
}

/** The tree of a program. */
export function loadTree(name: string): ModuleNode {
  const text = Deno.readTextFileSync(new URL(`./${name}.json`, import.meta.url));
  return JSON.parse(text, revive) as ModuleNode;
}

/** The listing that a program must compile to; written afresh where UPDATE_LISTINGS is set. */
export function expectedListing(name: string, actual: string): string {
  const url = new URL(`./${name}.txt`, import.meta.url);
  if (Deno.env.get("UPDATE_LISTINGS") !== undefined) Deno.writeTextFileSync(url, actual);
  return Deno.readTextFileSync(url);
}
