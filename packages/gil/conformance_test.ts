import { assertThrows } from "@std/assert";
import { LOCK_CASES, type LockMaker, makeLockBench } from "./conformance.ts";
import * as strategies from "./mod.ts";
import Baton from "./template.ts";

const makers: readonly LockMaker[] = [
  strategies.Timeout,
  strategies.Tick,
  strategies.Priority,
  strategies.Adaptive,
  strategies.PerObject,
  strategies.Subsystem,
  strategies.withOptions(strategies.Subsystem, "all"),
  strategies.withOptions(strategies.Subsystem, "containers,library"),
  Baton,
];

for (const maker of makers) {
  for (const emitted of [false, true]) {
    for (const test of LOCK_CASES) {
      const name = makeLockBench(maker).one.name;
      Deno.test(`${name}${emitted ? ", emitted" : ""}: ${test.name}`, () =>
        test.run(makeLockBench(maker, { emitted })));
    }
  }
}

Deno.test("the conformance suite catches a lock that a section leaves behind", () => {
  class Forgetful extends strategies.PerObject {
    #left = 2;
    override end(): void {
      if (this.#left-- > 0) super.end();
    }
  }
  const nesting = LOCK_CASES.find((test) => test.name.startsWith("sections nest"))!;
  assertThrows(() => nesting.run(makeLockBench(Forgetful)), Error, "clear lock bits");
});
