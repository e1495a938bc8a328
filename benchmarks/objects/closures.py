"""Functions that make functions: cells, defaults, composition, decorators, keyword arguments."""
import time


def counter(step):
    value = 0

    def advance():
        nonlocal value
        value += step
        return value

    return advance


def compose(first, second):
    return lambda x: second(first(x))


def adder(n):
    return lambda x, scale=1: x * scale + n


def traced(function):
    calls = 0

    def wrapper(*args, **kwargs):
        nonlocal calls
        calls += 1
        return function(*args, **kwargs)

    wrapper.calls = lambda: calls
    return wrapper


@traced
def mix(a, b, shift=0):
    return (a * 31 + b + shift) % 10007


def fold(function, values, start):
    total = start
    for value in values:
        total = function(total, value)
    return total


def work(rounds):
    first, second = counter(1), counter(3)
    chain = compose(compose(adder(1), adder(2)), adder(3))
    scaled = adder(5)
    total = 0
    for n in range(rounds):
        total += first() + second()
        total += chain(n)
        total += scaled(n, scale=2)
        total = mix(total, n, shift=7)
    values = list(range(1000))
    for bias in range(100):
        total += fold(lambda a, b: (a + b + bias) % 9973, values, 0)
    for bias in range(100):
        total += sum(map(lambda v: v ^ bias, values))
    return total, mix.calls()


start = time.perf_counter()
result = work(200_000)
seconds = time.perf_counter() - start
print(*result)
print("seconds", seconds)
