import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { NONE } from "@orochi/object";
import { raised, testMachine } from "./_test_program.ts";
import { numberText, readInteger } from "./int_text.ts";

const vm = testMachine();
const read = (text: string, base: number): bigint | null => readInteger(vm, text, base, NONE);

/** Whether a text is refused; what is raised is dropped. */
function refused(text: string, base: number): boolean {
  return read(text, base) === null &&
    raised(vm).startsWith(`ValueError: invalid literal for int() with base ${base}:`);
}

Deno.test("digits are of the base, whatever their case", () => {
  assertEquals([read("z", 36), read("Zz", 36), read("-101", 2), read("+777", 8)], [35n, 1295n, -5n, 511n]);
  for (
    const [text, base] of [["2", 2], ["8", 8], ["a", 10], ["z", 35], ["", 10], ["-", 10], [
      "+-1",
      10,
    ]] as const
  ) {
    assertEquals(refused(text, base), true, `${text} in base ${base}`);
  }
});

Deno.test("a prefix is allowed for its own base and for none, else its letter may be a digit", () => {
  assertEquals([read("0xff", 16), read("0xff", 0), read("-0B11", 0), read("0o17", 8)], [
    255n,
    255n,
    -3n,
    15n,
  ]);
  assertEquals([read("0b1", 16), read("0x1", 36), read("0_0", 0)], [0xb1n, 33n * 36n + 1n, 0n]);
  for (const [text, base] of [["0x", 16], ["0x1", 10], ["0b2", 0], ["0o", 0], ["0xg", 16]] as const) {
    assertEquals(refused(text, base), true, `${text} in base ${base}`);
  }
});

Deno.test("without a base, a decimal number has no leading zero", () => {
  assertEquals([read("010", 10), read("00", 0), read("0", 0), read("10", 0)], [10n, 0n, 0n, 10n]);
  assertEquals([refused("010", 0), refused("0_1", 0)], [true, true]);
});

Deno.test("underscores stand singly between digits, or behind a prefix", () => {
  assertEquals([read("1_000", 10), read("0x_f", 16), read("0b_1_0", 0)], [1000n, 15n, 2n]);
  for (const text of ["_1", "1_", "1__0", "0x__1", "0_x1"]) assertEquals(refused(text, 0), true, text);
});

Deno.test("numbers of every base are read back from their text", () => {
  const random = new Random(36);
  for (let base = 2; base <= 36; base++) {
    for (let i = 0; i < 6; i++) {
      const value = BigInt(random.bits()) ** BigInt(1 + random.below(12)) *
        (random.below(2) === 0 ? 1n : -1n);
      assertEquals(read(value.toString(base), base), value, `base ${base}`);
    }
  }
});

Deno.test("digits are limited where reading them takes time that grows with their square", () => {
  const digits = "1".repeat(4301);
  assertEquals(read(digits, 10), null);
  assertEquals(
    raised(vm),
    "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit",
  );
  assertEquals(read(digits.slice(1), 10) !== null, true);
  assertEquals(read(digits, 16) !== null && read(digits, 2) !== null, true);
});

Deno.test("a message shows what was to be read, cut at two hundred characters", () => {
  const source = vm.newStr("x".repeat(300));
  assertEquals(readInteger(vm, "x", 10, source), null);
  assertEquals(raised(vm), `ValueError: invalid literal for int() with base 10: '${"x".repeat(199)}`);
  vm.decref(source);
});

Deno.test("text is that of a str, or of bytes by their values, without space around", () => {
  const str = vm.newStr("\u3000٤٢ "), bytes = vm.newBytes(Uint8Array.of(32, 49, 0xa0, 10));
  assertEquals([numberText(vm, str), numberText(vm, bytes), numberText(vm, NONE)], ["42", "1\xa0", null]);
  vm.decref(str);
  vm.decref(bytes);
});
