/**
 * Text and bytes, for the writers of native modules: the buffer protocol, encodings and error handlers, and what
 * `str` and `bytes` are made of.
 *
 * @module
 */
export {
  Buffer,
  type BufferExporter,
  type BufferStandIn,
  flatten,
  hasBuffer,
  isContiguous,
  openBuffer,
  openBytes,
  registerExporter,
  releaseBuffer,
} from "./builtins/bytes_buffer.ts";
export {
  blankByteArray,
  blankBytes,
  byteArrayOfHeap,
  bytesOfArray,
  bytesOfHeap,
  dataOf,
  isByteArray,
  isBytes,
  itemIndex,
  resize,
  sizeOf,
} from "./builtins/bytes_core.ts";
export { hexText } from "./builtins/bytes_text.ts";
export { charStr, codeAt, isAscii, lengthOf, slice, strConcat, strOfCodes } from "./builtins/str_core.ts";
export { dataView } from "./builtins/memoryview_items.ts";
export {
  type FieldName,
  type FieldStep,
  FormatProblem,
  parsePieces,
  type Piece,
  splitFieldName,
} from "./builtins/str_fields.ts";
export { findIn } from "./builtins/str_search.ts";
export { joinItems } from "./builtins/str_split.ts";
export { CodeBuffer } from "./builtins/str_translate.ts";
export { escapeCode } from "./builtins/str_unicode.ts";
export * as unicode from "./builtins/str_unicode.ts";
export { bufferMethods } from "./builtins/memoryview_views.ts";
export { replacementText, surrogateAt, surrogateBytes } from "./codecs/errors.ts";
export {
  decodeByteEscapes,
  decodeUnicodeEscape,
  encodeByteEscapes,
  encodeRawUnicodeEscape,
  encodeUnicodeEscape,
} from "./codecs/escapes.ts";
export {
  buildCharmap,
  decodeAscii,
  decodeCharmap,
  decodeLatin1,
  encodeCharmap,
  encodeNarrow,
} from "./codecs/narrow.ts";
export { ByteBuffer } from "./codecs/output.ts";
export {
  decodeObject,
  encodeStr,
  lookupCodec,
  normaliseEncoding,
  runCodec,
  textArgument,
} from "./codecs/registry.ts";
export { errorHandler, errorHandlers, knownCodecs, searchFunctions } from "./codecs/registry_state.ts";
export { decodeUtf7, encodeUtf7 } from "./codecs/utf7.ts";
export { decodeUtf8, encodeUtf8 } from "./codecs/utf8.ts";
export { type ByteOrder, decodeWide, encodeWide } from "./codecs/wide.ts";
export type { SliceIndices } from "./values.ts";
