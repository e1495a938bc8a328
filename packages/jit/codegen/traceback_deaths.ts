/**
 * Taking apart what an exception leaves behind: its traceback, and the objects of the frames that it has passed, with the
 * variables that these have left to them.
 *
 * All die in the order in which `lifetime.ts` takes them apart. Chains of tracebacks and of frames are loops, so they
 * need no stack; each object is freed before what it held may die.
 *
 * @module
 */
import {
  FRAME_OBJECT_BACK,
  FRAME_OBJECT_CODE,
  FRAME_OBJECT_EXTRA,
  FRAME_OBJECT_GLOBALS,
  FRAME_OBJECT_LOCALS,
  FRAME_OBJECT_REPLACED,
  FRAME_OBJECT_TRACE,
  T_FRAME,
  T_TRACEBACK,
  T_TUPLE,
  TRACEBACK_FRAME,
  TRACEBACK_NEXT,
} from "@orochi/object";
import { type FunctionBuilder, I32, type WasmModule } from "@orochi/wasm";
import type { JitHost } from "../host.ts";
import type { Ground } from "./deaths.ts";
import { pushIsExactly } from "./type_tests.ts";

/** Functions `(object) -> ()` that the ones here call. */
interface Others {
  /** Takes an exact tuple apart. */
  readonly dropTuple: number;
  /** Takes a dead object apart that is none of the types here. */
  readonly destroy: number;
}

/** Adds `(frame object) -> ()`: takes a dead frame object apart, and the callers' that die with it. */
export function addDropFrame(module: WasmModule, host: JitHost, ground: Ground, others: Others): number {
  const f = module.addFunction("dropFrame", [I32], []), frame = 0;
  const [code, globals, locals, back, dead] = Array.from({ length: 5 }, () => f.newLocal(I32));
  const next = f.loop();
  // What trace functions and `f_locals` have added is rare.
  [FRAME_OBJECT_TRACE, FRAME_OBJECT_EXTRA, FRAME_OBJECT_REPLACED].forEach((offset, k) => {
    f.localGet(frame);
    f.i32Load(offset);
    if (k > 0) f.i32Or();
  });
  f.if();
  f.localGet(frame);
  f.call(others.destroy);
  f.return();
  f.end();
  load(f, code, frame, FRAME_OBJECT_CODE);
  load(f, globals, frame, FRAME_OBJECT_GLOBALS);
  load(f, locals, frame, FRAME_OBJECT_LOCALS);
  load(f, back, frame, FRAME_OBJECT_BACK);
  free(f, ground, frame);
  for (const object of [code, globals]) {
    drop(f, host, ground, object, () => {
      f.localGet(object);
      f.call(others.destroy);
    });
  }
  drop(f, host, ground, locals, () => callFor(f, locals, T_TUPLE, others.dropTuple, others.destroy));
  f.i32Const(0);
  f.localSet(dead);
  drop(f, host, ground, back, () => markDead(f, back, T_FRAME, dead, others.destroy));
  f.localGet(dead);
  f.localTee(frame);
  f.brIf(next);
  f.end();
  f.end();
  return f.index;
}

/** Adds `(traceback) -> ()`: takes a dead traceback apart, and what dies with it of those behind it. */
export function addDropTraceback(
  module: WasmModule,
  host: JitHost,
  ground: Ground,
  others: Others & { readonly dropFrame: number },
): number {
  const f = module.addFunction("dropTraceback", [I32], []), traceback = 0;
  const [following, frame, inner, dead] = Array.from({ length: 4 }, () => f.newLocal(I32));
  const next = f.loop();
  load(f, following, traceback, TRACEBACK_NEXT);
  load(f, frame, traceback, TRACEBACK_FRAME);
  // Inner frames die first: they keep this one for so long, unless somebody has put the traceback together.
  f.localGet(following);
  f.if();
  load(f, inner, following, TRACEBACK_FRAME);
  f.localGet(inner);
  f.localGet(frame);
  f.i32Ne();
  f.localGet(inner);
  f.i32Load(FRAME_OBJECT_BACK);
  f.localGet(frame);
  f.i32Ne();
  f.i32And();
  f.if();
  f.localGet(traceback);
  f.call(others.destroy);
  f.return();
  f.end();
  f.end();
  free(f, ground, traceback);
  drop(f, host, ground, frame, () => callFor(f, frame, T_FRAME, others.dropFrame, others.destroy));
  f.i32Const(0);
  f.localSet(dead);
  drop(f, host, ground, following, () => markDead(f, following, T_TRACEBACK, dead, others.destroy));
  f.localGet(dead);
  f.localTee(traceback);
  f.brIf(next);
  f.end();
  f.end();
  return f.index;
}

/** Drops the reference in a local, if there is one. */
function drop(f: FunctionBuilder, host: JitHost, ground: Ground, object: number, whenDead: () => void): void {
  f.localGet(object);
  f.if();
  host.refcount.decref(f, object, ground.context, whenDead);
  f.end();
}

/** Calls a function for a dead object of exactly that type, another one for all else. */
function callFor(f: FunctionBuilder, object: number, type: number, own: number, other: number): void {
  pushIsExactly(f, object, type);
  f.if();
  f.localGet(object);
  f.call(own);
  f.else();
  f.localGet(object);
  f.call(other);
  f.end();
}

/** Notes a dead object of exactly that type for the next round; has all else taken apart. */
function markDead(f: FunctionBuilder, object: number, type: number, dead: number, other: number): void {
  pushIsExactly(f, object, type);
  f.if();
  f.localGet(object);
  f.localSet(dead);
  f.else();
  f.localGet(object);
  f.call(other);
  f.end();
}

function load(f: FunctionBuilder, local: number, object: number, offset: number): void {
  f.localGet(object);
  f.i32Load(offset);
  f.localSet(local);
}

function free(f: FunctionBuilder, ground: Ground, object: number): void {
  f.globalGet(ground.block);
  f.localGet(object);
  f.call(ground.free);
}
