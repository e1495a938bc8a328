/**
 * `super().name(...)`: what is called, found when the code is made, and self; neither a super object nor a method is made.
 *
 * @module
 */
import { T_INT, T_SUPER, TYPE_VERSION, type Value } from "@orochi/object";
import { TYPE_TABLE } from "@orochi/heap";
import { LENGTHS, Op, SUPER_CLASS, SUPER_FOUND, SUPER_TYPE, SUPER_VERSION } from "@orochi/vm/bytecode";
import { eachRead, eachWrite } from "../decode.ts";
import { BOXED, CONST } from "../states.ts";
import { executeGeneric } from "./generic.ts";
import type { Translator } from "./translator.ts";

/** Where the cache is among the operands. */
const CACHE = 4;

/** Whether what is written to a temporary is used by a call, as what it calls. */
function isCalled(t: Translator, register: number): boolean {
  const { words } = t.code;
  // Temporaries are used like a stack: what comes first in the stream is the one use of it.
  for (let pc = t.pc + LENGTHS[words[t.pc]]; pc < words.length; pc += LENGTHS[words[pc]]) {
    let met = false;
    eachRead(words, pc, (read) => met ||= read === register);
    if (met) return (words[pc] === Op.CALL || words[pc] === Op.CALL_KW) && words[pc + 2] === register;
    eachWrite(words, pc, (written) => met ||= written === register);
    if (met) return false;
  }
  return false;
}

/** D = A(A+1, R).N: A is `super`, A+1 the class, R self */
export function loadSuper(t: Translator): void {
  const f = t.f, { i32 } = t.host;
  const d = t.operand(0), a = t.operand(1), r = t.operand(2), self = t.state[r];
  const type = t.feedback(CACHE, SUPER_TYPE), start: Value = t.feedback(CACHE, SUPER_CLASS);
  const object = type > 0 ? i32[(TYPE_TABLE >>> 2) + type] : 0;
  const version = t.feedback(CACHE, SUPER_VERSION), found: Value = t.feedback(CACHE, SUPER_FOUND);
  const usable = !t.avoid.has(t.pc) && object !== 0 && type !== T_INT && self.kind === BOXED &&
    (self.type === 0 || self.type === type) && t.state[a].kind === CONST &&
    t.state[a].value === i32[(TYPE_TABLE >>> 2) + T_SUPER] &&
    t.state[a + 1].kind === BOXED && i32[(object + TYPE_VERSION) >>> 2] === version &&
    t.isTemporary(d) && isCalled(t, d);
  if (!usable) return executeGeneric(t);
  f.localGet(t.boxedLocal(a + 1));
  f.i32Const(start);
  f.i32Ne();
  t.deoptIf("attribute changed");
  if (self.type === 0 && t.facts.get(r) !== -type) {
    f.localGet(t.boxedLocal(r));
    f.i32Const(1);
    f.i32And();
    t.deoptIf("attribute changed");
    f.localGet(t.boxedLocal(r));
    f.i32Load16U();
    f.i32Const(type);
    f.i32Ne();
    t.deoptIf("attribute changed");
  }
  if (!t.checkedTypes.has(type)) {
    f.i32Const(object + TYPE_VERSION);
    f.i32Load();
    f.i32Const(version);
    f.i32Ne();
    t.deoptIf("attribute changed");
    t.checkedTypes.add(type);
  }
  t.host.immortalise(start);
  t.host.immortalise(found);
  t.drop(a);
  t.drop(a + 1);
  t.move(d + 1, r, false);
  t.setConstant(d, found);
}
