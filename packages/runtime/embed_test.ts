import { assert, assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { Runtime } from "./embed.ts";
import { PythonError, PythonExit } from "./embed_errors.ts";
import { type PythonFunction, PythonObject } from "./embed_objects.ts";
import type { RuntimeOptions } from "./embed_options.ts";

/** Runs a test with a runtime of its own and checks the heap afterwards. */
function withPython(test: (python: Runtime) => void, options: RuntimeOptions = {}): void {
  using python = new Runtime(options);
  test(python);
  assertEquals(python.heapCheck(), null);
}

function caught(work: () => unknown): PythonError {
  try {
    work();
  } catch (error) {
    assert(error instanceof PythonError, String(error));
    return error;
  }
  throw new Error("nothing was thrown");
}

Deno.test("Runtime.run() prints into output and keeps its globals", () => {
  withPython((python) => {
    python.run("x = 1\nprint('x is', x)");
    python.run("import sys\nprint(x + 1, end='')\nprint('oh', file=sys.stderr)");
    assertEquals(python.output, "x is 1\n2");
    assertEquals(python.errorOutput, "oh\n");
    python.clearOutput();
    assertEquals(python.output, "");
    assertEquals(python.globals.get("x"), 1);
  });
});

Deno.test("values become their counterparts in both directions", () => {
  withPython((python) => {
    const cases: [unknown, string][] = [
      [0, "0"],
      [-0, "-0.0"],
      [1.5, "1.5"],
      [NaN, "nan"],
      [2 ** 53 - 1, "9007199254740991"],
      [2 ** 53, "9007199254740992.0"],
      [2n ** 70n, "1180591620717411303424"],
      ["naïve 😀\ud800", "'naïve 😀\\ud800'"],
      [true, "True"],
      [null, "None"],
      [undefined, "None"],
      [[1, [2, null]], "[1, [2, None]]"],
      [{ a: 1, b: { c: [] } }, "{'a': 1, 'b': {'c': []}}"],
      [new Map<unknown, unknown>([[1, "one"], [[1, 2], "pair"]]), "{1: 'one', (1, 2): 'pair'}"],
      [new Set([[1, 2]]), "{(1, 2)}"],
      [new Uint8Array([0, 255]), "b'\\x00\\xff'"],
      [new Uint8Array([7, 8]).buffer, "b'\\x07\\x08'"],
      [new DataView(new Uint8Array([7, 8, 9]).buffer, 1), "b'\\x08\\t'"],
      [new Float64Array([1, 2.5]), "[1.0, 2.5]"],
      [new Int16Array([1, -2]), "[1, -2]"],
      [new BigInt64Array([5n]), "[5]"],
    ];
    for (const [value, repr] of cases) assertEquals(python.call("repr", value), repr);
    const back: [string, unknown][] = [
      ["7", 7],
      ["2 ** 53 - 1", 2 ** 53 - 1],
      ["2 ** 53", 2n ** 53n],
      ["-2 ** 62", -(2n ** 62n)],
      ["1.0", 1],
      ["-0.0", -0],
      ["float('inf')", Infinity],
      ["'a\\ud800b😀'", "a\ud800b😀"],
      ["False", false],
      ["None", null],
      ["(1, [2, (3,)])", [1, [2, [3]]]],
      ["{'a': {1: 2}}", new Map([["a", new Map([[1, 2]])]])],
      ["{1, 2}", new Set([1, 2])],
      ["frozenset([3])", new Set([3])],
      ["b'ab'", new Uint8Array([97, 98])],
      ["bytearray(b'ab')", new Uint8Array([97, 98])],
    ];
    for (const [expression, value] of back) assertEquals(python.eval(expression), value as never, expression);
    python.run(
      "from collections import OrderedDict, namedtuple\nclass I(int): pass\nP = namedtuple('P', 'x y')",
    );
    assertEquals(python.eval("[I(3), P(1, 2), OrderedDict(a=1)]"), [3, [1, 2], new Map([["a", 1]])]);
  });
});

Deno.test("containers keep their shape: shared parts stay shared, loops stay loops", () => {
  withPython((python) => {
    const shared = [1];
    const loop: unknown[] = [shared, shared];
    loop.push(loop);
    python.globals.set("loop", loop);
    assertEquals(python.eval("[loop[0] is loop[1], loop[2] is loop, len(loop)]"), [true, true, 3]);
    const back = python.globals.get("loop") as unknown[];
    assertStrictEquals(back[0], back[1]);
    assertStrictEquals(back[2], back);
    python.run("loop.clear()");
  });
});

Deno.test("globals are read, written, listed and deleted", () => {
  withPython((python) => {
    python.globals.set("a", 1);
    assert(python.globals.has("a") && python.globals.keys().includes("a"));
    assertEquals(python.globals.get("missing"), undefined);
    assertEquals([python.globals.delete("a"), python.globals.delete("a"), python.globals.has("a")], [
      true,
      false,
      false,
    ]);
  });
});

Deno.test("what has no counterpart is refused with a reason, and nothing leaks", () => {
  withPython((python) => {
    const set = (value: unknown) => () => python.globals.set("v", value);
    assertThrows(set([1, { a: Symbol("s") }]), TypeError, "Cannot give Python Symbol(s)");
    assertThrows(set([new Date(0)]), TypeError, "Cannot give Python a JavaScript Date");
    assertThrows(set(Promise.resolve(1)), TypeError, "await it first");
    let deep: unknown[] = [];
    for (let i = 0; i < 201; i++) deep = [deep];
    assertThrows(set(deep), TypeError, "nested more than 200 deep");
    assertThrows(
      set({
        get bad(): never {
          throw new RangeError("mine");
        },
      }),
      RangeError,
      "mine",
    );
    const unhashable = caught(() => python.globals.set("v", new Map([[new Map(), 1]])));
    assertEquals([unhashable.type, python.globals.has("v")], ["TypeError", false]);
    python.run("nested = []\nfor _ in range(201): nested = [nested]");
    assertThrows(() => python.globals.get("nested"), TypeError, "Cannot read a Python value");
  });
});

Deno.test("Python calls JavaScript functions, JavaScript calls Python ones", () => {
  withPython((python) => {
    const log: unknown[] = [];
    const note = (...args: unknown[]) => args.length > 0 && log.push(args);
    python.globals.set("note", note);
    python.run(
      "note(1, 'two', [3])\nassert callable(note) and note.__name__ == 'note'\nassert note() is False",
    );
    assertEquals(log, [[1, "two", [3]]]);
    assertStrictEquals(python.globals.get("note") as unknown, note);
    python.run("same = note");
    python.globals.set("again", note);
    assertEquals(python.eval("same is again"), true);
    python.run("def area(width, height=2, *, scale=1): return width * height * scale");
    using area = python.globals.get("area") as PythonFunction;
    assertEquals([area(3), area(3, 4), area.object.callKeywords([3], { scale: 10 })], [6, 12, 60]);
    assertEquals(python.call("area", 5), 10);
    assertEquals(python.call("sorted", [3, 1, 2]), [1, 2, 3]);
    python.globals.set("same_area", area);
    assertEquals(python.eval("same_area is area"), true);
    python.globals.set("twice", (f: PythonFunction, x: unknown) => {
      using g = f;
      return g(g(x));
    });
    assertEquals(python.eval("twice(lambda x: x * x, 3)"), 81);
    const wrong = caught(() => python.run("note(a=1)"));
    assertEquals([wrong.type, wrong.message], [
      "TypeError",
      "a JavaScript function takes no keyword arguments",
    ]);
    assertEquals(caught(() => python.call("nothing")).type, "NameError");
  });
});

Deno.test("functions that Python forgot are forgotten", () => {
  withPython((python) => {
    // Functions are numbered from 1 on.
    const first = "__import__('_javascript').call(1)";
    python.globals.set("f", () => "first");
    assertEquals(python.eval(first), "first");
    for (let i = 0; i < 100; i++) python.globals.set("f", () => i);
    assertEquals(python.call("f"), 99);
    assertEquals(caught(() => python.eval(first)).message, "there is no such JavaScript function");
  });
});

Deno.test("a Python exception is a PythonError with type, message and traceback", () => {
  withPython((python) => {
    python.run("def f(x):\n    return {}[x]\n");
    const error = caught(() => python.call("f", "k"));
    assertEquals([error.type, error.message], ["KeyError", "'k'"]);
    assert(error.bases.includes("LookupError"));
    assertEquals(
      error.traceback,
      "Traceback (most recent call last):\n" +
        '  File "<embedded 1>", line 2, in f\n    return {}[x]\n           ~~^^^\n' +
        "KeyError: 'k'\n",
    );
    assertEquals(`${error}`, "PythonError: KeyError: 'k'");
    assert(error.stack!.startsWith(`PythonError: KeyError: 'k'\n${error.traceback}    at `), error.stack);
    assertEquals(`${caught(() => python.run("raise KeyError"))}`, "PythonError: KeyError");
    const syntax = caught(() => python.run("if x\n  pass", { filename: "mine.py" }));
    assertEquals(syntax.type, "SyntaxError");
    assert(syntax.traceback.includes('File "mine.py", line 1\n    if x\n        ^\n'), syntax.traceback);
    python.run("import json");
    assertEquals(caught(() => python.eval("json.loads('[')")).type, "json.decoder.JSONDecodeError");
  });
});

Deno.test("a JavaScript exception is a RuntimeError in Python, and the cause of what comes out again", () => {
  withPython((python) => {
    const mine = new RangeError("too far");
    python.globals.set("fail", () => {
      throw mine;
    });
    python.run("try:\n    fail()\nexcept RuntimeError as e:\n    seen = str(e)");
    assertEquals(python.globals.get("seen"), "too far");
    const error = caught(() => python.run("fail()"));
    assertEquals([error.type, error.message], ["RuntimeError", "too far"]);
    assertStrictEquals(error.cause, mine);
    python.globals.set("odd", () => {
      throw "just text";
    });
    assertEquals(caught(() => python.run("odd()")).message, "just text");
    python.globals.set("symbol", () => Symbol("x"));
    assertEquals(
      caught(() => python.run("symbol()")).message,
      "Cannot give Python Symbol(x) as a symbol has no counterpart there",
    );
  });
});

Deno.test("a Python exception that passes through JavaScript stays the same object", () => {
  withPython((python) => {
    python.run("class Own(Exception): pass\nown = Own('mine')\ndef bad(): raise own");
    python.globals.set("through", () => python.call("bad"));
    python.run("try:\n    through()\nexcept Own as e:\n    same = e is own\n    e.__traceback__ = None");
    assertEquals(python.globals.get("same"), true);
    const seen: string[] = [];
    python.globals.set("swallow", () => {
      try {
        python.call("bad");
      } catch (error) {
        seen.push((error as PythonError).type);
      }
      return 5;
    });
    assertEquals(python.eval("swallow()"), 5);
    assertEquals(seen, ["Own"]);
    python.run("own.__traceback__ = None");
  });
});

Deno.test("SystemExit is a PythonExit with its status, and the runtime goes on", () => {
  withPython((python) => {
    const status = (source: string) => {
      const error = caught(() => python.run(source));
      assert(error instanceof PythonExit);
      return error.status;
    };
    assertEquals(
      ["raise SystemExit", "raise SystemExit(3)", "raise SystemExit('no')", "exit()"].map(status).slice(0, 3),
      [0, 3, 1],
    );
    assertEquals(python.eval("1 + 1"), 2);
  });
});

Deno.test("MemoryError and RecursionError come out as errors, and the runtime goes on", () => {
  withPython((python) => {
    assertEquals(caught(() => python.run("x = []\nwhile True: x.append(b'x' * 100000)")).type, "MemoryError");
    python.globals.delete("x");
    assertEquals(caught(() => python.globals.set("y", new Uint8Array(64 << 20))).type, "MemoryError");
    python.globals.set("deeper", () => python.call("deep"));
    python.run("def deep(): return deeper()");
    assertEquals(caught(() => python.call("deep")).type, "RecursionError");
    assertEquals(python.eval("sum(range(10))"), 45);
  }, { heapBytes: (32 << 20) + 1 });
});

Deno.test("objects without counterpart are handles", () => {
  withPython((python) => {
    python.run(`
class Point:
    def __init__(self, x): self.x = x; self.items = [1]
    def __str__(self): return f"({self.x})"
    def __len__(self): return 42
    def __getitem__(self, key): return key * 2
    def __setitem__(self, key, value): self.x = (key, value)
    def move(self, by): self.x += by; return self
p = Point(3)
`);
    using point = python.globals.get("p") as PythonObject;
    assert(point instanceof PythonObject);
    assertEquals([point.type, `${point}`, point.length, point.getAttr("x")], ["Point", "(3)", 42, 3]);
    point.setAttr("y", [1, 2]);
    assertEquals([point.hasAttr("y"), point.getAttr("y"), point.hasAttr("z")], [true, [1, 2], false]);
    point.deleteAttr("y");
    assertEquals(caught(() => point.getAttr("y")).message, "'Point' object has no attribute 'y'");
    assertEquals(point.getItem("ab"), "abab");
    using moved = point.callMethod("move", 4) as PythonObject;
    assertEquals(point.getAttr("x"), 7);
    python.globals.set("q", moved);
    assertEquals(python.eval("q is p"), true);
    point.setItem("k", 1);
    assertEquals(python.eval("p.x"), ["k", 1]);
    using items = point.getObject("items");
    items.callMethod("append", 2);
    assertEquals([items.type, items.repr(), items.toJS(), python.eval("p.items")], [
      "list",
      "[1, 2]",
      [1, 2],
      [1, 2],
    ]);
    using generator = python.evalObject("(n * n for n in range(3))");
    assertEquals([...generator], [0, 1, 4]);
    point.release();
    point.release();
    assert(point.released);
    assertThrows(() => point.type, TypeError, "Cannot use a Python object that was released");
  });
});

Deno.test("a handle keeps its object alive until it is released", () => {
  withPython((python) => {
    python.run("class C:\n    def __del__(self): print('gone')\nc = C()");
    const handle = python.globals.get("c") as PythonObject;
    python.globals.delete("c");
    assertEquals(python.output, "");
    handle.release();
    assertEquals(python.output, "gone\n");
  });
});

Deno.test("Runtime.import() gives modules, own ones from the path", () => {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.writeTextFileSync(`${folder}/own_module.py`, "def hello(name): return f'hello {name}'\n");
    Deno.writeTextFileSync(
      `${folder}/program.py`,
      "import own_module, sys\nprint(own_module.hello(__name__), __file__[-10:], sys.argv)\n",
    );
    withPython((python) => {
      using module = python.import("own_module");
      assertEquals(module.callMethod("hello", "you"), "hello you");
      using path = python.import("os.path");
      assertEquals(path.callMethod("join", "a", "b"), "a/b");
      assertEquals(caught(() => python.import("no_such_module")).type, "ModuleNotFoundError");
      python.runFile(`${folder}/program.py`);
      assertEquals(python.output, "hello __main__ program.py ['x', 'y']\n");
      assertThrows(() => python.runFile(`${folder}/missing.py`), Error, "as it can't be read");
    }, { path: [folder], argv: ["x", "y"] });
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("standard streams are functions of the embedding program", () => {
  const out: string[] = [], err: string[] = [];
  const lines = ["first\n", "", "second\nthird"];
  withPython((python) => {
    python.run("import sys\nprint(input(), input(), input())\nprint('é' * 3)\nprint('!', file=sys.stderr)");
    assertEquals(out.join(""), "first second third\nééé\n");
    assertEquals(err.join(""), "!\n");
    assertEquals([python.output, python.errorOutput], ["", ""]);
    assertEquals(caught(() => python.eval("input()")).type, "EOFError");
  }, {
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
    stdin: () => lines.shift() ?? null,
  });
});

Deno.test("what a stream's function throws reaches the caller of Python, once", () => {
  let fail = true;
  using python: Runtime = new Runtime({
    stdout: () => {
      if (fail) throw new Error("no paper");
    },
  });
  assertThrows(() => python.run("print(1)\nx = 5"), Error, "no paper");
  assertEquals(python.globals.get("x"), 5);
  fail = false;
  python.run("print(2)");
  let inner: unknown;
  using other: Runtime = new Runtime({ stdout: () => inner = other.eval("1") });
  assertThrows(() => other.run("print(1)"), Error, "in a function that handles its standard streams");
  assertEquals(inner, undefined);
});

Deno.test("a stopped runtime runs what atexit was given and refuses everything else", () => {
  const written: string[] = [];
  const python = new Runtime({ stdout: (text) => written.push(text) });
  python.run("import atexit\natexit.register(print, 'bye')\nx = object()");
  const handle = python.globals.get("x") as PythonObject;
  python.globals.set("stop", () => python.stop());
  assertEquals(caught(() => python.run("stop()")).message, "Cannot stop while Python runs");
  python.stop();
  python.stop();
  assertEquals([written.join(""), python.running], ["bye\n", false]);
  assertThrows(() => python.eval("1"), Error, "Cannot use the runtime as it is stopped");
  assertThrows(() => handle.toString(), Error, "Cannot use the runtime as it is stopped");
  handle.release();
});

Deno.test("wrong options are refused with what would be right", () => {
  const make = (options: unknown) => () => void new Runtime(options as RuntimeOptions);
  assertThrows(
    make({ heap: 1 }),
    TypeError,
    `with the option "heap" as there is no such option: there are refcount`,
  );
  assertThrows(make({ heapBytes: 1000 }), TypeError, "must be a whole number of bytes from 8388608");
  assertThrows(make({ stdout: 3 }), TypeError, `must be "collect", "inherit" or a function`);
  assertThrows(make({ path: "x" }), TypeError, "must be an array of strings");
  assertThrows(make({ lock: "none" }), Error, `Cannot use lock "none" as there is no such strategy: choose`);
  assertThrows(make({ lock: "object", refcount: "plain" }), Error, "Cannot combine");
  assertThrows(make({ heapBytes: 2 ** 32 }), TypeError, "to 4294901760: the given one is 4294967296");
  assertThrows(make({ lock: "./mine.ts" }), Error, "use await Runtime.create");
});

Deno.test("objects of one runtime are not taken by another", () => {
  withPython((python) => {
    withPython((other) => {
      using object = python.evalObject("object()");
      assertThrows(() => other.globals.set("x", object), TypeError, "another runtime than its own");
      python.globals.set("f", () => other.eval("6 * 7"));
      assertEquals(python.eval("f()"), 42);
    });
  });
});

Deno.test("every pair of strategies that is safe can be embedded", () => {
  for (
    const [lock, refcount] of [["timeout", "plain"], ["timeout", "biased"], ["object", "atomic"], [
      "tick",
      "plain",
    ]]
  ) {
    withPython((python) => {
      python.globals.set("f", (x: number) => x + 1);
      assertEquals(python.eval("sum(f(i) for i in range(100))"), 5050);
    }, { lock, refcount, jit: false });
  }
});
