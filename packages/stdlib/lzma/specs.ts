/**
 * Filters as Python writes them: dicts.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { raiseError } from "../_module_error.ts";
import { type Filter, FILTER_DELTA, FILTER_LZMA2, isCode, presetFilter } from "./filters.ts";
import { LzmaError } from "./model.ts";

/** LZMA1's number, which JavaScript's numbers can't tell from its neighbours. */
export const LZMA1 = 0x4000000000000001n;
const LZMA_NAMES = ["preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"];

/** Raises `_lzma.LZMAError`. */
export function fail(vm: Vm, message: string): 0 {
  return raiseError(vm, "_lzma", "LZMAError", message);
}

/** Raises what a stream threw; a bug of ours goes on. */
export function explain(vm: Vm, error: unknown): 0 {
  if (!(error instanceof LzmaError)) throw error;
  return fail(vm, error.message);
}

/** An unsigned number of so many bits; null with an exception set. */
export function unsignedOf(vm: Vm, given: Value, bits: number, type: string): bigint | null {
  const index = vm.isInt(given) ? 0 : vm.index(given);
  if (Number.isNaN(index)) return null;
  const number = vm.isInt(given) ? vm.bigInt(given) : BigInt(index);
  if (number < 0n) vm.raiseValue("Cannot convert negative int");
  else if (number >> BigInt(bits) !== 0n) vm.raise("OverflowError", `Python int too large for C ${type}`);
  else return number;
  return null;
}

/** An entry of a mapping of any kind: a new reference, or 0: with an exception set if it is not only missing. */
function entryOf(vm: Vm, spec: Value, name: string): Value {
  const value = vm.getItem(spec, vm.intern(name));
  if (value === 0 && vm.matches("KeyError")) vm.clearError();
  return value;
}

/** A number that is in a mapping; undefined if it is not, null with an exception set. */
function numberIn(vm: Vm, spec: Value, name: string, bits: number, type: string): bigint | null | undefined {
  const entry = entryOf(vm, spec, name);
  if (entry === 0) return vm.failed() ? null : undefined;
  const number = unsignedOf(vm, entry, bits, type);
  vm.decref(entry);
  return number;
}

/** The options of a dict, all of them numbers of these names; null if there are others, with no exception set. */
function optionsOf(vm: Vm, spec: Value, names: readonly string[]): Record<string, number> | null {
  if ((spec & 1) !== 0 || !vm.isDict(spec)) return null;
  const values: Record<string, number> = {};
  let good = true;
  vm.dictIterate(spec, (key, value) => {
    const name = vm.isStr(key) ? vm.js(key) : "";
    if (name === "id") return true;
    const number = names.includes(name) ? unsignedOf(vm, value, 32, "uint32_t") : null;
    values[name] = Number(number);
    return good = number !== null;
  });
  if (vm.failed()) vm.clearError();
  return good ? values : null;
}

/** A filter from its dict; null with an exception set. */
export function filterOf(vm: Vm, spec: Value): Filter | null {
  if (vm.lookupSpecial(spec, vm.intern("__getitem__")) === 0) {
    vm.raiseType("Filter specifier must be a dict or dict-like object");
    return null;
  }
  const number = numberIn(vm, spec, "id", 64, "lzma_vli"), id = Number(number);
  if (number === undefined) vm.raiseValue('Filter specifier must have an "id" entry');
  if (number === undefined || number === null) return null;
  const lzma = id === FILTER_LZMA2 || number === LZMA1;
  if (!lzma && id !== FILTER_DELTA && !isCode(id)) {
    vm.raiseValue(`Invalid filter ID: ${number}`);
    return null;
  }
  const level = lzma ? numberIn(vm, spec, "preset", 32, "uint32_t") : undefined;
  if (level === null) return null;
  const preset = presetFilter(id, Number(level ?? 6));
  if (preset === null) {
    fail(vm, `Invalid compression preset: ${level}`);
    return null;
  }
  const values = optionsOf(vm, spec, lzma ? LZMA_NAMES : id === FILTER_DELTA ? ["dist"] : ["start_offset"]);
  if (values === null) {
    vm.raiseValue(
      `Invalid filter specifier for ${lzma ? "LZMA" : id === FILTER_DELTA ? "delta" : "BCJ"} filter`,
    );
    return null;
  }
  return {
    ...preset,
    dictionary: values.dict_size ?? preset.dictionary,
    lc: values.lc ?? preset.lc,
    lp: values.lp ?? preset.lp,
    pb: values.pb ?? preset.pb,
    nice: values.nice_len ?? preset.nice,
    depth: values.depth || preset.depth,
    mode: values.mode ?? preset.mode,
    finder: values.mf ?? preset.finder,
    distance: values.dist ?? preset.distance,
    offset: values.start_offset ?? preset.offset,
  };
}

/** A chain of filters; null with an exception set. */
export function filtersOf(vm: Vm, specs: Value): Filter[] | null {
  const isDict = (specs & 1) === 0 && vm.isDict(specs);
  if (isDict) vm.raiseType("dict is not a sequence");
  const length = isDict ? -1 : vm.length(specs);
  if (length > 4) vm.raiseValue("Too many filters - liblzma supports a maximum of 4");
  if (length < 0 || length > 4) return null;
  const filters: Filter[] = [];
  for (let i = 0; i < length; i++) {
    const spec = vm.getItem(specs, vm.newInt(i));
    const filter = spec === 0 ? null : filterOf(vm, spec);
    vm.decref(spec);
    if (filter === null) return null;
    filters.push(filter);
  }
  return filters;
}
