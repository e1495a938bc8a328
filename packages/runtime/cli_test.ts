import { assertEquals, assertStringIncludes } from "@std/assert";

const CLI = new URL("./cli.ts", import.meta.url).pathname;

function start(...args: string[]): Deno.ChildProcess {
  return startWith({}, ...args);
}

function startWith(variables: Record<string, string>, ...args: string[]): Deno.ChildProcess {
  const all = ["run", "-A", "--no-check", "--quiet", CLI, ...args];
  return new Deno.Command(Deno.execPath(), {
    args: all,
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1", PYTHONUNBUFFERED: "", ...variables },
  }).spawn();
}

/** What a command wrote, and how it ended. */
function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return outcome(start(...args));
}

async function outcome(child: Deno.ChildProcess): Promise<{ code: number; stdout: string; stderr: string }> {
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}

/** Starts a program, presses Ctrl-C as soon as it has printed something, and waits for its end. */
async function interrupt(
  source: string,
): Promise<{ code: number; signal: string | null; stdout: string; stderr: string }> {
  const child = start("-c", source);
  const decoder = new TextDecoder();
  let stdout = "";
  const reading = (async () => {
    let pressed = false;
    for await (const chunk of child.stdout) {
      stdout += decoder.decode(chunk);
      if (!pressed) child.kill("SIGINT");
      pressed = true;
    }
  })();
  const stderr = new Response(child.stderr).text();
  const { code, signal } = await child.status;
  await reading;
  return { code, signal, stdout, stderr: await stderr };
}

Deno.test("Ctrl-C is KeyboardInterrupt in a loop, and ends a program that does not catch it", async () => {
  const { signal, stderr } = await interrupt("print('ready', flush=True)\nwhile True: pass");
  // As the signal would have ended it.
  assertEquals(signal, "SIGINT");
  assertStringIncludes(stderr, "KeyboardInterrupt");
});

Deno.test("Ctrl-C wakes a main thread that waits: for time, for a lock, for a thread", async () => {
  for (const wait of ["time.sleep(1000)", "lock.acquire()", "thread.join()"]) {
    const { code, stdout } = await interrupt([
      "import _thread, time",
      "lock = _thread.allocate_lock(); lock.acquire()",
      "thread = _thread.start_joinable_thread(lock.acquire)",
      "print('ready', flush=True)",
      `try: ${wait}`,
      "except KeyboardInterrupt: print('caught')",
    ].join("\n"));
    assertEquals([code, stdout], [0, "ready\ncaught\n"]);
  }
});

Deno.test("the exit status is the program's", async () => {
  assertEquals((await run("-c", "import sys; sys.exit(7)")).code, 7);
  assertEquals(await run("-c", "raise SystemExit('words')"), { code: 1, stdout: "", stderr: "words\n" });
  const source = "import sys; sys.stderr.write('first, '); sys.exit('then \\udcff')";
  assertEquals(await run("-c", source), { code: 1, stdout: "", stderr: "first, then \\udcff\n" });
  assertEquals((await run("-c", "import sys; del sys.stderr; sys.exit(2**64)")).code, 255);
  assertEquals((await run("-c", "1/0")).code, 1);
});

Deno.test("a fault ends the process by its signal, after a report where faulthandler is enabled", async () => {
  const source = (does: string) =>
    `import faulthandler\nfaulthandler.${does}()\nfaulthandler._sigsegv()\nprint(1)`;
  // 128 and the number of the signal.
  assertEquals(await run("-c", source("disable")), { code: 139, stdout: "", stderr: "" });
  const { code, stdout, stderr } = await run("-c", source("enable"));
  assertEquals([code, stdout], [139, ""]);
  assertStringIncludes(stderr, "Fatal Python error: Segmentation fault\n\nCurrent thread 0x");
  assertStringIncludes(stderr, '  File "<string>", line 3 in <module>\n');
});

