/**
 * Where the words of each builtin type are: byte offsets from an object's address, whose own word is the type
 * word. The counting strategy's header lies before the address and is no business of this list.
 *
 *     type word:  31      26 25     24    23 .. 19  18         17        16         15 .. 0
 *                 (unused) parked locked  (unused)  finalised  weakrefs  immortal   type index
 *
 * A word marked "Value" holds a counted reference, a small int, or 0.
 *
 * @module
 */

// int outside 31 bits: sign and count, limbs
/** Signed number of 32-bit limbs; the sign is the int's. */
export const INT_SIZE = 4;
/** Limbs, least significant first. */
export const INT_LIMBS = 8;

// float, complex
/** f64. */
export const FLOAT_VALUE = 8;
/** f64. */
export const COMPLEX_REAL = 8;
/** f64. */
export const COMPLEX_IMAGINARY = 16;

/** Bytes of a float. */
export const FLOAT_BYTES = 16;
/** Bytes of a complex number. */
export const COMPLEX_BYTES = 24;

// str
/** Characters. */
export const STR_LENGTH = 4;
/** Cached 32-bit hash; 0 until asked for. */
export const STR_HASH = 8;
/** The word with the bytes a character and the STR_ flags: the type word, whose highest bits are free for them. */
export const STR_KIND = 0;
/** First character. */
export const STR_DATA = 12;
/** Of the word at STR_KIND: where the bytes a character (1, 2, 4) are. */
export const STR_KIND_SHIFT = 26;
/** Bits of the bytes a character. */
export const STR_KIND_MASK: number = 7 << STR_KIND_SHIFT;
/** These bits where a character has one byte. */
export const STR_NARROW: number = 1 << STR_KIND_SHIFT;
/** Flag: all characters are below 128. */
export const STR_ASCII: number = 1 << 29;
/** Flag: in the intern table, so equal interned strs are the same object. */
export const STR_INTERNED: number = 1 << 30;

// bytes
/** Number of bytes. */
export const BYTES_LENGTH = 4;
/** Cached 32-bit hash; 0 until asked for. */
export const BYTES_HASH = 8;
/** First byte. */
export const BYTES_DATA = 12;

// bytearray
/** Number of bytes. */
export const BYTEARRAY_LENGTH = 4;
/** Bytes that the storage has room for. */
export const BYTEARRAY_CAPACITY = 8;
/** Raw storage. */
export const BYTEARRAY_DATA = 12;
/** Number of exported buffers; resizing is refused while it is not 0. */
export const BYTEARRAY_EXPORTS = 16;

// memoryview
/** Value: the object whose memory is viewed, counted as one of its exports; 0 once released. */
export const MEMORYVIEW_OWNER = 4;
/** Value: str, the items' format as the struct module writes it. */
export const MEMORYVIEW_FORMAT = 8;
/** Address of the first item. */
export const MEMORYVIEW_DATA = 12;
/** Bytes of all items. */
export const MEMORYVIEW_LENGTH = 16;
/** Bytes of an item. */
export const MEMORYVIEW_ITEM_BYTES = 20;
/** Bit 0: read only; bit 1: released. */
export const MEMORYVIEW_FLAGS = 24;
/** Number of buffers that natives hold of the view; releasing is refused while it is not 0. */
export const MEMORYVIEW_EXPORTS = 28;
/** Cached 32-bit hash; 0 until asked for. */
export const MEMORYVIEW_HASH = 32;
/** Number of dimensions, 0 to 64. */
export const MEMORYVIEW_DIMENSIONS = 36;
/** Raw storage for two or more dimensions: items of each, then bytes from one to the next in each; else 0. */
export const MEMORYVIEW_SHAPES = 40;
/** Items of a single dimension. */
export const MEMORYVIEW_COUNT = 44;
/** Bytes from one item of a single dimension to the next. */
export const MEMORYVIEW_STRIDE = 48;
/** Bytes of a memoryview. */
export const MEMORYVIEW_BYTES = 52;

// list
/** Number of items. */
export const LIST_LENGTH = 4;
/** Items that the storage has room for. */
export const LIST_CAPACITY = 8;
/** Bytes of a list. */
export const LIST_BYTES = 16;
/** Raw storage of Values. */
export const LIST_ITEMS = 12;

