import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { decoded, encoded, texts, vm } from "./_test_coding.ts";
import { type ByteOrder, decodeWide, encodeWide } from "./wide.ts";

type Width = 2 | 4;

const encode = (text: string, width: Width, order: ByteOrder, errors = "strict") =>
  encoded(text, (str) => encodeWide(vm, str, width, order, errors));

function decode(bytes: ArrayLike<number>, width: Width, order: ByteOrder, errors = "strict"): string {
  const progress = { consumed: 0, order };
  return decoded(bytes, (from, length) => decodeWide(vm, from, length, width, progress, errors, false));
}

/** The units of a text, written by a view. */
function byView(text: string, width: Width, order: ByteOrder): number[] {
  const units = width === 2
    ? Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))
    : Array.from(text, (char) => char.codePointAt(0)!);
  const view = new DataView(new ArrayBuffer(units.length * width));
  units.forEach((unit, i) =>
    width === 2 ? view.setUint16(2 * i, unit, order < 0) : view.setUint32(4 * i, unit, order < 0)
  );
  return [...new Uint8Array(view.buffer)];
}

for (const width of [2, 4] as const) {
  Deno.test(`UTF-${width * 8}: texts are units in either order, and come back`, () => {
    for (const text of texts(width, 150)) {
      for (const order of [-1, 1] as const) {
        assertEquals(encode(text, width, order), byView(text, width, order));
        assertEquals(decode(byView(text, width, order), width, order), text);
      }
    }
  });

  Deno.test(`UTF-${width * 8}: a mark tells the order, and belongs to the text where the order is given`, () => {
    for (const order of [-1, 1] as const) {
      const marked = byView("\ufeffaé", width, order);
      assertEquals(decode(marked, width, 0), "aé");
      assertEquals(decode(marked, width, order), "\ufeffaé");
    }
    assertEquals(encode("a", width, 0), byView("\ufeffa", width, -1));
    assertEquals(decode(byView("a", width, -1), width, 0), "a");
  });

  Deno.test(`UTF-${width * 8}: a text in pieces is the same as in one`, () => {
    const random = new Random(5);
    for (const text of texts(9, 60)) {
      const progress = { consumed: 0, order: 0 as ByteOrder };
      let rest: number[] = [], joined = "";
      for (const byte of byView("\ufeff" + text, width, 1)) {
        rest.push(byte);
        if (random.below(3) !== 0) continue;
        joined += decoded(
          rest,
          (from, length) => decodeWide(vm, from, length, width, progress, "strict", true),
        );
        rest = rest.slice(progress.consumed);
      }
      joined += decoded(
        rest,
        (from, length) => decodeWide(vm, from, length, width, progress, "strict", false),
      );
      assertEquals(joined, text);
    }
  });

  Deno.test(`UTF-${width * 8}: bytes that end too early and surrogates are errors, or pass`, () => {
    assertEquals(
      decode([0x41, 0, 0], width, -1).endsWith("truncated data"),
      true,
    );
    const name = `utf-${width * 8}-le`;
    assertEquals(
      encode("\ud800", width, -1),
      `UnicodeEncodeError: '${name}' codec can't encode character '\\ud800' in position 0: surrogates not allowed`,
    );
    assertEquals(encode("\ud800", width, -1, "surrogatepass"), byView("\ud800", width, -1));
    assertEquals(decode(byView("\ud800a", width, -1), width, -1, "surrogatepass"), "\ud800a");
    assertEquals(encode("\ud800", width, 1, "replace"), byView("?", width, 1));
  });
}

Deno.test("UTF-16: a second half alone, and a first one without it, are what is wrong", () => {
  const reason = (text: string) => decode(byView(text, 2, -1), 2, -1).split(": ").at(-1);
  assertEquals([reason("\udc00a"), reason("\ud800a"), reason("\ud800")], [
    ...["illegal encoding", "illegal UTF-16 surrogate", "unexpected end of data"],
  ]);
});

Deno.test("UTF-32: a code beyond Unicode is refused", () => {
  assertEquals(decode([0, 0, 0x11, 0], 4, -1).split(": ").at(-1), "code point not in range(0x110000)");
  assertEquals(decode([0xff, 0xff, 0xff, 0xff], 4, -1, "replace"), "\ufffd");
});
