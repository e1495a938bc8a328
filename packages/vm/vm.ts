/**
 * The virtual machine of one Worker: views on the shared memory, the chosen strategies, and the operations
 * that natives, builtin types and the interpreter are written with. Everything that Python can see lies in
 * the shared memory; a `Vm` holds only what can be rebuilt (caches, tables of natives).
 *
 * Ownership: arguments are borrowed, results are new references, 0 is failure with an exception set, unless
 * a method says otherwise. "Tri" results are 1, 0, or -1 for failure.
 *
 * @module
 */
import { type HeapMemory, LAYOUT_TABLE, type ThreadHeap, threadBlock, TYPE_TABLE, VM_CONTROL } from "@orochi/heap";
import {
  type Address,
  EXCEPTION_SUPPRESS,
  FALSE,
  LIST_ITEMS,
  LIST_LENGTH,
  NONE,
  ObjectMemory,
  T_BOOL,
  T_BYTES,
  T_COMPLEX,
  T_DICT,
  T_FLOAT,
  T_INT,
  T_LIST,
  T_OBJECT,
  T_STR,
  T_TUPLE,
  TRUE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  type Value,
} from "@orochi/object";
import type { RefcountStrategy } from "@orochi/refcount";
import type { LockStrategy } from "@orochi/gil";
import * as abstractNumber from "./protocol/number.ts";
import * as abstractCompare from "./protocol/compare.ts";
import * as abstractContainer from "./protocol/container.ts";
import * as abstractIteration from "./protocol/iteration.ts";
import * as abstractText from "./protocol/text.ts";
import * as attributes from "./attributes.ts";
import * as calls from "./call.ts";
import * as dicts from "./dicts.ts";
import * as errors from "./errors.ts";
import * as values from "./values.ts";
import { destroy, Graveyard } from "./lifetime.ts";
import { isSubtype, lookup, LookupCache } from "./type_lookup.ts";
import { internNames, type NameTable } from "./names.ts";
import type { Host, HostError, ThreadHost } from "./host.ts";
import type { JitHooks } from "./jit_hooks.ts";
import type { NativeRegistry } from "./registry.ts";

/** Bytes from VM_CONTROL. Next version number of dict keys, types and shapes; never reused. */
export const CONTROL_VERSION = 0;
/** Bytes from VM_CONTROL. The `builtins` module's dict. */
export const CONTROL_BUILTINS = 4;
/** Bytes from VM_CONTROL. The dict `sys.modules`. */
export const CONTROL_MODULES = 8;
/** Bytes from VM_CONTROL. Next type index to give out. */
export const CONTROL_NEXT_TYPE = 12;
/** Bytes from VM_CONTROL. Next inline-cache word to give out. */
export const CONTROL_NEXT_CACHE = 16;
/** Bytes from VM_CONTROL. The dict of the `sys` module. */
export const CONTROL_SYS = 20;
/** Bytes from VM_CONTROL. Set once the builtin types are there. */
export const CONTROL_READY = 24;
/** Bytes from VM_CONTROL. Recursion limit. */
export const CONTROL_RECURSION_LIMIT = 28;
/** Bytes from VM_CONTROL. Next thread ident. */
export const CONTROL_NEXT_IDENT = 32;
/** Bytes from VM_CONTROL. Ident of the main thread. */
export const CONTROL_MAIN_IDENT = 36;
/** Bytes from VM_CONTROL. Empty tuple. */
export const CONTROL_EMPTY_TUPLE = 40;
/** Bytes from VM_CONTROL. Dict from exception name to class, for natives. */
export const CONTROL_EXCEPTIONS = 44;

/** Bytes from VM_CONTROL. The MemoryError instance kept for when nothing can be allocated. */
export const CONTROL_MEMORY_ERROR = 48;
/** Bytes from VM_CONTROL. Values to drop when no other thread can be reading them: a list. */
export const CONTROL_RETIRED = 52;

/** What a Vm is assembled from. */
export interface VmParts {
  readonly memory: HeapMemory;
  readonly heap: ThreadHeap;
  readonly rc: RefcountStrategy;
  readonly lock: LockStrategy;
  readonly slot: number;
  readonly host: Host;
  readonly threads: ThreadHost;
  readonly registry: NativeRegistry;
}

