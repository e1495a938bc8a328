/**
 * How a runtime is asked for, and what is said about wrong wishes.
 *
 * @module
 */
import { PAGE_BYTES } from "@orochi/heap";
import type { JitOptions } from "@orochi/jit";
import { PARALLEL } from "./default_strategies.ts";
import type { InputOption, OutputOption } from "./embed_host.ts";

/** How a {@linkcode Runtime} is made. */
export interface RuntimeOptions {
  /** Counting strategy: a name (`orochi strategies` lists them) or, for `Runtime.create`, the address of a module. `"biased"` by default. */
  readonly refcount?: string;
  /** Lock strategy, likewise. `"object"` by default. */
  readonly lock?: string;
  /** Bytes of address space for the heap, which grows into them as needed; whole pages of 64 KiB. 256 MiB by default. */
  readonly heapBytes?: number;
  /** Whether hot code is compiled, and how eagerly. True by default. */
  readonly jit?: boolean | JitOptions;
  /** Directories where Python looks for modules, before its own library. None by default. */
  readonly path?: readonly string[];
  /** `sys.argv`; one empty string by default. */
  readonly argv?: readonly string[];
  /** Standard output: `"collect"` for `runtime.output`, which is the default, `"inherit"` for the process's, or a function. */
  readonly stdout?: OutputOption;
  /** Standard error, likewise, for `runtime.errorOutput`. */
  readonly stderr?: OutputOption;
  /** Standard input: a text, empty by default, a function that gives pieces and null at the end, or `"inherit"`. */
  readonly stdin?: InputOption;
  /** Whether Python may start threads, each on a Worker. True by default. */
  readonly threads?: boolean;
}

/** The options with everything that was left out. */
export type CompleteOptions = Required<RuntimeOptions>;

const DEFAULTS: CompleteOptions = {
  refcount: PARALLEL[1],
  lock: PARALLEL[0],
  heapBytes: 256 << 20,
  jit: true,
  path: [],
  argv: [""],
  stdout: "collect",
  stderr: "collect",
  stdin: "",
  threads: true,
};

/** Below this not even the builtin types find room. */
const LEAST_BYTES = 8 << 20;
/** Addresses have 32 bits, and the end of the last page must be one. */
const MOST_BYTES: number = 2 ** 32 - PAGE_BYTES;

type Check = readonly [what: string, holds: (value: unknown) => boolean];

const isTexts = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === "string");
const isOutput = (value: unknown) =>
  value === "collect" || value === "inherit" || typeof value === "function";

const CHECKS: { readonly [name in keyof CompleteOptions]: Check } = {
  refcount: ["a string", (value) => typeof value === "string"],
  lock: ["a string", (value) => typeof value === "string"],
  heapBytes: [
    `a whole number of bytes from ${LEAST_BYTES} to ${MOST_BYTES}`,
    (value) => Number.isInteger(value) && LEAST_BYTES <= (value as number) && (value as number) <= MOST_BYTES,
  ],
  jit: [
    "a boolean or an object of thresholds",
    (value) => typeof value === "boolean" || (typeof value === "object" && value !== null),
  ],
  path: ["an array of strings", isTexts],
  argv: ["an array of strings", isTexts],
  stdout: [`"collect", "inherit" or a function`, isOutput],
  stderr: [`"collect", "inherit" or a function`, isOutput],
  stdin: [`a string or a function`, (value) => typeof value === "string" || typeof value === "function"],
  threads: ["a boolean", (value) => typeof value === "boolean"],
};

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/**
 * Checks options and completes them.
 *
 * @throws {TypeError} For unknown options and wrong values.
 */
export function completeOptions(options: RuntimeOptions): CompleteOptions {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, name)) {
      throw new TypeError(
        `Cannot make a Runtime with the option "${name}" as there is no such option: there are ${
          Object.keys(CHECKS).join(", ")
        }`,
      );
    }
    const [what, holds] = CHECKS[name as keyof CompleteOptions];
    if (value !== undefined && !holds(value)) {
      throw new TypeError(
        `Cannot make a Runtime with this "${name}" as it must be ${what}: the given one is ${show(value)}`,
      );
    }
  }
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const complete: CompleteOptions = { ...DEFAULTS, ...given };
  return { ...complete, heapBytes: Math.ceil(complete.heapBytes / PAGE_BYTES) * PAGE_BYTES };
}
