/**
 * Connections over TCP and Unix sockets, and pipes: what `Client`, `Listener`, `Pipe` and `wait` are in Python.
 *
 * @module
 */
import { PythonError } from "../pickle/errors.ts";
import { answerChallenge, deliverChallenge } from "./authentication.ts";
import { Connection, type ConnectionOptions } from "./connection.ts";
import { ConnectionError } from "./errors.ts";
import { memoryStreams, portStream } from "./stream.ts";

/** Where a listener is: host and port for TCP, a path for a Unix socket. */
export type Address = readonly [hostname: string, port: number] | string;

/** How a connection is made. */
export interface SocketOptions extends ConnectionOptions {
  /** The key that both ends must know; without one everybody is let in. */
  authkey?: Uint8Array | string;
  /** How long to wait for the other end to authenticate; 20 s by default, as CPython has it for connecting. */
  handshakeTimeoutMs?: number;
}

const HANDSHAKE_TIMEOUT_MS = 20_000;

function keyOf(options: SocketOptions): Uint8Array | undefined {
  return typeof options.authkey === "string" ? new TextEncoder().encode(options.authkey) : options.authkey;
}

/** Runs a handshake; whatever stops it, or the time that it takes, closes the connection. */
async function handshake(
  connection: Connection,
  options: SocketOptions,
  steps: () => Promise<void>,
): Promise<void> {
  const timer = setTimeout(() => connection.close(), options.handshakeTimeoutMs ?? HANDSHAKE_TIMEOUT_MS);
  try {
    await steps();
  } catch (error) {
    connection.close();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Connects to a listener; Python's `Client`.
 *
 * @param address Where it is.
 * @param options The key, and how to treat messages.
 * @throws {AuthenticationError} If the other end does not know the key.
 * @throws {ConnectionError} If nobody is there.
 *
 * @example Usage
 * ```ts
 * import { connect, Listener } from "@orochi/multiprocess/connection";
 * import { assertEquals } from "@std/assert";
 *
 * using listener = Listener.listen(["127.0.0.1", 0], { authkey: "secret" });
 * const accepted = listener.accept();
 * await using client = await connect(listener.address, { authkey: "secret" });
 * await using server = await accepted;
 * await client.send(["hello", 1]);
 * assertEquals(await server.recv(), ["hello", 1]);
 * ```
 */
export async function connect(address: Address, options: SocketOptions = {}): Promise<Connection> {
  const connection = new Connection(await open(address), options);
  const key = keyOf(options);
  if (key !== undefined) {
    await handshake(connection, options, async () => {
      await answerChallenge(connection, key);
      await deliverChallenge(connection, key);
    });
  }
  return connection;
}

async function open(address: Address): Promise<Deno.Conn> {
  try {
    if (typeof address === "string") return await Deno.connect({ transport: "unix", path: address });
    const socket = await Deno.connect({ hostname: address[0], port: address[1] });
    socket.setNoDelay(true);
    return socket;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    const where = typeof address === "string" ? address : `${address[0]}:${address[1]}`;
    throw new ConnectionError(`cannot connect to ${where}: ${(error as Error).message}`, { cause: error });
  }
}

/** Waits for connections at an address. */
export class Listener implements Disposable {
  /** Where it is; the port that was found, if 0 was asked for. */
  readonly address: Address;
  /** Where the last connection came from, or `undefined`; Unix sockets have no address there. */
  lastAccepted: Address | undefined;
  readonly #listener: Deno.Listener;
  readonly #options: SocketOptions;
  readonly #cleanUp: () => void;
  readonly #key: Uint8Array | undefined;
  #closed = false;

  private constructor(
    listener: Deno.Listener,
    address: Address,
    options: SocketOptions,
    cleanUp: () => void,
  ) {
    this.#listener = listener;
    this.address = address;
    this.#options = options;
    this.#key = keyOf(options);
    this.#cleanUp = cleanUp;
  }

  /**
   * Listens at an address.
   *
   * @param address Where; a Unix socket in a new folder for temporary files by default. Port 0 takes any free one.
   * @param options The key, and how to treat messages.
   */
  static listen(address?: Address, options: SocketOptions = {}): Listener {
    let folder: string | undefined;
    if (address === undefined) {
      folder = Deno.makeTempDirSync({ prefix: "pymp-" });
      address = `${folder}/listener`;
    }
    if (typeof address === "string") {
      const path = address;
      return new Listener(Deno.listen({ transport: "unix", path }), path, options, () => {
        removeIfThere(path);
        if (folder !== undefined) removeIfThere(folder);
      });
    }
    const listener = Deno.listen({ hostname: address[0], port: address[1] });
    return new Listener(listener, [address[0], (listener.addr as Deno.NetAddr).port], options, () => {});
  }

  /**
   * Waits for a connection and lets it authenticate.
   *
   * @throws {AuthenticationError} If it does not know the key; the next call waits for the next one.
   * @throws {ConnectionError} If the listener is closed.
   */
  async accept(): Promise<Connection> {
    return await this.#authenticate(await this.#acceptSocket());
  }

  /**
   * All connections that authenticate, until the listener is closed. Those that are slow to do so hold up nobody.
   *
   * @param onRejected Called with the error of each that does not.
   */
  async *connections(onRejected: (error: unknown) => void = () => {}): AsyncGenerator<Connection> {
    const ready: Connection[] = [];
    let wake: (() => void) | undefined;
    let over = false;
    const push = (connection?: Connection) => {
      if (connection !== undefined) ready.push(connection);
      wake?.();
    };
    const accepting = (async () => {
      while (!this.#closed) {
        const socket = await this.#acceptSocket().catch(() => undefined);
        if (socket === undefined) break;
        this.#authenticate(socket).then(push, onRejected);
      }
      over = true;
      push();
    })();
    for (;;) {
      while (ready.length > 0) yield ready.shift()!;
      if (over) break;
      await new Promise<void>((resolve) => wake = resolve);
    }
    await accepting;
  }

  /** Stops listening; a Unix socket's file is removed. Connections stay. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#listener.close();
    this.#cleanUp();
  }

  /** Same as {@linkcode close}. */
  [Symbol.dispose](): void {
    this.close();
  }

  async #acceptSocket(): Promise<Deno.Conn> {
    if (this.#closed) throw new ConnectionError("listener is closed");
    try {
      const socket = await this.#listener.accept();
      const peer = socket.remoteAddr as Partial<Deno.NetAddr>;
      this.lastAccepted = peer.port === undefined ? undefined : [peer.hostname!, peer.port];
      if ("setNoDelay" in socket) (socket as Deno.TcpConn).setNoDelay(true);
      return socket;
    } catch (error) {
      throw this.#closed ? new ConnectionError("listener is closed", { cause: error }) : error;
    }
  }

  async #authenticate(socket: Deno.Conn): Promise<Connection> {
    const connection = new Connection(socket, this.#options);
    const key = this.#key;
    if (key !== undefined) {
      await handshake(connection, this.#options, async () => {
        await deliverChallenge(connection, key);
        await answerChallenge(connection, key);
      });
    }
    return connection;
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/**
 * Two connected ends in this process.
 *
 * @param duplex Whether both can send; else the first only receives and the second only sends. True by default.
 * @param options How to treat messages.
 */
export function pipe(duplex = true, options: ConnectionOptions = {}): [Connection, Connection] {
  const [first, second] = memoryStreams();
  return [
    new Connection(first, { ...options, writable: duplex }),
    new Connection(second, { ...options, readable: duplex }),
  ];
}

/**
 * One end of a pipe whose ends are in different Workers: give each one port of a `MessageChannel`.
 *
 * @param port The port; the connection owns it from now on.
 * @param options How to treat messages.
 */
export function connectionOf(port: MessagePort, options: ConnectionOptions = {}): Connection {
  return new Connection(portStream(port), options);
}

/**
 * Waits until at least one of some connections can receive.
 *
 * @param connections Which.
 * @param timeoutMs How long to wait; `Infinity`, for as long as it takes, by default.
 * @returns Those that can receive a message or the end, none if the time is over.
 */
export async function wait(connections: readonly Connection[], timeoutMs = Infinity): Promise<Connection[]> {
  if (connections.length === 0) {
    if (timeoutMs === Infinity) {
      throw new PythonError("ValueError", "cannot wait without end for no connection");
    }
    await new Promise((resolve) => setTimeout(resolve, timeoutMs));
    return [];
  }
  await Promise.race(connections.map((connection) => connection.poll(timeoutMs)));
  const ready = await Promise.all(connections.map((connection) => connection.poll(0)));
  return connections.filter((_, index) => ready[index]);
}
