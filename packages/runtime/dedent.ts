/**
 * What `-c` does with indented code, since Python 3.14.
 *
 * @module
 */

/**
 * Takes from each line the space that all begin with, so that code may be indented as the command around it is. Lines of
 * nothing but space say nothing of that, and lose it. As `textwrap.dedent`, and CPython for `-c`.
 */
export function dedent(code: string): string {
  const lines = code.split("\n");
  const margins = lines.filter((line) => /[^ \t]/.test(line)).map((line) => /^[ \t]*/.exec(line)![0]);
  let margin = margins[0] ?? "";
  for (const other of margins) while (!other.startsWith(margin)) margin = margin.slice(0, -1);
  if (margin === "") return code;
  return lines.map((line) => /[^ \t]/.test(line) ? line.slice(margin.length) : "").join("\n");
}
