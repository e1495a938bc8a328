/**
 * Expressions: operators by precedence climbing, comparisons, conditions, lambdas, parameters, lists of expressions.
 *
 * @module
 */
import type { Argument, Arguments, BinaryOperator, CompareOperator, Expression, Located } from "../ast.ts";
import { PythonSyntaxError } from "../errors.ts";
import { DEDENT, END, NAME, NEWLINE, OP } from "../tokenizer.ts";
import { PrimaryParser } from "./primaries.ts";
import type { Place } from "./token_reader.ts";
import { describe } from "./words.ts";

/** Operators by precedence, loosest first, with their grammar names. */
const BINARY: readonly { readonly [op: string]: BinaryOperator }[] = [
  { "|": "BitOr" },
  { "^": "BitXor" },
  { "&": "BitAnd" },
  { "<<": "LShift", ">>": "RShift" },
  { "+": "Add", "-": "Sub" },
  { "*": "Mult", "/": "Div", "//": "FloorDiv", "%": "Mod", "@": "MatMult" },
];
const COMPARE: { readonly [op: string]: CompareOperator } = {
  "==": "Eq",
  "!=": "NotEq",
  "<": "Lt",
  "<=": "LtE",
  ">": "Gt",
  ">=": "GtE",
};

/** Reads expressions. */
export abstract class ExpressionParser extends PrimaryParser {
  /** Whether `from __future__ import barry_as_FLUFL` stands before. */
  protected barry = false;

  /** `a, *b, c`: a tuple unless there is one item without a comma. */
  protected override expressionList(named = false): Expression {
    if (this.is("yield")) return this.yieldExpression();
    const place = this.place();
    const list = this.starList(named);
    if (list.items.length === 1 && !list.trailing) {
      if (
        list.items[0].kind === "Starred" && this.is("=") === false && this.is(",") === false &&
        this.endsStatement()
      ) {
        throw this.failNode("can't use starred expression here", list.items[0]);
      }
      return list.items[0];
    }
    return { kind: "Tuple", elts: list.items, ctx: "Load", ...this.done(place) };
  }

