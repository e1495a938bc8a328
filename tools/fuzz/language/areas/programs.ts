/**
 * Cases about control: calls, closures, unpacking, comprehensions, exceptions, generators, pattern matching.
 *
 * @module
 */
import type { Writer } from "../writer.ts";

const NAMES = ["a", "b", "c", "d", "e"];
const ERRORS = [
  "ValueError",
  "TypeError",
  "KeyError",
  "IndexError",
  "ZeroDivisionError",
  "RuntimeError",
  "StopIteration",
  "AttributeError",
  "OSError",
  "LookupError",
  "Exception",
  "ArithmeticError",
  "NameError",
  "E",
];

function indented(text: string, by = 1): string {
  return text.split("\n").map((line) => "    ".repeat(by) + line).join("\n");
}

/** Definitions with all kinds of parameters, and calls of them that often do not fit. */
export function calls(w: Writer): string {
  const names = NAMES.slice(0, 1 + w.below(5));
  const parts: string[] = [];
  let defaults = false, starred = false;
  const slash = w.chance(30) ? w.below(names.length) : -1;
  const star = w.chance(45) ? w.below(names.length + 1) : -1;
  names.forEach((name, k) => {
    if (k === star) {
      parts.push(k < names.length && w.chance(50) ? "*" : "*args");
      starred = true;
    }
    if (!starred && defaults || w.chance(35)) {
      parts.push(`${name}=${w.small()}`);
      if (!starred) defaults = true;
    } else parts.push(name);
    if (k === slash && !starred) parts.push("/");
  });
  if (star === names.length) parts.push("*args");
  if (w.chance(25)) parts.push("**kw");
  const shown = [
    ...names,
    ...(parts.includes("*args") ? ["args"] : []),
    ...(parts.includes("**kw") ? ["kw"] : []),
  ];
  const argument = () =>
    w.one(
      () => w.small(),
      () => w.small(),
      () => `${w.of([...NAMES, "z"])}=${w.small()}`,
      () => `*${w.one(() => w.ints(), () => w.tuple(), () => w.atom())}`,
      () => `**{${w.some(0, 2, () => `'${w.of([...NAMES, "x y"])}': ${w.small()}`)}}`,
      () => w.chance(10) ? `**${w.value()}` : w.small(),
    );
  const call = () => {
    const given = Array.from({ length: w.below(6) }, argument);
    // Keywords come after what is positional, or the text would be refused as a whole.
    const order = (text: string) => text.startsWith("**") ? 2 : /^[a-z]=/.test(text) ? 1 : 0;
    return given.sort((x, y) => order(x) - order(y)).join(", ");
  };
  const kind = w.below(5);
  const define = kind === 0
    ? `f = lambda ${parts.join(", ")}: (${shown.join(", ")},)`
    : kind === 1
    ? `class K:\n    def m(self, ${parts.join(", ")}): return (${shown.join(", ")},)\nf = ${
      w.of(["K().m", "K.m"])
    }`
    : kind === 2
    ? `class K:\n    def __init__(self, ${parts.join(", ")}): self.v = (${
      shown.join(", ")
    },)\nf = lambda *a, **k: K(*a, **k).v`
    : `def f(${parts.join(", ")}):\n    return (${shown.join(", ")},)`;
  return `${define}\n${
    w.some(1, 3, () => `try: show(f(${call()}))\nexcept TypeError as e: show(error(e))`, "\n")
  }`;
}

