/**
 * The outside world of a Python program, through Deno and under its permissions. Files are those of `node:fs`, whose
 * descriptors are the operating system's and whose calls read and write shared memory in place.
 *
 * @module
 */
import type { BigIntStats } from "node:fs";
import { nodeModule, nodeProcess } from "@orochi/syntax";
import { errorNumber, errorWords } from "@orochi/stdlib";
import type { Host, HostError, HostStat, SystemCalls } from "@orochi/vm";
import { openLibrary } from "./libc/library.ts";
import { librarySource } from "./library.ts";
import { LibraryCache } from "./library_cache.ts";
import { callSystem } from "./system_calls.ts";

const fs = () => nodeModule("node:fs");

/** What a failed call was refused for. A permission that Deno was not given is told with the flag that gives it. */
export function failure(error: unknown): HostError {
  if (error instanceof Deno.errors.NotCapable) return { code: "EACCES", message: error.message };
  const code = error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : codeOf(error);
  return { code, message: errorWords(errorNumber(code)) };
}

function codeOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "ENOENT";
  if (error instanceof Deno.errors.PermissionDenied) return "EACCES";
  if (error instanceof Deno.errors.AlreadyExists) return "EEXIST";
  if (error instanceof Deno.errors.BrokenPipe) return "EPIPE";
  if (error instanceof Deno.errors.NotADirectory) return "ENOTDIR";
  if (error instanceof Deno.errors.IsADirectory) return "EISDIR";
  if (error instanceof Deno.errors.Interrupted) return "EINTR";
  if (error instanceof Deno.errors.NotSupported) return "ENOTSUP";
  return "EIO";
}

function attempt<T>(action: () => T): T | HostError {
  try {
    return action();
  } catch (error) {
    return failure(error);
  }
}

/** Runs what has no result. */
function perform(action: () => void): HostError | null {
  try {
    action();
    return null;
  } catch (error) {
    return failure(error);
  }
}

function describe(info: BigIntStats): HostStat {
  return {
    kind: info.isFile()
      ? "file"
      : info.isDirectory()
      ? "directory"
      : info.isSymbolicLink()
      ? "symlink"
      : "other",
    mode: Number(info.mode),
    size: Number(info.size),
    links: Number(info.nlink),
    uid: Number(info.uid),
    gid: Number(info.gid),
    inode: info.ino,
    device: info.dev,
    specialDevice: info.rdev,
    blocks: Number(info.blocks),
    blockBytes: Number(info.blksize),
    accessed: info.atimeNs,
    modified: info.mtimeNs,
    changed: info.ctimeNs,
    born: info.birthtimeNs,
  };
}

/** Columns of a terminal that doesn't tell. */
const DEFAULT_COLUMNS = 80;

const STREAMS = [Deno.stdin, Deno.stdout, Deno.stderr];

/** A host over Deno. */
export class DenoHost implements Host {
  readonly codeCache: LibraryCache;

  /** @param codeCache What keeps the library's bytecode between runs. */
  constructor(codeCache: LibraryCache = new LibraryCache()) {
    this.codeCache = codeCache;
  }
  write(fd: number, bytes: Uint8Array, position?: number): HostError | null {
    return perform(() => {
      let at = position ?? -1;
      for (let done = 0; done < bytes.length;) {
        const rest = bytes.subarray(done);
        const count = fd === 1 || fd === 2
          ? (fd === 1 ? Deno.stdout : Deno.stderr).writeSync(rest)
          : fs().writeSync(fd, rest, 0, rest.length, at < 0 ? null : at);
        done += count;
        if (at >= 0) at += count;
      }
    });
  }
  read(fd: number, buffer: Uint8Array, position?: number): number | HostError {
    if (buffer.length === 0) return 0;
    return attempt(() => {
      if (fd === 0) return Deno.stdin.readSync(buffer) ?? 0;
      return fs().readSync(
        fd,
        buffer,
        0,
        buffer.length,
        position === undefined || position < 0 ? null : position,
      );
    });
  }
  open(path: string, flags: number, mode: number): number | HostError {
    return attempt(() => fs().openSync(path, flags, mode));
  }
  close(fd: number): HostError | null {
    return fd <= 2 ? null : perform(() => fs().closeSync(fd));
  }
  stat(path: string | number, followLinks: boolean): HostStat | HostError {
    return attempt(() => {
      if (typeof path === "number") return describe(fs().fstatSync(path, { bigint: true }));
      return describe(
        followLinks ? fs().statSync(path, { bigint: true }) : fs().lstatSync(path, { bigint: true }),
      );
    });
  }
  stampOf(path: string): { modified: number; size: number } | null {
    try {
      const { isFile, mtime, size } = Deno.statSync(path);
      return isFile ? { modified: Math.floor((mtime?.getTime() ?? 0) / 1000), size } : null;
    } catch {
      return null;
    }
  }
  isDirectory(path: string | number): boolean | HostError {
    if (typeof path === "string") return attempt(() => Deno.statSync(path).isDirectory);
    // Not through node:fs, which a program may need for nothing else; but this folder may be forbidden.
    const quick = path <= 2 && Deno.build.os !== "windows" ? this.isDirectory(`/dev/fd/${path}`) : null;
    if (typeof quick === "boolean") return quick;
    const info = this.stat(path, true);
    return "code" in info ? info : info.kind === "directory";
  }
  listDirectory(path: string): string[] | HostError {
    return attempt(() =>
      Array.from(Deno.readDirSync(path), (entry) => {
        const kind = entry.isFile ? "f" : entry.isDirectory ? "d" : entry.isSymlink ? "l" : "?";
        return kind + entry.name;
      })
    );
  }
  readFile(path: string): Uint8Array | HostError {
    return attempt(() => Deno.readFileSync(path));
  }
  writeFile(path: string, bytes: Uint8Array): HostError | null {
    return perform(() => {
      const draft = `${path}.${Deno.pid}.${Math.random().toString(36).slice(2)}`;
      Deno.writeFileSync(draft, bytes);
      Deno.renameSync(draft, path);
    });
  }
  system(call: string, args: readonly (string | number)[]): number | string | HostError {
    return attempt(() => callSystem(call, args));
  }
  isTerminal(fd: number): boolean {
    return STREAMS[fd]?.isTerminal() ?? false;
  }
  setRaw(raw: boolean): boolean {
    return perform(() => Deno.stdin.setRaw(raw)) === null;
  }
  columns(): number {
    const size = attempt(() => Deno.consoleSize());
    return "columns" in size && size.columns > 0 ? size.columns : DEFAULT_COLUMNS;
  }
  cwd(): string {
    return Deno.cwd();
  }
  environment(): Record<string, string> {
    const granted = Deno.permissions.querySync({ name: "env" }).state === "granted";
    return granted ? Deno.env.toObject() : {};
  }
  now(): number {
    return (performance.timeOrigin + performance.now()) / 1000;
  }
  monotonic(): number {
    return performance.now() / 1000;
  }
  cpuTime(): number {
    const { user, system } = nodeProcess().cpuUsage();
    return (user + system) / 1e6;
  }
  pid(): number {
    return Deno.pid;
  }
  random(bytes: Uint8Array): void {
    crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
  }
  librarySource(path: string): string | null {
    return librarySource(path);
  }
  libc(): SystemCalls | HostError {
    return openLibrary();
  }
  callEmbedder(_id: number, _args: number): number {
    return 0;
  }
}
