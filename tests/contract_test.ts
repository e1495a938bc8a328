import { assert } from "@std/assert";
import { REFCOUNTS } from "@orochi/runtime";
import { Plain } from "@orochi/refcount";
import { checkCounts, DenoHost, runProgram } from "@orochi/runtime";

/** A program that leaves a list with three references to an object of its own class. */
const SOURCE = `
import builtins
class Marked: pass
builtins.kept = [Marked()] * 3
`;

/** Runs the program under a strategy that takes the place of plain counting; what the check of the heap says. */
function findings(maker: typeof Plain): string | null {
  const registry = REFCOUNTS as { plain: typeof Plain };
  const real = registry.plain;
  registry.plain = maker;
  let found: string | null = null;
  try {
    runProgram({
      refcount: "plain",
      lock: "timeout",
      reserveBytes: 64 << 20,
      argv: ["x"],
      path: [],
      host: new DenoHost(),
      source: SOURCE,
      filename: "x.py",
      inspect: (_memory, vm) => found = checkCounts(vm),
    });
  } finally {
    registry.plain = real;
  }
  return found;
}

Deno.test("a strategy that forgets a reference is caught with the object, its type, its count and the references found", () => {
  class Forgetful extends Plain {
    #increments = 0;
    override incref(object: number): void {
      // One more than the references: the object is never given too little.
      super.incref(object);
      if (++this.#increments % 500 === 0) super.incref(object);
    }
  }
  const found = findings(Forgetful);
  assert(found !== null && /at 0x[0-9a-f]+.* counts \d+ references but has \d+/.test(found), `${found}`);
});

Deno.test("the strategy itself is found to be right", () => {
  const found = findings(Plain);
  assert(found === null, `${found}`);
});
