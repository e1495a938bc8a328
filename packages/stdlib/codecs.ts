/**
 * `_codecs`: the registry of encodings and error handlers, and the stateless coders of every built-in encoding.
 *
 * @module
 */
import { NONE, type Value } from "@orochi/object";
import { type NativeDefinition, nativeFunction, type NativeModule, type Vm } from "@orochi/vm";
import * as text from "@orochi/vm/text";
import { handlerFunctions, registerHandlers } from "./codec_handlers.ts";

/** `(result, length)` of a result (stolen). */
function pair(vm: Vm, result: Value, length: number): Value {
  return result === 0 ? 0 : vm.newTuple([result, vm.newInt(length)]);
}

/** The errors argument: absence and None mean strict; null with TypeError set. */
function errorsOf(vm: Vm, value: Value): string | null {
  return value === NONE ? "strict" : text.textArgument(vm, value, "argument 'errors'", "strict");
}

/** An encoder `(str, errors=None, /)`; more parameters may follow. */
function encoder(
  name: string,
  extra: string,
  encode: (vm: Vm, str: Value, errors: string, a: number) => Value,
): NativeDefinition {
  return nativeFunction(`${name}_encode`, `(str, errors=None, ${extra}/)`, (vm, a) => {
    const str = vm.i32[a];
    if (!vm.isStr(str)) {
      return vm.raiseType(`${name}_encode() argument 1 must be str, not ${vm.typeName(str)}`);
    }
    const errors = errorsOf(vm, vm.i32[a + 1]);
    return errors === null ? 0 : pair(vm, encode(vm, str, errors, a), text.lengthOf(vm, str));
  });
}

/** What a decoder fills in besides its result. */
interface Progress {
  consumed: number;
}

type Decode = (vm: Vm, from: number, length: number, errors: string, a: number, progress: Progress) => Value;

/** A decoder `(data, errors=None, ... /)`; `text` ones take a str, too, as its UTF-8. */
function decoder(name: string, extra: string, takesStr: boolean, decode: Decode): NativeDefinition {
  return nativeFunction(`${name}_decode`, `(data, errors=None, ${extra}/)`, (vm, a) => {
    const errors = errorsOf(vm, vm.i32[a + 1]);
    if (errors === null) return 0;
    const data = takesStr && vm.isStr(vm.i32[a])
      ? text.encodeUtf8(vm, vm.i32[a], "strict")
      : vm.keep(vm.i32[a]);
    const buffer = data === 0 ? null : text.openBytes(vm, data);
    let result: Value = 0;
    if (buffer !== null) {
      const progress: Progress = { consumed: buffer.length };
      result = pair(vm, decode(vm, buffer.address, buffer.length, errors, a, progress), progress.consumed);
      text.releaseBuffer(vm, buffer);
    }
    vm.decref(data);
    return result;
  });
}

/** Whether a `final` argument says that no more input follows. */
function isFinal(vm: Vm, value: Value, missing = false): boolean {
  return value === 0 ? missing : vm.truthy(value) === 1;
}

function wideCoders(width: 2 | 4): NativeDefinition[] {
  const base = `utf_${width * 8}`;
  const orders: [string, text.ByteOrder][] = [["_le", -1], ["_be", 1]];
  const orderOf = (vm: Vm, value: Value): text.ByteOrder => {
    const order = value === 0 ? 0 : vm.index(value);
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  };
  const decode = (order: text.ByteOrder): Decode => (vm, from, length, errors, a, progress) => {
    const state = { consumed: 0, order };
    const result = text.decodeWide(vm, from, length, width, state, errors, !isFinal(vm, vm.i32[a + 2]));
    progress.consumed = state.consumed;
    return result;
  };
  return [
    encoder(base, "byteorder=0, ", (vm, str, errors, a) => {
      return text.encodeWide(vm, str, width, orderOf(vm, vm.i32[a + 2]), errors);
    }),
    decoder(base, "final=False, ", false, decode(0)),
    ...orders.flatMap(([suffix, order]) => [
      encoder(base + suffix, "", (vm, str, errors) => text.encodeWide(vm, str, width, order, errors)),
      decoder(base + suffix, "final=False, ", false, decode(order)),
    ]),
    nativeFunction(`${base}_ex_decode`, "(data, errors=None, byteorder=0, final=False, /)", (vm, a) => {
      const errors = errorsOf(vm, vm.i32[a + 1]);
      const buffer = errors === null ? null : text.openBytes(vm, vm.i32[a]);
      if (buffer === null) return 0;
      const state = { consumed: 0, order: orderOf(vm, vm.i32[a + 2]) };
      const partial = !isFinal(vm, vm.i32[a + 3]);
      const result = text.decodeWide(vm, buffer.address, buffer.length, width, state, errors!, partial);
      text.releaseBuffer(vm, buffer);
      return result === 0 ? 0 : vm.newTuple([result, vm.newInt(state.consumed), vm.newInt(state.order)]);
    }),
  ];
}

