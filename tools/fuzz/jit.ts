/**
 * Generated programs, interpreted and compiled: loops, mixed types, overflow, exceptions, attributes and items whose
 * types change, objects of several classes, dicts, strs, generators and calls of natives. Both must print the same, and leave a whole heap.
 *
 *     deno run -A tools/fuzz/jit.ts [--seed N] [--count N] [--python]
 *
 * A difference is printed with the seed that gives the program again. With `--python` the machine's python3 must print
 * the same too.
 *
 * @module
 */
import { checkHeap, type HeapMemory } from "@orochi/heap";
import type { Vm } from "@orochi/vm";
import { checkCounts, DenoHost, makeImage, runProgram } from "@orochi/runtime";
import { Random } from "../random.ts";

const LITERALS = [
  "0",
  "1",
  "2",
  "3",
  "7",
  "-1",
  "-5",
  "100",
  "1073741823",
  "-1073741824",
  "4611686018427387904",
  "10**20",
  "0.0",
  "1.5",
  "-2.25",
  "1e10",
  "True",
  "False",
];
const OPERATORS = ["+", "-", "*", "//", "%", "/", "&", "|", "^", "<", "<=", "==", "!=", ">", ">="];
const NAMES = ["a", "b", "c", "x", "y"];
const CLASSES = ["P", "Q", "R"];
const KEYS = ['"k"', '"key"', "s", "3", "x", "a", "True", "1.0", "s[-1:]"];

/** What every program begins with: classes alike and unlike, and functions that raise, yield and take keywords. */
const PRELUDE = `class P:
    def __init__(self, v, w):
        self.v = v
        self.w = w
    def step(self, k):
        self.v = k
        return self.w
    def both(self, k=2, *, more=1):
        return (self.v, self.w, k, more)
    def through(self, *args, **kw):
        return self.both(*args, **kw)
    def __add__(self, other):
        return self.w if isinstance(other, P) else NotImplemented
    def __enter__(self):
        return self
    def __exit__(self, kind, value, traceback):
        return kind is ValueError

class Q(P):
    def __init__(self, v, w):
        super().__init__(w, v)
        self.extra = v
    def step(self, k):
        self.w = k
        self.late = k
        return self.v

class R(P):
    __slots__ = ("v", "w")
    def step(self, k):
        self.w = self.v
        self.v = k
        return k

def check(v):
    if v == 3:
        raise ValueError(v)
    return v

def rest(a, *args, k=1, **kw):
    return (len(args), a, k, args[-1:], len(kw))

def pass_on(f, *args, **kw):
    return f(*args, **kw)

def numbers(n):
    try:
        for k in range(n):
            yield check(k)
    finally:
        n += 1

G = 3
`;

/** Writes one program. */
class Writer {
  readonly #random: Random;
  readonly #lines: string[] = [];
  #depth = 0;
  #loops = 0;
  /** Whether the function being written is a generator. */
  #yields = false;
  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  program(): string {
    const r = this.#random;
    for (let k = 0; k < 2; k++) this.#function(`f${k}`, k);
    this.#yields = r.below(2) === 0;
    if (this.#yields) {
      this.#function("g0", 1);
      this.#generators();
      this.#yields = false;
    }
    for (let k = 0; k < 4; k++) {
      const args = [this.#literal(), this.#literal(), this.#list()].join(", ");
      this.#line(`for turn in range(${r.of([2, 5, 9])}):`);
      this.#line("    try:");
      this.#line(`        print(show(f${r.below(2)}(${args})))`);
      this.#line("    except Exception as e:");
      this.#line("        print(type(e).__name__)");
      if (r.below(2) === 0) this.#line(`G = ${this.#literal()}`);
      if (r.below(4) === 0) this.#line(`P.w2 = ${this.#literal()}`);
    }
    return "def show(v):\n    return repr(v)[:200]\n\n" + PRELUDE + this.#lines.join("\n") + "\n";
  }

  /** What goes on with a generator: loops, values sent, exceptions thrown in, its end before its time. */
  #generators(): void {
    const r = this.#random;
    for (let k = 0; k < 3; k++) {
      const made = `g0(${this.#literal()}, ${this.#literal()}, ${this.#list()})`;
      this.#line(`for turn in range(${r.of([2, 6])}):`);
      this.#line("    try:");
      const times = r.of([3, 20, 90]);
      if (r.below(2) === 0) {
        this.#line(`        for n, v in zip(range(${times}), ${made}): print(n, show(v))`);
      } else {
        this.#line(`        g = ${made}; print(show(next(g)))`);
        this.#line(`        for n in range(${times}):`);
        this.#line(`            if n == ${r.of([2, 7, 30])}: print(show(g.throw(ValueError(n))))`);
        this.#line(`            print(n, show(g.send(${r.of(["n", "None", this.#literal()])})))`);
      }
      this.#line("    except (Exception, StopIteration) as e:");
      this.#line("        print(type(e).__name__, show(getattr(e, 'value', 0)))");
    }
    // At the end of the program a collection would close it and its delegate in the order of their addresses.
    this.#line("g = None");
  }

