# python3.14
# Tracebacks through lambdas, generators, nested functions, class bodies and multi-line calls.


def generate():
    yield 1
    yield (lambda x: x.missing)(3)


def outer():
    def inner(values):
        return sum(
            values,
            start=0,
        )

    return inner(generate())


class Body:
    total = outer()
