/**
 * Values across the border: JavaScript's become Python's and the other way round. Containers are copied, with all that
 * is in them; parts that are shared or contain themselves are so in the copy, too.
 *
 * @module
 */
import {
  NONE,
  T_BOOL,
  T_BUILTIN_FUNCTION_OR_METHOD,
  T_BYTEARRAY,
  T_BYTES,
  T_DICT,
  T_FLOAT,
  T_FROZENSET,
  T_FUNCTION,
  T_INT,
  T_LIST,
  T_METHOD,
  T_SET,
  T_STR,
  T_TUPLE,
  T_TYPE,
  TRUE,
  type Value,
} from "@orochi/object";
import { dataOf, sizeOf } from "@orochi/vm";
import type { Bridge } from "./embed_bridge.ts";
import type { FunctionTable } from "./embed_functions.ts";
import { addressOf, makeFunction, type PythonFunction, PythonObject } from "./embed_objects.ts";

/** What Python values are in JavaScript. */
export type PythonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PythonValue[]
  | Map<PythonValue, PythonValue>
  | Set<PythonValue>
  | PythonFunction
  | PythonObject;

/** How deep containers may lie in one another: a level takes up to 1 KiB of the JavaScript stack. */
const MAX_DEPTH = 200;

/** Converts for one runtime. */
export class Converter {
  readonly #bridge: Bridge;
  readonly #functions: FunctionTable;

  constructor(bridge: Bridge, functions: FunctionTable) {
    this.#bridge = bridge;
    this.#functions = functions;
  }

  /**
   * The Python value of a JavaScript one (new reference).
   *
   * @throws {TypeError} If there is none.
   * @throws {PythonError} If Python refuses, as for keys that can't be hashed, or lacks memory.
   */
  toPython(value: unknown): Value {
    return this.#toPython(value, new Map(), 0, false);
  }

  /** Works with the Python values of several JavaScript ones, which are dropped afterwards. */
  withPython<T>(values: readonly unknown[], work: (values: Value[]) => T): T {
    const made: Value[] = [];
    try {
      for (const value of values) made.push(this.toPython(value));
      return work(made);
    } finally {
      for (const value of made) this.#bridge.vm.decref(value);
    }
  }

  /** @param asKey Whether the value must be hashable: arrays become tuples, sets frozensets. */
  #toPython(value: unknown, seen: Map<object, Value>, depth: number, asKey: boolean): Value {
    const { vm } = this.#bridge;
    switch (typeof value) {
      case "undefined":
        return NONE;
      case "boolean":
        return vm.bool(value);
      case "number":
        return this.#number(value);
      case "bigint":
        return this.#bridge.own(vm.newBigInt(value));
      case "string":
        return this.#bridge.own(vm.newStr(value));
      case "symbol":
        throw new TypeError(`Cannot give Python ${String(value)} as a symbol has no counterpart there`);
      case "function": {
        const own = addressOf(this.#bridge, value);
        return own === 0 ? this.#functions.toPython(value) : vm.keep(own);
      }
      case "object":
        return value === null ? NONE : this.#object(value, seen, depth, asKey);
    }
  }

