import pickle
import statistics
from decimal import *
from fractions import Fraction

print(pickle.loads(pickle.dumps(Decimal("1.50"))), pickle.loads(pickle.dumps(Context(prec=3))), pickle.loads(pickle.dumps(Decimal("1").as_tuple())))
print(Fraction(Decimal("0.125")), Fraction(1, 3) < Decimal("0.34"), Decimal("0.5") == Fraction(1, 2), Decimal(1) > Fraction(2, 3))
data = [Decimal("1.5"), Decimal("2.25"), Decimal("4"), Decimal("3.75")]
print(statistics.mean(data), statistics.stdev(data), statistics.median(data), statistics.variance(data), statistics.fmean(data))
print(statistics.mean([1, 2, 3, 4]), statistics.stdev([1.5, 2.5, 4]), statistics.quantiles(range(10)), statistics.mode("aab"), statistics.linear_regression([1, 2, 3], [2, 4, 7]))
print(statistics.NormalDist(100, 15).inv_cdf(0.95), statistics.NormalDist.from_samples([1, 2, 3]), statistics.correlation([1, 2, 3], [3, 2, 1]))
print(statistics.geometric_mean([1, 2, 4]), statistics.harmonic_mean([40, 60]), statistics.pvariance([1, 2, 3]), statistics.multimode("aabb"))
print(Fraction("3/4") + Fraction(1, 6), Fraction(7, 3).limit_denominator(2), round(Fraction(7, 3), 2), Fraction(0.5), float(Fraction(1, 3)))
