/**
 * `str % values` where the format is a constant of the program: it is parsed once, and its parts are put together
 * as those of an f-string. Formats with keys or `*`, and wrong ones, are left to `str_percent.ts`.
 *
 * @module
 */
import { FLAG_IMMORTAL, T_STR, type Value } from "@orochi/object";
import { type Conversion, percentParts } from "../format/percent_parts.ts";
import { percentQuickly } from "../format/quick.ts";
import type { Vm } from "../vm.ts";
import { dropAll } from "./_container.ts";
import { convertText, Formatter, numberText, strPercent } from "./str_percent.ts";
import { joinItems } from "./str_split.ts";

/** Formats that were parsed, by the immortal str: literal text as interned strs, and conversions. Null: not for here. */
export type PercentFormats = Map<Value, readonly (Value | Conversion)[] | null>;

/** `str % args`: a new reference, or 0 with an exception set. */
export function percent(vm: Vm, str: Value, args: Value): Value {
  if ((vm.i32[str >>> 2] & (FLAG_IMMORTAL | 0xffff)) !== (FLAG_IMMORTAL | T_STR)) {
    return strPercent(vm, str, args);
  }
  let parts = vm.percentFormats.get(str);
  if (parts === undefined) {
    const found = percentParts(vm.js(str));
    parts = found && found.map((part) => typeof part === "string" ? vm.intern(part) : part);
    vm.percentFormats.set(str, parts);
  }
  return parts === null ? strPercent(vm, str, args) : run(vm, parts, args);
}

function run(vm: Vm, parts: readonly (Value | Conversion)[], args: Value): Value {
  const formatter = new Formatter(vm, args, "str"), texts: Value[] = [];
  for (const part of parts) {
    let text: Value;
    if (typeof part === "number") text = part;
    else {
      const value = formatter.next(false);
      text = value === 0 ? 0 : convert(vm, part, value);
    }
    if (text === 0) {
      dropAll(vm, texts);
      return 0;
    }
    texts.push(text);
  }
  const done = formatter.isDone();
  const result = done
    ? joinItems(vm, vm.intern(""), texts)
    : vm.raiseType("not all arguments converted during string formatting");
  dropAll(vm, texts);
  return result;
}

/**
 * `format % (value,)`: a new reference, or 0 with an exception set.
 *
 * @param format A constant of the program that is one conversion and nothing else; 0 for `%s`.
 */
export function percentOne(vm: Vm, format: Value, value: Value): Value {
  if (format === 0) return vm.toStr(value);
  let conversion = vm.percentConversions.get(format);
  if (conversion === undefined) {
    vm.percentConversions.set(format, conversion = percentParts(vm.js(format))![0] as Conversion);
  }
  return convert(vm, conversion, value);
}

/** The text of a value (new reference). */
function convert(vm: Vm, { conversion, code, spec, plain }: Conversion, value: Value): Value {
  if (conversion === "s" || conversion === "r" || conversion === "a") {
    if (conversion === "s" && spec.width < 0 && spec.precision < 0) return vm.toStr(value);
    return convertText(vm, conversion, value, spec);
  }
  if (plain) {
    const quick = percentQuickly(vm, value, code, spec.width, spec.precision, spec.left, spec.zero);
    if (quick !== 0) return quick;
  }
  const text = numberText(vm, conversion, value, spec, "str");
  return text === null ? 0 : vm.newStr(text);
}
