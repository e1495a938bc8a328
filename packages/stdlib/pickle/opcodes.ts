/**
 * The one list of pickle opcodes: code, name, first protocol, kind of argument and effect on the stack.
 *
 * @module
 */

/** How an opcode's argument is laid out after its code; `""` for none. Names are those of `pickletools`. */
export type ArgumentKind =
  | ""
  | "decimalnl_short"
  | "int4"
  | "uint1"
  | "uint2"
  | "decimalnl_long"
  | "long1"
  | "long4"
  | "stringnl"
  | "string4"
  | "string1"
  | "bytes4"
  | "bytes1"
  | "bytes8"
  | "bytearray8"
  | "unicodestringnl"
  | "unicodestring1"
  | "unicodestring4"
  | "unicodestring8"
  | "floatnl"
  | "float8"
  | "uint4"
  | "stringnl_noescape_pair"
  | "uint8"
  | "stringnl_noescape";

/** What one opcode is. */
export interface Opcode {
  /** The byte in the stream. */
  readonly code: number;
  /** CPython's name. */
  readonly name: string;
  /** The first protocol that has it. */
  readonly protocol: number;
  /** The argument that follows the code. */
  readonly argument: ArgumentKind;
  /** Kinds of values taken from the stack, deepest first. */
  readonly before: readonly string[];
  /** Kinds of values put on the stack. */
  readonly after: readonly string[];
}

/** Each row: name, code, protocol, argument, stack before and after, blanks between the kinds of values. */
const ROWS: readonly (readonly [string, number, number, ArgumentKind, string, string])[] = [
  ["INT", 0x49, 0, "decimalnl_short", "", "int_or_bool"],
  ["BININT", 0x4a, 1, "int4", "", "int"],
  ["BININT1", 0x4b, 1, "uint1", "", "int"],
  ["BININT2", 0x4d, 1, "uint2", "", "int"],
  ["LONG", 0x4c, 0, "decimalnl_long", "", "int"],
  ["LONG1", 0x8a, 2, "long1", "", "int"],
  ["LONG4", 0x8b, 2, "long4", "", "int"],
  ["STRING", 0x53, 0, "stringnl", "", "bytes_or_str"],
  ["BINSTRING", 0x54, 1, "string4", "", "bytes_or_str"],
  ["SHORT_BINSTRING", 0x55, 1, "string1", "", "bytes_or_str"],
  ["BINBYTES", 0x42, 3, "bytes4", "", "bytes"],
  ["SHORT_BINBYTES", 0x43, 3, "bytes1", "", "bytes"],
  ["BINBYTES8", 0x8e, 4, "bytes8", "", "bytes"],
  ["BYTEARRAY8", 0x96, 5, "bytearray8", "", "bytearray"],
  ["NEXT_BUFFER", 0x97, 5, "", "", "buffer"],
  ["READONLY_BUFFER", 0x98, 5, "", "buffer", "buffer"],
  ["NONE", 0x4e, 0, "", "", "None"],
  ["NEWTRUE", 0x88, 2, "", "", "bool"],
  ["NEWFALSE", 0x89, 2, "", "", "bool"],
  ["UNICODE", 0x56, 0, "unicodestringnl", "", "str"],
  ["SHORT_BINUNICODE", 0x8c, 4, "unicodestring1", "", "str"],
  ["BINUNICODE", 0x58, 1, "unicodestring4", "", "str"],
  ["BINUNICODE8", 0x8d, 4, "unicodestring8", "", "str"],
  ["FLOAT", 0x46, 0, "floatnl", "", "float"],
  ["BINFLOAT", 0x47, 1, "float8", "", "float"],
  ["EMPTY_LIST", 0x5d, 1, "", "", "list"],
  ["APPEND", 0x61, 0, "", "list any", "list"],
  ["APPENDS", 0x65, 1, "", "list mark stackslice", "list"],
  ["LIST", 0x6c, 0, "", "mark stackslice", "list"],
  ["EMPTY_TUPLE", 0x29, 1, "", "", "tuple"],
  ["TUPLE", 0x74, 0, "", "mark stackslice", "tuple"],
  ["TUPLE1", 0x85, 2, "", "any", "tuple"],
  ["TUPLE2", 0x86, 2, "", "any any", "tuple"],
  ["TUPLE3", 0x87, 2, "", "any any any", "tuple"],
  ["EMPTY_DICT", 0x7d, 1, "", "", "dict"],
  ["DICT", 0x64, 0, "", "mark stackslice", "dict"],
  ["SETITEM", 0x73, 0, "", "dict any any", "dict"],
  ["SETITEMS", 0x75, 1, "", "dict mark stackslice", "dict"],
  ["EMPTY_SET", 0x8f, 4, "", "", "set"],
  ["ADDITEMS", 0x90, 4, "", "set mark stackslice", "set"],
  ["FROZENSET", 0x91, 4, "", "mark stackslice", "frozenset"],
  ["POP", 0x30, 0, "", "any", ""],
  ["DUP", 0x32, 0, "", "any", "any any"],
  ["MARK", 0x28, 0, "", "", "mark"],
  ["POP_MARK", 0x31, 1, "", "mark stackslice", ""],
  ["GET", 0x67, 0, "decimalnl_short", "", "any"],
  ["BINGET", 0x68, 1, "uint1", "", "any"],
  ["LONG_BINGET", 0x6a, 1, "uint4", "", "any"],
  ["PUT", 0x70, 0, "decimalnl_short", "", ""],
  ["BINPUT", 0x71, 1, "uint1", "", ""],
  ["LONG_BINPUT", 0x72, 1, "uint4", "", ""],
  ["MEMOIZE", 0x94, 4, "", "any", "any"],
  ["EXT1", 0x82, 2, "uint1", "", "any"],
  ["EXT2", 0x83, 2, "uint2", "", "any"],
  ["EXT4", 0x84, 2, "int4", "", "any"],
  ["GLOBAL", 0x63, 0, "stringnl_noescape_pair", "", "any"],
  ["STACK_GLOBAL", 0x93, 4, "", "str str", "any"],
  ["REDUCE", 0x52, 0, "", "any any", "any"],
  ["BUILD", 0x62, 0, "", "any any", "any"],
  ["INST", 0x69, 0, "stringnl_noescape_pair", "mark stackslice", "any"],
  ["OBJ", 0x6f, 1, "", "mark any stackslice", "any"],
  ["NEWOBJ", 0x81, 2, "", "any any", "any"],
  ["NEWOBJ_EX", 0x92, 4, "", "any any any", "any"],
  ["PROTO", 0x80, 2, "uint1", "", ""],
  ["STOP", 0x2e, 0, "", "any", ""],
  ["FRAME", 0x95, 4, "uint8", "", ""],
  ["PERSID", 0x50, 0, "stringnl_noescape", "", "any"],
  ["BINPERSID", 0x51, 1, "", "any", "any"],
];

