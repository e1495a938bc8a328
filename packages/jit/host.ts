/**
 * What compiled code needs of the machine around it: the contract of every function that it imports, and of what the
 * compiler asks while it translates.
 *
 * Conventions: addresses and Values are i32. "Owned" arguments become the callee's. A Value result is a new
 * reference; 0 says that an exception is set, unless said otherwise.
 *
 * @module
 */
import type { RefcountEmitter } from "@orochi/refcount";
import type { LockEmitter } from "@orochi/gil";
import type { Address, Value } from "@orochi/object";

/** In {@linkcode JitHelpers.format}, in the place of a conversion. */
export const REPR_ALONE = 5;

/** Functions that compiled code imports. */
export interface JitHelpers {
  /**
   * Performs the one instruction at `pc` of the frame at `frame`, whose operand registers are in memory, in the
   * interpreter's way: consumes temporaries, writes results, drops a written local's old value. Never used for jumps.
   *
   * @returns 1, or 0 with an exception set; operands that are left in registers are still owned by them.
   */
  execute(frame: Address, pc: number): number;
  /**
   * Calls a function in the interpreter. Its arguments, owned, are in the registers of a frame to be made at `frame`,
   * in the order of its parameters.
   */
  interpret(frame: Address, func: Address, parameters: number): Value;
  /** The breaker is set. 0: an exception was raised. */
  safepoint(): number;
  /** Sets RecursionError. */
  recursionError(): void;
  /** Adds a reference to a heap object, where compiled code can't. */
  incref(object: Address): void;
  /** Drops a reference to a heap object where compiled code can't. 1: the caller destroys it. */
  decref(object: Address): number;
  /** Adds a reference to an object that may be dying. 0: it failed. */
  tryIncref(object: Address): number;
  /** Begins a critical section. */
  begin(object: Address): void;
  /** Ends a critical section. */
  end(): void;
  /** The object has no reference left. */
  destroy(object: Address): void;
  /** A float object. */
  newFloat(value: number): Value;
  /** 1, 0, or -1 with an exception set. The value is borrowed. */
  truthy(value: Value): number;
  /** Next item; 0 when exhausted, 2 with an exception set. The iterator is borrowed. */
  next(iterator: Value): Value;
  /** Memory for an object, when the thread's page has none; 0 when exhausted. */
  allocObject(bytes: number): Address;
  /** Frees an object of another slot, or the last of a page. */
  freeObject(object: Address): void;
  /** Raw storage, when the thread's page has none; 0 when exhausted. */
  allocRaw(bytes: number): Address;
  /** Frees raw storage that others may still read. */
  freeRaw(storage: Address): void;
  /** Drops a frame object's tie to a frame that ends. */
  detachFrame(frame: Address): void;
  /** Ends a frame that the interpreter had begun: its namespace is dropped too. Registers are dropped already. */
  endFrame(frame: Address): void;
  /** `__init__` gave something other than None, or raised (0): drops both, and sets TypeError in the first case. */
  refuseInit(instance: Value, result: Value): void;
  /** Calls a builtin function or method descriptor with arguments (borrowed) that lie side by side. */
  callNative(callable: Value, args: Address, count: number): Value;
  /** {@linkcode reflectOperator}; `own` is 1 for an in-place operator. The operands are borrowed. */
  reflectOperator(a: Value, b: Value, operator: number, own: number): Value;
  /** `isinstance`: 1, 0, or -1 with an exception set. */
  isInstance(value: Value, type: Value): number;
  /** A list of values (owned) that lie side by side. */
  newList(items: Address, count: number): Value;
  /** A dict of keys and values in turns (borrowed) that lie side by side; `count` words. */
  newDict(items: Address, count: number): Value;
  /** `container[start:stop]` or `container[start:stop:step]`, the bounds (borrowed) side by side. */
  getSlice(container: Value, bounds: Address, count: number): Value;
  /** A set of values (borrowed) that lie side by side. */
  newSet(items: Address, count: number): Value;
  /** Calls a function that only makes a generator, with arguments (owned) that lie side by side. */
  newGenerator(func: Value, args: Address, count: number): Value;
  /** Sets StopIteration with what a generator returned (owned). */
  stopIteration(value: Value): void;
  /** A compiled generator returns, its registers dropped already: its frame ends. */
  endGenerator(frame: Address): void;
  /** What is handled inside a generator becomes the thread's, as it is resumed. */
  swapHandled(generator: Address): void;
  /** The thread's handled exception is its own again, as a generator yields. */
  restoreHandled(generator: Address): void;
  /** What a generator delegates to (borrowed), or 0. */
  setDelegate(generator: Address, target: Value): void;
  /** Makes room for one more item in a list that has none, if there is memory. */
  growList(list: Address): void;
  /** Adds to a set. 0: an exception was raised. */
  setAdd(set: Address, item: Value): number;
  /** `dict[key] = value` of a dict that is being built. 0: an exception was raised. */
  dictSet(dict: Address, key: Value, value: Value): number;
  /** A copy of a dict. */
  copyDict(dict: Address): Value;
  /** An exception of a class, with arguments (borrowed) that lie side by side; its `__init__` is not called. */
  newException(type: Address, args: Address, count: number): Value;
  /**
   * The text of a replacement field; spec 0 for an empty one, conversion: 0 none, 1 str, 2 repr, 3 ascii, 4 the one that
   * is the spec, of `%`; or, for {@linkcode REPR_ALONE}, what `repr` gives and no field would format.
   */
  format(value: Value, spec: Value, conversion: number): Value;
  /** The same without a conversion, or with 4, with a specification of which the layout is known: see `JitHost.layoutOf`. */
  formatWith(value: Value, spec: Value, layout: number): Value;
  /**
   * Calls `str.format` with self, positional arguments and others by name, which lie side by side (borrowed).
   *
   * @param count How many there are but for the others.
   * @param names Tuple of the others' names, or 0.
   * @param site See `JitHost.formatSite`.
   */
  formatCall(callable: Value, args: Address, count: number, names: Value, site: Address): Value;
  /** One str of strs that lie side by side (borrowed). */
  joinStrings(items: Address, count: number): Value;
  /**
   * The exception that was raised by an instruction of a frame, owned, and no longer being raised; its traceback begins
   * with the frame then. 0: only the interpreter can go on.
   */
  catchRaised(frame: Address, pc: number): Value;
  /** An exception becomes the handled one. Returns the one that was before, or 0. */
  pushHandled(exception: Value): Value;
  /** What {@linkcode JitHelpers.pushHandled} returned becomes the handled one again. */
  popHandled(previous: Value): void;
  /** Whether `except` of a class or tuple catches an exception: 1, 0, or -1 with an exception set. */
  matches(exception: Value, type: Value): number;
  /** `a op b` by the operator's place in ORDER BINARY; operands are borrowed, here and below. */
  binary(a: Value, b: Value, operator: number): Value;
  /** `a op= b`; `replaced`: nobody else needs what the register of `a` holds. */
  inplace(a: Value, b: Value, operator: number, replaced: number): Value;
  /** A comparison by its place in ORDER COMPARE. */
  compare(a: Value, b: Value, operator: number): Value;
  /** `container[key]`. */
  getItem(container: Value, key: Value): Value;
  /** `container[key] = value`. 0: an exception was raised. */
  setItem(container: Value, key: Value, value: Value): number;
  /** `item in container`: 1, 0, or -1 with an exception set. */
  contains(container: Value, item: Value): number;
  /** Whether two strs are equal: 1 or 0. This and the next are WebAssembly: `core_module.ts`. */
  strEquals(a: Address, b: Address): number;
  /** The hash of a str, which is noted there. WebAssembly, too. */
  strHash(str: Address): number;
  /** The hash of a tuple as a key, noted there; 0 if the object is none, or only the machine can tell. */
  tupleHash(key: Address): number;
  /** Whether two keys that are not both strs are equal tuples: 1, 0, or -1 where only the machine can tell. */
  tupleEquals(stored: Address, key: Address): number;
  /** Order of two strs: -1, 0 or 1; 2 if one has characters of more than a byte. WebAssembly, too, as is the next. */
  strOrder(a: Address, b: Address): number;
  /** Whether a value is a str that has another within it: 1 or 0; -1: only the long way can tell. */
  strContains(container: Value, item: Value): number;
  /** Address of a dict's entry of a key; 0: there is none; -1: only the long way can tell. */
  dictFind(dict: Address, key: Value): number;
  /** Whether a value is a set or frozenset that has another: 1 or 0; -1: only the long way can tell. */
  setContains(container: Value, item: Value): number;
  /** `a + b`. This and those below, `format`, `joinStrings` and `getSlice` are quick for strs: `text_module.ts`. */
  concat(a: Value, b: Value): Value;
  /** `a += b`; `replaced` as of `inplace`. */
  grow(a: Value, b: Value, replaced: number): Value;
  /** `str(value)`. */
  strOf(value: Value): Value;
  /** `int(value)`. */
  intOf(value: Value): Value;
  /** `float(value)`. */
  floatOf(value: Value): Value;
  /** `iter(value)`. */
  getIter(value: Value): Value;
  /** Calls a method of str, as `callNative`; its place among `TEXT_METHODS`. */
  textMethod(callable: Value, args: Address, count: number, place: number): Value;
  /** Likewise a method of another container; its place among `CONTAINER_METHODS`. */
  containerMethod(callable: Value, args: Address, count: number, place: number): Value;
  /** The globals have, or had, other keys than when the word was written: whether they still lack this one, 1 or 0. */
  isMissing(globals: Address, name: Value, word: Address): number;
  /** Sets MemoryError. */
  raiseMemory(): Value;
}

