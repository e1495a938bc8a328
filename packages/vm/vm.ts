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
import {
  type HeapMemory,
  LAYOUT_TABLE,
  threadBlock,
  type ThreadHeap,
  TYPE_TABLE,
  VM_CONTROL,
} from "@orochi/heap";
import {
  type Address,
  BYTES_DATA,
  BYTES_LENGTH,
  CODE_FREEVARS,
  CODE_LOCALS,
  DICT_VERSION,
  EXCEPTION_CONTEXT,
  EXCEPTION_SUPPRESS,
  FALSE,
  FUNCTION_CLOSURE,
  FUNCTION_DEFAULTS,
  FUNCTION_GLOBALS,
  FUNCTION_KWDEFAULTS,
  FUNCTION_NAME,
  INT_LIMBS,
  INT_SIZE,
  ITERATOR_BYTES,
  ITERATOR_TARGET,
  LIST_ITEMS,
  LIST_LENGTH,
  listAppend as appendToList,
  NATIVE_BYTES,
  NATIVE_EXTRA,
  NATIVE_ID,
  NATIVE_NAME,
  NATIVE_SELF,
  NONE,
  ObjectMemory,
  PARTS_BYTES,
  PARTS_FIRST,
  setFind,
  setInsert,
  T_BOOL,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_BYTES,
  T_COMPLEX,
  T_DICT,
  T_FLOAT,
  T_GETSET_DESCRIPTOR,
  T_INT,
  T_ITERATOR,
  T_LIST,
  T_MAPPINGPROXY,
  T_OBJECT,
  T_SET,
  T_STR,
  T_TUPLE,
  tagInt,
  TRUE,
  TUPLE_ITEMS,
  TUPLE_LENGTH,
  TYPE_DICT,
  TYPE_MRO,
  type Value,
} from "@orochi/object";
import type { RefcountStrategy } from "@orochi/refcount";
import { BREAK_PENDING, type LockStrategy, ParkedLocks, ParkingLot, SINGLE } from "@orochi/gil";
import * as abstractNumber from "./protocol/number.ts";
import * as abstractCompare from "./protocol/compare.ts";
import * as abstractContainer from "./protocol/container.ts";
import * as abstractIteration from "./protocol/iteration.ts";
import * as abstractText from "./protocol/text.ts";
import * as attributes from "./attributes.ts";
import { builtinsOf } from "./builtins_of.ts";
import * as calls from "./call.ts";
import { callType } from "./classes.ts";
import * as dicts from "./dicts.ts";
import { localsOf } from "./frame_locals.ts";
import * as errors from "./errors.ts";
import * as values from "./values.ts";
import { dictGetSet } from "./builtins/object.ts";
import { weakrefGetSet } from "./builtins/weakref_attribute.ts";
import { formatSyntaxError } from "./builtins/syntax_error_text.ts";
import type { PercentFormats } from "./builtins/str_percent_parsed.ts";
import type { Conversion } from "./format/percent_parts.ts";
import { FormatCache } from "./format/quick.ts";
import { areFunctionParts, makeFunction } from "./functions.ts";
import { hashNatively } from "./hashing.ts";
import { keyHash } from "./key_hash.ts";
import { destroy, Graveyard } from "./lifetime.ts";
import { Collector } from "./collector/mod.ts";
import { FRAME_FUNCTION, SURE_NESTING, THREAD_DEPTH, THREAD_FRAME, THREAD_HANDLED } from "./thread_state.ts";
import { Retired } from "./retired.ts";
import { isSubtype, lookup, LookupCache } from "./type_lookup.ts";
import { internNames, type NameTable } from "./names.ts";
import type { Host, HostError, ThreadHost } from "./host.ts";
import type { JitHooks } from "./jit_hooks.ts";
import type { ImportWatcher, PreloadedModules } from "./preloaded_modules.ts";
import type { Monitor } from "./tracing/monitor.ts";
import type { Profiler } from "./tracing/profiler.ts";
import type { NativeRecord, NativeRegistry } from "./registry.ts";

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
/** Bytes from VM_CONTROL. A list of values that ended threads had retired: see retired.ts. */
export const CONTROL_RETIRED = 52;

/** Bytes from VM_CONTROL. Dict from object to its first weak reference. */
export const CONTROL_WEAK_TABLE = 56;

/** Bytes from VM_CONTROL. Dict from file name to the source of what has no file, or 0. */
export const CONTROL_SOURCES = 60;

/** Bytes from VM_CONTROL. The list of what an embedding program holds, or 0. */
export const CONTROL_EMBEDDER = 64;

/** Bytes from VM_CONTROL. `typing.NoDefault`, once asked for. */
export const CONTROL_NO_DEFAULT = 100;
/** Bytes from VM_CONTROL. `typing.Generic`. */
export const CONTROL_GENERIC = 104;

