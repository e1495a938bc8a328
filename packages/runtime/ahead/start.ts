/**
 * Whether a program's modules are to be compiled ahead of it. The main isolate asks at every start that no build helps, so
 * nothing heavy is imported here.
 *
 * @module
 */
import { cacheFolder } from "../cache_folder.ts";
import { importsLibrary } from "../image_choice.ts";
import type { Settings } from "../messages.ts";

/** To the Worker that compiles ahead. */
export interface AheadTask {
  /** The program's text. */
  readonly source: string;
  /** See `SharedWork`. */
  readonly work: SharedArrayBuffer;
}

/**
 * The text of a program that seems to import modules of the library, where none of them has ever been compiled; null
 * for all others. The folder that the bytecode goes to is made for that, so that it is one program only, whatever it
 * imports in the end.
 */
export function sourceToCompileFor({ program, python, seal }: Settings): string | null {
  if (!("source" in program) || (seal ?? null) !== null || (python?.flags.optimize ?? 0) !== 0) return null;
  const { bytes } = program, source = bytes === undefined ? program.source : new TextDecoder().decode(bytes);
  return importsLibrary(source, []) && beginFolder() ? source : null;
}

/** Makes the folder of the library's bytecode; false where there is one, or can be none. */
function beginFolder(): boolean {
  const folder = cacheFolder();
  if (folder === null) return false;
  try {
    Deno.mkdirSync(folder, { recursive: true });
    Deno.mkdirSync(`${folder}/library`);
    return true;
  } catch {
    return false;
  }
}
