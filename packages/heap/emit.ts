/**
 * The allocator's fast paths as WebAssembly, for code that is compiled at run time: the same words, the same
 * steps as `ThreadHeap.allocObject` and `freeObject`, and a call of the TypeScript method for everything else.
 *
 * @module
 */
import { type FunctionBuilder, I32, type WasmModule } from "@orochi/wasm";
import { CONTROL } from "./heap_memory.ts";
import { HEAP_CONTROL, PAGE_BYTES, THREAD_BLOCK_BYTES, THREAD_BLOCKS } from "./memory_map.ts";
import { KIND_OBJECT, KIND_RAW, PAGE, TAG_OWNER_SHIFT } from "./page.ts";
import { CLASS_OF_UNITS, MAX_SMALL_BYTES } from "./size_classes.ts";
import { OBJECT_PAGES, RAW_PAGES } from "./thread_heap.ts";

/** What the emitted functions are made for. */
export interface EmitOptions {
  /** Bytes before each object, as the heap has them: 0, 4 or 8. */
  readonly headerBytes: number;
  /**
   * Index of the function that does what the fast path can't; usually an import of the method of
   * {@linkcode ThreadHeap}. For allocation `(bytes: i32) -> i32`, for freeing `(address: i32) -> ()`.
   */
  readonly slow: number;
}

/** Writes: pop a block of the page in local `page`, else call `slow`; leaves the address on the stack. */
function emitPop(f: FunctionBuilder, page: number, head: number, slow: () => void): void {
  f.localGet(page);
  f.i32Load(PAGE.free);
  f.localTee(head);
  f.i32Eqz();
  f.if(I32);
  slow();
  f.else();
  f.localGet(page);
  f.localGet(head);
  f.i32Load(4);
  f.i32Store(PAGE.free);
  f.localGet(page);
  f.localGet(page);
  f.i32Load(PAGE.used);
  f.i32Const(1);
  f.i32Add();
  f.i32Store(PAGE.used);
  f.localGet(head);
  f.end();
}

function addAlloc(module: WasmModule, name: string, header: number, lists: number, slow: number): number {
  const f = module.addFunction(name, [I32, I32], [I32]);
  const threadBlock = 0, bytes = 1;
  const size = f.newLocal(I32), page = f.newLocal(I32), head = f.newLocal(I32);
  f.localGet(bytes);
  f.i32Const(header);
  f.i32Add();
  f.localTee(size);
  f.i32Const(MAX_SMALL_BYTES);
  f.i32GtU();
  f.if();
  f.localGet(bytes);
  f.call(slow);
  f.return();
  f.end();
  f.localGet(size);
  f.i32Const(7);
  f.i32Add();
  f.i32Const(3);
  f.i32ShrU();
  f.i32Load8U(HEAP_CONTROL + CONTROL.classTable);
  f.i32Const(2);
  f.i32Shl();
  f.localGet(threadBlock);
  f.i32Add();
  f.i32Load(lists);
  f.localSet(page);
  emitPop(f, page, head, () => {
    f.localGet(bytes);
    f.call(slow);
  });
  f.end();
  return f.index;
}

/**
 * Adds a function `(threadBlock: i32, bytes: i32) -> i32`: memory for an object, as `allocObject`.
 *
 * @returns The function's index.
 */
export function addAllocFunction(module: WasmModule, options: EmitOptions): number {
  return addAlloc(module, "heap.allocObject", options.headerBytes, OBJECT_PAGES, options.slow);
}

/**
 * Adds a function `(threadBlock: i32, bytes: i32) -> i32`: raw storage, as `allocRaw`.
 *
 * @returns The function's index.
 */
export function addAllocRawFunction(module: WasmModule, options: EmitOptions): number {
  return addAlloc(module, "heap.allocRaw", 0, RAW_PAGES, options.slow);
}

/**
 * Writes the allocation of an object whose size is known when the code is compiled, in line.
 *
 * @param f Where to write; leaves the address, or 0, on the stack.
 * @param bytes Size from the type word on; the block, header included, must be a small one.
 * @param threadBlock Local that holds the thread block's address.
 * @param options As for {@linkcode addAllocFunction}.
 * @throws {RangeError} If the block is not small.
 */
