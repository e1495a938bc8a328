/**
 * What `orochi build` leaves for later starts: all modules of a Worker in one file, and heaps as they are before a
 * program begins. A build is used only while every source that went into it is what it was.
 *
 * The main isolate asks at every start, so nothing heavy is imported here.
 *
 * @module
 */
import { cacheFolder, granted } from "./cache_folder.ts";
import type { Settings } from "./messages.ts";

/** A file that went into a build: its path, time of change in milliseconds, and bytes. */
export type BuildSource = readonly [path: string, modified: number, size: number];

/** `build.json`. */
export interface BuildRecord {
  /** Version of this record. */
  readonly format: number;
  /** Of Deno. */
  readonly deno: string;
  /** Address of the standard library's archive. */
  readonly archive: string;
  /** The compiler's, see `library_cache.ts`. */
  readonly token: number;
  readonly sources: readonly BuildSource[];
}

/** What a Worker must know of the build that it is started from. */
export interface Build {
  /** Address of the Worker's module. */
  readonly worker: string;
  /** Address of the standard library's archive. */
  readonly archive: string;
  /** The compiler's, see `library_cache.ts`. */
  readonly token: number;
  /** File of the heap image, null where there is none for the counting strategy. */
  readonly image: string | null;
}

/** {@linkcode BuildRecord.format}. */
export const BUILD_FORMAT = 1;
/** Names of the files in the folder. */
export const BUILD_RECORD = "build.json", BUILD_WORKER = "worker.js";

/** The folder of the build; null where there can be none. */
export function buildFolder(): string | null {
  const folder = cacheFolder();
  return folder === null ? null : `${folder}/build`;
}

/** Name of a counting strategy's image. */
export function imageName(refcount: string): string {
  return `${refcount}.heap`;
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

/** The build that a program with these settings can be started from, or null. */
export function findBuild(
  { refcount, lock }: Pick<Settings, "refcount" | "lock">,
  folder: string | null = buildFolder(),
): Build | null {
  // A strategy that is a module of the user's brings modules of Orochi's along: it must share them with the Worker.
  if (/[/\\:.]/.test(refcount + lock)) return null;
  if (folder === null || !granted({ name: "read" })) return null;
  let record: BuildRecord;
  try {
    record = JSON.parse(Deno.readTextFileSync(`${folder}/${BUILD_RECORD}`));
  } catch {
    return null;
  }
  if (record.format !== BUILD_FORMAT || record.deno !== Deno.version.deno) return null;
  if (!record.sources.every(isFresh)) return null;
  const image = `${folder}/${imageName(refcount)}`;
  return {
    worker: `file://${folder}/${BUILD_WORKER}`,
    archive: record.archive,
    token: record.token,
    image: exists(image) ? image : null,
  };
}
