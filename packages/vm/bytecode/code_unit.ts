/**
 * What the compiler makes of one function, class body or module: plain JavaScript data, no heap. The loader
 * turns it into a code object by replacing the K and N operands of the stream by heap values.
 *
 * @module
 */

/** CodeUnit.flags, CPython's numbers: locals live in registers. */
export const CO_OPTIMIZED = 1;
/** A call makes a fresh local namespace. */
export const CO_NEWLOCALS = 2;
/** The function has `*args`. */
export const CO_VARARGS = 4;
/** The function has `**kwargs`. */
export const CO_VARKEYWORDS = 8;
/** The function lies within another one. */
export const CO_NESTED = 16;
/** The body is a generator's. */
export const CO_GENERATOR = 32;
/** The body is a coroutine's. */
export const CO_COROUTINE = 128;
/** A generator that `types.coroutine` made awaitable. */
export const CO_ITERABLE_COROUTINE = 256;
/** The body is an asynchronous generator's. */
export const CO_ASYNC_GENERATOR = 512;
/** `from __future__ import annotations` holds. */
export const CO_FUTURE_ANNOTATIONS = 0x100_0000;
/** The docstring is the first constant. */
export const CO_HAS_DOCSTRING = 0x400_0000;
/** The function is defined directly in a class. */
export const CO_METHOD = 0x800_0000;

/** A constant of a code unit, tagged by its Python type. */
export type Constant =
  | { readonly type: "None" | "True" | "False" | "Ellipsis" }
  | { readonly type: "int"; readonly value: bigint }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "complex"; readonly real: number; readonly imag: number }
  | { readonly type: "str"; readonly value: string }
  /** A str in which surrogates next to each other are characters of their own: JavaScript's strings have one for them. */
  | { readonly type: "surrogates"; readonly points: readonly number[] }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "tuple" | "frozenset"; readonly items: readonly Constant[] }
  | { readonly type: "code"; readonly unit: CodeUnit };

/** Words of one entry of {@linkcode CodeUnit.exceptionTable}: start, end, handler (word indices), depth. */
export const EXCEPTION_ENTRY_WORDS = 4;

/** A compiled function, class body or module. */
export interface CodeUnit {
  readonly name: string;
  readonly qualname: string;
  readonly filename: string;
  /** Line of the `def` or, where there are decorators, of the first of them; 1 for a module. */
  readonly firstLine: number;
  /** Positional parameters, positional-only ones included. */
  readonly argCount: number;
  readonly posOnlyCount: number;
  readonly kwOnlyCount: number;
  /** CO_ bits. */
  readonly flags: number;
  /** Registers 0 and up: parameters (positional, keyword-only, `*args`, `**kwargs`), then other locals. */
  readonly varnames: readonly string[];
  /** Names of the unit's own cells; a captured parameter is in `varnames` too and its cell lies in its register. */
  readonly cellvars: readonly string[];
  /** Names of the closure's cells, in the order of the closure tuple. */
  readonly freevars: readonly string[];
  /** Name of every register that is no temporary; hidden ones (inlined comprehensions, scratch) included. */
  readonly registerNames: readonly string[];
  /** Register of the cell of each of `cellvars`. */
  readonly cellRegisters: readonly number[];
  /** Register of the first free variable; those of `freevars` follow one another. */
  readonly freeRegister: number;
  /** What N operands index: first the `nameCount` names that `co_names` shows, then names of locals for messages. */
  readonly names: readonly string[];
  /** How many of `names` are `co_names`. */
  readonly nameCount: number;
  /** What K operands index. */
  readonly constants: readonly Constant[];
  /** Registers that are not temporaries. */
  readonly localCount: number;
  /** All registers. */
  readonly registerCount: number;
  /** The instructions; K and N operands are indices of `constants` and `names`. */
  readonly stream: Int32Array;
  /** Positions in `stream` of all K operands. */
  readonly constantRelocations: Int32Array;
  /** Positions in `stream` of all N operands. */
  readonly nameRelocations: Int32Array;
  /** Words of inline cache that the C operands count out. */
  readonly icWords: number;
  /** Entries of {@linkcode EXCEPTION_ENTRY_WORDS}, ascending, disjoint: at most one covers an instruction. */
  readonly exceptionTable: Int32Array;
  /** Source position and depth of every instruction: see `positions.ts`. */
  readonly positions: Uint8Array;
  /** Pairs: word index of a loop's first instruction (target of a JUMP_BACK), live temporaries there. */
  readonly loopHeaders: Int32Array;
  readonly docstring: string | null;
}

/**
 * Finds the handler of an instruction.
 *
 * @param table A code unit's exception table.
 * @param pc Word index of the instruction that raises.
 * @returns Index in the table of the entry's first word, or -1.
 */
export function findHandler(table: Int32Array, pc: number): number {
  let low = 0;
  let high = table.length / EXCEPTION_ENTRY_WORDS;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (table[middle * EXCEPTION_ENTRY_WORDS + 1] <= pc) low = middle + 1;
    else high = middle;
  }
  const entry = low * EXCEPTION_ENTRY_WORDS;
  return entry < table.length && table[entry] <= pc ? entry : -1;
}
