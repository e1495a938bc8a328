/**
 * The ground of the parser: its state, its handlers, and where it is.
 *
 * @module
 */
import { encode, encodedLength, isWide } from "./decoder.ts";
import { Fault } from "./errors.ts";
import { PrologTokens } from "./prolog_tokens.ts";
import type { Dtd, Entity, ModelNode, ParserState, Source } from "./state.ts";

type Text = string | null;

/** What is called for events; null: nothing. */
export class Handlers {
  startElement: ((name: string, attributes: readonly string[], specified: number) => void) | null = null;
  endElement: ((name: string) => void) | null = null;
  characterData: ((text: string) => void) | null = null;
  instruction: ((target: string, data: string) => void) | null = null;
  comment: ((text: string) => void) | null = null;
  startCdata: (() => void) | null = null;
  endCdata: (() => void) | null = null;
  /** For whatever has no handler. */
  fallback: ((text: string) => void) | null = null;
  startDoctype: ((name: string, systemId: Text, publicId: Text, internalSubset: boolean) => void) | null =
    null;
  endDoctype: (() => void) | null = null;
  element: ((name: string, model: readonly ModelNode[]) => void) | null = null;
  attlist:
    | ((element: string, attribute: string, type: string, value: Text, required: boolean) => void)
    | null = null;
  entity: ((entity: Entity) => void) | null = null;
  unparsedEntity: ((entity: Entity) => void) | null = null;
  notation: ((name: string, base: Text, systemId: Text, publicId: Text) => void) | null = null;
  startNamespace: ((prefix: Text, uri: Text) => void) | null = null;
  endNamespace: ((prefix: Text) => void) | null = null;
  notStandalone: (() => boolean) | null = null;
  /** `context` is null for an external subset or parameter entity. */
  externalEntity: ((context: Text, base: Text, systemId: Text, publicId: Text) => boolean) | null = null;
  xmlDeclaration: ((version: Text, encoding: Text, standalone: number) => void) | null = null;
  skippedEntity: ((name: string, parameter: boolean) => void) | null = null;
  /** The characters of an encoding's 256 bytes, -1 where there is none; null if there is no such. */
  unknownEncoding: ((name: string) => number[] | null) | null = null;
}

/** Bytes read from documents and from entities. */
export interface Accounting {
  direct: number;
  indirect: number;
}

/** Output in bytes below which no amplification is too much. */
const ACTIVATION = 8 * 1024 * 1024;
/** Output in bytes per byte of input that is too much. */
const MAXIMUM = 100;

/** Bytes that expat's buffer for conversions has. */
const PIECE = 1024;

/** Line ends as one `\n`. */
export function normalizeLines(text: string): string {
  return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
}

/** The ground of the parser. */
export class BaseParser {
  readonly state: ParserState;
  readonly handlers: Handlers = new Handlers();
  /** Shared by the parsers of parameter entities. */
  readonly dtd: Dtd;
  /** That of the first parser, shared. */
  readonly accounting: Accounting;
  protected readonly scan: PrologTokens;
  /** The input, and entities that are being expanded. */
  protected sources: Source[] = [];
  /** Whether the input that is there is all. */
  protected final: boolean = false;

  /**
   * Goes on from a state.
   *
   * @param dtd The declarations, which parsers of parameter entities share.
   * @param accounting The first parser's count; null if this is the first.
   */
  constructor(state: ParserState, dtd: Dtd, accounting: Accounting | null) {
    this.state = state;
    this.dtd = dtd;
    this.accounting = accounting ?? state;
    this.scan = new PrologTokens(state.separator !== null);
  }

  /** What is read now. */
  protected get source(): Source {
    return this.sources[this.sources.length - 1];
  }

  /** Says where an event begins; one within an entity begins where the entity was asked for. */
  protected mark(source: Source, at: number): void {
    if (source.entity === null) this.state.eventAt = at;
  }

  /** Counts text that was read; whether it is still tolerable. */
  protected tolerable(length: number, fromEntity: boolean): boolean {
    const { accounting } = this;
    if (fromEntity || this.state.hasParent) accounting.indirect += length;
    else accounting.direct += length;
    const output = accounting.direct + accounting.indirect;
    if (output < ACTIVATION) return true;
    const factor = accounting.direct > 0 ? output / accounting.direct : (22 + accounting.indirect) / 22;
    return factor <= MAXIMUM;
  }

