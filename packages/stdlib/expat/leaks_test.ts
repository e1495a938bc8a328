import { walkObjects } from "@orochi/heap";
import { assertEquals } from "@std/assert";
import { TestMachine } from "../testdata/machine.ts";

const PROGRAM = `
import pyexpat

NAMES = [name for name in dir(pyexpat.ParserCreate()) if name.endswith("Handler") and not name.startswith("Default")]
DOCUMENT = """<?xml version="1.0"?><!DOCTYPE a PUBLIC "p" "s" [<!ENTITY e "v<b/>"><!ENTITY x SYSTEM "y"><!NOTATION n SYSTEM "m">
<!ELEMENT a (b|(c,d)*)+><!ATTLIST a k (l|m) "l"><!ENTITY u SYSTEM "y" NDATA n>]>
<a xmlns="w" z="1">text &e; &x;<![CDATA[raw]]><?pi data?><!-- c --></a>"""

def listen(*args):
    return 1

def repeat(function, times):
    for _ in range(times):
        function()

def everything():
    parser = pyexpat.ParserCreate(namespace_separator=" ")
    for name in NAMES:
        setattr(parser, name, listen)
    parser.buffer_text = True
    parser.Parse(DOCUMENT, True)

def pieces():
    parser = pyexpat.ParserCreate()
    parser.DefaultHandlerExpand = listen
    parser.StartElementHandler = listen
    parser.ordered_attributes = True
    for piece in DOCUMENT:
        parser.Parse(piece)

def angry(*args):
    raise KeyError(args)

def raising():
    for name in NAMES:
        parser = pyexpat.ParserCreate()
        parser.EndElementHandler = listen
        setattr(parser, name, angry)
        try:
            parser.Parse(DOCUMENT, True)
        except KeyError:
            pass

def failing():
    for document in "<a", "<a></b>", "<a>&b;</a>", "<?xml version='1.0' encoding='utf-16'?><a/>":
        parser = pyexpat.ParserCreate()
        try:
            parser.Parse(document.encode(), True)
        except pyexpat.ExpatError:
            pass

def external():
    parser = pyexpat.ParserCreate()
    def resolve(context, base, system, public):
        inner = parser.ExternalEntityParserCreate(context)
        inner.Parse("<q>inner</q>" if context else "<!ENTITY x 'y'>", True)
        return 1
    parser.SetParamEntityParsing(2)
    parser.ExternalEntityRefHandler = resolve
    parser.CharacterDataHandler = listen
    parser.Parse(DOCUMENT, True)
    parser.ExternalEntityRefHandler = None
`;

function census(machine: TestMachine): Map<string, number> {
  const counts = new Map<string, number>();
  walkObjects(machine.vm.memory, (object) => {
    const name = machine.vm.typeName(object);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  });
  return counts;
}

function growth(before: Map<string, number>, after: Map<string, number>): Record<string, number> {
  const changed = [...after].map((
    [name, count],
  ): [string, number] => [name, count - (before.get(name) ?? 0)]);
  return Object.fromEntries(changed.filter(([, count]) => count !== 0));
}

Deno.test("parsers leave no object behind, whatever their handlers do", () => {
  const machine = new TestMachine();
  machine.run(PROGRAM);
  for (const name of ["everything", "pieces", "raising", "failing", "external"]) {
    // What an expression's own code leaves is the same for one call and for many.
    const after = [2, 2, 9].map((times) => {
      assertEquals(machine.show(`repeat(${name}, ${times})`), "None", name);
      return census(machine);
    });
    assertEquals(growth(after[1], after[2]), growth(after[0], after[1]), name);
  }
});
