/**
 * Errors about names that the grammar can't see: declarations that come too late or contradict each other, `:=` in
 * comprehensions, `import *` inside functions (CPython's `symtable.c`).
 *
 * @module
 */
import type {
  AnyComprehension,
  Arguments,
  Expression,
  Located,
  ModuleNode,
  Node,
  Statement,
  TypeParameter,
} from "./ast.ts";
import { eachChild } from "./walk.ts";

/** Reports an error at a node; never returns. */
export type Fail = (message: string, at: Located) => never;

type Kind =
  | "module"
  | "class"
  | "function"
  | "comprehension"
  | "annotation"
  | "TypeVar bound"
  | "TypeVar constraint"
  | "TypeVar default"
  | "ParamSpec default"
  | "TypeVarTuple default"
  | "type alias"
  | "type parameter";

/** What a scope knows of a name. */
const ASSIGNED = 1,
  USED = 2,
  PARAMETER = 4,
  GLOBAL = 8,
  NONLOCAL = 16,
  ANNOTATED = 32,
  ITERATION = 64,
  IMPORTED = 128;

class Scope {
  readonly names: Map<string, number> = new Map();
  readonly nonlocals: [name: string, at: Located][] = [];
  /** Where names are first declared. */
  readonly declared: Map<string, Located> = new Map();
  /** In the iterable of a comprehension, as scopes inside it are. */
  iterable: boolean;
  /** In the target of a comprehension's `for`. */
  target = false;

  constructor(readonly kind: Kind, readonly parent: Scope | null, readonly privateName: string | null) {
    this.iterable = parent?.iterable ?? false;
  }

  bits(name: string): number {
    return this.names.get(name) ?? 0;
  }

  add(name: string, bits: number): void {
    this.names.set(name, this.bits(name) | bits);
  }
}

/**
 * Checks the names of a tree.
 *
 * @param fail Throws the error.
 */
export function checkNames(module: ModuleNode, fail: Fail): void {
  const checker = new NameChecker(fail);
  checker.module(module);
}

class NameChecker {
  #scope: Scope = new Scope("module", null, null);
  readonly #scopes: Scope[] = [this.#scope];

  constructor(private readonly fail: Fail) {}

  module(node: ModuleNode): void {
    if (node.kind === "Expression") this.#visit(node.body);
    else this.#all(node.body);
    for (const scope of this.#scopes) this.#resolve(scope);
  }

  /** Every `nonlocal` must find its variable in a function around. */
  #resolve(scope: Scope): void {
    for (const [name, at] of scope.nonlocals) {
      let found = false;
      for (let outer = scope.parent; outer !== null && !found; outer = outer.parent) {
        if (outer.kind === "class" && name === "__class__") found = true;
        if (outer.kind === "module" || outer.kind === "class") continue;
        const bits = outer.bits(name);
        if (bits & GLOBAL) break;
        found = (bits & (ASSIGNED | PARAMETER | IMPORTED)) !== 0 && (bits & NONLOCAL) === 0;
        if (found && outer.kind === "type parameter") {
          this.fail(`nonlocal binding not allowed for type parameter '${name}'`, at);
        }
      }
      if (!found) this.fail(`no binding for nonlocal '${name}' found`, at);
    }
  }

