/**
 * The names of `__main__`, seen from JavaScript.
 *
 * @module
 */
import type { Value } from "@orochi/object";
import type { Bridge } from "./embed_bridge.ts";
import { PythonObject } from "./embed_objects.ts";
import type { Converter, PythonValue } from "./embed_values.ts";

/** Global names and their values; reading and writing convert. */
export class PythonGlobals {
  readonly #bridge: Bridge;
  readonly #converter: Converter;
  readonly #held: number;

  /** Made by the runtime; the dict is borrowed. */
  constructor(bridge: Bridge, converter: Converter, dict: Value) {
    this.#bridge = bridge;
    this.#converter = converter;
    this.#held = bridge.hold(bridge.vm.keep(dict));
  }

  /** The value of a name; undefined if there is none, and null for None. */
  get(name: string): PythonValue | undefined {
    return this.#bridge.within(() => {
      const value = this.#find(name);
      return value === 0 ? undefined : this.#converter.take(value);
    });
  }

  /** As `get`, but a handle whatever the value is: nothing is copied. */
  getObject(name: string): PythonObject | undefined {
    return this.#bridge.within(() => {
      const value = this.#find(name);
      return value === 0 ? undefined : new PythonObject(this.#bridge, this.#converter, value);
    });
  }

  /** Gives a name a value. */
  set(name: string, value: unknown): void {
    this.#bridge.within(() =>
      this.#converter.withPython(
        [name, value],
        ([, converted]) => this.#bridge.done(() => this.#bridge.vm.dictSetStr(this.#dict, name, converted)),
      )
    );
  }

  /** Whether there is a name. */
  has(name: string): boolean {
    return this.#bridge.within(() => {
      const value = this.#find(name);
      this.#bridge.vm.decref(value);
      return value !== 0;
    });
  }

  /** Takes a name away; returns whether it was there. */
  delete(name: string): boolean {
    return this.#bridge.within(() => {
      const { vm } = this.#bridge;
      const found = this.#bridge.attempt(() => vm.dictDelete(this.#dict, vm.intern(name)));
      return found < 0 ? this.#bridge.fail() : found === 1;
    });
  }

  /** The names, in the order they came. */
  keys(): string[] {
    return this.#bridge.within(() => {
      const { vm } = this.#bridge;
      const names: string[] = [];
      vm.dictIterate(this.#dict, (key) => (vm.isStr(key) ? names.push(vm.js(key)) : 0) >= 0);
      return names;
    });
  }

  /** A new reference, or 0. */
  #find(name: string): Value {
    const { vm } = this.#bridge;
    return vm.keep(vm.dictGetStr(this.#dict, name));
  }

  get #dict(): Value {
    return this.#bridge.held(this.#held);
  }
}
