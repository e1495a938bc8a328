/**
 * How generators find the compiled code that goes on with them: by the word GENERATOR_COMPILED, see
 * `codegen/resumptions.ts`.
 *
 * @module
 */
import { JIT_CONTROL } from "@orochi/heap";
import { I32, WasmModule } from "@orochi/wasm";
import type { Vm } from "@orochi/vm";
import { NUMBER_BITS } from "./codegen/resumptions.ts";
import { type Enter, type Known, RESUMED } from "./known.ts";

/** The number in a generator's word, which leads to its code. */
export const NUMBER_MASK = (1 << NUMBER_BITS) - 1;
/** Generators' words have so many bits for the Worker's token. Later Workers have none, and go the long way. */
const MAX_TOKEN = 1 << 16, NO_TOKEN = -1;

/** The words of a Worker, and what they lead to. */
export class GeneratorWords {
  /** Stands for this Worker in the words. */
  readonly token: number;
  /** Code that goes on with generators, by number: for WebAssembly. */
  readonly table: WebAssembly.Table = new WebAssembly.Table({ element: "anyfunc", initial: 0 });
  /** The same for TypeScript. */
  readonly enters: Enter[] = [];
  /** In the place of code that is not there. */
  readonly #first: Enter;
  readonly #stub: WebAssembly.ExportValue;

  /** @param first Goes on with a generator where nothing is compiled as yet. */
  constructor(vm: Vm, first: Enter) {
    const token = Atomics.add(vm.i32, (JIT_CONTROL >>> 2) + 1, 1) + 1;
    this.token = token < MAX_TOKEN ? token : NO_TOKEN;
    this.#first = first;
    this.#stub = exported(first);
  }

  /** The word of a generator that goes on in this Worker's compiled code at `pc`; 0 where the numbers have run out. */
  of(known: Known, pc: number): number {
    if (this.token === NO_TOKEN) return 0;
    let id = known.resumptions.get(pc);
    if (id === undefined) {
      id = this.enters.length;
      if (id > NUMBER_MASK) return 0;
      known.resumptions.set(pc, id);
      this.enters.push(this.#first);
      if (id >= this.table.length) this.table.grow(64);
      this.table.set(id, this.#stub as unknown as null);
    }
    return (this.token << NUMBER_BITS) | id;
  }

  /** Code has been compiled that goes on with generators at `pc`. */
  put(known: Known, pc: number, enter: Enter): void {
    if (this.of(known, pc) === 0) return;
    const id = known.resumptions.get(pc) as number;
    this.enters[id] = enter;
    this.table.set(id, enter as unknown as null);
  }

  /** A part of a generator is to be compiled again. */
  forget(known: Known, pc: number): void {
    known.entries.delete(RESUMED - pc);
    const id = known.resumptions.get(pc);
    if (id === undefined) return;
    this.enters[id] = this.#first;
    this.table.set(id, this.#stub as unknown as null);
  }

  /** All parts of a generator are. */
  forgetAll(known: Known): void {
    for (const pc of known.resumptions.keys()) this.forget(known, pc);
  }

  /** What goes on with generators in other globals than those from now on is no longer compiled: it keeps its numbers. */
  forgetGlobals(known: Known): void {
    this.forgetAll(known);
    known.resumptions.clear();
    known.globals = 0;
  }
}

/** A JavaScript function of frame and function as one that a table takes. */
function exported(call: Enter): WebAssembly.ExportValue {
  const module = new WasmModule();
  const index = module.importFunction("o", "call", [I32, I32], [I32]);
  module.exportFunction("call", index);
  return new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { o: { call } }).exports.call;
}
