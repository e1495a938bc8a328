/**
 * A client of a manager: of one of Python's, or of a {@linkcode ManagerServer}.
 *
 * @module
 */
import type { Connection } from "../connection/connection.ts";
import { type Address, connect, type SocketOptions } from "../connection/sockets.ts";
import { pickleReduce, PyException, PyGlobal, PyReduce, PythonError, PyTuple, tuple } from "../pickle/mod.ts";
import { managerPolicy, RemoteError, Token } from "./token.ts";

const REBUILD_PROXY = new PyGlobal("multiprocessing.managers", "RebuildProxy");
const AUTO_PROXY = new PyGlobal("multiprocessing.managers", "AutoProxy");

/** Sends one request and waits for its answer. */
async function request(
  connection: Connection,
  ident: string | null,
  method: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>> = {},
): Promise<[kind: string, result: unknown]> {
  await connection.send(tuple(ident, method, tuple(...args), { ...kwargs }));
  const answer = await connection.recv();
  if (!(answer instanceof PyTuple) || answer.length !== 2 || typeof answer[0] !== "string") {
    throw new PythonError("ValueError", "Unrecognized message type: the peer is no manager");
  }
  return [answer[0], answer[1]];
}

/** The error that an answer stands for. */
function errorOf(kind: string, result: unknown): Error {
  if (kind === "#ERROR") return result instanceof Error ? result : new RemoteError(`${String(result)}\n`);
  if (kind === "#TRACEBACK") return new RemoteError(String(result));
  if (kind === "#UNSERIALIZABLE") return new RemoteError(`Unserializable message: ${String(result)}\n`);
  return new PythonError("ValueError", `Unrecognized message type '${kind}'`);
}

/**
 * The way to the objects of a manager.
 *
 * Each call that waits has a connection of its own, so that a queue's `get` holds up nobody; connections are used
 * again.
 *
 * @example Usage
 * ```ts
 * import { ManagerClient, ManagerServer, standardTypes } from "@orochi/multiprocess/managers";
 * import { assertEquals } from "@std/assert";
 *
 * await using server = ManagerServer.listen(standardTypes, { authkey: "secret" });
 * await using client = await ManagerClient.connect(server.address, { authkey: "secret" });
 * await using list = await client.create("list", [[1, 2]]);
 * await list.call("append", 3);
 * assertEquals(await list.getValue(), [1, 2, 3]);
 * ```
 */
export class ManagerClient implements AsyncDisposable {
  /** Where the manager is. */
  readonly address: Address;
  readonly #options: SocketOptions;
  readonly #idle: Connection[] = [];
  readonly #open: Set<Connection> = new Set();
  #closed = false;

  private constructor(address: Address, options: SocketOptions) {
    this.address = address;
    this.#options = {
      ...options,
      unpickle: managerPolicy(options.unpickle, (args) => this.#rebuild(args)),
    };
  }

  /**
   * Connects to a manager and sees whether it answers.
   *
   * @param address Where it is.
   * @param options Its key, and how to treat messages.
   */
  static async connect(address: Address, options: SocketOptions): Promise<ManagerClient> {
    const client = new ManagerClient(address, options);
    await client.callServer("dummy");
    return client;
  }

