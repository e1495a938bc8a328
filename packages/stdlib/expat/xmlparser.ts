/**
 * `pyexpat.xmlparser`.
 *
 * @module
 */
import {
  type Address,
  MODULE_DICT,
  NONE,
  T_XML_PARSER,
  type Value,
  XML_BUFFER_SIZE,
  XML_BYTES,
  XML_FLAGS,
  XML_INTERN,
  XML_PARENT,
} from "@orochi/object";
import { CONTROL_MODULES, type GetSetDefinition, method, type TypeDefinition, type Vm } from "@orochi/vm";
import { copyBytes } from "../bytes_like.ts";
import { errorString, Fault } from "./errors.ts";
import { bindHandlers, Flag, flushCharacters, HANDLER_NAMES } from "./handlers.ts";
import type { Parser } from "./parser.ts";
import {
  beginParsing,
  endParsing,
  firstSave,
  handlerOf,
  openSession,
  parserWord,
  saveIfIdle,
  type Session,
  setHandler,
  stateOf,
} from "./session.ts";

/** Characters that a parser's buffer holds unless the program says otherwise. */
const BUFFER_SIZE = 8192;
/** Bytes that `ParseFile` asks for at a time. */
const FILE_PIECE = 2048;
const MOST = 2 ** 31 - 1;

/** Makes a parser object; `names` is a dict or 0. 0 with MemoryError set. */
export function newParserObject(vm: Vm, parser: Parser, names: Value, parent: Session | null): Value {
  const self = vm.alloc(T_XML_PARSER, XML_BYTES);
  if (self === 0) return 0;
  vm.i32[(self + XML_BUFFER_SIZE) >>> 2] = BUFFER_SIZE;
  vm.i32[(self + XML_INTERN) >>> 2] = vm.keep(names);
  if (parent !== null) {
    vm.i32[(self + XML_PARENT) >>> 2] = vm.keep(parent.self);
    vm.i32[(self + XML_BUFFER_SIZE) >>> 2] = parserWord(vm, parent.self, XML_BUFFER_SIZE);
    vm.i32[(self + XML_FLAGS) >>> 2] = parserWord(vm, parent.self, XML_FLAGS);
    for (let i = 0; i < HANDLER_NAMES.length; i++) {
      const handler = handlerOf(vm, parent.self, i);
      setHandler(vm, self, i, handler);
      vm.decref(handler);
    }
  }
  if (firstSave(vm, self, parser, parent)) return self;
  vm.decref(self);
  return 0;
}

/** Raises ExpatError for an error number where the parser is. Returns 0. */
function raiseExpat(vm: Vm, code: number, parser: Parser): 0 {
  const { line, column } = parser;
  const module = vm.dictGetStr(vm.control(CONTROL_MODULES), "pyexpat");
  const type = module === 0 ? 0 : vm.dictGetStr(vm.i32[(module + MODULE_DICT) >>> 2], "ExpatError");
  if (type === 0) return vm.raise("SystemError", "pyexpat was taken out of sys.modules");
  const message = vm.newStr(`${errorString(code)}: line ${line}, column ${column}`);
  const error = message === 0 ? 0 : vm.call(type, message);
  vm.decref(message);
  if (error === 0) return 0;
  const numbers: [string, number][] = [["code", code], ["offset", column], ["lineno", line]];
  for (const [name, number] of numbers) {
    if (vm.setAttr(error, vm.intern(name), vm.newInt(number))) continue;
    vm.decref(error);
    return 0;
  }
  return vm.raiseObject(error);
}

/** Feeds bytes; false with an error number in the state, or an exception kept. */
function feed(vm: Vm, session: Session, bytes: Uint8Array, final: boolean): boolean {
  bindHandlers(vm, session);
  const good = session.parser.parse(bytes, final);
  return good && !session.failed && flushCharacters(vm, session);
}

/** The result of `Parse`. */
function conclude(vm: Vm, session: Session, good: boolean): Value {
  const { parser, failed } = session;
  if (!endParsing(vm, session)) return 0;
  if (!good && !failed) return raiseExpat(vm, parser.state.errorCode, parser);
  return vm.newInt(1);
}

