/**
 * Numbers of the builtin types that the virtual machine's own code tells apart: the one list. A type index
 * below {@linkcode FIRST_DYNAMIC_TYPE} is fixed, the same in every heap; classes and the types of native
 * modules get theirs at run time. 0 marks a free block.
 *
 * @module
 */

/** Python-visible names (or our own, for layouts that no builtin names), in order of index, from 1. */
export const BUILTIN_TYPE_NAMES = [
  "object",
  "type",
  "int",
  "bool",
  "float",
  "complex",
  "str",
  "bytes",
  "bytearray",
  "memoryview",
  "list",
  "tuple",
  "dict",
  "set",
  "frozenset",
  "range",
  "slice",
  "NoneType",
  "ellipsis",
  "NotImplementedType",
  "function",
  "builtin_function_or_method",
  "method",
  "method_descriptor",
  "wrapper_descriptor",
  "getset_descriptor",
  "member_descriptor",
  "method-wrapper",
  "classmethod_descriptor",
  "classmethod",
  "staticmethod",
  "property",
  "super",
  "code",
  "frame",
  "traceback",
  "cell",
  "module",
  "mappingproxy",
  "SimpleNamespace",
  "generator",
  "coroutine",
  "async_generator",
  "async_generator_asend",
  "async_generator_athrow",
  "coroutine_wrapper",
  "async_generator_wrapped_value",
  "list_iterator",
  "list_reverseiterator",
  "tuple_iterator",
  "str_iterator",
  "bytes_iterator",
  "bytearray_iterator",
  "range_iterator",
  "longrange_iterator",
  "set_iterator",
  "dict_keyiterator",
  "dict_valueiterator",
  "dict_itemiterator",
  "dict_reversekeyiterator",
  "dict_reversevalueiterator",
  "dict_reverseitemiterator",
  "dict_keys",
  "dict_values",
  "dict_items",
  "callable_iterator",
  "iterator",
  "enumerate",
  "zip",
  "map",
  "filter",
  "reversed",
  "memory_iterator",
  "weakref",
  "weakproxy",
  "weakcallableproxy",
  "BaseException",
  "instance",
  "slots_instance",
  "lock",
  "RLock",
  "local",
  "deque",
  "deque_iterator",
  "GenericAlias",
  "Union",
  "TypeVar",
  "ParamSpec",
  "TypeVarTuple",
  "TypeAliasType",
  "Template",
  "Interpolation",
  "PickleBuffer",
  "struct_sequence",
  "native_object",
  "anext_awaitable",
] as const;

