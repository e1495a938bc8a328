/**
 * The exceptions of `decimal`, and the dicts of a context's flags and traps.
 *
 * @module
 */
import {
  NONE,
  NOT_IMPLEMENTED,
  SIGNAL_DICT_BITS,
  SIGNAL_DICT_BYTES,
  T_SIGNAL_DICT,
  T_TYPE,
  type Value,
} from "@orochi/object";
import { ensureModule, makeClass, method, newFromType, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { comparisonSlots } from "@orochi/vm/kernel";
import { getState, setStateOwned } from "../state.ts";
import {
  ANY_INVALID,
  CLAMPED,
  CONVERSION_SYNTAX,
  DIVISION_BY_ZERO,
  DIVISION_IMPOSSIBLE,
  DIVISION_UNDEFINED,
  FLOAT_OPERATION,
  INEXACT,
  INVALID_CONTEXT,
  INVALID_OPERATION,
  OVERFLOW,
  ROUNDED,
  SUBNORMAL,
  UNDERFLOW,
} from "./context.ts";

/** An exception class and the conditions that it stands for. */
interface Signal {
  readonly name: string;
  readonly bits: number;
  readonly bases: readonly string[];
}

/** The signals, in the order in which one is chosen to be raised. */
const SIGNALS: readonly Signal[] = [
  { name: "InvalidOperation", bits: ANY_INVALID, bases: [] },
  { name: "FloatOperation", bits: FLOAT_OPERATION, bases: ["TypeError"] },
  { name: "DivisionByZero", bits: DIVISION_BY_ZERO, bases: ["ZeroDivisionError"] },
  { name: "Overflow", bits: OVERFLOW, bases: [] },
  { name: "Underflow", bits: UNDERFLOW, bases: [] },
  { name: "Subnormal", bits: SUBNORMAL, bases: [] },
  { name: "Inexact", bits: INEXACT, bases: [] },
  { name: "Rounded", bits: ROUNDED, bases: [] },
  { name: "Clamped", bits: CLAMPED, bases: [] },
];

/** What InvalidOperation may have been. */
const CONDITIONS: readonly Signal[] = [
  { name: "InvalidOperation", bits: INVALID_OPERATION, bases: [] },
  { name: "ConversionSyntax", bits: CONVERSION_SYNTAX, bases: [] },
  { name: "DivisionImpossible", bits: DIVISION_IMPOSSIBLE, bases: [] },
  { name: "DivisionUndefined", bits: DIVISION_UNDEFINED, bases: ["ZeroDivisionError"] },
  { name: "InvalidContext", bits: INVALID_CONTEXT, bases: [] },
];

/** Names of the exception classes. */
export const SIGNAL_NAMES: readonly string[] = [
  "DecimalException",
  ...new Set([...SIGNALS, ...CONDITIONS].map(({ name }) => name)),
];

const SIGNALS_MESSAGE =
  "valid values for signals are:\n  [InvalidOperation, FloatOperation, DivisionByZero,\n" +
  "   Overflow, Underflow, Subnormal, Inexact, Rounded,\n   Clamped]";

const STATE = "decimal.";

/** A class of the module (borrowed). */
export function classOf(vm: Vm, name: string): Value {
  return getState(vm, STATE + name);
}

/** Keeps a class or other value of the module (stolen) for {@linkcode classOf}, and puts it into the module. */
export function define(vm: Vm, dict: Value, name: string, value: Value): boolean {
  return setStateOwned(vm, STATE + name, value) && vm.dictSetStr(dict, name, classOf(vm, name));
}

/** A new class of `decimal`; 0 with an exception set. Bases are borrowed. */
export function newClass(
  vm: Vm,
  metaclass: Value,
  name: string,
  bases: readonly Value[],
  module: string,
): Value {
  const namespace = vm.newDict();
  const tuple = namespace === 0 ? 0 : vm.newTuple(bases.map((base) => vm.keep(base)));
  const named = tuple !== 0 && vm.dictSetOwned(namespace, "__module__", vm.intern(module));
  const made = named ? makeClass(vm, metaclass, vm.intern(name), tuple, namespace) : 0;
  vm.decref(tuple);
  vm.decref(namespace);
  return made;
}

/** Makes the exception classes. */
export function defineSignals(vm: Vm, dict: Value): boolean {
  const make = (name: string, bases: readonly Value[]) =>
    define(vm, dict, name, newClass(vm, vm.typeObject(T_TYPE), name, bases, "decimal"));
  if (!make("DecimalException", [vm.exceptionType("ArithmeticError")])) return false;
  const basesOf: Record<string, string[]> = {
    Overflow: ["Inexact", "Rounded"],
    Underflow: ["Inexact", "Rounded", "Subnormal"],
  };
  const order = [
    "InvalidOperation",
    "FloatOperation",
    "DivisionByZero",
    "Subnormal",
    "Inexact",
    "Rounded",
    "Clamped",
  ];
  for (const name of [...order, "Overflow", "Underflow"]) {
    const own = (basesOf[name] ?? ["DecimalException"]).map((base) => classOf(vm, base));
    const builtin = SIGNALS.find((signal) => signal.name === name)!.bases.map((base) =>
      vm.exceptionType(base)
    );
    if (!make(name, [...own, ...builtin])) return false;
  }
  return CONDITIONS.slice(1).every(({ name, bases }) =>
    make(name, [classOf(vm, "InvalidOperation"), ...bases.map((base) => vm.exceptionType(base))])
  );
}

/** Raises the exception for conditions that are trapped. Returns 0. */
export function raiseConditions(vm: Vm, bits: number): 0 {
  const signal = SIGNALS.find((one) => (one.bits & bits) !== 0)!;
  const named = [...CONDITIONS, ...SIGNALS.slice(1)].filter((one) => (one.bits & bits) !== 0);
  const list = vm.newList(named.map(({ name }) => vm.keep(classOf(vm, name))));
  const error = list === 0 ? 0 : vm.call(classOf(vm, signal.name), list);
  vm.decref(list);
  return error === 0 ? 0 : vm.raiseObject(error);
}

/** The bits of a signal; 0 with KeyError set. */
function bitsOfSignal(vm: Vm, key: Value): number {
  for (const { name, bits } of SIGNALS) if (classOf(vm, name) === key) return bits;
  vm.raise("KeyError", SIGNALS_MESSAGE);
  return 0;
}

/** The bits of a list of signals; -1 with an exception set. */
export function bitsOfList(vm: Vm, list: Value): number {
  let all = 0;
  for (let i = 0; i < vm.listLength(list); i++) {
    const key = vm.listItem(list, i);
    let bits = 0;
    for (const one of [...CONDITIONS, ...SIGNALS]) if (classOf(vm, one.name) === key) bits = one.bits;
    if (bits === 0) {
      vm.raise("KeyError", SIGNALS_MESSAGE);
      return -1;
    }
    all |= bits;
  }
  return all;
}

/** The signals in the order in which contexts show them. */
const SHOWN = [
  "Clamped",
  "InvalidOperation",
  "DivisionByZero",
  "Inexact",
  "FloatOperation",
  "Overflow",
  "Rounded",
  "Subnormal",
  "Underflow",
];

/** Names of the signals among bits, as contexts show them. */
export function signalNames(bits: number): string {
  const names = SHOWN.filter((name) => (SIGNALS.find((one) => one.name === name)!.bits & bits) !== 0);
  return `[${names.join(", ")}]`;
}

/** A list of the signal classes among bits. */
export function signalList(vm: Vm, bits: number): Value {
  const chosen = SIGNALS.filter((one) => (one.bits & bits) !== 0);
  return vm.newList(chosen.map(({ name }) => vm.keep(classOf(vm, name))));
}

/** The bits of a SignalDict. */
export function signalBits(vm: Vm, dict: Value): number {
  return vm.i32[(dict + SIGNAL_DICT_BITS) >>> 2];
}

/** Sets the bits of a SignalDict. */
export function setSignalBits(vm: Vm, dict: Value, bits: number): void {
  vm.i32[(dict + SIGNAL_DICT_BITS) >>> 2] = bits;
}

/** A new SignalDict. */
export function newSignalDict(vm: Vm, bits: number): Value {
  const dict = vm.allocLike(classOf(vm, "SignalDict"), SIGNAL_DICT_BYTES);
  if (dict !== 0) setSignalBits(vm, dict, bits);
  return dict;
}

/** Whether a value is a SignalDict. */
export function isSignalDict(vm: Vm, value: Value): boolean {
  return (value & 1) === 0 && vm.layout(value) === T_SIGNAL_DICT;
}

/** The bits that a mapping of signals to truth sets; -1 with an exception set. */
export function bitsOfMapping(vm: Vm, mapping: Value): number {
  if (isSignalDict(vm, mapping)) return signalBits(vm, mapping);
  if (!vm.isDict(mapping)) {
    vm.raiseType("argument must be a signal dict");
    return -1;
  }
  if (vm.length(mapping) !== SIGNALS.length) {
    vm.raise("KeyError", "invalid signal dict");
    return -1;
  }
  let all = 0;
  for (const { name, bits } of SIGNALS) {
    const value = vm.dictGet(mapping, classOf(vm, name));
    if (value === 0) {
      if (!vm.failed()) vm.raise("KeyError", "invalid signal dict");
      return -1;
    }
    const truth = vm.truthy(value);
    if (truth < 0) return -1;
    if (truth === 1) all |= bits;
  }
  return all;
}

function getItem(vm: Vm, dict: Value, key: Value): Value {
  const bits = bitsOfSignal(vm, key);
  return bits === 0 ? 0 : vm.bool((signalBits(vm, dict) & bits) !== 0);
}

function setItem(vm: Vm, dict: Value, key: Value, value: Value): Value {
  const bits = bitsOfSignal(vm, key), truth = bits === 0 ? -1 : vm.truthy(value);
  if (truth < 0) return 0;
  setSignalBits(vm, dict, truth === 1 ? signalBits(vm, dict) | bits : signalBits(vm, dict) & ~bits);
  return NONE;
}

function compare(vm: Vm, operation: number, dict: Value, other: Value): Value {
  let same: boolean;
  if (isSignalDict(vm, other)) same = signalBits(vm, dict) === signalBits(vm, other);
  else if (!vm.isDict(other)) return NOT_IMPLEMENTED;
  else {
    if (vm.length(other) !== SIGNALS.length) return vm.raiseValue("invalid signal dict");
    const bits = bitsOfMapping(vm, other);
    if (bits < 0) {
      if (!vm.matches("KeyError")) return 0;
      vm.clearError();
      return NOT_IMPLEMENTED;
    }
    same = bits === signalBits(vm, dict);
  }
  return vm.bool(same === (operation === 2));
}

/** What `SignalDict` gets from here; the rest it has of `MutableMapping`. */
export const signalDictType: TypeDefinition = {
  index: T_SIGNAL_DICT,
  name: "SignalDictMixin",
  module: "decimal",
  basicSize: SIGNAL_DICT_BYTES,
  subclassable: true,
  none: ["__hash__"],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], SIGNAL_DICT_BYTES)),
    slot("__init__", "($self, /, *args, **kwargs)", () => NONE),
    slot("__len__", "($self, /)", (vm) => vm.newInt(SIGNALS.length)),
    slot("__iter__", "($self, /)", (vm) => {
      const keys = signalList(vm, -1);
      const iterator = keys === 0 ? 0 : vm.iter(keys);
      vm.decref(keys);
      return iterator;
    }),
    slot("__repr__", "($self, /)", (vm, a) => {
      const bits = signalBits(vm, vm.i32[a]);
      const parts = SIGNALS.map((one) =>
        `<class 'decimal.${one.name}'>:${(one.bits & bits) !== 0 ? "True" : "False"}`
      );
      return vm.newStr(`{${parts.join(", ")}}`);
    }),
    slot("__getitem__", "($self, key, /)", (vm, a) => getItem(vm, vm.i32[a], vm.i32[a + 1])),
    slot(
      "__setitem__",
      "($self, key, value, /)",
      (vm, a) => setItem(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    ),
    slot("__delitem__", "($self, key, /)", (vm) => vm.raiseValue("signal keys cannot be deleted")),
    ...comparisonSlots(compare, [2, 3]),
    method("copy", "($self, /)", (vm, a) => {
      const bits = signalBits(vm, vm.i32[a]), copy = vm.newDict();
      const done = copy !== 0 &&
        SIGNALS.every((one) => vm.dictSet(copy, classOf(vm, one.name), vm.bool((one.bits & bits) !== 0)));
      if (done) return copy;
      vm.decref(copy);
      return 0;
    }),
  ],
};

/** Makes `SignalDict`: the native part, and what a mutable mapping can do. */
export function defineSignalDict(vm: Vm): boolean {
  const abstract = ensureModule(vm, "collections.abc");
  const mapping = abstract === 0 ? 0 : vm.getAttr(abstract, vm.intern("MutableMapping"));
  vm.decref(abstract);
  if (mapping === 0) return false;
  const bases = vm.newTuple([vm.keep(vm.typeObject(T_SIGNAL_DICT)), mapping]);
  const name = vm.newStr("SignalDict"), namespace = vm.newDict();
  const made = bases === 0 || name === 0 || namespace === 0
    ? 0
    : vm.call(vm.typeOf(mapping), name, bases, namespace);
  vm.decref(bases);
  vm.decref(name);
  vm.decref(namespace);
  return setStateOwned(vm, `${STATE}SignalDict`, made);
}
