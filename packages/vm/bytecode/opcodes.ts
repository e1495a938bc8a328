/**
 * The one list of Orochi's register instructions. The enumeration, the operand decoder, the
 * disassembler, the interpreter's cases and the JIT's translation all derive from it.
 *
 * An instruction is one word of opcode followed by one word per operand. Operand kinds:
 *
 *   R  register read; a temporary is consumed, a local is borrowed (and bound: see CHECK_BOUND)
 *   r  register used in place (neither consumed nor replaced)
 *   D  register written; a temporary is empty before, a local drops its old value
 *   A  first of a run of consecutive temporaries, consumed unless the formula says otherwise
 *   I  immediate integer
 *   K  constant: an immortal Value in the instruction stream
 *   N  name: an interned, immortal str
 *   J  jump target: word index in the instruction stream
 *   C  index of the instruction's inline cache, relative to the code object's first
 *
 * In the formulas `x[i]` are registers. "Raises" is said only where it is not obvious: every
 * operation that may run Python code may raise.
 *
 * @module
 */

/** Operand kinds of one instruction, in the order of its words, and its effect. */
export type InstructionRow = readonly [name: string, operands: string, cacheWords: number, effect: string];

/** Of FORMAT_VALUE and FORMAT_WITH_SPEC: in the place of a conversion, for the `%` operator. */
export const PERCENT_CONVERSION = 4;

/** Words of type feedback that arithmetic keeps: one, a set of the FEEDBACK_ bits seen in its operands. */
const ARITHMETIC = 1;
/** Global access: globals' keys version, entry address of the value, builtins' keys version, spare. */
const GLOBAL = 4;
/** Attribute access: kind, type index and guard (shape or dict version), slot or value, type version. */
const ATTRIBUTE = 6;
/** Calls: kind, callee address (function or type), code address, number of defaults. */
const CALL_CACHE = 4;

