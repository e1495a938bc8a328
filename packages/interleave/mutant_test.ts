import { assertEquals, assertRejects } from "@std/assert";
import { importMutant } from "./mutant.ts";

const SCHEDULE = new URL("./schedule.ts", import.meta.url);

Deno.test("a mutant differs in what was changed only, and the module itself doesn't", async () => {
  const changes = [["`${decisions[i]}x${end - i}`", "`${end - i}x${decisions[i]}`"]] as const;
  const mutant = await importMutant<typeof import("./schedule.ts")>(SCHEDULE, changes);
  assertEquals(mutant.encodeSchedule([7, 7]), "2x7");
  assertEquals(mutant.decodeSchedule("7x2"), [7, 7]);
  const { encodeSchedule } = await import("./schedule.ts");
  assertEquals(encodeSchedule([7, 7]), "7x2");
});

Deno.test("a change whose text is not there once is refused, so that no fault is missing unseen", async () => {
  await assertRejects(() => importMutant(SCHEDULE, [["no such text", ""]]), Error, '0 times "no such text"');
  await assertRejects(() => importMutant(SCHEDULE, [["decisions", "d"]]), Error, "times");
});

Deno.test("a replacement is text, not a pattern", async () => {
  const mutant = await importMutant<typeof import("./schedule.ts")>(SCHEDULE, [[
    'return parts.join(" ");',
    'return "$&$1";',
  ]]);
  assertEquals(mutant.encodeSchedule([1]), "$&$1");
});