Deno.test("a program that can't be started is refused without a JavaScript stack", async () => {
  for (
    const [args, words] of [
      [["--lock", "nothing", "-c", ""], 'Cannot use lock "nothing" as there is no such strategy'],
      [["--refcount", "plain", "-c", ""], 'Cannot combine refcount "plain" with lock "object"'],
      [["--lock", "./nowhere.ts", "-c", ""], "as it can't be loaded"],
    ] as const
  ) {
    const { code, stdout, stderr } = await run(...args);
    assertEquals([code, stdout], [2, ""]);
    assertStringIncludes(stderr, words);
    assertEquals(stderr.includes("    at "), false);
  }
});

Deno.test("a strategy of one's own is loaded from its module", async () => {
  const folder = Deno.makeTempDirSync({ dir: new URL(".", import.meta.url).pathname });
  try {
    const file = `${folder}/mine.ts`;
    Deno.writeTextFileSync(
      file,
      'import { Timeout } from "@orochi/gil";\nexport default class Mine extends Timeout {}\n',
    );
    const { code, stdout, stderr } = await run("--lock", file, "--refcount", "plain", "-c", "print('mine')");
    assertEquals([code, stdout, stderr], [0, "mine\n", ""]);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("a module that is run by its name knows it, and so do child processes of it", async () => {
  const folder = Deno.makeTempDirSync();
  try {
    Deno.mkdirSync(`${folder}/shop`);
    Deno.writeTextFileSync(`${folder}/shop/__init__.py`, "");
    const program = [
      "import multiprocessing",
      "from . import __name__ as shop",
      "def work(answer): answer.value = len(shop)",
      "if __name__ == '__main__':",
      "    answer = multiprocessing.Value('i', 0)",
      "    child = multiprocessing.get_context('spawn').Process(target=work, args=(answer,))",
      "    child.start()",
      "    child.join()",
      "    print(__spec__.name, __loader__ is __spec__.loader, __package__, answer.value)",
    ];
    Deno.writeTextFileSync(`${folder}/shop/sale.py`, program.join("\n"));
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--quiet", CLI, "-m", "shop.sale"],
      cwd: folder,
    }).output();
    assertEquals(new TextDecoder().decode(stderr), "");
    assertEquals(new TextDecoder().decode(stdout), "shop.sale True shop 4\n");
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("-u and PYTHONUNBUFFERED write at once what a sudden end would lose", async () => {
  const source = "import os; print('said', end=''); os._exit(0)";
  assertEquals((await run("-c", source)).stdout, "");
  assertEquals((await run("-u", "-c", source)).stdout, "said");
  assertEquals((await outcome(startWith({ PYTHONUNBUFFERED: "1" }, "-c", source))).stdout, "said");
});

Deno.test("-X no_debug_ranges leaves out the columns of instructions, and what marks them in tracebacks", async () => {
  const program = [
    "def f(x):",
    "    return x + (1 /",
    "       0)",
    "print({p[2:] for p in f.__code__.co_positions()}, {a == b for a, b, *_ in f.__code__.co_positions()})",
    "f(1)",
  ].join("\n");
  const file = await Deno.makeTempFile({ suffix: ".py" });
  await Deno.writeTextFile(file, program);
  try {
    const { stdout, stderr } = await run("-X", "no_debug_ranges", file);
    assertEquals(stdout, "{(None, None)} {True}\n");
    assertEquals(
      stderr,
      [
        "Traceback (most recent call last):",
        `  File "${file}", line 5, in <module>`,
        "    f(1)",
        `  File "${file}", line 2, in f`,
        "    return x + (1 /",
        "ZeroDivisionError: division by zero",
        "",
      ].join("\n"),
    );
  } finally {
    await Deno.remove(file);
  }
});

Deno.test("PYTHONIOENCODING says how the standard streams encode", async () => {
  const say = (encoding: string, ...args: string[]) =>
    outcome(startWith({ PYTHONIOENCODING: encoding }, ...args, "-c", "print('caf\\xe9 \\u20ac', end='')"));
  const escaped = await say("ascii:backslashreplace");
  assertEquals(escaped.stdout, "caf\\xe9 \\u20ac");
  assertEquals((await say("ascii:backslashreplace", "-E")).stdout, "caf\xe9 \u20ac");
  const unknown = await say("none_such");
  assertEquals(unknown.code, 2);
  assertStringIncludes(unknown.stderr, "unknown encoding: none_such");
});
