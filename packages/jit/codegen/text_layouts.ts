/**
 * Replacement fields with a specification that the code names, or a conversion of `%`, of the module of `text_module.ts`: small ints, floats with
 * few decimals and ASCII strs, filled up to a width. The specification comes as one number, see `Layouts` of the virtual
 * machine's `format/quick.ts`; what is written and rounded is what that file writes and rounds.
 *
 * @module
 */
import { FLOAT_VALUE, STR_ASCII, STR_DATA, STR_LENGTH, STR_NARROW, T_FLOAT } from "@orochi/object";
import { LAYOUT } from "@orochi/vm/engine";
import { F64, type FunctionBuilder, I32, I64, type Label } from "@orochi/wasm";
import { addTo, whileBelow } from "./loops.ts";
import { endWithLongWay, needText, returnKept, type TextParts } from "./text_parts.ts";

const MINUS = 45, POINT = 46, ZERO = 48, COMMA = 44, UNDERSCORE = 95;
/** How much further on letters stand than digits that were as large would. */
const LETTERS = 87 - 48, UPPER_LETTERS = 55 - 48;
/** As in `format/quick.ts`. */
const SCALED_LIMIT = 2 ** 43, TOO_CLOSE = 2 ** -8, BINARY_PLACES = 2 ** 20;
/** Arguments of what lays out. */
const VALUE = 0, LAID_OUT = 1;

/** Pushes a field of the layout in a local. */
function pushField(
  f: FunctionBuilder,
  layout: number,
  { shift, bits }: { shift: number; bits: number },
): void {
  f.localGet(layout);
  f.i32Const(shift);
  f.i32ShrU();
  f.i32Const((1 << bits) - 1);
  f.i32And();
}

/** Numbers from here on, and below this but not 0, have exponents, or digits that are not found here. */
const TOO_LARGE = 1e14, TOO_SMALL = 1e-4;
/** Decimals of at most 15 digits are as many doubles: each is the shortest text of its own. */
const SHORT_LIMIT = 1e15;
/** Most decimals that are tried. */
const MOST_DECIMALS = 6;
/** A layout that fills nothing. */
const PLAIN = 0;

/**
 * `(object) -> str`: what `repr` gives of a float, if that has few decimals, or of a whole number; 0 without an exception
 * for all others, and when memory is exhausted.
 */
export function addFloatText({ support }: TextParts, number: number): number {
  const f = support.module.addFunction("floatText", [I32], [I32]);
  const value = f.newLocal(F64),
    magnitude = f.newLocal(F64),
    scaled = f.newLocal(F64),
    power = f.newLocal(F64);
  const decimals = f.newLocal(I32), end = f.newLocal(I32);
  const returnNumber = (push: () => void) => {
    f.localGet(value);
    f.i64ReinterpretF64();
    f.i64Const(63);
    f.i64ShrU();
    f.i32WrapI64();
    push();
    f.i64TruncF64S();
    f.localGet(decimals);
    f.i32Const(PLAIN);
    f.call(number);
    f.return();
  };
  const returnNone = () => {
    f.if();
    f.i32Const(0);
    f.return();
    f.end();
  };
  f.localGet(0);
  f.f64Load(FLOAT_VALUE);
  f.localTee(value);
  f.f64Abs();
  f.localTee(magnitude);
  f.f64Const(TOO_LARGE);
  f.f64Lt();
  f.i32Eqz();
  returnNone();
  f.i32Const(1);
  f.localSet(decimals);
  f.localGet(magnitude);
  f.f64Floor();
  f.localGet(magnitude);
  f.f64Eq();
  f.if();
  returnNumber(() => {
    f.localGet(magnitude);
    f.f64Const(10);
    f.f64Mul();
  });
  f.end();
  f.localGet(magnitude);
  f.f64Const(TOO_SMALL);
  f.f64Lt();
  returnNone();
  f.f64Const(1);
  f.localSet(power);
  f.i32Const(MOST_DECIMALS + 1);
  f.localSet(end);
  whileBelow(f, decimals, end, () => {
    f.localGet(power);
    f.f64Const(10);
    f.f64Mul();
    f.localTee(power);
    f.localGet(magnitude);
    f.f64Mul();
    f.f64Nearest();
    f.localTee(scaled);
    f.f64Const(SHORT_LIMIT);
    f.f64Ge();
    returnNone();
    f.localGet(scaled);
    f.localGet(power);
    f.f64Div();
    f.localGet(magnitude);
    f.f64Eq();
    f.if();
    returnNumber(() => f.localGet(scaled));
    f.end();
    addTo(f, decimals, 1);
  });
  f.i32Const(0);
  f.end();
  return f.index;
}

