import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { LibraryCache } from "../library_cache.ts";

/** Runs the command on a program, with an empty folder of caches. */
async function run(program: string, cache: string): Promise<{ code: number; out: string; error: string }> {
  const file = `${cache}.py`;
  Deno.writeTextFileSync(file, program);
  const args = ["run", "-A", "--no-check", "--quiet", new URL("../cli.ts", import.meta.url).pathname, file];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    env: { OROCHI_CACHE: cache, OROCHI_BUILD: "manual" },
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), error: decoder.decode(stderr) };
}

async function inFolder(test: (cache: string) => Promise<void>): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    await test(`${folder}/cache`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

const PROGRAM = `import json, dataclasses, traceback
print(json.dumps([1, {"a": None}]), json.decoder.__file__, dataclasses.dataclass.__code__.co_filename)
try:
    json.loads("[1,")
except ValueError:
    print(traceback.format_exc())
`;

Deno.test("a program is the same with and without modules that were compiled ahead of it, and leaves them for the next", async () => {
  await inFolder(async (cache) => {
    const first = await run(PROGRAM, cache);
    assertEquals(first.error, "");
    const kept = new LibraryCache(cache);
    for (const path of ["json/__init__.py", "json/decoder.py", "dataclasses.py", "re/_parser.py"]) {
      assert(kept.load(path) !== null, path);
    }
    assertEquals(await run(PROGRAM, cache), first);
    Deno.removeSync(`${cache}/library`, { recursive: true });
    // With a folder that is there nobody compiles ahead.
    Deno.mkdirSync(`${cache}/library`);
    assertEquals(await run(PROGRAM, cache), first);
  });
});

Deno.test("a program with a SyntaxError, and one that ends before its imports are compiled, end as ever", async () => {
  await inFolder(async (cache) => {
    const wrong = await run("import json, asyncio\nx = = 1\n", cache);
    assertEquals([wrong.code, wrong.out], [1, ""]);
    assertStringIncludes(wrong.error, "SyntaxError: invalid syntax");
  });
  await inFolder(async (cache) => {
    const brief = await run(
      "import sys\nif len(sys.argv) == 1: sys.exit(3)\nimport asyncio, unittest\n",
      cache,
    );
    assertEquals(brief, { code: 3, out: "", error: "" });
  });
});