/** The mapping argument of a charmap coder, 0 where there is none. */
function mappingOf(vm: Vm, a: number): Value {
  return vm.i32[a + 2] === NONE ? 0 : vm.i32[a + 2];
}

const coders: readonly NativeDefinition[] = [
  encoder("utf_8", "", text.encodeUtf8),
  decoder("utf_8", "final=False, ", false, (vm, from, length, errors, a, progress) => {
    return text.decodeUtf8(vm, from, length, errors, isFinal(vm, vm.i32[a + 2]) ? null : progress);
  }),
  encoder("utf_7", "", (vm, str) => text.encodeUtf7(vm, str)),
  decoder("utf_7", "final=False, ", false, (vm, from, length, errors, a, progress) => {
    return text.decodeUtf7(vm, from, length, errors, !isFinal(vm, vm.i32[a + 2]), progress);
  }),
  ...wideCoders(2),
  ...wideCoders(4),
  encoder("ascii", "", (vm, str, errors) => text.encodeNarrow(vm, str, 128, errors)),
  decoder("ascii", "", false, text.decodeAscii),
  encoder("latin_1", "", (vm, str, errors) => text.encodeNarrow(vm, str, 256, errors)),
  decoder("latin_1", "", false, (vm, from, length) => text.decodeLatin1(vm, from, length)),
  encoder("charmap", "mapping=None, ", (vm, str, errors, a) => {
    const mapping = mappingOf(vm, a);
    return mapping === 0
      ? text.encodeNarrow(vm, str, 256, errors)
      : text.encodeCharmap(vm, str, errors, mapping);
  }),
  decoder("charmap", "mapping=None, ", false, (vm, from, length, errors, a) => {
    const mapping = mappingOf(vm, a);
    return mapping === 0
      ? text.decodeLatin1(vm, from, length)
      : text.decodeCharmap(vm, from, length, errors, mapping);
  }),
  nativeFunction("charmap_build", "(map, /)", (vm, a) => {
    if (vm.isStr(vm.i32[a])) return text.buildCharmap(vm, vm.i32[a]);
    return vm.raiseType(`charmap_build() argument must be str, not ${vm.typeName(vm.i32[a])}`);
  }),
  encoder("unicode_escape", "", (vm, str) => text.encodeUnicodeEscape(vm, str)),
  decoder("unicode_escape", "final=True, ", true, (vm, from, length, errors, a, progress) => {
    return text.decodeUnicodeEscape(
      vm,
      from,
      length,
      errors,
      false,
      !isFinal(vm, vm.i32[a + 2], true),
      progress,
    );
  }),
  encoder("raw_unicode_escape", "", (vm, str) => text.encodeRawUnicodeEscape(vm, str)),
  decoder("raw_unicode_escape", "final=True, ", true, (vm, from, length, errors, a, progress) => {
    return text.decodeUnicodeEscape(
      vm,
      from,
      length,
      errors,
      true,
      !isFinal(vm, vm.i32[a + 2], true),
      progress,
    );
  }),
  decoder("escape", "", true, text.decodeByteEscapes),
  nativeFunction("escape_encode", "(data, errors=None, /)", (vm, a) => {
    const data = vm.i32[a];
    if (!text.isBytes(vm, data)) {
      return vm.raiseType(`escape_encode() argument 1 must be bytes, not ${vm.typeName(data)}`);
    }
    const length = text.sizeOf(vm, data);
    return pair(vm, text.encodeByteEscapes(vm, text.dataOf(vm, data), length), length);
  }),
  nativeFunction("readbuffer_encode", "(data, errors=None, /)", (vm, a) => {
    const data = vm.isStr(vm.i32[a]) ? text.encodeUtf8(vm, vm.i32[a], "strict") : vm.keep(vm.i32[a]);
    const buffer = data === 0 ? null : text.openBytes(vm, data);
    let result: Value = 0;
    if (buffer !== null) {
      result = pair(vm, text.bytesOfHeap(vm, buffer.address, buffer.length), buffer.length);
      text.releaseBuffer(vm, buffer);
    }
    vm.decref(data);
    return result;
  }),
];

