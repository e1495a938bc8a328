/**
 * The parser's events as calls of Python's handlers.
 *
 * @module
 */
import { type Address, NONE, type Value, XML_BUFFER_SIZE, XML_FLAGS, XML_INTERN } from "@orochi/object";
import type { Vm } from "@orochi/vm";
import type { ModelNode } from "./state.ts";
import { clearHandlers, handlerOf, parserWord, type Session } from "./session.ts";

/** Settings. */
export const Flag = { BUFFER_TEXT: 1, ORDERED: 2, SPECIFIED: 4, PREFIXES: 8 } as const;

/** Names of the handlers, in order. */
export const HANDLER_NAMES = [
  "StartElementHandler",
  "EndElementHandler",
  "ProcessingInstructionHandler",
  "CharacterDataHandler",
  "UnparsedEntityDeclHandler",
  "NotationDeclHandler",
  "StartNamespaceDeclHandler",
  "EndNamespaceDeclHandler",
  "CommentHandler",
  "StartCdataSectionHandler",
  "EndCdataSectionHandler",
  "DefaultHandler",
  "DefaultHandlerExpand",
  "NotStandaloneHandler",
  "ExternalEntityRefHandler",
  "StartDoctypeDeclHandler",
  "EndDoctypeDeclHandler",
  "EntityDeclHandler",
  "XmlDeclHandler",
  "ElementDeclHandler",
  "AttlistDeclHandler",
  "SkippedEntityHandler",
] as const;

/** A handler's name. */
export type HandlerName = typeof HANDLER_NAMES[number];

const CHARACTER_DATA = HANDLER_NAMES.indexOf("CharacterDataHandler");

function hasFlag(vm: Vm, self: Address, flag: number): boolean {
  return (parserWord(vm, self, XML_FLAGS) & flag) !== 0;
}

/** A name as a str, the same one each time. */
export function internName(vm: Vm, self: Address, text: string): Value {
  const name = vm.newStr(text), names = parserWord(vm, self, XML_INTERN);
  if (name === 0 || names === 0) return name;
  vm.lock.begin(names);
  const known = vm.keep(vm.dictGet(names, name));
  vm.lock.end();
  if (known !== 0) {
    vm.decref(name);
    return known;
  }
  if (!vm.failed() && vm.dictSet(names, name, name)) return name;
  vm.decref(name);
  return 0;
}

/** What a handler raised ends all handlers; parsing goes on in silence, and then the exception goes on. */
function fail(vm: Vm, session: Session): void {
  if (session.error === 0) session.error = vm.takeError();
  else vm.clearError();
  session.failed = true;
  clearHandlers(vm, session.self);
  bindHandlers(vm, session);
}

/** Calls a handler with arguments (stolen; one that is 0 failed). A new reference, 0 if that failed. */
function callHandler(vm: Vm, session: Session, index: number, args: Value[]): Value {
  let result = 0;
  if (!args.includes(0)) {
    const handler = handlerOf(vm, session.self, index), before = session.inHandler;
    session.inHandler = true;
    // A handler may have been taken away by the one before, which the parser then hears too late.
    result = handler === 0 ? NONE : vm.call(handler, ...args);
    session.inHandler = before;
    vm.decref(handler);
  }
  for (const arg of args) vm.decref(arg);
  if (result === 0) fail(vm, session);
  return result;
}

/** Hands characters that wait to their handler; whether that went well. */
export function flushCharacters(vm: Vm, session: Session): boolean {
  const { state } = session.parser;
  if (state.characters === "") return !session.failed;
  const text = state.characters;
  state.characters = "";
  return callCharacters(vm, session, text);
}

function callCharacters(vm: Vm, session: Session, text: string): boolean {
  const result = callHandler(vm, session, CHARACTER_DATA, [vm.newStr(text)]);
  vm.decref(result);
  return result !== 0;
}

function takeCharacters(vm: Vm, session: Session, text: string): void {
  const { self, parser: { state } } = session;
  if (!hasFlag(vm, self, Flag.BUFFER_TEXT)) {
    callCharacters(vm, session, text);
    return;
  }
  const size = parserWord(vm, self, XML_BUFFER_SIZE), length = lengthOf(text);
  if (lengthOf(state.characters) + length > size) {
    if (!flushCharacters(vm, session)) return;
    // The handler may have taken itself away.
    if (session.parser.handlers.characterData === null) return;
  }
  if (length > size) callCharacters(vm, session, text);
  else state.characters += text;
}