  /** The error of input that ends in the midst of a character, or otherwise the given one. */
  protected cut(fault: number): number {
    const { decoder } = this.state, { pending } = decoder;
    if (pending.length === 0) return fault;
    return pending.length === 1 && isWide(decoder.encoding) ? Fault.UNCLOSED_TOKEN : Fault.PARTIAL_CHAR;
  }

  /** Hands text to the handler of whatever has none. */
  protected report(text: string): void {
    const { fallback } = this.handlers;
    if (fallback !== null && text !== "") this.inPieces(text, fallback);
  }

  /** Hands text on: what had to be converted to UTF-8 comes in pieces of 1024 bytes, as from expat. */
  protected inPieces(text: string, handler: (text: string) => void): void {
    const { encoding } = this.state.decoder,
      fromEntity = this.sources[this.sources.length - 1]?.entity != null;
    if (text.length <= PIECE / 3 || fromEntity || encoding === "utf-8" || encoding === "us-ascii") {
      return handler(text);
    }
    let from = 0, bytes = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i), lead = unit >= 0xd800 && unit < 0xdc00;
      const length = unit < 0x80 ? 1 : unit < 0x800 ? 2 : lead ? 4 : 3;
      if (bytes + length > PIECE) {
        handler(text.slice(from, i));
        from = i;
        bytes = 0;
      }
      bytes += length;
      if (lead) i++;
    }
    handler(text.slice(from));
  }

  protected reportInstruction(text: string): void {
    const { instruction } = this.handlers;
    if (instruction === null) return this.report(text);
    const end = this.scan.endOfName(text, 2);
    let data = end;
    while (/\s/.test(text[data]) && data < text.length - 2) data++;
    instruction(text.slice(2, end), normalizeLines(text.slice(data, -2)));
  }

  protected reportComment(text: string): void {
    const { comment } = this.handlers;
    if (comment === null) return this.report(text);
    comment(normalizeLines(text.slice(4, -3)));
  }

  // -- Where it is

  #settle(): void {
    const { state } = this;
    if (state.eventAt >= state.positionAt) this.moveTo(state.eventAt);
  }

  /** Counts lines, columns and bytes up to a place of the text. */
  protected moveTo(at: number): void {
    const { state } = this, { text } = state;
    let { line, column } = state;
    for (let i = state.positionAt; i < at; i++) {
      const unit = text.charCodeAt(i);
      if (unit === 10) {
        // The \n of \r\n doesn't count; the \r may be in an earlier piece of the text that is still there.
        if (i === 0 || text.charCodeAt(i - 1) !== 13) line++;
        column = 0;
      } else if (unit === 13) {
        line++;
        column = 0;
      } else if (unit < 0xdc00 || unit > 0xdfff) column++;
    }
    state.byte += encodedLength(state.decoder.encoding, text, state.positionAt, at);
    state.line = line;
    state.column = column;
    state.positionAt = at;
  }

  /** Line of the last event, from 1. */
  get line(): number {
    this.#settle();
    return this.state.line + 1;
  }

  /** Column of the last event in characters, from 0. */
  get column(): number {
    this.#settle();
    return this.state.column;
  }

  /** Offset of the last event in bytes; -1 before the first. */
  get byteIndex(): number {
    const { state } = this;
    if (state.eventAt < 0) return -1;
    this.#settle();
    const { encoding } = state.decoder, { eventAt, positionAt, text } = state;
    return eventAt >= positionAt
      ? state.byte
      : state.byte - encodedLength(encoding, text, eventAt, positionAt);
  }

  /** The input from the last event on, in its encoding. */
  get inputContext(): Uint8Array {
    const { state } = this, { decoder } = state;
    const known = encode(decoder.encoding, decoder.map, state.text.slice(Math.max(0, state.eventAt)));
    const whole = new Uint8Array(known.length + decoder.pending.length);
    whole.set(known);
    whole.set(decoder.pending, known.length);
    return whole;
  }
}
