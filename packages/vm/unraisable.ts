/**
 * Exceptions that nobody can catch, as a finaliser's: `sys.unraisablehook` gets them.
 *
 * @module
 */
import {
  EXCEPTION_TRACEBACK,
  GENERATOR_QUALNAME,
  NONE,
  T_BUILTIN_FUNCTION_OR_METHOD,
  type Value,
} from "@orochi/object";
import { newNamespace } from "./builtins/simple_namespace.ts";
import { takeError } from "./errors.ts";
import { ensureModule } from "./import_operations.ts";
import { warn } from "./native_warnings.ts";
import { formatException } from "./traceback.ts";
import { CONTROL_SYS, type Vm } from "./vm.ts";

/**
 * Reports the exception being raised, which nobody can catch, and forgets it.
 *
 * @param message What was going on, as CPython says it before the object.
 * @param object Whom it happened to (borrowed).
 */
export function reportUnraisable(vm: Vm, message: string, object: Value): void {
  const exception = takeError(vm);
  if (exception === 0) return;
  const title = `${message} ${vm.jsRepr(object)}`;
  if (!callHook(vm, exception, title)) write(vm, title, exception);
  vm.decref(exception);
}

function write(vm: Vm, title: string, exception: Value): void {
  vm.host.write(2, new TextEncoder().encode(`${title}:\n${formatException(vm, exception)}`));
}

/** Calls the program's own hook. Returns whether there is one. */
function callHook(vm: Vm, exception: Value, title: string): boolean {
  const sys = vm.control(CONTROL_SYS);
  const hook = sys === 0 ? 0 : vm.dictGetStr(sys, "unraisablehook");
  if (hook === 0 || hook === NONE || vm.isExact(hook, T_BUILTIN_FUNCTION_OR_METHOD)) return false;
  vm.incref(hook);
  const dict = vm.newDict();
  const text = dict === 0 ? 0 : vm.newStr(title);
  const trace = vm.i32[(exception + EXCEPTION_TRACEBACK) >>> 2] || NONE;
  const filled = text !== 0 && vm.dictSetStr(dict, "exc_type", vm.typeOf(exception)) &&
    vm.dictSetStr(dict, "exc_value", exception) && vm.dictSetStr(dict, "exc_traceback", trace) &&
    vm.dictSetStr(dict, "err_msg", text) && vm.dictSetStr(dict, "object", NONE);
  vm.decref(text);
  const details = filled ? newNamespace(vm, dict) : 0;
  const result = details === 0 ? 0 : vm.call(hook, details);
  vm.decref(details);
  vm.decref(result);
  if (result === 0) {
    const failure = takeError(vm);
    write(vm, title, exception);
    if (failure !== 0) write(vm, "Exception ignored in sys.unraisablehook", failure);
    vm.decref(failure);
  }
  vm.decref(hook);
  return true;
}

/**
 * Warns of an awaitable of an async generator that dies without having been awaited.
 *
 * @param name Of the method that gave it.
 * @param generator Whose it is (borrowed).
 */
export function warnUnawaitedMethod(vm: Vm, name: string, generator: Value): void {
  const whose = vm.jsRepr(vm.i32[(generator + GENERATOR_QUALNAME) >>> 2]);
  if (!warn(vm, "RuntimeWarning", `coroutine method '${name}' of ${whose} was never awaited`)) {
    reportUnraisable(vm, "Exception ignored while finalizing async generator", generator);
  }
}

/** Warns of a coroutine that dies without having been awaited. */
export function warnUnawaited(vm: Vm, coroutine: Value): void {
  const warnings = ensureModule(vm, "warnings");
  const result = warnings === 0
    ? 0
    : vm.callMethod(warnings, vm.intern("_warn_unawaited_coroutine"), coroutine);
  vm.decref(warnings);
  vm.decref(result);
  if (result === 0) reportUnraisable(vm, "Exception ignored while finalizing coroutine", coroutine);
}
