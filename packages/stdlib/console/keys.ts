/**
 * What a terminal sends for keys.
 *
 * @module
 */

/** Sequences and control characters by what they ask the editor for. */
const SEQUENCES: Readonly<Record<string, string>> = {
  "\x01": "home",
  "\x02": "left",
  "\x03": "interrupt",
  "\x04": "end-of-input",
  "\x05": "end",
  "\x06": "right",
  "\x07": "cancel",
  "\b": "backspace",
  "\t": "tab",
  "\n": "enter",
  "\x0b": "kill-to-end",
  "\x0c": "clear-screen",
  "\r": "enter",
  "\x0e": "down",
  "\x10": "up",
  "\x12": "search",
  "\x14": "transpose",
  "\x15": "kill-to-start",
  "\x17": "kill-word-back",
  "\x19": "yank",
  "\x7f": "backspace",
  "\x1b[A": "up",
  "\x1b[B": "down",
  "\x1b[C": "right",
  "\x1b[D": "left",
  "\x1bOA": "up",
  "\x1bOB": "down",
  "\x1bOC": "right",
  "\x1bOD": "left",
  "\x1b[H": "home",
  "\x1b[F": "end",
  "\x1bOH": "home",
  "\x1bOF": "end",
  "\x1b[1~": "home",
  "\x1b[4~": "end",
  "\x1b[7~": "home",
  "\x1b[8~": "end",
  "\x1b[3~": "delete",
  "\x1b[1;5C": "word-right",
  "\x1b[1;5D": "word-left",
  "\x1b[1;3C": "word-right",
  "\x1b[1;3D": "word-left",
  "\x1bf": "word-right",
  "\x1bb": "word-left",
  "\x1bd": "kill-word",
  "\x1b\x7f": "kill-word-back",
  "\x1b[200~": "paste-begin",
  "\x1b[201~": "paste-end",
};
/** A whole sequence that no key above sends: it does nothing. */
const SEQUENCE = /^\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|[^[O])/s;
/** The beginning of one. */
const BEGINNING = /^\x1b(?:\[[0-9;?]*[ -/]*|O)?$/;

/** A key: text that was typed, or what it asks for. */
export type Key = { readonly kind: "text"; readonly text: string } | {
  readonly kind: "command";
  readonly name: string;
};

/**
 * Takes the first key off what a terminal has sent.
 *
 * @returns The key, null for one that means nothing, and how much it takes; undefined if more of it has to come.
 */
export function nextKey(input: string): { key: Key | null; length: number } | undefined {
  if (input === "" || BEGINNING.test(input)) return undefined;
  const sequence = SEQUENCE.exec(input)?.[0] ?? input[0];
  const name = SEQUENCES[sequence];
  if (name !== undefined) return { key: { kind: "command", name }, length: sequence.length };
  if (sequence < " ") return { key: null, length: sequence.length };
  const text = String.fromCodePoint(input.codePointAt(0)!);
  return { key: { kind: "text", text }, length: text.length };
}
