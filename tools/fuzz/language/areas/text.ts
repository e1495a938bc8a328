/**
 * Cases about text: methods of str, bytes and bytearray, slices, `%`, `format`, f-strings.
 *
 * @module
 */
import type { Writer } from "../writer.ts";

const STR_METHODS: readonly (readonly [string, string])[] = [
  ["capitalize", ""],
  ["casefold", ""],
  ["center", "nf"],
  ["count", "sbb"],
  ["encode", "e"],
  ["endswith", "tbb"],
  ["expandtabs", "n"],
  ["find", "sbb"],
  ["index", "sbb"],
  ["isalnum", ""],
  ["isalpha", ""],
  ["isascii", ""],
  ["isdecimal", ""],
  ["isdigit", ""],
  ["isidentifier", ""],
  ["islower", ""],
  ["isnumeric", ""],
  ["isprintable", ""],
  ["isspace", ""],
  ["istitle", ""],
  ["isupper", ""],
  ["join", "l"],
  ["ljust", "nf"],
  ["lower", ""],
  ["lstrip", "c"],
  ["partition", "s"],
  ["removeprefix", "s"],
  ["removesuffix", "s"],
  ["replace", "ssn"],
  ["rfind", "sbb"],
  ["rindex", "sbb"],
  ["rjust", "nf"],
  ["rpartition", "s"],
  ["rsplit", "Sn"],
  ["rstrip", "c"],
  ["split", "Sn"],
  ["splitlines", "B"],
  ["startswith", "tbb"],
  ["strip", "c"],
  ["swapcase", ""],
  ["title", ""],
  ["translate", "T"],
  ["upper", ""],
  ["zfill", "n"],
  ["__contains__", "s"],
  ["__mul__", "n"],
  ["__add__", "s"],
  ["__getitem__", "b"],
  ["__lt__", "s"],
  ["__mod__", "s"],
];
const BYTES_METHODS: readonly (readonly [string, string])[] = [
  ["capitalize", ""],
  ["center", "nf"],
  ["count", "sbb"],
  ["decode", "e"],
  ["endswith", "tbb"],
  ["expandtabs", "n"],
  ["find", "sbb"],
  ["hex", "h"],
  ["index", "sbb"],
  ["isalnum", ""],
  ["isalpha", ""],
  ["isascii", ""],
  ["isdigit", ""],
  ["islower", ""],
  ["isspace", ""],
  ["istitle", ""],
  ["isupper", ""],
  ["join", "l"],
  ["ljust", "nf"],
  ["lower", ""],
  ["lstrip", "c"],
  ["partition", "s"],
  ["removeprefix", "s"],
  ["removesuffix", "s"],
  ["replace", "ssn"],
  ["rfind", "sbb"],
  ["rindex", "sbb"],
  ["rjust", "nf"],
  ["rpartition", "s"],
  ["rsplit", "Sn"],
  ["rstrip", "c"],
  ["split", "Sn"],
  ["splitlines", "B"],
  ["startswith", "tbb"],
  ["strip", "c"],
  ["swapcase", ""],
  ["title", ""],
  ["translate", "T"],
  ["upper", ""],
  ["zfill", "n"],
];

function subject(w: Writer, kind: string): string {
  return kind === "str" ? w.str() : kind === "bytes" ? w.bytes() : `bytearray(${w.bytes()})`;
}

