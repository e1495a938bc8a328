/**
 * Which globals a pickle may name, and what becomes of them.
 *
 * @module
 */
import { UnpicklingError } from "./errors.ts";
import { type Build, type BuildContext, standardClass } from "./standard_classes.ts";
import { ELLIPSIS, NOT_IMPLEMENTED, PyGlobal, type PyTuple } from "./values.ts";

/** Builds a value of the program's own from the arguments that a pickle has for it. */
export type Constructor = (args: PyTuple, kwargs: Map<string, unknown> | undefined) => unknown;

/** What a pickle may name. */
export interface GlobalOptions {
  /**
   * Names that are allowed beside the standard ones: `module.name`, `module.*` or `*`. Their instances and calls
   * are read as {@linkcode PyObject} and {@linkcode PyReduce}; nothing is called.
   */
  allow?: Iterable<string>;
  /** Makers of values by `module.name`, which is then allowed. */
  constructors?: ReadonlyMap<string, Constructor>;
  /**
   * Decides alone about a global: it throws to refuse it, gives the value that stands for it (a JavaScript function
   * is called with the arguments), or `undefined` to leave the decision to the other options.
   */
  findClass?: (module: string, name: string) => unknown;
}

/** The policy of one reader, and the globals that it has let through. */
export class Globals {
  readonly #options: GlobalOptions;
  readonly #allowed: Set<string>;
  readonly #found: Map<string, unknown> = new Map();
  readonly #builders: Map<unknown, Build> = new Map();

  /** @param options What is allowed. */
  constructor(options: GlobalOptions) {
    this.#options = options;
    this.#allowed = new Set(options.allow ?? []);
  }

  /**
   * The value that stands for a global.
   *
   * @throws {UnpicklingError} If it is not allowed.
   */
  find(module: string, name: string): unknown {
    const dotted = `${module}.${name}`;
    const found = this.#found.get(dotted);
    if (found !== undefined) return found;
    const made = this.#make(module, name, dotted);
    this.#found.set(dotted, made);
    return made;
  }

  #make(module: string, name: string, dotted: string): unknown {
    const chosen = this.#options.findClass?.(module, name);
    if (chosen !== undefined && !(chosen instanceof PyGlobal)) return chosen;
    if (dotted === "builtins.Ellipsis") return ELLIPSIS;
    if (dotted === "builtins.NotImplemented") return NOT_IMPLEMENTED;
    const global = chosen ?? new PyGlobal(module, name);
    const constructor = this.#options.constructors?.get(dotted);
    if (constructor !== undefined) {
      this.#builders.set(global, (args) => constructor(args, undefined));
      return global;
    }
    const standard = standardClass(module, name);
    if (standard?.build !== undefined) this.#builders.set(global, standard.build);
    else if (chosen === undefined && standard === undefined && !this.#isAllowed(module, dotted)) {
      throw new UnpicklingError(
        `global '${dotted}' is forbidden: name it in \`allow\` to read it as data, or in \`constructors\` to build it`,
      );
    }
    return global;
  }

  #isAllowed(module: string, dotted: string): boolean {
    const allowed = this.#allowed;
    return allowed.has(dotted) || allowed.has(`${module}.*`) || allowed.has("*");
  }

  /** What a call of a global gives, or `undefined` if the call is to be kept as data. */
  build(callable: unknown, args: PyTuple, context: BuildContext): unknown {
    return this.#builders.get(callable)?.(args, context);
  }

  /** The program's own maker of a class, or `undefined`. */
  constructorOf(cls: PyGlobal): Constructor | undefined {
    return this.#options.constructors?.get(cls.toString());
  }
}
