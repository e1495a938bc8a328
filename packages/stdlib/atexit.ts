/**
 * `atexit`: functions that run when the program ends.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { callWithTuple, nativeFunction, type NativeModule, reportUnraisable, type Vm } from "@orochi/vm";
import { addToState, clearInState, getState, stateItems } from "./state.ts";

/** List of tuples: function, arguments, keywords. */
const STATE = "atexit functions";

/** The functions to come, first registered first: tuples of function, arguments and keywords (borrowed). */
export function exitFunctions(vm: Vm): Value[] {
  return stateItems(vm, STATE);
}

/** Has one of {@linkcode exitFunctions} called; false with MemoryError set. */
export function addExitFunction(vm: Vm, entry: Value): boolean {
  return addToState(vm, STATE, entry);
}

/** Forgets all functions. */
export function clearExitFunctions(vm: Vm): boolean {
  return clearInState(vm, STATE);
}

/** Runs the functions, last registered first. What they raise is shown; SystemExit counts as raised, too. */
export function runExitFunctions(vm: Vm): void {
  const functions = getState(vm, STATE);
  while (functions !== 0 && vm.listLength(functions) > 0) {
    const entry = vm.callMethod(functions, vm.names.pop);
    if (entry === 0) return vm.clearError();
    const [func, args, keywords] = vm.tupleItems(entry);
    const result = callWithTuple(vm, func, args, keywords);
    if (result === 0) reportUnraisable(vm, "Exception ignored in atexit callback", func);
    vm.decref(result);
    vm.decref(entry);
  }
}

/** The module. */
export const atexitModule: NativeModule = {
  name: "atexit",
  doc: "allow programmer to define multiple exit functions to be executed\nupon normal program termination.",
  functions: [
    nativeFunction("register", "(func, /, *args, **kwargs)", (vm, a) => {
      const [func, args, keywords] = [vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]];
      if (vm.lookupSpecial(func, vm.names.__call__) === 0) {
        return vm.raiseType("the first argument must be callable");
      }
      const entry = vm.newTuple([vm.keep(func), vm.keep(args), vm.keep(keywords)]);
      const done = entry !== 0 && addExitFunction(vm, entry);
      vm.decref(entry);
      return done ? vm.keep(func) : 0;
    }),
    nativeFunction("unregister", "(func, /)", (vm, a) => {
      const functions = getState(vm, STATE);
      if (functions === 0) return NONE;
      for (let i = vm.listLength(functions) - 1; i >= 0; i--) {
        const same = vm.equals(vm.tupleItem(vm.listItem(functions, i), 0), vm.i32[a]);
        if (same < 0) return 0;
        if (same === 1) vm.delItem(functions, vm.newInt(i));
      }
      return NONE;
    }),
    nativeFunction("_clear", "()", (vm) => clearExitFunctions(vm) ? NONE : 0),
    nativeFunction(
      "_ncallbacks",
      "()",
      (vm) => vm.newInt(getState(vm, STATE) === 0 ? 0 : vm.listLength(getState(vm, STATE))),
    ),
    nativeFunction("_run_exitfuncs", "()", (vm) => {
      runExitFunctions(vm);
      return NONE;
    }),
  ],
};
