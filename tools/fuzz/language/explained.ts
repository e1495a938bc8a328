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
  /** Whether it is applied where the oracle is 3.14 itself, too. */
  readonly always?: true;
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
    always: true,
    reason: "where the depth is exceeded is no part of the language",
  },
  {
    from: /(?: <context RecursionError: maximum recursion depth exceeded)+>+/g,
    to: "",
    both: true,
    always: true,
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
    from: /\w+\(\) argument 1 must be str, not/g,
    to: "must be str, not",
    both: true,
    reason: "3.13: str.count, find and their like name the argument",
  },
  {
    from: /str_ascii_iterator/g,
    to: "str_iterator",
    always: true,
    reason: "iterators over strs have one type",
  },
  {
    from: /\{'t', 'i'\}/g,
    to: "{'i', 't'}",
    both: true,
    always: true,
    reason: "the order of a set of strs follows their hashes, and the hash function is Orochi's own",
  },
  {
    from: /((?:^|[^\d.])\d+\.\d{11})\d+(?=[+-][\d.e+-]+j\)|j)/g,
    to: "$1",
    both: true,
    always: true,
    reason:
      "the last digit of the engine's sine and cosine, in powers of complex numbers, is not always the C library's",
  },
  {
    from:
      /(\w+)(?:\(\) takes at (most|least) (\d)(?: positional)? arguments? \((\d) given\)| expected at (most|least) (\d) arguments?, got (\d))/g,
    to: "$1 takes $2$5 $3$6, not $4$7",
    both: true,
    reason: "3.13: methods of str name their parameters to Argument Clinic, which words the count otherwise",
  },
  {
    from:
      /must be a byte string of length 1, not (?:a (?:bytes|bytearray) object of length \d+|bytes|bytearray)/g,
    to: "must be a byte string of length 1",
    both: true,
    reason: "3.14: a fill that is too long is told with its length",
  },
  {
    from:
      /(%c requires an int(?:eger in range\(256\) or a single byte| or a unicode character)), not (?:an? \w+ object of length \d+|a string of length \d+|\w+)/g,
    to: "$1",
    both: true,
    reason: "3.14: `%c` tells what it was given",
  },
  {
    from: /complex\(\) (?:argument 'real' must be a real number|argument must be a string or a number), not/g,
    to: "complex() wants a number, not",
    both: true,
    reason: "3.14: arguments of complex()",
  },
  {
    from: /complex\(\) can't take second arg if first is a string/g,
    to: "complex() wants a number, not str",
    reason: "3.14: arguments of complex()",
  },
  {
    from: /complex\(\) second arg can't be a string/g,
    to: "complex() argument 'imag' must be a real number, not str",
    reason: "3.14: arguments of complex()",
  },
  {
    from: /0\.0 cannot be raised to a negative power|0\.0 to a negative or complex power/g,
    to: "zero to a negative power",
    reason: "3.14: powers of zero",
  },
  {
    from: /%c requires int or char/g,
    to: "%c requires an int or a unicode character",
    reason: "3.13: `%c`",
  },
];

/** A kind of cases that is not compared. */
export interface Skip {
  /** Found in the case's source or in what the older version shows. */
  readonly pattern: RegExp;
  /** Whether it is left out where the oracle is 3.14 itself, too, or only there. */
  readonly always?: true | "modern only";
  /** Why the two can't be the same there. */
  readonly reason: string;
}

/** What is not compared. */
export const SKIPS: readonly Skip[] = [
  {
    pattern: /nan[+-]nanj|[+-]nanj/,
    reason: "3.14 multiplies complex numbers with infinities as C99's Annex G",
  },
  { pattern: /unhashable type: 'slice'/, reason: "3.12: slices have a hash" },
  {
    pattern: /throw\(StopIteration/,
    reason: "3.12: a StopIteration thrown into `yield from` over a plain iterator is that iterator's end",
  },
  {
    pattern: /\(lambda: \w\)\(\) for \w in/,
    always: "modern only",
    reason:
      "3.12: the cell of a comprehension's variable is one of the function around it, which other scopes there then see",
  },
  {
    pattern: /1073741823/,
    always: true,
    reason: "a text of that length has no room in a memory of 32-bit addresses",
  },
  {
    pattern: /%[^a-z%]*\*[^]*2147483648/,
    always: true,
    reason: "a text of that width has no room, which is found before an argument that is missing",
  },
  {
    pattern: /class C\(A, B\):[^]*__slots__ *= *'__dict__'/,
    always: true,
    reason:
      "of bases that have no order, the one whose layout counts is another, and what is wrong with its slots is said first",
  },
  { pattern: /hash\(.*nan/, always: true, reason: "the hash of a NaN is that of its identity" },
];

/**
 * What 3.14 would show where 3.11 shows `text`.
 *
 * @param ours Whether it is Orochi's text: then only the rules for both are applied.
 * @param used Counts the times that each rule was used.
 * @param modern Whether the oracle is 3.14 itself: then only the rules that hold always are applied.
 */
export function modernise(text: string, ours: boolean, used?: Map<Rule, number>, modern = false): string {
  for (const rule of RULES) {
    if ((ours && !rule.both) || (modern && !rule.always)) continue;
    const next = text.replace(rule.from, rule.to);
    if (next !== text) used?.set(rule, (used.get(rule) ?? 0) + 1);
    text = next;
  }
  return text;
}
