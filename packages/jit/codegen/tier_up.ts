/**
 * Long loops change over to what the engine has optimised meanwhile. V8 runs new WebAssembly in its baseline tier and
 * optimises in the background what runs much, but a call that has begun in the baseline code ends there: a program whose
 * main loop is entered once would never see the better code. So a loop that has gone round often enough leaves, with all
 * registers in the frame, and is entered anew at once. The rounds until then double each time, so this costs a few
 * microseconds some fifteen times in the life of an instance, however late the better code comes.
 *
 * @module
 */
import { type FunctionBuilder, I32, type WasmModule } from "@orochi/wasm";
import type { Translator } from "./translator.ts";

/** Rounds until a loop is entered anew for the first time: less than a millisecond of baseline code. */
const LOOP_ROUNDS = 1 << 13;
/** ... in the code of a whole function, whose loop may have to be compiled for that by itself. */
const FUNCTION_ROUNDS = 1 << 17;
/** The rounds are not doubled beyond this. */
const MOST_ROUNDS = 1 << 30;

/** Rounds that one function of a module has left before it is entered anew. */
export class TierUp {
  /** Index of the global that holds how many there are at the function's entry. */
  readonly #rounds: number;
  readonly #leavesAt: (header: number) => boolean;
  #left = -1;

  /** @param root The header of the loop that the function begins with; -1 for the code of a whole function. */
  constructor(module: WasmModule, { code: { loops } }: Pick<Translator, "code">, root: number) {
    this.#rounds = module.defineGlobal(I32, true, root < 0 ? FUNCTION_ROUNDS : LOOP_ROUNDS);
    // Where a loop inside of another one ends is code that its own entry would have to have as well.
    this.#leavesAt = (header) =>
      root < 0 ? !loops.some(({ target, end }) => target < header && header < end) : header === root;
  }

  /** Writes what belongs to the function's entry. */
  begin(f: FunctionBuilder): void {
    this.#left = f.newLocal(I32);
    f.globalGet(this.#rounds);
    f.localSet(this.#left);
  }

  /** Writes what belongs to the end of a round, before the jump to the loop's header. */
  endRound(t: Translator, header: number): void {
    const { f } = t;
    f.localGet(this.#left);
    f.i32Const(1);
    f.i32Sub();
    if (!this.#leavesAt(header)) return f.localSet(this.#left);
    f.localTee(this.#left);
    f.i32Const(0);
    f.i32LeS();
    f.if();
    f.globalGet(this.#rounds);
    f.i32Const(MOST_ROUNDS);
    f.i32LtS();
    f.if();
    f.globalGet(this.#rounds);
    f.i32Const(1);
    f.i32Shl();
    f.globalSet(this.#rounds);
    f.end();
    t.leave("engine's better code");
    f.end();
  }
}
