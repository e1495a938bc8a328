/**
 * What a forked child is told by its parent: a file in memory, whose descriptor it inherits.
 *
 *     [bytes of the record, 32 bits][record, JSON][to the next page][control words of the heap][overlay]
 *
 * The main isolate reads it too, so nothing heavy is imported here.
 *
 * @module
 */
import type { HeapPicture } from "./fork_memory.ts";
import type { Settings } from "./messages.ts";

/** Begins the last argument of a command that goes on with a parent's heap. */
export const CONTINUE = "--continue-fork=";

/** Bytes of a page of the system. */
const SYSTEM_PAGE = 4096;

/** What a child must know. */
export interface ForkRecord {
  /** As the parent's, but for its source. */
  readonly settings: Settings;
  readonly headerBytes: number;
  /** Whether the memory has a table of the counting strategy. */
  readonly table: boolean;
  readonly picture: HeapPicture;
  /** Slot of the thread that forked: the child's only one. */
  readonly slot: number;
  /** Address of what the child calls. */
  readonly callable: number;
  /** Descriptors that no program which the child executes is to get. */
  readonly descriptors: readonly number[];
}

/** Where in the file the control words begin. */
export function controlOffset(recordBytes: number): number {
  return Math.ceil((4 + recordBytes) / SYSTEM_PAGE) * SYSTEM_PAGE;
}

/** Reads what the parent says, and where in the file the control words begin. */
export function readRecord(fd: number): { record: ForkRecord; offset: number } {
  using file = Deno.openSync(`/proc/self/fd/${fd}`);
  const length = new Uint32Array(1);
  readAll(file, new Uint8Array(length.buffer));
  const text = new Uint8Array(length[0]);
  readAll(file, text);
  return { record: JSON.parse(new TextDecoder().decode(text)), offset: controlOffset(text.length) };
}

function readAll(file: Deno.FsFile, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    const count = file.readSync(bytes.subarray(done));
    if (count === null) throw new Error("Cannot go on with the parent's heap as its image is cut off");
    done += count;
  }
}

/** The descriptor in a command line that goes on with a parent's heap; -1 in any other. */
export function continuedImage(args: readonly string[]): number {
  const last = args.at(-1);
  // Before it are the launcher's options only: a program's arguments follow a word that is none.
  if (last === undefined || !last.startsWith(CONTINUE) || !args.every((arg) => arg.startsWith("--"))) {
    return -1;
  }
  return Number(last.slice(CONTINUE.length));
}
