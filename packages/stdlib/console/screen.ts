/**
 * Shows a prompt and a line on a terminal, over several rows if need be, with the cursor where it belongs.
 *
 * @module
 */

const ESCAPES = /\x1b\[[0-9;?]*[ -/]*[@-~]|[\x01\x02]/g;
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

/** Columns that text takes; escape sequences take none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text.replace(ESCAPES, "")) {
    if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(char)) continue;
    width += char < " " ? 2 : WIDE.test(char) ? 2 : 1;
  }
  return width;
}

/** Control characters as `^X`, tabs as spaces. */
function shown(text: string): string {
  return text.replace(/[\x00-\x1f]/g, (char) => `^${String.fromCharCode(char.charCodeAt(0) + 64)}`);
}

/** The rows that a line being edited takes. */
export class Screen {
  /** Rows between the first and the one with the cursor. */
  #row = 0;

  /** `columns` are the terminal's. */
  constructor(readonly columns: number) {}

  /** What shows a line anew, with the cursor behind `cursor` characters of the text. */
  show(prompt: string, text: string, cursor: number): string {
    const all = prompt + shown(text);
    const end = this.#placeOf(all);
    const place = this.#placeOf(prompt + shown(text.slice(0, cursor)));
    // A terminal goes to the next row with the next character only.
    const wrap = end.column === 0 && end.row > 0 ? "\r\n" : "";
    const result = `${this.#toStart()}\x1b[J${all}${wrap}${up(end.row - place.row)}\r${right(place.column)}`;
    this.#row = place.row;
    return result;
  }

  /** What moves the cursor behind the line, to a new row. */
  leave(prompt: string, text: string): string {
    const end = this.#placeOf(prompt + shown(text));
    const down = end.row - this.#row;
    this.#row = 0;
    return `${down > 0 ? `\x1b[${down}B` : ""}\r${right(end.column)}\r\n`;
  }

  /** The cursor is at the beginning of a row: what is shown next begins there. */
  reset(): void {
    this.#row = 0;
  }

  #toStart(): string {
    return `${up(this.#row)}\r`;
  }

  /** Where the cursor is after text; characters that are two columns wide don't lie over a row's end. */
  #placeOf(text: string): { row: number; column: number } {
    let row = 0, column = 0;
    for (const char of text.replace(ESCAPES, "")) {
      if (char === "\n") {
        row++;
        column = 0;
        continue;
      }
      const width = widthOf(char);
      if (column + width > this.columns) {
        row++;
        column = 0;
      }
      column += width;
      if (column === this.columns) {
        row++;
        column = 0;
      }
    }
    return { row, column };
  }
}

function up(rows: number): string {
  return rows > 0 ? `\x1b[${rows}A` : "";
}

function right(columns: number): string {
  return columns > 0 ? `\x1b[${columns}C` : "";
}
