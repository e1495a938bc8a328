/**
 * Going on with a generator from compiled code, and coming back: functions of the module, written when first needed.
 *
 * A generator whose compiled code yielded says in a word where it goes on: the token of the Worker whose code that was,
 * and a number in that Worker's table. Another Worker's token does not match, and the long way through the interpreter
 * is taken, as for all that has not yet been compiled.
 *
 * @module
 */
import {
  GENERATOR_COMPILED,
  GENERATOR_FRAME,
  GENERATOR_HANDLED,
  GENERATOR_RESULT,
  GENERATOR_STATE,
  NONE,
  T_GENERATOR,
} from "@orochi/object";
import { type FunctionBuilder, I32 } from "@orochi/wasm";
import {
  COMPILED_NESTING,
  COMPILED_STACK_BYTES,
  FRAME_FLAG_ENTRY,
  FRAME_HEADER_BYTES,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_HANDLED,
  THREAD_NESTING,
  THREAD_RAISED,
  THREAD_STACK_BASE,
  THREAD_STACK_TOP,
  THREAD_YIELDED,
} from "@orochi/vm/bytecode";
import { GENERATOR_CREATED, GENERATOR_RUNNING, GENERATOR_SUSPENDED, RESUME_STAYS } from "@orochi/vm/engine";
import type { JitHost } from "../host.ts";
import { BLOCK_GLOBAL, SINGLE_ADDRESS, type Support, TOKEN_GLOBAL } from "./runtime_module.ts";

/** Bits of the word that are the number in the table. */
export const NUMBER_BITS = 16;

/** See the module documentation. */
export class Generators {
  readonly #host: JitHost;
  readonly #support: Support;
  #resume = -1;
  #next = -1;
  #suspend = -1;

  constructor(host: JitHost, support: Support) {
    this.#host = host;
    this.#support = support;
  }

  /**
   * Index of `(iterator, sent) -> value`: what a generator yields or returns when it is sent a value (borrowed), 0 with an
   * exception set; {@linkcode RESUME_STAYS} where only the interpreter can go on with it.
   */
  get resume(): number {
    return this.#resume < 0 ? this.#resume = this.#addResume() : this.#resume;
  }

  /** Index of `(iterator) -> value`, the helper `next` with a short way for generators. */
  get next(): number {
    return this.#next < 0 ? this.#next = this.#addNext() : this.#next;
  }

  /** Index of `(frame, pc, register, word) -> ()`: what the interpreter does when a generator yields. */
  get suspend(): number {
    return this.#suspend < 0 ? this.#suspend = this.#addSuspend() : this.#suspend;
  }

