/**
 * The layer rule: a package imports only packages above it in this list, and `Deno.*` stays where it belongs.
 *
 * @module
 */

/** Packages from the bottom of the design up: each may import those before it. */
export const LAYERS: readonly string[] = [
  "interleave",
  "wasm",
  "heap",
  "object",
  "refcount",
  "gil",
  "syntax",
  "vm",
  "jit",
  "stdlib",
  "multiprocess",
  "runtime",
];

/** Packages that may use `Deno.*` outside of tests. */
export const DENO_PACKAGES: readonly string[] = ["multiprocess", "runtime"];

/** Names of strategies: no source outside their packages and the runtime's registry says them in quotes. */
export const STRATEGY_PACKAGES: readonly string[] = ["refcount", "gil", "runtime"];

/**
 * What is wrong with one source file, in words.
 *
 * @param path Path from the workspace's root, such as `packages/vm/vm.ts`.
 * @param source The file's text.
 * @param strategies Names of all strategies.
 */
export function checkFile(path: string, source: string, strategies: readonly string[]): string[] {
  const match = /^packages\/([^/]+)\//.exec(path);
  if (match === null) return [];
  const own = match[1];
  const test = /_test\.ts$|\/bench\.ts$|\/testdata\//.test(path);
  const problems: string[] = [];
  for (const found of source.matchAll(/from "@orochi\/([a-z]+)[^"]*"/g)) {
    const other = found[1];
    if (other === own || (test && LAYERS.includes(other))) continue;
    if (LAYERS.indexOf(other) < 0) problems.push(`${path}: imports @orochi/${other}, which is no layer`);
    else if (LAYERS.indexOf(other) > LAYERS.indexOf(own)) {
      problems.push(`${path}: ${own} may not import @orochi/${other}: it stands above it in the design`);
    }
  }
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  if (!test && !DENO_PACKAGES.includes(own) && /\bDeno\.[a-zA-Z]/.test(code)) {
    problems.push(`${path}: uses Deno.*, which only ${DENO_PACKAGES.join(", ")} and tools may`);
  }
  if (!test && !STRATEGY_PACKAGES.includes(own)) {
    for (const name of strategies) {
      if (new RegExp(`strategy[^\\n]*["']${name}["']|["']${name}["'][^\\n]*strategy`, "i").test(code)) {
        problems.push(`${path}: names the strategy "${name}"`);
      }
    }
  }
  return problems;
}
