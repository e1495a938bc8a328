/**
 * `_json.Encoder`: writes values as JSON.
 *
 * @module
 */
import {
  type Address,
  FALSE,
  LIST_LENGTH,
  NONE,
  part,
  T_DICT,
  T_FLOAT,
  T_JSON_ENCODER,
  T_LIST,
  T_TUPLE,
  TRUE,
  type Value,
} from "@orochi/object";
import { type MemberDefinition, newMethod, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import {
  callOne,
  callUnbound,
  dictLength,
  dicts,
  dropAll,
  itemsOf,
  lookup,
  qualifiedTypeName,
  reprText,
  storedItems,
} from "@orochi/vm/kernel";
import { makeObject, word } from "../_data.ts";

/** Words. */
const MARKERS = 0, DEFAULT = 1, ENCODER = 2, INDENT = 3, KEY_SEPARATOR = 4, ITEM_SEPARATOR = 5;
const SORT_KEYS = 6, SKIP_KEYS = 7, ALLOW_NAN = 8;
const NAMES = [
  "markers",
  "default",
  "encoder",
  "indent",
  "key_separator",
  "item_separator",
  "sort_keys",
  "skipkeys",
  "allow_nan",
] as const;

/** Values inside one another: beyond that is RecursionError, before JavaScript's stack ends. */
const MAX_DEPTH = 1000;

/** How strs are written: by the module's own functions, or by a function of the program's. */
type Quoting = ((text: string) => string) | null;

/** Writes one document. */
class Writer {
  readonly #vm: Vm;
  readonly #self: Address;
  readonly #quoting: Quoting;
  readonly #indent: string | null;
  readonly #keySeparator: string;
  readonly #itemSeparator: string;
  #depth = 0;
  /** What is written so far. */
  out = "";

  constructor(vm: Vm, self: Address, quoting: Quoting) {
    this.#vm = vm;
    this.#self = self;
    this.#quoting = quoting;
    const indent = word(vm, self, INDENT);
    this.#indent = indent === NONE ? null : vm.js(indent);
    this.#keySeparator = vm.js(word(vm, self, KEY_SEPARATOR));
    this.#itemSeparator = vm.js(word(vm, self, ITEM_SEPARATOR));
  }

  /** Writes a value (borrowed). False with an exception set. */
  write(value: Value, level: number): boolean {
    const vm = this.#vm;
    if (value === NONE) this.out += "null";
    else if (value === TRUE) this.out += "true";
    else if (value === FALSE) this.out += "false";
    else if (vm.isStr(value)) return this.#writeStr(value);
    else if (vm.isInt(value)) this.out += (value & 1) === 1 ? value >> 1 : vm.bigInt(value).toString();
    else if (vm.isFloat(value)) {
      const text = this.#float(value);
      if (text === null) return false;
      this.out += text;
    } else return this.#nested(value, level);
    return true;
  }

  #nested(value: Value, level: number): boolean {
    const vm = this.#vm;
    if (this.#depth >= MAX_DEPTH) {
      return vm.raise("RecursionError", "maximum recursion depth exceeded while encoding a JSON object") !==
        0;
    }
    this.#depth++;
    const marked = this.#mark(value);
    let done = marked;
    if (marked) {
      if (vm.isList(value) || vm.isTuple(value)) done = this.#writeList(value, level);
      else if (vm.isDict(value)) done = this.#writeDict(value, level);
      else done = this.#writeDefault(value, level);
    }
    if (marked) done = this.#unmark(value, done);
    this.#depth--;
    return done;
  }

  /** Notes that a value is being written; ValueError if it is already. */
  #mark(value: Value): boolean {
    const vm = this.#vm;
    const markers = word(vm, this.#self, MARKERS);
    if (markers === NONE) return true;
    const id = vm.newInt(value >>> 0);
    const known = vm.dictGet(markers, id);
    const done = known === 0 && !vm.failed() && vm.dictSet(markers, id, value);
    vm.decref(id);
    if (known !== 0) vm.raiseValue("Circular reference detected");
    return done;
  }

  #unmark(value: Value, done: boolean): boolean {
    const vm = this.#vm;
    const markers = word(vm, this.#self, MARKERS);
    if (markers === NONE) return done;
    const error = vm.takeError();
    const id = vm.newInt(value >>> 0);
    vm.decref(dicts.take(vm, markers, id));
    vm.decref(id);
    if (error !== 0) vm.setError(error);
    return done;
  }

  /** Adds where an error came from. */
  #note(text: string): false {
    this.#vm.addNote(text);
    return false;
  }

  #newline(level: number): string {
    return this.#indent === null ? "" : `\n${this.#indent.repeat(level)}`;
  }

  #writeDefault(value: Value, level: number): boolean {
    const vm = this.#vm;
    const other = callOne(vm, word(vm, this.#self, DEFAULT), value);
    if (other === 0) return false;
    const done = this.write(other, level);
    vm.decref(other);
    return done || this.#note(`when serializing ${qualifiedTypeName(vm, vm.typeOf(value))} object`);
  }

  #writeList(list: Value, level: number): boolean {
    const vm = this.#vm;
    // A subclass may have an `__iter__` of its own.
    const exact = vm.isExact(list, T_LIST) || vm.isExact(list, T_TUPLE);
    const given = exact ? vm.keep(list) : vm.collect(list);
    if (given === 0) return false;
    const items = storedItems(vm, given);
    vm.decref(given);
    if (items.length === 0) {
      this.out += "[]";
      return true;
    }
    const newline = this.#newline(level + 1);
    const separator = this.#itemSeparator + newline;
    this.out += `[${newline}`;
    let done = true;
    const changes = vm.isExact(list, T_LIST);
    for (let i = 0; i < items.length && done; i++) {
      // What a default() takes out of the list meanwhile is not written.
      if (changes && i >= vm.i32[(list + LIST_LENGTH) >>> 2]) break;
      if (i > 0) this.out += separator;
      done = this.write(items[i], level + 1) ||
        this.#note(`when serializing ${qualifiedTypeName(vm, vm.typeOf(list))} item ${i}`);
    }
    dropAll(vm, items);
    if (done) this.out += `${this.#newline(level)}]`;
    return done;
  }

  #writeDict(dict: Value, level: number): boolean {
    const vm = this.#vm;
    if (dictLength(vm, dict) === 0) {
      this.out += "{}";
      return true;
    }
    const newline = this.#newline(level + 1);
    const separator = this.#itemSeparator + newline;
    this.out += `{${newline}`;
    let first = true;
    const each = (key: Value, value: Value): boolean => {
      const before = first ? "" : separator;
      const written = this.#writeItem(dict, key, value, before, level + 1);
      if (written === 1) first = false;
      return written >= 0;
    };
    const sorted = word(vm, this.#self, SORT_KEYS) === TRUE;
    const done = vm.isExact(dict, T_DICT) && !sorted
      ? vm.dictIterate(dict, each)
      : this.#eachItem(dict, sorted, each);
    if (done) this.out += `${this.#newline(level)}}`;
    return done;
  }

  /** Calls back with the items of any mapping, sorted if need be. */
  #eachItem(dict: Value, sorted: boolean, each: (key: Value, value: Value) => boolean): boolean {
    const vm = this.#vm;
    const view = vm.callMethod(dict, vm.names.items);
    const list = view === 0 ? 0 : vm.collect(view);
    vm.decref(view);
    const sortedList = list === 0 ? 0 : sorted ? vm.callMethod(list, vm.names.sort) : NONE;
    const pairs = sortedList === 0 ? null : itemsOf(vm, list);
    vm.decref(list);
    let done = pairs !== null;
    for (const pair of pairs ?? []) {
      if (done && !(vm.isTuple(pair) && vm.tupleLength(pair) === 2)) {
        done = vm.raiseValue("items must return 2-tuples") !== 0;
      }
      done = done && each(vm.tupleItem(pair, 0), vm.tupleItem(pair, 1));
      vm.decref(pair);
    }
    return done;
  }

  /** Writes a key and its value: 1 done, 0 skipped, -1 failed. */
  #writeItem(dict: Value, key: Value, value: Value, before: string, level: number): number {
    const vm = this.#vm;
    let name: string | null = null;
    if (vm.isFloat(key)) {
      name = this.#float(key);
      if (name === null) return -1;
    } else if (key === TRUE || key === FALSE || key === NONE) {
      name = key === TRUE ? "true" : key === FALSE ? "false" : "null";
    } else if (vm.isInt(key)) name = vm.bigInt(key).toString();
    else if (!vm.isStr(key)) {
      if (word(vm, this.#self, SKIP_KEYS) === TRUE) return 0;
      vm.raiseType(`keys must be str, int, float, bool or None, not ${vm.typeName(key)}`);
      return -1;
    }
    this.out += before;
    const written = name === null ? this.#writeStr(key) : this.#writeText(name);
    if (!written) return -1;
    this.out += this.#keySeparator;
    if (this.write(value, level)) return 1;
    const error = vm.takeError();
    const text = reprText(vm, key);
    if (text === null) vm.clearError();
    vm.setError(error);
    this.#note(`when serializing ${qualifiedTypeName(vm, vm.typeOf(dict))} item ${text ?? "?"}`);
    return -1;
  }

  #writeText(text: string): boolean {
    if (this.#quoting !== null) {
      this.out += this.#quoting(text);
      return true;
    }
    const str = this.#vm.newStr(text);
    const done = str !== 0 && this.#writeStr(str);
    this.#vm.decref(str);
    return done;
  }

  #writeStr(str: Value): boolean {
    const vm = this.#vm;
    if (this.#quoting !== null) {
      this.out += this.#quoting(vm.js(str));
      return true;
    }
    const encoded = callOne(vm, word(vm, this.#self, ENCODER), str);
    const isStr = encoded !== 0 && vm.isStr(encoded);
    if (isStr) this.out += vm.js(encoded);
    else if (encoded !== 0) vm.raiseType(`encoder() must return a string, not ${vm.typeName(encoded)}`);
    vm.decref(encoded);
    return isStr;
  }

  /** A float as JSON, null with ValueError where it is none. */
  #float(value: Value): string | null {
    const vm = this.#vm;
    const double = vm.float(value);
    if (Number.isFinite(double)) {
      // Also of an instance of a subclass, whatever its own repr.
      const text = callUnbound(vm, lookup(vm, vm.typeObject(T_FLOAT), vm.names.__repr__), value, []);
      const js = text === 0 ? null : vm.js(text);
      vm.decref(text);
      return js;
    }
    if (word(vm, this.#self, ALLOW_NAN) !== TRUE) {
      const text = reprText(vm, value);
      if (text !== null) vm.raiseValue(`Out of range float values are not JSON compliant: ${text}`);
      return null;
    }
    return Number.isNaN(double) ? "NaN" : double > 0 ? "Infinity" : "-Infinity";
  }
}