export const INSTRUCTIONS = [
  // -- moving values
  ["NOP", "", 0, "nothing"],
  ["LOAD_CONST", "DK", 0, "D = K"],
  ["MOVE", "DR", 0, "D = R (a new reference when R is a local)"],
  ["COPY", "Dr", 0, "D = r (a new reference; r stays live, also when it is a temporary)"],
  ["CLEAR", "r", 0, "r becomes empty, its value is dropped; r may already be empty"],
  ["CHECK_BOUND", "rN", 0, "UnboundLocalError (locals) if r is empty"],
  ["CHECK_FREE", "rN", 0, "NameError (free variables) or UnboundLocalError if the cell in r is empty"],
  // -- names
  ["LOAD_GLOBAL", "DNC", GLOBAL, "D = globals[N], else builtins[N], else NameError"],
  ["STORE_GLOBAL", "NR", 0, "globals[N] = R"],
  ["DELETE_GLOBAL", "N", 0, "del globals[N]"],
  ["LOAD_NAME", "DN", 0, "D = locals[N], else globals[N], else builtins[N], else NameError"],
  ["STORE_NAME", "NR", 0, "locals[N] = R"],
  ["DELETE_NAME", "N", 0, "del locals[N]"],
  ["LOAD_LOCALS", "D", 0, "D = the frame's locals mapping"],
  ["MAKE_CELL", "r", 0, "r = a new cell that holds r's value (r may be empty)"],
  ["COPY_FREE_VARS", "rI", 0, "r, r+1, ... r+I-1 = the cells of the function's closure"],
  ["LOAD_DEREF", "DrN", 0, "D = the content of the cell in r; unbound: NameError or UnboundLocalError"],
  ["STORE_DEREF", "rR", 0, "the content of the cell in r = R"],
  ["DELETE_DEREF", "rN", 0, "empties the cell in r; already empty: NameError"],
  ["LOAD_FROM_DICT_OR_DEREF", "DRrN", 0, "D = mapping R [N], else the content of the cell in r"],
  ["LOAD_FROM_DICT_OR_GLOBAL", "DRN", 0, "D = mapping R [N], else globals, else builtins"],
  ["LOAD_BUILD_CLASS", "D", 0, "D = builtins.__build_class__"],
  ["LOAD_ASSERTION_ERROR", "D", 0, "D = AssertionError"],
  // -- attributes and items
  ["LOAD_ATTR", "DRNC", ATTRIBUTE, "D = R.N"],
  ["STORE_ATTR", "RNRC", ATTRIBUTE, "first R.N = second R"],
  ["DELETE_ATTR", "RN", 0, "del R.N"],
  [
    "LOAD_METHOD",
    "ARNC",
    ATTRIBUTE,
    "A, A+1 = unbound method, R; or A, A+1 = R.N, empty. A run that CALL goes on filling",
  ],
  ["LOAD_SUPER_ATTR", "DARNC", 13, "D = A(A+1, R).N: A is `super`, A+1 the class, R self; A, A+1 consumed"],
  ["BINARY_SUBSCR", "DRRC", ARITHMETIC, "D = R[R]"],
  ["STORE_SUBSCR", "RRRC", ARITHMETIC, "first R [second R] = third R"],
  ["DELETE_SUBSCR", "RR", 0, "del R[R]"],
  ["BUILD_SLICE", "DAI", 0, "D = slice(A, A+1) or slice(A, A+1, A+2); I is 2 or 3"],
  // -- operators: thirteen binary ones, then the same in place, in the same order (ORDER BINARY)
  ["ADD", "DRRC", ARITHMETIC, "D = R + R"],
  ["SUBTRACT", "DRRC", ARITHMETIC, "D = R - R"],
  ["MULTIPLY", "DRRC", ARITHMETIC, "D = R * R"],
  ["TRUE_DIVIDE", "DRRC", ARITHMETIC, "D = R / R"],
  ["FLOOR_DIVIDE", "DRRC", ARITHMETIC, "D = R // R"],
  ["REMAINDER", "DRRC", ARITHMETIC, "D = R % R"],
  ["POWER", "DRRC", ARITHMETIC, "D = R ** R"],
  ["LEFT_SHIFT", "DRRC", ARITHMETIC, "D = R << R"],
  ["RIGHT_SHIFT", "DRRC", ARITHMETIC, "D = R >> R"],
  ["AND", "DRRC", ARITHMETIC, "D = R & R"],
  ["XOR", "DRRC", ARITHMETIC, "D = R ^ R"],
  ["OR", "DRRC", ARITHMETIC, "D = R | R"],
  ["MATRIX_MULTIPLY", "DRRC", ARITHMETIC, "D = R @ R"],
  ["INPLACE_ADD", "DRRC", ARITHMETIC, "D = first R after R += R"],
  ["INPLACE_SUBTRACT", "DRRC", ARITHMETIC, "-="],
  ["INPLACE_MULTIPLY", "DRRC", ARITHMETIC, "*="],
  ["INPLACE_TRUE_DIVIDE", "DRRC", ARITHMETIC, "/="],
  ["INPLACE_FLOOR_DIVIDE", "DRRC", ARITHMETIC, "//="],
  ["INPLACE_REMAINDER", "DRRC", ARITHMETIC, "%="],
  ["INPLACE_POWER", "DRRC", ARITHMETIC, "**="],
  ["INPLACE_LEFT_SHIFT", "DRRC", ARITHMETIC, "<<="],
  ["INPLACE_RIGHT_SHIFT", "DRRC", ARITHMETIC, ">>="],
  ["INPLACE_AND", "DRRC", ARITHMETIC, "&="],
  ["INPLACE_XOR", "DRRC", ARITHMETIC, "^="],
  ["INPLACE_OR", "DRRC", ARITHMETIC, "|="],
  ["INPLACE_MATRIX_MULTIPLY", "DRRC", ARITHMETIC, "@="],
  ["NEGATIVE", "DRC", ARITHMETIC, "D = -R"],
  ["POSITIVE", "DRC", ARITHMETIC, "D = +R"],
  ["INVERT", "DRC", ARITHMETIC, "D = ~R"],
  ["NOT", "DR", 0, "D = not R"],
  ["LESS", "DRRC", ARITHMETIC, "D = R < R (ORDER COMPARE)"],
  ["LESS_EQUAL", "DRRC", ARITHMETIC, "D = R <= R"],
  ["EQUAL", "DRRC", ARITHMETIC, "D = R == R"],
  ["NOT_EQUAL", "DRRC", ARITHMETIC, "D = R != R"],
  ["GREATER", "DRRC", ARITHMETIC, "D = R > R"],
  ["GREATER_EQUAL", "DRRC", ARITHMETIC, "D = R >= R"],
  ["IS", "DRR", 0, "D = R is R"],
  ["IS_NOT", "DRR", 0, "D = R is not R"],
  ["IN", "DRR", 0, "D = R in R"],
  ["NOT_IN", "DRR", 0, "D = R not in R"],
  // -- jumps; only JUMP_BACK goes backwards, and it is a safepoint
  ["JUMP", "J", 0, "pc = J"],
  ["JUMP_BACK", "JC", 1, "pc = J; safepoint; counts towards compilation"],
  ["JUMP_IF_TRUE", "RJ", 0, "if R: pc = J"],
  ["JUMP_IF_FALSE", "RJ", 0, "if not R: pc = J"],
  ["JUMP_IF_TRUE_OR_POP", "rJ", 0, "if r: pc = J and r stays live; else r is dropped (r is a temporary)"],
  [
    "JUMP_IF_FALSE_OR_POP",
    "rJ",
    0,
    "if not r: pc = J and r stays live; else r is dropped (r is a temporary)",
  ],
  ["JUMP_IF_NONE", "RJ", 0, "if R is None: pc = J"],
  ["JUMP_IF_NOT_NONE", "RJ", 0, "if R is not None: pc = J"],
  // -- iteration
  ["GET_ITER", "DR", 0, "D = iter(R)"],
  ["FOR_ITER", "DrJC", ARITHMETIC, "D = next(r), r stays live; exhausted: r is dropped, pc = J"],
  // -- building
  ["BUILD_TUPLE", "DAI", 0, "D = (A, ... A+I-1)"],
  ["BUILD_LIST", "DAI", 0, "D = [A, ... A+I-1]"],
  ["BUILD_SET", "DAI", 0, "D = {A, ... A+I-1}"],
  ["BUILD_MAP", "DAI", 0, "D = {A: A+1, ...}, I pairs"],
  ["BUILD_STRING", "DAI", 0, "D = ''.join of I strs"],
  ["LIST_APPEND", "rR", 0, "r.append(R)"],
  ["SET_ADD", "rR", 0, "r.add(R)"],
  ["MAP_ADD", "rRR", 0, "r[first R] = second R"],
  ["LIST_EXTEND", "rR", 0, "r.extend(R), with the TypeError of a * in a display or call"],
  ["SET_UPDATE", "rR", 0, "r.update(R)"],
  ["DICT_UPDATE", "rR", 0, "r.update(R), with the TypeError of ** in a display"],
  [
    "DICT_MERGE",
    "rRr",
    0,
    "r.update(R); duplicate or non-string key: TypeError naming the callable in the last r",
  ],
  ["LIST_TO_TUPLE", "DR", 0, "D = tuple(list R)"],
  [
    "UNPACK_SEQUENCE",
    "ARI",
    0,
    "A, ... A+I-1 = R, exactly; A+I-1 holds the first item, A the last (so that stores pop in source order)",
  ],
  [
    "UNPACK_EX",
    "ARII",
    0,
    "as above with first I before and second I after the starred list; the first item on top",
  ],
  [
    "FORMAT_VALUE",
    "DRI",
    0,
    "D = format(conversion I of R, ''); I: 0 none, 1 str, 2 repr, 3 ascii; 4: '%s' % (R,)",
  ],
  ["FORMAT_WITH_SPEC", "DRRI", 0, "D = format(conversion I of first R, second R); 4: second R % (first R,)"],
  ["BUILD_INTERPOLATION", "DARI", 0, "D = Interpolation(A, A+1 expression text, conversion I, spec R)"],
  ["BUILD_TEMPLATE", "DAA", 0, "D = Template(strings tuple A, interpolations tuple A)"],
  // -- calls; a run A = callable, self or empty, arguments...
  ["CALL", "DAIC", CALL_CACHE, "D = A(A+1 if not empty, A+2, ... A+1+I)"],
  ["CALL_KW", "DAIKC", CALL_CACHE, "the same, the last len(K) of the I arguments named by tuple K"],
  [
    "CALL_EX",
    "DAIC",
    10,
    "D = A(*A+2, **A+3): A+2 any iterable; I 0: no A+3, 1: a dict of its own, 3: any mapping; A+1 empty",
  ],
  [
    "MAKE_FUNCTION",
    "DKAI",
    0,
    "D = function of code K; run A holds, as bits of I say: 1 defaults tuple, 2 kwdefaults dict, 4 annotate function, 8 closure tuple",
  ],
  ["RETURN", "R", 0, "return R"],
  // -- generators and coroutines
  [
    "RETURN_GENERATOR",
    "",
    0,
    "first instruction of a generator's or coroutine's body: moves the frame into a new generator object and returns it",
  ],
  ["YIELD", "DR", 0, "suspends with value R; on resumption D = the value sent"],
  [
    "YIELD_FROM_STEP",
    "DrRJ",
    0,
    "sends R to the iterator in r: a value: D = it (then yield); finished: r is dropped, D = the result, pc = J",
  ],
  ["GET_YIELD_FROM_ITER", "DR", 0, "D = R if generator or (in a coroutine) coroutine, else iter(R)"],
  ["GET_AWAITABLE", "DRI", 0, "D = R.__await__(); I: 0 await, 1 __aenter__, 2 __aexit__ (for the message)"],
  ["GET_AITER", "DR", 0, "D = R.__aiter__()"],
  ["GET_ANEXT", "Dr", 0, "D = awaitable of r.__anext__()"],
  [
    "END_ASYNC_FOR",
    "rA",
    0,
    "if exception A is StopAsyncIteration: drops A and iterator r; else re-raises A",
  ],
  ["WRAP_ASYNC_VALUE", "DR", 0, "D = R marked as an async generator's value"],
  [
    "CLEANUP_THROW",
    "DrA",
    0,
    "an exception thrown into yield from / await: StopIteration: D = its value and r, A are dropped; else re-raised",
  ],
  // -- exceptions; a handler finds the exception in the temporary at its recorded depth
  [
    "PUSH_HANDLED",
    "D",
    0,
    "D-1 holds the exception: D = the previously handled one, and the exception becomes the handled one (sys.exc_info)",
  ],
  [
    "POP_HANDLED",
    "A",
    0,
    "the handled exception = A (the saved previous one), A consumed; the exception below stays live: CLEAR it",
  ],
  ["MATCH_EXCEPTION", "DrR", 0, "D = whether exception r matches class or tuple R"],
  [
    "MATCH_EXCEPTION_GROUP",
    "ArR",
    0,
    "A, A+1 = rest, match of exception (group) r split by R; None where empty",
  ],
  [
    "PREPARE_RERAISE_STAR",
    "DRR",
    0,
    "D = what `except*` must raise from original R and list R of results, or None",
  ],
  ["RAISE", "AI", 0, "I 0: re-raise the handled one; 1: raise A; 2: raise A from A+1"],
  ["RERAISE", "A", 0, "raises A again, traceback kept"],
  // -- with
  [
    "LOAD_SPECIAL",
    "ARIC",
    ATTRIBUTE,
    "A, A+1 = method I (see SPECIAL_METHODS) of R's type, unbound, and R; or A, A+1 = it bound, empty",
  ],
  ["WITH_EXCEPT_START", "Ar", 0, "A, A+1, A+2 = type, value and traceback of exception r"],
  // -- import
  ["IMPORT_NAME", "DRRN", 0, "D = __import__(N, globals, locals, fromlist second R, level first R)"],
  ["IMPORT_FROM", "DrN", 0, "D = r.N, with the ImportError of `from`; falls back to sys.modules"],
  ["IMPORT_STAR", "R", 0, "copies the public names of R into the locals"],
  // -- match
  ["MATCH_MAPPING", "Dr", 0, "D = whether r is a mapping in the sense of match"],
  ["MATCH_SEQUENCE", "Dr", 0, "D = whether r is a sequence in the sense of match"],
  ["MATCH_KEYS", "DrR", 0, "D = tuple of the values of mapping r under the keys R, or None"],
  [
    "MATCH_CLASS",
    "DRRRI",
    0,
    "D = attributes of subject R matched by class R, names R, I positional; or None",
  ],
  ["GET_LEN", "Dr", 0, "D = len(r)"],
  ["COPY_DICT_WITHOUT_KEYS", "DrR", 0, "D = dict(r) without the keys in tuple R"],
  // -- odds and ends
  ["SETUP_ANNOTATIONS", "", 0, "locals gets __annotations__ if it has none"],
  ["PRINT_EXPR", "R", 0, "sys.displayhook(R)"],
  [
    "CALL_INTRINSIC",
    "DAI",
    0,
    "D = intrinsic number I of A (type parameters and aliases: see intrinsics.ts)",
  ],
] as const satisfies readonly InstructionRow[];

/** Name of an instruction. */
export type OpName = (typeof INSTRUCTIONS)[number][0];

/** Opcode numbers by name: the position in {@linkcode INSTRUCTIONS}. */
export const Op: { readonly [K in OpName]: number } = Object.fromEntries(
  INSTRUCTIONS.map(([name], index) => [name, index]),
) as { readonly [K in OpName]: number };
