/**
 * A lock strategy whose safepoints and sections run as the WebAssembly that its emitter writes: for tests of
 * emitters, and to measure.
 *
 * @module
 */
import type { HeapMemory } from "@orochi/heap";
import { I32, type ValueType, WasmModule } from "@orochi/wasm";
import type { Address, LockEmitContext, LockStrategy } from "./strategy.ts";

/** Bytes of a page of WebAssembly memory. */
const WASM_PAGE_BYTES = 65536;

/** What the emitted module exports. */
interface Core {
  readonly poll: () => void;
  readonly begin: (object: Address) => number;
  readonly end: (entered: number) => void;
  readonly beginLeaf: (object: Address) => number;
  readonly endLeaf: (object: Address, entered: number) => void;
}

/** What `beginLeaf` gives when the object is locked. */
export const LEAF_BUSY = -1;

/** An emitted strategy: the others' interface, and the leaf sections that only emitters have. */
export interface EmittedLock extends LockStrategy {
  /** Begins a leaf. Returns {@linkcode LEAF_BUSY}, or what `endLeaf` wants. */
  beginLeaf(object: Address): number;
  /** Ends a leaf. */
  endLeaf(object: Address, entered: number): void;
}

/** The module, with one exported function for each method of the strategy's emitter. */
function buildModule(strategy: LockStrategy, pages: number): WasmModule {
  const module = new WasmModule();
  module.importMemory("gil", "memory", { initial: pages, maximum: pages, shared: true });
  const poll = module.importFunction("gil", "poll", [], []);
  const context: LockEmitContext = {
    slotGlobal: module.importGlobal("gil", "slot", I32),
    begin: module.importFunction("gil", "begin", [I32], []),
    end: module.importFunction("gil", "end", [], []),
  };
  const emitter = strategy.emitter;
  const define = (name: keyof Core, params: ValueType[], results: ValueType[]) => {
    const f = module.addFunction(name, params, results);
    module.exportFunction(name, f.index);
    return f;
  };
  const safepoint = define("poll", [], []);
  emitter.poll(safepoint, context, () => safepoint.call(poll));
  safepoint.end();

  const begin = define("begin", [I32], [I32]), entered = begin.newLocal(I32);
  emitter.begin(begin, 0, entered, context);
  begin.localGet(entered);
  begin.end();

  const end = define("end", [I32], []);
  emitter.end(end, 0, context);
  end.end();

  const beginLeaf = define("beginLeaf", [I32], [I32]), enteredLeaf = beginLeaf.newLocal(I32);
  const busy = beginLeaf.block();
  emitter.beginLeaf(beginLeaf, 0, enteredLeaf, busy);
  beginLeaf.localGet(enteredLeaf);
  beginLeaf.return();
  beginLeaf.end();
  beginLeaf.i32Const(LEAF_BUSY);
  beginLeaf.end();

  const endLeaf = define("endLeaf", [I32, I32], []);
  emitter.endLeaf(endLeaf, 0, 1);
  endLeaf.end();
  return module;
}

/**
 * Puts a strategy's emitted operations in front of its methods.
 *
 * @param strategy The strategy, which also does what the emitted code leaves to calls.
 * @param memory The heap that it works on.
 * @param slot Its slot.
 */
export function emitted(strategy: LockStrategy, memory: HeapMemory, slot: number): EmittedLock {
  const module = buildModule(strategy, memory.memory.buffer.byteLength / WASM_PAGE_BYTES);
  const imports = {
    memory: memory.memory,
    slot: new WebAssembly.Global({ value: "i32", mutable: false }, slot),
    poll: () => strategy.poll(),
    begin: (object: Address) => strategy.begin(object),
    end: () => strategy.end(),
  };
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), { gil: imports });
  const core = instance.exports as unknown as Core;
  /** Of each section: 0 or 1 from the emitted `begin`, 2 if TypeScript began it. */
  const sections: number[] = [];
  return {
    name: strategy.name,
    constraints: strategy.constraints,
    counters: strategy.counters,
    emitter: strategy.emitter,
    keepsQuickCalls: strategy.keepsQuickCalls,
    prepareThread: () => strategy.prepareThread(),
    threadStart: () => strategy.threadStart(),
    threadExit: () => strategy.threadExit(),
    attach: () => strategy.attach(),
    detach: () => strategy.detach(),
    poll: core.poll,
    begin: (object) => void sections.push(core.begin(object)),
    begin2: (a, b) => {
      strategy.begin2(a, b);
      sections.push(2);
    },
    end: () => {
      const entered = sections.pop()!;
      if (entered === 2) strategy.end();
      else core.end(entered);
    },
    beginLeaf: core.beginLeaf,
    endLeaf: core.endLeaf,
    stopTheWorld: () => strategy.stopTheWorld(),
    startTheWorld: () => strategy.startTheWorld(),
    setBreaker: (target, bits) => strategy.setBreaker(target, bits),
    setSwitchInterval: (seconds) => strategy.setSwitchInterval(seconds),
    setPriority: strategy.setPriority?.bind(strategy),
    setCheckInterval: strategy.setCheckInterval?.bind(strategy),
  };
}
