/**
 * The source lines of an entry of a traceback, with what marks the part that failed (`StackSummary.format_frame_summary`
 * and `_extract_caret_anchors_from_line_segment` in Lib/traceback.py).
 *
 * @module
 */
import { type Expression, parse, type Statement } from "@orochi/syntax";

/** Lines between two that are shown stand for themselves up to this many. */
const MAX_BETWEEN = 1;

/** A place in lines: their index, and the index of a character. */
interface Place {
  readonly line: number;
  readonly at: number;
}

/** The operator or brackets of the expression that failed, in lines that begin with the expression. */
interface Anchors {
  readonly from: Place;
  readonly to: Place;
}

/** Where the instruction's code is: columns are bytes of UTF-8. */
export interface Extent {
  readonly column: number;
  readonly endColumn: number;
}

/**
 * The lines to show, indented by four, each ending in a line break.
 *
 * @param source The lines from the first to the last of the instruction's code.
 * @param extent Null where the columns are not known: then the first line alone is shown.
 */
export function markedLines(source: readonly string[], extent: Extent | null): string {
  const whole = source.map((line) => line.trimEnd()), lines = dedent(whole);
  if (lines.every((line) => line === "")) return "";
  if (extent === null) return `    ${lines[0].trim()}\n`;
  const last = lines.length - 1, cut = whole[0].length - lines[0].length;
  const start = Math.max(0, characters(whole[0], extent.column) - cut);
  const end = Math.max(0, characters(whole[last], extent.endColumn) - cut);
  const text = lines.join("\n");
  const segment = text.slice(start, text.length - (lines[last].length - end));
  const anchors = findAnchors(segment);
  const marks = isMarked(lines, start, end, anchors) ? new Marks(lines, start, end, anchors) : null;
  const shown: string[] = [];
  let before = -1;
  for (const index of significant(lines.length, anchors)) {
    const between = index - before - 1;
    if (before >= 0 && between > MAX_BETWEEN) shown.push(`...<${between} lines>...`);
    else for (let k = index - between; before >= 0 && k < index; k++) show(k);
    show(index);
    before = index;
  }
  return dedent(shown).map((line) => `    ${line}\n`).join("");

  function show(index: number): void {
    shown.push(lines[index]);
    if (marks !== null) shown.push(marks.under(index));
  }
}

/** Lines without the white space that all of them begin with. */
function dedent(lines: readonly string[]): string[] {
  let common: string | null = null;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const space = /^[ \t]*/.exec(line)![0];
    if (common === null) common = space;
    else while (!space.startsWith(common)) common = common.slice(0, -1);
  }
  const cut = common?.length ?? 0;
  return lines.map((line) => line.trim() === "" ? "" : line.slice(cut));
}

/** Index of the character at a number of bytes. */
function characters(line: string, bytes: number): number {
  return new TextDecoder().decode(new TextEncoder().encode(line).subarray(0, bytes)).length;
}

/** Columns that text takes up: East Asian characters and emoji take two. */
function width(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character.codePointAt(0)!) ? 2 : 1;
  return columns;
}

/** Ranges of characters that `unicodedata.east_asian_width` calls wide or fullwidth. */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE.some(([first, last]) => code >= first && code <= last);
}

/** Indices of the lines that are shown in any case: the first, the last, those around the ends of the anchors. */
function significant(count: number, anchors: Anchors | null): number[] {
  const found = new Set([0, count - 1]);
  for (const { line } of anchors === null ? [] : [anchors.from, anchors.to]) {
    for (const near of [line - 1, line, line + 1]) found.add(near);
  }
  return [...found].filter((index) => index >= 0 && index < count).sort((a, b) => a - b);
}

/** Whether marks tell anything: they do if the code is only part of its lines, or has an operator or brackets. */
function isMarked(lines: readonly string[], start: number, end: number, anchors: Anchors | null): boolean {
  const statement = firstStatement(lines.join("\n"));
  const call = statement === null ? null : callOf(statement);
  if (
    call !== null && call.lineno === 1 && call.end_lineno === lines.length && call.col_offset === start &&
    call.end_col_offset === end
  ) return false;
  return anchors !== null || lines[0].slice(0, start).trim() !== "" || lines.at(-1)!.slice(end).trim() !== "";
}

