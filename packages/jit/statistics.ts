/**
 * What the compiler counts.
 *
 * @module
 */
import type { Reason } from "./codegen/exits.ts";

/** What the compiler has done so far. */
export interface JitStatistics {
  /** Functions compiled, again ones included. */
  functions: number;
  /** Loops compiled, again ones included. */
  loops: number;
  /** Places compiled where generators go on, again ones included. */
  resumptions: number;
  /** Code objects that are beyond what is compiled. */
  refused: number;
  /** Milliseconds spent compiling. */
  milliseconds: number;
  /** Bytes of WebAssembly made. */
  bytes: number;
  /** How often compiled code was left for each reason. */
  readonly reasons: Map<Reason, number>;
}

/** Nothing done as yet. */
export function newStatistics(): JitStatistics {
  return {
    functions: 0,
    loops: 0,
    resumptions: 0,
    refused: 0,
    milliseconds: 0,
    bytes: 0,
    reasons: new Map(),
  };
}