/** Bytes of a text in UTF-8, which is what a buffer's size counts. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) length += unit < 0x800 || unit >= 0xd800 && unit < 0xe000 ? 1 : 2;
  }
  return length;
}

function attributesOf(vm: Vm, self: Address, words: readonly string[]): Value {
  const items: Value[] = [];
  for (let i = 0; i < words.length; i++) {
    items.push(i % 2 === 0 ? internName(vm, self, words[i]) : vm.newStr(words[i]));
  }
  let made = 0;
  if (!items.includes(0)) {
    if (hasFlag(vm, self, Flag.ORDERED)) return vm.newList(items);
    made = vm.newDict();
    for (let i = 0; made !== 0 && i < items.length; i += 2) {
      if (vm.dictSet(made, items[i], items[i + 1])) continue;
      vm.decref(made);
      made = 0;
    }
  }
  for (const item of items) vm.decref(item);
  return made;
}

/** The model of an element's content as nested tuples: type, quantifier, name, parts. */
function modelTuple(vm: Vm, self: Address, model: readonly ModelNode[]): Value {
  const depths: number[] = [], children: Value[][] = model.map(() => []);
  for (const { parent } of model) {
    depths.push(parent < 0 ? 1 : depths[parent] + 1);
    if (depths[depths.length - 1] > vm.recursionLimit) {
      return vm.raise("RecursionError", "maximum recursion depth exceeded");
    }
  }
  // From the last on: a part's own parts come behind it.
  for (let i = model.length - 1; i >= 0; i--) {
    const { type, quantifier, name, parent } = model[i];
    const shown = name === null ? NONE : internName(vm, self, name);
    const inner = vm.newTuple(children[i].reverse());
    children[i] = [];
    const whole = shown !== 0 && inner !== 0;
    const made = whole ? vm.newTuple([vm.newInt(type), vm.newInt(quantifier), shown, inner]) : 0;
    if (made === 0) {
      if (!whole) { for (const value of [shown, inner]) vm.decref(value); }
      for (const value of children.flat()) vm.decref(value);
      return 0;
    }
    if (parent < 0) return made;
    children[parent].push(made);
  }
  return 0;
}

