/**
 * Which variable each name means. One walk over the tree collects what every scope binds and uses, a second one
 * over the scopes decides, as CPython's `symtable.c` does, but knowing which comprehensions are compiled into
 * their surroundings (PEP 709): a name is a cell only where a function really captures it.
 *
 * Syntax errors are not this file's matter: the tree has been checked.
 *
 * @module
 */
import type {
  AnnAssign,
  AnyComprehension,
  Arguments,
  ClassDef,
  Expression,
  FunctionDef,
  Lambda,
  ModuleNode,
  Node,
  Statement,
  TypeAlias,
  TypeParameter,
} from "./nodes.ts";

/** What a scope belongs to. */
export type ScopeKind =
  | "module"
  | "class"
  | "function"
  | "lambda"
  | "comprehension"
  | "annotation"
  | "type-parameters";

/** Scope.names: assigned, imported, deleted, ... here. */
export const BOUND = 1;
/** Scope.names: a parameter. */
export const PARAMETER = 2;
/** Scope.names: declared `global`. */
export const GLOBAL = 4;
/** Scope.names: declared `nonlocal`. */
export const NONLOCAL = 8;
/** Scope.names: read here. */
export const USED = 16;

/** Scope.names: bound by an import. */
export const IMPORTED = 32;
/** Scope.names: annotated. */
export const ANNOTATED = 64;
/** Scope.names: what a comprehension iterates with. */
export const ITERATED = 128;
/** Scope.names: a type parameter. */
export const TYPE_PARAMETER = 256;

/** The set of the numbers of annotations whose statements have run. */
export const CONDITIONAL = "__conditional_annotations__";
/** What a class's body has cells for, without binding the names. */
const CLASS_CELLS: ReadonlySet<string> = new Set(["__class__", "__classdict__", CONDITIONAL]);
/** Statements that may leave out what is in them. */
const BLOCKS: ReadonlySet<string> = new Set(["If", "For", "While", "With", "Match", "Try", "TryStar"]);

/** How a name is reached. */
export type Resolution = "local" | "cell" | "free" | "global-explicit" | "global-implicit";

/** The names of one scope. */
export class Scope {
  /** Bits per (mangled) name, in the order of first occurrence. */
  readonly names: Map<string, number> = new Map();
  /** Names bound here that another unit captures. */
  readonly cells: Set<string> = new Set();
  /** Names that this unit needs from units around it, for itself or for units within it. */
  readonly free: Set<string> = new Set();
  /** Compiled as part of the unit around it. */
  inlined = false;
  /** Contains `yield`. */
  isGenerator = false;
  /** Contains `await`, `async for` or `async with`, which a module may where that is allowed; or is an `async def`. */
  isCoroutine = false;
  /** The annotations of a module's or class's variables. */
  annotations: Scope | null = null;
  /** The variables that `annotations` annotates, in source order. */
  readonly annotated: AnnAssign[] = [];
  /** Those whose statement may not run, with the numbers that say which have: all of a module, which may end early. */
  readonly conditional: Map<AnnAssign, number> = new Map();
  /** Class scopes: methods use `__class__`. */
  needsClassCell = false;
  /** Scopes directly in it, in source order. */
  readonly children: Scope[] = [];
  /** What opens it. */
  node: Node | null = null;
  /** Class scopes: annotations look names up in the class's namespace. */
  needsClassDict = false;
  /** Lies within a scope whose variables can be captured, however far out. */
  readonly #isEnclosed: boolean;

  constructor(
    readonly kind: ScopeKind,
    readonly parent: Scope | null,
    /** Class name for mangling of private names, or null. */
    readonly privateName: string | null,
    /** Looks names up in the namespace of the class around it first. */
    readonly seesClass: boolean = false,
    /** The only names that are mangled, or null: all. Around a class's body those of its type parameters. */
    readonly mangled: ReadonlySet<string> | null = null,
  ) {
    this.#isEnclosed = parent !== null && (parent.isFunctionLike || parent.#isEnclosed);
  }

