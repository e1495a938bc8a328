/**
 * Holds the numbers of Orochi against those of the machine's `python3`: arithmetic, conversions, formatting, rounding,
 * hashes and `math`, on arguments drawn from a seed. Prints every line that differs.
 *
 *     deno run -A tools/fuzz/numbers.ts [seed] [rounds] [topic]
 *
 * Not part of the tests: it needs `python3`, whose older versions word some errors differently (only their types are
 * compared) and whose C library may round the last bit of a transcendental function otherwise.
 *
 * @module
 */

/** A generator of 32-bit numbers from a seed (xorshift128, Marsaglia 2003). */
class Random {
  readonly #state = new Uint32Array(4);

  constructor(seed: number) {
    for (let i = 0; i < 4; i++) {
      this.#state[i] = seed = (Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9 + i) >>> 0;
    }
    for (let i = 0; i < 20; i++) this.word();
  }

  /** 32 random bits. */
  word(): number {
    const s = this.#state;
    const t = s[0] ^ (s[0] << 11);
    s[0] = s[1];
    s[1] = s[2];
    s[2] = s[3];
    return s[3] = (s[3] ^ (s[3] >>> 19) ^ t ^ (t >>> 8)) >>> 0;
  }

  /** An integer from 0 to below `bound`. */
  below(bound: number): number {
    return Math.floor((this.word() / 0x1_0000_0000) * bound);
  }

  /** One of several. */
  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)];
  }
}

const BITS = new DataView(new ArrayBuffer(8));

function anyDouble(random: Random): number {
  for (;;) {
    BITS.setUint32(0, random.word());
    BITS.setUint32(4, random.word());
    const value = BITS.getFloat64(0);
    if (Number.isFinite(value)) return value;
  }
}

function floatLiteral(random: Random): string {
  const value = random.of([
    () => anyDouble(random),
    () => (random.below(2_000_001) - 1_000_000) / random.of([1, 2, 4, 8, 10, 100, 1000, 64]),
    () => random.below(1000) * 10 ** (random.below(40) - 20),
    () => (random.word() - 0x8000_0000) * 2 ** (random.below(120) - 70),
    () => (random.below(2000) - 1000) / 2 + random.of([0, 0.5, 0.25, 0.125]),
    () =>
      random.of([
        0,
        -0,
        0.5,
        1,
        -1,
        2.5,
        1e16,
        1e-5,
        5e-324,
        1.7976931348623157e308,
        2 ** 53,
        1e22,
        9.5,
        0.05,
        99.5,
        999999.5,
      ]),
  ])();
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  return /[.eE]/.test(text) ? text : `${text}.0`;
}

function intLiteral(random: Random): string {
  const bits = random.of([1, 4, 8, 15, 30, 31, 32, 33, 53, 62, 64, 65, 96, 130, 300, 1200]);
  let value = 0n;
  for (let i = 0; i < bits; i += 32) value = (value << 32n) | BigInt(random.word());
  value = BigInt.asUintN(bits, value);
  if (random.below(8) === 0) value = 1n << BigInt(bits);
  if (random.below(12) === 0) value = (1n << BigInt(bits)) - 1n;
  return String(random.below(2) === 0 ? -value : value);
}

function specLiteral(random: Random, types: readonly string[]): string {
  const pick = (chance: number, ...choices: string[]) => random.below(100) < chance ? random.of(choices) : "";
  const fill = pick(15, "*", "0", " ", "é", "<");
  const align = fill === "" ? pick(25, "<", ">", "^", "=") : random.of(["<", ">", "^", "="]);
  const text = fill + align + pick(30, "+", "-", " ") + pick(8, "z") + pick(15, "#") + pick(20, "0") +
    pick(50, String(random.below(30))) +
    pick(25, ",", "_") + pick(50, `.${random.below(random.of([4, 8, 20, 60]))}`) + pick(85, ...types);
  return JSON.stringify(text);
}

