/**
 * The native modules for compression, hashing, arrays, sockets and tables of characters, in one list.
 *
 * @module
 */
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import { zlibModule, zlibTypes } from "./zlib/mod.ts";

/** The modules. */
export const furtherModules: readonly NativeModule[] = [
  zlibModule,
];

/** Their types. */
export const furtherTypes: readonly TypeDefinition[] = [
  ...zlibTypes,
];
