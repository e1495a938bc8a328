/**
 * Writing of pickles, byte for byte as CPython's C pickler does.
 *
 * What makes bytes equal: the same values are memoised in the same order, lists and dicts are written in the same
 * batches, frames close at the same places. Identity is that of JavaScript's objects. Strings have none: equal
 * strings are written once, as interned strings are in CPython.
 *
 * @module
 */
import { baseOf, hasFreshName, isEmpty, ownerOfModule, TYPES_OF_SINGLETONS } from "./cpython_facts.ts";
import { toPython2 } from "./compat_names.ts";
import { PicklingError, PythonError, RecursionError } from "./errors.ts";
import type { ExtensionRegistry } from "./extensions.ts";
import { encodeLong, floatRepr } from "./numbers.ts";
import { DEFAULT_PROTOCOL, HIGHEST_PROTOCOL, Op } from "@orochi/stdlib/pickle-opcodes";
import { reducerOf } from "./reducers.ts";
import {
  PickleBuffer,
  pickleReduce,
  PyByteArray,
  PyFloat,
  PyFrozenSet,
  PyGlobal,
  PyObject,
  PyReduce,
  PyTuple,
  tuple,
} from "./values.ts";
import { encodeUtf8, FRAME_TARGET, PickleWriter, rawUnicodeEscape } from "./writer.ts";

/** Turns a value of some class into one that has a pickle, mostly a {@linkcode PyReduce}. */
export type Reducer = (value: never, protocol: number) => unknown;

/** How to write. */
export interface PickleOptions {
  /** 0 to 5, or negative for the highest; 5 by default. */
  protocol?: number;
  /** Whether protocols below 3 name modules as Python 2 did; true by default. */
  fixImports?: boolean;
  /** Gives values that live outside of the pickle a name; `null` or `undefined` for all others. */
  persistentId?: (value: unknown) => unknown;
  /** Takes buffers out of band: it keeps those for which it returns a false value. Protocol 5 only. */
  bufferCallback?: (buffer: PickleBuffer) => unknown;
  /** How objects of the program's own classes are written, by constructor. */
  reducers?: ReadonlyMap<new (...args: never[]) => unknown, Reducer>;
  /** Short codes for globals, as `copyreg.add_extension` gives them. */
  extensions?: ExtensionRegistry;
  /** How deep values may be nested; 1000 by default, as `sys.getrecursionlimit()` is. */
  maxDepth?: number;
  /** Never memoises. Cycles are then an error, and shared values are written each time. */
  fast?: boolean;
}

/** Items between two APPENDS, SETITEMS or ADDITEMS. */
const BATCH = 1000;

// CPython has one empty bytes object and one for each single byte: they are memoised by value.
const EMPTY_BYTES = {};
const SINGLE_BYTES: readonly object[] = Array.from({ length: 256 }, () => ({}));

const CODECS_ENCODE = new PyGlobal("_codecs", "encode");
const GETATTR = new PyGlobal("builtins", "getattr");
const PARTIAL = new PyGlobal("functools", "partial");
const TYPE = new PyGlobal("builtins", "type");
const RECONSTRUCTOR = new PyGlobal("copyreg", "_reconstructor");
const SET = new PyGlobal("builtins", "set");
const FROZEN_SET = new PyGlobal("builtins", "frozenset");
const BYTES = new PyGlobal("builtins", "bytes");
const BYTE_ARRAY = new PyGlobal("builtins", "bytearray");

/** Bytes that CPython would have made for the occasion: they share nothing with equal ones, however short. */
class FreshBytes extends Uint8Array {}

/**
 * Writes values to a stream of bytes. The memo lives as long as the pickler: a value that an earlier `dump` wrote is
 * only referred to by later ones, so that one {@linkcode Unpickler} must read them all.
 */
export class Pickler {
  readonly #out: PickleWriter = new PickleWriter();
  readonly #write: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly #protocol: number;
  readonly #binary: boolean;
  readonly #options: PickleOptions;
  readonly #maxDepth: number;
  readonly #fast: boolean;
  readonly #memo: Map<unknown, number> = new Map();
  readonly #globals: Map<string, number> = new Map();
  #memoSize = 0;
  #depth = 0;

