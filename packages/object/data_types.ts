/**
 * Type indices and layouts of the types of the pure data modules (`itertools`, `functools`, `operator`,
 * `collections`, `struct`, `json`, `csv`, `re`, `typing`): indices 100 to 149.
 *
 * Most of them are a run of Values from the type word on; `part(n)` is the offset of the n-th.
 *
 * @module
 */
import type { LayoutRow } from "./layout_table.ts";

/** Offset of the n-th word after the type word, in bytes. */
export function part(n: number): number {
  return 4 + 4 * n;
}

/** `itertools.count`. */
export const T_COUNT = 100;
/** `itertools.cycle`. */
export const T_CYCLE = 101;
/** `itertools.repeat`. */
export const T_REPEAT = 102;
/** `itertools.accumulate`. */
export const T_ACCUMULATE = 103;
/** `itertools.chain`. */
export const T_CHAIN = 104;
/** `itertools.compress`. */
export const T_COMPRESS = 105;
/** `itertools.dropwhile`. */
export const T_DROPWHILE = 106;
/** `itertools.filterfalse`. */
export const T_FILTERFALSE = 107;
/** `itertools.groupby`. */
export const T_GROUPBY = 108;
/** `itertools._grouper`. */
export const T_GROUPER = 109;
/** `itertools.islice`. */
export const T_ISLICE = 110;
/** `itertools.pairwise`. */
export const T_PAIRWISE = 111;
/** `itertools.starmap`. */
export const T_STARMAP = 112;
/** `itertools.takewhile`. */
export const T_TAKEWHILE = 113;
/** `itertools._tee`. */
export const T_TEE = 114;
/** `itertools._tee_dataobject`: a block of items that the iterators of a tee share. */
export const T_TEE_BLOCK = 115;
/** `itertools.zip_longest`. */
export const T_ZIP_LONGEST = 116;
/** `itertools.product`. */
export const T_PRODUCT = 117;
/** `itertools.permutations`. */
export const T_PERMUTATIONS = 118;
/** `itertools.combinations`. */
export const T_COMBINATIONS = 119;
/** `itertools.combinations_with_replacement`. */
export const T_COMBINATIONS_WITH_REPLACEMENT = 120;
/** `itertools.batched`. */
export const T_BATCHED = 121;
/** `functools.partial`. */
export const T_PARTIAL = 122;
/** `functools._PlaceholderType`. */
export const T_PLACEHOLDER = 123;
/** `functools.KeyWrapper`: what `cmp_to_key` returns. */
export const T_KEY_WRAPPER = 124;
/** `functools._lru_cache_wrapper`. */
export const T_LRU_CACHE = 125;
/** `operator.attrgetter`. */
export const T_ATTRGETTER = 126;
/** `operator.itemgetter`. */
export const T_ITEMGETTER = 127;
/** `operator.methodcaller`. */
export const T_METHODCALLER = 128;
/** `_collections._deque_reverse_iterator`. */
export const T_DEQUE_REVERSE_ITERATOR = 129;
/** `collections.defaultdict`: a dict with one more word. */
export const T_DEFAULTDICT = 130;
/** `_collections._tuplegetter`. */
export const T_TUPLEGETTER = 131;
/** `_struct.Struct`. */
export const T_STRUCT = 132;
/** `_struct.unpack_iterator`. */
export const T_UNPACK_ITERATOR = 133;
/** `_json.Scanner`. */
export const T_JSON_SCANNER = 134;
/** `_json.Encoder`. */
export const T_JSON_ENCODER = 135;
/** `_csv.Dialect`. */
export const T_CSV_DIALECT = 136;
/** `_csv.reader`. */
export const T_CSV_READER = 137;
/** `_csv.writer`. */
export const T_CSV_WRITER = 138;
/** `re.Pattern`. */
export const T_PATTERN = 139;
/** `re.Match`. */
export const T_MATCH = 140;
/** `_sre.SRE_Scanner`. */
export const T_SRE_SCANNER = 141;
/** `_sre.SRE_Template`. */
export const T_SRE_TEMPLATE = 142;
/** `typing.NoDefault`'s type. */
export const T_NO_DEFAULT = 143;
/** `typing.Generic`. */
export const T_GENERIC = 144;
/** `typing.ParamSpecArgs`. */
export const T_PARAM_SPEC_ARGS = 145;
/** `typing.ParamSpecKwargs`. */
export const T_PARAM_SPEC_KWARGS = 146;
/** `functools._lru_list_elem`: an entry of a bounded cache. */
export const T_LRU_LINK = 147;
/** `ast.AST`: a word for the dict of its attributes. */
export const T_AST = 148;
/** `_tokenize.TokenizerIter`. */
export const T_TOKENIZER = 149;
/** `_pickle.Pickler`. */
export const T_PICKLER = 180;
/** `_pickle.PicklerMemoProxy`. */
export const T_PICKLER_MEMO = 181;
/** `_pickle.Unpickler`. */
export const T_UNPICKLER = 182;
/** `_pickle.UnpicklerMemoProxy`. */
export const T_UNPICKLER_MEMO = 183;
/** `_multiprocessing.SemLock`. */
export const T_SEM_LOCK = 184;
/** `collections.OrderedDict`: a dict with one more word, the dict of its attributes. */
export const T_ORDERED_DICT = 185;
/** `odict_keys`: `dict_keys` of an OrderedDict. */
export const T_ORDERED_KEYS = 186;
/** `odict_values`. */
export const T_ORDERED_VALUES = 187;
/** `odict_items`. */
export const T_ORDERED_ITEMS = 188;
/** `odict_iterator`: over keys, values or items, in either direction. */
export const T_ORDERED_ITERATOR = 189;
/** `_typing._ConstEvaluator`. */
export const T_CONST_EVALUATOR = 179;

