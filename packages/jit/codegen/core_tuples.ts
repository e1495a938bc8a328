/**
 * Tuples as keys of dicts and sets, of the module of `core_module.ts`: their hash, and whether two of them are equal. What
 * they hold are small ints and strs of exactly the builtin type; nothing else can be told without code of a program.
 *
 * @module
 */
import { GIL_CONTROL } from "@orochi/heap";
import { T_STR, T_TUPLE, TUPLE_HASH, TUPLE_ITEMS, TUPLE_LENGTH } from "@orochi/object";
import { type FunctionBuilder, I32, type WasmModule } from "@orochi/wasm";
import { returnIf, setIntHash, setStrHash } from "./core_parts.ts";
import { addTo, whileBelow } from "./loops.ts";

/** Primes of xxHash32, as `hashTuple` of the machine uses them. */
const PRIME_1 = 2654435761, PRIME_2 = 2246822519, PRIME_5 = 374761393;
/** What stands for the length of a tuple in its hash is mixed with this. */
const LENGTH_MIX = PRIME_5 ^ 3527539;

/** Returns a value unless there is only one thread: what another one takes apart is not looked into. */
function returnUnlessSingle(f: FunctionBuilder, value: number): void {
  f.i32Const(GIL_CONTROL);
  f.i32Load();
  f.i32Const(1);
  f.i32Ne();
  returnIf(f, value);
}

/** Sets a local to where the items of a tuple end, and pushes where they begin. */
function pushItems(f: FunctionBuilder, tuple: number, end: number): void {
  f.localGet(tuple);
  f.localGet(tuple);
  f.i32Load(TUPLE_LENGTH);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  f.localGet(tuple);
}

/** `(key) -> hash`, as a dict has it, of an object that is a tuple; 0 if it is none, or its hash is not known. */
export function addTupleHash(module: WasmModule, strHash: number): number {
  const f = module.addFunction("tupleHash", [I32], [I32]);
  const tuple = 0,
    hash = f.newLocal(I32),
    at = f.newLocal(I32),
    end = f.newLocal(I32),
    item = f.newLocal(I32);
  const lane = f.newLocal(I32);
  f.localGet(tuple);
  f.i32Load16U();
  f.i32Const(T_TUPLE);
  f.i32Ne();
  returnIf(f, 0);
  returnUnlessSingle(f, 0);
  f.localGet(tuple);
  f.i32Load(TUPLE_HASH);
  f.localTee(hash);
  f.i32Eqz();
  f.if();
  f.i32Const(PRIME_5 | 0);
  f.localSet(hash);
  pushItems(f, tuple, end);
  f.localSet(at);
  whileBelow(f, at, end, () => {
    f.localGet(at);
    f.i32Load(TUPLE_ITEMS);
    f.localTee(item);
    f.i32Const(1);
    f.i32And();
    f.if();
    setIntHash(f, item, lane);
    f.else();
    f.localGet(item);
    f.i32Load16U();
    f.i32Const(T_STR);
    f.i32Ne();
    returnIf(f, 0);
    setStrHash(f, item, lane, strHash);
    f.end();
    f.localGet(hash);
    f.localGet(lane);
    f.i32Const(PRIME_2 | 0);
    f.i32Mul();
    f.i32Add();
    f.i32Const(13);
    f.i32Rotl();
    f.i32Const(PRIME_1 | 0);
    f.i32Mul();
    f.localSet(hash);
    addTo(f, at, 4);
  });
  f.localGet(hash);
  f.localGet(tuple);
  f.i32Load(TUPLE_LENGTH);
  f.i32Const(LENGTH_MIX | 0);
  f.i32Xor();
  f.i32Add();
  f.localTee(hash);
  f.i32Const(1);
  f.localGet(hash);
  f.select();
  f.localSet(hash);
  f.localGet(tuple);
  f.localGet(hash);
  f.i32Store(TUPLE_HASH);
  f.end();
  // -1 is no hash.
  f.i32Const(-2);
  f.localGet(hash);
  f.localGet(hash);
  f.i32Const(-1);
  f.i32Eq();
  f.select();
  f.end();
  return f.index;
}

/** `(stored, key) -> 1, 0, or -1` where only code of a program can tell, of two objects. */
export function addTupleEquals(module: WasmModule, strEquals: number): number {
  const f = module.addFunction("tupleEquals", [I32, I32], [I32]);
  const stored = 0, key = 1, end = f.newLocal(I32), a = f.newLocal(I32), b = f.newLocal(I32);
  for (const tuple of [stored, key]) {
    f.localGet(tuple);
    f.i32Load16U();
    f.i32Const(T_TUPLE);
    f.i32Ne();
    returnIf(f, -1);
  }
  returnUnlessSingle(f, -1);
  for (const tuple of [stored, key]) {
    f.localGet(tuple);
    f.i32Load(TUPLE_LENGTH);
  }
  f.i32Ne();
  returnIf(f, 0);
  pushItems(f, key, end);
  f.drop();
  whileBelow(f, key, end, () => {
    for (const [tuple, item] of [[stored, a], [key, b]]) {
      f.localGet(tuple);
      f.i32Load(TUPLE_ITEMS);
      f.localSet(item);
    }
    f.localGet(a);
    f.localGet(b);
    f.i32Ne();
    f.if();
    // Small ints that are equal are one word.
    f.localGet(a);
    f.localGet(b);
    f.i32And();
    f.i32Const(1);
    f.i32And();
    returnIf(f, 0);
    f.localGet(a);
    f.localGet(b);
    f.i32Or();
    f.i32Const(1);
    f.i32And();
    returnIf(f, -1);
    for (const item of [a, b]) {
      f.localGet(item);
      f.i32Load16U();
      f.i32Const(T_STR);
      f.i32Ne();
      returnIf(f, -1);
    }
    f.localGet(a);
    f.localGet(b);
    f.call(strEquals);
    f.i32Eqz();
    returnIf(f, 0);
    f.end();
    for (const tuple of [stored, key]) addTo(f, tuple, 4);
  });
  f.i32Const(1);
  f.end();
  return f.index;
}
