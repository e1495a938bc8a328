/**
 * `itertools`.
 *
 * @module
 */
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import {
  combinationsType,
  combinationsWithReplacementType,
  permutationsType,
  productType,
} from "./combinatorics.ts";
import { groupbyType, grouperType, teeBlockType, teeFunction, teeType } from "./grouping.ts";
import { countType, cycleType, repeatType } from "./infinite.ts";
import { accumulateType, batchedType, chainType, pairwiseType, zipLongestType } from "./joining.ts";
import {
  compressType,
  dropwhileType,
  filterfalseType,
  isliceType,
  starmapType,
  takewhileType,
} from "./selecting.ts";

/** The types of the module. */
export const itertoolsTypes: readonly TypeDefinition[] = [
  accumulateType,
  batchedType,
  chainType,
  combinationsType,
  combinationsWithReplacementType,
  compressType,
  countType,
  cycleType,
  dropwhileType,
  filterfalseType,
  groupbyType,
  grouperType,
  isliceType,
  pairwiseType,
  permutationsType,
  productType,
  repeatType,
  starmapType,
  takewhileType,
  teeType,
  teeBlockType,
  zipLongestType,
];

/** The module. */
export const itertoolsModule: NativeModule = {
  name: "itertools",
  doc: "Functional tools for creating and using iterators.",
  functions: [teeFunction],
  populate: (vm, _module, dict) =>
    itertoolsTypes.every((type) => vm.dictSetStr(dict, type.name, vm.typeObject(type.index))),
};
