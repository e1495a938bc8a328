/**
 * A parser of XML that gives the events, errors and positions of expat, from input that comes in pieces.
 *
 * @module
 */
import { decode } from "./decoder.ts";
import { Fault } from "./errors.ts";
import { PrologParser } from "./prolog_parser.ts";
import { Token } from "./scanner.ts";
import { copyDtd, newDtd, newState } from "./state.ts";

/** The parser. */
export class Parser extends PrologParser {
  /** A parser of a document: the encoding of its bytes, if that is known, and the separator of namespaces, or null. */
  static ofDocument(encoding: string | null, separator: string | null): Parser {
    return new Parser(newState(encoding, separator, "document"), newDtd(), null);
  }

  /**
   * A parser of an external entity.
   *
   * @param context What the handler of external entities was given: bindings and open entities; null for an external
   *   subset or parameter entity.
   */
  ofEntity(context: string | null, encoding: string | null): Parser {
    const { state } = this;
    const made = newState(encoding, state.separator, context === null ? "externalSubset" : "externalContent");
    made.base = state.base;
    made.defaultExpands = state.defaultExpands;
    made.deferral = state.deferral;
    made.paramEntityParsing = state.paramEntityParsing;
    made.triplets = state.triplets;
    if (context === null) return new Parser(made, this.dtd, this.accounting);
    const dtd = copyDtd(this.dtd);
    for (const part of context.split("\f")) {
      const equals = part.indexOf("=");
      if (equals >= 0) made.namespaces[part.slice(0, equals)] = part.slice(equals + 1);
      else {
        const entity = dtd.entities.get(part);
        if (entity !== undefined) entity.open = true;
      }
    }
    return new Parser(made, dtd, this.accounting);
  }

  /** Takes input in, of which `final` says that it is the last; whether it was well-formed up to here. */
  parse(bytes: Uint8Array, final: boolean): boolean {
    const { state } = this;
    if (state.progress === 2) {
      state.errorCode = Fault.FINISHED;
      return false;
    }
    if (state.phase === "error") return false;
    const isFirst = state.progress === 0;
    state.progress = 1;
    if (isFirst && state.hasParent && state.paramEntity) this.dtd.paramEntityRead = true;
    this.final = final;
    state.text += decode(state.decoder, bytes, final);
    if (state.decoder.encoding === "map" && state.decoder.map === null && !this.#findEncoding()) {
      return this.#failed(Fault.UNKNOWN_ENCODING);
    }
    const waiting = state.text.length - state.at;
    if (!final && state.deferral && waiting < 2 * state.partialLength) return true;
    const fault = this.#run();
    // Nothing at all has no place.
    if (state.text === "" && state.byte === 0 && final) state.eventAt = -1;
    if (fault !== Fault.NONE) return this.#failed(fault);
    const consumed = state.text.length - state.at < waiting;
    state.partialLength = consumed ? 0 : waiting;
    this.#drop();
    if (final) state.progress = 2;
    return true;
  }

  #failed(fault: number): boolean {
    this.state.errorCode = fault;
    this.state.phase = "error";
    return false;
  }

  /** The table of the encoding that was named from outside; false if there is none. Then bytes that wait are read. */
  #findEncoding(): boolean {
    const { state } = this, { decoder } = state;
    if (!this.useUnknownEncoding(decoder.protocol as string)) return false;
    state.text = decode(decoder, new Uint8Array(0), this.final);
    return true;
  }

  /** Forgets the text that was read. */
  #drop(): void {
    const { state } = this, { at } = state;
    if (at === 0) return;
    this.moveTo(at);
    state.text = state.text.slice(at);
    state.eventAt = Math.max(0, state.eventAt - at);
    state.at = state.positionAt = 0;
  }

  /** Reads what there is; returns an error number. */
  #run(): number {
    const { state } = this;
    this.sources = [{
      text: state.text,
      at: state.at,
      level: state.phase === "externalContent" || state.hasParent && !state.paramEntity ? 1 : 0,
      entity: null,
      betweenDeclarations: false,
    }];
    let fault: number = Fault.NONE, phase: string;
    do {
      phase = state.phase;
      fault = this.#phase();
    } while (fault === Fault.NONE && phase !== state.phase && state.phase !== "ignoreSection");
    for (const { entity } of this.sources) if (entity !== null) entity.open = false;
    state.at = this.sources[0].at;
    return fault;
  }

  /** Reads on in the phase; changes it when it is over. */
  #phase(): number {
    const { state } = this;
    switch (state.phase) {
      case "document":
        return this.#begin("prolog");
      case "externalContent":
        return this.#begin("content");
      case "prolog":
      case "externalSubset":
        this.#skipMark();
        return this.prolog();
      case "content":
        return this.content();
      case "epilog":
        return this.epilog();
      case "ignoreSection":
        return this.ignoreSection();
    }
    return Fault.NONE;
  }

  /** Skips a byte-order mark, and the text declaration of an external entity. */
  #begin(next: "prolog" | "content"): number {
    const { state, scan } = this, source = this.source, { text } = source;
    this.#skipMark();
    if (text.length === source.at && !this.final) return Fault.NONE;
    if (next === "content") {
      const token = scan.content(text, source.at);
      if (token === Token.PARTIAL && !this.final) return Fault.NONE;
      if (token === Token.XML_DECL) {
        const from = source.at;
        this.mark(source, from);
        source.at = scan.next;
        const fault = this.xmlDeclaration(text.slice(from, source.at), from, true);
        if (fault !== Fault.NONE) return fault;
      }
    }
    state.phase = next;
    return Fault.NONE;
  }

  #skipMark(): void {
    const { source, state } = this;
    const isFirst = source.at === 0 && state.byte === 0 && source.entity === null;
    if (isFirst && source.text.charCodeAt(0) === 0xfeff) source.at = 1;
  }
}
