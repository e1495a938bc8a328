import { assert } from "@std/assert";
import { builtinTypes } from "@orochi/vm";
import { nativeTypes } from "./modules.ts";

Deno.test("no type of the library has the number of another one, or of a builtin", () => {
  const names = new Map<number, string>();
  for (const { index, name } of [...builtinTypes, ...nativeTypes]) {
    const other = names.get(index);
    assert(other === undefined, `${name} and ${other} are both ${index}`);
    names.set(index, name);
  }
});