function parse(vm: Vm, a: number): Value {
  const self = vm.i32[a], data = vm.i32[a + 1];
  const final = vm.i32[a + 2] === 0 ? 0 : vm.truthy(vm.i32[a + 2]);
  if (final < 0) return 0;
  let bytes: Uint8Array | null;
  if (vm.isStr(data)) {
    const encoded = vm.callMethod(data, vm.intern("encode"));
    if (encoded === 0) return 0;
    bytes = copyBytes(vm, encoded);
    vm.decref(encoded);
  } else bytes = copyBytes(vm, data);
  const session = bytes === null ? null : beginParsing(vm, self);
  if (bytes === null || session === null) return 0;
  const { state } = session.parser;
  if (vm.isStr(data) && state.progress === 0) state.decoder.protocol = "utf-8";
  return conclude(vm, session, feed(vm, session, bytes, final > 0));
}

/** The next piece of a file; null with an exception set. */
function readPiece(vm: Vm, read: Value): Uint8Array | null {
  const piece = vm.call(read, vm.newInt(FILE_PIECE));
  if (piece === 0) return null;
  let bytes: Uint8Array | null = null;
  const kind = vm.typeName(piece);
  if (vm.isBytes(piece) || kind === "bytearray") bytes = copyBytes(vm, piece);
  else vm.raiseType(`read() did not return a bytes object (type=${kind})`);
  vm.decref(piece);
  if (bytes !== null && bytes.length > FILE_PIECE) {
    vm.raiseValue(`read() returned too much data: ${FILE_PIECE} bytes requested, ${bytes.length} returned`);
    return null;
  }
  return bytes;
}

function parseFile(vm: Vm, a: number): Value {
  const read = vm.getAttrOptional(vm.i32[a + 1], vm.intern("read"));
  if (read === 0) {
    return vm.failed() ? 0 : vm.raiseType("argument must have 'read' attribute");
  }
  const session = beginParsing(vm, vm.i32[a]);
  if (session === null) {
    vm.decref(read);
    return 0;
  }
  let good = true, over = false;
  while (good && !over) {
    const bytes = readPiece(vm, read);
    if (bytes === null) {
      session.error = vm.takeError();
      session.failed = true;
      break;
    }
    over = bytes.length === 0;
    good = feed(vm, session, bytes, over);
  }
  vm.decref(read);
  return conclude(vm, session, good);
}

function text(vm: Vm, given: string | null): Value {
  return given === null ? NONE : vm.newStr(given);
}

function useForeignDtd(vm: Vm, a: number): Value {
  const flag = vm.i32[a + 1] === 0 ? 1 : vm.truthy(vm.i32[a + 1]);
  if (flag < 0) return 0;
  const session = openSession(vm, vm.i32[a]), { state } = session.parser;
  if (state.progress === 1) {
    return raiseExpat(vm, Fault.CANT_CHANGE_FEATURE_ONCE_PARSING, session.parser);
  }
  state.useForeignDtd = flag > 0;
  return saveIfIdle(vm, session) ? NONE : 0;
}

function createEntityParser(vm: Vm, a: number): Value {
  const context = vm.i32[a + 1], encoding = vm.i32[a + 2];
  if (context !== NONE && !vm.isStr(context)) {
    const kind = vm.typeName(context);
    return vm.raiseType(`ExternalEntityParserCreate() argument 1 must be str or None, not ${kind}`);
  }
  if (encoding !== 0 && !vm.isStr(encoding)) {
    const kind = vm.typeName(encoding);
    return vm.raiseType(`ExternalEntityParserCreate() argument 2 must be str, not ${kind}`);
  }
  const session = openSession(vm, vm.i32[a]);
  const parser = session.parser.ofEntity(
    context === NONE ? null : vm.js(context),
    encoding === 0 ? null : vm.js(encoding),
  );
  return newParserObject(vm, parser, parserWord(vm, vm.i32[a], XML_INTERN), session);
}

