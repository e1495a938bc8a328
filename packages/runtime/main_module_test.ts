import { assertEquals, assertStringIncludes } from "@std/assert";

const CLI = new URL("./cli.ts", import.meta.url).pathname;

/** Tells what `__main__` knows of itself, paths relative to a folder. */
const PROGRAM = `
import sys
def shown(value):
    return repr(value).replace(sys.argv[-1], "")
g = globals()
print(*[shown(g.get(name, "missing")) for name in ("__name__", "__file__", "__cached__", "__package__")])
kind = __loader__ if isinstance(__loader__, type) else type(__loader__)
print(kind.__name__, shown(getattr(__loader__, "path", None)), type(__builtins__).__name__)
print(__spec__ and (__spec__.name, __spec__.parent, __spec__.loader is __loader__, __spec__.cached == __cached__))
print(shown(sys.path[0]), "runpy" in g)
`;

/** Runs the command in a folder, with the folder as last argument; what it wrote. */
async function run(folder: string, args: string[], stdin = "", path = ""): Promise<string> {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "--quiet", CLI, ...args, folder],
    cwd: folder,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1", PYTHONDONTWRITEBYTECODE: "1", PYTHONPATH: path },
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(stdin));
  await writer.close();
  const { stdout, stderr } = await child.output();
  return new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
}

async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.realPath(await Deno.makeTempDir());
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join("");

Deno.test("a script is in its file, in no package, and has no specification", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/main.py`, PROGRAM);
    assertEquals(
      await run(folder, ["main.py"]),
      lines("'__main__' '/main.py' None None", "SourceFileLoader '/main.py' module", "None", "'' False"),
    );
  });
});

Deno.test("a command has no file, standard input is called one", async () => {
  await inFolder(async (folder) => {
    const rest = ["BuiltinImporter None module", "None", "'' False"];
    assertEquals(await run(folder, ["-c", PROGRAM]), lines("'__main__' 'missing' 'missing' None", ...rest));
    assertEquals(await run(folder, ["-"], PROGRAM), lines("'__main__' '<stdin>' None None", ...rest));
  });
});

Deno.test("a module that is run by its name, and a folder, have a specification", async () => {
  await inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/pkg`);
    for (const name of ["pkg/__init__", "main", "pkg/__main__", "pkg/mod"]) {
      await Deno.writeTextFile(`${folder}/${name}.py`, name === "pkg/__init__" ? "" : PROGRAM);
    }
    const expected = (file: string, name: string, parent: string, path = "") => {
      const cached = file.replace(
        /[^/]*$/,
        (last) => `__pycache__/${last.replace(".py", ".orochi-314.pyc")}`,
      );
      return lines(
        `'__main__' '/${file}' '/${cached}' '${parent}'`,
        `SourceFileLoader '/${file}' module`,
        `('${name}', '${parent}', True, True)`,
        `'${path}' False`,
      );
    };
    assertEquals(await run(folder, ["-m", "main"]), expected("main.py", "main", ""));
    assertEquals(await run(folder, ["-m", "pkg"]), expected("pkg/__main__.py", "pkg.__main__", "pkg"));
    assertEquals(await run(folder, ["-m", "pkg.mod"]), expected("pkg/mod.py", "pkg.mod", "pkg"));
    assertEquals(await run(folder, ["pkg"]), expected("pkg/__main__.py", "__main__", "", "/pkg"));
  });
});