/** Adds the helper, and gives its index. */
export function addFormatWith(parts: TextParts, layOut: number): number {
  const f = parts.support.module.addFunction("formatWith", [I32, I32, I32], [I32]);
  const result = f.newLocal(I32), slow = f.block();
  f.localGet(0);
  f.localGet(2);
  f.call(layOut);
  f.localTee(result);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(result);
  f.return();
  endWithLongWay(parts, f, "formatWith");
  return f.index;
}

/** `(value, layout) -> str`: 0 without an exception where that is for the long way. */
export function addLayOut(parts: TextParts, number: number): number {
  const f = parts.support.module.addFunction("layOut", [I32, I32], [I32]);
  const result = f.newLocal(I32), slow = f.block();
  const needKind = (kind: number) => {
    pushField(f, LAID_OUT, LAYOUT.kinds);
    f.i32Const(kind);
    f.i32And();
    f.i32Eqz();
    f.brIf(slow);
  };
  const returnResult = () => {
    f.localTee(result);
    f.i32Eqz();
    f.brIf(slow);
    f.localGet(result);
    f.return();
  };
  f.localGet(VALUE);
  f.i32Const(1);
  f.i32And();
  f.if();
  needKind(LAYOUT.int);
  f.localGet(VALUE);
  f.i32Const(31);
  f.i32ShrU();
  // The magnitude.
  f.localGet(VALUE);
  f.i32Const(1);
  f.i32ShrS();
  f.i64ExtendI32S();
  f.i64Const(0);
  f.localGet(VALUE);
  f.i32Const(1);
  f.i32ShrS();
  f.i64ExtendI32S();
  f.i64Sub();
  f.localGet(VALUE);
  f.i32Const(0);
  f.i32GeS();
  f.select();
  f.i32Const(0);
  f.localGet(LAID_OUT);
  f.call(number);
  returnResult();
  f.end();
  f.localGet(VALUE);
  f.i32Load16U();
  f.i32Const(T_FLOAT);
  f.i32Eq();
  f.if();
  needKind(LAYOUT.float);
  const value = f.newLocal(F64), scaled = pushRounded(f, value, slow);
  f.localGet(value);
  f.i64ReinterpretF64();
  f.i64Const(63);
  f.i64ShrU();
  f.i32WrapI64();
  f.localGet(scaled);
  f.i64TruncF64S();
  pushField(f, LAID_OUT, LAYOUT.decimals);
  f.localGet(LAID_OUT);
  f.call(number);
  returnResult();
  f.end();
  needKind(LAYOUT.str);
  needText(f, VALUE, slow, true);
  fillText(parts, f, slow);
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}

/** A new local with the magnitude of the float object, times a power of ten, rounded; the float goes to `value`. */
function pushRounded(f: FunctionBuilder, value: number, slow: Label): number {
  const power = f.newLocal(F64),
    scaled = f.newLocal(F64),
    whole = f.newLocal(F64),
    fraction = f.newLocal(F64);
  const at = f.newLocal(I32), end = f.newLocal(I32), exact = f.newLocal(F64);
  f.localGet(VALUE);
  f.f64Load(FLOAT_VALUE);
  f.localSet(value);
  f.f64Const(1);
  f.localSet(power);
  pushField(f, LAID_OUT, LAYOUT.decimals);
  f.localSet(end);
  // Powers of ten that are as small are exact, however they are made.
  whileBelow(f, at, end, () => {
    f.localGet(power);
    f.f64Const(10);
    f.f64Mul();
    f.localSet(power);
    addTo(f, at, 1);
  });
  f.localGet(value);
  f.f64Abs();
  f.localGet(power);
  f.f64Mul();
  f.localTee(scaled);
  f.f64Const(SCALED_LIMIT);
  f.f64Lt();
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(scaled);
  f.localGet(scaled);
  f.f64Floor();
  f.localTee(whole);
  f.f64Sub();
  f.localTee(fraction);
  f.f64Const(0.5 - TOO_CLOSE);
  f.f64Gt();
  f.localGet(fraction);
  f.f64Const(0.5 + TOO_CLOSE);
  f.f64Lt();
  f.i32And();
  f.if();
  // So near to a tie only a product that is exact tells.
  f.localGet(value);
  f.f64Abs();
  f.f64Const(BINARY_PLACES);
  f.f64Mul();
  f.localTee(exact);
  f.localGet(exact);
  f.f64Floor();
  f.f64Ne();
  f.localGet(exact);
  f.localGet(power);
  f.f64Mul();
  f.f64Const(2 ** 53);
  f.f64Lt();
  f.i32Eqz();
  f.i32Or();
  f.brIf(slow);
  f.end();
  // The nearest, of two that are as near the even one.
  f.localGet(scaled);
  f.f64Nearest();
  f.localSet(scaled);
  return scaled;
}