// deque: a ring of Values. The ring's length comes first, so that a visitor reads the whole ring as a list's items.
/** Words of the ring: 0 or a power of two. Empty ones are 0. */
export const DEQUE_ROOM = 4;
/** Number of items. */
export const DEQUE_LENGTH = 8;
/** Raw storage of the ring. */
export const DEQUE_RING = 12;
/** Position of the first item in the ring. */
export const DEQUE_HEAD = 16;
/** Most items it may have, or -1. */
export const DEQUE_LIMIT = 20;
/** Grows with every change of the items; iterators compare it. */
export const DEQUE_STATE = 24;
/** Bytes of a deque. */
export const DEQUE_BYTES = 28;

/** A run of Values from the type word on. */
function values(count: number): LayoutRow {
  return { bytes: part(count), first: part(0), last: part(count - 1) };
}

/** Layouts of these types. */
export const DATA_LAYOUTS: { readonly [typeIndex: number]: LayoutRow } = {
  [T_COUNT]: values(2),
  [T_CYCLE]: values(4),
  [T_REPEAT]: values(2),
  [T_ACCUMULATE]: values(4),
  [T_CHAIN]: values(2),
  [T_COMPRESS]: values(2),
  [T_DROPWHILE]: values(3),
  [T_FILTERFALSE]: values(2),
  [T_GROUPBY]: values(6),
  [T_GROUPER]: values(3),
  [T_ISLICE]: values(5),
  [T_PAIRWISE]: values(2),
  [T_STARMAP]: values(2),
  [T_TAKEWHILE]: values(3),
  [T_TEE]: values(2),
  [T_TEE_BLOCK]: values(4),
  [T_ZIP_LONGEST]: values(3),
  [T_PRODUCT]: values(3),
  [T_PERMUTATIONS]: values(5),
  [T_COMBINATIONS]: values(4),
  [T_COMBINATIONS_WITH_REPLACEMENT]: values(4),
  [T_BATCHED]: values(3),
  [T_PARTIAL]: { bytes: part(5), first: part(0), last: part(3) },
  [T_PLACEHOLDER]: values(1),
  [T_KEY_WRAPPER]: values(2),
  [T_LRU_CACHE]: { bytes: part(10), first: part(0), last: part(3) },
  [T_ATTRGETTER]: values(2),
  [T_ITEMGETTER]: values(2),
  [T_METHODCALLER]: values(3),
  [T_DEQUE_REVERSE_ITERATOR]: { bytes: part(4), first: part(0), last: part(0) },
  [T_ORDERED_ITERATOR]: { bytes: part(4), first: part(0), last: part(0) },
  [T_TUPLEGETTER]: values(2),
  [T_STRUCT]: values(3),
  [T_UNPACK_ITERATOR]: values(3),
  [T_JSON_SCANNER]: values(6),
  [T_JSON_ENCODER]: values(9),
  [T_CSV_DIALECT]: values(8),
  [T_CSV_READER]: values(5),
  [T_CSV_WRITER]: values(3),
  // Their raw storage: code words, and the ends of groups.
  [T_PATTERN]: { bytes: part(9), first: part(0), last: part(2), storage: [part(3)] },
  [T_MATCH]: { bytes: part(8), first: part(0), last: part(2), storage: [part(3)] },
  [T_SRE_SCANNER]: { bytes: part(6), first: part(0), last: part(1) },
  [T_SRE_TEMPLATE]: values(2),
  [T_NO_DEFAULT]: values(1),
  [T_GENERIC]: values(1),
  [T_CONST_EVALUATOR]: values(1),
  [T_PARAM_SPEC_ARGS]: values(1),
  [T_PARAM_SPEC_KWARGS]: values(1),
  [T_AST]: values(1),
  [T_TOKENIZER]: values(5),
  [T_PICKLER]: values(9),
  [T_PICKLER_MEMO]: values(1),
  [T_UNPICKLER]: values(9),
  [T_UNPICKLER_MEMO]: values(1),
  [T_SEM_LOCK]: values(6),
  [T_LRU_LINK]: { bytes: part(4), first: part(0), last: part(1) },
};
