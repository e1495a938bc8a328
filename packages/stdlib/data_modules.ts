/**
 * The native halves of the pure data modules, and the types that belong to them.
 *
 * @module
 */
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import { astModule, astType } from "./ast_nodes.ts";
import { binasciiModule } from "./binascii/mod.ts";
import { bisectModule } from "./bisect.ts";
import { collectionsModule, collectionsTypes } from "./collections/mod.ts";
import { csvModule, csvTypes } from "./csv/mod.ts";
import { functoolsModule, functoolsTypes } from "./functools/mod.ts";
import { heapqModule } from "./heapq.ts";
import { itertoolsModule, itertoolsTypes } from "./itertools/mod.ts";
import { jsonModule, jsonTypes } from "./json/mod.ts";
import { opcodeMetadataModule, opcodeModule } from "./opcode.ts";
import { operatorModule, operatorTypes } from "./operator/mod.ts";
import { sreModule, sreTypes } from "./sre/mod.ts";
import { structModule, structTypes } from "./struct/mod.ts";
import { symtableModule } from "./symtable.ts";
import { tokenizeModule, tokenizerType } from "./tokenize.ts";
import { typingModule } from "./typing.ts";

/** The modules. */
export const dataModules: readonly NativeModule[] = [
  astModule,
  binasciiModule,
  bisectModule,
  collectionsModule,
  csvModule,
  functoolsModule,
  heapqModule,
  itertoolsModule,
  jsonModule,
  opcodeModule,
  opcodeMetadataModule,
  operatorModule,
  sreModule,
  structModule,
  tokenizeModule,
  symtableModule,
  typingModule,
];

/** The types, a base before what derives from it. */
export const dataTypes: readonly TypeDefinition[] = [
  astType,
  tokenizerType,
  ...collectionsTypes,
  ...csvTypes,
  ...functoolsTypes,
  ...itertoolsTypes,
  ...jsonTypes,
  ...operatorTypes,
  ...sreTypes,
  ...structTypes,
];
