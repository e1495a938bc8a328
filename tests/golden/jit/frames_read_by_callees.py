"""Locals that a callee reads by its caller's frame, of functions and loops that run often."""
import sys


def caller():
    return dict(sys._getframe(1).f_locals)


def often(rounds):
    seen = []
    for k in range(rounds):
        doubled = k * 2
        if k % 50 == 1:
            found = caller()
            seen.append((found["k"], found["doubled"], sorted(found)))
    return len(seen), seen[0], seen[-1][:2]


def once(k):
    next_one = k + 1
    return caller()


def through(k):
    return once(k)["next_one"]


def generated(rounds):
    for k in range(rounds):
        half = k // 2
        yield caller()["half"] == half


print(often(1000))
print(sum(once(k)["next_one"] for k in range(300)), sum(map(through, range(300))))
print(all(generated(300)))
