/**
 * Values that readers without a lock may still be looking at: they are dropped after a grace period, when every
 * other thread has passed a quiescent point or blocked.
 *
 * A Worker keeps what it retired itself, each with the goal of its grace period; what is left when its thread ends
 * goes to a list in the heap that any thread takes over.
 *
 * @module
 */
import { Qsbr } from "@orochi/heap";
import { SINGLE } from "@orochi/gil";
import { LIST_LENGTH, type Value } from "@orochi/object";
import { CONTROL_RETIRED, type Vm } from "./vm.ts";

/** Values retired before the first of them may be dropped: each grace period costs others a quiescent point. */
const BATCH = 8;

/** What one Worker's threads have retired. */
export class Retired {
  readonly #qsbr: Qsbr;
  readonly #values: Value[] = [];
  readonly #goals: number[] = [];

  /** Nothing yet. */
  constructor(private readonly vm: Vm) {
    this.#qsbr = new Qsbr(vm.memory, vm.slot);
  }

  /** Drops a value (stolen) when no other thread can be reading it: at once while there is only one. */
  add(value: Value): void {
    if (value === 0 || (value & 1) === 1) return;
    if (this.vm.i32[SINGLE] === 1) return this.vm.decref(value);
    this.#values.push(value);
    this.#goals.push(this.#qsbr.goal());
    if (this.#values.length % BATCH === 0) this.#qsbr.advance();
    this.drain();
  }

  /** Drops what no thread can be reading any more. */
  drain(): void {
    this.#adopt();
    const alone = this.vm.i32[SINGLE] === 1;
    if (this.#values.length === 0) return;
    const reached = this.#qsbr.reached();
    let count = 0;
    while (count < this.#values.length && (alone || ((reached - this.#goals[count]) | 0) >= 0)) count++;
    this.#goals.splice(0, count);
    // Dropping may run code that retires more.
    for (const value of this.#values.splice(0, count)) this.vm.decref(value);
  }

  /** Drops all that this thread and ended ones have retired: every other thread passes a quiescent point first. */
  dropAll(): void {
    this.#adopt();
    if (this.#values.length === 0) return;
    this.vm.lock.stopTheWorld();
    this.vm.lock.startTheWorld();
    this.#goals.length = 0;
    for (const value of this.#values.splice(0)) this.vm.decref(value);
  }

  /** The thread ends: what others may still be reading is left to them. */
  leave(): void {
    this.drain();
    const shared = this.vm.control(CONTROL_RETIRED);
    for (const value of this.#values.splice(0)) {
      // Without memory for the list the value is never dropped, which is better than dropped too early.
      if (this.vm.listAppend(shared, value)) this.vm.decref(value);
      else this.vm.clearError();
    }
    this.#goals.length = 0;
  }

  /** Takes over what threads that have ended left behind. */
  #adopt(): void {
    const { vm } = this;
    const shared = vm.control(CONTROL_RETIRED);
    if (shared === 0 || vm.listLength(shared) === 0) return;
    vm.lock.begin(shared);
    const goal = this.#qsbr.goal();
    while (vm.listLength(shared) > 0) {
      const value = popLast(vm, shared);
      this.#values.push(value);
      this.#goals.push(goal);
    }
    vm.lock.end();
    this.#qsbr.advance();
  }
}

/** Takes the last item (owned) out of an exact list whose section the caller holds. */
function popLast(vm: Vm, list: Value): Value {
  const length = vm.listLength(list) - 1;
  const value = vm.listItem(list, length);
  vm.i32[(list + LIST_LENGTH) >>> 2] = length;
  return value;
}
