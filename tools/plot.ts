/**
 * Plots as SVG documents that need nothing else: lines over a scale, and groups of bars.
 *
 * @module
 */

/** A line of a plot. */
export interface Series {
  readonly name: string;
  /** Pairs of x and y, in the order of x. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Drawn dashed: what was predicted, or published by others. */
  readonly dashed?: boolean;
}

/** What a plot of lines shows. */
export interface LinePlot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
  /** Whether a scale is logarithmic; its values must be above 0 then. */
  readonly xLog?: boolean;
  readonly yLog?: boolean;
}

/** What a plot of bars shows. */
export interface BarPlot {
  readonly title: string;
  readonly yLabel: string;
  /** Names of the bars of a group. */
  readonly bars: readonly string[];
  /** A name and as many heights as there are bars; NaN for one that is missing. */
  readonly groups: readonly (readonly [name: string, heights: readonly number[]])[];
  readonly yLog?: boolean;
}

const COLOURS = ["#2f6fb7", "#d8632c", "#2e9e4f", "#8e5bb5", "#c2a01e", "#1fa3a3", "#b03060", "#6b7785"];
const WIDTH = 860, HEIGHT = 420, LEFT = 72, RIGHT = 190, TOP = 44, BOTTOM = 64;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** A scale from values to pixels, with round marks. */
interface Scale {
  readonly at: (value: number) => number;
  readonly marks: readonly number[];
}

function linearMarks(low: number, high: number): number[] {
  const rough = (high - low) / 6 || 1, power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) as number;
  const first = Math.ceil(low / step), count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => (first + i) * step);
}

function logMarks(low: number, high: number): number[] {
  const marks: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of high / low < 1000 ? [1, 2, 5] : [1]) marks.push(factor * 10 ** power);
  }
  return marks.filter((mark) => mark >= low * 0.999 && mark <= high * 1.001);
}

function scale(values: readonly number[], log: boolean, from: number, to: number, zero: boolean): Scale {
  const finite = values.filter((value) => Number.isFinite(value) && (!log || value > 0));
  let low = Math.min(...finite), high = Math.max(...finite);
  if (finite.length === 0) [low, high] = [log ? 1 : 0, 1];
  if (zero && !log) low = Math.min(0, low);
  if (zero && log) low /= 1.5;
  if (high === low) high = log ? low * 10 : low + 1;
  const place = (value: number) =>
    log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return {
    at: (value) => from + place(value) * (to - from),
    marks: log ? logMarks(low, high) : linearMarks(low, high),
  };
}

function numberText(value: number): string {
  return Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-3)
    ? value.toExponential(0)
    : `${Math.round(value * 1000) / 1000}`;
}

const px = (value: number): string => `${Math.round(value * 10) / 10}`;

function frame(title: string, yLabel: string, y: Scale, body: string, names: readonly string[]): string {
  const right = WIDTH - RIGHT, bottom = HEIGHT - BOTTOM;
  const grid = y.marks.map((mark) =>
    `<line x1="${LEFT}" x2="${right}" y1="${px(y.at(mark))}" y2="${px(y.at(mark))}" stroke="#e3e6e8"/>` +
    `<text x="${LEFT - 6}" y="${px(y.at(mark) + 4)}" text-anchor="end">${numberText(mark)}</text>`
  ).join("");
  const legend = names.map((name, i) =>
    `<rect x="${right + 16}" y="${TOP + i * 20}" width="12" height="12" fill="${
      COLOURS[i % COLOURS.length]
    }"/>` +
    `<text x="${right + 34}" y="${TOP + i * 20 + 10}">${escape(name)}</text>`
  ).join("");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" ` +
    `font-size="12"><rect width="100%" height="100%" fill="white"/>` +
    `<text x="${LEFT}" y="22" font-size="15">${escape(title)}</text>` +
    `<text x="16" y="${(TOP + bottom) / 2}" text-anchor="middle" transform="rotate(-90 16 ${
      (TOP + bottom) / 2
    })">${escape(yLabel)}</text>${grid}` +
    `<path d="M${LEFT} ${TOP}V${bottom}H${right}" fill="none" stroke="#6b7785"/>${body}${legend}</svg>\n`;
}

/** A plot of lines with their points. */
export function linePlot(plot: LinePlot): string {
  const points = plot.series.flatMap(({ points }) => points);
  const right = WIDTH - RIGHT, bottom = HEIGHT - BOTTOM;
  const x = scale(points.map(([value]) => value), plot.xLog === true, LEFT, right, false);
  const y = scale(points.map(([, value]) => value), plot.yLog === true, bottom, TOP, true);
  const marks = x.marks.map((mark) =>
    `<text x="${px(x.at(mark))}" y="${bottom + 18}" text-anchor="middle">${numberText(mark)}</text>` +
    `<line x1="${px(x.at(mark))}" x2="${px(x.at(mark))}" y1="${bottom}" y2="${bottom + 4}" stroke="#6b7785"/>`
  ).join("");
  const lines = plot.series.map(({ points, dashed }, i) => {
    const colour = COLOURS[i % COLOURS.length];
    const path = points.map(([a, b]) => `${px(x.at(a))},${px(y.at(b))}`).join(" ");
    const dots = points.map(([a, b]) =>
      `<circle cx="${px(x.at(a))}" cy="${px(y.at(b))}" r="${dashed === true ? 1.5 : 3}" fill="${colour}"/>`
    ).join("");
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="1.8"${
      dashed === true ? ' stroke-dasharray="5 4"' : ""
    }/>${dots}`;
  }).join("");
  const label = `<text x="${(LEFT + right) / 2}" y="${HEIGHT - 20}" text-anchor="middle">${
    escape(plot.xLabel)
  }</text>`;
  return frame(plot.title, plot.yLabel, y, marks + lines + label, plot.series.map(({ name }) => name));
}

/** A plot of groups of bars. */
export function barPlot(plot: BarPlot): string {
  const right = WIDTH - RIGHT, bottom = HEIGHT - BOTTOM;
  const y = scale(plot.groups.flatMap(([, heights]) => heights), plot.yLog === true, bottom, TOP, true);
  const groupWidth = (right - LEFT) / Math.max(1, plot.groups.length);
  const barWidth = groupWidth * 0.8 / Math.max(1, plot.bars.length);
  const body = plot.groups.map(([name, heights], g) => {
    const left = LEFT + (g + 0.1) * groupWidth;
    const bars = heights.map((height, b) => {
      if (!Number.isFinite(height) || (plot.yLog === true && height <= 0)) return "";
      const top = y.at(height);
      return `<rect x="${px(left + b * barWidth)}" y="${px(top)}" width="${px(barWidth * 0.92)}" height="${
        px(bottom - top)
      }" fill="${COLOURS[b % COLOURS.length]}"><title>${escape(name)}, ${escape(plot.bars[b])}: ${
        numberText(height)
      }</title></rect>`;
    }).join("");
    const middle = px(LEFT + (g + 0.5) * groupWidth);
    return `${bars}<text x="${middle}" y="${bottom + 18}" text-anchor="middle">${escape(name)}</text>`;
  }).join("");
  return frame(plot.title, plot.yLabel, y, body, plot.bars);
}
