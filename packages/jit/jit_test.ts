import { assert, assertEquals } from "@std/assert";
import { checkHeap } from "@orochi/heap";
import { run } from "./testdata/run_program.ts";

interface Outcome {
  readonly text: string;
  /** Names of what was compiled, in order. */
  readonly compiled: readonly string[];
  readonly modules: readonly string[];
}

function compile(
  source: string,
  [refcount, lock]: readonly [string, string] = ["biased", "object"],
): Outcome {
  const compiled: string[] = [], modules: string[] = [];
  const { text } = run(source, {
    refcount,
    lock,
    jit: {
      functionThreshold: 3,
      loopThreshold: 5,
      onCompile: (name, text) => {
        // The loops of the test's own module are compiled too.
        if (name.startsWith("<module>")) return;
        compiled.push(name);
        modules.push(text());
      },
    },
    inspect: checkHeap,
  });
  return { text, compiled, modules };
}

/** The text of one function in a module's text. */
function body(module: string, name: string): string {
  const start = module.indexOf(`(func $${name} `);
  return module.slice(start, module.indexOf("\n(func", start + 1));
}

Deno.test("a function that is called often is compiled, and calls itself directly", () => {
  const { text, compiled, modules } = compile(`
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(15))
`);
  assertEquals(text, "610\n");
  // Once more when it has also been seen what becomes of the results.
  assertEquals(compiled, ["fib", "fib"]);
  assert(body(modules[1], "call").includes("call $call"));
});

Deno.test("a loop that goes round often is entered in the middle, its numbers unboxed", () => {
  const { text, compiled, modules } = compile(`
def area(n):
    total = 0.0
    for i in range(n):
        total = total + i * 0.5
    return total
print(area(1000))
`);
  assertEquals(text, "249750.0\n");
  assertEquals(compiled.length, 1);
  assert(compiled[0].startsWith("area@"));
  const loop = body(modules[0], "loop");
  assert(loop.includes("f64.mul") && loop.includes("f64.add"));
  assert(!loop.includes("call $execute"));
});

Deno.test("no iterator is made for the ranges of nested loops", () => {
  const { text, modules } = compile(`
def count(n):
    hits = 0
    for i in range(n):
        for j in range(i):
            hits += 1
    return hits
for k in range(5): print(count(20))
`);
  assertEquals(text, "190\n".repeat(5));
  const call = modules.map((module) => body(module, "call")).find((code) => code.length > 0) as string;
  assert(!call.includes("call $next"));
});

Deno.test("a bet that fails leaves for the interpreter, and is not made for ever", () => {
  const { text, compiled } = compile(`
def double(x):
    return x + x
out = [double(k) for k in range(20)]
out += [double(k / 2) for k in range(20)]
out += [double("ab"), double([1])]
print(out[-3:], sum(out[:40]))
`);
  assertEquals(text, "[19.0, 'abab', [1, 1]] 570.0\n");
  assert(compiled.length >= 2 && compiled.every((name) => name === "double"));
});

Deno.test("new globals do not spoil compiled code, changed ones do so once", () => {
  const { text, compiled } = compile(`
step = 1
def bump(x):
    return x + step
t = 0
for k in range(50): t = bump(t)
a = b = c = d = e = f = g = h = 0
step = 10
for k in range(50): t = bump(t)
print(t)
`);
  assertEquals(text, "550\n");
  assert(compiled.filter((name) => name === "bump").length <= 4);
});

Deno.test("exceptions pass through compiled frames with the lines they were at", () => {
  const { text } = compile(`
def inner(x):
    return 10 // x
def outer(x):
    y = x - 3
    return inner(y)
for k in range(10, 2, -1):
    outer(k)
`);
  assert(text.includes('File "test.py", line 8, in <module>'));
  assert(text.includes('File "test.py", line 6, in outer'));
  assert(text.includes('File "test.py", line 3, in inner'));
});

Deno.test("a generator is compiled where it goes on, and so is what drives it", () => {
  const { text, compiled } = compile(`
def numbers(n):
    for i in range(n):
        yield i
def total(n):
    s = 0
    for x in numbers(n):
        s += x
    return s
for k in range(10): print(total(10), end=" ")
`);
  assertEquals(text, "45 ".repeat(10));
  assertEquals([...new Set(compiled.map((name) => name.split("@")[0]))].sort(), ["numbers", "total"]);
});

Deno.test("functions that look at their own frame are not compiled", () => {
  const { text, compiled } = compile(`
def names(a, b):
    return sorted(locals())
for k in range(10): names(1, 2)
print(names(1, 2))
`);
  assertEquals(text, "['a', 'b']\n");
  assertEquals(compiled, []);
});

Deno.test("recursion is bounded by Python's limit, not by the native stack", () => {
  const { text } = compile(`
def down(n):
    return 0 if n == 0 else 1 + down(n - 1)
for k in range(5): down(10)
print(down(900))
try:
    down(100000)
except RecursionError as error:
    print(error)
`);
  assertEquals(text, "900\nmaximum recursion depth exceeded\n");
});

Deno.test("instances are made, and natives called, without the interpreter's own code for these", () => {
  const { text, modules } = compile(`
class P:
    def __init__(self, v):
        self.v = v
def total(n):
    made = []
    for k in range(n):
        made.append(P(k))
    return sum([p.v for p in made]), len(made)
print([total(n) for n in (1, 2, 3, 4, 50)][-1])
`);
  assertEquals(text, "(1225, 50)\n");
  const loop = modules.map((module) => body(module, "loop")).filter((code) => code.includes("newObject"));
  assert(loop.length > 0);
});

