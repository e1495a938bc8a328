/**
 * The builtin exceptions. All have one layout, so `except` can catch any mix of them; what a class adds
 * (`errno`, `value`, `name`, ...) it keeps in the last word of that layout (`exception_fields.ts`).
 *
 * @module
 */
import {
  type Address,
  EXCEPTION_ARGS,
  EXCEPTION_BYTES,
  EXCEPTION_CAUSE,
  EXCEPTION_CONTEXT,
  EXCEPTION_DICT,
  EXCEPTION_EXTRA,
  EXCEPTION_SUPPRESS,
  EXCEPTION_TRACEBACK,
  FALSE,
  NONE,
  T_BASE_EXCEPTION,
  T_TRACEBACK,
  TRUE,
  type Value,
} from "@orochi/object";
import { getOwned } from "../dicts.ts";
import { objectDict } from "../attributes.ts";
import { setCause } from "../errors.ts";
import { isException } from "../exception_operations.ts";
import {
  type GetSetDefinition,
  method,
  type NativeDefinition,
  newMethod,
  slot,
  type TypeDefinition,
} from "../native.ts";
import { lookup } from "../type_lookup.ts";
import type { Vm } from "../vm.ts";
import { argsOf, field, reducedArgs, reducedState, storeFields } from "./exception_fields.ts";
import { dictGetSet } from "./object.ts";
import { builtinBase } from "../safe_new.ts";
import { initialiseUnicodeError, unicodeErrorText } from "./str_errors.ts";

/** Name, base and attributes (set from `args` in this order) of each class, a base before what derives from it. */
export const EXCEPTIONS: readonly (readonly [name: string, base: string, doc: string])[] = [
  ["SystemExit", "BaseException", "Request to exit from the interpreter."],
  ["KeyboardInterrupt", "BaseException", "Program interrupted by user."],
  ["GeneratorExit", "BaseException", "Request that a generator exit."],
  ["Exception", "BaseException", "Common base class for all non-exit exceptions."],
  ["StopIteration", "Exception", "Signal the end from iterator.__next__()."],
  ["StopAsyncIteration", "Exception", "Signal the end from iterator.__anext__()."],
  ["ArithmeticError", "Exception", "Base class for arithmetic errors."],
  ["FloatingPointError", "ArithmeticError", "Floating-point operation failed."],
  ["OverflowError", "ArithmeticError", "Result too large to be represented."],
  ["ZeroDivisionError", "ArithmeticError", "Second argument to a division or modulo operation was zero."],
  ["AssertionError", "Exception", "Assertion failed."],
  ["AttributeError", "Exception", "Attribute not found."],
  ["BufferError", "Exception", "Buffer error."],
  ["EOFError", "Exception", "Read beyond end of file."],
  ["ImportError", "Exception", "Import can't find module, or can't find name in module."],
  ["ModuleNotFoundError", "ImportError", "Module not found."],
  ["LookupError", "Exception", "Base class for lookup errors."],
  ["IndexError", "LookupError", "Sequence index out of range."],
  ["KeyError", "LookupError", "Mapping key not found."],
  ["MemoryError", "Exception", "Out of memory."],
  ["NameError", "Exception", "Name not found globally."],
  ["UnboundLocalError", "NameError", "Local name referenced but not bound to a value."],
  ["OSError", "Exception", "Base class for I/O related errors."],
  ["BlockingIOError", "OSError", "I/O operation would block."],
  ["ChildProcessError", "OSError", "Child process error."],
  ["ConnectionError", "OSError", "Connection error."],
  ["BrokenPipeError", "ConnectionError", "Broken pipe."],
  ["ConnectionAbortedError", "ConnectionError", "Connection aborted."],
  ["ConnectionRefusedError", "ConnectionError", "Connection refused."],
  ["ConnectionResetError", "ConnectionError", "Connection reset."],
  ["FileExistsError", "OSError", "File already exists."],
  ["FileNotFoundError", "OSError", "File not found."],
  ["InterruptedError", "OSError", "Interrupted by signal."],
  ["IsADirectoryError", "OSError", "Operation doesn't work on directories."],
  ["NotADirectoryError", "OSError", "Operation only works on directories."],
  ["PermissionError", "OSError", "Not enough permissions."],
  ["ProcessLookupError", "OSError", "Process not found."],
  ["TimeoutError", "OSError", "Timeout expired."],
  ["ReferenceError", "Exception", "Weak ref proxy used after referent went away."],
  ["RuntimeError", "Exception", "Unspecified run-time error."],
  ["NotImplementedError", "RuntimeError", "Method or function hasn't been implemented yet."],
  ["PythonFinalizationError", "RuntimeError", "Operation blocked during Python finalization."],
  ["RecursionError", "RuntimeError", "Recursion limit exceeded."],
  ["SyntaxError", "Exception", "Invalid syntax."],
  ["IndentationError", "SyntaxError", "Improper indentation."],
  ["TabError", "IndentationError", "Improper mixture of spaces and tabs."],
  ["_IncompleteInputError", "SyntaxError", "incomplete input."],
  ["SystemError", "Exception", "Internal error in the Python interpreter."],
  ["TypeError", "Exception", "Inappropriate argument type."],
  ["ValueError", "Exception", "Inappropriate argument value (of correct type)."],
  ["UnicodeError", "ValueError", "Unicode related error."],
  ["UnicodeDecodeError", "UnicodeError", "Unicode decoding error."],
  ["UnicodeEncodeError", "UnicodeError", "Unicode encoding error."],
  ["UnicodeTranslateError", "UnicodeError", "Unicode translation error."],
  ["Warning", "Exception", "Base class for warning categories."],
  ["BytesWarning", "Warning", "Base class for warnings about bytes and buffer related problems."],
  ["DeprecationWarning", "Warning", "Base class for warnings about deprecated features."],
  ["EncodingWarning", "Warning", "Base class for warnings about encodings."],
  ["FutureWarning", "Warning", "Base class for warnings about constructs that will change semantically."],
  ["ImportWarning", "Warning", "Base class for warnings about probable mistakes in module imports"],
  [
    "PendingDeprecationWarning",
    "Warning",
    "Base class for warnings about features which will be deprecated.",
  ],
  ["ResourceWarning", "Warning", "Base class for warnings about resource usage."],
  ["RuntimeWarning", "Warning", "Base class for warnings about dubious runtime behavior."],
  ["SyntaxWarning", "Warning", "Base class for warnings about dubious syntax."],
  ["UnicodeWarning", "Warning", "Base class for warnings about Unicode related problems."],
  ["UserWarning", "Warning", "Base class for warnings generated by user code."],
];

