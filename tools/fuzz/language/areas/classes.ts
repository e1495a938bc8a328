/**
 * Cases about classes: special methods that give all sorts of things, inheritance, descriptors, slots, subclasses of
 * builtin types.
 *
 * @module
 */
import type { Writer } from "../writer.ts";

const UNARY = [
  "__neg__",
  "__pos__",
  "__abs__",
  "__invert__",
  "__len__",
  "__bool__",
  "__int__",
  "__float__",
  "__index__",
  "__str__",
  "__repr__",
  "__hash__",
  "__iter__",
  "__next__",
  "__complex__",
  "__bytes__",
  "__reversed__",
  "__length_hint__",
  "__enter__",
  "__trunc__",
  "__ceil__",
];
const BINARY = [
  "__add__",
  "__radd__",
  "__iadd__",
  "__sub__",
  "__rsub__",
  "__mul__",
  "__rmul__",
  "__truediv__",
  "__floordiv__",
  "__mod__",
  "__rmod__",
  "__pow__",
  "__rpow__",
  "__lshift__",
  "__and__",
  "__rand__",
  "__or__",
  "__ror__",
  "__xor__",
  "__matmul__",
  "__divmod__",
  "__rdivmod__",
  "__eq__",
  "__ne__",
  "__lt__",
  "__le__",
  "__gt__",
  "__ge__",
  "__getitem__",
  "__contains__",
  "__delitem__",
  "__format__",
  "__getattr__",
  "__round__",
  "__missing__",
  "__class_getitem__",
];
const USES = [
  "-A",
  "+A",
  "abs(A)",
  "~A",
  "len(A)",
  "bool(A)",
  "int(A)",
  "float(A)",
  "str(A)",
  "repr(A)",
  "list(A)",
  "next(iter(A))",
  "complex(A)",
  "bytes(A)",
  "list(reversed(A))",
  "A + B",
  "A - B",
  "B - A",
  "A * B",
  "A / B",
  "A // B",
  "A % B",
  "A ** B",
  "B ** A",
  "A << B",
  "A & B",
  "B & A",
  "A | B",
  "A ^ B",
  "A @ B",
  "divmod(A, B)",
  "divmod(B, A)",
  "A == B",
  "B == A",
  "A != B",
  "A < B",
  "A <= B",
  "B > A",
  "A >= B",
  "A[B]",
  "B in A",
  "A in [B]",
  "f'{A:x}'",
  "f'{A}'",
  "'%s %d' % (A, A)",
  "A.thing",
  "round(A)",
  "round(A, 1)",
  "range(A)",
  "[1, 2, 3][A]",
  "[0] * A",
  "operator.index(A)",
  "math.floor(A)",
  "math.trunc(A)",
  "math.ceil(A)",
  "math.sqrt(A)",
  "sum([A, B])",
  "max(A, B)",
  "{A: 1}[A]",
  "chr(A)",
  "hex(A)",
  "int('12', A)",
  "pow(A, B, 5)",
  "not A",
  "A if A else B",
  "bytes([A])",
  "dict(A)",
  "{**A}",
  "[*A]",
  "isinstance(A, type(B))",
  "A()",
  "A.x",
  "print(A, file=F())",
  "operator.length_hint(A)",
  "slice(A, B).indices(5)",
  "'x'.join(A)",
  "'{0.x} {0[1]}'.format(A)",
  "f'{A!r:>5}'",
  "round(1.5, A)",
  "type(A)[B]",
];

function indented(text: string): string {
  return text.split("\n").map((line) => `    ${line}`).join("\n");
}

function result(w: Writer): string {
  return w.one(
    () => w.small(),
    () => w.atom(),
    () => "NotImplemented",
    () => "self",
    () => "iter([1, 2])",
    () => w.of(["True", "'text'", "1.5", "None", "-1", "2**70", "b'x'", "True"]),
    () => "self.v",
    () => "other",
  );
}

function method(w: Writer, name: string, binary: boolean): string {
  const body = w.one(
    () => `return ${result(w)}`,
    () => `return ${result(w)}`,
    () => `show('${name}'); return ${result(w)}`,
    () =>
      `raise ${w.of(["ValueError", "AttributeError", "StopIteration", "KeyError", "IndexError"])}('${name}')`,
  ).replace(/\bother\b/g, binary ? "other" : "self");
  // What is iterated over must end.
  if (name === "__next__") {
    return "def __next__(self):\n    self.v += 1\n    if self.v > 4: raise StopIteration\n    return self.v";
  }
  if (name === "__getitem__") {
    return "def __getitem__(self, k):\n    if k in (3, 4): raise IndexError('end')\n    return k";
  }
  return `def ${name}(self${binary ? w.of([", other", ", other", ", other=None", ", *more"]) : ""}): ${
    binary ? body.replace(/\bother\b/g, "(locals().get('other'))") : body
  }`;
}

