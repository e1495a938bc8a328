/**
 * Tests of values of builtin types, of the module of `container_module.ts`: `isinstance`.
 *
 * @module
 */
import { T_FLOAT, T_INT, T_TUPLE, T_TYPE, TUPLE_ITEMS, TUPLE_LENGTH, TYPE_INDEX } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { type ContainerParts, endWithHelper } from "./container_module.ts";
import { addTo, whileBelow } from "./loops.ts";
import { SIZED } from "./runtime_module.ts";

/** Types none of which derives from another. */
const UNRELATED: readonly number[] = [...SIZED, T_INT, T_FLOAT];

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addTestFunctions(parts: ContainerParts): [name: string, index: number][] {
  return [["isInstance", addIsInstance(parts)]];
}

/** Pushes whether the number of a type in a local is one of some, which are below 64. */
function pushIsAmong(f: FunctionBuilder, type: number, types: readonly number[]): void {
  f.i64Const(BigInt.asIntN(64, types.reduce((bits, number) => bits | (1n << BigInt(number)), 0n)));
  f.localGet(type);
  f.i64ExtendI32U();
  f.i64ShrU();
  f.i32WrapI64();
  f.localGet(type);
  f.i32Const(64);
  f.i32LtU();
  f.i32And();
  f.i32Const(1);
  f.i32And();
}

/** Sets a local to the number of the type that another one holds; branches unless that is one of the unrelated ones. */
function setUnrelated(f: FunctionBuilder, object: number, number: number, slow: Label): void {
  f.localGet(object);
  f.i32Const(1);
  f.i32And();
  f.brIf(slow);
  f.localGet(object);
  f.i32Load16U();
  f.i32Const(T_TYPE);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(object);
  f.i32Load(TYPE_INDEX);
  f.localSet(number);
  pushIsAmong(f, number, UNRELATED);
  f.i32Eqz();
  f.brIf(slow);
}

/** `isinstance(value, type)` where both types are builtin and unrelated, or the type is a tuple of such. */
function addIsInstance(parts: ContainerParts): number {
  const f = parts.support.module.addFunction("isInstance", [I32, I32], [I32]);
  const value = 0, classes = 1, type = f.newLocal(I32), wanted = f.newLocal(I32), found = f.newLocal(I32);
  const at = f.newLocal(I32), end = f.newLocal(I32), item = f.newLocal(I32), slow = f.block();
  f.localGet(value);
  f.i32Const(1);
  f.i32And();
  f.if(I32);
  f.i32Const(T_INT);
  f.else();
  f.localGet(value);
  f.i32Load16U();
  f.end();
  f.localSet(type);
  pushIsAmong(f, type, UNRELATED);
  f.localGet(classes);
  f.i32Const(1);
  f.i32And();
  f.i32Eqz();
  f.i32And();
  f.i32Eqz();
  f.brIf(slow);
  f.localGet(classes);
  f.i32Load16U();
  f.i32Const(T_TUPLE);
  f.i32Eq();
  f.if();
  f.localGet(classes);
  f.i32Const(TUPLE_ITEMS);
  f.i32Add();
  f.localTee(at);
  f.localGet(classes);
  f.i32Load(TUPLE_LENGTH);
  f.i32Const(2);
  f.i32Shl();
  f.i32Add();
  f.localSet(end);
  whileBelow(f, at, end, () => {
    f.localGet(at);
    f.i32Load();
    f.localSet(item);
    setUnrelated(f, item, wanted, slow);
    f.localGet(wanted);
    f.localGet(type);
    f.i32Eq();
    f.localGet(found);
    f.i32Or();
    f.localSet(found);
    addTo(f, at, 4);
  });
  f.localGet(found);
  f.return();
  f.end();
  setUnrelated(f, classes, wanted, slow);
  f.localGet(wanted);
  f.localGet(type);
  f.i32Eq();
  f.return();
  endWithHelper(parts, f, "isInstance");
  return f.index;
}
