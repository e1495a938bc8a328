/**
 * A trace as a picture: a row for each thread, green where it runs, red where it waits for the lock, as in the
 * visualisations of Beazley's talks on the interpreter lock. One SVG file that needs nothing else.
 *
 * @module
 */
import { BLOCKS, COLLECTS, PARKED, RUNS, type Stretch, type Trace, WAITS } from "./buffer.ts";
import { STATE_NAMES, threadTitle } from "./chrome.ts";

/** States from the bottom of a column up, with their colours. */
const LAYERS: readonly (readonly [state: number, colour: string])[] = [
  [RUNS, "#2e9e4f"],
  [COLLECTS, "#8e5bb5"],
  [WAITS, "#d8342c"],
  [BLOCKS, "#3a7bd5"],
  [PARKED, "#cfd4da"],
];

const LEFT = 110, TOP = 46, ROW = 22, GAP = 8, COLUMNS = 1000;
/** A column that one state fills to this part is drawn as if it did wholly. */
const WHOLE = 0.995;

/** How much of each of a thread's columns each state takes, from 0 to 1. */
function shares(stretches: readonly Stretch[], start: number, columnMs: number): Float64Array[] {
  const columns = Array.from({ length: COLUMNS }, () => new Float64Array(LAYERS.length));
  for (const { state, from, to } of stretches) {
    const layer = LAYERS.findIndex(([known]) => known === state);
    const first = Math.floor((from - start) / columnMs), last = (to - start) / columnMs;
    for (let column = first; column < last && column < COLUMNS; column++) {
      const begin = Math.max(from, start + column * columnMs);
      const end = Math.min(to, start + (column + 1) * columnMs);
      columns[column][layer] += (end - begin) / columnMs;
    }
  }
  return columns;
}

/** One thread's row: runs of columns that one state fills are one rectangle each. */
function row(columns: readonly Float64Array[], y: number): string {
  let text = "";
  for (let x = 0; x < COLUMNS;) {
    const whole = columns[x].findIndex((share) => share >= WHOLE);
    let end = x + 1;
    if (whole >= 0) {
      while (end < COLUMNS && columns[end][whole] >= WHOLE) end++;
      text += rectangle(x, end - x, y, ROW, whole);
    } else {
      let bottom = y + ROW;
      columns[x].forEach((share, layer) => {
        const height = Math.min(1, share) * ROW;
        if (height >= 0.2) text += rectangle(x, 1, bottom - height, height, layer);
        bottom -= height;
      });
    }
    x = end;
  }
  return text;
}

function rectangle(x: number, width: number, y: number, height: number, layer: number): string {
  const size = (value: number) => `${Math.round(value * 10) / 10}`;
  return `<rect x="${LEFT + x}" y="${size(y)}" width="${width}" height="${size(height)}" class="s${layer}"/>`;
}

/** Round distances of marks: about ten on the axis. */
function tickMs(totalMs: number): number {
  const rough = totalMs / 10, power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((factor) => factor * power).find((tick) => tick >= rough) as number;
}

function axis(totalMs: number, height: number): string {
  const tick = tickMs(totalMs);
  let text = "";
  for (let ms = 0; ms <= totalMs; ms += tick) {
    const x = Math.round(LEFT + ms / totalMs * COLUMNS);
    const label = tick >= 1000 ? `${ms / 1000} s` : `${Math.round(ms * 1000) / 1000} ms`;
    text += `<line x1="${x}" x2="${x}" y1="${TOP - 4}" y2="${height}" class="tick"/>` +
      `<text x="${x}" y="${TOP - 8}" text-anchor="middle">${label}</text>`;
  }
  return text;
}

function legend(): string {
  return LAYERS.map(([state, colour], i) =>
    `<rect x="${LEFT + i * 160}" y="6" width="12" height="12" fill="${colour}"/>` +
    `<text x="${LEFT + i * 160 + 18}" y="16">${STATE_NAMES[state]}</text>`
  ).join("");
}

/** The trace as an SVG document. */
export function timeline(trace: Trace): string {
  const { stretches } = trace;
  const idents = [...new Set(stretches.map(({ ident }) => ident))].sort((a, b) => a - b);
  const start = stretches.reduce((least, { from }) => Math.min(least, from), Infinity);
  const end = stretches.reduce((most, { to }) => Math.max(most, to), start);
  const totalMs = stretches.length === 0 ? 1 : Math.max(end - start, 0.001);
  const height = TOP + idents.length * (ROW + GAP);
  const styles = LAYERS.map(([, colour], i) => `.s${i}{fill:${colour}}`).join("");
  const rows = idents.map((ident, i) => {
    const own = stretches.filter((stretch) => stretch.ident === ident);
    const y = TOP + i * (ROW + GAP);
    const runMs = own.reduce((sum, { state, from, to }) => sum + (state === RUNS ? to - from : 0), 0);
    const waitMs = own.reduce((sum, { state, from, to }) => sum + (state === WAITS ? to - from : 0), 0);
    const title = `<title>${threadTitle(ident)}: runs ${runMs.toFixed(1)} ms, waits ${
      waitMs.toFixed(1)
    } ms</title>`;
    return `<g>${title}<text x="${LEFT - 8}" y="${y + 15}" text-anchor="end">${threadTitle(ident)}</text>${
      row(shares(own, start, totalMs / COLUMNS), y)
    }</g>`;
  });
  const lost = trace.lost === 0
    ? ""
    : `<text x="${LEFT}" y="${height + 14}">${trace.lost} records lost</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${LEFT + COLUMNS + 20}" height="${height + 20}" ` +
    `font-family="sans-serif" font-size="12"><style>${styles}.tick{stroke:#e3e6e8}</style>` +
    `<rect width="100%" height="100%" fill="white"/>${legend()}${axis(totalMs, height)}${
      rows.join("\n")
    }${lost}</svg>\n`;
}
