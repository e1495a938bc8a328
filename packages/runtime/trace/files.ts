/**
 * `--trace FILE`: memory for the trace before a program starts, and the files after its end.
 *
 * @module
 */
import { newTraceMemory, readTrace } from "./buffer.ts";
import { chromeTrace } from "./chrome.ts";
import { timeline } from "./timeline.ts";

/** A trace that is being noted. */
export interface Tracing {
  /** For {@linkcode Settings.trace}. */
  readonly memory: SharedArrayBuffer;
  /** Writes the files: the program has ended, or is no longer of interest. */
  readonly write: () => void;
}

/** The path, if it can be written to. @throws {Deno.errors.NotFound} And the like, if not. */
function writable(path: string): string {
  Deno.writeTextFileSync(path, "", { append: true });
  return path;
}

/**
 * Makes room for a trace.
 *
 * @param path Where the trace is to be: JSON there and a picture in `path.svg`, or the picture alone if it ends so.
 * @throws {Error} If nothing can be written there: better now than after a long run.
 */
export function startTrace(path: string): Tracing {
  const memory = newTraceMemory();
  const json = path.endsWith(".svg") ? null : writable(path);
  const svg = writable(json === null ? path : `${path}.svg`);
  return {
    memory,
    write: () => {
      const trace = readTrace(memory, performance.timeOrigin + performance.now());
      if (json !== null) Deno.writeTextFileSync(json, chromeTrace(trace));
      Deno.writeTextFileSync(svg, timeline(trace));
    },
  };
}
