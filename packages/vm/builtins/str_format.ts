/**
 * `str.format`, `str.format_map` and `str.__format__`.
 *
 * @module
 */
import { FLAG_IMMORTAL, type Value } from "@orochi/object";
import { formatStr } from "../format/text.ts";
import { method, type NativeDefinition } from "../native.ts";
import type { Vm } from "../vm.ts";
import { dropAll } from "./_container.ts";
import { type FieldName, FormatProblem, parsePieces, type Piece, splitFieldName } from "./str_fields.ts";
import { joinItems } from "./str_split.ts";

/** How fields without a number get theirs. */
class Numbering {
  #automatic: boolean | undefined;
  #next = 0;

  /** The index of a positional field; a problem where both ways are mixed. */
  number(field: FieldName): number | FormatProblem {
    const automatic = field.first === "";
    this.#automatic ??= automatic;
    if (this.#automatic !== automatic) {
      return new FormatProblem(
        automatic
          ? "cannot switch from manual field specification to automatic field numbering"
          : "cannot switch from automatic field numbering to manual field specification",
      );
    }
    return automatic ? this.#next++ : field.index;
  }
}

/** Where fields take their values from. */
interface Source {
  /** Tuple of positional values, or 0: `format_map`. */
  readonly args: Value;
  /** Mapping of named values. */
  readonly names: Value;
  readonly numbering: Numbering;
  /** Whether the format string is immortal: then so are the strs that are its parts. */
  readonly constant: boolean;
}

/** A str of part of the format string (new reference). */
function partOf(vm: Vm, text: string, source: Source): Value {
  return source.constant ? vm.intern(text) : vm.newStr(text);
}

/** Pieces and names parsed before, by their text. */
const PIECES: Map<string, readonly (Piece | FormatProblem)[]> = new Map();
const NAMES: Map<string, FieldName | FormatProblem> = new Map();
/** The caches are emptied when they have this many texts. */
const MOST_CACHED = 500;

function cached<T>(cache: Map<string, T>, text: string, parse: (text: string) => T): T {
  let found = cache.get(text);
  if (found === undefined) {
    if (cache.size >= MOST_CACHED) cache.clear();
    cache.set(text, found = parse(text));
  }
  return found;
}

/** The value that a field names before its attributes and items (new reference). */
function firstValue(vm: Vm, field: FieldName, source: Source): Value {
  if (field.first !== "" && field.index < 0) {
    const key = partOf(vm, field.first, source);
    const value = key === 0 ? 0 : vm.getItem(source.names, key);
    vm.decref(key);
    return value;
  }
  const index = source.numbering.number(field);
  if (index instanceof FormatProblem) return vm.raiseValue(index.message);
  if (source.args === 0) return vm.raiseValue("Format string contains positional fields");
  if (index >= vm.tupleLength(source.args)) {
    return vm.raiseIndex(`Replacement index ${index} out of range for positional args tuple`);
  }
  return vm.keep(vm.tupleItem(source.args, index));
}

/** The value of a field (new reference). */
function fieldValue(vm: Vm, name: string, source: Source): Value {
  const field = cached(NAMES, name, splitFieldName);
  if (field instanceof FormatProblem) return vm.raiseValue(field.message);
  let value = firstValue(vm, field, source);
  for (let i = 0; value !== 0 && i < field.rest.length; i++) {
    const step = field.rest[i];
    const key = step.index >= 0 ? vm.newInt(step.index) : partOf(vm, step.name, source);
    const next = key === 0 ? 0 : step.attribute ? vm.getAttr(value, key) : vm.getItem(value, key);
    vm.decref(key);
    vm.decref(value);
    value = next;
  }
  if (value !== 0 && field.problem !== null) {
    vm.decref(value);
    return vm.raiseValue(field.problem.message);
  }
  return value;
}

/** A value (stolen) after `!r`, `!s` or `!a`. */
function converted(vm: Vm, value: Value, conversion: string): Value {
  if (conversion === "" || value === 0) return value;
  let result: Value;
  if (conversion === "r") result = vm.repr(value);
  else if (conversion === "s") result = vm.toStr(value);
  else if (conversion === "a") result = vm.ascii(value);
  else {
    const code = conversion.codePointAt(0)!;
    const shown = code > 32 && code < 127 ? conversion : `\\x${code.toString(16)}`;
    result = vm.raiseValue(`Unknown conversion specifier ${shown}`);
  }
  vm.decref(value);
  return result;
}

