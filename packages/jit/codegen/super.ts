/**
 * `super().name(...)`: what is called, found when the code is made, and self; neither a super object nor a method is made.
 *
 * @module
 */
import { T_FUNCTION, T_INT, T_SUPER, TYPE_VERSION, type Value } from "@orochi/object";
import { TYPE_TABLE } from "@orochi/heap";
import { I32 } from "@orochi/wasm";
import {
  LENGTHS,
  MOST_SUPER_CASES,
  Op,
  SUPER_CASE_WORDS,
  SUPER_CASES,
  SUPER_CLASS,
  SUPER_FOUND,
  SUPER_TYPE,
  SUPER_VERSION,
} from "@orochi/vm/bytecode";
import { eachRead, eachWrite } from "../decode.ts";
import { BOXED, CONST } from "../states.ts";
import { typeAddress } from "./attributes.ts";
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

/** What `super` finds for one type of self. */
interface Case {
  readonly type: number;
  readonly version: number;
  readonly found: Value;
}

/** What was found for types that are as they were. */
function casesOf(t: Translator): Case[] {
  return Array.from({ length: MOST_SUPER_CASES }, (_, k): Case => {
    const first = SUPER_CASES + k * SUPER_CASE_WORDS;
    return {
      type: t.feedback(CACHE, first + SUPER_TYPE),
      version: t.feedback(CACHE, first + SUPER_VERSION),
      found: t.feedback(CACHE, first + SUPER_FOUND),
    };
  }).filter(({ type, version }) =>
    type > 0 && type !== T_INT && t.host.i32[(typeAddress(t, type) + TYPE_VERSION) >>> 2] === version
  );
}

/** D = A(A+1, R).N: A is `super`, A+1 the class, R self */
export function loadSuper(t: Translator): void {
  const f = t.f, { i32 } = t.host;
  const d = t.operand(0), a = t.operand(1), r = t.operand(2), self = t.state[r];
  const start: Value = t.feedback(CACHE, SUPER_CLASS);
  const cases = t.avoid.has(t.pc) || start === -1 || start === 0 ? [] : casesOf(t);
  const methods = [...new Set(cases.map(({ found }) => found))];
  const isSuper = t.state[a].kind === CONST && t.state[a].value === i32[(TYPE_TABLE >>> 2) + T_SUPER];
  const usable = cases.length > 0 && isSuper && self.kind === BOXED && self.type === 0 &&
    t.state[a + 1].kind === BOXED && t.isTemporary(d) && isCalled(t, d) &&
    (methods.length === 1 || methods.every((method) => (i32[method >>> 2] & 0xffff) === T_FUNCTION));
  if (!usable) return executeGeneric(t);
  f.localGet(t.boxedLocal(a + 1));
  f.i32Const(start);
  f.i32Ne();
  t.deoptIf("attribute changed");
  f.localGet(t.boxedLocal(r));
  f.i32Const(1);
  f.i32And();
  t.deoptIf("attribute changed");
  const type = f.newLocal(I32), chosen = f.newLocal(I32);
  f.localGet(t.boxedLocal(r));
  f.i32Load16U();
  f.localSet(type);
  f.i32Const(0);
  f.localSet(chosen);
  for (const known of cases) {
    f.localGet(type);
    f.i32Const(known.type);
    f.i32Eq();
    f.i32Const(typeAddress(t, known.type) + TYPE_VERSION);
    f.i32Load();
    f.i32Const(known.version);
    f.i32Eq();
    f.i32And();
    f.if();
    f.i32Const(known.found);
    f.localSet(chosen);
    f.end();
  }
  f.localGet(chosen);
  f.i32Eqz();
  t.deoptIf("attribute changed");
  t.host.immortalise(start);
  for (const method of methods) t.host.immortalise(method);
  t.drop(a);
  t.drop(a + 1);
  t.move(d + 1, r, false);
  if (methods.length === 1) t.setConstant(d, methods[0]);
  else {
    f.localGet(chosen);
    t.setBoxed(d);
    t.callees.set(d, methods);
  }
  f.releaseLocal(type);
  f.releaseLocal(chosen);
}
