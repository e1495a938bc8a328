/**
 * What lock strategies emit: the same poll for all, nothing else where one thread at a time runs, and the object's
 * lock bits where many do.
 *
 * @module
 */
import { GIL_CONTROL, THREAD_BLOCK_BYTES, THREAD_BLOCKS } from "@orochi/heap";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { BREAKER, type LockEmitContext, type LockEmitter } from "./strategy.ts";

/** Bit of the type word: held. */
export const LOCKED: number = 1 << 24;
/** Bit of the type word: somebody waits on it. */
export const PARKED: number = 1 << 25;
/** All bits of an object's lock. */
export const OBJECT_LOCK_BITS: number = LOCKED | PARKED;

/** Writes: run `onBreak` if this slot's breaker has any bit. */
function poll(f: FunctionBuilder, context: LockEmitContext, onBreak: () => void): void {
  f.globalGet(context.slotGlobal);
  f.i32Const(Math.log2(THREAD_BLOCK_BYTES));
  f.i32Shl();
  f.i32Load(THREAD_BLOCKS + BREAKER);
  f.if();
  onBreak();
  f.end();
}

/** For strategies under which one thread at a time runs Python code: sections are nothing. */
export const SERIALISED_EMITTER: LockEmitter = {
  sections: false,
  poll,
  begin() {},
  end() {},
  beginLeaf() {},
  endLeaf() {},
};

/** Writes: `entered` becomes 0 and what `body` writes runs only if there may be other threads. */
function unlessSingle(f: FunctionBuilder, entered: number, body: () => void): void {
  f.i32Const(0);
  f.localSet(entered);
  f.i32Const(0);
  f.i32Load(GIL_CONTROL);
  f.i32Const(1);
  f.i32Ne();
  f.if();
  body();
  f.i32Const(1);
  f.localSet(entered);
  f.end();
}

function beginLeaf(f: FunctionBuilder, object: number, entered: number, ifBusy: Label): void {
  unlessSingle(f, entered, () => {
    const seen = f.newLocal(I32);
    f.localGet(object);
    f.i32AtomicLoad();
    f.localTee(seen);
    f.i32Const(LOCKED);
    f.i32And();
    f.brIf(ifBusy);
    f.localGet(object);
    f.localGet(seen);
    f.localGet(seen);
    f.i32Const(LOCKED);
    f.i32Or();
    f.i32AtomicRmwCmpxchg();
    f.localGet(seen);
    f.i32Ne();
    f.brIf(ifBusy);
    f.releaseLocal(seen);
  });
}

function endLeaf(f: FunctionBuilder, object: number, entered: number): void {
  f.localGet(entered);
  f.if();
  f.localGet(object);
  f.i32Const(~(LOCKED | PARKED));
  f.i32AtomicRmwAnd();
  f.i32Const(PARKED);
  f.i32And();
  f.if();
  // All compete again, as when a section ends.
  f.localGet(object);
  f.i32Const(-1);
  f.memoryAtomicNotify();
  f.drop();
  f.end();
  f.end();
}

/** For locks in the objects. */
export const PER_OBJECT_EMITTER: LockEmitter = {
  sections: true,
  poll,

  begin(f, object, entered, context) {
    unlessSingle(f, entered, () => {
      f.localGet(object);
      f.call(context.begin);
    });
  },

  end(f, entered, context) {
    f.localGet(entered);
    f.if();
    f.call(context.end);
    f.end();
  },

  beginLeaf(f, object, entered, ifBusy) {
    beginLeaf(f, object, entered, ifBusy);
  },

  endLeaf(f, object, entered) {
    endLeaf(f, object, entered);
  },
};

/** For locks that are not in the objects: a leaf goes the long way round, unless there is only one thread. */
export const APART_EMITTER: LockEmitter = {
  ...PER_OBJECT_EMITTER,

  beginLeaf(f, _object, entered, ifBusy) {
    unlessSingle(f, entered, () => {
      f.i32Const(1);
      f.brIf(ifBusy);
    });
  },

  endLeaf() {},
};
