/**
 * Stacks of all threads as text, in the form of CPython's `faulthandler`.
 *
 * @module
 */
import type { Vm } from "@orochi/vm";
import { copyThreads, dropThreads, frameTexts } from "./thread_frames.ts";

/** Frames that are shown of a deep stack. */
export const MOST_FRAMES = 100;
/** Threads that are shown. */
const MOST_THREADS = 100;

/**
 * The stacks of all threads that run Python code, innermost frame first, the latest thread first.
 *
 * @param current Slot of the thread that is named the current one; 0 for none.
 */
export function dumpThreads(vm: Vm, current: number): string {
  const threads = copyThreads(vm, MOST_FRAMES + 1);
  const shown = threads.filter(({ frames }) => frames.length > 0).sort((a, b) => b.ident - a.ident);
  const texts = shown.slice(0, MOST_THREADS).map((thread) => {
    const who = thread.slot === current ? "Current thread" : "Thread";
    const name = thread.name === "" ? "" : ` [${thread.name}]`;
    const head = `${who} 0x${thread.ident.toString(16).padStart(16, "0")}${name} (most recent call first):\n`;
    const lines = frameTexts(vm, thread).map(({ file, line, name }) =>
      `  File "${file}", line ${line} in ${name}\n`
    );
    if (lines.length > MOST_FRAMES) lines[MOST_FRAMES] = "  ...\n";
    return head + lines.join("");
  });
  if (shown.length > MOST_THREADS) texts.push("...\n");
  dropThreads(vm, threads);
  return texts.join("\n");
}
