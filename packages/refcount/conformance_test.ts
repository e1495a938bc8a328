import { assertEquals, assertThrows } from "@std/assert";
import * as strategies from "./mod.ts";
import { emitted } from "./emitted.ts";
import Tallied from "./template.ts";
import { CASES, isFor, makeBench, type StrategyMaker } from "./conformance.ts";

const makers: readonly StrategyMaker[] = [
  strategies.Plain,
  strategies.Atomic,
  strategies.Biased,
  strategies.Deferred,
  strategies.Buffered,
  strategies.Side,
  strategies.Tracing,
  Tallied,
];

for (const maker of makers) {
  for (const emit of [false, true]) {
    for (const test of CASES) {
      const { name, constraints } = makeBench(maker).one;
      if (!isFor(test, constraints, emit && maker === Tallied)) continue;
      Deno.test(`${name}${emit ? ", emitted" : ""}: ${test.name}`, () =>
        test.run(makeBench(maker, { emitted: emit })));
    }
  }
}

Deno.test("the conformance suite catches a strategy that forgets a reference", () => {
  class Forgetful extends strategies.Plain {
    #skip = 0;
    override incref(object: number): void {
      if (++this.#skip % 10 !== 0) super.incref(object);
    }
  }
  assertThrows(
    () => CASES.find(({ name }) => name.startsWith("as many"))?.run(makeBench(Forgetful)),
    Error,
    "no death",
  );
});

Deno.test("biased: a slot out of range is refused with its number", () => {
  assertThrows(
    () =>
      new strategies.Biased({
        words: new Int32Array(4),
        atomics: Atomics,
        slot: 300,
        region: 0,
        setBreaker: () => {},
      }),
    strategies.RefcountError,
    "300",
  );
});

Deno.test("the template tallies what its slot counts", () => {
  const words = new Int32Array(new SharedArrayBuffer(4096));
  const counts = new Tallied({ words, atomics: Atomics, slot: 2, region: 1024, setBreaker: () => {} });
  counts.init(512);
  counts.incref(512);
  counts.incref(512);
  counts.decref(512);
  assertEquals(counts.tally, [2, 1]);
});

Deno.test("borrowing is for objects that nobody else can destroy", () => {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 16, shared: true });
  const words = new Int32Array(memory.buffer);
  const borrowable = (
    maker: StrategyMaker,
    slot: number,
    prepare: (strategy: strategies.RefcountStrategy) => void,
  ) => {
    words.fill(0);
    words[1024 >>> 2] = 9;
    const make = (slot: number) =>
      new maker({ words, atomics: Atomics, slot, region: 8192, setBreaker: () => {} });
    const owner = make(1);
    owner.init(1024);
    prepare(owner);
    return emitted(make(slot), memory, slot).borrow(1024);
  };
  const nothing = () => {};
  const immortal = (strategy: strategies.RefcountStrategy) => strategy.immortalise(1024);
  // Of: one thread at a time; its own object; another's; an immortal one of another's.
  assertEquals(borrowable(strategies.Plain, 2, nothing), true);
  assertEquals(borrowable(strategies.Biased, 1, nothing), true);
  assertEquals(borrowable(strategies.Biased, 2, nothing), false);
  assertEquals(borrowable(strategies.Biased, 2, immortal), true);
  assertEquals(borrowable(strategies.Atomic, 1, nothing), false);
  assertEquals(borrowable(strategies.Atomic, 1, immortal), true);
  assertEquals(borrowable(Tallied, 1, immortal), false);
});