  /** Whether a scope around this one may have a variable of that name: most names in most scopes are of none. */
  mayBeFree(name: string): boolean {
    return this.#isEnclosed || CLASS_CELLS.has(name);
  }

  /** A name as the class around it wants it. */
  mangle(name: string): string {
    return this.mangled === null || this.mangled.has(name) ? mangle(this.privateName, name) : name;
  }

  /** The scope whose unit this one's instructions belong to. */
  get unit(): Scope {
    // deno-lint-ignore no-this-alias -- walks up from this scope
    let scope: Scope = this;
    while (scope.inlined) scope = scope.parent!;
    return scope;
  }

  /** Notes a binding or use of a mangled name. */
  add(name: string, bits: number): void {
    this.names.set(name, (this.names.get(name) ?? 0) | bits);
  }

  /** Whether the scope's own variables can be captured. */
  get isFunctionLike(): boolean {
    return this.kind !== "module" && this.kind !== "class";
  }

  /** Whether a name is a variable of this scope. */
  binds(name: string): boolean {
    return isBound(this.names.get(name) ?? 0);
  }

  /** What a mangled name means here. */
  resolve(name: string): Resolution {
    const bits = this.names.get(name) ?? 0;
    if (isBound(bits)) return this.cells.has(name) ? "cell" : "local";
    if (bits & GLOBAL) return "global-explicit";
    if (this.seesClass && classSays(this, name) & GLOBAL) return "global-explicit";
    if (this.kind === "class" && CLASS_CELLS.has(name) && this.cells.has(name)) {
      return bits === 0 ? "cell" : "global-implicit";
    }
    return !this.mayBeFree(name) || findOwner(this, name) === null ? "global-implicit" : "free";
  }
}

/** Whether a name with these bits is a variable of its scope. */
function isBound(bits: number): boolean {
  return (bits & (BOUND | PARAMETER)) !== 0 && (bits & (GLOBAL | NONLOCAL)) === 0;
}

