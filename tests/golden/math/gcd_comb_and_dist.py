# Integer functions of math and those of many arguments: results at the edges and refusals.
import math
def attempt(f, *args, **kw):
    try: print(f(*args, **kw))
    except Exception as error: print(type(error).__name__)
print(math.gcd(), math.gcd(0), math.gcd(12, -18), math.gcd(2**70, 6**50), math.lcm(), math.lcm(4, 6), math.lcm(0, 5), math.lcm(-3, 7), math.gcd(True, 4))
print([math.comb(5, k) for k in range(7)], math.comb(100, 50), [math.perm(5, k) for k in range(7)], math.perm(6), math.factorial(20), math.isqrt(10**30), [math.isqrt(n) for n in range(10)])
for call in (math.gcd, 1.0), (math.comb, -1, 2), (math.comb, 2, -1), (math.perm, 2, -1), (math.factorial, -1), (math.factorial, 2.0), (math.isqrt, -1), (math.isqrt, 2.5), (math.comb, 2.0, 1), (math.gcd, "a"), (math.lcm, None): attempt(*call)
print(math.prod([]), math.prod([2, 3], start=4), math.prod([0.5, 4]), math.prod("a" for _ in []), math.fsum([0.1] * 10), math.fsum([1e100, 1, -1e100]), math.hypot(), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.dist([], []))
attempt(math.dist, (1,), (1, 2)); attempt(math.prod, ["a", "b"]); attempt(math.fsum, ["a"]); attempt(math.fsum, [float("inf"), float("-inf")]); attempt(math.hypot, "a"); attempt(math.prod, 5)
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(10**30), math.ceil(True), math.modf(-2.25), math.frexp(10), math.ldexp(0.5, 4), math.copysign(1, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.nextafter(1, 2), math.ulp(1.0))
class N:
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
    def __float__(self): return 2.25
    def __index__(self): return 6
print(math.floor(N()), math.ceil(N()), math.trunc(N()), math.sqrt(N()), math.gcd(N(), 9), math.isclose(N(), 2.25), math.factorial(N()))
for call in (math.floor, float("nan")), (math.ceil, float("inf")), (math.trunc, "a"), (math.floor, "a"), (math.sqrt, -1), (math.log, 0), (math.log, -1), (math.log, 8, 2), (math.log2, 2**80), (math.log10, 10**25), (math.log1p, -1), (math.exp, 1000), (math.pow, 0, -1), (math.pow, -8, 1 / 3), (math.acos, 2), (math.atanh, 1), (math.gamma, 0), (math.gamma, -1), (math.lgamma, -2), (math.fmod, 1, 0), (math.sin, float("inf")), (math.ldexp, 1.0, 5000), (math.cosh, 1000), (math.isclose, 1, 1 + 1e-10), (math.log, 2, 1), (math.log, 2, 0): attempt(*call)
print(math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-12), math.isclose(0, 1e-12, abs_tol=1e-9), math.isclose(float("inf"), float("inf")), math.isnan(float("nan")), math.isinf(-math.inf), math.isfinite(1), math.tau == 2 * math.pi, math.degrees(math.pi), math.radians(180) == math.pi)
attempt(math.isclose, 1, 1, rel_tol=-1); attempt(math.isclose, 1, 1, 1)
