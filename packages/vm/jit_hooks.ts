/**
 * What the interpreter asks of a compiler of hot code; `@orochi/jit` implements it.
 *
 * @module
 */
import type { Address, Value } from "@orochi/object";

/** The hooks. A compiled entry runs a frame to its end and returns its value, or 0 with an exception set. */
export interface JitHooks {
  /** Calls of a function before it is offered to {@linkcode JitHooks.hotFunction}. */
  readonly functionThreshold: number;
  /** Rounds of a loop before it is offered to {@linkcode JitHooks.hotLoop}. */
  readonly loopThreshold: number;
  /** A function was called often: may compile it. The frame is that of the call, its arguments in place. */
  hotFunction(code: Address, func: Address, frame: Address): void;
  /**
   * A loop went round often. If the rest of the frame can run compiled from the loop header on, runs it.
   *
   * @param frame Address of the frame; registers are in memory.
   * @param pc Word index of the loop header in the stream.
   * @returns Whether it ran; then {@linkcode JitHooks.result} is what the frame returned.
   */
  hotLoop(frame: Address, pc: number): boolean;
  /** Result of the last call of hotLoop that returned true. */
  readonly result: Value;
  /**
   * Runs a fresh frame in compiled code.
   *
   * @param id The code object's jit word, above 0.
   */
  enter(id: number, frame: Address): Value;
}
