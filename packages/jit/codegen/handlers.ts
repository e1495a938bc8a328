/**
 * How control comes to the exception handlers that are compiled, and what these begin and end with.
 *
 * @module
 */
import { I32 } from "@orochi/wasm";
import { coverAt } from "../decode.ts";
import { ANY_STATE, BOOL, BOXED, CONST, INT, isUnboxed, MAYBE_STATE, SMALL_BITS } from "../states.ts";
import { registerOffset } from "./generic.ts";
import type { Translator } from "./translator.ts";

/**
 * Where the current instruction has raised an exception: writes the way to its handler.
 *
 * @param kept Registers that are right in memory only.
 * @returns False, with nothing written, where the handler is not compiled.
 */
export function goToHandler(t: Translator, kept: ReadonlySet<number> | null): boolean {
  const cover = coverAt(t.code, t.pc);
  // Before the frame's header is in memory, only making it can have failed.
  if (cover === undefined || !t.catches.has(cover.target) || t.materialised !== 2) return false;
  const f = t.f, exception = f.newLocal(I32);
  f.localGet(0);
  f.i32Const(t.pc);
  f.call(t.support.helper.catchRaised);
  f.localTee(exception);
  f.i32Eqz();
  f.if();
  t.leave("raised", t.pc, kept);
  f.end();
  aside(t, () => {
    for (const register of kept ?? []) reload(t, register);
    for (let register = t.code.registers - 1; register >= cover.register; register--) t.drop(register);
    f.localGet(exception);
    t.setBoxed(cover.register);
    t.sink.jump({ pc: cover.target });
  });
  f.releaseLocal(exception);
  return true;
}

/** Writes a way that does not come back: what is known on the other one stays. */
function aside(t: Translator, write: () => void): void {
  const { state, facts, checkedTypes, callees } = t;
  const knownFacts = [...facts], knownTypes = [...checkedTypes], knownCallees = [...callees];
  t.state = state.slice();
  write();
  t.state = state;
  t.forget();
  callees.clear();
  for (const [register, fact] of knownFacts) facts.set(register, fact);
  for (const type of knownTypes) checkedTypes.add(type);
  for (const [register, functions] of knownCallees) callees.set(register, functions);
}

/** After an instruction that the interpreter's code performed failed: a register becomes what memory says. */
function reload(t: Translator, register: number): void {
  const f = t.f, state = t.state[register], offset = registerOffset(register);
  if (state.kind === CONST && !t.isTemporary(register)) return;
  if (isUnboxed(state) && !t.isTemporary(register)) {
    // A local keeps its number; the object that was made of it for the instruction is not needed.
    if (state.kind === BOOL || (state.kind === INT && state.bits <= SMALL_BITS)) return;
    const object = f.newLocal(I32);
    f.localGet(0);
    f.i32Load(offset);
    f.localSet(object);
    t.dropLocal(object, ANY_STATE);
    return f.releaseLocal(object);
  }
  f.localGet(0);
  f.i32Load(offset);
  f.localSet(t.boxedLocal(register));
  if (t.isTemporary(register) || state.kind !== BOXED) t.state[register] = MAYBE_STATE;
}

/** D = the exception handled so far, or nothing; the one in D-1 becomes the handled one. */
export function pushHandled(t: Translator): void {
  const d = t.operand(0);
  t.pushBoxed(d - 1);
  t.f.call(t.support.helper.pushHandled);
  t.setBoxed(d, 0, true);
}

/** What A holds becomes the handled exception again. */
export function popHandled(t: Translator): void {
  const a = t.operand(0);
  t.pushBoxed(a);
  t.vacate(a);
  t.f.call(t.support.helper.popHandled);
  t.forget();
}

/** D = whether exception r is caught by class or tuple R */
export function matchException(t: Translator): void {
  const f = t.f, type = t.operand(2), found = f.newLocal(I32);
  t.materialise();
  t.storePc();
  t.pushBoxed(t.operand(1));
  t.pushBoxed(type);
  f.call(t.support.helper.matches);
  f.localTee(found);
  f.i32Const(0);
  f.i32LtS();
  t.raisedIf();
  t.forget();
  t.consume(type);
  f.localGet(found);
  f.releaseLocal(found);
  t.setBool(t.operand(0));
}
