/**
 * Functions that make generators, end them and take apart those that have ended, written once for each Worker, in a
 * module of their own. Each does the usual case and calls the helper whose place it takes, with the same arguments, for all
 * else.
 *
 * @module
 */
import { addAllocFunction, addAllocRawFunction, addFreeFunction, addFreeRawFunction } from "@orochi/heap";
import {
  type Address,
  CODE_FLAGS,
  CODE_NAME,
  CODE_QUALNAME,
  CODE_REGISTERS,
  FUNCTION_CODE,
  FUNCTION_GLOBALS,
  FUNCTION_NAME,
  FUNCTION_QUALNAME,
  GENERATOR_BYTES,
  GENERATOR_CODE,
  GENERATOR_COMPILED,
  GENERATOR_DELEGATE,
  GENERATOR_FINALIZER,
  GENERATOR_FRAME,
  GENERATOR_HANDLED,
  GENERATOR_NAME,
  GENERATOR_QUALNAME,
  GENERATOR_RESULT,
  GENERATOR_STATE,
  T_GENERATOR,
} from "@orochi/object";
import { type FunctionBuilder, I32 } from "@orochi/wasm";
import {
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_GENERATOR,
  FRAME_HEADER_BYTES,
  FRAME_OBJECT,
  FRAME_PC,
  FRAME_PREVIOUS,
  LENGTHS,
  Op,
  THREAD_DEPTH,
  THREAD_FRAME,
  THREAD_HANDLED,
  THREAD_YIELDED,
} from "@orochi/vm/bytecode";
import { GENERATOR_FINISHED } from "@orochi/vm/engine";
import type { JitHelpers, JitHost } from "../host.ts";
import { addIterateInstance, type IteratorFunctions } from "./instance_iterators.ts";
import { addTo, whileBelow } from "./loops.ts";
import { beginOnce, BLOCK_GLOBAL, needSingle, type Support } from "./runtime_module.ts";

/** Entries of the table of {@linkcode FirstWords}, of four words each. */
const ENTRIES = 64, ENTRY_BYTES = 16;
/** The bits of a code object's address that are its entry's offset. */
const ENTRY_MASK = (ENTRIES - 1) * ENTRY_BYTES;
/** Word index of the instruction that a generator begins with where all that its function does is to make it. */
const BEGIN = LENGTHS[Op.RETURN_GENERATOR];

/**
 * The first words of generators that compiled code goes on with, by their code: a table of code object, globals and word.
 * A word that is no longer right leads to where the right code is found.
 */
export class FirstWords {
  readonly address: Address;
  readonly #i32: Int32Array;

  /** @param address Of raw storage of {@linkcode FirstWords.BYTES} bytes; 0 where there was none. */
  constructor(i32: Int32Array, address: Address) {
    this.address = address;
    this.#i32 = i32;
    i32.fill(0, address >>> 2, address === 0 ? 0 : (address + FirstWords.BYTES) >>> 2);
  }

  /** Size of the table. */
  static readonly BYTES: number = ENTRIES * ENTRY_BYTES;

  /** Notes the first word of the generators that a function makes, whose code begins at `pc`. */
  note(func: Address, pc: number, word: number): void {
    if (this.address === 0 || pc !== BEGIN) return;
    const i32 = this.#i32, code = i32[(func + FUNCTION_CODE) >>> 2];
    i32.set(
      [code, i32[(func + FUNCTION_GLOBALS) >>> 2], word],
      (this.address + (code & ENTRY_MASK)) >>> 2,
    );
  }
}

/** What the functions of the module share. */
interface Parts {
  readonly host: JitHost;
  readonly support: Support;
  readonly free: number;
  readonly freeRaw: number;
}

/** Instantiates the module: the functions by the names of the helpers whose places they take. */
export function makeGenerators(
  host: JitHost,
  imports: WebAssembly.ModuleImports,
  words: FirstWords,
  iterators: IteratorFunctions,
): Partial<JitHelpers> {
  const support = beginOnce(host), { module, helper } = support;
  const parts: Parts = {
    host,
    support,
    free: addFreeFunction(module, { headerBytes: host.headerBytes, slow: helper.freeObject }),
    freeRaw: addFreeRawFunction(module, { headerBytes: 0, slow: helper.freeRaw }),
  };
  if (words.address !== 0) {
    const newGenerator = addNewGenerator(parts, words.address);
    module.exportFunction("newGenerator", newGenerator);
    if (iterators.address !== 0) {
      module.exportFunction("getIter", addIterateInstance(support, host, iterators.address, newGenerator));
    }
  }
  module.exportFunction("setDelegate", addSetDelegate(parts));
  module.exportFunction("endGenerator", addEndGenerator(parts));
  module.exportFunction("destroy", addDestroy(parts));
  const made = new WebAssembly.Instance(new WebAssembly.Module(module.toBytes()), {
    o: { ...imports, leave: () => 0 },
  });
  return made.exports as unknown as Partial<JitHelpers>;
}

