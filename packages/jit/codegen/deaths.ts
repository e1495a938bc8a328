/**
 * Dropping references, and taking apart in line what dies most: numbers, strs, iterators that have ended, tuples, and
 * instances of Python classes that are nothing but their attributes, and exceptions with their tracebacks. All else is the
 * helper's.
 *
 * Of what is taken apart here, only what dies with it and has nothing in it dies here too; the rest goes to the helper, one
 * after another. So however long a chain of objects is, it needs no stack.
 *
 * @module
 */
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import {
  FIRST_DYNAMIC_TYPE,
  INSTANCE_SHAPE,
  INSTANCE_SLOTS,
  ITERATOR_TARGET,
  MEMBER_SLOTS,
  SHAPE_SLOTS,
  STR_KIND_SHIFT,
  T_BASE_EXCEPTION,
  T_FLOAT,
  T_INSTANCE,
  T_INT,
  T_LIST_ITERATOR,
  T_RANGE_ITERATOR,
  T_SLOTS_INSTANCE,
  T_STR,
  T_STR_ITERATOR,
  T_TRACEBACK,
  T_TUPLE,
  T_TUPLE_ITERATOR,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_BASIC_SIZE,
  TYPE_FLAGS,
} from "@orochi/object";
import type { RefcountEmitContext } from "@orochi/refcount";
import { type FunctionBuilder, I32, type WasmModule } from "@orochi/wasm";
import { TYPE_FLAG_DEL } from "@orochi/vm/engine";
import type { JitHelpers, JitHost } from "../host.ts";
import { addTo, whileBelow } from "./loops.ts";
import { addDropFrame, addDropTraceback } from "./traceback_deaths.ts";
import { pushIsCounted, pushIsExactly } from "./type_tests.ts";

/** What the functions need of the module. */
export interface Ground {
  readonly helper: Record<keyof JitHelpers, number>;
  readonly context: RefcountEmitContext;
  /** `(thread block, object) -> ()`: gives its memory back. */
  readonly free: number;
  /** Index of the global that holds the thread block. */
  readonly block: number;
}

/** Type words, without flags, of instances of Python classes. */
const FIRST_WORD = FIRST_DYNAMIC_TYPE, WORDS = 0x10000 - FIRST_DYNAMIC_TYPE;

/** Adds `(object) -> ()`: drops a reference to a heap object, of which `destroy` sees to the death. Returns its index. */
export function addDecref(
  module: WasmModule,
  { refcount }: JitHost,
  context: RefcountEmitContext,
  destroy: number,
): number {
  const f = module.addFunction("decref", [I32], []);
  refcount.decref(f, 0, context, () => {
    f.localGet(0);
    f.call(destroy);
  });
  f.end();
  return f.index;
}

/** Adds `(object) -> ()`: takes a dead object apart, or has the helper do it. Returns its index. */
export function addBury(module: WasmModule, host: JitHost, ground: Ground): number {
  const item = module.addFunction("decrefItem", [I32], []);
  host.refcount.decref(item, 0, ground.context, () => freeOrDestroy(item, ground));
  item.end();
  const dropTuple = addDropTuple(module, ground, item.index);
  const others = { dropTuple, destroy: ground.helper.destroy };
  const dropFrame = addDropFrame(module, host, ground, others);
  const dropTraceback = addDropTraceback(module, host, ground, { ...others, dropFrame });
  // Of an instance dies here too what an exception holds. Not so of a tuple: of what these contain, chains could be made.
  const part = module.addFunction("decrefPart", [I32], []);
  host.refcount.decref(part, 0, ground.context, () => {
    pushIsExactly(part, 0, T_TRACEBACK);
    part.if();
    part.localGet(0);
    part.call(dropTraceback);
    part.else();
    pushIsExactly(part, 0, T_TUPLE);
    part.if();
    part.localGet(0);
    part.call(dropTuple);
    part.else();
    freeOrDestroy(part, ground);
    part.end();
    part.end();
  });
  part.end();
  const dropInstance = addDropInstance(module, ground, part.index);
  const f = module.addFunction("bury", [I32], []);
  pushIsExactly(f, 0, T_TUPLE);
  f.if();
  f.localGet(0);
  f.call(dropTuple);
  f.else();
  f.localGet(0);
  f.i32Load();
  f.i32Const(FIRST_WORD);
  f.i32Sub();
  f.i32Const(WORDS);
  f.i32LtU();
  f.if();
  f.localGet(0);
  f.call(dropInstance);
  f.else();
  pushIsOneOf(f, ITERATORS);
  f.if();
  dropIterator(f, ground, item.index);
  f.else();
  freeOrDestroy(f, ground);
  f.end();
  f.end();
  f.end();
  f.end();
  return f.index;
}

/** Types whose objects need nothing taken apart. */
const PLAIN = [T_FLOAT, T_STR, T_INT, T_RANGE_ITERATOR];
/** Iterators, which hold what they go over until they have ended. */
const ITERATORS = [T_LIST_ITERATOR, T_TUPLE_ITERATOR, T_STR_ITERATOR];