// tuple
/** Number of items. */
export const TUPLE_LENGTH = 4;
/** Cached 32-bit hash; 0 until asked for. */
export const TUPLE_HASH = 8;
/** First Value. */
export const TUPLE_ITEMS = 12;

// dict
/** Live entries. */
export const DICT_USED = 4;
/** Fresh number whenever a key comes or goes or the storage moves. */
export const DICT_VERSION = 8;
/** Raw storage: see dict.ts; 0 while the dict never held anything. */
export const DICT_STORAGE = 12;

// set, frozenset
/** Keys. */
export const SET_USED = 4;
/** Used and dummy entries. */
export const SET_FILL = 8;
/** Pairs of the table less one. */
export const SET_MASK = 12;
/** Raw storage: pairs of hash and key. */
export const SET_TABLE = 16;
/** Cached hash of a frozenset, 0 until asked for. */
export const SET_HASH = 20;

// range: Values
/** Value: int. */
export const RANGE_START = 4;
/** Value: int. */
export const RANGE_STOP = 8;
/** Value: int. */
export const RANGE_STEP = 12;
/** Length as an int Value. */
export const RANGE_LENGTH = 16;

// slice: Values
/** Value. */
export const SLICE_START = 4;
/** Value. */
export const SLICE_STOP = 8;
/** Value. */
export const SLICE_STEP = 12;

// instance of a class without a builtin layout
/** Address of the shape; never freed. */
export const INSTANCE_SHAPE = 4;
/** First slot. In dictionary mode slot 0 holds the dict. */
export const INSTANCE_SLOTS = 8;
/** First member slot of an instance without shape (`__slots__`). */
export const MEMBER_SLOTS = 4;

// function: Values
/** Value: code. */
export const FUNCTION_CODE = 4;
/** Value: dict. */
export const FUNCTION_GLOBALS = 8;
/** Value: str. */
export const FUNCTION_NAME = 12;
/** Value: str. */
export const FUNCTION_QUALNAME = 16;
/** Tuple of defaults or 0. */
export const FUNCTION_DEFAULTS = 20;
/** Dict of keyword defaults or 0. */
export const FUNCTION_KWDEFAULTS = 24;
/** Tuple of cells or 0. */
export const FUNCTION_CLOSURE = 28;
/** Value: `__module__`. */
export const FUNCTION_MODULE = 32;
/** Value: `__doc__`. */
export const FUNCTION_DOC = 36;
/** Value: dict of attributes, or 0. */
export const FUNCTION_DICT = 40;
/** Value: dict, or 0 until asked for. */
export const FUNCTION_ANNOTATIONS = 44;
/** Value: `__annotate__`, or 0. */
export const FUNCTION_ANNOTATE = 48;
/** Value: tuple, or 0. */
export const FUNCTION_TYPE_PARAMS = 52;
/** Bytes of a function. */
export const FUNCTION_BYTES = 56;

// code
/** Positional parameters, positional-only ones included. */
export const CODE_ARGCOUNT = 4;
/** Positional-only parameters. */
export const CODE_POSONLY = 8;
/** Keyword-only parameters. */
export const CODE_KWONLY = 12;
/** CO_ flags as CPython's. */
export const CODE_FLAGS = 16;
/** Registers that are not temporaries. */
export const CODE_LOCALS = 20;
/** All registers. */
export const CODE_REGISTERS = 24;
/** Raw storage: instruction stream. */
export const CODE_STREAM = 28;
/** Words of the stream. */
export const CODE_STREAM_WORDS = 32;
/** First word in the Workers' inline caches. */
export const CODE_CACHE = 36;
/** Words in the inline caches. */
export const CODE_CACHE_WORDS = 40;
/** Value: tuple of str, the names of the registers that are locals. */
export const CODE_VARNAMES = 44;
/** Value: tuple of str. */
export const CODE_CELLVARS = 48;
/** Value: tuple of str. */
export const CODE_FREEVARS = 52;
/** Value: tuple of str, every global and attribute name. */
export const CODE_NAMES = 56;
/** Value: tuple; keeps the stream's constants alive. */
export const CODE_CONSTANTS = 60;
/** Value: str. */
export const CODE_FILENAME = 64;
/** Value: str. */
export const CODE_NAME = 68;
/** Value: str. */
export const CODE_QUALNAME = 72;
/** Line of the definition. */
export const CODE_FIRST_LINE = 76;
/** Raw storage: positions and depths by instruction, a byte length first. */
export const CODE_POSITIONS = 80;
/** Raw storage: exception table, its number of entries first. */
export const CODE_EXCEPTIONS = 84;
/** Id of the compiled function, 0 for none, -1 when compiling it was given up. */
export const CODE_JIT = 88;
/** Calls so far, a hint for the JIT. */
export const CODE_CALLS = 92;
/** Address of the record with compiled code in raw storage, or 0. */
export const CODE_MODULE = 96;
/** Bytes of a code object. */
export const CODE_BYTES = 100;

