/**
 * Tokens to syntax tree: a recursive-descent parser of Python 3.14 (`Grammar/python.gram`), precedence climbing
 * for operators.
 *
 * @module
 */
import type {
  Alias,
  Argument,
  Arguments,
  BinaryOperator,
  CompareOperator,
  Comprehension,
  ConstantValue,
  ExceptHandler,
  Expression,
  Keyword,
  Located,
  MatchCase,
  ModuleNode,
  Pattern,
  Statement,
  TypeParameter,
  WithItem,
} from "./ast.ts";
import { PythonSyntaxError } from "./errors.ts";
import { newFeature } from "./features.ts";
import {
  decodeBytes,
  decodeText,
  invalidEscape,
  joinTexts,
  LiteralError,
  type LiteralText,
  numberValue,
  splitLiteral,
  textConstant,
} from "./literals.ts";
import { DEDENT, END, FSTRING, INDENT, NAME, NEWLINE, NUMBER, OP, STRING, Tokens } from "./tokenizer.ts";

/** What to parse, and how. */
export interface ParseOptions {
  /** A module, an expression, or one interactive statement. "exec" by default. */
  readonly mode?: "exec" | "eval" | "single";
  /** A block that is open where an interactive statement ends is an error, unless a newline ends it. Default false. */
  readonly explicitDedent?: boolean;
  /** Refuse what is newer than this minor version of Python 3. */
  readonly featureVersion?: number;
  /** Takes what is allowed but hardly meant, as the error that it would be, in the order of the source. */
  readonly warn?: (caution: PythonSyntaxError) => void;
  /** Refuse a source that might go on as incomplete (`_IncompleteInputError`). Default false. */
  readonly allowIncomplete?: boolean;
}

