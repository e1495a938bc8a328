/**
 * A strategy whose operations run as the WebAssembly that its emitter writes: for tests of emitters, and to measure.
 *
 * ```ts
 * import { Biased } from "@orochi/refcount";
 * import { emitted } from "@orochi/refcount/emitted";
 * import { assertEquals } from "@std/assert";
 *
 * const memory = new WebAssembly.Memory({ initial: 16, maximum: 16, shared: true });
 * const words = new Int32Array(memory.buffer);
 * const typescript = new Biased({ words, atomics: Atomics, slot: 1, region: 4096, setBreaker: () => {} });
 * const counts = emitted(typescript, memory, 1);
 * counts.init(512);
 * assertEquals(counts.isUnique(512), true);
 * ```
 *
 * @module
 */
import { I32, type ValueType, WasmModule } from "@orochi/wasm";
import type { Address, RefcountEmitContext, RefcountStrategy } from "./strategy.ts";

/** Bytes of a page of WebAssembly memory. */
const WASM_PAGE_BYTES = 65536;

/** What the emitted module exports. */
interface Core {
  readonly init: (object: Address) => void;
  readonly incref: (object: Address) => void;
  readonly decref: (object: Address) => number;
  readonly tryIncref: (object: Address) => number;
  readonly isUnique: (object: Address) => number;
  readonly borrow: (object: Address) => number;
}

/** An emitted strategy: the others' interface, and the test that only emitters have. */
export interface EmittedStrategy extends RefcountStrategy {
  /** Whether the object may be looked at without a count: see `RefcountEmitter.borrow`. */
  borrow(object: Address): boolean;
}

/** The module, with one exported function for each method of the strategy's emitter. */
function buildModule(strategy: RefcountStrategy, pages: number): WasmModule {
  const module = new WasmModule();
  module.importMemory("refcount", "memory", { initial: pages, maximum: pages, shared: true });
  const context: RefcountEmitContext = {
    slotGlobal: module.importGlobal("refcount", "slot", I32),
    incref: module.importFunction("refcount", "incref", [I32], []),
    decref: module.importFunction("refcount", "decref", [I32], [I32]),
    tryIncref: module.importFunction("refcount", "tryIncref", [I32], [I32]),
  };
  const object = 0, emitter = strategy.emitter;
  const define = (
    name: string,
    results: ValueType[],
    body: (f: ReturnType<typeof module.addFunction>) => void,
  ) => {
    const f = module.addFunction(name, [I32], results);
    body(f);
    f.end();
    module.exportFunction(name, f.index);
  };
  define("init", [], (f) => emitter.init(f, object, context));
  define("incref", [], (f) => emitter.incref(f, object, context));
  define("isUnique", [I32], (f) => emitter.isUnique(f, object, context));
  define("decref", [I32], (f) => {
    emitter.decref(f, object, context, () => {
      f.i32Const(1);
      f.return();
    });
    f.i32Const(0);
  });
  for (const name of ["tryIncref", "borrow"] as const) {
    define(name, [I32], (f) => {
      const failed = f.block();
      emitter[name](f, object, context, failed);
      f.i32Const(1);
      f.return();
      f.end();
      f.i32Const(0);
    });
  }
  return module;
}

/**
 * Puts a strategy's emitted operations in front of its methods.
 *
 * @param strategy The strategy, which also does what the emitted code leaves to calls.
 * @param memory The shared memory that it works on.
 * @param slot Its slot.
 */
export function emitted(
  strategy: RefcountStrategy,
  memory: WebAssembly.Memory,
  slot: number,
): EmittedStrategy {
  const module = buildModule(strategy, memory.buffer.byteLength / WASM_PAGE_BYTES);
  const imports = {
    memory,
    slot: new WebAssembly.Global({ value: "i32", mutable: false }, slot),
    incref: (object: Address) => strategy.incref(object),
    decref: (object: Address) => strategy.decref(object) ? 1 : 0,
    tryIncref: (object: Address) => strategy.tryIncref(object) ? 1 : 0,
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { refcount: imports });
  const core = instance.exports as unknown as Core;
  return {
    name: strategy.name,
    constraints: strategy.constraints,
    emitter: strategy.emitter,
    init: core.init,
    incref: core.incref,
    decref: (object) => core.decref(object) !== 0,
    tryIncref: (object) => core.tryIncref(object) !== 0,
    isUnique: (object) => core.isUnique(object) !== 0,
    borrow: (object) => core.borrow(object) !== 0,
    makeTryable: (object) => strategy.makeTryable(object),
    immortalise: (object) => strategy.immortalise(object),
    count: (object) => strategy.count(object),
    heldBy: (slot, visit) => strategy.heldBy?.(slot, visit),
    settle: () => strategy.settle?.(),
    safepoint: (destroy) => strategy.safepoint(destroy),
    detach: () => strategy.detach(),
    attach: () => strategy.attach(),
    threadStart: () => strategy.threadStart(),
    threadExit: (destroy) => strategy.threadExit(destroy),
  };
}
