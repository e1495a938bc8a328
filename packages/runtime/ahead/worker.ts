/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * A Worker that parses and compiles modules of the library before a program comes to import them, into the cache of
 * bytecode. It loads no machine and has no heap, so it is at work before the program is.
 *
 * @module
 */
import { parse } from "@orochi/syntax";
import { compileModule } from "@orochi/vm/compiler";
import { unitBytes } from "@orochi/vm/unit_bytes";
import { librarySource } from "../library.ts";
import { LibraryCache } from "../library_cache.ts";
import { libraryNumbers } from "./ahead_cache.ts";
import type { AheadTask } from "./start.ts";
import { Plan } from "./plan.ts";
import { SharedWork } from "./shared_work.ts";

/** How long it stays when nothing is left to do. */
const IDLE_MS = 500;

function compile(source: string, path: string): Uint8Array | null {
  try {
    const tree = parse(source, { mode: "exec" });
    return unitBytes(compileModule(tree, {
      filename: `/<library>/${path}`,
      mode: "exec",
      localsAreGlobals: true,
    }));
  } catch {
    // The program finds out what is wrong with it, if it ever imports it.
    return null;
  }
}

function work({ source, work: buffer }: AheadTask): void {
  const shared = new SharedWork(buffer), cache = new LibraryCache();
  const numbers = libraryNumbers(), names = [...numbers.keys()];
  const plan = new Plan((path) => numbers.has(path));
  plan.begin(source, "", false);
  do {
    for (;;) {
      for (const number of shared.taken()) plan.take(names[number]);
      const step = plan.next();
      if (step === null) break;
      const text = librarySource(step.path)!;
      if (shared.begin(numbers.get(step.path)!)) {
        const known = cache.load(step.path) !== null, code = known ? null : compile(text, step.path);
        if (code !== null) cache.store(step.path, code);
        shared.end(numbers.get(step.path)!, known || code !== null);
      }
      plan.begin(text, step.module, step.isPackage);
    }
  } while (shared.waitForTaken(IDLE_MS));
  self.close();
}

self.onmessage = (event: MessageEvent<AheadTask>) => work(event.data);
