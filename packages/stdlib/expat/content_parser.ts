/**
 * The content of elements: tags, attributes with their namespaces, data, references.
 *
 * @module
 */
import { Fault } from "./errors.ts";
import { Char, isSpace, Token } from "./scanner.ts";
import { type AttributeDeclaration, type OpenTag, type Source, XML_NAMESPACE } from "./state.ts";
import { charReference, predefined, ValueParser } from "./value_parser.ts";

const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";
/** Characters that a URI may contain: such a separator is nobody's mistake. */
const URI_CHAR = /[A-Za-z0-9%:/?#[\]@!$&'()*+,;=\-._~]/;

type Binding = [prefix: string, before: string | null];

/** Reads content. */
export class ContentParser extends ValueParser {
  /** Names and values of the attributes of the last tag, and how many of these words were written in it. */
  #attributes: string[] = [];
  #specified: number = 0;

  /** Reads content until the text that is there ends, or the document's element does; returns an error number. */
  protected content(): number {
    const { state, scan } = this;
    while (true) {
      const source = this.source;
      this.mark(source, source.at);
      if (state.cdata) {
        const fault = this.#cdata(source);
        if (fault !== Fault.NONE || state.cdata) return fault;
        continue;
      }
      scan.internal = source.entity !== null;
      const token = scan.content(source.text, source.at), next = scan.next, main = source.entity === null;
      if (token > 0 && !this.tolerable(next - source.at, !main)) return Fault.AMPLIFICATION_LIMIT_BREACH;
      if (token <= 0) {
        if (token === Token.NONE && !main) {
          if (state.tagLevel !== source.level) return Fault.ASYNC_ENTITY;
          this.#leave(source);
          continue;
        }
        return this.#incomplete(source, token);
      }
      const from = source.at;
      source.at = next;
      const fault = this.#token(source, token, from, next);
      if (fault !== Fault.NONE) return fault;
      if (state.phase === "epilog") return Fault.NONE;
    }
  }

  #leave(source: Source): void {
    if (source.entity !== null) source.entity.open = false;
    this.sources.pop();
  }

  /** At the end of the text, or something that isn't whole or is wrong. */
  #incomplete(source: Source, token: number): number {
    const { state } = this, main = source.entity === null, { text } = source;
    if (token === Token.INVALID) {
      this.mark(source, this.scan.next);
      return Fault.INVALID_TOKEN;
    }
    if (main && !this.final) return Fault.NONE;
    const bottom = source.level;
    if (token === Token.PARTIAL) return this.cut(Fault.UNCLOSED_TOKEN);
    if (token === Token.TRAILING_CR || token === Token.TRAILING_RSQB) {
      const data = token === Token.TRAILING_CR ? "\n" : text.slice(source.at);
      if (this.handlers.characterData !== null) this.handlers.characterData(data);
      else this.report(text.slice(source.at));
      source.at = text.length;
      if (!main) return this.content();
      if (token === Token.TRAILING_RSQB) this.mark(source, text.length);
    }
    return this.cut(
      bottom === 0 ? Fault.NO_ELEMENTS : state.tagLevel === bottom ? Fault.NONE : Fault.ASYNC_ENTITY,
    );
  }

  #token(source: Source, token: number, from: number, next: number): number {
    const { handlers, state } = this, { text } = source;
    switch (token) {
      case Token.DATA_CHARS:
        if (handlers.characterData !== null) this.inPieces(text.slice(from, next), handlers.characterData);
        else this.report(text.slice(from, next));
        break;
      case Token.DATA_NEWLINE:
        if (handlers.characterData !== null) handlers.characterData("\n");
        else this.report(text.slice(from, next));
        break;
      case Token.START_TAG:
      case Token.EMPTY_ELEMENT:
        return this.#startTag(source, from, next, token === Token.EMPTY_ELEMENT);
      case Token.END_TAG:
        return this.#endTag(source, from, next);
      case Token.ENTITY_REF:
        return this.#reference(text.slice(from, next));
      case Token.CHAR_REF: {
        const char = charReference(text.slice(from, next));
        if (char === "") return Fault.BAD_CHAR_REF;
        if (handlers.characterData !== null) handlers.characterData(char);
        else this.report(text.slice(from, next));
        break;
      }
      case Token.CDATA_OPEN:
        if (handlers.startCdata !== null) handlers.startCdata();
        else this.report(text.slice(from, next));
        state.cdata = true;
        break;
      case Token.PI:
        this.reportInstruction(text.slice(from, next));
        break;
      case Token.COMMENT:
        this.reportComment(text.slice(from, next));
        break;
      case Token.XML_DECL:
        return Fault.MISPLACED_XML_PI;
      default:
        this.report(text.slice(from, next));
    }
    return Fault.NONE;
  }

  /** Reads a CDATA section to its end or that of the text. */
  #cdata(source: Source): number {
    const { handlers, state, scan } = this, { text } = source, main = source.entity === null;
    scan.internal = !main;
    while (true) {
      this.mark(source, source.at);
      const token = scan.cdata(text, source.at), next = scan.next, from = source.at;
      if (token > 0 && !this.tolerable(next - from, !main)) return Fault.AMPLIFICATION_LIMIT_BREACH;
      switch (token) {
        case Token.CDATA_CLOSE:
          source.at = next;
          state.cdata = false;
          if (handlers.endCdata !== null) handlers.endCdata();
          else this.report(text.slice(from, next));
          return Fault.NONE;
        case Token.DATA_NEWLINE:
        case Token.DATA_CHARS:
          source.at = next;
          if (handlers.characterData === null) this.report(text.slice(from, next));
          else if (token === Token.DATA_NEWLINE) handlers.characterData("\n");
          else this.inPieces(text.slice(from, next), handlers.characterData);
          break;
        case Token.INVALID:
          this.mark(source, next);
          return Fault.INVALID_TOKEN;
        default:
          if (main && !this.final) return Fault.NONE;
          return this.cut(Fault.UNCLOSED_CDATA_SECTION);
      }
    }
  }

  #reference(reference: string): number {
    const { dtd, handlers, state } = this, name = reference.slice(1, -1), char = predefined(name);
    if (char !== "") {
      if (handlers.characterData !== null) handlers.characterData(char);
      else this.report(reference);
      return Fault.NONE;
    }
    const entity = dtd.entities.get(name);
    if (!dtd.hasParamEntityRefs || dtd.standalone) {
      if (entity === undefined) return Fault.UNDEFINED_ENTITY;
      if (!entity.internal) return Fault.ENTITY_DECLARED_IN_PE;
    }
    if (entity === undefined || entity.text !== null && !state.defaultExpands && !entity.open) {
      if (entity !== undefined && entity.notation !== null) return Fault.BINARY_ENTITY_REF;
      if (handlers.skippedEntity !== null) handlers.skippedEntity(name, false);
      else this.report(reference);
      return Fault.NONE;
    }
    if (entity.open) return Fault.RECURSIVE_ENTITY_REF;
    if (entity.notation !== null) return Fault.BINARY_ENTITY_REF;
    if (entity.text !== null) {
      entity.open = true;
      this.sources.push({
        text: entity.text,
        at: 0,
        level: state.tagLevel,
        entity,
        betweenDeclarations: false,
      });
    } else if (handlers.externalEntity !== null) {
      entity.open = true;
      const context = this.#context();
      entity.open = false;
      if (!handlers.externalEntity(context, entity.base, entity.systemId, entity.publicId)) {
        return Fault.EXTERNAL_ENTITY_HANDLING;
      }
    } else this.report(reference);
    return Fault.NONE;
  }

  /** Bindings of prefixes and entities that are open, as expat writes them for the parser of an external entity. */
  #context(): string {
    const parts: string[] = [];
    const { namespaces } = this.state;
    if (Object.hasOwn(namespaces, "")) parts.push("=" + namespaces[""]);
    for (const [prefix, uri] of Object.entries(namespaces)) if (prefix !== "") parts.push(prefix + "=" + uri);
    for (const entity of this.dtd.entities.values()) if (entity.open) parts.push(entity.name);
    return parts.join("\f");
  }

  // -- Tags

  #startTag(source: Source, from: number, next: number, empty: boolean): number {
    const { handlers, scan, state } = this, { text } = source;
    let end = scan.endOfName(text, from + 1);
    if (text.charCodeAt(end) === Char.COLON) end = scan.endOfName(text, end + 1);
    const raw = text.slice(from + 1, end), bindings: Binding[] = [];
    state.tagLevel++;
    const fault = this.#readAttributes(source, raw, end, bindings);
    const name = fault !== Fault.NONE || state.separator === null ? raw : this.#expand(raw, true);
    if (fault !== Fault.NONE || name === null) {
      if (empty) this.#unbind(bindings);
      return name === null ? Fault.UNBOUND_PREFIX : fault;
    }
    if (handlers.startElement !== null) handlers.startElement(name, this.#attributes, this.#specified);
    else if (!empty || handlers.endElement === null) this.report(text.slice(from, next));
    if (!empty) {
      state.tags.push({ raw, name, bindings });
      return Fault.NONE;
    }
    if (handlers.endElement !== null) {
      if (handlers.startElement !== null) this.mark(source, next);
      handlers.endElement(name);
    }
    this.#unbind(bindings);
    return this.#closed();
  }

  /** After an element has ended. */
  #closed(): number {
    const { state } = this;
    state.tagLevel--;
    if (state.tagLevel === 0) state.phase = "epilog";
    return Fault.NONE;
  }

  #endTag(source: Source, from: number, next: number): number {
    const { handlers, state } = this, { text } = source;
    if (state.tagLevel === source.level) return Fault.ASYNC_ENTITY;
    const tag = state.tags[state.tags.length - 1] as OpenTag, end = from + 2 + tag.raw.length;
    const after = text.charCodeAt(end);
    if (!text.startsWith(tag.raw, from + 2) || !isSpace(after) && after !== Char.GREATER) {
      this.mark(source, from + 2);
      return Fault.TAG_MISMATCH;
    }
    state.tags.pop();
    if (handlers.endElement !== null) handlers.endElement(tag.name);
    else this.report(text.slice(from, next));
    this.#unbind(tag.bindings);
    return this.#closed();
  }

  #unbind(bindings: OpenTag["bindings"]): void {
    const { namespaces } = this.state;
    for (let i = bindings.length - 1; i >= 0; i--) {
      const [prefix, before] = bindings[i];
      this.handlers.endNamespace?.(prefix === "" ? null : prefix);
      if (before === null) delete namespaces[prefix];
      else namespaces[prefix] = before;
    }
  }

  // -- Attributes

  #readAttributes(source: Source, element: string, nameEnd: number, bindings: Binding[]): number {
    const { scan, state } = this, { text } = source, found: string[] = [];
    const declared = this.dtd.elements.get(element);
    this.#attributes = found;
    let at = nameEnd;
    while (true) {
      while (isSpace(text.charCodeAt(at))) at++;
      const char = text.charCodeAt(at);
      if (char === Char.GREATER || char === Char.SLASH) break;
      const start = at;
      at = scan.endOfName(text, at);
      if (text.charCodeAt(at) === Char.COLON) at = scan.endOfName(text, at + 1);
      const name = text.slice(start, at);
      for (let i = 0; i < found.length; i += 2) {
        if (found[i] !== name) continue;
        this.mark(source, start);
        return Fault.DUPLICATE_ATTRIBUTE;
      }
      while (isSpace(text.charCodeAt(at)) || text.charCodeAt(at) === Char.EQUALS) at++;
      const open = at + 1, end = text.indexOf(text[at], open);
      at = end + 1;
      const raw = text.slice(open, end), cdata = isCdata(declared, name);
      if (cdata && !/[&\t\n\r]/.test(raw)) this.value = raw;
      else {
        const fault = this.attributeValue(raw, open, cdata, false);
        if (fault !== Fault.NONE) return fault;
      }
      found.push(name, this.value);
    }
    const written = found.length;
    if (declared !== undefined) {
      for (const { name, value } of declared) {
        if (value !== null && !hasName(found, name)) found.push(name, value);
      }
    }
    this.#specified = written;
    return state.separator === null ? Fault.NONE : this.#resolve(found, written, bindings);
  }

  /** Takes the bindings of prefixes out of the attributes, and expands the names of the rest. */
  #resolve(found: readonly string[], written: number, bindings: Binding[]): number {
    const kept: string[] = [];
    for (let i = 0; i < found.length; i += 2) {
      const name = found[i];
      if (i === written) this.#specified = kept.length;
      if (name !== "xmlns" && !name.startsWith("xmlns:")) {
        kept.push(name, found[i + 1]);
        continue;
      }
      const fault = this.#bind(name.slice(6), found[i + 1], bindings);
      if (fault !== Fault.NONE) return fault;
    }
    if (written === found.length) this.#specified = kept.length;
    let prefixed = false;
    for (let i = 0; i < kept.length; i += 2) {
      if (!kept[i].includes(":")) continue;
      const name = this.#expand(kept[i], false);
      if (name === null) return Fault.UNBOUND_PREFIX;
      kept[i] = name;
      prefixed = true;
    }
    if (prefixed) {
      const names = new Set<string>();
      for (let i = 0; i < kept.length; i += 2) names.add(this.#withoutPrefix(kept[i]));
      if (names.size < kept.length / 2) return Fault.DUPLICATE_ATTRIBUTE;
    }
    this.#attributes = kept;
    return Fault.NONE;
  }

  #withoutPrefix(name: string): string {
    const { separator, triplets } = this.state;
    if (!triplets || separator === null || separator === "") return name;
    const parts = name.split(separator);
    return parts.length > 2 ? parts.slice(0, -1).join(separator) : name;
  }

  #bind(prefix: string, uri: string, bindings: Binding[]): number {
    const { namespaces, separator } = this.state;
    if (prefix === "xmlns") return Fault.RESERVED_PREFIX_XMLNS;
    if (uri === "" && prefix !== "") return Fault.UNDECLARING_PREFIX;
    if ((prefix === "xml") !== (uri === XML_NAMESPACE)) {
      return prefix === "xml" ? Fault.RESERVED_PREFIX_XML : Fault.RESERVED_NAMESPACE_URI;
    }
    if (uri === XMLNS_NAMESPACE) return Fault.RESERVED_NAMESPACE_URI;
    if (separator !== null && separator !== "" && uri.includes(separator) && !URI_CHAR.test(separator)) {
      return Fault.SYNTAX;
    }
    bindings.push([prefix, Object.hasOwn(namespaces, prefix) ? namespaces[prefix] : null]);
    if (uri === "") delete namespaces[prefix];
    else namespaces[prefix] = uri;
    this.handlers.startNamespace?.(prefix === "" ? null : prefix, uri === "" ? null : uri);
    return Fault.NONE;
  }

  /** A name with its namespace; null if its prefix is bound to none. */
  #expand(name: string, element: boolean): string | null {
    const { namespaces, separator, triplets } = this.state;
    const colon = name.indexOf(":"), prefix = colon < 0 ? "" : name.slice(0, colon);
    if (!Object.hasOwn(namespaces, prefix)) return colon < 0 ? name : null;
    if (colon < 0 && !element) return name;
    const full = namespaces[prefix] + separator + name.slice(colon + 1);
    return triplets && prefix !== "" ? full + separator + prefix : full;
  }
}

function hasName(attributes: readonly string[], name: string): boolean {
  for (let i = 0; i < attributes.length; i += 2) if (attributes[i] === name) return true;
  return false;
}

function isCdata(declared: readonly AttributeDeclaration[] | undefined, name: string): boolean {
  return declared?.find((attribute) => attribute.name === name)?.cdata ?? true;
}
