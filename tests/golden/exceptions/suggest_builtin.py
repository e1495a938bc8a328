# python3.14
# A misspelt builtin, inside a nested function of a handler.


def measure(items):
    def inner():
        return lenn(items)

    try:
        return items["length"]
    except TypeError:
        return inner()


print(measure([1, 2]))