/** See the module documentation. */
export class Vm {
  readonly memory: HeapMemory;
  readonly heap: ThreadHeap;
  readonly objects: ObjectMemory;
  readonly rc: RefcountStrategy;
  readonly lock: LockStrategy;
  readonly slot: number;
  readonly host: Host;
  readonly threads: ThreadHost;
  readonly registry: NativeRegistry;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly f64: Float64Array;
  /** Address of this Worker's thread block. */
  readonly block: Address;
  readonly lookupCache: LookupCache = new LookupCache();
  /** Dead objects that wait to be taken apart. */
  readonly graveyard: Graveyard = new Graveyard();
  /** Inline caches of all code objects, this Worker's own. */
  ic: Int32Array = new Int32Array(1 << 16);
  names!: NameTable;
  jit: JitHooks | null = null;
  /** Compares keys for the storage functions of `@orochi/object`. */
  readonly keyEquals: (stored: Value, wanted: Value) => number = dicts.makeKeyEquals(this);
  readonly #exceptionTypes: Map<string, Address> = new Map();
  readonly #reprStack: Value[] = [];

  constructor(parts: VmParts) {
    this.memory = parts.memory;
    this.heap = parts.heap;
    this.rc = parts.rc;
    this.lock = parts.lock;
    this.slot = parts.slot;
    this.host = parts.host;
    this.threads = parts.threads;
    this.registry = parts.registry;
    this.i32 = parts.memory.i32;
    this.u32 = parts.memory.u32;
    this.u8 = parts.memory.u8;
    this.u16 = parts.memory.u16;
    this.f64 = parts.memory.f64;
    this.block = threadBlock(parts.slot);
    this.objects = new ObjectMemory(parts.memory, parts.heap);
  }

  /** Resolves the names; the intern table must be there. */
  attachNames(): void {
    this.names = internNames((name) => this.intern(name));
  }

  // -- references

  /** Adds a reference; accepts small ints and 0. */
  incref(value: Value): void {
    if ((value & 1) === 0 && value !== 0) this.rc.incref(value);
  }
  /** Drops a reference, destroying the object if it was the last; accepts small ints and 0. */
  decref(value: Value): void {
    if ((value & 1) === 0 && value !== 0 && this.rc.decref(value)) destroy(this, value);
  }
  /** Adds a reference and returns the value. */
  keep(value: Value): Value {
    if ((value & 1) === 0 && value !== 0) this.rc.incref(value);
    return value;
  }
  /**
   * A new reference to the value in a shared word that other threads may replace meanwhile.
   *
   * @param word Word index.
   * @param owner Object whose lock guards the word.
   */
  load(word: number, owner: Address): Value {
    const value = this.i32[word];
    if ((value & 1) === 1 || value === 0) return value;
    if (this.rc.tryIncref(value)) {
      if (this.i32[word] === value) return value;
      this.decref(value);
    }
    this.lock.begin(owner);
    const settled = this.keep(this.i32[word]);
    this.lock.end();
    return settled;
  }
  /** Stores a value (stolen) into a word and drops what was there. */
  store(word: number, value: Value): void {
    const old = this.i32[word];
    this.i32[word] = value;
    this.decref(old);
  }

  // -- memory and types

  /** A new object of a builtin layout: count 1, words after the type word zero; 0 with MemoryError. */
  alloc(typeIndex: number, bytes: number): Address {
    const address = this.heap.allocObject(bytes);
    if (address === 0) return this.raiseMemory();
    const first = address >>> 2;
    this.i32.fill(0, first + 1, first + ((bytes + 3) >>> 2));
    this.i32[first] = typeIndex;
    this.rc.init(address);
    return address;
  }
  /** A new instance of a class, builtin or not, with all its words zero but for the shape. */
  allocInstance(type: Address): Address {
    return values.allocInstance(this, type, 0);
  }
  /** A new instance for `__new__` of a builtin of `builtinBytes` bytes, whose class may be a subclass. */
  allocLike(type: Address, builtinBytes: number): Address {
    return values.allocInstance(this, type, builtinBytes);
  }
  /** Number of a value's type. */
  typeIndex(value: Value): number {
    return (value & 1) === 1 ? T_INT : this.i32[value >>> 2] & 0xffff;
  }
  /** The type object of a value (borrowed). */
  typeOf(value: Value): Address {
    return this.i32[(TYPE_TABLE >>> 2) + this.typeIndex(value)];
  }
  /** The type object of a type index (borrowed). */
  typeObject(index: number): Address {
    return this.i32[(TYPE_TABLE >>> 2) + index];
  }
  /** Number of the builtin type whose layout a value has; `T_LIST` for lists and for subclasses of list. */
  layout(value: Value): number {
    if ((value & 1) === 1) return T_INT;
    return this.u16[(LAYOUT_TABLE >>> 1) + (this.i32[value >>> 2] & 0xffff)];
  }
  /** Whether a value's type is exactly the builtin one. */
  isExact(value: Value, typeIndex: number): boolean {
    return this.typeIndex(value) === typeIndex;
  }
  /** `type(value).__name__`, for messages. */
  typeName(value: Value): string {
    return values.typeNameOf(this, this.typeOf(value));
  }
  /** The type `object` (borrowed). */
  get objectType(): Address {
    return this.typeObject(T_OBJECT);
  }
  /** Whether `type` is `other` or derives from it. */
  isSubtype(type: Address, other: Address): boolean {
    return isSubtype(this, type, other);
  }
  /** Whether attribute reads of a type need no Python-level hook although its `__getattribute__` is not object's. */
  hasBuiltinGetAttr(type: Address): boolean {
    return attributes.hasBuiltinGetAttr(this, type);
  }
  /** Likewise for writes. */
  hasBuiltinSetAttr(type: Address): boolean {
    return attributes.hasBuiltinSetAttr(this, type);
  }
  /** A number never given out before, for versions of types, dict keys and shapes. */
  newVersion(): number {
    return this.objects.newVersion();
  }

