import { assert, assertEquals, assertThrows } from "@std/assert";
import { F64, FunctionBuilder, I32, I64, WASM_INSTRUCTIONS, WasmError, WasmModule } from "./mod.ts";

/** `i32.load16_u` is written by `i32Load16U`. */
function methodName(instruction: string): string {
  return instruction.replace(/[._](.)/g, (_, letter: string) => letter.toUpperCase());
}

function run(module: WasmModule, imports: WebAssembly.Imports = {}): WebAssembly.Exports {
  return new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), imports).exports;
}

Deno.test("every instruction of the list is a method whose bytes the engine accepts", () => {
  const special = new Set(["block", "loop", "if", "else", "end"]);
  for (const [name, , , immediates] of WASM_INSTRUCTIONS) {
    if (special.has(name)) continue;
    const module = new WasmModule();
    module.defineMemory({ initial: 1, maximum: 1, shared: true });
    module.defineTable({ initial: 1 });
    module.defineGlobal(I32, true, 0);
    const f = module.addFunction("f", [I32], []);
    const top = f.block();
    f.unreachable(); // behind it the operand stack has whatever the instruction wants
    const method = (f as unknown as Record<string, (...args: unknown[]) => void>)[methodName(name)];
    assertEquals(typeof method, "function", `FunctionBuilder lacks ${methodName(name)}`);
    const args: Record<string, unknown[]> = {
      label: [top],
      labels: [[top, top], top],
      function: [f.index],
      indirect: [[I32], [], 0],
      local: [0],
      global: [0],
      memory: [300],
      i32: [-5],
      i64: [-5n],
      f32: [1.5],
      f64: [1.5],
      v128: [1n << 100n],
    };
    method.apply(f, args[immediates] ?? []);
    f.unreachable();
    f.end();
    f.end();
    new WebAssembly.Module(module.toBytes());
    assert(module.functionText(f.index).includes(`    ${name}`), `dump lacks ${name}`);
  }
});

Deno.test("the builder has no instruction that the list lacks", () => {
  const known = new Set(WASM_INSTRUCTIONS.map(([name]) => methodName(name)));
  const other = new Set([
    "constructor",
    "ended",
    "depth",
    "codeLength",
    "locals",
    "code",
    "newLocal",
    "releaseLocal",
    "localType",
    "note",
  ]);
  const extra = Object.getOwnPropertyNames(FunctionBuilder.prototype).filter((name) =>
    !known.has(name) && !other.has(name)
  );
  assertEquals(extra, []);
});

Deno.test("a loop with labels computes a factorial", () => {
  const module = new WasmModule();
  const f = module.addFunction("factorial", [I64], [I64]);
  const product = f.newLocal(I64);
  f.i64Const(1);
  f.localSet(product);
  const done = f.block();
  const top = f.loop();
  f.localGet(0);
  f.i64Eqz();
  f.brIf(done);
  f.localGet(product);
  f.localGet(0);
  f.i64Mul();
  f.localSet(product);
  f.localGet(0);
  f.i64Const(1);
  f.i64Sub();
  f.localSet(0);
  f.br(top);
  f.end();
  f.end();
  f.localGet(product);
  f.end();
  module.exportFunction("factorial", f.index);
  const factorial = run(module).factorial as (n: bigint) => bigint;
  assertEquals(factorial(20n), 2432902008176640000n);
});

Deno.test("functions may call one declared before its body exists", () => {
  const module = new WasmModule();
  const odd = module.declareFunction("odd", [I32], [I32]);
  const even = module.addFunction("even", [I32], [I32]);
  for (const [f, other, atZero] of [[even, odd, 1], [module.defineFunction(odd), even.index, 0]] as const) {
    f.localGet(0);
    f.if(I32);
    f.localGet(0);
    f.i32Const(1);
    f.i32Sub();
    f.call(other);
    f.else();
    f.i32Const(atZero);
    f.end();
    f.end();
  }
  module.exportFunction("even", even.index);
  const isEven = run(module).even as (n: number) => number;
  assertEquals([isEven(10), isEven(7)], [1, 0]);
});

