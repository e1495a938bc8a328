/**
 * `deno task soak --processes`: pools of all kinds whose workers are killed at random, for as long as wanted. What the
 * guarantee of each forbids to be lost or done twice is looked at, and that nothing is left behind: no child, no file.
 *
 * @module
 */
import { type Round, round } from "../packages/multiprocess/pool/testdata/soak.ts";
import { progress } from "./runs.ts";

const PROGRAM = new URL("./soak_processes.py", import.meta.url).pathname;
const CLI = new URL("../packages/runtime/cli.ts", import.meta.url).pathname;
/** A round that takes longer than this hangs, in milliseconds. */
const PATIENCE_MS = 400_000;
/** Lines of what a failed round wrote that are shown. */
const SHOWN_LINES = 25;
/** Names a round in the environment of all its processes, grandchildren whose parents are gone included. */
const MARK = "OROCHI_SOAK_ROUND";

type Below = (below: number) => number;

/** What rounds there are, by name; each gives how many items it had, and how often a worker's death was seen. */
const KINDS: { readonly [name: string]: (random: Below) => Promise<Round & { readonly deaths?: number }> } = {
  "TypeScript, Workers, retry": (random) => round(random, false, "retry"),
  "TypeScript, Workers, fail": (random) => round(random, false, "fail"),
  "TypeScript, processes, retry": (random) => round(random, true, "retry"),
  "TypeScript, processes, fail": (random) => round(random, true, "fail"),
  ...Object.fromEntries(
    ["fork", "spawn", "forkserver"].flatMap((method) => [
      [`ProcessPoolExecutor, ${method}`, (random: Below) => program("executor", method, random)],
      [`Pool, ${method}`, (random: Below) => program("pool", method, random)],
    ]),
  ),
};

/** Processes that have a mark in their environment. */
function processesWith(mark: string): number[] {
  const found: number[] = [];
  for (const { name } of Deno.readDirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (Deno.readTextFileSync(`/proc/${name}/environ`).split("\0").includes(mark)) found.push(Number(name));
    } catch {
      // Gone since, or another user's.
    }
  }
  return found;
}

/** Names of shared memory and of semaphores that the system knows. */
function segments(): string[] {
  return [...Deno.readDirSync("/dev/shm")].map(({ name }) => name);
}

/** Whether a process lives that has mapped a segment, as those of other programs are. */
function isUsed(segment: string): boolean {
  return [...Deno.readDirSync("/proc")].some(({ name }) => {
    try {
      return /^\d+$/.test(name) &&
        Deno.readTextFileSync(`/proc/${name}/maps`).includes(`/dev/shm/${segment}`);
    } catch {
      return false;
    }
  });
}

/** What `find` finds in the end; who is about to end has a few seconds for it. */
async function settled<T>(find: () => T[]): Promise<T[]> {
  let found = find();
  for (let i = 0; i < 50 && found.length > 0; i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    found = find();
  }
  return found;
}

/** One round of the Python program under Orochi, in a folder of its own for what is temporary. */
async function program(
  kind: string,
  method: string,
  random: Below,
): Promise<Round & { readonly deaths: number }> {
  const folder = await Deno.makeTempDir(), mark = crypto.randomUUID(), before = new Set(segments());
  const tasks = 20 + random(150), seed = random(2 ** 31);
  const strategies = random(2) === 0 ? [] : ["--refcount=side", "--lock=timeout"];
  const what = `${kind} ${method} ${tasks} LOG ${seed} ${strategies.join(" ")}`;
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", CLI, ...strategies, PROGRAM].concat(
      [kind, method, `${tasks}`, `${folder}/log`, `${seed}`],
    ),
    env: { TMPDIR: `${folder}/tmp`, [MARK]: mark },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
  try {
    await Deno.mkdir(`${folder}/tmp`);
    const running = child.spawn();
    const timer = setTimeout(() => running.kill("SIGKILL"), PATIENCE_MS);
    const { code, signal, stdout, stderr } = await running.output().finally(() => clearTimeout(timer));
    const said = new TextDecoder().decode(stdout);
    const wrong = new TextDecoder().decode(stderr).split("\n").slice(-SHOWN_LINES).join("\n");
    if (signal !== null) throw new Error(`${what}: it hangs, or was killed by ${signal}\n${wrong}`);
    if (code !== 0) throw new Error(`${what}: status ${code}\n${wrong}`);
    // The last of them end on their own when their parent's end of a pipe is closed.
    const left = await settled(() => processesWith(`${MARK}=${mark}`));
    if (left.length > 0) throw new Error(`${what}: processes ${left.join(", ")} are left\n${wrong}`);
    const files = [...Deno.readDirSync(`${folder}/tmp`)].map(({ name }) => name);
    if (files.length > 0) {
      throw new Error(`${what}: ${files.join(", ")} is left in the folder for what is temporary`);
    }
    const shared = await settled(() => segments().filter((name) => !before.has(name) && !isUsed(name)));
    if (shared.length > 0) throw new Error(`${what}: ${shared.join(", ")} is left in /dev/shm`);
    return { items: tasks, failed: false, deaths: Number(said.split(" ")[1]) };
  } finally {
    for (const pid of processesWith(`${MARK}=${mark}`)) Deno.kill(pid, "SIGKILL");
    await Deno.remove(folder, { recursive: true });
  }
}

/**
 * Runs rounds until the time is over.
 *
 * @param random Numbers from 0 up to a bound.
 * @param names Parts of the names of the kinds that are wanted; none for all.
 * @returns The exit status: 0 if nothing was wrong.
 */
export async function soakProcesses(
  minutes: number,
  random: Below,
  names: readonly string[],
): Promise<number> {
  const kinds = Object.keys(KINDS).filter((kind) =>
    names.length === 0 || names.some((name) => kind.includes(name))
  );
  if (kinds.length === 0) throw new RangeError(`No kind of round is called ${names.join(" or ")}`);
  const end = performance.now() + minutes * 60_000;
  let rounds = 0, items = 0, deaths = 0, failures = 0;
  for (; performance.now() < end; rounds++) {
    const kind = kinds[random(kinds.length)];
    progress(`${rounds + 1}: ${kind}`);
    try {
      const found = await KINDS[kind](random);
      items += found.items;
      deaths += found.deaths ?? Number(found.failed);
    } catch (error) {
      failures++;
      progress("");
      console.error(`round ${rounds + 1}, ${kind}: ${error instanceof Error ? error.message : error}`);
    }
  }
  progress("");
  console.log(`${rounds} rounds, ${items} items, ${deaths} deaths that cost work, ${failures} rounds failed`);
  return failures === 0 ? 0 : 1;
}
