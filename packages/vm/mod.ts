/**
 * The virtual machine: bytecode, interpreter, builtin types and functions, exceptions, import. It knows nothing
 * of Workers, files or any particular strategy: those come in through interfaces.
 *
 * @module
 */
export {
  CONTROL_EMBEDDER,
  CONTROL_MAIN_IDENT,
  CONTROL_MODULES,
  CONTROL_NEXT_CACHE,
  CONTROL_NEXT_IDENT,
  CONTROL_PROGRAM_FOLDER,
  CONTROL_SYS,
  LIBRARY_PREFIX,
  Vm,
  type VmParts,
} from "./vm.ts";
export { bootstrap, bootstrapSystem, bootstrapTypes, resumeSystem } from "./bootstrap.ts";
export { builtinTypes } from "./builtins/all_types.ts";
export { coreFunctions } from "./builtins/core_functions.ts";
export { builtinFunctions } from "./builtins/functions.ts";
export { weakrefModule } from "./builtins/weakref.ts";
export { errnoOf } from "./errors.ts";
export * from "./internals.ts";
export { newModule } from "./import_operations.ts";
export { type NativeRecord, NativeRegistry } from "./registry.ts";
export type { Signature } from "./signature.ts";
export { decodeSource } from "./source_text.ts";
export { compileStatement, futureFlagsOf, isBlankSource } from "./interactive.ts";
export { abandonLoading, beginLoading, endLoading, waitForModule } from "./import_locks.ts";
export type { ImportWatcher, PreloadedModules } from "./preloaded_modules.ts";
export { type CompileMode, compileSource, runSource } from "./run_source.ts";
export {
  attach,
  block,
  detach,
  endThread,
  identOf,
  newIdent,
  prepareThread,
  quickCall,
  startThread,
} from "./threads.ts";
export type { SyntaxTrees } from "./syntax_trees.ts";
export { interruptedWait } from "./interrupted_wait.ts";
export { raiseSignal, safepoint, ThreadExit } from "./safepoint.ts";
export { Monitor, TOOLS } from "./tracing/monitor.ts";
export type { Profiler } from "./tracing/profiler.ts";
export { callTracing, enterTracer, leaveTracer, refreshTracing, setTracer } from "./tracing/state.ts";
export { runThread } from "./thread_body.ts";
export { getAttrWithDict, setAttrWithDict } from "./dict_attributes.ts";
export {
  THREAD_CONTEXT,
  THREAD_IDENT,
  THREAD_LOCALS,
  THREAD_NESTING,
  THREAD_SIGNAL,
  THREAD_STACK_BASE,
} from "./thread_state.ts";
export { formatException, reportUnraisable } from "./traceback.ts";
export { type CodeCache, type Host, type HostError, type HostStat, RAISED, type ThreadHost } from "./host.ts";
export { CACHE_TAG, codeOfFile, magicNumber } from "./code_cache.ts";
export { isInterned } from "./dicts.ts";
export { fixFilename, isCode, readCode, writeCode } from "./code_bytes.ts";
export type { PermissionKind, SystemArgument, SystemCalls } from "./system_calls.ts";
export type { JitHooks } from "./jit_hooks.ts";
export {
  classMethod,
  type GetSetDefinition,
  type MemberDefinition,
  method,
  type Native,
  type NativeDefinition,
  nativeFunction,
  type NativeKind,
  type NativeModule,
  newFromType,
  newMethod,
  slot,
  staticMethod,
  type TypeDefinition,
} from "./native.ts";
export { destroy } from "./lifetime.ts";
