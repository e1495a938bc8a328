/**
 * What every compiled module begins with: imports of memory, thread block and helpers, and the small functions for
 * counting and allocation that its code calls.
 *
 * @module
 */
import { addAllocFunction, addFreeFunction, emitAllocObject, GIL_CONTROL } from "@orochi/heap";
import {
  FALSE,
  FLOAT_VALUE,
  INT_LIMBS,
  INT_SIZE,
  LIST_LENGTH,
  NONE,
  RANGE_ITERATOR_BYTES,
  RANGE_ITERATOR_LEFT,
  RANGE_ITERATOR_NEXT,
  RANGE_ITERATOR_STEP,
  STR_DATA,
  STR_LENGTH,
  T_BYTES,
  T_DICT,
  T_FLOAT,
  T_FROZENSET,
  T_INT,
  T_LIST,
  T_RANGE_ITERATOR,
  T_SET,
  T_STR,
  T_TUPLE,
  TRUE,
  type Value,
} from "@orochi/object";
import { F64, type FunctionBuilder, I32, I64, type Label, type ValueType, WasmModule } from "@orochi/wasm";
import type { LockEmitContext } from "@orochi/gil";
import type { RefcountEmitContext } from "@orochi/refcount";
import type { JitHelpers, JitHost } from "../host.ts";
import { addBury, addDecref } from "./deaths.ts";

/** Word of the lock strategy's control block: 1 while at most one Python thread exists. */
export const SINGLE_ADDRESS: number = GIL_CONTROL;

/** Index of the immutable global that holds the thread block's address. */
export const BLOCK_GLOBAL = 0;
/** Index of the immutable global that holds the slot's number. */
export const SLOT_GLOBAL = 1;
/** Index of the immutable global that holds the Worker's token: see `generators.ts`. */
export const TOKEN_GLOBAL = 2;

const FLOAT_BYTES = 16;

/** Wasm types of each helper: the one list from which imports are made. */
export const HELPER_TYPES: {
  readonly [K in keyof JitHelpers]: readonly [readonly ValueType[], readonly ValueType[]];
} = {
  execute: [[I32, I32], [I32]],
  interpret: [[I32, I32, I32], [I32]],
  safepoint: [[], [I32]],
  recursionError: [[], []],
  incref: [[I32], []],
  decref: [[I32], [I32]],
  tryIncref: [[I32], [I32]],
  begin: [[I32], []],
  end: [[], []],
  destroy: [[I32], []],
  newFloat: [[F64], [I32]],
  truthy: [[I32], [I32]],
  next: [[I32], [I32]],
  allocObject: [[I32], [I32]],
  freeObject: [[I32], []],
  allocRaw: [[I32], [I32]],
  freeRaw: [[I32], []],
  detachFrame: [[I32], []],
  endFrame: [[I32], []],
  refuseInit: [[I32, I32], []],
  raiseMemory: [[], [I32]],
  binary: [[I32, I32, I32], [I32]],
  inplace: [[I32, I32, I32, I32], [I32]],
  compare: [[I32, I32, I32], [I32]],
  getItem: [[I32, I32], [I32]],
  setItem: [[I32, I32, I32], [I32]],
  contains: [[I32, I32], [I32]],
  strEquals: [[I32, I32], [I32]],
  strHash: [[I32], [I32]],
  tupleHash: [[I32], [I32]],
  tupleEquals: [[I32, I32], [I32]],
  strOrder: [[I32, I32], [I32]],
  strContains: [[I32, I32], [I32]],
  dictFind: [[I32, I32], [I32]],
  setContains: [[I32, I32], [I32]],
  callNative: [[I32, I32, I32], [I32]],
  reflectOperator: [[I32, I32, I32, I32], [I32]],
  isInstance: [[I32, I32], [I32]],
  newList: [[I32, I32], [I32]],
  newDict: [[I32, I32], [I32]],
  newSet: [[I32, I32], [I32]],
  getSlice: [[I32, I32, I32], [I32]],
  newGenerator: [[I32, I32, I32], [I32]],
  stopIteration: [[I32], []],
  endGenerator: [[I32], []],
  swapHandled: [[I32], []],
  restoreHandled: [[I32], []],
  setDelegate: [[I32, I32], []],
  growList: [[I32], []],
  setAdd: [[I32, I32], [I32]],
  dictSet: [[I32, I32, I32], [I32]],
  newException: [[I32, I32, I32], [I32]],
  copyDict: [[I32], [I32]],
  format: [[I32, I32, I32], [I32]],
  formatWith: [[I32, I32, I32], [I32]],
  formatCall: [[I32, I32, I32, I32, I32], [I32]],
  joinStrings: [[I32, I32], [I32]],
  catchRaised: [[I32, I32], [I32]],
  pushHandled: [[I32], [I32]],
  popHandled: [[I32], []],
  matches: [[I32, I32], [I32]],
  concat: [[I32, I32], [I32]],
  grow: [[I32, I32, I32], [I32]],
  strOf: [[I32], [I32]],
  intOf: [[I32], [I32]],
  floatOf: [[I32], [I32]],
  getIter: [[I32], [I32]],
  textMethod: [[I32, I32, I32, I32], [I32]],
  containerMethod: [[I32, I32, I32, I32], [I32]],
  isMissing: [[I32, I32, I32], [I32]],
};