const OPERATORS: readonly (readonly [string, string])[] = [
  ["add", "+"],
  ["sub", "-"],
  ["mul", "*"],
  ["truediv", "/"],
  ["floordiv", "//"],
  ["mod", "%"],
  ["lshift", "<<"],
  ["rshift", ">>"],
  ["and_", "&"],
  ["or_", "|"],
  ["xor", "^"],
  ["lt", "<"],
  ["le", "<="],
  ["eq", "=="],
  ["ne", "!="],
  ["gt", ">"],
  ["ge", ">="],
];

// Operators are spelled out so that the code under test is the interpreter's.
const PRELUDE = `
import math
class operator:
    neg = staticmethod(lambda a: -a)
    invert = staticmethod(lambda a: ~a)
${OPERATORS.map(([name, symbol]) => `    ${name} = staticmethod(lambda a, b: a ${symbol} b)`).join("\n")}
def show(f, *args):
    try:
        result = f(*args)
    except (ArithmeticError, ValueError, TypeError, MemoryError) as error:
        result = type(error).__name__
    print(len(LINES), repr(result) if not isinstance(result, int) or abs(result) < 10 ** 2000 else hash(result))
    LINES.append(0)
LINES = []
`;

type Topic = (random: Random, count: number) => string[];

function calls(count: number, make: () => string): string[] {
  return Array.from({ length: count }, () => `show(${make()})`);
}

