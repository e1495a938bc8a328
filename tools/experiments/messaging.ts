/**
 * The messaging experiment of "Embracing the Global Interpreter Lock" (Beazley, 2011): how much an echo server suffers
 * from a thread beside it that computes, under each lock, with the talk's own figures beside ours.
 *
 * @module
 */
import { barPlot } from "../plot.ts";
import { median, progress, runOnce } from "../runs.ts";
import { eachLock } from "../combinations.ts";
import { type Experiment, rowsOf } from "./experiment.ts";

const FILE = new URL("./messaging.py", import.meta.url).pathname;
const MESSAGES = 300, BYTES = 8192, THINK_MS = 1;
const SERVERS = ["blocking", "coroutines"] as const;
/** How long a server may take to say its port, in milliseconds. */
const PATIENCE_MS = 30_000;

/** The talk's seconds for 10,000 messages: CPython 3.2, 2.7 and 3.2 with priorities; unloaded is 3.2's. */
const TALK: {
  readonly [server: string]: readonly [unloaded: number, ...loaded: (readonly [string, number])[]];
} = {
  blocking: [11.8, ["timeout", 142.7], ["tick", 15.6], ["priority", 13.0]],
  coroutines: [12.2, ["timeout", 126.2], ["tick", 18.1], ["priority", 14.0]],
};

async function readFully(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const count = await connection.read(bytes.subarray(done));
    if (count === null) throw new Error("Cannot go on as the server closed the connection");
    done += count;
  }
}

async function writeFully(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await connection.write(bytes.subarray(done));
}

/** Sends messages one at a time, each after the last one's echo and a pause; the milliseconds that all took. */
async function talk(port: number): Promise<number> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay(true);
  const message = new Uint8Array(4 + BYTES), answer = new Uint8Array(4 + BYTES);
  new DataView(message.buffer).setUint32(0, BYTES);
  const start = performance.now();
  for (let i = 0; i < MESSAGES; i++) {
    await writeFully(connection, message);
    await readFully(connection, answer);
    await new Promise((resolve) => setTimeout(resolve, THINK_MS));
  }
  const milliseconds = performance.now() - start;
  connection.close();
  return milliseconds;
}

/** The port that a server writes into a file. */
async function portIn(file: string): Promise<number> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const text = await Deno.readTextFile(file);
    if (text.endsWith("\n")) return Number(text);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("Cannot reach the server as it did not start");
}

/** An echo server outside of Python: what the machine and the client take by themselves. */
async function control(): Promise<number> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    const connection = await listener.accept();
    await connection.readable.pipeTo(connection.writable);
  })();
  const milliseconds = await talk((listener.addr as Deno.NetAddr).port);
  await serving;
  listener.close();
  return milliseconds;
}

/** See the module documentation. */
export const messaging: Experiment = {
  name: "messaging",
  title:
    `an echo server beside a thread that computes: ${MESSAGES} messages of 8 KiB, ${THINK_MS} ms between them`,
  async run(repeat) {
    const rows: string[][] = [], bars: [string, number[]][] = [];
    const outside = median(await all(repeat, control));
    rows.push(["none", "outside Python", "unloaded", `${outside.toFixed(0)} ms`, "", ""]);
    for (const combination of eachLock()) {
      const ratios: number[] = [];
      for (const server of SERVERS) {
        let unloaded = NaN;
        for (const load of ["unloaded", "loaded", "lowered"]) {
          // Only a lock with priorities lets a thread lower its own.
          if (load === "lowered" && combination.lock !== "priority") continue;
          progress(`${combination.title}, ${server}, ${load} ...`);
          const times = await all(repeat, async () => {
            const file = await Deno.makeTempFile();
            const running = runOnce(combination, FILE, [server, load, file]);
            // A server that can't start says why; its port would never come.
            const milliseconds = await Promise.race([portIn(file).then(talk), running.then(() => NaN)]);
            await running;
            await Deno.remove(file);
            return milliseconds;
          });
          const time = median(times);
          if (load === "unloaded") unloaded = time;
          else if (load === "loaded") ratios.push(time / unloaded);
          const [base, ...loaded] = TALK[server];
          const theirs = loaded.find(([lock]) => lock === combination.lock);
          const comparable = load === (combination.lock === "priority" ? "lowered" : "loaded");
          rows.push([
            combination.title,
            server,
            load,
            `${time.toFixed(0)} ms`,
            load === "unloaded" ? "" : (time / unloaded).toFixed(1),
            comparable && theirs !== undefined ? (theirs[1] / base).toFixed(1) : "",
          ]);
        }
      }
      bars.push([combination.lock, ratios]);
    }
    progress("");
    return {
      table: rowsOf(["strategies", "server", "", "time", "to unloaded", "in the talk"], 3, rows),
      plot: barPlot({
        title: "An echo server beside a thread that computes",
        yLabel: "times the unloaded time",
        bars: ["blocking sockets", "coroutines"],
        groups: bars,
        yLog: true,
      }),
    };
  },
};

async function all(repeat: number, run: () => Promise<number>): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < repeat; round++) times.push(await run());
  return times;
}