/** Indices of imports and support functions in a module under construction. */
export interface Support {
  readonly module: WasmModule;
  /** What the strategies' emitters are given. */
  readonly context: RefcountEmitContext & LockEmitContext;
  readonly helper: { readonly [K in keyof JitHelpers]: number };
  /** `(frame, func, site) -> value`: leaves compiled code, see `jit.ts`. */
  readonly leave: number;
  /** Imported table of `call` entries by the callee's id. */
  readonly table: number;
  /** Imported table of the Worker's ways to go on with a generator, by number. */
  readonly resumptions: number;
  /** `(object) -> ()`: takes a dead object apart. */
  readonly bury: number;
  /** `(object) -> ()`: drops a reference to a heap object. */
  readonly decref: number;
  /** `(f64) -> value`. */
  readonly newFloat: number;
  /** `(i64) -> value`. */
  readonly boxInt: number;
  /** `(type index, bytes) -> object`: zeroed behind the type word, counted once; 0 with MemoryError set. */
  readonly newObject: number;
  /** `(str, str) -> 1 or 0`. */
  readonly strEquals: number;
  /** `(value) -> i64`: the number of an int below 2^63; -2^63 for all else. */
  readonly unboxInt: number;
  /** `(0 or 1) -> True or False`. */
  readonly boxBool: number;
  /** `(value) -> 1, 0 or ASK`: whether it is true; ASK where its class says so by a function. */
  readonly truth: number;
  /** `(next number, step, numbers left) -> range iterator`; 0 with MemoryError set. */
  readonly newRangeIterator: number;
}

/** The Value of 0. */
const SMALL_ZERO: Value = 1;

/** What the modules of a host begin with, and those that are there once. */
const begun: WeakMap<JitHost, Support> = new WeakMap(), begunOnce: WeakMap<JitHost, Support> = new WeakMap();

/**
 * Begins a module. It has dead objects taken apart by {@linkcode makeDeaths}'s: of the code for that, each module would
 * have its own to be compiled by the engine.
 */
export function beginModule(host: JitHost): Support {
  return extend(host, begun, false);
}

/** Begins a module that a Worker has once: it takes dead objects apart by itself. */
export function beginOnce(host: JitHost): Support {
  return extend(host, begunOnce, true);
}

/** Instantiates the module that takes dead objects apart for all modules of compiled code. */
export function makeDeaths(host: JitHost, imports: WebAssembly.ModuleImports): Pick<JitHelpers, "destroy"> {
  const { module, bury } = beginOnce(host);
  module.exportFunction("destroy", bury);
  const made = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), {
    o: { ...imports, leave: () => 0 },
  });
  return made.exports as unknown as Pick<JitHelpers, "destroy">;
}

function extend(host: JitHost, begun: WeakMap<JitHost, Support>, buries: boolean): Support {
  let support = begun.get(host);
  if (support === undefined) begun.set(host, support = makeSupport(host, buries));
  return { ...support, module: support.module.extend() };
}

