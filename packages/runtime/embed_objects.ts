/**
 * Python objects that JavaScript holds: those that have no JavaScript counterpart, functions, and whatever the
 * embedding program wants to keep as it is.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Bridge } from "./embed_bridge.ts";
import type { Converter, PythonValue } from "./embed_values.ts";

/** A Python function, method or class as a JavaScript function: arguments and result are converted. */
export interface PythonFunction extends Disposable {
  /** Calls it with positional arguments; keywords go through `object.callKeywords`. */
  // Arguments are whatever Python takes.
  (...args: unknown[]): PythonValue;
  /** The handle that the function calls through. */
  readonly object: PythonObject;
  /** Gives the Python object up. */
  release(): void;
}

/** Handles behind JavaScript functions. */
const handles: WeakMap<object, PythonObject> = new WeakMap();

/** Reads what handles keep to themselves. */
let addressOfHandle: (handle: PythonObject, bridge: Bridge) => Value;

/** Gives up what programs forgot to release, some time after the handle was collected. */
const forgotten: FinalizationRegistry<{ readonly bridge: Bridge; readonly held: number }> =
  new FinalizationRegistry(
    ({ bridge, held }) => {
      if (bridge.refusal === null) bridge.within(() => bridge.drop(held));
    },
  );

/**
 * A handle on a Python object. It keeps the object alive until `release` (or the end of a `using` block); a handle that
 * is forgotten unreleased is given up when JavaScript's garbage collector finds it, which may be never.
 */
export class PythonObject implements Disposable {
  readonly #bridge: Bridge;
  readonly #converter: Converter;
  /** Index of what is held; -1 when released. */
  #held: number;

  /** Made by the runtime; takes a reference over. */
  constructor(bridge: Bridge, converter: Converter, value: Value) {
    this.#bridge = bridge;
    this.#converter = converter;
    this.#held = bridge.hold(value);
    if (this.#held < 0) {
      bridge.vm.raiseMemory();
      bridge.fail();
    }
    forgotten.register(this, { bridge, held: this.#held }, this);
  }

  /** Whether the object was given up. */
  get released(): boolean {
    return this.#held < 0;
  }

  /** Name of the object's class. */
  get type(): string {
    return this.#with((self) => this.#bridge.vm.shortTypeName(self));
  }

  /** Gives the object up; once more does nothing. */
  release(): void {
    if (this.#held < 0) return;
    const held = this.#held;
    this.#held = -1;
    forgotten.unregister(this);
    if (this.#bridge.refusal === null) this.#bridge.within(() => this.#bridge.drop(held));
  }

  /** As `release`. */
  [Symbol.dispose](): void {
    this.release();
  }

  /**
   * Reads an attribute.
   *
   * @throws {PythonError} AttributeError, or what a property raises.
   */
  getAttr(name: string): PythonValue {
    return this.#result((self) => this.#bridge.vm.getAttr(self, this.#bridge.vm.intern(name)));
  }

  /** As `getAttr`, but always a handle: a list that Python is to see changed, for example. */
  getObject(name: string): PythonObject {
    return this.#with((self) => {
      const { vm } = this.#bridge;
      return this.#handle(this.#bridge.value(() => vm.getAttr(self, vm.intern(name))));
    });
  }

  /** Whether there is an attribute. */
  hasAttr(name: string): boolean {
    return this.#with((self) => {
      const { vm } = this.#bridge;
      const value = this.#bridge.attempt(() => vm.getAttrOptional(self, vm.intern(name)));
      if (value === 0 && vm.failed()) this.#bridge.fail();
      vm.decref(value);
      return value !== 0;
    });
  }

