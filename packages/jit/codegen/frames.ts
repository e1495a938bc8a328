/**
 * Making and ending frames, as functions of the module, so that each place that needs one is a call, which the engine
 * writes in line where it is hot.
 *
 * @module
 */
import { I32 } from "@orochi/wasm";
import {
  FRAME_FLAG_COMPILED,
  FRAME_HEADER_BYTES,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_STACK_TOP,
} from "@orochi/vm/bytecode";
import type { Code } from "../decode.ts";
import type { JitHost } from "../host.ts";
import { BLOCK_GLOBAL, type Support } from "./runtime_module.ts";

/** Frames of one code object. */
export class Frames {
  readonly #host: JitHost;
  readonly #support: Support;
  readonly #code: Code;
  #begin = -1;
  #end = -1;

  constructor(host: JitHost, support: Support, code: Code) {
    this.#host = host;
    this.#support = support;
    this.#code = code;
  }

  /** Index of `(frame, func, pc) -> raised`: makes the frame the thread's current one; a safepoint. */
  get begin(): number {
    return this.#begin < 0 ? this.#begin = this.#addBegin() : this.#begin;
  }

  /** Index of `(frame) -> ()`: takes the thread's current frame down. */
  get end(): number {
    return this.#end < 0 ? this.#end = this.#addEnd() : this.#end;
  }

  #addBegin(): number {
    const f = this.#support.module.addFunction("beginFrame", [I32, I32, I32], [I32]);
    const depth = f.newLocal(I32);
    // Room there is: compiled code begins within the first bytes of the stack only, see COMPILED_STACK_BYTES.
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_DEPTH);
    f.localTee(depth);
    f.i32Const(0);
    f.i32LeS();
    f.if();
    f.call(this.#support.helper.recursionError);
    f.i32Const(1);
    f.return();
    f.end();
    f.localGet(0);
    f.i32Const(this.#code.address);
    f.i32Store(0);
    f.localGet(0);
    f.localGet(1);
    f.i32Store(4);
    f.localGet(0);
    f.i64Const(FRAME_FLAG_COMPILED);
    f.i64Store(8);
    f.localGet(0);
    f.i64Const(0);
    f.i64Store(16);
    f.localGet(0);
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_FRAME);
    f.i32Store(24);
    f.localGet(0);
    f.localGet(2);
    f.i32Store(28);
    f.globalGet(BLOCK_GLOBAL);
    f.localGet(0);
    f.i32Store(THREAD_FRAME);
    f.globalGet(BLOCK_GLOBAL);
    f.localGet(0);
    f.i32Const(FRAME_HEADER_BYTES + this.#code.registers * 4);
    f.i32Add();
    f.i32Store(THREAD_STACK_TOP);
    f.globalGet(BLOCK_GLOBAL);
    f.localGet(depth);
    f.i32Const(1);
    f.i32Sub();
    f.i32Store(THREAD_DEPTH);
    // Functions that call come by here, so this is the safepoint of a recursion without loops.
    this.#host.lock.poll(f, this.#support.context, () => {
      f.call(this.#support.helper.safepoint);
      f.i32Eqz();
      f.return();
    });
    f.i32Const(0);
    f.end();
    return f.index;
  }

  #addEnd(): number {
    const f = this.#support.module.addFunction("endFrame", [I32], []);
    f.localGet(0);
    f.i32Load(20);
    f.if();
    f.localGet(0);
    f.call(this.#support.helper.detachFrame);
    f.end();
    f.globalGet(BLOCK_GLOBAL);
    f.localGet(0);
    f.i32Load(24);
    f.i32Store(THREAD_FRAME);
    f.globalGet(BLOCK_GLOBAL);
    f.localGet(0);
    f.i32Store(THREAD_STACK_TOP);
    f.globalGet(BLOCK_GLOBAL);
    f.globalGet(BLOCK_GLOBAL);
    f.i32Load(THREAD_DEPTH);
    f.i32Const(1);
    f.i32Add();
    f.i32Store(THREAD_DEPTH);
    f.end();
    return f.index;
  }
}