  #line(text: string): void {
    this.#lines.push("    ".repeat(this.#depth) + text);
  }

  #literal(): string {
    return this.#random.of(LITERALS);
  }

  #list(): string {
    return `[${Array.from({ length: 1 + this.#random.below(5) }, () => this.#literal()).join(", ")}]`;
  }

  #function(name: string, index: number): void {
    this.#line(`def ${name}(a, b, items):`);
    this.#depth++;
    this.#line("c = a");
    this.#line("x = y = 0");
    this.#line(`s, d = ${this.#random.of(['""', '"abc"', '"x\u00e9"', '"\u4e2d"'])}, {"k": 1, 3: b}`);
    this.#line(`p = ${this.#random.of(CLASSES)}(b, ${this.#literal()})`);
    this.#block(4, index);
    this.#line("return (a, b, c, x, y, p.v, p.w, items, s, sorted(map(repr, d.items())))");
    this.#depth--;
    this.#line("");
  }

  #block(size: number, callable: number): void {
    const count = 1 + this.#random.below(size);
    for (let k = 0; k < count; k++) this.#statement(callable);
  }

  #statement(callable: number): void {
    const r = this.#random;
    if (this.#yields && r.below(4) === 0) return this.#yield(callable);
    const kind = this.#depth > 4 ? r.below(6) : r.below(24);
    switch (kind) {
      case 0:
      case 1:
      case 2:
        return this.#line(`${r.of(NAMES)} = ${this.#expression(2, callable)}`);
      case 3:
        return this.#line(`${r.of(NAMES)} ${r.of(["+=", "-=", "*="])} ${this.#expression(1, callable)}`);
      case 4:
        return this.#line(
          `p.${r.of(["v", "w"])} ${r.of(["=", "+=", "-="])} ${this.#expression(1, callable)}`,
        );
      case 5:
        return this.#line(`items[${r.of(["0", "-1", "x % 3", "1"])}] = ${this.#expression(1, callable)}`);
      case 6:
      case 7: {
        const loop = `i${this.#loops++}`;
        this.#line(`for ${loop} in range(${r.of(["3", "20", "60", "1, 9, 3", "9, 1, -2", "5, 5"])}):`);
        this.#depth++;
        if (r.below(2) === 0) this.#line(`x = ${loop}`);
        this.#block(3, callable);
        if (r.below(5) === 0) this.#line(`if ${this.#expression(1, callable)}: break`);
        this.#depth--;
        return;
      }
      case 8: {
        const loop = `i${this.#loops++}`;
        this.#line(`${loop} = ${r.of(["30", "7"])}`);
        this.#line(`while ${loop} > 0:`);
        this.#depth++;
        this.#line(`${loop} -= 1`);
        this.#block(3, callable);
        if (r.below(4) === 0) this.#line(`if ${this.#expression(1, callable)}: continue`);
        this.#depth--;
        return;
      }
      case 9:
        this.#line(`for ${r.of(NAMES)} in items[:]:`);
        break;
      case 10:
      case 11:
        this.#line(`if ${this.#expression(2, callable)}:`);
        this.#depth++;
        this.#block(2, callable);
        this.#depth--;
        if (r.below(2) === 0) return;
        this.#line("else:");
        break;
      case 12:
        this.#line("try:");
        this.#depth++;
        this.#block(2, callable);
        this.#depth--;
        this.#line(`except ${r.of(["ZeroDivisionError", "TypeError", "IndexError", "Exception"])}:`);
        break;
      case 13:
        this.#line("with p:");
        break;
      case 14:
        this.#line(
          `for ${r.of(NAMES)} in ${r.of(["numbers(4)", "numbers(3)", "d", "d.values()", "(a, b, 1)", "s"])}:`,
        );
        break;
      case 15:
        this.#line("try:");
        this.#depth++;
        this.#block(2, callable);
        this.#depth--;
        this.#line("finally:");
        break;
      case 16:
      case 17:
        return this.#objects(callable);
      case 18:
      case 19:
        return this.#dicts(callable);
      case 20:
      case 21:
        return this.#strings(callable);
      case 22:
        return this.#line(
          `${r.of(["a, b = b, a", "x, y = y, c", "a, (b, c) = x, (y, a)", "x, y = items[:2]"])}`,
        );
      default:
        return this.#line(`${r.of(["c", "y"])} = p.step(${this.#expression(1, callable)})`);
    }
    this.#depth++;
    this.#block(2, callable);
    this.#depth--;
  }

  #yield(callable: number): void {
    const r = this.#random, value = this.#expression(1, callable);
    this.#line(r.of([
      `yield ${value}`,
      `yield ${r.of(NAMES)}`,
      `${r.of(NAMES)} = yield ${value}`,
      `x += (yield ${value}) or 1`,
      `items.append((yield))`,
      `y = (yield a, x)`,
      `c = yield from numbers(${r.below(6)})`,
      `y = yield from items[:2]`,
      `if b == ${this.#literal()}: x = yield from g0(x, b + 1, items[:1])`,
    ]));
  }

  #objects(callable: number): void {
    const r = this.#random, value = this.#expression(1, callable);
    this.#line(r.of([
      `p = ${r.of(CLASSES)}(${value}, a)`,
      `p = ${r.of(CLASSES)}(w=${value}, v=b)`,
      `c = p.both(${value})[2]`,
      `c = p.both(more=${value})[3]`,
      `y = p + ${r.of(["p", "a", "Q(1, b)"])}`,
      `x = isinstance(${r.of(["p", "a", "x"])}, ${r.of(["Q", "int", "P", "(float, R)"])})`,
      `p.${r.of(["late", "extra"])} = ${value}`,
      `c = rest(${value}, ${r.of(["k=b", "a, x", "*items[:2], z=x", "q=1.5, k=x"])})[${r.below(3)}]`,
      `c = pass_on(${r.of(["rest", "check", "p.both", "p.step", "p.through"])}, ${value})`,
      `p = pass_on(${r.of(CLASSES)}, ${r.of([`${value}, a`, `w=b, v=${value}`])})`,
      `y = rest(*(a, ${value}), **{"k": x})[${r.below(3)}]`,
      `y = p.through(${r.of(["", "k="])}${value}, more=b)[2]`,
      `c = p.${r.of(["late", "extra"])}`,
      `items.append(${value}); items = items[-6:]`,
      `x = check(${value})`,
      `x = sum(k for k in numbers(${r.below(6)}))`,
      `y = [k for k in items if k][:3]; y = len(y)`,
    ]));
  }

  #dicts(callable: number): void {
    const r = this.#random, key = r.of(KEYS), value = this.#expression(1, callable);
    this.#line(r.of([
      `d[${key}] = ${value}`,
      `d[${key}] += ${value}`,
      `x = d[${key}]`,
      `x = d.get(${key}, ${value})`,
      `y = ${key} in d`,
      `y = ${key} not in d`,
      `d.pop(${key}, None)`,
      `c = d.setdefault(${key}, ${value})`,
      `c = len({${key}, 3, a})`,
    ]));
  }

  #strings(callable: number): void {
    const r = this.#random, value = this.#expression(1, callable);
    this.#line(r.of([
      `s = (s + ${r.of(['"a"', '"bc"', '"\u00e9"', '"\u4e2d"', "str(x)[:3]"])})[-8:]`,
      `s += s[:1]; s = s[-9:]`,
      `s = s[${value}] + s[1:3]`,
      `x = ord(s[${r.of(["0", "-1", "x % 3"])}])`,
      `y = s[0] == ${r.of(['"a"', "s[-1]", "a"])}`,
      `y = s != ${r.of(['"abc"', "s[:]", '"x"'])}`,
      `y = s < ${r.of(['"b"', "s[1:]", "a"])}`,
      `y = ${r.of(['"a"', "s[:2]", "a"])} in s`,
      `c = s.find("a") + len(s)`,
      `s = f"{a!r:.4}{x}"[:7]`,
      `s = "".join([s[:2], chr(97 + x % 5)])`,
      `s = "%s-%d" % (s[:2], 3)`,
    ]));
  }

  #expression(depth: number, callable: number): string {
    const r = this.#random;
    if (depth === 0 || r.below(4) === 0) {
      const kind = r.below(10);
      if (kind < 5) return r.of(NAMES);
      if (kind < 7) return this.#literal();
      return r.of(["p.v", "p.w", "items[0]", "items[-1]", "items[x % 2]", "G", "len(items)"]);
    }
    if (callable > 0 && r.below(12) === 0) return `f0(${this.#literal()}, x, [1, 2])[${r.below(3)}]`;
    if (r.below(8) === 0) return `(${r.of(["-", "not ", "~", "+"])}${this.#expression(depth - 1, callable)})`;
    const operator = r.of(OPERATORS);
    const right = this.#expression(depth - 1, callable);
    // Products of unbounded loops would grow without end.
    if (operator === "*") return `(${this.#expression(depth - 1, callable)} % 1000003 * ${right})`;
    return `(${this.#expression(depth - 1, callable)} ${operator} ${right})`;
  }
}

