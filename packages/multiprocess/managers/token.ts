/**
 * The names of shared objects, and the policy for what managers send.
 *
 * @module
 */
import type { Address } from "../connection/sockets.ts";
import type { Constructor } from "../pickle/globals.ts";
import type { UnpickleOptions } from "../pickle/unpickler.ts";
import {
  pickleReduce,
  pickleSetState,
  PyException,
  PyGlobal,
  PyObject,
  PythonError,
  type PyTuple,
  tuple,
} from "../pickle/mod.ts";

const TOKEN = new PyGlobal("multiprocessing.managers", "Token");

/** The name of a shared object: its type, where its manager is, and its number there. */
export class Token {
  /**
   * Names an object.
   *
   * @param typeid Name under which its type is registered.
   * @param address Where the manager is.
   * @param id Its number.
   */
  constructor(public typeid = "", public address: Address = "", public id = "") {}

  /** As `multiprocessing.managers.Token` is pickled. */
  [pickleReduce](): unknown {
    const address = typeof this.address === "string" ? this.address : tuple(...this.address);
    return new PyObject(TOKEN, tuple(), { state: tuple(this.typeid, address, this.id) });
  }

  /** Takes the state from a pickle. */
  [pickleSetState](state: unknown): void {
    const [typeid, address, id] = state as PyTuple;
    this.typeid = typeid as string;
    this.address = address as Address;
    this.id = id as string;
  }
}

/** Exceptions beyond the builtin ones that shared objects of Python's raise. */
const EXCEPTIONS = [
  "queue.Empty",
  "queue.Full",
  "_queue.Empty",
  "queue.ShutDown",
  "threading.BrokenBarrierError",
  "multiprocessing.context.ProcessError",
  "multiprocessing.context.BufferTooShort",
  "multiprocessing.context.TimeoutError",
  "multiprocessing.context.AuthenticationError",
  "multiprocessing.managers.RemoteError",
];

/** Proxy types that `RebuildProxy` is given. */
const PROXIES =
  "AutoProxy AcquirerProxy ArrayProxy BarrierProxy BaseListProxy BasePoolProxy ConditionProxy DictProxy EventProxy " +
  "IteratorProxy ListProxy NamespaceProxy PoolProxy SetProxy ValueProxy";

/** Makes the exception of a class by its dotted name. */
function exceptionMaker(dotted: string): Constructor {
  const dot = dotted.lastIndexOf(".");
  const cls = new PyGlobal(dotted.slice(0, dot), dotted.slice(dot + 1));
  return (args) => new PyException(cls, args);
}

/**
 * How messages of a manager are read: what the program allows, and what managers themselves send.
 *
 * @param options The program's own policy.
 * @param rebuildProxy Makes a proxy of its pickled form.
 */
export function managerPolicy(options: UnpickleOptions = {}, rebuildProxy: Constructor): UnpickleOptions {
  const constructors = new Map<string, Constructor>([
    ...EXCEPTIONS.map((name): [string, Constructor] => [name, exceptionMaker(name)]),
    ["multiprocessing.managers.Token", () => new Token()],
    ["multiprocessing.managers.RebuildProxy", rebuildProxy],
    ...options.constructors ?? [],
  ]);
  const allow = [
    ...options.allow ?? [],
    ...PROXIES.split(" ").map((name) => `multiprocessing.managers.${name}`),
  ];
  return { ...options, constructors, allow };
}

/** An exception of a shared object's method that has no pickle, or a fault of the manager: its traceback as text. */
export class RemoteError extends PythonError {
  /**
   * An error of the other side.
   *
   * @param text What the other side said.
   */
  constructor(text: string) {
    super("RemoteError", `\n${"-".repeat(75)}\n${text}${"-".repeat(75)}`);
  }
}