// cell, method, module
/** Value: the content, 0 while it is empty. */
export const CELL_VALUE = 4;
/** Bytes of a cell. */
export const CELL_BYTES = 8;
/** Value: the callable. */
export const METHOD_FUNCTION = 4;
/** Value: the bound object. */
export const METHOD_SELF = 8;
/** Bytes of a bound method. */
export const METHOD_BYTES = 12;
/** Value: dict. */
export const MODULE_DICT = 4;
/** Bytes of a module. */
export const MODULE_BYTES = 8;

// natives: builtin functions, method descriptors, getset and member descriptors
/** Number of the native, getset or member in its registry; -1 for a slot made by `__slots__`. */
export const NATIVE_ID = 4;
/** Value: bound self, or the class a descriptor belongs to. */
export const NATIVE_SELF = 8;
/** Value: name. */
export const NATIVE_NAME = 12;
/** Value: module name (functions), or offset of a `__slots__` member as small int. */
export const NATIVE_EXTRA = 16;
/** Bytes of a builtin function or descriptor. */
export const NATIVE_BYTES = 20;

// property, classmethod, staticmethod
/** Value: getter. */
export const PROPERTY_GET = 4;
/** Value: setter, or 0. */
export const PROPERTY_SET = 8;
/** Value: deleter, or 0. */
export const PROPERTY_DELETE = 12;
/** Value: `__doc__`. */
export const PROPERTY_DOC = 16;
/** Value: `__name__`, or 0. */
export const PROPERTY_NAME = 20;
/** 1 if `__doc__` came from the getter, whatever it was set to later. */
export const PROPERTY_GETTER_DOC = 24;
/** Bytes of a property. */
export const PROPERTY_BYTES = 28;
/** classmethod and staticmethod. */
export const WRAPPED_CALLABLE = 4;
/** Value: dict of attributes, or 0. */
export const WRAPPED_DICT = 8;
/** Bytes of a classmethod or staticmethod. */
export const WRAPPED_BYTES = 12;

// super
/** Value: the class that comes before in the MRO. */
export const SUPER_TYPE = 4;
/** Value: the bound object, or 0. */
export const SUPER_SELF = 8;
/** Value: the class whose MRO is searched, or 0. */
export const SUPER_SELF_TYPE = 12;
/** Bytes of a super. */
export const SUPER_BYTES = 16;

// exceptions: all have one layout
/** Value: tuple. */
export const EXCEPTION_ARGS = 4;
/** Value: traceback, or 0. */
export const EXCEPTION_TRACEBACK = 8;
/** Value: exception, or 0. */
export const EXCEPTION_CONTEXT = 12;
/** Value: exception, or 0. */
export const EXCEPTION_CAUSE = 16;
/** 0 or 1. */
export const EXCEPTION_SUPPRESS = 20;
/** Value: dict or 0. */
export const EXCEPTION_DICT = 24;
/** Value: StopIteration.value, SystemExit.code, ImportError.msg, the args of an OSError, ... */
export const EXCEPTION_EXTRA = 28;
/** Bytes of an exception. */
export const EXCEPTION_BYTES = 32;

