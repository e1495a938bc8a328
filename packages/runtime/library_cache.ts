/**
 * Bytecode of the standard library, kept from run to run in a folder of the user's. Every file can be deleted at any
 * time: it is made again. A file says which compiler made it, from which archive; what does not fit is not used.
 *
 * @module
 */
import type { CodeCache } from "@orochi/vm";
import { fnv1a } from "@orochi/vm/fnv";
import { cacheFolder, granted } from "./cache_folder.ts";
import { archiveStamp } from "./library.ts";
import config from "./deno.json" with { type: "json" };

/** Where the compiler is, relative to this file: whoever edits it gets new bytecode at the next run. */
const COMPILER_FOLDERS = ["../syntax/", "../vm/compiler/", "../vm/bytecode/"];
/** The compiler's identity, version and size of the archive, a word each and one spare, as in CPython's .pyc files. */
const HEADER_BYTES = 16;

let token: number | null = null;

/** Says what the token is, for code that is no longer where its sources are. */
export function setCompilerToken(value: number): void {
  token = value;
}

/** A number for the compiler that this isolate runs: another one writes other bytecode. */
export function compilerToken(): number {
  if (token !== null) return token;
  let hash = fnv1a(config.version);
  for (const folder of COMPILER_FOLDERS) {
    const url = new URL(folder, import.meta.url);
    // What is not on this disk can't be edited there: the version says it all.
    if (url.protocol !== "file:" || !granted({ name: "read", path: url })) continue;
    try {
      const names = Array.from(Deno.readDirSync(url), (entry) => entry.name).filter((name) =>
        name.endsWith(".ts")
      );
      for (const name of names.sort()) {
        const { mtime, size } = Deno.statSync(new URL(name, url));
        hash = fnv1a(`${name} ${size} ${mtime?.getTime()} `, hash);
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
  return token = hash;
}

/** The cache of one isolate. */
export class LibraryCache implements CodeCache {
  /** Where the files are; null: nowhere; undefined: not yet known. */
  #folder: string | null | undefined;
  #header: Uint32Array | null = null;

  /** @param folder The folder of caches; found out when it is first needed, by default. */
  constructor(folder?: string | null) {
    this.#folder = typeof folder === "string" ? `${folder}/library` : folder;
  }

  #place(path: string): string | null {
    if (this.#folder === undefined) {
      const folder = cacheFolder();
      this.#folder = folder === null ? null : `${folder}/library`;
    }
    return this.#folder === null ? null : `${this.#folder}/${path.replaceAll("/", ".")}c`;
  }

  #stamp(): Uint32Array {
    if (this.#header === null) {
      const { modified, size } = archiveStamp();
      this.#header = Uint32Array.of(compilerToken(), modified, size, 0);
    }
    return this.#header;
  }

  /** See {@linkcode compilerToken}. */
  get token(): number {
    return compilerToken();
  }

  /** The bytecode of a file of the library, or null if there is none that fits. */
  load(path: string): Uint8Array | null {
    const place = this.#place(path);
    if (place === null) return null;
    let bytes: Uint8Array;
    try {
      bytes = Deno.readFileSync(place);
    } catch {
      return null;
    }
    if (bytes.length < HEADER_BYTES) return null;
    const found = new Uint32Array(bytes.buffer, 0, HEADER_BYTES / 4);
    return this.#stamp().every((word, i) => found[i] === word) ? bytes.subarray(HEADER_BYTES) : null;
  }

  /** Keeps bytecode. A disk that is full or may not be written is no error: the next run compiles again. */
  store(path: string, code: Uint8Array): void {
    const place = this.#place(path);
    if (place === null) return;
    const bytes = new Uint8Array(HEADER_BYTES + code.length);
    bytes.set(new Uint8Array(this.#stamp().buffer));
    bytes.set(code, HEADER_BYTES);
    const draft = `${place}.${Deno.pid}.${Math.random().toString(36).slice(2)}`;
    try {
      Deno.mkdirSync(this.#folder!, { recursive: true });
      Deno.writeFileSync(draft, bytes);
      Deno.renameSync(draft, place);
    } catch {
      this.#folder = null;
    }
  }
}
