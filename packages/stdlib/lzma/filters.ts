/**
 * Filters of a chain: their numbers, options and properties, and the delta filter.
 *
 * @module
 */
import { alignmentOf } from "./branches.ts";
import { internal, type Properties, propertiesByte, propertiesOf, unsupported } from "./model.ts";

export const FILTER_DELTA = 3, FILTER_X86 = 4, FILTER_SPARC = 9, FILTER_LZMA2 = 0x21;
/** Its number is beyond 32 bits. */
export const FILTER_LZMA1 = 0x4000_0000_0000_0001;
/** A preset's other form, slower and a little smaller. */
export const PRESET_EXTREME = 2 ** 31;

/** A filter with its options. */
export interface Filter extends Properties {
  readonly id: number;
  readonly dictionary: number;
  readonly nice: number;
  readonly depth: number;
  /** Fast or normal, and the finder of matches, as liblzma numbers them: checked, but there is one way here. */
  readonly mode: number;
  readonly finder: number;
  /** Of the delta filter. */
  readonly distance: number;
  /** Of the filters for machine code: where the data begins. */
  readonly offset: number;
}

const DICTIONARY_BITS = [18, 20, 21, 22, 22, 23, 23, 24, 25, 26];
const DEPTHS = [4, 8, 12, 24, 48, 64, 128, 128, 128, 128];

/** Whether a filter is for machine code. */
export function isCode(id: number): boolean {
  return id >= FILTER_X86 && id <= FILTER_SPARC;
}

/** The last filter of a chain as a preset has it; null if there is no such preset. */
export function presetFilter(id: number, preset: number): Filter | null {
  const level = preset % 32, flags = preset - level;
  if (level > 9 || (flags !== 0 && flags !== PRESET_EXTREME)) return null;
  const extreme = flags !== 0;
  return {
    id,
    lc: 3,
    lp: 0,
    pb: 2,
    dictionary: 1 << DICTIONARY_BITS[level],
    nice: extreme || level < 4 ? 273 : 128,
    depth: extreme ? 512 : DEPTHS[level],
    mode: 2,
    finder: 20,
    distance: 1,
    offset: 0,
  };
}

/** The properties of a filter as headers have them. */
export function encodeProperties(filter: Filter): Uint8Array {
  if (filter.id === FILTER_DELTA) {
    if (filter.distance < 1 || filter.distance > 256) throw internal();
    return Uint8Array.of(filter.distance - 1);
  }
  if (isCode(filter.id)) {
    return filter.offset === 0 ? new Uint8Array(0) : new Uint8Array(Uint32Array.of(filter.offset).buffer);
  }
  if (filter.id === FILTER_LZMA2) {
    let code = 0;
    while (code < 40 && dictionaryOf(code) < filter.dictionary) code++;
    return Uint8Array.of(code);
  }
  if (filter.lc + filter.lp > 4 || filter.pb > 4) throw internal();
  const bytes = new Uint8Array(5);
  bytes[0] = propertiesByte(filter);
  new DataView(bytes.buffer).setUint32(1, filter.dictionary, true);
  return bytes;
}

/** The size of a dictionary from LZMA2's byte for it. */
export function dictionaryOf(code: number): number {
  return code === 40 ? 0xffff_ffff : (2 | code & 1) * 2 ** ((code >> 1) + 11);
}

/** A filter from its properties. */
export function decodeProperties(id: number, bytes: Uint8Array): Filter {
  const made = { ...presetFilter(id, 6)! };
  if (id === FILTER_DELTA && bytes.length === 1) return { ...made, distance: bytes[0] + 1 };
  if (id === FILTER_LZMA2 && bytes.length === 1 && bytes[0] <= 40) {
    return { ...made, dictionary: dictionaryOf(bytes[0]) };
  }
  if (isCode(id) && (bytes.length === 0 || bytes.length === 4)) {
    return {
      ...made,
      offset: bytes.length === 0 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true),
    };
  }
  const properties = id === FILTER_LZMA1 && bytes.length === 5 ? propertiesOf(bytes[0]) : null;
  if (properties === null) throw unsupported();
  return {
    ...made,
    ...properties,
    dictionary: new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true),
  };
}

/** Checks a chain: LZMA at its end and only there, four filters at most, and options that streams can be of. */
export function checkChain(filters: readonly Filter[]): void {
  const last = filters.length - 1;
  if (last < 0) throw internal();
  const good = filters.every(({ id }, i) =>
    i === last ? id === FILTER_LZMA1 || id === FILTER_LZMA2 : id === FILTER_DELTA || isCode(id)
  );
  const odd = filters.some(({ id, distance, offset }) =>
    distance < 1 || distance > 256 || offset % alignmentOf(id) !== 0
  );
  if (!good || last > 3 || odd) throw unsupported();
}

const FINDERS = [3, 4, 18, 19, 20];

/** Checks what only encoders ask of the last filter of a chain. */
export function checkEncoder({ lc, lp, pb, dictionary, nice, mode, finder }: Filter): void {
  const good = lc + lp <= 4 && pb <= 4 && dictionary >= 4096 && dictionary <= 3 * 2 ** 29 && nice >= 2 &&
    nice <= 273 &&
    (mode === 1 || mode === 2) && FINDERS.includes(finder);
  if (!good) throw unsupported();
}

/** What the delta filter goes by: the last bytes, and where the oldest is. */
export interface DeltaState {
  history: number[];
  at: number;
}

/** Applies the delta filter in place, or takes it back. */
export function applyDelta(bytes: Uint8Array, state: DeltaState, encode: boolean): void {
  const { history } = state;
  for (let i = 0; i < bytes.length; i++) {
    const given = bytes[i], old = history[state.at];
    bytes[i] = encode ? given - old : given + old;
    history[state.at] = encode ? given : bytes[i];
    state.at = (state.at + 1) % history.length;
  }
}

/** The delta filter before its first byte. */
export function newDelta({ distance }: Filter): DeltaState {
  return { history: new Array(distance).fill(0), at: 0 };
}
