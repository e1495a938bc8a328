/**
 * Methods of containers, of the module of `container_module.ts`, with the arguments of the helper `callNative`, which does
 * what they can't.
 *
 * @module
 */
import { NONE, SET_USED, T_SET } from "@orochi/object";
import { I32 } from "@orochi/wasm";
import { addExtend } from "./container_lists.ts";
import { type ContainerParts, drop, endWithHelper } from "./container_module.ts";
import { setPlainHash } from "./core_module.ts";
import { addDispatch, readArguments } from "./method_calls.ts";

/** The methods that the module has; their places are what `containerMethod` is told. */
export const CONTAINER_METHODS: readonly string[] = ["list.extend", "set.discard"];

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addMethodFunctions(parts: ContainerParts): [name: string, index: number][] {
  const methods = [addExtend(parts), addDiscard(parts)];
  return [["containerMethod", addDispatch(parts.support, "containerMethod", methods)]];
}

/** `set.discard(key)`. */
function addDiscard(parts: ContainerParts): number {
  const { findPair, support: { module, helper } } = parts;
  const f = module.addFunction("discard", [I32, I32, I32], [I32]);
  const set = f.newLocal(I32), key = f.newLocal(I32), hash = f.newLocal(I32), pair = f.newLocal(I32);
  const slow = f.block();
  readArguments(f, set, T_SET, key, slow);
  setPlainHash(f, { ...helper, key, hash }, () => f.brIf(slow));
  f.localGet(set);
  f.localGet(key);
  f.localGet(hash);
  f.call(findPair);
  f.localTee(pair);
  f.i32Const(0);
  f.i32LtS();
  f.brIf(slow);
  f.localGet(pair);
  f.if();
  f.localGet(pair);
  f.i32Load(4);
  f.localSet(key);
  f.localGet(pair);
  f.i32Const(-1);
  f.i32Store();
  f.localGet(pair);
  f.i32Const(0);
  f.i32Store(4);
  f.localGet(set);
  f.localGet(set);
  f.i32Load(SET_USED);
  f.i32Const(1);
  f.i32Sub();
  f.i32Store(SET_USED);
  drop(parts, f, key);
  f.end();
  f.i32Const(NONE);
  f.return();
  endWithHelper(parts, f, "callNative");
  return f.index;
}
