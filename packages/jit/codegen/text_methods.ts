/**
 * Methods of str over ASCII characters, of the module of `text_module.ts`: slices, `lower`, `strip`, `isalpha`,
 * `startswith`, `join` and their like. The methods have the arguments of the helper `callNative`, which does what they
 * can't.
 *
 * @module
 */
import { FALSE, LIST_LENGTH, STR_DATA, STR_LENGTH, TRUE } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { addTo, whileBelow } from "./loops.ts";
import { addDispatch, ARGS, COUNT } from "./method_calls.ts";
import { readBounds } from "./slice_bounds.ts";
import {
  addMethod,
  type Characters,
  charactersOf,
  lengthOf,
  newAscii,
  pushCharacter,
  pushIsAmong,
  SPACE,
} from "./text_method_parts.ts";
import { addReplace, addSplit, returnWithStep } from "./text_pieces.ts";
import { needSingle } from "./runtime_module.ts";
import { addCount, addFind, addSearch, addTranslate } from "./text_search.ts";
import {
  endWithLongWay,
  LONGEST,
  needText,
  returnCharacter,
  returnKept,
  type TextParts,
} from "./text_parts.ts";
import { pushItems } from "./type_tests.ts";

const DIGIT = charactersOf(/[0-9]/);

/** Tests that all characters are of a class, and there is one. */
const CLASSES: readonly (readonly [string, Characters])[] = [
  ["isalnum", charactersOf(/[0-9A-Za-z]/)],
  ["isalpha", charactersOf(/[A-Za-z]/)],
  ["isdecimal", DIGIT],
  ["isdigit", DIGIT],
  ["isnumeric", DIGIT],
  ["isspace", SPACE],
];

/** The methods that the module has, by name; their places are what `textMethod` is told. */
export const TEXT_METHODS: readonly string[] = [
  "lower",
  "upper",
  "strip",
  "lstrip",
  "rstrip",
  "startswith",
  "endswith",
  "join",
  "split",
  "replace",
  "find",
  "count",
  "translate",
  ...CLASSES.map(([name]) => name),
];

/** Adds the functions, and gives their indices by the names of the helpers whose places they take. */
export function addTextMethods(parts: TextParts): [name: string, index: number][] {
  const stripped = addIsStripped(parts), sameAt = addSameAt(parts);
  const search = addSearch(parts, sameAt);
  const methods = [
    addMapCase(parts, "lower", "A"),
    addMapCase(parts, "upper", "a"),
    addStrip(parts, "strip", stripped, true, true),
    addStrip(parts, "lstrip", stripped, true, false),
    addStrip(parts, "rstrip", stripped, false, true),
    addEndTest(parts, "startswith", sameAt),
    addEndTest(parts, "endswith", sameAt),
    addJoin(parts),
    addSplit(parts, sameAt),
    addReplace(parts, sameAt),
    addFind(parts, search),
    addCount(parts, search),
    addTranslate(parts),
    ...CLASSES.map(([name, characters]) => addEvery(parts, name, characters)),
  ];
  return [["getSlice", addGetSlice(parts)], [
    "textMethod",
    addDispatch(parts.support, "textMethod", methods),
  ]];
}

/** Returns the part of an ASCII str from one local on to another. An empty one is left to the long way. */
function returnPart(
  parts: TextParts,
  f: FunctionBuilder,
  str: number,
  start: number,
  end: number,
  slow: Label,
): void {
  const length = f.newLocal(I32);
  f.localGet(end);
  f.localGet(start);
  f.i32Sub();
  f.localTee(length);
  f.i32Const(1);
  f.i32LtS();
  f.brIf(slow);
  f.localGet(length);
  f.i32Const(1);
  f.i32Eq();
  f.if();
  returnCharacter(parts, f, () => pushCharacter(f, str, start));
  f.end();
  f.localGet(length);
  f.localGet(str);
  f.i32Load(STR_LENGTH);
  f.i32Eq();
  f.if();
  returnKept(parts, f, str);
  f.end();
  const result = newAscii(parts, f, length, slow);
  f.localGet(result);
  f.i32Const(STR_DATA);
  f.i32Add();
  f.localGet(str);
  f.localGet(start);
  f.i32Add();
  f.i32Const(STR_DATA);
  f.i32Add();
  f.localGet(length);
  f.call(parts.copy);
  f.localGet(result);
  f.return();
}

