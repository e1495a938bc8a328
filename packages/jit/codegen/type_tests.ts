/**
 * Tests of a value's exact type, in functions that are written once for each Worker as in those of a program.
 *
 * @module
 */
import type { FunctionBuilder, Label } from "@orochi/wasm";

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

/** Pushes whether a local holds one of some types' numbers. */
export function pushIsOneOf(f: FunctionBuilder, type: number, types: readonly number[]): void {
  types.forEach((one, k) => {
    f.localGet(type);
    f.i32Const(one);
    f.i32Eq();
    if (k > 0) f.i32Or();
  });
}
