/**
 * Tokens of XML that content and prolog share: references, comments, processing instructions. As in expat, a token
 * is recognised in text that may end anywhere; what it means is decided later.
 *
 * @module
 */
import { namePatterns } from "./names.ts";

/** What was recognised. `NONE` and below: nothing whole. */
export const Token = {
  /** The text ends before anything begins. */
  NONE: -4,
  /** A line feed may follow. */
  TRAILING_CR: -3,
  /** `]` or `]]`, maybe of `]]>`. */
  TRAILING_RSQB: -5,
  /** The text ends inside of a token. */
  PARTIAL: -1,
  /** `next` is what can't be there. */
  INVALID: 0,
  START_TAG: 1,
  EMPTY_ELEMENT: 3,
  END_TAG: 5,
  DATA_CHARS: 6,
  DATA_NEWLINE: 7,
  CDATA_OPEN: 8,
  ENTITY_REF: 9,
  CHAR_REF: 10,
  PI: 11,
  XML_DECL: 12,
  COMMENT: 13,
  BOM: 14,
  PROLOG_S: 15,
  DECL_OPEN: 16,
  DECL_CLOSE: 17,
  NAME: 18,
  NMTOKEN: 19,
  POUND_NAME: 20,
  OR: 21,
  PERCENT: 22,
  OPEN_PAREN: 23,
  CLOSE_PAREN: 24,
  OPEN_BRACKET: 25,
  CLOSE_BRACKET: 26,
  LITERAL: 27,
  PARAM_ENTITY_REF: 28,
  INSTANCE_START: 29,
  NAME_QUESTION: 30,
  NAME_ASTERISK: 31,
  NAME_PLUS: 32,
  COND_SECT_OPEN: 33,
  COND_SECT_CLOSE: 34,
  CLOSE_PAREN_QUESTION: 35,
  CLOSE_PAREN_ASTERISK: 36,
  CLOSE_PAREN_PLUS: 37,
  COMMA: 38,
  VALUE_S: 39,
  CDATA_CLOSE: 40,
  PREFIXED_NAME: 41,
  IGNORE_SECT: 42,
} as const;

/** Character codes. */
export const Char = {
  TAB: 9,
  LF: 10,
  CR: 13,
  SPACE: 32,
  EXCLAMATION: 33,
  QUOTE: 34,
  HASH: 35,
  PERCENT: 37,
  AMPERSAND: 38,
  APOSTROPHE: 39,
  LEFT_PAREN: 40,
  RIGHT_PAREN: 41,
  ASTERISK: 42,
  PLUS: 43,
  COMMA: 44,
  MINUS: 45,
  SLASH: 47,
  COLON: 58,
  SEMICOLON: 59,
  LESS: 60,
  EQUALS: 61,
  GREATER: 62,
  QUESTION: 63,
  LEFT_BRACKET: 91,
  RIGHT_BRACKET: 93,
  BAR: 124,
} as const;

/** Whether a character is white space. */
export function isSpace(char: number): boolean {
  return char === Char.SPACE || char === Char.LF || char === Char.TAB || char === Char.CR;
}

// deno-lint-ignore no-control-regex -- control characters are what it looks for
const BAD_OR_MINUS = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff-]/g;
// deno-lint-ignore no-control-regex -- control characters are what it looks for
const BAD_OR_QUESTION = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff?]/g;

/** Recognises tokens in a text from a position on. `next` is where the token ends, or what is wrong. */
export class Scanner {
  /** Whether colons separate prefixes. */
  readonly namespaces: boolean;
  readonly #start: RegExp;
  readonly #rest: RegExp;
  /** End of the last token; of an invalid one the character that is wrong. */
  next: number = 0;
  /** Whether the text is that of an entity: its line ends are made equal already, so `\r` is a character. */
  internal: boolean = false;

  constructor(namespaces: boolean) {
    this.namespaces = namespaces;
    const { start, rest } = namePatterns(namespaces);
    this.#start = start;
    this.#rest = rest;
  }