/** Bytes from VM_CONTROL. What `sys.path` began with, the folder of the program, or 0. */
export const CONTROL_PROGRAM_FOLDER = 108;

/** Objects up to this size are cleared in a loop. */
const MAX_LOOP_BYTES = 128;

/** Where `sys.path` finds the standard library that is packaged with the runtime. */
export const LIBRARY_PREFIX = "/<library>/";

/** What a Vm is assembled from. */
export interface VmParts {
  /** The memory that all Workers of the program share. */
  readonly memory: HeapMemory;
  /** This Worker's part of the heap. */
  readonly heap: ThreadHeap;
  /** How references are counted. */
  readonly rc: RefcountStrategy;
  /** How threads are kept from one another. */
  readonly lock: LockStrategy;
  /** This Worker's number among those of the program. */
  readonly slot: number;
  /** The outside world. */
  readonly host: Host;
  /** What starts and ends other threads. */
  readonly threads: ThreadHost;
  /** The natives and builtin types, by number. */
  readonly registry: NativeRegistry;
}

/** See the module documentation. */
export class Vm {
  /** The memory that all Workers of the program share. */
  readonly memory: HeapMemory;
  /** This Worker's part of the heap. */
  readonly heap: ThreadHeap;
  /** The memory as the storage functions of `@orochi/object` take it. */
  readonly objects: ObjectMemory;
  /** How references are counted. */
  readonly rc: RefcountStrategy;
  /** How threads are kept from one another. */
  readonly lock: LockStrategy;
  /** This Worker's number among those of the program. */
  readonly slot: number;
  /** The outside world. */
  readonly host: Host;
  /** What starts and ends other threads. */
  readonly threads: ThreadHost;
  /** The natives and builtin types, by number. */
  readonly registry: NativeRegistry;
  /** The memory as words: the one at an address is `i32[address >>> 2]`. */
  readonly i32: Int32Array;
  /** The memory as words without sign. */
  readonly u32: Uint32Array;
  /** The memory as bytes. */
  readonly u8: Uint8Array;
  /** The memory as pairs of bytes. */
  readonly u16: Uint16Array;
  /** The memory as doubles: the one at an address is `f64[address >>> 3]`. */
  readonly f64: Float64Array;
  /** Address of this Worker's thread block. */
  readonly block: Address;
  /** What attributes were found to be, by type and name. */
  readonly lookupCache: LookupCache = new LookupCache();
  /** Dead objects that wait to be taken apart. */
  readonly graveyard: Graveyard = new Graveyard();
  /** Inline caches of all code objects, this Worker's own. */
  ic: Int32Array = new Int32Array(1 << 16);
  /** Receivers that attribute caches have seen before the present ones, by the cache's index. */
  readonly attributeCases: Map<number, Int32Array[]> = new Map();
  /** Format specifications that were parsed. */
  readonly formats: FormatCache = new FormatCache();
  /** Constant formats of `%` that were parsed. */
  readonly percentFormats: PercentFormats = new Map();
  /** Conversions that constants of the program are. */
  readonly percentConversions: Map<Value, Conversion> = new Map();
  /** Texts interned by this Worker, to spare it the shared table. */
  readonly interned: Map<string, Value> = new Map();
  /** Natives that make instances of builtin types by themselves, by type index: see `classes.ts`. */
  readonly makers: (NativeRecord | null | undefined)[] = [];
  /** Values that wait for a grace period. */
  readonly retired: Retired;
  /** Finds what counting never frees. */
  readonly collector: Collector = new Collector(this);
  /** Interned names that natives use; there once the heap has them. */
  names!: NameTable;
  /** The compiler, if there is one. */
  jit: JitHooks | null = null;
  /** Whether the thread's events go to trace functions now: see `tracing/state.ts`. */
  traced = false;
  /** Modules that this Worker's thread is importing, one for the sake of another. */
  importing = 0;
  /** Modules that need not be run, if the heap's image has brought some. */
  preloaded: PreloadedModules | null = null;
  /** Who is told of imports, while an image is made. */
  importWatcher: ImportWatcher | null = null;
  /** The compiler, while the thread is traced. */
  idleJit: JitHooks | null = null;
  /** Trace functions that are running. */
  tracerDepth = 0;
  /** A profiler written in TypeScript that gets the thread's calls and returns, or null. */
  profiler: Profiler | null = null;
  /** What tools of `sys.monitoring` the thread has, or null. */
  monitor: Monitor | null = null;
  /** Where `run` goes on with a frame when the thread is no longer traced. */
  untracedFrame: Address = 0;
  /** While the thread is traced: pc of the instruction whose exception was caught last. */
  raisedAt = 0;
  /** As Python's `-O`: 0, 1 or 2. */
  optimize = 0;
  /** Whether it is told in which columns of a line the code of an instruction is. */
  tellsColumns = true;
  /** Compares keys for the storage functions of `@orochi/object`. */
  readonly keyEquals: (stored: Value, wanted: Value) => number = dicts.makeKeyEquals(this);
  readonly #exceptionTypes: Map<string, Address> = new Map();
  /** What is known of builtin exception classes; see `isPlainException`. */
  readonly plainExceptions: Map<Address, boolean> = new Map();
  readonly #reprStack: Value[] = [];
  /** Where this Worker's threads block. */
  readonly parking: ParkingLot;
  /** Locks of one word, waited for there. */
  readonly locks: ParkedLocks;