/** Ends the block whose label led to the long way, and the function. */
function endWithHelper({ support }: Parts, f: FunctionBuilder, helper: keyof JitHelpers): void {
  f.end();
  f.type.params.forEach((_, parameter) => f.localGet(parameter));
  f.call(support.helper[helper]);
  f.end();
}

/** A generator whose first word is in the table, with its frame. */
function addNewGenerator(parts: Parts, words: Address): number {
  const { support: { module, helper, context }, host, free } = parts;
  const alloc = addAllocFunction(module, { headerBytes: host.headerBytes, slow: helper.allocObject });
  const allocRaw = addAllocRawFunction(module, { headerBytes: 0, slow: helper.allocRaw });
  const f = module.addFunction("newGenerator", [I32, I32, I32], [I32]);
  const func = 0, args = 1, count = 2;
  const [code, entry, generator, frame, bytes, at, end, name, qualname] = Array.from(
    { length: 9 },
    () => f.newLocal(I32),
  );
  const load = (local: number, object: number, offset: number) => {
    f.localGet(object);
    f.i32Load(offset);
    f.localSet(local);
  };
  const slow = f.block();
  load(code, func, FUNCTION_CODE);
  f.localGet(code);
  f.i32Load(CODE_FLAGS);
  f.i32Const(CO_COROUTINE | CO_ASYNC_GENERATOR);
  f.i32And();
  f.brIf(slow);
  f.localGet(code);
  f.i32Const(ENTRY_MASK);
  f.i32And();
  f.i32Const(words);
  f.i32Add();
  f.localTee(entry);
  f.i32Load();
  f.localGet(code);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(entry);
  f.i32Load(4);
  f.localGet(func);
  f.i32Load(FUNCTION_GLOBALS);
  f.i32Ne();
  f.brIf(slow);

  // Names that the function was given may be replaced meanwhile, those of its code stay.
  for (
    const [local, own, offset] of [
      [name, FUNCTION_NAME, CODE_NAME],
      [qualname, FUNCTION_QUALNAME, CODE_QUALNAME],
    ] as const
  ) {
    load(local, code, offset);
    f.localGet(func);
    f.i32Load(own);
    f.localGet(local);
    f.i32Ne();
    f.brIf(slow);
  }

  f.localGet(code);
  f.i32Load(CODE_REGISTERS);
  f.i32Const(2);
  f.i32Shl();
  f.i32Const(FRAME_HEADER_BYTES);
  f.i32Add();
  f.localSet(bytes);
  f.globalGet(BLOCK_GLOBAL);
  f.i32Const(GENERATOR_BYTES);
  f.call(alloc);
  f.localTee(generator);
  f.i32Eqz();
  f.brIf(slow);
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(bytes);
  f.call(allocRaw);
  f.localTee(frame);
  f.i32Eqz();
  f.if();
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(generator);
  f.call(free);
  f.br(slow);
  f.end();

  for (const [start, pushBytes] of [[generator, null], [frame, bytes]] as const) {
    f.localGet(start);
    f.localTee(at);
    if (pushBytes === null) f.i32Const(GENERATOR_BYTES);
    else f.localGet(pushBytes);
    f.i32Add();
    f.localSet(end);
    whileBelow(f, at, end, () => {
      f.localGet(at);
      f.i32Const(0);
      f.i32Store();
      addTo(f, at, 4);
    });
  }
  const store = (object: number, offset: number, push: () => void) => {
    f.localGet(object);
    push();
    f.i32Store(offset);
  };
  store(generator, 0, () => f.i32Const(T_GENERATOR));
  host.refcount.init(f, generator, context);
  store(generator, GENERATOR_RESULT, () => f.i32Const(-1));
  store(generator, GENERATOR_COMPILED, () => {
    f.localGet(entry);
    f.i32Load(8);
  });
  const kept = [[GENERATOR_CODE, code], [GENERATOR_NAME, name], [GENERATOR_QUALNAME, qualname]] as const;
  for (const [offset, local] of kept) {
    store(generator, offset, () => f.localGet(local));
    host.refcount.incref(f, local, context);
  }
  store(frame, FRAME_CODE * 4, () => f.localGet(code));
  store(frame, FRAME_FUNCTION * 4, () => f.localGet(func));
  host.refcount.incref(f, func, context);
  store(frame, FRAME_GENERATOR * 4, () => f.localGet(generator));
  store(frame, FRAME_PC * 4, () => f.i32Const(BEGIN));

  f.localGet(frame);
  f.localSet(at);
  f.localGet(args);
  f.localGet(count);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  whileBelow(f, args, end, () => {
    store(at, FRAME_HEADER_BYTES, () => {
      f.localGet(args);
      f.i32Load();
    });
    addTo(f, at, 4);
    addTo(f, args, 4);
  });
  store(generator, GENERATOR_FRAME, () => f.localGet(frame));
  f.localGet(generator);
  f.return();
  endWithHelper(parts, f, "newGenerator");
  return f.index;
}

