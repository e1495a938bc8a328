/**
 * Tokens of the prolog, of what follows the document's element, and of external subsets.
 *
 * @module
 */
import { ContentTokens } from "./content_tokens.ts";
import { Char, isSpace, Token } from "./scanner.ts";

// deno-lint-ignore no-control-regex -- control characters are what it looks for
const LITERAL_END = /[\x00-\x08\x0b\x0c\x0e-\x1f"'\ufffe\uffff]/g;
// deno-lint-ignore no-control-regex -- control characters are what it looks for
const IGNORE_END = /[\x00-\x08\x0b\x0c\x0e-\x1f<\]\ufffe\uffff]/g;

/** What may follow a name of the prolog: white space, or one of `>),|[%`. */
function endsName(char: number): boolean {
  return isSpace(char) || char === Char.GREATER || char === Char.RIGHT_PAREN || char === Char.COMMA ||
    char === Char.BAR || char === Char.LEFT_BRACKET || char === Char.PERCENT;
}

/**
 * Recognises tokens of the prolog. Those that are whole only if nothing follows come negated and less 100: the
 * caller takes them if the text ends for good.
 */
export class PrologTokens extends ContentTokens {
  /** What a token that more text may prolong is to its caller. */
  static maybe(token: number): number {
    return -100 - token;
  }