/** Rewrites a private name as the class in whose body it stands demands. */
export function mangle(privateName: string | null, name: string): string {
  if (privateName === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) {
    return name;
  }
  const stripped = privateName.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

/** All scopes of a source, by the node that opens them. */
export interface Scopes {
  /** Module, FunctionDef, ClassDef, Lambda, comprehension, TypeAlias (value), TypeVar (bound). */
  readonly bodies: Map<object, Scope>;
  /** The annotations of a FunctionDef. */
  readonly annotations: Map<object, Scope>;
  /** The type parameters of a FunctionDef, ClassDef or TypeAlias. */
  readonly parameters: Map<object, Scope>;
  /** The default of a type parameter. */
  readonly defaults: Map<object, Scope>;
}

/** Builds and resolves the scopes of a source. */
export function buildScopes(module: ModuleNode): Scopes {
  const builder = new ScopeBuilder();
  builder.module(module);
  builder.resolve();
  return builder.scopes;
}

/**
 * What the class that a scope sees does with a mangled name, unless a scope between them binds it.
 *
 * @returns Bits of {@linkcode Scope.names}.
 */
function classSays(scope: Scope, name: string): number {
  let at = scope.parent!;
  for (; at.kind !== "class"; at = at.parent!) if (at.binds(name)) return 0;
  return at.names.get(name) ?? 0;
}

/** The scope around `scope` that binds what `scope` calls `name`, or null: a global or builtin. */
function findOwner(scope: Scope, name: string): Scope | null {
  // A name of the class itself is looked for in its namespace, then among the globals, and nowhere between.
  const said = scope.seesClass && name !== "__classdict__" ? classSays(scope, name) : 0;
  if (said & GLOBAL || (said & (BOUND | PARAMETER) && !(said & NONLOCAL))) return null;
  for (let at = scope.parent; at !== null; at = at.parent) {
    if (at.kind === "class") {
      if (CLASS_CELLS.has(name) && (name !== CONDITIONAL || at.conditional.size > 0)) {
        return isDisplayIn(scope, at) ? null : at;
      }
    } else if (at.kind !== "module") {
      if (at.binds(name)) return at;
      if ((at.names.get(name) ?? 0) & GLOBAL) return null;
    }
  }
  return null;
}

/** Whether a scope is a list's, set's or dict's comprehension in a class's body: to CPython part of that. */
function isDisplayIn(scope: Scope, owner: Scope): boolean {
  let at: Scope = scope;
  while (at !== owner && at.kind === "comprehension" && at.node!.kind !== "GeneratorExp") at = at.parent!;
  return at === owner;
}

/** Child fields of each kind of node that needs nothing but a visit of its children, in evaluation order. */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  Return: ["value"],
  Assign: ["value", "targets"],
  Delete: ["targets"],
  For: ["iter", "target", "body", "orelse"],
  While: ["test", "body", "orelse"],
  If: ["test", "body", "orelse"],
  With: ["items", "body"],
  withitem: ["context_expr", "optional_vars"],
  Match: ["subject", "cases"],
  match_case: ["pattern", "guard", "body"],
  Raise: ["exc", "cause"],
  Try: ["body", "handlers", "orelse", "finalbody"],
  TryStar: ["body", "handlers", "orelse", "finalbody"],
  Assert: ["test", "msg"],
  Expr: ["value"],
  BoolOp: ["values"],
  BinOp: ["left", "right"],
  UnaryOp: ["operand"],
  IfExp: ["test", "body", "orelse"],
  Dict: ["keys", "values"],
  Set: ["elts"],
  Compare: ["left", "comparators"],
  Call: ["func", "args", "keywords"],
  keyword: ["value"],
  FormattedValue: ["value", "format_spec"],
  Interpolation: ["value", "format_spec"],
  JoinedStr: ["values"],
  TemplateStr: ["values"],
  Attribute: ["value"],
  Subscript: ["value", "slice"],
  Starred: ["value"],
  List: ["elts"],
  Tuple: ["elts"],
  Slice: ["lower", "upper", "step"],
  MatchValue: ["value"],
  MatchSequence: ["patterns"],
  MatchOr: ["patterns"],
};

const NO_CHILDREN: readonly string[] = [];

class ScopeBuilder {
  readonly scopes: Scopes = {
    bodies: new Map(),
    annotations: new Map(),
    parameters: new Map(),
    defaults: new Map(),
  };
  readonly #all: Scope[] = [];
  #scope!: Scope;
  /** In the target of a comprehension. */
  #iterating = false;
  /** In a block of the module or class whose statements are visited. */
  #inBlock = false;

  module(node: ModuleNode): void {
    this.#scope = this.#enter("module", null, null);
    this.scopes.bodies.set(node, this.#scope);
    this.#scope.node = node;
    if (node.kind === "Expression") this.#visit(node.body);
    else this.#visitAll(node.body);
  }

  /** Marks cells and free variables: outer scopes come before inner ones. */
  resolve(): void {
    for (const scope of this.#all) {
      for (const [name, bits] of scope.names) {
        if (bits & GLOBAL || isBound(bits) || !scope.mayBeFree(name)) continue;
        const owner = findOwner(scope, name);
        if (owner === null) continue;
        const ownerUnit = owner.unit;
        if (ownerUnit === scope.unit) continue;
        owner.cells.add(name);
        if (owner.kind === "class") {
          if (name === "__class__") owner.needsClassCell = true;
          else if (name === "__classdict__") owner.needsClassDict = true;
        }
        for (let at = scope.unit; at !== ownerUnit; at = at.parent!.unit) at.free.add(name);
      }
    }
  }

  #enter(
    kind: ScopeKind,
    parent: Scope | null,
    privateName: string | null,
    seesClass = false,
    mangled: ReadonlySet<string> | null = kind === "class" || parent === null ? null : parent.mangled,
  ): Scope {
    const scope = new Scope(kind, parent, privateName, seesClass, mangled);
    this.#all.push(scope);
    parent?.children.push(scope);
    if (seesClass) scope.add("__classdict__", USED);
    return scope;
  }

