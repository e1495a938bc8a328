/**
 * What one attribute instruction tells of another: whose attributes a local variable's instructions have met, all of
 * them may meet. So code is not left, and made again, at each of them for itself.
 *
 * @module
 */
import {
  ATTRIBUTE_KIND,
  ATTRIBUTE_KIND_ADD_SLOT,
  ATTRIBUTE_KIND_METHOD,
  ATTRIBUTE_KIND_OTHER,
  ATTRIBUTE_KIND_SLOT,
  ATTRIBUTE_KIND_TYPE_VALUE,
  ATTRIBUTE_SHAPE,
  ATTRIBUTE_TYPE,
  CACHE_OPERAND,
  LENGTHS,
  NAME_OPERAND,
  Op,
} from "@orochi/vm/bytecode";
import type { Code } from "../decode.ts";
import type { JitHost } from "../host.ts";

/** With more kinds of receivers an instruction is not extended: as many are remembered of one. */
const MOST_CASES = 4;
/** Kinds of cases that name an instance's type and shape, and leave the shape as it is. */
const LASTING: ReadonlySet<number> = new Set([
  ATTRIBUTE_KIND_SLOT,
  ATTRIBUTE_KIND_METHOD,
  ATTRIBUTE_KIND_TYPE_VALUE,
]);

type Cases = readonly Int32Array[];

/** The receivers of a code object's local variables, read once for each compilation. */
export class Receivers {
  readonly #host: JitHost;
  readonly #code: Code;
  /** By local variable: places of the instructions that read, store or call its attributes. */
  #sites: Map<number, number[]> | null = null;
  readonly #met: Map<number, Cases> = new Map();

  constructor(host: JitHost, code: Code) {
    this.#host = host;
    this.#code = code;
  }

  /**
   * The cases of an instruction, and those to be expected of receivers that only others of the same local variable have
   * met: where these have met all that this one has, and what they have met has its attribute in the same way, as only
   * such cases are told apart in line.
   */
  casesAt(pc: number): Cases {
    const { words, locals, cache } = this.#code, op = words[pc];
    const own = this.#own(pc), register = receiverOf(words, pc);
    const kind = this.#host.ic()[cache + words[pc + 1 + CACHE_OPERAND[op]] + ATTRIBUTE_KIND];
    if (register < 0 || register >= locals || kind === ATTRIBUTE_KIND_OTHER) return own;
    const met = this.#metBy(register);
    if (met.length > MOST_CASES || met.length <= own.length || !own.every((known) => includes(met, known))) {
      return own;
    }
    const name = words[pc + 1 + NAME_OPERAND[op]];
    const others = met.filter((known) => !includes(own, known))
      .map((known) => this.#host.expectedCase(op, known, name))
      .filter((found) =>
        found !== null && own.every((known) => known[ATTRIBUTE_KIND] === found[ATTRIBUTE_KIND])
      ) as Int32Array[];
    return [...own, ...others];
  }

  #own(pc: number): Cases {
    const { words, cache } = this.#code;
    return this.#host.cases(cache + words[pc + 1 + CACHE_OPERAND[words[pc]]]);
  }

  /** One case for each type and shape; none where instances get attributes, as their shapes are those of a moment. */
  #metBy(register: number): Cases {
    const known = this.#met.get(register);
    if (known !== undefined) return known;
    const met: Int32Array[] = [], sites = (this.#sites ??= sitesOf(this.#code)).get(register) ?? [];
    let grows = false;
    for (const pc of sites.length > 1 ? sites : []) {
      for (const words of this.#own(pc)) {
        grows ||= words[ATTRIBUTE_KIND] === ATTRIBUTE_KIND_ADD_SLOT;
        if (LASTING.has(words[ATTRIBUTE_KIND]) && !includes(met, words)) met.push(words.slice());
      }
    }
    const found = grows ? [] : met;
    this.#met.set(register, found);
    return found;
  }
}

/** The register whose attribute an instruction is about, or -1. */
function receiverOf(words: Int32Array, pc: number): number {
  const op = words[pc];
  if (op === Op.STORE_ATTR) return words[pc + 1];
  return op === Op.LOAD_ATTR || op === Op.LOAD_METHOD ? words[pc + 2] : -1;
}

function sitesOf({ words, locals }: Code): Map<number, number[]> {
  const sites = new Map<number, number[]>();
  for (let pc = 0; pc < words.length; pc += LENGTHS[words[pc]]) {
    const register = receiverOf(words, pc);
    if (register < 0 || register >= locals) continue;
    const known = sites.get(register);
    if (known === undefined) sites.set(register, [pc]);
    else known.push(pc);
  }
  return sites;
}

function includes(cases: Cases, { [ATTRIBUTE_TYPE]: type, [ATTRIBUTE_SHAPE]: shape }: Int32Array): boolean {
  return cases.some((known) => known[ATTRIBUTE_TYPE] === type && known[ATTRIBUTE_SHAPE] === shape);
}
