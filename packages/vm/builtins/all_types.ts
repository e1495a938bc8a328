/**
 * Every builtin type, a base before what derives from it: the one list that a registry is made from.
 *
 * @module
 */
import type { TypeDefinition } from "../native.ts";
import { byteArrayType } from "./bytearray.ts";
import { bytesType } from "./bytes.ts";
import { callableTypes } from "./callables.ts";
import { anextAwaitableType } from "./anext.ts";
import * as asyncGenerators from "./async_generator.ts";
import { cellType } from "./cell.ts";
import { complexType } from "./complex.ts";
import { coroutineType, coroutineWrapperType, generatorType } from "./coroutine.ts";
import { dictType } from "./dict.ts";
import { dictItemsType, dictKeysType, dictValuesType } from "./dict_views.ts";
import { baseExceptionType } from "./exceptions.ts";
import { floatType } from "./float.ts";
import { frameLocalsProxyType } from "./frame_locals_proxy.ts";
import { genericAliasType, unionType } from "./generic_alias.ts";
import { boolType } from "./bool.ts";
import { intType } from "./int.ts";
import * as iterators from "./iterators.ts";
import { listType } from "./list.ts";
import * as mappingIterators from "./mapping_iterators.ts";
import { mappingProxyType } from "./mappingproxy.ts";
import { memoryIteratorType, memoryViewType } from "./memoryview.ts";
import { singletonTypes } from "./none.ts";
import { objectType } from "./object.ts";
import { classMethodType, propertyType, staticMethodType } from "./property.ts";
import { rangeType } from "./range.ts";
import * as sequenceIterators from "./sequence_iterators.ts";
import { frozensetType, setType } from "./set.ts";
import { simpleNamespaceType } from "./simple_namespace.ts";
import { sliceType } from "./slice.ts";
import { strType } from "./str.ts";
import { superType } from "./super.ts";
import { interpolationType, templateType } from "./template.ts";
import { tupleType } from "./tuple.ts";
import { typeParameterTypes } from "./type_parameters.ts";
import { typeType } from "./type.ts";
import { weakCallableProxyType, weakProxyType, weakrefType } from "./weakref.ts";

/** The types. */
export const builtinTypes: readonly TypeDefinition[] = [
  objectType,
  typeType,
  ...singletonTypes,
  intType,
  boolType,
  floatType,
  complexType,
  strType,
  bytesType,
  byteArrayType,
  memoryViewType,
  memoryIteratorType,
  listType,
  tupleType,
  dictType,
  dictKeysType,
  dictValuesType,
  dictItemsType,
  setType,
  frozensetType,
  rangeType,
  sliceType,
  ...callableTypes,
  cellType,
  generatorType,
  coroutineType,
  coroutineWrapperType,
  asyncGenerators.asyncGeneratorType,
  asyncGenerators.asyncGeneratorSendType,
  asyncGenerators.asyncGeneratorThrowType,
  asyncGenerators.asyncGeneratorWrappedType,
  anextAwaitableType,
  interpolationType,
  templateType,
  ...typeParameterTypes,
  propertyType,
  classMethodType,
  staticMethodType,
  superType,
  mappingProxyType,
  frameLocalsProxyType,
  simpleNamespaceType,
  genericAliasType,
  unionType,
  iterators.callableIteratorType,
  iterators.sequenceIteratorType,
  iterators.enumerateType,
  iterators.zipType,
  iterators.mapType,
  iterators.filterType,
  iterators.reversedType,
  sequenceIterators.listIteratorType,
  sequenceIterators.listReverseIteratorType,
  sequenceIterators.tupleIteratorType,
  sequenceIterators.strIteratorType,
  sequenceIterators.bytesIteratorType,
  sequenceIterators.bytearrayIteratorType,
  sequenceIterators.rangeIteratorType,
  sequenceIterators.longRangeIteratorType,
  mappingIterators.setIteratorType,
  mappingIterators.dictKeyIteratorType,
  mappingIterators.dictValueIteratorType,
  mappingIterators.dictItemIteratorType,
  mappingIterators.dictReverseKeyIteratorType,
  mappingIterators.dictReverseValueIteratorType,
  mappingIterators.dictReverseItemIteratorType,
  weakrefType,
  weakProxyType,
  weakCallableProxyType,
  baseExceptionType,
];
