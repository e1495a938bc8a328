/**
 * Python's `repr` of the few kinds of values that disassemblies and messages show.
 *
 * @module
 */

const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;

function escape(code: number): string {
  const hex = code.toString(16);
  if (code < 0x100) return `\\x${hex.padStart(2, "0")}`;
  return code < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

const NAMED: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * `repr` of a string.
 *
 * @param text Any string.
 * @param ascii Whether all characters beyond ASCII are escaped, as `ascii` does.
 */
export function stringRepr(text: string, ascii = false): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let result = quote;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (character === quote) result += `\\${quote}`;
    else if (NAMED[character] !== undefined) result += NAMED[character];
    else if (code >= 0x20 && code < 0x7f) result += character;
    else if (ascii || UNPRINTABLE.test(character)) result += escape(code);
    else result += character;
  }
  return result + quote;
}

/** `repr` of bytes. */
export function bytesRepr(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return "b" + stringRepr(text, true);
}
