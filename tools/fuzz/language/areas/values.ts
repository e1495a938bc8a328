/**
 * Cases about values: operators, conversions, builtin functions, containers.
 *
 * @module
 */
import type { Writer } from "../writer.ts";

const BINARY = [
  "+",
  "-",
  "*",
  "//",
  "%",
  "/",
  "&",
  "|",
  "^",
  "<",
  "<=",
  "==",
  "!=",
  ">",
  ">=",
  "in",
  "not in",
  "is",
  "and",
  "or",
  "<<",
  ">>",
  "@",
  "**",
  "+",
  "-",
  "*",
];

/** An expression of operators over any values. */
export function expression(w: Writer, depth = 2): string {
  if (depth === 0 || w.chance(15)) return w.one(() => w.value(), () => w.number(), () => w.int());
  if (w.chance(12)) return `(${w.of(["-", "+", "~", "not "])}${expression(w, depth - 1)})`;
  if (w.chance(6)) {
    return `(${expression(w, depth - 1)} if ${expression(w, depth - 1)} else ${expression(w, depth - 1)})`;
  }
  if (w.chance(6)) {
    return `(${expression(w, depth - 1)} ${w.of(["<", "<=", "==", "!="])} ${expression(w, depth - 1)} ${
      w.of([">", "<=", "==", "in"])
    } ${expression(w, depth - 1)})`;
  }
  if (w.chance(5)) return `(${expression(w, depth - 1)})[${w.one(() => w.slice(), () => w.atom())}]`;
  const operator = w.of(BINARY);
  const left = expression(w, depth - 1);
  if (operator === "**") {
    return `(${w.one(() => w.number(), () => w.atom())} ** ${
      w.one(() =>
        w.range(-4, 9), () =>
        w.float(), () =>
        w.atom().replace(/j\)?$/, "").replace(/^complex/, "").replace(/\d{6,}|2\*\*\d+|10\*\*\d+/g, "5"))
    })`;
  }
  if (operator === "<<") return `(${left} << ${w.one(() => w.range(-2, 70), () => w.list())})`;
  // Repetition of something long by something large would take all the memory.
  if (operator === "*") {
    return `(${w.one(() => w.value(), () => w.number())} * ${
      w.one(() =>
        w.small(), () =>
        w.float(), () =>
        w.of(["True", "None", "2.0", "'a'", "[]", "1j", "-(2**80)"]))
    })`;
  }
  return `(${left} ${operator} ${expression(w, depth - 1)})`;
}

/** Operators over numbers alone. */
export function arithmetic(w: Writer): string {
  const operand = (depth: number): string =>
    depth === 0 || w.chance(30)
      ? w.number()
      : `(${operand(depth - 1)} ${w.of(["+", "-", "*", "/", "//", "%"])} ${operand(depth - 1)})`;
  return w.one(
    () => `show(${operand(2)})`,
    () => `show(divmod(${w.real()}, ${w.real()}))`,
    () => `show(pow(${w.number()}, ${w.one(() => w.range(-5, 12), () => w.float())}))`,
    () => `show(pow(${w.int()}, ${w.range(-5, 30)}, ${w.one(() => w.small(), () => w.int())}))`,
    () => `show(round(${w.real()}, ${w.one(() => w.range(-6, 12), () => "None")}))`,
    () => `show(hash(${w.number()}))`,
    () => `show(${w.number()} ${w.of(["==", "<", "<=", "!=", ">"])} ${w.number()})`,
    () =>
      `x = ${w.number()}\nx ${w.of(["+=", "-=", "*=", "/=", "//=", "%=", "**=", "&=", "|=", "^="])} ${
        w.one(() => w.small(), () => w.float())
      }\nshow(x)`,
  );
}

