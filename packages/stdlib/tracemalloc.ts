/**
 * `_tracemalloc`: which lines of the program allocate what, for `tracemalloc`.
 *
 * While it traces, the calling Worker's allocator is wrapped: each block that is handed out is noted with the frames that
 * run then. Hot code is not compiled meanwhile, as compiled code allocates without asking anybody; what was compiled
 * before, and other threads, go unseen.
 *
 * @module
 */
import { CODE_FILENAME, NONE, type Value } from "@orochi/object";
import {
  currentFrame,
  currentLine,
  FRAME_CODE,
  FRAME_PREVIOUS,
  type JitHooks,
  nativeFunction,
  type NativeModule,
  type Vm,
} from "@orochi/vm";

/** Most frames of a trace. */
const MOST_FRAMES = 65535;

/** The frames of an allocation, innermost first: file name (a str that lives for ever) and line, by turns. */
type Site = readonly number[];

interface Block {
  readonly bytes: number;
  readonly site: Site;
}

/** What one Worker's allocations are noted in. */
class Tracer {
  readonly blocks: Map<number, Block> = new Map();
  current = 0;
  peak = 0;
  readonly #jit: JitHooks | null;

  constructor(readonly vm: Vm, readonly frames: number) {
    this.#jit = vm.jit;
    vm.jit = null;
    const { heap } = vm, extra = vm.memory.headerBytes;
    const allocObject = heap.allocObject.bind(heap), freeObject = heap.freeObject.bind(heap);
    const allocRaw = heap.allocRaw.bind(heap), freeRaw = heap.freeRaw.bind(heap);
    const reallocRaw = heap.reallocRaw.bind(heap);
    heap.allocObject = (bytes) => this.#note(allocObject(bytes), extra);
    heap.allocRaw = (bytes) => this.#note(allocRaw(bytes), 0);
    heap.freeObject = (address) => {
      this.#forget(address);
      freeObject(address);
    };
    heap.freeRaw = (address) => {
      this.#forget(address);
      freeRaw(address);
    };
    heap.reallocRaw = (address, bytes) => {
      const moved = reallocRaw(address, bytes);
      if (moved !== 0) {
        this.#forget(address);
        this.#note(moved, 0);
      }
      return moved;
    };
  }

  #note(address: number, extra: number): number {
    if (address === 0) return 0;
    this.#forget(address);
    const bytes = this.vm.heap.usableBytes(address) + extra;
    this.blocks.set(address, { bytes, site: this.#site() });
    this.current += bytes;
    if (this.current > this.peak) this.peak = this.current;
    return address;
  }

  #forget(address: number): void {
    const block = this.blocks.get(address);
    if (block === undefined) return;
    this.current -= block.bytes;
    this.blocks.delete(address);
  }

  #site(): Site {
    const { vm } = this, site: number[] = [];
    for (let frame = currentFrame(vm); frame !== 0 && site.length < 2 * this.frames;) {
      const code = vm.i32[(frame >>> 2) + FRAME_CODE];
      site.push(vm.i32[(code + CODE_FILENAME) >>> 2], currentLine(vm, frame));
      frame = vm.i32[(frame >>> 2) + FRAME_PREVIOUS];
    }
    return site;
  }

  /** Gives the allocator back. */
  stop(): void {
    const { heap } = this.vm as { heap: Partial<Vm["heap"]> };
    delete heap.allocObject;
    delete heap.allocRaw;
    delete heap.freeObject;
    delete heap.freeRaw;
    delete heap.reallocRaw;
    this.vm.jit = this.#jit;
  }
}

const tracers: WeakMap<Vm, Tracer> = new WeakMap();

function framesOf(vm: Vm, site: Site): Value {
  const frames: Value[] = [];
  for (let i = 0; i < site.length; i += 2) {
    frames.push(vm.newTuple([vm.keep(site[i]), vm.newInt(site[i + 1])]));
  }
  return vm.newTuple(frames);
}

function start(vm: Vm, a: number): Value {
  const frames = vm.i32[a] === 0 ? 1 : vm.index(vm.i32[a]);
  if (Number.isNaN(frames)) return 0;
  if (frames < 1 || frames > MOST_FRAMES) {
    return vm.raiseValue(`the number of frames must be in range [1; ${MOST_FRAMES}]`);
  }
  if (!tracers.has(vm)) tracers.set(vm, new Tracer(vm, frames));
  return NONE;
}

function traces(vm: Vm): Value {
  const tracer = tracers.get(vm);
  // What is made here is not to be found here.
  const blocks = tracer === undefined ? [] : [...tracer.blocks.values()];
  return vm.newList(
    blocks.map(({ bytes, site }) =>
      vm.newTuple([vm.newInt(0), vm.newInt(bytes), framesOf(vm, site), vm.newInt(site.length / 2)])
    ),
  );
}

/** The module. */
export const tracemallocModule: NativeModule = {
  name: "_tracemalloc",
  doc: "Debug module to trace memory blocks allocated by Python.",
  functions: [
    nativeFunction("start", "(nframe=1, /)", start, "Start tracing Python memory allocations."),
    nativeFunction("stop", "()", (vm) => {
      tracers.get(vm)?.stop();
      tracers.delete(vm);
      return NONE;
    }, "Stop tracing Python memory allocations."),
    nativeFunction("is_tracing", "()", (vm) => vm.bool(tracers.has(vm))),
    nativeFunction("clear_traces", "()", (vm) => {
      const tracer = tracers.get(vm);
      tracer?.blocks.clear();
      if (tracer !== undefined) tracer.current = tracer.peak = 0;
      return NONE;
    }),
    nativeFunction("get_traceback_limit", "()", (vm) => vm.newInt(tracers.get(vm)?.frames ?? 1)),
    nativeFunction("get_traced_memory", "()", (vm) => {
      const tracer = tracers.get(vm);
      return vm.newTuple([vm.newInt(tracer?.current ?? 0), vm.newInt(tracer?.peak ?? 0)]);
    }),
    nativeFunction("reset_peak", "()", (vm) => {
      const tracer = tracers.get(vm);
      if (tracer !== undefined) tracer.peak = tracer.current;
      return NONE;
    }),
    // What is noted lies in the engine's memory, not in the heap.
    nativeFunction("get_tracemalloc_memory", "()", (vm) => vm.newInt(0)),
    nativeFunction("_get_traces", "()", traces),
    nativeFunction("_get_object_traceback", "(obj, /)", (vm, a) => {
      const site = (vm.i32[a] & 1) === 1 ? undefined : tracers.get(vm)?.blocks.get(vm.i32[a])?.site;
      return site === undefined ? NONE : framesOf(vm, site);
    }),
  ],
};
