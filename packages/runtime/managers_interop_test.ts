/**
 * Managers of Python programs: one side runs under Orochi and the other under a real Python, where the machine has one.
 */
import { assertEquals } from "@std/assert";
import { hasPython, PYTHON } from "../multiprocess/connection/testdata/python.ts";

const PEER = new URL("../multiprocess/managers/testdata/peer.py", import.meta.url).pathname;
const OROCHI = [
  Deno.execPath(),
  "run",
  "-A",
  "--no-check",
  new URL("./cli.ts", import.meta.url).pathname,
  PEER,
];
const THEIRS = [PYTHON, PEER];

async function run([command, ...args]: readonly string[], ...further: string[]): Promise<string> {
  const { stdout } = await new Deno.Command(command, { args: [...args, ...further], stderr: "inherit" })
    .output();
  return new TextDecoder().decode(stdout);
}

/** One side serves; the other knocks with a wrong key, and uses with the right one what it is given. */
async function share(server: readonly string[], client: readonly string[]): Promise<void> {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/socket`;
  const serving = new Deno.Command(server[0], {
    args: [...server.slice(1), "serve", path, "key"],
    stdin: "null",
    stdout: "piped",
  }).spawn();
  const said = serving.stdout.getReader();
  try {
    assertEquals(new TextDecoder().decode((await said.read()).value).trim(), "ready");
    assertEquals(
      await run(client, "knock", path, "wrong"),
      "AuthenticationError: digest sent was rejected\n",
    );
    assertEquals(await run(client, "use", path, "key"), "done\n");
  } finally {
    serving.kill("SIGKILL");
    await serving.status;
    await said.cancel();
    await Deno.remove(folder, { recursive: true });
  }
}

if (hasPython()) {
  Deno.test("a manager under Orochi serves a client under CPython, and refuses a wrong key", async () => {
    await share(OROCHI, THEIRS);
  });

  Deno.test("a manager under CPython serves a client under Orochi, and refuses a wrong key", async () => {
    await share(THEIRS, OROCHI);
  });
}
