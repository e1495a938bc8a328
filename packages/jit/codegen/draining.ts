/**
 * Going on with a generator from yield to yield for natives that need no more of most items than can be done here: `sum`
 * adds ints, `any` and `all` pass over what has the truth that does not matter. A crossing between TypeScript and
 * WebAssembly for each item takes about as long as the item.
 *
 * @module
 */
import { type Address, FALSE, NONE, TRUE, type Value } from "@orochi/object";
import { F64, type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { THREAD_TRACED, THREAD_YIELDED } from "@orochi/vm/bytecode";
import { RESUME_STAYS } from "@orochi/vm/engine";
import type { JitHost } from "../host.ts";
import { drop } from "./container_module.ts";
import { Generators } from "./resumptions.ts";
import { ASK, beginOnce, BLOCK_GLOBAL, type Support } from "./runtime_module.ts";

/** The ways from TypeScript to generators that compiled code goes on with, as of `JitHooks`. */
export interface GoOn {
  send(generator: Address, sent: Value): Value;
  addYielded(generator: Address): Value;
  skipYielded(generator: Address, wanted: number): Value;
  readonly added: { readonly value: number };
}

/** Instantiates the module of {@linkcode GoOn}: needed when there is the first such generator. */
export function makeGoOn(host: JitHost, imports: WebAssembly.ModuleImports): GoOn {
  const support = beginOnce(host), { module } = support;
  const added = module.defineGlobal(F64, true, 0), { resume } = new Generators(host, support);
  module.exportGlobal("added", added);
  module.exportFunction("send", resume);
  exportAddYielded(support, resume, added);
  exportSkipYielded(support, resume);
  const made = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), {
    o: { ...imports, leave: () => 0 },
  });
  return made.exports as unknown as GoOn;
}

/** Sums and items up to here are added as doubles: what comes out is exact. */
const MOST_ADDED = 2 ** 52;

/**
 * Adds `addYielded`, `(generator) -> value` of the hooks, and exports it.
 *
 * @param resume See `Generators`.
 * @param added Index of a global, where the sum is left.
 */
function exportAddYielded(support: Support, resume: number, added: number): void {
  const f = support.module.addFunction("addYielded", [I32], [I32]);
  const value = f.newLocal(I32), item = f.newLocal(F64), sum = f.newLocal(F64);
  whileYielded(f, resume, value, (done) => {
    setAddend(support, f, item, value);
    // What is none is far beyond.
    for (const number of [item, sum]) {
      f.localGet(number);
      f.f64Abs();
      f.f64Const(MOST_ADDED);
      f.f64Gt();
      f.brIf(done);
    }
    f.localGet(sum);
    f.localGet(item);
    f.f64Add();
    f.localSet(sum);
    drop({ support }, f, value);
  });
  f.localGet(sum);
  f.globalSet(added);
  f.localGet(value);
  f.end();
  support.module.exportFunction("addYielded", f.index);
}

/** Sets a local to the number of an int or a bool; to one beyond {@linkcode MOST_ADDED} where it is too large or something else. */
function setAddend({ unboxInt }: Support, f: FunctionBuilder, number: number, value: number): void {
  f.localGet(value);
  f.i32Const(TRUE);
  f.i32Eq();
  f.if(F64);
  f.f64Const(1);
  f.else();
  f.localGet(value);
  f.i32Const(FALSE);
  f.i32Eq();
  f.if(F64);
  f.f64Const(0);
  f.else();
  f.localGet(value);
  f.call(unboxInt);
  f.f64ConvertI64S();
  f.end();
  f.end();
  f.localSet(number);
}

/** Adds `skipYielded`, `(generator, wanted) -> value` of the hooks, and exports it. */
function exportSkipYielded(support: Support, resume: number): void {
  const f = support.module.addFunction("skipYielded", [I32, I32], [I32]);
  const wanted = 1, value = f.newLocal(I32), truth = f.newLocal(I32);
  whileYielded(f, resume, value, (done) => {
    f.localGet(value);
    f.call(support.truth);
    f.localTee(truth);
    f.localGet(wanted);
    f.i32Eq();
    f.localGet(truth);
    f.i32Const(ASK);
    f.i32Eq();
    f.i32Or();
    f.brIf(done);
    drop({ support }, f, value);
  });
  f.localGet(value);
  f.end();
  support.module.exportFunction("skipYielded", f.index);
}

/**
 * Goes on with the generator that the first parameter holds for as long as it yields: not where it stays, ends or raises.
 *
 * @param each Takes what was yielded from the local `value`, or branches to the label and leaves it there.
 */
function whileYielded(f: FunctionBuilder, resume: number, value: number, each: (done: Label) => void): void {
  const done = f.block(), again = f.loop();
  f.localGet(0);
  f.i32Const(NONE);
  f.call(resume);
  f.localTee(value);
  f.i32Const(RESUME_STAYS);
  f.i32Eq();
  f.brIf(done);
  f.globalGet(BLOCK_GLOBAL);
  f.i32Load(THREAD_YIELDED);
  f.i32Eqz();
  f.brIf(done);
  // From now on the interpreter goes on with generators, and tells of it.
  f.globalGet(BLOCK_GLOBAL);
  f.i32Load(THREAD_TRACED);
  f.brIf(done);
  each(done);
  f.br(again);
  f.end();
  f.end();
}
