/**
 * Ways through the interleavings of a model: at random from a seed, all within a bound, or one again.
 *
 * @module
 */
import { type Chooser, type RunLimits, type RunResult, Simulation } from "./_simulation.ts";
import type { Failure, Report, Scenario } from "./model.ts";
import { Random } from "./random.ts";
import { decodeSchedule, encodeSchedule, formatFailure } from "./schedule.ts";

/** What all explorations share. */
export interface ExploreOptions {
  /** Shared 32-bit words that the model has. 16,384 if missing. */
  readonly words?: number;
  /** Accesses in a run, beyond which it counts as a livelock. 20,000 if missing. */
  readonly maxSteps?: number;
  /** Accesses in a row that change nothing, after which a thread is taken to spin and others go on. 24 if missing. */
  readonly spinLimit?: number;
}

/** For {@linkcode randomWalk}. */
export interface RandomOptions extends ExploreOptions {
  /** Where the random numbers start. 1 if missing. */
  readonly seed?: number;
  /** Runs to make. */
  readonly runs: number;
}

/** For {@linkcode exhaust}. */
export interface ExhaustOptions extends ExploreOptions {
  /** Times that a thread which could go on is switched away from, in one run. 2 if missing. */
  readonly preemptions?: number;
  /** Waits that time out, in one run, while some thread is ready. 1 if missing. */
  readonly timeouts?: number;
  /** Runs after which to stop, incomplete. No limit if missing. */
  readonly maxRuns?: number;
}

/** For {@linkcode verify}. */
export interface VerifyOptions extends ExhaustOptions {
  /** Where the random numbers start. 1 if missing. */
  readonly seed?: number;
  /** Random runs to make besides. */
  readonly runs: number;
}

/** A protocol failed under some interleaving; the message prints it. */
export class InterleavingError extends Error {
  /** Name of the class, as errors show it. */
  override name = "InterleavingError";
  /** What failed, and how to see it again. */
  readonly failure: Failure;

  /** The message is made from `failure`. */
  constructor(failure: Failure) {
    super(formatFailure(failure), { cause: failure.error });
    this.failure = failure;
  }
}

/** Choices that all attempts to make a failure shorter may take together. */
const SHRINK_BUDGET = 40_000;

/** Runs a scenario again and again on one memory. */
class Runner {
  readonly #scenario: Scenario;
  readonly #memory: Int32Array;
  readonly #limits: RunLimits;

  constructor(scenario: Scenario, options: ExploreOptions) {
    this.#scenario = scenario;
    this.#memory = new Int32Array(new SharedArrayBuffer((options.words ?? 16_384) * 4));
    this.#limits = { maxSteps: options.maxSteps ?? 20_000, spinLimit: options.spinLimit ?? 24 };
  }

