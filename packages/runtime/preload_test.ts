import { assert, assertEquals } from "@std/assert";
import { checkHeap } from "@orochi/heap";
import { PRELOADED } from "@orochi/stdlib";
import type { HostError } from "@orochi/vm";
import { checkCounts } from "./check_counts.ts";
import { PARALLEL } from "./default_strategies.ts";
import { DenoHost } from "./deno_host.ts";
import { importsLibrary, wantsLibrary } from "./image_choice.ts";
import { makeImage, runProgram } from "./program.ts";

const [lock, refcount] = PARALLEL;

/** In the environment of whoever makes the image. */
const SECRET = "an image that is kept must not hold this";
Deno.env.set("OROCHI_TEST_SECRET", SECRET);
const image = makeImage(refcount, lock, PRELOADED);
Deno.env.delete("OROCHI_TEST_SECRET");

class Host extends DenoHost {
  written = "";
  override write(_fd: number, bytes: Uint8Array): HostError | null {
    this.written += new TextDecoder().decode(bytes);
    return null;
  }
  override environment(): Record<string, string> {
    return { HOME: "/home/of/this/program", TZ: "Asia/Tokyo" };
  }
}

/** What a program writes that begins from the image, or from nothing. */
function output(source: string, path: readonly string[], begin?: Uint8Array): string {
  const host = new Host();
  const status = runProgram({
    refcount,
    lock,
    reserveBytes: 128 << 20,
    source,
    filename: "main.py",
    argv: ["main.py", "argument"],
    path,
    host,
    image: begin,
    inspect: (memory, vm) => {
      checkHeap(memory);
      assertEquals(checkCounts(vm), null);
    },
  });
  return `${host.written}status ${status}`;
}

/** The program can't tell whether the library was there already; what it writes ends with `expected`. */
function assertSame(source: string, expected: string, path: readonly string[] = []): void {
  const found = output(source, path, image);
  assertEquals(found, output(source, path));
  assertEquals(found.split("\n").at(-2), expected);
}

