import { assert, assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { STR_ASCII, STR_KIND, STR_KIND_MASK, strHash, type Value } from "@orochi/object";
import { raised, testMachine } from "./_test_program.ts";
import * as core from "./str_core.ts";

const vm = testMachine(), random = new Random(20);

/** A text of characters of one of the kinds. */
function randomText(most: number): string {
  const letters = Array.from(["abc", "aé\xff", "aš\uffff", "a😀\u{10ffff}"][random.below(4)]);
  return Array.from({ length: random.below(most) }, () => letters[random.below(letters.length)]).join("");
}

/** The text of a new str (stolen), which must be in the one form that its text has. */
function take(str: Value): string {
  const text = vm.js(str), fresh = vm.newStr(text);
  const kindOf = (value: Value) => vm.i32[(value + STR_KIND) >>> 2] & (STR_ASCII | STR_KIND_MASK);
  assertEquals([kindOf(str), strHash(vm.objects, str)], [kindOf(fresh), strHash(vm.objects, fresh)], text);
  vm.decref(fresh);
  vm.decref(str);
  return text;
}

Deno.test("slices, strides, sums and repetitions are those of the characters, in the narrowest kind", () => {
  for (let run = 0; run < 600; run++) {
    const text = randomText(70), other = randomText(8), chars = Array.from(text);
    const str = vm.newStr(text), more = vm.newStr(other);
    const start = random.below(chars.length + 1),
      end = random.below(chars.length + 1),
      count = random.below(5);
    assertEquals(take(core.slice(vm, str, start, end)), chars.slice(start, end).join(""));
    assertEquals(take(core.strConcat(vm, str, more)), text + other);
    assertEquals(take(core.strRepeat(vm, more, count)), other.repeat(count));
    const step = 1 + random.below(4), taken = chars.filter((_, i) => i >= start && (i - start) % step === 0);
    assertEquals(take(core.stride(vm, str, start, step, taken.length)), taken.join(""));
    vm.decref(str);
    vm.decref(more);
  }
});

Deno.test("a str that nobody else holds grows in place, with the hash of what it has become", () => {
  let text = "x".repeat(70), str = core.strConcat(vm, vm.newStr(text), vm.newStr("y")), inPlace = 0;
  text += "y";
  for (let i = 0; i < 300; i++) {
    const part = ["z", "ab", "é", "q".repeat(9)][random.below(4)], added = vm.newStr(part);
    strHash(vm.objects, str);
    const longer = core.strAppend(vm, str, added);
    if (longer === str) inPlace++;
    vm.decref(str);
    vm.decref(added);
    str = longer;
    text += part;
  }
  assert(inPlace > 100, `${inPlace} times in place`);
  assertEquals(take(str), text);
});

Deno.test("a str that somebody else holds stays as it is when something is added", () => {
  const text = "shared ".repeat(20), str = vm.newStr(text);
  vm.incref(str);
  const longer = core.strAppend(vm, str, vm.newStr("more"));
  assertEquals([vm.js(str), take(longer)], [text, `${text}more`]);
});

Deno.test("an index counts from either end, and what is none is refused", () => {
  const str = vm.newStr("aé😀");
  const item = (key: Value) => {
    const found = core.strItem(vm, str, key);
    return found === 0 ? raised(vm) : take(found);
  };
  assertEquals([0, 2, -1, -3].map((index) => item(vm.newInt(index))), ["a", "😀", "😀", "a"]);
  assertEquals(
    [3, -4].map((index) => item(vm.newInt(index))),
    Array(2).fill("IndexError: string index out of range"),
  );
  assertEquals(item(vm.newFloat(1)), "TypeError: string indices must be integers, not 'float'");
  assertEquals(item(vm.newBigInt(2n ** 70n)), "IndexError: cannot fit 'int' into an index-sized integer");
});

Deno.test("characters of Latin-1 are one str each, those beyond are made", () => {
  assertEquals(core.charStr(vm, 0xe9), core.charStr(vm, 0xe9));
  assertEquals(core.charStr(vm, 0xe9), vm.intern("é"));
  const wide = core.charStr(vm, 0x161);
  assert(wide !== core.charStr(vm, 0x161));
  assertEquals(take(wide), "š");
});

Deno.test("a repetition that no str can hold finds no memory", () => {
  assertEquals([core.strRepeat(vm, vm.newStr("ab"), 2 ** 29), raised(vm)], [0, "MemoryError: "]);
});