const METHODS = [
  method(
    "Parse",
    "($self, data, isfinal=False, /)",
    parse,
    "Parse XML data; isfinal says that it is the last.",
  ),
  method("ParseFile", "($self, file, /)", parseFile, "Parse XML data from a file-like object."),
  method("SetBase", "($self, base, /)", (vm, a) => {
    const base = vm.i32[a + 1];
    if (!vm.isStr(base)) return vm.raiseType(`SetBase() argument must be str, not ${vm.typeName(base)}`);
    const session = openSession(vm, vm.i32[a]);
    session.parser.state.base = vm.js(base);
    return saveIfIdle(vm, session) ? NONE : 0;
  }, "Set the base URL for the parser."),
  method(
    "GetBase",
    "($self, /)",
    (vm, a) => text(vm, stateOf(vm, vm.i32[a]).base),
    "Return the base URL for the parser.",
  ),
  method("GetInputContext", "($self, /)", (vm, a) => {
    const session = openSession(vm, vm.i32[a]);
    return session.inHandler ? vm.newBytes(session.parser.inputContext) : NONE;
  }, "Return the input that caused the current event, and what follows it; None if no handler is active."),
  method(
    "ExternalEntityParserCreate",
    "($self, context, encoding=None, /)",
    createEntityParser,
    "Make a parser for an external entity that a handler was told about.",
  ),
  method("SetParamEntityParsing", "($self, flag, /)", (vm, a) => {
    const flag = vm.index(vm.i32[a + 1]);
    if (Number.isNaN(flag)) return 0;
    const session = openSession(vm, vm.i32[a]), { state } = session.parser;
    if (state.progress === 1) return vm.newInt(0);
    state.paramEntityParsing = flag;
    return saveIfIdle(vm, session) ? vm.newInt(1) : 0;
  }, "Say whether parameter entities, and the external DTD subset, are read."),
  method(
    "UseForeignDTD",
    "($self, flag=True, /)",
    useForeignDtd,
    "Let the program provide an external subset.",
  ),
  method(
    "GetReparseDeferralEnabled",
    "($self, /)",
    (vm, a) => vm.bool(stateOf(vm, vm.i32[a]).deferral),
    "Return whether reparse deferral is on.",
  ),
  method("SetReparseDeferralEnabled", "($self, enabled, /)", (vm, a) => {
    const enabled = vm.truthy(vm.i32[a + 1]);
    if (enabled < 0) return 0;
    const session = openSession(vm, vm.i32[a]);
    session.parser.state.deferral = enabled > 0;
    return saveIfIdle(vm, session) ? NONE : 0;
  }, "Turn reparse deferral on or off."),
];

// -- Attributes

function cannotDelete(vm: Vm): false {
  vm.raise("RuntimeError", "Cannot delete attribute");
  return false;
}

/** Hands waiting characters to their handler outside of `Parse`, or within; false with an exception set. */
function flush(vm: Vm, self: Address): boolean {
  const session = openSession(vm, self);
  if (session.parser.state.characters === "") return true;
  const good = flushCharacters(vm, session), { error } = session;
  if (session.depth === 0) {
    session.error = 0;
    session.failed = false;
    if (!good) vm.setError(error);
    return saveIfIdle(vm, session) && good;
  }
  return true;
}

function handlerAttribute(name: string, index: number): GetSetDefinition {
  return {
    name,
    get: (vm, self) => handlerOf(vm, self, index) || NONE,
    set: (vm, self, value) => {
      if (value === 0) return cannotDelete(vm);
      const isCharacters = name === "CharacterDataHandler", session = openSession(vm, self);
      if (isCharacters && !flush(vm, self)) return false;
      if (session.failed) return true;
      setHandler(vm, self, index, value === NONE ? 0 : value);
      if (name.startsWith("DefaultHandler")) {
        session.parser.state.defaultExpands = name === "DefaultHandlerExpand";
        if (value === NONE) { for (const other of [11, 12]) setHandler(vm, self, other, 0); }
      }
      if (session.depth > 0) {
        bindHandlers(vm, session);
        // Characters of what is being parsed stay with their handler's place, though nobody hears them.
        if (isCharacters && value === NONE && session.inHandler) {
          session.parser.handlers.characterData = () => {};
        }
        return true;
      }
      return !name.startsWith("DefaultHandler") || saveIfIdle(vm, session);
    },
  };
}

