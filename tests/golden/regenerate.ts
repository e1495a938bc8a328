/**
 * Writes the expected outputs of the programs in this folder anew, from the `python3` of the machine; those with a line
 * `# python3.14`, because older versions word an exception otherwise, from that one.
 * Run it as `deno run -A tests/golden/regenerate.ts`.
 */
const folder = new URL("./", import.meta.url);

function run(at: URL): void {
  for (const entry of Deno.readDirSync(at)) {
    if (entry.name.startsWith("_")) continue;
    if (entry.isDirectory) run(new URL(`${entry.name}/`, at));
    if (!entry.name.endsWith(".py")) continue;
    const base = entry.name.slice(0, -3);
    const modern = /^# python3\.14$/m.test(Deno.readTextFileSync(new URL(entry.name, at)));
    const { code, stdout, stderr } = new Deno.Command(modern ? "python3.14" : "python3", { args: [entry.name], cwd: at }).outputSync();
    Deno.writeFileSync(new URL(`${base}.out`, at), stdout);
    const text = new TextDecoder().decode(stderr).replace(/File "[^"]*\/([^"\/]+)"/g, 'File "$1"');
    if (code !== 0) Deno.writeTextFileSync(new URL(`${base}.err`, at), text);
    console.log(`${code === 0 ? "ok  " : "fail"} ${base}`);
  }
}

run(folder);
