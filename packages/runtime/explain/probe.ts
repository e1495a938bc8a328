/**
 * A lock strategy that notes what is asked of another one.
 *
 * @module
 */
import type { Address, LockConstraints, LockCounters, LockEmitter, LockStrategy } from "@orochi/gil";

/** What was asked for. */
export type ProbeEvent =
  | { readonly kind: "section"; readonly objects: readonly Address[]; readonly depth: number }
  | { readonly kind: "detach" };

/** See the module documentation. */
export class ProbeLock implements LockStrategy {
  readonly name: string;
  readonly constraints: LockConstraints;
  readonly counters: LockCounters;
  readonly emitter: LockEmitter;
  /** As a lock that gives way around all system calls, so that they are seen. */
  readonly keepsQuickCalls: boolean = false;
  readonly #inner: LockStrategy;
  #events: ProbeEvent[] | null = null;
  #depth = 0;

  /** @param inner What does the work. */
  constructor(inner: LockStrategy) {
    this.#inner = inner;
    this.name = inner.name;
    this.constraints = inner.constraints;
    this.counters = inner.counters;
    this.emitter = inner.emitter;
  }

  /** What is asked for while something runs. */
  during(action: () => void): ProbeEvent[] {
    const events: ProbeEvent[] = [];
    this.#events = events;
    this.#depth = 0;
    action();
    this.#events = null;
    return events;
  }

  begin(object: Address): void {
    this.#events?.push({ kind: "section", objects: [object], depth: this.#depth++ });
    this.#inner.begin(object);
  }

  begin2(a: Address, b: Address): void {
    this.#events?.push({ kind: "section", objects: [a, b], depth: this.#depth++ });
    this.#inner.begin2(a, b);
  }

  end(): void {
    this.#depth--;
    this.#inner.end();
  }

  detach(): void {
    this.#events?.push({ kind: "detach" });
    this.#inner.detach();
  }

  attach(): void {
    this.#inner.attach();
  }

  prepareThread(): void {
    this.#inner.prepareThread();
  }

  threadStart(): void {
    this.#inner.threadStart();
  }

  threadExit(): void {
    this.#inner.threadExit();
  }

  poll(): void {
    this.#inner.poll();
  }

  stopTheWorld(): void {
    this.#inner.stopTheWorld();
  }

  startTheWorld(): void {
    this.#inner.startTheWorld();
  }

  setBreaker(slot: number, bits: number): void {
    this.#inner.setBreaker(slot, bits);
  }

  setSwitchInterval(seconds: number): void {
    this.#inner.setSwitchInterval(seconds);
  }
}
