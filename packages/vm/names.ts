/**
 * The names that TypeScript code needs as interned strs. Every Worker resolves them once, when it attaches.
 *
 * @module
 */

/** The names. */
export const NAMES = [
  "__abs__", "__add__", "__aenter__", "__aexit__", "__aiter__", "__and__", "__anext__", "__annotate__",
  "__annotations__", "__await__", "__bases__", "__bool__", "__build_class__", "__builtins__", "__bytes__",
  "__call__", "__cause__", "__class__", "__class_getitem__", "__classcell__", "__closure__", "__code__",
  "__complex__", "__contains__", "__context__", "__copy__", "__debug__", "__defaults__", "__del__",
  "__delattr__", "__delete__", "__delitem__", "__dict__", "__dir__", "__divmod__", "__doc__", "__enter__",
  "__eq__", "__exit__", "__file__", "__firstlineno__", "__float__", "__floordiv__", "__format__",
  "__fspath__", "__ge__", "__get__", "__getattr__", "__getattribute__", "__getitem__", "__globals__",
  "__gt__", "__hash__", "__iadd__", "__iand__", "__ifloordiv__", "__ilshift__", "__imatmul__", "__imod__",
  "__import__", "__imul__", "__index__", "__init__", "__init_subclass__", "__instancecheck__", "__int__",
  "__invert__", "__ior__", "__ipow__", "__irshift__", "__isabstractmethod__", "__isub__", "__iter__",
  "__itruediv__", "__ixor__", "__kwdefaults__", "__le__", "__len__", "__length_hint__", "__loader__",
  "__lshift__", "__lt__", "__main__", "__match_args__", "__matmul__", "__missing__", "__mod__",
  "__module__", "__mro__", "__mro_entries__", "__mul__", "__name__", "__ne__", "__neg__", "__new__",
  "__next__", "__notes__", "__or__", "__orig_bases__", "__package__", "__path__", "__pos__", "__pow__",
  "__prepare__", "__qualname__", "__radd__", "__rand__", "__rdivmod__", "__reduce__", "__reduce_ex__",
  "__repr__", "__reversed__", "__rfloordiv__", "__rlshift__", "__rmatmul__", "__rmod__", "__rmul__",
  "__ror__", "__round__", "__rpow__", "__rrshift__", "__rshift__", "__rsub__", "__rtruediv__", "__rxor__",
  "__self__", "__set__", "__set_name__", "__setattr__", "__setitem__", "__sizeof__", "__slots__",
  "__spec__", "__static_attributes__", "__str__", "__sub__", "__subclasscheck__", "__subclasshook__",
  "__suppress_context__", "__traceback__", "__truediv__", "__trunc__", "__type_params__", "__weakref__",
  "__wrapped__", "__xor__", "__abstractmethods__", "__all__", "__ceil__", "__floor__", "__getstate__",
  "__setstate__", "__getnewargs__", "__getnewargs_ex__", "__func__", "__origin__", "__args__", "__parameters__",
  "_", "append", "args", "builtins", "close", "copy", "default", "encoding", "end", "errors", "excepthook",
  "extend", "file", "fileno", "flush", "get", "items", "join", "key", "keys", "locale", "metaclass", "mode",
  "modules", "name", "path", "pop", "print_file_and_line", "read", "readline", "replace", "reverse", "send",
  "sep", "setdefault", "sort", "stderr", "stdin", "stdout", "strict", "sys", "throw", "update", "value",
  "values", "with_traceback", "write", "msg", "obj", "filename", "lineno", "offset", "text", "errno",
  "strerror", "code", "self", "displayhook", "argv", "exc_info", "unraisablehook", "last_exc", "stop",
  "start", "step", "__exceptions__", "exceptions", "message", "popitem", "insert", "index", "count", "remove",
  "clear", "add", "discard", "union", "difference", "isdisjoint", "readinto", "writelines", "seek", "tell",
] as const;

/** A name of {@linkcode NAMES}. */
export type Name = (typeof NAMES)[number];

/** Interned strs by name. */
export type NameTable = { readonly [K in Name]: number };

/**
 * Interns all names.
 *
 * @param intern Gives the interned, immortal str of a JavaScript string; 0 when the heap is exhausted.
 * @returns The table.
 */
export function internNames(intern: (name: string) => number): NameTable {
  const table: Record<string, number> = {};
  for (const name of NAMES) table[name] = intern(name);
  return table as NameTable;
}