function makeSupport(host: JitHost, buries: boolean): Support {
  const module = new WasmModule();
  const buffer = host.memory.buffer;
  const pages = buffer.byteLength / 65536;
  module.importMemory("o", "memory", { initial: pages, maximum: 65536, shared: true });
  module.importGlobal("o", "block", I32);
  module.importGlobal("o", "slot", I32);
  module.importGlobal("o", "token", I32);
  const table = module.importTable("o", "table", { initial: 0 });
  const resumptions = module.importTable("o", "resumptions", { initial: 0 });
  const helper = {} as Record<keyof JitHelpers, number>;
  for (const name of Object.keys(HELPER_TYPES) as (keyof JitHelpers)[]) {
    helper[name] = module.importFunction("o", name, HELPER_TYPES[name][0], HELPER_TYPES[name][1]);
  }
  const leave = module.importFunction("o", "leave", [I32, I32, I32], [I32]);
  const { incref, tryIncref, begin, end } = helper;
  const context = { slotGlobal: SLOT_GLOBAL, incref, decref: helper.decref, tryIncref, begin, end };
  const bury = buries ? addOwnBury(module, host, helper, context) : helper.destroy;
  const decref = addDecref(module, host, context, bury);
  const newFloat = addNewFloat(module, host, helper, context);
  const newObject = addNewObject(module, host, helper, context);
  const boxInt = addBoxInt(module, addNewLargeInt(module, host, helper, context));
  const unboxInt = addUnboxInt(module);
  const boxBool = addBoxBool(module);
  const truth = addTruth(module);
  const newRangeIterator = addNewRangeIterator(module, newObject);
  const strEquals = addStrEquals(module, helper);
  return {
    module,
    context,
    helper,
    leave,
    table,
    resumptions,
    bury,
    decref,
    newFloat,
    newObject,
    boxInt,
    unboxInt,
    boxBool,
    truth,
    newRangeIterator,
    strEquals,
  };
}

function addOwnBury(
  module: WasmModule,
  host: JitHost,
  helper: Record<keyof JitHelpers, number>,
  context: RefcountEmitContext,
): number {
  const free = addFreeFunction(module, { headerBytes: host.headerBytes, slow: helper.freeObject });
  return addBury(module, host, { helper, context, free, block: BLOCK_GLOBAL });
}

function addNewFloat(
  module: WasmModule,
  host: JitHost,
  helper: Record<keyof JitHelpers, number>,
  context: RefcountEmitContext,
): number {
  const f = module.addFunction("newFloat", [F64], [I32]);
  const object = f.newLocal(I32), threadBlock = f.newLocal(I32);
  f.globalGet(BLOCK_GLOBAL);
  f.localSet(threadBlock);
  emitAllocObject(f, FLOAT_BYTES, threadBlock, { headerBytes: host.headerBytes, slow: helper.allocObject });
  f.localTee(object);
  f.i32Eqz();
  f.if();
  f.localGet(0);
  f.call(helper.newFloat);
  f.return();
  f.end();
  f.localGet(object);
  f.i32Const(T_FLOAT);
  f.i32Store();
  host.refcount.init(f, object, context);
  f.localGet(object);
  f.localGet(0);
  f.f64Store(FLOAT_VALUE);
  f.localGet(object);
  f.end();
  return f.index;
}

function addNewObject(
  module: WasmModule,
  host: JitHost,
  helper: Record<keyof JitHelpers, number>,
  context: RefcountEmitContext,
): number {
  const alloc = addAllocFunction(module, { headerBytes: host.headerBytes, slow: helper.allocObject });
  const f = module.addFunction("newObject", [I32, I32], [I32]);
  const object = f.newLocal(I32), end = f.newLocal(I32), at = f.newLocal(I32);
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(1);
  f.call(alloc);
  f.localTee(object);
  f.i32Eqz();
  f.if();
  f.call(helper.raiseMemory);
  f.return();
  f.end();
  f.localGet(object);
  f.localTee(at);
  f.localGet(1);
  f.i32Add();
  f.localSet(end);
  const next = f.loop();
  f.localGet(at);
  f.i32Const(0);
  f.i32Store();
  f.localGet(at);
  f.i32Const(4);
  f.i32Add();
  f.localTee(at);
  f.localGet(end);
  f.i32LtU();
  f.brIf(next);
  f.end();
  f.localGet(object);
  f.localGet(0);
  f.i32Store();
  host.refcount.init(f, object, context);
  f.localGet(object);
  f.end();
  return f.index;
}

