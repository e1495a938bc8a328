/**
 * Native modules of the user's own: files that export what `import` finds under their names.
 *
 * Every Worker loads them for itself, in the order of the command line, so that their natives have the same numbers
 * everywhere. One that is serial has the program run under a lock that serialises, from its start on, in every Worker alike:
 * the lock can't be changed under threads that run.
 *
 * @module
 */
import { type NativeModule, warn } from "@orochi/vm";
import type { NativeFiles } from "./messages.ts";
import { LOCKS, type Makers, sampleLock, StrategyError } from "./strategies.ts";

/** What runs a program that must be serial. */
const SERIAL_LOCK = "timeout";

/** What a program is made with. */
export interface Natives {
  /** The strategies: as asked for, unless a module must have another lock. */
  readonly makers: Makers;
  readonly modules: readonly NativeModule[];
}

function isNativeModule(value: unknown): value is NativeModule {
  if (typeof value !== "object" || value === null) return false;
  const { name, functions } = value as Partial<NativeModule>;
  return typeof name === "string" && Array.isArray(functions) &&
    functions.every((each) => typeof each?.name === "string" && typeof each.call === "function");
}

async function load(address: string): Promise<readonly NativeModule[]> {
  let exported: unknown;
  try {
    exported = (await import(address)).default;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StrategyError(`Cannot load the native module ${address}: ${reason}`);
  }
  const modules: unknown[] = Array.isArray(exported) ? exported : [exported];
  if (modules.every(isNativeModule)) return modules;
  throw new StrategyError(
    `Cannot use the native module ${address} as its default export must be a NativeModule, with name and functions, or an array of them`,
  );
}

function isParallel({ lock }: Makers): boolean {
  return sampleLock(lock).constraints?.guarantee === "parallel";
}

/** A module whose first import tells what it has done to the program: a RuntimeWarning, as CPython gives (PEP 703). */
function withWarning(module: NativeModule): NativeModule {
  const text =
    `The global interpreter lock (GIL) has been enabled to load module '${module.name}', which declares ` +
    "that it can't run safely without the GIL. To override this behavior and keep the GIL disabled (at your own risk), " +
    "run with PYTHON_GIL=0 or -Xgil=0.";
  const { populate } = module;
  return {
    ...module,
    populate: (vm, object, dict) =>
      warn(vm, "RuntimeWarning", text) && (populate === undefined || populate(vm, object, dict)),
  };
}

/**
 * Loads the native modules of a program.
 *
 * @param makers The strategies that were asked for.
 * @throws {StrategyError} For modules that can't be loaded or have a wrong shape.
 */
export async function loadNatives(makers: Makers, files: NativeFiles): Promise<Natives> {
  const modules: NativeModule[] = [];
  for (const address of files.addresses) modules.push(...await load(address));
  const serial = modules.some((module) => module.serial === true);
  if (!serial || files.parallel || !isParallel(makers)) return { makers, modules };
  return {
    makers: { ...makers, lock: LOCKS[SERIAL_LOCK] },
    modules: modules.map((module) => module.serial === true ? withWarning(module) : module),
  };
}
