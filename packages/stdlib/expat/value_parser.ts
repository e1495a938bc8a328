/**
 * The values of attributes and of entities: their references are replaced, their white space made equal.
 *
 * @module
 */
import { BaseParser } from "./base_parser.ts";
import { Fault } from "./errors.ts";
import { Token } from "./scanner.ts";
import type { Entity } from "./state.ts";

/** Text being read within a value. */
interface Piece {
  readonly text: string;
  at: number;
  readonly entity: Entity | null;
}

/** The character of a predefined entity, or "". */
export function predefined(name: string): string {
  switch (name) {
    case "lt":
      return "<";
    case "gt":
      return ">";
    case "amp":
      return "&";
    case "quot":
      return '"';
    case "apos":
      return "'";
  }
  return "";
}

/** The character that `&#...;` stands for; "" if no document may contain it. */
export function charReference(reference: string): string {
  const code = reference[2] === "x" ? parseInt(reference.slice(3), 16) : parseInt(reference.slice(2), 10);
  const good = code >= 0x20 && !(code >= 0xd800 && code < 0xe000) && code !== 0xfffe && code !== 0xffff &&
      code <= 0x10ffff || code === 9 || code === 10 || code === 13;
  return good ? String.fromCodePoint(code) : "";
}

/** Reads values. */
export class ValueParser extends BaseParser {
  /** The last value. */
  protected value: string = "";

  /**
   * Reads an attribute's value into `value`; returns an error number.
   *
   * @param at Where the text begins in the input, -1 if it isn't there.
   * @param declared Whether it is a default in a declaration.
   */
  protected attributeValue(text: string, at: number, cdata: boolean, declared: boolean): number {
    const pieces: Piece[] = [{ text, at: 0, entity: null }];
    this.value = "";
    let fault: number = Fault.NONE;
    while (pieces.length > 0 && fault === Fault.NONE) {
      fault = this.#attributePiece(pieces, at, cdata, declared);
    }
    for (const { entity } of pieces) if (entity !== null) entity.open = false;
    if (!cdata && this.value.endsWith(" ")) this.value = this.value.slice(0, -1);
    return fault;
  }

