/**
 * The syntax tree: the abstract grammar of CPython 3.14, written as unions on `kind`. Field names are the grammar's.
 *
 * @module
 */

/** Where a node stands in the source. */
export interface Located {
  /** First line, from 1. */
  readonly lineno: number;
  /** Last line, from 1. */
  readonly end_lineno: number;
  /** Bytes of UTF-8 before it on its first line. */
  readonly col_offset: number;
  /** Bytes of UTF-8 before its end on its last line. */
  readonly end_col_offset: number;
}

/** A literal's value. Collections and complex numbers with a real part are in trees that programs make only. */
export type ConstantValue =
  | { readonly type: "int"; readonly value: bigint }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "complex"; readonly imag: number; readonly real?: number }
  | { readonly type: "str"; readonly value: string }
  /** A str in which surrogates next to each other are characters of their own: JavaScript's strings have one for them. */
  | { readonly type: "surrogates"; readonly points: readonly number[] }
  | { readonly type: "bytes"; readonly value: Uint8Array }
  | { readonly type: "None" | "True" | "False" | "Ellipsis" }
  | { readonly type: "tuple" | "frozenset"; readonly items: readonly ConstantValue[] };

type N<K extends string, F> = Located & { readonly kind: K } & Readonly<F>;

type Context = "Load" | "Store" | "Del";
/** Names of binary operators. */
export type BinaryOperator =
  | "Add"
  | "Sub"
  | "Mult"
  | "MatMult"
  | "Div"
  | "Mod"
  | "Pow"
  | "LShift"
  | "RShift"
  | "BitOr"
  | "BitXor"
  | "BitAnd"
  | "FloorDiv";
/** Names of comparison operators. */
export type CompareOperator =
  | "Eq"
  | "NotEq"
  | "Lt"
  | "LtE"
  | "Gt"
  | "GtE"
  | "Is"
  | "IsNot"
  | "In"
  | "NotIn";

/** A name. */
export type Name = N<"Name", { id: string; ctx: Context }>;
/** A literal; `prefix` is what the grammar calls `kind`. */
export type ConstantNode = N<"Constant", { value: ConstantValue; prefix?: "u" | null }>;
/** `object.attr`. */
export type Attribute = N<"Attribute", { value: Expression; attr: string; ctx: Context }>;
/** `object[slice]`. */
export type Subscript = N<"Subscript", { value: Expression; slice: Expression; ctx: Context }>;
/** `*value`. */
export type Starred = N<"Starred", { value: Expression; ctx: Context }>;
/** A call. */
export type Call = N<"Call", { func: Expression; args: Expression[]; keywords: Keyword[] }>;
/** A chain of comparisons. */
export type Compare = N<"Compare", { left: Expression; ops: CompareOperator[]; comparators: Expression[] }>;
/** `lambda`. */
export type Lambda = N<"Lambda", { args: Arguments; body: Expression }>;
/** Any comprehension but a dict's. */
export type SequenceComprehension = N<
  "ListComp" | "SetComp" | "GeneratorExp",
  { elt: Expression; generators: Comprehension[] }
>;
/** A dict comprehension. */
export type DictComprehension = N<
  "DictComp",
  { key: Expression; value: Expression; generators: Comprehension[] }
>;
/** Any comprehension. */
export type AnyComprehension = SequenceComprehension | DictComprehension;
/** `{value!conversion:spec}` of an f-string. */
export type FormattedValue = N<
  "FormattedValue",
  { value: Expression; conversion: number; format_spec: Expression | null }
>;
/** The same of a t-string. */
export type Interpolation = N<
  "Interpolation",
  { value: Expression; str: ConstantValue; conversion: number; format_spec: Expression | null }
>;
/** An f-string. */
export type JoinedStr = N<"JoinedStr", { values: Expression[] }>;
/** A t-string. */
export type TemplateStr = N<"TemplateStr", { values: Expression[] }>;

/** An expression. */
export type Expression =
  | N<"BoolOp", { op: "And" | "Or"; values: Expression[] }>
  | N<"NamedExpr", { target: Expression; value: Expression }>
  | N<"BinOp", { left: Expression; op: BinaryOperator; right: Expression }>
  | N<"UnaryOp", { op: "Invert" | "Not" | "UAdd" | "USub"; operand: Expression }>
  | Lambda
  | N<"IfExp", { test: Expression; body: Expression; orelse: Expression }>
  | N<"Dict", { keys: (Expression | null)[]; values: Expression[] }>
  | N<"Set", { elts: Expression[] }>
  | SequenceComprehension
  | DictComprehension
  | N<"Await", { value: Expression }>
  | N<"Yield", { value: Expression | null }>
  | N<"YieldFrom", { value: Expression }>
  | Compare
  | Call
  | FormattedValue
  | Interpolation
  | JoinedStr
  | TemplateStr
  | ConstantNode
  | Attribute
  | Subscript
  | Starred
  | Name
  | N<"List", { elts: Expression[]; ctx: Context }>
  | N<"Tuple", { elts: Expression[]; ctx: Context }>
  | N<"Slice", { lower: Expression | null; upper: Expression | null; step: Expression | null }>;