/** Subclasses of OSError by error number. */
const BY_ERRNO: { readonly [errno: number]: string } = {
  11: "BlockingIOError",
  115: "BlockingIOError",
  114: "BlockingIOError",
  10: "ChildProcessError",
  32: "BrokenPipeError",
  108: "BrokenPipeError",
  103: "ConnectionAbortedError",
  111: "ConnectionRefusedError",
  104: "ConnectionResetError",
  17: "FileExistsError",
  2: "FileNotFoundError",
  4: "InterruptedError",
  21: "IsADirectoryError",
  20: "NotADirectoryError",
  1: "PermissionError",
  13: "PermissionError",
  3: "ProcessLookupError",
  110: "TimeoutError",
};

/** What may be named in calls of these classes and of those derived from them. */
const KEYWORDS: readonly (readonly [name: string, keywords: readonly string[]])[] = [
  ["ImportError", ["name", "path", "name_from"]],
  ["NameError", ["name"]],
  ["AttributeError", ["name", "obj"]],
];

/** Whether an exception takes all keyword arguments that it was given; TypeError otherwise. */
function acceptsKeywords(vm: Vm, self: Value, kwargs: Value): boolean {
  const entry = KEYWORDS.find(([name]) => vm.isSubtype(vm.typeOf(self), vm.exceptionType(name)));
  if (entry === undefined) return vm.raiseType(`${vm.typeName(self)}() takes no keyword arguments`) !== 0;
  const [name, keywords] = entry;
  return vm.dictIterate(kwargs, (key) =>
    keywords.includes(vm.js(key)) ||
    vm.raiseType(`${name}() got an unexpected keyword argument '${vm.js(key)}'`) !== 0);
}

/** Classes whose instances take attributes from positional arguments. */
const TAKING = ["StopIteration", "SystemExit", "ImportError", "OSError", "SyntaxError", "UnicodeError"];

/** Whether an exception of a class has nothing of its positional arguments but `args`, as far as builtins go. */
export function isPlainException(vm: Vm, type: Address): boolean {
  const base = builtinBase(vm, type);
  let plain = vm.plainExceptions.get(base);
  if (plain === undefined) {
    plain = !TAKING.some((name) => vm.isSubtype(base, vm.exceptionType(name)));
    vm.plainExceptions.set(base, plain);
  }
  return plain;
}