  /** Adds to a word of the thread block. */
  #bump(f: FunctionBuilder, offset: number, by: number): void {
    f.globalGet(BLOCK_GLOBAL);
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(offset);
    f.i32Const(by);
    f.i32Add();
    f.i32Store(offset);
  }

  /** Pushes whether an exception is being handled, in the generator's body or outside of it. */
  #pushHandles(f: FunctionBuilder, generator: number): void {
    f.localGet(generator);
    f.i32Load(GENERATOR_HANDLED);
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_HANDLED);
    f.i32Or();
  }

  #addResume(): number {
    const { module, helper, resumptions } = this.#support, { lock } = this.#host;
    const f = module.addFunction("resume", [I32, I32], [I32]);
    const generator = 0, sent = 1;
    const word = f.newLocal(I32), frame = f.newLocal(I32), at = f.newLocal(I32), old = f.newLocal(I32);
    const entered = f.newLocal(I32), rests = f.newLocal(I32);
    const stays = f.block();
    f.localGet(generator);
    f.i32Load16U();
    f.i32Const(T_GENERATOR);
    f.i32Ne();
    f.brIf(stays);
    f.localGet(generator);
    f.i32Load(GENERATOR_COMPILED);
    f.localTee(word);
    f.i32Const(NUMBER_BITS);
    f.i32ShrU();
    f.globalGet(TOKEN_GLOBAL);
    f.i32Ne();
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_NESTING);
    f.i32Const(COMPILED_NESTING);
    f.i32GeS();
    f.i32Or();
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_STACK_TOP);
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_STACK_BASE);
    f.i32Sub();
    f.i32Const(COMPILED_STACK_BYTES);
    f.i32GeS();
    f.i32Or();
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_DEPTH);
    f.i32Const(0);
    f.i32LeS();
    f.i32Or();
    f.brIf(stays);
    // Only one thread may find it at rest.
    lock.beginLeaf(f, generator, entered, stays);
    f.localGet(generator);
    f.i32Load(GENERATOR_STATE);
    f.i32Const(GENERATOR_SUSPENDED);
    f.i32Eq();
    // One that has not begun takes None only.
    f.localGet(generator);
    f.i32Load(GENERATOR_STATE);
    f.i32Const(GENERATOR_CREATED);
    f.i32Eq();
    f.localGet(sent);
    f.i32Const(NONE);
    f.i32Eq();
    f.i32And();
    f.i32Or();
    f.localTee(rests);
    f.if();
    f.localGet(generator);
    f.i32Const(GENERATOR_RUNNING);
    f.i32Store(GENERATOR_STATE);
    f.end();
    lock.endLeaf(f, generator, entered);
    f.localGet(rests);
    f.i32Eqz();
    f.brIf(stays);

    this.#bump(f, THREAD_DEPTH, -1);
    f.localGet(generator);
    f.i32Load(GENERATOR_FRAME);
    f.localTee(frame);
    f.i32Const(FRAME_FLAG_ENTRY);
    f.i32Store(8);
    f.localGet(frame);
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_FRAME);
    f.i32Store(24);
    f.globalGet(BLOCK_GLOBAL);
    f.localGet(frame);
    f.i32Store(THREAD_FRAME);
    this.#deliver(f, { generator, sent, frame, at, old });
    this.#pushHandles(f, generator);
    f.if();
    f.localGet(generator);
    f.call(helper.swapHandled);
    f.end();
    this.#bump(f, THREAD_NESTING, 1);
    f.localGet(frame);
    f.localGet(frame);
    f.i32Load(4);
    f.localGet(word);
    f.i32Const((1 << NUMBER_BITS) - 1);
    f.i32And();
    f.callIndirect([I32, I32], [I32], resumptions);
    this.#bump(f, THREAD_NESTING, -1);
    f.return();
    f.end();
    f.i32Const(RESUME_STAYS);
    f.end();
    return f.index;
  }

  /** The value sent goes to the register that the generator waits with. A temporary there is empty. */
  #deliver(
    f: FunctionBuilder,
    { generator, sent, frame, at, old }: Record<"generator" | "sent" | "frame" | "at" | "old", number>,
  ): void {
    const ifObject = (local: number, write: () => void) => {
      f.localGet(local);
      f.i32Const(0);
      f.i32Ne();
      f.localGet(local);
      f.i32Const(1);
      f.i32And();
      f.i32Eqz();
      f.i32And();
      f.if();
      write();
      f.end();
    };
    f.localGet(generator);
    f.i32Load(GENERATOR_RESULT);
    f.localTee(at);
    f.i32Const(0);
    f.i32GeS();
    f.if();
    f.localGet(frame);
    f.localGet(at);
    f.i32Const(2);
    f.i32Shl();
    f.i32Add();
    f.localTee(at);
    f.i32Load(FRAME_HEADER_BYTES);
    f.localSet(old);
    ifObject(sent, () => this.#host.refcount.incref(f, sent, this.#support.context));
    f.localGet(at);
    f.localGet(sent);
    f.i32Store(FRAME_HEADER_BYTES);
    ifObject(old, () => {
      f.localGet(old);
      f.call(this.#support.decref);
    });
    f.end();
  }

  #addNext(): number {
    const { module, helper, decref } = this.#support, resume = this.resume;
    const f = module.addFunction("next", [I32], [I32]), value = f.newLocal(I32);
    f.localGet(0);
    f.i32Const(NONE);
    f.call(resume);
    f.localTee(value);
    f.i32Const(RESUME_STAYS);
    f.i32Eq();
    f.if();
    f.localGet(0);
    f.call(helper.next);
    f.return();
    f.end();
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_YIELDED);
    f.i32Eqz();
    f.if();
    // What it returned is nobody's.
    f.localGet(value);
    f.i32Const(0);
    f.i32Ne();
    f.localGet(value);
    f.i32Const(1);
    f.i32And();
    f.i32Eqz();
    f.i32And();
    f.if();
    f.localGet(value);
    f.call(decref);
    f.end();
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_RAISED);
    f.i32Const(0);
    f.i32Ne();
    f.i32Const(1);
    f.i32Shl();
    f.return();
    f.end();
    f.localGet(value);
    f.end();
    return f.index;
  }

  #addSuspend(): number {
    const { module, helper } = this.#support;
    const f = module.addFunction("suspend", [I32, I32, I32, I32], []);
    const frame = 0, pc = 1, register = 2, word = 3, generator = f.newLocal(I32);
    f.localGet(frame);
    f.i32Load(20);
    f.if();
    f.localGet(frame);
    f.call(helper.detachFrame);
    f.end();
    f.localGet(frame);
    f.i32Const(0);
    f.i32Store(8);
    f.localGet(frame);
    f.localGet(pc);
    f.i32Store(28);
    f.globalGet(BLOCK_GLOBAL);
    f.localGet(frame);
    f.i32Load(24);
    f.i32Store(THREAD_FRAME);
    f.localGet(frame);
    f.i32Const(0);
    f.i32Store(24);
    this.#bump(f, THREAD_DEPTH, 1);
    f.localGet(frame);
    f.i32Load(16);
    f.localTee(generator);
    f.localGet(register);
    f.i32Store(GENERATOR_RESULT);
    f.localGet(generator);
    f.localGet(word);
    f.i32Store(GENERATOR_COMPILED);
    this.#pushHandles(f, generator);
    f.if();
    f.localGet(generator);
    f.call(helper.restoreHandled);
    f.end();
    f.globalGet(BLOCK_GLOBAL);
    f.i32Const(1);
    f.i32Store(THREAD_YIELDED);
    // From here on another thread, where there is one, may go on with it.
    f.i32Const(0);
    f.i32Load(SINGLE_ADDRESS);
    f.i32Const(1);
    f.i32Eq();
    f.if();
    f.localGet(generator);
    f.i32Const(GENERATOR_SUSPENDED);
    f.i32Store(GENERATOR_STATE);
    f.else();
    f.localGet(generator);
    f.i32Const(GENERATOR_SUSPENDED);
    f.i32AtomicStore(GENERATOR_STATE);
    f.end();
    f.end();
    return f.index;
  }
}
