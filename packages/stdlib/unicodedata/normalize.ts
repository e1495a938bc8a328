/**
 * Normal forms of text. The engine's own tables may be of a later Unicode; stability of the forms makes them exact for
 * all characters that a version has, so text is taken apart around those that it hasn't: they never change, nor do
 * they combine with others.
 *
 * @module
 */
import type { CharacterTables } from "./tables.ts";

/** The forms. */
export const FORMS = ["NFC", "NFD", "NFKC", "NFKD"];

/** Text without any character that a normal form could change. */
const PLAIN = /^[\0-\x7f]*$/;

/** A text in one of the normal forms, by the tables of a version. */
export function normalise(text: string, form: string, tables: CharacterTables): string {
  if (PLAIN.test(text)) return text;
  let result = "", part = "";
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (code < 0x80 || tables.isAssigned(code)) part += corrected(code, character, tables);
    else {
      result += part.normalize(form) + character;
      part = "";
    }
  }
  return result + part.normalize(form);
}

/** A character, or what an early version took it for. */
function corrected(code: number, character: string, tables: CharacterTables): string {
  if (code < 0xf900 || tables.corrected.size > 100) return character;
  const other = tables.corrected.get(code);
  return other === undefined ? character : String.fromCodePoint(parseInt(other, 16));
}
