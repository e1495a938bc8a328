# random: what a seed gives, method by method; states, and refusals.
import random
r = random.Random(12345)
print(r.random(), r.random(), r.getrandbits(1), r.getrandbits(32), r.getrandbits(100), r.randint(1, 6), r.randrange(100), r.randrange(5, 50, 5), r.uniform(1, 2), r.triangular(), r.betavariate(1, 2), r.expovariate(1.5), r.gammavariate(2, 1), r.gauss(0, 1), r.normalvariate(0, 1), r.lognormvariate(0, 1), r.vonmisesvariate(0, 4), r.paretovariate(3), r.weibullvariate(1, 2))
l = list(range(10)); r.shuffle(l); print(l, r.choice("abcdef"), r.sample(range(100), 5), r.choices("ab", k=5), r.choices([1, 2, 3], weights=[1, 2, 7], k=6), r.choices("xy", cum_weights=[1, 10], k=4), r.sample("abc", 2, counts=[5, 1, 1]), r.randbytes(5))
s = r.getstate(); a = [r.random() for _ in range(3)]; r.setstate(s); print(a == [r.random() for _ in range(3)], s[0], len(s[1]), s[2])
for seed in 0, 1, -1, 2**40, "text", b"bytes", bytearray(b"ba"), 1.5, True, "é":
    print(repr(seed), random.Random(seed).random(), random.Random(seed).randrange(10**20))
r.seed("again", version=1); print(r.random()); r.seed(5); x = r.random(); r.seed(5); print(x == r.random())
def attempt(f, *args, **kw):
    try: print(f(*args, **kw))
    except Exception as error: print(type(error).__name__)
attempt(r.randrange, 0); attempt(r.randrange, 5, 5); attempt(r.randrange, 1, 10, 0); attempt(r.randint, 5, 1); attempt(r.choice, []); attempt(r.choice, {1}); attempt(r.sample, [1], 2); attempt(r.sample, {1, 2}, 1); attempt(r.sample, [1], -1); attempt(r.shuffle, (1, 2)); attempt(r.choices, [], k=1); attempt(r.choices, "ab", weights=[1]); attempt(r.choices, "ab", weights=[0, 0]); attempt(r.choices, "ab", weights=[1, 2], cum_weights=[1, 3]); attempt(r.getrandbits, -1); attempt(r.getrandbits, 0); attempt(r.seed, []); attempt(random.Random, {}); attempt(r.sample, range(10**12), 3); attempt(r.choices, "ab", k=0)
class Own(random.Random):
    def __init__(self): super().__init__(); self.n = 0
    def random(self): self.n = (self.n + 0.3) % 1; return self.n
o = Own(); print([round(o.random(), 1) for _ in range(4)], o.choice("abcde"), o.randrange(10), o.uniform(0, 10)); l = [1, 2, 3, 4]; o.shuffle(l); print(l)
