/**
 * Line ends: what a text stream reads as one and how it writes one, on strs of the heap; and
 * `_io.IncrementalNewlineDecoder`.
 *
 * @module
 */
import {
  type Address,
  charAt,
  NEWLINE_BYTES,
  NEWLINE_DECODER,
  NEWLINE_ERRORS,
  NEWLINE_FLAGS,
  NONE,
  T_NEWLINE_DECODER,
  type Value,
} from "@orochi/object";
import { method, newFromType, slot, type TypeDefinition, type Vm } from "@orochi/vm";

/** Line ends that were seen, as bits. */
export const SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4;

/** `newlines` of a stream that has seen some line ends: None, a str, or a tuple of strs. */
export function seenNewlines(vm: Vm, seen: number): Value {
  const ends = [[SEEN_CR, "\r"], [SEEN_LF, "\n"], [SEEN_CRLF, "\r\n"]].filter(([bit]) =>
    (seen & Number(bit)) !== 0
  );
  const strs = ends.map(([, text]) => vm.newStr(String(text)));
  return strs.length === 0 ? NONE : strs.length === 1 ? strs[0] : vm.newTuple(strs);
}

/** Replaces "\n" in a str; a new reference, to the str itself where there is nothing to do. */
export function replaceNewlines(vm: Vm, str: Value, by: string): Value {
  const length = vm.length(str);
  for (let i = 0; i < length; i++) {
    if (charAt(vm.objects, str, i) === 10) return vm.newStr(vm.js(str).replaceAll("\n", by));
  }
  return vm.keep(str);
}

/** Which line ends a text has. */
export function newlinesIn(text: string): number {
  let seen = 0;
  for (let at = text.search(/[\r\n]/); at >= 0 && at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) seen |= SEEN_LF;
    else if (code === 13) {
      if (text.charCodeAt(at + 1) === 10) {
        seen |= SEEN_CRLF;
        at++;
      } else seen |= SEEN_CR;
    }
  }
  return seen;
}

const TRANSLATE = 1, PENDING_CR = 2, SEEN_SHIFT = 2;

function decode(vm: Vm, self: Address, input: Value, final: boolean): Value {
  const decoder = vm.i32[(self + NEWLINE_DECODER) >>> 2];
  const output = decoder === NONE
    ? vm.keep(input)
    : vm.callMethod(decoder, vm.intern("decode"), input, vm.bool(final));
  if (output === 0) return 0;
  if (!vm.isStr(output)) {
    vm.raiseType(`decoder should return a string result, not '${vm.typeName(output)}'`);
    vm.decref(output);
    return 0;
  }
  const word = (self + NEWLINE_FLAGS) >>> 2;
  let text = vm.js(output);
  vm.decref(output);
  if ((vm.i32[word] & PENDING_CR) !== 0 && (text !== "" || final)) {
    text = `\r${text}`;
    vm.i32[word] &= ~PENDING_CR;
  }
  if (!final && text.endsWith("\r")) {
    text = text.slice(0, -1);
    vm.i32[word] |= PENDING_CR;
  }
  vm.i32[word] |= newlinesIn(text) << SEEN_SHIFT;
  if ((vm.i32[word] & TRANSLATE) !== 0) text = text.replace(/\r\n?/g, "\n");
  return vm.newStr(text);
}

function getstate(vm: Vm, self: Address): Value {
  const decoder = vm.i32[(self + NEWLINE_DECODER) >>> 2];
  const pending = (vm.i32[(self + NEWLINE_FLAGS) >>> 2] & PENDING_CR) !== 0 ? 1n : 0n;
  if (decoder === NONE) return vm.newTuple([vm.newBytes(new Uint8Array(0)), vm.newBigInt(pending)]);
  const state = vm.callMethod(decoder, vm.intern("getstate"));
  if (state === 0) return 0;
  if (!vm.isTuple(state) || vm.tupleLength(state) !== 2) {
    vm.decref(state);
    return vm.raiseType("illegal decoder state");
  }
  const result = vm.newTuple([
    vm.keep(vm.tupleItem(state, 0)),
    vm.newBigInt((vm.bigInt(vm.tupleItem(state, 1)) << 1n) | pending),
  ]);
  vm.decref(state);
  return result;
}

function setstate(vm: Vm, self: Address, state: Value): Value {
  if (!vm.isTuple(state) || vm.tupleLength(state) !== 2) {
    return vm.raiseType("state argument must be a tuple");
  }
  const flag = vm.bigInt(vm.tupleItem(state, 1));
  const word = (self + NEWLINE_FLAGS) >>> 2;
  vm.i32[word] = (vm.i32[word] & ~PENDING_CR) | ((flag & 1n) === 1n ? PENDING_CR : 0);
  const decoder = vm.i32[(self + NEWLINE_DECODER) >>> 2];
  if (decoder === NONE) return NONE;
  const inner = vm.newTuple([vm.keep(vm.tupleItem(state, 0)), vm.newBigInt(flag >> 1n)]);
  const result = inner === 0 ? 0 : vm.callMethod(decoder, vm.intern("setstate"), inner);
  vm.decref(inner);
  return result;
}

/** `_io.IncrementalNewlineDecoder`. */
export const newlineDecoderType: TypeDefinition = {
  index: T_NEWLINE_DECODER,
  name: "IncrementalNewlineDecoder",
  module: "_io",
  basicSize: NEWLINE_BYTES,
  subclassable: true,
  doc: "Codec used when reading a file in universal newlines mode.",
  getset: [{
    name: "newlines",
    get: (vm, self) => seenNewlines(vm, vm.i32[(self + NEWLINE_FLAGS) >>> 2] >> SEEN_SHIFT),
  }],
  methods: [
    newFromType((vm, a) => vm.allocLike(vm.i32[a], NEWLINE_BYTES)),
    slot("__init__", "($self, decoder, translate, errors='strict')", (vm, a) => {
      const self = vm.i32[a];
      const translate = vm.truthy(vm.i32[a + 2]);
      if (translate < 0) return 0;
      vm.store((self + NEWLINE_DECODER) >>> 2, vm.keep(vm.i32[a + 1]));
      vm.store((self + NEWLINE_ERRORS) >>> 2, vm.keep(vm.i32[a + 3]) || vm.intern("strict"));
      vm.i32[(self + NEWLINE_FLAGS) >>> 2] = translate === 1 ? TRANSLATE : 0;
      return NONE;
    }),
    method("decode", "($self, input, final=False)", (vm, a) => {
      const final = vm.i32[a + 2] === 0 ? 0 : vm.truthy(vm.i32[a + 2]);
      return final < 0 ? 0 : decode(vm, vm.i32[a], vm.i32[a + 1], final === 1);
    }),
    method("getstate", "($self, /)", (vm, a) => getstate(vm, vm.i32[a])),
    method("setstate", "($self, state, /)", (vm, a) => setstate(vm, vm.i32[a], vm.i32[a + 1])),
    method("reset", "($self, /)", (vm, a) => {
      vm.i32[(vm.i32[a] + NEWLINE_FLAGS) >>> 2] &= TRANSLATE;
      const decoder = vm.i32[(vm.i32[a] + NEWLINE_DECODER) >>> 2];
      return decoder === NONE ? NONE : vm.callMethod(decoder, vm.intern("reset"));
    }),
  ],
};
