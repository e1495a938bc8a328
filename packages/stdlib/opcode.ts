/**
 * `_opcode`: what CPython 3.14 says of its instructions. Our machine has others; the tables serve programs that
 * import `dis` or `inspect` for what else is in them.
 *
 * @module
 */
import { NONE, tagInt, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";

/** Opcodes from this one on have an argument; so do pseudo-instructions, from 256 on. */
const HAVE_ARGUMENT = 43;

/** Opcodes of 3.14 by what their argument is. */
const KINDS: Readonly<Record<string, readonly number[]>> = {
  has_const: [82],
  has_name: [61, 64, 65, 72, 73, 80, 91, 92, 93, 96, 110, 115, 116],
  has_jump: [68, 70, 75, 76, 77, 100, 101, 102, 103, 106, 257, 258, 259, 260],
  has_free: [60, 62, 83, 90, 97, 111],
  has_local: [63, 84, 85, 86, 87, 88, 89, 112, 113, 114, 266],
  has_exc: [263, 264, 265],
};

const INTRINSICS_1 = [
  "INTRINSIC_1_INVALID",
  "INTRINSIC_PRINT",
  "INTRINSIC_IMPORT_STAR",
  "INTRINSIC_STOPITERATION_ERROR",
  "INTRINSIC_ASYNC_GEN_WRAP",
  "INTRINSIC_UNARY_POSITIVE",
  "INTRINSIC_LIST_TO_TUPLE",
  "INTRINSIC_TYPEVAR",
  "INTRINSIC_PARAMSPEC",
  "INTRINSIC_TYPEVARTUPLE",
  "INTRINSIC_SUBSCRIPT_GENERIC",
  "INTRINSIC_TYPEALIAS",
];
const INTRINSICS_2 = [
  "INTRINSIC_2_INVALID",
  "INTRINSIC_PREP_RERAISE_STAR",
  "INTRINSIC_TYPEVAR_WITH_BOUND",
  "INTRINSIC_TYPEVAR_WITH_CONSTRAINTS",
  "INTRINSIC_SET_FUNCTION_TYPE_PARAMS",
  "INTRINSIC_SET_TYPEPARAM_DEFAULT",
];
const SPECIAL_METHODS = ["__enter__", "__exit__", "__aenter__", "__aexit__"];

/** Operators of BINARY_OP, first as they are, then in place. */
const OPERATORS: readonly (readonly [string, string])[] = [
  ["ADD", "+"],
  ["AND", "&"],
  ["FLOOR_DIVIDE", "//"],
  ["LSHIFT", "<<"],
  ["MATRIX_MULTIPLY", "@"],
  ["MULTIPLY", "*"],
  ["REMAINDER", "%"],
  ["OR", "|"],
  ["POWER", "**"],
  ["RSHIFT", ">>"],
  ["SUBTRACT", "-"],
  ["TRUE_DIVIDE", "/"],
  ["XOR", "^"],
];

function strings(name: string, texts: readonly string[]): NativeDefinition {
  return nativeFunction(name, "()", (vm) => vm.newList(texts.map((text) => vm.intern(text))));
}

function predicate(name: string, test: (opcode: number) => boolean): NativeDefinition {
  return nativeFunction(name, "(opcode)", (vm, a) => {
    const opcode = vm.index(vm.i32[a]);
    return Number.isNaN(opcode) ? 0 : vm.bool(test(opcode));
  });
}

function operators(vm: Vm): Value {
  const rows = [
    ...OPERATORS.map(([name, symbol]) => [`NB_${name}`, symbol]),
    ...OPERATORS.map(([name, symbol]) => [`NB_INPLACE_${name}`, `${symbol}=`]),
    ["NB_SUBSCR", "[]"],
  ];
  return vm.newList(rows.map((row) => vm.newTuple(row.map((text) => vm.intern(text)))));
}

/** The module. */
export const opcodeModule: NativeModule = {
  name: "_opcode",
  doc: "Opcode support module.",
  functions: [
    predicate("is_valid", (opcode) => opcode >= 0 && opcode <= 266),
    predicate("has_arg", (opcode) => opcode >= HAVE_ARGUMENT),
    ...Object.entries(KINDS).map(([name, opcodes]) => predicate(name, (opcode) => opcodes.includes(opcode))),
    nativeFunction(
      "stack_effect",
      "(opcode, oparg=None, /, *, jump=None)",
      (vm) => vm.raiseValue("invalid opcode or oparg"),
    ),
    strings("get_intrinsic1_descs", INTRINSICS_1),
    strings("get_intrinsic2_descs", INTRINSICS_2),
    strings("get_special_method_names", SPECIAL_METHODS),
    nativeFunction("get_nb_ops", "()", operators),
    nativeFunction("get_specialization_stats", "()", () => NONE),
    nativeFunction("get_executor", "(*, code, offset)", () => NONE),
  ],
  populate: (vm, _module, dict) => vm.dictSetStr(dict, "ENABLE_SPECIALIZATION", tagInt(0)),
};
