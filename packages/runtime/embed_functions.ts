/**
 * JavaScript functions that Python calls: builtin functions of Python, bound to a number by which the embedding isolate
 * knows the JavaScript function.
 *
 * @module
 */
import { NATIVE_ID, NATIVE_SELF, T_BUILTIN_FUNCTION_OR_METHOD, tagInt, type Value } from "@orochi/object";
import { nativeFunction, type NativeModule } from "@orochi/vm";
import type { Bridge } from "./embed_bridge.ts";
import { EMBEDDER_SLOT } from "./embed_messages.ts";

/** A function of the embedding program. */
// deno-lint-ignore ban-types -- the converter checks what comes back, and the function what it is given.
export type AnyFunction = Function;

const call = nativeFunction("call", "($self, /, *args, **kwargs)", (vm, a) => {
  if (vm.slot !== EMBEDDER_SLOT) {
    return vm.raise(
      "RuntimeError",
      "a JavaScript function can only be called by the thread that the runtime was made in",
    );
  }
  if (vm.length(vm.i32[a + 2]) !== 0) return vm.raiseType("a JavaScript function takes no keyword arguments");
  return vm.host.callEmbedder(vm.isInt(vm.i32[a]) ? vm.number(vm.i32[a]) : 0, vm.i32[a + 1]);
});

/** The module that gives JavaScript functions their number among the natives. */
export const embeddingModule: NativeModule = { name: "_javascript", functions: [call] };

/** Functions after which it is first looked whether Python has forgotten some. */
const FIRST_SWEEP = 64;

/** The JavaScript functions that Python has. */
export class FunctionTable {
  readonly #bridge: Bridge;
  readonly #byId: Map<number, { readonly target: AnyFunction; readonly held: number }> = new Map();
  readonly #ids: Map<AnyFunction, number> = new Map();
  #last = 0;
  #sweepAt = FIRST_SWEEP;

  constructor(bridge: Bridge) {
    this.#bridge = bridge;
  }

  /** The Python function of a JavaScript one (new reference), always the same while Python has it. */
  toPython(target: AnyFunction): Value {
    const { vm } = this.#bridge;
    const known = this.#byId.get(this.#ids.get(target) ?? 0);
    if (known !== undefined) return vm.keep(this.#bridge.held(known.held));
    if (this.#byId.size >= this.#sweepAt) this.#sweep();
    const id = ++this.#last;
    const made = this.#bridge.own(
      vm.newNative(vm.registry.idOf(call), tagInt(id), target.name || "<anonymous>", "javascript"),
    );
    const held = this.#bridge.hold(vm.keep(made));
    if (held < 0) {
      vm.decref(made);
      vm.raiseMemory();
      this.#bridge.fail();
    }
    this.#byId.set(id, { target, held });
    this.#ids.set(target, id);
    return made;
  }

  /** The JavaScript function behind a Python value, or undefined. */
  toJs(value: Value): AnyFunction | undefined {
    const { vm } = this.#bridge;
    if (!vm.isExact(value, T_BUILTIN_FUNCTION_OR_METHOD)) return undefined;
    if (vm.i32[(value + NATIVE_ID) >>> 2] !== vm.registry.idOf(call)) return undefined;
    return this.get(vm.number(vm.i32[(value + NATIVE_SELF) >>> 2]));
  }

  /** A function by its number; undefined for a number that Python made up. */
  get(id: number): AnyFunction | undefined {
    return this.#byId.get(id)?.target;
  }

  /** Forgets the functions that nobody but this table refers to. */
  #sweep(): void {
    const { vm } = this.#bridge;
    for (const [id, { target, held }] of this.#byId) {
      if (!vm.rc.isUnique(this.#bridge.held(held))) continue;
      this.#byId.delete(id);
      this.#ids.delete(target);
      this.#bridge.drop(held);
    }
    this.#sweepAt = Math.max(FIRST_SWEEP, 2 * this.#byId.size);
  }
}
