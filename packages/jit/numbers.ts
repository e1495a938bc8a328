/**
 * Numbers of code objects: given out once for all Workers, so that compiled code of one is called by the same number in
 * another, and the table that compiled code calls them by.
 *
 * @module
 */
import { type Address, CODE_JIT } from "@orochi/object";
import { JIT_CONTROL } from "@orochi/heap";
import { I32, WasmModule } from "@orochi/wasm";
import type { Vm } from "@orochi/vm";
import { FRAME_HEADER_WORDS } from "@orochi/vm/bytecode";
import { JIT_REFUSED } from "@orochi/vm/engine";
import { parametersOf } from "./decode.ts";
import type { JitHelpers } from "./host.ts";

/** The number in the word CODE_JIT, whose forms are told with `JIT_REFUSED`. */
function idIn(word: number): number {
  return word >= 0 ? word : word > JIT_REFUSED ? -1 - word : JIT_REFUSED - word;
}

/** The numbers that this Worker knows. */
export class CodeNumbers {
  /** What a number stands for in this Worker: compiled code, or what calls the interpreter. */
  readonly table: WebAssembly.Table = new WebAssembly.Table({ element: "anyfunc", initial: 64 });
  readonly #i32: Int32Array;
  readonly #memory: WebAssembly.Memory;
  readonly #interpret: JitHelpers["interpret"];
  readonly #ids: Map<Address, number> = new Map();
  readonly #stubs: Map<number, WebAssembly.ExportValue> = new Map();

  /** Knows none as yet. */
  constructor(vm: Vm, interpret: JitHelpers["interpret"]) {
    this.#i32 = vm.i32;
    this.#memory = vm.heap.memory.memory;
    this.#interpret = interpret;
  }

  /** The number of a code object, if this Worker knows it. */
  known(code: Address): number | undefined {
    return this.#ids.get(code);
  }

  /** The number of a code object; its place in the table holds at least a stub. */
  of(code: Address): number {
    const known = this.#ids.get(code);
    if (known !== undefined) return known;
    const i32 = this.#i32;
    // Numbers are given out once for all Workers: compiled code of one is entered under the same number by another.
    const word = (code + CODE_JIT) >>> 2;
    let before = i32[word], id = idIn(before);
    const fresh = id === 0 ? Atomics.add(i32, JIT_CONTROL >>> 2, 1) + 1 : 0;
    while (id === 0) {
      const wanted = before <= JIT_REFUSED ? JIT_REFUSED - fresh : -1 - fresh;
      const seen = Atomics.compareExchange(i32, word, before, wanted);
      id = seen === before ? fresh : idIn(seen);
      before = seen;
    }
    this.reserve(id, code);
    return id;
  }

  /** Takes note of a number that another Worker may have given, and has a place for it. */
  reserve(id: number, code: Address): void {
    if (this.#ids.get(code) === id) return;
    this.#ids.set(code, id);
    if (id >= this.table.length) this.table.grow(Math.max(64, id + 1 - this.table.length));
    this.leave(id, parametersOf(this.#i32, code));
  }

  /** Who calls the number calls the interpreter. */
  leave(id: number, parameters: number): void {
    this.table.set(id, this.#stub(parameters) as unknown as null);
  }

  /** A function that calls whatever function it is given in the interpreter. */
  #stub(parameters: number): WebAssembly.ExportValue {
    const made = this.#stubs.get(parameters);
    if (made !== undefined) return made;
    const module = new WasmModule();
    module.importMemory("o", "memory", {
      initial: this.#memory.buffer.byteLength / 65536,
      maximum: 65536,
      shared: true,
    });
    const interpret = module.importFunction("o", "interpret", [I32, I32, I32], [I32]);
    const f = module.addFunction("stub", new Array(2 + parameters).fill(I32), [I32]);
    for (let k = 0; k < parameters; k++) {
      f.localGet(0);
      f.localGet(2 + k);
      f.i32Store((FRAME_HEADER_WORDS + k) * 4);
    }
    f.localGet(0);
    f.localGet(1);
    f.i32Const(parameters);
    f.call(interpret);
    f.end();
    module.exportFunction("stub", f.index);
    const imports = { o: { memory: this.#memory, interpret: this.#interpret } };
    const stub = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), imports).exports.stub;
    this.#stubs.set(parameters, stub);
    return stub;
  }

  /**
   * A code object is never to be compiled. It keeps its number, which other compiled code calls it by.
   *
   * @param compiledToo Also where a Worker has compiled it; otherwise that serves.
   */
  refuse(code: Address, compiledToo: boolean): void {
    const i32 = this.#i32, word = (code + CODE_JIT) >>> 2;
    let before = i32[word];
    while (before > JIT_REFUSED && (compiledToo || before <= 0)) {
      const seen = Atomics.compareExchange(i32, word, before, JIT_REFUSED - idIn(before));
      if (seen === before) return;
      before = seen;
    }
  }
}
