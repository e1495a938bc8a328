/**
 * Tests of a value's exact type, in functions that are written once for each Worker as in those of a program.
 *
 * @module
 */
import { PAGES } from "@orochi/heap";
import { LIST_ITEMS, T_LIST, T_TUPLE, TUPLE_ITEMS } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";

/**
 * Pushes whether references to the value in a local are counted. Small ints are none; nothing, which is 0, and the static
 * singletons, which are immortal, lie below the first page.
 */
export function pushIsCounted(f: FunctionBuilder, value: number): void {
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.i32Eqz();
  f.localGet(value);
  f.i32Const(PAGES);
  f.i32GeU();
  f.i32And();
}

/** Branches if a local holds a small int, which is no address. */
export function needObject(f: FunctionBuilder, value: number, other: Label): void {
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.brIf(other);
}

/** Branches unless a local holds exactly an object of a type. */
export function needType(f: FunctionBuilder, value: number, type: number, other: Label): void {
  needObject(f, value, other);
  f.localGet(value);
  f.i32Load16U();
  f.i32Const(type);
  f.i32Ne();
  f.brIf(other);
}

/** Pushes where the items of a list or tuple stand; branches if a local holds neither. Its type is in the other local. */
export function pushItems(f: FunctionBuilder, container: number, type: number, other: Label): void {
  needObject(f, container, other);
  f.localGet(container);
  f.i32Load16U();
  f.localTee(type);
  f.i32Const(T_LIST);
  f.i32Eq();
  f.if(I32);
  f.localGet(container);
  f.i32Load(LIST_ITEMS);
  f.else();
  f.localGet(type);
  f.i32Const(T_TUPLE);
  f.i32Ne();
  f.brIf(other);
  f.localGet(container);
  f.i32Const(TUPLE_ITEMS);
  f.i32Add();
  f.end();
}

/** Pushes whether a local holds one of some types' numbers. */
export function pushIsOneOf(f: FunctionBuilder, type: number, types: readonly number[]): void {
  types.forEach((one, k) => {
    f.localGet(type);
    f.i32Const(one);
    f.i32Eq();
    if (k > 0) f.i32Or();
  });
}

/** Pushes whether an object is exactly of a type: the whole word, as who has weak references has a bit that says so. */
export function pushIsExactly(f: FunctionBuilder, object: number, type: number): void {
  f.localGet(object);
  f.i32Load();
  f.i32Const(type);
  f.i32Eq();
}