  #number(value: number): Value {
    const { vm } = this.#bridge;
    const isInt = Number.isSafeInteger(value) && !Object.is(value, -0);
    return this.#bridge.own(isInt ? vm.newInt(value) : vm.newFloat(value));
  }

  #object(value: object, seen: Map<object, Value>, depth: number, asKey: boolean): Value {
    const { vm } = this.#bridge;
    if (value instanceof PythonObject) return vm.keep(addressOf(this.#bridge, value));
    if (value instanceof Uint8Array) return this.#bridge.own(vm.newBytes(value));
    if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
      return this.#bridge.own(vm.newBytes(new Uint8Array(value)));
    }
    const known = seen.get(value);
    if (known !== undefined && !asKey) return vm.keep(known);
    if (depth === MAX_DEPTH) {
      throw new TypeError(`Cannot give Python a value that is nested more than ${MAX_DEPTH} deep`);
    }
    const inner = (item: unknown, key = false): Value => this.#toPython(item, seen, depth + 1, key);
    if (Array.isArray(value)) {
      return asKey
        ? this.#tuple(value.map((item) => () => inner(item, true)))
        : this.#list(value, seen, inner);
    }
    if (ArrayBuffer.isView(value)) return this.#typedArray(value);
    if (value instanceof Map) return this.#dict(value, value.entries(), seen, inner);
    if (value instanceof Set) return this.#set(value, asKey ? T_FROZENSET : T_SET, inner);
    const prototype = Object.getPrototypeOf(value);
    if (prototype === null || prototype === Object.prototype) {
      return this.#dict(value, Object.entries(value), seen, inner);
    }
    const name = prototype.constructor?.name ?? "object";
    const hint = value instanceof Promise ? ": await it first" : ": give a plain object, or functions";
    throw new TypeError(`Cannot give Python a JavaScript ${name} as it has no counterpart there${hint}`);
  }

  #list(value: readonly unknown[], seen: Map<object, Value>, inner: (item: unknown) => Value): Value {
    const list = this.#bridge.own(this.#bridge.vm.newList([]));
    seen.set(value, list);
    return this.#filled(list, () => {
      for (let i = 0; i < value.length; i++) this.#append(list, inner(value[i]));
    });
  }

  #append(list: Value, item: Value): void {
    const done = this.#bridge.vm.listAppend(list, item);
    this.#bridge.vm.decref(item);
    if (!done) this.#bridge.fail();
  }

  #tuple(makers: readonly (() => Value)[]): Value {
    const made: Value[] = [];
    this.#orDrop(made, () => {
      for (const make of makers) made.push(make());
    });
    return this.#bridge.own(this.#bridge.vm.newTuple(made));
  }

  #typedArray(view: ArrayBufferView): Value {
    if (view instanceof DataView) {
      return this.#bridge.own(
        this.#bridge.vm.newBytes(new Uint8Array(view.buffer, view.byteOffset, view.byteLength)),
      );
    }
    const { vm } = this.#bridge;
    const floats = view instanceof Float64Array || view instanceof Float32Array ||
      view instanceof Float16Array;
    const list = this.#bridge.own(vm.newList([]));
    return this.#filled(list, () => {
      for (const item of view as unknown as Iterable<number | bigint>) {
        this.#append(
          list,
          this.#bridge.own(
            typeof item === "bigint" ? vm.newBigInt(item) : floats ? vm.newFloat(item) : vm.newInt(item),
          ),
        );
      }
    });
  }

  #dict(
    value: object,
    entries: Iterable<[unknown, unknown]>,
    seen: Map<object, Value>,
    inner: (item: unknown, key?: boolean) => Value,
  ): Value {
    const { vm } = this.#bridge;
    const dict = this.#bridge.own(vm.newDict());
    seen.set(value, dict);
    return this.#filled(dict, () => {
      for (const [key, item] of entries) {
        const pair: Value[] = [];
        this.#orDrop(pair, () => {
          pair.push(inner(key, true));
          pair.push(inner(item));
          this.#bridge.done(() => vm.dictSet(dict, pair[0], pair[1]));
        });
        for (const part of pair) vm.decref(part);
      }
    });
  }

  #set(value: ReadonlySet<unknown>, type: number, inner: (item: unknown, key: boolean) => Value): Value {
    const { vm } = this.#bridge;
    const set = this.#bridge.own(vm.newSet(type));
    return this.#filled(set, () => {
      for (const item of value) {
        const made = inner(item, true);
        this.#orDrop([made], () => this.#bridge.done(() => vm.setAdd(set, made)));
        vm.decref(made);
      }
    });
  }

  /** Returns a container once it is filled; drops it if that fails. */
  #filled(container: Value, fill: () => void): Value {
    this.#orDrop([container], fill);
    return container;
  }

  /** Does something; if it fails, drops references. */
  #orDrop(owned: readonly Value[], work: () => void): void {
    try {
      work();
    } catch (error) {
      for (const value of owned) this.#bridge.vm.decref(value);
      throw error;
    }
  }

  /** The JavaScript value of a Python one (borrowed). */
  toJs(value: Value): PythonValue {
    return this.#toJs(value, new Map(), 0);
  }

  /** As `toJs`, of a value that is taken over. */
  take(value: Value): PythonValue {
    try {
      return this.toJs(value);
    } finally {
      this.#bridge.vm.decref(value);
    }
  }

  /** A handle on a Python value (borrowed), whatever it is. */
  handle(value: Value): PythonObject {
    return new PythonObject(this.#bridge, this, this.#bridge.vm.keep(value));
  }

  #toJs(value: Value, seen: Map<Value, PythonValue>, depth: number): PythonValue {
    const { vm } = this.#bridge;
    if ((value & 1) === 1) return value >> 1;
    if (value === NONE) return null;
    const layout = vm.layout(value);
    switch (layout) {
      case T_BOOL:
        return value === TRUE;
      case T_INT: {
        const near = vm.number(value);
        return Number.isSafeInteger(near) ? near : vm.bigInt(value);
      }
      case T_FLOAT:
        return vm.float(value);
      case T_STR:
        return vm.js(value);
      case T_BYTES:
      case T_BYTEARRAY: {
        const start = dataOf(vm, value);
        return new Uint8Array(vm.u8.subarray(start, start + sizeOf(vm, value)));
      }
      case T_LIST:
      case T_TUPLE:
      case T_DICT:
      case T_SET:
      case T_FROZENSET:
        return this.#container(value, layout, seen, depth);
      case T_BUILTIN_FUNCTION_OR_METHOD: {
        const own = this.#functions.toJs(value);
        // A JavaScript function comes back as itself.
        return own === undefined ? makeFunction(this.handle(value)) : own as PythonFunction;
      }
      case T_FUNCTION:
      case T_METHOD:
      case T_TYPE:
        return makeFunction(this.handle(value));
    }
    return this.handle(value);
  }

  #container(value: Value, layout: number, seen: Map<Value, PythonValue>, depth: number): PythonValue {
    const { vm } = this.#bridge;
    const known = seen.get(value);
    if (known !== undefined) return known;
    if (depth === MAX_DEPTH) {
      throw new TypeError(`Cannot read a Python value that is nested more than ${MAX_DEPTH} deep`);
    }
    const inner = (item: Value): PythonValue => this.#toJs(item, seen, depth + 1);
    if (layout === T_DICT) {
      const map = new Map<PythonValue, PythonValue>();
      seen.set(value, map);
      const items = this.#entries(value);
      this.#released(items, () => {
        for (let i = 0; i < items.length; i += 2) map.set(inner(items[i]), inner(items[i + 1]));
      });
      return map;
    }
    if (layout === T_SET || layout === T_FROZENSET) {
      const set = new Set<PythonValue>();
      seen.set(value, set);
      const list = this.#bridge.value(() => vm.collect(value));
      this.#released([list], () => this.#eachItem(list, (item) => set.add(inner(item))));
      return set;
    }
    const array: PythonValue[] = [];
    seen.set(value, array);
    if (layout === T_TUPLE) {
      for (let i = 0; i < vm.tupleLength(value); i++) array.push(inner(vm.tupleItem(value, i)));
      return array;
    }
    this.#eachItem(value, (item) => array.push(inner(item)));
    return array;
  }

  #eachItem(list: Value, use: (item: Value) => void): void {
    const { vm } = this.#bridge;
    for (let i = 0, item = vm.loadItem(list, 0); item !== 0; item = vm.loadItem(list, ++i)) {
      this.#released([item], () => use(item));
    }
  }

  /** Keys and values of a dict in turn (new references). */
  #entries(dict: Value): Value[] {
    const { vm } = this.#bridge;
    const entries: Value[] = [];
    vm.dictIterate(dict, (key, value) => entries.push(vm.keep(key), vm.keep(value)) > 0);
    return entries;
  }

  /** Does something and drops references afterwards, whether or not it failed. */
  #released(owned: readonly Value[], work: () => void): void {
    try {
      work();
    } finally {
      for (const value of owned) this.#bridge.vm.decref(value);
    }
  }
}
