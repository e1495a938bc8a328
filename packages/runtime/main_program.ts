/**
 * Finds what a command line asks to run.
 *
 * @module
 */
import { type Host, LIBRARY_PREFIX } from "@orochi/vm";
import type { Settings } from "./messages.ts";
import type { MainProgram } from "./program.ts";

/** Bytes that are read at once. */
const CHUNK_BYTES = 65536;

/** Text of a source file, from the library or the host; null if there is none. */
function readSource(host: Host, filename: string): string | null {
  if (filename.startsWith(LIBRARY_PREFIX)) return host.librarySource(filename.slice(LIBRARY_PREFIX.length));
  const bytes = host.readFile(filename);
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : null;
}

/** What standard input holds; to be asked for where that is a terminal, or if `-i` says so. */
function readProgram(settings: Settings, host: Host): MainProgram | string {
  const asked = (settings.python?.flags.interactive ?? 0) !== 0 || host.isTerminal(0);
  if (asked) return { source: "", filename: "<stdin>", asks: true };
  const chunks: Uint8Array[] = [];
  for (;;) {
    const buffer = new Uint8Array(CHUNK_BYTES);
    const count = host.read(0, buffer);
    if (typeof count !== "number") return `can't read standard input: ${count.message}`;
    if (count === 0) break;
    chunks.push(buffer.subarray(0, count));
  }
  const decoder = new TextDecoder();
  const text = chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("") + decoder.decode();
  return { source: text, filename: "<stdin>" };
}

/**
 * A module whose source is in a folder or the library: what nearly all are that are run by their names. Null for what
 * importlib must find or complain of, which costs its time.
 */
function importedProgram(module: string, path: readonly string[], host: Host): MainProgram | null {
  const inner = module.replaceAll(".", "/");
  if (inner === "" || inner.startsWith("/")) return null;
  for (const folder of [...path, LIBRARY_PREFIX.replace(/\/$/, "")]) {
    if (folder !== "" && host.readFile(folder) instanceof Uint8Array) return null;
    const base = folder === "" ? inner : `${folder}/${inner}`;
    const single = readSource(host, `${base}.py`);
    if (single !== null) {
      const dot = module.lastIndexOf(".");
      return { source: single, filename: `${base}.py`, package: dot < 0 ? "" : module.slice(0, dot) };
    }
    const main = readSource(host, `${base}/__main__.py`);
    if (main !== null) return { source: main, filename: `${base}/__main__.py`, package: module };
  }
  return null;
}

/** The program of the settings, or why there is none. */
export function resolveProgram(settings: Settings, host: Host): MainProgram | string {
  const { program } = settings;
  if ("source" in program) return program;
  if ("standardInput" in program) return readProgram(settings, host);
  return importedProgram(program.module, settings.path, host) ??
    { source: "", filename: "-m", isCommand: true, found: { module: program.module } };
}
