/**
 * Memory that runs out at any allocation: of each program every allocation is made to fail in turn, and all that follow it.
 * It raises MemoryError, the heap is whole, every count is right, and nothing of the attempt is left.
 */
import { assert, assertEquals } from "@std/assert";
import { checkHeap, heapStatistics } from "@orochi/heap";
import { checkCounts } from "./check_counts.ts";
import { DenoHost } from "./deno_host.ts";
import { makeMain } from "./main_module.ts";
import { finishMain, makeVm, startMain } from "./program.ts";
import { assemble } from "./strategies.ts";
import { noThreads } from "./worker_threads.ts";
import { endThread, runSource, type Vm } from "@orochi/vm";

/** Functions `work()`; the areas whose allocations are tried. */
const PROGRAMS: Readonly<Record<string, string>> = {
  containers: `
def work():
    a = [i * 1.5 for i in range(20)]
    d = {str(i): (i, [i]) for i in range(10)}
    s = {x for x in a} | {1, 2}
    d.update(x=1, y=2); a.extend(d); a.insert(3, s); a += (1, 2)
    b = a[2:9] + list(d.items()) + sorted(map(str, s))
    t = tuple(b); t = t * 2 + (1,)
    d2 = dict(zip(range(30), t)); d2 |= d; d2.setdefault("k", []).append(d2.copy())
    return [*b, *t], {**d, "z": b.copy()}
`,
  text: `
def work():
    s = "x" * 70
    for i in range(30): s += str(i)
    u = s + "\\u20ac" + s.upper(); parts = u.split("1"); j = "-".join(parts)
    f = f"{j!r:>200} {len(j):x} {3.25:.3f}" + "%s %5d %r" % ("a", 3, [1, "b"]) + "{0} {k}".format(1, k=u)
    b = u.encode(); v = bytes(bytearray(b)[3:50]); w = b.decode().replace("2", "two").strip("x")
    return f.find("3"), int(str(2 ** 200)) * 3 ** 50 // 7, hash(w), repr(v), v.hex(), w.title(), w.translate({120: "yy"})
`,
  classes: `
def work():
    class Base:
        kind = "base"
        def __init__(self, n): self.n = n; self.more = [n]
        def __repr__(self): return f"<{self.n}>"
        @property
        def double(self): return self.n * 2
    class Slots(Base):
        __slots__ = ("p", "q")
        def __init__(self, n): super().__init__(n); self.p = self; self.q = n
        @classmethod
        def make(cls, *args, **kwargs): return cls(*args)
    class E(Exception): pass
    objects = [Base(i) for i in range(5)] + [Slots.make(i, key=1) for i in range(5)]
    for i, o in enumerate(objects): setattr(o, "extra%d" % i, o.double); o.__dict__
    for o in objects:
        try: raise E(o) from ValueError(repr(o))
        except E as e: e.add_note("note")
        if isinstance(o, Slots): o.p = None
    return objects, type("T", (Base,), {"x": 1})(3)
`,
  calls: `
def work():
    def adder(n):
        def add(*args, k=2, **kwargs): return n + sum(args) + k + len(kwargs)
        return add
    def gen(n):
        try:
            for i in range(n): got = yield (i, str(i) * 3)
        finally: n = [n]
    fs = [adder(i) for i in range(6)]
    out = [f(*range(5), k=3, x=1) for f in fs] + [(lambda *a, **k: (a, k))(1, 2, z=3)]
    g = gen(8); out += [next(g), next(g)]; g.close(); out += list(gen(4)) + list(x for y in gen(3) for x in y)
    with memoryview(bytearray(10)) as m: out.append(m[2:5].tobytes())
    a, *b = out; out.append(max(b, key=repr)); out.append(sorted(b, key=repr, reverse=True))
    match {"k": [1, 2, {"z": a}]}:
        case {"k": [x, *y], **rest}: out.append((x, y, rest))
    return out, [*zip(*[iter(range(9))] * 3)], list(filter(None, out))
`,
};

/** After so many faults the heap is looked through. */
const STEP = Number(Deno.env.get("OROCHI_STEP") ?? 32);
/** More allocations than any of the programs makes. */
const MANY = 1 << 20;

/** Objects that are no garbage. */
function census(vm: Vm): number {
  vm.collector.collect(2);
  return heapStatistics(vm.memory).objects;
}

/** Runs `work` once for each of its allocations, which fails then. Returns how many there are. */
function exhaust(vm: Vm, work: number): number {
  // Without faults first, so that caches and types are there.
  for (let i = 0; i < 4; i++) vm.decref(vm.call(work));
  vm.heap.failAfter(MANY);
  vm.decref(vm.call(work));
  const count = MANY - vm.heap.failAfter(-1);
  const problems: string[] = [];
  let before = 0;
  for (let n = 0; n < count; n++) {
    vm.heap.failAfter(n);
    const result = vm.call(work);
    vm.heap.failAfter(-1);
    // Where it can do without the memory it does.
    if (result !== 0) vm.decref(result);
    else if (!vm.matches("MemoryError")) {
      const error = vm.takeError();
      problems.push(`allocation ${n} fails with ${vm.typeName(error)}`);
      vm.decref(error);
    }
    vm.clearError();
    if (n % STEP !== 0) continue;
    checkHeap(vm.memory);
    const objects = census(vm);
    if (n > STEP && objects > before) {
      problems.push(`${objects - before} objects are left of allocations ${n - STEP + 1} to ${n}`);
    }
    before = objects;
  }
  assertEquals(problems, []);
  return count;
}

for (const [lock, refcount, jit] of [["timeout", "plain", false], ["object", "biased", true]] as const) {
  for (const [name, source] of Object.entries(PROGRAMS)) {
    Deno.test(`${name} under ${lock} and ${refcount}: each allocation fails in turn`, () => {
      const options = { argv: [], path: [], jit: jit ? { functionThreshold: 2, loopThreshold: 2 } : false };
      const vm = makeVm(assemble(refcount, lock, 64 << 20), 1, new DenoHost(), noThreads, options);
      startMain(vm);
      const globals = makeMain(vm);
      vm.decref(runSource(vm, source, `${name}.py`, "exec", globals, globals));
      const count = exhaust(vm, vm.dictGetStr(globals, "work"));
      assert(count > 60, `${count} allocations`);
      assertEquals(finishMain(vm), true);
      endThread(vm);
      checkHeap(vm.memory);
      assertEquals(checkCounts(vm), null);
    });
  }
}
