/**
 * Objects that live in one process and are used from others, with the wire format of Python's managers: either side
 * may be a Python program with `multiprocessing.managers.BaseManager` or `SyncManager`.
 *
 * @module
 */
export { isPythonException, ManagerClient, ObjectProxy } from "./client.ts";
export { ManagerServer, type Shared, type SharedType } from "./server.ts";
export { standardTypes } from "./standard_types.ts";
export { RemoteError, Token } from "./token.ts";