  #atEnd(token: number): number {
    return PrologTokens.maybe(token);
  }

  /** The next token. */
  prolog(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.NONE;
    const char = text.charCodeAt(from);
    switch (char) {
      case Char.QUOTE:
      case Char.APOSTROPHE:
        return this.#literal(text, from + 1, char);
      case Char.LESS:
        return this.#markup(text, from);
      case Char.CR:
        if (from + 1 === end) return this.#toEnd(text, Token.PROLOG_S);
        return this.#space(text, from);
      case Char.SPACE:
      case Char.TAB:
      case Char.LF:
        return this.#space(text, from);
      case Char.PERCENT:
        return this.percent(text, from + 1);
      case Char.COMMA:
        return this.whole(Token.COMMA, from + 1);
      case Char.LEFT_BRACKET:
        return this.whole(Token.OPEN_BRACKET, from + 1);
      case Char.RIGHT_BRACKET:
        if (from + 1 === end) return this.#toEnd(text, Token.CLOSE_BRACKET);
        if (text.charCodeAt(from + 1) === Char.RIGHT_BRACKET) {
          if (from + 2 === end) return Token.PARTIAL;
          if (text.charCodeAt(from + 2) === Char.GREATER) return this.whole(Token.COND_SECT_CLOSE, from + 3);
        }
        return this.whole(Token.CLOSE_BRACKET, from + 1);
      case Char.LEFT_PAREN:
        return this.whole(Token.OPEN_PAREN, from + 1);
      case Char.RIGHT_PAREN:
        return this.#closeParen(text, from + 1);
      case Char.BAR:
        return this.whole(Token.OR, from + 1);
      case Char.GREATER:
        return this.whole(Token.DECL_CLOSE, from + 1);
      case Char.HASH:
        return this.#poundName(text, from + 1);
    }
    return this.#name(text, from);
  }

  /** A token that reaches to the end of the text. */
  #toEnd(text: string, token: number): number {
    this.next = text.length;
    return this.#atEnd(token);
  }

  #space(text: string, from: number): number {
    const end = text.length;
    let at = from + 1;
    // A \r that ends the text stays, so that it isn't parted from its \n.
    while (at < end && isSpace(text.charCodeAt(at)) && !(text.charCodeAt(at) === Char.CR && at + 1 === end)) {
      at++;
    }
    return this.whole(Token.PROLOG_S, at);
  }

  #literal(text: string, from: number, quote: number): number {
    const end = text.length;
    LITERAL_END.lastIndex = from;
    while (LITERAL_END.test(text)) {
      const at = LITERAL_END.lastIndex, char = text.charCodeAt(at - 1);
      if (char !== Char.QUOTE && char !== Char.APOSTROPHE) return this.invalid(at - 1);
      if (char !== quote) continue;
      if (at === end) return this.#toEnd(text, Token.LITERAL);
      const after = text.charCodeAt(at);
      const good = isSpace(after) || after === Char.GREATER || after === Char.PERCENT ||
        after === Char.LEFT_BRACKET;
      return good ? this.whole(Token.LITERAL, at) : this.invalid(at);
    }
    return Token.PARTIAL;
  }

  #markup(text: string, from: number): number {
    const end = text.length;
    if (from + 1 === end) return Token.PARTIAL;
    const char = text.charCodeAt(from + 1);
    if (char === Char.QUESTION) return this.instruction(text, from + 2);
    if (char !== Char.EXCLAMATION) {
      return this.startsName(text, from + 1)
        ? this.whole(Token.INSTANCE_START, from)
        : this.invalid(from + 1);
    }
    let at = from + 2;
    if (at === end) return Token.PARTIAL;
    const second = text.charCodeAt(at);
    if (second === Char.MINUS) return this.comment(text, at + 1);
    if (second === Char.LEFT_BRACKET) return this.whole(Token.COND_SECT_OPEN, at + 1);
    if (!this.startsName(text, at)) return this.invalid(at);
    while (at < end && this.startsName(text, at)) at++;
    if (at === end) return Token.PARTIAL;
    const after = text.charCodeAt(at);
    if (after === Char.PERCENT) {
      if (at + 1 === end) return Token.PARTIAL;
      const next = text.charCodeAt(at + 1);
      if (isSpace(next) || next === Char.PERCENT) return this.invalid(at);
      return this.whole(Token.DECL_OPEN, at);
    }
    return isSpace(after) ? this.whole(Token.DECL_OPEN, at) : this.invalid(at);
  }

  #closeParen(text: string, at: number): number {
    if (at === text.length) return this.#toEnd(text, Token.CLOSE_PAREN);
    const char = text.charCodeAt(at);
    switch (char) {
      case Char.ASTERISK:
        return this.whole(Token.CLOSE_PAREN_ASTERISK, at + 1);
      case Char.QUESTION:
        return this.whole(Token.CLOSE_PAREN_QUESTION, at + 1);
      case Char.PLUS:
        return this.whole(Token.CLOSE_PAREN_PLUS, at + 1);
    }
    const good = isSpace(char) || char === Char.GREATER || char === Char.COMMA || char === Char.BAR ||
      char === Char.RIGHT_PAREN;
    return good ? this.whole(Token.CLOSE_PAREN, at) : this.invalid(at);
  }

  #poundName(text: string, from: number): number {
    const end = text.length;
    if (from === end) return Token.PARTIAL;
    if (!this.startsName(text, from)) return this.invalid(from);
    const last = this.endOfName(text, from + 1);
    if (last === end) return this.#toEnd(text, Token.POUND_NAME);
    const char = text.charCodeAt(last);
    const good = isSpace(char) || char === Char.RIGHT_PAREN || char === Char.GREATER ||
      char === Char.PERCENT || char === Char.BAR;
    return good ? this.whole(Token.POUND_NAME, last) : this.invalid(last);
  }

  #name(text: string, from: number): number {
    const end = text.length;
    let token: number = Token.NAME;
    if (!this.startsName(text, from)) {
      if (this.endOfName(text, from) === from) return this.invalid(from);
      token = Token.NMTOKEN;
    }
    let at = this.endOfName(text, from + 1);
    while (this.namespaces && at < end && text.charCodeAt(at) === Char.COLON) {
      at++;
      if (token === Token.NAME) {
        if (at === end) return Token.PARTIAL;
        token = this.startsName(text, at) ? Token.PREFIXED_NAME : Token.NMTOKEN;
      } else token = Token.NMTOKEN;
      at = this.endOfName(text, at);
    }
    if (at === end) return this.#toEnd(text, token);
    const char = text.charCodeAt(at);
    if (endsName(char)) return this.whole(token, at);
    if (token !== Token.NMTOKEN) {
      if (char === Char.PLUS) return this.whole(Token.NAME_PLUS, at + 1);
      if (char === Char.ASTERISK) return this.whole(Token.NAME_ASTERISK, at + 1);
      if (char === Char.QUESTION) return this.whole(Token.NAME_QUESTION, at + 1);
    }
    return this.invalid(at);
  }

  /** A section of an external subset that is to be ignored, from behind its `[`. */
  ignoreSection(text: string, from: number): number {
    let depth = 0;
    IGNORE_END.lastIndex = from;
    while (IGNORE_END.test(text)) {
      const at = IGNORE_END.lastIndex, char = text.charCodeAt(at - 1);
      if (char === Char.LESS) {
        if (at + 2 > text.length) return Token.PARTIAL;
        if (text.startsWith("![", at)) {
          depth++;
          IGNORE_END.lastIndex = at + 2;
        }
      } else if (char === Char.RIGHT_BRACKET) {
        if (at + 2 > text.length) return Token.PARTIAL;
        if (text.startsWith("]>", at)) {
          if (depth === 0) return this.whole(Token.IGNORE_SECT, at + 2);
          depth--;
          IGNORE_END.lastIndex = at + 2;
        }
      } else return this.invalid(at - 1);
    }
    return Token.PARTIAL;
  }
}
