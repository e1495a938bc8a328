/**
 * `_lzma`: compression in the formats xz and .lzma.
 *
 * @module
 */
import { T_LZMA_COMPRESSOR, T_LZMA_DECOMPRESSOR } from "@orochi/object";
import { nativeFunction, type NativeModule, type TypeDefinition } from "@orochi/vm";
import { addError, addIntegers } from "../_module_error.ts";
import { copyBytes } from "../bytes_like.ts";
import { CHECK_CRC32, CHECK_CRC64, CHECK_NONE, CHECK_SHA256, checkSupported } from "./checks.ts";
import {
  decodeProperties,
  encodeProperties,
  FILTER_DELTA,
  FILTER_LZMA1,
  FILTER_LZMA2,
  FILTER_SPARC,
  FILTER_X86,
  isCode,
  PRESET_EXTREME,
} from "./filters.ts";
import { compressorType, decompressorType } from "./objects.ts";
import { CHECK_UNKNOWN, FORMAT_ALONE, FORMAT_AUTO, FORMAT_RAW, FORMAT_XZ } from "./reader.ts";
import { explain, filterOf, LZMA1, unsignedOf } from "./specs.ts";

const CONSTANTS = {
  FORMAT_AUTO,
  FORMAT_XZ,
  FORMAT_ALONE,
  FORMAT_RAW,
  CHECK_NONE,
  CHECK_CRC32,
  CHECK_CRC64,
  CHECK_SHA256,
  CHECK_ID_MAX: 15,
  CHECK_UNKNOWN,
  FILTER_LZMA2,
  FILTER_DELTA,
  FILTER_X86,
  FILTER_POWERPC: 5,
  FILTER_IA64: 6,
  FILTER_ARM: 7,
  FILTER_ARMTHUMB: 8,
  FILTER_SPARC,
  MF_HC3: 3,
  MF_HC4: 4,
  MF_BT2: 18,
  MF_BT3: 19,
  MF_BT4: 20,
  MODE_FAST: 1,
  MODE_NORMAL: 2,
  PRESET_DEFAULT: 6,
  PRESET_EXTREME,
};

/** The types. */
export const lzmaTypes: readonly TypeDefinition[] = [compressorType, decompressorType];

/** The module. */
export const lzmaModule: NativeModule = {
  name: "_lzma",
  doc: "Compression and decompression in the formats xz and .lzma.",
  functions: [
    nativeFunction("is_check_supported", "(check_id, /)", (vm, a) => {
      const check = vm.index(vm.i32[a]);
      return Number.isNaN(check) ? 0 : vm.bool(checkSupported(check));
    }, "Whether an integrity check is supported."),
    nativeFunction("_encode_filter_properties", "(filter, /)", (vm, a) => {
      const filter = filterOf(vm, vm.i32[a]);
      try {
        return filter === null ? 0 : vm.newBytes(encodeProperties(filter));
      } catch (error) {
        return explain(vm, error);
      }
    }, "The options of a filter, as bytes."),
    nativeFunction("_decode_filter_properties", "(filter_id, encoded_props, /)", (vm, a) => {
      const number = unsignedOf(vm, vm.i32[a], 64, "lzma_vli"), id = Number(number);
      const bytes = number === null ? null : copyBytes(vm, vm.i32[a + 1]);
      if (bytes === null) return 0;
      try {
        const { dictionary, distance, offset, lc, lp, pb } = decodeProperties(id, bytes);
        let values: Record<string, number> = { dict_size: dictionary };
        if (id === FILTER_DELTA) values = { dist: distance };
        else if (isCode(id)) values = offset === 0 ? {} : { start_offset: offset };
        else if (id === FILTER_LZMA1) values = { lc, lp, pb, ...values };
        const dict = vm.newDict();
        const good = dict !== 0 && vm.dictSetOwned(dict, "id", vm.newBigInt(number!)) &&
          addIntegers(vm, dict, values);
        if (good) return dict;
        vm.decref(dict);
        return 0;
      } catch (error) {
        return explain(vm, error);
      }
    }, "The options of a filter from bytes."),
  ],
  populate: (vm, _module, dict) =>
    addError(vm, dict, "_lzma", "LZMAError", "Exception") && addIntegers(vm, dict, CONSTANTS) &&
    vm.dictSetOwned(dict, "FILTER_LZMA1", vm.newBigInt(LZMA1)) &&
    vm.dictSetStr(dict, "LZMACompressor", vm.typeObject(T_LZMA_COMPRESSOR)) &&
    vm.dictSetStr(dict, "LZMADecompressor", vm.typeObject(T_LZMA_DECOMPRESSOR)),
};