function addStrEquals(module: WasmModule, helper: Record<keyof JitHelpers, number>): number {
  const f = module.addFunction("strEquals", [I32, I32], [I32]);
  const load = (offset: number) => {
    f.localGet(0);
    f.i32Load(offset);
    f.localGet(1);
    f.i32Load(offset);
  };
  f.localGet(0);
  f.localGet(1);
  f.i32Eq();
  f.if();
  f.i32Const(1);
  f.return();
  f.end();
  // Whatever their kinds: the length tells most apart. Of one character each, the word of the first four bytes may
  // hold more than the character.
  load(STR_LENGTH);
  f.i32Ne();
  f.if();
  f.i32Const(0);
  f.return();
  f.end();
  f.localGet(0);
  f.i32Load8U(STR_DATA);
  f.localGet(1);
  f.i32Load8U(STR_DATA);
  f.i32Ne();
  f.if();
  // The first byte differs: unless both are empty, they do.
  f.localGet(0);
  f.i32Load(STR_LENGTH);
  f.i32Eqz();
  f.return();
  f.end();
  f.localGet(0);
  f.localGet(1);
  f.call(helper.strEquals);
  f.end();
  return f.index;
}

function addUnboxInt(module: WasmModule): number {
  const f = module.addFunction("unboxInt", [I32], [I64]);
  const size = f.newLocal(I32), magnitude = f.newLocal(I64);
  const refuse = () => {
    f.if();
    f.i64Const(-(2n ** 63n));
    f.return();
    f.end();
  };
  f.localGet(0);
  f.i32Const(1);
  f.i32And();
  f.if();
  f.localGet(0);
  f.i32Const(1);
  f.i32ShrS();
  f.i64ExtendI32S();
  f.return();
  f.end();
  f.localGet(0);
  f.i32Load16U();
  f.i32Const(T_INT);
  f.i32Ne();
  refuse();
  f.localGet(0);
  f.i32Load(INT_SIZE);
  f.localTee(size);
  f.i32Const(2);
  f.i32Add();
  f.i32Const(4);
  f.i32GtU();
  refuse();
  f.localGet(0);
  f.i64Load32U(INT_LIMBS);
  f.localSet(magnitude);
  // Of one limb, what lies behind is not its.
  f.localGet(size);
  f.i32Const(1);
  f.i32And();
  f.i32Eqz();
  f.if();
  f.localGet(0);
  f.i64Load(INT_LIMBS);
  f.localTee(magnitude);
  f.i64Const(0);
  f.i64LtS();
  refuse();
  f.end();
  f.localGet(magnitude);
  f.i64Const(0);
  f.localGet(magnitude);
  f.i64Sub();
  f.localGet(size);
  f.i32Const(0);
  f.i32GtS();
  f.select();
  f.end();
  return f.index;
}

function addBoxBool(module: WasmModule): number {
  const f = module.addFunction("boxBool", [I32], [I32]);
  f.localGet(0);
  // One static object every 32 bytes.
  f.i32Const(Math.log2(TRUE - FALSE));
  f.i32Shl();
  f.i32Const(FALSE);
  f.i32Add();
  f.end();
  return f.index;
}

/** What `truth` says of what it can't tell. */
export const ASK = 2;
/** Types whose length is the word behind the type word. */
export const SIZED: readonly number[] = [T_STR, T_BYTES, T_LIST, T_TUPLE, T_DICT, T_SET, T_FROZENSET];
/** A bit for each of them. */
export const SIZED_MASK: bigint = SIZED.reduce((mask, type) => mask | (1n << BigInt(type)), 0n);

function addTruth(module: WasmModule): number {
  const f = module.addFunction("truth", [I32], [I32]), type = f.newLocal(I32);
  const answer = (push: () => void) => {
    f.if();
    push();
    f.return();
    f.end();
  };
  f.localGet(0);
  f.i32Const(TRUE);
  f.i32Eq();
  answer(() => f.i32Const(1));
  for (const [k, value] of [FALSE, NONE, 0, SMALL_ZERO].entries()) {
    f.localGet(0);
    f.i32Const(value);
    f.i32Eq();
    if (k > 0) f.i32Or();
  }
  answer(() => f.i32Const(0));
  f.localGet(0);
  f.i32Const(1);
  f.i32And();
  answer(() => f.i32Const(1));
  f.localGet(0);
  f.i32Load16U();
  f.localTee(type);
  f.i32Const(64);
  f.i32LtU();
  f.i64Const(SIZED_MASK);
  f.localGet(type);
  f.i64ExtendI32U();
  f.i64ShrU();
  f.i32WrapI64();
  f.i32And();
  answer(() => {
    f.localGet(0);
    f.i32Load(LIST_LENGTH);
    f.i32Const(0);
    f.i32Ne();
  });
  f.localGet(type);
  f.i32Const(T_FLOAT);
  f.i32Eq();
  answer(() => {
    f.localGet(0);
    f.f64Load(FLOAT_VALUE);
    f.f64Const(0);
    f.f64Ne();
  });
  f.i32Const(ASK);
  f.end();
  return f.index;
}

