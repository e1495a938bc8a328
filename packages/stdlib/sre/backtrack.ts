/**
 * The stack of a match in progress: what to try when the current way fails, and what to put back before that.
 *
 * Entries have {@linkcode ENTRY} words, the kind first. Kinds up to {@linkcode LAST_UNDO} put a value back and go on
 * failing; those above are ways to go on. Marks set inside an assertion or an atomic group outlive it, its other
 * entries do not: see {@linkcode Backtrack.cut}.
 *
 * @module
 */

/** Words of an entry. */
export const ENTRY = 6;

// Kinds. Words after the kind in brackets.
/** A mark's old value [mark, value]. */
export const UNDO_MARK = 0;
/** The old number of the group closed last [value]. */
export const UNDO_LASTINDEX = 1;
/** A repeat's old count [repeat, value]. */
export const UNDO_COUNT = 2;
/** Where a repeat's last round began [repeat, value]. */
export const UNDO_LAST = 3;
/** The repeat that was current [repeat]. */
export const UNDO_CURRENT = 4;
/** A repeat that was begun [first free word before, repeat that was current]. */
export const UNDO_REPEAT = 5;
/** Last kind that only puts something back. */
export const LAST_UNDO = 5;
/** More alternatives of a BRANCH [position of the next one's skip, character]. */
export const TRY_BRANCH = 6;
/** A REPEAT_ONE that took more than it had to [position of what follows, least, taken up to, literal or -1]. */
export const TRY_LESS = 7;
/** A MIN_REPEAT_ONE that could take more [position of what follows, character, how often, position of the item, most]. */
export const TRY_ONE_MORE = 8;
/** What follows a MAX_UNTIL instead of another round [repeat, character]. */
export const TRY_TAIL = 9;
/** Another round of a MIN_UNTIL [repeat, character]. */
export const TRY_ROUND = 10;
/** Beginning of an ASSERT [position after it, character, enclosing beginning, first free repeat word, current repeat]. */
export const IN_ASSERT = 11;
/** Beginning of an ASSERT_NOT; words as of IN_ASSERT. */
export const IN_ASSERT_NOT = 12;
/** Beginning of an ATOMIC_GROUP; words as of IN_ASSERT. */
export const IN_ATOMIC = 13;
/** Beginning of a round of a POSSESSIVE_REPEAT [position of its skip, character, enclosing beginning, free word, rounds]. */
export const IN_POSSESSIVE = 14;

/** Most words of the stack: about 400 MB. */
const LIMIT = 100_000_000;

/** The stack. */
export class Backtrack {
  words: Int32Array = new Int32Array(1024 * ENTRY);
  /** First free word. */
  top = 0;

  /** Puts an entry on top. False: there is no memory for it. */
  push(kind: number, a: number, b: number, c: number, d: number, e: number): boolean {
    const at = this.top;
    if (at + ENTRY > this.words.length && !this.#grow()) return false;
    const words = this.words;
    words[at] = kind;
    words[at + 1] = a;
    words[at + 2] = b;
    words[at + 3] = c;
    words[at + 4] = d;
    words[at + 5] = e;
    this.top = at + ENTRY;
    return true;
  }

  #grow(): boolean {
    if (this.words.length >= LIMIT) return false;
    const larger = new Int32Array(this.words.length * 2);
    larger.set(this.words);
    this.words = larger;
    return true;
  }

  /** Removes an entry and all above it but for those that put marks back. */
  cut(from: number): void {
    const words = this.words, end = this.top;
    let to = from;
    for (let at = from + ENTRY; at < end; at += ENTRY) {
      if (words[at] > UNDO_LASTINDEX) continue;
      words[to] = words[at];
      words[to + 1] = words[at + 1];
      words[to + 2] = words[at + 2];
      to += ENTRY;
    }
    this.top = to;
  }

  /** Empties the stack, and gives memory of an unusual match back. */
  reset(): void {
    this.top = 0;
    if (this.words.length > 4_000_000) this.words = new Int32Array(1024 * ENTRY);
  }
}
