/**
 * The regular-expression engine: runs the code that CPython 3.14's `re._compiler` makes. It backtracks over a stack
 * of its own, so that neither long texts nor deep patterns meet the limits of JavaScript's.
 *
 * A pattern inside an assertion, an atomic group or a possessive repeat ends with SUCCESS; `inside` is the entry of
 * the stack at which the innermost of them began, -1 outside. A repeat in progress has four words: position of its
 * skip word, rounds, where the last round began, enclosing repeat.
 *
 * @module
 */
import {
  Backtrack,
  ENTRY,
  IN_ASSERT,
  IN_ASSERT_NOT,
  IN_ATOMIC,
  IN_POSSESSIVE,
  LAST_UNDO,
  TRY_BRANCH,
  TRY_LESS,
  TRY_ONE_MORE,
  TRY_ROUND,
  TRY_TAIL,
  UNDO_COUNT,
  UNDO_CURRENT,
  UNDO_LAST,
  UNDO_LASTINDEX,
  UNDO_MARK,
  UNDO_REPEAT,
} from "./backtrack.ts";
import { isWord, isWordAscii, lowerAscii, lowerUnicode, upperAscii } from "./characters.ts";
import { type Program, tableAt, takes } from "./program.ts";

/** Characters of a text: bytes, or strs of 1, 2 or 4 bytes a character. */
export type Characters = Uint8Array | Uint16Array | Int32Array;

/** No match. */
export const NO_MATCH = -1;
/** The stack could not grow. */
export const NO_MEMORY = -2;

/** Fields of a repeat in progress. */
const ROUNDS = 1, LAST = 2, OUTER = 3, REPEAT_WORDS = 4;

/** A match in progress. One per Worker is enough: matching runs no Python code. */
export class Matcher {
  /** Characters; those of the text begin at `base`. */
  text: Characters = new Uint8Array(0);
  base = 0;
  /** End of the part that is matched. It begins with the text: what lies before the start can be looked at. */
  end = 0;
  /** Start of each group, then its end, -1 where it has none; the whole match is not among them. */
  marks: Int32Array = new Int32Array(32);
  /** Number of the group closed last, -1 for none. */
  lastIndex = -1;
  /** Only a match that ends at `end` counts. */
  matchAll = false;
  /** An empty match at the start does not count. */
  mustAdvance = false;
  readonly #stack: Backtrack = new Backtrack();
  #repeats: Int32Array = new Int32Array(64 * REPEAT_WORDS);

  /** Forgets all groups. */
  reset(groups: number): void {
    if (this.marks.length < groups * 2) this.marks = new Int32Array(groups * 2);
    this.marks.fill(-1, 0, groups * 2);
    this.lastIndex = -1;
  }

  /**
   * Matches from a position on.
   *
   * @param pc Where in the program to begin.
   * @param start Where in the text the match is to begin; what the program skips of it has matched already.
   * @param pos Where in the text to go on.
   * @returns The end of the match, NO_MATCH or NO_MEMORY. Marks are left as the match has set them.
   */
  run(program: Program, pc: number, start: number, pos: number): number {
    const result = this.#run(program, pc, start, pos);
    this.#stack.reset();
    return result;
  }

