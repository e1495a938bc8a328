import { assertEquals } from "@std/assert";
import { clearFormats, type Layout, parseFormat } from "./format.ts";

/** Codes and offsets of a layout, and its size; or what is wrong. */
function shape(format: string): string {
  const layout = parseFormat(format);
  if (typeof layout === "string") return layout;
  return `${layout.items.map(({ code, offset }) => code + offset).join(" ")} = ${layout.size}`;
}

Deno.test("native formats align each value to its size, and add nothing at the end", () => {
  assertEquals(shape("bhilq"), "b0 h2 i4 l8 q16 = 24");
  assertEquals(shape("@qb"), "q0 b8 = 9");
  assertEquals(shape("b0q"), "b0 = 8");
  assertEquals(shape("b3sH"), "b0 s1 H4 = 6");
});

Deno.test("complex numbers are aligned as their parts are", () => {
  assertEquals(shape("bF"), "b0 F4 = 12");
  assertEquals(shape("bD"), "b0 D8 = 24");
});

Deno.test("standard formats have no padding and standard sizes", () => {
  for (const order of ["=", "<", ">", "!"]) assertEquals(shape(`${order}bhilq`), "b0 h1 i3 l7 q11 = 19");
  assertEquals(shape("<efd"), "e0 f2 d6 = 14");
});

Deno.test("a count repeats values, but is the length of strings and of padding", () => {
  assertEquals(shape("<3h"), "h0 h2 h4 = 6");
  assertEquals(shape("<3s2p"), "s0 p3 = 5");
  assertEquals(shape("<3x0h1B"), "B3 = 4");
  assertEquals(shape("<0s"), "s0 = 0");
});

Deno.test("blanks may stand between the parts, not within them", () => {
  assertEquals(shape("< h\t2 i"), "bad char in struct format");
  assertEquals(shape("< h\t2i \n"), "h0 i2 i6 = 10");
  assertEquals(shape(" <h"), "bad char in struct format");
});

Deno.test("what is no format is refused with struct.error's words", () => {
  assertEquals(shape("z"), "bad char in struct format");
  assertEquals(shape("<n"), "bad char in struct format");
  assertEquals(shape("=P"), "bad char in struct format");
  assertEquals(shape("3"), "repeat count given without format specifier");
  assertEquals(shape("h\0"), "embedded null character");
  assertEquals(shape("<constructor"), "bad char in struct format");
});

Deno.test("a struct has less than 2 GiB", () => {
  assertEquals(shape("2147483647x"), " = 2147483647");
  assertEquals(shape("2147483648x"), "total struct size too long");
  assertEquals(shape("<2147483647xb"), "total struct size too long");
  assertEquals(shape("99999999999999999999s"), "total struct size too long");
  assertEquals(shape("<1073741824h"), "total struct size too long");
});

Deno.test("only '>' and '!' put the high bytes first", () => {
  const little = ["", "@", "=", "<", ">", "!"].map((order) =>
    (parseFormat(`${order}h`) as Layout).littleEndian
  );
  assertEquals(little, [true, true, true, true, false, false]);
});

Deno.test("formats are kept until they are cleared, however many there are", () => {
  const first = parseFormat("<hhh");
  assertEquals(parseFormat("<hhh") === first, true);
  clearFormats();
  assertEquals(parseFormat("<hhh") === first, false);
  for (let n = 1; n < 250; n++) assertEquals((parseFormat(`<${n}x`) as Layout).size, n);
});
