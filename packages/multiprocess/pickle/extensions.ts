/**
 * Short codes for globals, as Python's `copyreg.add_extension` registers them: both ends must agree on them.
 *
 * @module
 */
import { PythonError } from "./errors.ts";

/** Codes and the globals that they stand for. */
export class ExtensionRegistry {
  readonly #codes: Map<string, number> = new Map();
  readonly #names: Map<number, readonly [string, string]> = new Map();

  /**
   * Registers a code.
   *
   * @param module Module of the global.
   * @param name Name in it.
   * @param code 1 to 0x7fffffff.
   * @throws {PythonError} ValueError if the code is out of range or either is registered for something else.
   */
  add(module: string, name: string, code: number): void {
    if (!(code >= 1 && code <= 0x7fffffff)) throw new PythonError("ValueError", "code out of range");
    const key = `${module} ${name}`;
    const known = this.#codes.get(key);
    const other = this.#names.get(code);
    if (known === code) return;
    if (known !== undefined) {
      throw new PythonError(
        "ValueError",
        `key ('${module}', '${name}') is already registered with code ${known}`,
      );
    }
    if (other !== undefined) {
      throw new PythonError(
        "ValueError",
        `code ${code} is already in use for key ('${other[0]}', '${other[1]}')`,
      );
    }
    this.#codes.set(key, code);
    this.#names.set(code, [module, name]);
  }

  /** The code of a global, or `undefined`. */
  codeOf(module: string, name: string): number | undefined {
    return this.#codes.get(`${module} ${name}`);
  }

  /** Module and name of a code, or `undefined`. */
  nameOf(code: number): readonly [string, string] | undefined {
    return this.#names.get(code);
  }
}
