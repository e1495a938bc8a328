/**
 * What the main isolate and the Workers of a program tell each other.
 *
 * @module
 */

import type { Build } from "./build.ts";
import type { MainProgram } from "./program.ts";
import type { PythonSettings } from "./python_options.ts";
import type { Seal } from "./seal.ts";

/** How a program is run: all that Workers must know of it. Plain data. */
export interface Settings {
  /** Counting strategy: a name, or the address of a module. */
  readonly refcount: string;
  /** Lock strategy: a name, or the address of a module. */
  readonly lock: string;
  /** Whether hot code is compiled. */
  readonly jit: boolean | {
    readonly functionThreshold?: number;
    readonly loopThreshold?: number;
    readonly dump?: string;
  };
  /** Bytes of address space to reserve for the heap. */
  readonly reserveBytes: number;
  readonly argv: readonly string[];
  readonly path: readonly string[];
  /** What to run; a module's name is found on the path. Standard input that is a terminal is asked for statements. */
  readonly program:
    | Pick<MainProgram, "source" | "filename" | "bytes" | "package" | "isCommand">
    | { readonly module: string }
    | { readonly standardInput: true };
  /** What Python's own options say; nothing by default. */
  readonly python?: PythonSettings;
  /** Native modules of the user's own; none by default. */
  readonly natives?: NativeFiles;
  /** Files that standard output and standard error are appended to, instead of the process's own. */
  readonly capture?: { readonly stdout: string; readonly stderr: string };
  /** What Workers may read, in a sandbox that names paths. */
  readonly seal?: Seal | null;
  /** Whether the heap is checked when the program has ended. */
  readonly check?: boolean;
  /** Whether figures about the run are wanted. */
  readonly stats?: boolean;
  /** Where threads note what they do and when, if that is wanted: see `trace/buffer.ts`. */
  readonly trace?: SharedArrayBuffer;
}

/** Native modules of the user's own: see `native_files.ts`. */
export interface NativeFiles {
  /** Of the files. */
  readonly addresses: readonly string[];
  /** Serial ones do not change the lock: PYTHON_GIL=0 or -X gil=0 was asked for. */
  readonly parallel: boolean;
}

/** To a Worker: what it is for. */
export type Assignment =
  & {
    readonly settings: Settings;
    readonly build: Build | null;
    /** Name of a lock of the process's (`navigator.locks`) that the Worker is to hold for as long as it lives. */
    readonly life: string;
  }
  & (AssignedMain | AssignedFork | AssignedThreads);

/** A program's main thread. */
export interface AssignedMain {
  readonly kind: "main";
  /** A heap that was made from a build's image; null for the Worker to make one. */
  readonly heap: WebAssembly.Memory | null;
  /** What is shared with the Worker that compiles the library ahead (`ahead/`); null if there is none. */
  readonly ahead: SharedArrayBuffer | null;
}

/** A main thread that goes on with a parent's heap. */
export interface AssignedFork {
  readonly kind: "fork";
  /** The descriptor leads to a `ForkRecord`. */
  readonly image: number;
}

/** Threads of a slot of the pool, one after the other. */
export interface AssignedThreads {
  readonly kind: "thread";
  readonly memory: WebAssembly.Memory;
  readonly slot: number;
  /** If it takes the place of one that ended in the middle of a thread: what is known of that. */
  readonly lost: string | null;
}

/** Objects of one type at the end of a run; what raw storage they own is not counted. */
export interface TypeFigures {
  readonly type: string;
  readonly objects: number;
  readonly bytes: number;
}

/** Figures of one run, all threads taken together. */
export interface RunFigures {
  /** Milliseconds from the first instruction of the program to its end. */
  readonly milliseconds: number;
  /** Most bytes of heap in use at once. */
  readonly peakBytes: number;
  /** Threads that have run, the main thread included. */
  readonly threads: number;
  readonly lock: {
    readonly acquisitions: number;
    readonly waits: number;
    readonly waitMs: number;
    readonly switches: number;
  };
  readonly jit: {
    readonly functions: number;
    readonly loops: number;
    readonly refused: number;
    /** Times that compiled code was left for the interpreter. */
    readonly exits: number;
    /** These by reason. */
    readonly reasons: readonly (readonly [reason: string, times: number])[];
    readonly milliseconds: number;
  };
  /** Times that the collector stopped all threads. */
  readonly pauses: { readonly count: number; readonly milliseconds: number; readonly longestMs: number };
  /** The types with most bytes; empty where other threads still ran. */
  readonly types: readonly TypeFigures[];
}

/** From the Worker of the main thread: a signal is to be listened for. */
export interface SignalRequest {
  readonly kind: "signal";
  readonly name: Deno.Signal;
  readonly signal: number;
}

/** From a Worker. */
export type Report =
  | SignalRequest
  /** The heap is there. */
  | { readonly kind: "memory"; readonly memory: WebAssembly.Memory }
  /** The Worker of a slot holds the lock by which its end is noticed. */
  | { readonly kind: "alive"; readonly slot: number }
  /** A Worker for a slot is wanted. */
  | { readonly kind: "spawn"; readonly slot: number }
  /** The program is over. */
  | {
    readonly kind: "exit";
    readonly status: number;
    readonly figures: RunFigures | null;
    readonly heapError: string | null;
  }
  /** Something is wrong with Orochi itself. */
  | { readonly kind: "failed"; readonly message: string }
  /** The program could not be started: an error of who asked for it. */
  | { readonly kind: "refused"; readonly message: string };
