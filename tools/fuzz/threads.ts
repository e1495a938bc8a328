/**
 * Generated programs whose threads change what compiled code relies on: globals, builtins, attributes and methods of
 * classes, bases, shapes, code and defaults of functions, cells, items. Threads that read meanwhile must never see an older value
 * than they saw before, and the last one at the end. Each program runs on Workers, in a process of its own, under
 * strategies drawn from its seed.
 *
 *     deno task fuzz threads [--seed N] [--count N] [--print]
 *
 * A failure is printed with the seed that gives the program again; `--print` writes the programs instead of running them.
 *
 * @module
 */
import { LOCKS, REFCOUNTS } from "@orochi/runtime";
import { isAllowed } from "../combinations.ts";
import { Random } from "../random.ts";
import { progress } from "../runs.ts";
import { runAlone } from "../soak_one.ts";

/** Something that threads read while another one changes it. */
interface Place {
  /** Statements that make it, with `value(0)` in it. */
  readonly setup: readonly string[];
  /** What is read. */
  readonly read: string;
  /** Statements that put `v`, the value of step `k`, there. */
  readonly change: readonly string[];
  /** Its values are lengths: ints that are not negative. */
  readonly isLength?: boolean;
}

/** Steps of each change, and cases of a program. */
const STEPS = 24, CASES = 12;

/** How the value of a step is written: each rises with the steps. */
const VALUES = [
  "k",
  "1073741823 - 12 + k",
  "2 ** 62 - 12 + k",
  "2 ** 80 + k",
  "k + 0.5",
  "(k if k % 2 else float(k))",
  "'%03d' % k",
  "(k, 'k')",
];

/** Ways to make something that returns `v` when it is called as a method. */
const METHODS = [
  "lambda self: v",
  "lambda self, x=v: x",
  "staticmethod(lambda: v)",
  "classmethod(lambda cls: v)",
  "Returns(v)",
];

const PRELUDE = `import builtins, threading, time, types

class Returns:
    def __init__(self, v):
        self.v = v
    def __call__(self):
        return self.v

class Root:
    pass

def code_of(v):
    return eval("lambda: " + repr(v)).__code__

errors = []

def check(name, last, v):
    if v < last:
        raise AssertionError(f"{name}: {v!r} after {last!r}")

def run(number, read, first, final, changes):
    failures, turns, stop = [], [0], [False]
    def reader():
        seen = first
        try:
            while not stop[0]:
                seen = read(seen, 20)
                turns[0] += 1
        except BaseException as e:
            failures.append(repr(e))
    def changer(change):
        try:
            for k in range(1, ${STEPS + 1}):
                before, waits = turns[0], change(k)
                while waits and turns[0] == before and not failures:
                    time.sleep(0)
        except BaseException as e:
            failures.append(repr(e))
    read(first, 40)
    readers = [threading.Thread(target=reader) for _ in range(1 + number % 2)]
    changers = [threading.Thread(target=changer, args=(change,)) for change in changes]
    for t in readers + changers:
        t.start()
    for t in changers:
        t.join()
    stop[0] = True
    for t in readers:
        t.join()
    if not failures:
        seen = read(first, 3)
        if seen != final:
            failures.append(f"{seen!r} at the end, not {final!r}")
    print(number, failures or "right")
`;

/** A place of a kind, whose names end in a number. */
type PlaceMaker = (n: number, random: Random) => Place;

const method = (random: Random) => random.of(METHODS);

