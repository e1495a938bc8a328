/**
 * `re.Match`.
 *
 * @module
 */
import { type Address, FALSE, NONE, part, T_MATCH, tagInt, type Value } from "@orochi/object";
import { type GetSetDefinition, method, slot, type TypeDefinition, type Vm } from "@orochi/vm";
import { dicts, dropAll, genericClassMethod, reprText, sliceStr } from "@orochi/vm/kernel";
import { clearWord, keepWord, swapWord, word } from "../_data.ts";
import type { Matcher } from "./matcher.ts";
import { GROUP_INDEX, groupsOf, INDEX_GROUP } from "./pattern.ts";
import type { Found } from "./search.ts";
import { openSubject } from "./subject.ts";
import { compileTemplate, expandTemplate } from "./template.ts";

/**
 * Words of a match: the text, its pattern, the tuple of all spans or 0; then raw: address of the spans (start and end
 * of each group, of the whole match first; -1 for none), number of groups with the whole, first and last position
 * asked for, number of the group closed last.
 */
const STRING = 0, PATTERN = 1, REGS = 2, SPANS = 3, COUNT = 4, POS = 5, ENDPOS = 6, LAST = 7;

/** A match that a matcher has found; the text and the pattern are borrowed. */
export function newMatch(
  vm: Vm,
  pattern: Address,
  string: Value,
  pos: number,
  endpos: number,
  matcher: Matcher,
  found: Found,
): Value {
  const count = groupsOf(vm, pattern) + 1;
  const spans = vm.heap.allocRaw(count * 8);
  if (spans === 0) return vm.raiseMemory();
  const self = vm.alloc(T_MATCH, part(8));
  if (self === 0) {
    vm.heap.freeRawLater(spans);
    return 0;
  }
  const i32 = vm.i32, first = spans >>> 2, { marks } = matcher;
  i32[first] = found.start;
  i32[first + 1] = found.end;
  for (let i = 0; i < count * 2 - 2; i += 2) {
    const whole = marks[i] >= 0 && marks[i + 1] >= marks[i];
    i32[first + 2 + i] = whole ? marks[i] : -1;
    i32[first + 3 + i] = whole ? marks[i + 1] : -1;
  }
  swapWord(vm, self, STRING, vm.keep(string));
  swapWord(vm, self, PATTERN, vm.keep(pattern));
  swapWord(vm, self, SPANS, spans);
  swapWord(vm, self, COUNT, count);
  swapWord(vm, self, POS, pos);
  swapWord(vm, self, ENDPOS, endpos);
  swapWord(vm, self, LAST, matcher.lastIndex);
  return self;
}

/** Start of a group, or -1. */
function startOf(vm: Vm, self: Address, group: number): number {
  return vm.i32[(word(vm, self, SPANS) >>> 2) + group * 2];
}

/** End of a group, or -1. */
function endOf(vm: Vm, self: Address, group: number): number {
  return vm.i32[(word(vm, self, SPANS) >>> 2) + group * 2 + 1];
}

/** The number of a group given by number or name; -1 with IndexError set. */
function groupNumber(vm: Vm, self: Address, key: Value): number {
  let number = -1;
  if ((key & 1) === 1) number = key >> 1;
  else if (vm.isInt(key) || vm.lookupSpecial(key, vm.names.__index__) !== 0) {
    number = vm.index(key);
    if (Number.isNaN(number)) return -1;
  } else {
    const found = dicts.getOwned(vm, word(vm, word(vm, self, PATTERN), GROUP_INDEX), key);
    if (found !== 0) number = vm.index(found);
    else if (vm.failed()) vm.clearError();
    vm.decref(found);
  }
  if (number >= 0 && number < word(vm, self, COUNT)) return number;
  if (!vm.failed()) vm.raiseIndex("no such group");
  return -1;
}

/** The text of a group (new reference), or of a group that took no part the default (borrowed). */
export function groupText(vm: Vm, self: Address, group: number, missing: Value): Value {
  const start = startOf(vm, self, group);
  if (start < 0) return vm.keep(missing);
  const string = word(vm, self, STRING);
  if (vm.isStr(string)) {
    // Strs never change; what is asked for lies inside.
    return sliceStr(vm, string, start, endOf(vm, self, group));
  }
  const subject = openSubject(vm, string, undefined);
  if (subject === null) return 0;
  const length = subject.length;
  const text = subject.slice(vm, Math.min(start, length), Math.min(endOf(vm, self, group), length));
  subject.close(vm);
  return text;
}

function group(vm: Vm, self: Address, keys: Value): Value {
  const count = vm.tupleLength(keys);
  if (count === 0) return groupText(vm, self, 0, NONE);
  const texts: Value[] = [];
  for (let i = 0; i < count; i++) {
    const number = groupNumber(vm, self, vm.tupleItem(keys, i));
    const text = number < 0 ? 0 : groupText(vm, self, number, NONE);
    if (count === 1) return text;
    if (text === 0) {
      dropAll(vm, texts);
      return 0;
    }
    texts.push(text);
  }
  return vm.newTuple(texts);
}

function groups(vm: Vm, self: Address, missing: Value): Value {
  const texts: Value[] = [];
  for (let i = 1; i < word(vm, self, COUNT); i++) texts.push(groupText(vm, self, i, missing));
  return vm.newTuple(texts);
}

function groupDict(vm: Vm, self: Address, missing: Value): Value {
  const dict = vm.newDict();
  if (dict === 0) return 0;
  const done = vm.dictIterate(word(vm, word(vm, self, PATTERN), GROUP_INDEX), (name, number) => {
    const text = groupText(vm, self, number >> 1, missing);
    const stored = text !== 0 && vm.dictSet(dict, name, text);
    vm.decref(text);
    return stored;
  });
  if (done) return dict;
  vm.decref(dict);
  return 0;
}

