import { assertEquals } from "@std/assert";
import { SharedArray, SharedValue, type TypeCode } from "./value.ts";

Deno.test("arrays of every type hold their largest numbers, and another handle sees them", () => {
  const largest: [TypeCode, number | bigint][] = [
    ["b", 127],
    ["B", 255],
    ["h", 32767],
    ["H", 65535],
    ["i", 2 ** 31 - 1],
    ["I", 2 ** 32 - 1],
    ["q", 2n ** 63n - 1n],
    ["Q", 2n ** 64n - 1n],
    ["f", 1.5],
    ["d", 0.1],
  ];
  for (const [code, value] of largest) {
    const array = SharedArray.create(code, [value, value] as never);
    const other = SharedArray.attach<typeof code>(array.share());
    other.items[0] = (typeof value === "bigint" ? 0n : 0) as never;
    assertEquals([...array.items].map(Number), [0, Number(value)], code);
  }
});

Deno.test("an array of a length is full of zeros", () => {
  assertEquals([...SharedArray.create("h", 3).items], [0, 0, 0]);
});

Deno.test("a value is changed under its lock", async () => {
  const value = SharedValue.create("i", 5);
  assertEquals(value.update((old) => old * 2), 10);
  assertEquals(await value.updateAsync((old) => old + 1), 11);
  const other = SharedValue.attach<"i">(value.share());
  other.value = 3;
  assertEquals([value.value, SharedValue.create("d").value], [3, 0]);
});

Deno.test("a change that throws gives the lock back", () => {
  const value = SharedValue.create("i", 1);
  let caught = "";
  try {
    value.update(() => {
      throw new Error("no");
    });
  } catch (error) {
    caught = (error as Error).message;
  }
  assertEquals([caught, value.update((old) => old + 1)], ["no", 2]);
});
