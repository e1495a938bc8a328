/**
 * A manager: keeps objects and lets programs on other processes and machines call their methods, Python's included.
 *
 * @module
 */
import type { Connection } from "../connection/connection.ts";
import { type Address, Listener, type SocketOptions } from "../connection/sockets.ts";
import { EOFError, PickleError, PyException, PyGlobal, PyTuple, tuple } from "../pickle/mod.ts";
import { managerPolicy, Token } from "./token.ts";

/** What a shared object is to the server: an object with methods. */
export type Shared = object;

/** A type of shared objects. */
export interface SharedType {
  /**
   * Makes an object.
   *
   * @param args Arguments; arguments by name come last, as one plain object, if there are any.
   */
  create(...args: unknown[]): Shared | Promise<Shared>;
  /** Names of the methods that may be called; all that don't start with `_` by default. */
  exposed?: readonly string[];
  /** Methods whose result becomes a shared object itself, and its type. */
  methodTypes?: Readonly<Record<string, string>>;
  /** What a copy of the object is; the object itself by default. */
  valueOf?(object: Shared): unknown;
}

/** One shared object and who refers to it. */
interface Entry {
  readonly object: Shared;
  readonly type: SharedType;
  readonly exposed: ReadonlySet<string>;
  references: number;
}

/** A fault of a request, with Python's name: the client gets it as a traceback. */
function fault(name: string, message: string): PyException {
  return new PyException(new PyGlobal("builtins", name), tuple(message));
}

/** Text in the form of a Python traceback. */
function traceback(error: unknown): string {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const frames = (stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)).map((line) =>
    `  ${line.trim()}\n`
  );
  return `Traceback (most recent call last):\n${frames.reverse().join("")}${name}: ${message}\n`;
}

/** Names of an object's methods that don't start with an underscore. */
function publicMethods(object: Shared): string[] {
  const names = new Set<string>();
  for (
    let at: object | null = object;
    at !== null && at !== Object.prototype;
    at = Object.getPrototypeOf(at)
  ) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (typeof value === "function" && name !== "constructor" && !name.startsWith("_")) names.add(name);
    }
  }
  return [...names];
}

/**
 * Objects by number, and the connections that call their methods.
 *
 * Methods of one connection run one after the other, those of different connections at the same time: a method that
 * awaits holds up nobody else.
 */
export class ManagerServer implements AsyncDisposable {
  readonly #types: Readonly<Record<string, SharedType>>;
  readonly #listener: Listener;
  readonly #entries: Map<string, Entry> = new Map();
  readonly #connections: Set<Connection> = new Set();
  readonly #serving: Promise<void>;
  #nextId = 1;
  #over = false;

  private constructor(types: Readonly<Record<string, SharedType>>, listener: Listener) {
    this.#types = types;
    this.#listener = listener;
    this.#serving = this.#serve();
  }

  /**
   * Starts a manager.
   *
   * @param types Types of the objects that clients may make, by name.
   * @param options Its key, and how to treat messages.
   * @param address Where; a new Unix socket by default.
   */
  static listen(
    types: Readonly<Record<string, SharedType>>,
    options: SocketOptions & { authkey: Uint8Array | string },
    address?: Address,
  ): ManagerServer {
    const unpickle = managerPolicy(options.unpickle, () => {
      throw fault("TypeError", "this manager takes no proxies as arguments");
    });
    return new ManagerServer(types, Listener.listen(address, { ...options, unpickle }));
  }

  /** Where it is. */
  get address(): Address {
    return this.#listener.address;
  }

  /** Objects that it keeps. */
  get numberOfObjects(): number {
    return this.#entries.size;
  }

  /** Waits until a client or {@linkcode shutdown} has ended it. */
  async finished(): Promise<void> {
    await this.#serving;
  }

