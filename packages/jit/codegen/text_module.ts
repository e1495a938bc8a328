/**
 * Functions that make strs, written once for each Worker, in a module of their own: concatenation, texts of ints, parts
 * of strs. All are for strs of one-byte characters; for all else each calls the helper whose place it takes, which does
 * the same in the long way.
 *
 * @module
 */
import { STR_ASCII, STR_DATA, STR_KIND, STR_LENGTH, STR_NARROW, T_FLOAT, T_STR } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import type { JitHelpers, JitHost } from "../host.ts";
import { addTo, whileBelow } from "./loops.ts";
import { beginOnce } from "./runtime_module.ts";
import { addFormatCall } from "./text_formats.ts";
import { addFloatText, addFormatWith, addLayOut, addNumber } from "./text_layouts.ts";
import { addNumberMakers } from "./text_numbers.ts";
import { addTextMethods } from "./text_methods.ts";
import {
  addTextParts,
  endWithLongWay,
  LONGEST,
  needText,
  returnCharacter,
  returnKept,
  type TextParts,
} from "./text_parts.ts";

/** A str that grows is copied up to this length; longer ones may have room behind them, which the long way knows. */
const LONGEST_GROWN = 512;
/** Names of the helpers whose places the module's functions take. */
export const TEXT_HELPERS: readonly (keyof JitHelpers)[] = [
  "concat",
  "grow",
  "joinStrings",
  "strOf",
  "format",
  "formatWith",
  "formatCall",
  "getSlice",
  "textMethod",
  "intOf",
  "floatOf",
];

/** Instantiates the module: the functions by the names of the helpers whose places they take. */
export function makeText(host: JitHost, imports: WebAssembly.ModuleImports): Partial<JitHelpers> {
  const support = beginOnce(host), { module } = support;
  const parts = addTextParts(support, host), intText = addIntText(parts), number = addNumber(parts);
  const floatText = addFloatText(parts, number);
  module.exportFunction("concat", addConcat(parts, "concat", LONGEST));
  module.exportFunction("grow", addConcat(parts, "grow", LONGEST_GROWN));
  module.exportFunction("joinStrings", addJoinStrings(parts));
  module.exportFunction("strOf", addStrOf(parts, intText, floatText));
  module.exportFunction("format", addFormat(parts, intText, floatText));
  const layOut = addLayOut(parts, number);
  module.exportFunction("formatWith", addFormatWith(parts, layOut));
  module.exportFunction("formatCall", addFormatCall(parts, { intText, floatText, layOut }));
  for (const add of [addTextMethods, addNumberMakers]) {
    for (const [name, index] of add(parts)) module.exportFunction(name, index);
  }
  const made = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), {
    o: { ...imports, leave: () => 0 },
  });
  return made.exports as unknown as Partial<JitHelpers>;
}

/** Calls `copy` to an offset behind a str's first character, which is pushed, from the start of another one. */
export function copyWhole(
  { copy }: TextParts,
  f: FunctionBuilder,
  to: number,
  pushAt: () => void,
  from: number,
): void {
  f.localGet(to);
  f.i32Const(STR_DATA);
  f.i32Add();
  pushAt();
  f.i32Add();
  f.localGet(from);
  f.i32Const(STR_DATA);
  f.i32Add();
  f.localGet(from);
  f.i32Load(STR_LENGTH);
  f.call(copy);
}

/** Pushes the kind word of a str of one-byte characters that is made of two others. */
export function pushKindOf(f: FunctionBuilder, a: number, b: number): void {
  f.localGet(a);
  f.i32Load(STR_KIND);
  f.localGet(b);
  f.i32Load(STR_KIND);
  f.i32And();
  f.i32Const(STR_ASCII | STR_NARROW);
  f.i32And();
}