  #run(program: Program, pc: number, start: number, pos: number): number {
    const { code } = program;
    const { text, base, end, marks } = this;
    const stack = this.#stack;
    let repeats = this.#repeats;
    let repeatTop = 0;
    let current = -1;
    let inside = -1;
    let lastIndex = -1;
    let room = true;
    for (;;) {
      let ok = true;
      switch (code[pc]) {
        case 16: // LITERAL
          if (pos < end && text[base + pos] === code[pc + 1]) {
            pos++;
            pc += 2;
          } else ok = false;
          break;
        case 2: // ANY
          if (pos < end && text[base + pos] !== 10) {
            pos++;
            pc++;
          } else ok = false;
          break;
        case 3: // ANY_ALL
          if (pos < end) {
            pos++;
            pc++;
          } else ok = false;
          break;
        case 13: // IN
        case 31: // IN_IGNORE
        case 39: // IN_UNI_IGNORE
        case 35: { // IN_LOC_IGNORE
          if (pos >= end) ok = false;
          else {
            const char = text[base + pos];
            ok = char < 256 ? tableAt(program, pc)[char] === 1 : takes(code, pc, char);
            if (ok) {
              pos++;
              pc += 1 + code[pc + 1];
            }
          }
          break;
        }
        case 20: // NOT_LITERAL
          if (pos < end && text[base + pos] !== code[pc + 1]) {
            pos++;
            pc += 2;
          } else ok = false;
          break;
        case 32: // LITERAL_IGNORE
        case 33: // NOT_LITERAL_IGNORE
        case 36: // LITERAL_LOC_IGNORE
        case 37: // NOT_LITERAL_LOC_IGNORE
        case 40: // LITERAL_UNI_IGNORE
        case 41: // NOT_LITERAL_UNI_IGNORE
        case 8: // CATEGORY
          if (pos < end && takes(code, pc, text[base + pos])) {
            pos++;
            pc += 2;
          } else ok = false;
          break;
        case 17: { // MARK
          const mark = code[pc + 1];
          room = stack.push(UNDO_MARK, mark, marks[mark], 0, 0, 0);
          marks[mark] = pos;
          if ((mark & 1) === 1) {
            room = stack.push(UNDO_LASTINDEX, lastIndex, 0, 0, 0, 0) && room;
            lastIndex = (mark >> 1) + 1;
          }
          pc += 2;
          break;
        }
        case 15: // JUMP
          pc += 1 + code[pc + 1];
          break;
        case 6: // AT
          if (this.#isAt(code[pc + 1], pos)) pc += 2;
          else ok = false;
          break;
        case 7: // BRANCH
          pc = this.#alternative(program, pc + 1, pos);
          if (pc < 0) {
            ok = false;
            room = pc !== NO_MEMORY;
          }
          break;
        case 24: { // REPEAT_ONE
          const least = code[pc + 2], most = code[pc + 3];
          const taken = this.#take(program, pc + 4, pos, most);
          const tail = pc + 1 + code[pc + 1];
          if (taken - pos < least) ok = false;
          else {
            const literal = code[tail] === 16 ? code[tail + 1] : -1;
            const at = literal < 0 ? taken : this.#findBack(pos + least, taken, literal);
            if (at < 0) ok = false;
            else {
              if (at > pos + least) room = stack.push(TRY_LESS, tail, pos + least, at, literal, 0);
              pos = at;
              pc = tail;
            }
          }
          break;
        }
        case 26: { // MIN_REPEAT_ONE
          const least = code[pc + 2], most = code[pc + 3];
          const taken = least === 0 ? pos : this.#take(program, pc + 4, pos, least);
          if (taken - pos < least) ok = false;
          else {
            const tail = pc + 1 + code[pc + 1];
            if (most === -1 || least < most) {
              room = stack.push(TRY_ONE_MORE, tail, taken, least, pc + 4, most);
            }
            pos = taken;
            pc = tail;
          }
          break;
        }
        case 29: { // POSSESSIVE_REPEAT_ONE
          const taken = this.#take(program, pc + 4, pos, code[pc + 3]);
          if (taken - pos < code[pc + 2]) ok = false;
          else {
            pos = taken;
            pc += 1 + code[pc + 1];
          }
          break;
        }
        case 23: { // REPEAT
          if (repeatTop + REPEAT_WORDS > repeats.length) repeats = this.#growRepeats();
          room = stack.push(UNDO_REPEAT, repeatTop, current, 0, 0, 0);
          repeats[repeatTop] = pc + 1;
          repeats[repeatTop + ROUNDS] = -1;
          repeats[repeatTop + LAST] = -1;
          repeats[repeatTop + OUTER] = current;
          current = repeatTop;
          repeatTop += REPEAT_WORDS;
          pc += 1 + code[pc + 1];
          break;
        }
        case 18: { // MAX_UNTIL
          const skip = repeats[current];
          const rounds = repeats[current + ROUNDS] + 1;
          const most = code[skip + 2];
          const needed = rounds < code[skip + 1];
          if (needed || ((most === -1 || rounds < most) && pos !== repeats[current + LAST])) {
            // Rounds beyond the least number that take nothing would go on for ever.
            if (!needed) {
              room = stack.push(TRY_TAIL, current, pos, 0, 0, 0) &&
                stack.push(UNDO_LAST, current, repeats[current + LAST], 0, 0, 0);
              repeats[current + LAST] = pos;
            }
            room = stack.push(UNDO_COUNT, current, rounds - 1, 0, 0, 0) && room;
            repeats[current + ROUNDS] = rounds;
            pc = skip + 3;
          } else {
            room = stack.push(UNDO_CURRENT, current, 0, 0, 0, 0);
            current = repeats[current + OUTER];
            pc++;
          }
          break;
        }
        case 19: { // MIN_UNTIL
          const skip = repeats[current];
          const rounds = repeats[current + ROUNDS] + 1;
          if (rounds < code[skip + 1]) {
            room = stack.push(UNDO_COUNT, current, rounds - 1, 0, 0, 0);
            repeats[current + ROUNDS] = rounds;
            pc = skip + 3;
          } else {
            room = stack.push(TRY_ROUND, current, pos, 0, 0, 0) &&
              stack.push(UNDO_CURRENT, current, 0, 0, 0, 0);
            current = repeats[current + OUTER];
            pc++;
          }
          break;
        }
        case 28: { // POSSESSIVE_REPEAT
          const beginning = stack.top;
          room = stack.push(IN_POSSESSIVE, pc + 1, pos, inside, repeatTop, 0);
          if (code[pc + 3] === 0) {
            stack.top = beginning;
            pc += 2 + code[pc + 1];
          } else {
            inside = beginning;
            pc += 4;
          }
          break;
        }
        case 4: // ASSERT
        case 5: { // ASSERT_NOT
          const back = code[pc + 2];
          const negative = code[pc] === 5;
          const after = pc + 1 + code[pc + 1];
          if (pos < back) {
            ok = negative;
            pc = after;
          } else {
            const beginning = stack.top;
            room = stack.push(negative ? IN_ASSERT_NOT : IN_ASSERT, after, pos, inside, repeatTop, current);
            inside = beginning;
            pos -= back;
            pc += 3;
          }
          break;
        }
        case 27: { // ATOMIC_GROUP
          const beginning = stack.top;
          room = stack.push(IN_ATOMIC, pc + 1 + code[pc + 1], pos, inside, repeatTop, current);
          inside = beginning;
          pc += 2;
          break;
        }
        case 11: // GROUPREF
        case 30: // GROUPREF_IGNORE
        case 34: // GROUPREF_LOC_IGNORE
        case 38: { // GROUPREF_UNI_IGNORE
          const after = this.#repeatGroup(code[pc], code[pc + 1], pos);
          if (after < 0) ok = false;
          else {
            pos = after;
            pc += 2;
          }
          break;
        }
        case 12: { // GROUPREF_EXISTS
          const mark = code[pc + 1] * 2;
          if (marks[mark] >= 0 && marks[mark + 1] >= marks[mark]) pc += 3;
          else pc += 1 + code[pc + 2];
          break;
        }
        case 14: // INFO
          pc += 1 + code[pc + 1];
          break;
        case 1: // SUCCESS
          if (inside < 0) {
            if ((!this.matchAll || pos === end) && !(this.mustAdvance && pos === start)) {
              this.lastIndex = lastIndex;
              return pos;
            }
            ok = false;
          } else {
            const words = stack.words, at = inside;
            const kind = words[at], next = words[at + 1], began = words[at + 2];
            inside = words[at + 3];
            repeatTop = words[at + 4];
            if (kind === IN_ASSERT_NOT) {
              // All it did is undone by failing down to its beginning, which then fails as well.
              words[at] = UNDO_CURRENT;
              words[at + 1] = words[at + 5];
              this.#dropWays(at);
              ok = false;
            } else if (kind === IN_POSSESSIVE) {
              const rounds = words[at + 5] + 1;
              const most = code[next + 2];
              stack.cut(at);
              const more = (most === -1 || rounds < most) && (pos !== began || rounds < code[next + 1]);
              if (more) {
                const beginning = stack.top;
                room = stack.push(IN_POSSESSIVE, next, pos, inside, repeatTop, rounds);
                inside = beginning;
                pc = next + 3;
              } else pc = next + code[next] + 1;
            } else {
              current = words[at + 5];
              stack.cut(at);
              if (kind === IN_ASSERT) pos = began;
              pc = next;
            }
          }
          break;
        default: // FAILURE
          ok = false;
      }
      if (!room) return NO_MEMORY;
      if (ok) continue;

      // Puts back what was done since the last choice, then goes another way from there.
      const words = stack.words;
      for (;;) {
        if (stack.top === 0) return NO_MATCH;
        const at = stack.top - ENTRY;
        const kind = words[at], a = words[at + 1], b = words[at + 2];
        if (kind <= LAST_UNDO) {
          stack.top = at;
          switch (kind) {
            case 0: // UNDO_MARK
              marks[a] = b;
              break;
            case 1: // UNDO_LASTINDEX
              lastIndex = a;
              break;
            case 2: // UNDO_COUNT
              repeats[a + ROUNDS] = b;
              break;
            case 3: // UNDO_LAST
              repeats[a + LAST] = b;
              break;
            case 4: // UNDO_CURRENT
              current = a;
              break;
            default: // UNDO_REPEAT
              repeatTop = a;
              current = b;
          }
          continue;
        }
        if (kind === TRY_LESS) {
          const literal = words[at + 4];
          const less = literal < 0 ? words[at + 3] - 1 : this.#findBack(b, words[at + 3] - 1, literal);
          if (less <= b) stack.top = at;
          else words[at + 3] = less;
          if (less < b) continue;
          pos = less;
          pc = a;
          break;
        }
        if (kind === TRY_ONE_MORE) {
          const item = words[at + 4], most = words[at + 5];
          const taken = this.#take(program, item, b, 1);
          if (taken === b) {
            stack.top = at;
            continue;
          }
          words[at + 2] = taken;
          words[at + 3]++;
          if (most !== -1 && words[at + 3] >= most) stack.top = at;
          pos = taken;
          pc = a;
          break;
        }
        stack.top = at;
        if (kind === TRY_BRANCH) {
          pc = this.#alternative(program, a, b);
          if (pc === NO_MEMORY) return NO_MEMORY;
          if (pc < 0) continue;
          pos = b;
          break;
        }
        if (kind === TRY_TAIL) {
          room = stack.push(UNDO_CURRENT, current, 0, 0, 0, 0);
          pos = b;
          pc = repeats[a] + code[repeats[a]] + 1;
          current = repeats[a + OUTER];
          break;
        }
        if (kind === TRY_ROUND) {
          const rounds = repeats[a + ROUNDS] + 1, most = code[repeats[a] + 2];
          if ((most !== -1 && rounds >= most) || b === repeats[a + LAST]) continue;
          room = stack.push(UNDO_COUNT, a, rounds - 1, 0, 0, 0) &&
            stack.push(UNDO_LAST, a, repeats[a + LAST], 0, 0, 0);
          repeats[a + ROUNDS] = rounds;
          repeats[a + LAST] = b;
          pos = b;
          pc = repeats[a] + 3;
          break;
        }
        // An assertion, atomic group or round that failed.
        inside = words[at + 3];
        if (kind === IN_ASSERT_NOT) {
          pos = b;
          pc = a;
          break;
        }
        if (kind === IN_POSSESSIVE && words[at + 5] >= code[a + 1]) {
          pos = b;
          pc = a + code[a] + 1;
          break;
        }
      }
      if (!room) return NO_MEMORY;
    }
  }