/** Returns an ASCII str, filled up to the width. */
function fillText(parts: TextParts, f: FunctionBuilder, slow: Label): void {
  const length = f.newLocal(I32), width = f.newLocal(I32), left = f.newLocal(I32), result = f.newLocal(I32);
  const at = f.newLocal(I32), end = f.newLocal(I32);
  f.localGet(VALUE);
  f.i32Load(STR_LENGTH);
  f.localSet(length);
  pushField(f, LAID_OUT, LAYOUT.width);
  f.localTee(width);
  f.localGet(length);
  f.i32LeU();
  f.if();
  returnKept(parts, f, VALUE);
  f.end();
  setLeft(f, LAYOUT.alignStr, () => {
    f.localGet(width);
    f.localGet(length);
    f.i32Sub();
  }, left);
  f.localGet(width);
  f.i32Const(STR_ASCII | STR_NARROW);
  f.call(parts.newText);
  f.localTee(result);
  f.i32Eqz();
  f.brIf(slow);
  // All of it is filled, and then the text is written over that.
  f.localGet(result);
  f.localTee(at);
  f.localGet(width);
  f.i32Add();
  f.localSet(end);
  fill(f, at, end);
  f.localGet(result);
  f.i32Const(STR_DATA);
  f.i32Add();
  f.localGet(left);
  f.i32Add();
  f.localGet(VALUE);
  f.i32Const(STR_DATA);
  f.i32Add();
  f.localGet(length);
  f.call(parts.copy);
  f.localGet(result);
  f.return();
}

/** Sets a local to how many of the missing characters, which are pushed, come first. */
function setLeft(
  f: FunctionBuilder,
  align: { shift: number; bits: number },
  pushMissing: () => void,
  left: number,
  layout: number = LAID_OUT,
): void {
  const aligned = f.newLocal(I32);
  pushField(f, layout, align);
  f.localSet(aligned);
  f.i32Const(0);
  pushMissing();
  // In the middle, half of them.
  f.localGet(aligned);
  f.i32Const(LAYOUT.middle);
  f.i32Eq();
  f.i32ShrU();
  f.localGet(aligned);
  f.i32Const(LAYOUT.left);
  f.i32Eq();
  f.select();
  f.localSet(left);
}

/** Writes the character to fill with between two addresses in locals, less the offset of characters; the first one moves. */
function fill(f: FunctionBuilder, at: number, end: number, layout: number = LAID_OUT): void {
  whileBelow(f, at, end, () => {
    f.localGet(at);
    pushField(f, layout, LAYOUT.fill);
    f.i32Store8(STR_DATA);
    addTo(f, at, 1);
  });
}

