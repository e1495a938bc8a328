/**
 * `_symtable`: which names a source binds and uses, scope by scope, as CPython's symbol tables have it.
 *
 * @module
 */
import { type Address, T_TYPE, type Value } from "@orochi/object";
import {
  checkTreeNames,
  makeClass,
  nativeFunction,
  type NativeModule,
  parseSource,
  sourceText,
  symbols,
  type Vm,
} from "@orochi/vm";

/** Bits of a symbol's flags; its scope begins at bit 12. */
const FLAGS = {
  DEF_GLOBAL: 1,
  DEF_LOCAL: 2,
  DEF_PARAM: 4,
  DEF_NONLOCAL: 8,
  USE: 16,
  DEF_FREE_CLASS: 64,
  DEF_IMPORT: 128,
  DEF_ANNOT: 256,
  DEF_COMP_ITER: 512,
  DEF_TYPE_PARAM: 1024,
  DEF_COMP_CELL: 2048,
};
const SCOPE_OFFSET = 12;
const CONSTANTS: Readonly<Record<string, number>> = {
  ...FLAGS,
  DEF_BOUND: FLAGS.DEF_LOCAL | FLAGS.DEF_PARAM | FLAGS.DEF_IMPORT | FLAGS.DEF_TYPE_PARAM,
  LOCAL: 1,
  GLOBAL_EXPLICIT: 2,
  GLOBAL_IMPLICIT: 3,
  FREE: 4,
  CELL: 5,
  SCOPE_OFF: SCOPE_OFFSET,
  SCOPE_MASK: 15,
  TYPE_FUNCTION: 0,
  TYPE_CLASS: 1,
  TYPE_MODULE: 2,
  TYPE_ANNOTATION: 3,
  TYPE_TYPE_ALIAS: 4,
  TYPE_TYPE_PARAMETERS: 5,
  TYPE_TYPE_VARIABLE: 6,
};
const SCOPES: Readonly<Record<symbols.Resolution, number>> = {
  local: CONSTANTS.LOCAL,
  "global-explicit": CONSTANTS.GLOBAL_EXPLICIT,
  "global-implicit": CONSTANTS.GLOBAL_IMPLICIT,
  free: CONSTANTS.FREE,
  cell: CONSTANTS.CELL,
};
/** Bits of the compiler's scopes, and those of CPython's tables. */
const BITS: readonly (readonly [ours: number, theirs: number])[] = [
  [symbols.BOUND, FLAGS.DEF_LOCAL],
  [symbols.PARAMETER, FLAGS.DEF_PARAM],
  [symbols.GLOBAL, FLAGS.DEF_GLOBAL],
  [symbols.NONLOCAL, FLAGS.DEF_NONLOCAL],
  [symbols.USED, FLAGS.USE],
  [symbols.IMPORTED, FLAGS.DEF_IMPORT],
  [symbols.ANNOTATED, FLAGS.DEF_ANNOT | FLAGS.DEF_LOCAL],
  [symbols.ITERATED, FLAGS.DEF_COMP_ITER],
  [symbols.TYPE_PARAMETER, FLAGS.DEF_TYPE_PARAM],
];
const COMPREHENSIONS: Readonly<Record<string, string>> = {
  ListComp: "listcomp",
  SetComp: "setcomp",
  DictComp: "dictcomp",
  GeneratorExp: "genexpr",
};
/** Name of the class of entries, in the module's dict and by itself. */
const ENTRY = "symtable entry";

function flagsOf(scope: symbols.Scope, name: string, bits: number): number {
  let flags = 0;
  for (const [ours, theirs] of BITS) if ((bits & ours) !== 0) flags |= theirs;
  if ((flags & FLAGS.DEF_IMPORT) !== 0) flags &= ~FLAGS.DEF_LOCAL;
  return flags | SCOPES[scope.resolve(name)] << SCOPE_OFFSET;
}

/** Says of a module's names which of them scopes in it declare `global`. */
function addDeclared(found: Map<string, number>, scope: symbols.Scope): void {
  for (const child of scope.children) {
    for (const [name, bits] of child.names) {
      if ((bits & symbols.GLOBAL) === 0) continue;
      const known = (found.get(name) ?? 0) & ((1 << SCOPE_OFFSET) - 1);
      found.set(name, known | FLAGS.DEF_GLOBAL | CONSTANTS.GLOBAL_EXPLICIT << SCOPE_OFFSET);
    }
    addDeclared(found, child);
  }
}

/** Flags of a scope's symbols, with those of the comprehensions that are compiled into it. */
function symbolsOf(scope: symbols.Scope): Map<string, number> {
  const found = new Map<string, number>();
  for (const [name, bits] of scope.names) found.set(name, flagsOf(scope, name, bits));
  for (const child of scope.children) {
    if (!child.inlined) continue;
    for (const [name, flags] of symbolsOf(child)) {
      const cell = flags >> SCOPE_OFFSET === CONSTANTS.CELL ? FLAGS.DEF_COMP_CELL : 0;
      if (!found.has(name)) found.set(name, flags | cell);
    }
  }
  if (scope.kind === "module") addDeclared(found, scope);
  return found;
}

/** Scopes in a scope; those of comprehensions compiled into it stand for these. */
function childrenOf(scope: symbols.Scope): symbols.Scope[] {
  return scope.children.flatMap((child) => child.inlined ? childrenOf(child) : [child]);
}

