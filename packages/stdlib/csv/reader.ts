/**
 * `_csv.reader`.
 *
 * @module
 */
import { type Address, NONE, part, T_CSV_READER, T_FLOAT, tagInt, type Value } from "@orochi/object";
import { type GetSetDefinition, type MemberDefinition, type TypeDefinition, type Vm } from "@orochi/vm";
import { dropAll } from "@orochi/vm/kernel";
import { iterSelf, makeObject, nextSlot, swapWord, word } from "../_data.ts";
import {
  csvError,
  type Dialect,
  dialectOf,
  moduleDict,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
  readDialect,
} from "./dialect.ts";

/** Words: iterator of lines, dialect, lines read. */
const LINES = 0, DIALECT = 1, LINE_NUMBER = 2;
/** Stands for the end of a line that has no newline of its own. */
const END = -1;

/** Where in a record the parser is. */
type State =
  | "record"
  | "field"
  | "escaped"
  | "afterEscapedNewline"
  | "inField"
  | "quoted"
  | "escapedInQuoted"
  | "quoteInQuoted"
  | "newline";

/** Reads one record, which may go over several lines. */
class Parser {
  readonly #vm: Vm;
  readonly #dialect: Dialect;
  readonly #limit: number;
  state: State = "record";
  field = "";
  #unquoted = false;
  /** Fields of the record (owned). */
  readonly fields: Value[] = [];

  constructor(vm: Vm, dialect: Dialect, limit: number) {
    this.#vm = vm;
    this.#dialect = dialect;
    this.#limit = limit;
  }

  /** Ends a field. False with an exception set. */
  save(): boolean {
    const vm = this.#vm, { quoting } = this.#dialect;
    const text = this.field, unquoted = this.#unquoted || text === "" && this.state !== "quoteInQuoted";
    const plain = this.#unquoted;
    this.field = "";
    this.#unquoted = false;
    if (unquoted && text === "" && (quoting === QUOTE_NOTNULL || quoting === QUOTE_STRINGS)) {
      this.fields.push(NONE);
      return true;
    }
    let value = vm.newStr(text);
    if (value !== 0 && plain && text !== "" && (quoting === QUOTE_NONNUMERIC || quoting === QUOTE_STRINGS)) {
      const number = vm.call(vm.typeObject(T_FLOAT), value);
      vm.decref(value);
      value = number;
    }
    if (value !== 0) this.fields.push(value);
    return value !== 0;
  }

  #add(char: number): boolean {
    if (this.field.length >= this.#limit) {
      return csvError(this.#vm, `field larger than field limit (${this.#limit})`) !== 0;
    }
    this.field += String.fromCodePoint(char);
    return true;
  }

