/**
 * What a parser remembers between calls, as plain data: it lies in the heap as JSON, so that any Worker can go on.
 *
 * @module
 */
import { type DecoderState, newDecoder } from "./decoder.ts";
import { documentProlog, externalProlog, type PrologState } from "./roles.ts";

/** An entity that a document type declares. */
export interface Entity {
  readonly name: string;
  readonly parameter: boolean;
  /** Replacement text of an internal one. */
  text: string | null;
  systemId: string | null;
  publicId: string | null;
  base: string | null;
  notation: string | null;
  /** Whether the declaration stands in the document itself. */
  readonly internal: boolean;
  /** Whether it is being expanded. */
  open: boolean;
}

/** An attribute that a document type declares. */
export interface AttributeDeclaration {
  readonly name: string;
  readonly cdata: boolean;
  readonly id: boolean;
  /** Default value. */
  readonly value: string | null;
}

/** What a document type declares. */
export interface Dtd {
  readonly entities: Map<string, Entity>;
  readonly parameters: Map<string, Entity>;
  readonly elements: Map<string, AttributeDeclaration[]>;
  keepProcessing: boolean;
  hasParamEntityRefs: boolean;
  standalone: boolean;
  paramEntityRead: boolean;
}

/** No declarations. */
export function newDtd(): Dtd {
  return {
    entities: new Map(),
    parameters: new Map(),
    elements: new Map(),
    keepProcessing: true,
    hasParamEntityRefs: false,
    standalone: false,
    paramEntityRead: false,
  };
}

/** A copy for the parser of an external general entity. */
export function copyDtd(dtd: Dtd): Dtd {
  const copied = (entities: Map<string, Entity>): Map<string, Entity> =>
    new Map([...entities].map(([name, entity]) => [name, { ...entity, open: false }]));
  return {
    ...dtd,
    entities: copied(dtd.entities),
    parameters: copied(dtd.parameters),
    elements: new Map([...dtd.elements].map(([name, list]) => [name, [...list]])),
  };
}

/** Declarations as JSON. */
export function saveDtd(dtd: Dtd): string {
  return JSON.stringify({
    ...dtd,
    entities: [...dtd.entities.values()],
    parameters: [...dtd.parameters.values()],
    elements: [...dtd.elements],
  });
}

/** Declarations from JSON. */
export function reviveDtd(json: string): Dtd {
  const data = JSON.parse(json) as Omit<Dtd, "entities" | "parameters" | "elements"> & {
    entities: Entity[];
    parameters: Entity[];
    elements: [string, AttributeDeclaration[]][];
  };
  const byName = (list: Entity[]): Map<string, Entity> =>
    new Map(list.map((entity) => [entity.name, entity]));
  return {
    ...data,
    entities: byName(data.entities),
    parameters: byName(data.parameters),
    elements: new Map(data.elements),
  };
}

/** An element that is open. */
export interface OpenTag {
  /** As it is written. */
  readonly raw: string;
  /** With its namespace. */
  readonly name: string;
  /** Prefixes that it binds, and what they were bound to before (null: nothing). */
  readonly bindings: readonly (readonly [prefix: string, before: string | null])[];
}

/** What the parser expects next. */
export type Phase =
  | "document"
  | "prolog"
  | "content"
  | "epilog"
  | "externalContent"
  | "externalSubset"
  | "ignoreSection"
  | "error";

/** Text that is read: the input, or the text of an entity. */
export interface Source {
  readonly text: string;
  at: number;
  /** Elements open when it began. */
  readonly level: number;
  /** The entity; null for the input. */
  readonly entity: Entity | null;
  /** Whether a parameter entity stands between declarations. */
  readonly betweenDeclarations: boolean;
}

/** Everything that a parser remembers, but for the declarations. */
export interface ParserState {
  decoder: DecoderState;
  /** Input that is not yet consumed begins at `at`; what lies before is context. */
  text: string;
  at: number;
  /** Where the last event began in `text`, -1 before the first. */
  eventAt: number;
  /** Where what follows is about, and its position: line from 0, column in characters, offset in bytes. */
  positionAt: number;
  line: number;
  column: number;
  byte: number;
  phase: Phase;
  cdata: boolean;
  prolog: PrologState;
  tags: OpenTag[];
  /** Elements open, and one more for an external entity. */
  tagLevel: number;
  errorCode: number;
  /** 0 nothing parsed, 1 some, 2 all. */
  progress: number;
  /** Length of the text that was not enough for a token, for reparse deferral. */
  partialLength: number;
  deferral: boolean;
  base: string | null;
  paramEntityParsing: number;
  useForeignDtd: boolean;
  /** Namespace separator, null without namespaces. */
  readonly separator: string | null;
  triplets: boolean;
  /** Prefixes that are bound ("" is the default one). */
  namespaces: { [prefix: string]: string };
  /** Whether this parses an external parameter entity or subset. */
  readonly paramEntity: boolean;
  readonly hasParent: boolean;
  defaultExpands: boolean;
  /** Characters that wait for the handler (`buffer_text`). */
  characters: string;
  /** What a declaration has said up to here. */
  declaration: { [key: string]: string | number | boolean | null };
  /** The content of the element that is being declared, and the groups in it that are open. */
  model: ModelNode[];
  groups: number[];
  // Bytes read from documents and from entities, for the limit on their ratio (the first parser's count).
  direct: number;
  indirect: number;
}

/** A part of the content of a declared element. All parts lie in one list, each behind the group that it is in. */
export interface ModelNode {
  type: number;
  quantifier: number;
  readonly name: string | null;
  /** Position of the group that it is in; -1 for the outermost. */
  readonly parent: number;
}

/** The namespace that `xml` is bound to. */
export const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

/** A copy without a prototype: prefixes may have any name. */
function bare(names: { [prefix: string]: string }): { [prefix: string]: string } {
  return Object.assign(Object.create(null) as { [prefix: string]: string }, names);
}

/** State from JSON. */
export function reviveState(json: string): ParserState {
  const state = JSON.parse(json) as ParserState;
  state.namespaces = bare(state.namespaces);
  return state;
}

/** The state at the beginning. */
export function newState(
  encoding: string | null,
  separator: string | null,
  kind: "document" | "externalContent" | "externalSubset",
): ParserState {
  return {
    decoder: newDecoder(encoding),
    text: "",
    at: 0,
    eventAt: -1,
    positionAt: 0,
    line: 0,
    column: 0,
    byte: 0,
    phase: kind,
    cdata: false,
    prolog: kind === "externalSubset" ? externalProlog() : documentProlog(),
    tags: [],
    tagLevel: kind === "externalContent" ? 1 : 0,
    errorCode: 0,
    progress: 0,
    partialLength: 0,
    deferral: true,
    base: null,
    paramEntityParsing: 0,
    useForeignDtd: false,
    separator,
    triplets: false,
    namespaces: bare(separator === null ? {} : { xml: XML_NAMESPACE }),
    paramEntity: kind === "externalSubset",
    hasParent: kind !== "document",
    defaultExpands: true,
    characters: "",
    declaration: {},
    model: [],
    groups: [],
    direct: 0,
    indirect: 0,
  };
}
