/**
 * The calls of the operating system that `posix` makes by name.
 *
 * @module
 */
import { nodeModule, nodeProcess } from "@orochi/syntax";

const fs = () => nodeModule("node:fs"), os = () => nodeModule("node:os");

/** A call that Deno has no way to make. */
class NotImplemented extends Error {
  readonly code = "ENOSYS";
}

/** An error with the code that the system's own call would have given. */
class SystemError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

type Argument = string | number;

/**
 * How the process is ended at once. A Worker can end only itself, so there somebody sets this to what asks the main
 * isolate and does not return.
 */
export const processEnd: { leave: (status: number) => void } = {
  leave: (status) => nodeProcess().exit(status),
};

/**
 * How the process comes to hear signals that Python handles: somebody sets this where there is an isolate that listens.
 * When it returns, the signal no longer does to the process what it does by default.
 */
export const signalWatch: { listen: ((name: Deno.Signal, signal: number) => void) | null } = {
  listen: null,
};

/** Deno's name of a signal; undefined for one that it can't listen for. */
function signalName(signal: number): Deno.Signal | undefined {
  return Object.entries(os().constants.signals).find(([, number]) => number === signal)?.[0] as Deno.Signal;
}

type Call = (...args: never[]) => number | string | void;

/**
 * Nanoseconds since the epoch, as text, in seconds. Deno keeps whole milliseconds and rounds down; the tenth more makes
 * up for what the division loses.
 */
function seconds(nanoseconds: string): number {
  return (Number(BigInt(nanoseconds) / 1_000_000n) + 0.1) / 1e3;
}

const CALLS: { readonly [name: string]: Call } = {
  mkdir: (path: string, mode: number) => void fs().mkdirSync(path, mode),
  rmdir: (path: string) => {
    if (!fs().lstatSync(path).isDirectory()) throw new SystemError("ENOTDIR");
    fs().rmdirSync(path);
  },
  unlink: (path: string) => {
    // What removes a file for Deno would also remove an empty directory.
    if (fs().lstatSync(path).isDirectory()) throw new SystemError("EISDIR");
    fs().unlinkSync(path);
  },
  rename: (from: string, to: string) => fs().renameSync(from, to),
  link: (from: string, to: string) => fs().linkSync(from, to),
  symlink: (target: string, path: string) => fs().symlinkSync(target, path),
  readlink: (path: string) => fs().readlinkSync(path),
  realpath: (path: string) => fs().realpathSync(path),
  chmod: (path: string, mode: number) => fs().chmodSync(path, mode),
  fchmod: (fd: number, mode: number) => fs().fchmodSync(fd, mode),
  chown: (path: string, uid: number, gid: number) => fs().chownSync(path, uid, gid),
  lchown: (path: string, uid: number, gid: number) => fs().lchownSync(path, uid, gid),
  fchown: (fd: number, uid: number, gid: number) => fs().fchownSync(fd, uid, gid),
  utime: (path: string, accessed: string, modified: string) =>
    fs().utimesSync(path, seconds(accessed), seconds(modified)),
  lutime: (path: string, accessed: string, modified: string) =>
    fs().lutimesSync(path, seconds(accessed), seconds(modified)),
  futime: (fd: number, accessed: string, modified: string) =>
    fs().futimesSync(fd, seconds(accessed), seconds(modified)),
  truncate: (path: string, length: number) => fs().truncateSync(path, length),
  ftruncate: (fd: number, length: number) => fs().ftruncateSync(fd, length),
  fsync: (fd: number) => fs().fsyncSync(fd),
  fdatasync: (fd: number) => fs().fdatasyncSync(fd),
  access: (path: string, mode: number) => fs().accessSync(path, mode),
  chdir: (path: string) => Deno.chdir(path),
  umask: (mask: number) => nodeProcess().umask(mask),
  getuid: () => nodeProcess().getuid!(),
  getgid: () => nodeProcess().getgid!(),
  geteuid: () => nodeProcess().geteuid!(),
  getegid: () => nodeProcess().getegid!(),
  getppid: () => Deno.ppid,
  cpu_count: () => navigator.hardwareConcurrency,
  hostname: () => Deno.hostname(),
  release: () => os().release(),
  version: () => os().version(),
  machine: () => os().machine(),
  loadavg: () => Deno.loadavg().join(" "),
  home: () => os().homedir(),
  columns: () => Deno.consoleSize().columns,
  lines: () => Deno.consoleSize().rows,
  statvfs: (path: string) => {
    const info = fs().statfsSync(path, { bigint: true });
    return [
      info.bsize,
      info.bsize,
      info.blocks,
      info.bfree,
      info.bavail,
      info.files,
      info.ffree,
      info.ffree,
      0,
      255,
    ].join(" ");
  },
  listen: (signal: number) => {
    const name = signalName(signal);
    // SIGINT is listened for in any case.
    if (name === undefined || name === "SIGINT" || signalWatch.listen === null) {
      throw new NotImplemented("signal");
    }
    signalWatch.listen(name, signal);
  },
  kill: (pid: number, signal: number) => {
    const name = signalName(signal);
    if (signal !== 0 && name === undefined) throw new SystemError("EINVAL");
    nodeProcess().kill(pid, signal === 0 ? 0 : name!);
  },
  times: () => {
    const { user, system } = nodeProcess().cpuUsage();
    return `${user / 1e6} ${system / 1e6} ${performance.now() / 1000}`;
  },
  putenv: (name: string, value: string) => Deno.env.set(name, value),
  unsetenv: (name: string) => Deno.env.delete(name),
  system: (command: string) => {
    const { code, signal } = new Deno.Command("/bin/sh", {
      args: ["-c", command],
      stdin: "inherit",
      stdout: "inherit",
      stderr: "inherit",
    }).outputSync();
    return signal === null ? code << 8 : os().constants.signals[signal as NodeJS.Signals];
  },
  _exit: (status: number) => processEnd.leave(status),
  timezone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};

/**
 * Makes a call.
 *
 * @param call Its name.
 * @param args Paths, numbers; times are decimal texts of nanoseconds.
 * @returns What the call gives, 0 where that is nothing; several numbers come as a text.
 * @throws {Error} With the system's error name in `code`.
 */
export function callSystem(call: string, args: readonly Argument[]): number | string {
  const action = CALLS[call];
  if (action === undefined) throw new NotImplemented(call);
  return action(...args as never[]) ?? 0;
}
