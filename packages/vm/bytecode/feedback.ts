/**
 * What the interpreter notes about an instruction in its Worker's inline caches, and the JIT reads.
 * One list: interpreter and JIT agree through these names only.
 *
 * @module
 */

/** Operand seen: small int. */
export const FEEDBACK_INT = 1;
/** Operand seen: float. */
export const FEEDBACK_FLOAT = 2;
/** Operand seen: str. */
export const FEEDBACK_STR = 4;
/** Operand seen: any type without a bit of its own. */
export const FEEDBACK_OTHER = 8;
/** Operand or result seen: int outside 31 bits. */
export const FEEDBACK_BIGINT = 16;
/** Container seen: list. */
export const FEEDBACK_LIST = 32;
/** Container seen: tuple. */
export const FEEDBACK_TUPLE = 64;
/** Container seen: dict. */
export const FEEDBACK_DICT = 128;
/** Iterator seen: range. */
export const FEEDBACK_RANGE = 256;
/** Operand seen: bool. */
export const FEEDBACK_BOOL = 512;

/** Left operand seen: the type index of the Python class that it is an instance of, if any, lies from this bit on. */
export const FEEDBACK_CLASS_SHIFT = 16;
/** ... or this in its place, where instances of several were seen. */
export const FEEDBACK_CLASSES = 0xffff;

/** LOAD_GLOBAL cache: keys version of the globals dict. */
export const GLOBAL_VERSION = 0;
/** LOAD_GLOBAL cache: word index of the value in its dict's storage. */
export const GLOBAL_ENTRY = 1;
/** LOAD_GLOBAL cache: keys version of the builtins dict, or 0 where the globals have the name. */
export const GLOBAL_BUILTINS_VERSION = 2;
/** LOAD_GLOBAL cache: the value seen last; a hint, not a guarantee. */
export const GLOBAL_VALUE = 3;

/** Attribute cache: kind, one of the ATTRIBUTE_KIND_ constants. */
export const ATTRIBUTE_KIND = 0;
/** Attribute cache: type index of the object. */
export const ATTRIBUTE_TYPE = 1;
/** Attribute cache: shape of the object, or 0. */
export const ATTRIBUTE_SHAPE = 2;
/** Attribute cache: byte offset of the slot, or the value found on the type, or the word index of a module global. */
export const ATTRIBUTE_SLOT = 3;
/** Attribute cache: version of the type (or keys version of a module's dict). */
export const ATTRIBUTE_VERSION = 4;
/** Attribute cache: the shape after a store that adds a slot. */
export const ATTRIBUTE_NEW_SHAPE = 5;

/** Nothing cached yet. */
export const ATTRIBUTE_KIND_NONE = 0;
/** A slot of the instance, by shape. */
export const ATTRIBUTE_KIND_SLOT = 1;
/** A Python function on the type, not shadowed by the instance, by shape and type version. */
export const ATTRIBUTE_KIND_METHOD = 2;
/** A plain value on the type, by shape and type version. */
export const ATTRIBUTE_KIND_TYPE_VALUE = 3;
/** A global of a module, by keys version of its dict. */
export const ATTRIBUTE_KIND_MODULE = 4;
/** Nothing that a cache helps. */
export const ATTRIBUTE_KIND_OTHER = 5;
/** A property with a Python getter. */
export const ATTRIBUTE_KIND_PROPERTY = 6;
/** A member slot (`__slots__`) at a fixed offset, by type version. */
export const ATTRIBUTE_KIND_MEMBER = 7;
/** A store that adds a slot: old shape to new shape. */
export const ATTRIBUTE_KIND_ADD_SLOT = 8;
/** A function or method descriptor found on the type alone, by LOAD_SPECIAL. */
export const ATTRIBUTE_KIND_SPECIAL = 9;

/** LOAD_SUPER_ATTR cache: the class behind which was looked; -1 where there is nothing to be found but by asking. */
export const SUPER_CLASS = 0;
/** LOAD_SUPER_ATTR cache: what was found for up to MOST_SUPER_CASES types of self. */
export const SUPER_CASES = 1;
/** Types of self that there is room for. */
export const MOST_SUPER_CASES = 4;
/** Words of such a case. */
export const SUPER_CASE_WORDS = 3;
/** In a case: the type's index, 0 in one that is free. */
export const SUPER_TYPE = 0;
/** In a case: the type's version. */
export const SUPER_VERSION = 1;
/** In a case: the function or descriptor of a builtin method that was found, unbound. */
export const SUPER_FOUND = 2;

/** CALL cache: kind, one of the CALL_KIND_ constants. */
export const CALL_KIND = 0;
/** CALL cache: the callee seen. */
export const CALL_CALLEE = 1;
/** CALL cache: the callee's code object. */
export const CALL_CODE = 2;
/** CALL cache: items of the callee's tuple of defaults. */
export const CALL_DEFAULTS = 3;
/** CALL_EX cache: positional arguments seen, and one more; -1 where their number varies, or there is no tuple. */
export const SPREAD_COUNT = 3;
/** CALL_EX cache: keywords seen; -1 where they vary, are more than MOST_SPREAD_NAMES, or no dict. */
export const SPREAD_NAMED = 4;
/** CALL_EX cache: their names, in order. */
export const SPREAD_NAMES = 5;
/** Names that there is room for. */
export const MOST_SPREAD_NAMES = 5;
/** Nothing cached yet. */
export const CALL_KIND_NONE = 0;
/** A Python function called with exactly its positional parameters. */
export const CALL_KIND_PYTHON = 1;
/** A native function. */
export const CALL_KIND_NATIVE = 2;
/** A class. */
export const CALL_KIND_CLASS = 3;
/** Anything else. */
export const CALL_KIND_OTHER = 4;
/** CALL_EX only: a bound method of the function seen. */
export const CALL_KIND_METHOD = 5;
