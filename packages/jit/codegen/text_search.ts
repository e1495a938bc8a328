/**
 * Methods of str that look for parts or single characters, over ASCII characters, of the module of `text_module.ts`:
 * `find`, `count` and `translate`.
 *
 * @module
 */
import { NONE, STR_DATA, STR_LENGTH, T_DICT } from "@orochi/object";
import { type FunctionBuilder, I32, type Label } from "@orochi/wasm";
import { ENTRY_VALUE } from "./core_module.ts";
import { addTo, whileBelow } from "./loops.ts";
import { ARGS } from "./method_calls.ts";
import { needSingle } from "./runtime_module.ts";
import { addMethod, lengthOf, newAscii, pushCharacter } from "./text_method_parts.ts";
import { LONGEST, needText, type TextParts } from "./text_parts.ts";

/** What a character becomes that is left out. */
const NO_CHARACTER = -1;

/** Sets a local to the first argument, an ASCII str. */
function readPart(f: FunctionBuilder, part: number, slow: Label): void {
  f.localGet(ARGS);
  f.i32Load(4);
  f.localSet(part);
  needText(f, part, slow, true);
}

/** Pushes a local's number as a small int. */
function pushTagged(f: FunctionBuilder, number: number): void {
  f.localGet(number);
  f.i32Const(1);
  f.i32Shl();
  f.i32Const(1);
  f.i32Or();
}

/** `(text, part, from) -> index` of the first place, from one on, of an ASCII str in another; -1 if there is none. */
export function addSearch({ support }: TextParts, sameAt: number): number {
  const f = support.module.addFunction("search", [I32, I32, I32], [I32]);
  const text = 0, part = 1, at = 2, end = f.newLocal(I32), first = f.newLocal(I32);
  f.localGet(text);
  f.i32Load(STR_LENGTH);
  f.localGet(part);
  f.i32Load(STR_LENGTH);
  f.i32Sub();
  f.i32Const(1);
  f.i32Add();
  f.localTee(end);
  f.i32Const(0);
  f.i32GtS();
  f.if();
  // An empty part has the place after its last character to look at: any str has one.
  f.localGet(part);
  f.i32Load8U(STR_DATA);
  f.localSet(first);
  whileBelow(f, at, end, () => {
    pushCharacter(f, text, at);
    f.localGet(first);
    f.i32Eq();
    f.if();
    for (const argument of [text, part, at]) f.localGet(argument);
    f.call(sameAt);
    f.if();
    f.localGet(at);
    f.return();
    f.end();
    f.end();
    addTo(f, at, 1);
  });
  f.end();
  f.i32Const(-1);
  f.end();
  return f.index;
}

/** `find(part)`. */
export function addFind(parts: TextParts, search: number): number {
  return addMethod(parts, "find", [2, 2], (f, self, slow) => {
    const part = f.newLocal(I32), found = f.newLocal(I32);
    readPart(f, part, slow);
    f.localGet(part);
    f.i32Load(STR_LENGTH);
    f.i32Eqz();
    f.brIf(slow);
    f.localGet(self);
    f.localGet(part);
    f.i32Const(0);
    f.call(search);
    f.localSet(found);
    pushTagged(f, found);
    f.return();
  });
}

/** `count(part)`. */
export function addCount(parts: TextParts, search: number): number {
  return addMethod(parts, "count", [2, 2], (f, self, slow) => {
    const part = f.newLocal(I32), at = f.newLocal(I32), count = f.newLocal(I32);
    readPart(f, part, slow);
    const length = lengthOf(f, part);
    f.localGet(length);
    f.i32Eqz();
    f.brIf(slow);
    const done = f.block(), next = f.loop();
    for (const argument of [self, part, at]) f.localGet(argument);
    f.call(search);
    f.localTee(at);
    f.i32Const(0);
    f.i32LtS();
    f.brIf(done);
    addTo(f, count, 1);
    f.localGet(at);
    f.localGet(length);
    f.i32Add();
    f.localSet(at);
    f.br(next);
    f.end();
    f.end();
    pushTagged(f, count);
    f.return();
  });
}

