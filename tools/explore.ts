/**
 * `deno task explore`: runs the tests that explore interleavings for longer, with many more of them for each protocol.
 *
 * @module
 */
const USAGE = `usage: deno task explore [options] [NAME...]

Runs the tests under packages/ that explore interleavings of protocols, those whose path contains one of
the names: gil, primitives, parking_lot, biased, thread_slots, ... A failure prints the interleaving and a
schedule that replays it.

options:
  --interleavings N   of each scenario, at the least, unless there are fewer (default 100000)
  --seed N            where the random numbers start (default: each test's own)
  --filter TEXT       only tests whose name contains TEXT
  -h, --help          print this`;

/** Test files that explore. */
function findTests(folder: URL, found: string[] = []): string[] {
  for (const entry of Deno.readDirSync(folder)) {
    const at = new URL(entry.isDirectory ? `${entry.name}/` : entry.name, folder);
    if (entry.isDirectory && entry.name !== "node_modules") findTests(at, found);
    if (!entry.name.endsWith("_test.ts")) continue;
    if (/\bverify\(/.test(Deno.readTextFileSync(at))) found.push(at.pathname);
  }
  return found;
}

async function main(args: string[]): Promise<number> {
  let interleavings = "100000", seed = "", filter: string | null = null;
  const names: string[] = [];
  while (args.length > 0) {
    const option = args.shift() as string;
    if (option === "-h" || option === "--help") {
      console.log(USAGE);
      return 0;
    }
    if (option === "--interleavings") interleavings = args.shift() ?? "";
    else if (option === "--seed") seed = args.shift() ?? "";
    else if (option === "--filter") filter = args.shift() ?? "";
    else names.push(option);
  }
  const packages = new URL("../packages/", import.meta.url);
  const files = findTests(packages).filter((path) => {
    const own = path.slice(packages.pathname.length);
    return !own.startsWith("interleave/") && (names.length === 0 || names.some((name) => own.includes(name)));
  }).sort();
  if (!/^[1-9]\d*$/.test(interleavings) || !/^\d*$/.test(seed) || files.length === 0) {
    console.error(USAGE);
    return 2;
  }
  const preload = new URL("./explore_preload.ts", import.meta.url).pathname;
  const filters = filter === null ? [] : ["--filter", filter];
  const child = new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", `--preload=${preload}`, ...filters, ...files],
    env: { EXPLORE_INTERLEAVINGS: interleavings, EXPLORE_SEED: seed },
  }).spawn();
  return (await child.status).code;
}

if (import.meta.main) Deno.exit(await main([...Deno.args]));
