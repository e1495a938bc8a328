/**
 * What is known of a code object in a Worker: its compiled code, and what that has taught.
 *
 * @module
 */
import type { Address, Value } from "@orochi/object";
import type { Callee } from "./callees.ts";
import type { Compiled } from "./compile.ts";
import type { Code } from "./decode.ts";

/** Compiled code, as TypeScript calls it: what it returns is as of `JitHooks`. */
export type Enter = (frame: Address, func: Address) => Value;

/** Compiled code for one entry of a code object, in this Worker. */
export interface Entry {
  enter: Enter;
  /** Globals that it relies on. */
  readonly globals: Address;
  readonly compiled: Omit<Compiled, "text">;
  /** How many bets had failed for good when it was made. */
  readonly avoided: number;
  /** How many exception handlers were compiled then. */
  readonly catches: number;
  /** How often it was left for what its next version would do better. */
  left: number;
  /** Bets that failed in it and that its next version makes otherwise. */
  readonly failed: Set<number>;
}

/** What is known of a code object in this Worker. */
export interface Known {
  readonly code: Code;
  /** Bets that failed. */
  readonly avoid: Set<number>;
  /** Exception handlers that were needed often enough to be compiled, by word index. */
  readonly catches: Set<number>;
  /** How often a handler was needed that was not compiled. */
  readonly caught: Map<number, number>;
  /** Entries by word index: 0 is the function's start, loop headers are stored as `-1 - index`. */
  readonly entries: Map<number, Entry>;
  /** Types (or `WIDE_INT`) of the values of the calls and rounds that were compiled for, by entry: to be bet on; 0 where not. */
  readonly types: Map<number, readonly number[]>;
  /** Whether the function's code is to be compiled again. */
  stale: boolean;
  /** How often bets failed, by word index. */
  readonly failures: Map<number, number>;
  /** Times that it was compiled. */
  versions: number;
  /** How often it may be. */
  limit: number;
  /** Calls of functions with this code that have other globals than what was compiled, since the last one that it was compiled for. */
  strangers: number;
  /** How often it was compiled for the globals of such a call. */
  turns: number;
  /** Of a generator: numbers of the places where it goes on, by word index. */
  readonly resumptions: Map<number, number>;
  /** Of a generator: the globals that its code relies on; 0 before there is some. */
  globals: Address;
  /** Places where it goes on that are beyond what is compiled. */
  readonly refused: Set<number>;
  /** Functions that calls have met where others were expected, by word index: one of each code. */
  readonly callees: Map<number, Callee[]>;
  /** Live temporaries at instructions that have raised. */
  readonly depths: Map<number, number>;
}

/** A code object is compiled this many times at most: after that it keeps what it has. */
export const MAX_VERSIONS = 12;
/** ... and so often for each place where a generator goes on. */
const VERSIONS_PER_YIELD = 4;
/** In {@linkcode Known.entries}, the key of the code that goes on with a generator at `pc` is this minus `pc`. */
export const RESUMED = -(1 << 20);

/** What is known before anything has happened. */
export function newKnown(code: Code): Known {
  return {
    code,
    avoid: new Set(),
    catches: new Set(),
    caught: new Map(),
    entries: new Map(),
    types: new Map(),
    stale: false,
    failures: new Map(),
    versions: 0,
    limit: MAX_VERSIONS + VERSIONS_PER_YIELD * code.yields,
    strangers: 0,
    turns: 0,
    resumptions: new Map(),
    refused: new Set(),
    callees: new Map(),
    depths: new Map(),
    globals: 0,
  };
}
