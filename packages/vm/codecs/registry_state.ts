/**
 * What the codec registry remembers, in the shared heap so that all threads see it: search functions, codecs
 * found, error handlers.
 *
 * @module
 */
import { VM_CONTROL } from "@orochi/heap";
import type { Value } from "@orochi/object";
import type { Vm } from "../vm.ts";

/** Bytes from VM_CONTROL: list of search functions. */
const CONTROL_SEARCH = 0x110;
/** Bytes from VM_CONTROL: dict from normalised name to what a search function found. */
const CONTROL_CODECS = 0x114;
/** Bytes from VM_CONTROL: dict from name to error handler. */
const CONTROL_HANDLERS = 0x118;

/** The object of a control word (borrowed), made when it is first asked for; 0 with MemoryError set. */
function controlObject(vm: Vm, offset: number, make: () => Value): Value {
  const word = (VM_CONTROL + offset) >>> 2;
  if (vm.i32[word] !== 0) return vm.i32[word];
  const made = make();
  // Another thread may have been faster.
  if (made !== 0 && Atomics.compareExchange(vm.i32, word, 0, made) !== 0) vm.decref(made);
  return vm.i32[word];
}

/** List of the search functions (borrowed). */
export function searchFunctions(vm: Vm): Value {
  return controlObject(vm, CONTROL_SEARCH, () => vm.newList([]));
}

/** Dict of the codecs found so far (borrowed). */
export function knownCodecs(vm: Vm): Value {
  return controlObject(vm, CONTROL_CODECS, () => vm.newDict());
}

/** Dict of the error handlers (borrowed). */
export function errorHandlers(vm: Vm): Value {
  return controlObject(vm, CONTROL_HANDLERS, () => vm.newDict());
}

/** An error handler by name (borrowed); 0 with LookupError set. */
export function errorHandler(vm: Vm, name: string): Value {
  const handlers = errorHandlers(vm);
  const handler = handlers === 0 ? 0 : vm.dictGetStr(handlers, name);
  return handler !== 0 || vm.failed()
    ? handler
    : vm.raise("LookupError", `unknown error handler name '${name}'`);
}
