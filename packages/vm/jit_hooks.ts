/**
 * What the interpreter asks of a compiler of hot code; `@orochi/jit` implements it.
 *
 * @module
 */
import type { Address, Value } from "@orochi/object";

/**
 * The word CODE_JIT of a code object: 0, or its number n among those that compiled code calls: n itself if it is compiled,
 * -1 - n if not yet, JIT_REFUSED - n (also without a number) if it never will be.
 */
export const JIT_REFUSED = -(1 << 29);

// None of these is a Value, so that compiled code may return them in the place of one.
/** {@linkcode JitHooks.hotLoop} did nothing. */
export const LOOP_STAYS = 0;
/** {@linkcode JitHooks.hotLoop} ran the frame to its end; it is gone. */
export const LOOP_ENDED = 1;
/** {@linkcode JitHooks.hotLoop} left compiled code: the interpreter goes on with the frame at its pc. */
export const LOOP_LEFT = 2;
/** {@linkcode JitHooks.hotLoop} left compiled code with an exception that the instruction at the frame's pc raised. */
export const LOOP_RAISED = 4;

/** {@linkcode JitHooks.resume} did nothing. */
export const RESUME_STAYS = 4;

/** The hooks. A compiled entry runs a frame to its end and returns its value, or 0 with an exception set. */
export interface JitHooks {
  /** Calls of a function before it is offered to {@linkcode JitHooks.hotFunction}. */
  readonly functionThreshold: number;
  /** Rounds of a loop before it is offered to {@linkcode JitHooks.hotLoop}. */
  readonly loopThreshold: number;
  /** A function was called often: may compile it. The frame is that of the call, its arguments in place. */
  hotFunction(code: Address, func: Address, frame: Address): void;
  /**
   * A loop went round often. If there is code for it, runs the frame from the loop header on.
   *
   * @param frame Address of the frame; registers are in memory.
   * @param pc Word index of the loop header in the stream.
   * @returns One of the LOOP_ constants.
   */
  hotLoop(frame: Address, pc: number): number;
  /**
   * Somebody has asked for the locals of a running frame, which are not in memory while compiled code runs it: the code
   * is left to the interpreter from now on.
   */
  localsRead(code: Address): void;
  /** What the frame returned, after LOOP_ENDED. */
  readonly result: Value;
  /**
   * Runs a fresh frame in compiled code.
   *
   * @param id The code object's jit word, above 0.
   */
  enter(id: number, frame: Address): Value;
  /**
   * Calls a function (borrowed) in compiled code, for which no frame has been made.
   *
   * @param id As for {@linkcode JitHooks.enter}.
   * @param top Top of the thread's stack; the arguments, owned, are in the registers of a frame that would lie there.
   * @returns The result, or 0 with an exception set.
   */
  call(id: number, top: Address, func: Address): Value;
  /**
   * Runs a generator that has been made current, its frame marked as an entry, in compiled code if there is some: until it
   * yields, returns or raises, as `run` does.
   *
   * @returns What it yielded or returned, 0 with an exception set, or RESUME_STAYS.
   */
  resume(generator: Address): Value;
  /**
   * The word GENERATOR_COMPILED of a fresh generator: where compiled code begins with it, or 0.
   *
   * @param func Its function (borrowed).
   * @param pc Word index of its first instruction.
   */
  firstWord(func: Address, pc: number): number;
  /**
   * Makes a generator current, sends it a value (borrowed) and runs it, if it rests where compiled code goes on.
   *
   * @returns As {@linkcode JitHooks.resume}.
   */
  send(generator: Address, sent: Value): Value;
  /**
   * Goes on with a generator as {@linkcode JitHooks.send} does, again and again for as long as it yields ints and bools that
   * doubles hold, and adds these up, up to 2^53.
   *
   * @returns What came last, which was not added.
   */
  addYielded(generator: Address): Value;
  /** Sum of what {@linkcode JitHooks.addYielded} has just added. */
  readonly added: number;
  /**
   * The same, for as long as a generator yields what is of another truth than the wanted, 1 or 0, without a say in that.
   *
   * @returns What came last.
   */
  skipYielded(generator: Address, wanted: number): Value;
}
