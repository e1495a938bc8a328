/**
 * The native modules for compression, hashing, arrays, sockets and tables of characters, in one list.
 *
 * @module
 */
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import { arrayModule, arrayTypes } from "./array/mod.ts";
import { blake2Module, blake2Types } from "./blake2.ts";
import { bz2Module, bz2Types } from "./bz2/mod.ts";
import { ctypesModule, ctypesTypes } from "./ctypes/mod.ts";
import { decimalModule, decimalTypes } from "./decimal/mod.ts";
import { expatModule, expatTypes } from "./expat/mod.ts";
import { hashlibModule } from "./hashlib.ts";
import { hashModules, hashTypes } from "./hashes.ts";
import { lsprofModule } from "./lsprof/mod.ts";
import { lzmaModule, lzmaTypes } from "./lzma/mod.ts";
import { forkModule } from "./multiprocessing/fork.ts";
import {
  multiprocessingModule,
  multiprocessingTypes,
  sharedMemoryModule,
} from "./multiprocessing/semaphores.ts";
import { pickleModule, pickleTypes } from "./pickle/mod.ts";
import { systemCallModules, systemCallTypes } from "./system/modules.ts";
import { pythonModules } from "./python/mod.ts";
import { sysconfigModules } from "./sysconfigdata.ts";
import { unicodeModule, unicodeTypes } from "./unicodedata/mod.ts";
import { zlibModule, zlibTypes } from "./zlib/mod.ts";

/** The modules. */
export const furtherModules: readonly NativeModule[] = [
  arrayModule,
  blake2Module,
  bz2Module,
  ctypesModule,
  decimalModule,
  expatModule,
  ...hashModules,
  hashlibModule,
  forkModule,
  lsprofModule,
  lzmaModule,
  multiprocessingModule,
  sharedMemoryModule,
  pickleModule,
  ...pythonModules,
  ...sysconfigModules,
  unicodeModule,
  zlibModule,
  ...systemCallModules,
];

/** Their types. */
export const furtherTypes: readonly TypeDefinition[] = [
  ...arrayTypes,
  ...blake2Types,
  ...bz2Types,
  ...ctypesTypes,
  ...decimalTypes,
  ...expatTypes,
  ...hashTypes,
  ...lzmaTypes,
  ...multiprocessingTypes,
  ...pickleTypes,
  ...unicodeTypes,
  ...zlibTypes,
  ...systemCallTypes,
];
