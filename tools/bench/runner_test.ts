import { assertEquals } from "@std/assert";
import { orochi, showSeconds, versionOf } from "./runner.ts";

Deno.test("short times are shown in milliseconds, long ones in seconds", () => {
  assertEquals([showSeconds(0.0123456), showSeconds(0.1), showSeconds(12)], [
    "12.35 ms",
    "0.100 s",
    "12.000 s",
  ]);
});

Deno.test("an interpreter that is not installed has no version", async () => {
  assertEquals(await versionOf("orochi-no-such-interpreter"), null);
});

Deno.test("the command line of Orochi ends with its options", () => {
  assertEquals(orochi(["--lock", "timeout"]).slice(-2), ["--lock", "timeout"]);
});