/** `a + b`, or `a += b` where who calls lets go of `a`: the further argument is the helper's. */
function addConcat(parts: TextParts, name: "concat" | "grow", longest: number): number {
  const { support, newText } = parts;
  const f = support.module.addFunction(name, name === "grow" ? [I32, I32, I32] : [I32, I32], [I32]);
  const a = 0, b = 1, total = f.newLocal(I32), result = f.newLocal(I32);
  const slow = f.block();
  needText(f, a, slow);
  needText(f, b, slow);
  for (const [empty, other] of [[b, a], [a, b]]) {
    f.localGet(empty);
    f.i32Load(STR_LENGTH);
    f.i32Eqz();
    f.if();
    returnKept(parts, f, other);
    f.end();
  }
  f.localGet(a);
  f.i32Load(STR_LENGTH);
  f.localGet(b);
  f.i32Load(STR_LENGTH);
  f.i32Add();
  f.localTee(total);
  f.i32Const(longest);
  f.i32GtU();
  f.brIf(slow);
  f.localGet(total);
  pushKindOf(f, a, b);
  f.call(newText);
  f.localTee(result);
  f.i32Eqz();
  f.brIf(slow);
  copyWhole(parts, f, result, () => f.i32Const(0), a);
  copyWhole(
    parts,
    f,
    result,
    () => {
      f.localGet(a);
      f.i32Load(STR_LENGTH);
    },
    b,
  );
  f.localGet(result);
  f.return();
  endWithLongWay(parts, f, name);
  return f.index;
}

/** The text of strs, side by side, some of which may be of classes derived from str. */
function addJoinStrings(parts: TextParts): number {
  const { support, newText } = parts;
  const f = support.module.addFunction("joinStrings", [I32, I32], [I32]);
  const items = 0, count = 1;
  const at = f.newLocal(I32), end = f.newLocal(I32), item = f.newLocal(I32), total = f.newLocal(I32);
  const kinds = f.newLocal(I32), result = f.newLocal(I32);
  /** For each item: sets the locals `item` and, afterwards, `at`. */
  const each = (write: () => void) => {
    f.localGet(items);
    f.localSet(at);
    whileBelow(f, at, end, () => {
      f.localGet(at);
      f.i32Load();
      f.localSet(item);
      write();
      addTo(f, at, 4);
    });
  };
  const slow = f.block();
  f.localGet(items);
  f.localGet(count);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  f.i32Const(STR_ASCII | STR_NARROW);
  f.localSet(kinds);
  each(() => {
    f.localGet(item);
    f.i32Load(STR_KIND);
    f.localGet(kinds);
    f.i32And();
    f.localTee(kinds);
    // All have one byte, or none of these bits is left.
    f.i32Const(STR_NARROW);
    f.i32And();
    f.i32Eqz();
    f.brIf(slow);
    f.localGet(item);
    f.i32Load(STR_LENGTH);
    f.localGet(total);
    f.i32Add();
    f.localTee(total);
    f.i32Const(LONGEST);
    f.i32GtU();
    f.brIf(slow);
  });
  f.localGet(total);
  f.localGet(kinds);
  f.call(newText);
  f.localTee(result);
  f.i32Eqz();
  f.brIf(slow);
  f.i32Const(0);
  f.localSet(total);
  each(() => {
    copyWhole(parts, f, result, () => f.localGet(total), item);
    f.localGet(total);
    f.localGet(item);
    f.i32Load(STR_LENGTH);
    f.i32Add();
    f.localSet(total);
  });
  f.localGet(result);
  f.return();
  endWithLongWay(parts, f, "joinStrings");
  return f.index;
}

