/**
 * Modules that the main isolate loads only where they are needed. Deno reads all that a module imports by a literal
 * name before it runs it, in `import()` too: for these that is the whole of Orochi, and 60 ms of every start.
 *
 * @module
 */

/** What each of the modules exports. */
interface Modules {
  "./auto_build.ts": typeof import("./auto_build.ts");
  "./build_command.ts": typeof import("./build_command.ts");
  "./compare.ts": typeof import("./compare.ts");
  "./deadlock.ts": typeof import("./deadlock.ts");
  "./explain/command.ts": typeof import("./explain/command.ts");
  "./image_heap.ts": typeof import("./image_heap.ts");
  "./figures.ts": typeof import("./figures.ts");
  "./interrupts.ts": typeof import("./interrupts.ts");
  "./sandbox.ts": typeof import("./sandbox.ts");
  "./signal_listeners.ts": typeof import("./signal_listeners.ts");
  "./strategies.ts": typeof import("./strategies.ts");
  "./trace/files.ts": typeof import("./trace/files.ts");
}

/** Loads a module; its path is relative to this file. */
export function onDemand<Path extends keyof Modules>(path: Path): Promise<Modules[Path]> {
  return import(path);
}
