import { assertEquals, assertMatch } from "@std/assert";
import { walkObjects } from "@orochi/heap";
import { VERSION_ADDRESS } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { checkCounts } from "./check_counts.ts";
import { DenoHost } from "./deno_host.ts";
import { runProgram } from "./program.ts";

/** What the check says once a program has ended and one word is as given; of an object that is counted then. */
function checked(change: (vm: Vm, object: number) => void): string | null {
  let said: string | null = null;
  runProgram({
    host: new DenoHost(),
    jit: false,
    refcount: "plain",
    lock: "timeout",
    reserveBytes: 64 << 20,
    source: "x = 1\n",
    filename: "program.py",
    argv: [""],
    path: [],
    inspect: (_memory, vm) => {
      let counted = 0;
      walkObjects(vm.memory, (object) => {
        if (vm.rc.count(object) > 0) counted = object;
      });
      change(vm, counted);
      said = checkCounts(vm);
    },
  });
  return said;
}

Deno.test("a count that is not the number of references is told, of what object", () => {
  assertEquals(checked(() => {}), null);
  assertMatch(
    checked((vm, object) => vm.incref(object)) ?? "",
    /^1 counts are wrong: \w+ at 0x[0-9a-f]+ .*counts \d+ references but has \d+$/s,
  );
});

Deno.test("a version that is the address of an object is no reference to it", () => {
  assertEquals(checked((vm, object) => void (vm.i32[VERSION_ADDRESS >>> 2] = object)), null);
});
