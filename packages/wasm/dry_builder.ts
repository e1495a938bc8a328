/**
 * A builder that writes nothing: for a translator that goes over code once to learn what holds where, and a second time to
 * write. The first time takes a fifth less so.
 *
 * @module
 */
import { FunctionBuilder, Label } from "./function_builder.ts";
import type { FunctionType } from "./types.ts";

/** Takes all instructions of a function and forgets them. Locals are given out as ever; nesting is not checked. */
export class DryBuilder extends FunctionBuilder {
  readonly #label: Label;

  /**
   * Begins a function that is not written.
   *
   * @param type Its parameters and results.
   */
  constructor(type: FunctionType) {
    super(0, "dry", type, () => 0, new Set());
    this.#label = new Label(this, "block", 0);
  }

  /** The one label that there is. */
  override block(): Label {
    return this.#label;
  }

  /** As `block`. */
  override loop(): Label {
    return this.#label;
  }

  /** As `block`. */
  override if(): Label {
    return this.#label;
  }
}

// Every other method is an instruction, or a remark.
const own = new Set<string>(["constructor", "block", "loop", "if", "newLocal", "releaseLocal", "localType"]);
for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(FunctionBuilder.prototype))) {
  if (typeof value !== "function" || own.has(name)) continue;
  Object.defineProperty(DryBuilder.prototype, name, { value: () => {} });
}