export function emitAllocObject(
  f: FunctionBuilder,
  bytes: number,
  threadBlock: number,
  options: EmitOptions,
): void {
  const size = bytes + options.headerBytes;
  if (size > MAX_SMALL_BYTES) {
    throw new RangeError(
      `Cannot allocate in line as blocks must have at most ${MAX_SMALL_BYTES} bytes: ${size}`,
    );
  }
  const page = f.newLocal(I32), head = f.newLocal(I32);
  f.localGet(threadBlock);
  f.i32Load(OBJECT_PAGES + CLASS_OF_UNITS[(size + 7) >>> 3] * 4);
  f.localSet(page);
  emitPop(f, page, head, () => {
    f.i32Const(bytes);
    f.call(options.slow);
  });
  f.releaseLocal(head);
  f.releaseLocal(page);
}

/**
 * Adds a function `(threadBlock: i32, address: i32) -> ()`: frees an object of any slot, as `freeObject`.
 * What is another slot's, large, of a full page, or the last of a page that is given back goes to `slow`, untouched.
 *
 * @returns The function's index.
 */
export function addFreeFunction(module: WasmModule, options: EmitOptions): number {
  return addFree(module, "heap.freeObject", KIND_OBJECT, options.slow);
}

/**
 * Adds a function `(threadBlock: i32, address: i32) -> ()`: frees raw storage of any slot, not 0, as `freeRawLater`.
 * What {@linkcode addFreeFunction} leaves to `slow`, and all while several slots are attached, goes there untouched.
 *
 * @returns The function's index.
 */
export function addFreeRawFunction(module: WasmModule, options: EmitOptions): number {
  return addFree(module, "heap.freeRawLater", KIND_RAW, options.slow);
}

function addFree(module: WasmModule, name: string, kind: number, slow: number): number {
  const f = module.addFunction(name, [I32, I32], []);
  const threadBlock = 0, address = 1;
  const page = f.newLocal(I32), used = f.newLocal(I32);
  const simple = f.block();
  f.localGet(address);
  f.i32Const(-PAGE_BYTES);
  f.i32And();
  f.localTee(page);
  f.i32Load(PAGE.tag);
  // The slot's number from its block's address: blocks lie side by side from number 0 on.
  f.localGet(threadBlock);
  f.i32Const(THREAD_BLOCKS);
  f.i32Sub();
  f.i32Const(Math.log2(THREAD_BLOCK_BYTES) - TAG_OWNER_SHIFT);
  f.i32ShrU();
  f.i32Const(kind);
  f.i32Or();
  f.i32Eq();
  f.localGet(page);
  f.i32Load(PAGE.used);
  f.i32Const(1);
  f.i32Sub();
  f.localTee(used);
  f.i32Const(0);
  f.i32Ne();
  // The only page of its class with room stays even when it is empty.
  f.localGet(page);
  f.i32Load(PAGE.next);
  f.localGet(page);
  f.i32Load(PAGE.previous);
  f.i32Or();
  f.i32Eqz();
  f.i32Or();
  f.i32And();
  if (kind === KIND_RAW) {
    // Others may still read it.
    f.i32Const(HEAP_CONTROL + CONTROL.attachedSlots);
    f.i32Load();
    f.i32Const(1);
    f.i32LeU();
    f.i32And();
  }
  f.brIf(simple);
  f.localGet(address);
  f.call(slow);
  f.return();
  f.end();
  if (kind === KIND_OBJECT) {
    f.localGet(address);
    f.i32Const(0);
    f.i32Store();
  }
  f.localGet(address);
  f.localGet(page);
  f.i32Load(PAGE.free);
  f.i32Store(4);
  f.localGet(page);
  f.localGet(address);
  f.i32Store(PAGE.free);
  f.localGet(page);
  f.localGet(used);
  f.i32Store(PAGE.used);
  f.end();
  return f.index;
}
