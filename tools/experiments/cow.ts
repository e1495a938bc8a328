/**
 * Copy-on-write: a heap with a large graph is mapped by a child that only reads it. How much of it becomes the child's own?
 * What is mapped is the kernel's own mapping of a file, private to the reader, and what is told is the kernel's accounting.
 *
 * @module
 */
import { HeapMemory, PAGE_BYTES, REFCOUNT_REGION, ThreadHeap, walkObjects } from "@orochi/heap";
import { LOCKS, REFCOUNTS } from "@orochi/runtime";
import { bootstrapTypes, endThread, runSource, startThread, type Vm } from "@orochi/vm";
import { DenoHost } from "../../packages/runtime/deno_host.ts";
import { makeVm } from "../../packages/runtime/program.ts";
import { noThreads } from "../../packages/runtime/worker_threads.ts";
import { barPlot } from "../plot.ts";
import { progress } from "../runs.ts";
import { type Experiment, rowsOf } from "./experiment.ts";

const RECORDS = 50_000;
const RESERVE_BYTES = 512 << 20;
const PYTHON = new URL("./cow_python.py", import.meta.url).pathname;

const BUILD = `
class Record:
    def __init__(self, i):
        self.id = i
        self.name = "record %d" % i
        self.parts = [i, i + 1]
graph = [Record(i) for i in range(${RECORDS})]
`;
const READ = `
def read(graph):
    total = 0
    for _ in range(3):
        for record in graph:
            total += record.id + len(record.name) + len(record.parts)
    return total
read(graph)
`;

/** `mmap`: read and write, private, at a fixed address. */
const PROT = 3, MAP_PRIVATE_FIXED = 0x12;

/** One thread's machine over a memory. */
function machine(memory: HeapMemory, refcount: string): Vm {
  const lock = new LOCKS.timeout({ memory, atomics: Atomics, slot: 1, now: () => performance.now() });
  const heap = new ThreadHeap(memory, 1);
  const rc = new REFCOUNTS[refcount]({
    words: memory.i32,
    atomics: Atomics,
    slot: 1,
    region: REFCOUNT_REGION,
    setBreaker: (slot) => lock.setBreaker(slot, 4),
    stopTheWorld: () => lock.stopTheWorld(),
    startTheWorld: () => lock.startTheWorld(),
    reserve: (bytes) => heap.allocRaw(bytes),
  });
  return makeVm({ memory, heap, rc, lock }, 1, new DenoHost(), noThreads, { argv: [], path: [] });
}

function execute(vm: Vm, source: string, name: string): void {
  const result = runSource(vm, source, name, "exec", vm.builtins, vm.builtins);
  if (result === 0) throw new Error(`${name}: ${vm.js(vm.repr(vm.takeError()))}`);
  vm.decref(result);
}

/** Makes everything that the parent has immortal, through what `orochi.immortalize` uses. */
function immortalise(vm: Vm, memory: HeapMemory): void {
  const { i32 } = memory;
  for (const object of objectsOf(memory)) if (i32[object >>> 2] !== 0) vm.rc.immortalise(object);
}

function objectsOf(memory: HeapMemory): number[] {
  const found: number[] = [];
  walkObjects(memory, (object) => found.push(object));
  return found;
}

/** KiB of a mapping of a file that are the process's own: copies, which belong to no file. */
function privateKiB(address: bigint, bytes: number): number {
  let inside = false, sum = 0;
  for (const line of Deno.readTextFileSync("/proc/self/smaps").split("\n")) {
    const range = /^([0-9a-f]+)-([0-9a-f]+) /.exec(line);
    if (range !== null) {
      const start = BigInt(`0x${range[1]}`);
      inside = start >= address && start < address + BigInt(bytes);
    } else if (inside && line.startsWith("Anonymous:")) sum += Number(line.split(/\s+/)[1]);
  }
  return sum;
}

