"""statistics: averages, spreads, quantiles, regression, distributions, exactness across kinds of numbers."""
import statistics as st
from decimal import Decimal as D
from fractions import Fraction as F

sets = {"ints": [1, 2, 2, 3, 7], "floats": [1.5, 2.25, -0.5, 1e3], "fractions": [F(1, 3), F(2, 3), F(1, 6)], "decimals": [D("0.1"), D("0.2"), D("0.6")], "one": [5]}
for name, data in sets.items():
    row = []
    for f in (st.mean, st.median, st.median_low, st.median_high, st.mode, st.variance, st.pvariance, st.fmean):
        try:
            row.append(f(data))
        except st.StatisticsError as error:
            row.append(str(error))
    print(name, row)
print(st.stdev([1, 2, 3, 4]), st.pstdev([1, 2, 3, 4]), st.harmonic_mean([40, 60]), st.harmonic_mean([1, 0, 2]), round(st.geometric_mean([54, 24, 36]), 9), st.multimode("aabbc"), st.multimode([]), st.median_grouped([1, 3, 3, 5, 7], 2), st.mean([1e16, 1, -1e16]))
print(st.quantiles(range(1, 11)), st.quantiles([1, 2, 3], n=2, method="inclusive"), st.quantiles([10, 20, 30, 40], n=10, method="inclusive"), st.fmean([1, 2, 3], weights=[1, 1, 2]), st.harmonic_mean([2, 4], weights=[1, 3]))
print(st.linear_regression([1, 2, 3], [2, 4.1, 6]), st.correlation([1, 2, 3], [3, 1, 2]), st.covariance([1, 2, 3], [1, 5, 9]), st.linear_regression([1, 2], [3, 6], proportional=True), st.variance([1, 2, 3], xbar=2), st.mode(["red", "blue", "red"]))
for wrong in [lambda: st.mean([]), lambda: st.median([]), lambda: st.variance([1]), lambda: st.mode([]), lambda: st.harmonic_mean([-1, 2]), lambda: st.quantiles([1], n=0), lambda: st.correlation([1], [2]), lambda: st.correlation([1, 1], [1, 2]), lambda: st.linear_regression([1, 1], [2, 3]), lambda: st.covariance([1, 2], [1]), lambda: st.mean(["a"]), lambda: st.geometric_mean([])]:
    try:
        print(wrong())
    except (st.StatisticsError, TypeError) as error:
        print(type(error).__name__)
n = st.NormalDist(100, 15)
print(n, n.mean, n.variance, round(n.pdf(100), 12), round(n.cdf(115), 12), round(n.inv_cdf(0.975), 9), n.zscore(130), n + 5, n * 2, n + n, -n, n == st.NormalDist(100, 15), [round(q, 6) for q in n.quantiles(4)], round(n.overlap(st.NormalDist(110, 15)), 9), st.NormalDist.from_samples([1, 2, 3, 4]), n.samples(3, seed=5) == n.samples(3, seed=5))
print(st.mean([True, False, True]), st.mean([D("1.1"), 2]), st.median(["a", "c", "b"]) if False else st.median_low(["a", "c", "b", "d"]), type(st.mean([F(1), 2])).__name__, type(st.mean([1, 2])).__name__, st.pvariance([F(1, 2), F(3, 2)]), st.stdev([D("1"), D("3")]))
data = [2.75, 1.75, 1.25, 0.25, 0.5, 1.25, 3.5]
print(st.mean(iter(data)), st.median(data), sorted(data) == data, st.variance(data), round(sum((x - st.mean(data)) ** 2 for x in data) / 6, 12), st.mean(range(10 ** 3)), st.fmean(x * x for x in range(10)))