/** The type word without what it says of a str's characters. */
const TYPE_AND_FLAGS = (1 << STR_KIND_SHIFT) - 1;

/** Pushes whether the object in local 0 is of one of these types, exactly. */
function pushIsOneOf(f: FunctionBuilder, types: readonly number[]): void {
  types.forEach((type, k) => {
    // With the flags: who has weak references has a bit that says so.
    f.localGet(0);
    f.i32Load();
    f.i32Const(TYPE_AND_FLAGS);
    f.i32And();
    f.i32Const(type);
    f.i32Eq();
    if (k > 0) f.i32Or();
  });
}

/** Frees the dead iterator in local 0, perhaps in the midst of a sequence. */
function dropIterator(f: FunctionBuilder, { free, block }: Ground, decrefItem: number): void {
  f.localGet(0);
  f.i32Load(ITERATOR_TARGET);
  f.if();
  f.localGet(0);
  f.i32Load(ITERATOR_TARGET);
  f.call(decrefItem);
  f.end();
  f.globalGet(block);
  f.localGet(0);
  f.call(free);
}

/** Frees the dead object in local 0 if there is nothing in it. */
function freeOrDestroy(f: FunctionBuilder, { helper, free, block }: Ground): void {
  pushIsOneOf(f, PLAIN);
  pushIsOneOf(f, ITERATORS);
  f.localGet(0);
  f.i32Load(ITERATOR_TARGET);
  f.i32Eqz();
  f.i32And();
  f.i32Or();
  f.if();
  f.globalGet(block);
  f.localGet(0);
  f.call(free);
  f.else();
  f.localGet(0);
  f.call(helper.destroy);
  f.end();
}

/** Drops the reference in a local, if it is one. */
function dropItem(f: FunctionBuilder, item: number, decrefItem: number): void {
  pushIsCounted(f, item);
  f.if();
  f.localGet(item);
  f.call(decrefItem);
  f.end();
}

function addDropTuple(module: WasmModule, { free, block }: Ground, decrefItem: number): number {
  const f = module.addFunction("dropTuple", [I32], []);
  const at = f.newLocal(I32), item = f.newLocal(I32);
  f.localGet(0);
  f.localGet(0);
  f.i32Load(TUPLE_LENGTH);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(at);
  // The last item dies first, as in CPython.
  whileBelow(f, 0, at, () => {
    addTo(f, at, -4);
    f.localGet(at);
    f.i32Load(TUPLE_ITEMS);
    f.localSet(item);
    dropItem(f, item, decrefItem);
  });
  f.globalGet(block);
  f.localGet(0);
  f.call(free);
  f.end();
  return f.index;
}

/** As `buryInstance` of `lifetime.ts` does it: no finaliser, and each word is empty before what it held may die. */
function addDropInstance(module: WasmModule, { helper, free, block }: Ground, decrefItem: number): number {
  const f = module.addFunction("dropInstance", [I32], []);
  const type = f.newLocal(I32), layout = f.newLocal(I32);
  const at = f.newLocal(I32), end = f.newLocal(I32), item = f.newLocal(I32);
  const slow = f.block();
  f.localGet(0);
  f.i32Load();
  f.i32Const(2);
  f.i32Shl();
  f.i32Load(TYPE_TABLE);
  f.localTee(type);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(type);
  f.i32Load(TYPE_FLAGS);
  f.i32Const(TYPE_FLAG_DEL);
  f.i32And();
  f.brIf(slow);
  f.localGet(0);
  f.i32Load();
  f.i32Const(1);
  f.i32Shl();
  f.i32Load16U(LAYOUT_TABLE);
  f.localTee(layout);
  f.i32Const(T_INSTANCE);
  f.i32Eq();
  f.if();
  f.localGet(0);
  f.i32Const(INSTANCE_SLOTS);
  f.i32Add();
  f.localTee(at);
  f.localGet(0);
  f.i32Load(INSTANCE_SHAPE);
  f.i32Load(SHAPE_SLOTS);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  f.else();
  for (const other of [T_SLOTS_INSTANCE, T_BASE_EXCEPTION]) {
    f.localGet(layout);
    f.i32Const(other);
    f.i32Ne();
    if (other === T_BASE_EXCEPTION) f.i32And();
  }
  f.brIf(slow);
  f.localGet(0);
  f.i32Const(MEMBER_SLOTS);
  f.i32Add();
  f.localSet(at);
  f.localGet(0);
  f.localGet(type);
  f.i32Load(TYPE_BASIC_SIZE);
  f.i32Add();
  f.localSet(end);
  f.end();
  whileBelow(f, at, end, () => {
    f.localGet(at);
    f.i32Load();
    f.localSet(item);
    f.localGet(at);
    f.i32Const(0);
    f.i32Store();
    dropItem(f, item, decrefItem);
    addTo(f, at, 4);
  });
  f.globalGet(block);
  f.localGet(0);
  f.call(free);
  f.return();
  f.end();
  f.localGet(0);
  f.call(helper.destroy);
  f.end();
  return f.index;
}