  run(chooser: Chooser, tracing = false): RunResult {
    this.#memory.fill(0);
    return new Simulation(this.#memory, this.#scenario(this.#memory), chooser, this.#limits, tracing).run();
  }

  /** Runs given choices; where one isn't possible, or there are no more, the thread that runs goes on. */
  replay(decisions: readonly number[], tracing = false): RunResult {
    let at = 0;
    return this.run((choice) => Math.max(0, choice.threads.indexOf(decisions[at++])), tracing);
  }

  /** The failure of some choices in full. */
  failure(decisions: readonly number[]): Failure | null {
    const { failure, steps } = this.replay(decisions, true);
    if (failure === null) return null;
    this.#memory.fill(0);
    const threadNames = this.#scenario(this.#memory).threads.map((thread) => thread.name);
    return {
      kind: failure.kind,
      error: failure.error,
      schedule: encodeSchedule(decisions),
      threadNames,
      steps,
    };
  }

  /** Takes switches out of a failing run while it still fails in the same way. */
  shrink(result: RunResult): readonly number[] {
    const kind = result.failure!.kind;
    // A run costs about as much as it has choices, or more: a long livelock is not worth many.
    const maxRuns = Math.ceil(SHRINK_BUDGET / (result.decisions.length + 50));
    let best = result.decisions, runs = 0;
    for (let at = 1; at < best.length && runs < maxRuns; at++) {
      if (best[at] === best[at - 1]) continue;
      let end = at;
      while (end < best.length && best[end] === best[at]) end++;
      const attempt = [
        ...best.slice(0, at),
        ...new Array<number>(end - at).fill(best[at - 1]),
        ...best.slice(end),
      ];
      const again = this.replay(attempt);
      runs++;
      if (again.failure?.kind !== kind || countSwitches(again.decisions) >= countSwitches(best)) continue;
      best = again.decisions;
      at = 0;
    }
    return best;
  }
}

function countSwitches(decisions: readonly number[]): number {
  let switches = 0;
  for (let i = 1; i < decisions.length; i++) if (decisions[i] !== decisions[i - 1]) switches++;
  return switches;
}

/** A number that differs for different choices, but for accidents of 53 bits. */
function fingerprint(decisions: readonly number[]): number {
  let low = 0x811c9dc5, high = 0x1b873593;
  for (const decision of decisions) {
    low = Math.imul(low ^ (decision + 1), 0x01000193);
    high = Math.imul(high ^ (decision + 7), 0x85ebca6b) + (low >>> 15);
  }
  return (high & 0x1fffff) * 2 ** 32 + (low >>> 0);
}

/**
 * Runs under random schedules. Each run has its own rate of switching, so that long undisturbed stretches and quick
 * alternation both occur.
 */
export function randomWalk(scenario: Scenario, options: RandomOptions): Report {
  return walk(scenario, options, new Set());
}

/** As `randomWalk`; `seen` has the fingerprints of what was run before. */
function walk(scenario: Scenario, options: RandomOptions, seen: Set<number>): Report {
  const runner = new Runner(scenario, options), random = new Random(options.seed ?? 1);
  for (let run = 1; run <= options.runs; run++) {
    const rate = 0.02 + 0.6 * random.fraction() ** 2;
    const result = runner.run((choice) => {
      if (choice.continues && random.fraction() >= rate) return 0;
      // A time-out in one of eight cases, as long as somebody else can go on.
      const all = choice.ready === 0 || random.below(8) === 0;
      return random.below(all ? choice.threads.length : choice.ready);
    });
    seen.add(fingerprint(result.decisions));
    if (result.failure !== null) {
      return {
        runs: run,
        interleavings: seen.size,
        complete: false,
        failure: runner.failure(runner.shrink(result)),
      };
    }
  }
  return { runs: options.runs, interleavings: seen.size, complete: false, failure: null };
}

/** A choice on the path that {@linkcode exhaust} is on. */
interface Fork {
  /** Positions that the bounds allow. */
  readonly allowed: readonly number[];
  /** Which of them is taken. */
  at: number;
}

/** Runs under every schedule that switches and times out no more often than allowed. */
export function exhaust(scenario: Scenario, options: ExhaustOptions = {}): Report {
  return runAll(scenario, options, new Set());
}

/** As `exhaust`; adds the fingerprints of what it runs to `seen`. */
function runAll(scenario: Scenario, options: ExhaustOptions, seen: Set<number>): Report {
  const runner = new Runner(scenario, options);
  const maxPreemptions = options.preemptions ?? 2, maxTimeouts = options.timeouts ?? 1;
  const maxRuns = options.maxRuns ?? Infinity;
  const path: Fork[] = [];
  for (let runs = 1;; runs++) {
    let depth = 0, preemptions = 0, timeouts = 0;
    const result = runner.run((choice) => {
      const costsPreemption = (position: number) =>
        choice.continues && position > 0 && position < choice.ready;
      const costsTimeout = (position: number) => choice.ready > 0 && position >= choice.ready;
      if (depth === path.length) {
        const allowed: number[] = [];
        for (let position = 0; position < choice.threads.length; position++) {
          if (costsPreemption(position) && preemptions === maxPreemptions) continue;
          if (costsTimeout(position) && timeouts === maxTimeouts) continue;
          allowed.push(position);
        }
        path.push({ allowed, at: 0 });
      }
      const fork = path[depth++], position = fork.allowed[fork.at];
      if (costsPreemption(position)) preemptions++;
      if (costsTimeout(position)) timeouts++;
      return position;
    });
    seen.add(fingerprint(result.decisions));
    if (result.failure !== null) {
      return { runs, interleavings: runs, complete: false, failure: runner.failure(runner.shrink(result)) };
    }
    while (path.length > 0 && path[path.length - 1].at === path[path.length - 1].allowed.length - 1) {
      path.pop();
    }
    if (path.length === 0) return { runs, interleavings: runs, complete: true, failure: null };
    if (runs >= maxRuns) return { runs, interleavings: runs, complete: false, failure: null };
    path[path.length - 1].at++;
  }
}

/**
 * Runs one schedule again.
 *
 * @param schedule As a failure has it.
 * @returns The failure, or null if there is none any more.
 * @throws {SyntaxError} If it is no schedule.
 */
export function replay(scenario: Scenario, schedule: string, options: ExploreOptions = {}): Failure | null {
  return new Runner(scenario, options).failure(decodeSchedule(schedule));
}

/** What a longer exploration wants of each {@linkcode verify}. */
export interface LongExploration {
  /** Different interleavings, at the least, unless there are not so many within the bounds. */
  readonly interleavings: number;
  /** Where the random numbers start, whatever the caller says. */
  readonly seed?: number;
  /** Told what each call has explored. */
  readonly explored?: (report: Report) => void;
}

let longer: LongExploration | null = null;

/** Has each {@linkcode verify} from now on explore so much: for a command that runs tests for longer. Null: no more. */
export function exploreLonger(wanted: LongExploration | null): void {
  longer = wanted;
}

/**
 * Explores within bounds, then at random.
 *
 * @returns What was explored.
 * @throws {InterleavingError} At the first interleaving that fails.
 */
export function verify(scenario: Scenario, options: VerifyOptions): Report {
  const seen = new Set<number>();
  const wanted = longer?.interleavings ?? 0, seed = longer?.seed ?? options.seed;
  // Half of what is wanted within the bounds, where the bugs are, the rest at random.
  const maxRuns = Math.max(options.maxRuns ?? Infinity, wanted / 2);
  const bounded = runAll(scenario, { ...options, maxRuns: maxRuns === Infinity ? undefined : maxRuns }, seen);
  if (bounded.failure !== null) throw new InterleavingError(bounded.failure);
  const random = walk(scenario, { ...options, seed, runs: Math.max(options.runs, wanted - seen.size) }, seen);
  if (random.failure !== null) throw new InterleavingError(random.failure);
  const report: Report = {
    runs: bounded.runs + random.runs,
    interleavings: seen.size,
    complete: bounded.complete,
    failure: null,
  };
  longer?.explored?.(report);
  return report;
}
