/**
 * The tables of what became of CPython's own tests: counts per module (`results/modules.md`), each method that did not
 * pass with its cause (`results/failures.tsv`), and the reasons for those that are kept (`reasons.tsv`).
 *
 * @module
 */

/** What may become of a method; a crash or a hang is an error. */
export type Fate = "passed" | "failed" | "errored" | "skipped";

/** What became of one method. */
export interface MethodResult {
  readonly method: string;
  readonly fate: Fate;
  /** Line of the test, exception and beginning of its message; why it was skipped. */
  readonly cause: string;
}

/** A reason for failures that stay: CPython's own implementation is tested, or what 3.14 has changed. */
export interface Reason {
  readonly module: string;
  /** A method, or the beginning of several with `*` behind it. */
  readonly methods: string;
  readonly reason: string;
}

/** A row of the table of modules. */
export interface ModuleRow {
  readonly module: string;
  readonly passed: number;
  readonly failed: number;
  readonly errored: number;
  readonly skipped: number;
  /** How many of the failed and errored ones have a reason. */
  readonly kept: number;
}

const HEADING = ["module", "run", "passed", "%", "failed", "errored", "with a reason", "skipped"];

/**
 * The version of a test package, which decides whether its sources need changes, and where its tables are.
 *
 * @param lib Its directory, `.../python3.14/test`.
 * @throws {RangeError} If the directory does not name the version.
 */
export function versionOf(lib: string): string {
  const version = /python(3\.\d+)/.exec(lib)?.[1];
  if (version === undefined) {
    throw new RangeError(`Cannot tell the version of the tests as --lib names no python3.x: ${lib}`);
  }
  return version;
}

/**
 * Reads the reasons that hold for the tests of a version.
 *
 * @param text Lines of module, methods and reason with tabs between; `#` begins a comment. A reason that begins with what
 *   has changed ("since 3.13 ...", "3.14 words it otherwise") holds for the tests of older versions only.
 * @param version That of the tests, "3.11".
 */
export function parseReasons(text: string, version: string): Reason[] {
  const minor = Number(version.split(".")[1]);
  return text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => {
    const [module, methods, reason] = line.split("\t");
    return { module, methods, reason };
  }).filter(({ reason }) => Number(/^(?:since )?3\.(\d+) /.exec(reason)?.[1] ?? Infinity) > minor);
}

/** The reason that is given for a method's failure, or null. */
export function reasonOf(reasons: readonly Reason[], module: string, method: string): string | null {
  for (const { module: of, methods, reason } of reasons) {
    if (of !== module) continue;
    if (methods.endsWith("*") ? method.startsWith(methods.slice(0, -1)) : method === methods) return reason;
  }
  return null;
}

/** Counts the fates of a module's methods. */
export function countFates(
  module: string,
  results: readonly MethodResult[],
  reasons: readonly Reason[],
): ModuleRow {
  const of = (fate: Fate) => results.filter((result) => result.fate === fate).length;
  const kept = results.filter((result) =>
    (result.fate === "failed" || result.fate === "errored") &&
    reasonOf(reasons, module, result.method) !== null
  ).length;
  return {
    module,
    passed: of("passed"),
    failed: of("failed"),
    errored: of("errored"),
    skipped: of("skipped"),
    kept,
  };
}

/** Percent of the methods run that passed, with one decimal. */
export function percent(row: Omit<ModuleRow, "module" | "kept" | "skipped">): string {
  const run = row.passed + row.failed + row.errored;
  return run === 0 ? "-" : (row.passed * 100 / run).toFixed(1);
}

/** The sum of rows. */
export function total(rows: readonly ModuleRow[]): ModuleRow {
  const sum = { module: "all", passed: 0, failed: 0, errored: 0, skipped: 0, kept: 0 };
  for (const row of rows) {
    for (const key of ["passed", "failed", "errored", "skipped", "kept"] as const) sum[key] += row[key];
  }
  return sum;
}

/** A row as cells in the order of the heading. */
export function cells(row: ModuleRow): string[] {
  const run = row.passed + row.failed + row.errored;
  const { module, passed, failed, errored, kept, skipped } = row;
  return [module, `${run}`, `${passed}`, percent(row), `${failed}`, `${errored}`, `${kept}`, `${skipped}`];
}

