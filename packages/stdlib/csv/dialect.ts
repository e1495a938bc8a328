/**
 * Dialects of CSV, and what the module `_csv` keeps: registered dialects, the limit of fields, `Error`.
 *
 * @module
 */
import {
  type Address,
  FALSE,
  MODULE_DICT,
  NONE,
  part,
  T_CSV_DIALECT,
  tagInt,
  TRUE,
  type Value,
} from "@orochi/object";
import { CONTROL_MODULES, type MemberDefinition, newMethod, type TypeDefinition, type Vm } from "@orochi/vm";
import { dicts } from "@orochi/vm/kernel";
import { makeObject, word } from "../_data.ts";

/** Names of the words. */
const NAMES = [
  "delimiter",
  "quotechar",
  "escapechar",
  "lineterminator",
  "doublequote",
  "skipinitialspace",
  "quoting",
  "strict",
] as const;

/** `csv.QUOTE_` constants. */
export const QUOTE_MINIMAL = 0, QUOTE_ALL = 1, QUOTE_NONNUMERIC = 2, QUOTE_NONE = 3, QUOTE_STRINGS = 4;
/** Quotes around everything but None. */
export const QUOTE_NOTNULL = 5;

/** A dialect as TypeScript reads it; characters by code, -1 for none. */
export interface Dialect {
  readonly delimiter: number;
  readonly quote: number;
  readonly escape: number;
  readonly lineTerminator: string;
  readonly doubleQuote: boolean;
  readonly skipInitialSpace: boolean;
  readonly quoting: number;
  readonly strict: boolean;
}

/** The dict of the module (borrowed), 0 before it is imported. */
export function moduleDict(vm: Vm): Value {
  const module = vm.dictGetStr(vm.control(CONTROL_MODULES), "_csv");
  return module === 0 ? 0 : vm.i32[(module + MODULE_DICT) >>> 2];
}

/** Raises `csv.Error`. */
export function csvError(vm: Vm, message: string): 0 {
  const type = vm.dictGetStr(moduleDict(vm), "Error");
  const text = vm.newStr(message);
  const error = type === 0 || text === 0 ? 0 : vm.call(type, text);
  vm.decref(text);
  return error === 0 ? 0 : vm.raiseObject(error);
}

/** The registered dialect of a name (new reference), 0 with `csv.Error`. */
export function registeredDialect(vm: Vm, name: Value): Value {
  const dialects = vm.dictGetStr(moduleDict(vm), "_dialects");
  const found = dialects === 0 ? 0 : dicts.getOwned(vm, dialects, name);
  return found !== 0 || vm.failed() ? found : csvError(vm, "unknown dialect");
}

/** Reads a dialect object. */
export function readDialect(vm: Vm, dialect: Address): Dialect {
  const code = (n: number) =>
    word(vm, dialect, n) === NONE ? -1 : vm.js(word(vm, dialect, n)).codePointAt(0) ?? -1;
  return {
    delimiter: code(0),
    quote: code(1),
    escape: code(2),
    lineTerminator: vm.js(word(vm, dialect, 3)),
    doubleQuote: word(vm, dialect, 4) === TRUE,
    skipInitialSpace: word(vm, dialect, 5) === TRUE,
    quoting: word(vm, dialect, 6) >> 1,
    strict: word(vm, dialect, 7) === TRUE,
  };
}

/** Checks a parameter (borrowed; 0: not given): a new reference to what is kept of it, 0 with TypeError. */
function checked(vm: Vm, name: string, value: Value): Value {
  switch (name) {
    case "delimiter":
    case "quotechar":
    case "escapechar":
      return checkedCharacter(vm, name, value);
    case "lineterminator":
      if (value === 0) return vm.newStr("\r\n");
      if (vm.isStr(value)) return vm.keep(value);
      return vm.raiseType(`"lineterminator" must be a string, not ${vm.typeName(value)}`);
    case "quoting": {
      if (value === 0) return tagInt(QUOTE_MINIMAL);
      if (!vm.isInt(value)) return vm.raiseType(`"quoting" must be an integer, not ${vm.typeName(value)}`);
      const quoting = vm.number(value);
      return quoting >= 0 && quoting <= QUOTE_NOTNULL ? tagInt(quoting) : vm.raiseType('bad "quoting" value');
    }
    default: {
      if (value === 0) return name === "doublequote" ? TRUE : FALSE;
      const truth = vm.truthy(value);
      return truth < 0 ? 0 : vm.bool(truth === 1);
    }
  }
}