  // -- errors

  /** Raises a builtin exception by name. */
  raise(name: string, message: string): 0 {
    return errors.raise(this, name, message);
  }
  /** Raises TypeError. */
  raiseType(message: string): 0 {
    return errors.raise(this, "TypeError", message);
  }
  /** Raises ValueError. */
  raiseValue(message: string): 0 {
    return errors.raise(this, "ValueError", message);
  }
  /** Raises IndexError. */
  raiseIndex(message: string): 0 {
    return errors.raise(this, "IndexError", message);
  }
  /** Raises KeyError with the key itself. */
  raiseKey(key: Value): 0 {
    return errors.raiseValue(this, this.exceptionType("KeyError"), this.keep(key));
  }
  /** Raises an exception instance (stolen). */
  raiseObject(exception: Value): 0 {
    return errors.setError(this, exception);
  }
  /** Raises StopIteration. */
  raiseStopIteration(value: Value): 0 {
    return errors.raiseStopIteration(this, value);
  }
  /** Raises the OSError of a host failure. */
  raiseOS(error: HostError, filename?: Value): 0 {
    return errors.raiseOS(this, error, filename);
  }
  /** Raises MemoryError: the instance made at start, since nothing can be allocated now. */
  raiseMemory(): 0 {
    return values.raiseMemory(this);
  }
  /** Whether an exception is being raised. */
  failed(): boolean {
    return errors.failed(this);
  }
  /** Whether the exception being raised is of a builtin class. */
  matches(name: string): boolean {
    return errors.matches(this, name);
  }
  /** Forgets the exception being raised. */
  clearError(): void {
    errors.clearError(this);
  }
  /** Takes the exception being raised (owned). */
  takeError(): Value {
    return errors.takeError(this);
  }
  /** Puts an exception back (stolen). */
  setError(exception: Value): 0 {
    return errors.restoreError(this, exception);
  }
  /** `__suppress_context__`. */
  setSuppressContext(exception: Value, suppress: boolean): void {
    this.i32[(exception + EXCEPTION_SUPPRESS) >>> 2] = suppress ? 1 : 0;
  }
  /** A builtin exception class by name (borrowed). */
  exceptionType(name: string): Address {
    let type = this.#exceptionTypes.get(name);
    if (type === undefined) {
      type = dicts.getString(this, this.control(CONTROL_EXCEPTIONS), name);
      if (type === 0) throw new Error(`Cannot raise ${name}: no such builtin exception`);
      this.#exceptionTypes.set(name, type);
    }
    return type;
  }
  /** A control word of the VM. */
  control(offset: number): number {
    return this.i32[(VM_CONTROL + offset) >>> 2];
  }
  /** Sets a control word of the VM. */
  setControl(offset: number, value: number): void {
    this.i32[(VM_CONTROL + offset) >>> 2] = value;
  }

  // -- making values