/** Runs a test in a folder with some files. */
function withFiles(files: { readonly [name: string]: string }, test: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    for (const [name, text] of Object.entries(files)) {
      Deno.mkdirSync(`${folder}/${name.slice(0, name.lastIndexOf("/") + 1)}`, { recursive: true });
      Deno.writeTextFileSync(`${folder}/${name}`, text);
    }
    test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("modules that are there already are no work for the collector", () => {
  const source = "import gc, json\nprint(any(each is json for each in gc.get_objects()))\n";
  assertEquals([image, undefined].map((begin) => output(source, [], begin)), [
    "False\nstatus 0",
    "True\nstatus 0",
  ]);
});

Deno.test("an image has nothing of the environment of who made it", () => {
  const text = new TextDecoder("latin1").decode(image);
  assertEquals([text.includes(SECRET), text.includes("OROCHI_TEST_SECRET")], [false, false]);
  assert(text.includes("_Environ"));
});

Deno.test("sys.modules gets a module and what it imports, in the order in which they are run", () => {
  assertSame("import sys\nprint(list(sys.modules))\n", "['builtins', 'sys', '__main__']");
  for (const name of ["asyncio", "collections.abc", "http.server", "importlib.util", "unittest", "zipfile"]) {
    const source = `import sys, ${name}\n` +
      "print([name for name in sys.modules if not name.startswith('_frozen')])\n";
    assertEquals(output(source, [], image), output(source, []), name);
  }
});

Deno.test("a module of a package is its attribute once it is imported", () => {
  assertSame(
    "import concurrent, urllib, os\nprint(hasattr(concurrent, 'futures'), hasattr(urllib, 'parse'), hasattr(os, 'path'))\n" +
      "import concurrent.futures\nprint(hasattr(concurrent, 'futures'), hasattr(concurrent.futures, 'thread'))\n",
    "True False",
  );
});

Deno.test("environment, arguments, streams, time zone and main thread are the program's own", () => {
  assertSame(
    "import os, sys, time, threading\n" +
      "print(os.environ['HOME'], sys.argv, time.tzname, threading.current_thread() is threading.main_thread(), " +
      "threading.main_thread().ident == threading.get_ident(), threading.main_thread()._stderr is sys.stderr, " +
      "threading.main_thread().native_id == os.getpid())\n",
    "/home/of/this/program ['main.py', 'argument'] ('JST', 'JST') True True True True",
  );
});

Deno.test("random numbers differ from program to program, and times of log records are from its own beginning", () => {
  const source = "import random, logging, time\nprint(time.time_ns() - logging._startTime < 60 * 10 ** 9)\n" +
    "print(random.random())\n";
  const [first, second] = [1, 2].map(() => output(source, [], image).split("\n"));
  assertEquals([first[0], second[0]], ["True", "True"]);
  assert(first[1] !== second[1]);
});

Deno.test("what modules register when they are imported is registered", () => {
  assertSame(
    "import atexit\nprint(atexit._ncallbacks())\nimport logging\nprint(atexit._ncallbacks())\n" +
      "atexit._run_exitfuncs()\nprint(atexit._ncallbacks())\n",
    "0",
  );
});

Deno.test("loggers of modules are there once these are imported, and a program's own of their names are theirs", () => {
  const show = "print(sorted(logging.root.manager.loggerDict), asyncio.log.logger.parent is logging.root, " +
    "logging.getLogger('asyncio') is asyncio.log.logger)\n";
  assertSame(
    "import logging\nprint(logging.root.manager.loggerDict)\nimport asyncio.log\n" + show,
    "['asyncio', 'concurrent', 'concurrent.futures'] True True",
  );
  assertSame(
    "import logging\nown = logging.getLogger('asyncio')\nimport asyncio.log\nprint(asyncio.log.logger is own)\n" +
      show,
    "['asyncio', 'concurrent', 'concurrent.futures'] True True",
  );
});

Deno.test("a module of the program's own is found before that of the library, by all who import it", () => {
  withFiles({ "textwrap.py": "def dedent(text): return 'mine'\n" }, (folder) => {
    const source = "import argparse\nprint(argparse.__name__)\nimport textwrap\nprint(textwrap.dedent(''))\n";
    assertSame(source, "mine", [folder]);
  });
  withFiles({ "random/__init__.py": "mine = True\n" }, (folder) => {
    assertEquals(output("import tempfile\n", [folder], image), output("import tempfile\n", [folder]));
    assertSame("import random\nprint(random.mine)\n", "True", [folder]);
  });
  // What is in no folder of the path, or only a folder without modules, does no harm.
  withFiles({ "json/data.txt": "", "other/json.py": "" }, (folder) => {
    assertSame("import json\nprint(json.dumps([1]))\n", "[1]", [folder, `${folder}/missing`]);
  });
});

Deno.test("a folder that gets a module of its own after others were imported is looked at again", () => {
  withFiles({}, (folder) => {
    assertSame(
      "import json, sys\nfolder = sys.path[0]\n" +
        "with open(folder + '/textwrap.py', 'w') as file: file.write('mine = True')\n" +
        "import textwrap\nprint(hasattr(textwrap, 'mine'))\nimport os\nos.remove(folder + '/textwrap.py')\n",
      "True",
      [folder],
    );
  });
});

Deno.test("what the program has put into sys.modules is what modules of the library get", () => {
  assertSame(
    "import sys, types\nfake = types.ModuleType('textwrap')\nfake.dedent = None\nsys.modules['textwrap'] = fake\n" +
      "import difflib, argparse\nprint(sys.modules['textwrap'] is fake, argparse._sys is sys)\n",
    "True True",
  );
  assertSame(
    "import sys\nsys.modules['base64'] = None\n" +
      "try: import urllib.request\nexcept ImportError as error: print(error)\n",
    "import of base64 halted; None in sys.modules",
  );
});

Deno.test("a module that was taken out of sys.modules is run anew", () => {
  assertSame(
    "import sys, json\nfirst = json\ndel sys.modules['json']\nimport json\n" +
      "print(json is first, json.JSONDecoder is first.JSONDecoder)\n" +
      "import importlib\nprint(importlib.reload(json) is json)\n",
    "True",
  );
});

Deno.test("trace functions, finders and an __import__ of the program's own see modules being imported", () => {
  assertSame(
    "import sys\nseen = set()\n" +
      "def trace(frame, event, argument): seen.add(frame.f_globals.get('__name__'))\n" +
      "sys.settrace(trace)\nimport textwrap\nsys.settrace(None)\nprint('textwrap' in seen, 're' in seen)\n",
    "True True",
  );
  assertSame(
    "import sys\nseen = []\nclass Finder:\n    @staticmethod\n    def find_spec(name, path, target=None):\n" +
      "        seen.append(name)\nsys.meta_path.insert(0, Finder)\nimport textwrap\nprint('textwrap' in seen, 're' in seen)\n",
    "True True",
  );
  assertSame(
    "import builtins\nseen = []\ngenuine = builtins.__import__\n" +
      "def other(name, *rest):\n    seen.append(name)\n    return genuine(name, *rest)\n" +
      "builtins.__import__ = other\nimport textwrap\nprint('textwrap' in seen, 're' in seen)\n",
    "True True",
  );
});

Deno.test("importlib finds and loads what is there already as import does, with specifications", () => {
  assertSame(
    "import importlib.util, sys\nmodule = importlib.import_module('difflib')\nimport difflib\n" +
      "print(module is difflib, module.__spec__.name, module.__loader__ is module.__spec__.loader, " +
      "importlib.util.find_spec('textwrap').name, sys.__spec__.name)\n",
    "True difflib True textwrap sys",
  );
});

Deno.test("programs that import but native modules need no library", () => {
  const natives = ["sys", "time", "math"];
  for (
    const source of ["print(1)", "import sys, time", "import sys as s\nfrom math import pi", "important = 1"]
  ) assertEquals(importsLibrary(source, natives), false, source);
  for (
    const source of [
      "import json",
      "import sys, os",
      "if x:\n\tfrom os.path import join",
      "from . import a",
      "__import__('json')",
      "exec('import os')",
    ]
  ) assertEquals(importsLibrary(source, natives), true, source);
});

Deno.test("options that modules look at when they are run have them run", () => {
  const settings = {
    refcount,
    lock,
    jit: true,
    reserveBytes: 256 << 20,
    argv: [],
    path: [],
    program: { source: "import json", filename: "main.py" },
  };
  const python = { flags: {}, warnOptions: [], xOptions: [], origArgv: [] };
  assertEquals(wantsLibrary(settings, []), true);
  assertEquals(wantsLibrary({ ...settings, python: { ...python, flags: { quiet: 1 } } }, []), true);
  assertEquals(wantsLibrary({ ...settings, python: { ...python, flags: { optimize: 1 } } }, []), false);
  assertEquals(wantsLibrary({ ...settings, python: { ...python, warnOptions: ["error"] } }, []), false);
  assertEquals(wantsLibrary({ ...settings, python: { ...python, xOptions: [["dev", null]] } }, []), false);
  assertEquals(wantsLibrary({ ...settings, reserveBytes: 64 << 20 }, []), false);
  assertEquals(wantsLibrary({ ...settings, program: { module: "json.tool" } }, []), true);
  assertEquals(wantsLibrary({ ...settings, program: { source: "print()", filename: "main.py" } }, []), false);
});
