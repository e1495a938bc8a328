/**
 * `_json.Scanner`: reads a JSON value out of a str. Arrays and objects that are open lie on a stack of its own, so that
 * their depth is not limited by JavaScript's.
 *
 * @module
 */
import {
  type Address,
  FALSE,
  NONE,
  part,
  STR_LENGTH,
  T_FLOAT,
  T_INT,
  T_JSON_SCANNER,
  TRUE,
  type Value,
} from "@orochi/object";
import { type MemberDefinition, newMethod, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { callOne, dicts, dropAll } from "@orochi/vm/kernel";
import { makeObject, word } from "../_data.ts";
import { type Characters, charactersOf, decodeError, scanString, type StringEnd } from "./text.ts";

/** Words: strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant. */
const STRICT = 0, OBJECT_HOOK = 1, PAIRS_HOOK = 2, PARSE_FLOAT = 3, PARSE_INT = 4, PARSE_CONSTANT = 5;
/** Arrays and objects that may be open at once. */
const MAX_DEPTH = 20_000;
/** Digits of an int that is read as a double. */
const SAFE_DIGITS = 15;

/** Reads one document. */
class Reader {
  readonly #vm: Vm;
  readonly #self: Address;
  readonly #chars: Characters;
  readonly #end: StringEnd = { end: 0 };
  /** Open arrays (lists) and objects (dicts, or lists of pairs), innermost last; all owned. */
  readonly #open: Value[] = [];
  /** For each of them the key that waits for its value (owned); 0 in an array. */
  readonly #keys: Value[] = [];
  /** For each of them whether it is an object. */
  readonly #objects: boolean[] = [];
  readonly #strict: boolean;
  readonly #pairs: boolean;
  /** Keys met so far: equal keys are one object. */
  #memo: Value = 0;

  constructor(vm: Vm, self: Address, str: Value) {
    this.#vm = vm;
    this.#self = self;
    this.#chars = charactersOf(vm, str);
    this.#strict = word(vm, self, STRICT) === TRUE;
    this.#pairs = word(vm, self, PAIRS_HOOK) !== NONE;
  }

  /** Reads the value at an index: the value and the index after it as a tuple, 0 with an exception set. */
  read(index: number): Value {
    const vm = this.#vm;
    this.#memo = vm.newDict();
    const value = this.#memo === 0 ? 0 : this.#read(index);
    vm.decref(this.#memo);
    dropAll(vm, this.#open);
    dropAll(vm, this.#keys);
    return value === 0 ? 0 : vm.newTuple([value, vm.newInt(this.#end.end)]);
  }

  #read(start: number): Value {
    let at = start;
    for (;;) {
      // A value begins here: an array or object that is not empty is opened, everything else is complete.
      const { text, base, length } = this.#chars;
      const char = at < length ? text[base + at] : -1;
      let value: Value;
      if (char === 123 || char === 91) {
        at = this.#openContainer(char === 123, at + 1);
        if (at < 0) return 0;
        // Only an empty one has ended already.
        if (at !== this.#end.end) continue;
        value = this.#closeContainer();
      } else value = this.#scalar(char, at);
      // A complete value goes into what is open, which it may be the last of.
      for (;;) {
        if (value === 0) return 0;
        if (this.#open.length === 0) return value;
        if (!this.#add(value)) return 0;
        at = this.#afterItem(this.#end.end);
        if (at >= 0) break;
        if (at === -1) return 0;
        value = this.#closeContainer();
      }
    }
  }

  #skip(at: number): number {
    const { text, base, length } = this.#chars;
    while (at < length) {
      const char = text[base + at];
      if (char !== 32 && char !== 10 && char !== 13 && char !== 9) break;
      at++;
    }
    return at;
  }

  #at(at: number): number {
    return at < this.#chars.length ? this.#chars.text[this.#chars.base + at] : -1;
  }

  /** Opens an array or object. Where its first value begins; where it ends if it is empty; -1 on failure. */
  #openContainer(isObject: boolean, index: number): number {
    const vm = this.#vm;
    if (this.#open.length >= MAX_DEPTH) {
      const kind = isObject ? "object" : "array";
      vm.raise(
        "RecursionError",
        `maximum recursion depth exceeded while decoding a JSON ${kind} from a unicode string`,
      );
      return -1;
    }
    const container = isObject && !this.#pairs ? vm.newDict() : vm.newList([]);
    if (container === 0) return -1;
    this.#open.push(container);
    this.#keys.push(0);
    this.#objects.push(isObject);
    const at = this.#skip(index);
    this.#end.end = -1;
    if (this.#at(at) === (isObject ? 125 : 93)) return this.#end.end = at + 1;
    return isObject ? this.#key(at) : at;
  }

  /** Takes the innermost array or object, complete, off the stack; hooks are called. */
  #closeContainer(): Value {
    const vm = this.#vm;
    const container = this.#open.pop()!;
    this.#keys.pop();
    const end = this.#end.end;
    if (!this.#objects.pop()!) return container;
    const hook = word(vm, this.#self, this.#pairs ? PAIRS_HOOK : OBJECT_HOOK);
    if (hook === NONE) return container;
    const value = callOne(vm, hook, container);
    vm.decref(container);
    this.#end.end = end;
    return value;
  }

  /** Reads a key and the colon after it. Where the value begins, -1 on failure. */
  #key(index: number): number {
    const vm = this.#vm, { str } = this.#chars;
    if (this.#at(index) !== 34) {
      decodeError(vm, "Expecting property name enclosed in double quotes", str, index);
      return -1;
    }
    const key = scanString(vm, this.#chars, index + 1, this.#strict, this.#end);
    if (key === 0) return -1;
    const known = dicts.getOwned(vm, this.#memo, key);
    if (known !== 0) vm.decref(key);
    else if (!dicts.set(vm, this.#memo, key, key)) {
      vm.decref(key);
      return -1;
    }
    this.#keys[this.#keys.length - 1] = known !== 0 ? known : key;
    const at = this.#skip(this.#end.end);
    if (this.#at(at) === 58) return this.#skip(at + 1);
    decodeError(vm, "Expecting ':' delimiter", str, at);
    return -1;
  }

  /** Puts a value (stolen) into the innermost array or object. */
  #add(value: Value): boolean {
    const vm = this.#vm;
    const last = this.#open.length - 1;
    const container = this.#open[last], key = this.#keys[last];
    if (key === 0) {
      const added = vm.listAppend(container, value);
      vm.decref(value);
      return added;
    }
    this.#keys[last] = 0;
    if (this.#pairs) {
      const pair = vm.newTuple([key, value]);
      const added = pair !== 0 && vm.listAppend(container, pair);
      vm.decref(pair);
      return added;
    }
    const stored = dicts.set(vm, container, key, value);
    vm.decref(key);
    vm.decref(value);
    return stored;
  }

  /** What follows an item: where the next value begins, -2 where the array or object ends, -1 on failure. */
  #afterItem(index: number): number {
    const vm = this.#vm, { str } = this.#chars;
    const isObject = this.#objects[this.#objects.length - 1];
    const at = this.#skip(index);
    const char = this.#at(at);
    const close = isObject ? 125 : 93;
    if (char === close) {
      this.#end.end = at + 1;
      return -2;
    }
    if (char !== 44) {
      decodeError(vm, "Expecting ',' delimiter", str, at);
      return -1;
    }
    const next = this.#skip(at + 1);
    if (this.#at(next) === close) {
      decodeError(vm, `Illegal trailing comma before end of ${isObject ? "object" : "array"}`, str, at);
      return -1;
    }
    return isObject ? this.#key(next) : next;
  }

  #scalar(char: number, at: number): Value {
    switch (char) {
      case 34:
        return scanString(this.#vm, this.#chars, at + 1, this.#strict, this.#end);
      case 110: // n
        return this.#word("null", at) ? NONE : this.#noValue(at);
      case 116: // t
        return this.#word("true", at) ? TRUE : this.#noValue(at);
      case 102: // f
        return this.#word("false", at) ? FALSE : this.#noValue(at);
      case 78: // N
        return this.#word("NaN", at) ? this.#constant("NaN") : this.#noValue(at);
      case 73: // I
        return this.#word("Infinity", at) ? this.#constant("Infinity") : this.#noValue(at);
      case 45: // -
        if (this.#word("-Infinity", at)) return this.#constant("-Infinity");
    }
    return this.#number(at);
  }

  #word(text: string, at: number): boolean {
    for (let i = 0; i < text.length; i++) if (this.#at(at + i) !== text.charCodeAt(i)) return false;
    this.#end.end = at + text.length;
    return true;
  }

  /** There is no value at an index, which StopIteration tells. */
  #noValue(at: number): 0 {
    return this.#vm.raiseStopIteration(this.#vm.newInt(at));
  }

  #constant(name: string): Value {
    const end = this.#end.end;
    const value = callOne(this.#vm, word(this.#vm, this.#self, PARSE_CONSTANT), this.#vm.intern(name));
    this.#end.end = end;
    return value;
  }

  #digits(at: number): number {
    for (let char = this.#at(at); char >= 48 && char <= 57; char = this.#at(++at));
    return at;
  }

  #number(start: number): Value {
    const vm = this.#vm;
    let at = this.#at(start) === 45 ? start + 1 : start;
    const first = this.#at(at);
    if (first >= 49 && first <= 57) at = this.#digits(at);
    else if (first === 48) at++;
    else return this.#noValue(start);
    let isFloat = false;
    if (this.#at(at) === 46) {
      const end = this.#digits(at + 1);
      if (end > at + 1) {
        isFloat = true;
        at = end;
      }
    }
    if ((this.#at(at) | 32) === 101) {
      const sign = this.#at(at + 1);
      const from = sign === 43 || sign === 45 ? at + 2 : at + 1;
      const end = this.#digits(from);
      if (end > from) {
        isFloat = true;
        at = end;
      }
    }
    this.#end.end = at;
    const parse = word(vm, this.#self, isFloat ? PARSE_FLOAT : PARSE_INT);
    const native = parse === vm.typeObject(isFloat ? T_FLOAT : T_INT);
    if (native && (isFloat || at - start <= SAFE_DIGITS)) {
      const { text, base } = this.#chars;
      let source = "";
      for (let i = start; i < at; i++) source += String.fromCharCode(text[base + i]);
      return isFloat ? vm.newFloat(Number(source)) : vm.newInt(Number(source));
    }
    let source = "";
    for (let i = start; i < at; i++) source += String.fromCharCode(this.#at(i));
    const argument = vm.newStr(source);
    const value = argument === 0 ? 0 : callOne(vm, parse, argument);
    vm.decref(argument);
    this.#end.end = at;
    return value;
  }
}

const NAMES = [
  "strict",
  "object_hook",
  "object_pairs_hook",
  "parse_float",
  "parse_int",
  "parse_constant",
] as const;

const members: readonly MemberDefinition[] = NAMES.map((name, n) => ({ name, offset: part(n) }));

function makeScanner(vm: Vm, type: Address, context: Value): Value {
  const values: Value[] = [];
  for (const name of NAMES) {
    const value = vm.getAttr(context, vm.intern(name));
    values.push(value);
    if (value === 0) break;
  }
  if (values[values.length - 1] !== 0) {
    const strict = vm.truthy(values[STRICT]);
    vm.decref(values[STRICT]);
    values[STRICT] = strict < 0 ? 0 : vm.bool(strict === 1);
  }
  return makeObject(vm, type, NAMES.length, values);
}

/** `_json.Scanner`. */
export const scannerType: TypeDefinition = {
  index: T_JSON_SCANNER,
  name: "Scanner",
  module: "_json",
  basicSize: part(NAMES.length),
  subclassable: true,
  doc: "JSON scanner object",
  members,
  methods: [
    newMethod("($type, context)", (vm, a) => makeScanner(vm, vm.i32[a], vm.i32[a + 1])),
    slot("__call__", "($self, string, idx)", (vm, a) => {
      const str = vm.i32[a + 1];
      const index = vm.index(vm.i32[a + 2]);
      if (Number.isNaN(index)) return 0;
      if (!vm.isStr(str)) return vm.raiseType(`first argument must be a string, not ${vm.typeName(str)}`);
      if (index < 0) return vm.raiseValue("idx cannot be negative");
      if (index >= vm.i32[(str + STR_LENGTH) >>> 2]) return vm.raiseStopIteration(vm.newInt(index));
      return new Reader(vm, vm.i32[a], str).read(index);
    }),
  ],
};
