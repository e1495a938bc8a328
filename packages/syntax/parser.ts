/**
 * Tokens to syntax tree: a recursive-descent parser of Python 3.14 (`Grammar/python.gram`), precedence climbing
 * for operators.
 *
 * @module
 */
import type { ModuleNode } from "./ast.ts";
import { PythonSyntaxError } from "./errors.ts";
import { newFeature } from "./features.ts";
import { Parser } from "./parser/statements.ts";
import { Tokens } from "./tokenizer.ts";

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
    const stopped = tokens.failure ?? tokens.broken;
    if (stopped !== null) throw stopped;
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
      cautions.filter((caution) => wasRead(caution, error)).sort(inOrder).forEach(warn);
    }
    if (failure !== null && (parser.atEnd() || comesFirst(failure, error))) {
      if (failure.message.endsWith("was never closed")) {
        failure.bare = failure.lineno < tokens.lineOf(text.length - 1);
      }
      throw failure;
    }
    if (error.endLineno > error.lineno) error.bare = true;
    if (parser.atEnd() && tokens.broken === null) error.incomplete = true;
    throw error;
  }
}

function inOrder(a: PythonSyntaxError, b: PythonSyntaxError): number {
  return a.lineno - b.lineno || a.offset - b.offset;
}

/** Whether what a caution is about was read when an error was found: it begins before the error's end. */
function wasRead({ lineno, offset }: PythonSyntaxError, error: PythonSyntaxError): boolean {
  const ends = error.endOffset > 0;
  const line = ends ? error.endLineno : error.lineno, end = ends ? error.endOffset : error.offset;
  return lineno < line || (lineno === line && offset < end);
}

/** Whether an error of the tokens is what is said of a source whose syntax is wrong before it, too. */
function comesFirst(failure: PythonSyntaxError, error: PythonSyntaxError): boolean {
  if (failure.type !== "SyntaxError" || error.type !== "SyntaxError") return false;
  // A bracket that is open in the error's own line is not what makes the line wrong; one before it is.
  if (failure.message.endsWith("was never closed")) {
    return failure.lineno < Math.max(error.lineno, error.endLineno);
  }
  const general = /^invalid syntax(?:\. Perhaps you forgot a comma\?)?$/.test(error.message);
  return general || !/^unexpected (?:character after|EOF)/.test(failure.message);
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
