import { assertEquals } from "@std/assert";
import { checkHeap } from "@orochi/heap";
import { checkCounts, DenoHost, REFCOUNTS, runProgram } from "@orochi/runtime";
import type { HostError } from "@orochi/vm";

class Output extends DenoHost {
  text = "";
  override write(_fd: number, bytes: Uint8Array): HostError | null {
    this.text += new TextDecoder().decode(bytes);
    return null;
  }
}

/** Runs a program under the lock that goes with every counting strategy; the heap is whole afterwards. */
function run(refcount: string, source: string): string {
  const host = new Output();
  runProgram({
    refcount,
    lock: "timeout",
    reserveBytes: 128 << 20,
    argv: ["x"],
    path: [],
    host,
    source,
    filename: "x.py",
    inspect: (memory, vm) => {
      checkHeap(memory);
      assertEquals(checkCounts(vm), null);
    },
  });
  return host.text;
}

for (const refcount of Object.keys(REFCOUNTS)) {
  Deno.test(`${refcount}: an object that the program made immortal is not counted, with all it reaches if asked`, () => {
    const source = `
import gc, orochi
class Node: pass
ring = [Node() for _ in range(10)]
for i, node in enumerate(ring):
    node.next, node.name = ring[i - 1], "name %d" % i
print(orochi.is_immortal(ring), orochi.immortalize(ring), orochi.immortalize(ring))
print(orochi.is_immortal(ring), orochi.is_immortal(ring[0]), orochi.is_immortal(5))
print(orochi.immortalize(ring[0], deep=True) >= 20, orochi.is_immortal(ring[5].name))
gc.collect()
print(ring[3].next.name, orochi.heap()["immortal_objects"] > 0)
ring[3].next = None
ring.clear()
del ring, node
gc.collect()
print(orochi.strategies()["refcount"], orochi.pauses()["collections"] > 0)
`;
    assertEquals(
      run(refcount, source),
      `False 1 0\nTrue False True\nTrue True\nname 2 True\n${refcount} True\n`,
    );
  });
}

Deno.test("no strategy but the tracing one needs a collection for what is no cycle, when it has settled its counts", () => {
  const source = `
import orochi, weakref
class Node: pass
node = Node()
reference = weakref.ref(node)
del node
orochi.settle()
print(reference() is None)
`;
  for (const refcount of Object.keys(REFCOUNTS)) {
    assertEquals([refcount, run(refcount, source)], [
      refcount,
      `${refcount !== "tracing" ? "True" : "False"}\n`,
    ]);
  }
});
