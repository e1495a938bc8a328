/**
 * `decimal.Context`, and the manager that `localcontext()` gives.
 *
 * @module
 */
import {
  DECIMAL_CONTEXT_BYTES,
  DECIMAL_CONTEXT_CAPITALS,
  DECIMAL_CONTEXT_CLAMP,
  DECIMAL_CONTEXT_EMAX,
  DECIMAL_CONTEXT_EMIN,
  DECIMAL_CONTEXT_FLAGS,
  DECIMAL_CONTEXT_PRECISION,
  DECIMAL_CONTEXT_ROUNDING,
  DECIMAL_CONTEXT_TRAPS,
  DECIMAL_MANAGER_BYTES,
  DECIMAL_MANAGER_LOCAL,
  DECIMAL_MANAGER_SAVED,
  NONE,
  T_DECIMAL_CONTEXT,
  T_DECIMAL_MANAGER,
  type Value,
} from "@orochi/object";
import { type GetSetDefinition, method, newMethod, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { finish, MOST, ROUNDINGS } from "./context.ts";
import { setVariable } from "../contextvars.ts";
import { isFloat, ofDouble, roundedNumber } from "./conversions.ts";
import { bothOf, roundingOf } from "./decimal_type.ts";
import { contextTableMethods } from "./methods.ts";
import { Decimal } from "./number.ts";
import {
  capitalsOf,
  copyContext,
  exactLimit,
  flagsOf,
  isContext,
  isDecimal,
  newContext,
  newDecimal,
  newLimit,
  operand,
  operate,
  requireOperand,
  setFlags,
  settingsOf,
  setTraps,
  signal,
  trapsOf,
} from "./objects.ts";
import { bitsOfList, bitsOfMapping, classOf, signalList, signalNames } from "./signals.ts";
import { toText } from "./text.ts";
import { power, powerModulo } from "./transcendental.ts";

/** An attribute of a context that is a number. */
interface NumberSetting {
  readonly name: string;
  readonly offset: number;
  readonly low: number;
  readonly high: number;
  readonly message: string;
}

const LIMITS: readonly NumberSetting[] = [
  {
    name: "prec",
    offset: DECIMAL_CONTEXT_PRECISION,
    low: 1,
    high: MOST,
    message: "valid range for prec is [1, MAX_PREC]",
  },
  {
    name: "Emin",
    offset: DECIMAL_CONTEXT_EMIN,
    low: -MOST,
    high: 0,
    message: "valid range for Emin is [MIN_EMIN, 0]",
  },
  {
    name: "Emax",
    offset: DECIMAL_CONTEXT_EMAX,
    low: 0,
    high: MOST,
    message: "valid range for Emax is [0, MAX_EMAX]",
  },
];

const SWITCHES: readonly NumberSetting[] = [
  {
    name: "capitals",
    offset: DECIMAL_CONTEXT_CAPITALS,
    low: 0,
    high: 1,
    message: "valid values for capitals are 0 or 1",
  },
  {
    name: "clamp",
    offset: DECIMAL_CONTEXT_CLAMP,
    low: 0,
    high: 1,
    message: "valid values for clamp are 0 or 1",
  },
];

/** A number within the bounds of a setting; NaN with an exception set. */
function settingValue(vm: Vm, value: Value, { low, high, message }: NumberSetting): number {
  if (!vm.isInt(value)) {
    vm.raiseType("an integer is required");
    return NaN;
  }
  const big = vm.bigInt(value);
  if (big !== BigInt.asIntN(64, big)) {
    vm.raise("OverflowError", "Python int too large to convert to C ssize_t");
    return NaN;
  }
  // The bound is not to be had as a double, and one more rounds to it.
  const number = Number(big), beyond = big > 999999999999999999n || big < -999999999999999999n;
  if (number >= low && number <= high && !beyond) return number;
  vm.raiseValue(message);
  return NaN;
}

function numberAttribute(setting: NumberSetting, wide: boolean): GetSetDefinition {
  const { name, offset } = setting;
  return {
    name,
    get: (vm, context) =>
      wide ? newLimit(vm, vm.f64[(context + offset) >>> 3]) : vm.newInt(vm.i32[(context + offset) >>> 2]),
    set: (vm, context, value) => {
      if (value === 0) return refuseDeletion(vm);
      const number = settingValue(vm, value, setting);
      if (Number.isNaN(number)) return false;
      if (wide) vm.f64[(context + offset) >>> 3] = number;
      else vm.i32[(context + offset) >>> 2] = number;
      return true;
    },
  };
}

function refuseDeletion(vm: Vm): boolean {
  return vm.raise("AttributeError", "context attributes cannot be deleted") !== 0;
}

function signalAttribute(
  name: string,
  offset: number,
  set: (vm: Vm, context: Value, bits: number) => void,
): GetSetDefinition {
  return {
    name,
    get: (vm, context) => vm.keep(vm.i32[(context + offset) >>> 2]),
    set: (vm, context, value) => {
      if (value === 0) return refuseDeletion(vm);
      const bits = bitsOfMapping(vm, value);
      if (bits >= 0) set(vm, context, bits);
      return bits >= 0;
    },
  };
}

const attributes: readonly GetSetDefinition[] = [
  ...LIMITS.map((setting) => numberAttribute(setting, true)),
  ...SWITCHES.map((setting) => numberAttribute(setting, false)),
  {
    name: "rounding",
    get: (vm, context) => vm.newStr(ROUNDINGS[vm.i32[(context + DECIMAL_CONTEXT_ROUNDING) >>> 2]]),
    set: (vm, context, value) => {
      if (value === 0) return refuseDeletion(vm);
      const rounding = roundingOf(vm, value);
      if (rounding >= 0) vm.i32[(context + DECIMAL_CONTEXT_ROUNDING) >>> 2] = rounding;
      return rounding >= 0;
    },
  },
  signalAttribute("flags", DECIMAL_CONTEXT_FLAGS, setFlags),
  signalAttribute("traps", DECIMAL_CONTEXT_TRAPS, setTraps),
];

/** Attributes in the order of the constructor's parameters. */
const PARAMETERS = ["prec", "rounding", "Emin", "Emax", "capitals", "clamp"];

/** Sets attributes that were given, from the word index of the first; false with an exception set. */
export function applySettings(vm: Vm, context: Value, first: number): boolean {
  for (let i = 0; i < PARAMETERS.length; i++) {
    const value = vm.i32[first + i];
    if (value === 0 || value === NONE) continue;
    if (!attributes.find(({ name }) => name === PARAMETERS[i])!.set!(vm, context, value)) return false;
  }
  for (const [k, set] of [[6, setFlags], [7, setTraps]] as const) {
    const value = vm.i32[first + k];
    if (value === 0 || value === NONE) continue;
    const bits = vm.isList(value) ? bitsOfList(vm, value) : bitsOfMapping(vm, value);
    if (bits < 0) return false;
    set(vm, context, bits);
  }
  return true;
}

function repr(vm: Vm, context: Value): Value {
  const limit = (offset: number) => {
    const value = newLimit(vm, vm.f64[(context + offset) >>> 3]), text = vm.jsRepr(value);
    vm.decref(value);
    return text;
  };
  const { rounding, clamp } = settingsOf(vm, context);
  return vm.newStr(
    `Context(prec=${limit(DECIMAL_CONTEXT_PRECISION)}, rounding=${ROUNDINGS[rounding]}, Emin=${
      limit(DECIMAL_CONTEXT_EMIN)
    }, Emax=${limit(DECIMAL_CONTEXT_EMAX)}, capitals=${capitalsOf(vm, context) ? 1 : 0}, clamp=${
      clamp ? 1 : 0
    }, flags=${signalNames(flagsOf(vm, context))}, traps=${signalNames(trapsOf(vm, context))})`,
  );
}

function reduce(vm: Vm, context: Value): Value {
  const values = PARAMETERS.map((name) => attributes.find((one) => one.name === name)!.get(vm, context));
  return vm.newTuple([
    vm.keep(vm.typeOf(context)),
    vm.newTuple([...values, signalList(vm, flagsOf(vm, context)), signalList(vm, trapsOf(vm, context))]),
  ]);
}

/** `context._apply(x)`: x rounded. */
function apply(vm: Vm, a: number): Value {
  const x = requireOperand(vm, vm.i32[a + 1]);
  return x === null ? 0 : operate(vm, vm.i32[a], (work) => finish(x, work));
}

function text(vm: Vm, a: number, engineering: boolean): Value {
  const x = requireOperand(vm, vm.i32[a + 1]);
  return x === null ? 0 : vm.newStr(toText(x, engineering, capitalsOf(vm, vm.i32[a]) ? "E" : "e"));
}

/** `context.create_decimal(number)`. */
function createDecimal(vm: Vm, context: Value, value: Value): Value {
  if (value === 0) return operate(vm, context, (work) => finish(new Decimal(0, 0n, 0), work));
  const work = settingsOf(vm, context), number = roundedNumber(vm, value, context, work);
  return number === null || !signal(vm, context, work.status) ? 0 : newDecimal(vm, number);
}

function powerOf(vm: Vm, a: number): Value {
  const base = requireOperand(vm, vm.i32[a + 1]);
  const exponent = base === null ? null : requireOperand(vm, vm.i32[a + 2]);
  if (base === null || exponent === null) return 0;
  const given = vm.i32[a + 3];
  if (given === 0 || given === NONE) return operate(vm, vm.i32[a], (work) => power(base, exponent, work));
  const modulus = requireOperand(vm, given);
  return modulus === null ? 0 : operate(vm, vm.i32[a], (work) => powerModulo(base, exponent, modulus, work));
}

/** `decimal.Context`. */
export const contextType: TypeDefinition = {
  index: T_DECIMAL_CONTEXT,
  name: "Context",
  module: "decimal",
  basicSize: DECIMAL_CONTEXT_BYTES,
  subclassable: true,
  doc:
    "The context affects almost all operations and controls rounding,\nOver/Underflow, raising of exceptions and much more.",
  getset: attributes,
  methods: [
    newMethod("($type, /, *args, **kwargs)", (vm, a) => {
      const template = classOf(vm, "DefaultContext");
      const capitals = capitalsOf(vm, template) ? 1 : 0;
      return newContext(vm, vm.i32[a], settingsOf(vm, template), capitals, 0, trapsOf(vm, template));
    }),
    slot(
      "__init__",
      "($self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None)",
      (vm, a) => applySettings(vm, vm.i32[a], a + 1) ? NONE : 0,
    ),
    slot("__repr__", "($self, /)", (vm, a) => repr(vm, vm.i32[a])),
    method("__copy__", "($self, /)", (vm, a) => copyContext(vm, vm.i32[a])),
    method("__reduce__", "($self, /)", (vm, a) => reduce(vm, vm.i32[a])),
    method("copy", "($self, /)", (vm, a) => copyContext(vm, vm.i32[a])),
    method("clear_flags", "($self, /)", (vm, a) => {
      setFlags(vm, vm.i32[a], 0);
      return NONE;
    }),
    method("clear_traps", "($self, /)", (vm, a) => {
      setTraps(vm, vm.i32[a], 0);
      return NONE;
    }),
    method("Etiny", "($self, /)", (vm, a) => {
      const { leastExponent, precision } = settingsOf(vm, vm.i32[a]);
      return vm.newBigInt(exactLimit(leastExponent) - exactLimit(precision) + 1n);
    }),
    method("Etop", "($self, /)", (vm, a) => {
      const { mostExponent, precision } = settingsOf(vm, vm.i32[a]);
      return vm.newBigInt(exactLimit(mostExponent) - exactLimit(precision) + 1n);
    }),
    method("radix", "($self, /)", (vm) => newDecimal(vm, new Decimal(0, 10n, 0))),
    method("_apply", "($self, x, /)", apply),
    method("canonical", "($self, x, /)", (vm, a) => {
      if (isDecimal(vm, vm.i32[a + 1])) return vm.keep(vm.i32[a + 1]);
      return vm.raiseType("argument must be a Decimal");
    }),
    method("copy_decimal", "($self, x, /)", (vm, a) => {
      const x = requireOperand(vm, vm.i32[a + 1]);
      return x === null ? 0 : newDecimal(vm, x);
    }),
    method("create_decimal", '($self, num="0", /)', (vm, a) => createDecimal(vm, vm.i32[a], vm.i32[a + 1])),
    method("create_decimal_from_float", "($self, f, /)", (vm, a) => {
      const value = vm.i32[a + 1];
      const number = isFloat(vm, value)
        ? ofDouble(vm.float(value))
        : vm.isInt(value)
        ? operand(vm, value)
        : null;
      if (number === null) return vm.raiseType("argument must be int or float");
      return operate(vm, vm.i32[a], (work) => finish(number, work));
    }),
    method("divmod", "($self, x, y, /)", (vm, a) => {
      const x = requireOperand(vm, vm.i32[a + 1]), y = x === null ? null : requireOperand(vm, vm.i32[a + 2]);
      return x === null || y === null ? 0 : bothOf(vm, vm.i32[a], x, y);
    }),
    method("power", "($self, /, a, b, modulo=None)", powerOf),
    method("to_sci_string", "($self, x, /)", (vm, a) => text(vm, a, false)),
    method("to_eng_string", "($self, x, /)", (vm, a) => text(vm, a, true)),
    ...contextTableMethods(),
  ],
};

/** Makes a context the thread's; false with an exception set. */
export function setContext(vm: Vm, context: Value): boolean {
  if (!isContext(vm, context)) return vm.raiseType("argument must be a context") !== 0;
  // The templates stay as they are, whoever uses them.
  const template = ["DefaultContext", "BasicContext", "ExtendedContext"].some((name) =>
    classOf(vm, name) === context
  );
  const own = template ? copyContext(vm, context) : vm.keep(context);
  if (own === 0) return false;
  if (template) setFlags(vm, own, 0);
  const done = setVariable(vm, classOf(vm, "variable"), own);
  vm.decref(own);
  return done;
}

/** `decimal.ContextManager`. */
export const managerType: TypeDefinition = {
  index: T_DECIMAL_MANAGER,
  name: "ContextManager",
  module: "decimal",
  basicSize: DECIMAL_MANAGER_BYTES,
  methods: [
    method("__enter__", "($self, /)", (vm, a) => {
      const local = vm.i32[(vm.i32[a] + DECIMAL_MANAGER_LOCAL) >>> 2];
      return setContext(vm, local) ? vm.keep(local) : 0;
    }),
    method("__exit__", "($self, /, *args)", (vm, a) => {
      return setContext(vm, vm.i32[(vm.i32[a] + DECIMAL_MANAGER_SAVED) >>> 2]) ? vm.bool(false) : 0;
    }),
  ],
};

/** A manager for `with` (stolen: the local context). @param saved Borrowed. */
export function newManager(vm: Vm, local: Value, saved: Value): Value {
  const manager = local === 0 ? 0 : vm.alloc(T_DECIMAL_MANAGER, DECIMAL_MANAGER_BYTES);
  if (manager === 0) {
    vm.decref(local);
    return 0;
  }
  vm.i32[(manager + DECIMAL_MANAGER_LOCAL) >>> 2] = local;
  vm.i32[(manager + DECIMAL_MANAGER_SAVED) >>> 2] = vm.keep(saved);
  return manager;
}
