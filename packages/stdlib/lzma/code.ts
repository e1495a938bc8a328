/**
 * The filters for machine code, of whatever machine.
 *
 * @module
 */
import { applyBranches } from "./branches.ts";
import { FILTER_X86 } from "./filters.ts";
import { applyX86, newX86, type X86State } from "./x86.ts";

/** What a filter goes by. */
export interface CodeState extends X86State {
  readonly id: number;
}

/** A filter before its first byte. */
export function newCode({ id, offset }: { readonly id: number; readonly offset: number }): CodeState {
  return { id, ...newX86(offset) };
}

/** Applies a filter in place, or takes it back; returns how many bytes are final: the last few are not. */
export function applyCode(bytes: Uint8Array, state: CodeState, encode: boolean): number {
  if (state.id === FILTER_X86) return applyX86(bytes, state, encode);
  const count = applyBranches(state.id, bytes, state.now, encode);
  state.now = (state.now + count) >>> 0;
  return count;
}
