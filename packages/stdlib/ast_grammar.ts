/**
 * Python 3.14's abstract grammar (`Parser/Python.asdl`) as data: from it come the classes of `_ast` and both ways
 * between their instances and the trees of `@orochi/syntax`.
 *
 * @module
 */

/**
 * The grammar: a sum of constructors, or constructors that are types themselves where the name is followed by `:`. A
 * field is its type, `*` for many or `?` for at most one, and its name; after `@` come the attributes.
 */
const GRAMMAR = `
mod = Module(stmt* body, type_ignore* type_ignores) | Interactive(stmt* body) | Expression(expr body)
 | FunctionType(expr* argtypes, expr returns)
stmt = FunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
 | AsyncFunctionDef(identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params)
 | ClassDef(identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params)
 | Return(expr? value) | Delete(expr* targets) | Assign(expr* targets, expr value, string? type_comment)
 | TypeAlias(expr name, type_param* type_params, expr value) | AugAssign(expr target, operator op, expr value)
 | AnnAssign(expr target, expr annotation, expr? value, int simple)
 | For(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
 | AsyncFor(expr target, expr iter, stmt* body, stmt* orelse, string? type_comment)
 | While(expr test, stmt* body, stmt* orelse) | If(expr test, stmt* body, stmt* orelse)
 | With(withitem* items, stmt* body, string? type_comment) | AsyncWith(withitem* items, stmt* body, string? type_comment)
 | Match(expr subject, match_case* cases) | Raise(expr? exc, expr? cause)
 | Try(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody)
 | TryStar(stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody) | Assert(expr test, expr? msg)
 | Import(alias* names) | ImportFrom(identifier? module, alias* names, int? level) | Global(identifier* names)
 | Nonlocal(identifier* names) | Expr(expr value) | Pass | Break | Continue @ position
expr = BoolOp(boolop op, expr* values) | NamedExpr(expr target, expr value) | BinOp(expr left, operator op, expr right)
 | UnaryOp(unaryop op, expr operand) | Lambda(arguments args, expr body) | IfExp(expr test, expr body, expr orelse)
 | Dict(expr?* keys, expr* values) | Set(expr* elts) | ListComp(expr elt, comprehension* generators)
 | SetComp(expr elt, comprehension* generators) | DictComp(expr key, expr value, comprehension* generators)
 | GeneratorExp(expr elt, comprehension* generators) | Await(expr value) | Yield(expr? value) | YieldFrom(expr value)
 | Compare(expr left, cmpop* ops, expr* comparators) | Call(expr func, expr* args, keyword* keywords)
 | FormattedValue(expr value, int conversion, expr? format_spec)
 | Interpolation(expr value, constant str, int conversion, expr? format_spec) | JoinedStr(expr* values)
 | TemplateStr(expr* values) | Constant(constant value, string? kind)
 | Attribute(expr value, identifier attr, expr_context ctx) | Subscript(expr value, expr slice, expr_context ctx)
 | Starred(expr value, expr_context ctx) | Name(identifier id, expr_context ctx) | List(expr* elts, expr_context ctx)
 | Tuple(expr* elts, expr_context ctx) | Slice(expr? lower, expr? upper, expr? step) @ position
expr_context = Load | Store | Del
boolop = And | Or
operator = Add | Sub | Mult | MatMult | Div | Mod | Pow | LShift | RShift | BitOr | BitXor | BitAnd | FloorDiv
unaryop = Invert | Not | UAdd | USub
cmpop = Eq | NotEq | Lt | LtE | Gt | GtE | Is | IsNot | In | NotIn
comprehension: (expr target, expr iter, expr* ifs, int is_async)
excepthandler = ExceptHandler(expr? type, identifier? name, stmt* body) @ position
arguments: (arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults)
arg: (identifier arg, expr? annotation, string? type_comment) @ position
keyword: (identifier? arg, expr value) @ position
alias: (identifier name, identifier? asname) @ position
withitem: (expr context_expr, expr? optional_vars)
match_case: (pattern pattern, expr? guard, stmt* body)
pattern = MatchValue(expr value) | MatchSingleton(constant value) | MatchSequence(pattern* patterns)
 | MatchMapping(expr* keys, pattern* patterns, identifier? rest)
 | MatchClass(expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns) | MatchStar(identifier? name)
 | MatchAs(pattern? pattern, identifier? name) | MatchOr(pattern* patterns) @ place
type_ignore = TypeIgnore(int lineno, string tag)
type_param = TypeVar(identifier name, expr? bound, expr? default_value)
 | ParamSpec(identifier name, expr? default_value) | TypeVarTuple(identifier name, expr? default_value) @ place
`;

