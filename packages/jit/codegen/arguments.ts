/**
 * What a call passes: from registers side by side, or from a tuple and a dict.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Translator } from "./translator.ts";

/** The arguments of a call, self included. */
export interface Arguments {
  /** How many there are, those with names included. */
  readonly given: number;
  /** Names of the last ones. */
  readonly names: readonly Value[];
  /** Pushes one, with a reference that the receiver then owns. Each is pushed once on each way. */
  readonly push: (k: number) => void;
}

/** The values of registers from `first` on. */
export function argumentsOf(t: Translator, first: number, given: number, names: readonly Value[]): Arguments {
  return { given, names, push: (k) => t.pushOwned(first + k) };
}
