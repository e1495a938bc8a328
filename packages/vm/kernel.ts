/**
 * What the writers of native modules need of the virtual machine beyond the class `Vm`: calls without arrays of
 * arguments, the containers' own operations, and the helpers that builtin types are written with.
 *
 * @module
 */
export { instanceGet, instanceSet, objectDict } from "./attributes.ts";
export {
  compareSequences,
  comparisonSlots,
  containerRepr,
  dropAll,
  genericClassMethod,
  itemsOf,
  keyHash,
  orderHolds,
  qualifiedTypeName,
  repeatCount,
  reprText,
  storedItems,
} from "./builtins/_container.ts";
export { dictClear, dictCopy, dictEquals, dictLength, dictMerge } from "./builtins/dict.ts";
export * as dicts from "./dicts.ts";
export { dictGetSet } from "./builtins/object.ts";
export { newGenericAlias } from "./builtins/generic_alias.ts";
export { listAppend, listItemOwned } from "./builtins/list.ts";
export { builtinFunction, nextItem } from "./builtins/sequence_iterators.ts";
export {
  callArray,
  callOne,
  callPrefixed,
  callUnbound,
  callVector,
  callWithTuple,
  enterNested,
  leaveNested,
  release,
  reserve,
} from "./call.ts";
export { indexValue, invert, negative, positive } from "./protocol/number.ts";
export { lengthHint } from "./protocol/length_hint.ts";
export { makeInstance } from "./classes.ts";
export { lookup, TYPE_FLAG_CUSTOM_GETATTR, TYPE_FLAG_HEAP, typeModified } from "./type_lookup.ts";
export { allocList, allocTuple, tupleFromWords } from "./values.ts";
export { Buffer, hasBuffer, openBytes, releaseBuffer } from "./builtins/bytes_buffer.ts";
export { slice as sliceStr } from "./builtins/str_core.ts";
export { decimalValue, isAlnum, isSpace } from "./builtins/str_unicode.ts";
export { newCallableIterator } from "./builtins/iterators.ts";
export { noDefault, typingFunctions } from "./builtins/type_parameters.ts";
export { CONTROL_GENERIC } from "./vm.ts";
export { registerIterated } from "./builtins/iterators.ts";
