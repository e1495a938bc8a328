/**
 * What exception handlers begin and end with. How control comes to them: `raised` in `translator.ts`.
 *
 * @module
 */
import { I32 } from "@orochi/wasm";
import type { Translator } from "./translator.ts";

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