function argument(w: Writer, code: string, kind: string): string {
  if (w.chance(4)) return w.value();
  const part = () =>
    kind === "str"
      ? w.one(() => w.str(), () => w.quote(w.of(["a", "b", "X", ",", " ", "", "l", "ab", "\u00e9"])))
      : w.one(() => w.bytesLike(), () => w.of(["b'a'", "b','", "b''", "b'ab'", "97", "255", "256"]));
  switch (code) {
    case "s":
      return part();
    case "S":
      return w.one(() => "None", part, part);
    case "c":
      return w.one(() => "None", part);
    case "t":
      return w.one(part, () => `(${part()}, ${part()})`, () => `(${part()},)`);
    case "n":
      return w.one(() => w.range(-2, 12), () => w.range(-2, 4), () => w.of(["True", "None", "2.0"]));
    case "b":
      return w.one(() => w.small(), () => w.of(["None", "100", "-100", "2**65"]));
    case "B":
      return w.of(["True", "False", "1", "0"]);
    case "f":
      return kind === "str"
        ? w.of(["'*'", "' '", "'\\u20ac'", "'ab'", "''"])
        : w.of(["b'*'", "b' '", "b'ab'", "bytearray(b'-')", "42"]);
    case "e":
      return w.one(
        () =>
          w.of([
            "'utf-8'",
            "'ascii'",
            "'latin-1'",
            "'utf-16'",
            "'utf-16-le'",
            "'utf-32-be'",
            "'cp1252'",
            "'nope'",
            "'utf-7'",
            "'unicode_escape'",
            "'raw_unicode_escape'",
            "'utf-8-sig'",
          ]),
        () =>
          `${w.of(["'utf-8'", "'ascii'", "'latin-1'", "'utf-16-le'", "'cp1252'"])}, ${
            w.of([
              "'strict'",
              "'ignore'",
              "'replace'",
              "'backslashreplace'",
              "'surrogateescape'",
              "'xmlcharrefreplace'",
              "'namereplace'",
              "'surrogatepass'",
              "'zzz'",
            ])
          }`,
      );
    case "h":
      return w.one(
        () => "",
        () => w.of(["':'", "b'-'", "''", "'ab'", "'\\u20ac'"]),
        () => `'.', ${w.small()}`,
      );
    case "l":
      return w.one(() => `[${w.some(0, 4, part)}]`, () => `(${w.some(1, 3, part)},)`, () => w.list());
    default:
      return kind === "str"
        ? w.one(
          () => `{${w.below(99) + 32}: ${w.of(["None", "'x'", "65", "'yy'", "''", "1114112", "[]"])}}`,
          () => `str.maketrans(${w.str()}, ${w.str()})`,
          () => `str.maketrans('abc', 'xyz', 'l')`,
          () => "{}",
        )
        : w.one(
          () => `bytes.maketrans(b'abc', b'xyz')`,
          () => `None, ${part()}`,
          () => w.bytes(),
          () => "bytes(range(256)), b'a'",
        );
  }
}

/** A method of a text. */
export function methods(w: Writer): string {
  const kind = w.of(["str", "str", "bytes", "bytearray"]);
  const [name, codes] = w.of(kind === "str" ? STR_METHODS : BYTES_METHODS);
  const least = "sltT".includes(codes[0] ?? "") ? 1 : 0;
  const count = Math.max(least, w.below(codes.length + 1));
  const args = [...codes].slice(0, w.chance(3) ? w.below(4) : count).map((code) => argument(w, code, kind));
  if (w.chance(3)) args.push(w.atom());
  return `show(${subject(w, kind)}.${name}(${args.filter((a) => a !== "").join(", ")}))`;
}

/** Slices and items of sequences, also assigned and deleted. */
export function slices(w: Writer): string {
  if (w.below(2) === 0) {
    const what = w.one(
      () => w.str(),
      () => w.bytes(),
      () => w.list(),
      () => w.ints(),
      () => w.tuple(),
      () => `range(${w.small()}, ${w.small()}${w.one(() => "", () => ", 2", () => ", -1")})`,
      () => `memoryview(${w.bytes()}).tobytes()`,
    );
    return `show(${what}[${w.one(() => w.slice(), () => w.bound() || "0")}])`;
  }
  const make = w.one(
    () => `[${w.some(0, 8, () => w.small())}]`,
    () => `bytearray(${w.bytes()})`,
    () => "bytearray(b'abcdefgh')",
    () => "list(range(10))",
  );
  const steps = w.some(1, 3, () => {
    const at = w.one(() => w.slice(), () => w.bound() || "0");
    return w.one(
      () =>
        `x[${at}] = ${
          w.one(() => w.ints(), () => w.bytes(), () => w.small(), () => w.iterable(), () => "x")
        }`,
      () => `del x[${at}]`,
      () => `x[${at}] += ${w.ints()}`,
      () => `x *= ${w.range(-1, 2)}`,
    );
  }, "\n");
  return `x = ${make}\ntry:\n    ${steps.replaceAll("\n", "\n    ")}\nfinally:\n    show(x)`;
}

const TYPES = ["d", "x", "X", "o", "b", "n", "c", "e", "f", "g", "E", "F", "G", "%", "s", "r", "q"];

