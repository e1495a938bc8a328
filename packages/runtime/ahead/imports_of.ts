/**
 * What a source imports when it is run, as far as its text shows it without being parsed.
 *
 * @module
 */

/** Lines that begin a block, in the first column, and import statements anywhere. */
const LINES =
  /^(?:(def|class|async|@|if|elif|else|try|except|finally|with|for|while)\b(.*)|([ \t]*)(?:from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]*(\([^)]*\)|[^\n#;]*)|import[ \t]+([^\n#;]*)))/gm;
/** Conditions that don't hold. */
const NEVER = /\bTYPE_CHECKING\b|__main__|==\s*['"]win32/;

/**
 * The names of modules that a source imports when it is run, in that order; names that `from` imports are told as if
 * all of them were modules. What functions import when they are called is left out. Text in strings that looks like
 * a statement counts.
 *
 * @param parent The package that relative names start from; "" for none.
 */
export function importsOf(source: string, parent: string): string[] {
  const found: string[] = [];
  let runs = true;
  for (const [, block, rest, indent, dots, from, names, modules] of source.matchAll(LINES)) {
    if (block !== undefined) {
      runs = !/^(?:def|class|async|@)/.test(block) && !NEVER.test(rest);
      continue;
    }
    if (indent === "") runs = true;
    if (!runs) continue;
    if (modules !== undefined) {
      found.push(...wordsOf(modules));
      continue;
    }
    const base = dots === "" ? from : relative(parent, dots.length, from);
    if (base === "") continue;
    found.push(base, ...wordsOf(names).map((name) => `${base}.${name}`));
  }
  return found;
}

/** The first word of each item of a list. */
function wordsOf(list: string): string[] {
  return list.replace(/#[^\n]*/g, "").split(",").map((item) => /[\w.]+/.exec(item)?.[0] ?? "").filter((
    word,
  ) => word !== "");
}

function relative(parent: string, level: number, name: string): string {
  const base = parent.split(".").slice(0, level === 1 ? undefined : 1 - level).join(".");
  return name === "" ? base : base === "" ? name : `${base}.${name}`;
}
