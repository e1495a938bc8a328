/**
 * Errors about constructs that stand where they can't: `return` outside functions, `break` outside loops, `await`
 * outside coroutines, stars outside lists, `__debug__` as a target, patterns that can't match (CPython's
 * `codegen.c` and `future.c`).
 *
 * @module
 */
import { caution, type Warn } from "./cautions.ts";
import type {
  Arguments,
  ExceptHandler,
  Expression,
  Keyword,
  Located,
  MatchCase,
  ModuleNode,
  Node,
  Pattern,
  Statement,
} from "./ast.ts";
import { everyParameter, type Fail } from "./check_names.ts";
import { patternKey } from "./pattern_keys.ts";
import { eachChild } from "./walk.ts";

/** Features of `from __future__`. */
const FEATURES = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "barry_as_FLUFL",
  "generator_stop",
  "annotations",
]);

/** Where the checker is. */
interface Place {
  /** What the code belongs to. */
  readonly scope: "module" | "async module" | "class" | "function" | "async function" | "lambda";
  /** Innermost comprehension, if one is between here and the scope. */
  readonly comprehension: string | null;
  readonly loop: boolean;
  /** In a handler of `except*`, with no loop or function in between. */
  readonly star: boolean;
  /** Whether the function yields. */
  readonly generator: boolean;
}

const COMPREHENSIONS: { readonly [kind: string]: string } = {
  ListComp: "list comprehension",
  SetComp: "set comprehension",
  DictComp: "dict comprehension",
  GeneratorExp: "generator expression",
};

/** Checks where constructs stand, and tells what is hardly meant. */
export function checkPlaces(module: ModuleNode, fail: Fail, warn: Warn, awaits: boolean): void {
  const checker = new PlaceChecker(fail, warn);
  const scope = awaits ? "async module" : "module";
  const place: Place = { scope, comprehension: null, loop: false, star: false, generator: false };
  if (module.kind === "Expression") return checker.visit(module.body, place);
  checker.futures(module.body);
  for (const node of module.body) checker.visit(node, place);
  if (checker.late !== null) throw checker.late;
}

/** Whether a place is in no function. */
function isOutside({ scope }: Place): boolean {
  return scope === "module" || scope === "async module" || scope === "class";
}

/** Whether `await` and the like may stand at a place. */
function mayAwait({ scope }: Place): boolean {
  return scope === "async function" || scope === "async module";
}

/** Where what is evaluated on demand stands: annotations, bounds and defaults of type parameters, values of aliases. */
const LAZY: Place = { scope: "function", comprehension: null, loop: false, star: false, generator: false };

class PlaceChecker {
  /** What CPython finds when it makes code, after the whole symbol table: the first of them. */
  late: unknown = null;

  constructor(private readonly fail: Fail, private readonly warn: Warn) {}