/**
 * Whether the arguments of a class of OSErrors are read where an instance is made. A class that has an `__init__` of its
 * own, and no `__new__`, takes them as it calls that of OSError (`oserror_use_init` in CPython).
 */
function isReadByNew(vm: Vm, type: Address): boolean {
  const base = vm.exceptionType("OSError");
  if (type === base || !vm.isSubtype(type, base)) return false;
  const own = (name: Value): boolean => lookup(vm, type, name) !== lookup(vm, base, name);
  return own(vm.names.__new__) || !own(vm.names.__init__);
}

/** Attributes that some classes take from their arguments. */
function initialise(vm: Vm, self: Value, args: Value, kwargs: Value): boolean {
  const is = (name: string) => vm.isSubtype(vm.typeOf(self), vm.exceptionType(name));
  const count = vm.tupleLength(args);
  const arg = (i: number) => i < count ? vm.tupleItem(args, i) : NONE;
  const keyword = (name: string): Value => kwargs === 0 ? NONE : vm.dictGetStr(kwargs, name) || NONE;
  if (is("StopIteration")) vm.store((self + EXCEPTION_EXTRA) >>> 2, vm.keep(arg(0)));
  else if (is("SystemExit")) {
    vm.store((self + EXCEPTION_EXTRA) >>> 2, count <= 1 ? vm.keep(arg(0)) : vm.keep(args));
  } else if (is("ImportError")) {
    const named = ["name", "path", "name_from"].map((name) => vm.keep(keyword(name)));
    const parts = vm.newTuple([vm.keep(count === 1 ? arg(0) : NONE), ...named]);
    vm.store((self + EXCEPTION_EXTRA) >>> 2, parts);
    return parts !== 0;
  } else if (is("NameError") || is("AttributeError")) {
    const subject = kwargs === 0 ? 0 : vm.newTuple([vm.keep(keyword("name")), vm.keep(keyword("obj"))]);
    vm.store((self + EXCEPTION_EXTRA) >>> 2, subject);
    return kwargs === 0 || subject !== 0;
  } else if (is("OSError")) {
    if (count < 2 || count > 5) return storeFields(vm, self, []);
    // A number in the place of the file's name says how much a write that would block has written.
    const third = arg(2);
    const written = vm.typeOf(self) === vm.exceptionType("BlockingIOError") && vm.isInt(third);
    const named = third !== NONE && !written;
    if (named) vm.store((self + EXCEPTION_ARGS) >>> 2, vm.newTuple([vm.keep(arg(0)), vm.keep(arg(1))]));
    const names = named ? [third, arg(4)] : [NONE, NONE];
    return storeFields(vm, self, [arg(0), arg(1), ...names, ...(written ? [third] : [])]);
  } else if (is("SyntaxError")) {
    if (count !== 2) return storeFields(vm, self, [arg(0)]);
    const details = vm.collect(arg(1));
    if (details === 0) return false;
    const given = vm.listLength(details);
    const part = (i: number) => i < given ? vm.listItem(details, i) : NONE;
    const places = Array.from({ length: 6 }, (_, i) => part(i));
    const stored = given >= 4 && given <= 7 && given !== 5
      ? storeFields(vm, self, [arg(0), ...places, NONE, part(6)])
      : vm.raiseType(
        given < 4
          ? `function takes at least 4 arguments (${given} given)`
          : given === 5
          ? "end_offset must be provided when end_lineno is provided"
          : `function takes at most 7 arguments (${given} given)`,
      ) !== 0;
    vm.decref(details);
    return stored;
  } else if (is("UnicodeError")) return initialiseUnicodeError(vm, self, args);
  return true;
}

/** Gives a function the arguments of an exception, which live for as long as it runs: its code may replace them. */
function withArgs(vm: Vm, self: Value, use: (args: Value) => Value): Value {
  const args = vm.keep(argsOf(vm, self));
  const result = use(args);
  vm.decref(args);
  return result;
}

/** `str(exception)` of the plain kind: nothing, the argument, or the tuple of arguments. */
function plainStr(vm: Vm, self: Value, only: (argument: Value) => Value): Value {
  return withArgs(vm, self, (args) => {
    const count = vm.tupleLength(args);
    if (count === 0) return vm.newStr("");
    return count === 1 ? only(vm.tupleItem(args, 0)) : vm.toStr(args);
  });
}