/** `encode` and `decode` of any object by any codec. */
function anyCoder(name: string, part: 0 | 1): NativeDefinition {
  return nativeFunction(name, "(obj, encoding='utf-8', errors='strict')", (vm, a) => {
    const encoding = text.textArgument(vm, vm.i32[a + 1], `${name}() argument 'encoding'`, "utf-8");
    const errors = encoding === null
      ? null
      : text.textArgument(vm, vm.i32[a + 2], `${name}() argument 'errors'`, "strict");
    const codec = errors === null ? 0 : text.lookupCodec(vm, encoding!);
    if (codec === 0) return 0;
    const result = text.runCodec(vm, codec, part, vm.i32[a], vm.i32[a + 2]);
    vm.decref(codec);
    if (result === 0) {
      vm.addNote(`${part === 0 ? "encoding" : "decoding"} with '${encoding}' codec failed`);
    }
    return result;
  }, `${part === 0 ? "Encodes" : "Decodes"} obj using the codec registered for encoding.`);
}

const registry: readonly NativeDefinition[] = [
  nativeFunction("register", "(search_function, /)", (vm, a) => {
    if (vm.lookupSpecial(vm.i32[a], vm.names.__call__) === 0) {
      return vm.raiseType("argument must be callable");
    }
    return vm.listAppend(text.searchFunctions(vm), vm.i32[a]) ? NONE : 0;
  }, "Register a codec search function."),
  nativeFunction("unregister", "(search_function, /)", (vm, a) => {
    const functions = text.searchFunctions(vm);
    for (let i = 0; i < vm.listLength(functions); i++) {
      if (vm.listItem(functions, i) !== vm.i32[a]) continue;
      const cleared = vm.callMethod(text.knownCodecs(vm), vm.intern("clear"));
      const removed = cleared === 0 ? 0 : vm.callMethod(functions, vm.intern("remove"), vm.i32[a]);
      vm.decref(cleared);
      return removed;
    }
    return NONE;
  }, "Unregister a codec search function and clear the registry's cache."),
  nativeFunction("lookup", "(encoding, /)", (vm, a) => {
    const name = text.textArgument(vm, vm.i32[a], "lookup() argument", "");
    return name === null ? 0 : text.lookupCodec(vm, name);
  }, "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object."),
  anyCoder("encode", 0),
  anyCoder("decode", 1),
  nativeFunction("register_error", "(errors, handler, /)", (vm, a) => {
    const name = text.textArgument(vm, vm.i32[a], "register_error() argument 1", "");
    if (name === null) return 0;
    if (vm.lookupSpecial(vm.i32[a + 1], vm.names.__call__) === 0) {
      return vm.raiseType("handler must be callable");
    }
    return vm.dictSetStr(text.errorHandlers(vm), name, vm.i32[a + 1]) ? NONE : 0;
  }, "Register the specified error handler under the name errors."),
  nativeFunction("_unregister_error", "(errors, /)", (vm, a) => {
    const name = text.textArgument(vm, vm.i32[a], "_unregister_error() argument", "");
    if (name === null) return 0;
    if (handlerFunctions.some((handler) => handler.name === `${name}_errors`)) {
      return vm.raiseValue(`cannot un-register built-in error handler '${name}'`);
    }
    const removed = vm.dictDelete(text.errorHandlers(vm), vm.i32[a]);
    return removed < 0 ? 0 : vm.bool(removed === 1);
  }, "Un-register the specified error handler for the error handling `errors'."),
  nativeFunction("lookup_error", "(name, /)", (vm, a) => {
    const name = text.textArgument(vm, vm.i32[a], "lookup_error() argument", "");
    return name === null ? 0 : vm.keep(text.errorHandler(vm, name));
  }, "Return the handler for the specified error handling name."),
  nativeFunction("_normalize_encoding", "(encoding)", (vm, a) => {
    const name = text.textArgument(vm, vm.i32[a], "_normalize_encoding() argument", "");
    return name === null ? 0 : vm.newStr(text.normaliseEncoding(name));
  }),
];

/** The module. */
export const codecsModule: NativeModule = {
  name: "_codecs",
  functions: [...registry, ...coders, ...handlerFunctions],
  populate: registerHandlers,
};
