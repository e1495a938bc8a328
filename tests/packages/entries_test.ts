import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { APART, otherPackages, OWN_ENTRY } from "./_import.ts";

const ROOT = join(import.meta.dirname!, "../..");

Deno.test("every package's tests are run by the test task: through an entry here, or by their folder", () => {
  const { tasks, workspace } = JSON.parse(Deno.readTextFileSync(join(ROOT, "deno.json")));
  const named = [...tasks.test.split("deno test")[1].matchAll(/ packages\/(\w+)/g)].map(([, name]) => name);
  assertEquals(named.sort(), [...APART].sort());
  const all = [...OWN_ENTRY, ...APART, ...otherPackages()].map((name) => `./packages/${name}`);
  assertEquals(all.sort(), [...workspace].sort());
  for (const name of OWN_ENTRY) assert(Deno.statSync(join(import.meta.dirname!, `${name}_test.ts`)).isFile);
});
