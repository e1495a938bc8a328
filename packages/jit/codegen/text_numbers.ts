/**
 * `int(x)` and `float(x)`, of the module of `text_module.ts`: of small ints, floats, and plain decimals in ASCII characters.
 *
 * @module
 */
import { FLOAT_VALUE, STR_DATA, STR_LENGTH, T_FLOAT } from "@orochi/object";
import { F64, type FunctionBuilder, I32, I64, type Label } from "@orochi/wasm";
import { addTo } from "./loops.ts";
import { endWithLongWay, needText, returnKept, type TextParts } from "./text_parts.ts";

const PLUS = 43, MINUS = 45, POINT = 46, ZERO = 48;
/** Whole numbers of so many digits are small ints. */
const MOST_INT_DIGITS = 9;
/** Of so many digits doubles hold them, and powers of ten as large: the quotient is rounded once, and so correctly. */
const MOST_FLOAT_DIGITS = 15;
/** Floats nearer to 0 are small ints once what is behind the point is cut off. */
const SMALL_LIMIT = 2 ** 30;

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addNumberMakers(parts: TextParts): [name: string, index: number][] {
  return [["intOf", addIntOf(parts)], ["floatOf", addFloatOf(parts)]];
}

/** Runs code if a local holds a small int. */
function ifSmall(f: FunctionBuilder, value: number, write: () => void): void {
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.if();
  write();
  f.end();
}

/** Runs code if a local, which holds no small int, has a float. */
function ifFloat(f: FunctionBuilder, value: number, write: () => void): void {
  f.localGet(value);
  f.i32Load16U();
  f.i32Const(T_FLOAT);
  f.i32Eq();
  f.if();
  write();
  f.end();
}

/** What {@linkcode readDecimal} gives, as locals. */
interface Decimal {
  /** All digits, as one number. */
  readonly digits: number;
  readonly isNegative: number;
  /** Ten to the power of how many digits there are behind the point: a double. */
  readonly power: number;
}

/** Reads the decimal that a local's str is, with a point where there may be one; branches for all else. */
function readDecimal(
  f: FunctionBuilder,
  value: number,
  most: number,
  mayHavePoint: boolean,
  slow: Label,
): Decimal {
  const digits = f.newLocal(I64), isNegative = f.newLocal(I32), power = f.newLocal(F64);
  const at = f.newLocal(I32), end = f.newLocal(I32), code = f.newLocal(I32);
  const count = f.newLocal(I32), hasPoint = f.newLocal(I32);
  needText(f, value, slow, true);
  f.localGet(value);
  f.localTee(at);
  f.localGet(value);
  f.i32Load(STR_LENGTH);
  f.i32Add();
  f.localSet(end);
  f.f64Const(1);
  f.localSet(power);
  // The sign; behind an empty str there is something, too.
  f.localGet(at);
  f.i32Load8U(STR_DATA);
  f.localTee(code);
  f.i32Const(MINUS);
  f.i32Eq();
  f.localTee(isNegative);
  f.localGet(code);
  f.i32Const(PLUS);
  f.i32Eq();
  f.i32Or();
  f.localGet(at);
  f.i32Add();
  f.localSet(at);
  const read = f.block(), next = f.loop();
  f.localGet(at);
  f.localGet(end);
  f.i32GeU();
  f.brIf(read);
  f.localGet(at);
  f.i32Load8U(STR_DATA);
  f.localSet(code);
  addTo(f, at, 1);
  if (mayHavePoint) {
    f.localGet(code);
    f.i32Const(POINT);
    f.i32Eq();
    f.if();
    f.localGet(hasPoint);
    f.brIf(slow);
    f.i32Const(1);
    f.localSet(hasPoint);
    f.br(next);
    f.end();
  }
  f.localGet(code);
  f.i32Const(ZERO);
  f.i32Sub();
  f.localTee(code);
  f.i32Const(9);
  f.i32GtU();
  f.brIf(slow);
  f.localGet(digits);
  f.i64Const(10);
  f.i64Mul();
  f.localGet(code);
  f.i64ExtendI32U();
  f.i64Add();
  f.localSet(digits);
  addTo(f, count, 1);
  f.localGet(count);
  f.i32Const(most);
  f.i32GtU();
  f.brIf(slow);
  if (mayHavePoint) {
    f.localGet(hasPoint);
    f.if();
    f.localGet(power);
    f.f64Const(10);
    f.f64Mul();
    f.localSet(power);
    f.end();
  }
  f.br(next);
  f.end();
  f.end();
  f.localGet(count);
  f.i32Eqz();
  f.brIf(slow);
  return { digits, isNegative, power };
}

/** `int(value)`. */
function addIntOf(parts: TextParts): number {
  const f = parts.support.module.addFunction("intOf", [I32], [I32]);
  const value = 0, number = f.newLocal(F64), whole = f.newLocal(I32);
  const returnSmall = () => {
    f.i32Const(1);
    f.i32Shl();
    f.i32Const(1);
    f.i32Or();
    f.return();
  };
  const slow = f.block();
  ifSmall(f, value, () => {
    f.localGet(value);
    f.return();
  });
  ifFloat(f, value, () => {
    f.localGet(value);
    f.f64Load(FLOAT_VALUE);
    f.localTee(number);
    f.f64Abs();
    f.f64Const(SMALL_LIMIT);
    f.f64Lt();
    f.i32Eqz();
    f.brIf(slow);
    f.localGet(number);
    f.i32TruncF64S();
    returnSmall();
  });
  const { digits, isNegative } = readDecimal(f, value, MOST_INT_DIGITS, false, slow);
  f.i32Const(0);
  f.localGet(digits);
  f.i32WrapI64();
  f.localTee(whole);
  f.i32Sub();
  f.localGet(whole);
  f.localGet(isNegative);
  f.select();
  returnSmall();
  endWithLongWay(parts, f, "intOf");
  return f.index;
}

/** `float(value)`. */
function addFloatOf(parts: TextParts): number {
  const { support } = parts, f = support.module.addFunction("floatOf", [I32], [I32]);
  const value = 0, number = f.newLocal(F64);
  const returnNumber = () => {
    f.call(support.newFloat);
    f.return();
  };
  const slow = f.block();
  ifSmall(f, value, () => {
    f.localGet(value);
    f.i32Const(1);
    f.i32ShrS();
    f.f64ConvertI32S();
    returnNumber();
  });
  ifFloat(f, value, () => returnKept(parts, f, value));
  const { digits, isNegative, power } = readDecimal(f, value, MOST_FLOAT_DIGITS, true, slow);
  f.localGet(digits);
  f.f64ConvertI64S();
  f.localGet(power);
  f.f64Div();
  f.localTee(number);
  f.f64Neg();
  f.localGet(number);
  f.localGet(isNegative);
  f.select();
  returnNumber();
  endWithLongWay(parts, f, "floatOf");
  return f.index;
}
