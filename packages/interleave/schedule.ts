/**
 * Schedules and failures as text.
 *
 * @module
 */
import type { Failure } from "./model.ts";

/**
 * Choices as text: `0x3 1 0` is thread 0 three times, then 1, then 0.
 *
 * @param decisions Threads, as chosen.
 */
export function encodeSchedule(decisions: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < decisions.length;) {
    let end = i;
    while (end < decisions.length && decisions[end] === decisions[i]) end++;
    parts.push(end - i === 1 ? `${decisions[i]}` : `${decisions[i]}x${end - i}`);
    i = end;
  }
  return parts.join(" ");
}

/**
 * The inverse of {@linkcode encodeSchedule}.
 *
 * @throws {SyntaxError} If a part is neither a thread nor a thread and a number of times.
 */
export function decodeSchedule(schedule: string): number[] {
  return schedule.split(" ").filter((part) => part !== "").flatMap((part) => {
    const match = /^(\d+)(?:x(\d+))?$/.exec(part);
    if (match === null) {
      throw new SyntaxError(
        `Cannot read a schedule as its parts must be like 2 or 2x10: current part is "${part}"`,
      );
    }
    return new Array<number>(Number(match[2] ?? 1)).fill(Number(match[1]));
  });
}

/** Steps printed of a long interleaving, at its beginning and at its end. */
const HEAD = 250, TAIL = 50;

/** A failing interleaving for a reader: who did what, indented by thread, in the order of doing. */
export function formatFailure(failure: Failure): string {
  const width = Math.max(...failure.threadNames.map((name) => name.length)) + 2;
  const lines = failure.steps.map(({ thread, text }, i) => {
    const name = i > 0 && failure.steps[i - 1].thread === thread ? "" : failure.threadNames[thread];
    return `${String(i + 1).padStart(5)}  ${" ".repeat(thread * 2)}${name.padEnd(width)}${text}`;
  });
  if (lines.length > HEAD + TAIL) {
    const left = lines.length - HEAD - TAIL;
    lines.splice(HEAD, left, `       ... ${left} more`);
  }
  return [`${failure.kind}: ${failure.error.message}`, ...lines, `schedule: ${failure.schedule}`].join("\n");
}