/** `for target in iter if ifs` of a comprehension. */
export interface Comprehension {
  /** What node it is. */
  readonly kind: "comprehension";
  /** What each item is assigned to. */
  readonly target: Expression;
  /** What is iterated over. */
  readonly iter: Expression;
  /** Its conditions. */
  readonly ifs: readonly Expression[];
  /** Whether it is `async for`. */
  readonly is_async: number | boolean;
}
/** A parameter. */
export type Argument = N<"arg", { arg: string; annotation: Expression | null }>;
/** A parameter list. */
export interface Arguments {
  /** What node it is. */
  readonly kind: "arguments";
  /** Parameters before `/`. */
  readonly posonlyargs: readonly Argument[];
  /** Parameters that may be given by position or by name. */
  readonly args: readonly Argument[];
  /** `*args`. */
  readonly vararg: Argument | null;
  /** Parameters that are given by name only. */
  readonly kwonlyargs: readonly Argument[];
  /** Their defaults, one for each; null where there is none. */
  readonly kw_defaults: readonly (Expression | null)[];
  /** `**kwargs`. */
  readonly kwarg: Argument | null;
  /** Defaults of the last of the parameters that have a position. */
  readonly defaults: readonly Expression[];
}
/** A keyword argument; `arg` is null for `**value`. */
export type Keyword = N<"keyword", { arg: string | null; value: Expression }>;
/** `name as asname`. */
export type Alias = N<"alias", { name: string; asname: string | null }>;
/** One item of a `with`. */
export interface WithItem {
  /** What node it is. */
  readonly kind: "withitem";
  /** The context manager. */
  readonly context_expr: Expression;
  /** What `as` assigns to. */
  readonly optional_vars: Expression | null;
}
/** `except type as name`. */
export type ExceptHandler = N<
  "ExceptHandler",
  { type: Expression | null; name: string | null; body: Statement[] }
>;
/** One `case`. */
export interface MatchCase {
  /** What node it is. */
  readonly kind: "match_case";
  /** What the subject is held against. */
  readonly pattern: Pattern;
  /** The condition after `if`. */
  readonly guard: Expression | null;
  /** What is run. */
  readonly body: readonly Statement[];
}
/** A pattern. */
export type Pattern =
  | N<"MatchValue", { value: Expression }>
  | N<"MatchSingleton", { value: ConstantValue }>
  | N<"MatchSequence", { patterns: Pattern[] }>
  | N<"MatchMapping", { keys: Expression[]; patterns: Pattern[]; rest: string | null }>
  | N<"MatchClass", { cls: Expression; patterns: Pattern[]; kwd_attrs: string[]; kwd_patterns: Pattern[] }>
  | N<"MatchStar", { name: string | null }>
  | N<"MatchAs", { pattern: Pattern | null; name: string | null }>
  | N<"MatchOr", { patterns: Pattern[] }>;
/** A type parameter. */
export type TypeParameter =
  | N<"TypeVar", { name: string; bound: Expression | null; default_value: Expression | null }>
  | N<"ParamSpec", { name: string; default_value: Expression | null }>
  | N<"TypeVarTuple", { name: string; default_value: Expression | null }>;

/** `def` and `async def`. */
export type FunctionDef = N<
  "FunctionDef" | "AsyncFunctionDef",
  {
    name: string;
    args: Arguments;
    body: Statement[];
    decorator_list: Expression[];
    returns: Expression | null;
    type_params: TypeParameter[];
  }
>;
/** `class`. */
export type ClassDef = N<
  "ClassDef",
  {
    name: string;
    bases: Expression[];
    keywords: Keyword[];
    body: Statement[];
    decorator_list: Expression[];
    type_params: TypeParameter[];
  }
>;
/** `for` and `async for`. */
export type For = N<
  "For" | "AsyncFor",
  { target: Expression; iter: Expression; body: Statement[]; orelse: Statement[] }
>;
/** `with` and `async with`. */
export type With = N<"With" | "AsyncWith", { items: WithItem[]; body: Statement[] }>;
/** `try`, with `except` or with `except*`. */
export type Try = N<
  "Try" | "TryStar",
  { body: Statement[]; handlers: ExceptHandler[]; orelse: Statement[]; finalbody: Statement[] }
>;
/** `match`. */
export type Match = N<"Match", { subject: Expression; cases: MatchCase[] }>;
/** `type name = value`. */
export type TypeAlias = N<
  "TypeAlias",
  { name: Expression; type_params: TypeParameter[]; value: Expression }
>;
/** `target: annotation = value`. */
export type AnnAssign = N<
  "AnnAssign",
  { target: Expression; annotation: Expression; value: Expression | null; simple: number | boolean }
>;
/** `target op= value`. */
export type AugAssign = N<"AugAssign", { target: Expression; op: BinaryOperator; value: Expression }>;
/** `import`. */
export type Import = N<"Import", { names: Alias[] }>;
/** `from module import names`. */
export type ImportFrom = N<"ImportFrom", { module: string | null; names: Alias[]; level: number | null }>;

/** A statement. */
export type Statement =
  | FunctionDef
  | ClassDef
  | N<"Return", { value: Expression | null }>
  | N<"Delete", { targets: Expression[] }>
  | N<"Assign", { targets: Expression[]; value: Expression }>
  | TypeAlias
  | AugAssign
  | AnnAssign
  | For
  | N<"While", { test: Expression; body: Statement[]; orelse: Statement[] }>
  | N<"If", { test: Expression; body: Statement[]; orelse: Statement[] }>
  | With
  | Match
  | N<"Raise", { exc: Expression | null; cause: Expression | null }>
  | Try
  | N<"Assert", { test: Expression; msg: Expression | null }>
  | Import
  | ImportFrom
  | N<"Global" | "Nonlocal", { names: string[] }>
  | N<"Expr", { value: Expression }>
  | N<"Pass" | "Break" | "Continue", unknown>;

/** A whole source. */
export type ModuleNode =
  | { readonly kind: "Module" | "Interactive"; readonly body: readonly Statement[] }
  | { readonly kind: "Expression"; readonly body: Expression };

/** Any node. */
export type Node =
  | ModuleNode
  | Statement
  | Expression
  | Pattern
  | Argument
  | Arguments
  | Keyword
  | Alias
  | WithItem
  | ExceptHandler
  | MatchCase
  | TypeParameter
  | Comprehension;