const TOPICS: { readonly [name: string]: Topic } = {
  "int-format": (random, count) =>
    calls(
      count,
      () =>
        `format, ${intLiteral(random)}, ${
          specLiteral(random, ["d", "x", "X", "o", "b", "n", "c", "e", "f", "g", "%", "s"])
        }`,
    ),
  "float-format": (random, count) =>
    calls(
      count,
      () =>
        `format, ${floatLiteral(random)}, ${
          specLiteral(random, ["e", "f", "g", "E", "F", "G", "%", "n", "d"])
        }`,
    ),
  "complex-format": (random, count) =>
    calls(
      count,
      () =>
        `format, complex(${floatLiteral(random)}, ${floatLiteral(random)}), ${
          specLiteral(random, ["e", "f", "g", "E", "n"])
        }`,
    ),
  "str-format": (random, count) =>
    calls(
      count,
      () =>
        `format, ${random.of(["'abc'", "''", "'naïve €😀'", "'x' * 20"])}, ${
          specLiteral(random, ["s", "s", "d"])
        }`,
    ),
  "int-arithmetic": (random, count) =>
    calls(
      count,
      () =>
        `operator.${
          random.of([
            "add",
            "sub",
            "mul",
            "floordiv",
            "mod",
            "truediv",
            "and_",
            "or_",
            "xor",
            "lt",
            "le",
            "eq",
            "ne",
            "gt",
            "ge",
          ])
        }, ` +
        `${intLiteral(random)}, ${intLiteral(random)}`,
    ),
  "int-shift": (random, count) =>
    calls(
      count,
      () => `operator.${random.of(["lshift", "rshift"])}, ${intLiteral(random)}, ${random.below(150) - 3}`,
    ),
  "int-power": (random, count) =>
    calls(
      count,
      () =>
        random.below(2) === 0
          ? `pow, ${intLiteral(random)}, ${random.below(40) - 3}`
          : `pow, ${intLiteral(random)}, ${intLiteral(random)}, ${intLiteral(random)}`,
    ),
  "int-methods": (random, count) =>
    calls(count, () =>
      random.of([
        () => `round, ${intLiteral(random)}, ${random.below(12) - 8}`,
        () => `int.bit_length, ${intLiteral(random)}`,
        () => `int.bit_count, ${intLiteral(random)}`,
        () => `int, '${intLiteral(random)}'`,
        () => `float, ${intLiteral(random)}`,
        () => `hash, ${intLiteral(random)}`,
        () =>
          `lambda n, b: int(hex(n), 16) == n and int(oct(n), b), ${intLiteral(random)}, ${random.of([8, 0])}`,
        () => `operator.neg, ${intLiteral(random)}`,
        () => `operator.invert, ${intLiteral(random)}`,
        () => `abs, ${intLiteral(random)}`,
        () => `divmod, ${intLiteral(random)}, ${intLiteral(random)}`,
        () =>
          `lambda n: int.from_bytes(n.to_bytes(160, 'little', signed=True), 'little', signed=True), ${
            intLiteral(random)
          }`,
        () => `math.isqrt, ${intLiteral(random)}`,
      ])()),
  "float-arithmetic": (random, count) =>
    calls(
      count,
      () =>
        `operator.${
          random.of(["add", "sub", "mul", "floordiv", "mod", "truediv", "lt", "le", "eq", "ne", "gt", "ge"])
        }, ` +
        random.of([
          () => `${floatLiteral(random)}, ${floatLiteral(random)}`,
          () => `${intLiteral(random)}, ${floatLiteral(random)}`,
          () => `${floatLiteral(random)}, ${intLiteral(random)}`,
        ])(),
    ),
  "float-methods": (random, count) =>
    calls(count, () =>
      random.of([
        () => `round, ${floatLiteral(random)}, ${random.below(40) - 20}`,
        () => `round, ${floatLiteral(random)}`,
        () => `repr, ${floatLiteral(random)}`,
        () => `float.hex, ${floatLiteral(random)}`,
        () => `lambda x: float.fromhex(x.hex()), ${floatLiteral(random)}`,
        () => `float.as_integer_ratio, ${floatLiteral(random)}`,
        () => `hash, ${floatLiteral(random)}`,
        () => `int, ${floatLiteral(random)}`,
        () => `divmod, ${floatLiteral(random)}, ${floatLiteral(random)}`,
        () => `float, '${random.word()}${random.word()}e${random.below(700) - 350}'`,
        () => `lambda x, y: x ** y, ${floatLiteral(random)}, ${random.below(20) - 10}.0`,
      ])()),
  "complex-arithmetic": (random, count) =>
    calls(count, () =>
      `operator.${random.of(["add", "sub", "mul", "truediv", "eq"])}, ` +
      `complex(${floatLiteral(random)}, ${floatLiteral(random)}), complex(${floatLiteral(random)}, ${
        floatLiteral(random)
      })`),
  "math-exact": (random, count) =>
    calls(count, () =>
      random.of([
        () =>
          `math.${
            random.of([
              "sqrt",
              "fabs",
              "floor",
              "ceil",
              "trunc",
              "frexp",
              "modf",
              "ulp",
              "isnan",
              "isinf",
              "degrees",
              "radians",
            ])
          }, ${random.of([moderate, floatLiteral])(random)}`,
        () =>
          `math.${random.of(["fmod", "copysign", "remainder", "nextafter", "hypot", "atan2", "isclose"])}, ${
            moderate(random)
          }, ${moderate(random)}`,
        () => `math.${random.of(["gcd", "lcm"])}, ${intLiteral(random)}, ${intLiteral(random)}`,
        () => `math.ldexp, ${floatLiteral(random)}, ${random.below(2300) - 1150}`,
        () => `math.${random.of(["comb", "perm"])}, ${random.below(300) - 5}, ${random.below(200) - 5}`,
        () => `math.factorial, ${random.below(400) - 5}`,
        () => `math.isqrt, ${intLiteral(random)}`,
        () => `math.fsum, [${Array.from({ length: random.below(12) }, () => floatLiteral(random))}]`,
        () => `math.fsum, [${Array.from({ length: random.below(6) }, () => moderate(random))}]`,
        () =>
          `math.prod, [${
            Array.from({ length: random.below(6) }, () => random.of([intLiteral, floatLiteral])(random))
          }]`,
        () =>
          `math.dist, [${moderate(random)}, ${moderate(random)}, 1], [${moderate(random)}, 2, ${
            moderate(random)
          }]`,
        () => `math.hypot, ${Array.from({ length: random.below(6) }, () => moderate(random))}`,
      ])()),
  "math-rounded": (random, count) =>
    calls(count, () =>
      random.of([
        () =>
          `lambda x: '%.14e' % math.${
            random.of([
              "sin",
              "cos",
              "tan",
              "asin",
              "acos",
              "atan",
              "sinh",
              "cosh",
              "tanh",
              "asinh",
              "acosh",
              "atanh",
              "exp",
              "exp2",
              "expm1",
              "log",
              "log2",
              "log10",
              "log1p",
              "cbrt",
              "erf",
              "erfc",
              "gamma",
              "lgamma",
            ])
          }(x), ${moderate(random)}`,
        () =>
          `lambda x, y: '%.14e' % math.${random.of(["pow", "log"])}(x, y), ${moderate(random)}, ${
            moderate(random)
          }`,
        () => `lambda x: '%.14e' % math.${random.of(["log", "log2", "log10"])}(x), ${intLiteral(random)}`,
      ])()),
  percent: (random, count) =>
    calls(
      count,
      () =>
        random.below(2) === 0
          ? `operator.mod, '%${random.of(["", "+", " ", "-", "0", "#", "+0", "-#"])}${
            random.of(["", "5", "12", ".3", "10.4", ".0"])
          }${random.of(["d", "x", "o", "X", "i"])}', ${intLiteral(random)}`
          : `operator.mod, '%${random.of(["", "+", " ", "-", "0", "#", "+0", "-#"])}${
            random.of(["", "5", "12", ".3", "10.4", ".0", ".25"])
          }${random.of(["e", "f", "g", "E", "G"])}', ${floatLiteral(random)}`,
    ),
};

