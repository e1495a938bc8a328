/**
 * What a token of the prolog means where it stands: a table of states, as in expat.
 *
 * @module
 */
import { Token } from "./scanner.ts";

/** What a token does: `""` is nothing to anybody, `error` one that can't stand there. */
export type Role = string;

/** State and role that a token or a word leads to. */
type Step = readonly [state: string, role: Role];

interface Row {
  /** Role of white space; none where there is no such. */
  readonly space?: Role;
  readonly tokens?: { readonly [token: number]: Step };
  /** By the text of names, declarations and names after `#`. */
  readonly words?: { readonly [word: string]: Step };
}

const { NAME, PREFIXED_NAME, LITERAL, DECL_CLOSE, OPEN_BRACKET, OPEN_PAREN, CLOSE_PAREN, OR } = Token;
const E = "entityNone", N = "notationNone", A = "attlistNone", L = "elementNone", D = "doctypeNone";
/** Stands for the state between declarations. */
const TOP = "top";

function either(step: Step): { [token: number]: Step } {
  return { [NAME]: step, [PREFIXED_NAME]: step };
}

function literal(state: string, role: Role): { [token: number]: Step } {
  return { [LITERAL]: [state, role] };
}

const MISC = { [Token.PI]: ["", "pi"] as Step, [Token.COMMENT]: ["", "comment"] as Step };
const DOCTYPE = { "<!DOCTYPE": ["doctype0", D] as Step };
const CONTENT_ELEMENTS: { [token: number]: Step } = {
  ...either(["element7", "contentElement"]),
  [Token.NAME_QUESTION]: ["element7", "contentElement?"],
  [Token.NAME_ASTERISK]: ["element7", "contentElement*"],
  [Token.NAME_PLUS]: ["element7", "contentElement+"],
};

const TYPES = ["CDATA", "ID", "IDREF", "IDREFS", "ENTITY", "ENTITIES", "NMTOKEN", "NMTOKENS"];