/**
 * The table of modules as Markdown, sections in the order given; a module of no section goes to the last.
 *
 * @param sections Heading and modules of each section.
 */
export function formatModules(
  rows: readonly ModuleRow[],
  sections: readonly { readonly title: string; readonly modules: readonly string[] }[],
): string {
  const lines = [
    "# CPython's own tests",
    "",
    "Written by `deno task cpython --save`. Causes: [failures.tsv](failures.tsv).",
  ];
  const last = sections.at(-1)!;
  for (const section of sections) {
    const own = rows.filter((row) =>
      section.modules.includes(row.module) ||
      section === last && !sections.some((other) => other.modules.includes(row.module))
    );
    if (own.length === 0) continue;
    lines.push(
      "",
      `## ${section.title}`,
      "",
      `| ${HEADING.join(" | ")} |`,
      `|${" --- |".repeat(HEADING.length)}`,
    );
    for (const row of [...own, total(own)]) lines.push(`| ${cells(row).join(" | ")} |`);
  }
  return lines.join("\n") + "\n";
}

/** Reads the rows of `formatModules` back. */
export function parseModules(text: string): ModuleRow[] {
  const rows: ModuleRow[] = [];
  for (const line of text.split("\n")) {
    const [module, , passed, , failed, errored, kept, skipped] = line.split("|").slice(1, -1).map((cell) =>
      cell.trim()
    );
    if (module === undefined || !/^test_/.test(module)) continue;
    rows.push({
      module,
      passed: Number(passed),
      failed: Number(failed),
      errored: Number(errored),
      skipped: Number(skipped),
      kept: Number(kept),
    });
  }
  return rows;
}

/** A method that did not pass, as the list of failures has it. */
export interface Failure {
  readonly module: string;
  readonly method: string;
  readonly fate: string;
  readonly cause: string;
  readonly reason: string | null;
}

/** Reads a line of `failureLines`, with the reason that is given for it now. */
export function parseFailure(line: string, reasons: readonly Reason[]): Failure {
  const [module, method, fate, cause] = line.split("\t");
  return { module, method, fate, cause: cause ?? "", reason: reasonOf(reasons, module, method) };
}

/** A failure as a line. */
export function failureLine({ module, method, fate, cause, reason }: Failure): string {
  return [module, method, fate, cause, ...(reason === null ? [] : [reason])].join("\t");
}

/** What failures have in common: the reason, or the exception and its message without numbers and names. */
function causeOf({ cause, reason }: Failure): string {
  if (reason !== null) return reason;
  return cause.replace(/^\d+ /, "").replace(/0x[0-9a-f]+|\d+/g, "N").slice(0, 90);
}

/**
 * The failures by cause as Markdown, the most frequent first: those with a reason, then those without.
 *
 * @param failures Those of one section.
 */
export function formatCauses(title: string, failures: readonly Failure[]): string[] {
  const lines = ["", `## ${title}`];
  for (const kept of [false, true]) {
    const groups = new Map<string, Failure[]>();
    for (const failure of failures.filter(({ reason }) => (reason !== null) === kept)) {
      const group = groups.get(causeOf(failure));
      if (group === undefined) groups.set(causeOf(failure), [failure]);
      else group.push(failure);
    }
    if (groups.size === 0) continue;
    lines.push(
      "",
      `| methods | ${kept ? "kept, because" : "to be looked at"} | modules |`,
      "| --- | --- | --- |",
    );
    const sorted = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
    for (const [cause, group] of sorted) {
      const modules = [...new Set(group.map(({ module }) => module))];
      const rest = modules.length > 6 ? ` and ${modules.length - 6} more` : "";
      // What a message has of Markdown is text here.
      const text = kept ? cause : `\`${cause.replace(/[|`]/g, "'")}\``;
      lines.push(`| ${group.length} | ${text} | ${modules.slice(0, 6).join(", ")}${rest} |`);
    }
  }
  return lines;
}

/** Lines of the list of failures: module, method, fate, cause, and the reason where there is one. */
export function failureLines(
  module: string,
  results: readonly MethodResult[],
  reasons: readonly Reason[],
): string[] {
  return results.filter((result) => result.fate === "failed" || result.fate === "errored").map((result) => {
    const { method, fate, cause } = result;
    return failureLine({ module, method, fate, cause, reason: reasonOf(reasons, module, method) });
  });
}