/** Assignments that take values apart. */
export function unpacking(w: Writer): string {
  let names = 0;
  const target = (depth: number): string => {
    if (depth === 0 || w.chance(50)) return `v${names++}`;
    const count = 1 + w.below(4), star = w.chance(40) ? w.below(count) : -1;
    const inner = Array.from({ length: count }, (_, k) => k === star ? `*v${names++}` : target(depth - 1));
    return w.of([`(${inner.join(", ")},)`, `[${inner.join(", ")}]`]);
  };
  const value = (depth: number): string =>
    depth === 0 || w.chance(30)
      ? w.one(() => w.small(), () => w.str(), () => w.iterable())
      : `${w.of(["(", "["])}${w.some(1, 4, () => value(depth - 1))}`.replace(/^\((.*)$/s, "($1,)").replace(
        /^\[(.*)$/s,
        "[$1]",
      );
  const left = target(2);
  const all = Array.from({ length: names }, (_, k) => `v${k}`).join(", ");
  return w.one(
    () => `${left} = ${value(2)}\nshow(${all})`,
    () =>
      `for ${left.replace(/^[[(](.*?),?[)\]]$/, "$1")} in [${
        w.some(1, 3, () => value(1))
      }]:\n    show(${all})`,
    () => `show([*${w.iterable()}, ${w.atom()}, *${w.iterable()}])`,
    () => `show({**${w.dict()}, ${w.key()}: 1, **${w.one(() => w.dict(), () => w.dict(), () => w.value())}})`,
    () => `show(*[*${w.iterable()}], *${w.iterable()})`,
    () => `x = ${w.tuple()}\na, *b = x\nshow(a, b)\n*a, b = ${w.iterable()}\nshow(a, b)`,
  );
}

/** Comprehensions of all four kinds. */
export function comprehensions(w: Writer): string {
  const element = (names: string) =>
    w.one(
      () => names,
      () => `${names} * 2`,
      () => `(${names}, ${w.small()})`,
      () => `[${names}]`,
      () => `str(${names})`,
      () => `${names} if ${names} else None`,
      () => `(y := ${names})`,
      () => `[z for z in range(${names})]`,
      () => `f'{${names}}'`,
      () => `(lambda: ${names})()`,
    );
  const clause = () =>
    `for ${w.of(["x", "x", "x, _", "*x, _"])} in ${
      w.one(() => w.iterable(), () => w.ints(), () => `enumerate(${w.str()})`, () => "outer")
    }`;
  const more = w.chance(35) ? ` for u in ${w.one(() => w.ints(), () => "range(x)", () => "[x]")}` : "";
  const test = w.chance(45)
    ? ` if ${
      w.of(["x", "x > 1", "not x", "x != 2", "isinstance(x, int) and x % 2", "(w := x)", "x in outer"])
    }`
    : "";
  const body = `${element("x")} ${clause()}${more}${test}`;
  const made = w.one(
    () => `[${body}]`,
    () => `[${body}]`,
    () => `sorted({${body}}, key=str)`,
    () => `{x: ${body}}`,
    () => `list(${body})`,
    () => `tuple(${body})`,
    () => `sum(1 for i in [${body}])`,
  );
  return w.one(
    () => `outer = ${w.ints()}\nshow(${made})`,
    () => `def f(outer):\n    x = 'kept'\n    r = ${made}\n    return r, x\nshow(f(${w.ints()}))`,
    () => `class K:\n    outer = ${w.ints()}\n    r = ${made}\nshow(K.r)`,
  );
}

/** A few statements inside of something that catches errors. */
function trouble(w: Writer, depth: number): string {
  const one = () =>
    w.one(
      () => `raise ${w.of(ERRORS)}(${w.one(() => "", () => w.atom(), () => `${w.atom()}, ${w.small()}`)})`,
      () => `raise ${w.of(ERRORS)}`,
      () => `show(${w.small()} / ${w.of(["0", "1", "0.0"])})`,
      () => `show(${w.dict()}[${w.key()}])`,
      () => `show(${w.ints()}[${w.small()}])`,
      () => `show(int(${w.str()}))`,
      () => `show(${w.small()})`,
      () => `show(missing${w.below(3)})`,
      () => `show(${w.atom()}.nothing)`,
      () => `assert ${w.small()} > 0${w.chance(50) ? `, ${w.atom()}` : ""}`,
      () => depth > 0 ? attempt(w, depth - 1) : "pass",
      () => depth > 0 ? attempt(w, depth - 1) : "pass",
      () =>
        `with C(${w.of(["True", "False"])}) as c:\n${
          indented(depth > 0 ? trouble(w, depth - 1) : "raise KeyError(1)")
        }`,
      () => `raise ${w.of(ERRORS)}(${w.small()}) from ${w.of(["None", "KeyError(5)", "e", "TypeError"])}`,
      () => "raise",
      () => w.of(["return 1", "return 2", "break", "continue"]),
      () =>
        `for i in range(${w.range(0, 3)}):\n    show(i)\n${
          indented(depth > 0 ? trouble(w, depth - 1) : "continue")
        }\nelse:\n    show('else')`,
    );
  return w.some(1, 2, one, "\n");
}

function attempt(w: Writer, depth: number): string {
  const handlers = w.some(0, 2, () => {
    const what = w.one(() => w.of(ERRORS), () => `(${w.of(ERRORS)}, ${w.of(ERRORS)})`);
    return `except ${what}${w.chance(60) ? " as e" : ""}:\n${
      indented(w.one(() => "show(error(e))", () => trouble(w, depth), () => "raise", () => "show('handled')"))
    }`;
  }, "\n");
  const rest = handlers === ""
    ? ""
    : handlers + "\n" + (w.chance(25) ? `else:\n${indented(trouble(w, depth))}\n` : "");
  const last = handlers === "" || w.chance(35)
    ? `finally:\n${indented(w.one(() => "show('finally')", () => trouble(w, depth)))}`
    : "";
  return `try:\n${indented(trouble(w, depth))}\n${rest}${last}`.trimEnd();
}

const MANAGER = `class E(ValueError):
    def __str__(self): return 'E' + repr(self.args)
class C:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): show('enter'); return self
    def __exit__(self, kind, value, trace):
        show('exit', kind and kind.__name__, str(value))
        return self.swallow`;

/** Nested handlers, managers and loops that are left in all ways. */
export function exceptions(w: Writer): string {
  return `${MANAGER}\ndef f():\n    e = None\n    for turn in range(2):\n        show('turn', turn)\n${
    indented(attempt(w, 2), 2)
  }\n    return 'end'\nshow(f())`;
}

/** Exception groups. */
export function groups(w: Writer): string {
  const leaf = () => `${w.of(["ValueError", "TypeError", "KeyError", "OSError", "E"])}(${w.small()})`;
  const group = (depth: number): string =>
    `${w.of(["ExceptionGroup", "ExceptionGroup", "BaseExceptionGroup"])}(${w.of(["'g'", "'h'", "''"])}, [${
      w.some(1, 3, () => depth > 0 && w.chance(40) ? group(depth - 1) : leaf())
    }])`;
  const tree =
    "def tree(g):\n    return (type(g).__name__, g.message, [tree(x) if isinstance(g, BaseExceptionGroup) and isinstance(x, BaseExceptionGroup) else repr(x) for x in g.exceptions]) if isinstance(g, BaseExceptionGroup) else repr(g)";
  const handlers = w.some(
    1,
    3,
    () =>
      `    except* ${
        w.one(
          () => w.of(["ValueError", "TypeError", "KeyError", "OSError", "E", "LookupError"]),
          () => "(ValueError, OSError)",
        )
      } as e:\n        show(tree(e))${
        w.chance(20) ? `\n        raise ${leaf()}` : w.chance(10) ? "\n        raise" : ""
      }`,
    "\n",
  );
  return `class E(ValueError): pass\n${tree}\ntry:\n    try:\n        raise ${
    w.one(() => group(2), () => group(1), leaf)
  }\n${handlers}\n    ${
    w.chance(30) ? "else:\n        show('else')\n    " : ""
  }finally:\n        show('finally')\nexcept BaseException as e:\n    show(tree(e), e.__cause__, ${
    w.of(["e.__context__ and tree(e.__context__)", "1"])
  })\n` +
    w.one(
      () =>
        `g = ${group(2)}\nm, r = g.split(${
          w.of(["ValueError", "(KeyError, TypeError)", "lambda e: e.args[0] > 1"].slice(0, 2))
        })\nshow(m and tree(m), r and tree(r))`,
      () => `s = ${group(1)}.subgroup(TypeError)\nshow(s and tree(s))`,
      () =>
        `show(tree(${
          w.of([
            "ExceptionGroup('x', [])",
            "ExceptionGroup('x', [1])",
            "ExceptionGroup(5, [E()])",
            "ExceptionGroup('x', 7)",
            "ExceptionGroup('x', [KeyboardInterrupt()])",
            "BaseExceptionGroup('x', [E()])",
            "BaseExceptionGroup('x', [KeyboardInterrupt()])",
          ])
        }))`,
    );
}

/** Generators that are driven by hand. */
export function generators(w: Writer): string {
  const step = (depth: number): string =>
    w.one(
      () => `yield ${w.small()}`,
      () => `r = yield ${w.small()}\nshow('got', r)`,
      () => `yield from ${w.one(() => w.iterable(), () => "inner()", () => "inner()")}`,
      () => `r = yield from inner()\nshow('inner', r)`,
      () =>
        depth > 0
          ? `try:\n${indented(step(depth - 1))}\nexcept ${
            w.of(["ValueError", "GeneratorExit", "Exception", "StopIteration"])
          } as e:\n${
            indented(w.one(() => "show('caught', error(e))", () =>
              step(depth - 1), () =>
              "raise", () =>
              "return 9"))
          }`
          : "yield 0",
      () =>
        depth > 0
          ? `try:\n${indented(step(depth - 1))}\nfinally:\n${
            indented(w.one(() => "show('finally')", () =>
              "yield 'f'"))
          }`
          : "pass",
      () => depth > 0 ? `for i in range(${w.range(0, 3)}):\n${indented(step(depth - 1))}` : "show('step')",
      () => w.of(["return 7", "raise StopIteration(3)", "raise ValueError('v')", "x = 1 / 0"]),
    );
  const body = () => w.some(1, 3, () => step(2), "\n");
  const drive = () =>
    w.one(
      () => "next(g)",
      () => "next(g)",
      () => `g.send(${w.of(["None", "5", "'x'"])})`,
      () =>
        `g.throw(${
          w.of(["ValueError('t')", "ValueError", "GeneratorExit()", "StopIteration(1)", "KeyError(2)"])
        })`,
      () => "g.close()",
      () => "list(g)",
      () => "next(g, 'none')",
    );
  return `def inner():\n${indented(body())}\n    if 0: yield\ndef gen():\n${
    indented(body())
  }\n    if 0: yield\ng = gen()\n` +
    w.some(2, 5, () => `try: show(${drive()})\nexcept BaseException as e: show(error(e))`, "\n") +
    "\nshow(g.gi_running, g.gi_frame is None)";
}

/** Coroutines and asynchronous generators, driven by hand. */
export function coroutines(w: Writer): string {
  const step = (depth: number): string =>
    w.one(
      () => `show(await Wait(${w.small()}))`,
      () =>
        depth > 0
          ? `try:\n${indented(step(depth - 1))}\nexcept ${
            w.of(["ValueError", "Exception"])
          } as e:\n    show(error(e))`
          : "pass",
      () => depth > 0 ? `try:\n${indented(step(depth - 1))}\nfinally:\n    show('finally')` : "pass",
      () => `async for x in agen():\n    show('x', x)\n    ${w.of(["pass", "break", "await Wait(1)"])}`,
      () => "show([x async for x in agen()])",
      () => "show([await Wait(i) for i in range(2)])",
      () => `async with M() as m:\n${indented(depth > 0 ? step(depth - 1) : "show(m)")}`,
      () =>
        w.of([
          "raise ValueError('v')",
          "return 3",
          "await 5",
          "async for x in 5: pass",
          "async with 5: pass",
        ]),
      () => "show({x: 1 async for x in agen() if x})",
    );
  const body = w.some(1, 3, () => step(2), "\n");
  const gen = w.some(
    1,
    3,
    () =>
      w.of([
        "yield 1",
        "yield 2",
        "await Wait(3)",
        "yield await Wait(4)",
        "try:\n    yield 5\nfinally:\n    show('agen finally')",
        "raise KeyError(6)",
        "return",
      ]),
    "\n",
  );
  return `class Wait:\n    def __init__(self, v): self.v = v\n    def __await__(self):\n        r = yield self.v\n        return (self.v, r)\nclass M:\n    async def __aenter__(self): show('in'); return 1\n    async def __aexit__(self, k, v, t):\n        show('out', k and k.__name__)\n        return ${
    w.of(["True", "False", "await Wait(0)"])
  }\nasync def agen():\n${indented(gen)}\n    if 0: yield\nasync def main():\n${
    indented(body)
  }\n    return 'end'\nc = main()\ntry:\n    r = c.send(None)\n    for k in range(12):\n        show('wait', r)\n        r = ${
    w.of(["c.send(k)", "c.send(k)", "c.throw(ValueError('thrown')) if k == 1 else c.send(k)"])
  }\nexcept StopIteration as e: show('stop', e.value)\nfinally: c.close()`;
}

/** Pattern matching. */
export function patterns(w: Writer): string {
  let names = 0;
  const pattern = (depth: number): string =>
    w.one(
      () => w.of(["0", "1", "-1", "1.5", "'a'", "None", "True", "b'x'", "1+2j", "''"]),
      () => w.of(["0", "1", "2", "'a'"]),
      () => `n${names++}`,
      () => "_",
      () =>
        depth > 0
          ? `[${w.some(0, 3, () => pattern(depth - 1))}${w.chance(30) ? `${""}, *n${names++}` : ""}]`.replace(
            "[, ",
            "[",
          )
          : "_",
      () => depth > 0 ? `(${pattern(depth - 1)}, ${pattern(depth - 1)})` : "1",
      () =>
        depth > 0
          ? `{${w.some(0, 2, () => `${w.of(["'a'", "1", "'b'", "None"])}: ${pattern(depth - 1)}`)}${
            w.chance(30) ? `, **n${names++}` : ""
          }}`.replace("{, ", "{")
          : "'b'",
      () =>
        depth > 0
          ? `${w.of(["int", "str", "list", "dict", "float", "P", "P", "bool", "tuple"])}(${
            w.some(0, 2, () => pattern(depth - 1))
          })`
          : "int()",
      () =>
        depth > 0 ? `P(x=${pattern(depth - 1)}${w.chance(40) ? `, y=${pattern(depth - 1)}` : ""})` : "P()",
      () =>
        depth > 0
          ? `${w.of(["1", "'a'", "int()", "[_]", "None"])} | ${w.of(["2", "'b'", "str()", "[]", "{}"])}`
          : "K.c",
      () => depth > 0 ? `(${pattern(depth - 1)}) as n${names++}` : "K.d",
    );
  const value = w.one(
    () => w.value(2),
    () => `P(${w.small()}, ${w.value()})`,
    () => `[${w.value()}, ${w.small()}]`,
    () => `{'a': ${w.value()}, 1: ${w.small()}}`,
    () => w.small(),
  );
  const arms = w.some(1, 4, (k) => {
    names = 0;
    let text = pattern(2);
    if (/^n\d+$|^_$/.test(text)) text = `[${text}]`;
    const bound = [...new Set(text.match(/\bn\d+/g) ?? [])];
    return `    case ${text}${
      w.chance(20) ? ` if ${w.of(["v", "not v", "1 / len(str(v))", "isinstance(v, list)"])}` : ""
    }: show(${[k, ...bound].join(", ")})`;
  }, "\n");
  return `class P:\n    __match_args__ = ${
    w.of(["('x', 'y')", "('x', 'y')", "('x',)", "()", "['x']", "('x', 'x')", "(1, 'x')"])
  }\n    def __init__(self, x, y): self.x = x; self.y = y\n    def __repr__(self): return f'P({self.x!r})'\nclass K:\n    c = 3\n    d = 'a'\nv = ${value}\nmatch v:\n${arms}\n    case _: show('none')`;
}

/** Closures, `nonlocal`, `global`, loops and deleted names. */
export function closures(w: Writer): string {
  const name = () => w.of(["a", "b", "c"]);
  const statement = (depth: number): string =>
    w.one(
      () => `${name()} = ${w.small()}`,
      () => `${name()} ${w.of(["+=", "-=", "*="])} ${w.one(() => w.small(), name)}`,
      () => `show(${name()}, ${name()})`,
      () => `del ${name()}`,
      () => `show([(lambda: ${name()})() for ${name()} in range(2)])`,
      () =>
        `if ${name()} ${w.of([">", "<", "=="])} ${w.small()}:\n${
          indented(depth > 0 ? statement(depth - 1) : "pass")
        }`,
      () => `for ${name()} in range(3):\n${indented(depth > 0 ? statement(depth - 1) : "pass")}`,
      () =>
        `turns${depth} = 0\nwhile ${name()} < 3:\n    turns${depth} += 1\n    if turns${depth} > 3: break\n${
          indented(depth > 0 ? statement(depth - 1) : "break")
        }`,
      () => depth > 0 ? inner(depth - 1) : "pass",
      () => depth > 0 ? inner(depth - 1) : "pass",
      () => `class K:\n    ${name()} = ${name()}\n    def m(self): return ${name()}\nshow(K().m())`,
      () =>
        `try:\n${
          indented(depth > 0 ? statement(depth - 1) : "1 / 0")
        }\nexcept Exception as ${name()}: show(error(${name()}) if isinstance(${name()}, Exception) else 0)`,
      () => `show(sorted(k for k in locals() if 'turns' not in k and k != '.0'))`,
    );
  const inner = (depth: number): string => {
    const declared = w.one(() => "", () => `nonlocal ${name()}\n`, () => `global ${name()}\n`, () => "");
    return `def g(${w.of(["", "a=1", "b=2", "*c"])}):\n${
      indented(declared + w.some(1, 3, () => statement(depth), "\n"))
    }\ntry: g()\nexcept (NameError, TypeError) as err: show(error(err))`;
  };
  return `a = 10\nb = 20\ndef f(a, b=2):\n    c = 3\n${
    indented(w.some(2, 5, () => statement(2), "\n"))
  }\n    return a, b, c\ntry: show(f(1))\nfinally: show(a, b)`;
}

/** Sorting, with keys that fail and items that do not compare. */
export function sorting(w: Writer): string {
  const items = w.one(
    () => w.ints(),
    () => `[${w.some(0, 10, () => w.real())}]`,
    () => `[${w.some(0, 8, () => w.str())}]`,
    () => `[${w.some(0, 6, () => w.tuple())}]`,
    () => w.list(),
    () => `[${w.some(0, 30, () => w.range(-99, 99))}]`,
    () => `[T(${w.some(1, 8, () => w.small(), "), T(")})]`,
  );
  const key = w.of([
    "None",
    "lambda v: -v",
    "str",
    "lambda v: (len(str(v)), str(v))",
    "lambda v: v % 3",
    "len",
    "lambda v: seen.append(v) or v",
    "lambda v: 1 / v",
    "abs",
    "lambda v: x.append(v) or 0",
    "T",
    "functools.cmp_to_key(lambda p, q: (p > q) - (p < q))",
    "operator.itemgetter(0)",
  ]);
  return `import functools, operator\nclass T:\n    def __init__(self, v): self.v = v\n    def __lt__(self, other): return self.v < other.v\n    def __repr__(self): return f'T({self.v})'\nseen = []\nx = ${items}\ntry:\n    ${
    w.of(["x.sort", "x.sort", "show(sorted(x, "])
  }(key=${key}, reverse=${w.of(["True", "False"])})\nfinally:\n    show(x, seen)`.replace(
    "show(sorted(x, (key",
    "show(sorted(x, key",
  ).replace(/(show\(sorted.*)\)\nfinally/, "$1))\nfinally");
}
