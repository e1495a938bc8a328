import { assertEquals } from "@std/assert";
import { importsOf } from "./imports_of.ts";
import { Plan } from "./plan.ts";

Deno.test("importsOf() tells modules in the order of their statements, and what from imports as modules of it", () => {
  const source = `
"""import of words"""
import a, b.c as d  # import no
from e import (f,  # one
               g as h)
from i.j import *
if True: import k
`;
  assertEquals(importsOf(source, ""), ["a", "b.c", "e", "e.f", "e.g", "i.j"]);
});

Deno.test("importsOf() takes relative names from the package", () => {
  assertEquals(importsOf("from . import a\nfrom .b import c\nfrom ..d import e\n", "p.q"), [
    ...["p.q", "p.q.a", "p.q.b", "p.q.b.c", "p.d", "p.d.e"],
  ]);
});

Deno.test("importsOf() goes into blocks that run, and leaves out functions and what other systems import", () => {
  const source = `
try:
    import a
except ImportError:
    import b
def f():
    import never
import c
class C:
    import never
if sys.platform == "win32":
    import never
else:
    import d
if TYPE_CHECKING:
    import never
`;
  assertEquals(importsOf(source, ""), ["a", "b", "c", "d"]);
});

/** All that a program would need of some files. */
function planned(files: Record<string, string>, program: string): string[] {
  const plan = new Plan((path) => path in files), found: string[] = [];
  plan.begin(program, "", false);
  for (let step = plan.next(); step !== null; step = plan.next()) {
    found.push(step.path);
    plan.begin(files[step.path], step.module, step.isPackage);
  }
  return found;
}

Deno.test("a plan has each file once: packages before what is in them, imports of a module before what follows it", () => {
  const files = {
    "a/__init__.py": "from . import b\nfrom .c import name\n",
    "a/b.py": "import d\n",
    "a/c.py": "import a, e\n",
    "d.py": "",
    "e.py": "import sys\n",
  };
  assertEquals(planned(files, "import a.c, e\n"), ["a/__init__.py", "a/b.py", "d.py", "a/c.py", "e.py"]);
});

Deno.test("what the program has taken goes before what was planned", () => {
  const plan = new Plan(() => true);
  plan.begin("import a, b\n", "", false);
  plan.take("c/__init__.py");
  plan.take("d.py");
  assertEquals([plan.next(), plan.next(), plan.next()].map((step) => step?.module), ["d", "c", "a"]);
});
