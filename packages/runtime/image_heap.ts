/**
 * Makes a program's heap from an image of the build: the main isolate does, while the Worker loads its code.
 *
 * @module
 */
import { readImage } from "@orochi/heap/image";
import type { BuildInUse } from "./build.ts";
import { wantsLibrary } from "./image_choice.ts";
import type { Settings } from "./messages.ts";

/** The heap; null if there is no image that fits, or somebody took it away: the Worker makes one without. */
export function heapFromImage({ images, record }: BuildInUse, settings: Settings): WebAssembly.Memory | null {
  const file = images.large !== null && wantsLibrary(settings, record.natives) ? images.large : images.small;
  if (file === null) return null;
  try {
    return readImage(Deno.readFileSync(file), { reserveBytes: settings.reserveBytes }).memory;
  } catch {
    // Where it is too large for the reservation, the Worker says so.
    return null;
  }
}
