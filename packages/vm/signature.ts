/**
 * Parameters of natives, read from the text that CPython calls `__text_signature__`.
 *
 * @module
 */

/** A native's parameters. Words are in this order: positional ones, keyword-only ones, `*args`, `**kwargs`. */
export interface Signature {
  /** Names of all parameters that are not variadic, `self` included. */
  readonly names: readonly string[];
  /** How many of them may be given by position. */
  readonly positional: number;
  /** How many of them may only be given by position. */
  readonly positionalOnly: number;
  /** How many positional ones must be given. */
  readonly required: number;
  /** For each of `names`: may it be left out? */
  readonly optional: readonly boolean[];
  /** There is a `*args`. */
  readonly varArgs: boolean;
  /** There is a `**kwargs`. */
  readonly varKeywords: boolean;
  /** Words that the native sees. */
  readonly words: number;
  /** Only positional parameters, none variadic. */
  readonly simple: boolean;
  /** The first parameter is `self`, the class or the module's. */
  readonly hasSelf: boolean;
}

/** Signatures by their text: thousands of natives share some hundreds. */
const PARSED: Map<string, Signature> = new Map();

/** Parses a signature such as `"($self, sub, start=None, /, *, key=None)"`. */
export function parseSignature(text: string): Signature {
  let signature = PARSED.get(text);
  if (signature === undefined) PARSED.set(text, signature = parse(text));
  return signature;
}

function parse(text: string): Signature {
  const parts = splitParameters(text.trim().replace(/^\(/, "").replace(/\)$/, ""));
  const names: string[] = [];
  const optional: boolean[] = [];
  let positional = -1;
  let positionalOnly = 0;
  let varArgs = false;
  let varKeywords = false;
  let hasSelf = false;
  for (const part of parts) {
    if (part === "/") {
      positionalOnly = names.length;
    } else if (part.startsWith("**")) {
      varKeywords = true;
    } else if (part.startsWith("*")) {
      positional = names.length;
      varArgs = part.length > 1;
    } else {
      const [name, value] = part.split("=");
      if (name.startsWith("$")) hasSelf = true;
      names.push(name.trim().replace(/^\$/, ""));
      optional.push(value !== undefined);
    }
  }
  if (positional < 0) positional = names.length;
  if (hasSelf && positionalOnly === 0) positionalOnly = 1;
  let required = 0;
  while (required < positional && !optional[required]) required++;
  return {
    names,
    positional,
    positionalOnly,
    required,
    optional,
    varArgs,
    varKeywords,
    words: names.length + (varArgs ? 1 : 0) + (varKeywords ? 1 : 0),
    simple: !varArgs && !varKeywords && names.length === positional,
    hasSelf,
  };
}

/** Splits at commas that are outside quotes and brackets. */
function splitParameters(text: string): string[] {
  if (!/['"[({]/.test(text)) return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let part = "";
  for (const char of text) {
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === "'" || char === '"') quote = char;
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    if (char === "," && depth === 0 && quote === "") {
      parts.push(part.trim());
      part = "";
    } else part += char;
  }
  if (part.trim() !== "") parts.push(part.trim());
  return parts;
}
