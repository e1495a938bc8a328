/**
 * Where the machine's `python3`, which is older, and Python 3.14 are known to differ: rules that rewrite what the older
 * one shows into what 3.14 shows. Each has its reason; one that no run ever needed should go.
 *
 * @module
 */

/** One known difference. */
export interface Rule {
  /** Found in what the older version shows. */
  readonly from: RegExp;
  /** What 3.14 shows instead, with the groups of `from`. */
  readonly to: string;
  /** Whether it is taken from what Orochi shows, too: for what the older version says less about. */
  readonly both?: true;
  /** Since when, and what changed. */
  readonly reason: string;
}

/** All known differences, applied in this order. */
export const RULES: readonly Rule[] = [
  {
    from:
      /ZeroDivisionError: (integer modulo by zero|float modulo|float floor division by zero|float divmod\(\)|integer division or modulo by zero|complex division by zero|float division by zero|complex modulo|float modulo by zero)/g,
    to: "ZeroDivisionError: division by zero",
    reason: "3.14: one message for every division by zero",
  },
  {
    from: /argument of type '([^']*)' is not iterable/g,
    to: "argument of type '$1' is not a container or iterable",
    reason: "3.14: what `in` says of something without __contains__",
  },
  {
    from: /complex\(\) first argument must be a string or a number, not '([^']*)'/g,
    to: "complex() argument must be a string or a number, not $1",
    reason: "3.14: arguments of complex()",
  },
  {
    from: /cannot use '[^']*' as a (?:dict key|set element) \(((?:[^()]|\([^()]*\))*)\)/g,
    to: "$1",
    both: true,
    reason: "3.14: what cannot be a key or an element is told with its place",
  },
  {
    from: / \(expected (\d+), got \d+\)/g,
    to: " (expected $1)",
    both: true,
    reason: "3.14: too many values to unpack are counted where their number is known",
  },
  {
    from: /maximum recursion depth exceeded(?: in comparison| while calling a Python object)?/g,
    to: "maximum recursion depth exceeded",
    both: true,
    reason: "where the depth is exceeded is no part of the language",
  },
  {
    from: /method resolution\\norder/g,
    to: "method resolution order",
    reason: "3.13: no line break in the message",
  },
  {
    from: / note when serializing (?:\w+ item (?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\S+)|\w+ object)/g,
    to: "",
    both: true,
    reason: "3.14: json tells in notes where it was",
  },
  {
    from: / \(missed __\w+__ method\)/g,
    to: "",
    both: true,
    reason: "3.14: `async with` and `with` name the missing method",
  },
  {
    from: /object (\w+) can't be used in 'await' expression/g,
    to: "'$1' object can't be awaited",
    reason: "3.14: await",
  },
  {
    from: /(min|max)\(\) iterable argument is empty/g,
    to: "$1",
    both: true,
    reason: "3.12: min() and max() of nothing",
  },
  {
    from: /(min|max)\(\) arg is an empty sequence/g,
    to: "$1",
    reason: "3.12: min() and max() of nothing",
  },
  {
    from: /(lstrip|rstrip|strip) arg must be None or str, not \w+/g,
    to: "$1 arg must be None or str",
    both: true,
    reason: "3.13: strip() names the type",
  },
  {
    from: / and no __dict__ for setting new attributes/g,
    to: "",
    both: true,
    reason: "3.13: why an attribute can't be set",
  },
  {
    from: /TypeError: {2}expected 1 argument/g,
    to: "TypeError: expected 1 argument",
    reason: "a wrapper without a name leaves a blank",
  },
  {
    from: /TypeError: must be str, not/g,
    to: "TypeError: count() argument 1 must be str, not",
    reason: "3.13: str.count, find and their like name the argument",
  },
  {
    from: /replace expected at least 2 arguments, got (\d)/g,
    to: "replace() takes at least 2 positional arguments ($1 given)",
    reason: "3.13: count of str.replace is a keyword, too",
  },
  {
    from: /%c requires int or char/g,
    to: "%c requires an int or a unicode character",
    reason: "3.13: `%c`",
  },
];

/**
 * What 3.14 would show where 3.11 shows `text`.
 *
 * @param ours Whether it is Orochi's text: then only the rules for both are applied.
 */
export function modernise(text: string, ours: boolean, used?: Map<Rule, number>): string {
  for (const rule of RULES) {
    if (ours && !rule.both) continue;
    const next = text.replace(rule.from, rule.to);
    if (next !== text) used?.set(rule, (used.get(rule) ?? 0) + 1);
    text = next;
  }
  return text;
}