/** Pushes whether one of these words of an object is not 0. */
function pushAny(f: FunctionBuilder, object: number, offsets: readonly number[]): void {
  offsets.forEach((offset, k) => {
    f.localGet(object);
    f.i32Load(offset);
    if (k > 0) f.i32Or();
  });
}

/** As `finishGenerator` of the virtual machine does it, of a generator that nobody has looked into. */
function addEndGenerator(parts: Parts): number {
  const { support: { module, decref }, freeRaw } = parts;
  const f = module.addFunction("endGenerator", [I32], []);
  const frame = 0, generator = f.newLocal(I32), func = f.newLocal(I32);
  const slow = f.block();
  f.localGet(frame);
  f.i32Load(FRAME_GENERATOR * 4);
  f.localSet(generator);
  pushAny(f, generator, [GENERATOR_HANDLED, GENERATOR_DELEGATE]);
  f.localGet(frame);
  f.i32Load(FRAME_OBJECT * 4);
  f.i32Or();
  f.globalGet(BLOCK_GLOBAL);
  f.i32Load(THREAD_HANDLED);
  f.i32Or();
  f.brIf(slow);
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(frame);
  f.i32Load(FRAME_PREVIOUS * 4);
  f.i32Store(THREAD_FRAME);
  f.globalGet(BLOCK_GLOBAL);
  f.globalGet(BLOCK_GLOBAL);
  f.i32Load(THREAD_DEPTH);
  f.i32Const(1);
  f.i32Add();
  f.i32Store(THREAD_DEPTH);
  f.localGet(generator);
  f.i32Const(GENERATOR_FINISHED);
  f.i32Store(GENERATOR_STATE);
  f.localGet(generator);
  f.i32Const(0);
  f.i32Store(GENERATOR_FRAME);
  f.localGet(frame);
  f.i32Load(FRAME_FUNCTION * 4);
  f.localSet(func);
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(frame);
  f.call(freeRaw);
  f.localGet(func);
  f.call(decref);
  // A destructor may have resumed others.
  f.globalGet(BLOCK_GLOBAL);
  f.i32Const(0);
  f.i32Store(THREAD_YIELDED);
  f.return();
  endWithHelper(parts, f, "endGenerator");
  return f.index;
}

/** Notes what a generator goes on with in `yield from`, or that it no longer does: 0. */
function addSetDelegate(parts: Parts): number {
  const { support: { module, decref, context }, host } = parts;
  const f = module.addFunction("setDelegate", [I32, I32], []);
  const generator = 0, target = 1, old = f.newLocal(I32);
  const slow = f.block();
  needSingle(f, slow);
  f.localGet(target);
  f.if();
  host.refcount.incref(f, target, context);
  f.end();
  f.localGet(generator);
  f.i32Load(GENERATOR_DELEGATE);
  f.localSet(old);
  f.localGet(generator);
  f.localGet(target);
  f.i32Store(GENERATOR_DELEGATE);
  f.localGet(old);
  f.if();
  f.localGet(old);
  f.call(decref);
  f.end();
  f.return();
  endWithHelper(parts, f, "setDelegate");
  return f.index;
}

/** Takes a dead generator apart that has ended and has nothing but its names and code; it is freed before these die. */
function addDestroy(parts: Parts): number {
  const { support: { module, decref }, free } = parts;
  const f = module.addFunction("destroy", [I32], []);
  const generator = 0;
  const held = [GENERATOR_NAME, GENERATOR_QUALNAME, GENERATOR_CODE].map((offset) => ({
    offset,
    local: f.newLocal(I32),
  }));
  const slow = f.block();
  // The whole word: who has weak references has a bit that says so, and so has who was finalised.
  f.localGet(generator);
  f.i32Load();
  f.i32Const(T_GENERATOR);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(generator);
  f.i32Load(GENERATOR_STATE);
  f.i32Const(GENERATOR_FINISHED);
  f.i32Ne();
  f.brIf(slow);
  pushAny(f, generator, [GENERATOR_FRAME, GENERATOR_HANDLED, GENERATOR_DELEGATE, GENERATOR_FINALIZER]);
  f.brIf(slow);
  for (const { offset, local } of held) {
    f.localGet(generator);
    f.i32Load(offset);
    f.localSet(local);
  }
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(generator);
  f.call(free);
  for (const { local } of held) {
    f.localGet(local);
    f.call(decref);
  }
  f.return();
  endWithHelper(parts, f, "destroy");
  return f.index;
}
