/**
 * The border between an embedding program and its Python: which objects JavaScript holds, how the border is crossed,
 * what happens to errors that cross it.
 *
 * 1. Everything that JavaScript holds is an item of one Python list, which a control word of the machine refers to: the
 *    heap's own checks and collectors see it. JavaScript knows indices of that list, never addresses.
 * 2. Between calls from outside the thread is detached, so that other Python threads go on. `depth` counts the calls
 *    under way: a JavaScript function that Python calls may call Python again.
 * 3. A JavaScript exception that comes out of the machine itself is a bug of ours: the heap may be anything then, and the
 *    runtime refuses further work. Errors of JavaScript functions that Python calls never get there: they become
 *    Python exceptions first.
 *
 * @module
 */
import { VM_CONTROL } from "@orochi/heap";
import { LIST_ITEMS, NONE, type Value } from "@orochi/object";
import { attach, CONTROL_EMBEDDER, detach, ThreadExit, type Vm } from "@orochi/vm";
import { errorOf, PythonError } from "./embed_errors.ts";
import type { EmbedHost } from "./embed_host.ts";
import { InternalError } from "./supervisor.ts";

/** Address of the control word that refers to the list of what JavaScript holds. */
const HELD = VM_CONTROL + CONTROL_EMBEDDER;

/** See the module documentation. */
export class Bridge {
  readonly vm: Vm;
  /** Calls of JavaScript into Python that are under way. */
  depth = 0;
  /** Why no more calls are possible, or null. */
  refusal: string | null = null;
  readonly #free: number[] = [];
  /**
   * Errors of both languages that are one: a Python exception that JavaScript caught within a function that Python
   * called, and may throw on; and a RuntimeError that Python got for a JavaScript one. Of calls at depth d, the first
   * kind has level 2d and lives until that function returns, the second 2d + 1 and lives until the next one.
   */
  #errors: { readonly error: unknown; readonly held: number; readonly level: number }[] = [];
  readonly #afterwards: () => void;

  readonly #host: EmbedHost;

  /** @param afterwards Called when the outermost call has ended, still attached. */
  constructor(vm: Vm, host: EmbedHost, afterwards: () => void) {
    this.vm = vm;
    this.#host = host;
    this.#afterwards = afterwards;
    vm.i32[HELD >>> 2] = this.own(vm.newList([]));
  }

  /**
   * Runs JavaScript code that uses the machine, attached.
   *
   * @throws {Error} If the runtime is stopped or broken.
   */
  within<T>(work: () => T): T {
    if (this.refusal !== null) throw new Error(`Cannot use the runtime as ${this.refusal}`);
    if (this.#host.busy) {
      throw new Error("Cannot use the runtime in a function that handles its standard streams");
    }
    if (this.depth === 0) attach(this.vm);
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
      if (this.depth === 0 && this.refusal === null) {
        this.#forget(0);
        try {
          this.#afterwards();
        } finally {
          if (this.refusal === null) this.pause();
        }
      }
    }
  }

  /** Lets other threads go on until the next call. */
  pause(): void {
    detach(this.vm);
  }

  /** @throws {Error} Unless nothing runs that would have to go on afterwards. */
  outside(action: string): void {
    if (this.depth > 0 || this.#host.busy) throw new Error(`Cannot ${action} while Python runs`);
  }

  /**
   * Runs an operation of the machine that gives a value, or 0 for a Python exception.
   *
   * @returns The new reference.
   * @throws {PythonError} For a Python exception.
   * @throws {InternalError} For a bug of ours.
   */
  value(work: () => Value): Value {
    return this.own(this.attempt(work));
  }

  /** As `value`, for operations that tell their success by a boolean. */
  done(work: () => boolean): void {
    if (!this.attempt(work)) this.fail();
  }

  /** Runs an operation of the machine; what it throws is a bug of ours. */
  attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.broken(error);
    }
  }

  /** Hands a new reference on, unless it is 0, which stands for the exception being raised. */
  own(value: Value): Value {
    return value === 0 ? this.fail() : value;
  }

  /** Throws the Python exception being raised. */
  fail(): never {
    const { vm } = this;
    const exception = vm.takeError();
    const known = this.#errors.find(({ held }) => this.held(held) === exception);
    const error = this.attempt(() => errorOf(vm, exception, known?.error));
    // Inside a JavaScript function that Python called, the error may go back to where it came from.
    if (this.depth > 1) this.#pair(error, exception, 2 * this.depth);
    else vm.decref(exception);
    throw error;
  }

  /** Raises in Python what a JavaScript function that Python called has thrown; returns 0. */
  raise(error: unknown): 0 {
    const { vm } = this, level = 2 * this.depth + 1;
    if (error instanceof InternalError) throw error;
    const known = this.#errors.find((entry) => entry.error === error && error instanceof PythonError);
    if (known !== undefined) {
      vm.setError(vm.keep(this.held(known.held)));
      this.#forget(level);
      return 0;
    }
    vm.raise("RuntimeError", messageOf(error));
    this.#forget(level);
    const exception = vm.takeError();
    this.#pair(error, vm.keep(exception), level);
    return vm.setError(exception);
  }

  /** A JavaScript function that Python called returns: what it caught is forgotten. */
  returned(): void {
    this.#forget(2 * this.depth + 2);
  }

  /** Remembers that an error and an exception (stolen) are one. */
  #pair(error: unknown, exception: Value, level: number): void {
    const held = this.hold(exception);
    if (held >= 0) this.#errors.push({ error, held, level });
  }

  #forget(level: number): void {
    const gone = this.#errors.filter((entry) => entry.level >= level);
    if (gone.length === 0) return;
    this.#errors = this.#errors.filter((entry) => entry.level < level);
    for (const { held } of gone) this.drop(held);
  }

  /** Refuses further work after a bug of ours; returns what to throw. */
  broken(error: unknown): InternalError {
    if (error instanceof InternalError) return error;
    let text = error instanceof Error ? error.message : String(error);
    if (error instanceof ThreadExit) {
      // Asked for by the pool, when one of its Workers failed.
      this.#host.drain();
      text = this.#host.poolFailure;
    }
    this.refusal ??= `it is broken: ${text}`;
    const wrapped = new InternalError(text);
    wrapped.cause = error;
    return wrapped;
  }

  /** Holds a value (stolen) for JavaScript; returns its index, or -1 if there is no memory for that. */
  hold(value: Value): number {
    const { vm } = this;
    const free = this.#free.pop();
    if (free !== undefined) {
      vm.store(this.#word(free), value);
      return free;
    }
    const list = vm.i32[HELD >>> 2];
    const done = vm.listAppend(list, value);
    vm.decref(value);
    if (!done) vm.clearError();
    return done ? vm.listLength(list) - 1 : -1;
  }

  /** A value that JavaScript holds (borrowed). */
  held(index: number): Value {
    return this.vm.i32[this.#word(index)];
  }

  /** Drops what was held. */
  drop(index: number): void {
    this.vm.store(this.#word(index), NONE);
    this.#free.push(index);
  }

  /** Drops everything. */
  dropAll(): void {
    this.#errors = [];
    this.vm.store(HELD >>> 2, 0);
  }

  #word(index: number): number {
    return (this.vm.i32[(this.vm.i32[HELD >>> 2] + LIST_ITEMS) >>> 2] >>> 2) + index;
  }
}

/** The text of what JavaScript has thrown; never fails. */
function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message || error.name : String(error);
  } catch {
    return "a value without a text was thrown";
  }
}
