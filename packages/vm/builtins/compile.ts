/**
 * `compile`, `exec` and `eval`.
 *
 * @module
 */
import {
  CODE_FLAGS,
  CODE_FREEVARS,
  FUNCTION_CLOSURE,
  NONE,
  T_CELL,
  T_CODE,
  T_DICT,
  T_TUPLE,
  type Value,
} from "@orochi/object";
import { currentBuiltins } from "../builtins_of.ts";
import { CO_FUTURE_ANNOTATIONS } from "../bytecode/code_unit.ts";
import { pushFrame } from "../frames.ts";
import { makeFunction } from "../functions.ts";
import { type NativeDefinition, nativeFunction } from "../native.ts";
import {
  type CompileMode,
  compileSource,
  compileTree,
  parseSource,
  runCode,
  runFrame,
} from "../run_source.ts";
import { optimizedTree } from "../compiler/optimized_tree.ts";
import { sourceText } from "../source_text.ts";
import type { SyntaxTrees } from "../syntax_trees.ts";
import { FRAME_CODE, THREAD_FRAME } from "../thread_state.ts";
import type { Vm } from "../vm.ts";

/** Flags of `compile`, `PyCF_...`. */
const EXPLICIT_DEDENT = 0x200, ONLY_AST = 0x400, ALLOW_AWAIT = 0x2000, ALLOW_INCOMPLETE = 0x4000;
const OPTIMIZED = 0x8000;
/** All that `compile` takes: the above, the source's encoding, type comments, `await` anywhere, optimised trees. */
const KNOWN_FLAGS = 0xff10 | ONLY_AST | EXPLICIT_DEDENT;
/** CO_FUTURE_ flags: all are on but for annotations. */
const FUTURE_FLAGS = 0x1fe_0000;

/**
 * Globals (borrowed) and locals (a new reference; 0 on failure) for `exec` and `eval`: the caller's where none are
 * given. The variables of a function come as a copy.
 */
function namespaces(vm: Vm, globals: Value, locals: Value): [Value, Value] {
  const given = locals !== 0 && locals !== NONE;
  if (globals !== 0 && globals !== NONE) return [globals, vm.keep(given ? locals : globals)];
  const frame = vm.i32[(vm.block + THREAD_FRAME) >>> 2];
  return [vm.currentGlobals(), given ? vm.keep(locals) : vm.localsOf(frame)];
}

function runText(vm: Vm, a: number, mode: "exec" | "eval"): Value {
  const [globals, namespace] = namespaces(vm, vm.i32[a + 1], vm.i32[a + 2]);
  const closure = mode === "exec" ? vm.i32[a + 3] : 0;
  const result = namespace === 0 ? 0 : runIn(vm, vm.i32[a], mode, globals, namespace, closure);
  vm.decref(namespace);
  if (mode === "eval" || result === 0) return result;
  vm.decref(result);
  return NONE;
}

function runIn(
  vm: Vm,
  source: Value,
  mode: "exec" | "eval",
  globals: Value,
  namespace: Value,
  closure: Value,
): Value {
  if (!vm.isDict(globals)) {
    return mode === "eval"
      ? vm.raiseType(
        vm.lookupSpecial(globals, vm.names.__getitem__) === 0
          ? "globals must be a dict"
          : "globals must be a real dict; try eval(expr, {}, mapping)",
      )
      : vm.raiseType(`${mode}() globals must be a dict, not ${vm.typeName(globals)}`);
  }
  if (vm.lookupSpecial(namespace, vm.names.__getitem__) === 0) {
    return vm.raiseType(
      mode === "eval"
        ? "locals must be a mapping"
        : `${mode}() locals must be a mapping or None, not ${vm.typeName(namespace)}`,
    );
  }
  if (
    vm.dictGetStr(globals, "__builtins__") === 0 &&
    !vm.dictSetStr(globals, "__builtins__", currentBuiltins(vm))
  ) {
    return 0;
  }
  const closed = closure !== 0 && closure !== NONE;
  if (vm.isExact(source, T_CODE)) {
    return runCodeObject(vm, source, mode, globals, namespace, closed ? closure : 0);
  }
  if (closed) return vm.raiseType("closure can only be used when source is a code object");
  let text = sourceText(vm, source, "<string>", `${mode}() arg 1 must be a string, bytes or code object`);
  if (text === null) return 0;
  if (mode === "eval") text = text.replace(/^[ \t]+/, "");
  const settings = { futureFlags: inheritedFlags(vm) };
  const exact = globals === namespace && vm.isExact(namespace, T_DICT);
  const code = compileSource(vm, text, "<string>", mode, exact, settings);
  return code === 0 ? 0 : runCode(vm, code, globals, namespace);
}

function runCodeObject(
  vm: Vm,
  code: Value,
  mode: string,
  globals: Value,
  namespace: Value,
  closure: Value,
): Value {
  const free = vm.tupleLength(vm.i32[(code + CODE_FREEVARS) >>> 2]);
  if (free === 0) {
    if (closure !== 0) return vm.raiseType("cannot use a closure with this code object");
    return runCode(vm, code, globals, namespace);
  }
  if (closure === 0) {
    return vm.raiseType(
      mode === "eval"
        ? "code object passed to eval() may not contain free variables"
        : `code object requires a closure of exactly length ${free}`,
    );
  }
  const cells = vm.isExact(closure, T_TUPLE) ? vm.tupleItems(closure) : [];
  if (cells.length !== free || cells.some((cell) => (cell & 1) !== 0 || vm.layout(cell) !== T_CELL)) {
    return vm.raiseType(`code object requires a closure of exactly length ${free}`);
  }
  const func = makeFunction(vm, code, globals);
  if (func === 0) return 0;
  vm.i32[(func + FUNCTION_CLOSURE) >>> 2] = vm.keep(closure);
  const frame = pushFrame(vm, func);
  vm.decref(func);
  return frame === 0 ? 0 : runFrame(vm, frame, namespace);
}