  protected starList(named = false): { items: Expression[]; trailing: boolean; length: number } {
    const items: Expression[] = [];
    let trailing = false;
    do {
      trailing = items.length > 0;
      if (trailing && this.#endsList()) return { items, trailing, length: items.length };
      items.push(this.is("*") ? this.starred() : named ? this.namedExpression() : this.expression());
      trailing = false;
    } while (this.take(","));
    return { items, trailing, length: items.length };
  }

  #endsList(): boolean {
    const kind = this.kind();
    if (kind === NEWLINE || kind === END || kind === DEDENT) return true;
    if (kind === OP) return /^(?:\)|\]|\}|=|:|;|[-+*/%&|^@]=|\/\/=|>>=|<<=|\*\*=)$/.test(this.text());
    return kind === NAME && (this.is("in") || this.is("for") || this.is("if"));
  }

  /** `name := value` or an expression; `argument`: an `=` after it is the caller's business. */
  protected override namedExpression(argument = false): Expression {
    const place = this.place();
    const first = this.expression();
    if (!argument && this.is("=")) throw this.#meantComparison(first, place);
    if (!this.is(":=")) return first;
    const at = this.at++;
    if (first.kind !== "Name") throw this.refuseWalrus(first, at);
    const value = this.expression();
    return { kind: "NamedExpr", target: this.asTarget(first, "Store"), value, ...this.done(place) };
  }

  /** The error for `=` where an expression was expected. */
  #meantComparison(first: Expression, place: Place): PythonSyntaxError {
    const equals = this.at;
    this.at++;
    let whole: Located | null = null;
    try {
      this.binary(0);
      if (!this.is("=") && !this.is(":=")) whole = this.done(place);
    } catch {
      // What follows has its own error; the place of this one is the `=`.
    }
    if (whole === null || ["Compare", "BoolOp", "IfExp", "Lambda"].includes(first.kind)) {
      return this.fail("invalid syntax", equals);
    }
    if (first.kind === "Name") {
      return this.failNode("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", whole);
    }
    if (
      ["List", "Tuple", "GeneratorExp"].includes(first.kind) ||
      (first.kind === "Constant" && ["True", "False", "None"].includes(first.value.type))
    ) {
      return this.fail("invalid syntax", equals);
    }
    return this.failNode(
      `cannot assign to ${describe(first)} here. Maybe you meant '==' instead of '='?`,
      first,
    );
  }

  protected override expression(): Expression {
    return this.deeper(() => {
      if (this.is("lambda")) return this.lambda();
      const place = this.place();
      const body = this.disjunction();
      if (!this.is("if")) return body;
      const at = this.at;
      this.at++;
      const test = this.disjunction();
      if (!this.take("else")) {
        // A comprehension's condition is not ours.
        if (this.comprehending > 0 && this.kind() !== NEWLINE) {
          this.at = at;
          return body;
        }
        if (this.is(":")) throw this.fail();
        throw this.failNode("expected 'else' after 'if' expression", {
          ...place,
          ...this.#endOf(body),
          ...this.done(place),
        });
      }
      const orelse = this.#afterElse();
      return { kind: "IfExp", test, body, orelse, ...this.done(place) };
    });
  }

  /** The error for `:=` behind what is no name; it is another one where no expression follows. */
  protected refuseWalrus(first: Expression, at: number): PythonSyntaxError {
    try {
      this.expression();
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      if (error.message !== "invalid syntax") return error;
      this.at = at;
      return this.fail();
    }
    return this.failNode(`cannot use assignment expressions with ${describe(first)}`, first);
  }

  #afterElse(): Expression {
    const start = this.at;
    try {
      return this.expression();
    } catch (error) {
      if (!(error instanceof PythonSyntaxError) || error.message !== "invalid syntax") throw error;
      throw this.fail("expected expression after 'else', but statement is given", start);
    }
  }

  /** A word that is a statement by itself. */
  protected override isStatementWord(): boolean {
    return this.is("pass") || this.is("break") || this.is("continue");
  }

  #endOf(node: Located): Pick<Located, "end_lineno" | "end_col_offset"> {
    return { end_lineno: node.end_lineno, end_col_offset: node.end_col_offset };
  }

  protected override lambda(): Expression {
    const place = this.place();
    this.at++;
    const args = this.parameters(":", false);
    if (!this.take(":")) throw this.fail();
    const body = this.expression();
    return { kind: "Lambda", args, body, ...this.done(place) };
  }

  protected override yieldExpression(): Expression {
    const place = this.place();
    this.at++;
    if (this.take("from")) {
      const value = this.expression();
      return { kind: "YieldFrom", value, ...this.done(place) };
    }
    const value = this.#endsList() ? null : this.expressionList();
    return { kind: "Yield", value, ...this.done(place) };
  }

  protected override disjunction(): Expression {
    return this.#boolean("or", "Or", () => this.#boolean("and", "And", () => this.#inversion()));
  }

  #boolean(word: string, op: "And" | "Or", operand: () => Expression): Expression {
    const place = this.place();
    const first = operand();
    if (!this.is(word)) return first;
    const values = [first];
    while (this.take(word)) values.push(operand());
    return { kind: "BoolOp", op, values, ...this.done(place) };
  }

  #inversion(): Expression {
    if (!this.is("not")) return this.#comparison();
    return this.deeper(() => {
      const place = this.place();
      this.at++;
      const operand = this.#inversion();
      return { kind: "UnaryOp", op: "Not", operand, ...this.done(place) };
    });
  }

  #comparison(): Expression {
    const place = this.place();
    const left = this.binary(0);
    const ops: CompareOperator[] = [];
    const comparators: Expression[] = [];
    for (let op = this.#comparisonOperator(); op !== null; op = this.#comparisonOperator()) {
      ops.push(op);
      comparators.push(this.binary(0));
    }
    return ops.length === 0 ? left : { kind: "Compare", left, ops, comparators, ...this.done(place) };
  }

  #comparisonOperator(): CompareOperator | null {
    const kind = this.kind();
    if (kind === OP) {
      const op = COMPARE[this.text() === "<>" ? "!=" : this.text()];
      if (op === undefined) return null;
      if (op === "NotEq" && this.text() !== (this.barry ? "<>" : "!=")) {
        throw this.fail(
          this.barry
            ? "with Barry as BDFL, use '<>' instead of '!='"
            : "invalid syntax.  Maybe you meant '!=' instead of '<>'?",
        );
      }
      this.at++;
      return op;
    }
    if (kind !== NAME) return null;
    if (this.take("in")) return "In";
    if (this.take("is")) return this.take("not") ? "IsNot" : "Is";
    if (this.is("not") && this.text(1) === "in") {
      this.at += 2;
      return "NotIn";
    }
    return null;
  }

  protected override binary(level: number): Expression {
    if (level === BINARY.length) return this.unary();
    const place = this.place();
    let left = this.binary(level + 1);
    while (this.kind() === OP) {
      const op = BINARY[level][this.text()];
      if (op === undefined) break;
      this.at++;
      if (this.is("not")) throw this.#misplacedNot();
      const right = this.binary(level + 1);
      left = { kind: "BinOp", left, op, right, ...this.done(place) };
    }
    return left;
  }

  protected unary(): Expression {
    const place = this.place();
    const text = this.kind() === OP ? this.text() : "";
    const op = text === "-" ? "USub" : text === "+" ? "UAdd" : text === "~" ? "Invert" : null;
    if (op === null) return this.#power();
    return this.deeper(() => {
      this.at++;
      if (this.is("not")) throw this.#misplacedNot();
      const operand = this.unary();
      return { kind: "UnaryOp", op, operand, ...this.done(place) };
    });
  }

  /** `not` binds less than what it stands behind. */
  #misplacedNot(): PythonSyntaxError {
    return this.failNode("'not' after an operator must be parenthesized", this.#inversion());
  }

  #power(): Expression {
    const place = this.place();
    const left = this.awaited();
    if (!this.take("**")) return left;
    const right = this.unary();
    return { kind: "BinOp", left, op: "Pow", right, ...this.done(place) };
  }

  /** The parameters of a function or a lambda, which a token ends. */
  protected parameters(end: string, annotated: boolean): Arguments {
    const posonlyargs: Argument[] = [],
      kwonlyargs: Argument[] = [],
      kw_defaults: (Expression | null)[] = [],
      defaults: Expression[] = [];
    let args: Argument[] = [];
    let vararg: Argument | null = null, kwarg: Argument | null = null;
    let star = false;
    const parameter = (starred: boolean): Argument => {
      const place = this.place();
      const arg = this.name();
      const annotation = annotated && this.take(":")
        ? (starred && this.is("*") ? this.starred() : this.expression())
        : null;
      return { kind: "arg", arg, annotation, ...this.done(place) };
    };
    while (!this.is(end)) {
      if (kwarg !== null) throw this.fail("arguments cannot follow var-keyword argument");
      if (this.take("/")) {
        if (star) throw this.fail("/ must be ahead of *", this.at - 1);
        if (posonlyargs.length > 0) throw this.fail("/ may appear only once", this.at - 1);
        if (args.length === 0) throw this.fail("at least one argument must precede /", this.at - 1);
        if (this.is("*")) throw this.fail("expected comma between / and *");
        posonlyargs.push(...args);
        args = [];
      } else if (this.take("**")) {
        kwarg = parameter(false);
        if (this.is("=")) throw this.fail("var-keyword argument cannot have default value");
      } else if (this.take("*")) {
        if (star) throw this.fail("* argument may appear only once", this.at - 1);
        star = true;
        if (this.is(",")) {
          if (this.text(1) === end || this.text(1) === "**") {
            throw this.fail("named arguments must follow bare *", this.at - 1);
          }
        } else if (this.is(end)) throw this.fail("named arguments must follow bare *", this.at - 1);
        else {
          vararg = parameter(true);
          if (this.is("=")) throw this.fail("var-positional argument cannot have default value");
        }
      } else {
        const at = this.at;
        if (this.is("(")) {
          let close = this.at;
          while (this.t.texts[close] !== ")" && this.t.kinds[close] !== NEWLINE) close++;
          throw this.fail(
            `${annotated ? "Function" : "Lambda expression"} parameters cannot be parenthesized`,
            at,
            close,
          );
        }
        const arg = parameter(false);
        if (this.is("=") && (this.text(1) === end || this.text(1) === ",")) {
          throw this.fail("expected default value expression");
        }
        const value = this.take("=") ? this.expression() : null;
        if (star) {
          kwonlyargs.push(arg);
          kw_defaults.push(value);
        } else {
          args.push(arg);
          if (value !== null) defaults.push(value);
          else if (defaults.length > 0) {
            throw this.fail("parameter without a default follows parameter with a default", at);
          }
        }
      }
      if (!this.take(",")) break;
    }
    return { kind: "arguments", posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
  }
}