  /** Whether a name can begin there. */
  startsName(text: string, at: number): boolean {
    const char = text.charCodeAt(at);
    if (char < 0x80) {
      return char >= 97 && char <= 122 || char >= 65 && char <= 90 || char === 95 ||
        char === Char.COLON && !this.namespaces;
    }
    this.#start.lastIndex = at;
    return this.#start.test(text);
  }

  /** Where the characters of a name end. */
  endOfName(text: string, at: number): number {
    this.#rest.lastIndex = at;
    this.#rest.test(text);
    return this.#rest.lastIndex;
  }

  /** Says that a character is wrong. */
  invalid(at: number): number {
    this.next = at;
    return Token.INVALID;
  }

  /** Says that a token is whole. */
  whole(token: number, next: number): number {
    this.next = next;
    return token;
  }

  /** A reference, from behind its `&`. */
  reference(text: string, at: number): number {
    const end = text.length;
    if (at === end) return Token.PARTIAL;
    if (text.charCodeAt(at) === Char.HASH) return this.#charReference(text, at + 1);
    if (!this.startsName(text, at)) return this.invalid(at);
    const last = this.endOfName(text, at + 1);
    if (last === end) return Token.PARTIAL;
    if (text.charCodeAt(last) !== Char.SEMICOLON) return this.invalid(last);
    return this.whole(Token.ENTITY_REF, last + 1);
  }

  #charReference(text: string, from: number): number {
    const end = text.length;
    let at = from;
    if (at === end) return Token.PARTIAL;
    const hexadecimal = text[at] === "x";
    if (hexadecimal) at++;
    const digit = hexadecimal ? /[0-9a-fA-F]/ : /[0-9]/;
    if (at === end) return Token.PARTIAL;
    if (!digit.test(text[at])) return this.invalid(at);
    while (at < end && digit.test(text[at])) at++;
    if (at === end) return Token.PARTIAL;
    return text.charCodeAt(at) === Char.SEMICOLON ? this.whole(Token.CHAR_REF, at + 1) : this.invalid(at);
  }

  /** A comment, from behind `<!-`. */
  comment(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.PARTIAL;
    if (text.charCodeAt(from) !== Char.MINUS) return this.invalid(from);
    BAD_OR_MINUS.lastIndex = from + 1;
    while (BAD_OR_MINUS.test(text)) {
      const at = BAD_OR_MINUS.lastIndex - 1;
      if (text.charCodeAt(at) !== Char.MINUS) return this.invalid(at);
      if (at + 1 === end) return Token.PARTIAL;
      if (text.charCodeAt(at + 1) === Char.MINUS) {
        if (at + 2 === end) return Token.PARTIAL;
        if (text.charCodeAt(at + 2) !== Char.GREATER) return this.invalid(at + 2);
        return this.whole(Token.COMMENT, at + 3);
      }
    }
    return Token.PARTIAL;
  }

  /** A processing instruction, from behind `<?`. */
  instruction(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.PARTIAL;
    if (!this.startsName(text, from)) return this.invalid(from);
    const last = this.endOfName(text, from + 1);
    if (last === end) return Token.PARTIAL;
    const target = last - from === 3 ? text.slice(from, last) : "";
    const token = target === "xml" ? Token.XML_DECL : Token.PI;
    const char = text.charCodeAt(last);
    if (token === Token.PI && target.toLowerCase() === "xml" && (isSpace(char) || char === Char.QUESTION)) {
      return this.invalid(last);
    }
    if (char === Char.QUESTION) {
      if (last + 1 === end) return Token.PARTIAL;
      if (text.charCodeAt(last + 1) !== Char.GREATER) return this.invalid(last + 1);
      return this.whole(token, last + 2);
    }
    if (!isSpace(char)) return this.invalid(last);
    BAD_OR_QUESTION.lastIndex = last + 1;
    while (BAD_OR_QUESTION.test(text)) {
      const at = BAD_OR_QUESTION.lastIndex - 1;
      if (text.charCodeAt(at) !== Char.QUESTION) return this.invalid(at);
      if (at + 1 === end) return Token.PARTIAL;
      if (text.charCodeAt(at + 1) === Char.GREATER) return this.whole(token, at + 2);
    }
    return Token.PARTIAL;
  }
}
