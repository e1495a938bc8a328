/**
 * The compiler: a syntax tree becomes a {@linkcode CodeUnit}.
 *
 * @module
 */
import { CO_FUTURE_ANNOTATIONS, type CodeUnit } from "../bytecode/code_unit.ts";
import { Op } from "../bytecode/opcodes.ts";
import { annotateVariables, beginVariables, hasAnnotate } from "./annotations.ts";
import { visit } from "./expressions.ts";
import { docstringOf } from "./functions.ts";
import { storeName } from "./names.ts";
import type { Located, ModuleNode, Statement } from "./nodes.ts";
import { buildScopes } from "./scopes.ts";
import { statements } from "./statements.ts";
import { ANYWHERE, type Context, FRESH, Unit } from "./unit.ts";

/** How to compile. */
export interface CompileOptions {
  /** Shown in tracebacks and `co_filename`. */
  readonly filename: string;
  /** `exec` a module, `eval` an expression's value, `single` prints expression statements. Default: by the tree's kind. */
  readonly mode?: "exec" | "eval" | "single";
  /** As Python's `-O`: 1 drops asserts and makes `__debug__` false, 2 drops docstrings too. Default 0. */
  readonly optimize?: number;
  /**
   * The code will run with one dict for globals and locals, as a module's does, so its names may use the faster
   * global instructions. Leave it false for `exec` and `eval`. Default false.
   */
  readonly localsAreGlobals?: boolean;
  /** CO_FUTURE_ flags inherited from the code that calls `compile`. Default 0. */
  readonly futureFlags?: number;
}

/**
 * Compiles a whole source.
 *
 * @param module The tree; syntax and symbol errors have been reported already.
 * @returns The module's unit, with those of its functions and classes among the constants.
 */
export function compileModule(module: ModuleNode, options: CompileOptions): CodeUnit {
  const scopes = buildScopes(module);
  const context: Context = {
    filename: options.filename,
    scopes,
    optimize: options.optimize ?? 0,
    localsAreGlobals: options.localsAreGlobals ?? false,
    interactive: options.mode === "single" || module.kind === "Interactive",
    futureFlags: (options.futureFlags ?? 0) | (usesFutureAnnotations(module) ? CO_FUTURE_ANNOTATIONS : 0),
    unfoldable: new WeakSet(),
  };
  const unit = new Unit(context, null, scopes.bodies.get(module)!, "<module>");
  const start: Located = { lineno: 1, end_lineno: 1, col_offset: 0, end_col_offset: 0 };
  unit.prologue(start);
  if (module.kind === "Expression") {
    const value = visit(unit, module.body, ANYWHERE);
    unit.release(value);
    unit.emit(Op.RETURN, [value], module.body);
    return unit.finish();
  }
  moduleHeader(unit, module.body, context.interactive, start);
  statements(unit, unit.docstring === null ? module.body : module.body.slice(1));
  const last = module.body.length > 0 ? module.body[module.body.length - 1] : start;
  unit.quietly(() => {
    const none = unit.loadNone(FRESH, last);
    unit.release(none);
    unit.emit(Op.RETURN, [none], last);
  });
  return unit.finish();
}

function moduleHeader(unit: Unit, body: readonly Statement[], interactive: boolean, start: Located): void {
  beginVariables(unit, start);
  const docstring = interactive ? null : docstringOf(unit, body);
  if (docstring !== null) {
    unit.docstring = docstring;
    const value = unit.loadConstant({ type: "str", value: docstring }, FRESH, body[0]);
    unit.release(value);
    storeName(unit, "__doc__", value, body[0]);
  }
  if (hasAnnotate(unit)) {
    const annotate = annotateVariables(unit, FRESH, start);
    unit.release(annotate);
    storeName(unit, "__annotate__", annotate, start);
  }
}

function usesFutureAnnotations(module: ModuleNode): boolean {
  if (module.kind === "Expression") return false;
  for (const node of module.body) {
    if (node.kind === "Expr" && node.value.kind === "Constant") continue;
    if (node.kind !== "ImportFrom" || node.module !== "__future__") return false;
    if (node.names.some(({ name }) => name === "annotations")) return true;
  }
  return false;
}