  /**
   * A pickler that gives its bytes to a function.
   *
   * @param write Called with complete bytes, which it may keep.
   * @param options How to write.
   * @throws {PythonError} ValueError for a protocol that is not known, or a `bufferCallback` below protocol 5.
   */
  constructor(write: (bytes: Uint8Array<ArrayBuffer>) => void, options: PickleOptions = {}) {
    const protocol = options.protocol ?? DEFAULT_PROTOCOL;
    if (protocol > HIGHEST_PROTOCOL) {
      throw new PythonError("ValueError", `pickle protocol must be <= ${HIGHEST_PROTOCOL}`);
    }
    this.#protocol = protocol < 0 ? HIGHEST_PROTOCOL : protocol;
    if (options.bufferCallback !== undefined && this.#protocol < 5) {
      throw new PythonError("ValueError", "buffer_callback needs protocol >= 5");
    }
    this.#binary = this.#protocol > 0;
    this.#write = write;
    this.#options = options;
    this.#maxDepth = options.maxDepth ?? 1000;
    this.#fast = options.fast ?? false;
  }

  /**
   * Writes one value.
   *
   * @throws {PicklingError} If it contains something that has no pickle; `notes` say where.
   * @throws {RecursionError} If it is nested too deeply.
   */
  dump(value: unknown): void {
    const out = this.#out;
    if (this.#protocol >= 2) out.byte2(Op.PROTO, this.#protocol);
    out.framing = this.#protocol >= 4;
    try {
      this.#save(value);
      out.byte(Op.STOP);
    } finally {
      out.closeFrame();
      out.framing = false;
      this.#depth = 0;
    }
    this.#write(out.take());
  }

  /** Forgets what was written, so that the next `dump` stands alone. */
  clearMemo(): void {
    this.#memo.clear();
    this.#globals.clear();
    this.#memoSize = 0;
  }

  #save(value: unknown, skipPersistent = false): void {
    const out = this.#out;
    out.boundary();
    if (this.#options.persistentId !== undefined && !skipPersistent) {
      const id = this.#options.persistentId(value);
      if (id !== null && id !== undefined) return this.#savePersistent(id);
    }
    switch (typeof value) {
      case "string":
        return this.#saveString(value);
      case "number":
        return Number.isSafeInteger(value) && !Object.is(value, -0)
          ? this.#saveInt(value)
          : this.#saveFloat(value);
      case "boolean":
        return this.#saveBool(value);
      case "undefined":
        return out.byte(Op.NONE);
      case "bigint":
        return this.#saveBigInt(value);
      case "object":
        if (value === null) return out.byte(Op.NONE);
        break;
      default:
        throw new PicklingError(`Can't pickle ${typeof value}: ${String(value).slice(0, 100)}`);
    }
    if (value instanceof PyFloat) return this.#saveFloat(value.value);
    const seen = this.#memo.get(value);
    if (seen !== undefined) return this.#get(seen);
    if (++this.#depth > this.#maxDepth) {
      throw new RecursionError("maximum recursion depth exceeded while pickling an object");
    }
    this.#saveObject(value);
    this.#depth--;
  }

