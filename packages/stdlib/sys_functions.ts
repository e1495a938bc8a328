/**
 * The functions of `sys`.
 *
 * @module
 */
import {
  EXCEPTION_TRACEBACK,
  FLAG_IMMORTAL,
  FRAME_OBJECT_BACK,
  FUNCTION_GLOBALS,
  isReference,
  NONE,
  T_BASE_EXCEPTION,
  T_STR,
  T_TRACEBACK,
  T_TUPLE,
  type Value,
} from "@orochi/object";
import {
  asyncGeneratorHooks,
  callWithTuple,
  CONTROL_SYS,
  currentFrame,
  formatException,
  FRAME_FUNCTION,
  FRAME_PREVIOUS,
  frameObject,
  isInterned,
  type NativeDefinition,
  nativeFunction,
  originDepth,
  setAsyncGeneratorHooks,
  setOriginDepth,
  type Vm,
  warn,
} from "@orochi/vm";
import { intDigitsLimit, setIntDigitsLimit } from "@orochi/vm/numeric";
import { addToState, getState, isFinalizing, STATE_AUDITED } from "./state.ts";
import { threadFunctions } from "./sys_threads.ts";
import { tracingFunctions } from "./sys_tracing.ts";
import { newStructSequence } from "./struct_sequence.ts";
import { ASYNCGEN_HOOKS } from "./sys_info.ts";
import { clearTypeDescriptors } from "./type_descriptors.ts";

/** Digits below which a limit on the conversion of ints is not allowed to be. */
const LEAST_MAX_DIGITS = 640;
/** `sys.get_int_max_str_digits()` at start. */
export const DEFAULT_MAX_DIGITS = 4300;

/** Writes text to one of the standard streams as Python would; a lost stream takes nothing. */
export function writeTo(vm: Vm, stream: "stdout" | "stderr", text: string): boolean {
  const file = vm.dictGetStr(vm.control(CONTROL_SYS), stream);
  if (file === 0 || file === NONE) {
    if (stream === "stderr") vm.host.write(2, new TextEncoder().encode(text));
    return true;
  }
  const string = vm.newStr(text);
  const result = string === 0 ? 0 : vm.callMethod(file, vm.names.write, string);
  vm.decref(string);
  vm.decref(result);
  return result !== 0;
}

function displayhook(vm: Vm, value: Value): Value {
  if (value === NONE) return NONE;
  if (!vm.dictSetStr(vm.builtins, "_", NONE)) return 0;
  const file = vm.dictGetStr(vm.control(CONTROL_SYS), "stdout");
  if (file === 0 || file === NONE) return vm.raise("RuntimeError", "lost sys.stdout");
  const text = vm.repr(value);
  if (text === 0) return 0;
  const done = writeTo(vm, "stdout", `${vm.js(text)}\n`);
  vm.decref(text);
  return done && vm.dictSetStr(vm.builtins, "_", value) ? NONE : 0;
}

/** `excepthook(type, value, traceback)`: shows an exception as an uncaught one is shown. */
function excepthook(vm: Vm, exception: Value, traceback: Value): Value {
  if ((exception & 1) !== 0 || vm.layout(exception) !== T_BASE_EXCEPTION) {
    // Nothing is printed of what is no exception but its type, as the traceback module does it.
    const name = vm.typeName(exception);
    return writeTo(
        vm,
        "stderr",
        exception === NONE
          ? "NoneType: None\n"
          : `TypeError: print_exception(): Exception expected for value, ${name} found\n`,
      )
      ? NONE
      : 0;
  }
  const word = (exception + EXCEPTION_TRACEBACK) >>> 2;
  if (vm.isExact(traceback, T_TRACEBACK) && vm.i32[word] === 0) vm.store(word, vm.keep(traceback));
  return writeTo(vm, "stderr", formatException(vm, exception)) ? NONE : 0;
}

function unraisablehook(vm: Vm, details: Value): Value {
  const read = (name: string): Value => vm.getAttr(details, vm.intern(name));
  const value = read("exc_value"), message = read("err_msg"), object = read("object");
  if (vm.failed()) return 0;
  const title = message === NONE ? "Exception ignored in" : vm.jsStr(message);
  const head = object === NONE
    ? `${title}:\n`
    : `${title}${message === NONE ? ":" : ""} ${vm.jsRepr(object)}\n`;
  const done = writeTo(vm, "stderr", head + (value === NONE ? "" : formatException(vm, value)));
  for (const owned of [value, message, object]) vm.decref(owned);
  return done ? NONE : 0;
}