Deno.test("imports, globals, tables and elements reach their functions", () => {
  const module = new WasmModule();
  const add = module.importFunction("env", "add", [I32, I32], [I32]);
  const base = module.importGlobal("env", "base", I32);
  const table = module.defineTable({ initial: 3 });
  const twice = module.addFunction("twice", [I32], [I32]);
  twice.localGet(0);
  twice.localGet(0);
  twice.call(add);
  twice.end();
  const main = module.addFunction("main", [], [I32]);
  main.globalGet(base);
  main.i32Const(2);
  main.callIndirect([I32], [I32], table);
  main.end();
  module.setElements(table, 2, [twice.index]);
  module.exportFunction("main", main.index);
  const exports = run(module, { env: { add: (a: number, b: number) => a + b, base: 21 } });
  assertEquals((exports.main as () => number)(), 42);
});

Deno.test("constants keep their values at the edges of their encodings", () => {
  const values = [0, 63, 64, -64, -65, 127, 128, 2 ** 31 - 1, -(2 ** 31), 2 ** 53, -(2 ** 53) + 1];
  const bigs = [...values.map(BigInt), 2n ** 63n - 1n, -(2n ** 63n)];
  const module = new WasmModule();
  bigs.forEach((value, index) => {
    const f = module.addFunction(`c${index}`, [], [I64]);
    f.i64Const(index < values.length ? values[index] : value);
    f.end();
    module.exportFunction(`c${index}`, f.index);
  });
  const pi = module.addFunction("pi", [], [F64]);
  pi.f64Const(Math.PI);
  pi.end();
  module.exportFunction("pi", pi.index);
  const exports = run(module) as Record<string, () => unknown>;
  assertEquals(bigs.map((_, index) => exports[`c${index}`]()), bigs);
  assertEquals(exports.pi(), Math.PI);
});

Deno.test("a released local is given out again, and only to its type", () => {
  const f = new WasmModule().addFunction("f", [I32], []);
  const first = f.newLocal(I32);
  f.releaseLocal(first);
  const other = f.newLocal(I64);
  assert(other !== first);
  assertEquals(f.newLocal(I32), first);
  f.releaseLocal(first);
  assertThrows(() => f.releaseLocal(first), WasmError, "released already");
  assertThrows(() => f.releaseLocal(0), WasmError, "newLocal");
});

Deno.test("a label out of scope, a stray else and unbalanced ends are WasmErrors", () => {
  const module = new WasmModule();
  const f = module.addFunction("f", [], []);
  const block = f.block();
  f.end();
  assertThrows(() => f.br(block), WasmError, "out of scope");
  assertThrows(() => f.else(), WasmError, "not an if");
  assertThrows(() => module.toBytes(), WasmError, "not ended");
  f.end();
  assertThrows(() => f.end(), WasmError, "one end too many");
  const g = module.addFunction("g", [], []);
  const foreign = g.block();
  const h = module.addFunction("h", [], []);
  assertThrows(() => h.br(foreign), WasmError, "local to their function");
  assertThrows(() => module.importFunction("env", "late", [], []), WasmError, "import before defining");
});

Deno.test("the dump reads like the text format", () => {
  const module = new WasmModule();
  const f = module.addFunction("answer", [I32], [I32]);
  f.newLocal(F64);
  f.localGet(0);
  f.if(I32);
  f.i32Const(-1);
  f.else();
  f.localGet(0);
  f.i32Load(8);
  f.end();
  f.end();
  assertEquals(
    module.toText(),
    `(func $answer (param i32) (result i32)
  (local 1 f64)
  local.get 0
  if (result i32)
    i32.const -1
  else
    local.get 0
    i32.load offset=8
  end
)`,
  );
});