/** A format specification. */
export function spec(w: Writer): string {
  const pick = (chance: number, ...choices: string[]) => w.chance(chance) ? w.of(choices) : "";
  const fill = pick(15, "*", "0", " ", "\u00e9", "<");
  const align = fill === "" ? pick(25, "<", ">", "^", "=") : w.of(["<", ">", "^", "="]);
  return fill + align + pick(25, "+", "-", " ") + pick(8, "z") + pick(15, "#") + pick(20, "0") +
    pick(45, w.range(0, 20)) + pick(20, ",", "_") +
    pick(40, `.${w.range(0, 12)}`) + pick(75, ...TYPES) + pick(3, "z", "}", "d", ".");
}

function percentSpec(w: Writer): string {
  const pick = (chance: number, ...choices: string[]) => w.chance(chance) ? w.of(choices) : "";
  return "%" + pick(12, "(a)", "(b)", "()") + pick(20, "#", "0", "-", " ", "+", "0-", "+0") +
    pick(35, w.range(0, 12), "*") + pick(30, `.${w.range(0, 8)}`, ".", ".*") + pick(4, "l", "h", "L") +
    w.of([..."dddiuoxXeEfFgGcrsssa%", "b", "z", " ", ""]);
}

/** Formatting by `%`. */
export function percent(w: Writer): string {
  const bytes = w.below(4) === 0;
  const count = w.below(3) + 1;
  let text = "";
  for (let k = 0; k < count; k++) text += w.of(["", "x", " ", "%%", "-"]) + percentSpec(w);
  const value = () =>
    bytes
      ? w.one(() => w.value(), () => w.bytesLike(), () => w.int())
      : w.one(() => w.value(), () => w.number(), () => w.int(), () => w.str());
  const args = w.one(
    () => value(),
    () => `(${Array.from({ length: count + (w.chance(10) ? 1 : 0) }, value).join(", ")},)`,
    () => `(${Array.from({ length: count }, value).join(", ")},)`,
    () => `{'a': ${value()}, 'b': ${value()}, b'a': ${value()}, '': 0}`,
  );
  return `show(${bytes ? w.of(["b", "b"]) : ""}${w.quote(text)} % ${args})`;
}

/** Formatting by `format`, `str.format` and f-strings. */
export function format(w: Writer): string {
  const value = () => w.one(() => w.number(), () => w.int(), () => w.float(), () => w.str(), () => w.value());
  const field = (names: string[]) => {
    const name = w.of(names);
    const access = w.chance(20)
      ? w.of(["[0]", "[a]", ".real", ".imag", "[-1]", ".x", "[b c]", "[]", "."])
      : "";
    return `{${name}${access}${w.chance(20) ? w.of(["!r", "!s", "!a", "!x", "!"]) : ""}${
      w.chance(60) ? ":" + (w.chance(15) ? `{${w.of(names)}}` : spec(w).replace(/[{}]/g, "")) : ""
    }}`;
  };
  return w.one(
    () => `show(format(${value()}, ${w.quote(spec(w))}))`,
    () => `show(format(${value()}, ${w.quote(spec(w))}))`,
    () => {
      const names = w.of([["", ""], ["0", "1"], ["0", "a"], ["", "a"], ["a", "b"], ["0", "", "2"]]);
      return `show(${
        w.quote(w.some(1, 3, () =>
          w.of(["", "x", "{{", "}}", " ", "{", "}"].slice(0, w.chance(10) ? 7 : 5)) + field(names), ""))
      }.format(${value()}, ${value()}, a=${value()}, b=${w.small()}))`;
    },
    () => {
      const part = () =>
        `{${
          w.one(() =>
            "a", () =>
            "b", () =>
            "a + b", () =>
            "a, b", () =>
            "[a][0]", () =>
            "(lambda: a)()", () =>
            "a if b else 0", () =>
            "f'{a}'")
        }${w.of(["", "", "", "=", " = "])}${w.chance(20) ? w.of(["!r", "!s", "!a"]) : ""}${
          w.chance(40) ? ":" + (w.chance(20) ? `{${w.of(["w", "a"])}}` : spec(w).replace(/[{}'\\]/g, "")) : ""
        }}`;
      return `a = ${value()}\nb = ${value()}\nw = ${w.range(0, 12)}\nshow(f"${
        w.some(1, 3, () => w.of(["", "x", "{{", "}}", " ", "\\n", "\\x41"]) + part(), "")
      }")`;
    },
  );
}
