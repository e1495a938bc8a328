/**
 * Functions that handlers of exceptions begin and end with, written once for each Worker, in a module of their own. Each does
 * the usual case and calls the helper whose place it takes for all else.
 *
 * @module
 */
import { LAYOUT_TABLE, TYPE_TABLE } from "@orochi/heap";
import {
  NONE,
  T_BASE_EXCEPTION,
  T_TYPE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_INDEX,
  TYPE_MRO,
} from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { THREAD_HANDLED } from "@orochi/vm/bytecode";
import type { JitHelpers, JitHost } from "../host.ts";
import { addTo, whileBelow } from "./loops.ts";
import { beginOnce, BLOCK_GLOBAL, type Support } from "./runtime_module.ts";
import { needObject } from "./type_tests.ts";

/** Instantiates the module: the functions by the names of the helpers whose places they take. */
export function makeExceptions(host: JitHost, imports: WebAssembly.ModuleImports): Partial<JitHelpers> {
  const support = beginOnce(host), { module } = support;
  module.exportFunction("pushHandled", addPushHandled(host, support));
  module.exportFunction("popHandled", addPopHandled(support));
  module.exportFunction("matches", addMatches(support));
  const made = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), {
    o: { ...imports, leave: () => 0 },
  });
  return made.exports as unknown as Partial<JitHelpers>;
}

/** What is handled so far, or None, given to the caller; the exception is handled from now on. */
function addPushHandled(host: JitHost, { module, context }: Support): number {
  const f = module.addFunction("pushHandled", [I32], [I32]);
  const exception = 0, previous = f.newLocal(I32);
  f.globalGet(BLOCK_GLOBAL);
  f.i32Load(THREAD_HANDLED);
  f.localSet(previous);
  host.refcount.incref(f, exception, context);
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(exception);
  f.i32Store(THREAD_HANDLED);
  f.localGet(previous);
  f.i32Const(NONE);
  f.localGet(previous);
  f.select();
  f.end();
  return f.index;
}

/** What was handled before, or None, whose reference is taken over, is so again. */
function addPopHandled({ module, decref }: Support): number {
  const f = module.addFunction("popHandled", [I32], []);
  const previous = 0, handled = f.newLocal(I32);
  f.globalGet(BLOCK_GLOBAL);
  f.i32Load(THREAD_HANDLED);
  f.localSet(handled);
  f.globalGet(BLOCK_GLOBAL);
  f.i32Const(0);
  f.localGet(previous);
  f.localGet(previous);
  f.i32Const(NONE);
  f.i32Eq();
  f.select();
  f.i32Store(THREAD_HANDLED);
  f.localGet(handled);
  f.if();
  f.localGet(handled);
  f.call(decref);
  f.end();
  f.end();
  return f.index;
}

/** Whether an exception is one of a class of exceptions; tuples and what is no such class are the helper's. */
function addMatches({ module, helper }: Support): number {
  const f = module.addFunction("matches", [I32, I32], [I32]);
  const exception = 0, wanted = 1;
  const [at, end] = [f.newLocal(I32), f.newLocal(I32)];
  const slow = f.block();
  needObject(f, wanted, slow);
  needLayout(f, () => pushTypeIndex(f, wanted), T_TYPE, slow);
  // Instances have the layout of exceptions.
  needLayout(
    f,
    () => {
      f.localGet(wanted);
      f.i32Load(TYPE_INDEX);
    },
    T_BASE_EXCEPTION,
    slow,
  );
  pushTypeIndex(f, exception);
  f.i32Const(2);
  f.i32Shl();
  f.i32Load(TYPE_TABLE);
  f.i32Load(TYPE_MRO);
  f.localTee(at);
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(at);
  f.localGet(at);
  f.i32Load(TUPLE_LENGTH);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  whileBelow(f, at, end, () => {
    f.localGet(at);
    f.i32Load(TUPLE_ITEMS);
    f.localGet(wanted);
    f.i32Eq();
    f.if();
    f.i32Const(1);
    f.return();
    f.end();
    addTo(f, at, 4);
  });
  f.i32Const(0);
  f.return();
  f.end();
  f.localGet(exception);
  f.localGet(wanted);
  f.call(helper.matches);
  f.end();
  return f.index;
}

function pushTypeIndex(f: FunctionBuilder, object: number): void {
  f.localGet(object);
  f.i32Load16U();
}

/** Branches unless the type with the index that is pushed has a layout. */
function needLayout(f: FunctionBuilder, pushIndex: () => void, layout: number, other: Label): void {
  pushIndex();
  f.i32Const(1);
  f.i32Shl();
  f.i32Load16U(LAYOUT_TABLE);
  f.i32Const(layout);
  f.i32Ne();
  f.brIf(other);
}
