/**
 * Makes a case that differs small: tries to leave out lines, brackets with their content, and pieces of text, a whole
 * round of candidates in one pair of processes, and keeps the shortest that differs in the same way.
 *
 * @module
 */

/** A difference of two shown texts without its particulars, so that a reduction stays with the same bug. */
export function signature(orochi: string, python: string): string {
  const lines = [orochi, python].map((text) => text.split(" | "));
  let at = 0;
  while (at < lines[0].length - 1 && lines[0][at] === lines[1][at]) at++;
  return lines.map((all) => {
    const line = all[at] ?? "";
    const error = /^([A-Za-z]+(?:Error|Exception|Exit|Iteration|Warning)):/.exec(line);
    return error ? error[1] : "value";
  }).join("/");
}

function bracketed(source: string): [number, number][] {
  const spans: [number, number][] = [];
  const open: number[] = [];
  for (let k = 0; k < source.length; k++) {
    if ("([{".includes(source[k])) open.push(k);
    else if (")]}".includes(source[k]) && open.length > 0) spans.push([open.pop()!, k + 1]);
  }
  return spans;
}

/** Shorter texts to try instead of `source`. */
export function candidates(source: string): string[] {
  const found = new Set<string>();
  const lines = source.split("\n");
  for (const size of [Math.ceil(lines.length / 2), 4, 2, 1]) {
    if (size >= lines.length) continue;
    for (let k = 0; k + size <= lines.length; k++) {
      found.add([...lines.slice(0, k), ...lines.slice(k + size)].join("\n"));
    }
  }
  for (const [from, to] of bracketed(source)) {
    found.add(source.slice(0, from) + source.slice(to));
    found.add(source.slice(0, from) + "0" + source.slice(to));
    found.add(source.slice(0, from) + source.slice(from + 1, to - 1) + source.slice(to));
    found.add(source.slice(0, from + 1) + source.slice(to - 1));
  }
  const tokens = [...source.matchAll(/[A-Za-z_]\w*|\d[\w.]*|'[^'\n]*'|"[^"\n]*"|\s+|./gs)];
  for (const size of [8, 4, 2, 1]) {
    for (let k = 0; k + size <= tokens.length; k++) {
      const from = tokens[k].index,
        to = from + tokens.slice(k, k + size).reduce((sum, t) => sum + t[0].length, 0);
      found.add(source.slice(0, from) + source.slice(to));
      if (size === 1 && tokens[k][0].length > 2) found.add(source.slice(0, from) + "0" + source.slice(to));
    }
  }
  found.delete(source);
  return [...found].filter((text) => text.length < source.length && text.trim() !== "")
    .sort((a, b) => a.length - b.length);
}

/**
 * The smallest text found that still differs as `source` does.
 *
 * @param differs For each text, whether it differs with the signature looked for.
 * @param rounds How often to try; each round is one pair of processes.
 */
export async function reduce(
  source: string,
  differs: (sources: readonly string[]) => Promise<boolean[]>,
  rounds = 12,
): Promise<string> {
  for (let round = 0; round < rounds; round++) {
    const tries = candidates(source).slice(0, 400);
    const results = await differs(tries);
    const best = results.indexOf(true);
    if (best < 0) return source;
    source = tries[best];
  }
  return source;
}
