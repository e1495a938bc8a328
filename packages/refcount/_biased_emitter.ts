/**
 * Biased counting as WebAssembly. One comparison says both that the executing slot owns the object and that its count
 * is in range: owner and count share a word, so `local ^ (slot << 22)` is the count if the owner is this slot, and at
 * least 2^22 if not.
 *
 * In line are the owner's steps, the test for immortal objects, and the increment by others; the rest is a call.
 *
 * @module
 */
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { COUNT_BITS, COUNT_MASK, ONE, SPILL_AT } from "./_biased_words.ts";
import { headerLocal, pushHeader, pushImmortal } from "./_emit.ts";
import type { RefcountEmitContext, RefcountEmitter } from "./strategy.ts";

/** Bytes from the header: shared word, local word, the object. */
const SHARED_WORD = 0, LOCAL_WORD = 4, OBJECT = 8;

/** Writes: push what the owner has in the upper bits of the local word. */
function pushOwnerBits(f: FunctionBuilder, context: RefcountEmitContext): void {
  f.globalGet(context.slotGlobal);
  f.i32Const(COUNT_BITS);
  f.i32Shl();
}

/** Writes: load the local word into `local`, push the count of the executing slot, or 2^22 and more. */
function pushOwnCount(f: FunctionBuilder, header: number, local: number, context: RefcountEmitContext): void {
  f.localGet(header);
  f.i32Load(LOCAL_WORD);
  f.localTee(local);
  pushOwnerBits(f, context);
  f.i32Xor();
}

function storeLocal(f: FunctionBuilder, header: number, local: number, change: 1 | -1): void {
  f.localGet(header);
  f.localGet(local);
  f.i32Const(change);
  f.i32Add();
  f.i32Store(LOCAL_WORD);
}

/** See the module documentation. */
export const BIASED_EMITTER: RefcountEmitter = {
  init(f, object, context) {
    pushHeader(f, object, OBJECT);
    pushOwnerBits(f, context);
    f.i32Const(1);
    f.i32Or();
    f.i64ExtendI32U();
    // Both words at once: the shared one becomes 0.
    f.i64Const(32);
    f.i64Shl();
    f.i64Store();
  },

  incref(f, object, context) {
    const header = headerLocal(f, object, OBJECT), local = f.newLocal(I32), count = f.newLocal(I32);
    const done = f.block();
    pushOwnCount(f, header, local, context);
    f.localTee(count);
    f.i32Const(SPILL_AT);
    f.i32LtU();
    f.if();
    storeLocal(f, header, local, 1);
    f.br(done);
    f.end();
    pushImmortal(f, header, OBJECT);
    f.brIf(done);
    // Owned and nearly full: half of the count spills.
    f.localGet(count);
    f.i32Const(COUNT_MASK);
    f.i32LeU();
    f.if();
    f.localGet(object);
    f.call(context.incref);
    f.br(done);
    f.end();
    f.localGet(header);
    f.i32Const(ONE);
    f.i32AtomicRmwAdd(SHARED_WORD);
    f.drop();
    f.end();
    f.releaseLocal(count);
    f.releaseLocal(local);
    f.releaseLocal(header);
  },

  decref(f, object, context, onDeath) {
    const header = headerLocal(f, object, OBJECT), local = f.newLocal(I32), count = f.newLocal(I32);
    const alive = f.block();
    const dead = f.block();
    // From 2 references up the owner goes on holding some.
    pushOwnCount(f, header, local, context);
    f.localTee(count);
    f.i32Const(2);
    f.i32Sub();
    f.i32Const(COUNT_MASK - 1);
    f.i32LtU();
    f.if();
    storeLocal(f, header, local, -1);
    f.br(alive);
    f.end();
    pushImmortal(f, header, OBJECT);
    f.brIf(alive);
    // The owner's last, and nobody else ever counted it: nobody else can have it.
    f.localGet(count);
    f.i32Const(1);
    f.i32Eq();
    f.if();
    f.localGet(header);
    f.i32AtomicLoad(SHARED_WORD);
    f.i32Eqz();
    f.if();
    storeLocal(f, header, local, -1);
    f.br(dead);
    f.end();
    f.end();
    f.localGet(object);
    f.call(context.decref);
    f.i32Eqz();
    f.brIf(alive);
    f.end();
    f.releaseLocal(count);
    f.releaseLocal(local);
    f.releaseLocal(header);
    onDeath();
    f.end();
  },

  tryIncref(f, object, context, onFailure) {
    const header = headerLocal(f, object, OBJECT), local = f.newLocal(I32);
    const done = f.block();
    // Owned, with a reference: without one it is being taken apart.
    pushOwnCount(f, header, local, context);
    f.i32Const(1);
    f.i32Sub();
    f.i32Const(SPILL_AT - 1);
    f.i32LtU();
    f.if();
    storeLocal(f, header, local, 1);
    f.br(done);
    f.end();
    pushImmortal(f, header, OBJECT);
    f.brIf(done);
    f.localGet(object);
    f.call(context.tryIncref);
    f.i32Eqz();
    f.brIf(onFailure);
    f.end();
    f.releaseLocal(local);
    f.releaseLocal(header);
  },

  isUnique(f, object, context) {
    const header = headerLocal(f, object, OBJECT), local = f.newLocal(I32);
    pushOwnCount(f, header, local, context);
    f.i32Const(1);
    f.i32Eq();
    f.localGet(header);
    f.i32AtomicLoad(SHARED_WORD);
    f.i32Eqz();
    f.i32And();
    f.releaseLocal(local);
    f.releaseLocal(header);
  },

  // What the executing slot owns and counts itself can't be destroyed by others: only its own safepoint merges it.
  borrow(f: FunctionBuilder, object: number, context: RefcountEmitContext, ifUnsafe: Label) {
    const header = headerLocal(f, object, OBJECT), local = f.newLocal(I32);
    const safe = f.block();
    pushOwnCount(f, header, local, context);
    f.i32Const(1);
    f.i32Sub();
    f.i32Const(COUNT_MASK);
    f.i32LtU();
    f.brIf(safe);
    pushImmortal(f, header, OBJECT);
    f.i32Eqz();
    f.brIf(ifUnsafe);
    f.end();
    f.releaseLocal(local);
    f.releaseLocal(header);
  },
};
