/**
 * Patterns of `match` statements.
 *
 * @module
 */
import type { Expression, Pattern } from "../ast.ts";
import { FSTRING, NAME, NUMBER, STRING } from "../tokenizer.ts";
import { ExpressionParser } from "./expressions.ts";
import type { Place } from "./token_reader.ts";
import { describe, KEYWORDS } from "./words.ts";

/** Reads patterns. */
export abstract class PatternParser extends ExpressionParser {
  /** The name behind `as`, where other expressions can't stand; `message` says so of what there is. */
  protected nameAfterAs(message: (what: string) => string): string {
    const named = this.kind() === NAME && !KEYWORDS.has(this.text());
    if (named && !/^[.[(]$/.test(this.text(1))) return this.name();
    const target = this.expression();
    throw target.kind === "Name" ? this.fail() : this.failNode(message(describe(target)), target);
  }

  protected openPattern(): Pattern {
    const place = this.place();
    const first = this.#maybeStarPattern();
    if (!this.is(",")) {
      if (first.kind === "MatchStar") {
        return { kind: "MatchSequence", patterns: [first], ...this.done(place) };
      }
      return first;
    }
    const patterns = [first];
    while (this.take(",")) {
      if (this.is(":") || this.is("if")) break;
      patterns.push(this.#maybeStarPattern());
    }
    return { kind: "MatchSequence", patterns, ...this.done(place) };
  }

  #maybeStarPattern(): Pattern {
    const place = this.place();
    if (!this.take("*")) return this.#asPattern();
    const name = this.name();
    return { kind: "MatchStar", name: name === "_" ? null : name, ...this.done(place) };
  }

  #asPattern(): Pattern {
    const place = this.place();
    const first = this.#closedPattern();
    let pattern: Pattern = first;
    if (this.is("|")) {
      const patterns = [first];
      while (this.take("|")) patterns.push(this.#closedPattern());
      pattern = { kind: "MatchOr", patterns, ...this.done(place) };
    }
    if (!this.take("as")) return pattern;
    const at = this.at;
    const name = this.nameAfterAs((what) => `cannot use ${what} as pattern target`);
    if (name === "_") throw this.fail("cannot use '_' as a target", at);
    return { kind: "MatchAs", pattern, name, ...this.done(place) };
  }

  #closedPattern(): Pattern {
    return this.deeper(() => this.#closedPatternInner());
  }

  #closedPatternInner(): Pattern {
    const place = this.place();
    if (this.is("(") || this.is("[")) {
      const close = this.text() === "(" ? ")" : "]";
      this.at++;
      const patterns: Pattern[] = [];
      let comma = false;
      while (!this.is(close)) {
        patterns.push(this.#maybeStarPattern());
        comma = this.take(",");
        if (!comma) break;
      }
      this.expect(close);
      if (close === ")" && patterns.length === 1 && !comma) {
        if (patterns[0].kind === "MatchStar") throw this.fail("invalid syntax", this.at - 1);
        return patterns[0];
      }
      return { kind: "MatchSequence", patterns, ...this.done(place) };
    }
    if (this.is("{")) return this.#mappingPattern(place);
    const kind = this.kind();
    if (kind === NUMBER || kind === STRING || kind === FSTRING || this.is("-")) {
      return { kind: "MatchValue", value: this.#signedNumber(), ...this.done(place) };
    }
    if (kind !== NAME) throw this.fail();
    const word = this.text();
    if (word === "None" || word === "True" || word === "False") {
      this.at++;
      return { kind: "MatchSingleton", value: { type: word }, ...this.done(place) };
    }
    let value: Expression = { kind: "Name", id: this.name(), ctx: "Load", ...this.done(place) };
    let dotted = false;
    while (this.take(".")) {
      dotted = true;
      value = { kind: "Attribute", value, attr: this.name(), ctx: "Load", ...this.done(place) };
    }
    if (this.take("(")) return this.#classPattern(place, value);
    if (dotted) return { kind: "MatchValue", value, ...this.done(place) };
    return { kind: "MatchAs", pattern: null, name: word === "_" ? null : word, ...this.done(place) };
  }

  /** A literal of a pattern: strings, a number with a sign, a complex number as a sum. */
  #signedNumber(): Expression {
    if (this.kind() === STRING || this.kind() === FSTRING) {
      const text = this.strings();
      if (text.kind !== "Constant") {
        throw this.failNode("patterns may only match literals and attribute lookups", text);
      }
      return text;
    }
    const place = this.place();
    const left = this.#signed();
    if (!this.is("+") && !this.is("-")) return left;
    const op = this.take("+") ? "Add" : "Sub";
    if (op === "Sub") this.at++;
    if (this.kind() !== NUMBER) throw this.fail();
    const real = left.kind === "UnaryOp" ? left.operand : left;
    if (real.kind === "Constant" && real.value.type === "complex") {
      throw this.failNode("real number required in complex literal", real);
    }
    const right = this.unary();
    if (right.kind !== "Constant" || right.value.type !== "complex") {
      throw this.failNode("imaginary number required in complex literal", right);
    }
    return { kind: "BinOp", left, op, right, ...this.done(place) };
  }

  #signed(): Expression {
    const minus = this.is("-");
    const next = this.t.kinds[this.at + (minus ? 1 : 0)];
    if (next !== NUMBER) throw this.fail("invalid syntax", this.at + (minus ? 1 : 0));
    return this.unary();
  }

  #mappingPattern(place: Place): Pattern {
    this.at++;
    const keys: Expression[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (!this.is("}")) {
      if (rest !== null) throw this.fail();
      if (this.take("**")) {
        if (this.is("_")) throw this.fail();
        rest = this.name();
      } else {
        const key = this.is("-") || this.kind() !== NAME ? this.#signedNumber() : this.binary(0);
        if (key.kind === "Name") throw this.fail();
        if (!isLiteralOrPath(key)) throw this.failNode("invalid syntax", key);
        keys.push(key);
        if (!this.take(":")) throw this.fail();
        patterns.push(this.#asPattern());
      }
      if (!this.take(",")) break;
    }
    this.expect("}");
    return { kind: "MatchMapping", keys, patterns, rest, ...this.done(place) };
  }

  #classPattern(place: Place, cls: Expression): Pattern {
    const patterns: Pattern[] = [], kwd_attrs: string[] = [], kwd_patterns: Pattern[] = [];
    while (!this.is(")")) {
      if (this.kind() === NAME && this.text(1) === "=") {
        kwd_attrs.push(this.name());
        this.at++;
        kwd_patterns.push(this.#asPattern());
      } else {
        if (kwd_attrs.length > 0) throw this.fail("positional patterns follow keyword patterns");
        patterns.push(this.#asPattern());
      }
      if (!this.take(",")) break;
    }
    this.expect(")");
    return { kind: "MatchClass", cls, patterns, kwd_attrs, kwd_patterns, ...this.done(place) };
  }
}

/** Whether a mapping pattern may have it as a key. */
function isLiteralOrPath(node: Expression): boolean {
  if (node.kind === "Attribute") return node.value.kind === "Name" || isLiteralOrPath(node.value);
  return node.kind === "Constant" || node.kind === "UnaryOp" || node.kind === "BinOp";
}
