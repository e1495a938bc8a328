"""Tables, colours and emoji for terminals."""
import io

from rich.console import Console
from rich.table import Table

console = Console(file=io.StringIO(), width=60, force_terminal=True)
table = Table(title="T")
table.add_column("a", style="red")
table.add_column("b")
table.add_row("1", "[bold]x[/]")
console.print(table)
console.print({"a": [1, 2, 3], "b": None})
console.print("[green]ok[/] :smile:")
print(repr(console.file.getvalue()))
