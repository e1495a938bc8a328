/**
 * Statements that fit a line.
 *
 * @module
 */
import type { Alias, BinaryOperator, Expression, Statement, TypeParameter } from "../ast.ts";
import { PythonSyntaxError } from "../errors.ts";
import { END, NAME, NEWLINE, OP } from "../tokenizer.ts";
import { PatternParser } from "./patterns.ts";
import type { Place } from "./token_reader.ts";
import { describe, KEYWORDS } from "./words.ts";

const AUGMENTED: { readonly [op: string]: BinaryOperator } = {
  "+=": "Add",
  "-=": "Sub",
  "*=": "Mult",
  "@=": "MatMult",
  "/=": "Div",
  "%=": "Mod",
  "&=": "BitAnd",
  "|=": "BitOr",
  "^=": "BitXor",
  "<<=": "LShift",
  ">>=": "RShift",
  "**=": "Pow",
  "//=": "FloorDiv",
};

/** Reads simple statements. */
export abstract class SimpleStatementParser extends PatternParser {
  protected simpleStatements(): Statement[] {
    const body = [this.#simpleStatement()];
    while (this.take(";")) {
      if (this.kind() === NEWLINE) break;
      body.push(this.#simpleStatement());
    }
    if (this.kind() !== NEWLINE) throw this.#unexpected();
    this.at++;
    return body;
  }

  /** The error for a token that can't follow a complete statement. */
  #unexpected(): PythonSyntaxError {
    const at = this.at, before = at - 1, error = this.failBehind();
    const word = this.t.kinds[before] === NAME ? this.t.texts[before] : "";
    const begins = before === 0 || !/^(?:\.|[-+*/%@&|^~]|<<|>>|\*\*|\/\/)$/.test(this.t.texts[before - 1]);
    if ((word === "print" || word === "exec") && begins && this.mayBegin()) {
      this.expressionList();
      const message = `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`;
      return this.fail(message, before, this.at - 1);
    }
    if (!this.mayBegin()) return error;
    try {
      this.expression();
    } catch {
      // What follows is no expression: the token is wrong all the same.
    }
    // The source has ended before a bracket behind the token did.
    if (this.kind() === END && this.t.failure !== null) return this.t.failure;
    this.at = at;
    return error;
  }

  #simpleStatement(): Statement {
    const place = this.place();
    if (this.kind() === NAME) {
      switch (this.text()) {
        case "pass":
          this.at++;
          return { kind: "Pass", ...this.done(place) };
        case "break":
          this.at++;
          return { kind: "Break", ...this.done(place) };
        case "continue":
          this.at++;
          return { kind: "Continue", ...this.done(place) };
        case "return": {
          this.at++;
          const value = this.endsStatement() ? null : this.#values();
          return { kind: "Return", value, ...this.done(place) };
        }
        case "raise": {
          this.at++;
          const exc = this.endsStatement() ? null : this.expression();
          const cause = exc !== null && this.take("from") ? this.expression() : null;
          return { kind: "Raise", exc, cause, ...this.done(place) };
        }
        case "global":
        case "nonlocal": {
          const kind = this.text() === "global" ? "Global" : "Nonlocal";
          this.at++;
          const names = [this.name()];
          while (this.take(",")) names.push(this.name());
          return { kind, names, ...this.done(place) };
        }
        case "del": {
          this.at++;
          const list = this.starList();
          const targets = list.length === 1 && !list.trailing ? list.items : list.items;
          return {
            kind: "Delete",
            targets: targets.map((target) => this.asTarget(target, "Del")),
            ...this.done(place),
          };
        }
        case "assert": {
          this.at++;
          const test = this.expression();
          const msg = this.take(",") ? this.expression() : null;
          return { kind: "Assert", test, msg, ...this.done(place) };
        }
        case "import":
          return this.#importStatement(place);
        case "from":
          return this.#fromStatement(place);
        case "type":
          if (
            this.t.kinds[this.at + 1] === NAME && !KEYWORDS.has(this.text(1))
          ) {
            if (/^(=|\[)$/.test(this.text(2))) return this.#typeAlias(place);
            throw this.fail("invalid syntax", this.at + 2);
          }
      }
    }
    return this.#expressionStatement(place);
  }

  #expressionStatement(place: Place): Statement {
    const yields = this.is("yield");
    const first = this.expressionList();
    if (
      this.is(":") && (first.kind === "Name" || first.kind === "Attribute" || first.kind === "Subscript")
    ) {
      const parenthesised = this.t.texts[this.at - 1] === ")" && first.kind === "Name";
      this.at++;
      const annotation = this.expression();
      const value = this.take("=") ? this.#annotatedValue() : null;
      return {
        kind: "AnnAssign",
        target: this.asTarget(first, "Store"),
        annotation,
        value,
        simple: first.kind === "Name" && !parenthesised ? 1 : 0,
        ...this.done(place),
      };
    }
    if (this.is(":") && this.#topLevel) {
      if (first.kind === "Tuple" || first.kind === "List") {
        throw this.failNode(`only single target (not ${first.kind.toLowerCase()}) can be annotated`, first);
      }
      const colon = this.at++;
      this.#needExpression(colon);
      throw this.failNode("illegal target for annotation", first);
    }
    const augmented = this.kind() === OP ? AUGMENTED[this.text()] : undefined;
    if (augmented !== undefined) {
      if (first.kind !== "Name" && first.kind !== "Attribute" && first.kind !== "Subscript") {
        throw this.failNode(`'${describe(first)}' is an illegal expression for augmented assignment`, first);
      }
      this.at++;
      const value = this.is("yield") ? this.yieldExpression() : this.expressionList();
      return {
        kind: "AugAssign",
        target: this.asTarget(first, "Store"),
        op: augmented,
        value,
        ...this.done(place),
      };
    }
    if (this.is(":=") && first.kind !== "Name" && first.kind !== "Tuple") {
      throw this.refuseWalrus(first, this.at++);
    }
    if (!this.is("=")) return { kind: "Expr", value: first, ...this.done(place) };
    if (yields) throw this.failNode("assignment to yield expression not possible", first);
    const parts = [first];
    while (this.take("=")) parts.push(this.is("yield") ? this.yieldExpression() : this.expressionList());
    const value = parts.pop()!;
    for (const part of parts) {
      if (part !== first && (part.kind === "Yield" || part.kind === "YieldFrom")) {
        throw this.failNode("assignment to yield expression not possible", part);
      }
    }
    const targets = parts.length === 1
      ? [this.#assignedOnce(first)]
      : parts.map((part) => this.asTarget(part, "Store"));
    return { kind: "Assign", targets, value, ...this.done(place) };
  }

  /** A colon after an expression can only be meant to annotate it. */
  /** Where a message is for what an expression follows: something else is wrong if none does. */
  #needExpression(at: number): void {
    try {
      this.expression();
    } catch (error) {
      throw error instanceof PythonSyntaxError && error.message === "invalid syntax"
        ? this.fail("invalid syntax", at)
        : error;
    }
  }

