/**
 * Atoms: names, numbers, what stands in brackets, comprehensions.
 *
 * @module
 */
import type { Comprehension, ConstantValue, Expression } from "../ast.ts";
import type { PythonSyntaxError } from "../errors.ts";
import { numberValue } from "../literals.ts";
import { END, FSTRING, NAME, NUMBER, OP, STRING } from "../tokenizer.ts";
import { StringParser } from "./strings.ts";
import type { Place } from "./token_reader.ts";
import { KEYWORDS } from "./words.ts";

/** Reads atoms. */
export abstract class DisplayParser extends StringParser {
  /** How many comprehensions the parser is in, whose `if` a condition without `else` may belong to. */
  protected comprehending = 0;

  protected abstract expression(): Expression;
  protected abstract namedExpression(argument?: boolean): Expression;
  protected abstract isStatementWord(): boolean;
  protected abstract lambda(): Expression;
  protected abstract disjunction(): Expression;
  protected abstract binary(level: number): Expression;

  /** Targets of `for`: no comparison, so that `in` ends them. */
  protected targetList(): Expression {
    const place = this.place();
    const items: Expression[] = [];
    let trailing = false;
    do {
      if (this.is("in") || this.is("=")) {
        trailing = true;
        break;
      }
      items.push(this.is("*") ? this.starred() : this.binary(0));
    } while (this.take(","));
    if (items.length === 1 && !trailing) return items[0];
    if (items.length === 0) throw this.fail();
    return { kind: "Tuple", elts: items, ctx: "Load", ...this.done(place) };
  }

  protected starred(): Expression {
    const place = this.place();
    this.at++;
    const value = this.binary(0);
    return { kind: "Starred", value, ctx: "Load", ...this.done(place) };
  }

  /** Inside brackets an `if` without `else` belongs to no comprehension outside them. */
  protected unconditional<T>(body: () => T): T {
    const outer = this.comprehending;
    this.comprehending = 0;
    const result = body();
    this.comprehending = outer;
    return result;
  }