function words(text: string): readonly string[] {
  return text === "" ? [] : text.split(" ");
}

/** All opcodes, in the order in which `pickletools` lists them. */
export const OPCODES: readonly Opcode[] = ROWS.map(([name, code, protocol, argument, before, after]) => ({
  code,
  name,
  protocol,
  argument,
  before: words(before),
  after: words(after),
}));

/** Opcode by code; `undefined` for bytes that are none. */
export const OPCODE_OF: readonly (Opcode | undefined)[] = Array.from(
  { length: 256 },
  (_, code) => OPCODES.find((opcode) => opcode.code === code),
);

/** Codes by name, as constants that the compiler folds into the readers and writers. */
export const enum Op {
  INT = 0x49,
  BININT = 0x4a,
  BININT1 = 0x4b,
  BININT2 = 0x4d,
  LONG = 0x4c,
  LONG1 = 0x8a,
  LONG4 = 0x8b,
  STRING = 0x53,
  BINSTRING = 0x54,
  SHORT_BINSTRING = 0x55,
  BINBYTES = 0x42,
  SHORT_BINBYTES = 0x43,
  BINBYTES8 = 0x8e,
  BYTEARRAY8 = 0x96,
  NEXT_BUFFER = 0x97,
  READONLY_BUFFER = 0x98,
  NONE = 0x4e,
  NEWTRUE = 0x88,
  NEWFALSE = 0x89,
  UNICODE = 0x56,
  SHORT_BINUNICODE = 0x8c,
  BINUNICODE = 0x58,
  BINUNICODE8 = 0x8d,
  FLOAT = 0x46,
  BINFLOAT = 0x47,
  EMPTY_LIST = 0x5d,
  APPEND = 0x61,
  APPENDS = 0x65,
  LIST = 0x6c,
  EMPTY_TUPLE = 0x29,
  TUPLE = 0x74,
  TUPLE1 = 0x85,
  TUPLE2 = 0x86,
  TUPLE3 = 0x87,
  EMPTY_DICT = 0x7d,
  DICT = 0x64,
  SETITEM = 0x73,
  SETITEMS = 0x75,
  EMPTY_SET = 0x8f,
  ADDITEMS = 0x90,
  FROZENSET = 0x91,
  POP = 0x30,
  DUP = 0x32,
  MARK = 0x28,
  POP_MARK = 0x31,
  GET = 0x67,
  BINGET = 0x68,
  LONG_BINGET = 0x6a,
  PUT = 0x70,
  BINPUT = 0x71,
  LONG_BINPUT = 0x72,
  MEMOIZE = 0x94,
  EXT1 = 0x82,
  EXT2 = 0x83,
  EXT4 = 0x84,
  GLOBAL = 0x63,
  STACK_GLOBAL = 0x93,
  REDUCE = 0x52,
  BUILD = 0x62,
  INST = 0x69,
  OBJ = 0x6f,
  NEWOBJ = 0x81,
  NEWOBJ_EX = 0x92,
  PROTO = 0x80,
  STOP = 0x2e,
  FRAME = 0x95,
  PERSID = 0x50,
  BINPERSID = 0x51,
}

/** The highest protocol there is. */
export const HIGHEST_PROTOCOL = 5;

/** The protocol that CPython 3.14 writes when none is asked for. */
export const DEFAULT_PROTOCOL = 5;
