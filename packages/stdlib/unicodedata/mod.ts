/**
 * `unicodedata`: what Unicode 16.0 says of characters, and Unicode 3.2 for the internet protocols that are tied to it.
 *
 * @module
 */
import { T_UCD, type Value } from "@orochi/object";
import { characterOfName, charactersOfName, nameOfCharacter } from "@orochi/syntax/unicode";
import {
  method,
  type Native,
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  newFromType,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { lengthOf, openBytes, releaseBuffer } from "@orochi/vm/text";
import { FORMS, normalise } from "./normalize.ts";
import { type CharacterNumber, type CharacterTables, currentTables, oldTables } from "./tables.ts";

/** Longest name that is looked up. */
const MOST_NAME = 256;

/** Which version a function speaks of. */
interface Version {
  readonly tables: () => CharacterTables;
  readonly isOld: boolean;
}

/** The code point of a character; -1 with TypeError set. @param name How messages call the argument. */
function characterOf(vm: Vm, value: Value, name: string): number {
  const length = vm.isStr(value) ? lengthOf(vm, value) : -1;
  if (length === 1) return vm.js(value).codePointAt(0)!;
  const shown = length < 0 ? vm.typeName(value) : `a string of length ${length}`;
  vm.raiseType(`${name} must be a unicode character, not ${shown}`);
  return -1;
}

/** A function of a character. `answer` gets the code point and where the optional default is. */
type Answer = (vm: Vm, tables: CharacterTables, code: number, at: number) => Value;

/** What a function gives where the character has nothing of the kind: its default, or ValueError. */
function missing(vm: Vm, at: number, message: string): Value {
  return vm.i32[at] === 0 ? vm.raiseValue(message) : vm.keep(vm.i32[at]);
}

function numeric(
  test: (number: CharacterNumber) => boolean,
  message: string,
  make: (vm: Vm, value: number) => Value,
): Answer {
  return (vm, tables, code, at) => {
    const number = tables.number(code);
    return number === null || !test(number) ? missing(vm, at, message) : make(vm, number.value);
  };
}

const int = (vm: Vm, value: number) => vm.newInt(value);

/** Functions of a character: name, whether they take a default, behaviour, docstring. */
const OF_CHARACTER: readonly (readonly [string, boolean, Answer, string])[] = [
  [
    "category",
    false,
    (vm, tables, code) => vm.intern(tables.record(code).category),
    "Returns the general category assigned to the character chr as string.",
  ],
  [
    "bidirectional",
    false,
    (vm, tables, code) => vm.intern(tables.record(code).bidirectional),
    "Returns the bidirectional class assigned to the character chr as string.",
  ],
  [
    "combining",
    false,
    (vm, tables, code) => vm.newInt(tables.record(code).combining),
    "Returns the canonical combining class assigned to the character chr as integer.",
  ],
  [
    "east_asian_width",
    false,
    (vm, tables, code) => vm.intern(tables.record(code).width),
    "Returns the east asian width assigned to the character chr as string.",
  ],
  [
    "mirrored",
    false,
    (vm, tables, code) => vm.newInt(tables.record(code).mirrored),
    "Returns the mirrored property assigned to the character chr as integer.",
  ],
  [
    "decomposition",
    false,
    (vm, tables, code) => vm.newStr(tables.decomposition(code)),
    "Returns the character decomposition mapping assigned to the character chr as string.",
  ],
  [
    "decimal",
    true,
    numeric((number) => number.isDecimal, "not a decimal", int),
    "Converts a Unicode character into its equivalent decimal value.",
  ],
  [
    "digit",
    true,
    numeric((number) => number.isDigit, "not a digit", int),
    "Converts a Unicode character into its equivalent digit value.",
  ],
  [
    "numeric",
    true,
    numeric(() => true, "not a numeric character", (vm, value) => vm.newFloat(value)),
    "Converts a Unicode character into its equivalent numeric value.",
  ],
  ["name", true, (vm, tables, code, at) => {
    const name = tables.isAssigned(code) ? nameOfCharacter(code) : "";
    return name === "" ? missing(vm, at, "no such name") : vm.newStr(name);
  }, "Returns the name assigned to the character chr as a string."],
];

function lookup(vm: Vm, value: Value, { tables, isOld }: Version): Value {
  let name: string;
  if (vm.isStr(value)) name = vm.js(value);
  else {
    const buffer = openBytes(vm, value);
    if (buffer === null) return 0;
    name = new TextDecoder().decode(vm.u8.slice(buffer.address, buffer.address + buffer.length));
    releaseBuffer(vm, buffer);
  }
  if (name.length > MOST_NAME) return raiseKeyText(vm, "name too long");
  const code = characterOfName(name);
  const found = isOld
    ? (code >= 0 && tables().isAssigned(code) ? String.fromCodePoint(code) : "")
    : charactersOfName(name);
  return found === "" ? raiseKeyText(vm, `undefined character name '${name}'`) : vm.newStr(found);
}

function raiseKeyText(vm: Vm, message: string): 0 {
  return vm.raise("KeyError", message);
}

/** The text in a normal form; null with an exception set. `at`: where the form and the text are. */
function normalised(vm: Vm, at: number, name: string, { tables }: Version): string | null {
  for (const k of [0, 1]) {
    if (vm.isStr(vm.i32[at + k])) continue;
    vm.raiseType(`${name}() argument ${k + 1} must be str, not ${vm.typeName(vm.i32[at + k])}`);
    return null;
  }
  const form = vm.js(vm.i32[at]);
  if (FORMS.includes(form)) return normalise(vm.js(vm.i32[at + 1]), form, tables());
  vm.raiseValue("invalid normalization form");
  return null;
}

/** The functions of a version, as functions of the module or as methods, which have a parameter more. */
function functionsOf(
  version: Version,
  define: (name: string, parameters: string, call: Native, doc: string) => NativeDefinition,
  first: number,
): NativeDefinition[] {
  return [
    ...OF_CHARACTER.map(([name, hasDefault, answer, doc]) => {
      const argument = `${name}() argument${hasDefault ? " 1" : ""}`;
      return define(name, hasDefault ? "chr, default=None, /" : "chr, /", (vm, a) => {
        const code = characterOf(vm, vm.i32[a + first], argument);
        return code < 0 ? 0 : answer(vm, version.tables(), code, a + first + 1);
      }, doc);
    }),
    define(
      "lookup",
      "name, /",
      (vm, a) => lookup(vm, vm.i32[a + first], version),
      "Look up character by name.",
    ),
    define("normalize", "form, unistr, /", (vm, a) => {
      const text = normalised(vm, a + first, "normalize", version);
      return text === null ? 0 : vm.newStr(text);
    }, "Return the normal form 'form' for the Unicode string unistr."),
    define("is_normalized", "form, unistr, /", (vm, a) => {
      const text = normalised(vm, a + first, "is_normalized", version);
      return text === null ? 0 : vm.bool(text === vm.js(vm.i32[a + first + 1]));
    }, "Return whether the Unicode string unistr is in the normal form 'form'."),
  ];
}

/** `unicodedata.UCD`, whose one instance speaks of Unicode 3.2. */
const ucdType: TypeDefinition = {
  index: T_UCD,
  name: "UCD",
  module: "unicodedata",
  basicSize: 4,
  methods: [
    newFromType((vm) => vm.raiseType("cannot create 'unicodedata.UCD' instances")),
    ...functionsOf(
      { tables: oldTables, isOld: true },
      (name, parameters, call, doc) => method(name, `($self, ${parameters})`, call, doc),
      1,
    ),
  ],
  getset: [{ name: "unidata_version", get: (vm) => vm.newStr("3.2.0") }],
};

/** The types. */
export const unicodeTypes: readonly TypeDefinition[] = [ucdType];

/** The module. */
export const unicodeModule: NativeModule = {
  name: "unicodedata",
  doc:
    "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters.",
  functions: functionsOf(
    { tables: currentTables, isOld: false },
    (name, parameters, call, doc) => nativeFunction(name, `(${parameters})`, call, doc),
    0,
  ),
  populate: (vm, _module, dict) =>
    vm.dictSetStr(dict, "UCD", vm.typeObject(T_UCD)) &&
    vm.dictSetOwned(dict, "unidata_version", vm.newStr("16.0.0")) &&
    vm.dictSetOwned(dict, "ucd_3_2_0", vm.alloc(T_UCD, 4)),
};
