/**
 * `x[a:b]`: the two instructions that it consists of as one call, without an object for the slice.
 *
 * @module
 */
import { LENGTHS, Op } from "@orochi/vm/bytecode";
import { BOXED } from "../states.ts";
import { executeGeneric } from "./generic.ts";
import { callWithRun, pushRun, takeResult } from "./natives.ts";
import type { Translator } from "./translator.ts";

/** D = slice(A, A+1) or slice(A, A+1, A+2), and what the next instruction takes with it. */
export function buildSlice(t: Translator): void {
  const { words, blockAt } = t.code, f = t.f, d = t.operand(0), a = t.operand(1), count = t.operand(2);
  const next = t.pc + LENGTHS[Op.BUILD_SLICE], container = words[next + 2];
  const state = t.state[container];
  const subscripts = words[next] === Op.BINARY_SUBSCR && words[next + 3] === d && t.isTemporary(d) &&
    !blockAt.has(next) && container !== d && state.kind === BOXED && !state.nullable;
  if (!subscripts) return executeGeneric(t);
  // While the bounds are still where this instruction has them: making the frame may fail.
  t.materialise();
  t.pc = next;
  const result = callWithRun(t, a, count, () => {
    t.pushBoxed(container);
    pushRun(t, a);
    f.i32Const(count);
    f.call(t.support.helper.getSlice);
  });
  t.consume(container);
  takeResult(t, result);
  t.done = next;
}