/** Sets what the parser calls by the handlers that there are. */
export function bindHandlers(vm: Vm, session: Session): void {
  const { self, parser } = session, { handlers, state } = parser;
  const text = (given: string | null): Value => given === null ? NONE : vm.newStr(given);
  const name = (given: string | null): Value => given === null ? NONE : internName(vm, self, given);
  const number = (given: boolean | number): Value => vm.newInt(Number(given));
  const has = (handler: HandlerName): boolean => {
    const value = handlerOf(vm, self, HANDLER_NAMES.indexOf(handler));
    vm.decref(value);
    return value !== 0;
  };
  /** Calls a handler; false if it failed, or characters before it. */
  const call = (handler: HandlerName, args: () => Value[]): boolean => {
    if (!flushCharacters(vm, session)) return false;
    const result = callHandler(vm, session, HANDLER_NAMES.indexOf(handler), args());
    vm.decref(result);
    return result !== 0;
  };
  /** Likewise of one whose result is a truth. */
  const ask = (handler: HandlerName, args: () => Value[]): boolean => {
    if (!flushCharacters(vm, session)) return false;
    const result = callHandler(vm, session, HANDLER_NAMES.indexOf(handler), args());
    if (result === 0) return false;
    const answer = vm.index(result);
    vm.decref(result);
    if (!Number.isNaN(answer)) return answer !== 0;
    fail(vm, session);
    return false;
  };
  handlers.startElement = has("StartElementHandler")
    ? (element, attributes, specified) => {
      const given = hasFlag(vm, self, Flag.SPECIFIED) ? attributes.slice(0, specified) : attributes;
      call("StartElementHandler", () => {
        const attributeWords = attributesOf(vm, self, given);
        return [name(element), attributeWords];
      });
    }
    : null;
  handlers.endElement = has("EndElementHandler")
    ? (element) => void call("EndElementHandler", () => [name(element)])
    : null;
  handlers.instruction = has("ProcessingInstructionHandler")
    ? (target, data) => void call("ProcessingInstructionHandler", () => [name(target), text(data)])
    : null;
  handlers.characterData = has("CharacterDataHandler") ? (data) => takeCharacters(vm, session, data) : null;
  handlers.unparsedEntity = has("UnparsedEntityDeclHandler")
    ? (entity) =>
      void call(
        "UnparsedEntityDeclHandler",
        () => [entity.name, entity.base, entity.systemId, entity.publicId, entity.notation].map(name),
      )
    : null;
  handlers.notation = has("NotationDeclHandler")
    ? (...words) => void call("NotationDeclHandler", () => words.map(name))
    : null;
  handlers.startNamespace = has("StartNamespaceDeclHandler")
    ? (...words) => void call("StartNamespaceDeclHandler", () => words.map(name))
    : null;
  handlers.endNamespace = has("EndNamespaceDeclHandler")
    ? (prefix) => void call("EndNamespaceDeclHandler", () => [name(prefix)])
    : null;
  handlers.comment = has("CommentHandler") ? (data) => void call("CommentHandler", () => [text(data)]) : null;
  handlers.startCdata = has("StartCdataSectionHandler")
    ? () => void call("StartCdataSectionHandler", () => [])
    : null;
  handlers.endCdata = has("EndCdataSectionHandler")
    ? () => void call("EndCdataSectionHandler", () => [])
    : null;
  const fallback = state.defaultExpands ? "DefaultHandlerExpand" : "DefaultHandler";
  const used = has(fallback)
    ? fallback
    : has("DefaultHandler")
    ? "DefaultHandler"
    : has("DefaultHandlerExpand")
    ? "DefaultHandlerExpand"
    : null;
  handlers.fallback = used === null ? null : (data) => void call(used, () => [text(data)]);
  handlers.notStandalone = has("NotStandaloneHandler") ? () => ask("NotStandaloneHandler", () => []) : null;
  handlers.externalEntity = session.failed
    ? () => false
    : has("ExternalEntityRefHandler")
    ? (context, ...words) => ask("ExternalEntityRefHandler", () => [text(context), ...words.map(name)])
    : null;
  handlers.startDoctype = has("StartDoctypeDeclHandler")
    ? (doctype, systemId, publicId, internal) =>
      void call(
        "StartDoctypeDeclHandler",
        () => [name(doctype), name(systemId), name(publicId), number(internal)],
      )
    : null;
  handlers.endDoctype = has("EndDoctypeDeclHandler")
    ? () => void call("EndDoctypeDeclHandler", () => [])
    : null;
  handlers.entity = has("EntityDeclHandler")
    ? (entity) =>
      void call("EntityDeclHandler", () => [
        name(entity.name),
        number(entity.parameter),
        text(entity.text),
        ...[entity.base, entity.systemId, entity.publicId, entity.notation].map(name),
      ])
    : null;
  handlers.xmlDeclaration = has("XmlDeclHandler")
    ? (version, encoding, standalone) =>
      void call("XmlDeclHandler", () => [text(version), text(encoding), number(standalone)])
    : null;
  handlers.element = has("ElementDeclHandler")
    ? (element, model) => void call("ElementDeclHandler", () => [name(element), modelTuple(vm, self, model)])
    : null;
  handlers.attlist = has("AttlistDeclHandler")
    ? (element, attribute, type, value, required) =>
      void call(
        "AttlistDeclHandler",
        () => [name(element), name(attribute), text(type), text(value), number(required)],
      )
    : null;
  handlers.skippedEntity = has("SkippedEntityHandler")
    ? (entity, parameter) => void call("SkippedEntityHandler", () => [name(entity), number(parameter)])
    : null;
  handlers.unknownEncoding = (encoding) => encodingMap(vm, session, encoding);
}

/** The characters of the 256 bytes of a codec of Python; null if it isn't one of single bytes. */
function encodingMap(vm: Vm, session: Session, encoding: string): number[] | null {
  if (session.failed) return null;
  const bytes = vm.newBytes(Uint8Array.from({ length: 256 }, (_, i) => i));
  const name = vm.newStr(encoding), how = vm.newStr("replace");
  const decoded = bytes === 0 || name === 0 || how === 0
    ? 0
    : vm.callMethod(bytes, vm.intern("decode"), name, how);
  for (const made of [bytes, name, how]) vm.decref(made);
  if (decoded === 0) {
    fail(vm, session);
    return null;
  }
  const characters = [...vm.js(decoded)].map((char) => char.codePointAt(0) as number);
  vm.decref(decoded);
  if (characters.length !== 256) {
    vm.raiseValue("multi-byte encodings are not supported");
    fail(vm, session);
    return null;
  }
  // What is ASCII in the document's beginning has to be ASCII in it.
  for (let i = 0; i < 128; i++) if (characters[i] !== i && characters[i] !== 0xfffd) return null;
  return characters.map((char) => char === 0xfffd || char > 0xffff ? -1 : char);
}