function addNewRangeIterator(module: WasmModule, newObject: number): number {
  const f = module.addFunction("newRangeIterator", [I32, I32, I32], [I32]), object = f.newLocal(I32);
  f.i32Const(T_RANGE_ITERATOR);
  f.i32Const(RANGE_ITERATOR_BYTES);
  f.call(newObject);
  f.localTee(object);
  f.if();
  [RANGE_ITERATOR_NEXT, RANGE_ITERATOR_STEP, RANGE_ITERATOR_LEFT].forEach((offset, k) => {
    f.localGet(object);
    f.localGet(k);
    f.i32Store(offset);
  });
  f.end();
  f.localGet(object);
  f.end();
  return f.index;
}

/** Apart from the usual case, so that this one is short enough for the engine to write it in line. */
function addBoxInt(module: WasmModule, newLargeInt: number): number {
  const f = module.addFunction("boxInt", [I64], [I32]);
  f.localGet(0);
  f.localGet(0);
  f.i64Const(33);
  f.i64Shl();
  f.i64Const(33);
  f.i64ShrS();
  f.i64Eq();
  f.if();
  f.localGet(0);
  f.i32WrapI64();
  f.i32Const(1);
  f.i32Shl();
  f.i32Const(1);
  f.i32Or();
  f.return();
  f.end();
  f.localGet(0);
  f.call(newLargeInt);
  f.end();
  return f.index;
}

/** `(i64) -> int`, of a number that is no small int: of such objects, all words are written. */
function addNewLargeInt(
  module: WasmModule,
  host: JitHost,
  helper: Record<keyof JitHelpers, number>,
  context: RefcountEmitContext,
): number {
  const f = module.addFunction("newLargeInt", [I64], [I32]);
  const object = f.newLocal(I32), magnitude = f.newLocal(I64), threadBlock = f.newLocal(I32);
  f.globalGet(BLOCK_GLOBAL);
  f.localSet(threadBlock);
  emitAllocObject(f, INT_LIMBS + 8, threadBlock, { headerBytes: host.headerBytes, slow: helper.allocObject });
  f.localTee(object);
  f.i32Eqz();
  f.if();
  f.call(helper.raiseMemory);
  f.return();
  f.end();
  f.localGet(object);
  f.i32Const(T_INT);
  f.i32Store();
  host.refcount.init(f, object, context);
  // Of the lowest number of all, this is the magnitude too.
  f.localGet(object);
  f.localGet(0);
  f.i64Const(0);
  f.localGet(0);
  f.i64Sub();
  f.localGet(0);
  f.i64Const(0);
  f.i64GeS();
  f.select();
  f.localTee(magnitude);
  f.i64Store(INT_LIMBS);
  // One limb or two; the sign is that of the number.
  f.localGet(object);
  f.localGet(magnitude);
  f.i64Const(32);
  f.i64ShrU();
  f.i64Const(0);
  f.i64Ne();
  f.i32Const(1);
  f.i32Add();
  f.localGet(0);
  f.i64Const(63);
  f.i64ShrS();
  f.i32WrapI64();
  f.i32Const(1);
  f.i32Or();
  f.i32Mul();
  f.i32Store(INT_SIZE);
  f.localGet(object);
  f.end();
  return f.index;
}

/** Branches unless there is only one thread: nobody else looks at what is changed, and no lock is needed. */
export function needSingle(f: FunctionBuilder, slow: Label): void {
  f.i32Const(SINGLE_ADDRESS);
  f.i32Load();
  f.i32Const(1);
  f.i32Ne();
  f.brIf(slow);
}