function typeOf(scope: symbols.Scope): number {
  switch (scope.kind) {
    case "module":
      return CONSTANTS.TYPE_MODULE;
    case "class":
      return CONSTANTS.TYPE_CLASS;
    case "type-parameters":
      return CONSTANTS.TYPE_TYPE_PARAMETERS;
    case "annotation":
      return scope.node === null || scope.node.kind.endsWith("FunctionDef")
        ? CONSTANTS.TYPE_ANNOTATION
        : scope.node.kind === "TypeAlias"
        ? CONSTANTS.TYPE_TYPE_ALIAS
        : CONSTANTS.TYPE_TYPE_VARIABLE;
    default:
      return CONSTANTS.TYPE_FUNCTION;
  }
}

function nameOf(scope: symbols.Scope): string {
  const { node } = scope;
  if (scope.kind === "module") return "top";
  if (typeOf(scope) === CONSTANTS.TYPE_ANNOTATION || node === null) return "__annotate__";
  if (node.kind === "TypeAlias") return node.name.kind === "Name" ? node.name.id : "";
  if ("name" in node && typeof node.name === "string") return node.name;
  return COMPREHENSIONS[node.kind] ?? "lambda";
}

/** Makes the entries of a source's scopes. */
class Tables {
  #count = 0;

  constructor(private readonly vm: Vm, private readonly type: Address) {}

  /** The entry of a scope, or 0 with an exception set. */
  entry(scope: symbols.Scope, nested: boolean): Value {
    const { vm } = this;
    const self = vm.call(this.type);
    if (self === 0) return 0;
    const inner = nested || (scope.isFunctionLike && scope.kind !== "type-parameters");
    const { node } = scope;
    const line = node !== null && "lineno" in node ? node.lineno : 0;
    const parameters = [...scope.names].filter(([, bits]) => (bits & symbols.PARAMETER) !== 0);
    const values: readonly (readonly [string, Value])[] = [
      ["id", vm.newInt(++this.#count)],
      ["name", vm.newStr(nameOf(scope))],
      ["symbols", this.#symbols(scope)],
      ["varnames", vm.newList(parameters.map(([name]) => vm.intern(name)))],
      ["children", this.#list(childrenOf(scope), inner)],
      ["nested", vm.newInt(nested ? 1 : 0)],
      ["type", vm.newInt(typeOf(scope))],
      ["lineno", vm.newInt(line)],
    ];
    let done = true;
    for (const [name, value] of values) {
      done = done && value !== 0 && vm.setAttr(self, vm.intern(name), value);
      vm.decref(value);
    }
    if (done) return self;
    vm.decref(self);
    return 0;
  }

  #list(scopes: readonly symbols.Scope[], nested: boolean): Value {
    const items: Value[] = [];
    for (const scope of scopes) {
      const item = this.entry(scope, nested);
      if (item === 0) {
        for (const other of items) this.vm.decref(other);
        return 0;
      }
      items.push(item);
    }
    return this.vm.newList(items);
  }

  #symbols(scope: symbols.Scope): Value {
    const { vm } = this;
    const dict = vm.newDict();
    if (dict === 0) return 0;
    for (const [name, flags] of symbolsOf(scope)) {
      if (!vm.dictSetOwned(dict, name, vm.newInt(flags))) {
        vm.decref(dict);
        return 0;
      }
    }
    return dict;
  }
}

function symtable(vm: Vm, a: number): Value {
  const filename = vm.jsStr(vm.i32[a + 1]);
  const mode = vm.jsStr(vm.i32[a + 2]);
  if (mode !== "exec" && mode !== "eval" && mode !== "single") {
    return vm.raiseValue("symtable() arg 3 must be 'exec' or 'eval' or 'single'");
  }
  const what = "symtable() arg 1 must be a string or bytes";
  const source = sourceText(vm, vm.i32[a], filename, what);
  const tree = source === null ? null : parseSource(vm, source, filename, mode);
  if (source === null || tree === null || !checkTreeNames(vm, tree, filename)) return 0;
  const name = vm.newStr("_symtable");
  const module = name === 0 ? 0 : vm.call(vm.dictGetInterned(vm.builtins, vm.names.__import__), name);
  vm.decref(name);
  const type = module === 0 ? 0 : vm.getAttr(module, vm.intern(ENTRY));
  vm.decref(module);
  if (type === 0) return 0;
  const scope = symbols.buildScopes(tree).bodies.get(tree)!;
  const entry = new Tables(vm, type).entry(scope, false);
  vm.decref(type);
  return entry;
}

/** The module. */
export const symtableModule: NativeModule = {
  name: "_symtable",
  functions: [
    nativeFunction(
      "symtable",
      "(source, filename, startstr, /)",
      symtable,
      "Return symbol and scope dictionaries used internally by compiler.",
    ),
  ],
  populate: (vm, _module, dict) => {
    for (const [name, value] of Object.entries(CONSTANTS)) {
      if (!vm.dictSetOwned(dict, name, vm.newInt(value))) return false;
    }
    const namespace = vm.newDict();
    const bases = vm.newTuple([]);
    const type = namespace !== 0 && bases !== 0
      ? makeClass(vm, vm.typeObject(T_TYPE), vm.intern(ENTRY), bases, namespace)
      : 0;
    vm.decref(bases);
    vm.decref(namespace);
    return vm.dictSetOwned(dict, ENTRY, type);
  },
};
