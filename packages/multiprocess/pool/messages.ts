/**
 * What a pool and its Workers say to each other.
 *
 * @module
 */

/** A function of a module. */
export interface Target {
  /** URL of the module. */
  readonly module: string;
  /** Name under which it exports the function. */
  readonly name: string;
}

/** To a Worker: some items of one call. */
export interface Batch extends Target {
  /** Names the batch in the answer. */
  readonly id: number;
  /** Arguments; one for each call, or lists of them. */
  readonly items: readonly unknown[];
  /** Whether each item is a list of arguments. */
  readonly spread: boolean;
}

/** To a Worker: first, and once. */
export interface Start {
  /** What to call before anything else, and its arguments. */
  readonly initializer: (Target & { readonly args: readonly unknown[] }) | undefined;
}

/** An error, as it travels. */
export interface RemoteError {
  /** Its name. */
  readonly name: string;
  /** Its message. */
  readonly message: string;
  /** Where it was thrown, in the Worker. */
  readonly stack: string;
}

/** What came of one item. */
export type Outcome = { readonly value: unknown } | { readonly error: RemoteError };

/** From a Worker. */
export type Answer =
  | { readonly kind: "results"; readonly id: number; readonly outcomes: readonly Outcome[] }
  | { readonly kind: "dying"; readonly reason: string };

/** An error as it travels. */
export function describeError(error: unknown): RemoteError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error), stack: "" };
  return { name: error.name, message: error.message, stack: error.stack ?? "" };
}