/** What a reader of the graph makes its own of the parent's memory, in KiB; and how large that is. */
function readByChild(refcount: string, immortal: boolean, collect: boolean): [own: number, all: number] {
  const { headerBytes, table = false } = new REFCOUNTS[refcount]({
    words: new Int32Array(new SharedArrayBuffer(4096)),
    atomics: Atomics,
    slot: 1,
    region: 0,
    setBreaker: () => {},
  }).constraints;
  const parent = HeapMemory.create({ reserveBytes: RESERVE_BYTES, headerBytes, table });
  const vm = machine(parent, refcount);
  if (!startThread(vm, 1)) throw new Error("Cannot start as the heap is too small");
  bootstrapTypes(vm);
  execute(vm, BUILD, "build.py");
  if (immortal) immortalise(vm, parent);
  endThread(vm);

  const file = Deno.makeTempFileSync({ dir: "/dev/shm" });
  const libc = Deno.dlopen("libc.so.6", {
    mmap: { parameters: ["usize", "usize", "i32", "i32", "i32", "i64"], result: "usize" },
    open: { parameters: ["buffer", "i32"], result: "i32" },
    close: { parameters: ["i32"], result: "i32" },
  });
  try {
    const end = Math.ceil((parent.peakBytes + 0x100000) / PAGE_BYTES) * PAGE_BYTES;
    const tableAt = RESERVE_BYTES / 4 * 3;
    const parts: [at: number, bytes: number][] = table ? [[0, end], [tableAt, end / 4]] : [[0, end]];
    using out = Deno.openSync(file, { write: true });
    for (const [at, bytes] of parts) out.writeSync(parent.u8.slice(at, at + bytes));
    const child = HeapMemory.create({ reserveBytes: RESERVE_BYTES, headerBytes, table });
    const address = Deno.UnsafePointer.value(
      Deno.UnsafePointer.of(new Uint8Array(child.memory.buffer as unknown as ArrayBuffer)),
    );
    const fd = libc.symbols.open(new TextEncoder().encode(`${file}\0`), 0);
    let offset = 0n;
    for (const [at, bytes] of parts) {
      libc.symbols.mmap(BigInt(address) + BigInt(at), BigInt(bytes), PROT, MAP_PRIVATE_FIXED, fd, offset);
      offset += BigInt(bytes);
    }
    libc.symbols.close(fd);
    const reader = machine(HeapMemory.attach(child.memory), refcount);
    if (!startThread(reader, 1)) throw new Error("Cannot start as the heap is too small");
    reader.attachNames();
    const count = () =>
      parts.reduce((sum, [at, bytes]) => sum + privateKiB(BigInt(address) + BigInt(at), bytes), 0);
    const before = count();
    execute(reader, READ, "read.py");
    if (collect) reader.collector.collect(2);
    const own = count() - before;
    endThread(reader);
    return [own, end / 1024];
  } finally {
    Deno.removeSync(file);
    libc.close();
  }
}

async function python(how: string): Promise<number | null> {
  try {
    const { code, stdout } = await new Deno.Command("python3", { args: [PYTHON, `${RECORDS}`, how] })
      .output();
    return code === 0 ? Number(new TextDecoder().decode(stdout)) : null;
  } catch {
    return null;
  }
}

/** See the module documentation. */
export const cow: Experiment = {
  name: "cow",
  title: "memory that a child which only reads its parent's objects makes its own",
  async run() {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    for (const refcount of ["plain", "biased", "side"]) {
      const found: number[] = [];
      for (const immortal of [false, true]) {
        for (const collect of [false, true]) {
          progress(`${refcount}, ${immortal ? "immortal" : "mortal"} ...`);
          const [own, all] = readByChild(refcount, immortal, collect);
          rows.push([
            refcount,
            immortal ? "immortal" : "mortal",
            collect ? "runs" : "off",
            `${own} KiB`,
            `${all} KiB`,
            `${(own / all * 100).toFixed(1)} %`,
          ]);
          if (collect) found.push(own);
        }
      }
      bars.push([refcount, found]);
    }
    for (
      const [how, objects, collector] of [
        ["off", "mortal", "off"],
        ["on", "mortal", "runs"],
        ["frozen", "gc.freeze()", "runs"],
      ]
    ) {
      const own = await python(how);
      if (own !== null) rows.push(["python3", objects, collector, `${own} KiB`, "", ""]);
      if (own !== null && how !== "off") {
        bars.push([how === "on" ? "python3" : "python3, frozen", [own, own]]);
      }
    }
    progress("");
    return {
      table: rowsOf(["counts", "objects", "collector", "made its own", "mapped", "part"], 3, rows),
      plot: barPlot({
        title: `A child reads ${RECORDS} objects three times`,
        yLabel: "KiB of memory of its own",
        bars: ["mortal", "immortal"],
        groups: bars,
      }),
    };
  },
};