function firstStatement(text: string): Statement | null {
  try {
    const tree = parse(text, { mode: "exec" });
    return tree.kind === "Module" ? tree.body[0] ?? null : null;
  } catch {
    return null;
  }
}

/** The call that a statement does nothing with but return it, or give it a name. */
function callOf(statement: Statement): Expression | null {
  if (statement.kind === "Return" && statement.value?.kind === "Call") {
    return statement.value.func.kind === "Name" ? statement.value : null;
  }
  if (statement.kind !== "Assign" || statement.value.kind !== "Call") return null;
  return statement.targets.length === 1 && statement.targets[0].kind === "Name" ? statement.value : null;
}

/** The operator of a binary operation, or the brackets of a subscript or call. */
function findAnchors(segment: string): Anchors | null {
  // Brackets around it: an expression may go on in further lines.
  const statement = firstStatement(`(\n${segment}\n)`);
  if (statement === null || statement.kind !== "Expr") return null;
  const lines = segment.split("\n"), node = statement.value;
  const endOf = ({ end_lineno, end_col_offset }: Expression): Place => ({
    line: end_lineno - 2,
    at: characters(lines[end_lineno - 2], end_col_offset),
  });
  if (node.kind === "BinOp") {
    const from = seek(lines, endOf(node.left), (character) => !/[\s)]/.test(character));
    if (from === null) return null;
    const next = lines[from.line][from.at + 1] ?? " ", { right } = node;
    const isPart = right.lineno - 2 > from.line ||
      from.at + 1 < characters(lines[right.lineno - 2], right.col_offset);
    return { from, to: { line: from.line, at: from.at + (isPart && !/[\s\\#]/.test(next) ? 2 : 1) } };
  }
  if (node.kind !== "Subscript" && node.kind !== "Call") return null;
  const [before, bracket] = node.kind === "Call" ? [node.func, "("] : [node.value, "["];
  const from = seek(lines, endOf(before), (character) => character === bracket);
  return from === null ? null : { from, to: endOf(node) };
}

/** The first character from a place on that is wanted; what follows a backslash or `#` in a line is passed over. */
function seek(
  lines: readonly string[],
  { line, at }: Place,
  wanted: (character: string) => boolean,
): Place | null {
  for (; line < lines.length; line++, at = 0) {
    for (; at < lines[line].length && !"\\#".includes(lines[line][at]); at++) {
      if (wanted(lines[line][at])) return { line, at };
    }
  }
  return null;
}

/** What stands under the lines. */
class Marks {
  readonly #from: number;
  readonly #to: number;

  /** @param anchors In lines that begin where the code does. */
  constructor(
    private readonly lines: readonly string[],
    private readonly start: number,
    private readonly end: number,
    private readonly anchors: Anchors | null,
  ) {
    this.#from = anchors === null ? 0 : this.#column(anchors.from);
    this.#to = anchors === null ? 0 : this.#column(anchors.to);
  }

  #column({ line, at }: Place): number {
    return width(this.lines[line].slice(0, line === 0 ? at + this.start : at));
  }

  under(index: number): string {
    const { lines, anchors } = this, line = lines[index];
    const first = Math.max(
      line.length - line.trimStart().length,
      index === 0 ? width(line.slice(0, this.start)) : 0,
    );
    const count = width(index === lines.length - 1 ? line.slice(0, this.end) : line);
    let marks = "";
    for (let column = 0; column < count; column++) {
      if (column < first) marks += " ";
      else if (anchors === null) marks += "^";
      else {
        const { from, to } = anchors;
        const isAfter = index > from.line || (index === from.line && column >= this.#from);
        const isBefore = index < to.line || (index === to.line && column < this.#to);
        marks += isAfter && isBefore ? "^" : "~";
      }
    }
    return marks;
  }
}
