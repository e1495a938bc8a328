/**
 * `orochi build`: makes what starts are quicker with. See `build.ts`.
 *
 * @module
 */
import {
  BUILD_FORMAT,
  BUILD_RECORD,
  BUILD_WORKER,
  buildFolder,
  type BuildRecord,
  type BuildSource,
  describeSource,
  imageName,
} from "./build.ts";
import { archiveUrl } from "./library.ts";
import { compilerToken } from "./library_cache.ts";
import { makeImage } from "./program.ts";
import { builtinMakers, createMemory, LOCKS, REFCOUNTS } from "./strategies.ts";

/** Why there can be no build. */
export class BuildError extends Error {
  override name = "BuildError";
}

async function deno(...args: string[]): Promise<string> {
  const output = await new Deno.Command(Deno.execPath(), { args, env: { NO_COLOR: "1" } }).output();
  if (output.success) return new TextDecoder().decode(output.stdout);
  const reason = new TextDecoder().decode(output.stderr).trim().split("\n").pop();
  throw new BuildError(`Cannot build as \`deno ${args[0]}\` failed: ${reason}`);
}

/** The files that a module is made of. */
async function sourcesOf(module: string): Promise<BuildSource[]> {
  const info = JSON.parse(await deno("info", "--json", module)) as { modules: { local?: string }[] };
  const paths = info.modules.flatMap(({ local }) => local === undefined ? [] : [local]);
  return paths.map(describeSource).filter((source) => source !== null);
}

/** A lock under which a counting strategy may be used. */
function lockFor(refcount: string): string {
  const fits = (lock: string) => {
    try {
      createMemory(builtinMakers(refcount, lock), 2 << 20);
      return true;
    } catch {
      return false;
    }
  };
  const lock = Object.keys(LOCKS).find(fits);
  if (lock === undefined) throw new BuildError(`Cannot build as no lock allows refcount "${refcount}"`);
  return lock;
}

/**
 * Makes the build and says what it did.
 *
 * @param say Called with each line of progress.
 * @throws {BuildError} If it can't be made.
 */
export async function build(say: (line: string) => void): Promise<void> {
  const folder = buildFolder();
  if (folder === null) {
    throw new BuildError(
      "Cannot build as there is no folder for it: set OROCHI_CACHE or HOME, and allow to write there",
    );
  }
  const module = new URL("./worker.ts", import.meta.url);
  const entry = module.protocol === "file:" ? decodeURIComponent(module.pathname) : module.href;
  await removeBuild();
  await Deno.mkdir(folder, { recursive: true });
  // Described before they are read: a source that changes meanwhile makes the build stale.
  const sources = await sourcesOf(entry);
  say(`${sources.length} modules into one file`);
  await deno("bundle", "--quiet", "--minify", "--output", `${folder}/${BUILD_WORKER}`, entry);
  for (const refcount of Object.keys(REFCOUNTS)) {
    const image = makeImage(refcount, lockFor(refcount));
    say(`heap image for refcount ${refcount}: ${(image.length / 2 ** 20).toFixed(1)} MiB`);
    await Deno.writeFile(`${folder}/${imageName(refcount)}`, image);
  }
  const record: BuildRecord = {
    format: BUILD_FORMAT,
    deno: Deno.version.deno,
    archive: archiveUrl(),
    token: compilerToken(),
    sources,
  };
  // Last: without it there is no build.
  await Deno.writeTextFile(`${folder}/${BUILD_RECORD}`, JSON.stringify(record));
  say(`written to ${folder}; used until a source changes`);
}

/** Takes the build away, if there is one. */
export async function removeBuild(): Promise<void> {
  const folder = buildFolder();
  if (folder === null) return;
  try {
    await Deno.remove(folder, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
