/**
 * Finds what a command line asks to run.
 *
 * @module
 */
import { type Host, LIBRARY_PREFIX } from "@orochi/vm";
import type { Settings } from "./messages.ts";
import type { MainProgram } from "./program.ts";

/** Text of a source file, from the library or the host; null if there is none. */
function readSource(host: Host, filename: string): string | null {
  if (filename.startsWith(LIBRARY_PREFIX)) return host.librarySource(filename.slice(LIBRARY_PREFIX.length));
  const bytes = host.readFile(filename);
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : null;
}

/** The program of the settings, or why there is none. */
export function resolveProgram(settings: Settings, host: Host): MainProgram | string {
  const { program } = settings;
  if ("source" in program) return program;
  const { module } = program;
  const inner = module.replaceAll(".", "/");
  if (inner === "" || inner.startsWith("/")) return `Relative module names not supported`;
  for (const folder of [...settings.path, LIBRARY_PREFIX.replace(/\/$/, "")]) {
    const base = folder === "" ? inner : `${folder}/${inner}`;
    const single = readSource(host, `${base}.py`);
    if (single !== null) {
      const dot = module.lastIndexOf(".");
      return { source: single, filename: `${base}.py`, package: dot < 0 ? "" : module.slice(0, dot) };
    }
    const main = readSource(host, `${base}/__main__.py`);
    if (main !== null) return { source: main, filename: `${base}/__main__.py`, package: module };
    if (readSource(host, `${base}/__init__.py`) !== null) {
      return `No module named ${module}.__main__; '${module}' is a package and cannot be directly executed`;
    }
  }
  return `No module named ${module}`;
}
