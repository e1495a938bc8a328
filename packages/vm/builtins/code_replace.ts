/**
 * `code.replace(...)`: a code object with other values. Its instructions are those of ours: what CPython's would be can't
 * be given, but the constants and names that they mention can.
 *
 * @module
 */
import {
  type Address,
  CODE_ARGCOUNT,
  CODE_BYTES,
  CODE_CACHE,
  CODE_CACHE_WORDS,
  CODE_CALLS,
  CODE_CELLVARS,
  CODE_CONSTANTS,
  CODE_FILENAME,
  CODE_FIRST_LINE,
  CODE_FLAGS,
  CODE_FREEVARS,
  CODE_JIT,
  CODE_KWONLY,
  CODE_MODULE,
  CODE_NAME,
  CODE_NAMES,
  CODE_POSONLY,
  CODE_QUALNAME,
  CODE_REGISTERS,
  CODE_STREAM,
  CODE_STREAM_WORDS,
  CODE_VARNAMES,
  T_BYTES,
  T_CODE,
  type Value,
} from "@orochi/object";
import { CO_HAS_DOCSTRING, CO_VARARGS, CO_VARKEYWORDS } from "../bytecode/code_unit.ts";
import { CONSTANT_OPERAND, LENGTHS, NAME_OPERAND } from "../bytecode/operands.ts";
import { method, type NativeDefinition } from "../native.ts";
import { reserveCaches } from "../code.ts";
import type { Vm } from "../vm.ts";

/** What a keyword gives, and the word that it replaces: 0 for what has none of its own. */
const FIELDS:
  readonly (readonly [name: string, kind: "int" | "str" | "tuple" | "names" | "bytes", word: number])[] = [
    ["co_argcount", "int", CODE_ARGCOUNT],
    ["co_posonlyargcount", "int", CODE_POSONLY],
    ["co_kwonlyargcount", "int", CODE_KWONLY],
    ["co_nlocals", "int", 0],
    ["co_stacksize", "int", CODE_REGISTERS],
    ["co_flags", "int", CODE_FLAGS],
    ["co_firstlineno", "int", CODE_FIRST_LINE],
    ["co_code", "bytes", 0],
    ["co_consts", "tuple", CODE_CONSTANTS],
    ["co_names", "names", CODE_NAMES],
    ["co_varnames", "names", CODE_VARNAMES],
    ["co_freevars", "names", CODE_FREEVARS],
    ["co_cellvars", "names", CODE_CELLVARS],
    ["co_filename", "str", CODE_FILENAME],
    ["co_name", "str", CODE_NAME],
    ["co_qualname", "str", CODE_QUALNAME],
    ["co_linetable", "bytes", 0],
    ["co_exceptiontable", "bytes", 0],
  ];

function wrongKind(vm: Vm, name: string, kind: string, value: Value): 0 {
  return vm.raiseType(`replace() argument '${name}' must be ${kind}, not ${vm.typeName(value)}`);
}

/** A tuple of interned names (immortal) from one of strs. */
function namesFrom(vm: Vm, tuple: Value): Value {
  const items = vm.tupleItems(tuple);
  if (!items.every((item) => vm.isStr(item))) return vm.raise("SystemError", "non-string found in code slot");
  const names = vm.newTuple(items.map((item) => vm.intern(vm.js(item))));
  if (names !== 0) vm.rc.immortalise(names);
  return names;
}

/** The value of a field as it lies in its word; NaN with an exception set. */
function fieldOf(vm: Vm, code: Address, field: typeof FIELDS[number], value: Value): number {
  const [name, kind, word] = field;
  const old = vm.i32[(code + word) >>> 2];
  if (kind === "int") {
    const number = vm.cInt(value);
    if (Number.isNaN(number)) return NaN;
    if (word === CODE_FLAGS) return number | (old & CO_HAS_DOCSTRING);
    if (number < 0) return vm.raiseValue(`code: ${name.slice(3)} must not be negative`) || NaN;
    // Instructions use the registers that they were compiled for.
    if (word === CODE_REGISTERS && number < old) {
      return vm.raiseValue(`co_stacksize must be at least ${old}: the instructions use so many registers`) ||
        NaN;
    }
    return number;
  }
  if (kind === "str") {
    return vm.isStr(value) ? vm.intern(vm.js(value)) : wrongKind(vm, name, "str", value) || NaN;
  }
  if (kind === "bytes") return keptBytes(vm, code, name, value) ? 0 : NaN;
  if (!vm.isTuple(value)) return wrongKind(vm, name, "tuple", value) || NaN;
  const made = kind === "names"
    ? namesFrom(vm, value)
    : vm.newTuple(vm.tupleItems(value).map((v) => vm.keep(v)));
  if (made === 0) return NaN;
  vm.rc.immortalise(made);
  if (kind === "tuple") {
    for (const item of vm.tupleItems(made)) if ((item & 1) === 0) vm.rc.immortalise(item);
  }
  return fits(vm, name, word, old, made) ? made : NaN;
}