/** Arguments near what the elementary functions are made for. */
function moderate(random: Random): string {
  const value = random.of([
    () => (random.word() - 0x8000_0000) / 2 ** 31,
    () => (random.word() - 0x8000_0000) / 2 ** 28,
    () => (random.word() / 2 ** 32) * 10 ** (random.below(24) - 12),
    () => random.below(200) / 2 - 50,
    () => random.of([0, 1, -1, 0.5, 1e308, -1e308, 1e-308, 171, 172, -1.5, 710, -745]),
  ])();
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  return random.below(40) === 0
    ? random.of(["float('inf')", "float('-inf')", "float('nan')"])
    : /[.e]/.test(text)
    ? text
    : `${text}.0`;
}

function run(command: string, args: string[]): string[] {
  const { stdout, stderr } = new Deno.Command(command, { args }).outputSync();
  const errors = new TextDecoder().decode(stderr);
  if (errors !== "") console.error(errors);
  return new TextDecoder().decode(stdout).split("\n");
}

const seed = Number(Deno.args[0] ?? 1), rounds = Number(Deno.args[1] ?? 2000);
const cli = new URL("../../packages/runtime/cli.ts", import.meta.url).pathname;
let differing = 0;
for (const [name, topic] of Object.entries(TOPICS)) {
  if (Deno.args[2] !== undefined && !name.includes(Deno.args[2])) continue;
  const lines = topic(new Random(seed), rounds);
  const file = Deno.makeTempFileSync({ suffix: ".py" });
  Deno.writeTextFileSync(file, PRELUDE + lines.join("\n") + "\n");
  const wanted = run("python3", [file]), got = run("deno", ["run", "-A", "--no-check", cli, file]);
  Deno.removeSync(file);
  let wrong = 0;
  for (let i = 0; i < Math.max(wanted.length, got.length); i++) {
    if (wanted[i] === got[i]) continue;
    if (++wrong <= 8) console.log(`${name}: ${lines[i]}\n  wanted ${wanted[i]}\n  got    ${got[i]}`);
  }
  console.log(`${name}: ${wrong} of ${lines.length} differ`);
  differing += wrong;
}
Deno.exit(differing === 0 ? 0 : 1);