/** Keeps what a program writes. */
class Capture extends DenoHost {
  text = "";
  readonly #decoder = new TextDecoder();
  override write(_fd: number, bytes: Uint8Array): null {
    this.text += this.#decoder.decode(bytes);
    return null;
  }
}

/** The heap is whole, and every object counts the references to it. */
function inspect(memory: HeapMemory, vm: Vm): void {
  checkHeap(memory);
  const wrong = checkCounts(vm);
  if (wrong !== null) throw new Error(wrong);
}

/** What programs begin with, made once for each pair of strategies: it takes as long as most of them. */
const images = new Map<string, Uint8Array>();

function imageOf(refcount: string, lock: string): Uint8Array {
  const key = `${refcount} ${lock}`;
  const image = images.get(key) ?? makeImage(refcount, lock);
  images.set(key, image);
  return image;
}

function run(source: string, compiled: boolean, refcount: string, lock: string): string {
  const host = new Capture();
  const jit = compiled && { functionThreshold: 2, loopThreshold: 2 };
  const options = {
    refcount,
    lock,
    reserveBytes: 64 << 20,
    image: imageOf(refcount, lock),
    source,
    filename: "generated.py",
    argv: [""],
    path: [],
  };
  try {
    runProgram({ ...options, host, jit, inspect });
  } catch (error) {
    return `${host.text}\n${error instanceof Error ? error.stack : error}`;
  }
  // Where an object lies may differ.
  return host.text.replace(/ at 0x[0-9a-f]+/g, "");
}

