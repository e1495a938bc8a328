import { assert, assertEquals } from "@std/assert";
import { candidates, reduce, signature } from "./reduce.ts";

Deno.test("a difference is told by the first line that differs, errors by their class", () => {
  assertEquals(signature("1 | 2 | x", "1 | 3 | y"), "value/value");
  assertEquals(signature("1 | TypeError: a", "1 | ValueError: b"), "TypeError/ValueError");
  assertEquals(signature("1 | KeyError: 'a'", "1 | 2"), "KeyError/value");
});

Deno.test("candidates are shorter, each of them once, the shortest first", () => {
  const source = "x = [1, (2, 3)]\nprint(x)\n", found = candidates(source);
  assertEquals(new Set(found).size, found.length);
  assert(found.every((text) => text.length < source.length && text.trim() !== ""));
  assertEquals(found.map((text) => text.length), found.map((text) => text.length).sort((a, b) => a - b));
  assert(found.includes("print(x)\n") && found.includes("x = [1, 0]\nprint(x)\n"));
});

Deno.test("a program is reduced to what still differs", async () => {
  const source = "a = 1\nb = [a, (2, bad), 3]\nprint(b)\nfor x in b:\n    print(x)\n";
  const differs = (sources: readonly string[]) =>
    Promise.resolve(sources.map((text) => text.includes("bad")));
  assertEquals(await reduce(source, differs), "bad");
});

Deno.test("what can't be reduced stays, and rounds have an end", async () => {
  const never = (sources: readonly string[]) => Promise.resolve(sources.map(() => false));
  assertEquals(await reduce("a + b", never), "a + b");
  let rounds = 0;
  const last = (sources: readonly string[]) => {
    rounds++;
    return Promise.resolve(sources.map((_, k) => k === sources.length - 1));
  };
  await reduce("abcdefgh ".repeat(20), last, 3);
  assertEquals(rounds, 3);
});
