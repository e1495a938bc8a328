/**
 * `_bz2`: compression in the format bzip2.
 *
 * @module
 */
import { T_BZ2_COMPRESSOR, T_BZ2_DECOMPRESSOR } from "@orochi/object";
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import { compressorType, decompressorType } from "./objects.ts";

/** The types. */
export const bz2Types: readonly TypeDefinition[] = [compressorType, decompressorType];

/** The module. */
export const bz2Module: NativeModule = {
  name: "_bz2",
  doc: "Compression and decompression in the format bzip2.",
  functions: [],
  populate: (vm, _module, dict) =>
    vm.dictSetStr(dict, "BZ2Compressor", vm.typeObject(T_BZ2_COMPRESSOR)) &&
    vm.dictSetStr(dict, "BZ2Decompressor", vm.typeObject(T_BZ2_DECOMPRESSOR)),
};