/** `lower` and `upper`: the letters from `first` on become those of the other case. */
function addMapCase(parts: TextParts, name: string, first: string): number {
  return addMethod(parts, name, [1, 1], (f, self, slow) => {
    const length = lengthOf(f, self), at = f.newLocal(I32), code = f.newLocal(I32);
    const pushMapped = () => {
      pushCharacter(f, self, at);
      f.localTee(code);
      f.localGet(code);
      f.i32Const(first.charCodeAt(0));
      f.i32Sub();
      f.i32Const(26);
      f.i32LtU();
      f.i32Const(5);
      f.i32Shl();
      f.i32Xor();
    };
    f.localGet(length);
    f.i32Eqz();
    f.brIf(slow);
    f.localGet(length);
    f.i32Const(1);
    f.i32Eq();
    f.if();
    returnCharacter(parts, f, pushMapped);
    f.end();
    const result = newAscii(parts, f, length, slow);
    const next = f.loop();
    f.localGet(result);
    f.localGet(at);
    f.i32Add();
    pushMapped();
    f.i32Store8(STR_DATA);
    addTo(f, at, 1);
    f.localGet(at);
    f.localGet(length);
    f.i32LtU();
    f.brIf(next);
    f.end();
    f.localGet(result);
    f.return();
  });
}

/** `(code, chars) -> 1 or 0`: whether a character is in an ASCII str, or white where that is 0. */
function addIsStripped({ support }: TextParts): number {
  const f = support.module.addFunction("isStripped", [I32, I32], [I32]);
  const code = 0, chars = 1, at = f.newLocal(I32), end = f.newLocal(I32);
  f.localGet(chars);
  f.i32Eqz();
  f.if();
  pushIsAmong(f, code, SPACE);
  f.return();
  f.end();
  f.localGet(chars);
  f.localTee(at);
  f.localGet(chars);
  f.i32Load(STR_LENGTH);
  f.i32Add();
  f.localSet(end);
  whileBelow(f, at, end, () => {
    f.localGet(at);
    f.i32Load8U(STR_DATA);
    f.localGet(code);
    f.i32Eq();
    f.if();
    f.i32Const(1);
    f.return();
    f.end();
    addTo(f, at, 1);
  });
  f.i32Const(0);
  f.end();
  return f.index;
}

function addStrip(parts: TextParts, name: string, stripped: number, left: boolean, right: boolean): number {
  return addMethod(parts, name, [1, 2], (f, self, slow) => {
    const chars = f.newLocal(I32), start = f.newLocal(I32);
    f.localGet(COUNT);
    f.i32Const(2);
    f.i32Eq();
    f.if();
    f.localGet(ARGS);
    f.i32Load(4);
    f.localSet(chars);
    needText(f, chars, slow, true);
    f.end();
    const end = lengthOf(f, self);
    /** Moves a bound inwards while the character at it, or before it, is stripped. */
    const shrink = (bound: number, step: number) =>
      whileBelow(f, start, end, (done) => {
        f.localGet(self);
        f.localGet(bound);
        f.i32Add();
        f.i32Load8U(step < 0 ? STR_DATA - 1 : STR_DATA);
        f.localGet(chars);
        f.call(stripped);
        f.i32Eqz();
        f.brIf(done);
        addTo(f, bound, step);
      });
    if (left) shrink(start, 1);
    if (right) shrink(end, -1);
    returnPart(parts, f, self, start, end, slow);
  });
}

/** `isalpha` and its like. */
function addEvery(parts: TextParts, name: string, characters: Characters): number {
  return addMethod(parts, name, [1, 1], (f, self) => {
    const length = lengthOf(f, self), at = f.newLocal(I32), code = f.newLocal(I32);
    const no = f.block(), next = f.loop();
    // An empty str has none.
    f.localGet(at);
    f.localGet(length);
    f.i32GeU();
    f.brIf(no);
    pushCharacter(f, self, at);
    f.localSet(code);
    pushIsAmong(f, code, characters);
    f.i32Eqz();
    f.brIf(no);
    addTo(f, at, 1);
    f.localGet(at);
    f.localGet(length);
    f.i32LtU();
    f.brIf(next);
    f.i32Const(TRUE);
    f.return();
    f.end();
    f.end();
    f.i32Const(FALSE);
    f.return();
  });
}

/** `(text, part, at) -> 1 or 0`: whether an ASCII str has another at an index, where there is room for it. */
function addSameAt({ support }: TextParts): number {
  const f = support.module.addFunction("sameAt", [I32, I32, I32], [I32]);
  const text = 0, part = 1, index = 2, at = f.newLocal(I32), length = lengthOf(f, part);
  f.localGet(text);
  f.localGet(index);
  f.i32Add();
  f.localSet(text);
  whileBelow(f, at, length, () => {
    pushCharacter(f, text, at);
    pushCharacter(f, part, at);
    f.i32Ne();
    f.if();
    f.i32Const(0);
    f.return();
    f.end();
    addTo(f, at, 1);
  });
  f.i32Const(1);
  f.end();
  return f.index;
}