const TABLE: { readonly [state: string]: Row } = {
  prolog0: {
    space: "",
    tokens: {
      [Token.PI]: ["prolog1", "pi"],
      [Token.COMMENT]: ["prolog1", "comment"],
      [Token.XML_DECL]: ["prolog1", "xmlDecl"],
      [Token.INSTANCE_START]: ["error", "instance"],
    },
    words: DOCTYPE,
  },
  prolog1: {
    space: "",
    tokens: { ...MISC, [Token.INSTANCE_START]: ["error", "instance"] },
    words: DOCTYPE,
  },
  prolog2: { space: "", tokens: { ...MISC, [Token.INSTANCE_START]: ["error", "instance"] } },
  doctype0: { space: D, tokens: either(["doctype1", "doctypeName"]) },
  doctype1: {
    space: D,
    tokens: {
      [OPEN_BRACKET]: ["internalSubset", "doctypeInternalSubset"],
      [DECL_CLOSE]: ["prolog2", "doctypeClose"],
    },
    words: { SYSTEM: ["doctype3", D], PUBLIC: ["doctype2", D] },
  },
  doctype2: { space: D, tokens: literal("doctype3", "doctypePublicId") },
  doctype3: { space: D, tokens: literal("doctype4", "doctypeSystemId") },
  doctype4: {
    space: D,
    tokens: {
      [OPEN_BRACKET]: ["internalSubset", "doctypeInternalSubset"],
      [DECL_CLOSE]: ["prolog2", "doctypeClose"],
    },
  },
  doctype5: { space: D, tokens: { [DECL_CLOSE]: ["prolog2", "doctypeClose"] } },
  internalSubset: {
    space: "",
    tokens: {
      ...MISC,
      [Token.PARAM_ENTITY_REF]: ["", "paramEntityRef"],
      [Token.CLOSE_BRACKET]: ["doctype5", D],
      [Token.NONE]: ["", ""],
    },
    words: {
      "<!ENTITY": ["entity0", E],
      "<!ATTLIST": ["attlist0", A],
      "<!ELEMENT": ["element0", L],
      "<!NOTATION": ["notation0", N],
    },
  },
  entity0: {
    space: E,
    tokens: { [Token.PERCENT]: ["entity1", E], [NAME]: ["entity2", "generalEntityName"] },
  },
  entity1: { space: E, tokens: { [NAME]: ["entity7", "paramEntityName"] } },
  entity2: {
    space: E,
    tokens: literal("close:" + E, "entityValue"),
    words: { SYSTEM: ["entity4", E], PUBLIC: ["entity3", E] },
  },
  entity3: { space: E, tokens: literal("entity4", "entityPublicId") },
  entity4: { space: E, tokens: literal("entity5", "entitySystemId") },
  entity5: { space: E, tokens: { [DECL_CLOSE]: [TOP, "entityComplete"] }, words: { NDATA: ["entity6", E] } },
  entity6: { space: E, tokens: { [NAME]: ["close:" + E, "entityNotationName"] } },
  entity7: {
    space: E,
    tokens: literal("close:" + E, "entityValue"),
    words: { SYSTEM: ["entity9", E], PUBLIC: ["entity8", E] },
  },
  entity8: { space: E, tokens: literal("entity9", "entityPublicId") },
  entity9: { space: E, tokens: literal("entity10", "entitySystemId") },
  entity10: { space: E, tokens: { [DECL_CLOSE]: [TOP, "entityComplete"] } },
  notation0: { space: N, tokens: { [NAME]: ["notation1", "notationName"] } },
  notation1: { space: N, words: { SYSTEM: ["notation3", N], PUBLIC: ["notation2", N] } },
  notation2: { space: N, tokens: literal("notation4", "notationPublicId") },
  notation3: { space: N, tokens: literal("close:" + N, "notationSystemId") },
  notation4: {
    space: N,
    tokens: { ...literal("close:" + N, "notationSystemId"), [DECL_CLOSE]: [TOP, "notationNoSystemId"] },
  },
  attlist0: { space: A, tokens: either(["attlist1", "attlistElementName"]) },
  attlist1: { space: A, tokens: { ...either(["attlist2", "attributeName"]), [DECL_CLOSE]: [TOP, A] } },
  attlist2: {
    space: A,
    tokens: { [OPEN_PAREN]: ["attlist3", A] },
    words: {
      ...Object.fromEntries(TYPES.map((type): [string, Step] => [type, ["attlist8", "type:" + type]])),
      NOTATION: ["attlist5", A],
    },
  },
  attlist3: {
    space: A,
    tokens: {
      ...either(["attlist4", "attributeEnumValue"]),
      [Token.NMTOKEN]: ["attlist4", "attributeEnumValue"],
    },
  },
  attlist4: { space: A, tokens: { [CLOSE_PAREN]: ["attlist8", A], [OR]: ["attlist3", A] } },
  attlist5: { space: A, tokens: { [OPEN_PAREN]: ["attlist6", A] } },
  attlist6: { space: A, tokens: { [NAME]: ["attlist7", "attributeNotationValue"] } },
  attlist7: { space: A, tokens: { [CLOSE_PAREN]: ["attlist8", A], [OR]: ["attlist6", A] } },
  attlist8: {
    space: A,
    tokens: literal("attlist1", "defaultAttributeValue"),
    words: {
      "#IMPLIED": ["attlist1", "impliedAttributeValue"],
      "#REQUIRED": ["attlist1", "requiredAttributeValue"],
      "#FIXED": ["attlist9", A],
    },
  },
  attlist9: { space: A, tokens: literal("attlist1", "fixedAttributeValue") },
  element0: { space: L, tokens: either(["element1", "elementName"]) },
  element1: {
    space: L,
    tokens: { [OPEN_PAREN]: ["element2", "groupOpen"] },
    words: { EMPTY: ["close:" + L, "contentEmpty"], ANY: ["close:" + L, "contentAny"] },
  },
  element2: {
    space: L,
    tokens: { ...CONTENT_ELEMENTS, [OPEN_PAREN]: ["element6", "groupOpen"] },
    words: { "#PCDATA": ["element3", "contentPcdata"] },
  },
  element3: {
    space: L,
    tokens: {
      [CLOSE_PAREN]: ["close:" + L, "groupClose"],
      [Token.CLOSE_PAREN_ASTERISK]: ["close:" + L, "groupClose*"],
      [OR]: ["element4", L],
    },
  },
  element4: { space: L, tokens: either(["element5", "contentElement"]) },
  element5: {
    space: L,
    tokens: { [Token.CLOSE_PAREN_ASTERISK]: ["close:" + L, "groupClose*"], [OR]: ["element4", L] },
  },
  element6: { space: L, tokens: { ...CONTENT_ELEMENTS, [OPEN_PAREN]: ["", "groupOpen"] } },
  element7: {
    space: L,
    tokens: {
      [CLOSE_PAREN]: ["", "groupClose"],
      [Token.CLOSE_PAREN_ASTERISK]: ["", "groupClose*"],
      [Token.CLOSE_PAREN_QUESTION]: ["", "groupClose?"],
      [Token.CLOSE_PAREN_PLUS]: ["", "groupClose+"],
      [Token.COMMA]: ["element6", "groupSequence"],
      [OR]: ["element6", "groupChoice"],
    },
  },
  condSect0: { space: "", words: { INCLUDE: ["condSect1", ""], IGNORE: ["condSect2", ""] } },
  condSect1: { space: "", tokens: { [OPEN_BRACKET]: ["externalSubset1", "include"] } },
  condSect2: { space: "", tokens: { [OPEN_BRACKET]: ["externalSubset1", "ignoreSection"] } },
};
for (const none of [E, N, L]) {
  (TABLE as { [state: string]: Row })["close:" + none] = {
    space: none,
    tokens: { [DECL_CLOSE]: [TOP, none] },
  };
}

