/**
 * What threads would do on more cores than the machine has: a discrete-event simulation of threads that each have a core,
 * work by themselves for a while and then use one of some shared cache lines.
 *
 * A line serves one thread at a time, in the order of coming; a thread that finds it at another core waits for its
 * transfer. Where the line holds a lock that is waited for by parking, a thread that comes while it is held for longer
 * than it spins is put to sleep and woken, which costs both sides.
 *
 * @module
 */

/** Costs in nanoseconds. */
export interface Costs {
  /** An atomic operation on a line that the core has. */
  readonly atomicNs: number;
  /** One on a line that another core had last. */
  readonly transferNs: number;
  /** Until a thread that sleeps runs again. */
  readonly wakeNs: number;
}

/** What threads do, over and over. */
export interface Workload {
  /** Work between two uses of what is shared, in nanoseconds. */
  readonly workNs: number;
  /** Shared lines, of which each use takes one at random; 0 if nothing is shared. */
  readonly lines: number;
  /** Atomic operations of a use. */
  readonly atomics: number;
  /** For how long a use keeps others out beside its atomic operations; 0 if it does not. */
  readonly holdNs: number;
  /** How long a thread spins before it sleeps; Infinity if it never sleeps. */
  readonly spinNs: number;
}

/** Uses of each thread that are simulated. */
const USES = 3000;

/** Numbers from 0 up to 1, the same each time (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The time until all threads are through, in nanoseconds. */
export function simulate(work: Workload, costs: Costs, threads: number): number {
  const random = randomNumbers(17);
  const clocks = new Float64Array(threads), left = new Int32Array(threads).fill(USES);
  const freeAt = new Float64Array(Math.max(1, work.lines));
  const owner = new Int32Array(Math.max(1, work.lines)).fill(-1);
  // Threads do not start in step.
  for (let i = 0; i < threads; i++) clocks[i] = random() * work.workNs;
  if (work.lines === 0) return USES * work.workNs;
  for (let going = threads; going > 0;) {
    // The thread whose use comes first is next.
    let next = -1;
    for (let i = 0; i < threads; i++) {
      if (left[i] > 0 && (next < 0 || clocks[i] < clocks[next])) next = i;
    }
    const line = Math.floor(random() * work.lines);
    const asked = clocks[next] + work.workNs * (0.9 + random() * 0.2);
    let begin = Math.max(asked, freeAt[line]);
    if (begin - asked > work.spinNs) begin += costs.wakeNs;
    const first = owner[line] === next ? costs.atomicNs : costs.transferNs;
    const end = begin + first + (work.atomics - 1) * costs.atomicNs + work.holdNs;
    owner[line] = next;
    freeAt[line] = end;
    clocks[next] = end;
    if (--left[next] === 0) going--;
  }
  return Math.max(...clocks);
}

/** How many times the work of one thread so many threads do in the same time. */
export function predictSpeedUp(work: Workload, costs: Costs, threads: number): number {
  return threads * simulate(work, costs, 1) / simulate(work, costs, threads);
}

const WORKER = `
self.onmessage = ({ data: { words, at, rounds, start, kind, me } }) => {
  Atomics.add(words, start, 1);
  while (Atomics.load(words, start) < 2);
  const begin = performance.now();
  if (kind === "add") for (let i = 0; i < rounds; i++) Atomics.add(words, at, 1);
  else for (let i = 0; i < rounds; i++) {
    while (Atomics.load(words, at) !== me) Atomics.wait(words, at, 1 - me);
    Atomics.store(words, at, 1 - me);
    Atomics.notify(words, at);
  }
  self.postMessage(performance.now() - begin);
};
self.postMessage("ready");
`;

/** Two Workers do the same at once; the milliseconds of the slower one. */
async function together(
  kind: "add" | "wait",
  places: readonly [number, number],
  rounds: number,
): Promise<number> {
  const words = new Int32Array(new SharedArrayBuffer(4096));
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  const times = await Promise.all(places.map((at, me) =>
    new Promise<number>((resolve, reject) => {
      const worker = new Worker(url, { type: "module" });
      worker.onerror = reject;
      worker.onmessage = ({ data }) => {
        if (data === "ready") worker.postMessage({ words, at, rounds, start: 1000, kind, me });
        else {
          worker.terminate();
          resolve(data);
        }
      };
    })
  ));
  URL.revokeObjectURL(url);
  return Math.max(...times);
}

/** Measures the costs on this machine, with two Workers. */
export async function measureCosts(): Promise<Costs> {
  const rounds = 1_000_000, waits = 2000;
  const apart = await together("add", [0, 512], rounds);
  const shared = await together("add", [0, 0], rounds);
  const waiting = await together("wait", [0, 0], waits);
  return {
    atomicNs: apart / rounds * 1e6,
    // Both Workers' operations follow each other on the one line.
    transferNs: Math.max(shared / (2 * rounds), apart / rounds) * 1e6,
    wakeNs: waiting / (2 * waits) * 1e6,
  };
}