Deno.test("code of a function is not used for another one that has the same code and other globals", () => {
  const { text, compiled } = compile(`
import types
X = 1
def f(a):
    return a + X
for _ in range(20): f(1)
g = types.FunctionType(f.__code__, {"X": 100})
print([g(k) for k in range(20)][-1], f(1))
`);
  assertEquals(text, "119 2\n");
  assert(compiled.includes("f"));
});

Deno.test("a function that calls itself has its own globals at each depth, whoever is called by its name", () => {
  const { text, compiled } = compile(`
import types
X = 1
def f(n):
    return X if n == 0 else f(n - 1) + X
for _ in range(20): f(5)
g = types.FunctionType(f.__code__, {"X": 100, "f": f})
own = {"X": 100}
own["f"] = h = types.FunctionType(f.__code__, own)
print(f(5), g(5), h(5))
f = h
print(g(5), h(5), f(3))
own["f"] = lambda n: n
print(h(5), g(2))
`);
  assertEquals(text, "6 105 600\n501 600 400\n104 201\n");
  assert(compiled.includes("f"));
});

Deno.test("a loop that an exception leaves is entered again", () => {
  const { text, compiled } = compile(`
def misses(table, n):
    missing = 0
    for k in range(n):
        try:
            table[k]
        except KeyError:
            missing += 1
    return missing
print(misses({k: k for k in range(0, 200, 2)}, 200))
`);
  assertEquals(text, "100\n");
  assert(compiled.some((name) => name.startsWith("misses")));
});

Deno.test("a module that gets more globals leaves the code that found builtins as it is, until one has the builtin's name", () => {
  const { text, compiled } = compile(`
def count(items):
    return len(items)
for k in range(20):
    count("abc")
for k in range(20):
    globals()["name%d" % k] = count("abcd")
print(count("abcde"))
del name3
print(count("abcdef"))
len = lambda items: "mine"
for k in range(10):
    mine = count("abc")
print(mine)
del len
print(count("ab"))
`);
  assertEquals(text, "5\n6\nmine\n2\n");
  // Once for the builtin, once for the function that hides it.
  assertEquals(compiled.filter((name) => name === "count").length, 2);
});

Deno.test("an operator of instances of one class is a call of the class's function", () => {
  const { text, compiled, modules } = compile(`
class Pair:
    def __init__(self, a): self.a = a
    def __add__(self, other): return Pair(self.a + other.a)
def total(first, second):
    return first + second
one = Pair(1)
for k in range(20): total(one, one)
print(total(one, Pair(41)).a)
`);
  assertEquals(text, "42\n");
  const module = body(modules[compiled.lastIndexOf("total")], "call");
  assert(module.includes("call_indirect") && !module.includes("call $binary"));
});

Deno.test("a loop that is entered with other types bets on those that are still the same", () => {
  const { text, compiled, modules } = compile(`
def grow(rounds):
    total = small = 0
    for n in range(rounds):
        small = n % 3
        total = total * 3 + small
    return total, small
print(grow(60))
`);
  assertEquals(text, `(${grown(60)}, 2)\n`);
  const loops = compiled.flatMap((name, k) => name.startsWith("grow@") ? [modules[k]] : []);
  assert(loops.length >= 2 && loops.length <= 4);
  // What the loop goes over is counters in locals still.
  assert(!body(loops[loops.length - 1], "loop").includes("call $next"));
});

function grown(rounds: number): bigint {
  let total = 0n;
  for (let n = 0; n < rounds; n++) total = total * 3n + BigInt(n % 3);
  return total;
}

Deno.test("code is made again when it was left several times, with all that was seen until then", () => {
  const { text, compiled } = compile(`
class A:
    def __init__(self): self.x = 1
class B:
    def __init__(self): self.y, self.x = 2, 3
def read(thing, far):
    if far:
        return thing.x * 10
    return thing.x
for k in range(20): read(A(), False)
print(sum(read(cls(), k % 2) for k in range(60) for cls in (A, B)))
`);
  assertEquals(text, "1320\n");
  assertEquals(compiled.filter((name) => name === "read").length, 2);
});

Deno.test("values are sent to generators without the interpreter, and generators that it makes begin in compiled code", () => {
  const { text, compiled, modules } = compile(`
def sink():
    total = 0
    while True:
        total += yield total
def fill(generator, count):
    total = 0
    for k in range(count):
        total = generator.send(k)
    return total
generator = sink()
next(generator)
print([fill(generator, 10) for k in range(20)][-1])
class Twice:
    def __iter__(self):
        yield 1
        yield 2
def both(first, second):
    yield from first
    yield from second
print(sum(sum(both(Twice(), Twice())) for k in range(50)))
`);
  assertEquals(text, "900\n300\n");
  assert(body(modules[compiled.lastIndexOf("fill")], "call").includes("call $resume"));
  assert(compiled.some((name) => name.startsWith("Twice.__iter__")));
});

Deno.test("exceptions that are made of their arguments alone are made without a call", () => {
  const { text, compiled, modules } = compile(`
def check(n):
    if n % 2:
        raise ValueError(n)
    return n
total = 0
for k in range(100):
    try:
        total += check(k)
    except ValueError as error:
        total += error.args[0] * 1000
print(total)
`);
  assertEquals(text, "2502450\n");
  assert(body(modules[compiled.lastIndexOf("check")], "call").includes("call $newException"));
});
