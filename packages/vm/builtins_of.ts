/**
 * Where code looks for a name that its globals lack: in `__builtins__` of the globals where a program has put
 * something of its own there, else in the one namespace of builtins. Only the latter is ever cached.
 *
 * @module
 */
import { FUNCTION_GLOBALS, MODULE_DICT, T_DICT, T_MODULE, type Value } from "@orochi/object";
import { FRAME_FUNCTION, THREAD_FRAME } from "./thread_state.ts";
import type { Vm } from "./vm.ts";

/** `__builtins__` of globals (borrowed) as a namespace: a module's dict, or what was given in place of one. */
export function builtinsOf(vm: Vm, globals: Value): Value {
  const given = vm.isDict(globals) ? vm.dictGetInterned(globals, vm.names.__builtins__) : 0;
  if (given === 0) return vm.builtins;
  return (given & 1) === 0 && vm.layout(given) === T_MODULE ? vm.i32[(given + MODULE_DICT) >>> 2] : given;
}

/** The builtins of the code that runs (borrowed), which what it compiles inherits. */
export function currentBuiltins(vm: Vm): Value {
  const frame = vm.i32[(vm.block + THREAD_FRAME) >>> 2];
  const func = frame === 0 ? 0 : vm.i32[(frame >>> 2) + FRAME_FUNCTION];
  return func === 0 ? vm.builtins : builtinsOf(vm, vm.i32[(func + FUNCTION_GLOBALS) >>> 2]);
}

/** A name of the builtins that go with globals (new reference), 0 without an exception where they lack it. */
export function builtinNamed(vm: Vm, globals: Value, name: Value): Value {
  const namespace = builtinsOf(vm, globals);
  if (vm.isExact(namespace, T_DICT)) return vm.keep(vm.dictGetInterned(namespace, name));
  const value = vm.getItem(namespace, name);
  if (value === 0 && vm.matches("KeyError")) vm.clearError();
  return value;
}
