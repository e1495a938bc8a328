import { assert, assertEquals } from "@std/assert";
import { run } from "../testdata/run_program.ts";
import type { Jit } from "../jit.ts";

/** What a program writes, and how often its compiled code was left for the engine's better code. */
function runLong(source: string): { readonly text: string; readonly left: number } {
  let left = 0;
  const { text } = run(source, {
    inspect: (_memory, vm) => left = (vm.jit as Jit).statistics.reasons.get("engine's better code") ?? 0,
  });
  return { text, left };
}

Deno.test("a long loop is entered anew again and again, ever more seldom", () => {
  const { text, left } = runLong(`
def area(n):
    total, seen = 0.0, []
    for i in range(n):
        for word in "ab":
            total += i * 0.5
        if i % 100_000 == 0:
            seen.append((i, word, total))
    return total, seen
print(area(300_000))
`);
  assertEquals(
    text,
    "(44999850000.0, [(0, 'b', 0.0), (100000, 'b', 5000050000.0), (200000, 'b', 20000100000.0)])\n",
  );
  assert(left > 3 && left < 16, `${left}`);
});

Deno.test("so is the loop of a function that was compiled as a whole", () => {
  const { text, left } = runLong(`
def count(n, words):
    found = 0
    for i in range(n):
        try:
            found += len(words[i & 3])
        except IndexError:
            found -= 1
    return found
for _ in range(100):
    count(10, ["a", "bc", "def"])
print(count(400_000, ["a", "bc", "def"]))
`);
  assertEquals(text, "500000\n");
  assert(left > 0 && left < 16, `${left}`);
});
