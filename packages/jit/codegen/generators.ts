/**
 * `yield` and `yield from`: a generator's code ends where it yields, and is entered anew behind it.
 *
 * @module
 */
import { GENERATOR_DELEGATE } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { LENGTHS, Op, THREAD_YIELDED } from "@orochi/vm/bytecode";
import { RESUME_STAYS } from "@orochi/vm/engine";
import { ANY_STATE, BOXED, EMPTY, FLOAT, INT, RANGE, SMALL_BITS } from "../states.ts";
import { nextPc } from "./control.ts";
import { fastOrExecute, registerOffset } from "./generic.ts";
import { BLOCK_GLOBAL } from "./runtime_module.ts";
import type { Translator } from "./translator.ts";

/** YIELD: all registers go to the frame, and the value to whoever went on with the generator. */
export function yieldValue(t: Translator): void {
  const f = t.f, d = t.operand(0), r = t.operand(1), value = f.newLocal(I32), after = nextPc(t);
  t.storePc();
  t.pushOwned(r);
  f.localSet(value);
  for (let register = 0; register < t.code.registers; register++) {
    f.localGet(0);
    t.pushBoxed(register);
    f.i32Store(registerOffset(register));
  }
  f.localGet(0);
  f.i32Const(after);
  f.i32Const(d);
  f.i32Const(t.dry || t.resumeWord === null ? 0 : t.resumeWord(after));
  f.call(t.dry ? 0 : t.generators.suspend);
  f.localGet(value);
  f.return();
  f.releaseLocal(value);
}

/** Leaves the generator's delegate as it should be, if it is not. */
function setDelegate(t: Translator, own: number, target: number | null): void {
  const f = t.f;
  const push = () => target === null ? f.i32Const(0) : f.localGet(target);
  f.localGet(own);
  f.i32Load(GENERATOR_DELEGATE);
  push();
  f.i32Ne();
  f.if();
  f.localGet(own);
  push();
  f.call(t.support.helper.setDelegate);
  f.end();
}

/** YIELD_FROM_STEP: `D r R J`. Another generator is gone on with here, all else by `execute`. */
export function yieldFromStep(t: Translator): void {
  const f = t.f,
    d = t.operand(0),
    r = t.operand(1),
    source = t.operand(2),
    words = LENGTHS[Op.YIELD_FROM_STEP];
  if (!t.isTemporary(d) || !t.isTemporary(source) || t.state[r].kind === EMPTY) return t.leave("never run");
  const value = f.newLocal(I32), sent = f.newLocal(I32), finished = f.newLocal(I32), own = f.newLocal(I32);
  const iterator = f.newLocal(I32);
  t.unpackToBoxed(r);
  t.pushBoxed(r);
  f.localSet(iterator);
  const state = t.state[source];
  t.pushOwned(source);
  f.localSet(sent);
  t.storePc();
  f.localGet(iterator);
  f.localGet(sent);
  f.call(t.dry ? 0 : t.generators.resume);
  f.localTee(value);
  f.i32Const(RESUME_STAYS);
  f.i32Eq();
  f.if();
  const kept = new Set([r, source, d]);
  for (const [register, local] of [[d, -1], [r, iterator], [source, sent]]) {
    f.localGet(0);
    if (local < 0) f.i32Const(0);
    else f.localGet(local);
    f.i32Store(registerOffset(register));
  }
  f.localGet(0);
  f.i32Const(t.pc);
  f.call(t.support.helper.execute);
  f.i32Eqz();
  t.raisedIf(kept);
  f.localGet(0);
  f.i32Load(28);
  f.i32Const(t.pc);
  f.i32Ne();
  f.localSet(finished);
  f.localGet(0);
  f.i32Load(registerOffset(d));
  f.localSet(value);
  f.else();
  f.localGet(0);
  f.i32Load(16);
  f.localSet(own);
  // First of all: a destructor may resume others.
  f.globalGet(BLOCK_GLOBAL);
  f.i32Load(THREAD_YIELDED);
  f.i32Eqz();
  f.localSet(finished);
  if (state.kind !== EMPTY) t.dropLocal(sent, state, true);
  f.localGet(finished);
  f.if();
  setDelegate(t, own, null);
  f.localGet(value);
  f.i32Eqz();
  t.raisedIf();
  f.localGet(iterator);
  f.call(t.support.decref);
  f.else();
  setDelegate(t, own, iterator);
  f.end();
  f.end();
  t.forget();
  f.localGet(value);
  t.setBoxed(d);
  for (const local of [value, sent, own, iterator]) f.releaseLocal(local);
  f.localGet(finished);
  f.releaseLocal(finished);
  t.sink.branch({ pc: t.operand(3), before: () => t.vacate(r) }, { pc: t.pc + words });
}

/** `generator.send(x)`, of one that rests where compiled code goes on. False: nothing was written. */
export function send(t: Translator, generator: number, sent: number): boolean {
  const f = t.f;
  const { kind, bits } = t.state[sent];
  if (t.state[generator].kind !== BOXED || kind === EMPTY || kind === RANGE) return false;
  const result = f.newLocal(I32), value = f.newLocal(I32), { helper } = t.support;
  // What would become an object each time it is pushed becomes one now.
  if (kind === FLOAT || (kind === INT && bits > SMALL_BITS)) t.convert(sent, ANY_STATE);
  t.materialise();
  t.storePc();
  fastOrExecute(t, result, (slow) => {
    t.pushBoxed(generator);
    f.i32Const(1);
    f.i32And();
    f.brIf(slow);
    t.pushBoxed(sent);
    f.localSet(value);
    t.pushBoxed(generator);
    f.localGet(value);
    f.call(t.dry ? 0 : t.generators.resume);
    f.localTee(result);
    f.i32Const(RESUME_STAYS);
    f.i32Eq();
    f.brIf(slow);
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_YIELDED);
    f.i32Eqz();
    f.if();
    // It has returned, or raised if there is no value.
    f.localGet(result);
    f.if();
    f.localGet(result);
    f.call(helper.stopIteration);
    f.end();
    t.raised();
    f.end();
    t.forget();
    t.drop(sent);
    t.drop(generator);
    t.vacate(t.operand(1));
  });
  f.localGet(result);
  f.releaseLocal(result);
  f.releaseLocal(value);
  t.setBoxed(t.operand(0));
  return true;
}