/**
 * `(table, code) -> code` that a dict has for an ASCII one, NO_CHARACTER for None; NO_CHARACTER - 1 for what is no single
 * ASCII character, or takes the long way to find.
 */
function addTranslated({ support }: TextParts): number {
  const f = support.module.addFunction("translated", [I32, I32], [I32]);
  const table = 0, code = 1, found = f.newLocal(I32), slow = f.block();
  f.localGet(table);
  pushTagged(f, code);
  f.call(support.helper.dictFind);
  f.localTee(found);
  f.i32Eqz();
  f.if();
  f.localGet(code);
  f.return();
  f.end();
  f.localGet(found);
  f.i32Const(0);
  f.i32LtS();
  f.brIf(slow);
  f.localGet(found);
  f.i32Load(ENTRY_VALUE);
  f.localTee(found);
  f.i32Const(NONE);
  f.i32Eq();
  f.if();
  f.i32Const(NO_CHARACTER);
  f.return();
  f.end();
  f.localGet(found);
  f.i32Const(1);
  f.i32And();
  f.if();
  f.localGet(found);
  f.i32Const(1);
  f.i32ShrS();
  f.localTee(found);
  f.i32Const(127);
  f.i32GtU();
  f.brIf(slow);
  f.localGet(found);
  f.return();
  f.end();
  needText(f, found, slow, true);
  f.localGet(found);
  f.i32Load(STR_LENGTH);
  f.i32Const(1);
  f.i32Ne();
  f.brIf(slow);
  f.localGet(found);
  f.i32Load8U(STR_DATA);
  f.return();
  f.end();
  f.i32Const(NO_CHARACTER - 1);
  f.end();
  return f.index;
}

/** `translate(table)`, of a dict that has single ASCII characters and None. */
export function addTranslate(parts: TextParts): number {
  const translated = addTranslated(parts);
  return addMethod(parts, "translate", [2, 2], (f, self, slow) => {
    const table = f.newLocal(I32), at = f.newLocal(I32), code = f.newLocal(I32), total = f.newLocal(I32);
    const to = f.newLocal(I32);
    f.localGet(ARGS);
    f.i32Load(4);
    f.localTee(table);
    f.i32Const(1);
    f.i32And();
    f.brIf(slow);
    f.localGet(table);
    f.i32Load16U();
    f.i32Const(T_DICT);
    f.i32Ne();
    f.brIf(slow);
    // Another thread could change the table between the two times that it is asked.
    needSingle(f, slow);
    const length = lengthOf(f, self);
    f.localGet(length);
    f.i32Const(LONGEST);
    f.i32GtU();
    f.brIf(slow);
    const each = (write: () => void) => {
      f.i32Const(0);
      f.localSet(at);
      whileBelow(f, at, length, () => {
        f.localGet(table);
        pushCharacter(f, self, at);
        f.call(translated);
        f.localTee(code);
        f.i32Const(NO_CHARACTER);
        f.i32Ne();
        f.if();
        write();
        f.end();
        addTo(f, at, 1);
      });
    };
    each(() => {
      f.localGet(code);
      f.i32Const(0);
      f.i32LtS();
      f.brIf(slow);
      addTo(f, total, 1);
    });
    // The empty str and those of one character are no new ones.
    f.localGet(total);
    f.i32Const(2);
    f.i32LtU();
    f.brIf(slow);
    const result = newAscii(parts, f, total, slow);
    f.localGet(result);
    f.localSet(to);
    each(() => {
      f.localGet(to);
      f.localGet(code);
      f.i32Store8(STR_DATA);
      addTo(f, to, 1);
    });
    f.localGet(result);
    f.return();
  });
}
