/**
 * `_opcode` and `_opcode_metadata`: the instructions of the virtual machine as `dis` reads them. CPython's are others;
 * its tables of operators and intrinsics are here for programs that look at them.
 *
 * @module
 */
import { NONE, tagInt, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type NativeModule, type Vm, wordcode } from "@orochi/vm";

/** Opcodes of `co_code` by what their argument is: the rest of what `dis` asks for has none of ours. */
const KINDS: Readonly<Record<string, (opcode: number) => boolean>> = {
  is_valid: (opcode) => known().has(opcode),
  has_arg: wordcode.hasArgument,
  has_local: wordcode.hasOperands,
  has_jump: wordcode.isJump,
  has_const: () => false,
  has_name: () => false,
  has_free: () => false,
  has_exc: () => false,
};
/** No opcode of ours counts events. */
const FIRST_INSTRUMENTED = 255;

function known(): ReadonlySet<number> {
  return new Set(wordcode.WORDCODE.values());
}

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
    ...Object.entries(KINDS).map(([name, test]) => predicate(name, test)),
    nativeFunction(
      "stack_effect",
      "(opcode, oparg=None, /, *, jump=None)",
      // Instructions name registers: no stack grows or shrinks.
      (vm, a) => known().has(vm.index(vm.i32[a])) ? tagInt(0) : vm.raiseValue("invalid opcode or oparg"),
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

/** The tables that `opcode` begins with. */
export const opcodeMetadataModule: NativeModule = {
  name: "_opcode_metadata",
  functions: [],
  populate: (vm, _module, dict) => {
    const opmap = vm.newDict();
    if (opmap === 0) return false;
    let done = true;
    for (const [name, opcode] of wordcode.WORDCODE) done = done && vm.dictSetStr(opmap, name, tagInt(opcode));
    return done && vm.dictSetOwned(dict, "opmap", opmap) &&
      vm.dictSetOwned(dict, "_specializations", vm.newDict()) &&
      vm.dictSetOwned(dict, "_specialized_opmap", vm.newDict()) &&
      vm.dictSetStr(dict, "HAVE_ARGUMENT", tagInt(1)) &&
      vm.dictSetStr(dict, "MIN_INSTRUMENTED_OPCODE", tagInt(FIRST_INSTRUMENTED));
  },
};
