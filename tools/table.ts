/**
 * Tables for terminals and for Markdown.
 *
 * @module
 */

/** Columns' headings and rows of cells; numbers are right-aligned by the caller's choice of columns. */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Whether each column is aligned to the right. */
  readonly right: readonly boolean[];
}

const ESCAPES = /\u001b\[[0-9;]*m/g;

/** Characters that a text takes on a terminal. */
export function width(text: string): number {
  return text.replace(ESCAPES, "").length;
}

function pad(text: string, to: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, to - width(text)));
  return right ? space + text : text + space;
}

/** A table with columns side by side. */
export function plain({ head, rows, right }: Table): string {
  const widths = head.map((title, k) => Math.max(width(title), ...rows.map((row) => width(row[k]))));
  const line = (cells: readonly string[]) =>
    cells.map((cell, k) => pad(cell, widths[k], right[k])).join("  ").trimEnd();
  return [line(head), widths.map((size) => "-".repeat(size)).join("  "), ...rows.map(line)].join("\n");
}

/** The same in Markdown, without colours. */
export function markdown({ head, rows, right }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(ESCAPES, "")).join(" | ")} |`;
  return [line(head), line(right.map((side) => side ? "---:" : "---")), ...rows.map(line)].join("\n");
}
