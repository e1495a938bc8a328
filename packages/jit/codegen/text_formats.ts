/**
 * Calls of `str.format` of which a plan was made, see `format_plans.ts`, of the module of `text_module.ts`.
 *
 * @module
 */
import { STR_LENGTH } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { PLAN_COUNT, PLAN_FORMAT, PLAN_LITERAL, PLAN_PARTS } from "../format_plans.ts";
import { addTo, whileBelow } from "./loops.ts";
import { copyWhole, pushKindOf, returnFloatText, returnIntText } from "./text_module.ts";
import { endWithLongWay, needText, returnKept, type TextParts } from "./text_parts.ts";

/** Functions that give the texts of values. */
interface Texts {
  readonly intText: number;
  readonly floatText: number;
  readonly layOut: number;
}

/** Adds the helper, and gives its index. */
export function addFormatCall(parts: TextParts, { layOut, ...texts }: Texts): number {
  const { support } = parts, plainText = addPlainText(parts, texts), append = addAppend(parts);
  const f = support.module.addFunction("formatCall", [I32, I32, I32, I32, I32], [I32]);
  const args = 1, site = 4, plan = f.newLocal(I32), at = f.newLocal(I32), end = f.newLocal(I32);
  const layout = f.newLocal(I32), piece = f.newLocal(I32), result = f.newLocal(I32);
  const slow = f.block(), failed = f.block();
  f.localGet(site);
  f.i32AtomicLoad();
  f.localTee(plan);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(plan);
  f.i32Load(PLAN_FORMAT);
  f.localGet(args);
  f.i32Load();
  f.i32Ne();
  f.brIf(slow);
  f.localGet(plan);
  f.i32Const(PLAN_PARTS);
  f.i32Add();
  f.localTee(at);
  f.localGet(plan);
  f.i32Load(PLAN_COUNT);
  f.i32Const(3);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  whileBelow(f, at, end, () => {
    f.localGet(at);
    f.i32Load();
    f.localTee(layout);
    f.i32Const(PLAN_LITERAL);
    f.i32Eq();
    f.if(I32);
    // Immortal.
    f.localGet(at);
    f.i32Load(4);
    f.else();
    f.localGet(args);
    f.localGet(at);
    f.i32Load(4);
    f.i32Add();
    f.i32Load();
    f.localSet(piece);
    f.localGet(layout);
    f.if(I32);
    f.localGet(piece);
    f.localGet(layout);
    f.call(layOut);
    f.else();
    f.localGet(piece);
    f.call(plainText);
    f.end();
    f.end();
    f.localTee(piece);
    f.i32Eqz();
    f.brIf(failed);
    f.localGet(result);
    f.i32Eqz();
    f.if();
    f.localGet(piece);
    f.localSet(result);
    f.else();
    f.localGet(result);
    f.localGet(piece);
    f.call(append);
    f.localTee(result);
    f.i32Eqz();
    f.brIf(failed);
    f.end();
    addTo(f, at, 8);
  });
  f.localGet(result);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(result);
  f.return();
  f.end();
  f.localGet(result);
  f.if();
  f.localGet(result);
  f.call(support.decref);
  f.end();
  endWithLongWay(parts, f, "formatCall");
  return f.index;
}

/** `(value) -> str`: what `format` gives without a specification; 0 without an exception where that is for the long way. */
function addPlainText(
  parts: TextParts,
  { intText, floatText }: Pick<Texts, "intText" | "floatText">,
): number {
  const f = parts.support.module.addFunction("plainText", [I32], [I32]), slow = f.block();
  returnIntText(f, 0, intText, slow);
  returnFloatText(f, 0, floatText, slow);
  needText(f, 0, slow);
  returnKept(parts, f, 0);
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}

/** `(str, str) -> str`: both (stolen) in one; 0 without an exception when memory is exhausted. */
function addAppend(parts: TextParts): number {
  const { support, newText } = parts, f = support.module.addFunction("append", [I32, I32], [I32]);
  const a = 0, b = 1, result = f.newLocal(I32);
  f.localGet(a);
  f.i32Load(STR_LENGTH);
  f.localGet(b);
  f.i32Load(STR_LENGTH);
  f.i32Add();
  pushKindOf(f, a, b);
  f.call(newText);
  f.localTee(result);
  f.if();
  copyWhole(parts, f, result, () => f.i32Const(0), a);
  const pushLength = () => {
    f.localGet(a);
    f.i32Load(STR_LENGTH);
  };
  copyWhole(parts, f, result, pushLength, b);
  f.end();
  for (const str of [a, b]) {
    f.localGet(str);
    f.call(support.decref);
  }
  f.localGet(result);
  f.end();
  return f.index;
}