  /** Makes entries above one that are ways to go on into ones that do nothing. */
  #dropWays(from: number): void {
    const stack = this.#stack, words = stack.words;
    let to = from + ENTRY;
    for (let at = to; at < stack.top; at += ENTRY) {
      if (words[at] > LAST_UNDO) continue;
      words.copyWithin(to, at, at + ENTRY);
      to += ENTRY;
    }
    stack.top = to;
  }

  #growRepeats(): Int32Array {
    const larger = new Int32Array(this.#repeats.length * 2);
    larger.set(this.#repeats);
    return this.#repeats = larger;
  }

  /** Position of the first alternative from a skip word on that can match here; NO_MATCH, NO_MEMORY. */
  #alternative(program: Program, skip: number, pos: number): number {
    const { code } = program;
    let found = NO_MATCH;
    let at = skip;
    for (; code[at] !== 0; at += code[at]) {
      const first = at + 1;
      let possible = true;
      if (code[first] === 16) possible = pos < this.end && this.text[this.base + pos] === code[first + 1];
      else if (code[first] === 13) possible = pos < this.end && this.#takesOne(program, first, pos);
      if (!possible) continue;
      // The one before this is the only one that need not be come back from.
      if (found >= 0) return this.#stack.push(TRY_BRANCH, at, pos, 0, 0, 0) ? found : NO_MEMORY;
      found = first;
    }
    return found;
  }

  #takesOne(program: Program, pc: number, pos: number): boolean {
    const char = this.text[this.base + pos];
    return char < 256 ? tableAt(program, pc)[char] === 1 : takes(program.code, pc, char);
  }

  /** How far up to `most` characters (-1: any number) are taken by the opcode at a position. */
  #take(program: Program, pc: number, pos: number, most: number): number {
    const { text, base } = this;
    const limit = base + (most === -1 || most > this.end - pos ? this.end : pos + most);
    const { code } = program;
    let at = base + pos;
    switch (code[pc]) {
      case 3: // ANY_ALL
        return limit - base;
      case 2: // ANY
        while (at < limit && text[at] !== 10) at++;
        break;
      case 16: { // LITERAL
        const char = code[pc + 1];
        while (at < limit && text[at] === char) at++;
        break;
      }
      case 20: { // NOT_LITERAL
        const char = code[pc + 1];
        while (at < limit && text[at] !== char) at++;
        break;
      }
      default: {
        const table = tableAt(program, pc);
        while (at < limit) {
          const char = text[at];
          if (!(char < 256 ? table[char] === 1 : takes(code, pc, char))) break;
          at++;
        }
      }
    }
    return at - base;
  }

  /** The largest position from `least` to `most` where a character stands, or -1. */
  #findBack(least: number, most: number, char: number): number {
    const { text, base } = this;
    let at = most === this.end ? most - 1 : most;
    while (at >= least && text[base + at] !== char) at--;
    return at >= least ? at : -1;
  }

  /** Where a repetition of a group's text ends, or -1. */
  #repeatGroup(op: number, group: number, pos: number): number {
    const { text, base, marks } = this;
    const from = marks[group * 2], to = marks[group * 2 + 1];
    if (from < 0 || to < from || to - from > this.end - pos) return -1;
    let at = pos;
    for (let i = from; i < to; i++, at++) {
      const x = text[base + i], y = text[base + at];
      if (x === y) continue;
      const same = op === 30
        ? lowerAscii(x) === lowerAscii(y)
        : op === 38
        ? lowerUnicode(x) === lowerUnicode(y)
        : op === 34 && (lowerAscii(x) === lowerAscii(y) || upperAscii(x) === upperAscii(y));
      if (!same) return -1;
    }
    return at;
  }

  #isAt(where: number, pos: number): boolean {
    const { text, base, end } = this;
    switch (where) {
      case 0: // BEGINNING
      case 2: // BEGINNING_STRING
        return pos === 0;
      case 1: // BEGINNING_LINE
        return pos === 0 || text[base + pos - 1] === 10;
      case 5: // END
        return pos === end || (pos === end - 1 && text[base + pos] === 10);
      case 6: // END_LINE
        return pos === end || text[base + pos] === 10;
      case 7: // END_STRING
        return pos === end;
      case 3: // BOUNDARY
      case 8: // LOC_BOUNDARY
        return this.#wordBoundary(pos, false);
      case 4: // NON_BOUNDARY
      case 9: // LOC_NON_BOUNDARY
        return !this.#wordBoundary(pos, false);
      case 10: // UNI_BOUNDARY
        return this.#wordBoundary(pos, true);
      default: // UNI_NON_BOUNDARY
        return !this.#wordBoundary(pos, true);
    }
  }

  #wordBoundary(pos: number, unicode: boolean): boolean {
    const { text, base } = this;
    const before = pos > 0 ? text[base + pos - 1] : 0;
    const after = pos < this.end ? text[base + pos] : 0;
    return unicode ? isWord(before) !== isWord(after) : isWordAscii(before) !== isWordAscii(after);
  }
}
