/**
 * `orochi --sandbox`: a program that may touch nothing but what flags name.
 *
 * It runs in a process of its own, started with `--no-prompt` and those permissions only: so Deno's own checks hold it,
 * below everything that Python or Orochi does. Permissions that are taken back in this process would be asked for at the
 * terminal again, and a list can't be made of what is given whole.
 *
 * Orochi must read its own modules to start Workers. So its Workers get permissions of their own (an isolate's are its
 * parent's otherwise, in both directions), and each gives the reading of Orochi's files back (`closeSeal`) before any Python.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { archiveUrl } from "./library_place.ts";
import { type Seal, SEALED } from "./seal.ts";
import { UsageError } from "./command_line.ts";

/** Permissions that a program can be given. */
const KINDS = ["read", "write", "net", "env", "run", "sys", "ffi"];
const FLAG = /^--(allow|deny)-([a-z]+)(=.+)?$/;

/** What a command line behind `--sandbox` says. */
export interface SandboxCommand {
  /** Permissions, as Deno's command line has them. */
  readonly flags: readonly string[];
  /** The command line of Orochi. */
  readonly rest: readonly string[];
}

/** Reads the arguments behind `--sandbox`: permissions, then a command line. */
export function parseSandbox(args: readonly string[]): SandboxCommand {
  let at = 0;
  for (; at < args.length && /^--(allow|deny)-/.test(args[at]); at++) {
    const kind = FLAG.exec(args[at])?.[2];
    if (kind === undefined || !KINDS.includes(kind)) {
      throw new UsageError(
        `Cannot use ${args[at]} as a sandbox knows only --allow- and --deny- ${KINDS.join(", ")}`,
      );
    }
  }
  return { flags: args.slice(0, at), rest: args.slice(at) };
}

/** The paths that Orochi itself reads: its modules, and the library. */
function ownPaths(): string[] {
  const modules = new URL("../", import.meta.url);
  return [...modules.protocol === "file:" ? [fileURLToPath(modules)] : [], fileURLToPath(archiveUrl())];
}

/** The file that a command line runs, if it names one: who starts the program may read it, and the program not. */
function programFile(rest: readonly string[]): string[] {
  const file = rest.find((arg) => !arg.startsWith("-") && /\.pyw?$/.test(arg));
  return file === undefined ? [] : [file];
}

/** Runs a command line in a sandbox; returns its exit status, -2 if SIGINT ended it. */
export async function runInSandbox(args: readonly string[]): Promise<number> {
  const { flags, rest } = parseSandbox(args);
  const given = readPaths(flags);
  const own = [...ownPaths(), ...programFile(rest)].filter((path) => !isWithin(path, given));
  const seal: Seal | null = flags.includes("--allow-read") ? null : { own, given };
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--unstable-worker-options",
      seal === null ? "--allow-read" : `--allow-read=${[...own, ...given].join(",")}`,
      ...flags.filter((flag) => !/^--allow-read(=|$)/.test(flag)),
      new URL("./cli.ts", import.meta.url).href,
      SEALED + JSON.stringify(seal),
      ...rest,
    ],
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  }).spawn();
  // The terminal tells both processes; this one waits for what the other makes of it.
  const ignore = () => {};
  Deno.addSignalListener("SIGINT", ignore);
  Deno.addSignalListener("SIGTERM", () => child.kill("SIGTERM"));
  const { code, signal } = await child.status;
  Deno.removeSignalListener("SIGINT", ignore);
  return signal === "SIGINT" ? -2 : code;
}

/** The paths that flags give to read. */
function readPaths(flags: readonly string[]): string[] {
  const prefix = "--allow-read=";
  return flags.filter((flag) => flag.startsWith(prefix)).flatMap((flag) =>
    flag.slice(prefix.length).split(",")
  );
}

/** Whether a path is one of some, or in one of them. */
function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder.replace(/\/$/, "")}/`));
}
