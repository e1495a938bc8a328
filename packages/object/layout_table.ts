/**
 * What the collectors, deallocation and checks need of each layout, as data: its size, where its references
 * lie, and what raw storage it owns. Derived from the offsets in `layout.ts`; everything else derives from this.
 *
 * @module
 */
import * as D from "./data_types.ts";
import { DECIMAL_LAYOUTS } from "./decimal_types.ts";
import { NATIVE_LAYOUTS } from "./native_types.ts";
import { SYSTEM_LAYOUTS } from "./system_types.ts";
import * as L from "./layout.ts";
import { NUMBER_LAYOUTS } from "./number_types.ts";
import { THREAD_LAYOUTS } from "./thread_types.ts";
import * as T from "./type_index.ts";

/** One layout. Offsets in bytes from the object's address. */
export interface LayoutRow {
  /** Bytes of the fixed words, from the type word on; what follows them in an object belongs to `items`. */
  readonly bytes: number;
  /** First of the words that hold references and lie side by side; 0 for none. */
  readonly first?: number;
  /** Last of them. */
  readonly last?: number;
  /** Words that own raw storage. */
  readonly storage?: readonly number[];
  /** What lies where a run of words can't say it. */
  readonly items?:
    | "limbs"
    | "characters"
    | "bytes"
    | "tuple"
    | "list"
    | "dict"
    | "set"
    | "slots"
    | "members"
    | "frame"
    | "subclasses";
}

const ATOM: LayoutRow = { bytes: 4 };
const NATIVE: LayoutRow = { bytes: L.NATIVE_BYTES, first: L.NATIVE_SELF, last: L.NATIVE_EXTRA };
const WRAPPED: LayoutRow = { bytes: L.WRAPPED_BYTES, first: L.WRAPPED_CALLABLE, last: L.WRAPPED_DICT };
const ITERATOR: LayoutRow = { bytes: L.ITERATOR_BYTES, first: L.ITERATOR_TARGET, last: L.ITERATOR_TARGET };
const PARTS: LayoutRow = { bytes: L.PARTS_BYTES, first: L.PARTS_FIRST, last: L.PARTS_FOURTH };
const WEAKREF: LayoutRow = { bytes: L.WEAKREF_BYTES, first: L.WEAKREF_CALLBACK, last: L.WEAKREF_CALLBACK };
const TYPE_PARAMETER: LayoutRow = {
  bytes: L.TYPE_PARAMETER_BYTES,
  first: L.TYPE_PARAMETER_NAME,
  last: L.TYPE_PARAMETER_DICT,
};
const TUPLE: LayoutRow = { bytes: L.TUPLE_ITEMS, items: "tuple" };
const SET: LayoutRow = { bytes: L.SET_HASH + 4, storage: [L.SET_TABLE], items: "set" };
const LOCK: LayoutRow = { bytes: L.LOCK_BYTES };
const GENERATOR: LayoutRow = {
  bytes: L.GENERATOR_BYTES,
  storage: [L.GENERATOR_FRAME],
  items: "frame",
};

