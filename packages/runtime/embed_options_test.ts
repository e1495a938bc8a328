import { assertEquals, assertThrows } from "@std/assert";
import { completeOptions, type RuntimeOptions } from "./embed_options.ts";

Deno.test("what is not given, or undefined, is the default", () => {
  const { refcount, lock, argv, stdin, threads } = completeOptions({ lock: undefined, threads: false });
  assertEquals([refcount, lock, argv, stdin, threads], ["biased", "object", [""], "", false]);
});

Deno.test("a heap has whole pages of WebAssembly, within what 32 bits name", () => {
  assertEquals(completeOptions({ heapBytes: (8 << 20) + 1 }).heapBytes, (8 << 20) + 65536);
  assertEquals(completeOptions({ heapBytes: 2 ** 32 - 65536 }).heapBytes, 2 ** 32 - 65536);
  for (const heapBytes of [(8 << 20) - 1, 2 ** 32, 8.5 * 2 ** 20 + 0.5, NaN]) {
    assertThrows(() => completeOptions({ heapBytes }), TypeError, "must be a whole number of bytes");
  }
});

Deno.test("an option that there is not is named, with those that there are", () => {
  const wrong = { refcont: "plain" } as RuntimeOptions;
  assertThrows(
    () => completeOptions(wrong),
    TypeError,
    'with the option "refcont" as there is no such option',
  );
  assertThrows(() => completeOptions(wrong), TypeError, "refcount, lock, heapBytes");
  assertThrows(() => completeOptions({ toString: 1 } as RuntimeOptions), TypeError, '"toString"');
});

Deno.test("a value of the wrong kind is shown, with what it must be", () => {
  const cases: [object, string][] = [
    [{ path: "lib" }, '"path" as it must be an array of strings: the given one is "lib"'],
    [{ argv: ["a", 1] }, "must be an array of strings"],
    [{ jit: null }, "must be a boolean or an object of thresholds"],
    [{ stdout: "collects" }, 'must be "collect", "inherit" or a function'],
    [{ stdin: 3 }, "must be a string or a function: the given one is 3"],
    [{ threads: 1 }, "must be a boolean"],
  ];
  for (const [options, message] of cases) assertThrows(() => completeOptions(options), TypeError, message);
});