/** `(negative, number, decimals, layout) -> str`: 0 without an exception when memory is exhausted. */
export function addNumber(parts: TextParts): number {
  const f = parts.support.module.addFunction("number", [I32, I64, I32, I32], [I32]);
  const negative = 0, number = 1, decimals = 2, layout = 3, count = f.newLocal(I32), rest = f.newLocal(I64);
  const missing = f.newLocal(I32), left = f.newLocal(I32), result = f.newLocal(I32), at = f.newLocal(I32);
  const end = f.newLocal(I32), digits = f.newLocal(I32), failed = f.block();
  const base = f.newLocal(I32), digit = f.newLocal(I32), grouping = f.newLocal(I32);
  /** Pushes one of two numbers: in base 16, and in base 10. */
  const byBase = (sixteen: () => void, ten: () => void) => {
    sixteen();
    ten();
    f.localGet(base);
    f.select();
  };
  const divide = () => {
    byBase(() => {
      f.localGet(rest);
      f.i64Const(4);
      f.i64ShrU();
    }, () => {
      f.localGet(rest);
      f.i64Const(10);
      f.i64DivU();
    });
    f.localSet(rest);
  };
  pushField(f, layout, LAYOUT.base);
  f.localSet(base);
  f.localGet(number);
  f.localSet(rest);
  const counted = f.loop();
  addTo(f, digits, 1);
  divide();
  f.localGet(rest);
  f.i64Eqz();
  f.i32Eqz();
  f.localGet(digits);
  f.localGet(decimals);
  f.i32LeU();
  f.i32Or();
  f.brIf(counted);
  f.end();
  // Digits and what separates them, the point if there is one, and the sign.
  pushField(f, layout, LAYOUT.grouping);
  f.localTee(grouping);
  f.if(I32);
  f.localGet(digits);
  f.localGet(decimals);
  f.i32Sub();
  f.i32Const(1);
  f.i32Sub();
  f.i32Const(3);
  f.i32DivU();
  f.else();
  f.i32Const(0);
  f.end();
  f.localGet(digits);
  f.i32Add();
  f.localGet(decimals);
  f.i32Const(0);
  f.i32Ne();
  f.i32Add();
  f.localGet(negative);
  f.i32Add();
  f.localSet(count);
  pushField(f, layout, LAYOUT.width);
  f.localGet(count);
  f.i32Sub();
  f.localTee(missing);
  f.i32Const(0);
  f.i32LtS();
  f.if();
  f.i32Const(0);
  f.localSet(missing);
  f.end();
  setLeft(f, LAYOUT.alignNumber, () => f.localGet(missing), left, layout);
  f.localGet(count);
  f.localGet(missing);
  f.i32Add();
  f.i32Const(STR_ASCII | STR_NARROW);
  f.call(parts.newText);
  f.localTee(result);
  f.localTee(at);
  f.i32Eqz();
  f.brIf(failed);
  f.localGet(result);
  f.localGet(left);
  f.i32Add();
  f.localSet(end);
  const sign = () => {
    f.localGet(at);
    f.i32Const(MINUS);
    f.i32Store8(STR_DATA);
    f.localGet(at);
    f.localGet(negative);
    f.i32Add();
    f.localSet(at);
  };
  // The sign comes before what is filled where a digit is written over it if there is none, or behind that.
  pushField(f, layout, LAYOUT.alignNumber);
  f.i32Const(LAYOUT.behindSign);
  f.i32Eq();
  f.if();
  sign();
  f.localGet(end);
  f.localGet(negative);
  f.i32Add();
  f.localSet(end);
  fill(f, at, end, layout);
  f.else();
  fill(f, at, end, layout);
  sign();
  f.end();
  // From the last digit on backwards; then what is behind it.
  f.localGet(at);
  f.localGet(count);
  f.localGet(negative);
  f.i32Sub();
  f.i32Add();
  f.localTee(at);
  f.localSet(end);
  f.localGet(number);
  f.localSet(rest);
  const written = f.block(), next = f.loop();
  addTo(f, at, -1);
  f.localGet(at);
  byBase(() => {
    f.localGet(rest);
    f.i64Const(15);
    f.i64And();
  }, () => {
    f.localGet(rest);
    f.i64Const(10);
    f.i64RemU();
  });
  f.i32WrapI64();
  f.localTee(digit);
  f.i32Const(ZERO);
  f.i32Add();
  // Letters are further on.
  f.i32Const(UPPER_LETTERS);
  f.i32Const(LETTERS);
  f.localGet(base);
  f.i32Const(LAYOUT.upperHexadecimal);
  f.i32Eq();
  f.select();
  f.i32Const(0);
  f.localGet(digit);
  f.i32Const(9);
  f.i32GtU();
  f.select();
  f.i32Add();
  f.i32Store8(STR_DATA);
  divide();
  addTo(f, digits, -1);
  addTo(f, decimals, -1);
  f.localGet(decimals);
  f.i32Eqz();
  f.if();
  addTo(f, at, -1);
  f.localGet(at);
  f.i32Const(POINT);
  f.i32Store8(STR_DATA);
  f.end();
  f.localGet(digits);
  f.i32Eqz();
  f.brIf(written);
  // Less than no decimals are left: so many digits stand before the point.
  f.localGet(grouping);
  f.i32Const(0);
  f.i32Ne();
  f.localGet(decimals);
  f.i32Const(0);
  f.i32LtS();
  f.i32And();
  f.i32Eqz();
  f.brIf(next);
  f.localGet(decimals);
  f.i32Const(3);
  f.i32RemS();
  f.brIf(next);
  addTo(f, at, -1);
  f.localGet(at);
  f.i32Const(COMMA);
  f.i32Const(UNDERSCORE);
  f.localGet(grouping);
  f.i32Const(LAYOUT.comma);
  f.i32Eq();
  f.select();
  f.i32Store8(STR_DATA);
  f.br(next);
  f.end();
  f.end();
  f.localGet(end);
  f.localSet(at);
  f.localGet(result);
  f.localGet(result);
  f.i32Load(STR_LENGTH);
  f.i32Add();
  f.localSet(end);
  fill(f, at, end, layout);
  f.localGet(result);
  f.return();
  f.end();
  f.i32Const(0);
  f.end();
  return f.index;
}
