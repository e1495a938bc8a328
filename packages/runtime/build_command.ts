/**
 * `orochi build`: makes what starts are quicker with. See `build.ts`.
 *
 * @module
 */
import { nativeModules, PRELOADED } from "@orochi/stdlib";
import { nodeModule } from "@orochi/syntax";
import {
  BUILD_CODE,
  BUILD_COMPILED,
  BUILD_FORMAT,
  BUILD_RECORD,
  BUILD_WORKER,
  buildFolder,
  buildIn,
  type BuildRecord,
  type BuildSource,
  describeSource,
  imageName,
} from "./build.ts";
import { PARALLEL, SERIAL } from "./default_strategies.ts";
import { archiveUrl } from "./library_place.ts";
import { compilerToken } from "./library_cache.ts";
import { makeImage } from "./program.ts";
import { builtinMakers, createMemory, LOCKS, REFCOUNTS } from "./strategies.ts";
import { train, TrainingError } from "./training.ts";

/** Of a process, as `nice` counts. */
const LOWEST_PRIORITY = 19;

/** Why there can be no build. */
export class BuildError extends Error {
  override name = "BuildError";
}

async function deno(...args: string[]): Promise<string> {
  // Those who look at modules without running them take the configuration from the folder that they are in.
  const cwd = import.meta.url.startsWith("file:") ? new URL(".", import.meta.url) : undefined;
  const output = await new Deno.Command(Deno.execPath(), { args, cwd, env: { NO_COLOR: "1" } }).output();
  if (output.success) return new TextDecoder().decode(output.stdout);
  const lines = new TextDecoder().decode(output.stderr).trim().split("\n");
  // What Deno calls an error may be followed by where in Deno it was found.
  const reason = lines.find((line) => line.startsWith("error: "))?.slice("error: ".length) ?? lines.pop();
  throw new BuildError(`Cannot build as \`deno ${args[0]}\` failed: ${reason}`);
}

/** The files that a module is made of. */
async function sourcesOf(module: string): Promise<BuildSource[]> {
  const info = JSON.parse(await deno("info", "--json", module)) as { modules: { local?: string }[] };
  const paths = info.modules.flatMap(({ local }) => local === undefined ? [] : [local]);
  return paths.map(describeSource).filter((source) => source !== null);
}

/** Puts a module of this package, with all that it imports, into one file. */
function bundle(module: string, output: string): Promise<string> {
  return deno("bundle", "--quiet", "--output", output, module);
}

/** What stands for `import.meta` in a script: longer than any name that a minifier makes. */
const META = "meta_of_module";

/** Makes a module's text a script: an expression, the function that runs it. Of a module it has its `import.meta`. */
function asScript(module: string): string {
  return `(function(${META}){${module.replaceAll("import.meta", META)}\n})`;
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

function mebibytes(bytes: Uint8Array): string {
  return `${(bytes.length / 2 ** 20).toFixed(1)} MiB`;
}

/** Deletes the builds in a folder that no running program was started from, but for one. */
function removeUnused(folder: string, kept: string | null): void {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (!isDirectory || name === kept) continue;
    try {
      using file = Deno.openSync(`${folder}/${name}/${BUILD_WORKER}`);
      if (file.tryLockSync(true)) Deno.removeSync(`${folder}/${name}`, { recursive: true });
    } catch {
      // Without a Worker yet: somebody makes it.
    }
  }
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
  const [code, start] = ["./worker.ts", "./built_worker.ts"].map((name) => {
    const module = new URL(name, import.meta.url);
    return module.protocol === "file:" ? decodeURIComponent(module.pathname) : module.href;
  });
  const name = crypto.randomUUID(), place = `${folder}/${name}`;
  await Deno.mkdir(place, { recursive: true });
  try {
    // Described before they are read: a source that changes meanwhile makes the build stale.
    const sources = [...await sourcesOf(code), ...await sourcesOf(start)];
    say(`${sources.length} modules into one file`);
    await bundle(start, `${place}/${BUILD_WORKER}`);
    // Another build that is made at the same time must not take this one for one that nobody uses.
    using held = Deno.openSync(`${place}/${BUILD_WORKER}`);
    held.lockSync(false);
    await bundle(code, `${place}/${BUILD_CODE}`);
    const script = asScript(await Deno.readTextFile(`${place}/${BUILD_CODE}`));
    await Deno.writeTextFile(`${place}/${BUILD_CODE}`, script);
    let image: Uint8Array<ArrayBufferLike> = new Uint8Array();
    for (const refcount of Object.keys(REFCOUNTS)) {
      image = makeImage(refcount, lockFor(refcount));
      say(`heap image for refcount ${refcount}: ${mebibytes(image)}`);
      await Deno.writeFile(`${place}/${imageName(refcount)}`, image);
    }
    for (const [lock, refcount] of [SERIAL, PARALLEL]) {
      image = makeImage(refcount, lock, PRELOADED);
      say(`heap image with modules of the library for refcount ${refcount}: ${mebibytes(image)}`);
      await Deno.writeFile(`${place}/${imageName(refcount, true)}`, image);
    }
    const record: BuildRecord = {
      format: BUILD_FORMAT,
      name,
      deno: Deno.version.deno,
      archive: archiveUrl(),
      token: compilerToken(),
      sources,
      natives: nativeModules({ argv: [], path: [] }).map(({ name }) => name),
    };
    const compiled = await train(buildIn(place, record), image, place);
    say(`code that V8 has compiled: ${mebibytes(compiled)}`);
    await Deno.writeFile(`${place}/${BUILD_COMPILED}`, compiled);
    // Last, and in one step: programs that start now find the old record or this one.
    await Deno.writeTextFile(`${place}/${BUILD_RECORD}`, JSON.stringify(record));
    await Deno.rename(`${place}/${BUILD_RECORD}`, `${folder}/${BUILD_RECORD}`);
  } catch (error) {
    await Deno.remove(place, { recursive: true });
    throw error instanceof TrainingError ? new BuildError(`Cannot build: ${error.message}`) : error;
  }
  removeUnused(folder, name);
  say(`written to ${place}; used until a source changes`);
}

/** Gives this process, and those that it starts, the lowest priority: nobody waits for them. */
export function letOthersGoFirst(): void {
  nodeModule("node:os").setPriority(LOWEST_PRIORITY);
}

/** Takes the build away, if there is one. Programs that run from it keep what they need. */
export async function removeBuild(): Promise<void> {
  const folder = buildFolder();
  if (folder === null) return;
  try {
    await Deno.remove(`${folder}/${BUILD_RECORD}`);
    removeUnused(folder, null);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
