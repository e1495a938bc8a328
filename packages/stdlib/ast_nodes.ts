/**
 * `_ast`: the classes of syntax-tree nodes, made from Python 3.14's abstract grammar.
 *
 * @module
 */
import {
  type Address,
  NONE,
  part,
  T_AST,
  T_INT,
  T_LIST,
  T_OBJECT,
  T_STR,
  T_TYPE,
  type Value,
} from "@orochi/object";
import {
  makeClass,
  method,
  type NativeModule,
  newFromType,
  slot,
  type TypeDefinition,
  type Vm,
} from "@orochi/vm";
import { dictCopy, dictGetSet, newGenericAlias, objectDict, reprText } from "@orochi/vm/kernel";

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

const ATTRIBUTES = ["lineno", "col_offset", "end_lineno", "end_col_offset"];
/** Operation of `|` in ORDER BINARY. */
const OR = 11;

interface Field {
  readonly type: string;
  readonly many: boolean;
  readonly optional: boolean;
  readonly name: string;
}

function parseFields(text: string): Field[] {
  return text.split(",").map((field) => field.trim()).filter((field) => field !== "").map((field) => {
    const [type, name] = field.split(" ");
    return {
      type: type.replace(/[?*]/g, ""),
      many: type.endsWith("*"),
      optional: type.endsWith("?"),
      name,
    };
  });
}

/** A list, dict or tuple's worth of strs. */
function names(vm: Vm, texts: readonly string[]): Value {
  return vm.newTuple(texts.map((text) => vm.intern(text)));
}

/** Makes a class of nodes and puts it into the module. */
function addClass(
  vm: Vm,
  module: Value,
  name: string,
  base: string,
  fields: readonly Field[],
  attributes: readonly string[] | null,
  doc: string,
): boolean {
  const namespace = vm.newDict();
  if (namespace === 0) return false;
  const set = (key: string, value: Value) => vm.dictSetOwned(namespace, key, value);
  const fieldNames = fields.map((field) => field.name);
  let done = set("__module__", vm.intern("ast")) && set("__doc__", vm.newStr(doc)) &&
    set("_fields", names(vm, fieldNames)) && set("__match_args__", names(vm, fieldNames));
  if (attributes !== null) {
    done = done && set("_attributes", names(vm, attributes));
    for (const optional of ["end_lineno", "end_col_offset"]) {
      if (attributes === ATTRIBUTES) done = done && set(optional, NONE);
    }
  }
  for (const field of fields) if (field.optional) done = done && set(field.name, NONE);
  const bases = vm.newTuple([vm.keep(vm.dictGetStr(module, base))]);
  const made = done && bases !== 0
    ? makeClass(vm, vm.typeObject(T_TYPE), vm.intern(name), bases, namespace)
    : 0;
  vm.decref(bases);
  vm.decref(namespace);
  return vm.dictSetOwned(module, name, made);
}

/** `_field_types` of a class: what each field holds. */
function addFieldTypes(vm: Vm, module: Value, name: string, fields: readonly Field[]): boolean {
  const types = vm.newDict();
  if (types === 0) return false;
  let done = true;
  for (const field of fields) {
    let type = vm.keep(fieldType(vm, module, field.type));
    if (field.many || field.optional) {
      const plain = type;
      type = field.many ? newGenericAlias(vm, vm.typeObject(T_LIST), plain) : vm.binary(OR, plain, NONE);
      vm.decref(plain);
    }
    done = done && vm.dictSetOwned(types, field.name, type);
  }
  const set = done && vm.setAttr(vm.dictGetStr(module, name), vm.intern("_field_types"), types);
  vm.decref(types);
  return set;
}

/** The class of a field's type (borrowed). */
function fieldType(vm: Vm, module: Value, name: string): Value {
  switch (name) {
    case "identifier":
    case "string":
      return vm.typeObject(T_STR);
    case "int":
      return vm.typeObject(T_INT);
    case "constant":
      return vm.typeObject(T_OBJECT);
    default:
      return vm.dictGetStr(module, name);
  }
}

/** Makes all classes. */
function addClasses(vm: Vm, module: Value): boolean {
  const made: [string, Field[]][] = [];
  let done = true;
  for (const rule of GRAMMAR.trim().split(/\n(?! )/)) {
    const [, name, sign, rest] = /^(\w+) ?([=:]) ([^]*)$/.exec(rule)!;
    const [body, attributes] = rest.replace(/\s+/g, " ").split(" @ ");
    const own = attributes === undefined ? [] : attributes === "place" ? [...ATTRIBUTES] : ATTRIBUTES;
    const fields = sign === ":" ? parseFields(body.slice(1, -1)) : [];
    done = done &&
      addClass(vm, module, name, "AST", fields, own, sign === ":" ? name + body : `${name} = ${body}`);
    made.push([name, fields]);
    if (sign === ":") continue;
    for (const constructor of body.split(" | ")) {
      const [, child, text] = /^(\w+)(?:\((.*)\))?$/.exec(constructor.trim())!;
      const childFields = parseFields(text ?? "");
      done = done && addClass(vm, module, child, name, childFields, null, constructor.trim());
      made.push([child, childFields]);
    }
  }
  return done && made.every(([name, fields]) => addFieldTypes(vm, module, name, fields));
}

/** The names that a class attribute lists; null with an exception set. */
function listed(vm: Vm, type: Address, attribute: string): string[] | null {
  const value = vm.getAttrOptional(type, vm.intern(attribute));
  if (value === 0) return vm.failed() ? null : [];
  const texts: string[] = [];
  const done = vm.iterate(value, (name) => (texts.push(vm.js(name)), true));
  vm.decref(value);
  return done ? texts : null;
}

