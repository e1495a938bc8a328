import { assertEquals, assertThrows } from "@std/assert";
import { countFates, parseReasons, reasonOf, versionOf } from "./results.ts";

const REASONS = [
  "# module, methods, reason",
  "test_a\tA.test_*\tinstructions are our own",
  "test_a\tB.test_b\tsince 3.13 it is another",
  "test_a\tB.test_c\t3.14 words it otherwise",
].join("\n");

Deno.test("the directory of a test package names its version", () => {
  assertEquals(versionOf("/usr/lib/python3.14/test"), "3.14");
  assertEquals(versionOf("/opt/homebrew/lib/python3.11/test"), "3.11");
  assertThrows(() => versionOf("/tmp/tests"), RangeError, "names no python3.x: /tmp/tests");
});

Deno.test("what has changed since a version is a reason for the tests of older ones only", () => {
  const reason = (version: string, method: string) =>
    reasonOf(parseReasons(REASONS, version), "test_a", method);
  for (const version of ["3.11", "3.14"]) {
    assertEquals(reason(version, "A.test_x"), "instructions are our own");
  }
  assertEquals(reason("3.11", "B.test_b"), "since 3.13 it is another");
  assertEquals(reason("3.13", "B.test_b"), null);
  assertEquals(reason("3.13", "B.test_c"), "3.14 words it otherwise");
  assertEquals(reason("3.14", "B.test_c"), null);
});

Deno.test("a failure that has a reason is counted as kept, what passed is not", () => {
  const row = countFates("test_a", [
    { method: "A.test_x", fate: "failed", cause: "" },
    { method: "A.test_y", fate: "passed", cause: "" },
    { method: "B.test_b", fate: "errored", cause: "" },
    { method: "B.test_d", fate: "skipped", cause: "" },
  ], parseReasons(REASONS, "3.14"));
  assertEquals(row, { module: "test_a", passed: 1, failed: 1, errored: 1, skipped: 1, kept: 1 });
});