  #saveObject(value: object): void {
    const prototype = Object.getPrototypeOf(value);
    switch (prototype) {
      case Array.prototype:
        return this.#saveList(value as unknown[]);
      case Map.prototype:
        return this.#saveDict(value as Map<unknown, unknown>, value);
      case PyTuple.prototype:
        return this.#saveTuple(value as PyTuple);
      case Object.prototype:
      case null:
        if (!(pickleReduce in value)) return this.#saveDict(new Map(Object.entries(value)), value);
        break;
      case Uint8Array.prototype:
        return this.#saveBytes(value as Uint8Array, value);
      case Set.prototype:
        return this.#saveSet(value as Set<unknown>);
      case PyGlobal.prototype:
        return this.#saveGlobal((value as PyGlobal).module, (value as PyGlobal).name);
      case PyObject.prototype:
        return this.#saveInstance(value as PyObject);
      case PyReduce.prototype:
        return this.#saveReduce(value as PyReduce, value);
      case PyFrozenSet.prototype:
        return this.#saveFrozenSet(value as PyFrozenSet);
      case PyByteArray.prototype:
        return this.#saveByteArray(value as PyByteArray, value);
      case FreshBytes.prototype:
        return this.#saveBytes(value as FreshBytes, value);
      case PickleBuffer.prototype:
        return this.#saveBuffer(value as PickleBuffer);
    }
    this.#saveReduced(value, prototype);
  }

  /** Writes what a method, a reducer of the options or one of the standard reducers makes of a value. */
  #saveReduced(value: object, prototype: object | null): void {
    let reduced: unknown;
    if (pickleReduce in value) {
      reduced = (value as { [pickleReduce](protocol: number): unknown })[pickleReduce](this.#protocol);
    } else {
      const constructor = (prototype as { constructor?: unknown } | null)?.constructor;
      const own = this.#options.reducers?.get(constructor as never) as
        | ((value: unknown, p: number) => unknown)
        | undefined;
      const reducer = own ?? reducerOf(value);
      if (reducer === undefined) {
        const name = typeof constructor === "function" ? constructor.name : "anonymous";
        throw new PicklingError(
          `Can't pickle '${name}' object: it is no value that Python has, and no reducer is given for it`,
        );
      }
      reduced = reducer(value, this.#protocol);
    }
    if (reduced instanceof PyReduce) return this.#saveReduce(reduced, value);
    if (reduced instanceof PyObject) return this.#saveInstance(reduced, value);
    if (reduced instanceof Uint8Array && Object.getPrototypeOf(reduced) === Uint8Array.prototype) {
      return this.#saveBytes(reduced, value);
    }
    if (reduced === value) {
      throw new PicklingError(`Can't pickle object: its reducer returned the object itself`);
    }
    this.#save(reduced);
    const index = this.#memo.get(reduced);
    if (index !== undefined) this.#memo.set(value, index);
  }

  // Memo ---------------------------------------------------------------------------------------------------------

  #put(key: unknown): void {
    if (this.#fast) return;
    const index = this.#memoSize;
    this.#memo.set(key, index);
    this.#putFresh();
  }

  /** Memoises a value that nothing else can refer to: its number is used up. */
  #putFresh(): void {
    if (this.#fast) return;
    const index = this.#memoSize++;
    const out = this.#out;
    if (this.#protocol >= 4) out.byte(Op.MEMOIZE);
    else if (!this.#binary) out.latin1(`p${index}\n`);
    else if (index < 256) out.byte2(Op.BINPUT, index);
    else out.code32(Op.LONG_BINPUT, index);
  }

  #get(index: number): void {
    if (!this.#binary) this.#out.latin1(`g${index}\n`);
    else if (index < 256) this.#out.byte2(Op.BINGET, index);
    else this.#out.code32(Op.LONG_BINGET, index);
  }

  // Values that are written in place ---------------------------------------------------------------------------------

  #savePersistent(id: unknown): void {
    if (this.#binary) {
      this.#save(id, true);
      return this.#out.byte(Op.BINPERSID);
    }
    const text = typeof id === "string" ? id : String(id);
    for (let i = 0; i < text.length; i++) {
      if (text.charCodeAt(i) > 127) {
        throw new PicklingError("persistent IDs in protocol 0 must be ASCII strings");
      }
    }
    this.#out.latin1(`P${text}\n`);
  }

  #saveBool(value: boolean): void {
    if (this.#protocol >= 2) this.#out.byte(value ? Op.NEWTRUE : Op.NEWFALSE);
    else this.#out.latin1(value ? "I01\n" : "I00\n");
  }

  #saveInt(value: number): void {
    if ((value | 0) !== value) return this.#saveBigInt(BigInt(value));
    const out = this.#out;
    if (!this.#binary) out.latin1(`I${value}\n`);
    else if (value >>> 16 !== 0) out.code32(Op.BININT, value);
    else if (value >>> 8 !== 0) out.code16(Op.BININT2, value);
    else out.byte2(Op.BININT1, value);
  }

  #saveBigInt(value: bigint): void {
    if (value >= -0x80000000n && value <= 0x7fffffffn) return this.#saveInt(Number(value));
    const out = this.#out;
    if (this.#protocol < 2) return out.latin1(`L${value}L\n`);
    const bytes = encodeLong(value);
    if (bytes.length < 256) out.byte2(Op.LONG1, bytes.length);
    else if (bytes.length > 0x7fffffff) throw new PythonError("OverflowError", "int too large to pickle");
    else out.code32(Op.LONG4, bytes.length);
    out.bytes(bytes);
  }

  #saveFloat(value: number): void {
    if (this.#binary) this.#out.codeFloat(Op.BINFLOAT, value);
    else this.#out.latin1(`F${floatRepr(value)}\n`);
  }

  #saveString(value: string): void {
    const seen = this.#memo.get(value);
    if (seen !== undefined) return this.#get(seen);
    this.#writeString(value);
    this.#put(value);
  }

  /** Writes a string that CPython would have made for the occasion: only single characters are shared. */
  #saveFreshString(value: string): void {
    if (value.length < 2) return this.#saveString(value);
    this.#out.boundary();
    this.#writeString(value);
    this.#putFresh();
  }

  #writeString(value: string): void {
    const out = this.#out;
    if (!this.#binary) return out.latin1(`V${rawUnicodeEscape(value)}\n`);
    if (this.#protocol >= 4 && value.length < 256 && out.shortAscii(Op.SHORT_BINUNICODE, value)) return;
    const bytes = encodeUtf8(value);
    const size = bytes.length;
    if (size < 256 && this.#protocol >= 4) {
      out.byte2(Op.SHORT_BINUNICODE, size);
      out.bytes(bytes);
    } else this.#writeData(size > 0xffffffff ? Op.BINUNICODE8 : Op.BINUNICODE, bytes);
  }

  /** Writes an opcode, a length of 4 bytes (8 for the opcodes that have it) and data, large data outside of frames. */
  #writeData(code: number, data: Uint8Array): void {
    const out = this.#out;
    const framing = out.framing;
    const large = data.length >= FRAME_TARGET;
    if (large) {
      out.closeFrame();
      out.framing = false;
    }
    if (code === Op.BYTEARRAY8 || code === Op.BINBYTES8 || code === Op.BINUNICODE8) {
      out.code64(code, data.length);
    } else out.code32(code, data.length);
    out.bytes(data);
    out.framing = framing;
  }

  // Bytes ------------------------------------------------------------------------------------------------------------

  /** @param key What it is memoised as: the array itself, or the object that it stands for. */
  #saveBytes(value: Uint8Array, key: object): void {
    const size = value.length;
    if (size < 2 && !(value instanceof FreshBytes)) {
      key = size === 0 ? EMPTY_BYTES : SINGLE_BYTES[value[0]];
      const seen = this.#memo.get(key);
      if (seen !== undefined) return this.#get(seen);
    }
    if (this.#protocol >= 3) return this.#saveBytesData(value, key);
    if (size === 0) return this.#reduce(BYTES, tuple(), key);
    this.#save(CODECS_ENCODE);
    const out = this.#out;
    if (this.#protocol < 2) out.byte(Op.MARK);
    let text = "";
    for (let i = 0; i < size; i += 4096) text += String.fromCharCode(...value.subarray(i, i + 4096));
    this.#saveFreshString(text);
    this.#saveString("latin1");
    out.byte(this.#protocol < 2 ? Op.TUPLE : Op.TUPLE2);
    this.#putFresh();
    out.byte(Op.REDUCE);
    this.#put(key);
  }

  #saveBytesData(value: Uint8Array, key: object): void {
    if (value.length < 256) {
      this.#out.byte2(Op.SHORT_BINBYTES, value.length);
      this.#out.bytes(value);
    } else if (value.length <= 0xffffffff) this.#writeData(Op.BINBYTES, value);
    else if (this.#protocol >= 4) this.#writeData(Op.BINBYTES8, value);
    else {
      throw new PythonError(
        "OverflowError",
        "serializing a bytes object larger than 4 GiB requires pickle protocol 4 or higher",
      );
    }
    this.#put(key);
  }

  #saveByteArray(value: Uint8Array, key: object): void {
    if (this.#protocol >= 5) {
      this.#writeData(Op.BYTEARRAY8, value);
      return this.#put(key);
    }
    const bytes = new FreshBytes(value);
    this.#reduce(BYTE_ARRAY, value.length === 0 ? tuple() : tuple(bytes), key);
  }

  #saveBuffer(value: PickleBuffer): void {
    if (this.#protocol < 5) throw new PicklingError("PickleBuffer can only be pickled with protocol >= 5");
    const callback = this.#options.bufferCallback;
    if (callback === undefined || callback(value)) {
      if (value.readonly) this.#saveBytesData(value.bytes, value);
      else this.#saveByteArray(value.bytes, value);
      return;
    }
    this.#out.byte(Op.NEXT_BUFFER);
    if (value.readonly) this.#out.byte(Op.READONLY_BUFFER);
  }

  // Containers -------------------------------------------------------------------------------------------------------

  #saveList(value: unknown[]): void {
    const out = this.#out;
    if (this.#binary) out.byte(Op.EMPTY_LIST);
    else out.byte2(Op.MARK, Op.LIST);
    this.#put(value);
    const length = value.length;
    if (length === 0) return;
    if (!this.#binary) return this.#appendAll(value);
    let i = 0;
    try {
      if (length === 1) {
        this.#save(value[0]);
        return out.byte(Op.APPEND);
      }
      while (i < length) {
        out.byte(Op.MARK);
        for (const end = Math.min(i + BATCH, length); i < end; i++) this.#save(value[i]);
        out.byte(Op.APPENDS);
      }
    } catch (error) {
      throw noted(error, `when serializing list item ${i}`);
    }
  }

  /** Batches as the C pickler makes them when it has an iterator: a batch of one item needs no MARK. */
  #appendAll(items: unknown[]): void {
    const out = this.#out;
    let i = 0;
    try {
      if (!this.#binary) {
        for (; i < items.length; i++) {
          this.#save(items[i]);
          out.byte(Op.APPEND);
        }
        return;
      }
      while (i < items.length) {
        const end = Math.min(i + BATCH, items.length);
        const single = end - i === 1;
        if (!single) out.byte(Op.MARK);
        for (; i < end; i++) this.#save(items[i]);
        out.byte(single ? Op.APPEND : Op.APPENDS);
      }
    } catch (error) {
      throw noted(error, `when serializing list item ${i}`);
    }
  }

  #saveTuple(value: PyTuple): void {
    const out = this.#out;
    const length = value.length;
    if (length === 0) {
      if (this.#binary) out.byte(Op.EMPTY_TUPLE);
      else out.byte2(Op.MARK, Op.TUPLE);
      return;
    }
    const short = length <= 3 && this.#protocol >= 2;
    if (!short) out.byte(Op.MARK);
    let i = 0;
    try {
      for (; i < length; i++) this.#save(value[i]);
    } catch (error) {
      throw noted(error, `when serializing tuple item ${i}`);
    }
    // A tuple that contains itself was memoised on the way: what was pushed is dropped for the finished one.
    const seen = this.#memo.get(value);
    if (seen !== undefined) {
      if (short) { for (let k = 0; k < length; k++) out.byte(Op.POP); }
      else if (this.#binary) out.byte(Op.POP_MARK);
      else for (let k = 0; k <= length; k++) out.byte(Op.POP);
      return this.#get(seen);
    }
    out.byte(short ? Op.TUPLE1 + length - 1 : Op.TUPLE);
    this.#put(value);
  }

  #saveDict(value: Map<unknown, unknown>, key: object): void {
    const out = this.#out;
    if (this.#binary) out.byte(Op.EMPTY_DICT);
    else out.byte2(Op.MARK, Op.DICT);
    this.#put(key);
    if (value.size === 0) return;
    if (!this.#binary) return this.#setAll(value);
    let at: unknown;
    try {
      if (value.size === 1) {
        for (const [name, item] of value) {
          at = name;
          this.#save(name);
          this.#save(item);
        }
        return out.byte(Op.SETITEM);
      }
      out.byte(Op.MARK);
      let count = 0;
      for (const [name, item] of value) {
        // A full batch is always followed by another, be it empty.
        if (count === BATCH) {
          out.byte2(Op.SETITEMS, Op.MARK);
          count = 0;
        }
        at = name;
        this.#save(name);
        this.#save(item);
        count++;
      }
      out.byte(Op.SETITEMS);
      if (count === BATCH) out.byte2(Op.MARK, Op.SETITEMS);
    } catch (error) {
      throw noted(error, `when serializing dict item ${describeKey(at)}`);
    }
  }

  /** As {@linkcode Pickler.#appendAll}, for pairs. */
  #setAll(items: Map<unknown, unknown>): void {
    const out = this.#out;
    let left = items.size;
    let count = 0;
    let at: unknown;
    try {
      for (const [key, value] of items) {
        at = key;
        const single = !this.#binary || (count === 0 && left === 1);
        if (count === 0 && !single) out.byte(Op.MARK);
        this.#save(key);
        this.#save(value);
        left--;
        if (single) out.byte(Op.SETITEM);
        else if (++count === BATCH || left === 0) {
          out.byte(Op.SETITEMS);
          count = 0;
        }
      }
    } catch (error) {
      throw noted(error, `when serializing dict item ${describeKey(at)}`);
    }
  }

  #saveSet(value: Set<unknown>): void {
    if (this.#protocol < 4) return this.#reduce(SET, tuple([...value]), value);
    const out = this.#out;
    out.byte(Op.EMPTY_SET);
    this.#put(value);
    if (value.size === 0) return;
    out.byte(Op.MARK);
    let count = 0;
    for (const item of value) {
      if (count === BATCH) {
        out.byte2(Op.ADDITEMS, Op.MARK);
        count = 0;
      }
      this.#save(item);
      count++;
    }
    out.byte(Op.ADDITEMS);
    if (count === BATCH) out.byte2(Op.MARK, Op.ADDITEMS);
  }

  #saveFrozenSet(value: PyFrozenSet): void {
    if (this.#protocol < 4) return this.#reduce(FROZEN_SET, tuple([...value]), value);
    const out = this.#out;
    out.byte(Op.MARK);
    for (const item of value) this.#save(item);
    const seen = this.#memo.get(value);
    if (seen !== undefined) {
      out.byte(Op.POP_MARK);
      return this.#get(seen);
    }
    out.byte(Op.FROZENSET);
    this.#put(value);
  }

  // Globals, calls and instances -------------------------------------------------------------------------------------

  #saveGlobal(module: string, name: string): void {
    const key = `${module} ${name}`;
    const seen = this.#globals.get(key);
    if (seen !== undefined) return this.#get(seen);
    if (module === "builtins" && TYPES_OF_SINGLETONS.has(name)) {
      this.#save(TYPE);
      this.#save(tuple(TYPES_OF_SINGLETONS.get(name)));
      this.#out.byte(Op.REDUCE);
    } else if (this.#protocol >= 2 && this.#saveExtension(module, name)) return;
    else if (this.#protocol >= 4) {
      this.#saveModule(module, ownerOfModule(module, name));
      if (hasFreshName(module, name)) this.#saveFreshString(name);
      else this.#save(name);
      this.#out.byte(Op.STACK_GLOBAL);
    } else if (name.includes(".")) this.#saveDottedGlobal(module, name.split("."));
    else this.#saveToplevelGlobal(module, name);
    if (!this.#fast) this.#globals.set(key, this.#memoSize);
    this.#putFresh();
  }

  /** Writes the name of a module as the string that it is in CPython. */
  #saveModule(module: string, owner: "anybody" | "functions" | "itself"): void {
    if (owner === "anybody") return this.#save(module);
    const key = `${module} `;
    const seen = owner === "functions" ? this.#globals.get(key) : undefined;
    if (seen !== undefined) return this.#get(seen);
    if (owner === "functions" && !this.#fast) this.#globals.set(key, this.#memoSize);
    this.#saveFreshString(module);
  }

  #saveExtension(module: string, name: string): boolean {
    const code = this.#options.extensions?.codeOf(module, name);
    if (code === undefined) return false;
    if (code <= 0xff) this.#out.byte2(Op.EXT1, code);
    else if (code <= 0xffff) this.#out.code16(Op.EXT2, code);
    else this.#out.code32(Op.EXT4, code);
    return true;
  }

  /** Below protocol 4 an attribute of a class is written as the calls of `getattr` that find it. */
  #saveDottedGlobal(module: string, path: string[]): void {
    const out = this.#out;
    for (let i = 1; i < path.length; i++) {
      this.#save(GETATTR);
      if (this.#protocol < 2) out.byte(Op.MARK);
    }
    this.#saveToplevelGlobal(module, path[0]);
    for (let i = 1; i < path.length; i++) {
      this.#save(path[i]);
      out.byte(this.#protocol < 2 ? Op.TUPLE : Op.TUPLE2);
      out.byte(Op.REDUCE);
    }
  }

  #saveToplevelGlobal(module: string, name: string): void {
    if (this.#protocol < 3 && (this.#options.fixImports ?? true)) {
      ({ module, name } = toPython2(module, name));
    }
    const out = this.#out;
    out.byte(Op.GLOBAL);
    for (const [what, text] of [["module", module], ["global", name]]) {
      const bytes = encodeUtf8(text);
      if (this.#protocol < 3 && bytes.length !== text.length) {
        throw new PicklingError(
          `can't pickle ${what} identifier '${text}' using pickle protocol ${this.#protocol}`,
        );
      }
      out.bytes(bytes);
      out.byte(0x0a);
    }
  }

  #reduce(callable: PyGlobal, args: PyTuple, key: object): void {
    this.#save(callable);
    this.#save(args);
    this.#out.byte(Op.REDUCE);
    const seen = this.#memo.get(key);
    if (seen === undefined) return this.#put(key);
    this.#out.byte(Op.POP);
    this.#get(seen);
  }

  #saveReduce(value: PyReduce, key: object): void {
    this.#save(value.callable);
    this.#save(value.args);
    this.#out.byte(Op.REDUCE);
    this.#finish(value, key, value.stateSetter);
  }

  #saveInstance(value: PyObject, key: object = value): void {
    const out = this.#out;
    if (this.#protocol < 2) {
      const [base, initial] = baseOf(value);
      this.#save(RECONSTRUCTOR);
      this.#save(tuple(value.cls, base, initial));
      out.byte(Op.REDUCE);
      const state = isEmpty(value.state) ? undefined : value.state;
      return this.#finish({ state, listItems: undefined, dictItems: undefined }, key, undefined);
    }
    if (value.kwargs !== undefined && value.kwargs.size > 0) {
      if (this.#protocol >= 4) {
        this.#save(value.cls);
        this.#save(value.args);
        this.#save(value.kwargs);
        out.byte(Op.NEWOBJ_EX);
      } else {
        const create = new PyGlobal(value.cls.module, `${value.cls.name}.__new__`);
        const state = tuple(create, tuple(value.cls, ...value.args), value.kwargs, null);
        this.#save(new PyReduce(PARTIAL, tuple(create), { state }));
        this.#save(tuple());
        out.byte(Op.REDUCE);
      }
    } else {
      this.#save(value.cls);
      this.#save(value.args);
      out.byte(Op.NEWOBJ);
    }
    this.#finish(value, key, undefined);
  }

  /** Memoises an object that was just made and writes its items and state. */
  #finish(
    parts: { state: unknown; listItems: unknown[] | undefined; dictItems: Map<unknown, unknown> | undefined },
    key: object,
    stateSetter: unknown,
  ): void {
    const out = this.#out;
    const seen = this.#memo.get(key);
    if (seen !== undefined) {
      out.byte(Op.POP);
      return this.#get(seen);
    }
    this.#put(key);
    if (parts.listItems !== undefined) this.#appendAll(parts.listItems);
    if (parts.dictItems !== undefined) this.#setAll(parts.dictItems);
    if (parts.state === undefined || parts.state === null) return;
    if (stateSetter === undefined || stateSetter === null) {
      this.#save(parts.state);
      return out.byte(Op.BUILD);
    }
    this.#save(stateSetter);
    this.#save(key);
    this.#save(parts.state);
    out.byte(Op.TUPLE2);
    out.byte2(Op.REDUCE, Op.POP);
  }
}

function noted(error: unknown, note: string): unknown {
  if (error instanceof PythonError) error.notes.push(note);
  return error;
}

function describeKey(key: unknown): string {
  return typeof key === "string" ? `'${key}'` : String(key);
}

/**
 * The pickle of one value.
 *
 * @param value What to write.
 * @param options How.
 *
 * @example Usage
 * ```ts
 * import { dumps, loads } from "@orochi/multiprocess/pickle";
 * import { assertEquals } from "@std/assert";
 *
 * const data = dumps(new Map<string, unknown>([["name", "Ada"], ["born", 1815]]), { protocol: 4 });
 * assertEquals(loads(data), new Map<string, unknown>([["name", "Ada"], ["born", 1815]]));
 * ```
 */
export function dumps(value: unknown, options: PickleOptions = {}): Uint8Array<ArrayBuffer> {
  let result: Uint8Array<ArrayBuffer> | undefined;
  new Pickler((bytes) => {
    result = bytes;
  }, options).dump(value);
  return result!;
}
