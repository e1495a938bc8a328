/**
 * Figures about a run, for people.
 *
 * @module
 */
import type { RunFigures, Settings } from "./messages.ts";

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/** Rows of cells as text: the first column to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) =>
    row.map((cell, column) => column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))
      .join("  ").trimEnd()
  ).join("\n");
}

function reasonsOf(reasons: RunFigures["jit"]["reasons"]): string {
  const texts = reasons.filter(([, times]) => times > 0).map(([reason, times]) => `${reason} ${times}`);
  return texts.length === 0 ? "" : `: ${texts.join(", ")}`;
}

/** The figures of a run as text. */
export function describeFigures(settings: Settings, figures: RunFigures): string {
  const { lock, jit, pauses } = figures;
  const lines = [
    `lock ${settings.lock}, refcount ${settings.refcount}, jit ${settings.jit === false ? "off" : "on"}`,
    `time      ${figures.milliseconds.toFixed(1)} ms in ${figures.threads} thread${
      figures.threads === 1 ? "" : "s"
    }`,
    `lock      ${lock.acquisitions} acquisitions, ${lock.switches} switches, ${lock.waits} waits of ${
      lock.waitMs.toFixed(1)
    } ms in all`,
    `compiled  ${jit.functions} functions, ${jit.loops} loops in ${
      jit.milliseconds.toFixed(1)
    } ms; ${jit.refused} refused, left ${jit.exits} times${reasonsOf(jit.reasons)}`,
    `heap      ${mebibytes(figures.peakBytes)} at most`,
    `collector ${pauses.count} pauses of ${pauses.milliseconds.toFixed(1)} ms in all, the longest ${
      pauses.longestMs.toFixed(1)
    } ms`,
  ];
  if (figures.types.length > 0) {
    const rows = figures.types.map(({ type, objects, bytes }) => [type, String(objects), String(bytes)]);
    lines.push(table([["objects at the end", "count", "bytes"], ...rows]));
  }
  return lines.join("\n");
}

/** Writes the figures to standard error. */
export function showFigures(settings: Settings, figures: RunFigures): void {
  console.error(describeFigures(settings, figures));
}
