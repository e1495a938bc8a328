/**
 * Every program of `golden/` under every allowed combination of strategies, interpreted and compiled: output, exit status and traceback are
 * CPython's, and the heap is whole afterwards. Expected outputs are data, written by `golden/regenerate.ts`.
 */
import { assertEquals } from "@std/assert";
import { checkHeap } from "@orochi/heap";
import { DenoHost, LOCKS, REFCOUNTS, runProgram } from "@orochi/runtime";
import { assemble } from "@orochi/runtime";

const folder = new URL("./golden/", import.meta.url);

/** Keeps what a program writes. */
class CapturingHost extends DenoHost {
  readonly written: Record<number, string> = { 1: "", 2: "" };
  readonly #decoder = new TextDecoder();
  override write(fd: number, bytes: Uint8Array): null {
    this.written[fd] += this.#decoder.decode(bytes);
    return null;
  }
  override isTerminal(): boolean {
    return false;
  }
}

function programs(at: URL, prefix = ""): string[] {
  return Array.from(Deno.readDirSync(at)).flatMap((entry) =>
    entry.isDirectory
      ? programs(new URL(`${entry.name}/`, at), `${prefix}${entry.name}/`)
      : entry.name.endsWith(".py")
      ? [prefix + entry.name.slice(0, -3)]
      : []
  ).sort();
}

function expected(name: string, ending: string): string | null {
  try {
    return Deno.readTextFileSync(new URL(`${name}${ending}`, folder));
  } catch {
    return null;
  }
}

function allowed(refcount: string, lock: string): boolean {
  try {
    assemble(refcount, lock, 64 << 20);
    return true;
  } catch {
    return false;
  }
}

/** Everything interpreted, and everything compiled at its second call or round. */
const TIERS = [["interpreted", false], ["compiled", { functionThreshold: 2, loopThreshold: 2 }]] as const;

/** Tracebacks name the file by its path; the data by its base name. */
function normalise(text: string): string {
  return text.replace(/File "[^"]*\/([^"/]+)"/g, 'File "$1"');
}

for (const lock of Object.keys(LOCKS)) {
  for (const refcount of Object.keys(REFCOUNTS)) {
    if (!allowed(refcount, lock)) continue;
    for (const [tier, jit] of TIERS) {
      for (const name of programs(folder)) {
        Deno.test(`${name} under ${lock} and ${refcount}, ${tier}`, () => {
          const host = new CapturingHost();
          const status = runProgram({
            refcount,
            lock,
            reserveBytes: 256 << 20,
            source: Deno.readTextFileSync(new URL(`${name}.py`, folder)),
            filename: `${name}.py`,
            argv: [name],
            path: [],
            host,
            jit,
            inspect: checkHeap,
          });
          assertEquals(host.written[1], expected(name, ".out"));
          const error = expected(name, ".err");
          assertEquals(normalise(host.written[2]), normalise(error ?? ""));
          assertEquals(status, error === null ? 0 : 1);
        });
      }
    }
  }
}
