/**
 * Finds what a command line asks to run.
 *
 * @module
 */
import type { Host } from "@orochi/vm";
import type { Settings } from "./messages.ts";
import type { MainProgram } from "./program.ts";

/** The program of the settings, or why there is none. */
export function resolveProgram(settings: Settings, host: Host): MainProgram | string {
  const { program } = settings;
  if ("source" in program) return program;
  const inner = program.module.replaceAll(".", "/");
  for (const folder of settings.path) {
    const base = folder === "" ? inner : `${folder}/${inner}`;
    for (const filename of [`${base}.py`, `${base}/__main__.py`]) {
      const bytes = host.readFile(filename);
      if (bytes instanceof Uint8Array) return { source: new TextDecoder().decode(bytes), filename };
    }
  }
  return `No module named ${program.module}`;
}
