/**
 * The native modules of the operating system and of the interpreter itself, in one list.
 *
 * @module
 */
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import { abcDataType, abcModule } from "./abc.ts";
import { errnoModule } from "./errno.ts";
import { ioModule, ioTypes } from "./io/module.ts";
import { posixModule } from "./posix/module.ts";
import { dirEntryType, scandirIteratorType } from "./posix/scandir.ts";
import { statModule } from "./stat.ts";
import { structSequenceType } from "./struct_sequence.ts";
import { typesModule } from "./types_module.ts";

/** The modules. */
export const systemModules: readonly NativeModule[] = [
  abcModule,
  errnoModule,
  ioModule,
  posixModule,
  statModule,
  typesModule,
];

/** Their types. */
export const systemTypes: readonly TypeDefinition[] = [
  abcDataType,
  dirEntryType,
  scandirIteratorType,
  ...ioTypes,
  structSequenceType,
];
