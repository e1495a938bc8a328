import { assert, assertEquals, assertThrows } from "@std/assert";
import { LOCKS, REFCOUNTS, StrategyError } from "@orochi/runtime";
import { eachLock, eachRefcount, isAllowed } from "./combinations.ts";

Deno.test("plain counting is for locks that let one thread run at a time", () => {
  assertEquals([isAllowed("timeout", "plain"), isAllowed("object", "plain")], [true, false]);
  assertEquals(isAllowed("none-such", "plain"), false);
});

Deno.test("each lock has a combination, with the cheapest counting that it allows", () => {
  const combinations = eachLock();
  assertEquals(combinations.map(({ lock }) => lock), Object.keys(LOCKS));
  for (const { lock, refcount } of combinations) {
    assertEquals(refcount, isAllowed(lock, "plain") ? "plain" : "biased", lock);
  }
});

Deno.test("a lock keeps its options, and one that there isn't is refused by name", () => {
  assertEquals(eachLock(["subsystem:all"])[0].lock, "subsystem:all");
  const words = 'Cannot use lock "none-such" as there is no such strategy: choose "timeout"';
  assertThrows(() => eachLock(["timeout", "none-such"]), StrategyError, words);
});

Deno.test("a lock has every counting that is safe under it, and no other", () => {
  const serial = eachRefcount("timeout"), parallel = eachRefcount("object");
  assertEquals(serial.length, Object.keys(REFCOUNTS).length);
  assert(parallel.length < serial.length);
  assert(
    parallel.every(({ refcount, title }) => isAllowed("object", refcount) && title.startsWith("object + ")),
  );
});