/** Conversions and methods of numbers. */
export function numbers(w: Writer): string {
  return w.one(
    () =>
      `show(int(${w.one(() => w.str(), () => w.value(), () => w.float())}${
        w.chance(30)
          ? `, ${w.one(() => w.of(["0", "2", "10", "16", "36", "8", "37", "1", "-1", "None"]))}`
          : ""
      }))`,
    () =>
      `show(int(${
        w.quote(
          w.of(["", " ", "-", "+", "0x", "0b", "0o"]) +
            w.of([
              "",
              "0",
              "1",
              "12",
              "ff",
              "7_7",
              "_1",
              "1_",
              "1__2",
              "zz",
              "012",
              "00",
              "\u0663",
              "9".repeat(30),
            ]) + w.of(["", " ", "\n", "L"]),
        )
      }${w.chance(50) ? `, ${w.of(["0", "2", "8", "10", "16", "36"])}` : ""}))`,
    () =>
      `show(float(${
        w.one(() => w.str(), () => w.value(), () =>
          w.quote(
            w.of(["", " ", "-", "+"]) +
              w.of([
                "1",
                "1.",
                ".5",
                ".",
                "1e5",
                "1e",
                "1e400",
                "1e-400",
                "inf",
                "Infinity",
                "NaN",
                "nan1",
                "1_0.5",
                "1._5",
                "0x1p3",
                "\u0661.5",
                "1e+_5",
              ]) + w.of(["", " ", "\t"]),
          ))
      }))`,
    () =>
      `show(complex(${
        w.one(
          () =>
            w.quote(
              w.of(["", " ", "("]) +
                w.of([
                  "1",
                  "1+2j",
                  "j",
                  "-j",
                  "1-j",
                  "1 + 2j",
                  "inf",
                  "nan+infj",
                  "1e5j",
                  "+1.5-.5J",
                  "1+2",
                  "1jj",
                ]) + w.of(["", " ", ")"]),
            ),
          () => w.number(),
          () => w.value(),
        )
      }${w.chance(25) ? `, ${w.one(() => w.number(), () => w.atom())}` : ""}))`,
    () =>
      `show(${w.int().replace(/^(.*)$/, "($1)")}.${
        w.one(() =>
          `to_bytes(${w.range(0, 9)}, ${w.of(["'big'", "'little'", "'huge'"])}${
            w.chance(40) ? ", signed=True" : ""
          })`, () =>
          "bit_length()", () =>
          "bit_count()", () =>
          "as_integer_ratio()", () =>
          "conjugate()", () =>
          "is_integer()".replace("is_integer", "__index__"), () =>
          "__trunc__()", () =>
          `__round__(${w.small()})`, () =>
          `__floordiv__(${w.atom()})`, () =>
          `__pow__(${w.range(-3, 5)}, ${w.small()})`, () =>
          "real", () =>
          "denominator")
      })`,
    () =>
      `show(int.from_bytes(${w.one(() => w.bytesLike(), () => w.ints(), () => w.value())}, ${
        w.of(["'big'", "'little'"])
      }${w.chance(40) ? ", signed=True" : ""}))`,
    () =>
      `show((${w.float()}).${
        w.one(() =>
          "hex()", () =>
          "as_integer_ratio()", () =>
          "is_integer()", () =>
          "__trunc__()", () =>
          "__floor__()", () =>
          "__ceil__()", () =>
          `__round__(${w.small()})`, () =>
          "__repr__()", () =>
          `__divmod__(${w.atom()})`, () =>
          `__rpow__(${w.small()})`)
      })`,
    () =>
      `show(float.fromhex(${
        w.quote(
          w.of(["", "-", "+", " "]) +
            w.of([
              "0x1p3",
              "0x1.8p-2",
              "1.8",
              "0x.8p0",
              "inf",
              "nan",
              "0x",
              "0x1p5000",
              "0x1.fffffffffffff8p0",
              "0x1p-1080",
              "0X1P+2",
              "0x1.0p",
              "zz",
            ]) + w.of(["", " ", "x"]),
        )
      }))`,
    () =>
      `show(${
        w.of(["bin", "oct", "hex", "chr", "abs", "bool", "ord", "repr", "ascii", "str", "len", "type"])
      }(${w.one(() => w.value(), () => w.int(), () => w.str())}))`.replace(
        /^show\(type\((.*)\)\)$/s,
        "show(type($1).__name__)",
      ),
    () =>
      `show((${w.complex()}).${
        w.one(() =>
          "real", () =>
          "imag", () =>
          "conjugate()", () =>
          `__pow__(${w.small()})`, () =>
          `__eq__(${w.atom()})`)
      })`,
  );
}

