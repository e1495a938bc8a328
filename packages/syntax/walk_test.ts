import { assertEquals } from "@std/assert";
import type { Node } from "./ast.ts";
import { parse } from "./mod.ts";
import { eachChild } from "./walk.ts";

function kinds(source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node) => {
    found.push(node.kind);
    eachChild(node, visit);
  };
  visit(parse(source));
  return found;
}

Deno.test("children come in the order of the source, from single fields and lists alike", () => {
  assertEquals(kinds("f(a, *b, c=d)"), [
    ...["Module", "Expr", "Call", "Name", "Name", "Starred", "Name", "keyword", "Name"],
  ]);
});

Deno.test("what is missing in a list or a field is no child, nor is a constant's value", () => {
  assertEquals(kinds("{**a, 1: b'c'}"), ["Module", "Expr", "Dict", "Constant", "Name", "Constant"]);
  assertEquals(kinds("def f(*, a): return"), ["Module", "FunctionDef", "arguments", "arg", "Return"]);
});
