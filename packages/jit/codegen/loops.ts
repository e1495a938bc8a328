/**
 * Loops of the functions that are written once for each Worker.
 *
 * @module
 */
import type { FunctionBuilder, Label } from "@orochi/wasm";

/** Adds a constant to a local. */
export function addTo(f: FunctionBuilder, local: number, amount: number): void {
  f.localGet(local);
  f.i32Const(amount);
  f.i32Add();
  f.localSet(local);
}

/**
 * A loop while one local is below another, both unsigned; that is tested before each round.
 *
 * @param write Writes a round, which has to move a bound; a branch to the label ends the loop.
 */
export function whileBelow(f: FunctionBuilder, at: number, end: number, write: (done: Label) => void): void {
  const done = f.block(), next = f.loop();
  f.localGet(at);
  f.localGet(end);
  f.i32GeU();
  f.brIf(done);
  write(done);
  f.br(next);
  f.end();
  f.end();
}
