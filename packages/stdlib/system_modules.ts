/**
 * The native modules of the operating system and of the interpreter itself, in one list.
 *
 * @module
 */
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import { abcDataType, abcModule } from "./abc.ts";
import { atexitModule } from "./atexit.ts";
import { errnoModule } from "./errno.ts";
import { faulthandlerModule } from "./faulthandler.ts";
import { gcModule } from "./gc.ts";
import { bootstrapModules, impModule } from "./importlib.ts";
import { ioModule, ioTypes } from "./io/module.ts";
import { localeModule } from "./locale.ts";
import { marshalModule } from "./marshal/mod.ts";
import { posixModule } from "./posix/module.ts";
import { dirEntryType, scandirIteratorType } from "./posix/scandir.ts";
import { signalModule } from "./signal.ts";
import { statModule } from "./stat.ts";
import { structSequenceType } from "./struct_sequence.ts";
import { tracemallocModule } from "./tracemalloc.ts";
import { typesModule } from "./types_module.ts";
import { warningsModule } from "./warnings.ts";

/** The modules. */
export const systemModules: readonly NativeModule[] = [
  abcModule,
  atexitModule,
  ...bootstrapModules,
  errnoModule,
  faulthandlerModule,
  gcModule,
  impModule,
  ioModule,
  localeModule,
  marshalModule,
  posixModule,
  signalModule,
  statModule,
  tracemallocModule,
  typesModule,
  warningsModule,
];

/** Their types. */
export const systemTypes: readonly TypeDefinition[] = [
  abcDataType,
  dirEntryType,
  scandirIteratorType,
  ...ioTypes,
  structSequenceType,
];