  #mangle(name: string): string {
    const owner = this.#scope.privateName;
    if (owner === null || !name.startsWith("__") || name.endsWith("__")) return name;
    const stripped = owner.replace(/^_+/, "");
    return stripped === "" ? name : `_${stripped}${name}`;
  }

  #bind(name: string): void {
    this.#scope.add(this.#mangle(name), ASSIGNED);
  }

  #within(kind: Kind, privateName: string | null, body: () => void): void {
    const outer = this.#scope;
    this.#scope = new Scope(kind, outer, privateName);
    this.#scopes.push(this.#scope);
    body();
    this.#scope = outer;
  }

  #all(nodes: readonly (Node | null)[]): void {
    for (const node of nodes) if (node !== null) this.#visit(node);
  }

  #visit(node: Node): void {
    switch (node.kind) {
      case "Name":
        if (node.ctx === "Load") this.#scope.add(this.#mangle(node.id), USED);
        else this.#assign(node.id, node);
        return;
      case "FunctionDef":
      case "AsyncFunctionDef":
        this.#bind(node.name);
        this.#all(node.decorator_list);
        this.#defaults(node.args);
        return this.#generic(node.type_params, () => {
          this.#annotations(node.args, node.returns);
          this.#within("function", this.#scope.privateName, () => {
            this.#parameters(node.args);
            this.#all(node.body);
          });
        });
      case "Lambda":
        this.#defaults(node.args);
        return this.#within("function", this.#scope.privateName, () => {
          this.#parameters(node.args);
          this.#visit(node.body);
        });
      case "ClassDef":
        this.#bind(node.name);
        this.#all(node.decorator_list);
        return this.#generic(node.type_params, () => {
          this.#all(node.bases);
          this.#all(node.keywords);
          this.#within("class", node.name, () => this.#all(node.body));
        });
      case "TypeAlias":
        this.#visit(node.name);
        return this.#generic(node.type_params, () => {
          this.#within("type alias", this.#scope.privateName, () => this.#visit(node.value));
        });
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return this.#comprehension(node);
      case "NamedExpr":
        return this.#walrus(node);
      case "Yield":
      case "YieldFrom":
        this.#expressionAllowed("yield expression", node);
        break;
      case "Await":
        this.#expressionAllowed("await expression", node);
        break;
      case "Global":
      case "Nonlocal":
        return this.#declaration(node);
      case "AnnAssign":
        return this.#annotated(node);
      case "Import":
      case "ImportFrom":
        for (const alias of node.names) {
          if (alias.name === "*") {
            if (this.#scope.kind !== "module") this.fail("import * only allowed at module level", alias);
          } else this.#scope.add(this.#mangle(alias.asname ?? alias.name.split(".", 1)[0]), IMPORTED);
        }
        return;
      case "ExceptHandler":
      case "MatchStar":
      case "MatchAs":
        if (node.name !== null) this.#bind(node.name);
        break;
      case "MatchMapping":
        if (node.rest !== null) this.#bind(node.rest);
        break;
    }
    eachChild(node, (child) => this.#visit(child));
  }

  #assign(id: string, at: Located): void {
    const name = this.#mangle(id);
    if (this.#scope.kind === "comprehension") {
      const bits = this.#scope.bits(name);
      if (this.#scope.target) {
        if (bits & (GLOBAL | NONLOCAL)) {
          this.fail(`comprehension inner loop cannot rebind assignment expression target '${id}'`, at);
        }
        this.#scope.add(name, ITERATION);
      }
    }
    this.#scope.add(name, ASSIGNED);
  }

  #defaults(args: Arguments): void {
    this.#all(args.defaults);
    this.#all(args.kw_defaults);
  }

  #annotations(args: Arguments, returns: Expression | null): void {
    this.#within("annotation", this.#scope.privateName, () => {
      for (const parameter of everyParameter(args)) {
        if (parameter.annotation !== null) this.#visit(parameter.annotation);
      }
      if (returns !== null) this.#visit(returns);
    });
  }

  #parameters(args: Arguments): void {
    for (const parameter of everyParameter(args)) {
      const name = this.#mangle(parameter.arg);
      if (this.#scope.bits(name) & PARAMETER) {
        this.fail(`duplicate argument '${parameter.arg}' in function definition`, parameter);
      }
      this.#scope.add(name, PARAMETER);
    }
  }

  #generic(parameters: readonly TypeParameter[], body: () => void): void {
    if (parameters.length === 0) return body();
    this.#within("type parameter", this.#scope.privateName, () => {
      let withDefault = false;
      for (const parameter of parameters) {
        const name = this.#mangle(parameter.name);
        if (this.#scope.bits(name) & ASSIGNED) {
          this.fail(`duplicate type parameter '${parameter.name}'`, parameter);
        }
        this.#bind(parameter.name);
        if (parameter.kind === "TypeVar" && parameter.bound !== null) {
          const { bound } = parameter;
          const what = bound.kind === "Tuple" ? "constraint" : "bound";
          this.#within(`TypeVar ${what}`, this.#scope.privateName, () => this.#visit(bound));
        }
        const byDefault = parameter.default_value;
        if (byDefault !== null) {
          withDefault = true;
          const value = byDefault.kind === "Starred" ? byDefault.value : byDefault;
          this.#within(`${parameter.kind} default`, this.#scope.privateName, () => this.#visit(value));
        } else if (withDefault) {
          this.fail(
            `non-default type parameter '${parameter.name}' follows default type parameter`,
            parameter,
          );
        }
      }
      body();
    });
  }

  /** Expressions that annotations, bounds and aliases can't hold, as they are evaluated by themselves. */
  #expressionAllowed(what: string, at: Located): void {
    switch (this.#scope.kind) {
      case "annotation":
        this.fail(`${what} cannot be used within an annotation`, at);
        break;
      case "TypeVar bound":
      case "TypeVar constraint":
      case "TypeVar default":
      case "ParamSpec default":
      case "TypeVarTuple default":
      case "type alias":
        this.fail(`${what} cannot be used within a ${this.#scope.kind}`, at);
        break;
      case "type parameter":
        this.fail(`${what} cannot be used within the definition of a generic`, at);
    }
  }

  #walrus(node: Expression & { kind: "NamedExpr" }): void {
    const { target, value } = node;
    this.#expressionAllowed("named expression", node);
    if (this.#scope.iterable) {
      this.fail("assignment expression cannot be used in a comprehension iterable expression", node);
    }
    this.#visit(value);
    if (target.kind !== "Name") return this.#visit(target);
    if (this.#scope.kind !== "comprehension") return this.#assign(target.id, target);
    const name = this.#mangle(target.id);
    for (let scope: Scope | null = this.#scope; scope !== null; scope = scope.parent) {
      if (scope.kind === "comprehension") {
        if (scope.bits(name) & ITERATION) {
          this.fail(
            `assignment expression cannot rebind comprehension iteration variable '${target.id}'`,
            target,
          );
        }
        continue;
      }
      if (scope.kind === "class") {
        this.fail("assignment expression within a comprehension cannot be used in a class body", target);
      }
      const inside = "assignment expression within a comprehension cannot be used";
      if (scope.kind === "type parameter") this.fail(`${inside} within the definition of a generic`, target);
      if (scope.kind === "type alias") this.fail(`${inside} in a type alias`, target);
      if (/ (?:bound|constraint|default)$/.test(scope.kind)) {
        this.fail(`${inside} in a TypeVar bound`, target);
      }
      const outside = scope.kind === "module" || (scope.bits(name) & GLOBAL) !== 0 ? GLOBAL : NONLOCAL;
      for (let inner = this.#scope; inner !== scope; inner = inner.parent!) inner.add(name, outside);
      scope.add(name, ASSIGNED);
      return;
    }
  }

  #comprehension(node: AnyComprehension): void {
    const [first] = node.generators;
    const outer = this.#scope;
    const wasIterable = outer.iterable;
    // The first iterable is evaluated outside, but is no place for `:=` either.
    outer.iterable = true;
    this.#visit(first.iter);
    outer.iterable = wasIterable;
    this.#within("comprehension", outer.privateName, () => {
      const scope = this.#scope;
      for (const generator of node.generators) {
        scope.target = true;
        this.#visit(generator.target);
        scope.target = false;
        if (generator !== first) {
          scope.iterable = true;
          this.#visit(generator.iter);
          scope.iterable = wasIterable;
        }
        this.#all(generator.ifs);
      }
      if (node.kind === "DictComp") {
        this.#visit(node.key);
        this.#visit(node.value);
      } else this.#visit(node.elt);
    });
  }

  #declaration(node: Statement & { kind: "Global" | "Nonlocal" }): void {
    const word = node.kind === "Global" ? "global" : "nonlocal";
    for (const id of node.names) {
      const name = this.#mangle(id);
      const bits = this.#scope.bits(name);
      if (bits & PARAMETER) this.fail(`name '${id}' is parameter and ${word}`, node);
      if (bits & (ASSIGNED | USED | ANNOTATED)) {
        if (bits & ANNOTATED) this.fail(`annotated name '${id}' can't be ${word}`, node);
        if (bits & ASSIGNED) this.fail(`name '${id}' is assigned to before ${word} declaration`, node);
        this.fail(`name '${id}' is used prior to ${word} declaration`, node);
      }
      if (node.kind === "Nonlocal") {
        if (this.#scope.kind === "module") {
          this.fail("nonlocal declaration not allowed at module level", node);
        }
        this.#scope.nonlocals.push([name, node]);
      }
      this.#scope.add(name, node.kind === "Global" ? GLOBAL : NONLOCAL);
      const both = this.#scope.bits(name);
      if ((both & GLOBAL) !== 0 && (both & NONLOCAL) !== 0) {
        this.fail(`name '${id}' is nonlocal and global`, this.#scope.declared.get(name) ?? node);
      }
      if (!this.#scope.declared.has(name)) this.#scope.declared.set(name, node);
    }
  }

  #annotated(node: Statement & { kind: "AnnAssign" }): void {
    const { target, annotation, value } = node;
    if (target.kind === "Name") {
      const name = this.#mangle(target.id);
      const bits = this.#scope.bits(name);
      if ((bits & (GLOBAL | NONLOCAL)) !== 0 && this.#scope.kind !== "module" && node.simple) {
        this.fail(`annotated name '${target.id}' can't be ${bits & GLOBAL ? "global" : "nonlocal"}`, node);
      }
      if (node.simple) this.#scope.add(name, ANNOTATED | ASSIGNED);
      else if (value !== null) this.#scope.add(name, ASSIGNED);
    } else this.#visit(target);
    this.#within("annotation", this.#scope.privateName, () => this.#visit(annotation));
    if (value !== null) this.#visit(value);
  }
}

/** All parameters of a function. */
export function everyParameter(args: Arguments): Arguments["args"][number][] {
  const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
  if (args.vararg !== null) all.push(args.vararg);
  if (args.kwarg !== null) all.push(args.kwarg);
  return all;
}
