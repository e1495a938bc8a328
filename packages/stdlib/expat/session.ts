/**
 * Parsers at work. A parser's state lies in the heap as text; it becomes an object here while a Worker uses it, and
 * text again afterwards, so that any Worker can go on. The parsers of parameter entities share the declarations of the
 * parser that made them.
 *
 * @module
 */
import {
  type Address,
  NONE,
  type Value,
  XML_BUSY,
  XML_DTD,
  XML_HANDLER_COUNT,
  XML_HANDLERS,
  XML_PARENT,
  XML_STATE,
  XML_VERSION,
} from "@orochi/object";
import type { Vm } from "@orochi/vm";
import { Parser } from "./parser.ts";
import { type ParserState, reviveDtd, reviveState, saveDtd } from "./state.ts";

/** A parser at work. */
export interface Session {
  readonly self: Address;
  readonly parser: Parser;
  /** The session of the parser that made this one. */
  readonly parent: Session | null;
  /** Number of the state in the heap that this is the same as. */
  version: number;
  /** Calls of `Parse` that are going on: 0 or 1. */
  depth: number;
  /** Whether a handler runs. */
  inHandler: boolean;
  /** What a handler raised (owned), or 0. */
  error: Value;
  /** Whether a handler failed: no more of them are called. */
  failed: boolean;
}

/** The sessions of a Worker. */
class Sessions {
  /** Of parsers that are in the midst of `Parse`. */
  readonly active: Map<Address, Session> = new Map();
  /** The one that was used last: it needn't be read again if nobody else has used the parser. */
  last: Session | null = null;
}

const byVm: WeakMap<Vm, Sessions> = new WeakMap();

function sessionsOf(vm: Vm): Sessions {
  let sessions = byVm.get(vm);
  if (sessions === undefined) byVm.set(vm, sessions = new Sessions());
  return sessions;
}

/** A word of the parser. */
export function parserWord(vm: Vm, self: Address, offset: number): number {
  return vm.i32[(self + offset) >>> 2];
}

/** Replaces a word that holds a Value by a new one (stolen); false if that is 0, an operation that failed. */
export function replaceWord(vm: Vm, self: Address, offset: number, value: Value): boolean {
  if (value === 0) return false;
  const at = (self + offset) >>> 2;
  vm.lock.begin(self);
  const old = vm.i32[at];
  vm.i32[at] = value;
  vm.lock.end();
  vm.decref(old);
  return true;
}

function textOf(vm: Vm, self: Address, offset: number): string {
  vm.lock.begin(self);
  const value = vm.keep(parserWord(vm, self, offset));
  vm.lock.end();
  const text = vm.js(value);
  vm.decref(value);
  return text;
}

function newSession(self: Address, parser: Parser, parent: Session | null, version: number): Session {
  return { self, parser, parent, version, depth: 0, inHandler: false, error: 0, failed: false };
}

/** The session of a parser. */
export function openSession(vm: Vm, self: Address): Session {
  const sessions = sessionsOf(vm), active = sessions.active.get(self);
  if (active !== undefined) return active;
  const version = parserWord(vm, self, XML_VERSION), { last } = sessions;
  if (last !== null && last.self === self && last.version === version) return last;
  const parentParser = parserWord(vm, self, XML_PARENT);
  const parent = parentParser === 0 ? null : openSession(vm, parentParser);
  const state = reviveState(textOf(vm, self, XML_STATE));
  const dtd = state.paramEntity && parent !== null ? parent.parser.dtd : reviveDtd(textOf(vm, self, XML_DTD));
  return newSession(self, new Parser(state, dtd, parent?.parser.accounting ?? null), parent, version);
}

/** Writes a parser's state into the heap; false with MemoryError set. */
export function saveSession(vm: Vm, session: Session): boolean {
  const { self, parser, parent } = session, sessions = sessionsOf(vm);
  const { state } = parser;
  const sharesDtd = state.paramEntity && parent !== null;
  const settled = sharesDtd || state.phase === "content" || state.phase === "epilog";
  const saved = replaceWord(vm, self, XML_STATE, vm.newStr(JSON.stringify(state))) &&
    (settled && parserWord(vm, self, XML_DTD) !== NONE ||
      replaceWord(vm, self, XML_DTD, vm.newStr(saveDtd(parser.dtd))));
  session.version = vm.newVersion();
  vm.i32[(self + XML_VERSION) >>> 2] = session.version;
  if (parent === null) sessions.last = session;
  return saved && (parent === null || parent.depth > 0 || saveSession(vm, parent));
}

/** Writes the state if no `Parse` that goes on will do so. */
export function saveIfIdle(vm: Vm, session: Session): boolean {
  return session.depth > 0 || saveSession(vm, session);
}

/** Gives a new object its first state; false with MemoryError set. */
export function firstSave(vm: Vm, self: Address, parser: Parser, parent: Session | null): boolean {
  return replaceWord(vm, self, XML_DTD, NONE) && saveSession(vm, newSession(self, parser, parent, 0));
}

/** The state of a parser, to look at. */
export function stateOf(vm: Vm, self: Address): ParserState {
  return openSession(vm, self).parser.state;
}

/** Begins `Parse`; null with RuntimeError set if the parser is at it already. */
export function beginParsing(vm: Vm, self: Address): Session | null {
  vm.lock.begin(self);
  const at = (self + XML_BUSY) >>> 2, busy = vm.i32[at] !== 0;
  if (!busy) vm.i32[at] = vm.slot;
  vm.lock.end();
  if (busy) {
    vm.raise("RuntimeError", "the parser is already parsing");
    return null;
  }
  const session = openSession(vm, self);
  session.depth = 1;
  sessionsOf(vm).active.set(self, session);
  return session;
}

/** Ends `Parse`; false with an exception set: that of a handler, or MemoryError. */
export function endParsing(vm: Vm, session: Session): boolean {
  const { self, error } = session;
  sessionsOf(vm).active.delete(self);
  session.depth = 0;
  const saved = saveSession(vm, session);
  vm.i32[(self + XML_BUSY) >>> 2] = 0;
  session.error = 0;
  session.failed = false;
  if (error === 0) return saved;
  if (!saved) vm.clearError();
  vm.setError(error);
  return false;
}

/** A handler (a new reference), or 0. */
export function handlerOf(vm: Vm, self: Address, index: number): Value {
  vm.lock.begin(self);
  const value = vm.keep(parserWord(vm, self, XML_HANDLERS + 4 * index));
  vm.lock.end();
  return value;
}

/** Forgets all handlers. */
export function clearHandlers(vm: Vm, self: Address): void {
  for (let i = 0; i < XML_HANDLER_COUNT; i++) setHandler(vm, self, i, 0);
}

/** Sets a handler (borrowed; 0: none). */
export function setHandler(vm: Vm, self: Address, index: number, handler: Value): void {
  const at = (self + XML_HANDLERS + 4 * index) >>> 2;
  vm.incref(handler);
  vm.lock.begin(self);
  const old = vm.i32[at];
  vm.i32[at] = handler;
  vm.lock.end();
  vm.decref(old);
}
