/**
 * `orochi explain`: which operations of builtins are atomic, which locks they take, and the like.
 *
 * @module
 */
import { explanation } from "./describe.ts";
import { measureOperations } from "./measure.ts";

/**
 * Explains operations, or all of a group or a type.
 *
 * @param names `list.append`, `list`, `next`; none for the list of all.
 * @param write Where the text goes.
 * @returns The exit status: 1 if a name is not known.
 */
export function explain(names: readonly string[], write: (text: string) => void = console.log): number {
  const all = measureOperations();
  if (names.length === 0) {
    const groups = [...new Set(all.map(({ group }) => group))];
    write(
      groups.map((group) =>
        `${group}:\n${all.filter((seen) => seen.group === group).map(({ name }) => `  ${name}`).join("\n")}`
      ).join("\n"),
    );
    return 0;
  }
  let status = 0;
  for (const name of names) {
    const found = all.filter((seen) =>
      seen.name === name || seen.group === name || seen.name.replace(/^[\w.]*\.(?=\w+\.\w+$)/, "") === name ||
      seen.name.startsWith(`${name}(`) || seen.group.endsWith(`.${name}`)
    );
    if (found.length > 0) write(found.map(explanation).join("\n\n"));
    else {
      write(
        `Cannot explain ${name} as it is not among the operations that are looked at: see orochi explain`,
      );
      status = 1;
    }
  }
  return status;
}
