import { assert, assertMatch } from "@std/assert";
import { Plain } from "@orochi/refcount";
import { type Address, type LockContext, OBJECT_LOCK_BITS, PerObject, SINGLE } from "@orochi/gil";
import { checkCounts, checkLocks, DenoHost, LOCKS, REFCOUNTS, runProgram } from "@orochi/runtime";

/** A program that leaves a list with three references to an object of its own class. */
const SOURCE = `
import builtins
class Marked: pass
builtins.kept = [Marked()] * 3
for i in range(100): builtins.kept.append(i)
`;

/** Runs the program under strategies that take the place of two others; what the checks of the heap say. */
function findings(strategies: { plain?: typeof Plain; object?: typeof PerObject }): string | null {
  const counts = REFCOUNTS as { plain: typeof Plain }, locks = LOCKS as { object: typeof PerObject };
  const real = { plain: counts.plain, object: locks.object };
  counts.plain = strategies.plain ?? real.plain;
  locks.object = strategies.object ?? real.object;
  let found: string | null = null;
  try {
    runProgram({
      refcount: strategies.object === undefined ? "plain" : "biased",
      lock: strategies.object === undefined ? "timeout" : "object",
      reserveBytes: 64 << 20,
      argv: ["x"],
      path: [],
      host: new DenoHost(),
      source: SOURCE,
      filename: "x.py",
      inspect: (_memory, vm) => found = checkLocks(vm) ?? checkCounts(vm),
    });
  } finally {
    counts.plain = real.plain;
    locks.object = real.object;
  }
  return found;
}

Deno.test("a strategy that counts too much is caught with the object, its type, its count and the references found", () => {
  class Generous extends Plain {
    #increments = 0;
    override incref(object: number): void {
      // One more than the references: the object is never given too little.
      super.incref(object);
      if (++this.#increments % 500 === 0) super.incref(object);
    }
  }
  assertMatch(findings({ plain: Generous }) ?? "", /\w+ at 0x[0-9a-f]+.* counts \d+ references but has \d+/);
});

Deno.test("a strategy that keeps what was given up is caught likewise", () => {
  class Keeping extends Plain {
    #decrements = 0;
    override decref(object: number): boolean {
      return ++this.#decrements % 500 === 0 ? false : super.decref(object);
    }
  }
  assertMatch(findings({ plain: Keeping }) ?? "", /\w+ at 0x[0-9a-f]+.* counts \d+ references but has \d+/);
});

Deno.test("a lock strategy that leaves an object locked is caught with the object and its type", () => {
  class Clinging extends PerObject {
    readonly #words: Int32Array;
    #last: Address = 0;
    #sections = 0;
    constructor(context: LockContext) {
      super(context);
      this.#words = context.memory.i32;
    }
    override begin(object: Address): void {
      super.begin(object);
      this.#last = object;
    }
    override end(): void {
      super.end();
      // With one thread nobody waits for it.
      assert(this.#words[SINGLE] === 1);
      if (++this.#sections === 50) this.#words[this.#last >>> 2] |= OBJECT_LOCK_BITS;
    }
  }
  assertMatch(
    findings({ object: Clinging }) ?? "",
    /\w+ at 0x[0-9a-f]+.* is locked, though no thread is left/,
  );
});

Deno.test("the strategies themselves are found to be right", () => {
  assert(findings({}) === null);
  assert(findings({ object: PerObject }) === null);
});