// traceback
/** Value: traceback, or 0. */
export const TRACEBACK_NEXT = 4;
/** Value: frame object. */
export const TRACEBACK_FRAME = 8;
/** Line. */
export const TRACEBACK_LINE = 12;
/** In {@linkcode TRACEBACK_LINE}: that of the instruction, which is found when somebody asks, as in CPython. */
export const LINE_OF_INSTRUCTION: number = -1;
/** Word index in the instruction stream. */
export const TRACEBACK_PC = 16;
/** Bytes of a traceback. */
export const TRACEBACK_BYTES = 20;

// frame object: a snapshot that outlives the frame
/** Value: code. */
export const FRAME_OBJECT_CODE = 4;
/** Value: dict. */
export const FRAME_OBJECT_GLOBALS = 8;
/** Value: mapping, or 0; of a function's frame that is no more, a tuple of names and registers. */
export const FRAME_OBJECT_LOCALS = 12;
/** Value: frame object, or 0. */
export const FRAME_OBJECT_BACK = 16;
/** Value: `f_trace`, or 0. */
export const FRAME_OBJECT_TRACE = 20;
/** Value: dict of what was added to `f_locals` that is no variable of the code, or 0. */
export const FRAME_OBJECT_EXTRA = 24;
/** Value: list of what `f_locals` replaced, which the running frame may still be using, or 0. */
export const FRAME_OBJECT_REPLACED = 28;
/**
 * While a trace function is called for a frame, or it is at rest, the line that is reported, else 0. Of one that has ended,
 * the instruction that it was at: -1 minus its word index, since few ask for its line.
 */
export const FRAME_OBJECT_LINE = 32;
/** Address of the running frame, 0 once it ended. */
export const FRAME_OBJECT_FRAME = 36;
/** Bits: 1 no line events (`f_trace_lines` is false), 2 events for instructions (`f_trace_opcodes`). */
export const FRAME_OBJECT_EVENTS = 40;
/** Bytes of a frame object. */
export const FRAME_OBJECT_BYTES = 44;

// generator, coroutine, async generator
/** 0 created, 1 suspended, 2 running, 3 finished. */
export const GENERATOR_STATE = 4;
/** Raw storage with the frame, or 0 when finished. */
export const GENERATOR_FRAME = 8;
/** Value: str. */
export const GENERATOR_NAME = 12;
/** Value: str. */
export const GENERATOR_QUALNAME = 16;
/** Value: the exception that was being handled inside when it yielded, or 0. */
export const GENERATOR_HANDLED = 20;
/** Value: code. */
export const GENERATOR_CODE = 24;
/** Register that a sent value goes to; words of the frame's registers are in its code. */
export const GENERATOR_RESULT = 28;
/** Value: what it delegates to (`gi_yieldfrom`), or 0. */
export const GENERATOR_DELEGATE = 32;
/** Value: what is called when an async generator dies before its end (`sys.set_asyncgen_hooks`), or 0. */
export const GENERATOR_FINALIZER = 36;
/** Value: where a coroutine was made (`cr_origin`), or 0. Only async generators have the other. */
export const COROUTINE_ORIGIN = GENERATOR_FINALIZER;
/** Raw word: flags of async generators. */
export const GENERATOR_FLAGS = 40;
/** Raw word: which Worker's compiled code goes on with it, and where; 0: the interpreter does. Compiler's business. */
export const GENERATOR_COMPILED = 44;
/** Bytes of a generator. */
export const GENERATOR_BYTES = 48;

// iterators over builtin containers
/** Value: the container; 0 when exhausted. */
export const ITERATOR_TARGET = 4;
/** Position. */
export const ITERATOR_INDEX = 8;
/** Guard: size or version at the start; or a second Value's raw number. */
export const ITERATOR_GUARD = 12;
/** Bytes of an iterator. */
export const ITERATOR_BYTES = 16;

// range iterator over small ints: plain numbers, not Values
/** Next number. */
export const RANGE_ITERATOR_NEXT = 4;
/** Step. */
export const RANGE_ITERATOR_STEP = 8;
/** Items left. */
export const RANGE_ITERATOR_LEFT = 12;
/** Bytes of a range iterator. */
export const RANGE_ITERATOR_BYTES = 16;

