/**
 * The program that a command line names by its path: a source file, or a folder or archive with a `__main__`.
 *
 * @module
 */
import type { Settings } from "./messages.ts";

/** A declaration of an encoding in the first two lines. */
const COOKIE = /^(?:[^\n]*\n)?[ \t\f]*#.*?coding[:=][ \t]*(?!utf-?8)[-\w.]/i;
/** The record that every archive ends with, before a comment: section 4.3.16. */
const ARCHIVE_END = [0x50, 0x4b, 5, 6];
/** Bytes of that record, and the place of the comment's length in it. */
const ARCHIVE_END_BYTES = 22, COMMENT_LENGTH = 20;

/** Whether a file is a ZIP archive (APPNOTE.TXT 6.3.10), whatever it begins with: a line that says what runs it. */
function isArchive(bytes: Uint8Array): boolean {
  const last = bytes.length - ARCHIVE_END_BYTES;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    const length = bytes[at + COMMENT_LENGTH] | bytes[at + COMMENT_LENGTH + 1] << 8;
    if (length === last - at && ARCHIVE_END.every((byte, k) => bytes[at + k] === byte)) return true;
  }
  return false;
}

/** Whether a path goes on behind an archive: to a folder in it. */
function isInArchive(path: string): boolean {
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    try {
      return isArchive(Deno.readFileSync(path.slice(0, end)));
    } catch {
      // Not a file: what is before it may be one.
    }
  }
  return false;
}

/** A path from the root; that of the current folder for "". */
export function wholePath(file: string): string {
  if (file === "" || file === ".") return Deno.cwd();
  return file.startsWith("/") ? file : `${Deno.cwd()}/${file}`;
}

/** Bytes that are not UTF-8, say so, or hold what no source may; compiled code is none. */
function needsDecoding(bytes: Uint8Array, filename: string): boolean {
  if (filename.endsWith(".pyc") || bytes.includes(0)) return true;
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

/** What a file has; null for an archive or a folder in one. */
function readBytes(filename: string, folder: string | null): Uint8Array | null {
  try {
    const bytes = Deno.readFileSync(filename);
    return folder === null && isArchive(bytes) ? null : bytes;
  } catch (error) {
    if (folder === null && isInArchive(filename)) return null;
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
  const whole = wholePath(file);
  const folder = isFolder(whole) ? whole : null;
  const filename = folder === null ? whole : `${folder.replace(/\/$/, "")}/__main__.py`;
  const bytes = readBytes(filename, folder);
  if (bytes === null) {
    const program = { source: "", filename: whole, isCommand: true, found: "first of sys.path" } as const;
    return { program, path: [whole] };
  }
  const path = [folder ?? folderOf(whole)], found = folder === null ? {} : { package: "" };
  if (!skipFirstLine && needsDecoding(bytes, filename)) {
    return { program: { source: "", filename, bytes, ...found }, path };
  }
  const text = new TextDecoder().decode(bytes);
  return { program: { source: skipFirstLine ? text.replace(/^.*/, "") : text, filename, ...found }, path };
}
