import { assertEquals } from "@std/assert";
import { Random } from "@orochi/interleave";
import { findHandler } from "./code_unit.ts";

Deno.test("a handler covers from its start up to but not including its end, and gaps are nobody's", () => {
  const table = Int32Array.of(2, 5, 20, 0, 5, 6, 30, 1, 9, 12, 40, 2);
  const found = Array.from({ length: 14 }, (_, pc) => findHandler(table, pc));
  assertEquals(found, [-1, -1, 0, 0, 0, 4, -1, -1, -1, 8, 8, 8, -1, -1]);
});

Deno.test("a table without entries has no handler", () => {
  assertEquals(findHandler(new Int32Array(0), 0), -1);
});

Deno.test("the search finds in any table what a look at each entry finds", () => {
  const random = new Random(5);
  for (let run = 0; run < 50; run++) {
    const words: number[] = [];
    for (let pc = random.below(3), i = random.below(20); i > 0; i--) {
      const start = pc + random.below(3), end = start + 1 + random.below(4);
      words.push(start, end, 1000, 0);
      pc = end;
    }
    const table = Int32Array.from(words);
    for (let pc = 0; pc < 120; pc++) {
      let expected = -1;
      for (let i = 0; i < words.length; i += 4) if (words[i] <= pc && pc < words[i + 1]) expected = i;
      assertEquals(findHandler(table, pc), expected);
    }
  }
});
