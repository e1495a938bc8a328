/**
 * Statements with blocks, and what a source as a whole is.
 *
 * @module
 */
import type {
  ExceptHandler,
  Expression,
  Keyword,
  Located,
  MatchCase,
  ModuleNode,
  Statement,
  WithItem,
} from "../ast.ts";
import { PythonSyntaxError } from "../errors.ts";
import { DEDENT, END, INDENT, NAME, NEWLINE, OP, type Tokens } from "../tokenizer.ts";
import { SimpleStatementParser } from "./simple_statements.ts";
import type { Place } from "./token_reader.ts";

/** Words that begin a compound statement. */
const COMPOUND = new Set(["if", "while", "for", "try", "with", "def", "class", "async"]);

/** Reads all of Python. */
export class Parser extends SimpleStatementParser {
  statements(): Statement[] {
    const body: Statement[] = [];
    while (this.kind() !== END) {
      if (this.kind() === NEWLINE) this.at++;
      else body.push(...this.#statement());
    }
    return body;
  }

  /** One statement as it is typed: simple ones on a line, or a compound one, which a newline of its own ends. */
  interactive(): Statement[] {
    while (this.kind() === NEWLINE) this.at++;
    if (this.kind() === END) throw this.#endOfInput();
    const first = this.kind() === NAME ? this.text() : "";
    const from = this.at;
    const body = this.#statement();
    const compound = COMPOUND.has(first) || this.t.texts[from] === "@" || body[0].kind === "Match";
    const last = this.at - 1;
    if (!compound && this.kind() !== END) {
      const start = this.t.starts[last];
      throw this.t.error("multiple statements found while compiling a single statement", start, start);
    }
    const implied = this.t.kinds[last] === NEWLINE && this.t.starts[last] >= this.t.source.length;
    if (compound && implied) throw this.#endOfInput();
    if (this.kind() !== END) throw this.fail();
    return body;
  }

  /** The error for a source that ends where something is still to come: before its last line's first column. */
  #endOfInput(): PythonSyntaxError {
    const { source, lineStarts } = this.t;
    const line = lineStarts.length - (source === "" || source.endsWith("\n") ? 1 : 0);
    const text = line === 0 ? "" : this.t.lineText(line);
    return new PythonSyntaxError("SyntaxError", "invalid syntax", line, 0, line, 0, text);
  }

  expressionInput(): ModuleNode {
    while (this.kind() === NEWLINE) this.at++;
    if (this.kind() === END) throw this.#endOfInput();
    const body = this.expressionList();
    while (this.kind() === NEWLINE || this.kind() === DEDENT) this.at++;
    if (this.kind() !== END) throw this.fail();
    return { kind: "Expression", body };
  }