/** The frame object `depth` callers up (new reference). */
function getframe(vm: Vm, depth: number): Value {
  const frame = currentFrame(vm);
  let object = frame === 0 ? 0 : frameObject(vm, frame);
  for (let left = depth; object !== 0 && left > 0; left--) {
    object = vm.i32[(object + FRAME_OBJECT_BACK) >>> 2];
  }
  if (object !== 0) return vm.keep(object);
  return vm.failed() ? 0 : vm.raiseValue("call stack is not deep enough");
}

/** The globals `depth` callers up (borrowed), or 0. */
function globalsAt(vm: Vm, depth: number): Value {
  let frame = currentFrame(vm);
  for (let left = depth; frame !== 0 && left > 0; left--) frame = vm.i32[(frame >>> 2) + FRAME_PREVIOUS];
  return frame === 0 ? 0 : vm.i32[(vm.i32[(frame >>> 2) + FRAME_FUNCTION] + FUNCTION_GLOBALS) >>> 2];
}

function exit(vm: Vm, given: Value): Value {
  const status = given === 0 ? NONE : given;
  const args = status === NONE ? [] : vm.isExact(status, T_TUPLE) ? vm.tupleItems(status) : [status];
  const exception = vm.call(vm.exceptionType("SystemExit"), ...args);
  return exception === 0 ? 0 : vm.raiseObject(exception);
}

function excInfo(vm: Vm): Value {
  const handled = vm.handledException;
  if (handled === 0) return vm.newTuple([NONE, NONE, NONE]);
  const traceback = vm.i32[(handled + EXCEPTION_TRACEBACK) >>> 2];
  return vm.newTuple([vm.keep(vm.typeOf(handled)), vm.keep(handled), vm.keep(traceback) || NONE]);
}

function getsizeof(vm: Vm, object: Value, fallback: Value): Value {
  const size = vm.callSpecial(object, vm.names.__sizeof__);
  if (size !== 0) {
    if (vm.isInt(size)) return size;
    vm.decref(size);
    if (fallback !== 0) return vm.keep(fallback);
    return vm.raiseType("'str' object cannot be interpreted as an integer");
  }
  if (!vm.failed()) return vm.raiseType(`Type ${vm.typeName(object)} doesn't define __sizeof__`);
  if (fallback === 0 || !vm.matches("TypeError")) return 0;
  vm.clearError();
  return vm.keep(fallback);
}

/** Tells the audit hooks of an event; false if one of them raised. */
export function audit(vm: Vm, event: string, ...args: Value[]): boolean {
  if (vm.i32[STATE_AUDITED >>> 2] === 0) return true;
  const tuple = vm.newTuple(args.map((arg) => vm.keep(arg)));
  if (tuple === 0) return false;
  const done = auditWith(vm, vm.intern(event), tuple);
  vm.decref(tuple);
  return done;
}

function auditWith(vm: Vm, event: Value, args: Value): boolean {
  const hooks = getState(vm, "audit hooks");
  if (hooks === 0) return true;
  for (let i = 0; i < vm.listLength(hooks); i++) {
    const result = vm.call(vm.listItem(hooks, i), event, args);
    if (result === 0) return false;
    vm.decref(result);
  }
  return true;
}

function addaudithook(vm: Vm, hook: Value): Value {
  if (!audit(vm, "sys.addaudithook")) {
    if (!vm.matches("RuntimeError")) return 0;
    vm.clearError();
    return NONE;
  }
  if (!addToState(vm, "audit hooks", hook)) return 0;
  vm.i32[STATE_AUDITED >>> 2] = 1;
  return NONE;
}

function setDigits(vm: Vm, given: Value): Value {
  const digits = vm.index(given);
  if (Number.isNaN(digits)) return 0;
  if (digits !== 0 && digits < LEAST_MAX_DIGITS) {
    return vm.raiseValue(`maxdigits must be 0 or larger than ${LEAST_MAX_DIGITS}`);
  }
  setIntDigitsLimit(vm, digits);
  return NONE;
}

