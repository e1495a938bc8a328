import { assertEquals } from "@std/assert";
import * as access from "./_access.ts";

Deno.test("a read tells what it saw, a write what it left, an exchange both", () => {
  assertEquals(access.describe(access.READ, "count", 0, undefined, 5), "read count is 5");
  assertEquals(access.describe(access.STORE, "count", 5, undefined, 5), "store count = 5");
  assertEquals(access.describe(access.ADD, "count", -1, undefined, 5), "add count -1, was 5");
});

Deno.test("a compare-exchange that fails says what was there instead", () => {
  assertEquals(access.describe(access.COMPARE_EXCHANGE, "lock", 0, 1, 0), "compareExchange lock 0 -> 1");
  assertEquals(
    access.describe(access.COMPARE_EXCHANGE, "lock", 0, 1, 2),
    "compareExchange lock 0 -> 1 fails: it is 2",
  );
});

Deno.test("waits and wake-ups leave out limits that are none", () => {
  assertEquals(access.describe(access.WAIT, "w", 1, Infinity, "ok"), "wait w while 1: ok");
  assertEquals(access.describe(access.WAIT, "w", 1, 5, "timed-out"), "wait w while 1, 5 ms: timed-out");
  assertEquals(access.describe(access.NOTIFY, "w", Infinity, undefined, 2), "notify w: 2 woken");
  assertEquals(access.describe(access.NOTIFY, "w", 1, undefined, 0), "notify w, at most 1: 0 woken");
});

Deno.test("words that look like addresses or flags are hexadecimal, unsigned", () => {
  assertEquals(access.describe(access.WRITE, "w", 65536, undefined, undefined), "write w = 0x10000");
  assertEquals(access.describe(access.WRITE, "w", -65536, undefined, undefined), "write w = 0xffff0000");
  assertEquals(access.describe(access.WRITE, "w", -65535, undefined, undefined), "write w = -65535");
});

Deno.test("what only looks, fails or wakes nobody changes nothing", () => {
  const nothing = (kind: number, a: unknown, result: unknown) => access.changesNothing(kind, a, result);
  assertEquals(
    [access.READ, access.LOAD, access.NOW, access.WAIT].map((kind) => nothing(kind, 0, 0)),
    Array(4).fill(true),
  );
  assertEquals([nothing(access.COMPARE_EXCHANGE, 0, 1), nothing(access.COMPARE_EXCHANGE, 0, 0)], [
    true,
    false,
  ]);
  assertEquals([nothing(access.NOTIFY, 1, 0), nothing(access.NOTIFY, 1, 1)], [true, false]);
  assertEquals(
    [access.WRITE, access.STORE, access.ADD, access.EFFECT].map((kind) => nothing(kind, 0, 0)),
    Array(4).fill(false),
  );
});
