/**
 * Tokens of an element's content, of CDATA sections and of the values of attributes and entities.
 *
 * @module
 */
import { Char, isSpace, Scanner, Token } from "./scanner.ts";

// deno-lint-ignore no-control-regex -- control characters are what it looks for
const DATA_END = /[\x00-\x08\x0a-\x1f<&\]\ufffe\uffff]/g;
// deno-lint-ignore no-control-regex -- control characters are what it looks for
const CDATA_END = /[\x00-\x08\x0a-\x1f\]\ufffe\uffff]/g;
// deno-lint-ignore no-control-regex -- control characters are what it looks for
const VALUE_END = /[\x00-\x08\x0b\x0c\x0e-\x1f<&"'\ufffe\uffff]/g;
/** What stands out in the value of an attribute. */
const ATTRIBUTE_SPECIAL = /[&<\t\n\r ]/g;
const ENTITY_SPECIAL = /[&%\n\r]/g;
const CDATA = "CDATA[";

function search(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex - 1 : text.length;
}

/** A newline in data: `\n`, `\r` or `\r\n` at a position. */
function newline(scanner: Scanner, text: string, at: number, partial: number): number {
  if (text.charCodeAt(at) === Char.CR) {
    if (scanner.internal) return scanner.whole(Token.VALUE_S, at + 1);
    if (at + 1 === text.length) {
      scanner.next = at + 1;
      return partial;
    }
    if (text.charCodeAt(at + 1) === Char.LF) return scanner.whole(Token.DATA_NEWLINE, at + 2);
  }
  return scanner.whole(Token.DATA_NEWLINE, at + 1);
}

/** Recognises tokens of content. */
export class ContentTokens extends Scanner {
  /** The next token of an element's content. */
  content(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.NONE;
    let at = from;
    const char = text.charCodeAt(at);
    switch (char) {
      case Char.LESS:
        return this.#tag(text, at + 1);
      case Char.AMPERSAND:
        return this.reference(text, at + 1);
      case Char.CR:
      case Char.LF:
        if (char === Char.LF || !this.internal) return newline(this, text, at, Token.TRAILING_CR);
        at++;
        break;
      case Char.RIGHT_BRACKET:
        if (at + 1 === end) return Token.TRAILING_RSQB;
        if (text.charCodeAt(at + 1) === Char.RIGHT_BRACKET) {
          if (at + 2 === end) return Token.TRAILING_RSQB;
          if (text.charCodeAt(at + 2) === Char.GREATER) return this.invalid(at + 2);
        }
        at++;
        break;
      default:
        if (char < 32 && char !== Char.TAB || char >= 0xfffe) return this.invalid(at);
        at++;
    }
    while (true) {
      at = search(DATA_END, text, at);
      if (at < end && this.internal && text.charCodeAt(at) === Char.CR) {
        at++;
        continue;
      }
      if (at === end || text.charCodeAt(at) !== Char.RIGHT_BRACKET) break;
      if (at + 1 === end) break;
      if (text.charCodeAt(at + 1) === Char.RIGHT_BRACKET) {
        if (at + 2 === end) break;
        if (text.charCodeAt(at + 2) === Char.GREATER) return this.invalid(at + 2);
      }
      at++;
    }
    return this.whole(Token.DATA_CHARS, at);
  }

  /** The next token of a CDATA section. */
  cdata(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.NONE;
    const char = text.charCodeAt(from);
    if (char === Char.RIGHT_BRACKET) {
      if (from + 1 === end) return Token.PARTIAL;
      if (text.charCodeAt(from + 1) === Char.RIGHT_BRACKET) {
        if (from + 2 === end) return Token.PARTIAL;
        if (text.charCodeAt(from + 2) === Char.GREATER) return this.whole(Token.CDATA_CLOSE, from + 3);
      }
    } else if (char === Char.LF || char === Char.CR && !this.internal) {
      return newline(this, text, from, Token.PARTIAL);
    } else if (char < 32 && char !== Char.TAB && char !== Char.CR || char >= 0xfffe) {
      return this.invalid(from);
    }
    return this.whole(Token.DATA_CHARS, search(CDATA_END, text, from + 1));
  }

  /** What follows `<` in content. */
  #tag(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.PARTIAL;
    if (!this.startsName(text, from)) {
      switch (text.charCodeAt(from)) {
        case Char.EXCLAMATION:
          if (from + 1 === end) return Token.PARTIAL;
          if (text.charCodeAt(from + 1) === Char.MINUS) return this.comment(text, from + 2);
          if (text.charCodeAt(from + 1) === Char.LEFT_BRACKET) return this.#openCdata(text, from + 2);
          return this.invalid(from + 1);
        case Char.QUESTION:
          return this.instruction(text, from + 1);
        case Char.SLASH:
          return this.#endTag(text, from + 1);
      }
      return this.invalid(from);
    }
    const at = this.#qualifiedName(text, from);
    if (at < 0) return this.#nameFault;
    return this.#rest(text, at);
  }

  /** What a name that is none is: token. */
  #nameFault: number = Token.PARTIAL;

  /** Where a name with at most one colon, of which the first character is one of a name, ends; -1: see the fault. */
  #qualifiedName(text: string, from: number): number {
    const end = text.length;
    let at = this.endOfName(text, from + 1);
    if (this.namespaces && at < end && text.charCodeAt(at) === Char.COLON) {
      if (at + 1 === end) return this.#fault(Token.PARTIAL);
      if (!this.startsName(text, at + 1)) return this.#fault(this.invalid(at + 1));
      at = this.endOfName(text, at + 2);
      if (at < end && text.charCodeAt(at) === Char.COLON) return this.#fault(this.invalid(at));
    }
    return at === end ? this.#fault(Token.PARTIAL) : at;
  }

  #fault(token: number): number {
    this.#nameFault = token;
    return -1;
  }

  /** The rest of a start tag behind its name. */
  #rest(text: string, from: number): number {
    const end = text.length;
    let at = from;
    while (true) {
      let char = text.charCodeAt(at);
      const space = isSpace(char);
      while (isSpace(char)) {
        if (++at === end) return Token.PARTIAL;
        char = text.charCodeAt(at);
      }
      if (char === Char.GREATER) return this.whole(Token.START_TAG, at + 1);
      if (char === Char.SLASH) {
        if (at + 1 === end) return Token.PARTIAL;
        if (text.charCodeAt(at + 1) !== Char.GREATER) return this.invalid(at + 1);
        return this.whole(Token.EMPTY_ELEMENT, at + 2);
      }
      if (!space || !this.startsName(text, at)) return this.invalid(at);
      at = this.#qualifiedName(text, at);
      if (at < 0) return this.#nameFault;
      at = this.#value(text, at);
      if (at < 0) return this.#nameFault;
      if (at === end) return Token.PARTIAL;
    }
  }

  /** Where an attribute's value, from behind its name, ends; -1: see the fault. */
  #value(text: string, from: number): number {
    const end = text.length;
    let at = from;
    while (isSpace(text.charCodeAt(at))) if (++at === end) return this.#fault(Token.PARTIAL);
    if (text.charCodeAt(at) !== Char.EQUALS) return this.#fault(this.invalid(at));
    do if (++at === end) return this.#fault(Token.PARTIAL); while (isSpace(text.charCodeAt(at)));
    const quote = text.charCodeAt(at);
    if (quote !== Char.QUOTE && quote !== Char.APOSTROPHE) return this.#fault(this.invalid(at));
    at++;
    while (true) {
      at = search(VALUE_END, text, at);
      if (at === end) return this.#fault(Token.PARTIAL);
      const char = text.charCodeAt(at);
      if (char === quote) return at + 1;
      if (char === Char.AMPERSAND) {
        const token = this.reference(text, at + 1);
        if (token <= 0) return this.#fault(token);
        at = this.next;
      } else if (char === Char.QUOTE || char === Char.APOSTROPHE) at++;
      else return this.#fault(this.invalid(at));
    }
  }

  #openCdata(text: string, from: number): number {
    for (let i = 0; i < CDATA.length; i++) {
      if (text.length - from < CDATA.length) return Token.PARTIAL;
      if (text[from + i] !== CDATA[i]) return this.invalid(from + i);
    }
    return this.whole(Token.CDATA_OPEN, from + CDATA.length);
  }

  #endTag(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.PARTIAL;
    if (!this.startsName(text, from)) return this.invalid(from);
    let at = this.endOfName(text, from + 1);
    while (at < end && text.charCodeAt(at) === Char.COLON) at = this.endOfName(text, at + 1);
    while (at < end && isSpace(text.charCodeAt(at))) at++;
    if (at === end) return Token.PARTIAL;
    if (text.charCodeAt(at) === Char.GREATER) return this.whole(Token.END_TAG, at + 1);
    return this.invalid(at);
  }

  /** The next token in the value of an attribute. */
  attributeValue(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.NONE;
    switch (text.charCodeAt(from)) {
      case Char.AMPERSAND:
        return this.reference(text, from + 1);
      case Char.LESS:
        return this.invalid(from);
      case Char.CR:
      case Char.LF:
        return newline(this, text, from, Token.TRAILING_CR);
      case Char.SPACE:
      case Char.TAB:
        return this.whole(Token.VALUE_S, from + 1);
    }
    const at = search(ATTRIBUTE_SPECIAL, text, from);
    return at < end && text.charCodeAt(at) === Char.LESS
      ? this.invalid(at)
      : this.whole(Token.DATA_CHARS, at);
  }

  /** The next token in the value of an entity. */
  entityValue(text: string, from: number): number {
    if (from === text.length) return Token.NONE;
    if (this.internal && text.charCodeAt(from) === Char.CR) return this.whole(Token.DATA_CHARS, from + 1);
    switch (text.charCodeAt(from)) {
      case Char.AMPERSAND:
        return this.reference(text, from + 1);
      case Char.PERCENT: {
        const token = this.percent(text, from + 1);
        return token === Token.PERCENT ? this.invalid(from) : token;
      }
      case Char.CR:
      case Char.LF:
        return newline(this, text, from, Token.TRAILING_CR);
    }
    return this.whole(Token.DATA_CHARS, search(ENTITY_SPECIAL, text, from));
  }

  /** What `%` begins: a reference to a parameter entity, or nothing but itself. */
  percent(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.PARTIAL;
    const char = text.charCodeAt(from);
    if (isSpace(char) || char === Char.PERCENT) return this.whole(Token.PERCENT, from);
    if (!this.startsName(text, from)) return this.invalid(from);
    const last = this.endOfName(text, from + 1);
    if (last === end) return Token.PARTIAL;
    if (text.charCodeAt(last) !== Char.SEMICOLON) return this.invalid(last);
    return this.whole(Token.PARAM_ENTITY_REF, last + 1);
  }
}