function breakpointhook(vm: Vm, args: Value, keywords: Value): Value {
  const name = vm.host.environment().PYTHONBREAKPOINT || "pdb.set_trace";
  if (name === "0") return NONE;
  const dot = name.lastIndexOf(".");
  const ignore = () =>
    warn(vm, "RuntimeWarning", `Ignoring unimportable $PYTHONBREAKPOINT: "${name}"`) ? NONE : 0;
  // A part without a name is nothing that can be found.
  if (dot >= 0 && name.slice(0, dot).split(".").includes("")) return ignore();
  const importer = vm.dictGetStr(vm.builtins, "__import__");
  const attribute = name.slice(dot + 1);
  const list = vm.newList([vm.newStr(attribute)]);
  const module = list === 0
    ? 0
    : vm.call(importer, vm.intern(dot < 0 ? "builtins" : name.slice(0, dot)), NONE, NONE, list);
  vm.decref(list);
  const hook = module === 0 ? 0 : vm.getAttr(module, vm.intern(attribute));
  if (hook === 0 && vm.matches(module === 0 ? "ImportError" : "AttributeError")) {
    vm.clearError();
    vm.decref(module);
    return ignore();
  }
  vm.decref(module);
  const result = hook === 0 ? 0 : callWithTuple(vm, hook, args, keywords);
  vm.decref(hook);
  return result;
}

