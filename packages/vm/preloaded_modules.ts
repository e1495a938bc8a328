/**
 * Modules that a heap image has brought: they have been run, and wait to be imported.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "./vm.ts";

/** Gives the program modules that are there already. */
export interface PreloadedModules {
  /**
   * Makes a module, and all that it imported when it was run, the program's: they are in `sys.modules` as if they had
   * been run now.
   *
   * @returns The module (new reference), or 0: it has to be found and run, or an exception is set.
   */
  take(vm: Vm, name: string): Value;
}

/** Is told what is imported for the sake of what. All but the outermost calls are between two of the others. */
export interface ImportWatcher {
  /** A module is needed, whether or not it is there, or something that a package has may be a module. */
  needed(name: string): void;
  /** It is not, and is about to be found and run. */
  loading(name: string): void;
  /** It has been run, or that failed. */
  loaded(name: string, succeeded: boolean): void;
}
