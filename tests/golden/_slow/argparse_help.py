"""argparse: help texts, kinds of arguments, subcommands, groups, errors with their exit status."""
import argparse
import contextlib
import io
import os

os.environ["COLUMNS"] = "78"
parser = argparse.ArgumentParser(prog="tool", description="Does things to files, at length, so that the description has to wrap over more than one line of the help text.", epilog="See the manual.")
parser.add_argument("--version", action="version", version="%(prog)s 1.2")
parser.add_argument("-v", "--verbose", action="count", default=0, help="say more (repeatable)")
parser.add_argument("-n", "--number", type=int, default=3, metavar="N", help="how many (default: %(default)s)")
parser.add_argument("--ratio", type=float, help=argparse.SUPPRESS)
parser.add_argument("--colour", choices=["red", "green"], help="one of %(choices)s")
parser.add_argument("--flag", action=argparse.BooleanOptionalAction)
parser.add_argument("--tag", action="append", default=[])
group = parser.add_mutually_exclusive_group()
group.add_argument("--fast", action="store_true")
group.add_argument("--slow", action="store_const", const="s", dest="speed")
files = parser.add_argument_group("files", "what to work on")
files.add_argument("source", nargs="?", default="-", help="where from")
files.add_argument("targets", nargs="*", help="where to")


def run(p, line):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            result = sorted(vars(p.parse_args(line.split())).items())
        except SystemExit as stop:
            result = f"exit {stop.code}"
    print(line, "->", result)
    for text in (out.getvalue(), err.getvalue()):
        if text:
            print(text, end="")


for line in ["", "-vvv a b c", "--num 7 --colour red", "--flag --tag a --tag=b x", "--no-flag --slow", "--version", "-n x", "--fast --slow", "--nope", "-n5 -v -- -dash", "--ver"]:
    run(parser, line)
commands = argparse.ArgumentParser(prog="git", add_help=False, allow_abbrev=False)
subs = commands.add_subparsers(dest="command", required=True, title="commands", metavar="COMMAND")
add = subs.add_parser("add", help="add files")
add.add_argument("paths", nargs="+", type=lambda p: p.upper())
add.set_defaults(func="do_add")
log = subs.add_parser("log", help="show history", argument_default=argparse.SUPPRESS)
log.add_argument("--max", type=int)
log.add_argument("--range", nargs=2, metavar=("FROM", "TO"))
print(commands.format_help(), add.format_usage(), log.format_help(), sep="")
for line in ["add x y", "log --max 3 --range p q", "log", "", "add", "log --range one"]:
    run(commands, line)


class Upper(argparse.Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [v.upper() for v in values])


def positive(text):
    value = int(text)
    if value <= 0:
        raise argparse.ArgumentTypeError(f"{value} is not positive")
    return value


custom = argparse.ArgumentParser(prog="c", exit_on_error=False, fromfile_prefix_chars="@", formatter_class=argparse.ArgumentDefaultsHelpFormatter)
custom.add_argument("--names", nargs="+", action=Upper, default=["none"], help="names")
custom.add_argument("--count", type=positive, required=True, help="count")
custom.add_argument("rest", nargs=argparse.REMAINDER, help="the rest")
print(custom.parse_known_args(["--count", "2", "--names", "a", "b"]), custom.parse_args("--count 1 cmd --count 0 -x".split()))
for args in [["--count", "0"], ["--count", "two"]]:
    try:
        custom.parse_args(args)
    except argparse.ArgumentError as error:
        print(error)
print(custom.format_help())