const PLACES: readonly PlaceMaker[] = [
  (n) => ({ setup: [`G${n} = value(0)`], read: `G${n}`, change: [`global G${n}`, `G${n} = v`] }),
  (n) => ({ setup: [`G${n} = value(0)`], read: `G${n}`, change: [`globals()["G${n}"] = v`] }),
  (n) => ({
    setup: [`builtins.B${n} = value(0)`],
    read: `B${n}`,
    change: [`if k % 2: globals()["B${n}"] = v`, `else: builtins.B${n} = v; del globals()["B${n}"]`],
  }),
  (n) => ({
    setup: [`class C${n}: c = value(0)`, `o${n} = C${n}()`],
    read: `o${n}.c`,
    change: [`C${n}.c = v`],
  }),
  (n) => ({
    setup: [`class D${n}: c = value(0)`, `class C${n}(D${n}): pass`, `o${n} = C${n}()`],
    read: `o${n}.c`,
    change: [`if k % 2: C${n}.c = v`, `else: D${n}.c = v; del C${n}.c`],
  }),
  (n, random) => ({
    setup: [`class C${n}:`, `    def m(self): return value(0)`, `o${n} = C${n}()`],
    read: `o${n}.m()`,
    change: [`C${n}.m = ${method(random)}`],
  }),
  (n, random) => ({
    setup: [
      `class D${n}:`,
      `    def m(self): return value(0)`,
      `class C${n}(D${n}):`,
      `    def q(self): return super().m()`,
      `o${n} = C${n}()`,
    ],
    read: `o${n}.q()`,
    change: [`D${n}.m = ${method(random)}`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    p = property(lambda self: value(0))`, `o${n} = C${n}()`],
    read: `o${n}.p`,
    change: [`C${n}.p = property(lambda self: v)`],
  }),
  (n) => ({
    setup: [`o${n} = Root()`, `o${n}.x = value(0)`],
    read: `o${n}.x`,
    change: [`o${n}.x = v`, `if k % 3 == 0: setattr(o${n}, "z%d" % k, k)`],
  }),
  (n) => ({
    setup: [`o${n} = Root()`, `o${n}.__dict__["x"] = value(0)`],
    read: `o${n}.x`,
    change: [`o${n}.__dict__["x"] = v`, `if k % 4 == 0: o${n}.__dict__["z%d" % k] = k`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    __slots__ = ("a", "b")`, `o${n} = C${n}()`, `o${n}.a = value(0)`],
    read: `o${n}.a`,
    change: [`o${n}.b = k`, `o${n}.a = v`],
  }),
  (n) => ({
    setup: [`class C${n}(Root): c = value(0)`, `o${n} = C${n}()`],
    read: `o${n}.c`,
    change: [`o${n}.__class__ = type("T", (Root,), {"c": v, "m": k})`],
  }),
  (n) => ({
    setup: [`class D${n}(Root): c = value(0)`, `class C${n}(D${n}): pass`, `o${n} = C${n}()`],
    read: `o${n}.c`,
    change: [`C${n}.__bases__ = (type("T", (Root,), {"c": v}),)`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def __getattr__(self, name): return value(0)`, `o${n} = C${n}()`],
    read: `o${n}.c`,
    // A reader that has missed the attribute asks `__getattr__` later on: that must not be ahead of the attribute.
    change: [`if k > 12: C${n}.c = v`, `C${n}.__getattr__ = lambda self, name: v`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def __getattribute__(self, name): return value(0)`, `o${n} = C${n}()`],
    read: `o${n}.c`,
    change: [`C${n}.__getattribute__ = lambda self, name: v`],
  }),
  (n) => ({
    setup: [`def f${n}(): return value(0)`],
    read: `f${n}()`,
    change: [`global f${n}`, `f${n} = lambda: v`],
  }),
  (n) => ({
    setup: [`def f${n}(x=value(0)): return x`],
    read: `f${n}()`,
    change: [`f${n}.__defaults__ = (v,)`],
  }),
  (n) => ({
    setup: [`def f${n}(*, x=value(0)): return x`],
    read: `f${n}()`,
    change: [`f${n}.__kwdefaults__ = {"x": v}`],
  }),
  (n) => ({
    setup: [`f${n} = types.FunctionType(code_of(value(0)), globals())`],
    read: `f${n}()`,
    change: [`f${n}.__code__ = code_of(v)`],
  }),
  (n) => ({
    setup: [
      `def cell${n}():`,
      `    x = value(0)`,
      `    def put(v):`,
      `        nonlocal x`,
      `        x = v`,
      `    return (lambda: x), put`,
      `get${n}, put${n} = cell${n}()`,
    ],
    read: `get${n}()`,
    change: [`put${n}(v)`],
  }),
  (n) => ({
    setup: [`M${n} = types.ModuleType("M")`, `M${n}.v = value(0)`],
    read: `M${n}.v`,
    change: [`M${n}.v = v`],
  }),
  (n) => ({ setup: [`L${n} = [value(0)]`], read: `L${n}[0]`, change: [`L${n}[0] = v`] }),
  (n) => ({ setup: [`L${n} = [value(0)]`], read: `L${n}[-1]`, change: [`L${n}.append(v)`] }),
  (n) => ({ setup: [`L${n} = [value(0)]`], read: `L${n}[0]`, change: [`L${n}[:] = [v] * (k % 5 + 1)`] }),
  (n) => ({
    setup: [`D${n} = {"k": value(0)}`],
    read: `D${n}["k"]`,
    change: [`D${n}[k] = k`, `D${n}["k"] = v`, `if k % 5 == 0: del D${n}[k]`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def __len__(self): return 0`, `o${n} = C${n}()`],
    read: `len(o${n})`,
    change: [`C${n}.__len__ = lambda self: v`],
    isLength: true,
  }),
  (n) => ({ setup: [`S${n} = set()`], read: `len(S${n})`, change: [`S${n}.add(v)`], isLength: true }),
  ...([
    ["__getitem__", "self, i", "o[i]"],
    ["__add__", "self, other", "o + i"],
    ["__neg__", "self", "-o"],
    ["__call__", "self, *a", "o(i)"],
    ["__matmul__", "self, other", "o @ o"],
    ["__rsub__", "self, other", "i - o"],
    ["__contains__", "self, i", "[i in o, o.v][1]"],
  ] as const).map(([name, parameters, use]): PlaceMaker => (n) => ({
    setup: [
      `class C${n}:`,
      `    v = value(0)`,
      `    def ${name}(${parameters}): return self.v`,
      `o${n} = C${n}()`,
    ],
    read: use.replaceAll(/\bo\b/g, `o${n}`),
    change: [`C${n}.${name} = lambda ${parameters}: v`, `C${n}.v = v`],
  })),
  (n) => ({
    setup: [`class C${n}:`, `    def __init__(self): self.v = value(0)`],
    read: `C${n}().v`,
    change: [`C${n}.__init__ = lambda self: setattr(self, "v", v)`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def __init__(self, v=value(0)): self.v = v`],
    read: `C${n}().v`,
    change: [`C${n}.__init__.__defaults__ = (v,)`],
  }),
  (n) => ({
    setup: [`class C${n}(Root): v = value(0)`],
    read: `C${n}().v`,
    change: [
      `made = object.__new__(Root)`,
      `made.v = v`,
      `C${n}.__new__ = lambda cls: made`,
    ],
  }),
  (n) => ({
    setup: [`class M${n}(type): c = value(0)`, `class C${n}(metaclass=M${n}): pass`],
    read: `C${n}.c`,
    // The metaclass is asked before the class, or after it: what it has must not be ahead.
    change: [`if k > 12: C${n}.c = v`, `M${n}.c = v`],
  }),
  (n) => ({
    setup: [
      `class P${n}:`,
      `    def __get__(self, instance, owner): return value(0)`,
      `class C${n}: p = P${n}()`,
      `o${n} = C${n}()`,
    ],
    read: `o${n}.p`,
    change: [`P${n}.__get__ = lambda self, instance, owner: v`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def m(self): return value(0)`, `o${n} = C${n}()`],
    read: `C${n}.m(o${n})`,
    change: [`C${n}.m = lambda self: v`],
  }),
  (n) => ({
    setup: [`class C${n}: c = value(0)`, `o${n} = C${n}()`],
    read: `getattr(o${n}, "c")`,
    change: [`C${n}.c = v`, `if k % 4 == 0: C${n}.d = k; del C${n}.d`],
  }),
  (n) => ({
    setup: [`class C${n}: c = value(0)`, `o${n} = C${n}()`],
    read: `type(o${n}).c`,
    change: [`type.__setattr__(C${n}, "c", v)`],
  }),
  (n) => ({
    setup: [`class C${n}(Exception): v = value(0)`],
    read: `C${n}(i).v`,
    change: [`C${n}.v = v`],
  }),
  (n) => ({
    setup: [
      `class C${n}(Exception):`,
      `    def __init__(self): self.v = value(0)`,
      `def raise${n}():`,
      `    try: raise C${n}`,
      `    except Exception as e: return e.v`,
    ],
    read: `raise${n}()`,
    change: [`C${n}.__init__ = lambda self: setattr(self, "v", v)`],
  }),
  (n) => ({
    setup: [`def f${n}():`, `    yield value(0)`],
    read: `next(f${n}())`,
    change: [`def made(): yield v`, `global f${n}`, `f${n} = made`],
  }),
  (n) => ({
    setup: [`def f${n}(x=value(0)):`, `    yield x`],
    read: `sum(1 for _ in f${n}()) and [*f${n}()][0]`,
    change: [`f${n}.__defaults__ = (v,)`],
  }),
  (n) => ({
    setup: [
      `class C${n}:`,
      `    def __lt__(self, other): return False`,
      `    v = value(0)`,
      `o${n} = C${n}()`,
    ],
    read: `(o${n} < i, o${n}.v)[1]`,
    change: [`C${n}.__lt__ = lambda self, other: k > 3`, `C${n}.v = v`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def __index__(self): return 0`, `o${n} = C${n}()`, `r${n} = range(100)`],
    read: `r${n}[o${n}]`,
    change: [`C${n}.__index__ = lambda self: v`],
    isLength: true,
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def __str__(self): return "000"`, `o${n} = C${n}()`],
    read: `int(f"{o${n}}")`,
    change: [`C${n}.__str__ = lambda self: "%03d" % v`],
    isLength: true,
  }),
  (n) => ({
    setup: [`class D${n}(dict):`, `    def __missing__(self, key): return value(0)`, `d${n} = D${n}()`],
    read: `d${n}["k"]`,
    // Likewise.
    change: [`if k > 20: d${n}["k"] = v`, `D${n}.__missing__ = lambda self, key: v`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def __next__(self): return value(0)`, `o${n} = C${n}()`],
    read: `next(o${n})`,
    change: [`C${n}.__next__ = lambda self: v`],
  }),
  (n) => ({
    setup: [`class C${n}:`, `    def __iter__(self): yield value(0)`, `o${n} = C${n}()`],
    read: `[x for x in o${n}][0]`,
    change: [`C${n}.__iter__ = lambda self: iter((v,))`],
  }),
  (n) => ({
    setup: [
      `class C${n}:`,
      `    def __enter__(self): return value(0)`,
      `    def __exit__(self, *a): return None`,
      `o${n} = C${n}()`,
      `def with${n}():`,
      `    with o${n} as x: return x`,
    ],
    read: `with${n}()`,
    change: [`C${n}.__enter__ = lambda self: v`, `C${n}.__exit__ = lambda self, *a: k == -1`],
  }),
];

