/**
 * Writes the expected outputs of the programs in this folder anew, from the `python3` of the machine; those with a line
 * `# python3.14`, because older versions word an exception otherwise, from that one.
 * Run it as `deno run -A tests/golden/regenerate.ts [NAME...]`: with names, only programs whose path contains one.
 */
const folder = new URL("./", import.meta.url);
const names = Deno.args;

function run(at: URL): number {
  let count = 0;
  for (const entry of Deno.readDirSync(at)) {
    if (entry.name.startsWith("_")) continue;
    const url = new URL(entry.name, at);
    if (entry.isDirectory) count += run(new URL(`${entry.name}/`, at));
    if (!entry.name.endsWith(".py")) continue;
    const path = url.pathname.slice(folder.pathname.length);
    if (names.length > 0 && !names.some((name) => path.includes(name))) continue;
    count++;
    const base = entry.name.slice(0, -3);
    const modern = /^# python3\.14$/m.test(Deno.readTextFileSync(url));
    const { code, stdout, stderr } = new Deno.Command(modern ? "python3.14" : "python3", {
      args: [entry.name],
      cwd: at,
    }).outputSync();
    Deno.writeFileSync(new URL(`${base}.out`, at), stdout);
    const text = new TextDecoder().decode(stderr).replace(/File "[^"]*\/([^"\/]+)"/g, 'File "$1"');
    if (code !== 0) Deno.writeTextFileSync(new URL(`${base}.err`, at), text);
    console.log(`${code === 0 ? "ok  " : "fail"} ${path}`);
  }
  return count;
}

if (run(folder) === 0) {
  console.error(`Cannot find a program with ${names.join(" or ")} in its path`);
  Deno.exit(1);
}
