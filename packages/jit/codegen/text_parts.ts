/**
 * What the functions of `text_module.ts` are made of: tests for strs that they know, new ones, copies.
 *
 * @module
 */
import { addAllocFunction } from "@orochi/heap";
import { STR_ASCII, STR_DATA, STR_KIND, STR_KIND_MASK, STR_LENGTH, STR_NARROW, T_STR } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import type { JitHelpers, JitHost } from "../host.ts";
import { addTo } from "./loops.ts";
import { BLOCK_GLOBAL, type Support } from "./runtime_module.ts";
import { needType } from "./type_tests.ts";

/** Longer strs are left to the long way, which has no more to do for them than to copy. */
export const LONGEST = 1 << 16;
/** Up to this many bytes are copied word by word, which costs less than the call that `memory.copy` is. */
const SHORT_COPY = 64;

/** What the functions of the module share. */
export interface TextParts {
  readonly support: Support;
  readonly host: JitHost;
  /** `(to, from, bytes)`: copies bytes. */
  readonly copy: number;
  /** `(length, STR_NARROW and STR_ASCII or not) -> str`, its characters to be written; 0 without an exception when memory is exhausted. */
  readonly newText: number;
}

/** Adds what the functions of a module share. */
export function addTextParts(support: Support, host: JitHost): TextParts {
  return { support, host, copy: addCopy(support), newText: addNewText(support, host) };
}

/** Branches unless a local holds an exact str of one-byte characters, or of ASCII ones. */
export function needText(f: FunctionBuilder, value: number, slow: Label, ascii = false): void {
  const kind = ascii ? STR_NARROW | STR_ASCII : STR_NARROW;
  needType(f, value, T_STR, slow);
  f.localGet(value);
  f.i32Load(STR_KIND);
  f.i32Const(kind | STR_KIND_MASK);
  f.i32And();
  f.i32Const(kind);
  f.i32Ne();
  f.brIf(slow);
}

/**
 * Ends the block of what is done here, whose label led to the long way, and the function: what it can't do, the helper
 * whose place it takes does with the same arguments.
 */
export function endWithLongWay({ support }: TextParts, f: FunctionBuilder, helper: keyof JitHelpers): void {
  f.end();
  f.type.params.forEach((_, parameter) => f.localGet(parameter));
  f.call(support.helper[helper]);
  f.end();
}

/** Returns the object in a local, with one reference more. */
export function returnKept({ host, support }: TextParts, f: FunctionBuilder, object: number): void {
  host.refcount.incref(f, object, support.context);
  f.localGet(object);
  f.return();
}

/** Returns the str of the one character whose code is pushed. */
export function returnCharacter({ host }: TextParts, f: FunctionBuilder, pushCode: () => void): void {
  pushCode();
  f.i32Const(2);
  f.i32Shl();
  f.i32Load(host.characters());
  f.return();
}

function addCopy({ module }: Support): number {
  const f = module.addFunction("copy", [I32, I32, I32], []);
  const to = 0, from = 1, bytes = 2;
  f.localGet(bytes);
  f.i32Const(SHORT_COPY);
  f.i32GtU();
  f.if();
  f.localGet(to);
  f.localGet(from);
  f.localGet(bytes);
  f.memoryCopy();
  f.return();
  f.end();
  const tail = f.block(), next = f.loop();
  f.localGet(bytes);
  f.i32Const(8);
  f.i32LtU();
  f.brIf(tail);
  f.localGet(to);
  f.localGet(from);
  f.i64Load();
  f.i64Store();
  addTo(f, to, 8);
  addTo(f, from, 8);
  addTo(f, bytes, -8);
  f.br(next);
  f.end();
  f.end();
  const rest = (size: number, move: () => void) => {
    f.localGet(bytes);
    f.i32Const(size);
    f.i32And();
    f.if();
    f.localGet(to);
    f.localGet(from);
    move();
    addTo(f, to, size);
    addTo(f, from, size);
    f.end();
  };
  rest(4, () => {
    f.i32Load();
    f.i32Store();
  });
  rest(2, () => {
    f.i32Load16U();
    f.i32Store16();
  });
  rest(1, () => {
    f.i32Load8U();
    f.i32Store8();
  });
  f.end();
  return f.index;
}

function addNewText({ module, helper, context }: Support, host: JitHost): number {
  const alloc = addAllocFunction(module, { headerBytes: host.headerBytes, slow: helper.allocObject });
  const f = module.addFunction("newText", [I32, I32], [I32]);
  const length = 0, kind = 1, str = f.newLocal(I32);
  f.globalGet(BLOCK_GLOBAL);
  f.localGet(length);
  f.i32Const(STR_DATA);
  f.i32Add();
  f.call(alloc);
  f.localTee(str);
  f.i32Eqz();
  f.if();
  f.i32Const(0);
  f.return();
  f.end();
  f.localGet(str);
  f.localGet(length);
  f.i64ExtendI32U();
  // The hash behind the length is not known yet.
  f.i64Store(STR_LENGTH);
  f.localGet(str);
  f.localGet(kind);
  f.i32Const(T_STR);
  f.i32Or();
  f.i32Store();
  host.refcount.init(f, str, context);
  f.localGet(str);
  f.end();
  return f.index;
}
