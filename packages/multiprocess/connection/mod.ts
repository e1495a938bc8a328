/**
 * Connections that Python's `multiprocessing.connection` can be at the other end of.
 *
 * @module
 */
export { AuthenticationError, BufferTooShort, ConnectionError } from "./errors.ts";
export { answerChallenge, createResponse, deliverChallenge, verifyResponse } from "./authentication.ts";
export { Connection, type ConnectionOptions } from "./connection.ts";
export { type Address, connect, connectionOf, Listener, pipe, type SocketOptions, wait } from "./sockets.ts";
export { type ByteStream, memoryStreams, PIPE_CAPACITY, portStream } from "./stream.ts";