/** How a read is written where it stands: at once, in a function, in a comprehension, in a generator. */
function written(read: string, name: string, random: Random): { setup: string[]; read: string } {
  switch (random.below(5)) {
    case 0:
      return { setup: [`def ${name}(i): return ${read}`], read: `${name}(i)` };
    case 1:
      return { setup: [], read: `[${read} for _ in (1, 2)][0]` };
    case 2:
      return { setup: [`def ${name}(i):`, `    yield ${read}`], read: `next(${name}(i))` };
    default:
      return { setup: [], read };
  }
}

/** The program of a seed. */
function program(seed: number): string {
  const random = new Random(seed), lines = [PRELUDE];
  let names = 0;
  for (let number = 0; number < CASES; number++) {
    const reads: string[] = [], firsts: string[] = [], finals: string[] = [], changes: string[] = [];
    const count = 1 + random.below(3), changers = 1 + random.below(2);
    const bodies: string[][] = Array.from({ length: changers }, () => []);
    for (let k = 0; k < count; k++) {
      const n = names++, place = random.of(PLACES)(n, random);
      const value = place.isLength === true ? "k" : random.of(VALUES);
      lines.push(`def value${n}(k): return ${value}`);
      lines.push(...place.setup.map((line) => line.replaceAll("value(0)", `value${n}(0)`)));
      const { setup, read } = written(place.read, `read${n}`, random);
      lines.push(...setup);
      lines.push(`def change${n}(k):`, `    v = value${n}(k)`, ...place.change.map((line) => `    ${line}`));
      reads.push(
        `        v = ${read}`,
        `        if v < last${k}: check('${place.read}', last${k}, v)`,
        `        last${k} = v`,
      );
      firsts.push(`value${n}(0)`);
      finals.push(`value${n}(${STEPS})`);
      bodies[random.below(changers)].push(`    change${n}(k)`);
    }
    const last = Array.from({ length: count }, (_, k) => `last${k}`).join(", ");
    lines.push(
      `def reader${number}(seen, times):`,
      `    ${last}, = seen`,
      `    for i in range(times):`,
      ...reads,
      `    return [${last}]`,
    );
    bodies.forEach((body, k) => {
      changes.push(`changer${number}_${k}`);
      lines.push(
        `def changer${number}_${k}(k):`,
        ...body,
        `    return ${random.of(["k % 2 == 0", "True", "k % 8 == 0"])}`,
      );
    });
    lines.push(
      `run(${number}, reader${number}, [${firsts.join(", ")}], [${finals.join(", ")}], [${
        changes.join(", ")
      }])`,
    );
  }
  return lines.join("\n") + "\n";
}

