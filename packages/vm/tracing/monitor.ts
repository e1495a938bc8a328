/**
 * `sys.monitoring`: tools that are told of events. What tools register in a thread holds for that thread.
 *
 * @module
 */
import { type Address, FRAME_OBJECT_LINE, type Value } from "@orochi/object";
import { FRAME_CODE, FRAME_OBJECT, FRAME_PC } from "../thread_state.ts";
import { enterTracer, leaveTracer } from "./state.ts";
import type { Vm } from "../vm.ts";

/** Tools that can be registered. */
export const TOOLS = 6;
/** Bits of the events that are sent, as CPython numbers them. */
export const PY_START = 1;
export const PY_RESUME = 2;
export const PY_RETURN = 4;
export const PY_YIELD = 8;
export const LINE = 32;
export const INSTRUCTION = 64;
export const STOP_ITERATION = 1024;
export const RAISE = 2048;
export const PY_UNWIND = 8192;
export const PY_THROW = 16384;

/** The tools of a thread, their callbacks, and what each wants to be told of. */
export class Monitor {
  /** What `sys.monitoring.DISABLE` is. */
  disable: Value = 0;
  /** By tool: events wanted from all code. */
  readonly events: number[] = new Array(TOOLS).fill(0);
  /** By tool: events wanted from a code object. */
  readonly local: Map<Address, number>[] = Array.from({ length: TOOLS }, () => new Map());
  readonly #callbacks: Map<number, Value>[] = Array.from({ length: TOOLS }, () => new Map());
  /** Events at a place that a tool does not want any more. */
  readonly #disabled: Set<string>[] = Array.from({ length: TOOLS }, () => new Set());

  /** Whether anything is wanted. */
  get active(): boolean {
    return this.events.some((bits) => bits !== 0) ||
      this.local.some((codes) => [...codes.values()].some((bits) => bits !== 0));
  }

  /** Sets a tool's callback (owned; 0 takes it away) and gives the old one (owned). */
  register(tool: number, event: number, callback: Value): Value {
    const old = this.#callbacks[tool].get(event) ?? 0;
    if (callback === 0) this.#callbacks[tool].delete(event);
    else this.#callbacks[tool].set(event, callback);
    return old;
  }

  /** Takes away all that a tool has set. */
  clear(vm: Vm, tool: number): void {
    this.events[tool] = 0;
    this.local[tool].clear();
    this.#disabled[tool].clear();
    for (const callback of this.#callbacks[tool].values()) vm.decref(callback);
    this.#callbacks[tool].clear();
  }

  /** All tools get again what they did not want any more. */
  restart(): void {
    for (const places of this.#disabled) places.clear();
  }

  /**
   * Tells the tools of an event in a frame.
   *
   * @param first What follows the code object: an offset, or a line.
   * @param arg What follows that (borrowed), or 0.
   * @param line What `f_lineno` says meanwhile.
   * @returns False if a callback has raised.
   */
  fire(vm: Vm, frame: Address, event: number, first: number, arg: Value, line: number): boolean {
    const code = vm.i32[(frame >>> 2) + FRAME_CODE];
    for (let tool = 0; tool < TOOLS; tool++) {
      const callback = this.#callbacks[tool].get(event);
      if (callback === undefined || ((this.events[tool] | (this.local[tool].get(code) ?? 0)) & event) === 0) {
        continue;
      }
      const place = `${event} ${code} ${vm.i32[(frame >>> 2) + FRAME_PC]} ${first}`;
      if (this.#disabled[tool].has(place)) continue;
      const result = call(vm, frame, callback, code, first, arg, line);
      if (result === 0) return false;
      if (result === this.disable) this.#disabled[tool].add(place);
      vm.decref(result);
    }
    return true;
  }
}

function call(
  vm: Vm,
  frame: Address,
  callback: Value,
  code: Address,
  first: number,
  arg: Value,
  line: number,
): Value {
  // The frame object may be made meanwhile, and tells the instruction's own line then.
  const object = vm.i32[(frame >>> 2) + FRAME_OBJECT];
  if (object !== 0) vm.i32[(object + FRAME_OBJECT_LINE) >>> 2] = line;
  vm.incref(object);
  vm.incref(callback);
  enterTracer(vm);
  const number = vm.newInt(first);
  const result = number === 0
    ? 0
    : arg === 0
    ? vm.call(callback, code, number)
    : vm.call(callback, code, number, arg);
  leaveTracer(vm);
  vm.decref(number);
  vm.decref(callback);
  if (object !== 0) vm.i32[(object + FRAME_OBJECT_LINE) >>> 2] = 0;
  vm.decref(object);
  return result;
}
