/**
 * Python 3.14's syntax: source text to syntax tree, with CPython's error messages.
 *
 * ```ts
 * import { parse } from "@orochi/syntax";
 * import { assertEquals } from "@std/assert";
 *
 * const module = parse("x = 1 + 2\n");
 * assertEquals(module.kind, "Module");
 * ```
 *
 * @module
 */
export * from "./ast.ts";
export { check } from "./check.ts";
export { PythonSyntaxError } from "./errors.ts";
export { continuesName, startsName } from "./identifiers.ts";
export { escapedSurrogates, joinConstants, type TextConstant, wouldPair } from "./literals.ts";
export { nodeModule, type NodeModules, nodeProcess } from "./node_module.ts";
export { parse, type ParseOptions } from "./parser.ts";
export { type SourceToken, tokenize, type TokenList, TokenType } from "./token_stream.ts";
export { InvalidTree, validate } from "./validate.ts";
