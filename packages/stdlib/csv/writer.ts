/**
 * `_csv.writer`.
 *
 * @module
 */
import { type Address, NONE, part, T_CSV_WRITER, type Value } from "@orochi/object";
import { type MemberDefinition, method, type TypeDefinition, type Vm } from "@orochi/vm";
import { callOne } from "@orochi/vm/kernel";
import { makeObject, word } from "../_data.ts";
import {
  csvError,
  type Dialect,
  dialectOf,
  QUOTE_ALL,
  QUOTE_NONE,
  QUOTE_NONNUMERIC,
  QUOTE_NOTNULL,
  QUOTE_STRINGS,
  readDialect,
} from "./dialect.ts";

/** Words: the file's `write`, dialect. */
const WRITE = 0, DIALECT = 1;

function isNumber(vm: Vm, value: Value): boolean {
  return vm.isInt(value) || vm.isFloat(value) || vm.isComplex(value) ||
    vm.lookupSpecial(value, vm.names.__index__) !== 0 || vm.lookupSpecial(value, vm.names.__int__) !== 0 ||
    vm.lookupSpecial(value, vm.names.__float__) !== 0;
}

/** Whether a value is quoted whatever its text. */
function alwaysQuoted(vm: Vm, dialect: Dialect, value: Value): boolean {
  switch (dialect.quoting) {
    case QUOTE_ALL:
      return true;
    case QUOTE_NONNUMERIC:
      return !isNumber(vm, value);
    case QUOTE_STRINGS:
      return vm.isStr(value);
    case QUOTE_NOTNULL:
      return value !== NONE;
    default:
      return false;
  }
}

/** The text of a field, quoted and escaped; null with an exception set. */
function fieldText(vm: Vm, dialect: Dialect, text: string, quoted: boolean, isNull: boolean): string | null {
  const { quote, escape, delimiter, quoting } = dialect;
  let out = "";
  for (const char of text) {
    const code = char.codePointAt(0)!;
    const special = code === delimiter || code === escape || code === quote || code === 10 || code === 13 ||
      dialect.lineTerminator.includes(char);
    if (special) {
      let escaped = quoting === QUOTE_NONE;
      if (!escaped) {
        if (code === quote) {
          if (dialect.doubleQuote) out += char;
          else escaped = true;
        } else if (code === escape) escaped = true;
        if (!escaped) quoted = true;
      }
      if (escaped) {
        if (escape < 0) {
          csvError(vm, "need to escape, but no escapechar set");
          return null;
        }
        out += String.fromCodePoint(escape);
      }
    }
    out += char;
  }
  if (text === "" && delimiter === 32 && dialect.skipInitialSpace) {
    if (quoting === QUOTE_NONE || (isNull && (quoting === QUOTE_STRINGS || quoting === QUOTE_NOTNULL))) {
      csvError(vm, "empty field must be quoted if delimiter is a space and skipinitialspace is true");
      return null;
    }
    quoted = true;
  }
  const mark = String.fromCodePoint(Math.max(0, quote));
  return quoted ? mark + out + mark : out;
}

function writeRow(vm: Vm, self: Address, row: Value): Value {
  const dialect = readDialect(vm, word(vm, self, DIALECT));
  const iterator = vm.iter(row);
  if (iterator === 0) {
    if (!vm.matches("TypeError")) return 0;
    vm.clearError();
    return csvError(vm, `iterable expected, not ${vm.typeName(row)}`);
  }
  const fields: string[] = [];
  let lastNull = false;
  for (let value = vm.next(iterator); value !== 0; value = vm.next(iterator)) {
    const quoted = alwaysQuoted(vm, dialect, value);
    lastNull = value === NONE;
    const str = lastNull ? vm.intern("") : vm.toStr(value);
    const text = str === 0 ? null : fieldText(vm, dialect, vm.js(str), quoted, lastNull);
    vm.decref(str);
    vm.decref(value);
    if (text === null) break;
    fields.push(text);
  }
  vm.decref(iterator);
  if (vm.failed()) return 0;
  let line = fields.join(String.fromCodePoint(dialect.delimiter));
  if (fields.length > 0 && line === "") {
    const { quoting } = dialect;
    if (quoting === QUOTE_NONE || (lastNull && (quoting === QUOTE_STRINGS || quoting === QUOTE_NOTNULL))) {
      return csvError(vm, "single empty field record must be quoted");
    }
    line = String.fromCodePoint(dialect.quote).repeat(2);
  }
  const text = vm.newStr(line + dialect.lineTerminator);
  const result = text === 0 ? 0 : callOne(vm, word(vm, self, WRITE), text);
  vm.decref(text);
  return result;
}

const dialectMember: MemberDefinition = { name: "dialect", offset: part(DIALECT) };

/** `_csv.writer`'s type. */
export const writerType: TypeDefinition = {
  index: T_CSV_WRITER,
  name: "writer",
  module: "_csv",
  basicSize: part(3),
  doc:
    "CSV writer\n\nWriter objects are responsible for generating tabular data\nin CSV format from sequence input.",
  members: [dialectMember],
  methods: [
    method(
      "writerow",
      "($self, row, /)",
      (vm, a) => writeRow(vm, vm.i32[a], vm.i32[a + 1]),
      "Construct and write a CSV record from an iterable of fields.\n\nNon-string elements will be converted to string.",
    ),
    method(
      "writerows",
      "($self, rows, /)",
      (vm, a) => {
        const self = vm.i32[a];
        const done = vm.iterate(vm.i32[a + 1], (row) => {
          const result = writeRow(vm, self, row);
          vm.decref(result);
          return result !== 0;
        });
        return done ? NONE : 0;
      },
      "Construct and write a series of iterables to a csv file.\n\nNon-string elements will be converted to string.",
    ),
  ],
};

/** `csv.writer(file, dialect, **parameters)`. */
export function makeWriter(vm: Vm, file: Value, base: Value, parameters: Value): Value {
  const dialect = dialectOf(vm, base, parameters);
  if (dialect === 0) return 0;
  const write = vm.getAttrOptional(file, vm.names.write);
  if (write === 0 || vm.lookupSpecial(write, vm.names.__call__) === 0) {
    vm.decref(dialect);
    vm.decref(write);
    return vm.failed() ? 0 : vm.raiseType('argument 1 must have a "write" method');
  }
  return makeObject(vm, vm.typeObject(T_CSV_WRITER), 3, [write, dialect]);
}
