/**
 * The outside world of a Python program, through Deno's synchronous API and under its permissions.
 *
 * @module
 */
import type { Host, HostError, HostStat } from "@orochi/vm";
import { librarySource } from "./library.ts";

function failure(error: unknown): HostError {
  if (error instanceof Deno.errors.NotFound) return { code: "ENOENT", message: "No such file or directory" };
  if (error instanceof Deno.errors.NotCapable) {
    return { code: "EPERM", message: `Operation not permitted: ${error.message}` };
  }
  if (error instanceof Deno.errors.PermissionDenied) return { code: "EACCES", message: "Permission denied" };
  if (error instanceof Deno.errors.AlreadyExists) return { code: "EEXIST", message: "File exists" };
  if (error instanceof Deno.errors.BrokenPipe) return { code: "EPIPE", message: "Broken pipe" };
  if (error instanceof Deno.errors.NotADirectory) return { code: "ENOTDIR", message: "Not a directory" };
  if (error instanceof Deno.errors.IsADirectory) return { code: "EISDIR", message: "Is a directory" };
  return { code: "EIO", message: error instanceof Error ? error.message : String(error) };
}

function attempt<T>(action: () => T): T | HostError {
  try {
    return action();
  } catch (error) {
    return failure(error);
  }
}

/** A host over Deno. */
export class DenoHost implements Host {
  write(fd: number, bytes: Uint8Array): HostError | null {
    try {
      const stream = fd === 2 ? Deno.stderr : Deno.stdout;
      for (let done = 0; done < bytes.length;) done += stream.writeSync(bytes.subarray(done));
      return null;
    } catch (error) {
      return failure(error);
    }
  }
  read(fd: number, buffer: Uint8Array): number | HostError {
    return fd === 0 ? attempt(() => Deno.stdin.readSync(buffer) ?? 0) : this.#unsupported("read");
  }
  open(_path: string, _flags: number, _mode: number): number | HostError {
    return this.#unsupported("open");
  }
  close(_fd: number): HostError | null {
    return this.#unsupported("close");
  }
  seek(_fd: number, _offset: number, _whence: number): number | HostError {
    return this.#unsupported("seek");
  }
  stat(path: string | number, followLinks: boolean): HostStat | HostError {
    if (typeof path === "number") return this.#unsupported("fstat");
    return attempt(() => {
      const info = followLinks ? Deno.statSync(path) : Deno.lstatSync(path);
      const seconds = (date: Date | null) => (date?.getTime() ?? 0) / 1000;
      return {
        kind: info.isFile ? "file" : info.isDirectory ? "directory" : info.isSymlink ? "symlink" : "other",
        size: info.size,
        mode: info.mode ?? 0,
        modified: seconds(info.mtime),
        accessed: seconds(info.atime),
        created: seconds(info.birthtime),
        inode: Number(info.ino ?? 0),
        device: Number(info.dev),
        links: info.nlink ?? 1,
        uid: info.uid ?? 0,
        gid: info.gid ?? 0,
      };
    });
  }
  listDirectory(path: string): string[] | HostError {
    return attempt(() => Array.from(Deno.readDirSync(path), (entry) => entry.name));
  }
  readFile(path: string): Uint8Array | HostError {
    return attempt(() => Deno.readFileSync(path));
  }
  writeFile(path: string, bytes: Uint8Array): HostError | null {
    const result = attempt(() => Deno.writeFileSync(path, bytes));
    return result === undefined ? null : result;
  }
  system(call: string, _args: readonly (string | number)[]): HostError {
    return this.#unsupported(call);
  }
  isTerminal(fd: number): boolean {
    return fd === 0
      ? Deno.stdin.isTerminal()
      : fd === 1
      ? Deno.stdout.isTerminal()
      : fd === 2 && Deno.stderr.isTerminal();
  }
  cwd(): string {
    return Deno.cwd();
  }
  environment(): Record<string, string> {
    return Deno.env.toObject();
  }
  now(): number {
    return Date.now() / 1000;
  }
  monotonic(): number {
    return performance.now() / 1000;
  }
  cpuTime(): number {
    return performance.now() / 1000;
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
  callEmbedder(_id: number, _args: number): number {
    return 0;
  }
  #unsupported(call: string): HostError {
    return { code: "ENOSYS", message: `Function not implemented: ${call}` };
  }
}
