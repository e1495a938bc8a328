import { assertEquals } from "@std/assert";
import { markdown, plain, type Table, width } from "./table.ts";

const RED = "\u001b[31m", END = "\u001b[0m";
const table: Table = {
  head: ["name", "n"],
  rows: [["a", `${RED}100${END}`], ["long name", "2"]],
  right: [false, true],
};

Deno.test("columns are as wide as their widest cell, colours apart", () => {
  assertEquals(plain(table), `name         n\n---------  ---\na          ${RED}100${END}\nlong name    2`);
  assertEquals(width(`${RED}ab${END}`), 2);
});

Deno.test("Markdown says how columns are aligned, and has no colours", () => {
  assertEquals(markdown(table), "| name | n |\n| --- | ---: |\n| a | 100 |\n| long name | 2 |");
});

Deno.test("lines of a plain table have no blanks at their ends", () => {
  const lines = plain({ head: ["a", "b"], rows: [["1", ""]], right: [false, false] }).split("\n");
  assertEquals(lines, ["a  b", "-  -", "1"]);
});