const KEYWORDS = new Set(
  ("False None True and as assert async await break class continue def del elif else except finally for from global if " +
    "import in is lambda nonlocal not or pass raise return try while with yield").split(" "),
);
/** Words that begin a compound statement. */
const COMPOUND = new Set(["if", "while", "for", "try", "with", "def", "class", "async"]);
/** Operators by precedence, loosest first, with their grammar names. */
const BINARY: readonly { readonly [op: string]: BinaryOperator }[] = [
  { "|": "BitOr" },
  { "^": "BitXor" },
  { "&": "BitAnd" },
  { "<<": "LShift", ">>": "RShift" },
  { "+": "Add", "-": "Sub" },
  { "*": "Mult", "/": "Div", "//": "FloorDiv", "%": "Mod", "@": "MatMult" },
];
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
const COMPARE: { readonly [op: string]: CompareOperator } = {
  "==": "Eq",
  "!=": "NotEq",
  "<": "Lt",
  "<=": "LtE",
  ">": "Gt",
  ">=": "GtE",
};
/** Depth of nested expressions and blocks before the parser gives up, well before the stack does. */
const MAX_DEPTH = 400;
/** What follows the `=` of an f-string that shows its expression: space, joined lines and comments, then the end. */
const DEBUG_END = /^(?:\s|\\\r?\n|#[^\n]*\n)*[}!:]/;

type Place = { -readonly [K in keyof Located]: Located[K] };

/**
 * Parses a source.
 *
 * @throws {PythonSyntaxError}
 */
export function parse(source: string, options: ParseOptions = {}): ModuleNode {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  try {
    return parseText(text, options);
  } catch (error) {
    if (options.allowIncomplete !== true || !(error instanceof PythonSyntaxError) || !error.incomplete) {
      throw error;
    }
    const { lineno, offset, endLineno, endOffset } = error;
    const incomplete = "_IncompleteInputError";
    throw new PythonSyntaxError(
      incomplete,
      "incomplete input",
      lineno,
      offset,
      endLineno,
      endOffset,
      error.text,
    );
  }
}

function parseText(text: string, { mode, explicitDedent, featureVersion, warn }: ParseOptions): ModuleNode {
  const tokens = new Tokens(text);
  const parser = new Parser(tokens);
  try {
    const tree = parseTokens(parser, mode);
    if (tokens.failure !== null) throw tokens.failure;
    if (featureVersion !== undefined) refuseNewer(tokens, tree, featureVersion);
    if (explicitDedent === true && mode === "single" && tokens.openIndents > 0) {
      throw tokens.error("invalid syntax", text.length);
    }
    if (warn !== undefined) tokens.cautions.sort(inOrder).forEach((caution) => warn(caution));
    return tree;
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    const { failure } = tokens;
    const { cautions } = tokens;
    if (warn !== undefined) {
      cautions.filter((caution) => inOrder(caution, error) < 0).sort(inOrder).forEach(warn);
    }
    if (failure !== null && (parser.atEnd() || comesFirst(failure, error))) throw failure;
    if (parser.atEnd()) error.incomplete = true;
    throw error;
  }
}

function inOrder(a: PythonSyntaxError, b: PythonSyntaxError): number {
  return a.lineno - b.lineno || a.offset - b.offset;
}

/** Whether an error of the tokens is what is said of a source whose syntax is wrong before it, too. */
function comesFirst(failure: PythonSyntaxError, error: PythonSyntaxError): boolean {
  if (failure.type !== "SyntaxError" || error.type !== "SyntaxError") return false;
  const general = /^invalid syntax(?:\. Perhaps you forgot a comma\?)?$/.test(error.message);
  return general || !/^unexpected (?:character after|EOF)|was never closed$/.test(failure.message);
}

function refuseNewer(tokens: Tokens, tree: ModuleNode, version: number): void {
  const found = newFeature(tree, version);
  if (found === null) return;
  const line = "lineno" in found.node ? found.node.lineno : 1;
  const start = tokens.lineStarts[line - 1];
  throw tokens.error(`${found.what} only supported in Python 3.${found.since} and greater`, start, start);
}

function parseTokens(parser: Parser, mode: ParseOptions["mode"]): ModuleNode {
  if (mode === "eval") return parser.expressionInput();
  return mode === "single"
    ? { kind: "Interactive", body: parser.interactive() }
    : { kind: "Module", body: parser.statements() };
}

/** Takes a piece of a formatted string's text, and from where to where in the source it goes. */
type AddText = (text: LiteralText, from: number, to: number) => void;

function decoded(body: string, raw: boolean): LiteralText {
  const apart: number[] = [];
  return { value: decodeText(body, raw, apart), apart };
}

class Parser {
  #at = 0;
  #depth = 0;

  constructor(private readonly t: Tokens) {}

  // -- tokens

  #kind(): number {
    return this.t.kinds[this.#at];
  }
  #text(ahead = 0): string {
    return this.t.texts[this.#at + ahead];
  }
  /** Whether the current token is this operator or keyword. */
  #is(text: string): boolean {
    const kind = this.t.kinds[this.#at];
    return (kind === OP || kind === NAME) && this.t.texts[this.#at] === text;
  }
  #take(text: string): boolean {
    if (!this.#is(text)) return false;
    this.#at++;
    return true;
  }
  #expect(text: string): void {
    if (!this.#take(text)) throw text === ":" ? this.#expectedColon() : this.#fail();
  }
  #expectedColon(): PythonSyntaxError {
    return this.#fail("expected ':'");
  }
  #fail(message = "invalid syntax", at = this.#at, end = at): PythonSyntaxError {
    const kind = this.t.kinds[at];
    if (message === "invalid syntax" && kind === INDENT) {
      return this.t.error("unexpected indent", this.t.starts[at], this.t.ends[at], "IndentationError");
    }
    if (message === "invalid syntax" && kind === DEDENT) {
      return this.t.error(
        "unindent does not match any outer indentation level",
        this.t.starts[at],
        this.t.ends[at],
        "IndentationError",
      );
    }
    // The newline that a source lacks is there for the error's place.
    const implied = this.t.kinds[end] === NEWLINE && this.t.ends[end] === this.t.starts[end] ? 1 : 0;
    return this.t.error(message, this.t.starts[at], this.t.ends[end] + implied);
  }
  #failNode(message: string, node: Located): PythonSyntaxError {
    const start = this.#offset(node.lineno, node.col_offset),
      end = this.#offset(node.end_lineno, node.end_col_offset);
    return this.t.error(message, start, end);
  }
  #offset(line: number, column: number): number {
    let at = this.t.lineStarts[line - 1];
    for (let bytes = 0; bytes < column; at++) {
      const code = this.t.source.charCodeAt(at);
      bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
    }
    return at;
  }
  /** Where the current token begins; `#done` completes it. */
  #place(): Place {
    const line = this.t.lines[this.#at];
    return {
      lineno: line,
      col_offset: this.t.columnOf(this.t.starts[this.#at], line),
      end_lineno: 0,
      end_col_offset: 0,
    };
  }
  #done(place: Located): Located {
    const end = this.t.ends[this.#at - 1];
    const kind = this.t.kinds[this.#at - 1];
    const line = kind === STRING || kind === FSTRING ? this.t.lineOf(end) : this.t.lines[this.#at - 1];
    return {
      lineno: place.lineno,
      col_offset: place.col_offset,
      end_lineno: line,
      end_col_offset: this.t.columnOf(end, line),
    };
  }
  #deeper<T>(body: () => T): T {
    if (++this.#depth > MAX_DEPTH) throw this.#fail("too many nested parentheses");
    const result = body();
    this.#depth--;
    return result;
  }

  // -- entry points

  statements(): Statement[] {
    const body: Statement[] = [];
    while (this.#kind() !== END) {
      if (this.#kind() === NEWLINE) this.#at++;
      else body.push(...this.#statement());
    }
    return body;
  }

  /** One statement as it is typed: simple ones on a line, or a compound one, which a newline of its own ends. */
  interactive(): Statement[] {
    while (this.#kind() === NEWLINE) this.#at++;
    if (this.#kind() === END) throw this.#endOfInput();
    const first = this.#kind() === NAME ? this.#text() : "";
    const from = this.#at;
    const body = this.#statement();
    const compound = COMPOUND.has(first) || this.t.texts[from] === "@" || body[0].kind === "Match";
    const last = this.#at - 1;
    if (!compound && this.#kind() !== END) {
      const start = this.t.starts[last];
      throw this.t.error("multiple statements found while compiling a single statement", start, start);
    }
    const implied = this.t.kinds[last] === NEWLINE && this.t.starts[last] >= this.t.source.length;
    if (compound && implied) throw this.#endOfInput();
    if (this.#kind() !== END) throw this.#fail();
    return body;
  }

  /** The error for a source that ends where something is still to come: before its last line's first column. */
  #endOfInput(): PythonSyntaxError {
    const { source, lineStarts } = this.t;
    const line = lineStarts.length - (source === "" || source.endsWith("\n") ? 1 : 0);
    const text = line === 0 ? "" : this.t.lineText(line);
    return new PythonSyntaxError("SyntaxError", "invalid syntax", line, 0, line, 0, text);
  }

  /** Whether nothing but the end of the source is left. */
  atEnd(): boolean {
    for (let at = this.#at; at < this.t.kinds.length; at++) {
      const kind = this.t.kinds[at];
      const implied = kind === NEWLINE && this.t.starts[at] >= this.t.source.length;
      if (kind !== END && kind !== DEDENT && !implied) return false;
    }
    return true;
  }

  expressionInput(): ModuleNode {
    while (this.#kind() === NEWLINE) this.#at++;
    if (this.#kind() === END) throw this.#endOfInput();
    const body = this.expressionList();
    while (this.#kind() === NEWLINE || this.#kind() === DEDENT) this.#at++;
    if (this.#kind() !== END) throw this.#fail();
    return { kind: "Expression", body };
  }

  // -- statements

  #statement(): Statement[] {
    if (this.#kind() === NAME) {
      switch (this.#text()) {
        case "if":
          return [this.#ifStatement()];
        case "while":
          return [this.#whileStatement()];
        case "for":
          return [this.#forStatement(this.#place(), false)];
        case "try":
          return [this.#tryStatement()];
        case "with":
          return [this.#withStatement(this.#place(), false)];
        case "def":
          return [this.#functionDefinition(this.#place(), [], false)];
        case "class":
          return [this.#classDefinition([])];
        case "async":
          return [this.#asyncStatement([])];
        case "match": {
          const found = this.#matchStatement();
          if (found !== null) return [found];
        }
      }
    } else if (this.#is("@")) return [this.#decorated()];
    else if (this.#kind() === INDENT) throw this.#fail();
    return this.#simpleStatements();
  }

  #simpleStatements(): Statement[] {
    const body = [this.#simpleStatement()];
    while (this.#take(";")) {
      if (this.#kind() === NEWLINE) break;
      body.push(this.#simpleStatement());
    }
    if (this.#kind() !== NEWLINE) throw this.#unexpected();
    this.#at++;
    return body;
  }

  /** The error for a token that can't follow a complete statement. */
  #unexpected(): PythonSyntaxError {
    const before = this.#at - 1;
    const word = this.t.kinds[before] === NAME ? this.t.texts[before] : "";
    if ((word !== "print" && word !== "exec") || !this.#startsExpression()) return this.#fail();
    this.expressionList();
    const message = `Missing parentheses in call to '${word}'. Did you mean ${word}(...)?`;
    return this.#fail(message, before, this.#at - 1);
  }

  /** `forced`: a missing colon is said to be missing whatever is there instead, not only at a line's end. */
  #block(what: string, line: number, forced = true): Statement[] {
    return this.#deeper(() => {
      if (!forced && !this.#is(":") && this.#kind() !== NEWLINE) throw this.#fail();
      this.#expect(":");
      if (this.#kind() !== NEWLINE) return this.#simpleStatements();
      this.#at++;
      if (this.#kind() !== INDENT) {
        const error = this.t.error(
          `expected an indented block after ${what} on line ${line}`,
          this.t.starts[this.#at],
          this.t.ends[this.#at],
          "IndentationError",
        );
        throw error;
      }
      this.#at++;
      const body: Statement[] = [];
      while (this.#kind() !== DEDENT && this.#kind() !== END) {
        if (this.#kind() === NEWLINE) this.#at++;
        else body.push(...this.#statement());
      }
      // What is indented is a token that never ends.
      if (body.length === 0) throw this.#fail();
      if (this.#kind() === DEDENT) this.#at++;
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

  #simpleStatement(): Statement {
    const place = this.#place();
    if (this.#kind() === NAME) {
      switch (this.#text()) {
        case "pass":
          this.#at++;
          return { kind: "Pass", ...this.#done(place) };
        case "break":
          this.#at++;
          return { kind: "Break", ...this.#done(place) };
        case "continue":
          this.#at++;
          return { kind: "Continue", ...this.#done(place) };
        case "return": {
          this.#at++;
          const value = this.#endsStatement() ? null : this.expressionList();
          return { kind: "Return", value, ...this.#done(place) };
        }
        case "raise": {
          this.#at++;
          const exc = this.#endsStatement() ? null : this.expression();
          const cause = exc !== null && this.#take("from") ? this.expression() : null;
          return { kind: "Raise", exc, cause, ...this.#done(place) };
        }
        case "global":
        case "nonlocal": {
          const kind = this.#text() === "global" ? "Global" : "Nonlocal";
          this.#at++;
          const names = [this.#name()];
          while (this.#take(",")) names.push(this.#name());
          return { kind, names, ...this.#done(place) };
        }
        case "del": {
          this.#at++;
          const list = this.#starList();
          const targets = list.length === 1 && !list.trailing ? list.items : list.items;
          return {
            kind: "Delete",
            targets: targets.map((target) => this.#asTarget(target, "Del")),
            ...this.#done(place),
          };
        }
        case "assert": {
          this.#at++;
          const test = this.expression();
          const msg = this.#take(",") ? this.expression() : null;
          return { kind: "Assert", test, msg, ...this.#done(place) };
        }
        case "import":
          return this.#importStatement(place);
        case "from":
          return this.#fromStatement(place);
        case "type":
          if (
            this.t.kinds[this.#at + 1] === NAME && !KEYWORDS.has(this.#text(1)) &&
            /^(=|\[)$/.test(this.#text(2))
          ) return this.#typeAlias(place);
      }
    }
    return this.#expressionStatement(place);
  }

  #endsStatement(): boolean {
    return this.#kind() === NEWLINE || this.#is(";");
  }

  #expressionStatement(place: Place): Statement {
    const yields = this.#is("yield");
    const first = this.expressionList();
    if (
      this.#is(":") && (first.kind === "Name" || first.kind === "Attribute" || first.kind === "Subscript")
    ) {
      const parenthesised = this.t.texts[this.#at - 1] === ")" && first.kind === "Name";
      this.#at++;
      const annotation = this.expression();
      const value = this.#take("=") ? this.#annotatedValue() : null;
      return {
        kind: "AnnAssign",
        target: this.#asTarget(first, "Store"),
        annotation,
        value,
        simple: first.kind === "Name" && !parenthesised ? 1 : 0,
        ...this.#done(place),
      };
    }
    if (this.#is(":") && this.#topLevel) {
      if (first.kind === "Tuple" || first.kind === "List") {
        throw this.#failNode(`only single target (not ${first.kind.toLowerCase()}) can be annotated`, first);
      }
      throw this.#failNode("illegal target for annotation", first);
    }
    const augmented = this.#kind() === OP ? AUGMENTED[this.#text()] : undefined;
    if (augmented !== undefined) {
      if (first.kind !== "Name" && first.kind !== "Attribute" && first.kind !== "Subscript") {
        throw this.#failNode(`'${describe(first)}' is an illegal expression for augmented assignment`, first);
      }
      this.#at++;
      const value = this.#is("yield") ? this.#yieldExpression() : this.expressionList();
      return {
        kind: "AugAssign",
        target: this.#asTarget(first, "Store"),
        op: augmented,
        value,
        ...this.#done(place),
      };
    }
    if (!this.#is("=")) return { kind: "Expr", value: first, ...this.#done(place) };
    if (yields) throw this.#failNode("assignment to yield expression not possible", first);
    const parts = [first];
    while (this.#take("=")) parts.push(this.#is("yield") ? this.#yieldExpression() : this.expressionList());
    const value = parts.pop()!;
    for (const part of parts) {
      if (part !== first && (part.kind === "Yield" || part.kind === "YieldFrom")) {
        throw this.#failNode("assignment to yield expression not possible", part);
      }
    }
    const targets = parts.length === 1
      ? [this.#assignedOnce(first)]
      : parts.map((part) => this.#asTarget(part, "Store"));
    return { kind: "Assign", targets, value, ...this.#done(place) };
  }

  /** A colon after an expression can only be meant to annotate it. */
  get #topLevel(): boolean {
    return this.#kind() === OP;
  }

  #startsExpression(): boolean {
    const kind = this.#kind();
    return kind === NUMBER || kind === STRING || kind === FSTRING || this.#is("{") ||
      (kind === NAME && !KEYWORDS.has(this.#text()));
  }

  #annotatedValue(): Expression {
    return this.#is("yield") ? this.#yieldExpression() : this.expressionList();
  }

  /** Turns an expression into a target, or says why it can't be one. */
  #asTarget(node: Expression, ctx: "Store" | "Del"): Expression {
    switch (node.kind) {
      case "Name":
      case "Attribute":
      case "Subscript":
        return { ...node, ctx };
      case "Starred":
        if (ctx === "Del") throw this.#failNode("cannot delete starred", node);
        return { ...node, value: this.#asTarget(node.value, ctx), ctx };
      case "Tuple":
      case "List":
        return { ...node, elts: node.elts.map((item) => this.#asTarget(item, ctx)), ctx };
    }
    throw this.#failNode(`cannot ${ctx === "Del" ? "delete" : "assign to"} ${describe(node)}`, node);
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
      throw this.#failNode(
        `cannot assign to ${describe(node)} here. Maybe you meant '==' instead of '='?`,
        node,
      );
    }
    return this.#asTarget(node, "Store");
  }

  #name(): string {
    if (this.#kind() !== NAME || KEYWORDS.has(this.#text())) throw this.#fail();
    return this.t.texts[this.#at++];
  }

  /** The name behind `as`, where other expressions can't stand; `message` says so of what there is. */
  #nameAfterAs(message: (what: string) => string): string {
    const named = this.#kind() === NAME && !KEYWORDS.has(this.#text());
    if (named && !/^[.[(]$/.test(this.#text(1))) return this.#name();
    const target = this.expression();
    throw target.kind === "Name" ? this.#fail() : this.#failNode(message(describe(target)), target);
  }

  #importStatement(place: Place): Statement {
    this.#at++;
    if (this.#kind() === NEWLINE) {
      const at = this.t.starts[this.#at];
      throw this.t.error("Expected one or more names after 'import'", at, at);
    }
    const names = [this.#dottedAlias()];
    while (this.#take(",")) names.push(this.#dottedAlias());
    if (this.#take("from")) {
      this.#dottedName();
      if (this.#take("as")) this.#name();
      throw this.#failNode("Did you mean to use 'from ... import ...' instead?", {
        ...place,
        ...this.#done(place),
      });
    }
    return { kind: "Import", names, ...this.#done(place) };
  }

  #dottedName(): string {
    let name = this.#name();
    while (this.#take(".")) name += `.${this.#name()}`;
    return name;
  }

  #dottedAlias(): Alias {
    const place = this.#place();
    const name = this.#dottedName();
    const asname = this.#take("as") ? this.#nameAfterAs(importTarget) : null;
    return { kind: "alias", name, asname, ...this.#done(place) };
  }

  #fromStatement(place: Place): Statement {
    this.#at++;
    let level = 0;
    while (this.#is(".") || this.#is("...")) level += this.t.texts[this.#at++].length;
    const module = this.#is("import") ? null : this.#dottedName();
    if (module === null && level === 0) throw this.#fail();
    if (!this.#take("import")) throw this.#fail();
    const star = this.#place();
    if (this.#take("*")) {
      const names: Alias[] = [{ kind: "alias", name: "*", asname: null, ...this.#done(star) }];
      return { kind: "ImportFrom", module, names, level, ...this.#done(place) };
    }
    const bracket = this.#take("(");
    const names: Alias[] = [];
    do {
      if (bracket && this.#is(")")) break;
      if (this.#kind() === NEWLINE) {
        if (names.length > 0) {
          throw this.#fail("trailing comma not allowed without surrounding parentheses");
        }
        const at = this.t.starts[this.#at];
        throw this.t.error("Expected one or more names after 'import'", at, at);
      }
      const at = this.#place();
      const name = this.#name();
      const asname = this.#take("as") ? this.#nameAfterAs(importTarget) : null;
      names.push({ kind: "alias", name, asname, ...this.#done(at) });
    } while (this.#take(","));
    if (bracket && names.length === 0) throw this.#fail();
    if (bracket) this.#expect(")");
    if (level === 0 && module === "__future__" && names.some(({ name }) => name === "barry_as_FLUFL")) {
      this.#barry = true;
    }
    return { kind: "ImportFrom", module, names, level, ...this.#done(place) };
  }

  #typeAlias(place: Place): Statement {
    this.#at++;
    const at = this.#place();
    const id = this.#name();
    const name: Expression = { kind: "Name", id, ctx: "Store", ...this.#done(at) };
    const type_params = this.#typeParameters();
    this.#expect("=");
    const value = this.expression();
    return { kind: "TypeAlias", name, type_params, value, ...this.#done(place) };
  }

  #typeParameters(): TypeParameter[] {
    if (!this.#take("[")) return [];
    const list: TypeParameter[] = [];
    do {
      if (this.#is("]")) break;
      const place = this.#place();
      const stars = this.#take("**") ? 2 : this.#take("*") ? 1 : 0;
      const name = this.#name();
      const colon = this.#at;
      const bound = this.#take(":") ? this.expression() : null;
      if (bound !== null && stars > 0) {
        const what = bound.kind === "Tuple" ? "constraints" : "bound";
        throw this.#fail(`cannot use ${what} with ${stars === 2 ? "ParamSpec" : "TypeVarTuple"}`, colon);
      }
      const default_value = this.#take("=")
        ? (stars === 1 && this.#is("*") ? this.#starred() : this.expression())
        : null;
      if (stars === 0) list.push({ kind: "TypeVar", name, bound, default_value, ...this.#done(place) });
      else {list.push({
          kind: stars === 2 ? "ParamSpec" : "TypeVarTuple",
          name,
          default_value,
          ...this.#done(place),
        });}
    } while (this.#take(","));
    if (list.length === 0) throw this.#fail("Type parameter list cannot be empty");
    this.#expect("]");
    return list;
  }

  #ifStatement(): Statement {
    const place = this.#place();
    const word = this.#text();
    this.#at++;
    const test = this.namedExpression();
    const body = this.#block(`'${word}' statement`, place.lineno, false);
    let orelse: Statement[] = [];
    if (this.#is("elif")) orelse = [this.#ifStatement()];
    else orelse = this.#elseBlock(true);
    return { kind: "If", test, body, orelse, ...this.#blockEnd(place, orelse.length > 0 ? orelse : body) };
  }

  /** `conditional`: of an `if`, behind which no `elif` comes. */
  #elseBlock(conditional = false): Statement[] {
    if (!this.#is("else")) return [];
    const line = this.t.lines[this.#at++];
    const body = this.#block("'else' statement", line);
    if (conditional && this.#is("elif")) throw this.#fail("'elif' block follows an 'else' block");
    return body;
  }

  #whileStatement(): Statement {
    const place = this.#place();
    this.#at++;
    const test = this.namedExpression();
    const body = this.#block("'while' statement", place.lineno, false);
    const orelse = this.#elseBlock();
    return { kind: "While", test, body, orelse, ...this.#blockEnd(place, orelse.length > 0 ? orelse : body) };
  }

  #forStatement(place: Place, async: boolean): Statement {
    this.#at++;
    const target = this.#asTarget(this.#targetList(), "Store");
    if (!this.#take("in")) throw this.#fail();
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

  /** Targets of `for`: no comparison, so that `in` ends them. */
  #targetList(): Expression {
    const place = this.#place();
    const items: Expression[] = [];
    let trailing = false;
    do {
      if (this.#is("in") || this.#is("=")) {
        trailing = true;
        break;
      }
      items.push(this.#is("*") ? this.#starred() : this.#binary(0));
    } while (this.#take(","));
    if (items.length === 1 && !trailing) return items[0];
    return { kind: "Tuple", elts: items, ctx: "Load", ...this.#done(place) };
  }

  #tryStatement(): Statement {
    const place = this.#place();
    this.#at++;
    const body = this.#block("'try' statement", place.lineno);
    const handlers: ExceptHandler[] = [];
    let star = false;
    while (this.#is("except")) {
      const at = this.#place();
      this.#at++;
      const starred = this.#take("*");
      if (handlers.length > 0 && starred !== star) {
        throw this.#fail(
          "cannot have both 'except' and 'except*' on the same 'try'",
          this.#at - (starred ? 2 : 1),
          this.#at - 1,
        );
      }
      if (starred) star = true;
      if (starred && this.#is(":")) throw this.#fail("expected one or more exception types");
      let type: Expression | null = null;
      let name: string | null = null;
      if (!this.#is(":") && this.#kind() !== NEWLINE) {
        const first = this.#place();
        type = this.expression();
        if (this.#is(",")) {
          const elts = [type];
          while (this.#take(",")) if (!this.#is(":")) elts.push(this.expression());
          type = { kind: "Tuple", elts, ctx: "Load", ...this.#done(first) };
          if (this.#take("as")) {
            this.#name();
            throw this.#failNode("multiple exception types must be parenthesized when using 'as'", {
              ...first,
              ...this.#done(first),
            });
          }
        } else if (this.#take("as")) {
          name = this.#nameAfterAs((what) => `cannot use except${starred ? "*" : ""} statement with ${what}`);
        }
      }
      const block = this.#block(`'except${star ? "*" : ""}' statement`, at.lineno, false);
      handlers.push({ kind: "ExceptHandler", type, name, body: block, ...this.#blockEnd(at, block) });
    }
    const orelse = handlers.length > 0 ? this.#elseBlock() : [];
    let finalbody: Statement[] = [];
    if (this.#is("finally")) {
      const line = this.t.lines[this.#at++];
      finalbody = this.#block("'finally' statement", line);
    }
    if (handlers.length === 0 && finalbody.length === 0) {
      throw this.#fail("expected 'except' or 'finally' block");
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
    this.#at++;
    const items = this.#parenthesisedItems() ?? this.#withItems(":");
    const body = this.#block("'with' statement", place.lineno, false);
    return { kind: async ? "AsyncWith" : "With", items, body, ...this.#blockEnd(place, body) };
  }

  /** `with (a as b, c):`, unless the bracket is part of an expression. */
  #parenthesisedItems(): WithItem[] | null {
    if (!this.#is("(")) return null;
    const start = this.#at;
    try {
      this.#at++;
      const items = this.#withItems(")");
      this.#expect(")");
      if (this.#is(":")) return items;
    } catch {
      // Not that form: parsed again as an expression, which has its own error.
    }
    this.#at = start;
    return null;
  }

  #withItems(end: string): WithItem[] {
    const items: WithItem[] = [];
    do {
      if (this.#is(end) && items.length > 0) break;
      const context_expr = this.expression();
      const optional_vars = this.#take("as")
        ? this.#asTarget(this.#is("*") ? this.#starred() : this.#binary(0), "Store")
        : null;
      items.push({ kind: "withitem", context_expr, optional_vars });
    } while (this.#take(","));
    return items;
  }

  #asyncStatement(decorator_list: Expression[]): Statement {
    const place = this.#place();
    this.#at++;
    if (this.#is("def")) return this.#functionDefinition(place, decorator_list, true);
    if (this.#is("for")) return this.#forStatement(place, true);
    if (this.#is("with")) return this.#withStatement(place, true);
    throw this.#fail();
  }

  #decorated(): Statement {
    const decorators: Expression[] = [];
    while (this.#take("@")) {
      decorators.push(this.namedExpression());
      if (this.#kind() !== NEWLINE) throw this.#fail();
      this.#at++;
    }
    if (this.#is("class")) return this.#classDefinition(decorators);
    if (this.#is("async")) return this.#asyncStatement(decorators);
    if (this.#is("def")) return this.#functionDefinition(this.#place(), decorators, false);
    throw this.#fail();
  }

  #functionDefinition(place: Place, decorator_list: Expression[], async: boolean): Statement {
    this.#at++;
    const name = this.#name();
    const type_params = this.#typeParameters();
    if (!this.#take("(")) throw this.#fail("expected '('");
    const args = this.#parameters(")", true);
    this.#expect(")");
    const returns = this.#take("->") ? this.expression() : null;
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
    const place = this.#place();
    this.#at++;
    const name = this.#name();
    const type_params = this.#typeParameters();
    let bases: Expression[] = [];
    let keywords: Keyword[] = [];
    if (this.#take("(")) {
      ({ args: bases, keywords } = this.#arguments(true));
      this.#expect(")");
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

  #parameters(end: string, annotated: boolean): Arguments {
    const posonlyargs: Argument[] = [],
      kwonlyargs: Argument[] = [],
      kw_defaults: (Expression | null)[] = [],
      defaults: Expression[] = [];
    let args: Argument[] = [];
    let vararg: Argument | null = null, kwarg: Argument | null = null;
    let star = false;
    const parameter = (starred: boolean): Argument => {
      const place = this.#place();
      const arg = this.#name();
      const annotation = annotated && this.#take(":")
        ? (starred && this.#is("*") ? this.#starred() : this.expression())
        : null;
      return { kind: "arg", arg, annotation, ...this.#done(place) };
    };
    while (!this.#is(end)) {
      if (kwarg !== null) throw this.#fail("arguments cannot follow var-keyword argument");
      if (this.#take("/")) {
        if (star) throw this.#fail("/ must be ahead of *", this.#at - 1);
        if (posonlyargs.length > 0) throw this.#fail("/ may appear only once", this.#at - 1);
        if (args.length === 0) throw this.#fail("at least one argument must precede /", this.#at - 1);
        if (this.#is("*")) throw this.#fail("expected comma between / and *");
        posonlyargs.push(...args);
        args = [];
      } else if (this.#take("**")) {
        kwarg = parameter(false);
        if (this.#is("=")) throw this.#fail("var-keyword argument cannot have default value");
      } else if (this.#take("*")) {
        if (star) throw this.#fail("* argument may appear only once", this.#at - 1);
        star = true;
        if (this.#is(",")) {
          if (this.#text(1) === end || this.#text(1) === "**") {
            throw this.#fail("named arguments must follow bare *", this.#at - 1);
          }
        } else if (this.#is(end)) throw this.#fail("named arguments must follow bare *", this.#at - 1);
        else {
          vararg = parameter(true);
          if (this.#is("=")) throw this.#fail("var-positional argument cannot have default value");
        }
      } else {
        const at = this.#at;
        if (this.#is("(")) {
          let close = this.#at;
          while (this.t.texts[close] !== ")" && this.t.kinds[close] !== NEWLINE) close++;
          throw this.#fail(
            `${annotated ? "Function" : "Lambda expression"} parameters cannot be parenthesized`,
            at,
            close,
          );
        }
        const arg = parameter(false);
        if (this.#is("=") && (this.#text(1) === end || this.#text(1) === ",")) {
          throw this.#fail("expected default value expression");
        }
        const value = this.#take("=") ? this.expression() : null;
        if (star) {
          kwonlyargs.push(arg);
          kw_defaults.push(value);
        } else {
          args.push(arg);
          if (value !== null) defaults.push(value);
          else if (defaults.length > 0) {
            throw this.#fail("parameter without a default follows parameter with a default", at);
          }
        }
      }
      if (!this.#take(",")) break;
    }
    return { kind: "arguments", posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
  }

  // -- match

  #matchStatement(): Statement | null {
    const start = this.#at;
    const place = this.#place();
    try {
      this.#at++;
      if (this.#kind() === NEWLINE || (this.#kind() === OP && /^(=|\.|,|\)|:|;)$/.test(this.#text()))) {
        throw this.#fail();
      }
      const subject = this.expressionList(true);
      if (
        !this.#is(":") || this.t.kinds[this.#at + 1] !== NEWLINE || this.t.kinds[this.#at + 2] !== INDENT ||
        this.#text(3) !== "case"
      ) throw this.#fail();
      this.#at += 3;
      const cases: MatchCase[] = [];
      let lastBody: readonly Statement[] = [];
      while (this.#is("case")) {
        const line = this.t.lines[this.#at++];
        const pattern = this.#openPattern();
        const guard = this.#take("if") ? this.namedExpression() : null;
        const body = this.#block("'case' statement", line, false);
        cases.push({ kind: "match_case", pattern, guard, body });
        lastBody = body;
        while (this.#kind() === NEWLINE) this.#at++;
      }
      if (this.#kind() !== DEDENT && this.#kind() !== END) throw this.#fail();
      if (this.#kind() === DEDENT) this.#at++;
      return { kind: "Match", subject, cases, ...this.#blockEnd(place, lastBody) };
    } catch (error) {
      // `match` is an ordinary name unless cases follow; an error inside a case is a real one.
      const inside = this.#at > start + 2 && this.t.kinds.slice(start, this.#at).includes(INDENT);
      if (inside) throw error;
      this.#at = start;
      return null;
    }
  }

  #openPattern(): Pattern {
    const place = this.#place();
    const first = this.#maybeStarPattern();
    if (!this.#is(",")) {
      if (first.kind === "MatchStar") {
        return { kind: "MatchSequence", patterns: [first], ...this.#done(place) };
      }
      return first;
    }
    const patterns = [first];
    while (this.#take(",")) {
      if (this.#is(":") || this.#is("if")) break;
      patterns.push(this.#maybeStarPattern());
    }
    return { kind: "MatchSequence", patterns, ...this.#done(place) };
  }

  #maybeStarPattern(): Pattern {
    const place = this.#place();
    if (!this.#take("*")) return this.#asPattern();
    const name = this.#name();
    return { kind: "MatchStar", name: name === "_" ? null : name, ...this.#done(place) };
  }

  #asPattern(): Pattern {
    const place = this.#place();
    const first = this.#closedPattern();
    let pattern: Pattern = first;
    if (this.#is("|")) {
      const patterns = [first];
      while (this.#take("|")) patterns.push(this.#closedPattern());
      pattern = { kind: "MatchOr", patterns, ...this.#done(place) };
    }
    if (!this.#take("as")) return pattern;
    const at = this.#at;
    const name = this.#nameAfterAs((what) => `cannot use ${what} as pattern target`);
    if (name === "_") throw this.#fail("cannot use '_' as a target", at);
    return { kind: "MatchAs", pattern, name, ...this.#done(place) };
  }

  #closedPattern(): Pattern {
    return this.#deeper(() => this.#closedPatternInner());
  }

  #closedPatternInner(): Pattern {
    const place = this.#place();
    if (this.#is("(") || this.#is("[")) {
      const close = this.#text() === "(" ? ")" : "]";
      this.#at++;
      const patterns: Pattern[] = [];
      let comma = false;
      while (!this.#is(close)) {
        patterns.push(this.#maybeStarPattern());
        comma = this.#take(",");
        if (!comma) break;
      }
      this.#expect(close);
      if (close === ")" && patterns.length === 1 && !comma) {
        if (patterns[0].kind === "MatchStar") throw this.#fail("invalid syntax", this.#at - 1);
        return patterns[0];
      }
      return { kind: "MatchSequence", patterns, ...this.#done(place) };
    }
    if (this.#is("{")) return this.#mappingPattern(place);
    const kind = this.#kind();
    if (kind === NUMBER || kind === STRING || kind === FSTRING || this.#is("-")) {
      return { kind: "MatchValue", value: this.#signedNumber(), ...this.#done(place) };
    }
    if (kind !== NAME) throw this.#fail();
    const word = this.#text();
    if (word === "None" || word === "True" || word === "False") {
      this.#at++;
      return { kind: "MatchSingleton", value: { type: word }, ...this.#done(place) };
    }
    let value: Expression = { kind: "Name", id: this.#name(), ctx: "Load", ...this.#done(place) };
    let dotted = false;
    while (this.#take(".")) {
      dotted = true;
      value = { kind: "Attribute", value, attr: this.#name(), ctx: "Load", ...this.#done(place) };
    }
    if (this.#take("(")) return this.#classPattern(place, value);
    if (dotted) return { kind: "MatchValue", value, ...this.#done(place) };
    return { kind: "MatchAs", pattern: null, name: word === "_" ? null : word, ...this.#done(place) };
  }

  /** A literal of a pattern: strings, a number with a sign, a complex number as a sum. */
  #signedNumber(): Expression {
    if (this.#kind() === STRING || this.#kind() === FSTRING) {
      const text = this.#strings();
      if (text.kind !== "Constant") {
        throw this.#failNode("patterns may only match literals and attribute lookups", text);
      }
      return text;
    }
    const place = this.#place();
    const left = this.#signed();
    if (!this.#is("+") && !this.#is("-")) return left;
    const op = this.#take("+") ? "Add" : "Sub";
    if (op === "Sub") this.#at++;
    if (this.#kind() !== NUMBER) throw this.#fail();
    const real = left.kind === "UnaryOp" ? left.operand : left;
    if (real.kind === "Constant" && real.value.type === "complex") {
      throw this.#failNode("real number required in complex literal", real);
    }
    const right = this.#unary();
    if (right.kind !== "Constant" || right.value.type !== "complex") {
      throw this.#failNode("imaginary number required in complex literal", right);
    }
    return { kind: "BinOp", left, op, right, ...this.#done(place) };
  }

  #signed(): Expression {
    const minus = this.#is("-");
    const next = this.t.kinds[this.#at + (minus ? 1 : 0)];
    if (next !== NUMBER) throw this.#fail("invalid syntax", this.#at + (minus ? 1 : 0));
    return this.#unary();
  }

  #mappingPattern(place: Place): Pattern {
    this.#at++;
    const keys: Expression[] = [];
    const patterns: Pattern[] = [];
    let rest: string | null = null;
    while (!this.#is("}")) {
      if (rest !== null) throw this.#fail();
      if (this.#take("**")) {
        if (this.#is("_")) throw this.#fail();
        rest = this.#name();
      } else {
        const key = this.#is("-") || this.#kind() !== NAME ? this.#signedNumber() : this.#binary(0);
        if (key.kind === "Name") throw this.#fail();
        if (!isLiteralOrPath(key)) throw this.#failNode("invalid syntax", key);
        keys.push(key);
        if (!this.#take(":")) throw this.#fail();
        patterns.push(this.#asPattern());
      }
      if (!this.#take(",")) break;
    }
    this.#expect("}");
    return { kind: "MatchMapping", keys, patterns, rest, ...this.#done(place) };
  }

  #classPattern(place: Place, cls: Expression): Pattern {
    const patterns: Pattern[] = [], kwd_attrs: string[] = [], kwd_patterns: Pattern[] = [];
    while (!this.#is(")")) {
      if (this.#kind() === NAME && this.#text(1) === "=") {
        kwd_attrs.push(this.#name());
        this.#at++;
        kwd_patterns.push(this.#asPattern());
      } else {
        if (kwd_attrs.length > 0) throw this.#fail("positional patterns follow keyword patterns");
        patterns.push(this.#asPattern());
      }
      if (!this.#take(",")) break;
    }
    this.#expect(")");
    return { kind: "MatchClass", cls, patterns, kwd_attrs, kwd_patterns, ...this.#done(place) };
  }

  // -- expressions

  /** `a, *b, c`: a tuple unless there is one item without a comma. */
  expressionList(named = false): Expression {
    if (this.#is("yield")) return this.#yieldExpression();
    const place = this.#place();
    const list = this.#starList(named);
    if (list.items.length === 1 && !list.trailing) {
      if (
        list.items[0].kind === "Starred" && this.#is("=") === false && this.#is(",") === false &&
        this.#endsStatement()
      ) {
        throw this.#failNode("can't use starred expression here", list.items[0]);
      }
      return list.items[0];
    }
    return { kind: "Tuple", elts: list.items, ctx: "Load", ...this.#done(place) };
  }

  #starList(named = false): { items: Expression[]; trailing: boolean; length: number } {
    const items: Expression[] = [];
    let trailing = false;
    do {
      trailing = items.length > 0;
      if (trailing && this.#endsList()) return { items, trailing, length: items.length };
      items.push(this.#is("*") ? this.#starred() : named ? this.namedExpression() : this.expression());
      trailing = false;
    } while (this.#take(","));
    return { items, trailing, length: items.length };
  }

  #endsList(): boolean {
    const kind = this.#kind();
    if (kind === NEWLINE || kind === END || kind === DEDENT) return true;
    if (kind === OP) return /^(?:\)|\]|\}|=|:|;|[-+*/%&|^@]=|\/\/=|>>=|<<=|\*\*=)$/.test(this.#text());
    return kind === NAME && (this.#is("in") || this.#is("for") || this.#is("if"));
  }

  #starred(): Expression {
    const place = this.#place();
    this.#at++;
    const value = this.#binary(0);
    return { kind: "Starred", value, ctx: "Load", ...this.#done(place) };
  }

  /** `name := value` or an expression; `argument`: an `=` after it is the caller's business. */
  namedExpression(argument = false): Expression {
    const place = this.#place();
    const first = this.expression();
    if (!argument && this.#is("=")) throw this.#meantComparison(first, place);
    if (!this.#is(":=")) return first;
    if (first.kind !== "Name") {
      throw this.#failNode(`cannot use assignment expressions with ${describe(first)}`, first);
    }
    this.#at++;
    const value = this.expression();
    return { kind: "NamedExpr", target: this.#asTarget(first, "Store"), value, ...this.#done(place) };
  }

  /** The error for `=` where an expression was expected. */
  #meantComparison(first: Expression, place: Place): PythonSyntaxError {
    const equals = this.#at;
    this.#at++;
    let whole: Located | null = null;
    try {
      this.#binary(0);
      if (!this.#is("=") && !this.#is(":=")) whole = this.#done(place);
    } catch {
      // What follows has its own error; the place of this one is the `=`.
    }
    if (whole === null || ["Compare", "BoolOp", "IfExp", "Lambda"].includes(first.kind)) {
      return this.#fail("invalid syntax", equals);
    }
    if (first.kind === "Name") {
      return this.#failNode("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", whole);
    }
    if (
      ["List", "Tuple", "GeneratorExp"].includes(first.kind) ||
      (first.kind === "Constant" && ["True", "False", "None"].includes(first.value.type))
    ) {
      return this.#fail("invalid syntax", equals);
    }
    return this.#failNode(
      `cannot assign to ${describe(first)} here. Maybe you meant '==' instead of '='?`,
      first,
    );
  }

  expression(): Expression {
    return this.#deeper(() => {
      if (this.#is("lambda")) return this.#lambda();
      const place = this.#place();
      const body = this.#disjunction();
      if (!this.#is("if")) return body;
      const at = this.#at;
      this.#at++;
      const test = this.#disjunction();
      if (!this.#take("else")) {
        // A comprehension's condition is not ours.
        if (this.#comprehending > 0 && this.#kind() !== NEWLINE) {
          this.#at = at;
          return body;
        }
        if (this.#is(":")) throw this.#fail();
        throw this.#failNode("expected 'else' after 'if' expression", {
          ...place,
          ...this.#endOf(body),
          ...this.#done(place),
        });
      }
      if (this.#isStatementWord() || this.#kind() === NEWLINE) {
        throw this.#fail("expected expression after 'else', but statement is given");
      }
      const orelse = this.expression();
      return { kind: "IfExp", test, body, orelse, ...this.#done(place) };
    });
  }

  /** A word that is a statement by itself. */
  #isStatementWord(): boolean {
    return this.#is("pass") || this.#is("break") || this.#is("continue");
  }

  #comprehending = 0;
  /** After `from __future__ import barry_as_FLUFL` (PEP 401). */
  #barry = false;

  #endOf(node: Located): Pick<Located, "end_lineno" | "end_col_offset"> {
    return { end_lineno: node.end_lineno, end_col_offset: node.end_col_offset };
  }

  #lambda(): Expression {
    const place = this.#place();
    this.#at++;
    const args = this.#parameters(":", false);
    if (!this.#take(":")) throw this.#fail();
    const body = this.expression();
    return { kind: "Lambda", args, body, ...this.#done(place) };
  }

  #yieldExpression(): Expression {
    const place = this.#place();
    this.#at++;
    if (this.#take("from")) {
      const value = this.expression();
      return { kind: "YieldFrom", value, ...this.#done(place) };
    }
    const value = this.#endsList() ? null : this.expressionList();
    return { kind: "Yield", value, ...this.#done(place) };
  }

  #disjunction(): Expression {
    return this.#boolean("or", "Or", () => this.#boolean("and", "And", () => this.#inversion()));
  }

  #boolean(word: string, op: "And" | "Or", operand: () => Expression): Expression {
    const place = this.#place();
    const first = operand();
    if (!this.#is(word)) return first;
    const values = [first];
    while (this.#take(word)) values.push(operand());
    return { kind: "BoolOp", op, values, ...this.#done(place) };
  }

  #inversion(): Expression {
    if (!this.#is("not")) return this.#comparison();
    return this.#deeper(() => {
      const place = this.#place();
      this.#at++;
      const operand = this.#inversion();
      return { kind: "UnaryOp", op: "Not", operand, ...this.#done(place) };
    });
  }

  #comparison(): Expression {
    const place = this.#place();
    const left = this.#binary(0);
    const ops: CompareOperator[] = [];
    const comparators: Expression[] = [];
    for (let op = this.#comparisonOperator(); op !== null; op = this.#comparisonOperator()) {
      ops.push(op);
      comparators.push(this.#binary(0));
    }
    return ops.length === 0 ? left : { kind: "Compare", left, ops, comparators, ...this.#done(place) };
  }

  #comparisonOperator(): CompareOperator | null {
    const kind = this.#kind();
    if (kind === OP) {
      const op = COMPARE[this.#text() === "<>" ? "!=" : this.#text()];
      if (op === undefined) return null;
      if (op === "NotEq" && this.#text() !== (this.#barry ? "<>" : "!=")) {
        throw this.#fail(
          this.#barry
            ? "with Barry as BDFL, use '<>' instead of '!='"
            : "invalid syntax.  Maybe you meant '!=' instead of '<>'?",
        );
      }
      this.#at++;
      return op;
    }
    if (kind !== NAME) return null;
    if (this.#take("in")) return "In";
    if (this.#take("is")) return this.#take("not") ? "IsNot" : "Is";
    if (this.#is("not") && this.#text(1) === "in") {
      this.#at += 2;
      return "NotIn";
    }
    return null;
  }

  #binary(level: number): Expression {
    if (level === BINARY.length) return this.#unary();
    const place = this.#place();
    let left = this.#binary(level + 1);
    while (this.#kind() === OP) {
      const op = BINARY[level][this.#text()];
      if (op === undefined) break;
      this.#at++;
      if (this.#is("not")) throw this.#misplacedNot();
      const right = this.#binary(level + 1);
      left = { kind: "BinOp", left, op, right, ...this.#done(place) };
    }
    return left;
  }

  #unary(): Expression {
    const place = this.#place();
    const text = this.#kind() === OP ? this.#text() : "";
    const op = text === "-" ? "USub" : text === "+" ? "UAdd" : text === "~" ? "Invert" : null;
    if (op === null) return this.#power();
    return this.#deeper(() => {
      this.#at++;
      if (this.#is("not")) throw this.#misplacedNot();
      const operand = this.#unary();
      return { kind: "UnaryOp", op, operand, ...this.#done(place) };
    });
  }

  /** `not` binds less than what it stands behind. */
  #misplacedNot(): PythonSyntaxError {
    return this.#failNode("'not' after an operator must be parenthesized", this.#inversion());
  }

  #power(): Expression {
    const place = this.#place();
    const left = this.#awaited();
    if (!this.#take("**")) return left;
    const right = this.#unary();
    return { kind: "BinOp", left, op: "Pow", right, ...this.#done(place) };
  }

  #awaited(): Expression {
    if (!this.#is("await")) return this.#primary();
    const place = this.#place();
    this.#at++;
    const value = this.#primary();
    return { kind: "Await", value, ...this.#done(place) };
  }

  #primary(): Expression {
    const place = this.#place();
    let value = this.#atom();
    while (this.#kind() === OP) {
      if (this.#take(".")) {
        value = { kind: "Attribute", value, attr: this.#name(), ctx: "Load", ...this.#done(place) };
      } else if (this.#take("(")) {
        const { args, keywords } = this.#deeper(() => this.#arguments());
        this.#expect(")");
        value = { kind: "Call", func: value, args, keywords, ...this.#done(place) };
      } else if (this.#take("[")) {
        const slice = this.#deeper(() => this.#unconditional(() => this.#slices()));
        this.#expect("]");
        value = { kind: "Subscript", value, slice, ctx: "Load", ...this.#done(place) };
      } else break;
    }
    return value;
  }

  /** Inside brackets an `if` without `else` belongs to no comprehension outside them. */
  #unconditional<T>(body: () => T): T {
    const outer = this.#comprehending;
    this.#comprehending = 0;
    const result = body();
    this.#comprehending = outer;
    return result;
  }

  #slices(): Expression {
    const place = this.#place();
    const first = this.#slice();
    if (!this.#is(",")) {
      return first.kind === "Starred"
        ? { kind: "Tuple", elts: [first], ctx: "Load", ...this.#done(place) }
        : first;
    }
    const elts = [first];
    while (this.#take(",")) {
      if (this.#is("]")) break;
      elts.push(this.#slice());
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.#done(place) };
  }

  /** Behind a star something to unpack has to come. */
  #refuseLoneStar(): void {
    if (this.#kind() === OP && /^[,:)\]]$/.test(this.#text())) throw this.#fail("Invalid star expression");
  }

  #slice(): Expression {
    const place = this.#place();
    if (this.#is("*")) {
      this.#at++;
      this.#refuseLoneStar();
      this.#at--;
      return this.#starred();
    }
    const lower = this.#is(":") ? null : this.namedExpression();
    if (!this.#take(":")) {
      if (lower === null) throw this.#fail();
      return lower;
    }
    const bound = () => this.#is(":") || this.#is("]") || this.#is(",") ? null : this.expression();
    const upper = bound();
    const step = this.#take(":") ? bound() : null;
    return { kind: "Slice", lower, upper, step, ...this.#done(place) };
  }

  /** Arguments of a call, or of a class: `bases`, where a generator expression needs brackets. */
  #arguments(bases = false): { args: Expression[]; keywords: Keyword[] } {
    return this.#unconditional(() => {
      const args: Expression[] = [];
      const keywords: Keyword[] = [];
      let unpacked = false;
      /** What is wrong with the order of arguments: said once they have all been read. */
      let misplaced: string | null = null;
      while (!this.#is(")")) {
        const place = this.#place();
        const at = this.#at;
        if (this.#take("**")) {
          const value = this.expression();
          if (this.#is("=")) throw this.#assignedUnpacking("keyword", place);
          keywords.push({ kind: "keyword", arg: null, value, ...this.#done(place) });
          unpacked = true;
        } else if (this.#is("*")) {
          const value = this.#starredArgument();
          if (this.#is("=")) throw this.#assignedUnpacking("iterable", place);
          if (unpacked) {
            const message = "iterable argument unpacking follows keyword argument unpacking";
            throw this.#fail(message, at - 1, this.#at - 1);
          }
          args.push(value);
        } else if (this.#kind() === NAME && this.#text(1) === "=" && this.t.kinds[this.#at + 1] === OP) {
          const word = this.#text();
          if (word === "True" || word === "False" || word === "None") {
            throw this.#fail(`cannot assign to ${word}`, at, at + 1);
          }
          const arg = this.#name();
          this.#at++;
          if (this.#is(",") || this.#is(")")) {
            throw this.#fail("expected argument value expression", at, at + 1);
          }
          const keyword: Keyword = { kind: "keyword", arg, value: this.expression(), ...this.#done(place) };
          if (this.#is("for") || this.#is("async")) {
            throw this.#fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", at, at + 1);
          }
          keywords.push(keyword);
        } else {
          let value = this.namedExpression(true);
          if (this.#is("for") || this.#is("async")) {
            if (bases) throw this.#fail();
            const generators = this.#comprehensionClauses();
            const alone: Expression = { kind: "GeneratorExp", elt: value, generators, ...this.#done(place) };
            if (args.length > 0 || keywords.length > 0 || this.#is(",")) {
              throw this.#failNode("Generator expression must be parenthesized", alone);
            }
            // The only argument: its brackets are the call's.
            const outer: Place = { ...place, col_offset: place.col_offset - 1 };
            this.#at++;
            value = { kind: "GeneratorExp", elt: value, generators, ...this.#done(outer) };
            this.#at--;
          } else if (this.#is("=")) {
            throw this.t.error(
              `expression cannot contain assignment, perhaps you meant "=="?`,
              this.t.starts[at],
              this.t.ends[this.#at],
            );
          } else if (unpacked) {
            misplaced ??= "positional argument follows keyword argument unpacking";
          } else if (keywords.length > 0) misplaced ??= "positional argument follows keyword argument";
          args.push(value);
        }
        if (!this.#take(",")) break;
      }
      if (!this.#is(")")) throw this.#missingComma(args);
      if (misplaced !== null) throw this.#fail(misplaced);
      return { args, keywords };
    });
  }

  /** The error for a value that is given to what is unpacked. */
  #assignedUnpacking(what: "keyword" | "iterable", place: Place): PythonSyntaxError {
    this.#at++;
    this.expression();
    return this.#failNode(`cannot assign to ${what} argument unpacking`, { ...place, ...this.#done(place) });
  }

  #starredArgument(): Expression {
    const place = this.#place();
    this.#at++;
    this.#refuseLoneStar();
    const value = this.expression();
    return { kind: "Starred", value, ctx: "Load", ...this.#done(place) };
  }

  /** Two expressions side by side inside brackets. */
  #missingComma(before: readonly Expression[]): PythonSyntaxError {
    const kind = this.#kind();
    const starts = kind === NUMBER || kind === STRING || kind === FSTRING ||
      (kind === NAME && !KEYWORDS.has(this.#text()));
    const last = before[before.length - 1];
    if (starts && last !== undefined) {
      const from = this.#offset(last.lineno, last.col_offset);
      return this.t.error("invalid syntax. Perhaps you forgot a comma?", from, this.t.ends[this.#at]);
    }
    return this.#fail();
  }

  // -- atoms

  #atom(): Expression {
    const place = this.#place();
    const constant = (value: ConstantValue): Expression => {
      this.#at++;
      return { kind: "Constant", value, ...this.#done(place) };
    };
    switch (this.#kind()) {
      case NUMBER:
        return constant(numberValue(this.#text()));
      case STRING:
      case FSTRING:
        return this.#strings();
      case NAME: {
        const word = this.#text();
        if (word === "None" || word === "True" || word === "False") return constant({ type: word });
        if (this.#isStatementWord() && this.#text(1) === "if") {
          throw this.#fail("expected expression before 'if', but statement is given");
        }
        if (KEYWORDS.has(word)) throw this.#fail();
        this.#at++;
        return { kind: "Name", id: word, ctx: "Load", ...this.#done(place) };
      }
      case OP:
        switch (this.#text()) {
          case "(":
            return this.#deeper(() => this.#unconditional(() => this.#parenthesis(place)));
          case "[":
            return this.#deeper(() => this.#unconditional(() => this.#listDisplay(place)));
          case "{":
            return this.#deeper(() => this.#unconditional(() => this.#braces(place)));
          case "...":
            return constant({ type: "Ellipsis" });
        }
    }
    throw this.#fail();
  }

  #parenthesis(place: Place): Expression {
    this.#at++;
    if (this.#take(")")) return { kind: "Tuple", elts: [], ctx: "Load", ...this.#done(place) };
    if (this.#is("yield")) {
      const value = this.#yieldExpression();
      this.#expect(")");
      return value;
    }
    const first = this.#is("*") ? this.#starred() : this.namedExpression();
    if (this.#is("for") || this.#is("async")) {
      const generators = this.#comprehensionClauses();
      this.#expect(")");
      return { kind: "GeneratorExp", elt: first, generators, ...this.#done(place) };
    }
    if (!this.#is(",")) {
      if (!this.#is(")")) throw this.#missingComma([first]);
      this.#at++;
      if (first.kind === "Starred") throw this.#failNode("cannot use starred expression here", first);
      return first;
    }
    const elts = [first];
    while (this.#take(",")) {
      if (this.#is(")")) break;
      elts.push(this.#is("*") ? this.#starred() : this.namedExpression());
    }
    if (!this.#is(")")) throw this.#missingComma(elts);
    this.#at++;
    return { kind: "Tuple", elts, ctx: "Load", ...this.#done(place) };
  }

  #listDisplay(place: Place): Expression {
    this.#at++;
    const elts: Expression[] = [];
    while (!this.#is("]")) {
      elts.push(this.#is("*") ? this.#starred() : this.namedExpression());
      if (elts.length === 1 && (this.#is("for") || this.#is("async"))) {
        const generators = this.#comprehensionClauses();
        this.#expect("]");
        return { kind: "ListComp", elt: elts[0], generators, ...this.#done(place) };
      }
      if (elts.length > 1 && (this.#is("for") || this.#is("async"))) throw this.#forgotBrackets(elts);
      if (!this.#take(",")) break;
    }
    if (!this.#is("]")) throw this.#missingComma(elts);
    this.#at++;
    return { kind: "List", elts, ctx: "Load", ...this.#done(place) };
  }

  #forgotBrackets(elts: readonly Expression[]): PythonSyntaxError {
    const last = elts[elts.length - 1];
    return this.#failNode("did you forget parentheses around the comprehension target?", {
      ...elts[0],
      end_lineno: last.end_lineno,
      end_col_offset: last.end_col_offset,
    });
  }

  #braces(place: Place): Expression {
    this.#at++;
    const keys: (Expression | null)[] = [];
    const values: Expression[] = [];
    const elts: Expression[] = [];
    while (!this.#is("}")) {
      if (this.#take("**")) {
        const at = this.#at - 1;
        keys.push(null);
        values.push(this.#binary(0));
        if (this.#is("for") || this.#is("async")) {
          throw this.#fail("dict unpacking cannot be used in dict comprehension", at);
        }
      } else {
        const first = this.#is("*") ? this.#starred() : this.namedExpression();
        if (elts.length === 0 && first.kind !== "Starred" && this.#take(":")) {
          if (this.#is("}") || this.#is(",")) {
            throw this.#fail("expression expected after dictionary key and ':'", this.#at - 1);
          }
          if (this.#is("*")) {
            throw this.#failNode("cannot use a starred expression in a dictionary value", this.#starred());
          }
          const value = this.expression();
          if (keys.length === 0 && (this.#is("for") || this.#is("async"))) {
            const generators = this.#comprehensionClauses();
            this.#expect("}");
            return { kind: "DictComp", key: first, value, generators, ...this.#done(place) };
          }
          keys.push(first);
          values.push(value);
        } else {
          if (keys.length > 0) {
            const end = this.t.ends[this.#at - 1];
            throw this.t.error("':' expected after dictionary key", end - 1, end);
          }
          elts.push(first);
          if (elts.length > 1 && (this.#is("for") || this.#is("async"))) throw this.#forgotBrackets(elts);
          if (elts.length === 1 && (this.#is("for") || this.#is("async"))) {
            const generators = this.#comprehensionClauses();
            this.#expect("}");
            return { kind: "SetComp", elt: first, generators, ...this.#done(place) };
          }
        }
      }
      if (!this.#take(",")) break;
    }
    if (!this.#is("}")) throw this.#missingComma(elts.length > 0 ? elts : values);
    this.#at++;
    if (elts.length > 0) return { kind: "Set", elts, ...this.#done(place) };
    return { kind: "Dict", keys, values, ...this.#done(place) };
  }

  #comprehensionClauses(): Comprehension[] {
    const clauses: Comprehension[] = [];
    while (this.#is("for") || this.#is("async")) {
      const is_async = this.#take("async") ? 1 : 0;
      this.#expect("for");
      const targets = this.#targetList();
      if (!this.#is("in")) throw this.#fail("'in' expected after for-loop variables");
      const target = this.#asTarget(targets, "Store");
      this.#at++;
      this.#comprehending++;
      const iter = this.#disjunctionOrConditional();
      const ifs: Expression[] = [];
      while (this.#take("if")) ifs.push(this.#condition());
      this.#comprehending--;
      clauses.push({ kind: "comprehension", target, iter, ifs, is_async });
    }
    return clauses;
  }

  #disjunctionOrConditional(): Expression {
    return this.#is("lambda") ? this.#lambda() : this.#disjunction();
  }

  #condition(): Expression {
    const place = this.#place();
    const first = this.#disjunctionOrConditional();
    if (!this.#is(":=")) return first;
    this.#at++;
    const value = this.#disjunctionOrConditional();
    return { kind: "NamedExpr", target: this.#asTarget(first, "Store"), value, ...this.#done(place) };
  }

  // -- strings

  #strings(): Expression {
    const place = this.#place();
    const parts: Expression[] = [];
    let bytes: Uint8Array | null = null;
    let text: { literal: LiteralText; place: Located } | null = null;
    let formatted = false, template = false, onlyTemplates = true;
    const first = this.#at;
    const flush = () => {
      if (text !== null) {
        const { literal, place } = text;
        parts.push({ kind: "Constant", value: textConstant(literal), ...place, ...unicodeMark(marked) });
      }
      text = null;
    };
    const addText = (literal: LiteralText, at: Located) => {
      text = text === null ? { literal, place: at } : {
        literal: joinTexts(text.literal, literal),
        place: { ...text.place, end_lineno: at.end_lineno, end_col_offset: at.end_col_offset },
      };
    };
    let plain = false;
    let marked = false;
    while (this.#kind() === STRING || this.#kind() === FSTRING) {
      const at = this.#place();
      const start = this.t.starts[this.#at];
      const { prefix, body, bodyStart } = splitLiteral(this.#text());
      const kind = this.#kind();
      this.#at++;
      const here = this.#done(at);
      try {
        if (kind === FSTRING) {
          formatted = true;
          if (prefix.includes("t")) template = true;
          else onlyTemplates = false;
          this.#formatted(
            body,
            start + bodyStart,
            prefix.includes("r"),
            prefix.includes("t"),
            (literal, from, to) => addText(literal, this.#between(from, to)),
            (part) => (flush(), parts.push(part)),
          );
        } else if (prefix.includes("b")) {
          onlyTemplates = false;
          if (!prefix.includes("r")) this.#warnOfEscape(body, start + bodyStart, true);
          const more = decodeBytes(body, prefix.includes("r"));
          const joined: Uint8Array = new Uint8Array((bytes?.length ?? 0) + more.length);
          if (bytes !== null) joined.set(bytes);
          joined.set(more, bytes?.length ?? 0);
          bytes = joined;
        } else {
          plain = true;
          onlyTemplates = false;
          if (!formatted && text === null) marked = prefix === "u";
          if (!prefix.includes("r")) this.#warnOfEscape(body, start + bodyStart, false);
          addText(decoded(body, prefix.includes("r")), here);
        }
      } catch (error) {
        if (error instanceof LiteralError) throw this.#fail(error.message, this.#at - 1);
        throw error;
      }
    }
    if (template && !onlyTemplates) {
      const message = "cannot mix t-string literals with string or bytes literals";
      throw this.#fail(message, first, this.#at - 1);
    }
    if (bytes !== null) {
      const mixed = "cannot mix bytes and nonbytes literals";
      if (formatted) throw this.#fail(mixed);
      if (plain) throw this.#fail(mixed, first, this.#at - 1);
      return { kind: "Constant", value: { type: "bytes", value: bytes }, ...this.#done(place) };
    }
    const whole = this.#done(place);
    if (!formatted) {
      return {
        kind: "Constant",
        value: textConstant((text as { literal: LiteralText } | null)?.literal ?? { value: "", apart: [] }),
        ...whole,
        ...unicodeMark(marked),
      };
    }
    const last = text as { literal: LiteralText } | null;
    if (last !== null && last.literal.value === "") text = null;
    flush();
    const values = parts.filter((part) =>
      part.kind !== "Constant" || part.value.type !== "str" || part.value.value !== ""
    );
    return { kind: template ? "TemplateStr" : "JoinedStr", values, ...whole };
  }

  /** The parts of an f-string's body, or of a format spec. */
  #formatted(
    body: string,
    offset: number,
    raw: boolean,
    template: boolean,
    addText: AddText,
    addPart: (part: Expression) => void,
    spec = false,
  ): void {
    let literal = "";
    let i = 0;
    let begin = 0;
    while (i < body.length) {
      const char = body[i];
      if (char === "\\" && !raw) {
        if (body[i + 1] === "N" && body[i + 2] === "{") {
          const end = body.indexOf("}", i);
          literal += body.slice(i, end + 1);
          i = end + 1;
        } else if (body[i + 1] === "{" || body[i + 1] === "}") {
          literal += "\\\\";
          i++;
        } else {
          literal += body.slice(i, i + 2);
          i += 2;
        }
      } else if (char === "{" && body[i + 1] === "{" && !spec) {
        literal += "{";
        i += 2;
      } else if (char === "}" && body[i + 1] === "}" && !spec) {
        literal += "}";
        i += 2;
      } else if (char === "{") {
        if (literal !== "") addText(decoded(literal, raw), offset + begin, offset + i);
        if (!raw) this.#warnOfEscape(body.slice(begin, i + 1), offset + begin, false);
        literal = "";
        i = begin = this.#field(body, i, offset, raw, template, addText, addPart);
      } else if (char === "}") {
        const single = `${template ? "t" : "f"}-string: single '}' is not allowed`;
        throw this.#bare(this.t.error(single, offset + i, offset + i));
      } else {
        literal += char;
        i++;
      }
    }
    if (literal !== "") addText(decoded(literal, raw), offset + begin, offset + body.length);
    if (!raw) this.#warnOfEscape(body.slice(begin), offset + begin, false);
  }

  /** An error that CPython's tokenizer finds, whose text ends with the line. */
  #bare(error: PythonSyntaxError): PythonSyntaxError {
    error.bare = true;
    return error;
  }

  /** Notes the first backslash in a part of the source, from `at` on, that begins no escape. */
  #warnOfEscape(body: string, at: number, isBytes: boolean): void {
    const found = invalidEscape(body, isBytes);
    if (found === null) return;
    const { message, hint } = found, start = at + found.at;
    const caution = this.t.error(`${message} ${hint}`, start, start + 2);
    caution.warning = `${message} Such sequences will not work in the future. ${hint}`;
    this.t.cautions.push(caution);
  }

  /** The place of a part of the source. */
  #between(start: number, end: number): Located {
    const lineno = this.t.lineOf(start), end_lineno = this.t.lineOf(end);
    return {
      lineno,
      col_offset: this.t.columnOf(start, lineno),
      end_lineno,
      end_col_offset: this.t.columnOf(end, end_lineno),
    };
  }

  /** One replacement field; returns the index in the body after its `}`. */
  #field(
    body: string,
    open: number,
    offset: number,
    raw: boolean,
    template: boolean,
    addText: AddText,
    addPart: (part: Expression) => void,
  ): number {
    const kind = template ? "t-string" : "f-string";
    const at = (index: number) => offset + index;
    let i = open + 1;
    let depth = 0;
    // What is between here and the next place that matters, without comments.
    let shown = "", from = i;
    const show = (to: number) => {
      shown += body.slice(from, to);
      from = to;
    };
    const skipComment = () => {
      show(i);
      while (i < body.length && body[i] !== "\n") i++;
      from = i;
    };
    // The end of the expression: `}`, `:`, `!r` or `=` outside brackets and strings.
    for (; i < body.length; i++) {
      const char = body[i];
      if (char === '"' || char === "'") {
        const sub = new Tokens(this.t.source, at(i), this.#stringEnd(at(i)), true, this.t);
        i = sub.ends[0] - offset - 1;
      } else if (char === "#") skipComment();
      else if ("([{".includes(char)) depth++;
      else if (")]}".includes(char) && depth > 0) depth--;
      else if (char === "}" && depth === 0) break;
      else if (char === ")" || char === "]") {
        throw this.#bare(this.t.error(`${kind}: unmatched '${char}'`, at(i), at(i)));
      } else if (char === "!" && body[i + 1] === "=") i++;
      else if (depth === 0 && (char === ":" || char === "!")) break;
      else if ((char === "=" || char === "<" || char === ">") && body[i + 1] === "=") i++;
      else if (char === "=" && depth === 0 && DEBUG_END.test(body.slice(i + 1))) break;
    }
    show(i);
    const text = shown;
    const blank = body.slice(open + 1, i).trim() === "";
    if (blank && i < body.length) {
      throw this.t.error(`${kind}: valid expression required before '${body[i]}'`, at(i), at(i + 1));
    }
    const sub = new Parser(new Tokens(this.t.source, at(open + 1), at(i), true, this.t));
    sub.#depth = this.#depth + 1;
    if (sub.#is("lambda") && body[i] === ":") {
      throw sub.t.error(
        `${kind}: lambda expressions are not allowed without parentheses`,
        sub.t.starts[0],
        at(i + 1),
      );
    }
    const value = sub.#fieldValue(kind);
    let debug: string | null = null;
    let behindDebug = i;
    if (body[i] === "=") {
      for (i++; /[\s\\#]/.test(body[i] ?? ""); i++) if (body[i] === "#") skipComment();
      show(i);
      debug = shown;
      behindDebug = i;
    }
    let conversion = -1;
    if (body[i] === "!") {
      const [found, space, letters] = /^!(\s*)([\p{L}\p{N}_]*)/u.exec(body.slice(i))!;
      const from = at(i + 1 + space.length), to = at(i + found.length);
      if (letters === "") throw this.t.error(`${kind}: missing conversion character`, from, from + 1);
      if (space !== "") {
        const message = `${kind}: conversion type must come right after the exclamation mark`;
        throw this.t.error(message, at(i), to);
      }
      if (/^\d/.test(letters)) throw this.t.error(`${kind}: invalid conversion character`, from, to);
      if (!["s", "r", "a"].includes(letters)) {
        const message = `${kind}: invalid conversion character '${letters}': expected 's', 'r', or 'a'`;
        throw this.t.error(message, from, to);
      }
      conversion = letters.charCodeAt(0);
      i += found.length;
      while (/\s/.test(body[i] ?? "")) i++;
      if (i < body.length && body[i] !== ":" && body[i] !== "}") {
        throw this.t.error(`${kind}: expecting ':' or '}'`, at(i), at(i + 1));
      }
    }
    let format_spec: Expression | null = null;
    if (body[i] === ":") {
      const begin = i + 1;
      i = this.#specEnd(body, begin, offset);
      const values: Expression[] = [];
      let literal: { text: LiteralText; from: number; to: number } | null = null;
      const flush = () => {
        if (literal !== null) {
          const { text, from, to } = literal;
          values.push({ kind: "Constant", value: textConstant(text), ...this.#between(from, to) });
        }
        literal = null;
      };
      this.#formatted(
        body.slice(begin, i),
        at(begin),
        raw,
        template,
        (more, from, to) => {
          literal = literal === null
            ? { text: more, from, to }
            : { text: joinTexts(literal.text, more), from: literal.from, to };
        },
        (part) => (flush(), values.push(part)),
        true,
      );
      flush();
      format_spec = { kind: "JoinedStr", values, ...this.#between(at(begin - 1), at(i)) };
    }
    if (body[i] !== "}") throw this.t.error(`${kind}: expecting '}'`, at(i), at(i));
    if (debug !== null) {
      addText({ value: debug, apart: [] }, at(open + 1), at(behindDebug));
      if (conversion < 0 && format_spec === null) conversion = 114;
    }
    const here = this.#between(at(open), at(i + 1));
    if (template) {
      addPart({
        kind: "Interpolation",
        value,
        str: { type: "str", value: text },
        conversion,
        format_spec,
        ...here,
      });
    } else addPart({ kind: "FormattedValue", value, conversion, format_spec, ...here });
    return i + 1;
  }

  /** The expression of a replacement field, whose tokens these are. */
  #fieldValue(kind: string): Expression {
    const first = this.t.starts[0];
    let value: Expression;
    try {
      value = this.#is("yield") ? this.#yieldExpression() : this.expressionList();
    } catch (error) {
      const general = error instanceof PythonSyntaxError && error.message === "invalid syntax";
      // What begins no expression; behind its beginning other messages say more.
      if (!general || this.#at > 0) throw error;
      const message = this.#is("=")
        ? `${kind}: valid expression required before '='`
        : `${kind}: expecting a valid expression after '{'`;
      throw this.t.error(message, first, this.t.ends[0]);
    }
    if (this.#kind() === END) return value;
    const missing = this.#missingComma([value]);
    if (missing.message !== "invalid syntax") throw missing;
    if (this.#is("=")) {
      const behind = Math.min(this.#at + 1, this.t.kinds.length - 1);
      throw this.#fail(`${kind}: expecting '!', or ':', or '}'`, behind);
    }
    throw this.#fail(`${kind}: expecting '=', or '!', or ':', or '}'`);
  }

  /** The end of the token that holds a nested string: good enough to tokenise just it. */
  #stringEnd(start: number): number {
    const source = this.t.source;
    const quote = source[start];
    const triple = source.startsWith(quote.repeat(3), start);
    let at = start + (triple ? 3 : 1);
    for (; at < source.length; at++) {
      if (source[at] === "\\") at++;
      else if (triple ? source.startsWith(quote.repeat(3), at) : source[at] === quote) {
        return at + (triple ? 3 : 1);
      }
    }
    return source.length;
  }

  /** The end of a format specification; braces in strings of its nested fields don't count. */
  #specEnd(body: string, from: number, offset: number): number {
    let depth = 0;
    for (let i = from; i < body.length; i++) {
      if (depth > 0 && (body[i] === '"' || body[i] === "'")) i = this.#stringEnd(offset + i) - offset - 1;
      else if (body[i] === "{") depth++;
      else if (body[i] === "}" && depth-- === 0) return i;
    }
    return body.length;
  }
}

/** What a literal that begins with `u` has more than others. */
function unicodeMark(marked: boolean): { prefix?: "u" } {
  return marked ? { prefix: "u" } : {};
}

/** Whether a mapping pattern may have it as a key. */
function isLiteralOrPath(node: Expression): boolean {
  if (node.kind === "Attribute") return node.value.kind === "Name" || isLiteralOrPath(node.value);
  return node.kind === "Constant" || node.kind === "UnaryOp" || node.kind === "BinOp";
}

/** What is said of what an import can't be bound to. */
function importTarget(what: string): string {
  return `cannot use ${what} as import target`;
}

/** What CPython calls an expression that can't be assigned to. */
function describe(node: Expression): string {
  switch (node.kind) {
    case "Constant":
      return node.value.type === "Ellipsis"
        ? "ellipsis"
        : ["None", "True", "False"].includes(node.value.type)
        ? node.value.type
        : "literal";
    case "Call":
      return "function call";
    case "BinOp":
    case "UnaryOp":
    case "BoolOp":
      return "expression";
    case "Compare":
      return "comparison";
    case "Lambda":
      return "lambda";
    case "IfExp":
      return "conditional expression";
    case "Dict":
      return "dict literal";
    case "Set":
      return "set display";
    case "ListComp":
      return "list comprehension";
    case "SetComp":
      return "set comprehension";
    case "DictComp":
      return "dict comprehension";
    case "GeneratorExp":
      return "generator expression";
    case "Yield":
    case "YieldFrom":
      return "yield expression";
    case "Await":
      return "await expression";
    case "JoinedStr":
      return "f-string expression";
    case "TemplateStr":
      return "t-string expression";
    case "NamedExpr":
      return "named expression";
    case "Name":
      return "name";
    case "Attribute":
      return "attribute";
    case "Subscript":
      return "subscript";
    case "Tuple":
      return "tuple";
    case "List":
      return "list";
    case "Starred":
      return "starred";
    default:
      return "expression";
  }
}