  /** Sets an attribute. */
  setAttr(name: string, value: unknown): void {
    this.#withArguments([value], (self, [converted]) => {
      const { vm } = this.#bridge;
      this.#bridge.done(() => vm.setAttr(self, vm.intern(name), converted));
    });
  }

  /** Deletes an attribute. */
  deleteAttr(name: string): void {
    this.#with((self) => {
      const { vm } = this.#bridge;
      this.#bridge.done(() => vm.setAttr(self, vm.intern(name), 0));
    });
  }

  /** `object[key]`. */
  getItem(key: unknown): PythonValue {
    return this.#withArguments(
      [key],
      (self, [index]) => this.#take(() => this.#bridge.vm.getItem(self, index)),
    );
  }

  /** `object[key] = value`. */
  setItem(key: unknown, value: unknown): void {
    this.#withArguments(
      [key, value],
      (self, [index, item]) => this.#bridge.done(() => this.#bridge.vm.setItem(self, index, item)),
    );
  }

  /** `len(object)`. */
  get length(): number {
    return this.#with((self) => {
      const length = this.#bridge.attempt(() => this.#bridge.vm.length(self));
      return length < 0 ? this.#bridge.fail() : length;
    });
  }

  /** `object(*args)`. */
  call(...args: unknown[]): PythonValue {
    return this.#withArguments(
      args,
      (self, values) => this.#take(() => this.#bridge.vm.call(self, ...values)),
    );
  }

  /** `object(*args, **keywords)`. */
  callKeywords(args: readonly unknown[], keywords: Readonly<Record<string, unknown>>): PythonValue {
    const names = Object.keys(keywords);
    return this.#withArguments([...args, ...names.map((name) => keywords[name])], (self, values) => {
      const [positional, named] = [values.slice(0, args.length), values.slice(args.length)];
      return this.#take(() => this.#bridge.vm.callKeywords(self, positional, names, named));
    });
  }

  /** `object.name(*args)`. */
  callMethod(name: string, ...args: unknown[]): PythonValue {
    return this.#withArguments(args, (self, values) => {
      const { vm } = this.#bridge;
      return this.#take(() => vm.callMethod(self, vm.intern(name), ...values));
    });
  }

  /** What iterating over the object gives, converted one by one. */
  *[Symbol.iterator](): Generator<PythonValue, void> {
    using iterator = this.#with((self) => this.#handle(this.#bridge.value(() => this.#bridge.vm.iter(self))));
    for (;;) {
      const item = iterator.#next();
      if (item === undefined) return;
      yield item;
    }
  }

  #next(): PythonValue | undefined {
    return this.#with((self) => {
      const { vm } = this.#bridge;
      const item = this.#bridge.attempt(() => vm.next(self));
      if (item !== 0) return this.#converter.take(item);
      if (vm.failed() && !vm.matches("StopIteration")) this.#bridge.fail();
      vm.clearError();
      return undefined;
    });
  }

  /** The object converted to a JavaScript value: a copy, where it is a container. */
  toJS(): PythonValue {
    return this.#with((self) => this.#converter.toJs(self));
  }

  /** `repr(object)`. */
  repr(): string {
    return this.#text((self) => this.#bridge.vm.repr(self));
  }

  /** `str(object)`. */
  toString(): string {
    return this.#text((self) => this.#bridge.vm.toStr(self));
  }

  #text(make: (self: Value) => Value): string {
    return this.#result(make) as string;
  }

  #result(work: (self: Value) => Value): PythonValue {
    return this.#with((self) => this.#take(() => work(self)));
  }

  #take(work: () => Value): PythonValue {
    return this.#converter.take(this.#bridge.value(work));
  }

  #handle(value: Value): PythonObject {
    return new PythonObject(this.#bridge, this.#converter, value);
  }

  /** Works with the object, which stays alive meanwhile. */
  #with<T>(work: (self: Value) => T): T {
    return this.#bridge.within(() => {
      const self = this.#bridge.vm.keep(this.#address(this.#bridge));
      try {
        return work(self);
      } finally {
        this.#bridge.vm.decref(self);
      }
    });
  }

  #withArguments<T>(args: readonly unknown[], work: (self: Value, args: Value[]) => T): T {
    return this.#with((self) => this.#converter.withPython(args, (values) => work(self, values)));
  }

  #address(bridge: Bridge): Value {
    if (this.#held < 0) throw new TypeError("Cannot use a Python object that was released");
    if (bridge !== this.#bridge) {
      throw new TypeError("Cannot give a Python object to another runtime than its own");
    }
    return bridge.held(this.#held);
  }

  static {
    addressOfHandle = (handle, bridge) => handle.#address(bridge);
  }
}

/**
 * The address (borrowed) of the Python object behind a handle or a function; 0 for what is no Python object.
 *
 * @throws {TypeError} If the handle was released, or is another runtime's.
 */
export function addressOf(bridge: Bridge, value: object): Value {
  const handle = value instanceof PythonObject ? value : handles.get(value);
  return handle === undefined ? 0 : addressOfHandle(handle, bridge);
}

/** The JavaScript function of a Python callable. */
export function makeFunction(object: PythonObject): PythonFunction {
  const target = (...args: unknown[]): PythonValue => object.call(...args);
  handles.set(target, object);
  return Object.assign(target, {
    object,
    release: () => object.release(),
    [Symbol.dispose]: () => object.release(),
  });
}
