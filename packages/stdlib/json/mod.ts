/**
 * `_json`: the native half of `json`.
 *
 * @module
 */
import {
  NATIVE_ID,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_JSON_ENCODER,
  T_JSON_SCANNER,
  type Value,
} from "@orochi/object";
import {
  type NativeDefinition,
  nativeFunction,
  type NativeModule,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { encoderType } from "./encoder.ts";
import { scannerType } from "./scanner.ts";
import { charactersOf, quote, quoteAscii, scanString, type StringEnd } from "./text.ts";

function quoting(name: string, doc: string, apply: (text: string) => string): NativeDefinition {
  return nativeFunction(name, "(string, /)", (vm, a) => {
    if (vm.isStr(vm.i32[a])) return vm.newStr(apply(vm.js(vm.i32[a])));
    return vm.raiseType(`first argument must be a string, not ${vm.typeName(vm.i32[a])}`);
  }, doc);
}

const encodeAscii = quoting(
  "encode_basestring_ascii",
  "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string",
  quoteAscii,
);

const encodeAny = quoting(
  "encode_basestring",
  "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string",
  quote,
);

function scan(vm: Vm, a: number): Value {
  const str = vm.i32[a];
  const end = vm.index(vm.i32[a + 1]);
  const strict = vm.i32[a + 2] === 0 ? 1 : vm.truthy(vm.i32[a + 2]);
  if (Number.isNaN(end) || strict < 0) return 0;
  if (!vm.isStr(str)) return vm.raiseType(`first argument must be a string, not ${vm.typeName(str)}`);
  const chars = charactersOf(vm, str);
  if (end < 0 || end > chars.length) return vm.raiseValue("end is out of bounds");
  const result: StringEnd = { end: 0 };
  const text = scanString(vm, chars, end, strict === 1, result);
  return text === 0 ? 0 : vm.newTuple([text, vm.newInt(result.end)]);
}

/** How one of the module's own functions quotes; null for any other callable. */
function quotingOf(vm: Vm, encoder: Value): ((text: string) => string) | null {
  if (vm.typeIndex(encoder) !== T_BUILTIN_FUNCTION_OR_METHOD) return null;
  const id = vm.i32[(encoder + NATIVE_ID) >>> 2];
  return id === vm.registry.idOf(encodeAscii)
    ? quoteAscii
    : id === vm.registry.idOf(encodeAny)
    ? quote
    : null;
}

/** The types of the module. */
export const jsonTypes: readonly TypeDefinition[] = [scannerType, encoderType(quotingOf)];

/** The module. */
export const jsonModule: NativeModule = {
  name: "_json",
  doc: "json speedups\n",
  functions: [
    encodeAscii,
    encodeAny,
    nativeFunction(
      "scanstring",
      "(string, end, strict=True, /)",
      scan,
      "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string.\nUnescapes all valid JSON string escape sequences and raises ValueError\non attempt to decode an invalid string. If strict is False then literal\ncontrol characters are allowed in the string.\n\nReturns a tuple of the decoded string and the index of the character in s\nafter the end quote.",
    ),
  ],
  populate: (vm, _module, dict) =>
    vm.dictSetStr(dict, "make_scanner", vm.typeObject(T_JSON_SCANNER)) &&
    vm.dictSetStr(dict, "make_encoder", vm.typeObject(T_JSON_ENCODER)),
};
