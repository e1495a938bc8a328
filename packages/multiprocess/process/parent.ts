/**
 * The way from a child process to its parent.
 *
 * @module
 */
import type { Connection } from "../connection/connection.ts";

let connection: Connection | undefined;

/** Says which connection leads to the parent. */
export function setParentConnection(value: Connection): void {
  connection = value;
}

/** In a process started by {@linkcode Process.start}: the other end of its `connection`. `undefined` elsewhere. */
export function parentConnection(): Connection | undefined {
  return connection;
}
