import { assertEquals, assertNotEquals } from "@std/assert";
import { DenoHost } from "./deno_host.ts";
import { compilerToken, LibraryCache } from "./library_cache.ts";
import { runProgram } from "./program.ts";

/** Runs a test in a folder of its own; the cache is in it, too. The environment is left alone: other tests share it. */
function inFolder(test: (folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** What a program prints that may import from a folder. */
function output(folder: string, source: string, cache: string = `${folder}/cache`): string {
  const host = new DenoHost(new LibraryCache(cache));
  host.environment = () => ({});
  const printed: string[] = [];
  const write = host.write.bind(host);
  host.write = (fd, bytes, position) => {
    if (fd !== 1) return write(fd, bytes, position);
    printed.push(new TextDecoder().decode(bytes));
    return null;
  };
  runProgram({
    refcount: "plain",
    lock: "timeout",
    reserveBytes: 64 << 20,
    source,
    filename: "main.py",
    argv: ["main.py"],
    path: [folder, "/<library>"],
    host,
  });
  return printed.join("");
}

Deno.test("the bytecode of a module is kept beside it, used again, and made anew when the source has changed", () => {
  inFolder((folder) => {
    const file = `${folder}/answer.py`, kept = `${folder}/__pycache__/answer.orochi-314.pyc`;
    Deno.writeTextFileSync(file, "def f(x):\n    return x + 1\n");
    const program = "import answer; print(answer.f(1), answer.f.__code__.co_filename == answer.__file__)";
    assertEquals(output(folder, program), "2 True\n");
    const first = Deno.readFileSync(kept);
    assertEquals(output(folder, program), "2 True\n");
    assertEquals(Deno.readFileSync(kept), first);
    Deno.writeTextFileSync(file, "def f(x):\n    return x + 100\n");
    assertEquals(output(folder, program), "101 True\n");
    assertNotEquals(Deno.readFileSync(kept), first);
  });
});

Deno.test("it is the kept bytecode that runs", () => {
  inFolder((folder) => {
    const kept = `${folder}/__pycache__`, time = new Date(1_700_000_000_000);
    Deno.writeTextFileSync(`${folder}/answer.py`, "value = 1\n");
    Deno.utimeSync(`${folder}/answer.py`, time, time);
    assertEquals(output(folder, "import answer; print(answer.value)"), "1\n");
    // The same size and time of change: only who looks into the source can tell.
    Deno.writeTextFileSync(`${folder}/answer.py`, "value = 2\n");
    Deno.utimeSync(`${folder}/answer.py`, time, time);
    assertEquals(output(folder, "import answer; print(answer.value)"), "1\n");
    Deno.removeSync(kept, { recursive: true });
    assertEquals(output(folder, "import answer; print(answer.value)"), "2\n");
  });
});

Deno.test("bytecode that is damaged, cut off, or another compiler's is not used", () => {
  inFolder((folder) => {
    const kept = `${folder}/__pycache__/answer.orochi-314.pyc`;
    Deno.writeTextFileSync(`${folder}/answer.py`, "print('right', [i * 2 for i in range(4)])\n");
    const right = "right [0, 2, 4, 6]\n";
    assertEquals(output(folder, "import answer"), right);
    const whole = Deno.readFileSync(kept);
    for (let at = 0; at < whole.length; at += 7) {
      const damaged = whole.slice();
      damaged[at] ^= 0x10;
      Deno.writeFileSync(kept, damaged);
      assertEquals(output(folder, "import answer"), right);
    }
    for (const length of [0, 3, 16, 20, 40, whole.length - 4]) {
      Deno.writeFileSync(kept, whole.subarray(0, length));
      assertEquals(output(folder, "import answer"), right);
    }
  });
});

Deno.test("sys.dont_write_bytecode leaves no file behind", () => {
  inFolder((folder) => {
    Deno.writeTextFileSync(`${folder}/answer.py`, "value = 3\n");
    assertEquals(
      output(folder, "import sys; sys.dont_write_bytecode = True\nimport answer; print(answer.value)"),
      "3\n",
    );
    assertEquals([...Deno.readDirSync(folder)].some(({ name }) => name === "__pycache__"), false);
  });
});

Deno.test("importlib and the machine's own import use the same files", () => {
  inFolder((folder) => {
    const time = new Date(1_700_000_000_000);
    const write = (text: string) => {
      Deno.writeTextFileSync(`${folder}/answer.py`, text);
      Deno.utimeSync(`${folder}/answer.py`, time, time);
    };
    write("value = 1\n");
    assertEquals(
      output(folder, "import importlib, answer; print(answer.value, answer.__cached__)").split(" ")[0],
      "1",
    );
    write("value = 2\n");
    assertEquals(output(folder, "import answer; print(answer.value)"), "1\n");
    Deno.removeSync(`${folder}/__pycache__`, { recursive: true });
    assertEquals(output(folder, "import answer; print(answer.value)"), "2\n");
    write("value = 3\n");
    assertEquals(output(folder, "import importlib, answer; print(answer.value)"), "2\n");
  });
});

Deno.test("the library's bytecode is kept in the folder of caches; what is not this compiler's is not given", () => {
  inFolder((folder) => {
    assertEquals(output(folder, "import colorsys; print(colorsys.rgb_to_hsv(1, 0, 0))"), "(0.0, 1.0, 1)\n");
    const place = `${folder}/cache/library/colorsys.pyc`, kept = Deno.readFileSync(place);
    assertEquals(new Uint32Array(kept.buffer)[0], compilerToken());
    assertEquals(new LibraryCache(`${folder}/cache`).load("colorsys.py"), kept.subarray(16));
    kept[0] ^= 1;
    Deno.writeFileSync(place, kept);
    assertEquals(new LibraryCache(`${folder}/cache`).load("colorsys.py"), null);
    assertEquals(output(folder, "import colorsys; print(colorsys.__file__)"), "/<library>/colorsys.py\n");
    assertEquals(new Uint32Array(Deno.readFileSync(place).buffer)[0], compilerToken());
  });
});

Deno.test("where the cache may not be written, nothing is kept and nothing fails", () => {
  inFolder((folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    assertEquals(
      output(folder, "import colorsys; print(colorsys.ONE_THIRD > 0)", `${folder}/file`),
      "True\n",
    );
    assertEquals(new LibraryCache(`${folder}/file`).load("colorsys.py"), null);
    assertEquals(new LibraryCache(null).load("colorsys.py"), null);
  });
});
