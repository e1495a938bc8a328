import { assertEquals } from "@std/assert";
import { DryBuilder, F64, type FunctionType, I32, WasmModule } from "./mod.ts";

const TYPE: FunctionType = { params: [I32, I32], results: [I32] };

Deno.test("a dry builder gives out the locals that another one would", () => {
  const builders = [new DryBuilder(TYPE), new WasmModule().addFunction("f", TYPE.params, TYPE.results)];
  const [dry, wet] = builders.map((f) => {
    const first = f.newLocal(I32), second = f.newLocal(F64);
    f.releaseLocal(first);
    return [first, second, f.newLocal(F64), f.newLocal(I32), f.localType(second)];
  });
  assertEquals(dry, wet);
});

Deno.test("a dry builder takes instructions, blocks and branches, and writes nothing", () => {
  const f = new DryBuilder(TYPE);
  const outer = f.block(), inner = f.loop();
  f.localGet(0);
  f.i32Load(8);
  f.if();
  f.br(outer);
  f.else();
  f.brIf(inner);
  f.end();
  f.callIndirect([I32], [I32]);
  f.note("remark");
  assertEquals([f.codeLength, f.depth, f.notes.length], [0, 0, 0]);
});