function span(vm: Vm, self: Address, number: number): Value {
  return vm.newTuple([vm.newInt(startOf(vm, self, number)), vm.newInt(endOf(vm, self, number))]);
}

/** A method of an optional group. */
function ofGroup(name: string, doc: string, get: (vm: Vm, self: Address, group: number) => Value) {
  return method(name, "($self, group=0, /)", (vm, a) => {
    const number = vm.i32[a + 1] === 0 ? 0 : groupNumber(vm, vm.i32[a], vm.i32[a + 1]);
    return number < 0 ? 0 : get(vm, vm.i32[a], number);
  }, doc);
}

const getset: readonly GetSetDefinition[] = [
  {
    name: "string",
    get: (vm, self) => vm.keep(word(vm, self, STRING) || NONE),
    doc: "The string passed to match() or search().",
  },
  {
    name: "re",
    get: (vm, self) => vm.keep(word(vm, self, PATTERN)),
    doc: "The regular expression object.",
  },
  {
    name: "pos",
    get: (vm, self) => vm.newInt(word(vm, self, POS)),
    doc: "The index into the string at which the RE engine started looking for a match.",
  },
  {
    name: "endpos",
    get: (vm, self) => vm.newInt(word(vm, self, ENDPOS)),
    doc: "The index into the string beyond which the RE engine will not go.",
  },
  {
    name: "lastindex",
    get: (vm, self) => word(vm, self, LAST) < 0 ? NONE : tagInt(word(vm, self, LAST)),
    doc: "The integer index of the last matched capturing group.",
  },
  {
    name: "lastgroup",
    get: (vm, self) => {
      const last = word(vm, self, LAST);
      const names = word(vm, word(vm, self, PATTERN), INDEX_GROUP);
      return last < 0 || last >= vm.tupleLength(names) ? NONE : vm.keep(vm.tupleItem(names, last));
    },
    doc: "The name of the last matched capturing group.",
  },
  {
    name: "regs",
    get: (vm, self) => {
      const known = keepWord(vm, self, REGS);
      if (known !== 0) return known;
      const spans = vm.newTuple(Array.from({ length: word(vm, self, COUNT) }, (_, i) => span(vm, self, i)));
      if (spans === 0) return 0;
      clearWord(vm, self, REGS);
      vm.lock.begin(self);
      const old = swapWord(vm, self, REGS, vm.keep(spans));
      vm.lock.end();
      vm.decref(old);
      return spans;
    },
  },
];

/** `re.Match`. */
export const matchType: TypeDefinition = {
  index: T_MATCH,
  name: "Match",
  module: "re",
  basicSize: part(8),
  doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
  getset,
  methods: [
    slot("__repr__", "($self, /)", (vm, a) => {
      const self = vm.i32[a];
      const whole = groupText(vm, self, 0, NONE);
      const text = whole === 0 ? null : reprText(vm, whole);
      vm.decref(whole);
      if (text === null) return 0;
      return vm.newStr(
        `<re.Match object; span=(${startOf(vm, self, 0)}, ${endOf(vm, self, 0)}), match=${text}>`,
      );
    }),
    slot("__getitem__", "($self, key, /)", (vm, a) => {
      const number = groupNumber(vm, vm.i32[a], vm.i32[a + 1]);
      return number < 0 ? 0 : groupText(vm, vm.i32[a], number, NONE);
    }),
    method(
      "group",
      "($self, /, *args)",
      (vm, a) => group(vm, vm.i32[a], vm.i32[a + 1]),
      "Return subgroup(s) of the match by indices or names.\n\nFor 0 returns the entire match.",
    ),
    method(
      "groups",
      "($self, /, default=None)",
      (vm, a) => groups(vm, vm.i32[a], vm.i32[a + 1] || NONE),
      "Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n    Is used for groups that did not participate in the match.",
    ),
    method(
      "groupdict",
      "($self, /, default=None)",
      (vm, a) => groupDict(vm, vm.i32[a], vm.i32[a + 1] || NONE),
      "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  default\n    Is used for groups that did not participate in the match.",
    ),
    ofGroup(
      "start",
      "Return index of the start of the substring matched by group.",
      (vm, self, number) => vm.newInt(startOf(vm, self, number)),
    ),
    ofGroup(
      "end",
      "Return index of the end of the substring matched by group.",
      (vm, self, number) => vm.newInt(endOf(vm, self, number)),
    ),
    ofGroup(
      "span",
      "For match object m, return the 2-tuple (m.start(group), m.end(group)).",
      span,
    ),
    method(
      "expand",
      "($self, /, template)",
      (vm, a) => {
        const self = vm.i32[a];
        const template = compileTemplate(vm, word(vm, self, PATTERN), vm.i32[a + 1]);
        if (template === 0) return 0;
        const isStr = vm.isStr(word(vm, self, STRING));
        const text = expandTemplate(vm, template, isStr, (number) => {
          if (number < word(vm, self, COUNT)) return groupText(vm, self, number, FALSE);
          return vm.raiseIndex("no such group");
        });
        vm.decref(template);
        return text;
      },
      "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method.",
    ),
    method("__copy__", "($self, /)", (vm, a) => vm.keep(vm.i32[a])),
    method("__deepcopy__", "($self, memo, /)", (vm, a) => vm.keep(vm.i32[a])),
    genericClassMethod(),
  ],
};