// iterators and wrappers made of up to four Values: map, zip, filter, enumerate, callable_iterator, reversed,
// mappingproxy, dict views, generic aliases, namespaces, natives of modules
/** Value. */
export const PARTS_FIRST = 4;
/** Value. */
export const PARTS_SECOND = 8;
/** Value. */
export const PARTS_THIRD = 12;
/** Value. */
export const PARTS_FOURTH = 16;
/** Bytes of an object of four parts. */
export const PARTS_BYTES = 20;

// TypeVar, ParamSpec, TypeVarTuple, TypeAliasType
/** Value: str. */
export const TYPE_PARAMETER_NAME = 4;
/** Value: the bound, or the value of an alias; 0 until evaluated. */
export const TYPE_PARAMETER_BOUND = 8;
/** Value: function that evaluates it, or 0. */
export const TYPE_PARAMETER_BOUND_FUNCTION = 12;
/** Value: tuple of constraints, or of an alias's type parameters; 0 until evaluated. */
export const TYPE_PARAMETER_CONSTRAINTS = 16;
/** Value: function that evaluates them, or 0. */
export const TYPE_PARAMETER_CONSTRAINTS_FUNCTION = 20;
/** Value: the default; 0 until evaluated. */
export const TYPE_PARAMETER_DEFAULT = 24;
/** Value: function that evaluates it, or 0. */
export const TYPE_PARAMETER_DEFAULT_FUNCTION = 28;
/** Small int: how its variance is decided. */
export const TYPE_PARAMETER_VARIANCE = 32;
/** Value: dict of attributes, or 0. */
export const TYPE_PARAMETER_DICT = 36;
/** Bytes of a type parameter or alias. */
export const TYPE_PARAMETER_BYTES = 40;

// weak reference
/** Address of the referent (not counted), 0 when it is gone. */
export const WEAKREF_TARGET = 4;
/** Value: callback or 0. */
export const WEAKREF_CALLBACK = 8;
/** Hash of the referent once asked for. */
export const WEAKREF_HASH = 12;
/** Address of the next weak reference to the same object (not counted). */
export const WEAKREF_NEXT = 16;
/** Bytes of a weak reference. */
export const WEAKREF_BYTES = 20;

// type
/** Number of the type. */
export const TYPE_INDEX = 4;
/** Value: str. */
export const TYPE_NAME = 8;
/** Value: str. */
export const TYPE_QUALNAME = 12;
/** Value: the base that decides the layout, or 0. */
export const TYPE_BASE = 16;
/** Value: tuple. */
export const TYPE_BASES = 20;
/** Value: tuple. */
export const TYPE_MRO = 24;
/** Value: dict. */
export const TYPE_DICT = 28;
/** Fresh number whenever the type or a base changes. */
export const TYPE_VERSION = 32;
/** Flags of the virtual machine. */
export const TYPE_FLAGS = 36;
/** Bytes of an instance from its type word on. */
export const TYPE_BASIC_SIZE = 40;
/** Offset of the instances' dict word; 0 for none, -1 for instances with a shape, or DICT_BEHIND_ITEMS. */
export const TYPE_DICT_OFFSET = 44;
/** TYPE_DICT_OFFSET of classes derived from str, bytes, tuple or int: the dict word is the first one behind the items. */
export const DICT_BEHIND_ITEMS = -2;
/** Address of the root shape of instances, or 0. */
export const TYPE_SHAPE = 48;
/** Inline slots a new instance gets. */
export const TYPE_SLOT_HINT = 52;
/** Value: list of the type indices of direct subclasses, or 0. */
export const TYPE_SUBCLASSES = 56;
/** Number of the builtin type whose layout instances have. */
export const TYPE_LAYOUT = 60;
/** Offset of the first member slot made by `__slots__`, over all bases. */
export const TYPE_MEMBERS = 64;
/** Number of member slots, over all bases. */
export const TYPE_MEMBER_COUNT = 68;
/** Bytes of a type. */
export const TYPE_BYTES = 72;

// lock objects of _thread, threading.local, deque and other natives use PARTS_ plus raw words after them
/** Raw word: state of a lock. */
export const LOCK_STATE = 4;
/** Raw word: ident of the owner (RLock). */
export const LOCK_OWNER = 8;
/** Raw word: recursion count (RLock). */
export const LOCK_COUNT = 12;
/** Bytes of a lock. */
export const LOCK_BYTES = 16;