Deno.test("an archive is run whatever it begins with, and so is a folder in it", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/main.py`, PROGRAM);
    const pack = [
      "import zipfile",
      "with open('z.pyz', 'wb') as file:",
      "    file.write(b'#!/usr/bin/env orochi\\n')",
      "    with zipfile.ZipFile(file, 'w') as archive:",
      "        archive.comment = b'of it'",
      "        for name in '__main__.py', 'inner/__main__.py': archive.write('main.py', name)",
    ].join("\n");
    assertEquals(await run(folder, ["-c", pack]), "");
    for (const place of ["z.pyz", "z.pyz/inner"]) {
      assertEquals(
        await run(folder, [place]),
        lines(
          `'__main__' '/${place}/__main__.py' '/${place}/__pycache__/__main__.orochi-314.pyc' ''`,
          "zipimporter None module",
          "('__main__', '', True, True)",
          `'/${place}' False`,
        ),
      );
    }
    assertStringIncludes(
      await run(folder, ["z.pyz/none"]),
      `can't find '__main__' module in '${folder}/z.pyz/none'`,
    );
    assertStringIncludes(
      await run(folder, ["main.py/none"]),
      `'${folder}/main.py/none': [Errno 20] Not a directory`,
    );
  });
});

Deno.test("a module of an archive is found by its name, and tracebacks have its lines", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/inside.py`, `${PROGRAM}1 / 0\n`);
    const pack =
      "import os, zipfile\nwith zipfile.ZipFile('a.zip', 'w') as z: z.write('inside.py')\nos.remove('inside.py')\n";
    assertEquals(await run(folder, ["-c", pack]), "");
    const said = await run(folder, ["-m", "inside"], "", "a.zip");
    assertStringIncludes(
      said,
      "'__main__' '/a.zip/inside.py' '/a.zip/__pycache__/inside.orochi-314.pyc' ''\nzipimporter None module\n('inside', '', True, True)\n",
    );
    assertStringIncludes(
      said,
      'a.zip/inside.py", line 11, in <module>\n    1 / 0\n    ~~^~~\nZeroDivisionError: ',
    );
    assertStringIncludes(said, 'runpy.py", line 198, in _run_module_as_main\n');
  });
});

Deno.test("a compiled file is a program by its name or its beginning, unless it is another's", async () => {
  await inFolder(async (folder) => {
    await Deno.writeTextFile(
      `${folder}/source.py`,
      "import sys\nprint(__name__, __file__[-13:], sys.argv[1:-1])\n",
    );
    const compile = "import py_compile, shutil\npy_compile.compile('source.py', 'compiled.pyc')\n" +
      "shutil.copy('compiled.pyc', 'something.else')\n";
    assertEquals(await run(folder, ["-c", compile]), "");
    assertEquals(await run(folder, ["compiled.pyc", "1"]), "__main__ /compiled.pyc ['1']\n");
    assertEquals(await run(folder, ["something.else"]), "__main__ omething.else []\n");
    const bytes = await Deno.readFile(`${folder}/compiled.pyc`);
    for (
      const [name, content, message] of [
        ["short", bytes.subarray(0, 9), "EOFError: EOF read where not expected\n"],
        ["other", bytes.with(1, bytes[1] ^ 1), "RuntimeError: Bad magic number in .pyc file\n"],
        ["empty", bytes.subarray(0, 16), "EOFError: EOF read where object expected\n"],
        [
          "value",
          new Uint8Array([...bytes.subarray(0, 16), 78]),
          "RuntimeError: Bad code object in .pyc file\n",
        ],
      ] as const
    ) {
      await Deno.writeFile(`${folder}/${name}.pyc`, content);
      assertEquals(await run(folder, [`${name}.pyc`]), message);
    }
  });
});

Deno.test("what is no module is refused as CPython's command does", async () => {
  await inFolder(async (folder) => {
    for (
      const [name, message] of [
        ["nowhere", ": No module named nowhere\n"],
        [".near", ": Relative module names not supported\n"],
        ["email", ": No module named email.__main__; 'email' is a package and cannot be directly executed\n"],
        [
          "no.where",
          ": Error while finding module specification for 'no.where' (ModuleNotFoundError: No module named 'no')\n",
        ],
      ]
    ) {
      const said = await run(folder, ["-m", name], "[1]");
      assertEquals(said.slice(said.indexOf(": ")), message);
      assertEquals(said.includes("Traceback"), false);
    }
  });
});
