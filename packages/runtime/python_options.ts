/**
 * The options that `orochi` takes as `python3` does, and the environment variables that mean the same.
 *
 * @module
 */

/** What options and environment say of a program, for `sys`. Plain data. */
export interface PythonSettings {
  /** Fields of `sys.flags` that are not 0. */
  readonly flags: { readonly [name: string]: number };
  /** `sys.warnoptions`. */
  readonly warnOptions: readonly string[];
  /** `sys._xoptions`: a name and its value, null where it has none. */
  readonly xOptions: readonly (readonly [name: string, value: string | null])[];
  /** `sys.orig_argv`. */
  readonly origArgv: readonly string[];
  /** What `-X int_max_str_digits` or the environment say of `sys.get_int_max_str_digits()`. */
  readonly maxDigits?: number;
  /** `sys.executable`: a file that runs Python programs. */
  readonly executable?: string;
  /** Standard output and standard error keep nothing back. */
  readonly unbuffered?: boolean;
  /** `-X no_debug_ranges` or PYTHONNODEBUGRANGES: no columns of instructions are told. */
  readonly noDebugRanges?: boolean;
  /** What PYTHONIOENCODING says of the standard streams. */
  readonly ioEncoding?: string;
}

/** An option that can't be. */
export class OptionError extends Error {
  override name = "OptionError";
}

/** Letters that count in a field of `sys.flags`. */
const COUNTED: { readonly [letter: string]: string } = {
  b: "bytes_warning",
  d: "debug",
  O: "optimize",
  q: "quiet",
  v: "verbose",
};
/** Letters that set fields to 1. */
const SET: { readonly [letter: string]: readonly string[] } = {
  B: ["dont_write_bytecode"],
  E: ["ignore_environment"],
  i: ["inspect", "interactive"],
  I: ["isolated", "ignore_environment", "no_user_site", "safe_path"],
  P: ["safe_path"],
  s: ["no_user_site"],
  S: ["no_site"],
};
/** Variables that count in a field, or set it, as a letter does. */
const VARIABLES: { readonly [name: string]: string } = {
  PYTHONDEBUG: "debug",
  PYTHONOPTIMIZE: "optimize",
  PYTHONVERBOSE: "verbose",
  PYTHONDONTWRITEBYTECODE: "dont_write_bytecode",
  PYTHONINSPECT: "inspect",
  PYTHONNOUSERSITE: "no_user_site",
  PYTHONSAFEPATH: "safe_path",
  PYTHONDEVMODE: "dev_mode",
  PYTHONWARNDEFAULTENCODING: "warn_default_encoding",
};
const MAX_DIGITS_LIMIT = 640;

/** What a word of the command line is: options only, or the last one before a program. */
export type Word =
  | { readonly kind: "options" }
  | { readonly kind: "command" | "module"; readonly text: string }
  | { readonly kind: "help" | "version" }
  | { readonly kind: "gil"; readonly text: string }
  | { readonly kind: "unknown"; readonly letter: string };

/** Collects options. */
export class PythonOptions {
  readonly #flags: Record<string, number> = {};
  readonly #warnings: string[] = [];
  readonly #extra: [string, string | null][] = [];
  #unbuffered = false;
  /** `-x`: the first line of the program is for somebody else. */
  skipFirstLine = false;

  /**
   * Reads a word that begins with one hyphen: letters, of which the last may have an argument.
   *
   * @param next Gives the word after this one, for the option that is named.
   */
  read(word: string, next: (option: string) => string): Word {
    for (let i = 1; i < word.length; i++) {
      const letter = word[i];
      const argument = () => word.slice(i + 1) || next(`-${letter}`);
      switch (letter) {
        case "c":
          return { kind: "command", text: argument() };
        case "m":
          return { kind: "module", text: argument() };
        case "W":
          this.#warnings.push(argument());
          return { kind: "options" };
        case "X":
          return this.#readExtra(argument());
        case "h":
        case "?":
          return { kind: "help" };
        case "V":
          return { kind: "version" };
        case "u":
          this.#unbuffered = true;
          break;
        case "x":
          this.skipFirstLine = true;
          break;
        case "R":
        case "t":
          break;
        default:
          if (COUNTED[letter] !== undefined) this.#count(COUNTED[letter]);
          else if (SET[letter] === undefined) return { kind: "unknown", letter };
          else for (const name of SET[letter]) this.#flags[name] = 1;
      }
    }
    return { kind: "options" };
  }

  /** Whether a field of `sys.flags` is set. */
  has(flag: string): boolean {
    return (this.#flags[flag] ?? 0) !== 0;
  }

  /** What all of it means, with what the environment adds unless an option ignores it. */
  settings(environment: (name: string) => string | undefined, origArgv: readonly string[]): PythonSettings {
    const flags = this.#flags;
    const variable = (name: string) => this.has("ignore_environment") ? "" : environment(name) ?? "";
    for (const [name, flag] of Object.entries(VARIABLES)) {
      const text = variable(name);
      if (text === "") continue;
      const number = Number.parseInt(text);
      flags[flag] = Math.max(flags[flag] ?? 0, COUNTED_NAMES.has(flag) && number > 0 ? number : 1);
    }
    if (variable("PYTHONUTF8") === "1") flags.utf8_mode = 1;
    const known = new Map(this.#extra);
    if (known.has("dev")) flags.dev_mode = 1;
    if (known.has("utf8")) flags.utf8_mode = known.get("utf8") === "0" ? 0 : 1;
    if (known.has("warn_default_encoding")) flags.warn_default_encoding = 1;
    const bytes = flags.bytes_warning ?? 0;
    return {
      flags,
      warnOptions: [
        ...flags.dev_mode ? ["default"] : [],
        ...variable("PYTHONWARNINGS").split(",").filter((text) => text !== ""),
        ...this.#warnings,
        ...bytes > 0 ? [bytes > 1 ? "error::BytesWarning" : "default::BytesWarning"] : [],
      ],
      xOptions: this.#extra,
      origArgv,
      maxDigits: maxDigits(known.get("int_max_str_digits"), variable("PYTHONINTMAXSTRDIGITS")),
      ioEncoding: variable("PYTHONIOENCODING") || undefined,
      noDebugRanges: known.has("no_debug_ranges") || variable("PYTHONNODEBUGRANGES") !== "",
      unbuffered: this.#unbuffered || variable("PYTHONUNBUFFERED") !== "",
    };
  }

  #count(flag: string): void {
    this.#flags[flag] = (this.#flags[flag] ?? 0) + 1;
  }

  #readExtra(text: string): Word {
    const equals = text.indexOf("=");
    const name = equals < 0 ? text : text.slice(0, equals);
    const value = equals < 0 ? null : text.slice(equals + 1);
    this.#extra.push([name, value]);
    return name === "gil" ? { kind: "gil", text: value ?? "" } : { kind: "options" };
  }
}

const COUNTED_NAMES: ReadonlySet<string> = new Set(Object.values(COUNTED));

function maxDigits(option: string | null | undefined, variable: string): number | undefined {
  if (option === undefined && variable === "") return undefined;
  const text = option === undefined ? variable : option ?? "";
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (number === 0 || number >= MAX_DIGITS_LIMIT) return number;
  const what = option === undefined ? "PYTHONINTMAXSTRDIGITS" : "-X int_max_str_digits";
  throw new OptionError(`${what}: invalid limit; must be >= ${MAX_DIGITS_LIMIT} or 0 for unlimited.`);
}