const members: readonly MemberDefinition[] = NAMES.slice(0, SKIP_KEYS + 1).map((name, n) => ({
  name,
  offset: part(n),
}));

/** How an encoder's function quotes; null for one that has to be called. */
export type QuotingOf = (vm: Vm, encoder: Value) => Quoting;

function makeEncoder(vm: Vm, a: number): Value {
  const values = NAMES.map((_, n) => vm.i32[a + 1 + n]);
  const markers = values[MARKERS];
  if (markers !== NONE && !vm.isDict(markers)) {
    return vm.raiseType(`make_encoder() argument 1 must be dict or None, not ${vm.typeName(markers)}`);
  }
  for (const n of [KEY_SEPARATOR, ITEM_SEPARATOR]) {
    if (!vm.isStr(values[n])) {
      return vm.raiseType(`make_encoder() argument ${n + 1} must be str, not ${vm.typeName(values[n])}`);
    }
  }
  if (values[INDENT] !== NONE && !vm.isStr(values[INDENT])) {
    return vm.raiseType(`make_encoder() argument 4 must be str or None, not ${vm.typeName(values[INDENT])}`);
  }
  for (const n of [SORT_KEYS, SKIP_KEYS, ALLOW_NAN]) {
    const truth = vm.truthy(values[n]);
    if (truth < 0) return 0;
    values[n] = vm.bool(truth === 1);
  }
  return makeObject(vm, vm.i32[a], NAMES.length, values.map((value) => vm.keep(value)));
}

/** `_json.Encoder`; `quotingOf` knows the module's own functions. */
export function encoderType(quotingOf: QuotingOf): TypeDefinition {
  return {
    index: T_JSON_ENCODER,
    name: "Encoder",
    module: "_json",
    basicSize: part(NAMES.length),
    subclassable: true,
    doc:
      "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
    members,
    methods: [
      newMethod(`($type, ${NAMES.join(", ")})`, makeEncoder),
      slot("__call__", "($self, obj, _current_indent_level)", (vm, a) => {
        const self = vm.i32[a];
        const level = vm.index(vm.i32[a + 2]);
        if (Number.isNaN(level)) return 0;
        const writer = new Writer(vm, self, quotingOf(vm, word(vm, self, ENCODER)));
        return writer.write(vm.i32[a + 1], level) ? vm.newTuple([vm.newStr(writer.out)]) : 0;
      }),
    ],
  };
}
