import { assertEquals } from "@std/assert";
import { ascii, decoded, encoded, texts, vm } from "./_test_coding.ts";
import { decodeUtf7, encodeUtf7 } from "./utf7.ts";

const encode = (text: string) => {
  const bytes = encoded(text, (str) => encodeUtf7(vm, str));
  return typeof bytes === "string" ? bytes : String.fromCharCode(...bytes);
};
const decode = (text: string, errors = "strict", partial = false, progress = { consumed: 0 }) =>
  decoded(ascii(text), (from, length) => decodeUtf7(vm, from, length, errors, partial, progress));

Deno.test("the examples of the RFC are encoded and decoded as there", () => {
  const examples: [string, string][] = [
    ["A\u2262\u0391.", "A+ImIDkQ."],
    ["Hi Mom -\u263a-!", "Hi Mom -+Jjo--!"],
    ["\u65e5\u672c\u8a9e", "+ZeVnLIqe-"],
    ["Item 3 is \u00a31.", "Item 3 is +AKM-1."],
  ];
  for (const [text, bytes] of examples) {
    assertEquals(decode(bytes), text);
    if (text.startsWith("A")) assertEquals(encode(text), bytes);
  }
});

Deno.test("a plus is itself with a hyphen, a hyphen behind a run only where it is needed", () => {
  assertEquals([encode("a+b"), encode("é!"), encode("éa"), encode("é-"), encode("é")], [
    ...["a+-b", "+AOk!", "+AOk-a", "+AOk--", "+AOk-"],
  ]);
});

Deno.test("any text comes back", () => {
  for (const text of texts(7, 300)) assertEquals(decode(encode(text)), text);
  assertEquals(decode(encode("a\ud83d+b\udc00")), "a\ud83d+b\udc00");
});

Deno.test("a run that is cut off waits for the rest, if there may be one", () => {
  const progress = { consumed: 0 };
  assertEquals(decode("ab+AO", "strict", true, progress), "ab");
  assertEquals(progress.consumed, 2);
  assertEquals(
    decode("ab+AO").startsWith(
      "UnicodeDecodeError: 'utf7' codec can't decode bytes in position 2-4: unterminated shift sequence",
    ),
    true,
  );
});

Deno.test("bits that are no zeros at the end of a run, and bytes beyond ASCII, are errors", () => {
  assertEquals(decode("+AP/-", "replace").includes("\ufffd"), true);
  assertEquals(decode("a\x80b", "replace"), "a\ufffdb");
  assertEquals(decode("a\x80b").endsWith("unexpected special character"), true);
});
