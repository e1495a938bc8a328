/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * What a Worker of a build loads: its code as one script, and with it what V8 had compiled of that code when the program
 * of training ended (see `training.ts`). V8 compiles a function when it is first called; some 2000 are called before
 * a program's first line, and these are simply there. The engine takes no code for a module that was kept after the
 * module ran, so it is a script.
 *
 * @module
 */
import { nodeModule } from "@orochi/syntax/node_module";
import { BUILD_CODE, BUILD_COMPILED, COMPILED_WANTED } from "./build.ts";

function pathOf(name: string): string {
  return decodeURIComponent(new URL(`./${name}`, import.meta.url).pathname);
}

/** What V8 has kept; absent in the Worker that makes it. */
function compiled(): Uint8Array | undefined {
  try {
    return Deno.readFileSync(pathOf(BUILD_COMPILED));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

const filename = pathOf(BUILD_CODE), cachedData = compiled();
// A version or flags of V8 that are not those it was made with make it be ignored.
const script = new (nodeModule("node:vm").Script)(Deno.readTextFileSync(filename), { filename, cachedData });
if (cachedData === undefined) {
  // Before the code listens: it knows nothing of this message.
  self.addEventListener("message", (event) => {
    if ((event as MessageEvent).data !== COMPILED_WANTED) return;
    event.stopImmediatePropagation();
    self.postMessage(new Uint8Array(script.createCachedData()));
  });
}
script.runInThisContext()(import.meta);
