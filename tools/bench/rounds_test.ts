import { assertEquals, assertThrows } from "@std/assert";
import { repeated } from "./rounds.ts";

Deno.test("a program's main work is repeated from its last clock on", () => {
  const source = [
    "import time",
    "def timed():",
    "    start = time.perf_counter()",
    "start = time.perf_counter()",
    "",
    "timed()",
    'print("seconds", time.perf_counter() - start)',
    "",
  ].join("\n");
  assertEquals(
    repeated(source, 3),
    [
      "import time",
      "def timed():",
      "    start = time.perf_counter()",
      "for _ in range(3):",
      "    start = time.perf_counter()",
      "",
      "    timed()",
      '    print("seconds", time.perf_counter() - start)',
      "",
    ].join("\n"),
  );
});

Deno.test("a program without a clock can't be repeated", () => {
  assertThrows(() => repeated('print("hello")\n', 2), Error, "nothing says where the main work begins");
});
