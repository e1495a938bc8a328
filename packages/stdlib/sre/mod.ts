/**
 * `_sre`: the native half of `re`. Patterns come compiled to the code of CPython 3.14's `re._compiler`.
 *
 * @module
 */
import { tagInt } from "@orochi/object";
import { nativeFunction, type NativeModule, type TypeDefinition, type Vm } from "@orochi/vm";
import { isCasedAscii, isCasedUnicode, lowerAscii, lowerUnicode } from "./characters.ts";
import { matchType } from "./match.ts";
import { compile } from "./pattern.ts";
import { patternType, scannerType } from "./pattern_methods.ts";
import { makeTemplate, templateType } from "./template.ts";

/** The version of the code that the engine runs; `re._constants` has the same. */
const MAGIC = 20230612;
/** Bytes of a code word. */
const CODE_BYTES = 4;
/** "No limit" of a repeat. */
const MAX_REPEAT = 0xffff_ffff;
/** Most groups of a pattern. */
const MAX_GROUPS = 0x3fff_ffff;
const FLAG_LOCALE = 4, FLAG_UNICODE = 32;

/** The last character of Unicode. */
const MAX_CHARACTER = 0x10ffff;

/** A number as a character: what is none becomes one without case. */
function clamped(character: number): number {
  return Math.min(Math.max(character, 0), MAX_CHARACTER);
}

/** A function from a character to a character or a truth. */
function ofCharacter(name: string, apply: (vm: Vm, character: number) => number) {
  return nativeFunction(name, "(character, /)", (vm, a) => {
    const character = vm.index(vm.i32[a]);
    if (Number.isNaN(character)) return 0;
    return apply(vm, clamped(character));
  });
}

/** The types of the module. */
export const sreTypes: readonly TypeDefinition[] = [patternType, matchType, scannerType, templateType];

/** The module. */
export const sreModule: NativeModule = {
  name: "_sre",
  functions: [
    nativeFunction("compile", "(pattern, flags, code, groups, groupindex, indexgroup)", compile),
    nativeFunction("template", "(pattern, template, /)", (vm, a) => makeTemplate(vm, vm.i32[a + 1])),
    nativeFunction("getcodesize", "()", () => tagInt(CODE_BYTES)),
    nativeFunction("getlower", "(character, flags, /)", (vm, a) => {
      const character = clamped(vm.index(vm.i32[a])), flags = vm.index(vm.i32[a + 1]);
      if (vm.failed()) return 0;
      const unicode = (flags & FLAG_UNICODE) !== 0 && (flags & FLAG_LOCALE) === 0;
      return tagInt(unicode ? lowerUnicode(character) : lowerAscii(character));
    }),
    ofCharacter("ascii_iscased", (vm, character) => vm.bool(isCasedAscii(character))),
    ofCharacter("unicode_iscased", (vm, character) => vm.bool(isCasedUnicode(character))),
    ofCharacter("ascii_tolower", (_vm, character) => tagInt(lowerAscii(character))),
    ofCharacter("unicode_tolower", (_vm, character) => tagInt(lowerUnicode(character))),
  ],
  populate: (vm, _module, dict) =>
    vm.dictSetStr(dict, "MAGIC", tagInt(MAGIC)) && vm.dictSetStr(dict, "CODESIZE", tagInt(CODE_BYTES)) &&
    vm.dictSetOwned(dict, "MAXREPEAT", vm.newInt(MAX_REPEAT)) &&
    vm.dictSetOwned(dict, "MAXGROUPS", vm.newInt(MAX_GROUPS)),
};
