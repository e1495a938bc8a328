/**
 * The states of generators, coroutines and async generators: CREATED -> RUNNING -> (SUSPENDED -> RUNNING)* ->
 * FINISHED. Only the running thread leaves RUNNING.
 *
 * @module
 */

/** GENERATOR_STATE: the body has not begun. */
export const GENERATOR_CREATED = 0;
/** GENERATOR_STATE: at a yield. */
export const GENERATOR_SUSPENDED = 1;
/** GENERATOR_STATE: some thread runs it. */
export const GENERATOR_RUNNING = 2;
/** GENERATOR_STATE: returned, raised or closed. */
export const GENERATOR_FINISHED = 3;