  /**
   * Calls the manager itself: `create`, `incref`, `number_of_objects` and so on.
   *
   * @param method Which of its functions.
   * @param args Arguments.
   * @param kwargs Arguments by name.
   */
  async callServer(
    method: string,
    args: readonly unknown[] = [],
    kwargs: Record<string, unknown> = {},
  ): Promise<unknown> {
    const connection = await connect(this.address, this.#options);
    try {
      const [kind, result] = await request(connection, null, method, args, kwargs);
      if (kind === "#RETURN") return result;
      throw errorOf(kind, result);
    } finally {
      connection.close();
    }
  }

  /**
   * Makes a shared object.
   *
   * @param typeid Name under which its type is registered.
   * @param args Arguments of its constructor.
   * @param kwargs Arguments by name.
   * @returns A proxy that holds one reference to it.
   */
  async create(
    typeid: string,
    args: readonly unknown[] = [],
    kwargs: Record<string, unknown> = {},
  ): Promise<ObjectProxy> {
    const [id, exposed] = await this.callServer("create", [typeid, ...args], kwargs) as [string, string[]];
    // The reference that the manager counted for the creation is the proxy's.
    return new ObjectProxy(this, new Token(typeid, this.address, id), [...exposed]);
  }

  /**
   * Calls a method of a shared object.
   *
   * @param token Which object.
   * @param method Name of the method.
   * @param args Arguments.
   * @param kwargs Arguments by name.
   * @throws The exception that the method raised, or {@linkcode RemoteError}.
   */
  async callMethod(
    token: Token,
    method: string,
    args: readonly unknown[] = [],
    kwargs: Record<string, unknown> = {},
  ): Promise<unknown> {
    const connection = this.#idle.pop() ?? await this.#connect();
    let answered = false;
    try {
      const [kind, result] = await request(connection, token.id, method, args, kwargs);
      answered = true;
      if (kind === "#RETURN") return result;
      if (kind !== "#PROXY") throw errorOf(kind, result);
      const [exposed, made] = result as [string[], Token];
      return new ObjectProxy(this, new Token(made.typeid, this.address, made.id), [...exposed]);
    } finally {
      if (answered && !this.#closed) this.#idle.push(connection);
      else this.#drop(connection);
    }
  }

  /** Shared objects that the manager has. */
  async numberOfObjects(): Promise<number> {
    return await this.callServer("number_of_objects") as number;
  }

  /** What the manager says about its objects. */
  async debugInfo(): Promise<string> {
    return await this.callServer("debug_info") as string;
  }

  /** Ends the manager, for everybody. */
  async shutdown(): Promise<void> {
    await this.callServer("shutdown");
    this.close();
  }

  /** Closes the connections; references that proxies hold stay counted. */
  close(): void {
    this.#closed = true;
    for (const connection of this.#open) connection.close();
    this.#open.clear();
    this.#idle.length = 0;
  }

  /** Same as {@linkcode close}. */
  [Symbol.asyncDispose](): Promise<void> {
    this.close();
    return Promise.resolve();
  }

  async #connect(): Promise<Connection> {
    const connection = await connect(this.address, this.#options);
    this.#open.add(connection);
    const [kind, result] = await request(connection, null, "accept_connection", [
      `deno-${crypto.randomUUID()}`,
    ]);
    if (kind === "#RETURN") return connection;
    this.#drop(connection);
    throw errorOf(kind, result);
  }

  #drop(connection: Connection): void {
    this.#open.delete(connection);
    connection.close();
  }

  /** Makes a proxy that came inside of a value. Its reference is counted before its first call. */
  #rebuild([, token]: PyTuple): ObjectProxy {
    if (!(token instanceof Token)) throw new PythonError("TypeError", "RebuildProxy needs a Token");
    return new ObjectProxy(this, token, undefined);
  }
}

/** Stands for an object that lives in a manager. */
export class ObjectProxy implements AsyncDisposable {
  /** Which object. */
  readonly token: Token;
  readonly #client: ManagerClient;
  #exposed: readonly string[] | undefined;
  /** Done when the reference is counted. */
  readonly #ready: Promise<unknown>;
  #released = false;

  /**
   * Made by the client: a stand-in for one shared object.
   *
   * @param client The way to its manager.
   * @param token Which object.
   * @param exposed Names of its methods, if a reference is counted for this proxy already, else `undefined`.
   */
  constructor(client: ManagerClient, token: Token, exposed: readonly string[] | undefined) {
    this.#client = client;
    this.token = token;
    this.#exposed = exposed;
    this.#ready = exposed === undefined ? client.callServer("incref", [token.id]) : Promise.resolve();
    this.#ready.catch(() => {}); // the first call reports it
  }

  /** Names of the methods that may be called. */
  async exposed(): Promise<readonly string[]> {
    return this.#exposed ??= await this.#client.callServer("get_methods", [this.token]) as string[];
  }

  /** Calls a method. */
  async call(method: string, ...args: unknown[]): Promise<unknown> {
    return await this.callWith(method, args, {});
  }

  /** Calls a method, with arguments by name. */
  async callWith(
    method: string,
    args: readonly unknown[],
    kwargs: Record<string, unknown>,
  ): Promise<unknown> {
    await this.#ready;
    return await this.#client.callMethod(this.token, method, args, kwargs);
  }

  /** A copy of the object. */
  async getValue(): Promise<unknown> {
    return await this.call("#GETVALUE");
  }

  /** Gives the reference back: the manager drops an object that nobody refers to. */
  async release(): Promise<void> {
    if (this.#released) return;
    this.#released = true;
    await this.#ready;
    await this.#client.callServer("decref", [this.token.id]);
  }

  /** Same as {@linkcode release}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.release();
  }

  /** As Python pickles a proxy: the reader makes one of its own. */
  [pickleReduce](): unknown {
    const keywords = this.#exposed === undefined ? {} : { exposed: tuple(...this.#exposed) };
    return new PyReduce(REBUILD_PROXY, tuple(AUTO_PROXY, this.token, "pickle", keywords));
  }
}

/** Whether an error is an exception of Python's with that name, such as `Empty` or `KeyError`. */
export function isPythonException(error: unknown, name: string): error is PyException {
  return error instanceof PyException && error.cls.name === name;
}
