import { assert, assertEquals, assertThrows } from "@std/assert";
import { T_OBJECT } from "@orochi/object";
import { builtinTypes } from "./builtins/all_types.ts";
import { coreFunctions } from "./builtins/core_functions.ts";
import { builtinFunctions } from "./builtins/functions.ts";
import { nativeFunction } from "./native.ts";
import { NativeRegistry } from "./registry.ts";

const MODULES = [{ name: "builtins", functions: [...builtinFunctions, ...coreFunctions] }];
const registry = new NativeRegistry(builtinTypes, MODULES);

Deno.test("numbers are the same in every machine that registers the same tables", () => {
  const other = new NativeRegistry(builtinTypes, MODULES);
  registry.natives.forEach(({ definition }, id) => {
    assertEquals(other.natives[id].definition, definition);
    assertEquals(other.idOf(definition), registry.idOf(definition));
  });
});

Deno.test("a definition's number leads back to it", () => {
  for (const { getset = [], members = [] } of builtinTypes) {
    for (const definition of getset) assertEquals(registry.getsets[registry.idOf(definition)], definition);
    for (const definition of members) assertEquals(registry.members[registry.idOf(definition)], definition);
  }
  for (const definition of MODULES[0].functions) {
    assertEquals(registry.natives[registry.idOf(definition)].definition, definition);
  }
});

Deno.test("what is in no table has no number", () => {
  const stray = nativeFunction("stray", "()", () => 0);
  assertThrows(() => registry.idOf(stray), Error, "Cannot find stray");
});

Deno.test("a base comes before what derives from it, and each type once", () => {
  const seen = new Set<number>();
  for (const { index, name, base = T_OBJECT } of builtinTypes) {
    assert(!seen.has(index), `${name} is there twice`);
    assert(index === T_OBJECT || seen.has(base), `${name} comes before its base`);
    seen.add(index);
  }
});

Deno.test("a type has each of its names once", () => {
  for (const { name, methods = [], getset = [], members = [] } of builtinTypes) {
    const names = [...methods, ...getset, ...members].map((definition) => definition.name);
    const twice = names.filter((one, i) => names.indexOf(one) < i);
    assertEquals(twice, [], name);
  }
});

Deno.test("required parameters come before optional ones, and no two have one name", () => {
  for (const { definition, signature: { names, optional, positional } } of registry.natives) {
    assertEquals(new Set(names).size, names.length, definition.name);
    for (let i = 1; i < positional; i++) {
      assert(optional[i] || !optional[i - 1], `${definition.name}${definition.signature}`);
    }
  }
});
