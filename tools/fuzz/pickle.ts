/**
 * Reads damaged pickles, and has damaged conversations over a connection, drawn from a seed: each is to end with a value
 * or with one of the errors that the documentation names, soon, and within the memory that was allowed.
 *
 *     deno task fuzz pickle [pickles|conversations] [COUNT [SEED [FROM]]]
 *
 * A third of the pickles are no damaged ones but opcodes at random. A million of both from seed 1 unless it is said otherwise. What is read is decided by the seed and the number of the
 * input alone: a failure names the number, and with it as FROM and 1 as COUNT it is read again. The work is done in a
 * child process with a small heap, so a hang, an exhausted heap and a crash are seen, and put down to their input, too.
 *
 * @module
 */
/** Inputs between two reports of the child. */
const BATCH = 2000;
/** MiB of heap that the child has: the values of a pickle may take four, the rest is for what lies around. */
const HEAP_MIB = 96;
/** Bytes that a damaged input may allocate in buffers, copies included; the stated bound is 4 MiB for its value. */
const MOST_BUFFER_BYTES = 16 * 2 ** 20;
/** Milliseconds without a report after which the child hangs; for a report of each single input. */
const PATIENCE_MS = 60_000, PATIENCE_EACH_MS = 10_000;

type Kind = "pickles" | "conversations";

/** Seed of one input. */
function seedOf(seed: number, index: number): number {
  return Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
}

let allocated = 0;

/** Has a constructor of buffers add up what is allocated. */
function count<T extends object>(constructor: T, bytes: (made: { byteLength: number }) => number): T {
  const counting = new Proxy(constructor, {
    construct(target, args, newTarget): object {
      const made = Reflect.construct(target as unknown as () => void, args, newTarget);
      // A view of a buffer that is there allocates nothing.
      if (!(args[0] instanceof ArrayBuffer)) allocated += bytes(made);
      return made;
    },
  });
  // What methods such as `slice` make comes from here.
  (constructor as { prototype?: { constructor: unknown } }).prototype!.constructor = counting;
  return counting;
}

/** Pickles of all recorded values in all protocols. */
async function recordedPickles(): Promise<Uint8Array[]> {
  const { dumps } = await import("@orochi/multiprocess/pickle");
  const { build, readCases } = await import("../../packages/multiprocess/pickle/testdata/described.ts");
  return (await readCases()).flatMap(({ value, streams }) =>
    streams.flatMap((stream, protocol) => stream === null ? [] : [dumps(build(value), { protocol })])
  );
}

/** Reads inputs one after the other and reports how far it has come. */
async function work(kind: Kind, total: number, seed: number, from: number, batch: number): Promise<void> {
  globalThis.ArrayBuffer = count(ArrayBuffer, (made) => made.byteLength);
  globalThis.Uint8Array = count(Uint8Array, (made) => made.byteLength);
  const { attempt, mutate, program, randomFrom } = await import(
    "../../packages/multiprocess/pickle/testdata/mutate.ts"
  );
  const { converse } = await import("../../packages/multiprocess/connection/testdata/conversations.ts");
  const pickles = await recordedPickles();
  let well = 0, slowest = 0, largest = 0;
  for (let index = from; index < from + total; index++) {
    const random = randomFrom(seedOf(seed, index));
    allocated = 0;
    const start = performance.now();
    if (kind === "conversations") well += await converse(random) ? 1 : 0;
    else {
      const bytes = random(3) === 0 ? program(random) : mutate(pickles[random(pickles.length)], random);
      well += attempt(bytes) === "value" ? 1 : 0;
    }
    slowest = Math.max(slowest, performance.now() - start);
    largest = Math.max(largest, allocated);
    if (allocated > MOST_BUFFER_BYTES) throw new Error(`${allocated} bytes of buffers were allocated`);
    if ((index + 1 - from) % batch === 0) console.log(`at ${index + 1}`);
  }
  console.log(`end ${well} ${slowest} ${largest}`);
}

/** What became of a run of inputs: how far it came, and what it said at its end, if it got there. */
interface Run {
  readonly reached: number;
  readonly end: string | null;
}

/** Has a child read inputs, and ends it when it has not reported for too long. */
async function watch(kind: Kind, total: number, seed: number, from: number, each: boolean): Promise<Run> {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      `--v8-flags=--max-old-space-size=${HEAP_MIB}`,
      import.meta.url,
      "child",
      kind,
      ...[total, seed, from, each ? 1 : BATCH].map(String),
    ],
    stdout: "piped",
    stderr: each ? "inherit" : "null",
  }).spawn();
  let reached = from, end: string | null = null, timer = setTimeout(() => {}, 0);
  const patient = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => child.kill("SIGKILL"), each ? PATIENCE_EACH_MS : PATIENCE_MS);
  };
  patient();
  let rest = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    patient();
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) {
      if (line.startsWith("end ")) end = line.slice(4);
      else reached = Number(line.slice(3));
    }
  }
  await child.status;
  clearTimeout(timer);
  return { reached, end };
}

async function fuzz(kind: Kind, total: number, seed: number, from: number): Promise<boolean> {
  const run = await watch(kind, total, seed, from, false);
  if (run.end !== null) {
    const [well, slowest, largest] = run.end.split(" ").map(Number);
    console.log(
      `${total} damaged ${kind} of seed ${seed} from ${from}: ${well} went well, ${
        total - well
      } were refused; ` +
        `slowest ${slowest.toFixed(1)} ms, most buffers ${
          (largest / 1024).toFixed(0)
        } KiB, heap within ${HEAP_MIB} MiB`,
    );
    return true;
  }
  // Which one of the batch it was is found by a report of each; what it did then is on its standard error.
  const again = await watch(kind, Math.min(BATCH, from + total - run.reached), seed, run.reached, true);
  const index = again.end === null ? again.reached : run.reached;
  const where = again.end === null ? "at" : "in the batch from";
  console.error(`failed ${where} ${index}: deno task fuzz pickle ${kind} 1 ${seed} ${index}`);
  return false;
}

if (import.meta.main) {
  if (Deno.args[0] === "child") {
    const [total, seed, from, batch] = Deno.args.slice(2).map(Number);
    await work(Deno.args[1] as Kind, total, seed, from, batch);
  } else {
    const kinds = (["pickles", "conversations"] as const).filter((kind) => kind === Deno.args[0]);
    const [total = 1_000_000, seed = 1, from = 0] = Deno.args.slice(kinds.length).map(Number);
    let good = true;
    for (const kind of kinds.length > 0 ? kinds : ["pickles", "conversations"] as const) {
      good = await fuzz(kind, total, seed, from) && good;
    }
    if (!good) Deno.exit(1);
  }
}
