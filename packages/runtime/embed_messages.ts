/**
 * What the isolate that made a runtime, the Worker that keeps its pool and the Workers of the pool tell each other.
 *
 * @module
 */
/** Slot of the thread that the embedding isolate runs. */
export const EMBEDDER_SLOT = 1;

/** All that a Worker must know of a runtime to run threads of it. Plain data. */
export interface PoolSettings {
  readonly refcount: string;
  readonly lock: string;
  readonly jit: boolean | { readonly functionThreshold?: number; readonly loopThreshold?: number };
  readonly path: readonly string[];
  readonly argv: readonly string[];
  readonly memory: WebAssembly.Memory;
  /** Memory of the `SharedOutput`. */
  readonly output: SharedArrayBuffer;
  /** Address of the module that makes the embedder's thread leave Python, loaded where it is needed. */
  readonly leaveModule: string;
}

/** To the keeper of the pool. */
export type PoolRequest =
  /** The first message: what the Workers are for. */
  | { readonly kind: "settings"; readonly settings: PoolSettings }
  /** A Worker for a slot is wanted. */
  | { readonly kind: "spawn"; readonly slot: number };

/** To a Worker of the pool: its only message. */
export interface SlotAssignment {
  readonly settings: PoolSettings;
  readonly slot: number;
}

/** From a Worker of the pool to the keeper, who passes on what is not for it. */
export type PoolReport =
  | { readonly kind: "spawn"; readonly slot: number }
  /** Something was written to standard output or standard error. */
  | { readonly kind: "output" }
  /** Something is wrong with Orochi itself. */
  | { readonly kind: "failed"; readonly message: string };
