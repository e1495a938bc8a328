import { assertEquals } from "@std/assert";
import { withSection } from "./document.ts";

const TITLES = ["## Parts", "## Programs", "## Strategies", "## Pickles"];
const BEFORE = `# Benchmarks

## Parts

| a | b |
| --- | --- |

## Pickles

old
`;

Deno.test("a section takes the place of the old one, and leaves those around it", () => {
  const text = withSection(BEFORE, TITLES, "## Parts", "new\n");
  assertEquals(text, "# Benchmarks\n\n## Parts\n\nnew\n\n## Pickles\n\nold\n");
});

Deno.test("sections stand once, in their order, where ones in their midst have not been written", () => {
  const text = withSection(BEFORE, TITLES, "## Programs", "new");
  assertEquals(text.match(/^## .*$/gm), ["## Parts", "## Programs", "## Pickles"]);
  assertEquals(withSection(text, TITLES, "## Programs", "new"), text);
});

Deno.test("a section ends where the next begins, whatever that is", () => {
  const text = withSection(`${BEFORE}\n## By hand\n\nkept\n`, TITLES, "## Pickles", "new");
  assertEquals(text.match(/^## .*$/gm), ["## Parts", "## Pickles", "## By hand"]);
  assertEquals(text.includes("old"), false);
  assertEquals(text.endsWith("## Pickles\n\nnew\n\n## By hand\n\nkept\n"), true);
});

Deno.test("the first section makes the document", () => {
  assertEquals(withSection("", TITLES, "## Pickles", "new"), "# Benchmarks\n\n## Pickles\n\nnew\n");
});