function python(source: string): string {
  const { stdout, stderr } = new Deno.Command("python3", { args: ["-c", source] }).outputSync();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

function option(name: string, otherwise: number): number {
  const at = Deno.args.indexOf(name);
  return at < 0 ? otherwise : Number(Deno.args[at + 1]);
}

if (import.meta.main) {
  const first = option("--seed", 1), count = option("--count", 500);
  const oracle = Deno.args.includes("--python");
  let different = 0;
  for (let seed = first; seed < first + count; seed++) {
    const source = new Writer(seed).program();
    const expected = run(source, false, "plain", "timeout");
    const actual = run(
      source,
      true,
      ...(seed % 2 === 0 ? ["biased", "object"] : ["plain", "timeout"]) as [string, string],
    );
    const wanted = oracle ? python(source) : expected;
    if (actual === expected && expected === wanted) continue;
    different++;
    const lines = [expected, actual, wanted].map((text) => text.split("\n"));
    const line = lines[0].findIndex((text, k) => text !== lines[1][k] || text !== lines[2][k]);
    console.log(
      `seed ${seed}: line ${line}\n  interpreted ${lines[0][line]}\n  compiled    ${lines[1][line]}`,
    );
    if (oracle) console.log(`  python3     ${lines[2][line]}`);
  }
  console.log(`${count} programs, ${different} differences`);
  Deno.exit(different === 0 ? 0 : 1);
}