/** Attributes of most nodes; the last two may be missing. */
export const ATTRIBUTES: readonly string[] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];
/** The same where none may be missing. */
const PLACE: readonly string[] = [...ATTRIBUTES];

/** One field of a node. */
export interface Field {
  /** Name of a rule, or `identifier`, `string`, `int` or `constant`. */
  readonly type: string;
  /** It is a list. */
  readonly many: boolean;
  /** It may be None; of a list, each item may. */
  readonly optional: boolean;
  readonly name: string;
}

/** A class of nodes that has instances. */
export interface Constructor {
  readonly name: string;
  readonly fields: readonly Field[];
  /** How the grammar writes it. */
  readonly doc: string;
  readonly rule: Rule;
}

/** One rule: a sum of constructors, or a product, which is its own constructor. */
export interface Rule {
  readonly name: string;
  readonly sum: boolean;
  /** Fields of a product. */
  readonly fields: readonly Field[];
  readonly constructors: readonly Constructor[];
  /** Names of what says where a node stands: none, {@linkcode ATTRIBUTES}, or the same four, all required. */
  readonly attributes: readonly string[];
  readonly doc: string;
}

/** The grammar, taken apart. */
export interface Grammar {
  readonly rules: readonly Rule[];
  readonly rule: ReadonlyMap<string, Rule>;
  readonly constructors: ReadonlyMap<string, Constructor>;
}

function parseFields(text: string): Field[] {
  return text.split(",").map((field) => field.trim()).filter((field) => field !== "").map((field) => {
    const [type, name] = field.split(" ");
    return { type: type.replace(/[?*]/g, ""), many: type.endsWith("*"), optional: type.includes("?"), name };
  });
}

let known: Grammar | null = null;

/** The grammar; taken apart at the first call. */
export function grammar(): Grammar {
  return known ??= parseGrammar();
}

function parseGrammar(): Grammar {
  const rules: Rule[] = [];
  const byName = new Map<string, Rule>(), constructors = new Map<string, Constructor>();
  for (const line of GRAMMAR.trim().split(/\n(?! )/)) {
    const [, name, sign, rest] = /^(\w+) ?([=:]) ([^]*)$/.exec(line)!;
    const [body, attributes] = rest.replace(/\s+/g, " ").split(" @ ");
    const sum = sign === "=";
    const made: Constructor[] = [];
    const rule: Rule = {
      name,
      sum,
      fields: sum ? [] : parseFields(body.slice(1, -1)),
      constructors: made,
      attributes: attributes === undefined ? [] : attributes === "place" ? PLACE : ATTRIBUTES,
      doc: sum ? `${name} = ${body}` : name + body,
    };
    if (!sum) made.push({ name, fields: rule.fields, doc: rule.doc, rule });
    else {
      for (const text of body.split(" | ").map((part) => part.trim())) {
        const [, child, fields] = /^(\w+)(?:\((.*)\))?$/.exec(text)!;
        made.push({ name: child, fields: parseFields(fields ?? ""), doc: text, rule });
      }
    }
    for (const constructor of made) constructors.set(constructor.name, constructor);
    rules.push(rule);
    byName.set(name, rule);
  }
  return { rules, rule: byName, constructors: constructors };
}
