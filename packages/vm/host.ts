/**
 * What the virtual machine asks of the world: one synchronous interface for files, clocks and the process,
 * one for threads. `@orochi/runtime` implements both; a test can implement them in memory.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { SystemCalls } from "./system_calls.ts";
import type { Vm } from "./vm.ts";

/** A failure of the operating system: becomes an OSError with this errno. */
export interface HostError {
  /** Name of the error as in `errno`, such as `"ENOENT"`. */
  readonly code: string;
  /** The system's own words. */
  readonly message: string;
  /** Its number, where the name alone would not do. */
  readonly number?: number;
}

/** Not a failure of the system: the exception is set already, as of a signal's handler that ran while a call waited. */
export const RAISED: HostError = { code: "", message: "" };

/** What `stat` tells. Times are nanoseconds since the epoch, sizes bytes. */
export interface HostStat {
  /** What it is. */
  readonly kind: "file" | "directory" | "symlink" | "other";
  /** Type and permissions, as `st_mode`. */
  readonly mode: number;
  /** Bytes of a file. */
  readonly size: number;
  /** Names that it has. */
  readonly links: number;
  /** Number of its owner. */
  readonly uid: number;
  /** Number of its owner's group. */
  readonly gid: number;
  /** Its number on the device. */
  readonly inode: bigint;
  /** The device that it is on. */
  readonly device: bigint;
  /** The device that a device file stands for. */
  readonly specialDevice: bigint;
  /** Blocks of 512 bytes. */
  readonly blocks: number;
  /** Size of a read or write that suits the file. */
  readonly blockBytes: number;
  /** When it was last read. */
  readonly accessed: bigint;
  /** When its content was last changed. */
  readonly modified: bigint;
  /** When anything about it was last changed. */
  readonly changed: bigint;
  /** When it was made; 0 where the system does not tell. */
  readonly born: bigint;
}

/** The outside world. Calls are synchronous; those that fail return a {@linkcode HostError}. */
export interface Host {
  /**
   * Writes all bytes to a file descriptor.
   *
   * @param position Where in the file; where it is by default, and the end for one that is opened to append.
   */
  write(fd: number, bytes: Uint8Array, position?: number): HostError | null;
  /** Reads up to `buffer.length` bytes; 0 at the end. */
  read(fd: number, buffer: Uint8Array, position?: number): number | HostError;
  /**
   * Opens a file; flags as in C's `open` on Linux.
   *
   * @returns A descriptor that only the calling Worker can use.
   */
  open(path: string, flags: number, mode: number): number | HostError;
  /** Closes a file descriptor that the calling Worker opened. */
  close(fd: number): HostError | null;
  /** Describes a path (following links or not) or an open file. */
  stat(pathOrFd: string | number, followLinks: boolean): HostStat | HostError;
  /**
   * When a regular file was changed, in seconds since the epoch, and its size in bytes; null for anything else. Every
   * import of a module asks, so it is to be quick.
   */
  stampOf(path: string): { readonly modified: number; readonly size: number } | null;
  /**
   * Whether a path (following links) or an open file is a directory: every program asks of its standard streams, and
   * import of folders, so it is to be quick.
   */
  isDirectory(pathOrFd: string | number): boolean | HostError;
  /** Names in a directory, each after a letter for its kind: `f`, `d`, `l` (symbolic link) or `?`. */
  listDirectory(path: string): string[] | HostError;
  /** The whole content of a file. */
  readFile(path: string): Uint8Array | HostError;
  /** Replaces a file atomically (used for the bytecode cache). */
  writeFile(path: string, bytes: Uint8Array): HostError | null;
  /** Everything else that `posix` needs, by the name of the call: unlink, mkdir, rmdir, rename, ... */
  system(call: string, args: readonly (string | number)[]): number | string | HostError;
  /** Whether a descriptor is a terminal. */
  isTerminal(fd: number): boolean;
  /**
   * Has the terminal at standard input give each key as it is typed, unseen, or treat lines itself again.
   *
   * @returns Whether there is one that does.
   */
  setRaw?(raw: boolean): boolean;
  /** Columns of the terminal at standard output; 80 where it doesn't tell. */
  columns?(): number;
  /** Current directory. */
  cwd(): string;
  /** An environment variable. */
  environment(): Record<string, string>;
  /** Wall clock, seconds since the epoch. */
  now(): number;
  /** Monotonic clock, seconds. */
  monotonic(): number;
  /** CPU time of the process, seconds. */
  cpuTime(): number;
  /** Process id. */
  pid(): number;
  /** Fills the bytes with randomness. */
  random(bytes: Uint8Array): void;
  /** Text of a module of the standard library, by its path inside the library (`"collections/__init__.py"`), or null. */
  librarySource(path: string): string | null;
  /** The C library, opened when it is first asked for; or why a program can't have it. */
  libc(): SystemCalls | HostError;
  /** What keeps compiled code between runs; null where nothing does. */
  readonly codeCache: CodeCache | null;
  /** Calls a function that the embedding program gave to Python; only for embedding. */
  callEmbedder(id: number, args: Value): Value;
}

/** Compiled code from run to run, as `writeCode` gives it. */
export interface CodeCache {
  /** A number (32 bits, unsigned) for the compiler: the code of another one is of no use. */
  readonly token: number;
  /** The code of a file of the standard library, by its path inside the library; null if there is none that fits. */
  load(path: string): Uint8Array | null;
  /** Keeps the code of a file of the standard library. */
  store(path: string, code: Uint8Array): void;
}

/** Starts Python threads on other Workers. */
export interface ThreadHost {
  /** Slots that may run threads at all. */
  readonly capacity: number;
  /** Threads are likely soon: a Worker may be kept ready. */
  warm(): void;
  /** The outermost import of a thread begins, or is over: what is only likely to be needed may wait until then. */
  importing?(busy: boolean): void;
  /**
   * Starts a thread that calls `callable(*args, **kwargs)`; takes over the references if it does. When the thread is
   * over, a word of the heap changes and those parked at the word's address are woken.
   *
   * @param ident Python's ident of the thread.
   * @param kwargs A dict, or 0.
   * @param known Told, before the thread begins, the word's index and its value until the thread is over.
   * @returns False when no Worker can be had.
   */
  start(
    vm: Vm,
    ident: number,
    callable: Value,
    args: Value,
    kwargs: Value,
    known: (word: number, generation: number) => void,
  ): boolean;
}
