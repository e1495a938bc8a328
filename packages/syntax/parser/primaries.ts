/**
 * Primaries: attributes, subscripts, calls with their arguments, `await`.
 *
 * @module
 */
import type { Expression, Keyword } from "../ast.ts";
import type { PythonSyntaxError } from "../errors.ts";
import { FSTRING, NAME, NUMBER, OP, STRING } from "../tokenizer.ts";
import { DisplayParser } from "./displays.ts";
import type { Place } from "./token_reader.ts";
import { KEYWORDS } from "./words.ts";

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
        const slice = this.deeper(() => this.unconditional(() => this.#slices()));
        this.expect("]");
        value = { kind: "Subscript", value, slice, ctx: "Load", ...this.done(place) };
      } else break;
    }
    return value;
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
          unpacked = true;
        } else if (this.is("*")) {
          const value = this.#starredArgument();
          if (this.is("=")) throw this.#assignedUnpacking("iterable", place);
          if (unpacked) {
            const message = "iterable argument unpacking follows keyword argument unpacking";
            throw this.fail(message, at - 1, this.at - 1);
          }
          args.push(value);
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
        }
        if (!this.take(",")) break;
      }
      if (!this.is(")")) throw this.missingComma(args);
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

  /** Two expressions side by side inside brackets. */
  protected override missingComma(before: readonly Expression[]): PythonSyntaxError {
    const kind = this.kind();
    const starts = kind === NUMBER || kind === STRING || kind === FSTRING ||
      (kind === NAME && !KEYWORDS.has(this.text()));
    const last = before[before.length - 1];
    if (starts && last !== undefined) {
      const from = this.offset(last.lineno, last.col_offset);
      return this.t.error("invalid syntax. Perhaps you forgot a comma?", from, this.t.ends[this.at]);
    }
    return this.fail();
  }
}
