import { assert, assertEquals } from "@std/assert";
import { revive } from "./errors.ts";
import { describeError } from "./messages.ts";

Deno.test("an error of JavaScript comes back with its class, its message and the stack it had", () => {
  const error = new RangeError("too far"), back = revive(describeError(error));
  assert(back instanceof RangeError);
  assertEquals([back.name, back.message, (back.cause as Error).message], [
    "RangeError",
    "too far",
    error.stack,
  ]);
});

Deno.test("an error of the program's own keeps its name", () => {
  class MyError extends Error {
    override name = "MyError";
  }
  const back = revive(describeError(new MyError("x")));
  assertEquals([back.name, back.message, back instanceof MyError], ["MyError", "x", false]);
  assertEquals(Object.keys(back), []);
});

Deno.test("what is thrown need not be an error", () => {
  assertEquals(describeError("text"), { name: "Error", message: "text", stack: "" });
  assertEquals(describeError(undefined).message, "undefined");
});
