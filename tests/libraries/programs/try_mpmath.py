"""Many digits."""
from mpmath import mp

mp.dps = 40
print(mp.zeta(3), mp.quad(lambda x: mp.exp(-x * x), [-mp.inf, mp.inf]), mp.findroot(mp.cos, 1.5))
