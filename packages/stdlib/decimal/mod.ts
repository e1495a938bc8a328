/**
 * `_decimal`: General Decimal Arithmetic, on BigInt coefficients.
 *
 * @module
 */
import {
  NONE,
  T_CONTEXT_VAR,
  T_DECIMAL,
  T_DECIMAL_CONTEXT,
  T_DECIMAL_MANAGER,
  type Value,
} from "@orochi/object";
import { ensureModule, nativeFunction, type NativeModule, type TypeDefinition, type Vm } from "@orochi/vm";
import { setStateOwned } from "../state.ts";
import {
  ANY_INVALID,
  CLAMPED,
  Context,
  DIVISION_BY_ZERO,
  HALF_EVEN,
  HALF_UP,
  MOST,
  OVERFLOW,
  ROUNDINGS,
  UNDERFLOW,
} from "./context.ts";
import { applySettings, contextType, managerType, newManager, setContext } from "./context_type.ts";
import { decimalType } from "./decimal_type.ts";
import { copyContext, currentContext, exactLimit, isContext, newContext, newLimit } from "./objects.ts";
import { classOf, define, defineSignalDict, defineSignals, SIGNAL_NAMES, signalDictType } from "./signals.ts";

/** Most bits of an IEEE 754 interchange format. */
const MOST_BITS = 512;

/** `numbers.Number.register(Decimal)`. */
function registerNumber(vm: Vm): boolean {
  const numbers = ensureModule(vm, "numbers");
  const abstract = numbers === 0 ? 0 : vm.getAttr(numbers, vm.intern("Number"));
  const done = abstract === 0 ? 0 : vm.callMethod(abstract, vm.intern("register"), vm.typeObject(T_DECIMAL));
  vm.decref(done);
  vm.decref(abstract);
  vm.decref(numbers);
  return done !== 0;
}

/** `DecimalTuple`, a named tuple. */
function defineTuple(vm: Vm, dict: Value): boolean {
  const collections = ensureModule(vm, "collections");
  const make = collections === 0 ? 0 : vm.getAttr(collections, vm.intern("namedtuple"));
  const name = vm.newStr("DecimalTuple"),
    fields = vm.newStr("sign digits exponent"),
    module = vm.newStr("decimal");
  const made = make === 0 ? 0 : vm.callKeywords(make, [name, fields], ["module"], [module]);
  for (const value of [collections, make, name, fields, module]) vm.decref(value);
  return define(vm, dict, "DecimalTuple", made);
}

function defineContexts(vm: Vm, dict: Value): boolean {
  const trapped = ANY_INVALID | DIVISION_BY_ZERO | OVERFLOW, type = vm.typeObject(T_DECIMAL_CONTEXT);
  const make = (precision: number, rounding: number, traps: number) =>
    newContext(vm, type, new Context(precision, 999999, -999999, rounding), 1, 0, traps);
  const name = vm.newStr("decimal_context");
  const variable = name === 0 ? 0 : vm.call(vm.typeObject(T_CONTEXT_VAR), name);
  vm.decref(name);
  return setStateOwned(vm, "decimal.variable", variable) &&
    define(vm, dict, "DefaultContext", make(28, HALF_EVEN, trapped)) &&
    define(vm, dict, "BasicContext", make(9, HALF_UP, trapped | CLAMPED | UNDERFLOW)) &&
    define(vm, dict, "ExtendedContext", make(9, HALF_EVEN, 0));
}

/** The last one of what {@linkcode make} makes. */
const LAST_MADE = "DecimalTuple";

function make(vm: Vm, dict: Value): boolean {
  return defineSignals(vm, dict) && defineSignalDict(vm) && defineContexts(vm, dict) && registerNumber(vm) &&
    defineTuple(vm, dict);
}

/** A module that is imported afresh has the same classes and contexts: numbers and contexts are of the same types, too. */
function reuse(vm: Vm, dict: Value): boolean {
  const names = [...SIGNAL_NAMES, "DefaultContext", "BasicContext", "ExtendedContext", LAST_MADE];
  return names.every((name) => vm.dictSetStr(dict, name, classOf(vm, name)));
}

