/**
 * Pickles over streams of the web platform.
 *
 * @module
 */
import { UnpicklingError } from "./errors.ts";
import { type PickleOptions, Pickler } from "./pickler.ts";
import { type UnpickleOptions, Unpickler } from "./unpickler.ts";

/** How a stream of pickles is read or written. */
export interface SharedMemo {
  /**
   * Whether all values are written by one pickler, so that later ones may refer to parts of earlier ones. False by
   * default, as with `pickle.dump` called for each.
   */
  sharedMemo?: boolean;
}

/**
 * Turns values into their pickles, a chunk for each.
 *
 * @example Usage
 * ```ts
 * import { PickleDecoderStream, PickleEncoderStream } from "@orochi/multiprocess/pickle";
 * import { assertEquals } from "@std/assert";
 *
 * const values = ReadableStream.from([1, "two", [3]])
 *   .pipeThrough(new PickleEncoderStream({ protocol: 4 }))
 *   .pipeThrough(new PickleDecoderStream());
 * assertEquals(await Array.fromAsync(values), [1, "two", [3]]);
 * ```
 */
export class PickleEncoderStream extends TransformStream<unknown, Uint8Array<ArrayBuffer>> {
  /**
   * A stream that pickles values.
   *
   * @param options How to write.
   */
  constructor(options: PickleOptions & SharedMemo = {}) {
    let pickler: Pickler;
    super({
      start(controller) {
        pickler = new Pickler((bytes) => controller.enqueue(bytes), options);
      },
      transform(value) {
        pickler.dump(value);
        if (!options.sharedMemo) pickler.clearMemo();
      },
    });
  }
}

/** Turns bytes, however they are cut, into the values that they are pickles of. */
export class PickleDecoderStream extends TransformStream<Uint8Array, unknown> {
  /**
   * A stream that reads values.
   *
   * @param options How to read.
   */
  constructor(options: UnpickleOptions & SharedMemo = {}) {
    const unpickler = new Unpickler(new Uint8Array(0), options);
    super({
      transform(chunk, controller) {
        unpickler.append(chunk);
        for (let found = unpickler.resume(); found !== undefined; found = unpickler.resume()) {
          controller.enqueue(found.value);
          if (!options.sharedMemo) unpickler.clearMemo();
        }
      },
      flush() {
        if (!unpickler.incomplete) return;
        throw new UnpicklingError("pickle data was truncated");
      },
    });
  }
}