  /** An int of a safe JavaScript integer. */
  newInt(value: number): Value {
    return values.newInt(this, value);
  }
  /** An int of any size. */
  newBigInt(value: bigint): Value {
    return values.newBigInt(this, value);
  }
  /** A float. */
  newFloat(value: number): Value {
    return values.newFloat(this, value);
  }
  /** A complex number. */
  newComplex(real: number, imaginary: number): Value {
    return values.newComplex(this, real, imaginary);
  }
  /** A str; lone surrogates stay. */
  newStr(text: string): Value {
    return values.newStr(this, text);
  }
  /** The interned, immortal str of a text; 0 only when the heap is exhausted. */
  intern(text: string): Value {
    return values.intern(this, text);
  }
  /** A bytes object. */
  newBytes(bytes: Uint8Array): Value {
    return values.newBytes(this, bytes);
  }
  /** A tuple; takes the references over. 0 among them (an allocation that failed) fails the whole. */
  newTuple(items: readonly Value[]): Value {
    return values.newTuple(this, items);
  }
  /** A list; takes the references over, as `newTuple`. */
  newList(items: readonly Value[]): Value {
    return values.newList(this, items);
  }
  /** An empty dict. */
  newDict(): Value {
    return dicts.newDict(this);
  }
  /** An empty set or frozenset. */
  newSet(typeIndex: number): Value {
    return values.newSet(this, typeIndex);
  }
  /** True or False. */
  bool(condition: boolean): Value {
    return condition ? TRUE : FALSE;
  }
  /** A slice; arguments are borrowed. */
  newSlice(start: Value, stop: Value, step: Value): Value {
    return values.newSlice(this, start, stop, step);
  }

  // -- reading values

  isInt(value: Value): boolean {
    if ((value & 1) === 1) return true;
    const layout = this.layout(value);
    return layout === T_INT || layout === T_BOOL;
  }
  isStr(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_STR;
  }
  isFloat(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_FLOAT;
  }
  isComplex(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_COMPLEX;
  }
  isBytes(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_BYTES;
  }
  isTuple(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_TUPLE;
  }
  isList(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_LIST;
  }
  isDict(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_DICT;
  }
  /** The text of a str. */
  js(value: Value): string {
    return values.textOf(this, value);
  }
  /** The value of an int. */
  bigInt(value: Value): bigint {
    return values.bigIntOf(this, value);
  }
  /** The value of an int as a double, rounded; huge ones are infinite. */
  number(value: Value): number {
    return values.numberOf(this, value);
  }
  /** The value of a float. */
  float(value: Value): number {
    return this.f64[(value + 8) >>> 3];
  }
  /** Any real number as a double; NaN with an exception set on failure. */
  asDouble(value: Value): number {
    return abstractNumber.asDouble(this, value);
  }
  /** An index through `__index__`, clamped to ±2^53; NaN with TypeError set on failure. */
  index(value: Value): number {
    return abstractNumber.index(this, value);
  }
  tupleLength(tuple: Value): number {
    return this.i32[(tuple + TUPLE_LENGTH) >>> 2];
  }
  /** Borrowed. */
  tupleItem(tuple: Value, index: number): Value {
    return this.i32[(tuple + TUPLE_ITEMS + index * 4) >>> 2];
  }
  listLength(list: Value): number {
    return this.i32[(list + LIST_LENGTH) >>> 2];
  }
  /** Borrowed; only while nobody else can change the list. */
  listItem(list: Value, index: number): Value {
    return this.i32[(this.i32[(list + LIST_ITEMS) >>> 2] + index * 4) >>> 2];
  }
  /** Start, stop, step and number of items of a slice over a length; null on failure. */
  sliceIndices(slice: Value, length: number): values.SliceIndices | null {
    return values.sliceIndices(this, slice, length);
  }

  // -- protocols

