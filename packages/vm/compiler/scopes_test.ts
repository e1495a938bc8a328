import { assertEquals } from "@std/assert";
import { parse } from "@orochi/syntax";
import { buildScopes, mangle, type Scope } from "./scopes.ts";

/** All scopes of a source from the outside in, by what opens them: a name or a kind. */
function scopes(source: string): Map<string, Scope> {
  const tree = parse(source), found = new Map<string, Scope>();
  const visit = (scope: Scope) => {
    const { node } = scope;
    const named = scope.kind !== "type-parameters" && node !== null && "name" in node;
    found.set(named ? String(node.name) : scope.kind, scope);
    scope.children.forEach(visit);
  };
  visit(buildScopes(tree).bodies.get(tree)!);
  return found;
}

/** How a name is reached in each of some scopes. */
function resolved(source: string, name: string, ...where: string[]): string[] {
  const all = scopes(source);
  return where.map((scope) => all.get(scope)!.resolve(name));
}

Deno.test("a variable that an inner function uses is a cell outside and free inside, and in between", () => {
  const source = "def f(x):\n def g():\n  def h(): return x\n";
  assertEquals(resolved(source, "x", "f", "g", "h", "module"), ["cell", "free", "free", "global-implicit"]);
  assertEquals([...scopes(source).get("g")!.free], ["x"]);
});

Deno.test("an assignment makes a name local in the whole function, a declaration sends it outside", () => {
  assertEquals(resolved("def f():\n x\n x = 1\n", "x", "f"), ["local"]);
  assertEquals(resolved("def f():\n global x\n x = 1\n", "x", "f"), ["global-explicit"]);
  assertEquals(resolved("def f():\n x = 1\n def g():\n  nonlocal x\n  x = 2\n", "x", "f", "g"), [
    "cell",
    "free",
  ]);
});

Deno.test("a global declaration around ends the search for a variable", () => {
  const source = "def f(x):\n def g():\n  global x\n  def h(): return x\n";
  assertEquals(resolved(source, "x", "f", "g", "h"), ["local", "global-explicit", "global-implicit"]);
});

Deno.test("names of a class are not seen by its methods, those around it are", () => {
  const source = "def f():\n y = 1\n class C:\n  x = 1\n  def m(self): return x, y\n";
  assertEquals(resolved(source, "x", "C", "m"), ["local", "global-implicit"]);
  assertEquals(resolved(source, "y", "f", "C", "m"), ["cell", "free", "free"]);
});

Deno.test("a method that uses super or __class__ makes its class have a cell for it", () => {
  const needs = (body: string) => scopes(`class C:\n def m(self): ${body}\n`).get("C")!.needsClassCell;
  assertEquals([needs("return __class__"), needs("super().m()"), needs("pass")], [true, true, false]);
});

Deno.test("a list comprehension is part of its function, so it captures nothing; a generator is not", () => {
  const list = scopes("def f(x):\n return [x for y in z]\n");
  assertEquals([list.get("f")!.resolve("x"), list.get("comprehension")!.inlined], ["local", true]);
  const lazy = scopes("def f(x):\n return (x for y in z)\n");
  assertEquals([lazy.get("f")!.resolve("x"), lazy.get("comprehension")!.inlined], ["cell", false]);
  const captured = scopes("def f():\n return [lambda: y for y in z]\n");
  assertEquals([...captured.get("comprehension")!.cells], ["y"]);
});

Deno.test("an assignment expression binds in the function around the comprehension", () => {
  assertEquals(resolved("def f():\n [y := x for x in z]\n", "y", "f"), ["local"]);
  assertEquals(resolved("def f():\n any((y := x) for x in z)\n", "y", "f", "comprehension"), [
    "cell",
    "free",
  ]);
  assertEquals(resolved("[y := x for x in z]\n", "y", "module"), ["local"]);
});

Deno.test("yield and await make generators and coroutines of the functions that they stand in only", () => {
  const all = scopes("def f():\n def g(): yield\nasync def h(): pass\nasync def i():\n yield [await x]\n");
  const kinds = ["f", "g", "h", "i"].map((name) => [all.get(name)!.isGenerator, all.get(name)!.isCoroutine]);
  assertEquals(kinds, [[false, false], [true, false], [false, true], [true, true]]);
});

Deno.test("type parameters are variables around function and class, found before those of a class around", () => {
  const source = "class T:\n T = 1\n def m[T](self) -> T: return T\n";
  assertEquals(resolved(source, "T", "m"), ["free"]);
  assertEquals(scopes(source).get("type-parameters")?.cells.has("T"), true);
});

Deno.test("private names carry their class, special ones and those of classes without letters don't", () => {
  assertEquals(mangle("C", "__x"), "_C__x");
  assertEquals(mangle("__C", "__x"), "_C__x");
  assertEquals(["__x__", "_x", "__a.b"].map((name) => mangle("C", name)), ["__x__", "_x", "__a.b"]);
  assertEquals([mangle("___", "__x"), mangle(null, "__x")], ["__x", "__x"]);
});
