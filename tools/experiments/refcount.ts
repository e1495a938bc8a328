/**
 * What counting costs: each strategy's increment and decrement in TypeScript and in WebAssembly, programs under it, and
 * how many counts it changes for an instruction.
 *
 * @module
 */
import { REFCOUNTS } from "@orochi/runtime";
import type { RefcountEmitContext, RefcountStrategy } from "@orochi/refcount";
import { I32, WasmModule } from "@orochi/wasm";
import { barPlot } from "../plot.ts";
import { type Combination, median, progress, runOnce } from "../runs.ts";
import { isAllowed } from "../combinations.ts";
import { type Experiment, rowsOf } from "./experiment.ts";
import { countOperations, PROGRAMS } from "./operations.ts";

const FILE = new URL("./refcount.py", import.meta.url).pathname;
/** Pairs of an increment and a decrement that are timed, over so many objects in turn. */
const PAIRS = 4_000_000, OBJECTS = 16;
const FIRST_OBJECT = 4096, OBJECT_SPACE = 64, REGION = 0xc000;
const MEMORY_PAGES = 16;
const ROUNDS = "400000", DEATHS = "100";

/** A strategy over a memory of its own, with some objects that have two references each. */
function prepare(name: string): { memory: WebAssembly.Memory; counts: RefcountStrategy } {
  const memory = new WebAssembly.Memory({ initial: MEMORY_PAGES, maximum: MEMORY_PAGES, shared: true });
  const words = new Int32Array(memory.buffer);
  const counts = new REFCOUNTS[name]({
    words,
    atomics: Atomics,
    slot: 1,
    region: REGION,
    setBreaker: () => {},
  });
  counts.threadStart();
  for (let i = 0; i < OBJECTS; i++) {
    words[(FIRST_OBJECT + i * OBJECT_SPACE) >>> 2] = 9;
    counts.init(FIRST_OBJECT + i * OBJECT_SPACE);
    counts.incref(FIRST_OBJECT + i * OBJECT_SPACE);
  }
  return { memory, counts };
}

/** Nanoseconds of a pair in TypeScript. */
function typescriptPair(name: string): number {
  const { counts } = prepare(name);
  const run = (pairs: number): void => {
    for (let i = 0; i < pairs; i++) {
      const object = FIRST_OBJECT + (i % OBJECTS) * OBJECT_SPACE;
      counts.incref(object);
      counts.decref(object);
      // Where counts are applied at safepoints, that is part of what they cost.
      if ((i & 0x7f) === 0) counts.safepoint(() => {});
    }
  };
  run(PAIRS / 8);
  const start = performance.now();
  run(PAIRS);
  return (performance.now() - start) * 1e6 / PAIRS;
}

/** Nanoseconds of a pair in WebAssembly, in line. */
function wasmPair(name: string): number {
  const { memory, counts } = prepare(name);
  const module = new WasmModule();
  module.importMemory("m", "memory", { initial: MEMORY_PAGES, maximum: MEMORY_PAGES, shared: true });
  const context: RefcountEmitContext = {
    slotGlobal: module.importGlobal("m", "slot", I32),
    incref: module.importFunction("m", "incref", [I32], []),
    decref: module.importFunction("m", "decref", [I32], [I32]),
    tryIncref: module.importFunction("m", "tryIncref", [I32], [I32]),
  };
  const safepoint = module.importFunction("m", "safepoint", [], []);
  const f = module.addFunction("run", [I32], []);
  const object = f.newLocal(I32), top = f.loop();
  f.localGet(0);
  f.i32Const(OBJECTS - 1);
  f.i32And();
  f.i32Const(OBJECT_SPACE);
  f.i32Mul();
  f.i32Const(FIRST_OBJECT);
  f.i32Add();
  f.localSet(object);
  counts.emitter.incref(f, object, context);
  counts.emitter.decref(f, object, context, () => {});
  f.localGet(0);
  f.i32Const(0x7f);
  f.i32And();
  f.i32Eqz();
  f.if();
  f.call(safepoint);
  f.end();
  f.localGet(0);
  f.i32Const(1);
  f.i32Sub();
  f.localTee(0);
  f.brIf(top);
  f.end();
  f.end();
  module.exportFunction("run", f.index);
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), {
    m: {
      memory,
      slot: new WebAssembly.Global({ value: "i32", mutable: false }, 1),
      incref: (object: number) => counts.incref(object),
      decref: (object: number) => counts.decref(object) ? 1 : 0,
      tryIncref: (object: number) => counts.tryIncref(object) ? 1 : 0,
      safepoint: () => counts.safepoint(() => {}),
    },
  });
  const run = instance.exports.run as (pairs: number) => void;
  run(PAIRS / 8);
  const start = performance.now();
  run(PAIRS);
  return (performance.now() - start) * 1e6 / PAIRS;
}

/** The combination that a strategy is run under: the parallel lock where it is right there. */
function combinationOf(refcount: string): Combination {
  const lock = isAllowed("object", refcount) ? "object" : "timeout";
  return { title: `${lock} + ${refcount}`, lock, refcount };
}

async function runs(combination: Combination, args: string[], repeat: number, column = 0): Promise<number> {
  const found: number[] = [];
  for (let round = 0; round < repeat; round++) {
    progress(`${combination.title}, ${args[0]} ...`);
    found.push(Number((await runOnce(combination, FILE, args)).stdout.trim().split(" ")[column]));
  }
  return median(found);
}

/** See the module documentation. */
export const refcount: Experiment = {
  name: "refcount",
  title: "what each way to count costs: an operation, programs, and how late objects die",
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    const microseconds = (value: number) => Number.isFinite(value) ? `${value.toFixed(0)} us` : "not yet";
    for (const name of Object.keys(REFCOUNTS)) {
      progress(`${name} ...`);
      const pairs = [
        median([1, 2, 3].map(() => typescriptPair(name))),
        median([1, 2, 3].map(() => wasmPair(name))),
      ];
      const combination = combinationOf(name);
      const alone = await runs(combination, ["alone", ROUNDS], repeat);
      const one = await runs(combination, ["shared", ROUNDS, "1"], repeat);
      const two = await runs(combination, ["shared", ROUNDS, "2"], repeat);
      const half = await runs(combination, ["latency", DEATHS], repeat);
      const worst = await runs(combination, ["latency", DEATHS], repeat, 1);
      const changes = PROGRAMS.map((program) => {
        progress(`${name}, ${program} ...`);
        return countOperations(name, program).changes;
      });
      rows.push([
        combination.title,
        ...pairs.map((ns) => `${ns.toFixed(1)} ns`),
        ...[alone, one, two].map((ms) => `${ms.toFixed(0)} ms`),
        ...[half, worst].map(microseconds),
        ...changes.map((value) => Math.max(0, value).toFixed(2)),
      ]);
      bars.push([name, pairs]);
    }
    progress("");
    return {
      table: rowsOf(
        [
          "strategies",
          "pair, TypeScript",
          "WebAssembly",
          "alone",
          "shared, 1 thread",
          "2 threads",
          "dies after",
          "at worst",
          ...PROGRAMS.map((program) => `${program}: changes`),
        ],
        1,
        rows,
      ),
      plot: barPlot({
        title: "An increment and a decrement",
        yLabel: "nanoseconds",
        bars: ["TypeScript", "WebAssembly"],
        groups: bars,
      }),
    };
  },
};
