/**
 * Connections and managers with a real Python at the other end. Where the machine has none, the conversations that
 * `connection_test.ts` and `managers_test.ts` replay were recorded with one.
 */
import { connectToTheirs, letThemConnect } from "./connection/testdata/interop.ts";
import { hasPython, PYTHON } from "./connection/testdata/python.ts";
import { letThemUseOurs, useTheirs } from "./managers/testdata/interop.ts";

async function inFolder(run: (path: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(`${folder}/socket`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

if (hasPython()) {
  for (const key of ["right", "wrong"] as const) {
    Deno.test(`connect() talks to Python's Listener as it should with the ${key} key`, async () => {
      await inFolder((path) => connectToTheirs(PYTHON, path, key));
    });
    Deno.test(`Listener talks to Python's Client as it should with the ${key} key`, async () => {
      await letThemConnect(PYTHON, key);
    });
  }

  Deno.test("ManagerClient uses Python's manager, and is refused with a wrong key", async () => {
    await inFolder((path) => useTheirs(PYTHON, path));
  });

  Deno.test("ManagerServer serves Python's proxies, and refuses a wrong key", async () => {
    await letThemUseOurs(PYTHON);
  });
}