function str(vm: Vm, self: Value): Value {
  const is = (name: string) => vm.isSubtype(vm.typeOf(self), vm.exceptionType(name));
  // The key as it is written: an empty str would not be seen.
  if (is("KeyError")) return plainStr(vm, self, (key) => vm.repr(key));
  if (is("OSError") && field(vm, self, "errno") !== NONE) {
    const filename = field(vm, self, "filename");
    const text = `[Errno ${vm.jsStr(field(vm, self, "errno"))}] ${vm.jsStr(field(vm, self, "strerror"))}`;
    const second = field(vm, self, "filename2");
    return vm.newStr(
      filename === NONE
        ? text
        : `${text}: ${vm.jsRepr(filename)}${second === NONE ? "" : ` -> ${vm.jsRepr(second)}`}`,
    );
  }
  if (is("SyntaxError")) {
    const text = vm.jsStr(field(vm, self, "msg"));
    const filename = field(vm, self, "filename"), line = field(vm, self, "lineno");
    if (filename === NONE || line === NONE) {
      return vm.newStr(line === NONE ? text : `${text} (line ${vm.jsStr(line)})`);
    }
    const base = vm.jsStr(filename).split("/").pop();
    return vm.newStr(`${text} (${base}, line ${vm.jsStr(line)})`);
  }
  const parts = vm.i32[(self + EXCEPTION_EXTRA) >>> 2];
  if (is("ImportError") && parts !== 0 && vm.isStr(vm.tupleItem(parts, 0))) {
    return vm.keep(vm.tupleItem(parts, 0));
  }
  const unicode = unicodeErrorText(vm, self);
  if (unicode !== undefined) return vm.failed() ? 0 : vm.newStr(unicode);
  return plainStr(vm, self, (argument) => vm.toStr(argument));
}

function valueWord(
  name: string,
  offset: number,
  check: (vm: Vm, value: Value) => boolean,
  message: string,
): GetSetDefinition {
  return {
    name,
    get: (vm, self) => vm.keep(vm.i32[(self + offset) >>> 2]) || NONE,
    set: (vm, self, value) => {
      if (value !== NONE && (value === 0 || !check(vm, value))) {
        vm.raiseType(value === 0 ? `${name} may not be deleted` : message);
        return false;
      }
      if (offset === EXCEPTION_CAUSE) setCause(vm, self, value === NONE ? 0 : vm.keep(value));
      else vm.store((self + offset) >>> 2, value === NONE ? 0 : vm.keep(value));
      return true;
    },
  };
}