  /** @param parts What it is assembled from. */
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
    this.retired = new Retired(this);
    this.heap.onObjectPage = () => {
      if (this.collector.pageTaken()) this.lock.setBreaker(this.slot, BREAK_PENDING);
    };
    this.parking = new ParkingLot(this.i32, Atomics, parts.slot, this.parkingTime);
    this.locks = new ParkedLocks(this.i32, Atomics, this.parking, this.parkingTime);
  }

  /** Milliseconds since a moment that is the same in every Worker. */
  parkingTime(): number {
    return performance.timeOrigin + performance.now();
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
    const settled = this.#keepTryable(this.i32[word]);
    this.lock.end();
    return settled;
  }
  /** As `keep`; the next reader will need no lock. */
  #keepTryable(value: Value): Value {
    if ((value & 1) === 1 || value === 0) return value;
    this.rc.incref(value);
    this.rc.makeTryable(value);
    return value;
  }
  /**
   * A new reference to the value of a dict's entry; 0 without an exception if the dict's keys version is not the given
   * one any more: its storage may have moved then, and what the old storage says is not true.
   *
   * @param word Word index of the value.
   */
  loadEntry(dict: Address, word: number, version: number): Value {
    const value = this.i32[word], versionWord = (dict + DICT_VERSION) >>> 2;
    if ((value & 1) === 1) return this.i32[versionWord] === version ? value : 0;
    if (value !== 0 && this.rc.tryIncref(value)) {
      if (this.i32[word] === value && this.i32[versionWord] === version) return value;
      this.decref(value);
    }
    this.lock.begin(dict);
    const settled = this.i32[versionWord] === version ? this.#keepTryable(this.i32[word]) : 0;
    this.lock.end();
    return settled;
  }
  /** A new reference to an item of an exact list; 0 without an exception beyond its end. */
  loadItem(list: Address, index: number): Value {
    const i32 = this.i32, itemsWord = (list + LIST_ITEMS) >>> 2, lengthWord = (list + LIST_LENGTH) >>> 2;
    if (index < 0 || index >= i32[lengthWord]) return 0;
    const items = i32[itemsWord], word = (items >>> 2) + index;
    const value = i32[word];
    if ((value & 1) === 1) return value;
    if (value !== 0 && this.rc.tryIncref(value)) {
      // Storage that was replaced, and room behind the end, keep what they last held.
      if (i32[word] === value && i32[itemsWord] === items && index < i32[lengthWord]) return value;
      this.decref(value);
    }
    this.lock.begin(list);
    const settled = index < i32[lengthWord] ? this.#keepTryable(i32[(i32[itemsWord] >>> 2) + index]) : 0;
    this.lock.end();
    return settled;
  }
  /**
   * Stores a value (stolen) into a word of an object. Readers take no lock: they `keep` what they find, or look at it until
   * their next quiescent point. So what was there is dropped when no other thread can be about to.
   */
  store(word: number, value: Value): void {
    const i32 = this.i32;
    if (i32[SINGLE] !== 1) return this.retired.add(Atomics.exchange(i32, word, value));
    const old = i32[word];
    i32[word] = value;
    this.decref(old);
  }
  /** Takes the reference out of a word of an object; 0 is left there. */
  take(word: number): Value {
    const i32 = this.i32;
    if (i32[SINGLE] !== 1) return Atomics.exchange(i32, word, 0);
    const value = i32[word];
    i32[word] = 0;
    return value;
  }
  /** Stores a value (stolen) into a word of this thread's block, which no other reads, and drops what was there. */
  storeInBlock(offset: number, value: Value): void {
    const word = (this.block + offset) >>> 2, old = this.i32[word];
    this.i32[word] = value;
    this.decref(old);
  }
  /** As `store`, for a word that others read with `load` under the same owner. */
  storeOwned(word: number, owner: Address, value: Value): void {
    this.lock.begin(owner);
    const old = this.i32[word];
    this.i32[word] = value;
    this.lock.end();
    this.decref(old);
  }

  // -- memory and types

  /** A new object of a builtin layout: count 1, words after the type word zero; 0 with MemoryError. */
  alloc(typeIndex: number, bytes: number): Address {
    const address = this.heap.allocObject(bytes);
    if (address === 0) return this.raiseMemory();
    const i32 = this.i32, first = address >>> 2, end = first + ((bytes + 3) >>> 2);
    // Most objects have few words: a loop costs less than a call.
    if (bytes <= MAX_LOOP_BYTES) { for (let word = first + 1; word < end; word++) i32[word] = 0; }
    else i32.fill(0, first + 1, end);
    i32[first] = typeIndex;
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
  /** The name of a value's type as messages have it: types that natives define outside of `builtins` with their module. */
  typeName(value: Value): string {
    return values.typeLabel(this, this.typeOf(value));
  }
  /** `type(value).__name__`. */
  shortTypeName(value: Value): string {
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
  /** A str of code points, in which surrogates next to each other stay two. */
  newStrOfPoints(points: readonly number[]): Value {
    return values.newStrOfPoints(this, points);
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

  /** Whether a value is an int, a bool or of a class derived from int. */
  isInt(value: Value): boolean {
    if ((value & 1) === 1) return true;
    const layout = this.layout(value);
    return layout === T_INT || layout === T_BOOL;
  }
  /** Whether a value is a str or of a class derived from it; likewise below. */
  isStr(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_STR;
  }
  /** Whether a value is a float. */
  isFloat(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_FLOAT;
  }
  /** Whether a value is a complex. */
  isComplex(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_COMPLEX;
  }
  /** Whether a value is a bytes. */
  isBytes(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_BYTES;
  }
  /** Whether a value is a tuple. */
  isTuple(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_TUPLE;
  }
  /** Whether a value is a list. */
  isList(value: Value): boolean {
    return (value & 1) === 0 && this.layout(value) === T_LIST;
  }
  /** Whether a value is a dict. */
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
  /** As `index`, with OverflowError set for what 64 bits don't hold. */
  size(value: Value): number {
    return abstractNumber.size(this, value);
  }
  /** As `index`, with OverflowError set for what C's int doesn't hold. */
  cInt(value: Value): number {
    return abstractNumber.cInt(this, value);
  }
  /** Number of items of a tuple. */
  tupleLength(tuple: Value): number {
    return this.i32[(tuple + TUPLE_LENGTH) >>> 2];
  }
  /** Borrowed. */
  tupleItem(tuple: Value, index: number): Value {
    return this.i32[(tuple + TUPLE_ITEMS + index * 4) >>> 2];
  }
  /** Number of items of a list, at this moment. */
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

  /** `object.name`: a new reference, or 0 with an exception set. */
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
  /** `callable(*args)`: a new reference, or 0 with an exception set. Arguments are borrowed. */
  call(callable: Value, ...args: Value[]): Value {
    return args.length === 1 && callable !== 0
      ? calls.callOne(this, callable, args[0])
      : calls.callArray(this, callable, args);
  }
  /** As `call`, with the last values named. */
  callKeywords(callable: Value, positional: Value[], names: string[], keywords: Value[]): Value {
    return calls.callKeywords(this, callable, positional, names, keywords);
  }
  /** `object.name(*args)`, without making a bound method where it can. */
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
  /** `bool(value)` as 1 or 0, -1 on failure. */
  truthy(value: Value): number {
    return abstractCompare.truthy(this, value);
  }
  /** `len(value)`, -1 on failure. */
  length(value: Value): number {
    return abstractContainer.length(this, value);
  }
  /** `repr(value)`: a new str, or 0 with an exception set; likewise below. */
  repr(value: Value): Value {
    return abstractText.repr(this, value);
  }
  /** `str(value)`. */
  toStr(value: Value): Value {
    return abstractText.toStr(this, value);
  }
  /** `ascii(value)`. */
  ascii(value: Value): Value {
    return abstractText.ascii(this, value);
  }
  /** `format(value, spec)`; the specification is a str. */
  format(value: Value, spec: Value): Value {
    return abstractText.format(this, value, spec);
  }
  /** `iter(value)`: a new reference, or 0 with an exception set. */
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
  /** `item in container` as 1 or 0, -1 on failure. */
  contains(container: Value, item: Value): number {
    return abstractContainer.contains(this, container, item);
  }
  /** `container[key]`: a new reference, or 0 with an exception set. */
  getItem(container: Value, key: Value): Value {
    return abstractContainer.getItem(this, container, key);
  }
  /** `container[key] = value`; false with an exception set. */
  setItem(container: Value, key: Value, value: Value): boolean {
    return abstractContainer.setItem(this, container, key, value);
  }
  /** `del container[key]`; false with an exception set. */
  delItem(container: Value, key: Value): boolean {
    return abstractContainer.delItem(this, container, key);
  }
  /** Operation 0 to 12 in ORDER BINARY of the opcode table. */
  binary(operation: number, a: Value, b: Value): Value {
    return abstractNumber.binary(this, operation, a, b);
  }
  /** As `binary`, with the method for `+=` and its like first. */
  inplace(operation: number, a: Value, b: Value): Value {
    return abstractNumber.inplace(this, operation, a, b);
  }
  /** `isinstance(value, classes)` as 1 or 0, -1 on failure. */
  isInstance(value: Value, classes: Value): number {
    return abstractCompare.isInstance(this, value, classes);
  }
  /** `issubclass(type, classes)` as 1 or 0, -1 on failure. */
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
  /** Keeps a value (borrowed) under a key; false with an exception set. */
  dictSet(dict: Value, key: Value, value: Value): boolean {
    return dicts.set(this, dict, key, value);
  }
  /** Borrowed; 0 without an exception if missing. */
  dictGetStr(dict: Value, key: string): Value {
    return dicts.getString(this, dict, key);
  }
  /** As `dictSet`, the key interned. */
  dictSetStr(dict: Value, key: string, value: Value): boolean {
    return dicts.set(this, dict, this.intern(key), value);
  }
  /** 1 if the key was there. */
  dictDelete(dict: Value, key: Value): number {
    return dicts.remove(this, dict, key);
  }
  /** Calls back with each key and value (borrowed) until it returns false. */
  dictIterate(dict: Value, each: (key: Value, value: Value, hash: number) => boolean): boolean {
    return dicts.iterate(this, dict, each);
  }

  // -- odds and ends

  /** False if the object's repr is being made already in this thread. */
  enterRepr(object: Value): boolean {
    if (this.#reprStack.includes(object)) return false;
    this.#reprStack.push(object);
    return true;
  }
  /** The repr that `enterRepr` let begin is made. */
  leaveRepr(object: Value): void {
    const index = this.#reprStack.lastIndexOf(object);
    if (index >= 0) this.#reprStack.splice(index, 1);
  }
  // -- for the interpreter's own modules

  /** The dict of `builtins`. */
  get builtins(): Value {
    return this.control(CONTROL_BUILTINS);
  }

  /** The namespace of builtins (borrowed) of code with these globals: usually `builtins`. */
  builtinsOf(globals: Value): Value {
    return builtinsOf(this, globals);
  }
  /** LOAD_METHOD found an unbound method: the object goes in front of the arguments. */
  methodIsUnbound = false;
  /** The next frame that an exception passes has its traceback entry already. */
  skipTraceback = false;
  /** Steps of THREAD_NESTING that are allowed where the thread is now. */
  maxNesting: number = SURE_NESTING;
  /** What a delegate returned when it was thrown into, for the generator's next step. */
  pendingDelegateResult: Value = 0;
  /** Keywords of the class statement being run (borrowed), for `__init_subclass__`. */
  classKeywords: Value = 0;

  /** Makes the inline caches at least this long. */
  growCaches(words: number): void {
    const larger = new Int32Array(Math.max(words, this.ic.length * 2));
    larger.set(this.ic);
    this.ic = larger;
  }
  /** What a descriptor gives for an object (0: through the type). */
  bindDescriptor(descriptor: Value, object: Value, type: Address): Value {
    return attributes.bind(this, descriptor, object, type);
  }
  /** `__name__` of a type. */
  typeNameOf(type: Address): string {
    return values.typeNameOf(this, type);
  }
  /** `repr` as text; never fails. */
  jsRepr(value: Value): string {
    const text = this.repr(value);
    if (text === 0) {
      this.clearError();
      return `<${this.typeName(value)} object>`;
    }
    const result = this.js(text);
    this.decref(text);
    return result;
  }
  /** Appends to an exact list; the value is borrowed. */
  listAppend(list: Value, value: Value): boolean {
    this.lock.begin(list);
    const done = appendToList(this.objects, list, value);
    if (done) this.incref(value);
    this.lock.end();
    if (!done) this.raiseMemory();
    return done;
  }
  /** Adds to an exact set or frozenset; the key is borrowed. */
  setAdd(set: Value, key: Value): boolean {
    const hash = keyHash(this, key, "a set element");
    if (hash === 0 && this.failed()) return false;
    this.lock.begin(set);
    const found = setFind(this.objects, set, key, hash, this.keyEquals);
    let done = found >= 0;
    if (found === 0) {
      done = setInsert(this.objects, set, key, hash);
      if (done) this.incref(key);
      else this.raiseMemory();
    }
    this.lock.end();
    return done;
  }
  /** A new, empty set. */
  newEmptySet(): Value {
    return values.newSet(this, T_SET);
  }
  /** How a callable is named in messages about its arguments: `module.f()`, without `builtins.`. */
  functionLabel(callable: Value): string {
    const name = this.getAttrOptional(callable, this.names.__qualname__);
    if (name === 0) this.clearError();
    if (name === 0 || !this.isStr(name)) {
      this.decref(name);
      return this.jsStr(callable);
    }
    const module = this.getAttrOptional(callable, this.names.__module__);
    if (module === 0) this.clearError();
    const prefix = module !== 0 && this.isStr(module) && this.js(module) !== "builtins"
      ? `${this.js(module)}.`
      : "";
    const text = `${prefix}${this.js(name)}()`;
    this.decref(module);
    this.decref(name);
    return text;
  }
  /** Drops a value that readers without a lock may still be looking at: when no other thread can be. */
  retire(value: Value): void {
    this.retired.add(value);
  }
  /** Whether a register holds a free variable's cell, by its place behind the code's own cells. */
  isFreeRegister(code: Address, register: number): boolean {
    const free = this.tupleLength(this.i32[(code + CODE_FREEVARS) >>> 2]);
    return free > 0 && register >= this.i32[(code + CODE_LOCALS) >>> 2] - free;
  }
  /** The internal hash of builtin types that need no call; undefined for others. */
  hashNatively(value: Value): number | undefined {
    return hashNatively(this, value);
  }
  /** The globals of the innermost frame (borrowed), or 0. */
  currentGlobals(): Value {
    const frame = this.i32[(this.block + THREAD_FRAME) >>> 2];
    return frame === 0 ? 0 : this.i32[(this.i32[(frame >>> 2) + FRAME_FUNCTION] + FUNCTION_GLOBALS) >>> 2];
  }
  /** Sets `__cause__` and `__context__` of an exception (cause stolen). */
  chain(exception: Value, cause: Value): void {
    this.store((exception + EXCEPTION_CONTEXT) >>> 2, this.keep(cause));
    errors.setCause(this, exception, cause);
  }
  /** Adds a note to the exception being raised. */
  addNote(text: string): void {
    const exception = errors.raised(this);
    const dict = attributes.objectDict(this, exception);
    let notes = dict === 0 ? 0 : this.dictGetInterned(dict, this.names.__notes__);
    if (dict !== 0 && notes === 0 && this.dictSetOwned(dict, "__notes__", this.newList([]))) {
      notes = this.dictGetInterned(dict, this.names.__notes__);
    }
    const note = this.newStr(text);
    if (notes !== 0 && note !== 0) this.listAppend(notes, note);
    this.decref(note);
  }
  /** Calls with the items of a dict as keywords. */
  callWithDict(callable: Value, keywords: Value): Value {
    return calls.callWithTuple(this, callable, this.control(CONTROL_EMPTY_TUPLE), keywords);
  }
  /** Sets a name in a dict; the value is stolen, 0 fails. */
  dictSetOwned(dict: Value, name: string, value: Value): boolean {
    const done = value !== 0 && this.dictSetStr(dict, name, value);
    this.decref(value);
    return done;
  }
  /** A builtin function of the registry, bound to `self` (borrowed) unless that is 0. */
  newNative(id: number, self: Value, name: string, module: string): Value {
    const native = this.alloc(T_BUILTIN_FUNCTION_OR_METHOD, NATIVE_BYTES);
    if (native === 0) return 0;
    this.i32[(native + NATIVE_ID) >>> 2] = id;
    this.i32[(native + NATIVE_SELF) >>> 2] = this.keep(self);
    this.i32[(native + NATIVE_NAME) >>> 2] = this.intern(name);
    this.i32[(native + NATIVE_EXTRA) >>> 2] = this.intern(module);
    return native;
  }
  /** An iterator over `__getitem__`. */
  newSequenceIterator(sequence: Value): Value {
    const iterator = this.alloc(T_ITERATOR, ITERATOR_BYTES);
    if (iterator !== 0) this.i32[(iterator + ITERATOR_TARGET) >>> 2] = this.keep(sequence);
    return iterator;
  }
  /** Puts the descriptor of `__dict__` or `__weakref__` into a new class's dict. */
  addInstanceDescriptor(type: Address, dict: Value, name: "__dict__" | "__weakref__"): boolean {
    if (this.dictGetStr(dict, name) !== 0) return true;
    const definition = name === "__dict__" ? dictGetSet : weakrefGetSet;
    const descriptor = this.alloc(T_GETSET_DESCRIPTOR, NATIVE_BYTES);
    if (descriptor === 0) return false;
    this.i32[(descriptor + NATIVE_ID) >>> 2] = this.registry.idOf(definition);
    this.i32[(descriptor + NATIVE_SELF) >>> 2] = this.keep(type);
    this.i32[(descriptor + NATIVE_NAME) >>> 2] = this.names[name];
    return this.dictSetOwned(dict, name, descriptor);
  }
  /** Text of a source file, from the host or the library; null if there is none. */
  readSource(path: string): string | null {
    if (path.startsWith(LIBRARY_PREFIX)) return this.host.librarySource(path.slice(LIBRARY_PREFIX.length));
    const bytes = this.host.readFile(path);
    return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : null;
  }
  /** Keeps the source of a program that has no file (`-c`, standard input, the embedder's), for tracebacks. */
  setSource(filename: string, text: string): void {
    const word = (VM_CONTROL + CONTROL_SOURCES) >>> 2;
    if (this.i32[word] === 0) this.i32[word] = this.newDict();
    if (this.i32[word] === 0 || !this.dictSetOwned(this.i32[word], filename, this.newStr(text))) {
      this.clearError();
    }
  }
  /** Forgets a source that was kept. */
  forgetSource(filename: string): void {
    const sources = this.control(CONTROL_SOURCES);
    if (sources !== 0 && this.dictGetStr(sources, filename) !== 0) {
      this.dictDelete(sources, this.intern(filename));
    }
  }
  /** A source that was kept; null if none was. */
  keptSource(filename: string): string | null {
    const sources = this.control(CONTROL_SOURCES);
    const kept = sources === 0 ? 0 : this.dictGetStr(sources, filename);
    return kept === 0 ? null : this.js(kept);
  }
  /** How an uncaught SyntaxError shows its place; null for other exceptions. */
  formatSyntaxError(exception: Value): string | null {
    return formatSyntaxError(this, exception);
  }
  /** The text of `str(value)`; never fails. */
  jsStr(value: Value): string {
    const text = this.toStr(value);
    if (text === 0) {
      this.clearError();
      return "?";
    }
    const result = this.js(text);
    this.decref(text);
    return result;
  }
  /** The interned str equal to a str, of whatever class (immortal). */
  internValue(name: Value): Value {
    const interned = values.internValue(this, name);
    this.decref(interned);
    return interned;
  }
  /** The interned form (borrowed) of what names an attribute; 0 with TypeError set for anything but a str. */
  attributeName(name: Value): Value {
    if (this.isStr(name)) return this.internValue(name);
    return this.raiseType(`attribute name must be string, not '${this.typeName(name)}'`);
  }
  /** Raises AttributeError in CPython's words. */
  attributeError(object: Value, name: Value): 0 {
    return attributes.attributeError(this, object, name);
  }
  /** The classes of a type's method resolution order (borrowed). */
  mroOf(type: Address): Address[] {
    const mro = this.i32[(type + TYPE_MRO) >>> 2];
    return Array.from({ length: this.tupleLength(mro) }, (_, i) => this.tupleItem(mro, i));
  }
  /** The dict of a type (borrowed). */
  typeDict(type: Address): Value {
    return this.i32[(type + TYPE_DICT) >>> 2];
  }
  /** `__module__` of a type as text; empty where it is no str. */
  typeModule(type: Address): string {
    const module = this.dictGetStr(this.typeDict(type), "__module__");
    return module === 0 ? "builtins" : this.isStr(module) ? this.js(module) : "";
  }
  /** Calls a class with a tuple and a dict of arguments. */
  callTypeWith(type: Address, args: Value, kwargs: Value): Value {
    return calls.callWithTuple(this, type, args, kwargs, callType);
  }
  /** A read-only view of a mapping. */
  makeMappingProxy(mapping: Value): Value {
    const proxy = this.alloc(T_MAPPINGPROXY, PARTS_BYTES);
    if (proxy !== 0) this.i32[(proxy + PARTS_FIRST) >>> 2] = this.keep(mapping);
    return proxy;
  }
  /** The values that an annotate function gives: a new dict if there is none. */
  annotationsBy(annotate: Value): Value {
    if (annotate === 0 || annotate === NONE) return this.newDict();
    const made = this.call(annotate, tagInt(1));
    if (made === 0 || this.isDict(made)) return made;
    this.raiseType(`__annotate__ returned non-dict of type '${this.typeName(made)}'`);
    this.decref(made);
    return 0;
  }
  /** `__annotations__` computed by an annotate function and kept in a word. */
  annotationsOf(word: number, annotate: Value): Value {
    if (this.i32[word] === 0) {
      const made = this.annotationsBy(annotate);
      if (made === 0) return 0;
      this.i32[word] = made;
    }
    return this.keep(this.i32[word]);
  }
  /** `__annotations__` of a class. */
  annotationsOfType(type: Address): Value {
    const dict = this.typeDict(type);
    const known = this.dictGetStr(dict, "__annotations__") || this.dictGetStr(dict, "__annotations_cache__");
    if (known !== 0) return this.keep(known);
    const annotate = this.dictGetStr(dict, "__annotate__") || this.dictGetStr(dict, "__annotate_func__");
    const bound = annotate === 0 ? 0 : this.bindDescriptor(annotate, 0, type);
    if (annotate !== 0 && bound === 0) return 0;
    const made = this.annotationsBy(bound);
    this.decref(bound);
    if (made !== 0) this.dictSetStr(dict, "__annotations_cache__", made);
    return made;
  }
  /** `types.FunctionType(code, globals, name, argdefs, closure, kwdefaults)`; `a` is the word index of the class. */
  makeFunctionFrom(a: number): Value {
    if (!areFunctionParts(this, a + 1)) return 0;
    const func = makeFunction(this, this.i32[a + 1], this.i32[a + 2]);
    if (func === 0) return 0;
    const given = (index: number) => this.i32[a + index] === NONE ? 0 : this.i32[a + index];
    if (given(3) !== 0) this.store((func + FUNCTION_NAME) >>> 2, this.keep(given(3)));
    if (given(4) !== 0) this.store((func + FUNCTION_DEFAULTS) >>> 2, this.keep(given(4)));
    if (given(5) !== 0) this.store((func + FUNCTION_CLOSURE) >>> 2, this.keep(given(5)));
    if (given(6) !== 0) this.store((func + FUNCTION_KWDEFAULTS) >>> 2, this.keep(given(6)));
    return func;
  }
  /** An int of a subclass with the value of an int (stolen). */
  newIntOf(type: Address, value: Value): Value {
    const big = this.bigInt(value);
    this.decref(value);
    const magnitude = big < 0n ? -big : big;
    // Zero has none, as elsewhere: ints of different sizes are different.
    const limbs = big === 0n ? 0 : Math.ceil(magnitude.toString(16).length / 8);
    const made = this.allocLike(type, INT_LIMBS + limbs * 4);
    if (made === 0) return 0;
    for (let i = 0; i < limbs; i++) {
      this.i32[((made + INT_LIMBS) >>> 2) + i] = Number(BigInt.asIntN(32, magnitude >> BigInt(32 * i)));
    }
    this.i32[(made + INT_SIZE) >>> 2] = big < 0n ? -limbs : limbs;
    return made;
  }
  /** The bytes of a bytes object: a view, good until it dies. */
  bytesOf(value: Value): Uint8Array {
    const start = (value + BYTES_DATA) >>> 0;
    return this.u8.slice(start, start + this.i32[(value + BYTES_LENGTH) >>> 2]);
  }
  /** Whether two tuples hold the same objects. */
  sameTuple(a: Value, b: Value): boolean {
    const count = this.tupleLength(a);
    if (count !== this.tupleLength(b)) return false;
    for (let i = 0; i < count; i++) if (this.tupleItem(a, i) !== this.tupleItem(b, i)) return false;
    return true;
  }
  /** `locals()` of a frame: its namespace, or a new dict of its bound locals. */
  localsOf(frame: Address): Value {
    return localsOf(this, frame);
  }
  /** `sys.getrecursionlimit()`; setting it changes what the calling thread has left, too. */
  get recursionLimit(): number {
    return this.control(CONTROL_RECURSION_LIMIT);
  }
  set recursionLimit(limit: number) {
    const word = (this.block + THREAD_DEPTH) >>> 2;
    this.i32[word] += limit - this.recursionLimit;
    this.setControl(CONTROL_RECURSION_LIMIT, limit);
  }
  /** The exception being handled (borrowed), or 0. */
  get handledException(): Value {
    return this.i32[(this.block + THREAD_HANDLED) >>> 2];
  }
  /** Items of a tuple (borrowed). */
  tupleItems(tuple: Value): Value[] {
    return Array.from({ length: this.tupleLength(tuple) }, (_, i) => this.tupleItem(tuple, i));
  }
  /** `sys.displayhook(value)`. */
  displayHook(value: Value): boolean {
    const hook = this.dictGetStr(this.control(CONTROL_SYS), "displayhook");
    if (hook === 0) {
      this.raise("RuntimeError", "lost sys.displayhook");
      return false;
    }
    const result = this.call(hook, value);
    this.decref(result);
    return result !== 0;
  }
  /** Handles a signal in the main thread: SIGINT is KeyboardInterrupt unless Python set a handler. */
  handleSignal(signal: number): boolean {
    return this.signalHandler === null
      ? this.raise("KeyboardInterrupt", "") !== 0
      : this.signalHandler(signal);
  }
  /** Set by the `_signal` module. */
  signalHandler: ((signal: number) => boolean) | null = null;

  /** None, for natives that return nothing. */
  get none(): Value {
    return NONE;
  }
}