function flagAttribute(
  name: string,
  flag: number,
  changed?: (vm: Vm, self: Address, on: boolean) => boolean,
): GetSetDefinition {
  return {
    name,
    get: (vm, self) => vm.bool((parserWord(vm, self, XML_FLAGS) & flag) !== 0),
    set: (vm, self, value) => {
      if (value === 0) return cannotDelete(vm);
      const on = vm.truthy(value);
      if (on < 0 || changed !== undefined && !changed(vm, self, on > 0)) return false;
      const at = (self + XML_FLAGS) >>> 2;
      vm.lock.begin(self);
      vm.i32[at] = on > 0 ? vm.i32[at] | flag : vm.i32[at] & ~flag;
      vm.lock.end();
      return true;
    },
  };
}

function numberAttribute(name: string, read: (parser: Parser) => number): GetSetDefinition {
  return { name, get: (vm, self) => vm.newInt(read(openSession(vm, self).parser)) };
}

function setBufferSize(vm: Vm, self: Address, value: Value): boolean {
  if (value === 0) return cannotDelete(vm);
  if (!vm.isInt(value)) {
    vm.raiseType("buffer_size must be an integer");
    return false;
  }
  const size = vm.bigInt(value);
  if (size <= 0n) {
    vm.raiseValue("buffer_size must be greater than zero");
    return false;
  }
  if (size > BigInt(MOST)) {
    vm.raiseValue(`buffer_size must not be greater than ${MOST}`);
    return false;
  }
  if (!flush(vm, self)) return false;
  vm.i32[(self + XML_BUFFER_SIZE) >>> 2] = Number(size);
  return true;
}

const GETSET: readonly GetSetDefinition[] = [
  ...HANDLER_NAMES.map(handlerAttribute),
  numberAttribute("ErrorCode", (parser) => parser.state.errorCode),
  numberAttribute("ErrorLineNumber", (parser) => parser.line),
  numberAttribute("ErrorColumnNumber", (parser) => parser.column),
  numberAttribute("ErrorByteIndex", (parser) => parser.byteIndex),
  numberAttribute("CurrentLineNumber", (parser) => parser.line),
  numberAttribute("CurrentColumnNumber", (parser) => parser.column),
  numberAttribute("CurrentByteIndex", (parser) => parser.byteIndex),
  {
    name: "buffer_size",
    get: (vm, self) => vm.newInt(parserWord(vm, self, XML_BUFFER_SIZE)),
    set: setBufferSize,
  },
  flagAttribute("buffer_text", Flag.BUFFER_TEXT, (vm, self, on) => on || flush(vm, self)),
  {
    name: "buffer_used",
    get: (vm, self) => vm.newInt(new TextEncoder().encode(stateOf(vm, self).characters).length),
  },
  flagAttribute("namespace_prefixes", Flag.PREFIXES, (vm, self, on) => {
    const session = openSession(vm, self);
    session.parser.state.triplets = on;
    return saveIfIdle(vm, session);
  }),
  flagAttribute("ordered_attributes", Flag.ORDERED),
  flagAttribute("specified_attributes", Flag.SPECIFIED),
  { name: "intern", get: (vm, self) => vm.keep(parserWord(vm, self, XML_INTERN)) || NONE },
];

/** `pyexpat.xmlparser`. */
export const xmlParserType: TypeDefinition = {
  index: T_XML_PARSER,
  name: "xmlparser",
  module: "pyexpat",
  basicSize: XML_BYTES,
  methods: METHODS,
  getset: GETSET,
  doc: "XML parser",
};