/** A field that was not given: an empty list, `Load()`, or what the class has. */
function fillMissing(vm: Vm, self: Address, types: Value, name: string): boolean {
  const type = types === 0 ? 0 : vm.dictGetStr(types, name);
  if (type === 0) return true;
  let value: Value = 0;
  if (vm.layout(type) === T_TYPE) {
    if (vm.typeNameOf(type) !== "expr_context") return true;
    const load = vm.callMethod(type, vm.intern("__subclasses__"));
    value = load === 0 ? 0 : vm.call(vm.listItem(load, 0));
    vm.decref(load);
  } else {
    const origin = vm.getAttrOptional(type, vm.names.__origin__);
    if (origin === 0) return !vm.failed();
    vm.decref(origin);
    if (origin !== vm.typeObject(T_LIST)) return true;
    value = vm.newList([]);
  }
  const done = value !== 0 && vm.setAttr(self, vm.intern(name), value);
  vm.decref(value);
  return done;
}

function initialise(vm: Vm, self: Address, args: Value, keywords: Value): boolean {
  const type = vm.typeOf(self);
  const fields = listed(vm, type, "_fields");
  if (fields === null) return false;
  const count = vm.tupleLength(args);
  const name = vm.typeNameOf(type);
  if (count > fields.length) {
    const plural = fields.length === 1 ? "" : "s";
    return vm.raiseType(`${name} constructor takes at most ${fields.length} positional argument${plural}`) !==
      0;
  }
  const given = new Set(fields.slice(0, count));
  for (let i = 0; i < count; i++) {
    if (!vm.setAttr(self, vm.intern(fields[i]), vm.tupleItem(args, i))) return false;
  }
  const done = vm.dictIterate(keywords, (key, value) => {
    const keyword = vm.js(key);
    if (given.has(keyword)) {
      return vm.raiseType(`${name} got multiple values for argument '${keyword}'`) !== 0;
    }
    given.add(keyword);
    return vm.setAttr(self, vm.internValue(key), value);
  });
  if (!done) return false;
  const types = vm.getAttrOptional(type, vm.intern("_field_types"));
  if (types === 0 && vm.failed()) return false;
  const known = types !== 0 && vm.isDict(types) ? types : 0;
  const filled = fields.every((field) => given.has(field) || fillMissing(vm, self, known, field));
  vm.decref(types);
  return filled;
}

/** `Name(id='x', ctx=Load())`, three levels deep at most. */
function repr(vm: Vm, self: Address, depth: number): string | null {
  const type = vm.typeOf(self);
  const fields = listed(vm, type, "_fields");
  if (fields === null) return null;
  if (depth <= 0 && fields.length > 0) return `${vm.typeNameOf(type)}(...)`;
  const parts: string[] = [];
  for (const field of fields) {
    const value = vm.getAttrOptional(self, vm.intern(field));
    if (value === 0 && vm.failed()) return null;
    const text = value === 0 ? null : describe(vm, value, depth - 1);
    vm.decref(value);
    if (value !== 0 && text === null) return null;
    if (text !== null) parts.push(`${field}=${text}`);
  }
  return `${vm.typeNameOf(type)}(${parts.join(", ")})`;
}

function describe(vm: Vm, value: Value, depth: number): string | null {
  if (vm.layout(value) === T_AST) return repr(vm, value, depth);
  if (!vm.isList(value)) return reprText(vm, value);
  const count = vm.listLength(value);
  const shown: string[] = [];
  for (const i of count > 2 ? [0, count - 1] : Array.from({ length: count }, (_, k) => k)) {
    const text = describe(vm, vm.listItem(value, i), depth);
    if (text === null) return null;
    shown.push(text);
  }
  if (count > 2) shown.splice(1, 0, "...");
  return `[${shown.join(", ")}]`;
}

/** `ast.AST`. */
export const astType: TypeDefinition = {
  index: T_AST,
  name: "AST",
  module: "ast",
  basicSize: part(1),
  subclassable: true,
  dictOffset: part(0),
  getset: [dictGetSet],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], part(1))),
    slot(
      "__init__",
      "($self, /, *args, **kwargs)",
      (vm, a) => initialise(vm, vm.i32[a], vm.i32[a + 1], vm.i32[a + 2]) ? NONE : 0,
    ),
    slot("__repr__", "($self, /)", (vm, a) => {
      const text = repr(vm, vm.i32[a], 3);
      return text === null ? 0 : vm.newStr(text);
    }),
    method("__reduce__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const dict = objectDict(vm, self);
      return dict === 0 ? 0 : vm.newTuple([vm.keep(vm.typeOf(self)), vm.newTuple([]), dictCopy(vm, dict)]);
    }),
  ],
};

const CONSTANTS: Readonly<Record<string, number>> = {
  PyCF_ONLY_AST: 0x400,
  PyCF_TYPE_COMMENTS: 0x1000,
  PyCF_ALLOW_TOP_LEVEL_AWAIT: 0x2000,
  PyCF_OPTIMIZED_AST: 0x8400,
};

/** The module. */
export const astModule: NativeModule = {
  name: "_ast",
  functions: [],
  populate: (vm, _module, dict) => {
    const type = vm.typeObject(T_AST);
    const own = vm.typeDict(type);
    for (const name of ["_fields", "_attributes", "__match_args__"]) {
      if (!vm.dictSetOwned(own, name, vm.newTuple([]))) return false;
    }
    if (!vm.dictSetOwned(own, "_field_types", vm.newDict()) || !vm.dictSetStr(dict, "AST", type)) {
      return false;
    }
    for (const [name, value] of Object.entries(CONSTANTS)) {
      if (!vm.dictSetOwned(dict, name, vm.newInt(value))) return false;
    }
    return addClasses(vm, dict);
  },
};
