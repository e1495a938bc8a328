/** Recursion that ends in RecursionError here and in a crash of CPython's, or that depends on how large the native stack is. */
import { assertEquals } from "@std/assert";

const CLI = new URL("./cli.ts", import.meta.url).pathname;

const PROGRAM = `
import threading

def chained(step, count):
    chain = iter([1])
    for _ in range(count):
        chain = step(chain)
    return lambda: next(chain)

def nested(count):
    outer = []
    for _ in range(count):
        outer = [outer]
    return outer

WAYS = {
    "map": chained(lambda chain: map(abs, chain), 20_000),
    "zip": chained(zip, 20_000),
    "enumerate": chained(enumerate, 20_000),
    "filter": chained(lambda chain: filter(None, chain), 20_000),
    "repr": lambda: repr(nested(20_000)),
    "eq": lambda: nested(20_000) == nested(20_000),
}

class Deep:
    def __init__(self, child):
        self.child = child
    def __repr__(self):
        return f"{self.child!r}" if self.child else "end"

def deep(count):
    outer = None
    for _ in range(count):
        outer = Deep(outer)
    return repr(outer)

def everything():
    for name, run in WAYS.items():
        try:
            run()
        except RecursionError as error:
            print(name, error)
    print(deep(100))
    try:
        deep(2000)
    except RecursionError as error:
        print(error)

everything()
thread = threading.Thread(target=everything)
thread.start()
thread.join()
`;

const WAYS = ["map", "zip", "enumerate", "filter", "repr", "eq"];
const MESSAGE = "maximum recursion depth exceeded";
const EXPECTED = [...WAYS.map((name) => `${name} ${MESSAGE}`), "end", MESSAGE, ""].join("\n");

for (const jit of ["on", "off"]) {
  // Frames of the interpreter of V8 are larger than those of its compilers, and how much stack there is can be chosen.
  for (
    const flags of [[], ["--v8-flags=--no-opt,--no-maglev,--no-sparkplug"], ["--v8-flags=--stack-size=600"]]
  ) {
    Deno.test(`runaway recursion through natives raises RecursionError, jit ${jit} ${flags.join(" ")}`, async () => {
      const file = await Deno.makeTempFile({ suffix: ".py" });
      await Deno.writeTextFile(file, PROGRAM);
      const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", "--quiet", ...flags, CLI, "--jit", jit, file],
      }).output();
      await Deno.remove(file);
      const decoder = new TextDecoder();
      assertEquals(decoder.decode(stdout) + decoder.decode(stderr), EXPECTED + EXPECTED);
    });
  }
}
