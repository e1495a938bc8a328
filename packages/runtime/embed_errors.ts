/**
 * What an embedding program catches.
 *
 * @module
 */
import { EXCEPTION_EXTRA, NONE, type Value } from "@orochi/object";
import { formatException, type Vm } from "@orochi/vm";

/** A Python exception that nobody in Python caught. */
export class PythonError extends Error {
  override name = "PythonError";
  /** Name of the exception's class, with its module unless that is `builtins`: `"ValueError"`, `"json.decoder.JSONDecodeError"`. */
  readonly type: string;
  /** Names of the class and of all that it derives from, so that `bases.includes("LookupError")` is `except LookupError`. */
  readonly bases: readonly string[];
  /** The report that Python would print, with causes, contexts and notes; ends in a line feed. */
  readonly traceback: string;

  /**
   * @param message The text of `str(exception)`.
   * @param cause The JavaScript error that became this exception, if one did.
   */
  constructor(
    type: string,
    bases: readonly string[],
    message: string,
    traceback: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.type = type;
    this.bases = bases;
    this.traceback = traceback;
    // What is shown of an error that nobody catches: both languages' part of the way.
    const frames = (this.stack ?? "").split("\n").filter((line) => line.startsWith("    at "));
    this.stack = `${this}\n${traceback}${frames.join("\n")}`;
  }

  /** Both names and the message: `"PythonError: KeyError: 'k'"`. */
  override toString(): string {
    return `PythonError: ${this.type}${this.message === "" ? "" : `: ${this.message}`}`;
  }
}

/** `SystemExit`: the Python program asked to end. The runtime can be used further. */
export class PythonExit extends PythonError {
  override name = "PythonExit";
  /** The exit status that the program asked for: 0 for None, 1 for what is no number. */
  readonly status: number;

  /** As `PythonError`'s, with the exit status. */
  constructor(bases: readonly string[], message: string, traceback: string, status: number) {
    super("SystemExit", bases, message, traceback);
    this.status = status;
  }
}

/** Name of a class as error reports show it. */
function nameOf(vm: Vm, type: Value): string {
  const module = vm.typeModule(type), name = vm.typeNameOf(type);
  return module === "builtins" || module === "__main__" || module === "" ? name : `${module}.${name}`;
}

function statusOf(vm: Vm, exception: Value): number {
  const code = vm.i32[(exception + EXCEPTION_EXTRA) >>> 2];
  if (code === 0 || code === NONE) return 0;
  return vm.isInt(code) ? Number(BigInt.asUintN(8, vm.bigInt(code))) : 1;
}

/** The JavaScript error of a Python exception (borrowed). */
export function errorOf(vm: Vm, exception: Value, cause: unknown): PythonError {
  const type = vm.typeOf(exception);
  const bases = vm.mroOf(type).map((base) => nameOf(vm, base));
  const message = vm.jsStr(exception);
  const traceback = formatException(vm, exception);
  if (vm.isSubtype(type, vm.exceptionType("SystemExit"))) {
    return new PythonExit(bases, message, traceback, statusOf(vm, exception));
  }
  return new PythonError(bases[0], bases, message, traceback, cause);
}