/** Classes with special methods, and what uses them. */
export function special(w: Writer): string {
  const define = (name: string, bases: string) => {
    const count = 1 + w.below(5);
    const names = new Set(Array.from({ length: count }, () => w.of([...UNARY, ...BINARY])));
    const body = [...names].map((n) =>
      n === "__class_getitem__"
        ? `@classmethod\ndef ${n}(cls, item): return ${w.small()}`
        : w.chance(4)
        ? `${n} = None`
        : method(w, n, BINARY.includes(n))
    );
    return `class ${name}${bases}:\n    v = ${w.small()}\n${indented(body.join("\n"))}`;
  };
  const base = w.of(["", "", "", "(int)", "(str)", "(list)", "(dict)", "(float)", "(tuple)"]);
  const second = w.of(["", "(P)", "(P)"]);
  const uses = w.some(1, 4, () => {
    const use = w.of(USES).replace(/\bB\b/g, () => w.of(["q", "p", "1", "'s'", "1.5", "[1]", "None"]))
      .replace(/\bA\b/g, () => w.of(["p", "p", "q"]));
    return `try: show(${use})\nexcept Exception as e: show(error(e))`;
  }, "\n");
  return `import operator, math\nclass F:\n    def write(self, text): show('written', text)\n${
    define("P", base)
  }\n${define("Q", second)}\np = P()\nq = Q()\n${uses}`.replace(/show\((-?\+?~?[pq])\)/g, "show(plain($1))")
    .replace(
      "import operator, math",
      "import operator, math\ndef plain(v): return v if type(v).__module__ == 'builtins' else type(v).__name__",
    );
}

/** Attributes: descriptors, properties, slots, `__getattr__`, class attributes, `super`. */
export function attributes(w: Writer): string {
  const member = () =>
    w.one(
      () => `x = ${w.small()}`,
      () => `x = D('${w.of(["x", "y"])}')`,
      () =>
        `x = property(lambda self: ${w.of(["1", "self.y", "self._x", "1 / 0"])}${
          w.chance(40) ? ", lambda self, v: show('set', v)" : ""
        })`,
      () => `@staticmethod\ndef x(*a): return a`,
      () => `@classmethod\ndef x(cls, *a): return cls.__name__, a`,
      () => `def x(self, *a): return ${w.of(["a", "super().x(*a)", "self.y", "type(self).__name__"])}`,
      () =>
        `def __getattr__(self, name): ${
          w.of([
            "return name",
            "raise AttributeError('no ' + name)",
            "raise KeyError(name)",
            "return self.__dict__[name]",
          ])
        }`,
      () =>
        `def __setattr__(self, name, value): show('setattr', name); ${
          w.of([
            "object.__setattr__(self, name, value)",
            "raise TypeError('frozen')",
            "super().__setattr__(name, value)",
          ])
        }`,
      () => `def __delattr__(self, name): show('delattr', name); super().__delattr__(name)`,
      () => `def __getattribute__(self, name): show('get', name); return super().__getattribute__(name)`,
      () =>
        `__slots__ = ${
          w.of(["('y',)", "()", "'y'", "['y', '__dict__']", "('y', 'z')", "('x',)", "(1,)", "('a b',)"])
        }`,
      () => `def __init__(self, *a): self.y = ${w.small()}`,
      () =>
        `def __init_subclass__(cls, **kw): show('sub', cls.__name__, kw); super().__init_subclass__(${
          w.of(["", "**kw"])
        })`,
      () =>
        `def __new__(cls, *a): show('new'); return ${
          w.of(["super().__new__(cls)", "object.__new__(cls)", "5", "super().__new__(cls, *a)"])
        }`,
      () => `y = ${w.small()}`,
      () => `x: int = 3`,
    );
  const metas = w.chance(20)
    ? `class M(type):\n    def __call__(cls, *a, **k): show('call', cls.__name__); return super().__call__(*a, **k)\n    ${
      w.of([
        "x = 'meta'",
        "def x(cls): return 'meta'",
        "def __getattr__(cls, name): return 'm:' + name",
        "def __repr__(cls): return 'META'",
        "def __len__(cls): return 3",
      ])
    }\n`
    : "";
  const define = (name: string, bases: string[]) =>
    `class ${name}(${
      [...bases, ...(w.chance(8) ? ["key=1"] : []), ...(metas && name === "A" ? ["metaclass=M"] : [])].join(
        ", ",
      )
    }):\n${indented(w.some(1, 4, member, "\n"))}`;
  const bases = [["A"], ["A"], ["A", "object"], ["object", "A"], []];
  const third = w.of([["A", "B"], ["B", "A"], ["B"], ["A"], ["B", "int"], ["B", "dict"]]);
  const uses = w.some(2, 6, () => {
    const o = w.of(["o", "o", "o", w.of(["A", "B", "C"])]);
    const use = w.one(
      () => `show(text(${o}.${w.of(["x", "y", "z", "_x", "x", "x"])}))`,
      () => `show(text(${o}.x(${w.some(0, 2, () => w.small())})))`,
      () => `${o}.${w.of(["x", "y", "z"])} = ${w.small()}`,
      () => `del ${o}.${w.of(["x", "y", "z"])}`,
      () => `show(sorted(n for n in vars(o) if n[:2] != '__'))`,
      () => `show(hasattr(${o}, '${w.of(["x", "y", "z", "__dict__"])}'))`,
      () => `show(getattr(o, '${w.of(["x", "y", "q"])}', 'default'.upper()) is not None)`,
      () => `show([k.__name__ for k in ${w.of(["A", "B", "C"])}.__mro__])`,
      () => `show(isinstance(o, A), issubclass(C, B))`,
      () => `show(text(super(${w.of(["A", "B", "C"])}, o).x))`,
    );
    return `try: ${use}\nexcept Exception as e: show(error(e))`;
  }, "\n");
  return `class D:\n    def __init__(self, name): self.name = name\n    def __set_name__(self, owner, name): show('set_name', owner.__name__, name)\n    def __get__(self, obj, kind=None): return ('got', self.name, obj is None)\n    ${
    w.of([
      "def __set__(self, obj, value): show('D set', value)",
      "def __delete__(self, obj): show('D del')",
      "pass",
    ])
  }\ndef text(v): return v if isinstance(v, (int, str, tuple, type(None))) else type(v).__name__\n${metas}${
    define("A", [])
  }\n${define("B", w.of(bases))}\n${define("C", third)}\ntry: o = ${w.of(["A", "B", "C", "C"])}(${
    w.some(0, 1, () => w.small())
  })\nexcept Exception as e: show(error(e)); o = A\n${uses}`;
}