/** `(number) -> str`: its decimal digits; 0 without an exception when memory is exhausted. */
function addIntText(parts: TextParts): number {
  const { support, newText } = parts;
  const f = support.module.addFunction("intText", [I32], [I32]);
  const number = 0, rest = f.newLocal(I32), length = f.newLocal(I32), result = f.newLocal(I32);
  const at = f.newLocal(I32);
  f.localGet(number);
  f.i32Const(10);
  f.i32LtU();
  f.if();
  returnCharacter(parts, f, () => {
    f.localGet(number);
    f.i32Const(48);
    f.i32Add();
  });
  f.end();
  const setMagnitude = () => {
    f.i32Const(0);
    f.localGet(number);
    f.i32Sub();
    f.localGet(number);
    f.localGet(number);
    f.i32Const(0);
    f.i32LtS();
    f.select();
    f.localSet(rest);
  };
  const divide = () => {
    f.localGet(rest);
    f.i32Const(10);
    f.i32DivU();
  };
  setMagnitude();
  f.localGet(number);
  f.i32Const(31);
  f.i32ShrU();
  f.localSet(length);
  const count = f.loop();
  addTo(f, length, 1);
  divide();
  f.localTee(rest);
  f.brIf(count);
  f.end();
  f.localGet(length);
  f.i32Const(STR_ASCII | STR_NARROW);
  f.call(newText);
  f.localTee(result);
  f.i32Eqz();
  f.if();
  f.i32Const(0);
  f.return();
  f.end();
  // The sign first: a digit is written over it if there is none.
  f.localGet(result);
  f.i32Const(45);
  f.i32Store8(STR_DATA);
  f.localGet(result);
  f.localGet(length);
  f.i32Add();
  f.localSet(at);
  setMagnitude();
  const digit = f.loop();
  addTo(f, at, -1);
  f.localGet(at);
  f.localGet(rest);
  divide();
  f.localTee(rest);
  f.i32Const(10);
  f.i32Mul();
  f.i32Sub();
  f.i32Const(48);
  f.i32Add();
  f.i32Store8(STR_DATA);
  f.localGet(rest);
  f.brIf(digit);
  f.end();
  f.localGet(result);
  f.end();
  return f.index;
}

/** Returns the text of the value in a local if that is a small int; branches when memory is exhausted. */
export function returnIntText(f: FunctionBuilder, value: number, intText: number, slow: Label): void {
  const text = f.newLocal(I32);
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.if();
  f.localGet(value);
  f.i32Const(1);
  f.i32ShrS();
  f.call(intText);
  f.localTee(text);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(text);
  f.return();
  f.end();
}

/** Returns the value in a local, no small int, if it is an exact str. */
function returnIfStr(parts: TextParts, f: FunctionBuilder, value: number): void {
  f.localGet(value);
  f.i32Load16U();
  f.i32Const(T_STR);
  f.i32Eq();
  f.if();
  returnKept(parts, f, value);
  f.end();
}

/** Returns the text of the value in a local, no small int, if it is a float; branches where that is for the long way. */
export function returnFloatText(f: FunctionBuilder, value: number, floatText: number, slow: Label): void {
  const text = f.newLocal(I32);
  f.localGet(value);
  f.i32Load16U();
  f.i32Const(T_FLOAT);
  f.i32Eq();
  f.if();
  f.localGet(value);
  f.call(floatText);
  f.localTee(text);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(text);
  f.return();
  f.end();
}

/** `str(value)`. */
function addStrOf(parts: TextParts, intText: number, floatText: number): number {
  const { support } = parts;
  const f = support.module.addFunction("strOf", [I32], [I32]);
  const slow = f.block();
  returnIntText(f, 0, intText, slow);
  returnIfStr(parts, f, 0);
  returnFloatText(f, 0, floatText, slow);
  endWithLongWay(parts, f, "strOf");
  return f.index;
}

/** The text of a replacement field. */
function addFormat(parts: TextParts, intText: number, floatText: number): number {
  const { support } = parts;
  const f = support.module.addFunction("format", [I32, I32, I32], [I32]);
  const value = 0, spec = 1, conversion = 2;
  const slow = f.block();
  f.localGet(spec);
  f.brIf(slow);
  // All conversions of a number are its digits; of a str, those but `repr` and `ascii` are itself.
  returnIntText(f, value, intText, slow);
  returnFloatText(f, value, floatText, slow);
  f.localGet(conversion);
  f.i32Const(1);
  f.i32GtU();
  f.brIf(slow);
  returnIfStr(parts, f, value);
  endWithLongWay(parts, f, "format");
  return f.index;
}