/** Where in the prolog a parser is: plain data. */
export interface PrologState {
  state: string;
  /** Groups that are open in the content of a declared element. */
  level: number;
  /** Sections `<![INCLUDE[` that are open. */
  includes: number;
  /** Whether the document's own text is read, no external subset. */
  documentEntity: boolean;
}

/** The state at the beginning of a document. */
export function documentProlog(): PrologState {
  return { state: "prolog0", level: 0, includes: 0, documentEntity: true };
}

/** The state at the beginning of an external subset or parameter entity. */
export function externalProlog(): PrologState {
  return { state: "externalSubset0", level: 0, includes: 0, documentEntity: false };
}

function outsideTable(prolog: PrologState, token: number): Role | null {
  if (prolog.state === "externalSubset0") {
    prolog.state = "externalSubset1";
    if (token === Token.XML_DECL) return "textDecl";
  }
  if (prolog.state !== "externalSubset1") return null;
  switch (token) {
    case Token.COND_SECT_OPEN:
      prolog.state = "condSect0";
      return "";
    case Token.COND_SECT_CLOSE:
      if (prolog.includes === 0) return "error";
      prolog.includes--;
      return "";
    case Token.CLOSE_BRACKET:
      return "error";
    case Token.NONE:
      return prolog.includes > 0 ? "error" : "";
  }
  return null;
}

/** Goes on by a token, of which `word()` is the text; what it means. */
export function nextRole(prolog: PrologState, token: number, word: () => string): Role {
  if (token === Token.BOM && (prolog.state === "prolog0" || prolog.state === "prolog1")) return "";
  const special = outsideTable(prolog, token);
  if (special === "error") {
    prolog.state = "error";
    return "error";
  }
  if (special !== null) return special;
  const row = TABLE[prolog.state === "externalSubset1" ? "internalSubset" : prolog.state];
  if (row !== undefined) {
    // White space, too, ends what an XML declaration may begin.
    if (token === Token.PROLOG_S && prolog.state === "prolog0") prolog.state = "prolog1";
    if (token === Token.PROLOG_S && row.space !== undefined) return row.space;
    const named = token === Token.NAME || token === Token.DECL_OPEN || token === Token.POUND_NAME;
    const words = named ? row.words : undefined;
    const text = words === undefined ? "" : word();
    const step = words !== undefined && Object.hasOwn(words, text) ? words[text] : row.tokens?.[token];
    if (step !== undefined) return enter(prolog, step[0], step[1]);
  }
  if (!prolog.documentEntity && token === Token.PARAM_ENTITY_REF) return "innerParamEntityRef";
  prolog.state = "error";
  return "error";
}

function enter(prolog: PrologState, state: string, role: Role): Role {
  if (role === "groupOpen") prolog.level++;
  else if (role === "include") {
    prolog.includes++;
    role = "";
  }
  if (role.startsWith("groupClose")) {
    prolog.level--;
    if (prolog.level === 0) state = "close:" + L;
  }
  if (state === TOP) prolog.state = prolog.documentEntity ? "internalSubset" : "externalSubset1";
  else if (state !== "") prolog.state = state;
  return role;
}