  #failLate(message: string, at: Located): void {
    if (this.late !== null) return;
    try {
      this.fail(message, at);
    } catch (error) {
      this.late = error;
    }
  }

  /** `from __future__` comes first and names what there is. */
  futures(body: readonly Statement[]): void {
    let over = false;
    body.forEach((node, index) => {
      if (node.kind === "ImportFrom" && node.module === "__future__" && !node.level) {
        if (over) this.fail("from __future__ imports must occur at the beginning of the file", node);
        for (const alias of node.names) {
          if (alias.name === "braces") this.fail("not a chance", alias);
          if (!FEATURES.has(alias.name)) this.fail(`future feature ${alias.name} is not defined`, alias);
        }
      } else {
        const docstring = index === 0 && node.kind === "Expr" && node.value.kind === "Constant" &&
          node.value.value.type === "str";
        if (!docstring) over = true;
      }
    });
  }

  visit(node: Node, place: Place): void {
    caution(node, this.warn);
    switch (node.kind) {
      case "FunctionDef":
      case "AsyncFunctionDef": {
        this.#notDebug(node.name, node);
        this.#parameters(node.args, place);
        for (const part of node.decorator_list) this.visit(part, place);
        for (const part of node.type_params) this.visit(part, LAZY);
        if (node.returns !== null) this.visit(node.returns, LAZY);
        const scope = node.kind === "FunctionDef" ? "function" : "async function";
        const inner: Place = {
          scope,
          comprehension: null,
          loop: false,
          star: false,
          generator: yields(node.body),
        };
        for (const statement of node.body) this.visit(statement, inner);
        return;
      }
      case "Lambda":
        this.#parameters(node.args, place);
        return this.visit(node.body, {
          scope: "lambda",
          comprehension: null,
          loop: false,
          star: false,
          generator: false,
        });
      case "ClassDef": {
        this.#notDebug(node.name, node);
        this.#repeatedKeyword(node.keywords);
        for (const part of [...node.decorator_list, ...node.keywords]) this.visit(part, place);
        for (const part of node.type_params) this.visit(part, LAZY);
        this.#stars(node.bases, place);
        const inner: Place = {
          scope: "class",
          comprehension: null,
          loop: false,
          star: false,
          generator: false,
        };
        for (const statement of node.body) this.visit(statement, inner);
        return;
      }
      case "Return":
        this.#return(node, place);
        break;
      case "Break":
      case "Continue":
        if (place.star) this.#failLate(STAR_JUMP, node);
        if (!place.loop) {
          const outside = node.kind === "Break" ? "'break' outside loop" : "'continue' not properly in loop";
          this.#failLate(outside, node);
        }
        return;
      case "For":
      case "AsyncFor": {
        if (node.kind === "AsyncFor" && !mayAwait(place)) {
          this.fail("'async for' outside async function", node);
        }
        this.#target(node.target, place);
        this.visit(node.iter, place);
        for (const statement of node.body) this.visit(statement, { ...place, loop: true, star: false });
        for (const statement of node.orelse) this.visit(statement, place);
        return;
      }
      case "While":
        this.visit(node.test, place);
        for (const statement of node.body) this.visit(statement, { ...place, loop: true, star: false });
        for (const statement of node.orelse) this.visit(statement, place);
        return;
      case "Try":
        this.#bareLast(node.handlers);
        break;
      case "TryStar":
        for (const statement of [...node.body, ...node.orelse, ...node.finalbody]) {
          this.visit(statement, place);
        }
        for (const handler of node.handlers) {
          if (handler.type !== null) this.visit(handler.type, place);
          if (handler.name !== null) this.#notDebug(handler.name, handler);
          for (const statement of handler.body) this.visit(statement, { ...place, star: true });
        }
        return;
      case "AsyncWith":
        if (!mayAwait(place)) this.fail("'async with' outside async function", node);
        break;
      case "Yield":
      case "YieldFrom":
        this.#yield(node, place);
        break;
      case "Await":
        if (mayAwait(place)) break;
        this.fail(`'await' outside ${isOutside(place) ? "" : "async "}function`, node);
        break;
      case "ListComp":
      case "SetComp":
      case "DictComp":
      case "GeneratorExp":
        return this.#comprehension(node, place);
      case "Name":
        if (node.ctx !== "Load") this.#notDebug(node.id, node, node.ctx);
        return;
      case "Attribute":
        if (node.ctx !== "Load") this.#notDebug(node.attr, node, node.ctx);
        break;
      case "keyword":
        if (node.arg !== null) this.#notDebug(node.arg, node);
        break;
      case "ExceptHandler":
      case "MatchStar":
        if (node.name !== null) this.#notDebug(node.name, node);
        break;
      case "alias":
        this.#notDebug(node.asname ?? node.name, node);
        return;
      case "Assign":
        for (const target of node.targets) this.#target(target, place);
        return this.visit(node.value, place);
      case "withitem":
        this.visit(node.context_expr, place);
        if (node.optional_vars !== null) this.#target(node.optional_vars, place);
        return;
      case "Expr":
        if (node.value.kind === "Starred") this.fail("can't use starred expression here", node.value);
        break;
      case "TypeVarTuple":
        this.#notDebug(node.name, node);
        if (node.default_value !== null) this.#stars([node.default_value], place);
        return;
      case "Starred":
        return this.fail("can't use starred expression here", node);
      case "List":
      case "Tuple":
      case "Set":
        if (node.kind !== "Set" && node.ctx === "Store") return this.#target(node, place);
        return this.#stars(node.elts, place);
      case "Call":
        this.#repeatedKeyword(node.keywords);
        this.visit(node.func, place);
        this.#stars(node.args, place);
        for (const keyword of node.keywords) this.visit(keyword, place);
        return;
      case "Subscript":
        this.visit(node.value, place);
        return this.visit(node.slice, place);
      case "Match":
        this.visit(node.subject, place);
        return this.#match(node.cases, place);
      case "AnnAssign":
        if (node.target.kind === "Name" || node.target.kind === "Attribute") this.visit(node.target, place);
        this.visit(node.annotation, LAZY);
        if (node.value !== null) this.visit(node.value, place);
        return;
      case "TypeVar":
      case "ParamSpec":
        this.#notDebug(node.name, node);
        break;
      case "TypeAlias":
        if (node.name.kind === "Name") this.#notDebug(node.name.id, node.name);
        for (const part of [...node.type_params, node.value]) this.visit(part, LAZY);
        return;
      case "ImportFrom":
        for (const alias of node.names) this.visit(alias, place);
        if (
          node.module === "__future__" && !node.level && place.scope !== "module" &&
          place.scope !== "async module"
        ) {
          this.fail("from __future__ imports must occur at the beginning of the file", node);
        }
        return;
    }
    eachChild(node, (child) => this.visit(child, place));
  }

  #notDebug(name: string, at: Located, context: "Load" | "Store" | "Del" = "Store"): void {
    if (name !== "__debug__") return;
    this.fail(context === "Del" ? "cannot delete __debug__" : "cannot assign to __debug__", at);
  }

  /** A handler of everything comes last. */
  #bareLast(handlers: readonly ExceptHandler[]): void {
    const bare = handlers.findIndex(({ type }) => type === null);
    if (bare >= 0 && bare < handlers.length - 1) {
      this.#failLate("default 'except:' must be last", handlers[bare]);
    }
  }

  /** Names the first keyword that comes again, at its second place. */
  #repeatedKeyword(keywords: readonly Keyword[]): void {
    for (let i = 0; i < keywords.length; i++) {
      const { arg } = keywords[i];
      const again = arg === null ? undefined : keywords.find((other, k) => k > i && other.arg === arg);
      if (again !== undefined) this.fail(`keyword argument repeated: ${arg}`, again);
    }
  }

  #parameters(args: Arguments, place: Place): void {
    for (const parameter of everyParameter(args)) {
      this.#notDebug(parameter.arg, parameter);
      if (parameter.annotation === null) continue;
      // `*args: *Ts` is the one annotation with a star.
      this.visit(
        parameter.annotation.kind === "Starred" ? parameter.annotation.value : parameter.annotation,
        LAZY,
      );
    }
    for (const value of [...args.defaults, ...args.kw_defaults]) if (value !== null) this.visit(value, place);
  }

  #return(node: Statement & { kind: "Return" }, place: Place): void {
    if (isOutside(place)) this.#failLate("'return' outside function", node);
    if (place.star) this.#failLate(STAR_JUMP, node);
    if (node.value !== null && place.scope === "async function" && place.generator) {
      this.fail("'return' with value in async generator", node);
    }
  }

  #yield(node: Expression & { kind: "Yield" | "YieldFrom" }, place: Place): void {
    if (place.comprehension !== null) this.fail(`'yield' inside ${place.comprehension}`, node);
    if (isOutside(place)) {
      this.fail(`'${node.kind === "Yield" ? "yield" : "yield from"}' outside function`, node);
    }
    if (node.kind === "YieldFrom" && place.scope === "async function") {
      this.fail("'yield from' inside async function", node);
    }
  }

  #comprehension(
    node: Expression & { kind: "ListComp" | "SetComp" | "DictComp" | "GeneratorExp" },
    place: Place,
  ): void {
    const async = mayAwait(place);
    const inner: Place = { ...place, comprehension: COMPREHENSIONS[node.kind] };
    const isAsync = node.generators.some((generator) => generator.is_async) ||
      (node.kind !== "GeneratorExp" && awaitsInside(node));
    if (isAsync && !async && node.kind !== "GeneratorExp") {
      this.fail("asynchronous comprehension outside of an asynchronous function", node);
    }
    // A generator expression that awaits is an asynchronous one, wherever it stands.
    const body: Place = node.kind === "GeneratorExp" ? { ...inner, scope: "async function" } : inner;
    node.generators.forEach((generator, index) => {
      this.visit(generator.iter, index === 0 ? place : body);
      this.#target(generator.target, body);
      for (const condition of generator.ifs) this.visit(condition, body);
    });
    const items = node.kind === "DictComp" ? [node.key, node.value] : [node.elt];
    for (const item of items) {
      if (item.kind === "Starred") this.fail("iterable unpacking cannot be used in comprehension", item);
      this.visit(item, body);
    }
  }

  /** Items among which stars may stand. */
  #stars(items: readonly Expression[], place: Place): void {
    for (const item of items) this.visit(item.kind === "Starred" ? item.value : item, place);
  }

  #target(target: Expression, place: Place): void {
    if (target.kind === "Starred") this.fail("starred assignment target must be in a list or tuple", target);
    if (target.kind !== "Tuple" && target.kind !== "List") return this.visit(target, place);
    const stars = target.elts.filter((item) => item.kind === "Starred");
    if (stars.length > 1) this.fail("multiple starred expressions in assignment", target);
    for (const item of target.elts) this.#target(item.kind === "Starred" ? item.value : item, place);
  }

  // -- match

  #match(cases: readonly MatchCase[], place: Place): void {
    cases.forEach((node, index) => {
      this.#pattern(node.pattern, node.guard !== null || index === cases.length - 1);
      eachChild(node, (child) => this.visit(child, place));
    });
  }

  /**
   * Checks a pattern; the names that it binds.
   *
   * @param last Nothing that could match comes after it, so that it may match always.
   */
  #pattern(pattern: Pattern, last = true, bound: Set<string> = new Set()): Set<string> {
    const bind = (name: string | null): void => {
      if (name === null) return;
      this.#notDebug(name, pattern);
      if (bound.has(name)) this.fail(`multiple assignments to name '${name}' in pattern`, pattern);
      bound.add(name);
    };
    switch (pattern.kind) {
      case "MatchAs":
        if (pattern.pattern !== null) this.#pattern(pattern.pattern, last, bound);
        else if (!last) {
          const what = pattern.name === null ? "wildcard" : `name capture '${pattern.name}'`;
          this.fail(`${what} makes remaining patterns unreachable`, pattern);
        }
        bind(pattern.name);
        break;
      case "MatchStar":
        bind(pattern.name);
        break;
      case "MatchSequence":
        if (pattern.patterns.filter((item) => item.kind === "MatchStar").length > 1) {
          this.fail("multiple starred names in sequence pattern", pattern);
        }
        for (const item of pattern.patterns) this.#pattern(item, true, bound);
        break;
      case "MatchMapping": {
        const seen = new Set<string>();
        for (const key of pattern.keys) {
          const known = patternKey(key);
          if (known === null) continue;
          const { identity, repr } = known;
          if (seen.has(identity)) this.fail(`mapping pattern checks duplicate key (${repr})`, pattern);
          seen.add(identity);
        }
        for (const item of pattern.patterns) this.#pattern(item, true, bound);
        bind(pattern.rest);
        break;
      }
      case "MatchClass": {
        const seen = new Set<string>();
        pattern.kwd_attrs.forEach((name, index) => {
          this.#notDebug(name, pattern.kwd_patterns[index]);
          if (seen.has(name)) {
            this.fail(`attribute name repeated in class pattern: ${name}`, pattern.kwd_patterns[index]);
          }
          seen.add(name);
        });
        for (const item of [...pattern.patterns, ...pattern.kwd_patterns]) this.#pattern(item, true, bound);
        break;
      }
      case "MatchOr":
        this.#alternatives(pattern, last, bound);
    }
    return bound;
  }

  #alternatives(pattern: Pattern & { kind: "MatchOr" }, last: boolean, bound: Set<string>): void {
    let first: Set<string> | null = null;
    pattern.patterns.forEach((item, index) => {
      const names = this.#pattern(item, last && index === pattern.patterns.length - 1);
      if (first === null) first = names;
      else if (names.size !== first.size || [...names].some((name) => !first!.has(name))) {
        this.fail("alternative patterns bind different names", pattern);
      }
    });
    for (const name of first ?? new Set<string>()) {
      if (bound.has(name)) this.fail(`multiple assignments to name '${name}' in pattern`, pattern);
      bound.add(name);
    }
  }
}

const STAR_JUMP = "'break', 'continue' and 'return' cannot appear in an except* block";

/** Whether statements yield, functions inside them aside. */
function yields(nodes: readonly Node[]): boolean {
  return nodes.some((node) => {
    if (node.kind === "Yield" || node.kind === "YieldFrom") return true;
    if (opensScope(node)) return false;
    let found = false;
    eachChild(node, (child) => found ||= yields([child]));
    return found;
  });
}

/** Whether a comprehension awaits, what is nested in functions and generator expressions aside. */
function awaitsInside(node: Node): boolean {
  let found = false;
  eachChild(node, (child) => {
    found ||= child.kind === "Await" || (child.kind === "comprehension" && Boolean(child.is_async)) ||
      (!opensScope(child) && child.kind !== "GeneratorExp" && awaitsInside(child));
  });
  return found;
}

function opensScope(node: Node): boolean {
  return node.kind === "FunctionDef" || node.kind === "AsyncFunctionDef" || node.kind === "ClassDef" ||
    node.kind === "Lambda";
}
