/**
 * Type indices and layouts of the types of `_thread` and its kin: indices 150 to 159.
 *
 * @module
 */
import type { LayoutRow } from "./layout_table.ts";

/** `_thread._ThreadHandle`. */
export const T_THREAD_HANDLE = 150;
/** Python's ident of the thread, or 0. */
export const HANDLE_IDENT = 4;
/** 0 not started, 1 being started, 2 started, 3 said to be over. */
export const HANDLE_STATE = 8;
/** Word index of what changes when the thread ends, or 0. */
export const HANDLE_WORD = 12;
/** Value of that word while the thread runs. */
export const HANDLE_GENERATION = 16;
/** Bytes of a handle. */
export const HANDLE_BYTES = 20;

/** Layouts by type index. */
export const THREAD_LAYOUTS: { readonly [typeIndex: number]: LayoutRow } = {
  [T_THREAD_HANDLE]: { bytes: HANDLE_BYTES },
};
