/**
 * `str`: translation by table, padding, and `repr`.
 *
 * @module
 */
import {
  allocStr,
  charAt,
  copyChars,
  kindFor,
  NONE,
  setCharAt,
  STR_DATA,
  STR_KIND,
  STR_KIND_SHIFT,
  strKind,
  T_DICT,
  tagInt,
  type Value,
} from "@orochi/object";
import { method, type NativeDefinition, staticMethod } from "../native.ts";
import { exactStr } from "../values.ts";
import type { Vm } from "../vm.ts";
import { codeAt, finish, isAscii, lengthOf, strOfCodes } from "./str_core.ts";
import { escapeCode, isPrintable } from "./str_unicode.ts";

/** Room that a buffer had and needs no more, for the next one: most are short, and making one costs more than its use. */
let spare: Int32Array | null = null;
/** Larger ones are not kept. */
const MOST_SPARE = 4096;

const NO_ROOM = new Int32Array(0);

function takeRoom(): Int32Array {
  const room = spare ?? new Int32Array(64);
  spare = null;
  return room;
}

/** A list of code points that grows. */
export class CodeBuffer {
  codes: Int32Array = takeRoom();
  length = 0;

  /** Makes room for so many more characters. */
  reserve(count: number): void {
    if (this.length + count <= this.codes.length) return;
    const larger = new Int32Array(Math.max(this.length + count, this.length * 2));
    larger.set(this.codes);
    this.codes = larger;
  }

  /** Adds one character. */
  push(code: number): void {
    if (this.length === this.codes.length) this.reserve(1);
    this.codes[this.length++] = code;
  }

  /** Adds the characters of a JavaScript string. */
  pushText(text: string): void {
    for (const char of text) this.push(char.codePointAt(0)!);
  }

  /** Adds characters of a str. */
  pushStr(vm: Vm, str: Value, start = 0, end: number = lengthOf(vm, str)): void {
    for (let i = start; i < end; i++) this.push(charAt(vm.objects, str, i));
  }

  /** The str of all characters, which are no longer in the buffer then. */
  toStr(vm: Vm): Value {
    const str = strOfCodes(vm, this.codes, this.length);
    if (this.codes.length <= MOST_SPARE) spare = this.codes;
    this.codes = NO_ROOM;
    this.length = 0;
    return str;
  }
}

/** `table[code]` with LookupError as "unchanged"; adds what it gives. False with an exception set on failure. */
function translateOne(vm: Vm, table: Value, code: number, to: CodeBuffer): boolean {
  const found = vm.isExact(table, T_DICT)
    ? vm.keep(vm.dictGet(table, tagInt(code)))
    : vm.getItem(table, tagInt(code));
  if (found === 0) {
    if (vm.failed()) {
      if (!vm.matches("LookupError")) return false;
      vm.clearError();
    }
    to.push(code);
    return true;
  }
  let done = true;
  if (vm.isStr(found)) to.pushStr(vm, found);
  else if (vm.isInt(found)) {
    const number = vm.number(found);
    if (number < 0 || number > 0x10ffff) {
      vm.raiseValue("character mapping must be in range(0x110000)");
      done = false;
    } else to.push(number);
  } else if (found !== NONE) {
    vm.raiseType("character mapping must return integer, None or str");
    done = false;
  }
  vm.decref(found);
  return done;
}

function translate(vm: Vm, str: Value, table: Value): Value {
  const length = lengthOf(vm, str);
  const result = new CodeBuffer();
  for (let i = 0; i < length; i++) {
    if (!translateOne(vm, table, charAt(vm.objects, str, i), result)) return 0;
  }
  return result.toStr(vm);
}

/** `str.maketrans` of one argument: keys of one character become their code points. */
function tableOfDict(vm: Vm, source: Value): Value {
  if (vm.layout(source) !== T_DICT) {
    return vm.raiseType("if you give only one argument to maketrans it must be a dict");
  }
  const table = vm.newDict();
  if (table === 0) return 0;
  const done = vm.dictIterate(source, (key, value) => {
    if (vm.isStr(key)) {
      if (lengthOf(vm, key) !== 1) {
        vm.raiseValue("string keys in translate table must be of length 1");
        return false;
      }
      return vm.dictSet(table, tagInt(codeAt(vm, key, 0)), value);
    }
    if (vm.isInt(key)) return vm.dictSet(table, key, value);
    vm.raiseType("keys in translate table must be strings or integers");
    return false;
  });
  if (done) return table;
  vm.decref(table);
  return 0;
}

function makeTable(vm: Vm, x: Value, y: Value, z: Value): Value {
  if (y === 0) return tableOfDict(vm, x);
  if (!vm.isStr(y)) return vm.raiseType(`maketrans() argument 2 must be str, not ${vm.typeName(y)}`);
  if (z !== 0 && !vm.isStr(z)) {
    return vm.raiseType(`maketrans() argument 3 must be str, not ${vm.typeName(z)}`);
  }
  if (!vm.isStr(x)) {
    return vm.raiseType("first maketrans argument must be a string if there is a second argument");
  }
  const length = lengthOf(vm, x);
  if (length !== lengthOf(vm, y)) {
    return vm.raiseValue("the first two maketrans arguments must have equal length");
  }
  const table = vm.newDict();
  let done = table !== 0;
  for (let i = 0; done && i < length; i++) {
    done = vm.dictSet(table, tagInt(codeAt(vm, x, i)), tagInt(codeAt(vm, y, i)));
  }
  for (let i = 0; done && z !== 0 && i < lengthOf(vm, z); i++) {
    done = vm.dictSet(table, tagInt(codeAt(vm, z, i)), NONE);
  }
  if (done) return table;
  vm.decref(table);
  return 0;
}