/** Calls of builtin functions. */
export function builtins(w: Writer): string {
  const key = () =>
    w.chance(40)
      ? `, key=${w.of(["abs", "str", "len", "lambda v: -v", "None", "repr", "lambda v: v[0]", "type"])}`
      : "";
  return w.one(
    () =>
      `show(${w.of(["min", "max"])}(${
        w.one(() => w.iterable(), () => w.some(1, 4, () => w.value()))
      }${key()}${w.chance(25) ? `, default=${w.atom()}` : ""}))`,
    () =>
      `show(sum(${w.iterable()}${
        w.chance(40) ? `, ${w.one(() => w.atom(), () => "[]", () => "()", () => "start=5")}` : ""
      }))`,
    () =>
      `show(sorted(${w.iterable()}${key()}${
        w.chance(30) ? `, reverse=${w.of(["True", "False", "1"])}` : ""
      }))`,
    () =>
      `show(${
        w.of([
          "all",
          "any",
          "list",
          "tuple",
          "set",
          "frozenset",
          "dict",
          "bytes",
          "bytearray",
          "list",
          "len",
          "iter",
        ])
      }(${w.iterable()}))`.replace("show(iter(", "show(*list("),
    () =>
      `show(list(${w.of(["zip", "zip", "map", "enumerate", "filter", "reversed"])}(${
        w.one(
          () =>
            `${w.of(["str", "lambda *a: a", "None", "bool", "len"])}, ${w.some(1, 2, () => w.iterable())}`,
          () => w.some(1, 3, () => w.iterable()),
          () => `${w.iterable()}, ${w.small()}`,
        )
      })))`,
    () =>
      `show(list(range(${
        w.some(1, 3, () =>
          w.one(() =>
            w.range(-12, 12), () =>
            w.atom().replace(/\d{6,}|2\*\*\d+|10\*\*\d+/g, "9")))
      })))`,
    () =>
      `r = range(${
        w.some(1, 3, () => w.one(() => w.range(-12, 12), () => w.int()))
      })\nshow(r, r == range(${w.small()}), ${
        w.one(() =>
          "len(r)", () =>
          `${w.int()} in r`, () =>
          `r.index(${w.int()})`, () =>
          `r.count(${w.atom()})`, () =>
          `r[${w.slice()}]`, () =>
          "hash(r) == hash(range(0))", () =>
          "bool(r)", () =>
          "r.start, r.stop, r.step")
      })`,
    () =>
      `show(isinstance(${w.value()}, ${
        w.of([
          "int",
          "(int, str)",
          "int | str",
          "list",
          "type",
          "5",
          "(int, 5)",
          "()",
          "None",
          "float | None",
          "list[int]",
        ])
      }))`,
    () =>
      `show(next(${w.one(() => `iter(${w.iterable()})`, () => w.iterable())}${
        w.chance(50) ? `, ${w.atom()}` : ""
      }))`,
    () =>
      `show(${w.of(["getattr", "hasattr"])}(${w.value()}, ${
        w.of(["'real'", "'x'", "'__len__'", "5", "'__class__'", "'append'"])
      }).__class__.__name__)`,
    () => `it = iter(${w.iterable()})\nshow(next(it, 0), list(it), list(it), next(it, 1))`,
    () => `show(callable(${w.value()}), bool(${w.value()}), slice(${w.some(1, 3, () => w.value())}))`,
    () =>
      `show(slice(${w.bound() || "None"}, ${w.bound() || "None"}, ${
        w.of(["None", "1", "-1", "2", "-3", "0"])
      }).indices(${w.range(-1, 12)}))`,
    () =>
      `show(bytes(${
        w.one(() => w.value(), () => w.ints(), () => `${w.str()}, ${w.of(["'utf-8'", "'ascii'", "5"])}`)
      }))`,
    () =>
      `show(${w.of(["str", "bytes", "bytearray"])}(${
        w.one(() =>
          w.value(), () =>
          `${w.bytesLike()}, 'utf-8'`, () =>
          `${w.bytesLike()}, 'ascii', 'replace'`, () =>
          `${w.str()}, 'ascii'`, () =>
          "")
      }))`,
    () =>
      `show(dict(${
        w.one(() =>
          `[${w.some(0, 3, () => w.tuple())}]`, () =>
          w.iterable(), () =>
          w.dict(), () =>
          "a=1, b=2", () =>
          `${w.dict()}, a=1`)
      }))`,
    () => `show(eval(${w.quote(expression(w, 1))}))`,
  );
}

const LIST_CALLS = [
  "append(V)",
  "extend(I)",
  "insert(N, V)",
  "remove(V)",
  "pop()",
  "pop(N)",
  "index(V)",
  "index(V, N, N)",
  "count(V)",
  "reverse()",
  "copy()",
  "clear()",
  "sort()",
  "sort(key=str)",
  "sort(reverse=True)",
  "__contains__(V)",
  "__iadd__(I)",
  "__imul__(2)",
  "__setitem__(N, V)",
  "__delitem__(N)",
  "__eq__(V)",
];
const DICT_CALLS = [
  "get(K)",
  "get(K, V)",
  "pop(K)",
  "pop(K, V)",
  "popitem()",
  "setdefault(K, V)",
  "setdefault(K)",
  "update(D)",
  "update(D, a=1)",
  "update(I)",
  "keys()",
  "values()",
  "items()",
  "copy()",
  "clear()",
  "__contains__(K)",
  "__getitem__(K)",
  "__setitem__(K, V)",
  "__delitem__(K)",
  "__or__(D)",
  "__ior__(D)",
  "__eq__(D)",
  "__len__()",
  "fromkeys(I)",
  "fromkeys(I, V)",
];
const SET_CALLS = [
  "add(K)",
  "discard(K)",
  "remove(K)",
  "update(I)",
  "union(I, I)",
  "intersection(I)",
  "difference(I)",
  "symmetric_difference(I)",
  "issubset(I)",
  "issuperset(I)",
  "isdisjoint(I)",
  "copy()",
  "clear()",
  "intersection_update(I)",
  "difference_update(I, I)",
  "symmetric_difference_update(I)",
  "__contains__(K)",
  "__or__(S)",
  "__and__(S)",
  "__sub__(S)",
  "__xor__(S)",
  "__le__(S)",
  "__lt__(S)",
  "__eq__(S)",
  "__ior__(S)",
];

