/**
 * The declarations of a document type: entities, attributes, elements, notations.
 *
 * @module
 */
import type { BaseParser } from "./base_parser.ts";
import { Fault } from "./errors.ts";
import type { Role } from "./roles.ts";
import type { AttributeDeclaration, Entity, ModelNode } from "./state.ts";
import { predefined } from "./value_parser.ts";

/** How values are read. */
export interface Values {
  attributeValue(text: string, at: number, cdata: boolean): number;
  entityValue(text: string, at: number): number;
  /** The last value. */
  value(): string;
  /** Whether an entity is being expanded. */
  nested(): boolean;
}

const PUBLIC_ID = /[^\-'()+,./:=?;!*#@$_% \r\na-zA-Z0-9]/;

/** Types and quantifiers in the model of an element's content, as expat numbers them. */
export const ContentType = { EMPTY: 1, ANY: 2, MIXED: 3, NAME: 4, CHOICE: 5, SEQ: 6 } as const;
const QUANTIFIERS: { readonly [suffix: string]: number } = { "": 0, "?": 1, "*": 2, "+": 3 };

/** A public identifier with its white space as single spaces. */
function normalizePublicId(text: string): string {
  return text.replaceAll(/[ \r\n]+/g, " ").replaceAll(/^ | $/g, "");
}

/** Takes declarations in, and reports them. */
export class Declarations {
  readonly #parser: BaseParser;
  readonly #values: Values;
  /** Whether the last token was, or will be, part of what a handler hears. */
  handled: boolean = false;

  constructor(parser: BaseParser, values: Values) {
    this.#parser = parser;
    this.#values = values;
  }

  get #said(): { [key: string]: string | number | boolean | null } {
    return this.#parser.state.declaration;
  }

  #word(key: string): string | null {
    return (this.#said[key] ?? null) as string | null;
  }

  /** The entity that is being declared; null if it isn't the first of its name. */
  get #entity(): Entity | null {
    const { dtd } = this.#parser, name = this.#word("entity");
    if (name === null) return null;
    return (this.#said.parameter === true ? dtd.parameters : dtd.entities).get(name) ?? null;
  }

  /** Takes a token that is part of a declaration; returns an error number. */
  take(role: Role, text: string, at: number): number {
    const { handlers } = this.#parser;
    this.handled = false;
    switch (role) {
      case "doctypeNone":
        this.handled = handlers.startDoctype !== null;
        return Fault.NONE;
      case "entityNone":
        this.handled = handlers.entity !== null;
        return Fault.NONE;
      case "notationNone":
        this.handled = handlers.notation !== null;
        return Fault.NONE;
      case "attlistNone":
        this.handled = handlers.attlist !== null;
        return Fault.NONE;
      case "elementNone":
        this.handled = handlers.element !== null;
        return Fault.NONE;
    }
    if (role.startsWith("doctype")) return this.#doctype(role, text, at);
    if (role.startsWith("notation")) return this.#notation(role, text, at);
    if (role.startsWith("group") || role.startsWith("content") || role === "elementName") {
      return this.#element(role, text);
    }
    if (role.includes("ttribute") || role.startsWith("att") || role.startsWith("type:")) {
      return this.#attribute(role, text, at);
    }
    return this.#entityPart(role, text, at);
  }

  /** Checks a public identifier; returns an error number. */
  #publicId(text: string, at: number): number {
    const wrong = text.slice(1, -1).search(PUBLIC_ID);
    if (wrong < 0) return Fault.NONE;
    if (!this.#values.nested()) this.#parser.state.eventAt = at + 1 + wrong;
    return Fault.PUBLICID;
  }

  // -- The document type

  #doctype(role: Role, text: string, at: number): number {
    const { dtd, handlers, state } = this.#parser, said = this.#said;
    this.handled = handlers.startDoctype !== null;
    switch (role) {
      case "doctypeName":
        said.doctype = this.handled ? text : null;
        break;
      case "doctypePublicId": {
        state.useForeignDtd = false;
        const fault = this.#publicId(text, at);
        if (fault !== Fault.NONE) return fault;
        said.subsetPublicId = normalizePublicId(text.slice(1, -1));
        break;
      }
      case "doctypeSystemId": {
        state.useForeignDtd = false;
        dtd.hasParamEntityRefs = true;
        said.doctypeSystem = true;
        said.subsetSystemId = text.slice(1, -1);
        said.subsetBase = state.base;
        const { notStandalone } = handlers;
        if (!dtd.standalone && state.paramEntityParsing === 0 && notStandalone !== null && !notStandalone()) {
          return Fault.NOT_STANDALONE;
        }
        break;
      }
      case "doctypeInternalSubset":
        this.handled = this.startDoctype(true);
    }
    return Fault.NONE;
  }

  /** Reports the document type if it wasn't yet; whether it was. */
  startDoctype(internalSubset: boolean): boolean {
    const { startDoctype } = this.#parser.handlers, name = this.#word("doctype");
    if (startDoctype === null || name === null) return false;
    this.#said.doctype = null;
    startDoctype(name, this.#word("subsetSystemId"), this.#word("subsetPublicId"), internalSubset);
    return true;
  }

  // -- Entities and notations

  #entityPart(role: Role, text: string, at: number): number {
    const { dtd, handlers, state } = this.#parser, said = this.#said;
    this.handled = handlers.entity !== null;
    switch (role) {
      case "generalEntityName":
      case "paramEntityName": {
        const parameter = role === "paramEntityName", known = parameter ? dtd.parameters : dtd.entities;
        said.parameter = parameter;
        said.entity = null;
        if (!dtd.keepProcessing || known.has(text) || !parameter && predefined(text) !== "") {
          this.handled = false;
          return Fault.NONE;
        }
        said.entity = text;
        known.set(text, {
          name: text,
          parameter,
          text: null,
          systemId: null,
          publicId: null,
          base: null,
          notation: null,
          internal: !(state.hasParent || this.#values.nested()),
          open: false,
        });
        return Fault.NONE;
      }
      case "entityValue": {
        if (!dtd.keepProcessing) return Fault.NONE;
        const fault = this.#values.entityValue(text.slice(1, -1), at + 1), entity = this.#entity;
        if (entity === null) {
          this.handled = false;
          return fault;
        }
        entity.text = this.#values.value();
        handlers.entity?.({ ...entity, base: state.base });
        return fault;
      }
    }
    return this.#externalEntity(role, text, at);
  }

  #externalEntity(role: Role, text: string, at: number): number {
    const { dtd, handlers, state } = this.#parser;
    const entity = dtd.keepProcessing ? this.#entity : null;
    if (role === "entityPublicId") {
      const fault = this.#publicId(text, at);
      if (fault !== Fault.NONE) return fault;
    }
    if (entity === null) {
      this.handled = false;
      return Fault.NONE;
    }
    switch (role) {
      case "entityPublicId":
        entity.publicId = normalizePublicId(text.slice(1, -1));
        break;
      case "entitySystemId":
        entity.systemId = text.slice(1, -1);
        entity.base = state.base;
        break;
      case "entityComplete":
        handlers.entity?.(entity);
        break;
      case "entityNotationName":
        entity.notation = text;
        if (handlers.unparsedEntity !== null) {
          handlers.unparsedEntity(entity);
          this.handled = true;
        } else handlers.entity?.(entity);
    }
    return Fault.NONE;
  }

  #notation(role: Role, text: string, at: number): number {
    const { handlers, state } = this.#parser, said = this.#said;
    this.handled = handlers.notation !== null;
    switch (role) {
      case "notationName":
        said.notation = text;
        said.notationPublicId = null;
        return Fault.NONE;
      case "notationPublicId": {
        const fault = this.#publicId(text, at);
        said.notationPublicId = normalizePublicId(text.slice(1, -1));
        return fault;
      }
    }
    const name = this.#word("notation"), systemId = role === "notationSystemId" ? text.slice(1, -1) : null;
    if (name !== null) handlers.notation?.(name, state.base, systemId, this.#word("notationPublicId"));
    said.notation = null;
    return Fault.NONE;
  }

  // -- Attributes

  #attribute(role: Role, text: string, at: number): number {
    const { dtd, handlers } = this.#parser, said = this.#said;
    this.handled = dtd.keepProcessing && handlers.attlist !== null;
    switch (role) {
      case "attlistElementName":
        said.element = text;
        return Fault.NONE;
      case "attributeName":
        said.attribute = text;
        said.type = "";
        said.isCdata = said.isId = false;
        return Fault.NONE;
      case "attributeEnumValue":
      case "attributeNotationValue": {
        const type = said.type as string;
        const first = role === "attributeEnumValue" ? "(" : "NOTATION(";
        said.type = (type === "" ? first : type + "|") + text;
        return Fault.NONE;
      }
    }
    if (role.startsWith("type:")) {
      said.type = role.slice(5);
      said.isCdata = said.type === "CDATA";
      said.isId = said.type === "ID";
      return Fault.NONE;
    }
    if (!dtd.keepProcessing) return Fault.NONE;
    let value: string | null = null;
    if (role === "defaultAttributeValue" || role === "fixedAttributeValue") {
      const fault = this.#values.attributeValue(text.slice(1, -1), at + 1, said.isCdata === true);
      if (fault !== Fault.NONE) return fault;
      value = this.#values.value();
    }
    this.#define(value);
    const type = said.type as string,
      required = role === "requiredAttributeValue" || role === "fixedAttributeValue";
    const closed = type.includes("(") ? type + ")" : type;
    handlers.attlist?.(said.element as string, said.attribute as string, closed, value, required);
    return Fault.NONE;
  }

  /** Remembers an attribute's type and default, unless it was declared before. */
  #define(value: string | null): void {
    const { dtd } = this.#parser, said = this.#said, element = said.element as string;
    const name = said.attribute as string;
    const list: AttributeDeclaration[] = dtd.elements.get(element) ?? [];
    dtd.elements.set(element, list);
    if (list.some((attribute) => attribute.name === name)) return;
    list.push({ name, cdata: said.isCdata === true, id: said.isId === true, value });
  }

  // -- Elements

  #element(role: Role, text: string): number {
    const { handlers, state } = this.#parser, said = this.#said, { model, groups } = state;
    this.handled = handlers.element !== null;
    const around = groups.length === 0 ? -1 : groups[groups.length - 1];
    switch (role) {
      case "elementName":
        said.element = text;
        model.length = groups.length = 0;
        return Fault.NONE;
      case "contentAny":
      case "contentEmpty": {
        const type = role === "contentAny" ? ContentType.ANY : ContentType.EMPTY;
        handlers.element?.(said.element as string, [{ type, quantifier: 0, name: null, parent: -1 }]);
        return Fault.NONE;
      }
      case "groupOpen":
        groups.push(model.length);
        model.push({ type: 0, quantifier: 0, name: null, parent: around });
        return Fault.NONE;
    }
    const group = model[around];
    if (role === "contentPcdata") group.type = ContentType.MIXED;
    else if (role === "groupSequence" || role === "groupChoice") {
      const type = role === "groupSequence" ? ContentType.SEQ : ContentType.CHOICE;
      if (group.type !== 0 && group.type !== type) return Fault.SYNTAX;
      group.type = type;
    } else if (role.startsWith("contentElement")) {
      const suffix = role.slice("contentElement".length), name = suffix === "" ? text : text.slice(0, -1);
      model.push({ type: ContentType.NAME, quantifier: QUANTIFIERS[suffix], name, parent: around });
    } else this.#closeGroup(group, role.slice("groupClose".length));
    return Fault.NONE;
  }

  #closeGroup(group: ModelNode, suffix: string): void {
    const { handlers, state } = this.#parser, { model, groups } = state;
    group.quantifier |= QUANTIFIERS[suffix];
    if (group.type === 0) group.type = ContentType.SEQ;
    groups.pop();
    if (groups.length > 0) return;
    state.model = [];
    handlers.element?.(this.#said.element as string, model);
  }
}