  getAttr(object: Value, name: Value): Value {
    return attributes.getAttr(this, object, name);
  }
  /** As `getAttr`, but 0 without an exception where the attribute is missing. */
  getAttrOptional(object: Value, name: Value): Value {
    return attributes.getAttrOptional(this, object, name);
  }
  /** Sets, or with 0 deletes, an attribute. */
  setAttr(object: Value, name: Value, value: Value): boolean {
    return attributes.setAttr(this, object, name, value);
  }
  /** A special method as found on the type (borrowed, unbound), or 0. */
  lookupSpecial(object: Value, name: Value): Value {
    return lookup(this, this.typeOf(object), name);
  }
  /** Calls a special method; 0 without an exception if the type has none. */
  callSpecial(object: Value, name: Value, ...args: Value[]): Value {
    return calls.callSpecial(this, object, name, args);
  }
  call(callable: Value, ...args: Value[]): Value {
    return calls.callArray(this, callable, args);
  }
  callKeywords(callable: Value, positional: Value[], names: string[], keywords: Value[]): Value {
    return calls.callKeywords(this, callable, positional, names, keywords);
  }
  callMethod(object: Value, name: Value, ...args: Value[]): Value {
    return calls.callMethod(this, object, name, args);
  }
  /** Identity first, then `==`. */
  equals(a: Value, b: Value): number {
    return abstractCompare.equals(this, a, b);
  }
  /** Rich comparison; 0 to 5 are < <= == != > >=. */
  compare(operation: number, a: Value, b: Value): Value {
    return abstractCompare.compare(this, operation, a, b);
  }
  /** The 32-bit hash used inside; 0 may be a failure: ask `failed`. */
  hash(value: Value): number {
    return abstractCompare.hash(this, value);
  }
  truthy(value: Value): number {
    return abstractCompare.truthy(this, value);
  }
  /** `len(value)`, -1 on failure. */
  length(value: Value): number {
    return abstractContainer.length(this, value);
  }
  repr(value: Value): Value {
    return abstractText.repr(this, value);
  }
  toStr(value: Value): Value {
    return abstractText.toStr(this, value);
  }
  ascii(value: Value): Value {
    return abstractText.ascii(this, value);
  }
  format(value: Value, spec: Value): Value {
    return abstractText.format(this, value, spec);
  }
  iter(value: Value): Value {
    return abstractIteration.iter(this, value);
  }
  /** The next item, or 0: exhausted unless an exception is set. */
  next(iterator: Value): Value {
    return abstractIteration.next(this, iterator);
  }
  /** Calls back with each item (borrowed) until it returns false; false if anything failed. */
  iterate(iterable: Value, each: (item: Value) => boolean): boolean {
    return abstractIteration.iterate(this, iterable, each);
  }
  /** A new list of an iterable's items. */
  collect(iterable: Value): Value {
    return abstractIteration.collect(this, iterable);
  }
  contains(container: Value, item: Value): number {
    return abstractContainer.contains(this, container, item);
  }
  getItem(container: Value, key: Value): Value {
    return abstractContainer.getItem(this, container, key);
  }
  setItem(container: Value, key: Value, value: Value): boolean {
    return abstractContainer.setItem(this, container, key, value);
  }
  delItem(container: Value, key: Value): boolean {
    return abstractContainer.delItem(this, container, key);
  }
  /** Operation 0 to 12 in ORDER BINARY of the opcode table. */
  binary(operation: number, a: Value, b: Value): Value {
    return abstractNumber.binary(this, operation, a, b);
  }
  inplace(operation: number, a: Value, b: Value): Value {
    return abstractNumber.inplace(this, operation, a, b);
  }
  isInstance(value: Value, classes: Value): number {
    return abstractCompare.isInstance(this, value, classes);
  }
  isSubclass(type: Value, classes: Value): number {
    return abstractCompare.isSubclass(this, type, classes);
  }

  // -- exact dicts

  /** Borrowed; 0 if missing or failed. */
  dictGet(dict: Value, key: Value): Value {
    return dicts.get(this, dict, key);
  }
  /** Borrowed; the key is an interned str. */
  dictGetInterned(dict: Value, key: Value): Value {
    return dicts.getInterned(this, dict, key);
  }
  dictSet(dict: Value, key: Value, value: Value): boolean {
    return dicts.set(this, dict, key, value);
  }
  dictGetStr(dict: Value, key: string): Value {
    return dicts.getString(this, dict, key);
  }
  dictSetStr(dict: Value, key: string, value: Value): boolean {
    return dicts.set(this, dict, this.intern(key), value);
  }
  /** 1 if the key was there. */
  dictDelete(dict: Value, key: Value): number {
    return dicts.remove(this, dict, key);
  }
  dictIterate(dict: Value, each: (key: Value, value: Value) => boolean): boolean {
    return dicts.iterate(this, dict, each);
  }

  // -- odds and ends

  /** False if the object's repr is being made already in this thread. */
  enterRepr(object: Value): boolean {
    if (this.#reprStack.includes(object)) return false;
    this.#reprStack.push(object);
    return true;
  }
  leaveRepr(object: Value): void {
    const index = this.#reprStack.lastIndexOf(object);
    if (index >= 0) this.#reprStack.splice(index, 1);
  }
  /** None, for natives that return nothing. */
  get none(): Value {
    return NONE;
  }
}