function filled(w: Writer, call: string): string {
  return call.replace(/\b[VINKDS]\b/g, (letter) => {
    switch (letter) {
      case "V":
        return w.one(() => w.value(), () => w.small());
      case "I":
        return w.one(() => w.iterable(), () => w.ints());
      case "N":
        return w.one(
          () => w.small(),
          () => w.small(),
          () => w.atom().replace(/\d{4,}|2\*\*\d+|10\*\*\d+/g, "3"),
        );
      case "K":
        return w.one(() => w.key(), () => w.small(), () => w.value());
      case "D":
        return w.dict();
      default:
        return w.set();
    }
  });
}

/** A container and calls of its methods, with what becomes of it. */
export function containers(w: Writer): string {
  const [make, calls] = w.of<[() => string, readonly string[]]>([
    [() => w.one(() => w.list(), () => w.ints()), LIST_CALLS],
    [() => w.dict(), DICT_CALLS],
    [() => w.set(), SET_CALLS],
    [() => `bytearray(${w.bytes()})`, LIST_CALLS.slice(0, 12)],
  ]);
  const lines = Array.from({ length: 1 + w.below(4) }, () => `    show(x.${filled(w, w.of(calls))}, x)`);
  const views = w.chance(15) && calls === DICT_CALLS
    ? `\nk = x.keys()\nshow(${
      w.of([
        "k & {1, 2}",
        "k | {3}",
        "k - {0}",
        "k ^ {1}",
        "k == {1}",
        "x.items() & {(1, 2)}",
        "k.isdisjoint([1])",
        "list(reversed(x))",
        "k <= {1}",
        "x.values() == x.values()",
        "len(k)",
        "1 in k",
        "x.items() == x.copy().items()",
        "list(reversed(x.items()))",
      ])
    })`
    : "";
  return `x = ${make()}\ntry:\n${lines.join("\n")}\nfinally:\n    show(x)${views}`;
}

/** Memory views. */
export function memoryviews(w: Writer): string {
  const base = w.one(
    () => w.bytes(),
    () => `bytearray(${w.bytes()})`,
    () => "bytearray(b'abcdefgh')",
    () => "b'\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08'",
  );
  const cast = w.chance(40)
    ? `m = m.cast(${
      w.of([
        "'B'",
        "'H'",
        "'i'",
        "'b'",
        "'c'",
        "'d'",
        "'B', [2, 4]",
        "'H', (2, 2)",
        "'Q'",
        "'z'",
        "'?'",
        "'@I'",
        "'f'",
      ])
    })\n`
    : "";
  const steps = w.some(
    1,
    4,
    () =>
      "    " +
      w.one(() => `show(m[${w.slice()}].tolist())`, () =>
        `show(m[${w.bound() || "0"}])`, () =>
        `m[${w.bound() || "0"}] = ${w.one(() => w.range(-2, 300), () => w.bytes(), () => w.float())}`, () =>
        `m[${w.slice()}] = ${w.bytesLike()}`, () =>
        "show(m.tobytes(), m.nbytes, m.format, m.itemsize, m.shape, m.strides, m.readonly, m.ndim)", () =>
        "show(m.tolist())", () =>
        `show(m == ${w.bytes()})`, () =>
        "show(m.hex())", () =>
        "show(hash(m) == hash(bytes(m)))", () =>
        "show(len(m))", () =>
        "m = m[::-1]", () =>
        "m = m[::2]", () =>
        "m.release()", () =>
        "show(m.toreadonly().readonly)", () =>
        "show(m.contiguous, m.c_contiguous)", () =>
        `show(${w.small()} in m)`, () =>
        "show(list(reversed(m)))"),
    "\n",
  );
  return `m = memoryview(${base})\n${cast}try:\n${steps}\nfinally:\n    pass`;
}
