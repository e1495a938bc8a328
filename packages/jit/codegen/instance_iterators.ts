/**
 * `iter(x)` of instances of Python classes whose `__iter__` is a generator function: what the class has is noted in a table
 * when it is first called, and the generator made without leaving WebAssembly from then on.
 *
 * @module
 */
import { TYPE_TABLE } from "@orochi/heap";
import { type Address, FIRST_DYNAMIC_TYPE, FUNCTION_CODE, TYPE_VERSION, type Value } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { THREAD_STACK_TOP } from "@orochi/vm/bytecode";
import type { JitHost } from "../host.ts";
import { BLOCK_GLOBAL, type Support } from "./runtime_module.ts";

/** Entries of the table: type index, version of the type, function, its code. */
const ENTRIES = 64, ENTRY_SHIFT = 4;
const VERSION = 4, FUNCTION = 8, CODE = 12;
/** What is noted becomes immortal: of programs that make classes again and again, only so much. */
const MOST_NOTED = 256;

/** The table of a Worker. */
export class IteratorFunctions {
  readonly address: Address;
  readonly #host: JitHost;
  #left = MOST_NOTED;

  /** @param address Of raw storage of {@linkcode IteratorFunctions.BYTES} bytes; 0 where there was none. */
  constructor(host: JitHost, address: Address) {
    this.address = address;
    this.#host = host;
    if (address === 0) this.#left = 0;
    else host.i32.fill(0, address >>> 2, (address + IteratorFunctions.BYTES) >>> 2);
  }

  /** Size of the table. */
  static readonly BYTES: number = ENTRIES << ENTRY_SHIFT;

  /** Notes what makes iterators of such a value, one of which the interpreter has just made. */
  note(value: Value): void {
    if (this.#left === 0 || (value & 1) === 1) return;
    const { i32 } = this.#host, type = i32[value >>> 2] & 0xffff;
    if (type < FIRST_DYNAMIC_TYPE) return;
    // The version comes first: what is looked up may belong to a later one.
    const version = i32[(i32[(TYPE_TABLE >>> 2) + type] + TYPE_VERSION) >>> 2];
    const func = this.#host.iteratorFunction(type);
    if (func === 0) return;
    const code = i32[(func + FUNCTION_CODE) >>> 2];
    this.#left--;
    this.#host.immortalise(func);
    this.#host.immortalise(code);
    i32.set([type, version, func, code], (this.address >>> 2) + ((type & (ENTRIES - 1)) << 2));
  }
}

/** `getIter(value)`, whose generators are made by the function `newGenerator` of the module. */
export function addIterateInstance(
  { module, helper, context }: Support,
  host: JitHost,
  table: Address,
  newGenerator: number,
): number {
  const f = module.addFunction("getIter", [I32], [I32]);
  const value = 0,
    type = f.newLocal(I32),
    entry = f.newLocal(I32),
    func = f.newLocal(I32),
    room = f.newLocal(I32);
  const slow = f.block();
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.brIf(slow);
  f.localGet(value);
  f.i32Load16U();
  f.localTee(type);
  f.i32Const(ENTRIES - 1);
  f.i32And();
  f.i32Const(ENTRY_SHIFT);
  f.i32Shl();
  f.i32Const(table);
  f.i32Add();
  f.localTee(entry);
  f.i32Load();
  f.localGet(type);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(type);
  f.i32Const(2);
  f.i32Shl();
  f.i32Load(TYPE_TABLE);
  f.i32Load(TYPE_VERSION);
  f.localGet(entry);
  f.i32Load(VERSION);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(entry);
  f.i32Load(FUNCTION);
  f.localTee(func);
  f.i32Load(FUNCTION_CODE);
  f.localGet(entry);
  f.i32Load(CODE);
  f.i32Ne();
  f.brIf(slow);
  host.refcount.incref(f, value, context);
  f.globalGet(BLOCK_GLOBAL);
  f.i32Load(THREAD_STACK_TOP);
  f.localTee(room);
  f.localGet(value);
  f.i32Store();
  f.localGet(func);
  f.localGet(room);
  f.i32Const(1);
  f.call(newGenerator);
  f.return();
  f.end();
  f.localGet(value);
  f.call(helper.getIter);
  f.end();
  return f.index;
}
