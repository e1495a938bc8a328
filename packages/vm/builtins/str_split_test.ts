import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { NONE, type Value } from "@orochi/object";
import { raised, testMachine } from "./_test_program.ts";

const vm = testMachine(), random = new Random(21);

/** What a method of a str gives: texts, or the error. */
function call(
  text: string,
  method: string,
  ...args: (string | number | boolean | null)[]
): string[] | string {
  const values = args.map((arg): Value =>
    arg === null
      ? NONE
      : typeof arg === "string"
      ? vm.newStr(arg)
      : typeof arg === "number"
      ? vm.newInt(arg)
      : vm.bool(arg)
  );
  const str = vm.newStr(text), result = vm.callMethod(str, vm.intern(method), ...values);
  for (const value of [str, ...values]) vm.decref(value);
  if (result === 0) return raised(vm);
  const texts: string[] = [];
  vm.iterate(result, (item) => texts.push(vm.js(item)) > 0);
  vm.decref(result);
  return texts;
}

function randomText(): string {
  const letters = [..."ab, \t"], wide = [..."aš, \u3000"], known = random.below(2) === 0 ? letters : wide;
  return Array.from({ length: random.below(15) }, () => known[random.below(known.length)]).join("");
}

Deno.test("a text is split at each separator, from the left or the right, as often as allowed", () => {
  for (let run = 0; run < 500; run++) {
    const text = randomText(),
      separator = ["a", ", ", "aa", "š"][random.below(4)],
      limit = random.below(5) - 1;
    const parts = text.split(separator), cut = limit < 0 ? parts.length : limit;
    const fromLeft = parts.length <= cut + 1
      ? parts
      : [...parts.slice(0, cut), parts.slice(cut).join(separator)];
    assertEquals(call(text, "split", separator, limit), fromLeft, JSON.stringify([text, separator, limit]));
    // From the right: the same in a mirror.
    const mirror = (one: string) => [...one].reverse().join("");
    const mirrored = mirror(text).split(mirror(separator));
    const fromRight = (mirrored.length <= cut + 1
      ? mirrored
      : [...mirrored.slice(0, cut), mirrored.slice(cut).join(mirror(separator))])
      .map(mirror).reverse();
    assertEquals(call(text, "rsplit", separator, limit), fromRight, JSON.stringify([text, separator, limit]));
  }
});

Deno.test("without a separator runs of white space of any script separate, and none is at the ends", () => {
  for (let run = 0; run < 300; run++) {
    const text = randomText(), words = text.split(/\s+/).filter((word) => word !== "");
    assertEquals(call(text, "split"), words, JSON.stringify(text));
    assertEquals(call(text, "rsplit", null), words, JSON.stringify(text));
    const limit = random.below(3), rest = text.trimStart().replace(new RegExp(`^(?:\\S+\\s+){${limit}}`), "");
    const expected = words.length <= limit ? words : [...words.slice(0, limit), rest];
    assertEquals(call(text, "split", null, limit), expected, JSON.stringify([text, limit]));
  }
  assertEquals(call(" a  b ", "rsplit", null, 1), [" a", "b"]);
});

Deno.test("a text is parted at the first or last separator, or not at all", () => {
  assertEquals(call("a.b.c", "partition", "."), ["a", ".", "b.c"]);
  assertEquals(call("a.b.c", "rpartition", "."), ["a.b", ".", "c"]);
  assertEquals([call("abc", "partition", "."), call("abc", "rpartition", ".")], [["abc", "", ""], [
    "",
    "",
    "abc",
  ]]);
});

Deno.test("lines end at any line break, CR LF being one, with the ends kept if wanted", () => {
  const text = "a\nb\r\nc\rd\x0be\x1cf\x85g\u2028h\n\n";
  assertEquals(call(text, "splitlines"), ["a", "b", "c", "d", "e", "f", "g", "h", ""]);
  assertEquals((call(text, "splitlines", true) as string[]).join(""), text);
  assertEquals([call("", "splitlines"), call("\n", "splitlines"), call("a", "splitlines")], [[], [""], [
    "a",
  ]]);
});

Deno.test("what was split and joined again is what it was", () => {
  for (let run = 0; run < 200; run++) {
    const text = randomText(), separator = vm.newStr(", ");
    const parts = vm.callMethod(vm.newStr(text), vm.intern("split"), separator);
    const joined = vm.callMethod(separator, vm.intern("join"), parts);
    assertEquals(vm.js(joined), text);
    for (const value of [parts, joined, separator]) vm.decref(value);
  }
});

Deno.test("a separator is a str that is not empty", () => {
  const empty = "ValueError: empty separator";
  for (const method of ["split", "rsplit", "partition", "rpartition"]) {
    assertEquals(call("a", method, ""), empty);
  }
  assertEquals(call("a", "split", 1), "TypeError: must be str or None, not int");
  assertEquals(call("a", "partition", null), "TypeError: must be str, not NoneType");
});
