"""Algebra: integrals, equations, series, matrices, many digits."""
from sympy import *

x, y = symbols("x y")
print(integrate(exp(x) * sin(x), x))
print(solve(x**3 - 6 * x**2 + 11 * x - 6, x))
print(factor(x**6 - 1), limit(sin(x) / x, x, 0), series(cos(x), x, 0, 8))
print(Matrix([[1, 2], [3, 4]]).inv(), diff(x**x, x), simplify(sin(x) ** 2 + cos(x) ** 2))
print(N(pi, 50), latex(Integral(sqrt(1 / x), x)), And(x > 1, y < 2))
