/**
 * `orochi`: runs Python programs. The main isolate reads the command line and waits; the program runs on Workers.
 *
 * @module
 */
import { type BuildCommand, parseCommand, UsageError, type Watch } from "./command_line.ts";
import { continuedImage, readRecord } from "./fork_record.ts";
import { launcher } from "./launcher.ts";
import { ArchiveError, fetchArchive } from "./library_place.ts";
import type { Settings } from "./messages.ts";
import { onDemand } from "./on_demand.ts";
import { SEALED } from "./seal.ts";
import { InternalError, Supervisor } from "./supervisor.ts";

/** How long a program may ignore Ctrl-C until another one ends it, in milliseconds. */
const PATIENCE_MS = 2000;
/** Exit status of what Ctrl-C ended that can't say so by ending as the signal would have it: as shells report it. */
const INTERRUPTED_STATUS = 130;
/** Signal listeners of this process. */
const LISTENERS: (() => void)[] = [];

/** Exit status after a bug in Orochi: `EX_SOFTWARE`. */
const INTERNAL_STATUS = 70;

/** Runs a program to its end; returns its exit status, negative for a signal. */
async function run(settings: Settings, watch: Watch, image: number = -1): Promise<number> {
  const tracing = watch.trace === "" ? null : (await onDemand("./trace/files.ts")).startTrace(watch.trace);
  let supervisor: Supervisor | null = null;
  const heap = () => supervisor?.memory ?? null;
  // Before the program begins: it may tell somebody at once that it is ready for signals.
  const stopWatching = watch.deadlockReport ? (await onDemand("./deadlock.ts")).watchForDeadlock(heap) : null;
  let first = 0;
  const onInterrupt = async () => {
    const { interruptMainThread, isInterruptPending } = await onDemand("./interrupts.ts");
    const memory = heap();
    if (memory === null) Deno.exit(INTERRUPTED_STATUS);
    if (first === 0 || !isInterruptPending(memory)) first = Date.now();
    else if (Date.now() - first >= PATIENCE_MS) Deno.exit(INTERRUPTED_STATUS);
    interruptMainThread(memory);
  };
  LISTENERS.push(onInterrupt);
  Deno.addSignalListener("SIGINT", onInterrupt);
  supervisor = new Supervisor(tracing === null ? settings : { ...settings, trace: tracing.memory }, image);
  const result = await supervisor.result;
  stopWatching?.();
  tracing?.write();
  if (result.refusal !== null) console.error(`orochi: ${result.refusal}`);
  // A sandbox has no permission to, and a program with a strategy of the user's own is not started from a build.
  if (!supervisor.isBuilt && settings.seal === null && image < 0) {
    (await onDemand("./auto_build.ts")).buildInBackground();
  }
  if (result.figures !== null) (await onDemand("./figures.ts")).showFigures(settings, result.figures);
  return result.status;
}

async function runBuild({ remove, background }: BuildCommand): Promise<number> {
  const { build, BuildError, letOthersGoFirst, removeBuild } = await onDemand("./build_command.ts");
  try {
    if (background) letOthersGoFirst();
    if (remove) await removeBuild();
    else await build(console.error);
    return 0;
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(`orochi: ${error.message}`);
    return 1;
  }
}

/** The settings with a `sys.executable`, which a program in a sandbox does not have. */
function withExecutable(settings: Settings): Settings {
  if (settings.seal !== null || settings.python === undefined) return settings;
  return { ...settings, python: { ...settings.python, executable: launcher(import.meta.url, settings) } };
}

async function main(args: readonly string[]): Promise<number> {
  const image = continuedImage(args);
  if (image >= 0) {
    return await run(readRecord(image).record.settings, { trace: "", deadlockReport: false }, image);
  }
  if (args[0] === "--sandbox") {
    await fetchArchive();
    return await (await onDemand("./sandbox.ts")).runInSandbox(args.slice(1));
  }
  const inSandbox = args[0]?.startsWith(SEALED) ?? false;
  const seal = inSandbox ? JSON.parse(args[0].slice(SEALED.length)) : null;
  const command = parseCommand(inSandbox ? args.slice(1) : args);
  switch (command.kind) {
    case "say":
      Deno.stdout.writeSync(new TextEncoder().encode(command.text));
      return 0;
    case "strategies":
      console.log((await onDemand("./strategies.ts")).describeStrategies().join("\n"));
      return 0;
    case "explain":
      return (await onDemand("./explain/command.ts")).explain(command.names);
    case "build":
      await fetchArchive();
      return await runBuild(command);
    case "compare":
      await fetchArchive();
      return await (await onDemand("./compare.ts")).compare(command);
    case "run":
      // Who started the sandbox has seen to it.
      if (seal === null) await fetchArchive();
      return await run(withExecutable({ ...command.settings, seal }), command.watch);
  }
}

/**
 * Ends the process. What a KeyboardInterrupt ended goes as SIGINT takes it, as CPython does: so whoever waits for it sees
 * that it was interrupted, and a shell stops its script.
 */
function leave(status: number): void {
  if (status >= 0) Deno.exit(status);
  for (const listener of LISTENERS) Deno.removeSignalListener("SIGINT", listener);
  Deno.kill(Deno.pid, "SIGINT");
  // Where the signal is blocked or ignored.
  setTimeout(() => Deno.exit(INTERRUPTED_STATUS), 100);
}

if (import.meta.main) {
  try {
    leave(await main(Deno.args));
  } catch (error) {
    const internal = error instanceof InternalError, noLibrary = error instanceof ArchiveError;
    if (!(error instanceof UsageError) && !internal && !noLibrary) throw error;
    console.error(`orochi: ${internal ? "internal error: " : ""}${error.message}`);
    Deno.exit(internal ? INTERNAL_STATUS : noLibrary ? 1 : 2);
  }
}
