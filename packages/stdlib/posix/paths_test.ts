import { assertEquals } from "@std/assert";
import { encodePath } from "../system/calls.ts";
import { Generator } from "../testdata/generator.ts";
import { TestMachine } from "../testdata/machine.ts";
import { decodePath, pathValue } from "./paths.ts";

const { vm } = new TestMachine();
const bytes = (...values: number[]): Uint8Array => Uint8Array.of(...values);

Deno.test("bytes that are no UTF-8 become lone surrogates, those beside them stay characters", () => {
  assertEquals(decodePath(bytes(0x61, 0xff, 0xc3, 0xa9)), "a\udcffé");
  assertEquals(decodePath(bytes(0xc3, 0x61)), "\udcc3a");
  assertEquals(decodePath(bytes(0xf0, 0x9f, 0x98)), "\udcf0\udc9f\udc98");
  // A surrogate in UTF-8 is none: each of its bytes stands for itself.
  assertEquals(decodePath(bytes(0xed, 0xa0, 0x80)), "\udced\udca0\udc80");
});

Deno.test("a path may begin with a byte order mark", () => {
  assertEquals(decodePath(bytes(0xef, 0xbb, 0xbf, 0x61)), "\ufeffa");
  assertEquals(decodePath(bytes(0xef, 0xbb, 0xbf, 0xff)), "\ufeff\udcff");
});

Deno.test("any bytes come back from the text that they become", () => {
  const generator = new Generator(61);
  for (let i = 0; i < 500; i++) {
    const given = generator.bytes(generator.below(12)).map((byte) => byte < 64 ? byte + 0x80 : byte);
    assertEquals(encodePath(decodePath(given)), given);
  }
});

Deno.test("a path that was given as bytes comes back as bytes", () => {
  const show = (isBytes: boolean) => {
    const value = pathValue(vm, "é\udcff", isBytes), shown = vm.jsRepr(value);
    vm.decref(value);
    return shown;
  };
  assertEquals([show(true), show(false)], ["b'\\xc3\\xa9\\xff'", "'é\\udcff'"]);
});
