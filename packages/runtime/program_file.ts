/**
 * The program that a command line names by its path: a source file, or a folder or archive with a `__main__`.
 *
 * @module
 */
import type { Settings } from "./messages.ts";

/** A declaration of an encoding in the first two lines. */
const COOKIE = /^(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*(?!utf-?8)[-\w.]/i;
/** The first bytes of a ZIP archive that is not empty: APPNOTE.TXT 6.3.10, section 4.3.7. */
const ARCHIVE = [0x50, 0x4b, 3, 4];
/** What CPython's command does with an archive, too. */
const RUN_ARCHIVE = 'import runpy; runpy._run_module_as_main("__main__", False)\n';

/** Bytes that are not UTF-8, or say so. */
function needsDecoding(bytes: Uint8Array): boolean {
  try {
    return COOKIE.test(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return true;
  }
}

/** The first entry of `sys.path`: the folder that the file is in, where links lead. */
function folderOf(file: string): string {
  let real = file;
  try {
    real = Deno.realPathSync(file);
  } catch {
    // Not where a permission is missing.
  }
  return real.slice(0, real.lastIndexOf("/")) || "/";
}

function isFolder(file: string): boolean {
  try {
    return Deno.statSync(file).isDirectory;
  } catch {
    // Reading it tells why.
    return false;
  }
}

/** A folder has no `__main__.py`. */
export class NoMainError extends Error {
  override name = "NoMainError";

  /** @param folder Its path. */
  constructor(folder: string) {
    super(`can't find '__main__' module in '${folder}'`);
  }
}

function readBytes(filename: string, folder: string | null): Uint8Array {
  try {
    return Deno.readFileSync(filename);
  } catch (error) {
    throw folder !== null && error instanceof Deno.errors.NotFound ? new NoMainError(folder) : error;
  }
}

/**
 * Reads a program.
 *
 * @param file Its path. Modules and tracebacks have it from the root.
 * @param skipFirstLine Whether the first line is for somebody else: `-x`.
 * @throws {NoMainError} If there is no program in the folder.
 * @throws {Error} What Deno throws where it can't be read.
 */
export function readProgramFile(file: string, skipFirstLine: boolean): Pick<Settings, "program" | "path"> {
  const whole = file.startsWith("/") ? file : `${Deno.cwd()}/${file}`;
  const folder = isFolder(whole) ? whole.replace(/\/$/, "") : null;
  const filename = folder === null ? whole : `${folder}/__main__.py`;
  const bytes = readBytes(filename, folder);
  if (ARCHIVE.every((byte, k) => bytes[k] === byte)) {
    return { program: { source: RUN_ARCHIVE, filename: "<string>" }, path: [whole] };
  }
  const path = [folder ?? folderOf(whole)];
  if (!skipFirstLine && needsDecoding(bytes)) return { program: { source: "", filename, bytes }, path };
  const text = new TextDecoder().decode(bytes);
  return { program: { source: skipFirstLine ? text.replace(/^.*/, "") : text, filename }, path };
}
