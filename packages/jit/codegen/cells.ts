/**
 * Variables that inner functions share: the cells of a closure, and what is put into them.
 *
 * @module
 */
import { CELL_VALUE, FUNCTION_CLOSURE, T_CELL, TUPLE_ITEMS } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { BOXED, boxed, EMPTY, RANGE } from "../states.ts";
import { ensureStorable, storeFrom } from "./access.ts";
import { executeGeneric } from "./generic.ts";
import type { Translator } from "./translator.ts";

/** r, r+1, ... r+I-1 = the cells of the function's closure */
export function copyFreeVariables(t: Translator): void {
  const f = t.f,
    first = t.operand(0),
    count = t.operand(1),
    closure = f.newLocal(I32),
    cell = f.newLocal(I32);
  f.localGet(1);
  f.i32Load(FUNCTION_CLOSURE);
  f.localSet(closure);
  for (let k = 0; k < count; k++) {
    f.localGet(closure);
    f.i32Load(TUPLE_ITEMS + 4 * k);
    f.localSet(cell);
    t.keepLocal(cell, boxed(T_CELL));
    f.localGet(cell);
    t.setBoxed(first + k, T_CELL);
  }
  f.releaseLocal(closure);
  f.releaseLocal(cell);
}

/** The content of the cell in r = R */
export function storeCell(t: Translator): void {
  const f = t.f, r = t.operand(0), source = t.operand(1), { kind } = t.state[source];
  if (t.state[r].kind !== BOXED || kind === RANGE || kind === EMPTY) return executeGeneric(t);
  ensureStorable(t, source);
  const cell = f.newLocal(I32);
  f.localGet(t.boxedLocal(r));
  f.localSet(cell);
  storeFrom(t, source, cell, () => f.i32Const(0), () => f.localGet(cell), CELL_VALUE, () => {});
  f.releaseLocal(cell);
}