function checkedCharacter(vm: Vm, name: string, value: Value): Value {
  if (value === 0) {
    return name === "delimiter" ? vm.intern(",") : name === "quotechar" ? vm.intern('"') : NONE;
  }
  if (value === NONE && name !== "delimiter") return NONE;
  const kind = name === "delimiter" ? "a unicode character" : "a unicode character or None";
  if (!vm.isStr(value)) return vm.raiseType(`"${name}" must be ${kind}, not ${vm.typeName(value)}`);
  const length = vm.length(value);
  if (length !== 1) return vm.raiseType(`"${name}" must be ${kind}, not a string of length ${length}`);
  const text = vm.js(value);
  return "\r\n".includes(text) ? vm.raiseType(`bad ${name} value`) : vm.keep(value);
}

/** Makes a dialect of another one, or a name, or None (0), and parameters that go before it. */
export function makeDialect(vm: Vm, type: Address, base: Value, given: (name: string) => Value): Value {
  let source = base === 0 || base === NONE ? 0 : vm.keep(base);
  if (source !== 0 && vm.isStr(source)) {
    const found = registeredDialect(vm, source);
    vm.decref(source);
    if (found === 0) return 0;
    source = found;
  }
  const values: Value[] = [];
  let quotingGiven = false;
  for (const name of NAMES) {
    let value = vm.keep(given(name));
    if (value === 0 && source !== 0) {
      value = vm.getAttrOptional(source, vm.intern(name));
      if (value === 0 && vm.failed()) break;
    }
    if (name === "quoting") quotingGiven = value !== 0;
    const kept = checked(vm, name, value);
    vm.decref(value);
    values.push(kept);
    if (kept === 0) break;
  }
  vm.decref(source);
  const whole = values.length === NAMES.length && values[NAMES.length - 1] !== 0;
  if (whole && values[1] === NONE && !quotingGiven) values[6] = tagInt(QUOTE_NONE);
  if (whole && values[1] === NONE && values[6] !== tagInt(QUOTE_NONE)) {
    vm.raiseType("quotechar must be set if quoting enabled");
  } else if (whole) return makeObject(vm, type, NAMES.length, values);
  for (const value of values) vm.decref(value);
  return 0;
}

const members: readonly MemberDefinition[] = NAMES.map((name, n) => ({ name, offset: part(n) }));

/** `_csv.Dialect`. */
export const dialectType: TypeDefinition = {
  index: T_CSV_DIALECT,
  name: "Dialect",
  module: "_csv",
  basicSize: part(NAMES.length),
  subclassable: true,
  doc: "CSV dialect\n\nThe Dialect type records CSV dialect options.",
  members,
  methods: [
    newMethod(
      `($type, dialect=None, ${NAMES.map((name) => `${name}=None`).join(", ")})`,
      (vm, a) =>
        makeDialect(
          vm,
          vm.i32[a],
          vm.i32[a + 1],
          (name) => vm.i32[a + 2 + NAMES.indexOf(name as typeof NAMES[number])],
        ),
    ),
  ],
};

/** The dialect of a reader or writer: a name, dialect or None, with the parameters in a dict. */
export function dialectOf(vm: Vm, base: Value, parameters: Value): Value {
  let unknown = "";
  vm.dictIterate(parameters, (key) => {
    const name = vm.js(key);
    if (!(NAMES as readonly string[]).includes(name)) unknown = name;
    return true;
  });
  if (unknown !== "") return vm.raiseType(`'${unknown}' is an invalid keyword argument for this function`);
  return makeDialect(vm, vm.typeObject(T_CSV_DIALECT), base, (name) => vm.dictGetStr(parameters, name));
}