  #endRecord(char: number): boolean {
    if (!this.save()) return false;
    this.state = char === END ? "record" : "newline";
    return true;
  }

  /** Takes a character. False with an exception set. */
  take(char: number): boolean {
    const dialect = this.#dialect;
    const isEnd = char === END || char === 10 || char === 13;
    const canQuote = dialect.quoting !== QUOTE_NONE && dialect.quote >= 0;
    switch (this.state) {
      case "record":
        if (char === END) return true;
        if (isEnd) {
          this.state = "newline";
          return true;
        }
        this.state = "field";
        return this.take(char);
      case "field":
        if (isEnd) return this.#endRecord(char);
        if (canQuote && char === dialect.quote) this.state = "quoted";
        else if (char === dialect.escape) this.state = "escaped";
        else if (char === 32 && dialect.skipInitialSpace) return true;
        else if (char === dialect.delimiter) return this.save();
        else {
          this.#unquoted = true;
          this.state = "inField";
          return this.#add(char);
        }
        return true;
      case "escaped":
        if (char === 10 || char === 13) {
          this.state = "afterEscapedNewline";
          return this.#add(char);
        }
        this.state = "inField";
        return this.#add(char === END ? 10 : char);
      case "afterEscapedNewline":
        if (char === END) return true;
        this.state = "inField";
        return this.take(char);
      case "inField":
        if (isEnd) return this.#endRecord(char);
        if (char === dialect.escape) this.state = "escaped";
        else if (char === dialect.delimiter) {
          this.state = "field";
          return this.save();
        } else return this.#add(char);
        return true;
      case "quoted":
        if (char === END) return true;
        if (char === dialect.escape) this.state = "escapedInQuoted";
        else if (canQuote && char === dialect.quote) {
          this.state = dialect.doubleQuote ? "quoteInQuoted" : "inField";
        } else return this.#add(char);
        return true;
      case "escapedInQuoted":
        this.state = "quoted";
        return this.#add(char === END ? 10 : char);
      case "quoteInQuoted":
        if (canQuote && char === dialect.quote) {
          this.state = "quoted";
          return this.#add(char);
        }
        if (char === dialect.delimiter) {
          const saved = this.save();
          this.state = "field";
          return saved;
        }
        if (isEnd) return this.#endRecord(char);
        if (!dialect.strict) {
          this.state = "inField";
          return this.#add(char);
        }
        return csvError(
          this.#vm,
          `'${String.fromCodePoint(dialect.delimiter)}' expected after '${
            String.fromCodePoint(dialect.quote)
          }'`,
        ) !== 0;
      case "newline":
        if (char === END) {
          this.state = "record";
          return true;
        }
        if (isEnd) return true;
        return csvError(
          this.#vm,
          "new-line character seen in unquoted field - do you need to open the file with newline=''?",
        ) !== 0;
    }
  }
}

function next(vm: Vm, self: Address): Value {
  const dialect = readDialect(vm, word(vm, self, DIALECT));
  const limit = vm.number(vm.dictGetStr(moduleDict(vm), "_field_limit"));
  const parser = new Parser(vm, dialect, limit);
  let done = true, ended = false;
  do {
    const line = vm.next(word(vm, self, LINES));
    if (line === 0) {
      ended = true;
      done = !vm.failed();
      const open = parser.field !== "" || parser.state === "quoted";
      if (!done || !open) break;
      if (dialect.strict) done = csvError(vm, "unexpected end of data") !== 0;
      else {
        ended = false;
        done = parser.save();
      }
      break;
    }
    if (!vm.isStr(line)) {
      const name = vm.typeName(line);
      vm.decref(line);
      done = csvError(
        vm,
        `iterator should return strings, not ${name} (the file should be opened in text mode)`,
      ) !== 0;
      break;
    }
    swapWord(vm, self, LINE_NUMBER, tagInt((word(vm, self, LINE_NUMBER) >> 1) + 1));
    const text = vm.js(line);
    vm.decref(line);
    for (const char of text) {
      done = parser.take(char.codePointAt(0)!);
      if (!done) break;
    }
    done = done && parser.take(END);
  } while (done && parser.state !== "record");
  if (done && !ended) return vm.newList(parser.fields);
  dropAll(vm, parser.fields);
  return 0;
}

const dialectMember: MemberDefinition = { name: "dialect", offset: part(DIALECT) };
const lineNumber: GetSetDefinition = {
  name: "line_num",
  get: (vm, self) => word(vm, self, LINE_NUMBER),
};

/** `_csv.reader`'s type. */
export const readerType: TypeDefinition = {
  index: T_CSV_READER,
  name: "reader",
  module: "_csv",
  basicSize: part(5),
  doc: "CSV reader\n\nReader objects are responsible for reading and parsing tabular data\nin CSV format.",
  members: [dialectMember],
  getset: [lineNumber],
  methods: [iterSelf(), nextSlot(next)],
};

/** `csv.reader(iterable, dialect, **parameters)`. */
export function makeReader(vm: Vm, iterable: Value, base: Value, parameters: Value): Value {
  const lines = vm.iter(iterable);
  if (lines === 0) return 0;
  const dialect = dialectOf(vm, base, parameters);
  return makeObject(vm, vm.typeObject(T_CSV_READER), 5, [lines, dialect, tagInt(0)]);
}
