/**
 * The one list of native modules. Every Worker registers the same list in the same order.
 *
 * @module
 */
import { type NativeModule, type TypeDefinition, weakrefModule } from "@orochi/vm";
import { cmathModule } from "./cmath.ts";
import { codecsModule } from "./codecs.ts";
import { dataModules, dataTypes } from "./data_modules.ts";
import { furtherModules, furtherTypes } from "./further_modules.ts";
import { mathModule } from "./math.ts";
import { orochiModule } from "./orochi_module.ts";
import { randomModule, randomType } from "./random.ts";
import { sha2Module, sha2Types } from "./sha2.ts";
import { queueModule, simpleQueueType } from "./simple_queue.ts";
import { stringModule } from "./string_module.ts";
import { sysModule, type SysOptions } from "./sys.ts";
import { systemModules, systemTypes } from "./system_modules.ts";
import { contextModule, contextTypes } from "./contextvars.ts";
import { threadModule, threadTypes } from "./thread.ts";
import { timeModule } from "./time.ts";

/** The native modules of a program. */
export function nativeModules(options: SysOptions): NativeModule[] {
  return [
    sysModule(options),
    timeModule,
    threadModule,
    orochiModule,
    queueModule,
    contextModule,
    ...systemModules,
    weakrefModule,
    ...dataModules,
    codecsModule,
    stringModule,
    mathModule,
    cmathModule,
    randomModule,
    sha2Module,
    ...furtherModules,
  ];
}

/** Types of native modules that exist from the start, whether or not their module is imported. */
export const nativeTypes: readonly TypeDefinition[] = [
  ...systemTypes,
  ...threadTypes,
  simpleQueueType,
  ...contextTypes,
  ...dataTypes,
  randomType,
  ...sha2Types,
  ...furtherTypes,
];