/** Subclasses of builtin types: what their methods give and which overridden methods are used. */
export function derived(w: Writer): string {
  const [base, make] = w.of<[string, () => string]>([
    ["int", () => w.small()],
    ["str", () => w.str()],
    ["list", () => w.ints()],
    ["dict", () => w.dict()],
    ["tuple", () => w.tuple()],
    ["float", () => w.float()],
    ["set", () => `[${w.range(0, 9)}]`],
    ["frozenset", () => `[${w.range(0, 9)}]`],
    ["bytes", () => w.bytes()],
    ["bytearray", () => w.bytes()],
    ["complex", () => w.complex()],
  ]);
  const overridden = w.some(
    0,
    3,
    () =>
      w.of([
        "def __len__(self): return 3",
        "def __getitem__(self, k): return ('item', k) if k not in (4, 5) else 'ab'[k]",
        "def __iter__(self): return iter('it')",
        "def __eq__(self, o): return True",
        "def __repr__(self): return 'R'",
        "def __str__(self): return 'S'",
        "def __hash__(self): return 5",
        "def __add__(self, o): return 'added'",
        "def __contains__(self, o): return True",
        "def __missing__(self, k): return ('missing', k)",
        "def keys(self): return ['k']",
        "def __bool__(self): return False",
        "def __format__(self, spec): return 'F' + spec",
        "def __int__(self): return 42",
        "def __index__(self): return 2",
        "def __float__(self): return 2.5",
      ]),
    "\n    ",
  );
  const uses = w.some(2, 6, () => {
    const use = w.of([
      "x",
      "type(x).__name__",
      "str(x)",
      "repr(x)",
      "len(x)",
      "list(x)",
      "x + x",
      "x * 2",
      "x == 1",
      "hash(x) == hash(1)",
      "x[0]",
      "x[:2]",
      "f'{x}'",
      "'%s %r' % (x, x)",
      "'%d' % x",
      "int(x)",
      "float(x)",
      "bool(x)",
      "type(x + x).__name__",
      "type(x[:]).__name__",
      "type(x.copy()).__name__",
      "dict(x)",
      "{**x}",
      "[*x]",
      "tuple(x)",
      "set(x)",
      "sorted(x)",
      "x.get(1)",
      "x['zz']",
      "1 in x",
      "x.a",
      "bytes(x)",
      "x | x",
      "type(x | x).__name__",
      "abs(x)",
      "-x",
      "x.upper()",
      "type(x.upper()).__name__",
      "x.join(['a', 'b'])",
      "''.join([x, x])",
      "sum([x, x])",
      "max(x)",
      "json.dumps(x)",
      "x.__reduce_ex__(2)[1:]",
      "copy.copy(x)",
      "range(x)",
      "[1, 2, 3][x]",
      "round(x)",
      "x.__class__.__mro__[1].__name__",
      "x.real",
      "x.count(1)",
      "x.__sizeof__() > 0",
      "x < x",
      "str(x) + 'a'",
    ]);
    return `try: show(plain(${use}))\nexcept Exception as e: show(error(e))`;
  }, "\n");
  return `import json, copy\nclass B(${base}):\n    pass\nclass X(B):\n    ${
    overridden || "pass"
  }\ndef plain(v): return v if type(v).__module__ == 'builtins' else (type(v).__name__, ${base}.__repr__(v))\nx = X(${make()})\nx.a = 1\n${uses}`;
}
