"""A stock list in CSV and JSON: reading, checking, grouping, writing again."""
import csv
import io
import json
from itertools import groupby
from operator import itemgetter

SOURCE = '''name,kind,price,count
"Lamp, desk",furniture,24.90,3
Chair,furniture,59.00,
Tea,food,3.45,120
"Say ""cheese""",food,7.1,8
Rope,tools,x,2
'''


def read(text):
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        try:
            yield {**row, "price": float(row["price"]), "count": int(row["count"] or 0)}
        except ValueError as error:
            print(f"line {number}: {error}")


rows = sorted(read(SOURCE), key=itemgetter("kind", "name"))
for kind, group in groupby(rows, key=itemgetter("kind")):
    group = list(group)
    print(f"{kind:<10}{len(group):>3}{sum(row['price'] * row['count'] for row in group):>10.2f}")
document = json.dumps({"items": rows, "total": sum(row["count"] for row in rows)}, indent=1, sort_keys=True)
print(document)
assert json.loads(document)["items"] == rows
out = io.StringIO()
writer = csv.DictWriter(out, ["name", "count"], extrasaction="ignore", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
writer.writeheader()
writer.writerows(rows)
print(out.getvalue())
try:
    csv.DictWriter(out, ["name"]).writerow(rows[0])
except ValueError as error:
    print(type(error).__name__)
print(json.dumps([1.5, None, True, "é\n\u2028", {"a": []}], separators=(",", ":")), json.loads("[1e3, -0, \"\\u00e9\"]"))