/** Where a dict has a value: it stays there for as long as the dict has the same storage. */
export interface Place {
  /** Word index of the value. */
  readonly word: number;
  readonly storage: Address;
}

/** The machine as the compiler sees it. */
export interface JitHost {
  readonly memory: WebAssembly.Memory;
  readonly i32: Int32Array;
  readonly f64: Float64Array;
  /** Address of the calling Worker's thread block. */
  readonly block: Address;
  readonly slot: number;
  /** Bytes before each object. */
  readonly headerBytes: number;
  /** The chosen strategies, as code to be written in line. */
  readonly refcount: RefcountEmitter;
  readonly lock: LockEmitter;
  /** Address of the builtins dict, or 0 where the globals bring builtins of their own. */
  builtins(globals: Address): Address;
  /** Where the value under an interned key is in a dict with interned keys, or null. */
  placeIn(dict: Address, name: Value): Place | null;
  /**
   * Address of a word that holds a keys version of the globals, as of which they lack an interned key: for compiled code to
   * compare, and for {@linkcode JitHelpers.isMissing} to renew. 0: they have the key, or memory is exhausted.
   */
  missingWord(globals: Address, name: Value): Address;
  /** Where the value of a module's attribute is in the module's dict; null where it may be found elsewhere. */
  placeInModule(module: Address, name: Value): Place | null;
  /** This Worker's inline caches; may be another array after each call. */
  ic(): Int32Array;
  /** What the attribute cache at an index holds and has held, by `ATTRIBUTE_` words: the latest first. */
  cases(cache: number): readonly Int32Array[];
  /** What the cache of an attribute instruction would hold of the receiver of another one's case: see `expectedCase`. */
  expectedCase(op: number, known: Int32Array, name: Value): Int32Array | null;
  /** Address of a table of 256 Values: the immortal strs of one Latin-1 character. */
  characters(): Address;
  /** A hint that may be an interned str: that str, immortal, or 0. */
  name(hint: Value): Value;
  /** The tuple without items. */
  emptyTuple(): Value;
  /** Name of a native, with its type's in front for a method: "len", "list.append". */
  nativeName(id: number): string;
  /**
   * A specification of a replacement field, or a conversion of `%`, as one number: see `packedLayout` and
   * `percentLayout` of the virtual machine.
   */
  layoutOf(spec: Value, ofPercent: boolean): number;
  /** Address of a word of a call of `str.format`, for what is known of the format that it had last; 0 if memory is exhausted. */
  formatSite(): Address;
  /** Name of a native that is a function of `math`; "" for all others. */
  mathName(id: number): string;
  /**
   * The Python function that an operator calls for a left operand of the type with an index, by {@linkcode operatorFunction};
   * 0 where there is none, or more to it.
   */
  operatorFunction(type: number, operation: number, own: boolean): Value;
  /** The generator function that makes the iterators of the type with an index, by {@linkcode iteratorFunction}. */
  iteratorFunction(type: number): Value;
  /** Whether a class is one of exceptions that are made of their arguments alone. */
  isMadeOfArguments(type: Address): boolean;
  /** The Python `__init__` of a class whose instances object's `__new__` makes; 0 for other classes. */
  classInit(type: Address): Address;
  /** The Python `__init__` of a class whose instances BaseException's `__new__` makes; 0 for other classes. */
  exceptionInit(type: Address): Address;
  /** Makes an object immortal, so that compiled code may mention it without counting. */
  immortalise(object: Address): void;
}
