import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import type { Value } from "@orochi/object";
import { raised, testMachine } from "./_test_program.ts";

const vm = testMachine();
const intType = vm.dictGetStr(vm.builtins, "int");

function call(object: Value, method: string, positional: Value[], signed: boolean): Value {
  const callable = vm.getAttr(object, vm.intern(method));
  const result = vm.callKeywords(callable, positional, ["signed"], [vm.bool(signed)]);
  vm.decref(callable);
  return result;
}

/** An int's bytes; the error where it has none. */
function toBytes(value: bigint, length: number, order: "little" | "big", signed: boolean): number[] | string {
  const result = call(vm.newBigInt(value), "to_bytes", [vm.newInt(length), vm.newStr(order)], signed);
  return result === 0 ? raised(vm) : [...vm.bytesOf(result)];
}

function fromBytes(bytes: number[], order: "little" | "big", signed: boolean): bigint {
  return vm.bigInt(
    call(intType, "from_bytes", [vm.newBytes(Uint8Array.from(bytes)), vm.newStr(order)], signed),
  );
}

Deno.test("an int comes back from its bytes, in either order, with and without a sign", () => {
  const random = new Random(256);
  for (let run = 0; run < 300; run++) {
    const bytes = Array.from(
      { length: random.below(20) },
      () => [0, 0x7f, 0x80, 0xff, random.below(256)][random.below(5)],
    );
    for (const order of ["little", "big"] as const) {
      for (const signed of [false, true]) {
        const value = fromBytes(bytes, order, signed);
        assertEquals(toBytes(value, bytes.length, order, signed), bytes, `${bytes} ${order}`);
        assertEquals(fromBytes(bytes.toReversed(), order === "little" ? "big" : "little", signed), value);
      }
    }
  }
});

Deno.test("bytes that were read are unchanged", () => {
  const bytes = vm.newBytes(Uint8Array.of(1, 2, 3)), little = vm.newStr("little");
  for (let i = 0; i < 2; i++) {
    assertEquals(vm.bigInt(call(intType, "from_bytes", [bytes, little], false)), 0x030201n);
  }
});

Deno.test("the bounds of each length fit, what is beyond them doesn't", () => {
  const large = "OverflowError: int too big to convert";
  for (const length of [1, 2, 4, 8, 9]) {
    const size = 1n << BigInt(8 * length), half = size >> 1n;
    assertEquals(toBytes(size - 1n, length, "big", false), Array(length).fill(255));
    assertEquals(toBytes(size, length, "big", false), large);
    assertEquals([toBytes(half, length, "big", true), toBytes(-half - 1n, length, "big", true)], [
      large,
      large,
    ]);
    assertEquals(toBytes(-half, length, "big", true), [0x80, ...Array(length - 1).fill(0)]);
  }
  assertEquals([toBytes(0n, 0, "big", true), toBytes(1n, 0, "big", false)], [[], large]);
});

Deno.test("a negative int has a sign, and a length is no less than nothing", () => {
  assertEquals(toBytes(-1n, 4, "big", false), "OverflowError: can't convert negative int to unsigned");
  assertEquals(toBytes(1n, -1, "big", false), "ValueError: length argument must be non-negative");
});
