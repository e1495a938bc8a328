import { assertEquals } from "@std/assert";
import { HeapMemory, ThreadHeap } from "@orochi/heap";
import { FLAG_WEAKREFS, ObjectMemory, strFromText, T_FLOAT, T_LIST } from "@orochi/object";
import type { RefcountEmitContext, RefcountEmitter } from "@orochi/refcount";
import { I32, WasmModule } from "@orochi/wasm";
import type { JitHelpers, JitHost } from "../host.ts";
import { addBury, addDecref } from "./deaths.ts";

const memory = HeapMemory.create({ reserveBytes: 64 << 20 });
const heap = new ThreadHeap(memory, 1);
heap.enter();
const m = new ObjectMemory(memory, heap);

/** What becomes of an object that loses its last reference. */
function deathOf(object: number): readonly string[] {
  const seen: string[] = [], module = new WasmModule();
  const pages = memory.memory.buffer.byteLength / 65536;
  module.importMemory("o", "memory", { initial: pages, maximum: 65536, shared: true });
  const block = module.importGlobal("o", "block", I32);
  const destroy = module.importFunction("o", "destroy", [I32], []);
  const free = module.importFunction("o", "free", [I32, I32], []);
  const refcount = {
    decref: (_f, _object, _context, onDeath) => onDeath(),
  } as Partial<RefcountEmitter> as RefcountEmitter;
  const host = { refcount } as JitHost;
  const helper = { destroy } as Record<keyof JitHelpers, number>;
  const ground = { helper, context: {} as RefcountEmitContext, free, block };
  const bury = addBury(module, host, ground);
  module.exportFunction("decref", addDecref(module, host, ground.context, bury));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), {
    o: {
      memory: memory.memory,
      block: 0,
      destroy: () => seen.push("destroyed"),
      free: () => seen.push("freed"),
    },
  });
  (exports.decref as (object: number) => void)(object);
  return seen;
}

Deno.test("strs of any characters are freed in line", () => {
  for (const text of ["", "ascii", "caf\xe9", "\u20ac", "\u{1f40d}"]) {
    assertEquals(deathOf(strFromText(m, text)), ["freed"], text);
  }
});

Deno.test("what others look at weakly is not freed in line, nor what holds something", () => {
  const object = heap.allocObject(16), word = object >>> 2;
  m.i32.fill(0, word, word + 4);
  const deathAs = (typeWord: number) => {
    m.i32[word] = typeWord;
    return deathOf(object);
  };
  assertEquals(deathAs(T_FLOAT), ["freed"]);
  assertEquals(deathAs(T_FLOAT | FLAG_WEAKREFS), ["destroyed"]);
  assertEquals(deathAs(T_LIST), ["destroyed"]);
  const str = strFromText(m, "text");
  m.i32[str >>> 2] |= FLAG_WEAKREFS;
  assertEquals(deathOf(str), ["destroyed"]);
});
