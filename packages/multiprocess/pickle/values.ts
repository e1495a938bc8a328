/**
 * Values of Python that JavaScript has no equal of, as small classes.
 *
 * What JavaScript has is used as it is: `null`, booleans, strings, numbers and bigints, arrays (list), `Map` (dict),
 * `Set`, `Uint8Array` (bytes), typed arrays (`array.array`), `Date` (an aware `datetime`). Everything else is here.
 *
 * @module
 */

/** A float whose value is integral, or any float that must stay one: `new PyFloat(1)` is Python's `1.0`. */
export class PyFloat {
  /**
   * A float.
   *
   * @param value The number; may be infinite or NaN.
   */
  constructor(readonly value: number) {}

  /** Lets arithmetic work: `new PyFloat(1) + 1` is 2. */
  valueOf(): number {
    return this.value;
  }
}

/**
 * A tuple: an array of another class, so that indexing, destructuring and `for` work as with any array.
 *
 * Make one with {@linkcode tuple} or `PyTuple.of(1, 2)`. Like every array it can be changed, and should not be once
 * it is a key.
 */
export class PyTuple<T = unknown> extends Array<T> {
}

/**
 * Makes a tuple.
 *
 * @param items Its items.
 */
export function tuple<T extends unknown[]>(...items: T): PyTuple<T[number]> {
  return tupleFromArray(items);
}

/**
 * Turns an array into a tuple, without a copy: the array itself becomes one.
 *
 * @param items An array that nobody else uses.
 */
export function tupleFromArray<T>(items: T[]): PyTuple<T> {
  return Object.setPrototypeOf(items, PyTuple.prototype);
}

/** A frozenset: a `Set` of another class. */
export class PyFrozenSet<T = unknown> extends Set<T> {
}

/** A bytearray: a `Uint8Array` of another class, since a plain one is `bytes`. */
export class PyByteArray extends Uint8Array {
}

/** A complex number. */
export class PyComplex {
  /**
   * A number of two parts.
   *
   * @param re Real part.
   * @param im Imaginary part.
   */
  constructor(readonly re: number, readonly im: number) {}
}

/** A value of which there is one: {@linkcode ELLIPSIS} or {@linkcode NOT_IMPLEMENTED}. */
export class PyConstant {
  /**
   * Made here only: one of each name.
   *
   * @param name Its name in `builtins`.
   */
  constructor(readonly name: "Ellipsis" | "NotImplemented") {}
}

/** Python's `...`. */
export const ELLIPSIS: PyConstant = new PyConstant("Ellipsis");
/** Python's `NotImplemented`. */
export const NOT_IMPLEMENTED: PyConstant = new PyConstant("NotImplemented");

/** A class or function, by name. It is a reference and can't be called. */
export class PyGlobal {
  /**
   * A reference by name.
   *
   * @param module Its `__module__`, for example `collections`.
   * @param name Its `__qualname__`, for example `OrderedDict` or `Outer.Inner`.
   */
  constructor(readonly module: string, readonly name: string) {}

  /** The dotted name, for messages and allow-lists. */
  toString(): string {
    return `${this.module}.${this.name}`;
  }
}

/** Parts of an instance beyond its class and arguments. */
export interface ObjectParts {
  /** Keyword arguments of `__new__`, for classes with `__getnewargs_ex__`. */
  kwargs?: Map<string, unknown>;
  /** What `__setstate__` or the instance's `__dict__` gets; `undefined` for none. */
  state?: unknown;
  /** Items to append, for subclasses of list. */
  listItems?: unknown[];
  /** Items to set, for subclasses of dict. */
  dictItems?: Map<unknown, unknown>;
}

/**
 * An instance of a class of Python's, as data: what CPython's `object.__reduce_ex__` says of it.
 *
 * With protocol 2 and above it is written as `cls.__new__(cls, *args)` and its state. Protocols 0 and 1 know only
 * `copyreg._reconstructor`, which is given {@linkcode base}.
 */
export class PyObject {
  /** Keyword arguments of `__new__`, or `undefined`. */
  kwargs: Map<string, unknown> | undefined;
  /** State, or `undefined`. */
  state: unknown;
  /** Items to append, or `undefined`. */
  listItems: unknown[] | undefined;
  /** Items to set, or `undefined`. */
  dictItems: Map<unknown, unknown> | undefined;
  /** The builtin class under an instance of a subclass, when it is neither list nor dict: `new PyGlobal("builtins", "int")`. */
  base: PyGlobal | undefined;

