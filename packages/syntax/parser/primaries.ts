/**
 * Primaries: attributes, subscripts, calls with their arguments, `await`.
 *
 * @module
 */
import type { Expression, Keyword } from "../ast.ts";
import { PythonSyntaxError } from "../errors.ts";
import { END, NAME, OP, STRING } from "../tokenizer.ts";
import { DisplayParser } from "./displays.ts";
import type { Place } from "./token_reader.ts";
import { SOFT_KEYWORDS } from "./words.ts";

/** Names that were statements in Python 2. */
const PRINTS = new Set(["print", "exec"]);

/** Reads primaries. */
export abstract class PrimaryParser extends DisplayParser {
  protected awaited(): Expression {
    if (!this.is("await")) return this.#primary();
    const place = this.place();
    this.at++;
    const value = this.#primary();
    return { kind: "Await", value, ...this.done(place) };
  }

  #primary(): Expression {
    const place = this.place();
    let value = this.atom();
    while (this.kind() === OP) {
      if (this.take(".")) {
        value = { kind: "Attribute", value, attr: this.name(), ctx: "Load", ...this.done(place) };
      } else if (this.take("(")) {
        const { args, keywords } = this.deeper(() => this.arguments());
        this.expect(")");
        value = { kind: "Call", func: value, args, keywords, ...this.done(place) };
      } else if (this.take("[")) {
        if (this.is("]")) throw this.#emptyIndex(value);
        const slice = this.deeper(() => this.unconditional(() => this.#slices()));
        if (!this.is("]")) throw this.missingComma(slice);
        this.at++;
        value = { kind: "Subscript", value, slice, ctx: "Load", ...this.done(place) };
      } else break;
    }
    return value;
  }

  /** The error for `a[]`: inside brackets, that is something and a list beside it. */
  #emptyIndex(value: Expression): PythonSyntaxError {
    let level = 0;
    for (let k = 0; k < this.at - 1; k++) {
      if (this.t.kinds[k] !== OP) continue;
      if ("([{".includes(this.t.texts[k])) level++;
      else if (")]}".includes(this.t.texts[k])) level--;
    }
    if (level === 0) return this.fail();
    const from = this.offset(value.lineno, value.col_offset);
    return this.t.error("invalid syntax. Perhaps you forgot a comma?", from, this.t.ends[this.at]);
  }

  #slices(): Expression {
    const place = this.place();
    const first = this.#slice();
    if (!this.is(",")) {
      return first.kind === "Starred"
        ? { kind: "Tuple", elts: [first], ctx: "Load", ...this.done(place) }
        : first;
    }
    const elts = [first];
    while (this.take(",")) {
      if (this.is("]")) break;
      elts.push(this.#slice());
    }
    return { kind: "Tuple", elts, ctx: "Load", ...this.done(place) };
  }

