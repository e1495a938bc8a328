# python3.14
# An uncaught exception with a cause, which has a context.


def parse(text):
    return int(text)


def load(record):
    try:
        return parse(record["value"])
    except ValueError as error:
        raise RuntimeError(f"bad record {record!r}") from error


def main():
    records = [{"value": "1"}, {"value": "two"}]
    for record in records:
        print(load(record))


try:
    main()
finally:
    print("finally runs first")
