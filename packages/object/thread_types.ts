/**
 * Type indices and layouts of the types of `_thread` and its kin: indices 150 to 159.
 *
 * @module
 */
import { PARTS_BYTES, PARTS_FIRST, PARTS_FOURTH } from "./layout.ts";
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

/** `_contextvars.Context`: a dict (0 while empty), the context to return to while it is entered. */
export const T_CONTEXT = 151;
/** `_contextvars.ContextVar`: its name, its default or 0. */
export const T_CONTEXT_VAR = 152;
/** `_contextvars.Token`: the variable, what it was before or 0, the context, 1 as an int once it has been used. */
export const T_TOKEN = 153;
/** The type of `_contextvars.Token.MISSING`. */
export const T_TOKEN_MISSING = 154;

/** `_queue.SimpleQueue`: a list of items, how many of them were taken, how many are there, threads that wait. */
export const T_SIMPLE_QUEUE = 155;

const PARTS: LayoutRow = { bytes: PARTS_BYTES, first: PARTS_FIRST, last: PARTS_FOURTH };

/** Layouts by type index. */
export const THREAD_LAYOUTS: { readonly [typeIndex: number]: LayoutRow } = {
  [T_THREAD_HANDLE]: { bytes: HANDLE_BYTES },
  [T_CONTEXT]: PARTS,
  [T_CONTEXT_VAR]: PARTS,
  [T_TOKEN]: PARTS,
  [T_TOKEN_MISSING]: PARTS,
  [T_SIMPLE_QUEUE]: PARTS,
};
