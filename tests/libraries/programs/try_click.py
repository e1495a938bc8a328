"""A command line with groups, ranges and help."""
import click
from click.testing import CliRunner


@click.group()
def cli():
    "Tool."


@cli.command()
@click.option("--n", default=1, type=click.IntRange(0, 5), show_default=True, help="count")
@click.argument("name")
def hi(n, name):
    "Say hi."
    for _ in range(n):
        click.echo(f"hi {name}")


runner = CliRunner()
for args in (["hi", "--n", "2", "bo"], ["hi", "--help"], ["hi", "--n", "9", "x"], ["no"]):
    result = runner.invoke(cli, args)
    print(result.exit_code, result.output)
