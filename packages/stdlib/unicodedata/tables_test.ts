import { assert, assertEquals } from "@std/assert";
import { currentTables, oldTables } from "./tables.ts";

const code = (char: string): number => char.codePointAt(0)!;

Deno.test("categories are those of the platform's own tables", () => {
  const tables = currentTables();
  for (let point = 0; point < 0x30000; point += 7) {
    const { category } = tables.record(point);
    if (category === "Cn") continue;
    assert(
      new RegExp(`^\\p{${category}}$`, "u").test(String.fromCodePoint(point)),
      `${point.toString(16)} ${category}`,
    );
  }
});

Deno.test("runs of characters end where they end", () => {
  const category = (point: number) => currentTables().record(point).category;
  assertEquals([0, 0x1f, 0x20, 0x41, 0x5a, 0x5b, 0x10ffff].map(category), [
    "Cc",
    "Cc",
    "Zs",
    "Lu",
    "Lu",
    "Ps",
    "Cn",
  ]);
  assertEquals([0x4dff, 0x4e00, 0x9fff, 0xa000, 0xd800, 0xe000].map(category), [
    "So",
    "Lo",
    "Lo",
    "Lo",
    "Cs",
    "Co",
  ]);
});

Deno.test("the old version lacks what came later, and has its own mistakes", () => {
  assertEquals([oldTables().isAssigned(code("₹")), currentTables().isAssigned(code("₹"))], [false, true]);
  assertEquals(oldTables().number(code("५"))?.value, 5);
  assert(oldTables().corrected.size > 0 && oldTables().corrected.size < 100);
});

Deno.test("numbers are decimal digits, other digits, or just numbers", () => {
  const number = (char: string) => currentTables().number(code(char));
  assertEquals(number("٣"), { value: 3, isDecimal: true, isDigit: true });
  assertEquals(number("²"), { value: 2, isDecimal: false, isDigit: true });
  assertEquals(number("¼"), { value: 0.25, isDecimal: false, isDigit: false });
  assertEquals(number("a"), null);
});

Deno.test("decompositions are written as in the database", () => {
  const tables = currentTables();
  assertEquals([tables.decomposition(code("é")), tables.decomposition(code("ﬁ")), tables.decomposition(97)], [
    "0065 0301",
    "<compat> 0066 0069",
    "",
  ]);
});
