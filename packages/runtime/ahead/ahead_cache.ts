/**
 * The library's bytecode where a second isolate makes some of it ahead.
 *
 * @module
 */
import { libraryNames } from "../library.ts";
import { LibraryCache } from "../library_cache.ts";
import { SharedWork } from "./shared_work.ts";

/** The numbers of the library's files: their places in the archive. */
export function libraryNumbers(): Map<string, number> {
  return new Map(libraryNames().map((name, i) => [name, i]));
}

/** The cache of a program's main thread. */
export class AheadCache extends LibraryCache {
  readonly #work: SharedWork;
  #numbers: Map<string, number> | null = null;

  /** @param work What it shares with the helper. */
  constructor(work: SharedArrayBuffer) {
    super();
    this.#work = new SharedWork(work);
  }

  /** The bytecode of a file, or null for the caller to make it. */
  override load(path: string): Uint8Array | null {
    this.#numbers ??= libraryNumbers();
    const number = this.#numbers.get(path);
    // What is no file of the archive's is code that was compiled with other options.
    if (number !== undefined) this.#work.take(number);
    return super.load(path);
  }
}
