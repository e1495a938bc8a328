import { assertEquals } from "@std/assert";
import type { Expression } from "./ast.ts";
import { parse } from "./mod.ts";
import { patternKey } from "./pattern_keys.ts";

function keyOf(source: string) {
  const tree = parse(source, { mode: "eval" });
  return patternKey((tree as { body: Expression }).body);
}

Deno.test("patternKey() takes keys for equal that Python does", () => {
  const zeros = ["0", "-0", "False", "0.0", "-0.0", "0j"].map((source) => keyOf(source)?.identity);
  assertEquals(new Set(zeros).size, 1);
  assertEquals(keyOf("1e20")?.identity, keyOf("100000000000000000000")?.identity);
  assertEquals(keyOf("1+2j")?.identity === keyOf("1-2j")?.identity, false);
  assertEquals(keyOf("'1'")?.identity === keyOf("1")?.identity, false);
  assertEquals(keyOf("b'1'")?.identity === keyOf("'1'")?.identity, false);
});

Deno.test("patternKey() shows keys as repr() does", () => {
  const shown = [
    "None",
    "-1",
    "1.0",
    "1e16",
    "-2.5e-7",
    "2j",
    "1-2j",
    "b'\\xff'",
    "'it\\'s\\n'",
    "'\\u200b'",
  ];
  assertEquals(
    shown.map((source) => keyOf(source)?.repr),
    ["None", "-1", "1.0", "1e+16", "-2.5e-07", "2j", "(1-2j)", "b'\\xff'", '"it\'s\\n"', "'\\u200b'"],
  );
});

Deno.test("patternKey() knows nothing of keys that are looked up", () => {
  assertEquals(keyOf("a.b"), null);
});