  /** One or more expressions, none of them a `yield`. */
  #values(): Expression {
    if (this.is("yield")) throw this.fail();
    return this.expressionList();
  }

  get #topLevel(): boolean {
    return this.kind() === OP;
  }

  #annotatedValue(): Expression {
    return this.is("yield") ? this.yieldExpression() : this.expressionList();
  }

  /** The target of a statement's only `=`, where a comparison may have been meant. */
  #assignedOnce(node: Expression): Expression {
    const comparable =
      !["Compare", "BoolOp", "IfExp", "Lambda", "List", "Tuple", "GeneratorExp", "Starred"].includes(
        node.kind,
      ) &&
      !(node.kind === "UnaryOp" && node.op === "Not") &&
      !(node.kind === "Constant" && ["True", "False", "None"].includes(node.value.type)) &&
      !["Name", "Attribute", "Subscript"].includes(node.kind);
    if (comparable) {
      throw this.failNode(
        `cannot assign to ${describe(node)} here. Maybe you meant '==' instead of '='?`,
        node,
      );
    }
    return this.asTarget(node, "Store");
  }

  /** The error for a line that ends after `import`. */
  #missingNames(): PythonSyntaxError {
    const start = this.t.starts[this.at], end = this.t.source.indexOf("\n", start);
    return this.t.error(
      "Expected one or more names after 'import'",
      start,
      end < 0 ? this.t.source.length : end,
    );
  }

  #importStatement(place: Place): Statement {
    this.at++;
    if (this.kind() === NEWLINE) {
      throw this.#missingNames();
    }
    const names = [this.#dottedAlias()];
    while (this.take(",")) names.push(this.#dottedAlias());
    if (this.take("from")) {
      this.#dottedName();
      if (this.take("as")) this.name();
      throw this.failNode("Did you mean to use 'from ... import ...' instead?", {
        ...place,
        ...this.done(place),
      });
    }
    return { kind: "Import", names, ...this.done(place) };
  }

  #dottedName(): string {
    let name = this.name();
    while (this.take(".")) name += `.${this.name()}`;
    return name;
  }

  #dottedAlias(): Alias {
    const place = this.place();
    const name = this.#dottedName();
    const asname = this.take("as") ? this.nameAfterAs(importTarget) : null;
    return { kind: "alias", name, asname, ...this.done(place) };
  }

  #fromStatement(place: Place): Statement {
    this.at++;
    let level = 0;
    while (this.is(".") || this.is("...")) level += this.t.texts[this.at++].length;
    const module = this.is("import") ? null : this.#dottedName();
    if (module === null && level === 0) throw this.fail();
    if (!this.take("import")) throw this.fail();
    const star = this.place();
    if (this.take("*")) {
      const names: Alias[] = [{ kind: "alias", name: "*", asname: null, ...this.done(star) }];
      return { kind: "ImportFrom", module, names, level, ...this.done(place) };
    }
    const bracket = this.take("(");
    const names: Alias[] = [];
    do {
      if (bracket && this.is(")")) break;
      if (this.kind() === NEWLINE) {
        if (names.length > 0) {
          throw this.fail("trailing comma not allowed without surrounding parentheses");
        }
        throw this.#missingNames();
      }
      const at = this.place();
      const name = this.name();
      const asname = this.take("as") ? this.nameAfterAs(importTarget) : null;
      names.push({ kind: "alias", name, asname, ...this.done(at) });
    } while (this.take(","));
    if (bracket && names.length === 0) throw this.fail();
    if (bracket) this.expect(")");
    if (level === 0 && module === "__future__" && names.some(({ name }) => name === "barry_as_FLUFL")) {
      this.barry = true;
    }
    return { kind: "ImportFrom", module, names, level, ...this.done(place) };
  }

  #typeAlias(place: Place): Statement {
    this.at++;
    const at = this.place();
    const id = this.name();
    const name: Expression = { kind: "Name", id, ctx: "Store", ...this.done(at) };
    const type_params = this.typeParameters();
    this.expect("=");
    const value = this.expression();
    return { kind: "TypeAlias", name, type_params, value, ...this.done(place) };
  }

  protected typeParameters(): TypeParameter[] {
    if (!this.take("[")) return [];
    const list: TypeParameter[] = [];
    do {
      if (this.is("]")) break;
      const place = this.place();
      const stars = this.take("**") ? 2 : this.take("*") ? 1 : 0;
      const name = this.name();
      const colon = this.at;
      const bound = this.take(":") ? this.expression() : null;
      if (bound !== null && stars > 0) {
        const what = bound.kind === "Tuple" ? "constraints" : "bound";
        throw this.fail(`cannot use ${what} with ${stars === 2 ? "ParamSpec" : "TypeVarTuple"}`, colon);
      }
      const default_value = this.take("=")
        ? (stars === 1 && this.is("*") ? this.starred() : this.expression())
        : null;
      if (stars === 0) list.push({ kind: "TypeVar", name, bound, default_value, ...this.done(place) });
      else {list.push({
          kind: stars === 2 ? "ParamSpec" : "TypeVarTuple",
          name,
          default_value,
          ...this.done(place),
        });}
    } while (this.take(","));
    if (list.length === 0) throw this.fail("Type parameter list cannot be empty");
    this.expect("]");
    return list;
  }
}

/** What is said of what an import can't be bound to. */
function importTarget(what: string): string {
  return `cannot use ${what} as import target`;
}
