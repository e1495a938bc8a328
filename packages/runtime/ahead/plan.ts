/**
 * In which order a program needs files of the library: what a module imports comes after the module itself and before
 * what follows the import.
 *
 * @module
 */
import { importsOf } from "./imports_of.ts";

/** A file of the library, and the module that it is. */
interface Step {
  readonly path: string;
  readonly module: string;
}

/** The files that a program will need, one after the other. */
export class Plan {
  readonly #isThere: (path: string) => boolean;
  /** What is to be looked at, the next at the end. */
  readonly #names: string[] = [];
  readonly #seen: Set<string> = new Set();

  /** @param isThere Whether the library has a file. */
  constructor(isThere: (path: string) => boolean) {
    this.#isThere = isThere;
  }

  /** A source is about to run. */
  begin(source: string, module: string, isPackage: boolean): void {
    const parent = isPackage ? module : module.slice(0, Math.max(0, module.lastIndexOf(".")));
    this.need(importsOf(source, parent));
  }

  /** Modules are needed before all that was planned so far. */
  need(names: readonly string[]): void {
    for (let i = names.length - 1; i >= 0; i--) {
      const parts = names[i].split(".");
      for (let length = parts.length; length > 0; length--) {
        this.#names.push(parts.slice(0, length).join("."));
      }
    }
  }

  /** The program has taken a file itself, and will need what that imports before all that was planned so far. */
  take(path: string): void {
    const name = path.slice(0, -".py".length).replaceAll("/", ".");
    this.need([name.endsWith(".__init__") ? name.slice(0, name.lastIndexOf(".")) : name]);
  }

  /** The next file; null if there is no more. A file is told once. */
  next(): (Step & { readonly isPackage: boolean }) | null {
    for (let module = this.#names.pop(); module !== undefined; module = this.#names.pop()) {
      if (this.#seen.has(module)) continue;
      this.#seen.add(module);
      const base = module.replaceAll(".", "/");
      for (const [path, isPackage] of [[`${base}/__init__.py`, true], [`${base}.py`, false]] as const) {
        if (this.#isThere(path)) return { path, module, isPackage };
      }
    }
    return null;
  }
}
