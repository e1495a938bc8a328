import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { explain } from "./command.ts";
import { atomicityPage, verdictOf } from "./describe.ts";
import { measureOperations, type Observation } from "./measure.ts";

const all = measureOperations();

function seen(name: string): Observation {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
}

Deno.test("what CPython's FAQ calls atomic is one section on the object here", () => {
  for (
    const name of ["list.append", "list.pop", "list.__setitem__", "list.reverse", "dict.popitem", "set.pop"]
  ) {
    assertEquals([seen(name).sections, verdictOf(seen(name)).grade], [["self"], "atomic"], name);
  }
  for (const name of ["list.extend", "dict.update", "set.update"]) {
    assertEquals(seen(name).sections, ["self and argument"], name);
  }
});

Deno.test("readers of dicts take no lock", () => {
  for (const name of ["dict.get", "dict.__getitem__", "dict.__contains__", "dict.__len__", "list.__len__"]) {
    assertEquals(seen(name).sections, [], name);
  }
});

Deno.test("methods of elements that are written in Python are noticed", () => {
  assertEquals(seen("list.remove").hooks, ["__eq__"]);
  assertEquals(seen("list.sort").hooks, ["__lt__"]);
  assertEquals(seen("dict.__setitem__").hooks, ["__hash__"]);
  assertEquals(seen("list.append").hooks, []);
  assertEquals(verdictOf(seen("list.remove")).grade, "safe on shared objects");
});

Deno.test("what waits or does I/O gives the interpreter lock up, what computes does not", () => {
  for (const name of ["time.sleep", "_thread.LockType.acquire", "_io.FileIO.read"]) {
    assert(seen(name).detaches, name);
  }
  for (const name of ["list.append", "dict.update", "_io.BytesIO.write"]) assert(!seen(name).detaches, name);
});

Deno.test("what can be pickled is tried", () => {
  assertEquals(seen("list.append").pickles, "yes");
  assertEquals(seen("_thread.LockType.locked").pickles, "cannot pickle '_thread.lock' object");
});

Deno.test("the page in docs is what is observed of lists, dicts and sets", () => {
  const page = Deno.readTextFileSync(new URL("../../../docs/atomicity.md", import.meta.url));
  const rows = (text: string) =>
    text.split("\n").filter((line) => /^\| `(?:list|dict|set)\./.test(line)).map((line) => line.slice(0, -7));
  assertEquals(rows(page), rows(atomicityPage(all)), "write it anew: deno run -A tools/atomicity.ts");
});

Deno.test("orochi explain tells of one operation, of a type, and what it does not know", () => {
  const said: string[] = [];
  assertEquals(explain(["list.append", "deque"], (text) => said.push(text)), 0);
  assertStringIncludes(said[0], "locks of objects that it takes    self\n");
  assertStringIncludes(said[0], "can a list be pickled             yes");
  assertStringIncludes(said[1], "collections.deque.popleft\n");
  assertEquals(explain(["list.explode"], (text) => said.push(text)), 1);
  assertStringIncludes(said[2], "Cannot explain list.explode");
});