  #statement(): Statement[] {
    if (this.kind() === NAME) {
      switch (this.text()) {
        case "if":
          return [this.#ifStatement()];
        case "while":
          return [this.#whileStatement()];
        case "for":
          return [this.#forStatement(this.place(), false)];
        case "try":
          return [this.#tryStatement()];
        case "with":
          return [this.#withStatement(this.place(), false)];
        case "def":
          return [this.#functionDefinition(this.place(), [], false)];
        case "class":
          return [this.#classDefinition([])];
        case "async":
          return [this.#asyncStatement([])];
        case "match": {
          const found = this.#matchStatement();
          if (found !== null) return found;
        }
      }
    } else if (this.is("@")) return [this.#decorated()];
    else if (this.kind() === INDENT) throw this.fail();
    return this.simpleStatements();
  }

  /** `forced`: a missing colon is said to be missing whatever is there instead, not only at a line's end. */
  #block(what: string, line: number, forced = true): Statement[] {
    return this.deeper(() => {
      if (!forced && !this.is(":") && this.kind() !== NEWLINE) throw this.failBehind();
      this.expect(":");
      if (this.kind() !== NEWLINE) return this.simpleStatements();
      this.at++;
      if (this.kind() !== INDENT) {
        throw this.failAtReader(
          `expected an indented block after ${what} on line ${line}`,
          "IndentationError",
        );
      }
      this.at++;
      const body: Statement[] = [];
      while (this.kind() !== DEDENT && this.kind() !== END) {
        if (this.kind() === NEWLINE) this.at++;
        else body.push(...this.#statement());
      }
      // What is indented is a token that never ends.
      if (body.length === 0) throw this.fail();
      if (this.kind() === DEDENT) this.at++;
      return body;
    });
  }

  /** The end of a block statement is the end of its last statement. */
  #blockEnd(place: Place, body: readonly Located[]): Located {
    const last = body[body.length - 1];
    return {
      lineno: place.lineno,
      col_offset: place.col_offset,
      end_lineno: last.end_lineno,
      end_col_offset: last.end_col_offset,
    };
  }

  #ifStatement(): Statement {
    const place = this.place();
    const word = this.text();
    this.at++;
    const test = this.namedExpression();
    const body = this.#block(`'${word}' statement`, place.lineno, false);
    let orelse: Statement[] = [];
    if (this.is("elif")) orelse = [this.#ifStatement()];
    else orelse = this.#elseBlock(true);
    return { kind: "If", test, body, orelse, ...this.#blockEnd(place, orelse.length > 0 ? orelse : body) };
  }

  /** `conditional`: of an `if`, behind which no `elif` comes. */
  #elseBlock(conditional = false): Statement[] {
    if (!this.is("else")) return [];
    const line = this.t.lines[this.at++];
    const body = this.#block("'else' statement", line);
    if (conditional && this.is("elif")) throw this.fail("'elif' block follows an 'else' block");
    return body;
  }

  #whileStatement(): Statement {
    const place = this.place();
    this.at++;
    const test = this.namedExpression();
    const body = this.#block("'while' statement", place.lineno, false);
    const orelse = this.#elseBlock();
    return { kind: "While", test, body, orelse, ...this.#blockEnd(place, orelse.length > 0 ? orelse : body) };
  }

  #forStatement(place: Place, async: boolean): Statement {
    this.at++;
    const target = this.asTarget(this.targetList(), "Store");
    if (!this.take("in")) throw this.fail();
    const iter = this.expressionList();
    const body = this.#block("'for' statement", place.lineno, false);
    const orelse = this.#elseBlock();
    return {
      kind: async ? "AsyncFor" : "For",
      target,
      iter,
      body,
      orelse,
      ...this.#blockEnd(place, orelse.length > 0 ? orelse : body),
    };
  }

  #tryStatement(): Statement {
    const place = this.place();
    this.at++;
    const body = this.#block("'try' statement", place.lineno);
    const handlers: ExceptHandler[] = [];
    let star = false;
    while (this.is("except")) {
      const at = this.place();
      this.at++;
      const starred = this.take("*");
      if (handlers.length > 0 && starred !== star) {
        throw this.fail(
          "cannot have both 'except' and 'except*' on the same 'try'",
          this.at - (starred ? 2 : 1),
          this.at - 1,
        );
      }
      if (starred) star = true;
      if (starred && this.is(":")) throw this.fail("expected one or more exception types");
      let type: Expression | null = null;
      let name: string | null = null;
      if (!this.is(":") && this.kind() !== NEWLINE) {
        const first = this.place();
        type = this.expression();
        if (this.is(",")) {
          const elts = [type];
          while (this.take(",")) if (!this.is(":")) elts.push(this.expression());
          type = { kind: "Tuple", elts, ctx: "Load", ...this.done(first) };
          if (this.take("as")) {
            this.name();
            throw this.failNode("multiple exception types must be parenthesized when using 'as'", {
              ...first,
              ...this.done(first),
            });
          }
        } else if (this.take("as")) {
          name = this.nameAfterAs((what) => `cannot use except${starred ? "*" : ""} statement with ${what}`);
        }
      }
      const block = this.#block(`'except${star ? "*" : ""}' statement`, at.lineno, false);
      handlers.push({ kind: "ExceptHandler", type, name, body: block, ...this.#blockEnd(at, block) });
    }
    const orelse = handlers.length > 0 ? this.#elseBlock() : [];
    let finalbody: Statement[] = [];
    if (this.is("finally")) {
      const line = this.t.lines[this.at++];
      finalbody = this.#block("'finally' statement", line);
    }
    if (handlers.length === 0 && finalbody.length === 0) {
      throw this.failAtReader("expected 'except' or 'finally' block", "SyntaxError");
    }
    const last = [finalbody, orelse, handlers, body].find((part) => part.length > 0)!;
    return {
      kind: star ? "TryStar" : "Try",
      body,
      handlers,
      orelse,
      finalbody,
      ...this.#blockEnd(place, last),
    };
  }

  #withStatement(place: Place, async: boolean): Statement {
    this.at++;
    const items = this.#parenthesisedItems() ?? this.#withItems(":");
    const body = this.#block("'with' statement", place.lineno, false);
    return { kind: async ? "AsyncWith" : "With", items, body, ...this.#blockEnd(place, body) };
  }

  /** `with (a as b, c):`, unless the bracket is part of an expression. */
  #parenthesisedItems(): WithItem[] | null {
    if (!this.is("(")) return null;
    const start = this.at;
    try {
      this.at++;
      const items = this.#withItems(")");
      this.expect(")");
      if (this.is(":")) return items;
    } catch {
      // Not that form: parsed again as an expression, which has its own error.
      if (this.kind() === END && this.t.failure !== null) throw this.t.failure;
    }
    this.at = start;
    return null;
  }

  #withItems(end: string): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (this.is(end) && items.length > 0) break;
      const context_expr = this.expression();
      const optional_vars = this.take("as")
        ? this.asTarget(this.is("*") ? this.starred() : this.binary(0), "Store")
        : null;
      items.push({ kind: "withitem", context_expr, optional_vars });
    } while (this.take(","));
    return items;
  }

  #asyncStatement(decorator_list: Expression[]): Statement {
    const place = this.place();
    this.at++;
    if (this.is("def")) return this.#functionDefinition(place, decorator_list, true);
    if (this.is("for")) return this.#forStatement(place, true);
    if (this.is("with")) return this.#withStatement(place, true);
    throw this.fail();
  }

  #decorated(): Statement {
    const decorators: Expression[] = [];
    while (this.take("@")) {
      decorators.push(this.namedExpression());
      if (this.kind() !== NEWLINE) throw this.fail();
      this.at++;
    }
    if (this.is("class")) return this.#classDefinition(decorators);
    if (this.is("async")) return this.#asyncStatement(decorators);
    if (this.is("def")) return this.#functionDefinition(this.place(), decorators, false);
    throw this.fail();
  }

  #functionDefinition(place: Place, decorator_list: Expression[], async: boolean): Statement {
    this.at++;
    const name = this.name();
    const type_params = this.typeParameters();
    if (!this.take("(")) throw this.fail("expected '('");
    const args = this.parameters(")", true);
    this.expect(")");
    const returns = this.take("->") ? this.expression() : null;
    const body = this.#block("function definition", place.lineno);
    return {
      kind: async ? "AsyncFunctionDef" : "FunctionDef",
      name,
      args,
      body,
      decorator_list,
      returns,
      type_params,
      ...this.#blockEnd(place, body),
    };
  }

  #classDefinition(decorator_list: Expression[]): Statement {
    const place = this.place();
    this.at++;
    const name = this.name();
    const type_params = this.typeParameters();
    let bases: Expression[] = [];
    let keywords: Keyword[] = [];
    if (this.take("(")) {
      ({ args: bases, keywords } = this.arguments(true));
      this.expect(")");
    }
    const body = this.#block("class definition", place.lineno, false);
    return {
      kind: "ClassDef",
      name,
      bases,
      keywords,
      body,
      decorator_list,
      type_params,
      ...this.#blockEnd(place, body),
    };
  }