function populate(vm: Vm, _module: Value, dict: Value): boolean {
  const limits: Record<string, number> = {
    MAX_PREC: MOST,
    MAX_EMAX: MOST,
    MIN_EMIN: -MOST,
    MIN_ETINY: -2 * MOST,
  };
  return vm.dictSetStr(dict, "Decimal", vm.typeObject(T_DECIMAL)) &&
    vm.dictSetStr(dict, "Context", vm.typeObject(T_DECIMAL_CONTEXT)) &&
    vm.dictSetStr(dict, "ContextManager", vm.typeObject(T_DECIMAL_MANAGER)) &&
    ROUNDINGS.every((name) => vm.dictSetOwned(dict, name, vm.intern(name))) &&
    Object.entries(limits).every(([name, value]) => vm.dictSetOwned(dict, name, newLimit(vm, value))) &&
    vm.dictSetOwned(dict, "MIN_ETINY", vm.newBigInt(2n * exactLimit(-MOST) + 1n)) &&
    vm.dictSetOwned(dict, "HAVE_THREADS", vm.bool(true)) &&
    vm.dictSetOwned(dict, "HAVE_CONTEXTVAR", vm.bool(true)) &&
    vm.dictSetOwned(dict, "IEEE_CONTEXT_MAX_BITS", vm.newInt(MOST_BITS)) &&
    vm.dictSetOwned(dict, "__version__", vm.newStr("1.70")) &&
    vm.dictSetOwned(dict, "__libmpdec_version__", vm.newStr("2.5.1")) &&
    (classOf(vm, LAST_MADE) === 0 ? make(vm, dict) : reuse(vm, dict));
}

/** `localcontext(ctx, **settings)`. */
function localContext(vm: Vm, a: number): Value {
  const current = currentContext(vm);
  if (current === 0) return 0;
  const given = vm.i32[a];
  if (given !== 0 && given !== NONE && !isContext(vm, given)) {
    return vm.raiseType("optional argument must be a context");
  }
  const local = copyContext(vm, given === 0 || given === NONE ? current : given);
  if (local === 0) return 0;
  if (applySettings(vm, local, a + 1)) return newManager(vm, local, current);
  vm.decref(local);
  return 0;
}

function ieeeContext(vm: Vm, value: Value): Value {
  const bits = vm.index(value);
  if (Number.isNaN(bits)) return 0;
  if (bits <= 0 || bits > MOST_BITS || bits % 32 !== 0) {
    return vm.raiseValue(`argument must be a multiple of 32, with a maximum of ${MOST_BITS}`);
  }
  const most = 3 * 2 ** (bits / 16 + 3);
  const settings = new Context(9 * (bits / 32) - 2, most, 1 - most, HALF_EVEN, true);
  return newContext(vm, vm.typeObject(T_DECIMAL_CONTEXT), settings, 1, 0, 0);
}

/** The types. */
export const decimalTypes: readonly TypeDefinition[] = [
  decimalType,
  contextType,
  signalDictType,
  managerType,
];

/** The module. */
export const decimalModule: NativeModule = {
  name: "_decimal",
  doc: "C decimal arithmetic module",
  functions: [
    nativeFunction(
      "getcontext",
      "()",
      (vm) => vm.keep(currentContext(vm)),
      "Get the current default context.",
    ),
    nativeFunction(
      "setcontext",
      "(context, /)",
      (vm, a) => setContext(vm, vm.i32[a]) ? NONE : 0,
      "Set a new default context.",
    ),
    nativeFunction(
      "localcontext",
      "(ctx=None, *, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
      localContext,
      "Return a context manager for a copy of the supplied context.",
    ),
    nativeFunction(
      "IEEEContext",
      "(bits, /)",
      (vm, a) => ieeeContext(vm, vm.i32[a]),
      "Return a context object initialized to the proper values for one of the IEEE interchange formats.",
    ),
  ],
  populate,
};
