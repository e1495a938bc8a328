/**
 * Comparisons of Decimals with each other and with the other numbers.
 *
 * @module
 */
import { NOT_IMPLEMENTED, T_COMPLEX, type Value } from "@orochi/object";
import { ensureModule, type NativeDefinition, type Vm } from "@orochi/vm";
import { comparisonSlots, orderHolds } from "@orochi/vm/kernel";
import { multiply } from "./arithmetic.ts";
import { FLOAT_OPERATION, INVALID_OPERATION, MOST, widest } from "./context.ts";
import { floatTakesPart, isFloat, ofDouble } from "./conversions.ts";
import { compareNumbers, type Decimal, ofInt, SIGNALING } from "./number.ts";
import { currentContext, flagsOf, numberOf, operand, setFlags, signal } from "./objects.ts";

/** Two numbers to compare; or the result, where there is no comparing them. */
type Pair = readonly [Decimal, Decimal] | Value;

const EQUAL = 2, DIFFERENT = 3;

/** Whether a value is a `numbers.Rational`: 1, 0, or -1 with an exception set. */
function isRational(vm: Vm, value: Value): number {
  const numbers = ensureModule(vm, "numbers");
  const rational = numbers === 0 ? 0 : vm.getAttr(numbers, vm.intern("Rational"));
  const answer = rational === 0 ? -1 : vm.isInstance(value, rational);
  vm.decref(rational);
  vm.decref(numbers);
  return answer;
}

/** a * denominator and the numerator, exactly; null with an exception set. */
function crossed(vm: Vm, a: Decimal, fraction: Value): readonly [Decimal, Decimal] | null {
  const parts = ["numerator", "denominator"].map((name) => {
    const part = vm.failed() ? 0 : vm.getAttr(fraction, vm.intern(name));
    const number = part !== 0 && vm.isInt(part) ? ofInt(vm.bigInt(part)) : null;
    if (number === null && !vm.failed()) vm.raiseType("numerator and denominator must be ints");
    vm.decref(part);
    return number;
  });
  const [top, bottom] = parts;
  if (top === null || bottom === null) return null;
  return [a.isFinite ? multiply(a, bottom, widest(MOST)) : a, top];
}

/** What to compare a Decimal with another value by. */
function pairOf(vm: Vm, context: Value, operation: number, a: Decimal, other: Value): Pair {
  const b = operand(vm, other);
  if (b !== null) return [a, b];
  const alike = operation === EQUAL || operation === DIFFERENT;
  let value = isFloat(vm, other) ? vm.float(other) : NaN;
  let real = isFloat(vm, other);
  if (!real && (other & 1) === 0 && vm.layout(other) === T_COMPLEX && alike) {
    const part = vm.getAttr(other, vm.intern("imag")),
      whole = part === 0 ? 0 : vm.getAttr(other, vm.intern("real"));
    real = part !== 0 && whole !== 0 && vm.float(part) === 0;
    if (real) value = vm.float(whole);
    vm.decref(part);
    vm.decref(whole);
  }
  if (real) {
    if (alike) setFlags(vm, context, flagsOf(vm, context) | FLOAT_OPERATION);
    else if (!floatTakesPart(vm, context)) return 0;
    return [a, ofDouble(value)];
  }
  const rational = isRational(vm, other);
  if (rational <= 0) return rational < 0 ? 0 : NOT_IMPLEMENTED;
  return crossed(vm, a, other) ?? 0;
}

function compare(vm: Vm, operation: number, self: Value, other: Value): Value {
  const context = currentContext(vm);
  if (context === 0) return 0;
  const pair = pairOf(vm, context, operation, numberOf(vm, self), other);
  if (typeof pair === "number") return pair;
  const [a, b] = pair;
  if (!a.isNaN && !b.isNaN) return vm.bool(orderHolds(operation, compareNumbers(a, b)));
  const signals = a.kind === SIGNALING || b.kind === SIGNALING ||
    (operation !== EQUAL && operation !== DIFFERENT);
  if (signals && !signal(vm, context, INVALID_OPERATION)) return 0;
  return vm.bool(operation === DIFFERENT);
}

/** The six comparisons. */
export function comparisons(): NativeDefinition[] {
  return comparisonSlots(compare);
}
