import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import {
  assemble,
  builtinMakers,
  describeStrategies,
  isModuleName,
  loadMakers,
  LOCKS,
  REFCOUNTS,
  StrategyError,
} from "./strategies.ts";

Deno.test("every strategy that there is has a line that says what it needs or gives", () => {
  const lines = describeStrategies();
  assertEquals(lines.length, Object.keys(REFCOUNTS).length + Object.keys(LOCKS).length);
  for (const name of [...Object.keys(REFCOUNTS), ...Object.keys(LOCKS)]) {
    assertEquals(lines.filter((line) => line.split(/ +/)[1] === name).length, 1, name);
  }
});

Deno.test("a name that is none is said with the names that there are", () => {
  assertThrows(() => builtinMakers("plane", "timeout"), StrategyError, "plain");
  assertThrows(() => builtinMakers("plain", "objects"), StrategyError, "object");
  assertThrows(() => builtinMakers("toString", "timeout"), StrategyError);
});

Deno.test("a name with a slash, a colon or a suffix is that of a module", () => {
  assertEquals(["./mine.ts", "mine.js", "file:///a", "C:\\a"].map(isModuleName), [true, true, true, true]);
  assertEquals(["biased", "object"].map(isModuleName), [false, false]);
});

Deno.test("a counter that needs a serial lock is refused with a parallel one", () => {
  assertThrows(() => assemble("plain", "object", 4 << 20), Error, "plain");
});

Deno.test("a module must export one class with all the methods", async () => {
  const module = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`;
  const refused: [string, string][] = [
    [module("export const a = 1;"), "must export one class"],
    [module("export class A {}; export class B {}"), "must export one class"],
    [module("export default class { init() {} }"), "lacks incref(), decref()"],
    [module("throw new Error('broken')"), "can't be loaded: broken"],
  ];
  for (const [address, message] of refused) {
    await assertRejects(() => loadMakers(address, "timeout"), StrategyError, message);
  }
});