/** Text of a field (new reference). */
function fieldText(vm: Vm, piece: Piece, source: Source, depth: number): Value {
  const value = converted(vm, fieldValue(vm, piece.name!, source), piece.conversion);
  if (value === 0) return 0;
  const spec = piece.nested ? build(vm, piece.spec, source, depth - 1) : partOf(vm, piece.spec, source);
  const text = spec === 0 ? 0 : vm.format(value, spec);
  vm.decref(spec);
  vm.decref(value);
  return text;
}

/** A format string with its fields replaced (new reference). */
function build(vm: Vm, text: string, source: Source, depth: number): Value {
  if (depth < 0) return vm.raiseValue("Max string recursion exceeded");
  return assemble(vm, cached(PIECES, text, parsePieces), source, depth);
}

/** Pieces of a format string put together (new reference). */
function assemble(vm: Vm, pieces: readonly (Piece | FormatProblem)[], source: Source, depth: number): Value {
  const parts: Value[] = [];
  for (const piece of pieces) {
    if (piece instanceof FormatProblem) {
      vm.raiseValue(piece.message);
      parts.push(0);
    } else {
      if (piece.literal !== "") parts.push(partOf(vm, piece.literal, source));
      if (piece.name !== undefined && parts.at(-1) !== 0) parts.push(fieldText(vm, piece, source, depth));
    }
    if (parts.length > 0 && parts[parts.length - 1] === 0) {
      dropAll(vm, parts);
      return 0;
    }
  }
  const result = joinItems(vm, vm.intern(""), parts);
  dropAll(vm, parts);
  return result;
}

/** Pieces of a format string; those of a constant of the program are found by the str itself. */
function piecesOf(vm: Vm, text: Value, constant: boolean): readonly (Piece | FormatProblem)[] {
  const known = constant ? vm.formats.pieces.get(text) : undefined;
  if (known !== undefined) return known;
  const pieces = cached(PIECES, vm.js(text), parsePieces);
  if (constant) vm.formats.pieces.set(text, pieces);
  return pieces;
}

/** A part of what a constant format makes: text of its own, or an argument's with a specification, all immortal strs. */
export type FormatPart = { readonly literal: Value } | { readonly argument: number; readonly spec: Value };

/**
 * What `text.format(...)`, of a constant of the program, puts together for a call with so many positional arguments and others by name, which have their
 * places behind those. Null where there is more to it: attributes, items, conversions, specifications with fields.
 */
export function formatParts(
  vm: Vm,
  text: Value,
  positional: number,
  names: readonly Value[],
): FormatPart[] | null {
  const parts: FormatPart[] = [], numbering = new Numbering();
  for (const piece of piecesOf(vm, text, true)) {
    if (piece instanceof FormatProblem || piece.nested || piece.conversion !== "") return null;
    if (piece.literal !== "") parts.push({ literal: vm.intern(piece.literal) });
    if (piece.name === undefined) continue;
    const field = cached(NAMES, piece.name, splitFieldName);
    if (field instanceof FormatProblem || field.problem !== null || field.rest.length > 0) return null;
    const isNamed = field.first !== "" && field.index < 0;
    const place = isNamed ? names.findIndex((name) => vm.js(name) === field.first) : numbering.number(field);
    if (place instanceof FormatProblem || place < 0 || (!isNamed && place >= positional)) return null;
    parts.push({ argument: isNamed ? positional + place : place, spec: vm.intern(piece.spec) });
  }
  return parts;
}

/** `text.format(...)`: the text itself where it has no fields and no braces, even if it is of a subclass. */
function formatText(vm: Vm, text: Value, args: Value, names: Value): Value {
  const constant = (vm.i32[text >>> 2] & FLAG_IMMORTAL) !== 0;
  const pieces = piecesOf(vm, text, constant);
  const [first] = pieces;
  if (pieces.length === 1 && !(first instanceof FormatProblem) && first.name === undefined) {
    if (first.literal.length === vm.js(text).length) return vm.keep(text);
  }
  return assemble(vm, pieces, { args, names, numbering: new Numbering(), constant }, 1);
}

/** The methods. */
export const formatMethods: readonly NativeDefinition[] = [
  method("__format__", "($self, format_spec, /)", (vm, a) => formatStr(vm, vm.i32[a], vm.i32[a + 1])),
  {
    ...method(
      "format",
      "($self, /, *args, **kwargs)",
      (vm, a) => formatText(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
      "Return a formatted version of the string, using substitutions from args and kwargs.",
    ),
    takesAnyKeys: true,
  },
  method(
    "format_map",
    "($self, mapping, /)",
    (vm, a) => formatText(vm, vm.i32[a], 0, vm.i32[a + 1]),
    "Return a formatted version of the string, using substitutions from mapping.",
  ),
];
