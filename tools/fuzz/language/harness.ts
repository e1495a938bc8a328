/**
 * Runs many small programs in one process of Orochi and one of CPython and says what each of them showed.
 *
 * A case is source text that calls `show(value, ...)`; what it showed, and the exception that ended it, is its result.
 * Everything is written as ASCII, addresses are hidden, sets are sorted: what is left is what both must agree on.
 *
 * @module
 */

/** What a case showed when the process ended, or was stopped, before the case did. */
export const LOST = "<the process ended here>";

const HERE = new URL(".", import.meta.url).pathname;
const CLI = new URL("../../../packages/runtime/cli.ts", import.meta.url).pathname;

const PRELUDE = `
import re, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(400)
_address = re.compile(r"0x[0-9a-f]{6,}")
class _Told(str): pass
def _text(value):
    kind = type(value)
    if kind is _Told:
        return str(value)
    if kind is set or kind is frozenset:
        return kind.__name__ + "{" + ", ".join(sorted(map(_text, value))) + "}"
    if kind is list:
        return "[" + ", ".join(map(_text, value)) + "]"
    if kind is tuple:
        return "(" + ", ".join(map(_text, value)) + ",)"
    if kind is dict:
        return "{" + ", ".join(_text(k) + ": " + _text(v) for k, v in value.items()) + "}"
    return ascii(value)
def _error(error, depth=0):
    kind = type(error)
    text = kind.__name__ + ": "
    if isinstance(error, SyntaxError):
        text += str(error.msg)
    elif isinstance(error, UnicodeError):
        text += _plain(str(error))
    else:
        text += ", ".join(_plain(a) if type(a) is str else _text(a) for a in error.args)
    for note in getattr(error, "__notes__", ()):
        text += " note " + _plain(note)
    if depth < 4:
        if error.__cause__ is not None:
            text += " <cause " + _error(error.__cause__, depth + 1) + ">"
        if error.__context__ is not None and error.__context__ is not error.__cause__:
            text += " <context " + _error(error.__context__, depth + 1) + ">"
    return _Told(text)
def _plain(text):
    return text.encode("ascii", "backslashreplace").decode().replace("\\n", "\\\\n")
def _run(number, source):
    lines = []
    def show(*values):
        if len(lines) < 60:
            lines.append(" ".join(map(_text, values))[:1500])
    try:
        exec(compile(source, "<case>", "exec"), {"show": show, "__name__": "case", "error": _error})
    except BaseException as error:
        try:
            lines.append(_error(error))
        except BaseException as another:
            lines.append("unprintable " + type(error).__name__ + " " + type(another).__name__)
    sys.stdout.write("@%d %s\\n" % (number, _address.sub("0x", " | ".join(lines))))
    sys.stdout.flush()
`;

function literal(source: string): string {
  return JSON.stringify(source).replace(/[\ud800-\udfff]/g, (unit, at: number, all: string) => {
    const pair = /^[\ud800-\udbff][\udc00-\udfff]/.test(all.slice(at, at + 2)) ||
      (at > 0 && /^[\ud800-\udbff][\udc00-\udfff]/.test(all.slice(at - 1, at + 1)));
    return pair ? unit : `\\u${unit.charCodeAt(0).toString(16)}`;
  });
}

async function execute(command: string, args: string[], seconds: number): Promise<[string, string]> {
  const child = new Deno.Command(command, { args, stdout: "piped", stderr: "piped", stdin: "null" }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
  const { stdout, stderr } = await child.output();
  clearTimeout(timer);
  return [new TextDecoder().decode(stdout), new TextDecoder().decode(stderr)];
}

/** Whether the command `python` is CPython 3.14 or later. */
export async function isModern(python: string): Promise<boolean> {
  const [answer] = await execute(python, ["-c", "import sys; print(sys.version_info >= (3, 14))"], 30);
  return answer.trim() === "True";
}

/** One interpreter and what it said. */
export interface Outcome {
  /** By case: what it showed. */
  readonly shown: readonly string[];
  /** By index of a case that the process did not survive: the end of its error output. */
  readonly faults: ReadonlyMap<number, string>;
}

async function runAll(sources: readonly string[], command: string, args: string[]): Promise<Outcome> {
  const shown: string[] = new Array(sources.length).fill(LOST);
  const faults = new Map<number, string>();
  const file = await Deno.makeTempFile({ suffix: ".py" });
  try {
    for (let from = 0; from < sources.length;) {
      const program = PRELUDE +
        sources.slice(from).map((source, k) => `_run(${from + k}, ${literal(source)})\n`).join("");
      await Deno.writeTextFile(file, program);
      const [stdout, stderr] = await execute(command, [...args, file], 30 + (sources.length - from) / 20);
      let last = from - 1;
      for (const line of stdout.split("\n")) {
        const match = /^@(\d+) (.*)$/.exec(line);
        if (match === null) continue;
        last = Number(match[1]);
        shown[last] = match[2];
      }
      // The first without an answer is the one at fault; the others go on behind it.
      if (last < sources.length - 1) faults.set(last + 1, stderr.slice(-600));
      from = last < sources.length - 1 ? last + 2 : sources.length;
    }
  } finally {
    await Deno.remove(file);
  }
  return { shown, faults };
}

/**
 * Both interpreters' answers to the same cases.
 *
 * @param oracle The command of CPython.
 */
export async function runBoth(
  sources: readonly string[],
  oracle: string,
): Promise<{ readonly orochi: Outcome; readonly python: Outcome }> {
  const options = [`--config=${HERE}../../../deno.json`, "-A", "--no-check", CLI];
  const [orochi, python] = await Promise.all([
    runAll(sources, Deno.execPath(), ["run", ...options]),
    runAll(sources, oracle, []),
  ]);
  return { orochi, python };
}