/** Whether a tuple can stand for the one that the instructions were compiled with. */
function fits(vm: Vm, name: string, word: number, old: Value, made: Value): boolean {
  const [had, has] = [vm.tupleLength(old), vm.tupleLength(made)];
  if (word === CODE_VARNAMES && had !== has) {
    return vm.raiseValue("code: co_nlocals != len(co_varnames)") !== 0;
  }
  if (had === has || has > had && (word === CODE_CONSTANTS || word === CODE_NAMES)) return true;
  return vm.raiseValue(`${name} must have ${had} items, not ${has}: the instructions use so many`) !== 0;
}

/** Whether a table of bytes is the code's own. */
function keptBytes(vm: Vm, code: Address, name: string, value: Value): boolean {
  if (vm.layout(value) !== T_BYTES) return wrongKind(vm, name, "bytes", value) !== 0;
  const own = vm.getAttr(code, vm.intern(name));
  const same = own === 0 ? -1 : vm.equals(own, value);
  vm.decref(own);
  if (same === 0) vm.raiseValue(`${name} can't be replaced: instructions are not those of CPython`);
  return same === 1;
}

/** A copy of a code object's stream in which constants and names are others. */
function rewritten(vm: Vm, code: Address, made: Address): Address {
  const i32 = vm.i32, words = i32[(code + CODE_STREAM_WORDS) >>> 2];
  const stream = vm.heap.allocRaw(words * 4);
  if (stream === 0) return vm.raiseMemory();
  const from = i32[(code + CODE_STREAM) >>> 2] >>> 2, to = stream >>> 2;
  i32.copyWithin(to, from, from + words);
  const replacements = (word: number): Map<Value, Value> => {
    const [old, now] = [code, made].map((owner) => vm.tupleItems(i32[(owner + word) >>> 2]));
    // The first of two equal ones is what the instructions mention.
    return new Map(old.map((value, i): [Value, Value] => [value, now[i]]).reverse());
  };
  const constants = replacements(CODE_CONSTANTS), names = replacements(CODE_NAMES);
  for (let pc = to; pc < to + words; pc += LENGTHS[i32[pc]]) {
    const op = i32[pc];
    for (const [operand, map] of [[CONSTANT_OPERAND[op], constants], [NAME_OPERAND[op], names]] as const) {
      if (operand < 0) continue;
      const word = pc + 1 + operand;
      i32[word] = map.get(i32[word]) ?? i32[word];
    }
  }
  return stream;
}

/** Whether the parameters are among the variables. */
function isConsistent(vm: Vm, made: Address): boolean {
  const word = (offset: number) => vm.i32[(made + offset) >>> 2];
  const stars = [CO_VARARGS, CO_VARKEYWORDS].filter((flag) => (word(CODE_FLAGS) & flag) !== 0).length;
  if (word(CODE_ARGCOUNT) < word(CODE_POSONLY)) {
    return vm.raise("SystemError", "bad argument to internal function") !== 0;
  }
  const parameters = word(CODE_ARGCOUNT) + word(CODE_KWONLY) + stars;
  return parameters <= vm.tupleLength(word(CODE_VARNAMES)) ||
    vm.raiseValue("code: co_varnames is too small") !== 0;
}

/** Immortal as all code. */
function replace(vm: Vm, code: Address, args: number): Value {
  const made = vm.alloc(T_CODE, CODE_BYTES);
  if (made === 0) return 0;
  vm.rc.immortalise(made);
  const i32 = vm.i32;
  for (let offset = 4; offset < CODE_BYTES; offset += 4) {
    i32[(made + offset) >>> 2] = i32[(code + offset) >>> 2];
  }
  let locals = -1;
  for (const [i, field] of FIELDS.entries()) {
    const value = i32[args + 1 + i];
    if (value === 0) continue;
    const now = fieldOf(vm, code, field, value);
    if (Number.isNaN(now)) return 0;
    if (field[0] === "co_nlocals") locals = now;
    if (field[2] !== 0) i32[(made + field[2]) >>> 2] = now;
  }
  const variables = vm.tupleLength(i32[(made + CODE_VARNAMES) >>> 2]);
  if (locals >= 0 && locals !== variables) return vm.raiseValue("code: co_nlocals != len(co_varnames)");
  if (!isConsistent(vm, made)) return 0;
  const stream = rewritten(vm, code, made);
  if (stream === 0) return 0;
  i32[(made + CODE_STREAM) >>> 2] = stream;
  // What was learnt of the other instructions, and compiled from them, is theirs.
  const words = i32[(made + CODE_CACHE_WORDS) >>> 2];
  i32[(made + CODE_CACHE) >>> 2] = reserveCaches(vm, words);
  for (const offset of [CODE_JIT, CODE_CALLS, CODE_MODULE]) i32[(made + offset) >>> 2] = 0;
  return made;
}

const SIGNATURE = `($self, /, *, ${FIELDS.map(([name]) => `${name}=<unrepresentable>`).join(", ")})`;

/** `replace` and, for `copy.replace`, `__replace__`. */
export const codeReplace: readonly NativeDefinition[] = ["replace", "__replace__"].map((name) =>
  method(
    name,
    SIGNATURE,
    (vm, a) => replace(vm, vm.i32[a], a),
    "Return a copy of the code object with new values for the specified fields.",
  )
);
