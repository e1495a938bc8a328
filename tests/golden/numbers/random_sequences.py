import _random

generator = _random.Random(42)
print([generator.random() for _ in range(5)])
print([generator.getrandbits(bits) for bits in (0, 1, 5, 31, 32, 33, 64, 100)])
state = generator.getstate()
first = [generator.random() for _ in range(1000)]
generator.setstate(state)
print(len(state), state[-1], state[:3], first == [generator.random() for _ in range(1000)], first[-1])
for seed in (0, -5, 5, 2**100, 3.5, True, 10**300):
    generator.seed(seed)
    print(seed, generator.random(), generator.getrandbits(64))
for action in (lambda: generator.setstate(5), lambda: generator.setstate((1,)), lambda: generator.getrandbits(-1), lambda: generator.getrandbits("a"),
               lambda: generator.seed([]), lambda: generator.setstate(tuple([0] * 624 + [700])), lambda: generator.setstate(tuple([0] * 624 + [-1]))):
    try:
        action()
    except (TypeError, ValueError) as error:
        print(type(error).__name__)


class Dice(_random.Random):
    def roll(self):
        self.rolled = int(self.random() * 6) + 1
        return self.rolled


dice = Dice(7)
print([dice.roll() for _ in range(20)], dice.rolled)
generator.seed()
value = generator.random()
generator.seed()
print(value != generator.random())
