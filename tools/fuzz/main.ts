/**
 * Runs one of the fuzzers of this folder: `deno task fuzz NAME [options]`, where each file says what its options are.
 *
 * @module
 */

const HERE = new URL(".", import.meta.url);

if (import.meta.main) {
  const names = [...Deno.readDirSync(HERE)].filter(({ name, isFile }) =>
    isFile && name.endsWith(".ts") && !name.endsWith("_test.ts") && name !== "main.ts"
  ).map(({ name }) => name.slice(0, -3)).sort();
  const [name, ...args] = Deno.args;
  if (!names.includes(name)) {
    console.error(`deno task fuzz NAME [options]: the name must be one of ${names.join(", ")}`);
    Deno.exit(2);
  }
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", new URL(`${name}.ts`, HERE).href, ...args],
    stdin: "inherit",
    stdout: "inherit",
    stderr: "inherit",
  });
  Deno.exit((await child.output()).code);
}
