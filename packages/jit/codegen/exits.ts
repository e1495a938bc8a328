/**
 * Ways out of compiled code. Each passes its unboxed and boxed values to a function of the module that is shared by all
 * exits with such values; where they belong in the frame is data ({@linkcode Site}), which `scatter` reads. So an exit is
 * some twenty bytes, however many registers there are.
 *
 *     exit:   frame, values..., site ──▶ spill function: values boxed, side by side behind the frame ──▶ leave
 *     leave:  scatter: stored values, constants and zeros to the registers
 *
 * @module
 */
import type { Address } from "@orochi/object";
import { F64, I32, I64, type ValueType } from "@orochi/wasm";
import { FRAME_HEADER_BYTES, THREAD_STACK_TOP } from "@orochi/vm/bytecode";
import { BOOL, BOXED, CONST, EMPTY, FLOAT, INT } from "../states.ts";
import { BLOCK_GLOBAL, type Support } from "./runtime_module.ts";
import type { Translator } from "./translator.ts";

/** Why compiled code was left. */
export const REASONS = [
  "raised",
  "not an int",
  "not a float",
  "int overflow",
  "zero divisor",
  "negative root",
  "global changed",
  "attribute changed",
  "not a range",
  "wrong container",
  "index out of range",
  "unbound",
  "entry types",
  "stack depth",
  "other threads",
  "other callee",
  "never run",
  "not a str",
  "frame kept",
  "engine's better code",
] as const;

/** Name of a reason. */
export type Reason = (typeof REASONS)[number];

/** A place where compiled code can be left. */
export interface Site {
  /** Word index of the instruction to go on with, or that raised. */
  readonly pc: number;
  readonly reason: Reason;
  /** Registers whose values lie behind the frame, in this order. */
  readonly stored: readonly number[];
  /** Registers with constants: register, value, ... */
  readonly constants: readonly number[];
  /** Registers that are right in memory. All others are empty. */
  readonly kept: readonly number[];
}

/** The exits of one module. */
export class Exits {
  /** By number. */
  readonly sites: Site[] = [];
  readonly #support: Support;
  readonly #frameBytes: number;
  readonly #spills: Map<string, number> = new Map();

  /** @param frameBytes Bytes of the code's frames; -1 for generators, whose values are stored on the thread's stack. */
  constructor(support: Support, frameBytes: number) {
    this.#support = support;
    this.#frameBytes = frameBytes;
  }

  /** Writes an exit for the translator's state; the site's number is left on the stack. */
  write(t: Translator, reason: Reason, pc: number, kept: ReadonlySet<number> | null): void {
    const f = t.f, stored: number[] = [], constants: number[] = [];
    let kinds = "";
    f.localGet(0);
    for (let register = 0; register < t.code.registers; register++) {
      if (kept !== null && kept.has(register)) continue;
      const state = t.state[register];
      if (state.kind === EMPTY) continue;
      if (state.kind === CONST) {
        constants.push(register, state.value);
        continue;
      }
      stored.push(register);
      if (state.kind === INT) {
        f.localGet(t.intLocal(register));
        kinds += "i";
      } else if (state.kind === FLOAT) {
        f.localGet(t.floatLocal(register));
        kinds += "f";
      } else if (state.kind === BOXED || state.kind === BOOL) {
        f.localGet(t.boxedLocal(register));
        kinds += state.kind === BOOL ? "t" : "v";
      } else {
        t.pushRange(register);
        kinds += "r";
      }
    }
    f.i32Const(this.sites.length);
    f.call(this.#spill(kinds));
    this.sites.push({ pc, reason, stored, constants, kept: kept === null ? [] : [...kept] });
  }

  /** `(frame, value..., site) -> site`: stores values of these kinds behind the frame, boxed. */
  #spill(kinds: string): number {
    const known = this.#spills.get(kinds);
    if (known !== undefined) return known;
    const types = [...kinds].flatMap((kind): ValueType[] =>
      kind === "r" ? [I32, I32, I32] : [kind === "i" ? I64 : kind === "f" ? F64 : I32]
    );
    const onStack = this.#frameBytes < 0;
    const f = this.#support.module.addFunction(`exit_${kinds}`, [I32, ...types, I32], [I32]);
    for (let k = 0, local = 1; k < kinds.length; k++, local++) {
      if (onStack) {
        f.globalGet(BLOCK_GLOBAL);
        f.i32Load(THREAD_STACK_TOP);
      } else f.localGet(0);
      f.localGet(local);
      if (kinds[k] === "r") {
        f.localGet(++local);
        f.localGet(++local);
        f.call(this.#support.newRangeIterator);
      } else if (kinds[k] === "i") f.call(this.#support.boxInt);
      else if (kinds[k] === "f") f.call(this.#support.newFloat);
      else if (kinds[k] === "t") f.call(this.#support.boxBool);
      f.i32Store(onStack ? 4 * k : this.#frameBytes + 4 * k);
    }
    f.localGet(1 + types.length);
    f.end();
    this.#spills.set(kinds, f.index);
    return f.index;
  }
}

/**
 * Puts what an exit stored into the frame's registers.
 *
 * @param from Word index of what was stored: behind the frame, or elsewhere for a generator's.
 */
export function scatter(
  i32: Int32Array,
  frame: Address,
  registers: number,
  site: Site,
  from = ((frame + FRAME_HEADER_BYTES) >>> 2) + registers,
): void {
  const first = (frame + FRAME_HEADER_BYTES) >>> 2;
  const { stored, constants, kept } = site;
  for (let register = 0; register < registers; register++) {
    if (kept.length === 0 || !kept.includes(register)) i32[first + register] = 0;
  }
  // What was stored lies apart from the registers.
  for (let k = 0; k < stored.length; k++) i32[first + stored[k]] = i32[from + k];
  for (let k = 0; k < constants.length; k += 2) i32[first + constants[k]] = constants[k + 1];
}
