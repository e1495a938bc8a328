import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { checkHeap, HeapMemory } from "@orochi/heap";
import { endThread } from "@orochi/vm";
import {
  BUILD_CODE,
  BUILD_COMPILED,
  BUILD_FORMAT,
  BUILD_RECORD,
  BUILD_WORKER,
  type BuildRecord,
  describeSource,
  findBuild,
} from "./build.ts";
import { checkCounts } from "./check_counts.ts";
import { DenoHost } from "./deno_host.ts";
import { makeImage, makeVm, runMainThread } from "./program.ts";
import { assembleSlot, builtinMakers, createMemory, LOCKS, REFCOUNTS } from "./strategies.ts";
import { noThreads } from "./worker_threads.ts";

const CLI = new URL("./cli.ts", import.meta.url).href;

/** Runs a test in a folder of its own. The environment is left alone: other tests share it. */
async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = Deno.makeTempDirSync();
  try {
    await test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** Runs the command outside of the checkout. */
async function orochi(
  folder: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const output = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", CLI, ...args],
    cwd: "/",
    env: { OROCHI_CACHE: folder, OROCHI_BUILD: "manual" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code: output.code, out: text(output.stdout), err: text(output.stderr) };
}

/** Whether V8 uses a build's compiled code, for the build's script with something behind it. */
async function v8Takes(place: string, behind: string): Promise<string> {
  const program = `import { Script } from "node:vm";
    const source = Deno.readTextFileSync("${place}/${BUILD_CODE}") + "${behind}";
    const cachedData = Deno.readFileSync("${place}/${BUILD_COMPILED}");
    console.log(!new Script(source, { cachedData }).cachedDataRejected);`;
  // A process of its own: flags of V8, which the tests may have, are part of what is compared.
  const output = await new Deno.Command(Deno.execPath(), { args: ["eval", program] }).output();
  return new TextDecoder().decode(output.stdout);
}

/** Writes a build whose one source is given. */
function write(folder: string, source: string): void {
  const name = "one";
  Deno.mkdirSync(`${folder}/${name}`, { recursive: true });
  const record: BuildRecord = {
    format: BUILD_FORMAT,
    name,
    deno: Deno.version.deno,
    archive: "file:///archive.zip",
    token: 7,
    sources: [describeSource(source)!],
    natives: ["sys"],
  };
  Deno.writeTextFileSync(`${folder}/${BUILD_RECORD}`, JSON.stringify(record));
  Deno.writeTextFileSync(`${folder}/${name}/biased.heap`, "");
  Deno.writeTextFileSync(`${folder}/${name}/${BUILD_WORKER}`, "");
}

Deno.test("a program that begins from an image runs as any other, and leaves a right heap, under every combination", () => {
  const source = "import re, threading\n" +
    "class A:\n    x = [i for i in range(5)]\n" +
    "print(re.sub('b+', '-', 'abbc'), A.x, sorted({'k': 1, None: 2}.values()), 10 ** 30)\n";
  for (const refcount of Object.keys(REFCOUNTS)) {
    for (const lock of Object.keys(LOCKS)) {
      const makers = builtinMakers(refcount, lock);
      let memory: HeapMemory;
      try {
        memory = createMemory(makers, 64 << 20);
      } catch {
        continue;
      }
      memory = createMemory(makers, 64 << 20, makeImage(refcount, lock));
      const host = new DenoHost();
      let printed = "";
      host.write = (_fd, bytes) => {
        printed += new TextDecoder().decode(bytes);
        return null;
      };
      const options = { argv: ["main.py"], path: ["/<library>"] };
      const vm = makeVm(assembleSlot(makers, memory, 1), 1, host, noThreads, options);
      assertEquals(
        runMainThread(vm, { source, filename: "main.py" }, true),
        0,
        `${printed} under ${refcount} and ${lock}`,
      );
      assertEquals(printed, "a-c [0, 1, 2, 3, 4] [1, 2] 1000000000000000000000000000000\n");
      endThread(vm);
      checkHeap(memory);
      assertEquals(checkCounts(vm), null, `under ${refcount} and ${lock}`);
    }
  }
});

Deno.test("a build is used until a source changes, for strategies by name only", () =>
  inFolder((folder) => {
    const source = `${folder}/source.ts`, names = { refcount: "biased", lock: "object" };
    const found = (wanted: typeof names) => {
      const held = findBuild(wanted, folder);
      held?.release();
      return held && { ...held.build, ...held.images, fresh: held.isFresh() };
    };
    Deno.writeTextFileSync(source, "1");
    assertEquals(found(names), null);
    write(folder, source);
    const build = {
      worker: `file://${folder}/one/${BUILD_WORKER}`,
      archive: "file:///archive.zip",
      token: 7,
      small: `${folder}/one/biased.heap`,
      large: null,
    };
    assertEquals(found(names), { ...build, fresh: true });
    assertEquals(found({ refcount: "plain", lock: "timeout" }), { ...build, small: null, fresh: true });
    assertEquals(found({ refcount: "file:///mine.ts", lock: "object" }), null);
    Deno.writeTextFileSync(source, "12");
    assertEquals(found(names)?.fresh, false);
    write(folder, source);
    Deno.removeSync(source);
    assertEquals(found(names)?.fresh, false);
    Deno.removeSync(`${folder}/one/${BUILD_WORKER}`);
    assertEquals(found(names), null);
    Deno.writeTextFileSync(`${folder}/${BUILD_RECORD}`, "{");
    assertEquals(found(names), null);
    return Promise.resolve();
  }));

Deno.test("orochi build makes programs start from it, with threads; without its files they start as before", () =>
  inFolder(async (folder) => {
    const made = await orochi(folder, "build");
    assertEquals(made.code, 0, made.err);
    assertMatch(
      made.err,
      /modules into one file[^]*heap image for refcount biased[^]*V8 has compiled[^]*used until a source changes/,
    );
    const program = "import sys, threading\n" +
      "t = threading.Thread(target=print, args=('in a thread',)); t.start(); t.join()\n" +
      "print(sys.argv, __name__)";
    const expected = "in a thread\n['-c', 'x'] __main__\n";
    const place = /written to (.*);/.exec(made.err)![1], beside = place.replace(/[^/]*$/, "");
    assertEquals((await orochi(folder, "-c", program, "x")).out, expected);
    // V8 takes what it had compiled, and knows when it belongs to other code.
    assertEquals(await v8Takes(place, ""), "true\n");
    assertEquals(await v8Takes(place, " "), "false\n");
    // Proof that it is the build that runs.
    const worker = `${place}/${BUILD_WORKER}`, text = Deno.readTextFileSync(worker);
    Deno.writeTextFileSync(worker, `console.log("built");\n${text}`);
    assertStringIncludes((await orochi(folder, "-c", program, "x")).out, "built\n");
    Deno.removeSync(`${place}/biased.heap`);
    assertStringIncludes((await orochi(folder, "-c", program, "x")).out, expected);
    {
      // As a program that runs from it does.
      using file = Deno.openSync(worker);
      file.lockSync(false);
      assertEquals((await orochi(folder, "build", "--remove")).code, 0);
      assertEquals(Deno.readTextFileSync(worker).length > 0, true);
    }
    assertEquals((await orochi(folder, "-c", program, "x")).out, expected);
    assertEquals((await orochi(folder, "build")).code, 0);
    const left = Array.from(Deno.readDirSync(beside), ({ name }) => name).sort();
    assertEquals(
      [left.length, left.includes(BUILD_RECORD)],
      [2, true],
      "the first build is gone, the second is there",
    );
    const wrong = await orochi(folder, "build", "--quick");
    assertEquals([wrong.code, wrong.err.split("\n")[0]], [2, "orochi: unexpected argument: --quick"]);
  }));

Deno.test("a build without a folder says what is missing", async () => {
  const made = await orochi("not/absolute", "build");
  assertEquals([made.code, made.err.includes("set OROCHI_CACHE or HOME")], [1, true]);
});
