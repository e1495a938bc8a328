import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import type { Value } from "@orochi/object";
import { newDict } from "../dicts.ts";
import { raised, testMachine } from "./_test_program.ts";
import { asciiOnly, CodeBuffer, strRepr } from "./str_translate.ts";

const vm = testMachine();

function take(str: Value): string {
  const text = vm.js(str);
  vm.decref(str);
  return text;
}

/** What a method of a str gives; the error where it fails. */
function call(text: string, method: string, ...args: Value[]): string {
  const result = vm.callMethod(vm.newStr(text), vm.intern(method), ...args);
  return result === 0 ? raised(vm) : take(result);
}

Deno.test("a buffer keeps all that is put into it as it grows, and is empty once it was taken", () => {
  const buffer = new CodeBuffer(), str = vm.newStr("aš😀");
  let expected = "";
  for (let i = 0; i < 200; i++) {
    buffer.push(65 + i % 26);
    buffer.pushText("é😀");
    buffer.pushStr(vm, str, 1);
    expected += String.fromCharCode(65 + i % 26) + "é😀š😀";
  }
  assertEquals([take(buffer.toStr(vm)), buffer.length], [expected, 0]);
  buffer.push(66);
  assertEquals(take(buffer.toStr(vm)), "B");
});

Deno.test("two buffers in use at once don't share their room", () => {
  const [a, b] = [new CodeBuffer(), new CodeBuffer()];
  a.pushText("first");
  b.pushText("second");
  assertEquals([take(a.toStr(vm)), take(b.toStr(vm))], ["first", "second"]);
});

Deno.test("a repr has the quotes that need fewest escapes, and reads back as the text", () => {
  const repr = (text: string) => take(strRepr(vm, vm.newStr(text)));
  assertEquals(["a", "it's", 'say "x"', `'"`, "\\", "\n\r\t\0\x7f"].map(repr), [
    ...["'a'", `"it's"`, `'say "x"'`, `'\\'"'`, "'\\\\'", "'\\n\\r\\t\\x00\\x7f'"],
  ]);
  assertEquals(["é\xa0\xad", "š\u2028", "😀\u{e0001}\ud800", "'š"].map(repr), [
    ...["'é\\xa0\\xad'", "'š\\u2028'", "'😀\\U000e0001\\ud800'", `"'š"`],
  ]);
  const random = new Random(40), letters = [..."ab'\"\\\n\t\x01é\xa0š😀"];
  const literal = vm.dictGetStr(vm.builtins, "eval"), globals = newDict(vm);
  vm.dictSetStr(globals, "__builtins__", vm.builtins);
  for (let run = 0; run < 150; run++) {
    const text = Array.from({ length: random.below(8) }, () => letters[random.below(letters.length)]).join(
      "",
    );
    assertEquals(take(vm.call(literal, vm.newStr(repr(text)), globals)), text);
  }
});

Deno.test("all but ASCII is escaped by ascii()", () => {
  assertEquals(take(asciiOnly(vm, vm.newStr("aé š😀\n"))), "a\\xe9 \\u0161\\U0001f600\n");
});

Deno.test("a width is filled on the side that is named, an odd rest by Python's rule", () => {
  const width = (number: number) => vm.newInt(number);
  assertEquals([
    call("ab", "center", width(5)),
    call("a", "center", width(4)),
    call("abc", "center", width(6)),
  ], [
    ...["  ab ", " a  ", " abc  "],
  ]);
  assertEquals(
    [call("é", "ljust", width(3), vm.newStr("😀")), call("é", "rjust", width(3), vm.newStr("-"))],
    ["é😀😀", "--é"],
  );
  assertEquals([call("-5", "zfill", width(5)), call("+", "zfill", width(3)), call("a", "zfill", width(0))], [
    "-0005",
    "+00",
    "a",
  ]);
  assertEquals(
    call("a", "center", width(5), vm.newStr("xy")),
    "TypeError: The fill character must be exactly one character long",
  );
});

Deno.test("tabs go to the next stop, counted anew behind each line's end", () => {
  assertEquals(call("a\tbc\t\nd\te", "expandtabs", vm.newInt(4)), "a   bc  \nd   e");
  assertEquals([call("a\tb", "expandtabs", vm.newInt(0)), call("\t", "expandtabs")], ["ab", " ".repeat(8)]);
});