/** A str between two runs of one character. */
export function padded(vm: Vm, str: Value, left: number, right: number, fill: number): Value {
  if (left <= 0 && right <= 0) return exactStr(vm, str);
  const m = vm.objects, length = lengthOf(vm, str);
  const total = left + length + right;
  const kind = Math.max(strKind(m, str), kindFor(fill));
  if (total * kind > 0x3fff_ffff) return vm.raise("OverflowError", "padded string is too long");
  const result = allocStr(m, total, kind, fill < 128 && isAscii(vm, str));
  if (result === 0) return vm.raiseMemory();
  copyChars(m, result, left, str, 0, length);
  for (let i = 0; i < left; i++) setCharAt(m, result, kind, i, fill);
  for (let i = left + length; i < total; i++) setCharAt(m, result, kind, i, fill);
  return finish(vm, result);
}

function padding(
  name: string,
  leftOf: (room: number, width: number) => number,
  doc: string,
): NativeDefinition {
  return method(name, "($self, width, fillchar=' ', /)", (vm, a) => {
    const str = vm.i32[a], fill = vm.i32[a + 2];
    const width = vm.size(vm.i32[a + 1]);
    if (Number.isNaN(width)) return 0;
    let code = 32;
    if (fill !== 0) {
      if (!vm.isStr(fill)) {
        return vm.raiseType(`The fill character must be a unicode character, not ${vm.typeName(fill)}`);
      }
      if (lengthOf(vm, fill) !== 1) {
        return vm.raiseType("The fill character must be exactly one character long");
      }
      code = codeAt(vm, fill, 0);
    }
    const room = width - lengthOf(vm, str);
    if (room <= 0) return exactStr(vm, str);
    const left = leftOf(room, width);
    return padded(vm, str, left, room - left, code);
  }, doc);
}

/** A str with escapes for all that isn't ASCII. */
export function asciiOnly(vm: Vm, str: Value): Value {
  const buffer = new CodeBuffer();
  for (let i = 0; i < lengthOf(vm, str); i++) {
    const code = charAt(vm.objects, str, i);
    if (code < 128) buffer.push(code);
    else buffer.pushText(escapeCode(code));
  }
  return buffer.toStr(vm);
}

/** Whether `repr` shows an ASCII character as it is. */
function isPlain(code: number): boolean {
  return code >= 32 && code < 127 && code !== 92;
}

/** `repr(str)`. */
export function strRepr(vm: Vm, str: Value): Value {
  const length = lengthOf(vm, str);
  let single = false, double = false, plain = isAscii(vm, str);
  for (let i = 0; i < length; i++) {
    const code = charAt(vm.objects, str, i);
    if (code === 39) single = true;
    else if (code === 34) double = true;
    else if (plain && !isPlain(code)) plain = false;
  }
  const quote = single && !double ? 34 : 39;
  if (plain && !(single && double)) {
    const result = allocStr(vm.objects, length + 2, 1, true);
    if (result === 0) return vm.raiseMemory();
    copyChars(vm.objects, result, 1, str, 0, length);
    vm.u8[(result + STR_DATA) >>> 0] = vm.u8[(result + STR_DATA + length + 1) >>> 0] = quote;
    return finish(vm, result);
  }
  const buffer = new CodeBuffer();
  buffer.push(quote);
  for (let i = 0; i < length; i++) {
    const code = charAt(vm.objects, str, i);
    if (code === 92 || code === quote) {
      buffer.push(92);
      buffer.push(code);
    } else if (code === 10) buffer.pushText("\\n");
    else if (code === 13) buffer.pushText("\\r");
    else if (code === 9) buffer.pushText("\\t");
    else if (code < 127 ? code >= 32 : isPrintable(code)) buffer.push(code);
    else buffer.pushText(escapeCode(code));
  }
  buffer.push(quote);
  return buffer.toStr(vm);
}

/** The methods. */
export const translateMethods: readonly NativeDefinition[] = [
  method(
    "translate",
    "($self, table, /)",
    (vm, a) => translate(vm, vm.i32[a], vm.i32[a + 1]),
    "Replace each character in the string using the given translation table.",
  ),
  staticMethod(
    "maketrans",
    "(x, y=<unrepresentable>, z=<unrepresentable>, /)",
    (vm, a) => makeTable(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]),
    "Return a translation table usable for str.translate().",
  ),
  padding("ljust", () => 0, "Return a left-justified string of length width."),
  padding("rjust", (room) => room, "Return a right-justified string of length width."),
  padding(
    "center",
    (room, width) => (room >> 1) + (room & width & 1),
    "Return a centered string of length width.",
  ),
  method("zfill", "($self, width, /)", (vm, a) => {
    const str = vm.i32[a], width = vm.size(vm.i32[a + 1]);
    if (Number.isNaN(width)) return 0;
    const room = width - lengthOf(vm, str);
    if (room <= 0) return exactStr(vm, str);
    const result = padded(vm, str, room, 0, 48);
    if (result === 0 || lengthOf(vm, str) === 0) return result;
    const sign = codeAt(vm, str, 0);
    if (sign === 43 || sign === 45) {
      const kind = vm.i32[(result + STR_KIND) >>> 2] >>> STR_KIND_SHIFT & 7;
      setCharAt(vm.objects, result, kind, 0, sign);
      setCharAt(vm.objects, result, kind, room, 48);
    }
    return result;
  }, "Pad a numeric string with zeros on the left, to fill a field of the given width."),
];
