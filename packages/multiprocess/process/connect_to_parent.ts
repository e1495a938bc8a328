/**
 * The child's side of {@linkcode startChild}.
 *
 * @module
 */
import type { Connection, ConnectionOptions } from "../connection/connection.ts";
import { connect } from "../connection/sockets.ts";

/** Connects to the process that started this one. */
export async function connectToParent(options: ConnectionOptions = {}): Promise<Connection> {
  const { address, authkey } = await new Response(Deno.stdin.readable).json();
  return await connect(address, { ...options, authkey: Uint8Array.fromHex(authkey) });
}
