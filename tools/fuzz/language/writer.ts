/**
 * Literals and small expressions of Python, drawn from a seed: what all areas build their cases of.
 *
 * @module
 */
import { Random } from "../../random.ts";

const INTS = [
  "0",
  "1",
  "2",
  "3",
  "-1",
  "-2",
  "7",
  "10",
  "255",
  "256",
  "-129",
  "65",
  "1073741823",
  "-1073741824",
  "2147483648",
  "2**53",
  "10**18",
  "-2**63",
  "2**64",
  "10**30",
  "-(10**25)",
  "True",
  "False",
];
const FLOATS = [
  "0.0",
  "-0.0",
  "1.0",
  "1.5",
  "-2.25",
  "0.1",
  "3.14159",
  "1e16",
  "1e22",
  "1e-5",
  "123456.789",
  "2.5",
  "0.5",
  "1e100",
  "-1e-7",
  "1e300",
  "float('inf')",
  "float('-inf')",
  "float('nan')",
  "5e-324",
  "1.7976931348623157e308",
  "9007199254740993.0",
  "99999.5",
  "0.00001234",
];
const TEXTS = [
  "",
  "a",
  "abc",
  "Hello, World",
  "  spaced  ",
  "ABC def",
  "x,y,,z",
  "aXbXc",
  "na\u00efve",
  "\u20ac5",
  "\u{1f600}",
  "\u00df",
  "\u01c5",
  "12",
  "-3",
  "4.5",
  "0x1f",
  "1_000",
  "tab\there",
  "line\nbreak",
  "a\r\nb\rc\n",
  "\u0000",
  "'quoted'",
  "\"both'",
  "\\",
  "{x}",
  "%s",
  "\u0130",
  "e\u0301",
  "\u0660\u0661",
  "\u00bd",
  "aaa",
  "abab",
  "\u2028",
  "\ud800",
  "zZ\u00e9",
  "\ufb01",
  "nan",
  "1e3",
  "True",
  "_id9",
  "9id",
  "f g h",
];