  protected atom(): Expression {
    const place = this.place();
    const constant = (value: ConstantValue): Expression => {
      this.at++;
      return { kind: "Constant", value, ...this.done(place) };
    };
    switch (this.kind()) {
      case NUMBER:
        return constant(numberValue(this.text()));
      case STRING:
      case FSTRING:
        return this.strings();
      case NAME: {
        const word = this.text();
        if (word === "None" || word === "True" || word === "False") return constant({ type: word });
        if (this.isStatementWord() && this.text(1) === "if") {
          throw this.fail("expected expression before 'if', but statement is given");
        }
        if (KEYWORDS.has(word)) throw this.#misplacedWord();
        this.at++;
        return { kind: "Name", id: word, ctx: "Load", ...this.done(place) };
      }
      case OP:
        switch (this.text()) {
          case "(":
            return this.deeper(() => this.unconditional(() => this.#parenthesis(place)));
          case "[":
            return this.deeper(() => this.unconditional(() => this.#listDisplay(place)));
          case "{":
            return this.deeper(() => this.unconditional(() => this.#braces(place)));
          case "...":
            return constant({ type: "Ellipsis" });
        }
    }
    throw this.fail();
  }

  /** The error for a keyword in an operand's place. A statement may stand before an `if`: so one token more is looked at. */
  #misplacedWord(): PythonSyntaxError {
    const ends = this.t.kinds[this.at + 1] === END;
    return this.isStatementWord() && ends && this.t.failure !== null ? this.t.failure : this.fail();
  }

  #parenthesis(place: Place): Expression {
    this.at++;
    if (this.take(")")) return { kind: "Tuple", elts: [], ctx: "Load", ...this.done(place) };
    if (this.is("yield")) {
      const value = this.yieldExpression();
      if (!this.is(")")) throw this.missingComma(value);
      this.at++;
      return value;
    }
    const first = this.is("*") ? this.starred() : this.namedExpression();
    if (this.is("for") || this.is("async")) {
      const generators = this.comprehensionClauses();
      this.expect(")");
      return { kind: "GeneratorExp", elt: first, generators, ...this.done(place) };
    }
    if (!this.is(",")) {
      if (!this.is(")")) throw this.missingComma(first);
      this.at++;
      if (first.kind === "Starred") throw this.failNode("cannot use starred expression here", first);
      return first;
    }
    const elts = [first];
    while (this.take(",")) {
      if (this.is(")")) break;
      elts.push(this.is("*") ? this.starred() : this.namedExpression());
    }
    if (!this.is(")")) throw this.missingComma(elts.at(-1));
    this.at++;
    return { kind: "Tuple", elts, ctx: "Load", ...this.done(place) };
  }

  #listDisplay(place: Place): Expression {
    this.at++;
    const elts: Expression[] = [];
    while (!this.is("]")) {
      elts.push(this.is("*") ? this.starred() : this.namedExpression());
      if (elts.length === 1 && (this.is("for") || this.is("async"))) {
        const generators = this.comprehensionClauses();
        this.expect("]");
        return { kind: "ListComp", elt: elts[0], generators, ...this.done(place) };
      }
      if (elts.length > 1 && (this.is("for") || this.is("async"))) throw this.#forgotBrackets(elts);
      if (!this.take(",")) break;
    }
    if (!this.is("]")) throw this.missingComma(elts.at(-1));
    this.at++;
    return { kind: "List", elts, ctx: "Load", ...this.done(place) };
  }

  #forgotBrackets(elts: readonly Expression[]): PythonSyntaxError {
    const last = elts[elts.length - 1];
    return this.failNode("did you forget parentheses around the comprehension target?", {
      ...elts[0],
      end_lineno: last.end_lineno,
      end_col_offset: last.end_col_offset,
    });
  }

  #braces(place: Place): Expression {
    this.at++;
    const keys: (Expression | null)[] = [];
    const values: Expression[] = [];
    const elts: Expression[] = [];
    while (!this.is("}")) {
      if (this.take("**")) {
        const at = this.at - 1;
        keys.push(null);
        values.push(this.binary(0));
        if (this.is("for") || this.is("async")) {
          throw this.fail("dict unpacking cannot be used in dict comprehension", at);
        }
      } else {
        const first = this.is("*") ? this.starred() : this.namedExpression();
        if (elts.length === 0 && first.kind !== "Starred" && this.take(":")) {
          if (this.is("}") || this.is(",")) {
            throw this.fail("expression expected after dictionary key and ':'", this.at - 1);
          }
          if (this.is("*")) {
            throw this.failNode("cannot use a starred expression in a dictionary value", this.starred());
          }
          const value = this.expression();
          if (keys.length === 0 && (this.is("for") || this.is("async"))) {
            const generators = this.comprehensionClauses();
            this.expect("}");
            return { kind: "DictComp", key: first, value, generators, ...this.done(place) };
          }
          keys.push(first);
          values.push(value);
        } else {
          if (keys.length > 0) {
            const end = this.t.ends[this.at - 1];
            throw this.t.error("':' expected after dictionary key", end - 1, end);
          }
          elts.push(first);
          if (elts.length > 1 && (this.is("for") || this.is("async"))) throw this.#forgotBrackets(elts);
          if (elts.length === 1 && (this.is("for") || this.is("async"))) {
            const generators = this.comprehensionClauses();
            this.expect("}");
            return { kind: "SetComp", elt: first, generators, ...this.done(place) };
          }
        }
      }
      if (!this.take(",")) break;
    }
    if (!this.is("}")) {
      throw this.missingComma(keys.at(-1) === null ? undefined : (elts.length > 0 ? elts : values).at(-1));
    }
    this.at++;
    if (elts.length > 0) return { kind: "Set", elts, ...this.done(place) };
    return { kind: "Dict", keys, values, ...this.done(place) };
  }

  protected comprehensionClauses(): Comprehension[] {
    const clauses: Comprehension[] = [];
    while (this.is("for") || this.is("async")) {
      const is_async = this.take("async") ? 1 : 0;
      this.expect("for");
      const targets = this.targetList();
      if (!this.is("in")) throw this.fail("'in' expected after for-loop variables");
      const target = this.asTarget(targets, "Store");
      this.at++;
      this.comprehending++;
      const iter = this.#disjunctionOrConditional();
      const ifs: Expression[] = [];
      while (this.take("if")) ifs.push(this.#condition());
      this.comprehending--;
      clauses.push({ kind: "comprehension", target, iter, ifs, is_async });
    }
    return clauses;
  }

  #disjunctionOrConditional(): Expression {
    return this.is("lambda") ? this.lambda() : this.disjunction();
  }

  #condition(): Expression {
    const place = this.place();
    const first = this.#disjunctionOrConditional();
    if (!this.is(":=")) return first;
    this.at++;
    const value = this.#disjunctionOrConditional();
    return { kind: "NamedExpr", target: this.asTarget(first, "Store"), value, ...this.done(place) };
  }
}
