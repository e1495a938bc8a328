/**
 * Numbers as protocol 0 has them: lines of text, read as `_pickle.c` reads them, by C's `strtol` first and then as
 * `int(text, 0)` does.
 *
 * @module
 */
import { FALSE, T_INT, tagInt, TRUE, type Value } from "@orochi/object";
import { decodeUtf8, type Vm } from "@orochi/vm";
import { blankBytes, dataOf } from "@orochi/vm";

/** A line with its end, as C sees it: up to a NUL. */
function textOfLine(line: Uint8Array): string {
  let text = "";
  for (let i = 0; i < line.length; i++) {
    if (line[i] === 0) return text;
    text += String.fromCharCode(line[i]);
  }
  return text + "\n";
}

/** A text of which each character is a byte, in UTF-8, as a str; 0 with UnicodeDecodeError set. */
function strOfBytes(vm: Vm, text: string): Value {
  const bytes = blankBytes(vm, text.length);
  if (bytes === 0) return 0;
  const from = dataOf(vm, bytes);
  for (let i = 0; i < text.length; i++) vm.u8[from + i] = text.charCodeAt(i);
  const str = decodeUtf8(vm, from, text.length, "strict");
  vm.decref(bytes);
  return str;
}

/** `int(text, base)` (new reference); 0 with ValueError set, which is not yet about the text as C shows it. */
function parse(vm: Vm, text: string, base: number): Value {
  const str = vm.newStr(text);
  const int = str === 0 ? 0 : vm.call(vm.typeObject(T_INT), str, tagInt(base));
  vm.decref(str);
  return int;
}

/** Whether a text is made of what numbers are made of, so that only their order or their count can be wrong. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** ValueError about text that is no int; it shows the start of the line, and the base that the text asks for. */
function raiseLiteral(vm: Vm, text: string, fixed: number): 0 {
  const str = strOfBytes(vm, text.slice(0, 200));
  if (str === 0) return 0;
  const digit = /^\s*[+-]?0([xXoObB]|\d)?/.exec(text)?.[1]?.toLowerCase() ?? "";
  const wanted = { x: 16, o: 8, b: 2 }[digit] ?? (/^\s*[+-]?0[0-9_]*[1-9][0-9_]*\s*$/.test(text) ? 0 : 10);
  const shown = vm.jsRepr(str).slice(0, 200);
  vm.decref(str);
  return vm.raiseValue(`invalid literal for int() with base ${fixed === 0 ? wanted : fixed}: ${shown}`);
}

/** What `int(text, base)` gives, with the errors of C's function for the same; 0 with an exception set. */
function readDigits(vm: Vm, text: string, base: 0 | 10): Value {
  const int = isAscii(text) ? parse(vm, text, base) : 0;
  if (int !== 0) return int;
  if (vm.failed()) {
    // There may be too many digits, which is another matter.
    if (/^\s*[+-]?\d+\s*$/.test(text) && !/^\s*[+-]?0\d*[1-9]/.test(text)) return 0;
    vm.clearError();
  }
  return raiseLiteral(vm, text, base);
}

/** The argument of INT, a bool if it has two characters and is 0 or 1; 0 with ValueError set. */
export function readInt(vm: Vm, line: Uint8Array): Value {
  const text = textOfLine(line);
  // A leading 0 means octal digits to C, and nothing at all is 0.
  const octal = /^[ \t\n\v\f\r]*([+-]?)0([0-7]+)\n?$/.exec(text);
  const digits = octal !== null ? `${octal[1]}0o${octal[2]}` : text === "" ? "0" : text;
  const int = isAscii(text) ? parse(vm, digits, 0) : 0;
  if (int === 0) {
    if (vm.failed()) vm.clearError();
    return vm.raiseValue("could not convert string to int");
  }
  if (text.length !== 3 || (int !== tagInt(0) && int !== tagInt(1))) return int;
  return int === tagInt(1) ? TRUE : FALSE;
}

/** The argument of LONG, with or without its `L`; 0 with an exception set. */
export function readLong(vm: Vm, line: Uint8Array): Value {
  const text = textOfLine(line);
  return readDigits(vm, text.at(-2) === "L" ? text.slice(0, -2) : text, 0);
}

/** The argument of GET and PUT; null with an exception set. */
export function readIndex(vm: Vm, line: Uint8Array): number | null {
  const int = readDigits(vm, textOfLine(line), 10);
  if (int === 0) return null;
  const index = vm.bigInt(int);
  vm.decref(int);
  if (BigInt.asIntN(64, index) === index) return Number(index);
  vm.raise("OverflowError", "Python int too large to convert to C ssize_t");
  return null;
}

const FLOAT = /^([+-]?)(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|(inf(?:inity)?)|nan)$/i;
const FLOAT_START = /^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|inf(?:inity)?|nan)/i;
const REPLACING = new TextDecoder();

/** The argument of FLOAT; 0 with ValueError or OverflowError set. */
export function readFloat(vm: Vm, line: Uint8Array): Value {
  const text = textOfLine(line), match = FLOAT.exec(text.replace(/\n$/, ""));
  const shown = (): string => {
    const bytes = Uint8Array.from(text.slice(0, 200), (character) => character.charCodeAt(0));
    return `: '${REPLACING.decode(bytes)}'`;
  };
  if (match === null) {
    // Where something at the start is a number, C's message does not show it.
    return vm.raiseValue("could not convert string to float" + (FLOAT_START.test(text) ? "" : shown()));
  }
  const size = match[3] !== undefined ? Infinity : match[2] === undefined ? NaN : Number(match[2]);
  if (size === Infinity && match[3] === undefined) {
    return vm.raise("OverflowError", "value too large to convert to float" + shown());
  }
  return vm.newFloat(match[1] === "-" ? -size : size);
}
