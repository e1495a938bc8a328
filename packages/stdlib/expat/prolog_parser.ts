/**
 * The prolog: the XML declaration, the document type and what it declares, and what follows the document's element.
 *
 * @module
 */
import { ContentParser } from "./content_parser.ts";
import { Declarations } from "./declarations.ts";
import { builtinEncoding, type Encoding, isWide, release } from "./decoder.ts";
import { Fault } from "./errors.ts";
import { PrologTokens } from "./prolog_tokens.ts";
import { nextRole, type Role } from "./roles.ts";
import { Token } from "./scanner.ts";
import type { Entity, Source } from "./state.ts";
import { parseXmlDeclaration } from "./xml_declaration.ts";

/** Reads the prolog, and external subsets. */
export class PrologParser extends ContentParser {
  readonly #declarations: Declarations = new Declarations(this, {
    attributeValue: (text, at, cdata) => this.attributeValue(text, at, cdata, true),
    entityValue: (text, at) => this.entityValue(text, at),
    value: () => this.value,
    nested: () => this.sources.length > 1,
  });

  /** Reads the prolog until the text that is there ends or the document's element begins; an error number. */
  protected prolog(): number {
    const { state, scan } = this;
    while (true) {
      const source = this.source, main = source.entity === null, { text } = source, from = source.at;
      this.mark(source, from);
      let token = scan.prolog(text, from), next = scan.next;
      if (token <= 0) {
        if (token === Token.INVALID) {
          this.mark(source, next);
          return Fault.INVALID_TOKEN;
        }
        if (main && !this.final) return Fault.NONE;
        if (token === Token.PARTIAL) {
          return this.cut(Fault.UNCLOSED_TOKEN);
        }
        if (token === Token.NONE) {
          const fault = this.#prologEnd(source);
          if (fault !== Fault.NONE || main) return fault;
          continue;
        }
        token = PrologTokens.maybe(token);
        next = text.length;
      }
      if (!this.tolerable(next - from, !main)) return Fault.AMPLIFICATION_LIMIT_BREACH;
      const role = nextRole(state.prolog, token, () => text.slice(from, next));
      source.at = next;
      const fault = this.#role(role, token, source, from, next);
      if (fault !== Fault.NONE) return fault;
      if (state.phase !== "prolog" && state.phase !== "externalSubset") return Fault.NONE;
    }
  }

  #prologEnd(source: Source): number {
    const { state } = this, { entity } = source;
    if (entity !== null && !source.betweenDeclarations) {
      entity.open = false;
      this.sources.pop();
      return Fault.NONE;
    }
    if (entity === null && !state.paramEntity) {
      return this.cut(Fault.NO_ELEMENTS);
    }
    if (nextRole(state.prolog, Token.NONE, () => "") === "error") return Fault.INCOMPLETE_PE;
    if (entity !== null) {
      entity.open = false;
      this.sources.pop();
    }
    return Fault.NONE;
  }

  #role(role: Role, token: number, source: Source, from: number, next: number): number {
    const { state } = this, text = source.text.slice(from, next);
    switch (role) {
      case "":
        this.report(text);
        return Fault.NONE;
      case "error":
        return token === Token.PARAM_ENTITY_REF
          ? Fault.PARAM_ENTITY_REF
          : token === Token.XML_DECL
          ? Fault.MISPLACED_XML_PI
          : Fault.SYNTAX;
      case "pi":
        this.reportInstruction(text);
        return Fault.NONE;
      case "comment":
        this.reportComment(text);
        return Fault.NONE;
      case "xmlDecl":
      case "textDecl":
        return this.xmlDeclaration(text, from, role === "textDecl");
      case "instance": {
        const fault = this.#externalSubset(false);
        state.phase = "content";
        return fault;
      }
      case "doctypeClose":
        if (source.entity !== null) return Fault.INVALID_TOKEN;
        return this.#endOfDoctype(text);
      case "paramEntityRef":
      case "innerParamEntityRef":
        return this.#parameter(text, role === "paramEntityRef");
      case "ignoreSection":
        this.report(text);
        return this.ignoreSection();
    }
    const fault = this.#declarations.take(role, text, from);
    if (fault !== Fault.NONE) return fault;
    if (!this.#declarations.handled) this.report(text);
    return Fault.NONE;
  }

  /** Skips a section that is to be ignored; returns an error number. */
  protected ignoreSection(): number {
    const { state, scan } = this, source = this.source, from = source.at;
    this.mark(source, from);
    const token = scan.ignoreSection(source.text, from);
    if (token === Token.IGNORE_SECT) {
      source.at = scan.next;
      this.report(source.text.slice(from, source.at));
      state.phase = "externalSubset";
      return Fault.NONE;
    }
    if (token === Token.INVALID) {
      this.mark(source, scan.next);
      return Fault.INVALID_TOKEN;
    }
    if (source.entity === null && !this.final) {
      state.phase = "ignoreSection";
      return Fault.NONE;
    }
    return this.cut(Fault.SYNTAX);
  }

  // -- Declarations of the document as a whole

  /** An XML or text declaration; returns an error number. */
  protected xmlDeclaration(text: string, from: number, general: boolean): number {
    const { handlers, state, dtd } = this, { decoder } = state, found = parseXmlDeclaration(text, general);
    if (typeof found === "number") {
      this.mark(this.source, from + found);
      return general ? Fault.TEXT_DECL : Fault.XML_DECL;
    }
    if (!general && found.standalone === 1) {
      dtd.standalone = true;
      if (state.paramEntityParsing === 1) state.paramEntityParsing = 0;
    }
    if (handlers.xmlDeclaration !== null) {
      handlers.xmlDeclaration(found.version, found.encoding, found.standalone);
    } else this.report(text);
    const { encoding } = found;
    if (encoding === null || decoder.protocol !== null) {
      this.#goOn(null);
      return Fault.NONE;
    }
    const known = builtinEncoding(encoding);
    if (known !== null) {
      const sameEnd = known === decoder.encoding || encoding.toUpperCase() === "UTF-16";
      if (isWide(known) !== isWide(decoder.encoding) || isWide(known) && !sameEnd) {
        this.mark(this.source, from + found.encodingAt);
        return Fault.INCORRECT_ENCODING;
      }
      this.#goOn(isWide(known) ? null : known);
      return Fault.NONE;
    }
    if (!this.useUnknownEncoding(encoding)) {
      this.mark(this.source, from + found.encodingAt);
      return Fault.UNKNOWN_ENCODING;
    }
    this.#goOn("map");
    return Fault.NONE;
  }

  /** Asks for the table of an encoding; false if there is none. */
  protected useUnknownEncoding(name: string): boolean {
    const map = this.handlers.unknownEncoding?.(name) ?? null;
    this.state.decoder.map = map;
    return map !== null;
  }

  #goOn(encoding: Encoding | null): void {
    const { state } = this, more = release(state.decoder, encoding, this.final);
    if (more === "") return;
    const { at } = this.source;
    state.text += more;
    this.sources[0] = { ...this.sources[0], text: state.text, at };
  }

  #endOfDoctype(text: string): number {
    const { handlers, state } = this, { declaration } = state;
    const started = this.#declarations.startDoctype(false);
    if (declaration.doctypeSystem === true || state.useForeignDtd) {
      const fault = this.#externalSubset(declaration.doctypeSystem === true);
      if (fault !== Fault.NONE) return fault;
      state.useForeignDtd = false;
    }
    if (handlers.endDoctype !== null) handlers.endDoctype();
    else if (!started) this.report(text);
    return Fault.NONE;
  }

  /** Asks for the external subset, if there is one that is wanted. */
  #externalSubset(named: boolean): number {
    const { dtd, handlers, state } = this, { declaration } = state;
    if (!named && !state.useForeignDtd) return Fault.NONE;
    const had = dtd.hasParamEntityRefs;
    dtd.hasParamEntityRefs = true;
    if (state.paramEntityParsing === 0 || handlers.externalEntity === null) return Fault.NONE;
    dtd.paramEntityRead = false;
    const word = (key: string): string | null => (declaration[key] ?? null) as string | null;
    const base = named && !state.useForeignDtd ? word("subsetBase") : state.base;
    if (!handlers.externalEntity(null, base, word("subsetSystemId"), word("subsetPublicId"))) {
      return Fault.EXTERNAL_ENTITY_HANDLING;
    }
    if (dtd.paramEntityRead) return this.#mayBeOpen();
    if (!named) dtd.hasParamEntityRefs = had;
    return Fault.NONE;
  }

  #mayBeOpen(): number {
    const { notStandalone } = this.handlers;
    return this.dtd.standalone || notStandalone === null || notStandalone()
      ? Fault.NONE
      : Fault.NOT_STANDALONE;
  }

  #parameter(reference: string, betweenDeclarations: boolean): number {
    const { dtd, handlers, state } = this, name = reference.slice(1, -1);
    dtd.hasParamEntityRefs = true;
    if (state.paramEntityParsing === 0) {
      dtd.keepProcessing = dtd.standalone;
      this.report(reference);
      return this.#mayBeOpen();
    }
    const entity = dtd.parameters.get(name);
    if (state.prolog.documentEntity && dtd.standalone && this.sources.length <= 1) {
      if (entity === undefined) return Fault.UNDEFINED_ENTITY;
      if (!entity.internal) return Fault.ENTITY_DECLARED_IN_PE;
    } else if (entity === undefined) {
      dtd.keepProcessing = dtd.standalone;
      if (betweenDeclarations && handlers.skippedEntity !== null) handlers.skippedEntity(name, true);
      else this.report(reference);
      return Fault.NONE;
    }
    if (entity.open) return Fault.RECURSIVE_ENTITY_REF;
    if (entity.text !== null) {
      entity.open = true;
      const { text } = entity;
      this.sources.push({ text, at: 0, level: state.tagLevel, entity, betweenDeclarations });
      return Fault.NONE;
    }
    return this.#externalParameter(entity, reference);
  }

  #externalParameter(entity: Entity, reference: string): number {
    const { dtd, handlers } = this;
    if (handlers.externalEntity === null) {
      dtd.keepProcessing = dtd.standalone;
      this.report(reference);
      return Fault.NONE;
    }
    dtd.paramEntityRead = false;
    entity.open = true;
    const good = handlers.externalEntity(null, entity.base, entity.systemId, entity.publicId);
    entity.open = false;
    if (!good) return Fault.EXTERNAL_ENTITY_HANDLING;
    if (dtd.paramEntityRead) return this.#mayBeOpen();
    dtd.keepProcessing = dtd.standalone;
    return Fault.NONE;
  }

  // -- Behind the document's element

  /** Reads what follows the document's element; returns an error number. */
  protected epilog(): number {
    const { scan } = this, source = this.source;
    while (true) {
      const { text } = source, from = source.at;
      this.mark(source, from);
      let token = scan.prolog(text, from), next = scan.next;
      if (token === Token.INVALID) {
        this.mark(source, next);
        return Fault.INVALID_TOKEN;
      }
      if (token < 0 && !this.final) return Fault.NONE;
      if (token === Token.NONE) return this.cut(Fault.NONE);
      if (token === Token.PARTIAL) {
        return this.cut(Fault.UNCLOSED_TOKEN);
      }
      if (token < 0) {
        token = PrologTokens.maybe(token);
        next = text.length;
      }
      if (!this.tolerable(next - from, false)) return Fault.AMPLIFICATION_LIMIT_BREACH;
      if (token === Token.PI) this.reportInstruction(text.slice(from, next));
      else if (token === Token.COMMENT) this.reportComment(text.slice(from, next));
      else if (token === Token.PROLOG_S) this.report(text.slice(from, next));
      else return Fault.JUNK_AFTER_DOC_ELEMENT;
      source.at = next;
    }
  }
}