/** Layouts by the index of the builtin type that has them. */
export const LAYOUTS: { readonly [typeIndex: number]: LayoutRow } = {
  [T.T_OBJECT]: ATOM,
  [T.T_TYPE]: { bytes: L.TYPE_BYTES, first: L.TYPE_NAME, last: L.TYPE_DICT, items: "subclasses" },
  [T.T_INT]: { bytes: L.INT_LIMBS, items: "limbs" },
  [T.T_BOOL]: ATOM,
  [T.T_FLOAT]: { bytes: L.FLOAT_VALUE + 8 },
  [T.T_COMPLEX]: { bytes: L.COMPLEX_IMAGINARY + 8 },
  [T.T_STR]: { bytes: L.STR_DATA, items: "characters" },
  [T.T_BYTES]: { bytes: L.BYTES_DATA, items: "bytes" },
  [T.T_BYTEARRAY]: { bytes: L.BYTEARRAY_EXPORTS + 4, storage: [L.BYTEARRAY_DATA] },
  [T.T_MEMORYVIEW]: {
    bytes: L.MEMORYVIEW_BYTES,
    first: L.MEMORYVIEW_OWNER,
    last: L.MEMORYVIEW_FORMAT,
    storage: [L.MEMORYVIEW_SHAPES],
  },
  [T.T_LIST]: { bytes: L.LIST_ITEMS + 4, storage: [L.LIST_ITEMS], items: "list" },
  [T.T_TUPLE]: TUPLE,
  [T.T_DICT]: { bytes: L.DICT_STORAGE + 4, storage: [L.DICT_STORAGE], items: "dict" },
  [T.T_SET]: SET,
  [T.T_FROZENSET]: SET,
  [T.T_RANGE]: { bytes: L.RANGE_LENGTH + 4, first: L.RANGE_START, last: L.RANGE_LENGTH },
  [T.T_SLICE]: { bytes: L.SLICE_STEP + 4, first: L.SLICE_START, last: L.SLICE_STEP },
  [T.T_NONE_TYPE]: ATOM,
  [T.T_ELLIPSIS]: ATOM,
  [T.T_NOT_IMPLEMENTED_TYPE]: ATOM,
  [T.T_FUNCTION]: { bytes: L.FUNCTION_BYTES, first: L.FUNCTION_CODE, last: L.FUNCTION_TYPE_PARAMS },
  [T.T_BUILTIN_FUNCTION_OR_METHOD]: NATIVE,
  [T.T_METHOD]: { bytes: L.METHOD_BYTES, first: L.METHOD_FUNCTION, last: L.METHOD_SELF },
  [T.T_METHOD_DESCRIPTOR]: NATIVE,
  [T.T_WRAPPER_DESCRIPTOR]: NATIVE,
  [T.T_GETSET_DESCRIPTOR]: NATIVE,
  [T.T_MEMBER_DESCRIPTOR]: NATIVE,
  [T.T_METHOD_WRAPPER]: NATIVE,
  [T.T_CLASSMETHOD_DESCRIPTOR]: NATIVE,
  [T.T_CLASSMETHOD]: WRAPPED,
  [T.T_STATICMETHOD]: WRAPPED,
  [T.T_PROPERTY]: { bytes: L.PROPERTY_BYTES, first: L.PROPERTY_GET, last: L.PROPERTY_NAME },
  [T.T_SUPER]: { bytes: L.SUPER_BYTES, first: L.SUPER_TYPE, last: L.SUPER_SELF_TYPE },
  [T.T_CODE]: {
    bytes: L.CODE_BYTES,
    first: L.CODE_VARNAMES,
    last: L.CODE_QUALNAME,
    storage: [L.CODE_STREAM, L.CODE_POSITIONS, L.CODE_EXCEPTIONS],
  },
  [T.T_FRAME]: { bytes: L.FRAME_OBJECT_BYTES, first: L.FRAME_OBJECT_CODE, last: L.FRAME_OBJECT_REPLACED },
  [T.T_TRACEBACK]: { bytes: L.TRACEBACK_BYTES, first: L.TRACEBACK_NEXT, last: L.TRACEBACK_FRAME },
  [T.T_CELL]: { bytes: L.CELL_BYTES, first: L.CELL_VALUE, last: L.CELL_VALUE },
  [T.T_MODULE]: { bytes: L.MODULE_BYTES, first: L.MODULE_DICT, last: L.MODULE_DICT },
  [T.T_MAPPINGPROXY]: PARTS,
  [T.T_FRAME_LOCALS_PROXY]: PARTS,
  // A namespace's dict follows its parts.
  [T.T_SIMPLE_NAMESPACE]: { bytes: L.PARTS_BYTES + 4, first: L.PARTS_FIRST, last: L.PARTS_BYTES },
  [T.T_GENERATOR]: GENERATOR,
  [T.T_COROUTINE]: GENERATOR,
  [T.T_ASYNC_GENERATOR]: GENERATOR,
  [T.T_ASYNC_GENERATOR_ASEND]: PARTS,
  [T.T_ASYNC_GENERATOR_ATHROW]: PARTS,
  [T.T_COROUTINE_WRAPPER]: PARTS,
  [T.T_ASYNC_GENERATOR_WRAPPED_VALUE]: PARTS,
  [T.T_LIST_ITERATOR]: ITERATOR,
  [T.T_LIST_REVERSEITERATOR]: ITERATOR,
  [T.T_TUPLE_ITERATOR]: ITERATOR,
  [T.T_STR_ITERATOR]: ITERATOR,
  [T.T_BYTES_ITERATOR]: ITERATOR,
  [T.T_BYTEARRAY_ITERATOR]: ITERATOR,
  [T.T_RANGE_ITERATOR]: { bytes: L.RANGE_ITERATOR_BYTES },
  [T.T_LONGRANGE_ITERATOR]: PARTS,
  [T.T_SET_ITERATOR]: ITERATOR,
  [T.T_DICT_KEYITERATOR]: ITERATOR,
  [T.T_DICT_VALUEITERATOR]: ITERATOR,
  [T.T_DICT_ITEMITERATOR]: ITERATOR,
  [T.T_DICT_REVERSEKEYITERATOR]: ITERATOR,
  [T.T_DICT_REVERSEVALUEITERATOR]: ITERATOR,
  [T.T_DICT_REVERSEITEMITERATOR]: ITERATOR,
  [T.T_DICT_KEYS]: PARTS,
  [T.T_DICT_VALUES]: PARTS,
  [T.T_DICT_ITEMS]: PARTS,
  [T.T_CALLABLE_ITERATOR]: PARTS,
  [T.T_ITERATOR]: ITERATOR,
  [T.T_ENUMERATE]: PARTS,
  [T.T_ZIP]: PARTS,
  [T.T_MAP]: PARTS,
  [T.T_FILTER]: PARTS,
  [T.T_REVERSED]: ITERATOR,
  [T.T_MEMORY_ITERATOR]: ITERATOR,
  [T.T_WEAKREF]: WEAKREF,
  [T.T_WEAKPROXY]: WEAKREF,
  [T.T_WEAKCALLABLEPROXY]: WEAKREF,
  // The word between the cause and the dict is 0 or 1, which no visitor takes for a reference.
  [T.T_BASE_EXCEPTION]: { bytes: L.EXCEPTION_BYTES, first: L.EXCEPTION_ARGS, last: L.EXCEPTION_EXTRA },
  [T.T_INSTANCE]: { bytes: L.INSTANCE_SLOTS, items: "slots" },
  [T.T_SLOTS_INSTANCE]: { bytes: L.MEMBER_SLOTS, items: "members" },
  [T.T_LOCK]: LOCK,
  [T.T_RLOCK]: LOCK,
  [T.T_LOCAL]: PARTS,
  // The ring as a list's items: its room is where a list has its length.
  [T.T_DEQUE]: { bytes: D.DEQUE_BYTES, storage: [D.DEQUE_RING], items: "list" },
  [T.T_DEQUE_ITERATOR]: D.DATA_LAYOUTS[D.T_DEQUE_REVERSE_ITERATOR],
  [T.T_GENERIC_ALIAS]: PARTS,
  [T.T_UNION]: PARTS,
  [T.T_TYPE_VAR]: TYPE_PARAMETER,
  [T.T_PARAM_SPEC]: TYPE_PARAMETER,
  [T.T_TYPE_VAR_TUPLE]: TYPE_PARAMETER,
  [T.T_TYPE_ALIAS_TYPE]: TYPE_PARAMETER,
  [T.T_TEMPLATE]: PARTS,
  [T.T_INTERPOLATION]: PARTS,
  [T.T_PICKLE_BUFFER]: PARTS,
  [T.T_STRUCT_SEQUENCE]: TUPLE,
  [T.T_NATIVE_OBJECT]: PARTS,
  [T.T_ANEXT_AWAITABLE]: PARTS,
  ...D.DATA_LAYOUTS,
  ...THREAD_LAYOUTS,
  ...SYSTEM_LAYOUTS,
  ...DECIMAL_LAYOUTS,
  ...NATIVE_LAYOUTS,
  ...NUMBER_LAYOUTS,
};
