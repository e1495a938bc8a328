import { assertEquals } from "@std/assert";
import { continuesName, startsName } from "./identifiers.ts";

Deno.test("names are of letters, marks, digits and underscores of any script, and begin with no digit or mark", () => {
  const both = ["a", "Z", "_", "é", "ß", "変", "ª", "𝒳"], part = ["0", "9", "٣", "\u0301", "·"];
  for (const point of [...both, ...part]) assertEquals(continuesName(point), true, point);
  for (const point of both) assertEquals(startsName(point), true, point);
  for (const point of part) assertEquals(startsName(point), false, point);
  for (const point of ["$", " ", "-", "\x7f", "€", "²", "\u200b", "😀"]) {
    assertEquals([startsName(point), continuesName(point)], [false, false], point);
  }
});
