import { assert, assertEquals, assertMatch } from "@std/assert";
import { runTestProgram } from "./_run_test_program.ts";
import { parseCommand } from "./command_line.ts";

const COUNTER = new URL("./testdata/native_counter.ts", import.meta.url).href;
const PROGRAM = `
import sys, threading
print(sys._is_gil_enabled())
import counter
class Old:
    def __index__(self): return 3
counter.count(Old())
thread = threading.Thread(target=counter.count)
thread.start()
thread.join()
print(counter.__doc__, counter.count.__doc__)
`;
const DOCS = "Counts its calls, in a variable of its Worker. Adds to the count; returns it.\n";
const WARNING = /^<string>:4: RuntimeWarning: The global interpreter lock .* to load module 'counter'.*\n/;

function run(parallel: boolean, lock = "object", source = PROGRAM) {
  return runTestProgram(source, { lock, natives: { addresses: [COUNTER], parallel } });
}

Deno.test("a native module that is serial makes the run serial, and a warning names it", async () => {
  const { stdout, stderr, status, heapError } = await run(false);
  assertEquals(stdout, `True\n${DOCS}`);
  assertMatch(stderr, WARNING);
  assertEquals([status, heapError], [0, null]);
});

Deno.test("with -X gil=0, or a lock that serialises, a serial module changes nothing and nobody is warned", async () => {
  for (const [parallel, lock, enabled] of [[true, "object", "False"], [false, "tick", "True"]] as const) {
    const { stdout, stderr, status, heapError } = await run(parallel, lock);
    assertEquals([stdout, stderr, status, heapError], [`${enabled}\n${DOCS}`, "", 0, null]);
  }
});

Deno.test("whoever imports a serial module may turn the warning into an error", async () => {
  const source = `
import warnings
warnings.simplefilter("error")
try:
    import counter
except RuntimeWarning as warning:
    print("counter" in str(warning))
`;
  const { stdout, stderr, status } = await run(false, "object", source);
  assertEquals([stdout, stderr, status], ["True\n", "", 0]);
});

Deno.test("native modules that are missing, or are none, refuse the program", async () => {
  const wrong = new URL("./messages.ts", import.meta.url).href;
  for (const address of [`${wrong}.missing.ts`, wrong]) {
    const { refusal } = await runTestProgram("", { natives: { addresses: [address], parallel: false } });
    assert(refusal?.includes(`the native module ${address}`), String(refusal));
  }
});

Deno.test("--native names files from the current directory, and -X gil=0 lets serial ones run in parallel", () => {
  const natives = (...args: string[]) => {
    const command = parseCommand([...args, "-c", "pass"]);
    if (command.kind !== "run") throw new Error(`unexpected ${command.kind}`);
    return command.settings.natives;
  };
  const here = `file://${Deno.cwd()}`;
  assertEquals(natives(), undefined);
  assertEquals(natives("--native", "./a.ts", "--native=b.js"), {
    addresses: [`${here}/a.ts`, `${here}/b.js`],
    parallel: false,
  });
  assertEquals(natives("-Xgil=0", "--native", "./a.ts")?.parallel, true);
  assertEquals(natives("-Xgil=1", "--native", "./a.ts")?.parallel, false);
});
