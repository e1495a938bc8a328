/**
 * The native modules on the C library, in one list.
 *
 * @module
 */
import type { NativeModule, TypeDefinition } from "@orochi/vm";
import { socketModule, socketTypes } from "../sockets/module.ts";
import { fcntlModule } from "./fcntl.ts";
import { mmapModule, mmapTypes } from "./mmap.ts";
import { resourceModule } from "./resource.ts";
import { selectModule, selectTypes } from "./select.ts";
import { subprocessModule } from "./subprocess.ts";
import { termiosModule } from "./termios.ts";
import { userModules } from "./users.ts";

/** The modules. */
export const systemCallModules: readonly NativeModule[] = [
  fcntlModule,
  mmapModule,
  resourceModule,
  selectModule,
  socketModule,
  subprocessModule,
  ...userModules,
  termiosModule,
];

/** Their types. */
export const systemCallTypes: readonly TypeDefinition[] = [...mmapTypes, ...selectTypes, ...socketTypes];