  #failAt(pieces: readonly Piece[], base: number, at: number, fault: number): number {
    if (pieces.length === 1 && base >= 0 && this.source.entity === null) this.state.eventAt = base + at;
    return fault;
  }

  /** One token of an attribute's value. */
  #attributePiece(pieces: Piece[], base: number, cdata: boolean, declared: boolean): number {
    const { scan } = this, piece = pieces[pieces.length - 1], { text, at } = piece;
    scan.internal = piece.entity !== null || this.source.entity !== null;
    const token = scan.attributeValue(text, at), next = scan.next;
    if (token > 0 && piece.entity !== null && !this.tolerable(next - at, true)) {
      return Fault.AMPLIFICATION_LIMIT_BREACH;
    }
    switch (token) {
      case Token.NONE:
        if (piece.entity !== null) piece.entity.open = false;
        pieces.pop();
        return Fault.NONE;
      case Token.INVALID:
        return this.#failAt(pieces, base, next, Fault.INVALID_TOKEN);
      case Token.PARTIAL:
        return this.#failAt(pieces, base, at, Fault.INVALID_TOKEN);
      case Token.CHAR_REF: {
        const char = charReference(text.slice(at, next));
        if (char === "") return this.#failAt(pieces, base, at, Fault.BAD_CHAR_REF);
        if (char !== " " || cdata || !this.#atSpace()) this.value += char;
        break;
      }
      case Token.DATA_CHARS:
        this.value += text.slice(at, next);
        break;
      case Token.ENTITY_REF: {
        const name = text.slice(at + 1, next - 1), char = predefined(name);
        piece.at = next;
        if (char !== "") {
          this.value += char;
          return Fault.NONE;
        }
        return this.#attributeEntity(pieces, base, at, name, declared);
      }
      default:
        if (cdata || !this.#atSpace()) this.value += " ";
    }
    piece.at = next;
    return Fault.NONE;
  }

  /** Whether a space here would be one too many. */
  #atSpace(): boolean {
    return this.value === "" || this.value.endsWith(" ");
  }

  #attributeEntity(pieces: Piece[], base: number, at: number, name: string, declared: boolean): number {
    const { dtd } = this, entity = dtd.entities.get(name);
    const mustBeDeclared = declared
      ? this.state.prolog.documentEntity &&
        (dtd.standalone ? this.sources.length <= 1 : !dtd.hasParamEntityRefs)
      : !dtd.hasParamEntityRefs || dtd.standalone;
    if (entity === undefined) return mustBeDeclared ? Fault.UNDEFINED_ENTITY : Fault.NONE;
    if (mustBeDeclared && !entity.internal) return Fault.ENTITY_DECLARED_IN_PE;
    if (entity.open) return this.#failAt(pieces, base, at, Fault.RECURSIVE_ENTITY_REF);
    if (entity.notation !== null) return this.#failAt(pieces, base, at, Fault.BINARY_ENTITY_REF);
    if (entity.text === null) return this.#failAt(pieces, base, at, Fault.ATTRIBUTE_EXTERNAL_ENTITY_REF);
    entity.open = true;
    pieces.push({ text: entity.text, at: 0, entity });
    return Fault.NONE;
  }

  /** Reads an entity's value into `value`; returns an error number. As `attributeValue`. */
  protected entityValue(text: string, at: number): number {
    const pieces: Piece[] = [{ text, at: 0, entity: null }];
    this.value = "";
    let fault: number = Fault.NONE;
    while (pieces.length > 0 && fault === Fault.NONE) fault = this.#entityPiece(pieces, at);
    for (const { entity } of pieces) if (entity !== null) entity.open = false;
    return fault;
  }

  #entityPiece(pieces: Piece[], base: number): number {
    const { scan } = this, piece = pieces[pieces.length - 1], { text, at } = piece;
    scan.internal = piece.entity !== null || this.source.entity !== null;
    const token = scan.entityValue(text, at), next = scan.next;
    if (token > 0 && piece.entity !== null && !this.tolerable(next - at, true)) {
      return Fault.AMPLIFICATION_LIMIT_BREACH;
    }
    switch (token) {
      case Token.NONE:
        if (piece.entity !== null) piece.entity.open = false;
        pieces.pop();
        return Fault.NONE;
      case Token.INVALID:
        return this.#failAt(pieces, base, next, Fault.INVALID_TOKEN);
      case Token.PARTIAL:
        return this.#failAt(pieces, base, at, Fault.INVALID_TOKEN);
      case Token.PARAM_ENTITY_REF:
        piece.at = next;
        return this.#parameterInValue(pieces, base, at, text.slice(at + 1, next - 1));
      case Token.CHAR_REF: {
        const char = charReference(text.slice(at, next));
        if (char === "") return this.#failAt(pieces, base, at, Fault.BAD_CHAR_REF);
        this.value += char;
        break;
      }
      case Token.ENTITY_REF:
      case Token.DATA_CHARS:
        this.value += text.slice(at, next);
        break;
      default:
        this.value += "\n";
    }
    piece.at = next;
    return Fault.NONE;
  }

  #parameterInValue(pieces: Piece[], base: number, at: number, name: string): number {
    const { dtd, state } = this;
    if (!state.paramEntity && this.source.entity === null) {
      return this.#failAt(pieces, base, at, Fault.PARAM_ENTITY_REF);
    }
    const entity = dtd.parameters.get(name);
    if (entity === undefined) {
      // Not a well-formedness error: whoever validates would complain.
      dtd.keepProcessing = dtd.standalone;
      return Fault.NONE;
    }
    if (entity.open) return this.#failAt(pieces, base, at, Fault.RECURSIVE_ENTITY_REF);
    if (entity.text !== null) {
      entity.open = true;
      pieces.push({ text: entity.text, at: 0, entity });
      return Fault.NONE;
    }
    const { externalEntity } = this.handlers;
    if (externalEntity === null) {
      dtd.keepProcessing = dtd.standalone;
      return Fault.NONE;
    }
    dtd.paramEntityRead = false;
    entity.open = true;
    const good = externalEntity(null, entity.base, entity.systemId, entity.publicId);
    entity.open = false;
    if (!good) return Fault.EXTERNAL_ENTITY_HANDLING;
    if (!dtd.paramEntityRead) dtd.keepProcessing = dtd.standalone;
    return Fault.NONE;
  }
}
