/**
 * What `orochi build` leaves for later starts: all modules of a Worker in one file, what V8 compiles of it in most
 * programs, and heaps as they are before a program begins. A build is used only while every source that went into it is what it was.
 *
 * The folder of builds has one for each place that Orochi is at, and there a record that names the folder of the newest
 * build. A build's Worker is locked, shared, by each program that started from it: what nobody locks can be deleted.
 *
 * The main isolate asks at every start, so nothing heavy is imported here.
 *
 * @module
 */
import { fnv1a } from "@orochi/vm/fnv";
import { cacheFolder, granted } from "./cache_folder.ts";
import type { Settings } from "./messages.ts";

/** A file that went into a build: its path, time of change in milliseconds, and bytes. */
export type BuildSource = readonly [path: string, modified: number, size: number];

/** `build.json`. */
export interface BuildRecord {
  /** Version of this record. */
  readonly format: number;
  /** Name of the build's folder, beside the record. */
  readonly name: string;
  /** Of Deno. */
  readonly deno: string;
  /** Address of the standard library's archive. */
  readonly archive: string;
  /** The compiler's, see `library_cache.ts`. */
  readonly token: number;
  readonly sources: readonly BuildSource[];
  /** Names of native modules. */
  readonly natives: readonly string[];
}

/** What a Worker must know of the build that it is started from. */
export interface Build {
  /** Address of the Worker's module. */
  readonly worker: string;
  /** Address of the standard library's archive. */
  readonly archive: string;
  /** The compiler's, see `library_cache.ts`. */
  readonly token: number;
}

/** A build's heap images, as files; null where there is none for the counting strategy. */
export interface BuildImages {
  /** With the builtin types in it. */
  readonly small: string | null;
  /** With modules of the library as well. */
  readonly large: string | null;
}

/** A build that is locked until {@linkcode BuildInUse.release}. */
export class BuildInUse {
  readonly build: Build;
  readonly images: BuildImages;
  readonly record: BuildRecord;
  readonly #file: Deno.FsFile;

  /** @param file The build's Worker, locked. */
  constructor(build: Build, images: BuildImages, record: BuildRecord, file: Deno.FsFile) {
    this.build = build;
    this.images = images;
    this.record = record;
    this.#file = file;
  }

  /** Whether every source is what it was; takes some 10 ms. */
  isFresh(): boolean {
    return this.record.sources.every(isFresh);
  }

  /** The build may be deleted, as far as this program goes. */
  release(): void {
    this.#file.close();
  }
}

/** {@linkcode BuildRecord.format}. */
export const BUILD_FORMAT = 4;
/** Names of the files in the folder: the record, what a Worker loads, its code, what V8 has compiled of that. */
export const BUILD_RECORD = "build.json",
  BUILD_WORKER = "worker.js",
  BUILD_CODE = "code.js",
  BUILD_COMPILED = "code.v8";
/** Message to a Worker of a build without a {@linkcode BUILD_COMPILED}: it answers with what should be in it. */
export const COMPILED_WANTED = "compiled";

/** The folder of the builds of the Orochi that is here; null where there can be none. */
export function buildFolder(): string | null {
  const folder = cacheFolder();
  return folder === null ? null : `${folder}/build/${fnv1a(import.meta.url).toString(16)}`;
}

/** Name of a counting strategy's image, with modules of the library or without. */
export function imageName(refcount: string, withLibrary: boolean = false): string {
  return `${refcount}${withLibrary ? ".library" : ""}.heap`;
}

/** Describes a source as it is now; null if it is not there. */
export function describeSource(path: string): BuildSource | null {
  try {
    const { mtime, size } = Deno.statSync(path);
    return [path, mtime?.getTime() ?? 0, size];
  } catch {
    return null;
  }
}

function isFresh([path, modified, size]: BuildSource): boolean {
  const now = describeSource(path);
  return now !== null && now[1] === modified && now[2] === size;
}

function exists(path: string): boolean {
  return describeSource(path) !== null;
}

/** What Workers must know of the build in a folder. */
export function buildIn(folder: string, { archive, token }: Pick<BuildRecord, "archive" | "token">): Build {
  return { worker: `file://${folder}/${BUILD_WORKER}`, archive, token };
}

/** The images in a folder, for a counting strategy. */
export function imagesIn(folder: string, refcount: string): BuildImages {
  const [small, large] = [false, true].map((withLibrary) => {
    const file = `${folder}/${imageName(refcount, withLibrary)}`;
    return exists(file) ? file : null;
  });
  return { small, large };
}

/** The build that a program with these settings can be started from, or null; it has to be asked whether it is fresh. */
export function findBuild(
  { refcount, lock, natives }: Pick<Settings, "refcount" | "lock" | "natives">,
  folder: string | null = buildFolder(),
): BuildInUse | null {
  // What is a module of the user's brings modules of Orochi's along: it must share them with the Worker.
  if (natives !== undefined || /[/\\:.]/.test(refcount + lock)) return null;
  if (folder === null || !granted({ name: "read" })) return null;
  let file: Deno.FsFile | null = null;
  try {
    const record: BuildRecord = JSON.parse(Deno.readTextFileSync(`${folder}/${BUILD_RECORD}`));
    if (record.format !== BUILD_FORMAT || record.deno !== Deno.version.deno) return null;
    const worker = `${folder}/${record.name}/${BUILD_WORKER}`;
    file = Deno.openSync(worker);
    // Who deletes a build locks it alone: it may have been gone before it was ours.
    if (file.tryLockSync(false) && exists(worker)) {
      const place = `${folder}/${record.name}`;
      return new BuildInUse(buildIn(place, record), imagesIn(place, refcount), record, file);
    }
  } catch {
    // Not there, or not what a build looks like.
  }
  file?.close();
  return null;
}
