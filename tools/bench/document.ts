/**
 * BENCHMARKS.md as text: sections that begin with `## `, each written by a run of its own.
 *
 * @module
 */

const TITLE = "# Benchmarks";

/** Sections by their first lines; of those that stand twice, the last. */
function sectionsOf(text: string): Map<string, string> {
  const parts = text.split(/^(?=## )/m).filter((part) => part.startsWith("## "));
  return new Map(parts.map((part) => [part.split("\n", 1)[0], part.trimEnd()]));
}

/**
 * The document with a section put into its place, instead of the old one if there is one.
 *
 * @param text The document so far; "" for none.
 * @param titles First lines of the sections in their order; others that the document has come last.
 * @param title The section's first line.
 * @param body What follows it.
 */
export function withSection(text: string, titles: readonly string[], title: string, body: string): string {
  const sections = sectionsOf(text).set(title, `${title}\n\n${body.trim()}`);
  const order = new Set([...titles, ...sections.keys()]);
  const found = [...order].flatMap((name) => sections.get(name) ?? []);
  return `${[TITLE, ...found].join("\n\n")}\n`;
}
