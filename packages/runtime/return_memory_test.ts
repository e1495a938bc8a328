import { assertEquals } from "@std/assert";

const CLI = new URL("cli.ts", import.meta.url).pathname;

/** Runs a program in a process of its own; its output. */
async function run(permissions: string[], options: string[], source: string): Promise<string> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-check", "--quiet", ...permissions, CLI, ...options, "-c", source],
  }).output();
  const decoder = new TextDecoder();
  assertEquals([code, decoder.decode(stderr)], [0, ""]);
  return decoder.decode(stdout).trim();
}

/** MiB that the system has behind the process with 170 MiB in use, and after they are dropped. */
const DROPS = `
import orochi
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 >> 20
def fill():
    return [i + 0.5 for i in range(2_000_000)], bytes(1) * (100 << 20)
def check(kept):
    assert sum(kept) == len(kept) * len(kept) / 2, "what was kept is as before"
kept = [i + 0.5 for i in range(100_000)]
more = fill()
full = resident()
del more
left = resident()
check(kept)
again = fill()
assert sum(again[0]) == 2e12 and not any(again[1][::4096])
del again
`;

for (const refcount of ["biased", "side", "deferred"]) {
  Deno.test(`${refcount}: memory of objects and storage that are gone goes back to the system`, async () => {
    const source = `${DROPS}
print(full - left > 130, orochi.heap()["held_bytes"] < 64 << 20)`;
    assertEquals(
      await run(["-A"], ["--lock", "timeout", "--refcount", refcount], source),
      "True True",
    );
  });
}

Deno.test("in a forked process and in its parent too, and neither sees the other's", async () => {
  // By itself the heap gives back less from time to time, as the program takes it again.
  const dropsAsked = DROPS.trim().replace("del more", "del more\norochi.release_memory()");
  const source = `
import multiprocessing
context = multiprocessing.get_context("fork")
before = [i + 0.25 for i in range(2_000_000)]
def drops(mine):
    global before
    if mine:
        before = None
${dropsAsked.replaceAll(/^/gm, "    ")}
    print(full - left > 130, flush=True)
for _ in range(3):
    child = context.Process(target=drops, args=(True,))
    child.start()
    child.join()
    assert child.exitcode == 0 and sum(before) == 2e12 - 5e5, "the parent's are as before"
    drops(False)
`;
  assertEquals(await run(["-A"], [], source), Array(6).fill("True").join("\n"));
});

Deno.test("where the C library may not be called, the heap keeps its pages and says so", async () => {
  const source = `
import orochi
more = [bytes(20 << 20) for _ in range(4)]
del more
held = orochi.heap()["held_bytes"]
print(held >= 80 << 20, orochi.release_memory(), orochi.heap()["held_bytes"] >= held)`;
  const permissions = ["--allow-read", "--allow-env", "--allow-sys", "--allow-write"];
  assertEquals(await run(permissions, ["--lock", "timeout", "--refcount", "plain"], source), "True 0 True");
});
