/**
 * `a * b` where an operand is a builtin sequence or an instance of a class derived from one. To CPython such a type
 * repeats (`sq_repeat`) unless its class has a multiplication of its own: then it multiplies (`nb_multiply`), by what
 * the class inherits, too, and repeats no longer. Multiplication is asked first, of both operands.
 *
 * @module
 */
import { NOT_IMPLEMENTED, T_BYTEARRAY, TYPE_FLAGS, type Value } from "@orochi/object";
import { callBinary } from "../call.ts";
import { lookup, TYPE_FLAG_HEAP } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";

/** Asks both operands, `forward` of `a` and `backward` of `b` (0: has none), as for any operator. */
type Ask = (forward: Value, backward: Value) => Value;

/** Whether a value is a str, list, tuple, bytes or bytearray, or of a class derived from one. */
export function isSequence(vm: Vm, value: Value): boolean {
  return vm.isStr(value) || vm.isList(value) || vm.isTuple(value) || vm.isBytes(value) ||
    ((value & 1) === 0 && vm.layout(value) === T_BYTEARRAY);
}

/** Whether a method of a sequence's class is the builtin one. */
function isBuiltin(vm: Vm, sequence: Value, name: Value): boolean {
  const type = vm.typeOf(sequence), builtin = vm.typeObject(vm.layout(sequence));
  return type === builtin || lookup(vm, type, name) === lookup(vm, builtin, name);
}

/** Whether a value repeats. */
export function repeats(vm: Vm, value: Value): boolean {
  return isSequence(vm, value) && isBuiltin(vm, value, vm.names.__mul__) &&
    isBuiltin(vm, value, vm.names.__rmul__);
}

function repeat(vm: Vm, sequence: Value, times: Value, name: Value): Value {
  if (!vm.isInt(times) && vm.lookupSpecial(times, vm.names.__index__) === 0) {
    return vm.raiseType(`can't multiply sequence by non-int of type '${vm.typeName(times)}'`);
  }
  return callBinary(vm, lookup(vm, vm.typeOf(sequence), name), sequence, times);
}

function askNumbers(vm: Vm, a: Value, b: Value, ask: Ask): Value {
  const forward = repeats(vm, a) ? 0 : lookup(vm, vm.typeOf(a), vm.names.__mul__);
  const backward = repeats(vm, b) || vm.typeOf(a) === vm.typeOf(b)
    ? 0
    : lookup(vm, vm.typeOf(b), vm.names.__rmul__);
  return ask(forward, backward);
}

/** `a * b`, one of which is a sequence; NotImplemented if neither knows how. */
export function multiplySequence(vm: Vm, a: Value, b: Value, ask: Ask): Value {
  const value = askNumbers(vm, a, b, ask);
  if (value !== NOT_IMPLEMENTED) return value;
  if (repeats(vm, a)) return repeat(vm, a, b, vm.names.__mul__);
  return repeats(vm, b) ? repeat(vm, b, a, vm.names.__mul__) : NOT_IMPLEMENTED;
}

/** `a *= b`, likewise. */
export function multiplySequenceInPlace(vm: Vm, a: Value, b: Value, ask: Ask): Value {
  const { __imul__ } = vm.names, own = lookup(vm, vm.typeOf(a), __imul__);
  const inPlace = own !== 0 && isSequence(vm, a) && isBuiltin(vm, a, __imul__);
  if (own !== 0 && !inPlace) {
    const value = callBinary(vm, own, a, b);
    if (value !== NOT_IMPLEMENTED) return value;
  }
  const value = askNumbers(vm, a, b, ask);
  if (value !== NOT_IMPLEMENTED) return value;
  if (inPlace) return repeat(vm, a, b, __imul__);
  if (repeats(vm, a)) return repeat(vm, a, b, vm.names.__mul__);
  return repeats(vm, b) && !isContainer(vm, a) ? repeat(vm, b, a, vm.names.__mul__) : NOT_IMPLEMENTED;
}

/** Whether a type has a table of what sequences do: every class of a program's, and builtin containers. */
function isContainer(vm: Vm, value: Value): boolean {
  const type = vm.typeOf(value), { names } = vm;
  return (vm.i32[(type + TYPE_FLAGS) >>> 2] & TYPE_FLAG_HEAP) !== 0 ||
    [names.__contains__, names.__len__, names.__getitem__].some((name) => lookup(vm, type, name) !== 0);
}
