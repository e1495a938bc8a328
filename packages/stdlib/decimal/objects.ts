/**
 * Decimals and contexts in the heap: reading them, making them, and the way of every operation through a context.
 *
 * @module
 */
import {
  DECIMAL_BYTES,
  DECIMAL_COEFFICIENT,
  DECIMAL_CONTEXT_BYTES,
  DECIMAL_CONTEXT_CAPITALS,
  DECIMAL_CONTEXT_CLAMP,
  DECIMAL_CONTEXT_EMAX,
  DECIMAL_CONTEXT_EMIN,
  DECIMAL_CONTEXT_FLAGS,
  DECIMAL_CONTEXT_PRECISION,
  DECIMAL_CONTEXT_ROUNDING,
  DECIMAL_CONTEXT_TRAPS,
  DECIMAL_EXPONENT,
  DECIMAL_KIND,
  NONE,
  T_DECIMAL,
  T_DECIMAL_CONTEXT,
  type Value,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { setVariable, variableValue } from "../contextvars.ts";
import { Context, MOST } from "./context.ts";
import { Decimal, ofInt } from "./number.ts";
import { classOf, newSignalDict, raiseConditions, setSignalBits, signalBits } from "./signals.ts";

/** Whether a value is a Decimal, subclasses included. */
export function isDecimal(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_DECIMAL;
}

/** The number of a Decimal. */
export function numberOf(vm: Vm, value: Value): Decimal {
  const word = vm.i32[(value + DECIMAL_KIND) >>> 2];
  return new Decimal(
    word & 1,
    vm.bigInt(vm.i32[(value + DECIMAL_COEFFICIENT) >>> 2]),
    vm.f64[(value + DECIMAL_EXPONENT) >>> 3],
    word >> 1,
  );
}

/** A Decimal of a class. */
export function newDecimalOf(vm: Vm, type: Value, number: Decimal): Value {
  const coefficient = vm.newBigInt(number.coefficient);
  const made = coefficient === 0 ? 0 : vm.allocLike(type, DECIMAL_BYTES);
  if (made === 0) {
    vm.decref(coefficient);
    return 0;
  }
  vm.i32[(made + DECIMAL_KIND) >>> 2] = number.sign | number.kind << 1;
  vm.f64[(made + DECIMAL_EXPONENT) >>> 3] = number.exponent;
  vm.i32[(made + DECIMAL_COEFFICIENT) >>> 2] = coefficient;
  return made;
}

/** A Decimal. */
export function newDecimal(vm: Vm, number: Decimal): Value {
  return newDecimalOf(vm, vm.typeObject(T_DECIMAL), number);
}

/** Whether a value is a Context, subclasses included. */
export function isContext(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_DECIMAL_CONTEXT;
}

/** A limit of a context: doubles stand for the largest ones, which they round. */
export function exactLimit(value: number): bigint {
  return Math.abs(value) === MOST ? BigInt(Math.sign(value)) * (BigInt(MOST) - 1n) : BigInt(value);
}

/** A limit of a context as an int. */
export function newLimit(vm: Vm, value: number): Value {
  return vm.newBigInt(exactLimit(value));
}

/** A context of a class with settings, flags and traps. */
export function newContext(
  vm: Vm,
  type: Value,
  settings: Context,
  capitals: number,
  flags: number,
  traps: number,
): Value {
  const context = vm.allocLike(type, DECIMAL_CONTEXT_BYTES);
  if (context === 0) return 0;
  const flagDict = newSignalDict(vm, flags), trapDict = newSignalDict(vm, traps);
  vm.i32[(context + DECIMAL_CONTEXT_FLAGS) >>> 2] = flagDict;
  vm.i32[(context + DECIMAL_CONTEXT_TRAPS) >>> 2] = trapDict;
  vm.i32[(context + DECIMAL_CONTEXT_CAPITALS) >>> 2] = capitals;
  writeSettings(vm, context, settings);
  if (flagDict !== 0 && trapDict !== 0) return context;
  vm.decref(context);
  return 0;
}

/** Stores settings in a context. */
export function writeSettings(vm: Vm, context: Value, settings: Context): void {
  vm.i32[(context + DECIMAL_CONTEXT_ROUNDING) >>> 2] = settings.rounding;
  vm.i32[(context + DECIMAL_CONTEXT_CLAMP) >>> 2] = settings.clamp ? 1 : 0;
  vm.f64[(context + DECIMAL_CONTEXT_PRECISION) >>> 3] = settings.precision;
  vm.f64[(context + DECIMAL_CONTEXT_EMAX) >>> 3] = settings.mostExponent;
  vm.f64[(context + DECIMAL_CONTEXT_EMIN) >>> 3] = settings.leastExponent;
}

/** The settings of a context, for an operation. */
export function settingsOf(vm: Vm, context: Value): Context {
  return new Context(
    vm.f64[(context + DECIMAL_CONTEXT_PRECISION) >>> 3],
    vm.f64[(context + DECIMAL_CONTEXT_EMAX) >>> 3],
    vm.f64[(context + DECIMAL_CONTEXT_EMIN) >>> 3],
    vm.i32[(context + DECIMAL_CONTEXT_ROUNDING) >>> 2],
    vm.i32[(context + DECIMAL_CONTEXT_CLAMP) >>> 2] === 1,
  );
}

/** Whether exponents are written with a capital letter. */
export function capitalsOf(vm: Vm, context: Value): boolean {
  return vm.i32[(context + DECIMAL_CONTEXT_CAPITALS) >>> 2] === 1;
}

/** Signals that a context has seen. */
export function flagsOf(vm: Vm, context: Value): number {
  return signalBits(vm, vm.i32[(context + DECIMAL_CONTEXT_FLAGS) >>> 2]);
}

/** Signals that it raises. */
export function trapsOf(vm: Vm, context: Value): number {
  return signalBits(vm, vm.i32[(context + DECIMAL_CONTEXT_TRAPS) >>> 2]);
}

/** Sets the flags. */
export function setFlags(vm: Vm, context: Value, bits: number): void {
  setSignalBits(vm, vm.i32[(context + DECIMAL_CONTEXT_FLAGS) >>> 2], bits);
}

/** Sets the traps. */
export function setTraps(vm: Vm, context: Value, bits: number): void {
  setSignalBits(vm, vm.i32[(context + DECIMAL_CONTEXT_TRAPS) >>> 2], bits);
}

/** A copy of a context, with its flags. */
export function copyContext(vm: Vm, context: Value): Value {
  const capitals = capitalsOf(vm, context) ? 1 : 0, type = vm.typeObject(T_DECIMAL_CONTEXT);
  return newContext(vm, type, settingsOf(vm, context), capitals, flagsOf(vm, context), trapsOf(vm, context));
}

/** The calling thread's context (borrowed); 0 with an exception set. Made of `DefaultContext` on first demand. */
export function currentContext(vm: Vm): Value {
  const variable = classOf(vm, "variable");
  const known = variableValue(vm, variable);
  if (known !== 0 || vm.failed()) return known;
  const made = copyContext(vm, classOf(vm, "DefaultContext"));
  if (made === 0) return 0;
  setFlags(vm, made, 0);
  const done = setVariable(vm, variable, made);
  vm.decref(made);
  return done ? made : 0;
}

/** Adds what an operation signaled to the flags; false where one of it is trapped, with that exception set. */
export function signal(vm: Vm, context: Value, status: number): boolean {
  if (status === 0) return true;
  const flags = vm.i32[(context + DECIMAL_CONTEXT_FLAGS) >>> 2];
  setSignalBits(vm, flags, signalBits(vm, flags) | status);
  const trapped = status & trapsOf(vm, context);
  return trapped === 0 || raiseConditions(vm, trapped) !== 0;
}

/** Runs an operation under a context: a Decimal, or 0 with an exception set. */
export function operate(vm: Vm, context: Value, operation: (work: Context) => Decimal): Value {
  const work = settingsOf(vm, context);
  let result: Decimal;
  try {
    result = operation(work);
  } catch (error) {
    // A BigInt of more digits than the engine can hold.
    if (error instanceof RangeError) return vm.raiseMemory();
    throw error;
  }
  return signal(vm, context, work.status) ? newDecimal(vm, result) : 0;
}

/** The context argument of a method (borrowed): the one given or the thread's; 0 with an exception set. */
export function contextArgument(vm: Vm, value: Value): Value {
  if (value === 0 || value === NONE) return currentContext(vm);
  if (isContext(vm, value)) return value;
  return vm.raiseType("optional argument must be a context");
}

/** An operand as a number: a Decimal or an int. Null where it is neither, without an exception. */
export function operand(vm: Vm, value: Value): Decimal | null {
  if (isDecimal(vm, value)) return numberOf(vm, value);
  return vm.isInt(value) ? ofInt(vm.bigInt(value)) : null;
}

/** An operand of a method; null with TypeError set. */
export function requireOperand(vm: Vm, value: Value): Decimal | null {
  const found = operand(vm, value);
  if (found === null) vm.raiseType(`conversion from ${vm.typeName(value)} to Decimal is not supported`);
  return found;
}