/** CO_FUTURE_ flags of the running code. */
function inheritedFlags(vm: Vm): number {
  const frame = vm.i32[(vm.block + THREAD_FRAME) >>> 2];
  const code = frame === 0 ? 0 : vm.i32[(frame >>> 2) + FRAME_CODE];
  return code === 0 ? 0 : vm.i32[(code + CODE_FLAGS) >>> 2] & CO_FUTURE_ANNOTATIONS;
}

/** A filename argument: str, bytes or a path. */
function filenameOf(vm: Vm, value: Value): string | null {
  if (vm.isStr(value)) return vm.js(value);
  const path = vm.isBytes(value) ? vm.keep(value) : vm.callSpecial(value, vm.names.__fspath__);
  if (path === 0) {
    if (!vm.failed()) {
      vm.raiseType(`expected str, bytes or os.PathLike object, not ${vm.typeName(value)}`);
    }
    return null;
  }
  const text = vm.isStr(path) ? vm.js(path) : new TextDecoder().decode(vm.bytesOf(path));
  vm.decref(path);
  return text;
}

function numberArgument(vm: Vm, value: Value, otherwise: number): number {
  return value === 0 ? otherwise : vm.index(value);
}

/** `compile`. */
function compile(vm: Vm, a: number): Value {
  const source = vm.i32[a];
  const filename = filenameOf(vm, vm.i32[a + 1]);
  if (filename === null) return 0;
  const flags = numberArgument(vm, vm.i32[a + 3], 0);
  if (Number.isNaN(flags)) return 0;
  const inherit = vm.i32[a + 4] === 0 ? 1 : vm.truthy(vm.i32[a + 4]) === 0 ? 1 : 0;
  const optimize = numberArgument(vm, vm.i32[a + 5], -1);
  if (Number.isNaN(optimize) || vm.failed()) return 0;
  if (!vm.isStr(vm.i32[a + 2])) {
    return vm.raiseType(`compile() argument 'mode' must be str, not ${vm.typeName(vm.i32[a + 2])}`);
  }
  const mode = vm.js(vm.i32[a + 2]);
  if ((flags & ~(KNOWN_FLAGS | FUTURE_FLAGS)) !== 0) return vm.raiseValue("compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2) return vm.raiseValue("compile(): invalid optimize value");
  const onlyTree = (flags & ONLY_AST) !== 0;
  if (mode !== "exec" && mode !== "eval" && mode !== "single") {
    if (mode === "func_type" && !onlyTree) {
      return vm.raiseValue("compile() mode 'func_type' requires flag PyCF_ONLY_AST");
    }
    const modes = onlyTree ? "'exec', 'eval', 'single' or 'func_type'" : "'exec', 'eval' or 'single'";
    if (mode !== "func_type") return vm.raiseValue(`compile() mode must be ${modes}`);
    return vm.raiseValue("function type comments are not supported");
  }
  const futureFlags = flags & CO_FUTURE_ANNOTATIONS | (inherit === 1 ? inheritedFlags(vm) : 0);
  const version = numberArgument(vm, vm.i32[a + 6], -1);
  if (Number.isNaN(version)) return 0;
  const parsing = {
    featureVersion: onlyTree && version >= 0 ? version : undefined,
    explicitDedent: (flags & EXPLICIT_DEDENT) !== 0,
    allowIncomplete: (flags & ALLOW_INCOMPLETE) !== 0,
  };
  const settings = { optimize, futureFlags, parse: parsing, awaits: (flags & ALLOW_AWAIT) !== 0 };
  // How far a tree is optimised that is asked for; -1 for not at all.
  const level = (flags & OPTIMIZED) === 0 ? -1 : optimize < 0 ? vm.optimize : optimize;
  const trees = treesOf(vm);
  if (trees?.isNode(vm, source) === true) {
    if (onlyTree && level < 0) return trees.isRoot(vm, source, mode) ? vm.keep(source) : 0;
    const tree = trees.fromObject(vm, source, mode);
    if (tree === null) return 0;
    return onlyTree
      ? trees.toObject(vm, optimizedTree(tree, level))
      : compileTree(vm, tree, null, filename, mode, false, settings);
  }
  const text = sourceText(vm, source, filename, "compile() arg 1 must be a string, bytes or AST object");
  if (text === null) return 0;
  return onlyTree
    ? makeTree(vm, text, filename, mode, parsing, level)
    : compileSource(vm, text, filename, mode, false, settings);
}

/** What `_ast` knows, where it is among the native modules. */
function treesOf(vm: Vm): SyntaxTrees | undefined {
  return vm.registry.modules.get("_ast")?.trees;
}

function makeTree(
  vm: Vm,
  text: string,
  filename: string,
  mode: CompileMode,
  parsing: Parameters<typeof parseSource>[4],
  level: number,
): Value {
  const trees = treesOf(vm);
  if (trees === undefined) return vm.raise("ImportError", "syntax trees need the module _ast");
  const tree = parseSource(vm, text, filename, mode, parsing);
  return tree === null ? 0 : trees.toObject(vm, level < 0 ? tree : optimizedTree(tree, level));
}

/** The natives of this file. */
export const compileFunctions: readonly NativeDefinition[] = [
  nativeFunction(
    "exec",
    "(source, /, globals=None, locals=None, *, closure=None)",
    (vm, a) => runText(vm, a, "exec"),
  ),
  nativeFunction("eval", "(source, /, globals=None, locals=None)", (vm, a) => runText(vm, a, "eval")),
  nativeFunction(
    "compile",
    "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
    compile,
  ),
];