  /**
   * A scope for annotations, bounds, aliases or type parameters: inside a class it sees the class's names.
   *
   * @param opens The class that has the type parameters.
   */
  #enterLazy(kind: "annotation" | "type-parameters", opens?: ClassDef): Scope {
    const outer = this.#scope;
    const seesClass = outer.kind === "class" || outer.seesClass;
    return opens === undefined
      ? this.#enter(kind, outer, outer.privateName, seesClass)
      : this.#enter(kind, outer, opens.name, seesClass, new Set(opens.type_params.map(({ name }) => name)));
  }

  #add(name: string, bits: number): void {
    this.#scope.add(this.#scope.mangle(name), bits);
  }

  /** Runs `body` with `scope` current. */
  #within(scope: Scope, body: () => void): void {
    const outer = this.#scope, inBlock = this.#inBlock;
    this.#scope = scope;
    this.#inBlock = false;
    body();
    this.#scope = outer;
    this.#inBlock = inBlock;
  }

  #visitAll(nodes: readonly (Node | null)[]): void {
    for (const node of nodes) if (node !== null && node !== undefined) this.#visit(node);
  }

  #visitOptional(node: Node | null): void {
    if (node !== null && node !== undefined) this.#visit(node);
  }

  #visit(node: Node): void {
    switch (node.kind) {
      case "Name":
        this.#add(node.id, node.ctx === "Load" ? USED : this.#iterating ? BOUND | ITERATED : BOUND);
        if (node.id === "super" && node.ctx === "Load" && this.#scope.isFunctionLike) {
          this.#scope.add("__class__", USED);
        }
        return;
      case "Constant":
        return;
      case "FunctionDef":
      case "AsyncFunctionDef":
        return this.#function(node);
      case "ClassDef":
        return this.#class(node);
      case "Lambda":
        return this.#lambda(node);
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return this.#comprehension(node);
      case "NamedExpr":
        this.#visit(node.value);
        if (node.target.kind === "Name") this.#walrus(node.target.id);
        return;
      case "Yield":
      case "YieldFrom":
        this.#scope.isGenerator = true;
        return this.#visitOptional(node.value);
      case "Await":
        this.#markAsync();
        return this.#visit(node.value);
      case "AsyncFor":
        this.#markAsync();
        this.#visit(node.iter);
        this.#visit(node.target);
        this.#visitAll(node.body);
        return this.#visitAll(node.orelse);
      case "AsyncWith":
        this.#markAsync();
        this.#visitAll(node.items);
        return this.#visitAll(node.body);
      case "AugAssign":
        this.#visit(node.value);
        if (node.target.kind === "Name") this.#add(node.target.id, USED | BOUND);
        return this.#visit(node.target);
      case "AnnAssign":
        // `(name): annotation` alone binds nothing.
        if (node.target.kind !== "Name" || node.simple || node.value !== null) this.#visit(node.target);
        if (node.target.kind === "Name" && node.simple) this.#add(node.target.id, ANNOTATED);
        this.#visitOptional(node.value);
        if (!this.#scope.isFunctionLike && node.simple) this.#variableAnnotation(node);
        return;
      case "TypeAlias":
        return this.#typeAlias(node);
      case "Import":
      case "ImportFrom":
        for (const { name, asname } of node.names) {
          if (name === "*") continue;
          const bound = asname ?? (node.kind === "Import" ? name.split(".", 1)[0] : name);
          this.#add(bound, BOUND | IMPORTED);
        }
        return;
      case "Global":
      case "Nonlocal":
        for (const name of node.names) {
          this.#add(name, node.kind === "Global" ? GLOBAL : NONLOCAL);
          // What one function says is global is so for the module's own code: it may run with other locals.
          if (node.kind === "Global") this.#all[0].add(this.#scope.mangle(name), GLOBAL);
        }
        return;
      case "ExceptHandler":
        this.#visitOptional(node.type);
        if (node.name !== null) this.#add(node.name, BOUND);
        return this.#visitAll(node.body);
      case "MatchStar":
        if (node.name !== null) this.#add(node.name, BOUND);
        return;
      case "MatchAs":
        this.#visitOptional(node.pattern);
        if (node.name !== null) this.#add(node.name, BOUND);
        return;
      case "MatchMapping":
        this.#visitAll(node.keys);
        this.#visitAll(node.patterns);
        if (node.rest !== null) this.#add(node.rest, BOUND);
        return;
      case "MatchClass":
        this.#visit(node.cls);
        this.#visitAll(node.patterns);
        return this.#visitAll(node.kwd_patterns);
      default:
        return this.#children(node);
    }
  }

  #children(node: Node): void {
    const inBlock = this.#inBlock;
    if (BLOCKS.has(node.kind)) this.#inBlock = true;
    const fields = node as unknown as Readonly<Record<string, Node | readonly (Node | null)[] | null>>;
    for (const field of CHILDREN[node.kind] ?? NO_CHILDREN) {
      const child = fields[field];
      if (child === null || child === undefined) continue;
      if (Array.isArray(child)) this.#visitAll(child);
      else this.#visit(child as Node);
    }
    this.#inBlock = inBlock;
  }

  /** `await` in an inlined comprehension makes its surroundings asynchronous, which they must be anyway. */
  #markAsync(): void {
    for (let scope: Scope | null = this.#scope; scope !== null; scope = scope.parent) {
      scope.isCoroutine = true;
      if (!scope.inlined) return;
    }
  }

  /** Binds in the nearest scope around all comprehensions. */
  #walrus(name: string): void {
    const mangled = this.#scope.mangle(name);
    let target = this.#scope;
    while (target.kind === "comprehension") target = target.parent!;
    target.add(mangled, BOUND);
    for (let scope = this.#scope; scope !== target; scope = scope.parent!) {
      const isGlobal = target.kind === "module" || ((target.names.get(mangled) ?? 0) & GLOBAL) !== 0;
      scope.add(mangled, isGlobal ? GLOBAL : NONLOCAL);
    }
  }

  #variableAnnotation(node: AnnAssign): void {
    const owner = this.#scope;
    owner.annotated.push(node);
    owner.annotations ??= this.#enterLazy("annotation");
    const scope = owner.annotations;
    scope.add(".format", PARAMETER);
    if (owner.kind === "module" || this.#inBlock) {
      owner.conditional.set(node, owner.conditional.size);
      scope.add(CONDITIONAL, USED);
    }
    this.#within(scope, () => this.#visit(node.annotation));
  }

  #function(node: FunctionDef): void {
    this.#add(node.name, BOUND);
    this.#visitAll(node.decorator_list);
    this.#visitAll(node.args.defaults);
    this.#visitAll(node.args.kw_defaults);
    this.#withTypeParameters(node, node.type_params, () => {
      if (hasAnnotations(node)) {
        const annotations = this.#enterLazy("annotation");
        annotations.add(".format", PARAMETER);
        annotations.node = node;
        this.scopes.annotations.set(node, annotations);
        this.#within(annotations, () => {
          for (const parameter of allParameters(node.args)) this.#visitOptional(parameter.annotation);
          this.#visitOptional(node.returns);
        });
      }
      const scope = this.#enter("function", this.#scope, this.#scope.privateName);
      scope.isCoroutine = node.kind === "AsyncFunctionDef";
      scope.node = node;
      this.scopes.bodies.set(node, scope);
      this.#within(scope, () => {
        this.#parameters(node.args);
        this.#visitAll(node.body);
      });
    });
  }

  #lambda(node: Lambda): void {
    this.#visitAll(node.args.defaults);
    this.#visitAll(node.args.kw_defaults);
    const scope = this.#enter("lambda", this.#scope, this.#scope.privateName);
    scope.node = node;
    this.scopes.bodies.set(node, scope);
    this.#within(scope, () => {
      this.#parameters(node.args);
      this.#visit(node.body);
    });
  }

  #parameters(args: Arguments): void {
    for (const parameter of allParameters(args)) this.#add(parameter.arg, PARAMETER);
  }

  #class(node: ClassDef): void {
    this.#add(node.name, BOUND);
    this.#visitAll(node.decorator_list);
    this.#withTypeParameters(node, node.type_params, () => {
      if (node.type_params.length > 0) this.#scope.add(".generic_base", BOUND);
      this.#visitAll(node.bases);
      this.#visitAll(node.keywords);
      const scope = this.#enter("class", this.#scope, node.name);
      if (node.type_params.length > 0) scope.add(".type_params", USED);
      scope.node = node;
      this.scopes.bodies.set(node, scope);
      this.#within(scope, () => this.#visitAll(node.body));
    });
  }

  #typeAlias(node: TypeAlias): void {
    this.#visit(node.name);
    this.#withTypeParameters(node, node.type_params, () => this.#lazy(this.scopes.bodies, node, node.value));
  }

  /** A function without a name that evaluates an expression on demand. */
  #lazy(map: Map<object, Scope>, key: TypeAlias | TypeParameter, value: Expression): void {
    const scope = this.#enterLazy("annotation");
    scope.node = key;
    scope.add(".format", PARAMETER);
    map.set(key, scope);
    this.#within(scope, () => this.#visit(value));
  }

  #withTypeParameters(
    node: Statement,
    parameters: readonly TypeParameter[] | undefined,
    body: () => void,
  ): void {
    if (parameters === undefined || parameters.length === 0) return body();
    const scope = this.#enterLazy("type-parameters", node.kind === "ClassDef" ? node : undefined);
    scope.add(".type_params", BOUND);
    scope.node = node;
    this.scopes.parameters.set(node, scope);
    this.#within(scope, () => {
      if (node.kind !== "TypeAlias") {
        scope.add(".defaults", PARAMETER);
        scope.add(".kwdefaults", PARAMETER);
      }
      for (const parameter of parameters) {
        this.#add(parameter.name, BOUND | TYPE_PARAMETER);
        if (parameter.kind === "TypeVar" && parameter.bound !== null) {
          this.#lazy(this.scopes.bodies, parameter, parameter.bound);
        }
        if (parameter.default_value !== null && parameter.default_value !== undefined) {
          this.#lazy(this.scopes.defaults, parameter, parameter.default_value);
        }
      }
      body();
    });
  }

  #comprehension(node: AnyComprehension): void {
    const [first] = node.generators;
    this.#visit(first.iter);
    const outer = this.#scope;
    const scope = this.#enter("comprehension", outer, outer.privateName);
    // A class's own names are invisible in it, and annotation scopes have rules of their own.
    scope.inlined = node.kind !== "GeneratorExp" && outer.unit.kind !== "class" && !outer.unit.seesClass;
    scope.node = node;
    this.scopes.bodies.set(node, scope);
    this.#within(scope, () => {
      if (!scope.inlined) scope.add(".0", PARAMETER);
      for (const generator of node.generators) {
        if (generator.is_async) this.#markAsync();
        if (generator !== first) this.#visit(generator.iter);
        this.#iterating = true;
        this.#visit(generator.target);
        this.#iterating = false;
        this.#visitAll(generator.ifs);
      }
      if (node.kind === "DictComp") {
        this.#visit(node.key);
        this.#visit(node.value);
      } else this.#visit(node.elt);
    });
    if (scope.kind === "comprehension" && node.kind === "GeneratorExp") scope.isGenerator = true;
    // What it awaits its surroundings do.
    else if (scope.isCoroutine) this.#markAsync();
  }
}

/** All parameters in the order of their registers. */
export function allParameters(args: Arguments): readonly Arguments["args"][number][] {
  const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
  if (args.vararg !== null) all.push(args.vararg);
  if (args.kwarg !== null) all.push(args.kwarg);
  return all;
}

/** Whether a function has any annotation. */
export function hasAnnotations(node: FunctionDef): boolean {
  return node.returns !== null || allParameters(node.args).some(({ annotation }) => annotation !== null);
}
