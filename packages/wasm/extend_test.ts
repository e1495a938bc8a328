import { assertEquals, assertThrows } from "@std/assert";
import { I32, WasmError, WasmModule } from "./mod.ts";

/** Imports `env.step`, and has `increment`, which calls it. */
function beginning(): { readonly module: WasmModule; readonly increment: number } {
  const module = new WasmModule();
  const step = module.importFunction("env", "step", [], [I32]);
  const f = module.addFunction("increment", [I32], [I32]);
  f.localGet(0);
  f.call(step);
  f.i32Add();
  f.end();
  return { module, increment: f.index };
}

/** Exports `times`, which calls a function so often. */
function addTimes(module: WasmModule, callee: number, count: number): void {
  const f = module.addFunction("times", [I32], [I32]);
  f.localGet(0);
  for (let k = 0; k < count; k++) f.call(callee);
  f.end();
  module.exportFunction("times", f.index);
}

Deno.test("modules that begin alike have the bytes of modules that were written whole", () => {
  const { module, increment } = beginning();
  for (const count of [1, 3]) {
    const whole = beginning(), made = module.extend();
    addTimes(made, increment, count);
    addTimes(whole.module, whole.increment, count);
    assertEquals(made.toBytes(), whole.module.toBytes());
    assertEquals(made.toText(), whole.module.toText());
    const instance = new WebAssembly.Instance(new WebAssembly.Module(made.toBytes()), {
      env: { step: () => 5 },
    });
    assertEquals((instance.exports.times as (n: number) => number)(1), 1 + 5 * count);
  }
});

Deno.test("a module tells which functions are called in it, from its beginning on", () => {
  const { module, increment } = beginning(), made = module.extend();
  assertEquals([made.calls(0), made.calls(increment)], [true, false]);
  addTimes(made, increment, 1);
  assertEquals([made.calls(increment), module.calls(increment)], [true, false]);
});

Deno.test("a module that was extended may be continued, and extended again", () => {
  const { module, increment } = beginning();
  module.extend();
  const f = module.addFunction("twice", [I32], [I32]);
  f.localGet(0);
  f.call(increment);
  f.call(increment);
  f.end();
  const made = module.extend();
  made.importGlobal("env", "unused", I32);
  addTimes(made, f.index, 2);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(made.toBytes()), {
    env: { step: () => 1, unused: 0 },
  });
  assertEquals((instance.exports.times as (n: number) => number)(0), 4);
});

Deno.test("what can't be extended says why", () => {
  const { module, increment } = beginning();
  module.exportFunction("increment", increment);
  assertThrows(() => module.extend(), WasmError, "more than imports and functions");
  const open = beginning().module;
  open.addFunction("open", [], []);
  assertThrows(() => open.extend(), WasmError, "Cannot encode function open");
});