/** `object`. */
export const T_OBJECT = 1;
/** `type`. */
export const T_TYPE = 2;
/** `int`. */
export const T_INT = 3;
/** `bool`. */
export const T_BOOL = 4;
/** `float`. */
export const T_FLOAT = 5;
/** `complex`. */
export const T_COMPLEX = 6;
/** `str`. */
export const T_STR = 7;
/** `bytes`. */
export const T_BYTES = 8;
/** `bytearray`. */
export const T_BYTEARRAY = 9;
/** `memoryview`. */
export const T_MEMORYVIEW = 10;
/** `list`. */
export const T_LIST = 11;
/** `tuple`. */
export const T_TUPLE = 12;
/** `dict`. */
export const T_DICT = 13;
/** `set`. */
export const T_SET = 14;
/** `frozenset`. */
export const T_FROZENSET = 15;
/** `range`. */
export const T_RANGE = 16;
/** `slice`. */
export const T_SLICE = 17;
/** `NoneType`. */
export const T_NONE_TYPE = 18;
/** `ellipsis`. */
export const T_ELLIPSIS = 19;
/** `NotImplementedType`. */
export const T_NOT_IMPLEMENTED_TYPE = 20;
/** `function`. */
export const T_FUNCTION = 21;
/** `builtin_function_or_method`. */
export const T_BUILTIN_FUNCTION_OR_METHOD = 22;
/** `method`. */
export const T_METHOD = 23;
/** `method_descriptor`. */
export const T_METHOD_DESCRIPTOR = 24;
/** `wrapper_descriptor`. */
export const T_WRAPPER_DESCRIPTOR = 25;
/** `getset_descriptor`. */
export const T_GETSET_DESCRIPTOR = 26;
/** `member_descriptor`. */
export const T_MEMBER_DESCRIPTOR = 27;
/** `method-wrapper`. */
export const T_METHOD_WRAPPER = 28;
/** `classmethod_descriptor`. */
export const T_CLASSMETHOD_DESCRIPTOR = 29;
/** `classmethod`. */
export const T_CLASSMETHOD = 30;
/** `staticmethod`. */
export const T_STATICMETHOD = 31;
/** `property`. */
export const T_PROPERTY = 32;
/** `super`. */
export const T_SUPER = 33;
/** `code`. */
export const T_CODE = 34;
/** `frame`. */
export const T_FRAME = 35;
/** `traceback`. */
export const T_TRACEBACK = 36;
/** `cell`. */
export const T_CELL = 37;
/** `module`. */
export const T_MODULE = 38;
/** `mappingproxy`. */
export const T_MAPPINGPROXY = 39;
/** `SimpleNamespace`. */
export const T_SIMPLE_NAMESPACE = 40;
/** `generator`. */
export const T_GENERATOR = 41;
/** `coroutine`. */
export const T_COROUTINE = 42;
/** `async_generator`. */
export const T_ASYNC_GENERATOR = 43;
/** `async_generator_asend`. */
export const T_ASYNC_GENERATOR_ASEND = 44;
/** `async_generator_athrow`. */
export const T_ASYNC_GENERATOR_ATHROW = 45;
/** `coroutine_wrapper`. */
export const T_COROUTINE_WRAPPER = 46;
/** `async_generator_wrapped_value`. */
export const T_ASYNC_GENERATOR_WRAPPED_VALUE = 47;
/** `list_iterator`. */
export const T_LIST_ITERATOR = 48;
/** `list_reverseiterator`. */
export const T_LIST_REVERSEITERATOR = 49;
/** `tuple_iterator`. */
export const T_TUPLE_ITERATOR = 50;
/** `str_iterator`. */
export const T_STR_ITERATOR = 51;
/** `bytes_iterator`. */
export const T_BYTES_ITERATOR = 52;
/** `bytearray_iterator`. */
export const T_BYTEARRAY_ITERATOR = 53;
/** `range_iterator`. */
export const T_RANGE_ITERATOR = 54;
/** `longrange_iterator`. */
export const T_LONGRANGE_ITERATOR = 55;
/** `set_iterator`. */
export const T_SET_ITERATOR = 56;
/** `dict_keyiterator`. */
export const T_DICT_KEYITERATOR = 57;
/** `dict_valueiterator`. */
export const T_DICT_VALUEITERATOR = 58;
/** `dict_itemiterator`. */
export const T_DICT_ITEMITERATOR = 59;
/** `dict_reversekeyiterator`. */
export const T_DICT_REVERSEKEYITERATOR = 60;
/** `dict_reversevalueiterator`. */
export const T_DICT_REVERSEVALUEITERATOR = 61;
/** `dict_reverseitemiterator`. */
export const T_DICT_REVERSEITEMITERATOR = 62;
/** `dict_keys`. */
export const T_DICT_KEYS = 63;
/** `dict_values`. */
export const T_DICT_VALUES = 64;
/** `dict_items`. */
export const T_DICT_ITEMS = 65;
/** `callable_iterator`. */
export const T_CALLABLE_ITERATOR = 66;
/** `iterator`. */
export const T_ITERATOR = 67;
/** `enumerate`. */
export const T_ENUMERATE = 68;
/** `zip`. */
export const T_ZIP = 69;
/** `map`. */
export const T_MAP = 70;
/** `filter`. */
export const T_FILTER = 71;
/** `reversed`. */
export const T_REVERSED = 72;
/** `memory_iterator`. */
export const T_MEMORY_ITERATOR = 73;
/** `weakref`. */
export const T_WEAKREF = 74;
/** `weakproxy`. */
export const T_WEAKPROXY = 75;
/** `weakcallableproxy`. */
export const T_WEAKCALLABLEPROXY = 76;
/** `BaseException`. */
export const T_BASE_EXCEPTION = 77;
/** `instance`. */
export const T_INSTANCE = 78;
/** `slots_instance`. */
export const T_SLOTS_INSTANCE = 79;
/** `lock`. */
export const T_LOCK = 80;
/** `RLock`. */
export const T_RLOCK = 81;
/** `local`. */
export const T_LOCAL = 82;
/** `deque`. */
export const T_DEQUE = 83;
/** `deque_iterator`. */
export const T_DEQUE_ITERATOR = 84;
/** `GenericAlias`. */
export const T_GENERIC_ALIAS = 85;
/** `Union`. */
export const T_UNION = 86;
/** `TypeVar`. */
export const T_TYPE_VAR = 87;
/** `ParamSpec`. */
export const T_PARAM_SPEC = 88;
/** `TypeVarTuple`. */
export const T_TYPE_VAR_TUPLE = 89;
/** `TypeAliasType`. */
export const T_TYPE_ALIAS_TYPE = 90;
/** `Template`. */
export const T_TEMPLATE = 91;
/** `Interpolation`. */
export const T_INTERPOLATION = 92;
/** `PickleBuffer`. */
export const T_PICKLE_BUFFER = 93;
/** `struct_sequence`. */
export const T_STRUCT_SEQUENCE = 94;
/** `native_object`. */
export const T_NATIVE_OBJECT = 95;
/** `anext_awaitable`. */
export const T_ANEXT_AWAITABLE = 96;
/** `FrameLocalsProxy`. */
export const T_FRAME_LOCALS_PROXY = 97;
/** First type index given out at run time. */
export const FIRST_DYNAMIC_TYPE = 256;