/** Strategies for parallel threads, and some for others, as often as they matter. */
function strategies(random: Random): [lock: string, refcount: string] {
  if (random.below(3) === 0) return ["object", "biased"];
  for (;;) {
    const lock = random.of([...Object.keys(LOCKS), "subsystem:all"]),
      refcount = random.of(Object.keys(REFCOUNTS));
    if (isAllowed(lock, refcount)) return [lock, refcount];
  }
}

async function fuzz(seed: number): Promise<string | null> {
  const [lock, refcount] = strategies(new Random(seed)), folder = Deno.makeTempDirSync();
  try {
    const path = `${folder}/generated.py`;
    Deno.writeTextFileSync(path, program(seed));
    const right = Array.from({ length: CASES }, (_, number) => `${number} right\n`).join("");
    Deno.writeTextFileSync(`${folder}/generated.out`, right);
    const wrong = await runAlone({ program: path, lock, refcount, compiled: true });
    return wrong === null ? null : `under ${lock} + ${refcount}: ${wrong}`;
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function option(name: string, otherwise: number): number {
  const at = Deno.args.indexOf(name);
  return at < 0 ? otherwise : Number(Deno.args[at + 1]);
}

if (import.meta.main) {
  const first = option("--seed", 1), count = option("--count", 50);
  let failures = 0;
  for (let seed = first; seed < first + count; seed++) {
    if (Deno.args.includes("--print")) {
      console.log(program(seed));
      continue;
    }
    progress(`seed ${seed}`);
    const wrong = await fuzz(seed);
    if (wrong === null) continue;
    failures++;
    progress("");
    console.error(`seed ${seed} ${wrong}`);
  }
  progress("");
  if (!Deno.args.includes("--print")) console.log(`${count} programs, ${failures} failed`);
  Deno.exit(failures === 0 ? 0 : 1);
}
