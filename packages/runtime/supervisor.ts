/**
 * The main isolate's part of a program: starts its Workers, hands signals on, learns how it ended. It never blocks.
 *
 * @module
 */
import { SharedWork } from "./ahead/shared_work.ts";
import { type AheadTask, sourceToCompileFor } from "./ahead/start.ts";
import { type BuildInUse, findBuild } from "./build.ts";
import type { Assignment, Report, RunFigures, Settings, SignalRequest } from "./messages.ts";
import { onDemand } from "./on_demand.ts";
import type { SignalListeners } from "./signal_listeners.ts";
import { workerOptions } from "./seal.ts";
import { MAIN_SLOT, WorkerWatch } from "./worker_watch.ts";

/** How a program ended. */
export interface ProgramResult {
  /** Exit status, or 2 where the program could not be started; negative: the signal that should end the process. */
  readonly status: number;
  /** Why it could not be started. */
  readonly refusal: string | null;
  /** What a check of the heap found, if one was asked for. */
  readonly heapError: string | null;
  readonly figures: RunFigures | null;
}

/** A bug in Orochi, not in the program: the message says where. */
export class InternalError extends Error {
  override name = "InternalError";
}

/** A program that runs on Workers. */
export class Supervisor {
  /** How it ends; rejected only for bugs of ours. */
  readonly result: Promise<ProgramResult>;
  readonly #settings: Settings;
  #signals: SignalListeners | null = null;
  readonly #build: BuildInUse | null;
  /** What the program shares with the Worker that compiles ahead of it, if there is one. */
  #ahead: SharedArrayBuffer | null = null;
  readonly #workers: Set<Worker> = new Set();
  readonly #watch: WorkerWatch = new WorkerWatch(
    (slot, lost) => this.#startThreads(slot, lost),
    (why) => this.#fail(new InternalError(why)),
  );
  #memory: WebAssembly.Memory | null = null;
  #end!: (result: ProgramResult) => void;
  #fail!: (error: Error) => void;

  /** @param image Descriptor of what a parent has left for the program to go on with, if it does not begin anew. */
  constructor(settings: Settings, image: number = -1) {
    this.#settings = settings;
    this.result = new Promise((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
    let build = findBuild(settings), worker = this.#make(build);
    // The Worker loads its modules while this isolate looks whether they are still those of the sources.
    if (build !== null && !build.isFresh()) {
      worker.terminate();
      build.release();
      build = null;
      worker = this.#make(null);
    }
    this.#build = build;
    this.#workers.add(worker);
    if (build === null && image < 0) this.#compileAhead();
    this.#begin(worker, image).catch((error) => this.#fail(error));
  }

  /** Tells the first Worker what it is for. */
  async #begin(worker: Worker, image: number): Promise<void> {
    const common = {
      settings: this.#settings,
      build: this.#build?.build ?? null,
      life: this.#watch.life(MAIN_SLOT),
    };
    if (image >= 0) return this.#assign(worker, { ...common, kind: "fork", image });
    let heap: WebAssembly.Memory | null = null;
    if (this.#build !== null) {
      const { heapFromImage } = await onDemand("./image_heap.ts");
      heap = heapFromImage(this.#build, this.#settings);
    }
    this.#assign(worker, { ...common, kind: "main", heap, ahead: this.#ahead });
  }

  /** Whether the program was started from a build. */
  get isBuilt(): boolean {
    return this.#build !== null;
  }

  /** The program's heap, as soon as there is one. */
  get memory(): WebAssembly.Memory | null {
    return this.#memory;
  }

  /** Ends all Workers, whatever they are doing. */
  terminate(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers.clear();
    this.#watch.close();
    this.#signals?.close();
    this.#build?.release();
  }

  /** Starts what compiles the library before the program imports it, if that is worth while. */
  #compileAhead(): void {
    const source = sourceToCompileFor(this.#settings);
    if (source === null) return;
    this.#ahead = new SharedWork().buffer;
    const helper = new Worker(new URL("./ahead/worker.ts", import.meta.url), workerOptions(null));
    this.#workers.add(helper);
    // Without its help the program takes longer, and that is all.
    helper.onerror = (event) => event.preventDefault();
    helper.postMessage({ source, work: this.#ahead } satisfies AheadTask);
  }

  #make(build: BuildInUse | null): Worker {
    const module = build?.build.worker ?? new URL("./worker.ts", import.meta.url);
    return new Worker(module, workerOptions(this.#settings.seal));
  }

  #assign(worker: Worker, assignment: Assignment): void {
    this.#workers.add(worker);
    worker.onmessage = (event: MessageEvent<Report>) => this.#hear(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (assignment.kind === "thread" && this.#watch.hasError(assignment.slot, event.message)) return;
      this.#fail(new InternalError(event.message));
    };
    worker.postMessage(assignment);
  }

  /** Starts a Worker for a slot of the pool; `lost` as in {@linkcode Assignment}. */
  #startThreads(slot: number, lost: string | null): void {
    this.#assign(this.#make(this.#build), {
      kind: "thread",
      settings: this.#settings,
      build: this.#build?.build ?? null,
      memory: this.#memory!,
      slot,
      life: this.#watch.life(slot),
      lost,
    });
  }

  /** Listens for a signal; programs that handle none don't load what does. */
  async #listen(request: SignalRequest): Promise<void> {
    const { SignalListeners } = await onDemand("./signal_listeners.ts");
    this.#signals ??= new SignalListeners(this.#memory!);
    this.#signals.answer(request);
  }

  #hear(report: Report): void {
    switch (report.kind) {
      case "memory":
        this.#memory = report.memory;
        break;
      case "signal":
        this.#listen(report);
        break;
      case "spawn":
        this.#startThreads(report.slot, null);
        break;
      case "alive":
        this.#watch.begin(report.slot, this.#memory!);
        break;
      case "failed":
        this.#fail(new InternalError(report.message));
        break;
      case "refused":
        this.#end({ status: 2, refusal: report.message, heapError: null, figures: null });
        break;
      case "exit":
        this.#end({
          status: report.status,
          refusal: null,
          heapError: report.heapError,
          figures: report.figures,
        });
        break;
    }
  }
}

/** Runs a program on Workers to its end, and ends them. */
export async function runProgramInWorkers(settings: Settings): Promise<ProgramResult> {
  const supervisor = new Supervisor(settings);
  try {
    return await supervisor.result;
  } finally {
    supervisor.terminate();
  }
}
