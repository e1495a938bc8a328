import { assertThrows } from "@std/assert";
import * as strategies from "./mod.ts";
import { CASES, makeBench, type StrategyMaker } from "./conformance.ts";

const makers = [strategies.Plain, strategies.Atomic, strategies.Biased] as StrategyMaker[];

for (const maker of makers) {
  for (const emitted of [false, true]) {
    for (const test of CASES) {
      const { name, constraints } = makeBench(maker).one;
      if (test.parallel && constraints.needs === "serialised") continue;
      Deno.test(`${name}${emitted ? ", emitted" : ""}: ${test.name}`, () =>
        test.run(makeBench(maker, { emitted })));
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
  assertThrows(() => CASES[1].run(makeBench(Forgetful)), Error, "no death");
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