const methods: readonly NativeDefinition[] = [
  newMethod("($type, /, *args, **kwargs)", (vm, a) => {
    let type = vm.i32[a];
    const args = vm.i32[a + 1], kwargs = vm.i32[a + 2];
    if (
      type === vm.exceptionType("OSError") && vm.tupleLength(args) >= 2 && vm.tupleLength(args) <= 5 &&
      vm.isInt(vm.tupleItem(args, 0))
    ) {
      const name = BY_ERRNO[vm.number(vm.tupleItem(args, 0))];
      if (name !== undefined) type = vm.exceptionType(name);
    }
    const early = isReadByNew(vm, type);
    if (early && vm.length(kwargs) > 0) {
      return vm.raiseType(`${vm.typeNameOf(type)}() takes no keyword arguments`);
    }
    const self = vm.allocInstance(type);
    if (self !== 0) vm.i32[(self + EXCEPTION_ARGS) >>> 2] = vm.keep(args);
    if (self === 0 || !early || initialise(vm, self, args, 0)) return self;
    vm.decref(self);
    return 0;
  }),
  slot("__init__", "($self, /, *args, **kwargs)", (vm, a) => {
    const self = vm.i32[a], args = vm.i32[a + 1], kwargs = vm.i32[a + 2];
    if (isReadByNew(vm, vm.typeOf(self))) return NONE;
    if (vm.length(kwargs) > 0 && !acceptsKeywords(vm, self, kwargs)) return 0;
    vm.store((self + EXCEPTION_ARGS) >>> 2, vm.keep(args));
    const named = vm.length(kwargs) > 0;
    if (!named && isPlainException(vm, vm.typeOf(self))) return NONE;
    return initialise(vm, self, args, named ? kwargs : 0) ? NONE : 0;
  }),
  slot("__str__", "($self, /)", (vm, a) => str(vm, vm.i32[a])),
  slot("__repr__", "($self, /)", (vm, a) => {
    return withArgs(vm, vm.i32[a], (args) => {
      const inner = vm.tupleLength(args) === 1 ? `(${vm.jsRepr(vm.tupleItem(args, 0))})` : vm.jsRepr(args);
      return vm.failed() ? 0 : vm.newStr(vm.shortTypeName(vm.i32[a]) + inner);
    });
  }),
  method("with_traceback", "($self, object, /)", (vm, a) => {
    const traceback = vm.i32[a + 1];
    if (traceback !== NONE && !vm.isExact(traceback, T_TRACEBACK)) {
      return vm.raiseType("__traceback__ must be a traceback or None");
    }
    vm.store((vm.i32[a] + EXCEPTION_TRACEBACK) >>> 2, traceback === NONE ? 0 : vm.keep(traceback));
    return vm.keep(vm.i32[a]);
  }),
  method("add_note", "($self, object, /)", (vm, a) => {
    const self = vm.i32[a], note = vm.i32[a + 1];
    if (!vm.isStr(note)) return vm.raiseType(`note must be a str, not '${vm.typeName(note)}'`);
    const dict = objectDict(vm, self);
    if (dict === 0) return 0;
    let notes = getOwned(vm, dict, vm.names.__notes__);
    if (notes === 0) {
      notes = vm.newList([]);
      if (notes === 0 || !vm.dictSet(dict, vm.names.__notes__, notes)) {
        vm.decref(notes);
        return 0;
      }
    }
    const done = vm.isList(notes)
      ? vm.listAppend(notes, note)
      : vm.raiseType("Cannot add note: __notes__ is not a list") !== 0;
    vm.decref(notes);
    return done ? NONE : 0;
  }),
  method("__reduce__", "($self, /)", (vm, a) => {
    const self = vm.i32[a];
    const dict = vm.i32[(self + EXCEPTION_DICT) >>> 2];
    const args = reducedArgs(vm, self);
    if (args === 0) return 0;
    const parts = [vm.keep(vm.typeOf(self)), args];
    const state = reducedState(vm, self, dict);
    if (state !== 0) parts.push(state);
    return vm.newTuple(parts);
  }),
  method("__setstate__", "($self, state, /)", (vm, a) => {
    const state = vm.i32[a + 1];
    if (state === NONE) return NONE;
    if (!vm.isDict(state)) return vm.raiseType("state is not a dictionary");
    return vm.dictIterate(state, (key, value) => vm.setAttr(vm.i32[a], key, value)) ? NONE : 0;
  }),
];

/** `BaseException`. */
export const baseExceptionType: TypeDefinition = {
  index: T_BASE_EXCEPTION,
  name: "BaseException",
  basicSize: EXCEPTION_BYTES,
  subclassable: true,
  dictOffset: EXCEPTION_DICT,
  doc: "Common base class for all exceptions.",
  methods,
  getset: [
    {
      name: "args",
      get: (vm, self) => vm.keep(argsOf(vm, self)),
      set: (vm, self, value) => {
        if (value === 0) {
          vm.raiseType("args may not be deleted");
          return false;
        }
        const list = vm.collect(value);
        const items: Value[] = [];
        for (let i = 0; list !== 0 && i < vm.listLength(list); i++) items.push(vm.keep(vm.listItem(list, i)));
        vm.decref(list);
        if (list === 0) return false;
        vm.store((self + EXCEPTION_ARGS) >>> 2, vm.newTuple(items));
        return true;
      },
    },
    valueWord(
      "__traceback__",
      EXCEPTION_TRACEBACK,
      (vm, value) => vm.isExact(value, T_TRACEBACK),
      "__traceback__ must be a traceback or None",
    ),
    valueWord(
      "__context__",
      EXCEPTION_CONTEXT,
      isException,
      "exception context must be None or derive from BaseException",
    ),
    valueWord(
      "__cause__",
      EXCEPTION_CAUSE,
      isException,
      "exception cause must be None or derive from BaseException",
    ),
    {
      name: "__suppress_context__",
      get: (vm, self) => vm.i32[(self + EXCEPTION_SUPPRESS) >>> 2] === 1 ? TRUE : FALSE,
      set: (vm, self, value) => {
        if (value !== TRUE && value !== FALSE) {
          vm.raiseType(
            value === 0 ? "can't delete numeric/char attribute" : "attribute value type must be bool",
          );
          return false;
        }
        vm.setSuppressContext(self, value === TRUE);
        return true;
      },
    },
    dictGetSet,
  ],
};
