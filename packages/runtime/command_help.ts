/**
 * What the commands of `orochi` say of themselves.
 *
 * @module
 */

const COMMANDS: Readonly<Record<string, string>> = {
  strategies: `usage: orochi strategies

List what --lock and --refcount can be: the names, their options, and what each promises.
`,
  explain: `usage: orochi explain [NAME...]

Say which operations of builtins are atomic, which locks they take, and how that was found.

  NAME              an operation (list.append), a type (list) or a function (next);
                    without one, the names of all operations that are looked at
`,
  build: `usage: orochi build [--remove] [--background]

Make later starts quicker: bundle the interpreter, and keep a heap and compiled code that
programs start from. The first program does so in the background. A build lies in the folder
that OROCHI_CACHE names (by default, the user's folder of caches), and is used until a
source changes.

  --remove          take the build away
  --background      let all other processes of the machine go first
`,
  compare: `usage: orochi compare [options] FILE [--lock A,B] [--refcount C,D] [--repeat N]

Run a program under each combination of strategies that is allowed, and show for each how
long it took, how it waited for locks, and how much memory it needed.

  --lock A,B        locks (default timeout,object): see orochi strategies
  --refcount C,D    how references are counted (default plain,atomic,biased)
  --repeat N        run each combination so often and show medians (default 1)

Other options are those of running a program: see orochi --help. They may also follow FILE.
`,
};

/** What `orochi COMMAND --help` prints; null if the first word is no command or nobody asks. */
export function commandHelp(args: readonly string[]): string | null {
  if (!Object.hasOwn(COMMANDS, args[0] ?? "")) return null;
  return args.slice(1).some((arg) => arg === "--help" || arg === "-h") ? COMMANDS[args[0]] : null;
}