  /** A `match` statement, or what else begins with that name; null if it is nothing but a name. */
  #matchStatement(): Statement[] | null {
    const start = this.at;
    let error: PythonSyntaxError | null = null;
    const place = this.place();
    try {
      this.at++;
      if (this.kind() === NEWLINE || (this.kind() === OP && /^(=|\.|,|\)|:|;)$/.test(this.text()))) {
        throw this.fail();
      }
      const subject = this.expressionList(true);
      if (this.kind() === NEWLINE) error = this.fail("expected ':'");
      if (
        !this.is(":") || this.t.kinds[this.at + 1] !== NEWLINE || this.t.kinds[this.at + 2] !== INDENT ||
        this.text(3) !== "case"
      ) throw this.fail();
      this.at += 3;
      const cases: MatchCase[] = [];
      let lastBody: readonly Statement[] = [];
      while (this.is("case")) {
        const line = this.t.lines[this.at++];
        const pattern = this.openPattern();
        const guard = this.take("if") ? this.namedExpression() : null;
        const body = this.#block("'case' statement", line, false);
        cases.push({ kind: "match_case", pattern, guard, body });
        lastBody = body;
        while (this.kind() === NEWLINE) this.at++;
      }
      if (this.kind() !== DEDENT && this.kind() !== END) throw this.fail();
      if (this.kind() === DEDENT) this.at++;
      return [{ kind: "Match", subject, cases, ...this.#blockEnd(place, lastBody) }];
    } catch (thrown) {
      if (!(thrown instanceof PythonSyntaxError)) throw thrown;
      // `match` is an ordinary name unless cases follow; an error inside a case is a real one.
      const inside = this.at > start + 2 && this.t.kinds.slice(start, this.at).includes(INDENT);
      if (inside) throw thrown;
      error ??= thrown;
    }
    this.at = start;
    if (error === null) return null;
    try {
      return this.simpleStatements();
    } catch (thrown) {
      const general = thrown instanceof PythonSyntaxError && thrown.message === "invalid syntax";
      throw general && !isBehind(thrown, error) ? error : thrown;
    }
  }

  protected override inside(tokens: Tokens): Parser {
    return new Parser(tokens);
  }
}

/** Whether an error is told of a place behind that of another. */
function isBehind(error: PythonSyntaxError, other: PythonSyntaxError): boolean {
  return error.lineno > other.lineno || (error.lineno === other.lineno && error.offset > other.offset);
}