/** Draws parts of Python programs. */
export class Writer extends Random {
  /** One of some makers, called. */
  one(...makers: (() => string)[]): string {
    return this.of(makers)();
  }
  /** Whether something with a chance in percent happens. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
  /** Between `least` and `most` texts, joined. */
  some(least: number, most: number, make: (index: number) => string, separator = ", "): string {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, k) => make(k)).join(separator);
  }
  /** An integer from `least` to `most`, as text. */
  range(least: number, most: number): string {
    return String(least + this.below(most - least + 1));
  }
  /** An int. */
  int(): string {
    return this.one(
      () => this.of(INTS),
      () => this.range(-20, 20),
      () => this.range(-20, 20),
      () => this.range(-1e6, 1e6),
    );
  }
  /** A small int. */
  small(): string {
    return this.range(-5, 9);
  }
  /** A float. */
  float(): string {
    return this.one(
      () => this.of(FLOATS),
      () =>
        String((this.below(20001) - 10000) / this.of([1, 2, 4, 8, 10, 100, 1000])).replace(
          /^(-?\d+)$/,
          "$1.0",
        ),
    );
  }
  /** A complex number. */
  complex(): string {
    return this.one(
      () => `complex(${this.float()}, ${this.float()})`,
      () => `${this.below(9)}j`,
      () => `(${this.small()}+${this.below(9)}.5j)`,
    );
  }
  /** A text as JavaScript sees it. */
  text(): string {
    const t = this.of(TEXTS);
    return this.below(4) === 0 ? t + this.of(TEXTS) : t;
  }
  /** A literal of a text. */
  quote(text: string): string {
    let out = "";
    for (const c of text) {
      const code = c.codePointAt(0)!;
      if (c === "'" || c === "\\") out += "\\" + c;
      else if (code < 32 || code > 126) {
        out += code < 256
          ? `\\x${code.toString(16).padStart(2, "0")}`
          : code < 65536
          ? `\\u${code.toString(16).padStart(4, "0")}`
          : `\\U${code.toString(16).padStart(8, "0")}`;
      } else out += c;
    }
    return `'${out}'`;
  }
  /** A str. */
  str(): string {
    return this.quote(this.text());
  }
  /** Bytes. */
  bytes(): string {
    const t = this.one(
      () =>
        this.of([
          "",
          "a",
          "abc",
          "Hello World",
          "  sp\t",
          "a,b,,c",
          "ABC",
          "12",
          "\xff\x00",
          "x\ny\r\nz",
          "aaa",
          "\xc3\xa9",
          "0x1f",
          "abab",
          "\x80",
          "f00d",
          "ff 00",
        ]),
      () => String.fromCharCode(...Array.from({ length: this.below(6) }, () => this.below(256))),
    );
    return "b" + this.quote(t);
  }
  /** A bytes-like object. */
  bytesLike(): string {
    return this.one(
      () => this.bytes(),
      () => this.bytes(),
      () => `bytearray(${this.bytes()})`,
      () => `memoryview(${this.bytes()})`,
    );
  }
  /** A number. */
  number(): string {
    return this.one(
      () => this.int(),
      () => this.int(),
      () => this.float(),
      () => this.float(),
      () => this.complex(),
    );
  }
  /** A real number. */
  real(): string {
    return this.one(() => this.int(), () => this.float());
  }
  /** What cannot hold anything. */
  atom(): string {
    return this.one(
      () => this.int(),
      () => this.int(),
      () => this.float(),
      () => this.str(),
      () => this.str(),
      () => this.bytes(),
      () => "None",
      () => this.of(["True", "False", "...", "NotImplemented"]),
      () => this.complex(),
    );
  }
  /** Something that can be a key. */
  key(): string {
    return this.one(
      () => this.small(),
      () => this.str(),
      () =>
        this.of(["None", "True", "1.0", "0", "(1, 2)", "'a'", "b'a'", "frozenset()", "1j", "float('inf')"]),
    );
  }
  /** A list. */
  list(depth = 1): string {
    return `[${this.some(0, 5, () => this.value(depth - 1))}]`;
  }
  /** A list of small ints. */
  ints(): string {
    return `[${this.some(0, 8, () => this.small())}]`;
  }
  /** A tuple. */
  tuple(depth = 1): string {
    const items = Array.from({ length: this.below(4) }, () => this.value(depth - 1));
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
  }
  /** A dict. */
  dict(depth = 1): string {
    return `{${this.some(0, 4, () => `${this.key()}: ${this.value(depth - 1)}`)}}`;
  }
  /** A set of small ints, or a frozenset. */
  set(): string {
    const items = this.some(0, 6, () => this.small());
    return this.one(() => items === "" ? "set()" : `{${items}}`, () => `frozenset([${items}])`);
  }
  /** Any value. */
  value(depth = 1): string {
    if (depth <= 0 || this.chance(55)) return this.atom();
    return this.one(
      () => this.list(depth),
      () => this.tuple(depth),
      () => this.dict(depth),
      () => `{${this.small()}}`,
      () => `range(${this.small()}, ${this.small()})`,
      () => `bytearray(${this.bytes()})`,
    );
  }
  /** An index or a bound: mostly small, at times missing, huge or no number at all. */
  bound(): string {
    return this.one(
      () => "",
      () => this.small(),
      () => this.small(),
      () => this.small(),
      () => this.of(["None", "100", "-100", "2**70", "-2**70", "True"]),
      () => this.chance(15) ? this.of(["'a'", "1.0", "()"]) : this.small(),
    );
  }
  /** The inside of a subscript that is a slice. */
  slice(): string {
    const step = this.below(2) === 0
      ? ""
      : `:${this.one(() => this.bound(), () => this.of(["-1", "2", "-2", "3", "0"]))}`;
    return `${this.bound()}:${this.bound()}${step}`;
  }
  /** Something to iterate over. */
  iterable(): string {
    return this.one(
      () => this.list(),
      () => this.ints(),
      () => this.tuple(),
      () => this.str(),
      () => this.bytes(),
      () => this.dict(),
      () => `range(${this.small()})`,
      () => `iter(${this.ints()})`,
      () => `(x for x in ${this.ints()})`,
      () => `map(abs, ${this.ints()})`,
      () => `zip(${this.str()}, ${this.ints()})`,
      () => this.chance(20) ? this.atom() : this.ints(),
    );
  }
}