/** `startswith`, from an index on that may be given, and `endswith`. */
function addEndTest(parts: TextParts, name: "startswith" | "endswith", sameAt: number): number {
  const starts = name === "startswith";
  return addMethod(parts, name, [2, starts ? 3 : 2], (f, self, slow) => {
    const part = f.newLocal(I32), start = f.newLocal(I32), room = f.newLocal(I32);
    f.localGet(ARGS);
    f.i32Load(4);
    f.localSet(part);
    needText(f, part, slow, true);
    if (starts) {
      f.localGet(COUNT);
      f.i32Const(3);
      f.i32Eq();
      f.if();
      f.localGet(ARGS);
      f.i32Load(8);
      f.localTee(start);
      f.i32Const(1);
      f.i32And();
      f.i32Eqz();
      f.brIf(slow);
      f.localGet(start);
      f.i32Const(1);
      f.i32ShrS();
      f.localTee(start);
      f.i32Const(0);
      f.i32LtS();
      f.brIf(slow);
      f.end();
    }
    f.localGet(self);
    f.i32Load(STR_LENGTH);
    f.localGet(start);
    f.i32Sub();
    f.localGet(part);
    f.i32Load(STR_LENGTH);
    f.i32Sub();
    f.localTee(room);
    f.i32Const(0);
    f.i32LtS();
    f.if();
    f.i32Const(FALSE);
    f.return();
    f.end();
    f.localGet(self);
    f.localGet(part);
    f.localGet(starts ? start : room);
    f.call(sameAt);
    f.call(parts.support.boxBool);
    f.return();
  });
}

/** `join` of a list or tuple, while no other thread can change a list. */
function addJoin(parts: TextParts): number {
  return addMethod(parts, "join", [2, 2], (f, self, slow) => {
    const container = f.newLocal(I32), items = f.newLocal(I32), end = f.newLocal(I32), at = f.newLocal(I32);
    const item = f.newLocal(I32), total = f.newLocal(I32), to = f.newLocal(I32), type = f.newLocal(I32);
    needSingle(f, slow);
    f.localGet(ARGS);
    f.i32Load(4);
    f.localSet(container);
    pushItems(f, container, type, slow);
    f.localTee(items);
    f.localGet(container);
    // A tuple's is the same word.
    f.i32Load(LIST_LENGTH);
    f.i32Const(2);
    f.i32Shl();
    f.i32Add();
    f.localTee(end);
    f.localGet(items);
    f.i32Sub();
    f.i32Const(2 * 4);
    // Of none or one, the result is no new str.
    f.i32LtU();
    f.brIf(slow);
    /** For each item, which is put into its local: what is written after the first of them, and for each. */
    const each = (write: () => void, between: () => void) => {
      f.localGet(items);
      f.localSet(at);
      const next = f.loop();
      f.localGet(at);
      f.i32Load();
      f.localSet(item);
      write();
      addTo(f, at, 4);
      f.localGet(at);
      f.localGet(end);
      f.i32LtU();
      f.if();
      between();
      f.br(next);
      f.end();
      f.end();
    };
    const addLength = (str: number, sum: number) => {
      f.localGet(str);
      f.i32Load(STR_LENGTH);
      f.localGet(sum);
      f.i32Add();
      f.localSet(sum);
    };
    each(() => {
      needText(f, item, slow, true);
      addLength(item, total);
      f.localGet(total);
      f.i32Const(LONGEST);
      f.i32GtU();
      f.brIf(slow);
    }, () => addLength(self, total));
    f.localGet(total);
    f.i32Const(2);
    f.i32LtU();
    f.brIf(slow);
    const result = newAscii(parts, f, total, slow);
    f.localGet(result);
    f.i32Const(STR_DATA);
    f.i32Add();
    f.localSet(to);
    const put = (str: number) => {
      f.localGet(to);
      f.localGet(str);
      f.i32Const(STR_DATA);
      f.i32Add();
      f.localGet(str);
      f.i32Load(STR_LENGTH);
      f.call(parts.copy);
      addLength(str, to);
    };
    each(() => put(item), () => put(self));
    f.localGet(result);
    f.return();
  });
}

/** `container[start:stop]` or `container[start:stop:step]`. */
function addGetSlice(parts: TextParts): number {
  const { support } = parts;
  const f = support.module.addFunction("getSlice", [I32, I32, I32], [I32]);
  const container = 0, bounds = 1, count = 2;
  const slow = f.block();
  needText(f, container, slow, true);
  f.localGet(count);
  f.i32Const(3);
  f.i32Eq();
  f.if();
  returnWithStep(parts, f, container, bounds, slow);
  f.end();
  const length = lengthOf(f, container);
  const [start, end] = readBounds(f, bounds, length, slow);
  returnPart(parts, f, container, start, end, slow);
  endWithLongWay(parts, f, "getSlice");
  return f.index;
}