/** The functions. */
export const sysFunctions: readonly NativeDefinition[] = [
  nativeFunction(
    "exit",
    "(status=None, /)",
    (vm, a) => exit(vm, vm.i32[a]),
    "Exit the interpreter by raising SystemExit(status).",
  ),
  nativeFunction(
    "displayhook",
    "(object, /)",
    (vm, a) => displayhook(vm, vm.i32[a]),
    "Print an object to sys.stdout and also save it in builtins._",
  ),
  nativeFunction(
    "excepthook",
    "(exctype, value, traceback, /)",
    (vm, a) => excepthook(vm, vm.i32[a + 1], vm.i32[a + 2]),
  ),
  nativeFunction("unraisablehook", "(unraisable, /)", (vm, a) => unraisablehook(vm, vm.i32[a])),
  nativeFunction("breakpointhook", "(*args, **kws)", (vm, a) => breakpointhook(vm, vm.i32[a], vm.i32[a + 1])),
  nativeFunction("exc_info", "()", (vm) => excInfo(vm)),
  nativeFunction("exception", "()", (vm) => vm.keep(vm.handledException) || NONE),
  nativeFunction("getrecursionlimit", "()", (vm) => vm.newInt(vm.recursionLimit)),
  nativeFunction("setrecursionlimit", "(limit, /)", (vm, a) => {
    const limit = vm.index(vm.i32[a]);
    if (Number.isNaN(limit)) return 0;
    if (limit < 1) return vm.raiseValue("recursion limit must be greater or equal than 1");
    if (limit > 0x7fff_ffff) return vm.raise("OverflowError", "Python int too large to convert to C int");
    vm.recursionLimit = limit;
    return NONE;
  }),
  nativeFunction("getrefcount", "(object, /)", (vm, a) => {
    const value = vm.i32[a];
    const count = (value & 1) === 1 ? -1 : vm.rc.count(value);
    return vm.newInt(count < 0 ? 0xffff_ffff : count);
  }),
  nativeFunction(
    "getsizeof",
    "(object, default=<unrepresentable>)",
    (vm, a) => getsizeof(vm, vm.i32[a], vm.i32[a + 1]),
  ),
  nativeFunction("intern", "(string, /)", (vm, a) => {
    if (!vm.isStr(vm.i32[a])) {
      return vm.raiseType(`intern() argument must be str, not ${vm.typeName(vm.i32[a])}`);
    }
    if (!vm.isExact(vm.i32[a], T_STR)) return vm.raiseType(`can't intern ${vm.typeName(vm.i32[a])}`);
    return vm.keep(vm.internValue(vm.i32[a]));
  }),
  nativeFunction("_getframe", "(depth=0, /)", (vm, a) => {
    const depth = vm.i32[a] === 0 ? 0 : vm.index(vm.i32[a]);
    return Number.isNaN(depth) ? 0 : getframe(vm, depth);
  }),
  nativeFunction("_getframemodulename", "(depth=0)", (vm, a) => {
    const depth = vm.i32[a] === 0 ? 0 : vm.index(vm.i32[a]);
    if (Number.isNaN(depth)) return 0;
    const globals = globalsAt(vm, depth);
    return globals === 0 ? NONE : vm.keep(vm.dictGetStr(globals, "__name__")) || NONE;
  }),
  nativeFunction("getdefaultencoding", "()", (vm) => vm.newStr("utf-8")),
  nativeFunction("getfilesystemencoding", "()", (vm) => vm.newStr("utf-8")),
  nativeFunction("getfilesystemencodeerrors", "()", (vm) => vm.newStr("surrogateescape")),
  ...threadFunctions,
  ...tracingFunctions,
  nativeFunction("set_coroutine_origin_tracking_depth", "(depth)", (vm, a) => {
    const depth = vm.cInt(vm.i32[a]);
    if (Number.isNaN(depth)) return 0;
    if (depth < 0) return vm.raiseValue("depth must be >= 0");
    setOriginDepth(vm, depth);
    return NONE;
  }),
  nativeFunction("get_coroutine_origin_tracking_depth", "()", (vm) => vm.newInt(originDepth(vm))),
  nativeFunction(
    "set_asyncgen_hooks",
    "(firstiter=<unrepresentable>, finalizer=<unrepresentable>)",
    (vm, a) => setAsyncGeneratorHooks(vm, vm.i32[a], vm.i32[a + 1]),
  ),
  nativeFunction(
    "get_asyncgen_hooks",
    "()",
    (vm) => newStructSequence(vm, ASYNCGEN_HOOKS, asyncGeneratorHooks(vm)),
  ),
  nativeFunction("set_int_max_str_digits", "(maxdigits)", (vm, a) => setDigits(vm, vm.i32[a])),
  nativeFunction(
    "get_int_max_str_digits",
    "()",
    (vm) => vm.newInt(intDigitsLimit(vm)),
  ),
  nativeFunction("audit", "(event, /, *args)", (vm, a) => {
    if (vm.i32[STATE_AUDITED >>> 2] === 0) return NONE;
    if (!vm.isStr(vm.i32[a])) {
      return vm.raiseType(`audit() argument 1 must be str, not ${vm.typeName(vm.i32[a])}`);
    }
    return auditWith(vm, vm.i32[a], vm.i32[a + 1]) ? NONE : 0;
  }),
  nativeFunction("addaudithook", "(hook)", (vm, a) => addaudithook(vm, vm.i32[a])),
  nativeFunction("is_finalizing", "()", (vm) => vm.bool(isFinalizing(vm))),
  nativeFunction("_get_cpu_count_config", "()", (vm) => vm.newInt(-1)),
  nativeFunction("getallocatedblocks", "()", (vm) => vm.newInt(0)),
  nativeFunction("getunicodeinternedsize", "(*, _only_immortal=False)", (vm) => vm.newInt(0)),
  nativeFunction("getdlopenflags", "()", (vm) => vm.newInt(2)),
  nativeFunction("setdlopenflags", "(flags, /)", () => NONE),
  nativeFunction("is_remote_debug_enabled", "()", (vm) => vm.bool(false)),
  nativeFunction("is_stack_trampoline_active", "()", (vm) => vm.bool(false)),
  nativeFunction("_clear_type_cache", "()", () => NONE),
  nativeFunction("_clear_type_descriptors", "(type, /)", (vm, a) => clearTypeDescriptors(vm, vm.i32[a])),
  nativeFunction("_clear_internal_caches", "()", () => NONE),
  nativeFunction(
    "_is_immortal",
    "(op, /)",
    (vm, a) => vm.bool(!isReference(vm.i32[a]) || (vm.i32[vm.i32[a] >>> 2] & FLAG_IMMORTAL) !== 0),
  ),
  nativeFunction("_is_interned", "(string, /)", (vm, a) => {
    const text = vm.i32[a];
    if (!vm.isStr(text)) return vm.raiseType(`_is_interned() argument must be str, not ${vm.typeName(text)}`);
    return vm.bool(isInterned(vm, text));
  }),
];
