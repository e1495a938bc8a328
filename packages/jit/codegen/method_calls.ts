/**
 * Builtin methods that are written once for each Worker: they have the arguments of the helper `callNative`, which does what
 * they can't.
 *
 * @module
 */
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { needSingle, type Support } from "./runtime_module.ts";
import { needType } from "./type_tests.ts";

/** Arguments of all the methods. */
export const CALLABLE = 0, ARGS = 1, COUNT = 2;

/** `(callable, args, count, place in the list) -> value`: calls one of the methods. */
export function addDispatch({ module }: Support, name: string, methods: readonly number[]): number {
  const f = module.addFunction(name, [I32, I32, I32, I32], [I32]);
  const labels = methods.map(() => f.block());
  f.localGet(3);
  f.brTable(labels, labels[0]);
  for (const method of methods.toReversed()) {
    f.end();
    for (const argument of [CALLABLE, ARGS, COUNT]) f.localGet(argument);
    f.call(method);
    f.return();
  }
  f.unreachable();
  f.end();
  return f.index;
}

/** Sets locals to self, of a type, and the one argument; branches for others, and while there are several threads. */
export function readArguments(
  f: FunctionBuilder,
  self: number,
  type: number,
  argument: number,
  slow: Label,
): void {
  f.localGet(COUNT);
  f.i32Const(2);
  f.i32Ne();
  f.brIf(slow);
  needSingle(f, slow);
  f.localGet(ARGS);
  f.i32Load();
  f.localSet(self);
  needType(f, self, type, slow);
  f.localGet(ARGS);
  f.i32Load(4);
  f.localSet(argument);
}