  /** Behind a star something to unpack has to come. */
  #refuseLoneStar(): void {
    if (this.kind() === OP && /^[,:)\]]$/.test(this.text())) throw this.fail("Invalid star expression");
  }

  #slice(): Expression {
    const place = this.place();
    if (this.is("*")) {
      this.at++;
      this.#refuseLoneStar();
      this.at--;
      return this.starred();
    }
    const lower = this.is(":") ? null : this.namedExpression();
    if (!this.take(":")) {
      if (lower === null) throw this.fail();
      return lower;
    }
    const bound = () => this.is(":") || this.is("]") || this.is(",") ? null : this.expression();
    const upper = bound();
    const step = this.take(":") ? bound() : null;
    return { kind: "Slice", lower, upper, step, ...this.done(place) };
  }

  /** Arguments of a call, or of a class: `bases`, where a generator expression needs brackets. */
  protected arguments(bases = false): { args: Expression[]; keywords: Keyword[] } {
    let last: Expression | undefined;
    return this.unconditional(() => {
      const args: Expression[] = [];
      const keywords: Keyword[] = [];
      let unpacked = false;
      /** What is wrong with the order of arguments: said once they have all been read. */
      let misplaced: string | null = null;
      while (!this.is(")")) {
        const place = this.place();
        const at = this.at;
        if (this.take("**")) {
          const value = this.expression();
          if (this.is("=")) throw this.#assignedUnpacking("keyword", place);
          keywords.push({ kind: "keyword", arg: null, value, ...this.done(place) });
          last = value;
          unpacked = true;
        } else if (this.is("*")) {
          const value = this.#starredArgument();
          if (this.is("=")) throw this.#assignedUnpacking("iterable", place);
          if (unpacked) {
            const message = "iterable argument unpacking follows keyword argument unpacking";
            throw this.fail(message, at - 1, this.at - 1);
          }
          args.push(value);
          last = value;
        } else if (this.kind() === NAME && this.text(1) === "=" && this.t.kinds[this.at + 1] === OP) {
          const word = this.text();
          if (word === "True" || word === "False" || word === "None") {
            throw this.fail(`cannot assign to ${word}`, at, at + 1);
          }
          const arg = this.name();
          this.at++;
          if (this.is(",") || this.is(")")) {
            throw this.fail("expected argument value expression", at, at + 1);
          }
          const keyword: Keyword = { kind: "keyword", arg, value: this.expression(), ...this.done(place) };
          if (this.is("for") || this.is("async")) {
            throw this.fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", at, at + 1);
          }
          keywords.push(keyword);
          last = keyword.value;
        } else {
          let value = this.namedExpression(true);
          if (this.is("for") || this.is("async")) {
            if (bases) throw this.fail();
            const generators = this.comprehensionClauses();
            const alone: Expression = { kind: "GeneratorExp", elt: value, generators, ...this.done(place) };
            if (args.length > 0 || keywords.length > 0 || this.is(",")) {
              throw this.failNode("Generator expression must be parenthesized", alone);
            }
            // The only argument: its brackets are the call's.
            const outer: Place = { ...place, col_offset: place.col_offset - 1 };
            this.at++;
            value = { kind: "GeneratorExp", elt: value, generators, ...this.done(outer) };
            this.at--;
            if (!this.is(")")) throw this.fail();
          } else if (this.is("=")) {
            throw this.t.error(
              `expression cannot contain assignment, perhaps you meant "=="?`,
              this.t.starts[at],
              this.t.ends[this.at],
            );
          } else if (unpacked) {
            misplaced ??= "positional argument follows keyword argument unpacking";
          } else if (keywords.length > 0) misplaced ??= "positional argument follows keyword argument";
          args.push(value);
          last = value;
        }
        if (!this.take(",")) break;
        last = undefined;
      }
      if (!this.is(")")) throw this.missingComma(last);
      if (misplaced !== null) throw this.fail(misplaced);
      return { args, keywords };
    });
  }

  /** The error for a value that is given to what is unpacked. */
  #assignedUnpacking(what: "keyword" | "iterable", place: Place): PythonSyntaxError {
    this.at++;
    this.expression();
    return this.failNode(`cannot assign to ${what} argument unpacking`, { ...place, ...this.done(place) });
  }

  #starredArgument(): Expression {
    const place = this.place();
    this.at++;
    this.#refuseLoneStar();
    const value = this.expression();
    return { kind: "Starred", value, ctx: "Load", ...this.done(place) };
  }

  /**
   * The error for two expressions side by side inside brackets (`invalid_expression` of the grammar): the first is the
   * operand that ends where the parser is, the second the longest one that begins there.
   */
  protected override missingComma(last: Expression | undefined): PythonSyntaxError {
    const start = this.at,
      closed = this.t.texts[start - 1] === ")",
      first = closed ? last : lastOperand(last);
    if (first === undefined || !this.mayBegin()) return this.failBehind();
    const from = this.offset(first.lineno, first.col_offset);
    const between = this.#betweenStrings();
    if (between !== null) return between;
    if (first.kind === "Name" && PRINTS.has(first.id)) {
      const operands = this.expressionList();
      if (this.mayBegin()) return this.missingComma(operands);
      const { id } = first, message = `Missing parentheses in call to '${id}'. Did you mean ${id}(...)?`;
      return this.t.error(message, from, this.t.ends[this.at - 1]);
    }
    const parenthesised = closed && first.kind !== "Call";
    if (!parenthesised && SOFT_KEYWORDS.has(this.t.texts[this.t.starts.indexOf(from)])) {
      return this.failBehind();
    }
    if (!parenthesised && first.kind === "Name" && this.kind() === STRING) return this.#behindString();
    try {
      this.expression();
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      if (error.message !== "invalid syntax") return this.fail();
      while (this.at > start && !this.isExpression(this.t.starts[start], this.t.ends[this.at - 1])) this.at--;
      if (this.at === start) return error;
    }
    // The source has ended before the bracket did.
    const stopped = this.t.failure ?? this.t.broken;
    if (this.kind() === END && stopped !== null) return stopped;
    const to = this.t.ends[this.at - 1];
    this.at = start;
    return this.t.error("invalid syntax. Perhaps you forgot a comma?", from, to);
  }

  /** The error for what stands between two strings, as if a quote had been meant to be part of one. */
  #betweenStrings(): PythonSyntaxError | null {
    const start = this.at;
    const { kinds } = this.t;
    if (kinds[start - 1] !== STRING || kinds[start - 2] === STRING || kinds[start] === STRING) return null;
    try {
      while (this.kind() !== STRING) this.expression();
    } catch (error) {
      if (!(error instanceof PythonSyntaxError)) throw error;
      this.at = start;
      return null;
    }
    const message = "invalid syntax. Is this intended to be part of the string?";
    return this.fail(message, start, this.at - 1);
  }

  /** Whether an expression may begin here that can't go on with one before it. */
  protected mayBegin(): boolean {
    if (this.kind() === OP) return ["~", "{", "..."].includes(this.text());
    const operand = this.startsExpression() || /^(?:None|True|False|not|lambda|await)$/.test(this.text());
    return operand && !(this.is("not") && this.text(1) === "in");
  }

  /** The error for a name and a string: the one was hardly meant to be beside the other, unless more follows that. */
  #behindString(): PythonSyntaxError {
    const error = this.fail(), start = this.at, string = this.atom();
    if (this.mayBegin()) return this.missingComma(string);
    this.at = start;
    return error;
  }
}

/** The operand of an expression that ends where it does, without what takes it as its last part; undefined of none. */
function lastOperand(node: Expression | null | undefined): Expression | undefined {
  switch (node?.kind) {
    case "Starred":
    case "NamedExpr":
      return lastOperand(node.value);
    case "IfExp":
      return lastOperand(node.orelse);
    case "Lambda":
      return lastOperand(node.body);
    case "Tuple":
      return lastOperand(node.elts.at(-1));
    case "Slice":
      return lastOperand(node.step ?? node.upper);
    case "Yield":
    case "YieldFrom":
      return lastOperand(node.value);
    default:
      return node ?? undefined;
  }
}