  /**
   * An instance of a class.
   *
   * @param cls Its class.
   * @param args Arguments of `__new__` after the class.
   * @param parts Everything else.
   */
  constructor(readonly cls: PyGlobal, readonly args: PyTuple = tuple(), parts: ObjectParts = {}) {
    this.kwargs = parts.kwargs;
    this.state = parts.state;
    this.listItems = parts.listItems;
    this.dictItems = parts.dictItems;
  }

  /**
   * An attribute from the state, if the state is a dict, or a pair of dicts as classes with slots have it.
   *
   * @param name Its name.
   * @returns Its value, or `undefined`.
   */
  getAttribute(name: string): unknown {
    const states = this.state instanceof PyTuple ? this.state : [this.state];
    for (const state of states) {
      if (state instanceof Map && state.has(name)) return state.get(name);
    }
    return undefined;
  }
}

/** What a call has beyond its function and arguments. */
export interface ReduceParts extends Omit<ObjectParts, "kwargs"> {
  /** A function that sets the state in place of `__setstate__`: `setter(object, state)`. */
  stateSetter?: unknown;
}

/** The result of a call, as data: `callable(*args)`, then state and items. Anything with a `__reduce__` is one. */
export class PyReduce {
  /** State, or `undefined`. */
  state: unknown;
  /** Items to append, or `undefined`. */
  listItems: unknown[] | undefined;
  /** Items to set, or `undefined`. */
  dictItems: Map<unknown, unknown> | undefined;
  /** Who sets the state, or `undefined`. */
  stateSetter: unknown;

  /**
   * What is made by a call.
   *
   * @param callable What is called: a {@linkcode PyGlobal}, or a value that gives one.
   * @param args Arguments.
   * @param parts Everything else.
   */
  constructor(readonly callable: unknown, readonly args: PyTuple = tuple(), parts: ReduceParts = {}) {
    this.state = parts.state;
    this.listItems = parts.listItems;
    this.dictItems = parts.dictItems;
    this.stateSetter = parts.stateSetter;
  }
}

/** An argument in a message. What contains others is not looked into: it may be as deep or wide as it likes. */
function shown(value: unknown): string {
  return typeof value === "object" && value !== null ? value.constructor?.name ?? "object" : String(value);
}

/** An exception of Python's: it can be thrown, and be sent to Python and back. */
export class PyException extends Error {
  /** Attributes of the instance beyond its arguments, or `undefined`. */
  state: unknown;

  /**
   * An exception of a class.
   *
   * @param cls Its class.
   * @param args Its arguments, of which the message is made as Python does it.
   */
  constructor(readonly cls: PyGlobal, readonly args: PyTuple = tuple()) {
    super(args.length === 1 ? shown(args[0]) : args.length === 0 ? "" : `(${args.map(shown).join(", ")})`);
    this.name = cls.module === "builtins" ? cls.name : cls.toString();
  }
}

/**
 * A buffer that may travel outside of the pickle (PEP 574).
 *
 * With protocol 5 and a `bufferCallback` it is handed to the callback without a copy, else it is written as bytes
 * or, if writable, as bytearray.
 */
export class PickleBuffer {
  /**
   * A buffer over memory.
   *
   * @param bytes The memory, which is not copied.
   * @param readonly Whether the reader gets it as read-only.
   */
  constructor(readonly bytes: Uint8Array, readonly readonly: boolean = false) {}
}

/** A Python dict that keeps the class `collections.OrderedDict`. */
export class PyOrderedDict<K = unknown, V = unknown> extends Map<K, V> {
}

/** Key of a method with which an object of any class says how it is pickled: it returns another value to write. */
export const pickleReduce: unique symbol = Symbol.for("orochi.pickleReduce");

/** Key of a method that is given the state from a pickle: `object[pickleSetState](state)`. */
export const pickleSetState: unique symbol = Symbol.for("orochi.pickleSetState");

/** An object that says itself how it is pickled. */
export interface Pickleable {
  /**
   * Called by the pickler for what to write in the object's place.
   *
   * @param protocol The protocol that is written.
   * @returns Mostly a {@linkcode PyReduce}, {@linkcode PyObject} or {@linkcode PyGlobal}; it is memoised as this object.
   */
  [pickleReduce](protocol: number): unknown;
}
