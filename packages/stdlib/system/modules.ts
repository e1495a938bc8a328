/**
 * The native modules on the C library, in one list.
 *
 * @module
 */
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import { fcntlModule } from "./fcntl.ts";

/** The modules. */
export const systemCallModules: readonly NativeModule[] = [fcntlModule];

/** Their types. */
export const systemCallTypes: readonly TypeDefinition[] = [];
