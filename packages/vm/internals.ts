/**
 * What natives outside this package use beyond {@linkcode Vm}: frames, classes, calls with tuples.
 *
 * @module
 */
export { callWithTuple } from "./call.ts";
export { originDepth, setOriginDepth } from "./coroutine_origin.ts";
export { asyncGeneratorHooks, setAsyncGeneratorHooks } from "./builtins/async_generator.ts";
export { warn } from "./native_warnings.ts";
export { makeClass } from "./classes.ts";
export { currentFrame, currentLine, frameObject } from "./frames.ts";
export { BREAK_PENDING } from "./safepoint.ts";
export { newNamespace } from "./builtins/simple_namespace.ts";
export {
  FRAME_CODE,
  FRAME_FUNCTION,
  FRAME_PC,
  FRAME_PREVIOUS,
  THREAD_ASYNC_EXCEPTION,
  THREAD_FRAME,
  THREAD_HANDLED,
  THREAD_IDENT,
  THREAD_NAME,
  THREAD_PROFILE,
  THREAD_TRACE,
} from "./thread_state.ts";
export {
  refreshFlags,
  TYPE_FLAG_BASE,
  TYPE_FLAG_HEAP,
  TYPE_FLAG_MAPPING,
  TYPE_FLAG_SEQUENCE,
} from "./type_lookup.ts";
export { objectDict } from "./attributes.ts";
export { dictGetSet } from "./builtins/object.ts";
export {
  Buffer,
  type BufferExporter,
  isContiguous,
  openBuffer,
  openBytes,
  registerExporter,
  releaseBuffer,
} from "./builtins/bytes_buffer.ts";
export { blankByteArray, blankBytes, bytesOfHeap, copyBytes, dataOf, sizeOf } from "./builtins/bytes_core.ts";
export { charStr, finish, isAscii, slice as sliceStr, strConcat, strOfCodes } from "./builtins/str_core.ts";
export { decodeAscii, decodeLatin1 } from "./codecs/narrow.ts";
export { decodeByteEscapes, decodeUnicodeEscape, encodeRawUnicodeEscape } from "./codecs/escapes.ts";
export { encodeStr, lookupCodec, normaliseEncoding } from "./codecs/registry.ts";
export { decodeUtf8, encodeUtf8 } from "./codecs/utf8.ts";
export { CONTROL_IMPORTER, ensureModule, loadNative } from "./import_operations.ts";
export * as wordcode from "./bytecode/wordcode.ts";
export * as symbols from "./compiler/scopes.ts";
export { sourceText } from "./source_text.ts";
export { checkTreeNames, parseSource, runCode } from "./run_source.ts";
export { raiseSyntaxError } from "./syntax_errors.ts";
