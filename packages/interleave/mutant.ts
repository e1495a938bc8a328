/**
 * Modules with a fault put into them, to see that a test finds it.
 *
 * ```ts ignore
 * const { Biased } = await importMutant<typeof import("./biased.ts")>(
 *   new URL("./biased.ts", import.meta.url),
 *   [["this.#lock(queue);", ""]],
 * );
 * ```
 *
 * @module
 */

/**
 * Imports a module after changing its text.
 *
 * @param url The module, a TypeScript file.
 * @param changes Pairs of what to replace, which must stand in the file exactly once, and what by.
 * @throws {Error} If a text to replace isn't there, or is there more than once.
 */
export async function importMutant<T>(url: URL, changes: readonly (readonly [string, string])[]): Promise<T> {
  let source = await (await fetch(url)).text();
  for (const [from, to] of changes) {
    const count = source.split(from).length - 1;
    if (count !== 1) {
      throw new Error(
        `Cannot change ${url.pathname} as the text must stand there once: ${count} times ${
          JSON.stringify(from)
        }`,
      );
    }
    source = source.replace(from, () => to);
  }
  // A module made of text has no place of its own, so its imports are given in full.
  source = source.replace(
    /^((?:import|export|\})[^"\n]*from )"([^"]+)"/gm,
    (_all, before, name) =>
      `${before}"${name.startsWith(".") ? new URL(name, url) : import.meta.resolve(name)}"`,
  );
  return await import(`data:application/typescript;charset=utf-8,${encodeURIComponent(source)}`);
}