  /** Ends it: all connections are closed, all objects dropped. */
  shutdown(): void {
    if (this.#over) return;
    this.#over = true;
    this.#listener.close();
    for (const connection of this.#connections) connection.close();
    this.#entries.clear();
  }

  /** Same as {@linkcode shutdown}, and waits until it is done. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.shutdown();
    await this.finished();
  }

  async #serve(): Promise<void> {
    for await (const connection of this.#listener.connections()) {
      this.#connections.add(connection);
      this.#serveConnection(connection).finally(() => {
        this.#connections.delete(connection);
        connection.close();
      });
    }
  }

  /** The first request of a connection is to the manager; after `accept_connection` all others are to objects. */
  async #serveConnection(connection: Connection): Promise<void> {
    try {
      const [, method, args, kwargs] = parseRequest(await connection.recv());
      if (method === "accept_connection") {
        await connection.send(tuple("#RETURN", null));
        return await this.#serveClient(connection);
      }
      let answer: PyTuple;
      try {
        answer = tuple("#RETURN", await this.#callSelf(method, args, kwargs));
      } catch (error) {
        answer = tuple("#TRACEBACK", traceback(error));
      }
      await connection.send(answer);
      if (method === "shutdown") this.shutdown();
    } catch (error) {
      // A client that left, or sent what is no request: there is nobody to tell.
      if (!connection.closed) await connection.send(tuple("#TRACEBACK", traceback(error))).catch(() => {});
    }
  }

  async #serveClient(connection: Connection): Promise<void> {
    while (!this.#over) {
      let answer: PyTuple;
      try {
        const [ident, method, args, kwargs] = parseRequest(await connection.recv());
        answer = await this.#callObject(ident, method, args, kwargs);
      } catch (error) {
        if (error instanceof EOFError || connection.closed) return;
        answer = tuple("#TRACEBACK", traceback(error));
      }
      try {
        await connection.send(answer);
      } catch (error) {
        if (!(error instanceof PickleError)) return;
        await connection.send(tuple("#UNSERIALIZABLE", traceback(error)));
      }
    }
  }

  async #callObject(
    ident: unknown,
    method: string,
    args: unknown[],
    kwargs: Record<string, unknown>,
  ): Promise<PyTuple> {
    const entry = this.#entry(ident);
    if (!entry.exposed.has(method)) return tuple("#RETURN", this.#fallback(entry, method));
    const call = (entry.object as Record<string, unknown>)[method];
    if (typeof call !== "function") throw fault("AttributeError", `'${method}'`);
    let result: unknown;
    try {
      result = await call.apply(entry.object, withKeywords(args, kwargs));
    } catch (error) {
      return tuple("#ERROR", error instanceof Error ? error : new Error(String(error)));
    }
    const typeid = entry.type.methodTypes?.[method];
    if (typeid === undefined) return tuple("#RETURN", result);
    const [id, exposed] = await this.#create(typeid, [result], {});
    return tuple("#PROXY", tuple(exposed, new Token(typeid, this.address, id)));
  }

  /** What every object answers without exposing it. */
  #fallback({ object, type, exposed }: Entry, method: string): unknown {
    const value = type.valueOf === undefined ? object : type.valueOf(object);
    if (method === "#GETVALUE") return value;
    if (method === "__str__" || method === "__repr__") return String(object);
    const names = [...exposed].map((name) => `'${name}'`).join(", ");
    throw fault(
      "AttributeError",
      `method '${method}' of '${object.constructor?.name}' object is not in exposed={${names}}`,
    );
  }

  #entry(ident: unknown): Entry {
    const entry = this.#entries.get(String(ident));
    if (entry === undefined) throw fault("KeyError", `'${String(ident)}'`);
    return entry;
  }

  async #callSelf(method: string, args: unknown[], kwargs: Record<string, unknown>): Promise<unknown> {
    const [first, ...rest] = args;
    switch (method) {
      case "dummy":
      case "shutdown":
        return null;
      case "create": {
        const [id, exposed] = await this.#create(String(first), rest, kwargs);
        return tuple(id, exposed);
      }
      case "get_methods":
        return tuple(...this.#entry((first as Token).id).exposed);
      case "number_of_objects":
        return this.#entries.size;
      case "debug_info":
        return this.#debugInfo();
      case "incref":
        this.#entry(first).references++;
        return null;
      case "decref":
        if (--this.#entry(first).references === 0) this.#entries.delete(String(first));
        return null;
    }
    throw fault("AssertionError", `'${method}' unrecognized`);
  }

  async #create(
    typeid: string,
    args: unknown[],
    kwargs: Record<string, unknown>,
  ): Promise<[string, PyTuple<string>]> {
    const type = Object.hasOwn(this.#types, typeid) ? this.#types[typeid] : undefined;
    if (type === undefined) throw fault("KeyError", `'${typeid}'`);
    const object = await type.create(...withKeywords(args, kwargs));
    const exposed = new Set([
      ...type.exposed ?? publicMethods(object),
      ...Object.keys(type.methodTypes ?? {}),
    ]);
    const id = (this.#nextId++).toString(16);
    this.#entries.set(id, { object, type, exposed, references: 1 });
    return [id, tuple(...exposed)];
  }

  #debugInfo(): string {
    const lines: string[] = [];
    for (const [id, { object, references }] of this.#entries) {
      lines.push(`  ${id}:       refcount=${references}\n    ${String(object).slice(0, 75)}`);
    }
    return lines.join("\n");
  }
}

function withKeywords(args: unknown[], kwargs: Record<string, unknown>): unknown[] {
  return Object.keys(kwargs).length === 0 ? args : [...args, kwargs];
}

/** The parts of a request; anything else is refused. */
function parseRequest(
  request: unknown,
): [ident: unknown, method: string, args: unknown[], kwargs: Record<string, unknown>] {
  if (!Array.isArray(request) || request.length !== 4) {
    throw fault("ValueError", "a request is a tuple of ident, method, arguments and keyword arguments");
  }
  const [ident, method, args, kwargs] = request;
  if (typeof method !== "string" || !Array.isArray(args) || !(kwargs instanceof Map)) {
    throw fault("TypeError", "a request is a tuple of ident, method, arguments and keyword arguments");
  }
  const named: Record<string, unknown> = Object.create(null);
  for (const [name, value] of kwargs) named[String(name)] = value;
  return [ident, method, [...args], named];
}
